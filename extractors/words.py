"""Comparing words as people do: without regard to case, punctuation, kinds of quotation mark or numbering."""

import re

from casework.judging import once
from casework.words import typed

_DROPPED = frozenset("'’‘`´()")
_OF_WORDS = re.compile(r"[^\W_]|[£%]")
_NUMBERING = re.compile(
    r"^\s*(?:(?:section|part)\s+\w{1,3}\s*[:.–-]\s*)?"
    r"(?:(?:\(?(?:\d{1,2}(?:\.\d{1,2})*[a-z]?|[a-z]|[ivx]{1,4})[.):]\)?|\d{1,2}(?:\.\d{1,2})+[a-z]?"
    r"|\d{1,2}[a-z]?(?=\s+(?!(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))(?-i:[A-Z][a-z])))\s+)?",
    re.IGNORECASE,
)
"""A number at the start of a line: "4b.", "(iii)", "2.1", "Part B:", and "1 Introduction" but not "1 March"."""


class _Folded(dict[int, str | None]):
    """Each letter in small; marks that stand within words as nothing, all others as a space."""

    def __missing__(self, code: int) -> str | None:
        letter = chr(code)
        small = "".join(each if _OF_WORDS.match(each) else " " for each in letter.casefold())
        return self.setdefault(code, None if letter in _DROPPED else small)


_FOLDED = _Folded()


@once
def folded(text: str) -> str:
    """The words alone, in small letters, one space between them.

    >>> folded("Children’s  name(s):")
    'childrens names'
    >>> folded("Panel Discussion & Decisions")
    'panel discussion and decisions'
    """
    return " ".join(typed(text).replace("&", " and ").translate(_FOLDED).split())


@once
def label_key(text: str) -> str:
    """A printed label as we compare it: folded, its number left out.

    >>> label_key("3. Exit Plan/Review:")
    'exit plan review'
    """
    return folded(_unnumbered(text))


@once
def is_numbered(text: str) -> bool:
    """Whether a line begins with a number of its own."""
    found = _NUMBERING.match(text)
    return found is not None and bool(found[0].strip())


def without_number(text: str) -> str:
    """A heading without its number.

    >>> without_number("2.1 Family composition")
    'Family composition'
    """
    return _unnumbered(text).strip()


def _unnumbered(text: str) -> str:
    number = _NUMBERING.match(text)
    return text[number.end() :] if number else text


def slug(text: str) -> str:
    """A heading as an id.

    >>> slug("1. The child's wishes & feelings")
    'the_childs_wishes_and_feelings'
    """
    return label_key(text).replace(" ", "_")


def first_words(text: str, count: int = 30) -> str:
    """The first words of a text, on one line."""
    words = text.split()
    return " ".join(words[:count]) + (" …" if len(words) > count else "")
