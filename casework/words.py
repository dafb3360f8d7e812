"""Comparing phrases the way a person would: without case, accents, punctuation or line breaks."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_NOT_A_WORD = re.compile(r"[^a-z0-9£]+")
_WHOLE_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i", "ħ": "h", "ŧ": "t"}
)
"""Letters that Unicode does not take apart into a plain one and its mark."""


def plain_letters(text: str) -> str:
    """A text in small letters without accents and strokes, as people type names on an English keyboard.

    >>> plain_letters("Łukasz Ørsted, Zoë")
    'lukasz orsted, zoe'
    """
    if text.isascii():
        return text.lower()
    marks = unicodedata.normalize("NFKD", text.casefold())
    return "".join(mark for mark in marks if not unicodedata.combining(mark)).translate(_WHOLE_LETTERS)


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """The words of a text, folded, with one space before, between and after them.

    >>> fold("Child(ren)’s wishes:")
    ' child ren s wishes '
    >>> fold("  —  ")
    ' '
    """
    words = _NOT_A_WORD.sub(" ", plain_letters(text.replace("&", " and "))).strip()
    return f" {words} " if words else " "


def holds_phrase(text: str, phrase: str) -> bool:
    """Whether the phrase stands in the text as whole words.

    >>> holds_phrase("Request for S.20 accommodation", "s.20")
    True
    >>> holds_phrase("replan", "plan")
    False
    """
    folded = fold(phrase)
    return folded != " " and folded in fold(text)


def first_phrase(text: str, phrases: Iterable[str]) -> str | None:
    """The longest of the phrases that stands in the text, or None."""
    words = fold(text)
    found = [phrase for phrase in phrases if (known := fold(phrase)) != " " and known in words]
    return max(found, key=len, default=None)


def shortened(text: str, limit: int = 160) -> str:
    """A text cut at a word, with a mark that says so."""
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0] + "…"
