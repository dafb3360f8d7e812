"""A PDF page's characters through pdfium, put together into words.

Clauses are those of ISO 32000-1. Words are made here because pdfium's own text comes without boxes, and its
rectangles split words.
"""

import ctypes
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import degrees
from typing import Any

import pypdfium2.raw as pdfium

from extractors.pdf_words import Box, Word, around

Shown = Callable[[float, float, float, float], Box]

_GAP = 0.25
"""Heights of white space between characters that divide words where the file prints no space."""
_UPRIGHT = 8
"""Degrees within which text counts as upright."""
_SAMPLE = 300
_PLAIN = {
    "\u00a0": " ", "\u00ad": "-", "\uf0fe": "☒", "\uf0fc": "☒", "\uf06f": "☐", "\uf0a8": "☐", "\uf0b7": "•", "☑": "☒",
    "\x02": "-", "ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl",
}  # fmt: skip


@contextmanager
def characters_of(page: Any) -> Iterator["Characters"]:
    """The characters of a pypdfium2 page."""
    text_page = pdfium.FPDFText_LoadPage(page.raw)
    try:
        yield Characters(text_page, page.get_rotation())
    finally:
        if text_page:
            pdfium.FPDFText_ClosePage(text_page)


class Characters:
    """The characters of one page, in the order pdfium reads them."""

    def __init__(self, text_page: Any, rotation: int) -> None:
        self._page, self._rotation = text_page, rotation
        self._count = max(0, pdfium.FPDFText_CountChars(text_page)) if text_page else 0

    def usual_angle(self) -> int:
        """The quarter turn at which most of the text runs, in degrees; without text, the page's own /Rotate."""
        step = max(1, self._count // _SAMPLE)
        turns = Counter(round(self._angle(index) / 90) % 4 * 90 for index in range(0, self._count, step))
        return turns.most_common(1)[0][0] if turns else self._rotation

    def words(self, shown: Shown, turn: int) -> tuple[list[Word], list[Word], float]:
        """The words that run at this angle, those that run across, and the share of characters without meaning."""
        upright: list[Word] = []
        tilted: list[Word] = []
        seen = unknown = 0
        for text, boxes, first in self._runs():
            off = abs((self._angle(first) - turn + 180) % 360 - 180)
            word = Word(text, shown(*around(boxes)), self._is_bold(first), self._size(first))
            (upright if off <= _UPRIGHT else tilted).append(word)
            seen += len(text)
            unknown += sum(char == "\ufffd" or "\ue000" <= char <= "\uefff" for char in text)
        return upright, tilted, unknown / max(1, seen)

    def _runs(self) -> Iterator[tuple[str, list[Box], int]]:
        """Characters that belong together, their boxes in the page's own coordinates, and the first one's number."""
        rect = pdfium.FS_RECTF()
        code_of, box_of = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
        letters: list[str] = []
        boxes: list[Box] = []
        first = 0
        for index in range(self._count):
            code = code_of(self._page, index)
            char = chr(code) if 0 < code < 0x110000 else "\ufffd"
            if code == 0 or char.isspace():
                if letters:
                    yield "".join(letters), boxes, first
                letters, boxes = [], []
                continue
            if not box_of(self._page, index, rect):
                continue
            box = (rect.left, rect.bottom, rect.right, rect.top)
            if boxes and _is_apart(boxes[-1], box):
                yield "".join(letters), boxes, first
                letters, boxes = [], []
            if not letters:
                first = index
            letters.append(_PLAIN.get(char, char))
            boxes.append(box)
        if letters:
            yield "".join(letters), boxes, first

    def _angle(self, index: int) -> int:
        """Degrees anticlockwise at which a character runs in the page's own coordinates."""
        return round(degrees(float(pdfium.FPDFText_GetCharAngle(self._page, index)))) % 360

    def _is_bold(self, index: int) -> bool:
        if pdfium.FPDFText_GetFontWeight(self._page, index) >= 600:
            return True
        buffer = ctypes.create_string_buffer(128)
        pdfium.FPDFText_GetFontInfo(self._page, index, buffer, 128, None)
        return b"bold" in buffer.value.lower()

    def _size(self, index: int) -> float:
        """The font's size as shown: the size set, times what the text matrix does to it (9.4.4)."""
        matrix = pdfium.FS_MATRIX()
        size = float(pdfium.FPDFText_GetFontSize(self._page, index))
        if pdfium.FPDFText_GetMatrix(self._page, index, matrix):
            size *= (matrix.c**2 + matrix.d**2) ** 0.5
        return size


def _is_apart(before: Box, box: Box) -> bool:
    """Whether two characters in a row belong to two words: neither beside nor above one another, or with a gap."""
    across = max(before[0], box[0]) - min(before[2], box[2])
    upward = max(before[1], box[1]) - min(before[3], box[3])
    gap, height = (across, before[3] - before[1]) if upward < across else (upward, before[2] - before[0])
    return gap > _GAP * max(height, 1.0)
