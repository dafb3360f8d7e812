"""What readers of every format make of a scan beside its words: how it was read, and whether somebody signed."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from casework.evidence import Place
from extractors.page_content import Scan
from extractors.page_words import UNCLEAR, Box, Word
from extractors.reading import ScannedPage, Signature

_LABEL = re.compile(r"^\W*(?:sign(?:ed|ature|atures)?)\b", re.IGNORECASE)
_GUESSED = 0.5
"""How sure an engine is of letters it makes up out of a name written by hand."""
_LINE = 12.0
_REACH = 36.0
"""Points above and below a label within which people sign."""


def scanned_page(key: str, scan: Scan) -> ScannedPage:
    """What an engine made of the picture of this key."""
    seen = scan.content.words if scan.content else ()
    words = tuple((word.text, word.confidence, word.box) for word in seen)
    return ScannedPage(key, scan.engines, scan.turned, scan.skew, scan.covered, words)


def page_ranges(pages: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Page numbers, ascending, as ranges of neighbours.

    >>> list(page_ranges([1, 2, 3, 7]))
    [(1, 3), (7, 7)]
    """
    for _, run in groupby(enumerate(pages), key=lambda each: each[1] - each[0]):
        numbers = [number for _, number in run]
        yield numbers[0], numbers[-1]


def signatures_on(scan: Scan, place: Place) -> Iterator[Signature]:
    """Ink that is no print beside, above or below a label that asks for a signature; whose it is is not known."""
    if scan.content is None:
        return
    ink = [word for word in scan.content.words if word.text == UNCLEAR or word.confidence < _GUESSED]
    for label in scan.content.words:
        if _LABEL.match(label.text):
            for word in ink:
                if _is_at(label, word.box):
                    yield Signature("ink", Place(part=place.part, page=place.page, box=word.box))


def _is_at(label: Word, ink: Box) -> bool:
    """Whether ink lies where a label has somebody sign: to its right, or in the column above or below it."""
    left, top, right, bottom = label.box
    beside = ink[0] >= right - _LINE and ink[1] < bottom + _LINE and ink[3] > top - _LINE
    in_column = ink[0] < right + _REACH and ink[2] > left and ink[1] < bottom + _REACH and ink[3] > top - _REACH
    return beside or in_column
