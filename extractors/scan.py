"""A picture of a page -> Scan: made fit to be read, read by one engine or two, and refused where it is too poor.

Tesseract reads first, where it is installed; RapidOCR, which takes four times as long and reads more, reads what
Tesseract left, and the whole page where it left much or what it saw is no language.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from extractors.page_content import PageContent, Scan
from extractors.page_words import Box, Word
from extractors.read import reading_of
from extractors.reading import Reading
from extractors.scan_engines import RAPIDOCR, TESSERACT, Seen, rapidocr, rapidocr_line, tesseract, upside_down
from extractors.scan_gate import GOOD, LEAST_COVERED, LEAST_PLAUSIBLE, Letters, covered, letters_on, lines_in, plausible
from extractors.scan_loop import read_with_scans
from extractors.scan_marks import Drawn, drawn_on
from extractors.scan_picture import PagePicture, TooLarge, page_picture
from extractors.scan_prepare import Page, lines_run_down, prepared, turned
from extractors.scan_square import squared
from extractors.scan_words import in_points, laid, tidied, unread_ink, without_letters
from extractors.tessdata import tessdata

_LINES_ASKED = 11
"""Lines that are asked which way up they are; each takes a few milliseconds, and one alone may be mistaken."""
_LEAST_LONG, _MOST_LONG = 3, 8
"""Times its height that a line of text is long, and that it is looked at."""
_UNSURE, _GUESSED = 0.6, 0.3
_REFERENCE = re.compile(r"^(?=.*\d)(?=.*[A-Z])[A-Z0-9/-]{5,}$")
_MOST_AGAIN = 25
"""Words and lines that are read again one by one; beyond, reading the whole page again is faster."""
_MARGIN = 0.02


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page with what is drawn on it and what may be letters."""

    page: Page
    drawn: Drawn
    letters: Letters

    @classmethod
    def of(cls, page: Page) -> "_Sheet":
        drawn = drawn_on(page)
        return cls(page, drawn, letters_on(page, drawn))

    def ruled(self, seen: Sequence[Seen]) -> Drawn:
        """What is drawn on it, as far as nobody saw a letter of a word in it."""
        return replace(self.drawn, tick_boxes=without_letters(self.drawn.tick_boxes, seen))

    @property
    def starts_of_lines(self) -> list[Box]:
        """The beginnings of its longest lines; whole ones are squeezed beyond recognition to see which way up."""
        lines = [box for box in lines_in(self.letters) if box[2] - box[0] > _LEAST_LONG * (box[3] - box[1])]
        longest = sorted(lines, key=lambda box: box[0] - box[2])[:_LINES_ASKED]
        starts = [
            (left, top, min(right, left + _MOST_LONG * (bottom - top)), bottom) for left, top, right, bottom in longest
        ]
        return [_with_margin(box, self.page) for box in starts]


@dataclass(frozen=True, slots=True)
class _Attempt:
    """What engines made of a page."""

    words: list[Seen]
    engines: tuple[str, ...]
    covered: float
    plausible: float

    @property
    def worth(self) -> float:
        return self.covered * self.plausible

    @property
    def is_poor(self) -> bool:
        """Whether it is better not to rely on it."""
        return self.covered < LEAST_COVERED or self.plausible < LEAST_PLAUSIBLE


def scan_of(path: Path, kind: str, key: str) -> Scan:
    """What stands on one picture of a file; where it is no picture, or too large, content is None."""
    try:
        return scanned(page_picture(path, kind, key))
    except TooLarge:
        return Scan(None, limit="a picture has more dots than we look at")
    except (OSError, ValueError, KeyError, SyntaxError):  # what Pillow and zipfile raise on damage
        return Scan(None, limit="a picture is damaged")


def scanned(picture: PagePicture) -> Scan:
    """What stands on a picture of a page."""
    sheet, quarters = _upright(prepared(picture))
    read = _read(sheet)
    if read.is_poor and (other := _read(upended := _Sheet.of(turned(sheet.page, 2)))).worth > read.worth:
        sheet, quarters, read = upended, quarters ^ 2, other
    found = Scan(None, read.engines, 90 * quarters, sheet.page.skew, round(read.covered, 3))
    if read.is_poor:
        return found
    drawn = sheet.ruled(read.words)
    words = laid(read.words, sheet.letters, drawn, unread_ink(sheet.letters, read.words), sheet.page.dpi)
    return replace(found, content=_content(words, sheet))


