"""Whether the letters a page gives make words: a text layer may be in no known code, or what a poor engine guessed.

Judged by the shapes words have in the Latin script. Numbers, single letters, other scripts, and capitals alone (which
abbreviations are) say nothing either way; a few of the commonest English words speak for a page at once.
"""

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from extractors.page_words import Word

_LEAST_LETTERS = 60
"""Fewer letters than this cannot be judged."""
_ENOUGH = 0.3
"""The share of a page's characters that must be open to judgement; of a page of figures too few are."""
_RUBBISH = 0.45
"""The share of letters in runs that can be no words from which on a page is rubbish."""
_MANY_LETTERS = 90
_FEW_VOWELS = 0.27
"""Every language in Latin letters has more vowels; letters shifted or mixed up have fewer."""
_COMMON_SHARE = 0.06
_COMMON = frozenset((
    "the", "of", "and", "to", "a", "in", "is", "for", "that", "on", "with", "by", "be", "as", "at", "this", "it", "was",
    "are", "or", "from", "not", "an", "has", "have", "will", "her", "his", "she", "he", "your", "you", "we", "they",
    "their", "date", "name", "child",
))  # fmt: skip
_VOWELS = frozenset("aeiouy")
_MOST_CONSONANTS = 5
_SWITCHES = 3
_FOREIGN = 0.2
_ORDINARY = re.compile(r"^[A-Za-z0-9][\w.,:;/&@#%£$€()'’+*=–—-]*$")
_FIGURES = ".,:/-–£$€%+()"
_EDGES = ".,:;!?()[]{}\"'’‘“”…-–—*•/"


def is_rubbish(words: Sequence[Word]) -> bool:
    """Whether most letters of a page stand in runs that can be no words."""
    common = sum(word.text.casefold() in _COMMON for word in words)
    if common >= _COMMON_SHARE * len(words):
        return False
    judged = odd = vowels = letters = 0
    for word in words:
        text = word.text.strip(_EDGES)
        if not text or _says_nothing(text):
            continue
        plain = [char for char in map(_plain, text) if char.isalpha()]
        letters += len(plain)
        vowels += sum(char in _VOWELS for char in plain)
        judged += len(text)
        odd += len(text) if is_odd(text) else 0
    if judged < max(_LEAST_LETTERS, _ENOUGH * sum(len(word.text) for word in words)):
        return False
    return odd > _RUBBISH * judged or (letters >= _MANY_LETTERS and vowels < _FEW_VOWELS * letters)


def _says_nothing(text: str) -> bool:
    if "@" in text or "://" in text or text.startswith("www."):
        return True
    foreign = 0 if text.isascii() else sum(char.isalpha() and not "a" <= _plain(char) <= "z" for char in text)
    if foreign > _FOREIGN * len(text):
        return True
    if 2 * sum(char.isdigit() for char in text) >= len(text) and all(
        char.isalnum() or char in _FIGURES for char in text
    ):
        return True
    return len(text) < 2 or (text.isupper() and text.isalnum() and len(text) <= _MOST_CONSONANTS)


def is_odd(text: str) -> bool:
    """Whether a run of characters can be no word: no vowel, too many consonants, or signs in the midst of letters."""
    symbols = sum(not char.isalnum() and char not in "-'’./&,()_:" for char in text)
    if symbols * 3 >= len(text) or (symbols and not _ORDINARY.match(text)):
        return True
    plain = "".join(map(_plain, text))
    run = longest = 0
    for char in plain:
        run = 0 if char in _VOWELS or not char.isalpha() else run + 1
        longest = max(longest, run)
    letters = [char for char in plain if char.isalpha()]
    if len(letters) > 3 and _VOWELS.isdisjoint(letters):
        return True
    switches = sum(first.isdigit() != second.isdigit() for first, second in pairwise(text))
    if switches >= _SWITCHES and not text.isupper():
        return True
    return longest > _MOST_CONSONANTS


def _plain(char: str) -> str:
    """A letter without its accents, in small."""
    return char.lower() if char.isascii() else unicodedata.normalize("NFD", char)[0].lower()
