"""Comparing phrases the way a person would: without case, accents, punctuation or line breaks."""

import re
import unicodedata
from collections.abc import Collection, Set
from functools import lru_cache

from casework.judging import once


class _Spaced(dict[int, int]):
    """Whatever is no part of a word as a space."""

    def __missing__(self, code: int) -> int:
        return self.setdefault(code, code if chr(code) in _OF_WORDS else ord(" "))


_OF_WORDS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789£")
_SPACED = _Spaced()
_WHOLE_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i", "ħ": "h", "ŧ": "t"}
)
"""Letters that Unicode does not take apart into a plain one and its mark."""
_TYPED = (("’", "'"), ("‘", "`"), ("“", '"'), ("”", '"'), ("–", "-"), ("—", "-"), ("\xa0", " "), ("…", "..."))
"""What programs write for what people type; with those most text is plain enough to be compared fast."""


class _Plain(dict[int, str]):
    """Each letter in small without its accents and strokes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        marks = unicodedata.normalize("NFKD", chr(code).casefold())
        plain = "".join(mark for mark in marks if not unicodedata.combining(mark)).translate(_WHOLE_LETTERS)
        return self.setdefault(code, plain)


_PLAIN = _Plain()


def plain_letters(text: str) -> str:
    """A text in small letters without accents and strokes, as people type names on an English keyboard.

    >>> plain_letters("Łukasz Ørsted, Zoë")
    'lukasz orsted, zoe'
    """
    return text.lower() if text.isascii() else text.translate(_PLAIN)


def typed(text: str) -> str:
    """A text with the quotation marks, dashes and spaces of a keyboard.

    >>> typed("“Ann” – plan")
    '"Ann" - plan'
    """
    if not text.isascii():
        for written, key in _TYPED:
            text = text.replace(written, key)
    return text


@once
def fold(text: str) -> str:
    """The words of a text, folded, with one space before, between and after them.

    >>> fold("Child(ren)’s wishes:")
    ' child ren s wishes '
    >>> fold("  —  ")
    ' '
    """
    words = plain_letters(typed(text).replace("&", " and ")).translate(_SPACED).split()
    return f" {' '.join(words)} " if words else " "


GAP = "…"
"""In a phrase of the policy's, words that somebody fills in: "return … home", "will take … weeks"."""


@lru_cache(maxsize=1024)
def gapped(phrase: str, most: int) -> re.Pattern[str]:
    """A pattern for folded words that hold a phrase, with one to `most` words in each of its gaps.

    >>> bool(gapped("return … home", 3).search(fold("We would return Ann home.")))
    True
    """
    gap = rf"(?: [^ ]+){{1,{most}}} "
    return re.compile(f" {gap.join(re.escape(fold(part).strip()) for part in phrase.split(GAP))} ")


def holds_phrase(text: str, phrase: str) -> bool:
    """Whether the phrase stands in the text as whole words.

    >>> holds_phrase("Request for S.20 accommodation", "s.20")
    True
    >>> holds_phrase("replan", "plan")
    False
    """
    (folded,) = _printed((phrase,))
    return folded != " " and folded in fold(text)


def first_phrase(text: str, phrases: Collection[str]) -> str | None:
    """The longest of the phrases that stands in the text, or None."""
    words, known = fold(text), _printed(tuple(phrases))
    if not any(map(words.__contains__, known)):
        return None
    found = [phrase for phrase, said in zip(phrases, known, strict=True) if said != " " and said in words]
    return max(found, key=len, default=None)


def may_hold(words: Set[str], phrases: Collection[str]) -> bool:
    """Whether all the words of one of the phrases are among folded words, without which it stands in no text of those.

    >>> may_hold({"care", "plan"}, ["the plan", "care plan"]), may_hold({"care"}, ["care plan"])
    (True, False)
    """
    return any(map(words.__ge__, _words_of(tuple(phrases))))


@lru_cache(maxsize=8192)
def _words_of(phrases: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    """Of phrases of the policy; never of a paper's words."""
    return tuple(frozenset(fold(phrase).split()) for phrase in phrases)


@lru_cache(maxsize=8192)
def _printed(phrases: tuple[str, ...]) -> tuple[str, ...]:
    """Phrases of the policy and of our own, folded once and for all; never a paper's words."""
    return tuple(map(fold, phrases))


def shortened(text: str, limit: int = 160) -> str:
    """A text cut at a word, with a mark that says so."""
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0] + "…"