def _content(words: Sequence[Word], sheet: _Sheet) -> PageContent:
    dpi, (high, wide) = sheet.page.dpi, sheet.page.grey.shape
    return PageContent(
        words=tuple(words),
        tilted=(),
        boxes=tuple(in_points(box, dpi) for box in sheet.drawn.rules),
        filled=(),
        pictures=1.0,
        shapes=0,
        unknown_characters=0.0,
        size=in_points((0, 0, wide, high), dpi)[2:],
    )


def _upright(page: Page) -> tuple[_Sheet, int]:
    """The page as it is read, and by how many quarters it was turned clockwise for that."""
    quarters = 1 if lines_run_down(page) else 0
    sheet = _Sheet.of(squared(turned(page, quarters)))
    if upside_down(sheet.page.grey, sheet.starts_of_lines):
        return _Sheet.of(turned(sheet.page, 2)), quarters + 2
    return sheet, quarters


def _read(sheet: _Sheet) -> _Attempt:
    """The better of what the engines made of a page."""
    if sheet.letters.none:
        readable = 1.0 if sheet.letters.blank else 0.0
        return _Attempt([], (), readable, readable)
    first = _attempt(tesseract(sheet.page.grey, sheet.page.dpi), (TESSERACT,), sheet) if tessdata() else None
    if first and min(first.covered, first.plausible) >= GOOD and len(_doubts(first, sheet)) <= _MOST_AGAIN:
        return _mended(first, sheet)
    second = _attempt(rapidocr(sheet.page.grey), (*(first.engines if first else ()), RAPIDOCR), sheet)
    return first if first and first.worth > 1.05 * second.worth else second


def _attempt(seen: Sequence[Seen], engines: tuple[str, ...], sheet: _Sheet) -> _Attempt:
    words = tidied(seen, sheet.letters, sheet.ruled(seen))
    return _Attempt(words, engines, covered(sheet.letters, [word.box for word in words]), plausible(words))


def _doubts(attempt: _Attempt, sheet: _Sheet) -> list[Seen]:
    """What is better read twice: words an engine was unsure of, and references; ink it left out, as words of no letter.

    Tesseract takes a 0 among capitals for an O and is sure of it, which makes another child's number of one.
    """
    unsure = [
        word
        for word in attempt.words
        if _REFERENCE.match(word.text) or (word.confidence < _UNSURE and any(map(str.isalnum, word.text)))
    ]
    return [*unsure, *(Seen("", box, 0.0) for box in unread_ink(sheet.letters, attempt.words))]


def _mended(first: _Attempt, sheet: _Sheet) -> _Attempt:
    """A page well read, with what is in doubt read again by the other engine."""
    doubts = _doubts(first, sheet)
    if not doubts:
        return first
    words = [word for word in first.words if word not in doubts]
    for doubt in doubts:
        again = rapidocr_line(sheet.page.grey, _with_margin(doubt.box, sheet.page))
        if again and again[0].confidence > doubt.confidence:
            words += again
        elif doubt.confidence > _GUESSED:  # what one engine guesses at and the other does not see is no word
            words.append(doubt)
    return _attempt(words, (*first.engines, RAPIDOCR), sheet)


def _with_margin(box: Box, page: Page) -> Box:
    """A box with the white around it that engines want."""
    margin = _MARGIN * page.dpi
    high, wide = page.grey.shape
    left, top, right, bottom = box
    return max(0, left - margin), max(0, top - margin), min(wide, right + margin), min(high, bottom + margin)


def reading_with_scans(path: Path, kind: str, most: int = 100) -> Reading:
    """The words of a file and of its pictures, in this process; raises UnreadableFile with the reason."""
    return read_with_scans(
        lambda scans: reading_of(path, kind, scans),
        lambda reading: [picture.key for picture in reading.unscanned],
        lambda key: scan_of(path, kind, key),
        most,
    )
