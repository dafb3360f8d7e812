"""A PDF page's characters through pdfium, put together into words.

Clauses are those of ISO 32000-1. Words are made here because pdfium's own text comes without boxes, and its
rectangles split words.
"""

import ctypes
from collections import Counter
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as pdfium

from extractors.pdf_words import Box, Word, around

_GAP = 0.25
"""Heights of white space between characters that divide words where the file prints no space."""
_UPRIGHT = 8
"""Degrees within which text counts as upright."""


def words_on(page: Any, shown: Callable[..., Box]) -> tuple[list[Word], list[Word], float]:
    """A page's upright words, its tilted words, and the share of its characters that the file gives no meaning."""
    text_page = pdfium.FPDFText_LoadPage(page.raw)
    if not text_page:
        return [], [], 0.0
    try:
        maker = _WordMaker(text_page, shown, page.get_rotation())
        maker.run()
        return maker.upright()
    finally:
        pdfium.FPDFText_ClosePage(text_page)


class _WordMaker:
    """Puts characters together into words: broken at spaces, at gaps, and where the line changes."""

    def __init__(self, text_page: Any, shown: Callable[..., Box], rotation: int) -> None:
        self._page, self._shown, self._rotation = text_page, shown, rotation
        self._letters: list[str] = []
        self._boxes: list[Box] = []
        self._first = 0
        self._words: list[tuple[Word, int]] = []
        self._count = self._unknown = 0

    def run(self) -> None:
        rect = pdfium.FS_RECTF()
        for index in range(max(0, pdfium.FPDFText_CountChars(self._page))):
            code = pdfium.FPDFText_GetUnicode(self._page, index)
            char = "-" if code == 2 else chr(code) if 0 < code < 0x110000 else "\ufffd"
            if char.isspace() or code == 0:
                self._end()
                continue
            if not pdfium.FPDFText_GetLooseCharBox(self._page, index, rect):
                continue
            box = self._shown(rect.left, rect.bottom, rect.right, rect.top)
            if self._boxes and self._is_apart(self._boxes[-1], box):
                self._end()
            if not self._letters:
                self._first = index
            self._count += 1
            self._unknown += char == "\ufffd" or 0xE000 <= code <= 0xEFFF
            self._letters.append(_PLAIN.get(char, char))
            self._boxes.append(box)
        self._end()

    def _is_apart(self, before: Box, box: Box) -> bool:
        height = max(before[3] - before[1], 1.0)
        same_line = min(before[3], box[3]) - max(before[1], box[1]) > 0.4 * height
        if not same_line:
            return not min(before[2], box[2]) - max(before[0], box[0]) > 0  # tilted text overlaps sideways instead
        return box[0] - before[2] > _GAP * height or box[2] < before[0] - height

    def _end(self) -> None:
        if self._letters:
            text = "".join(self._letters)
            angle = round(pdfium.FPDFText_GetCharAngle(self._page, self._first) * 57.29578) % 360
            weight = pdfium.FPDFText_GetFontWeight(self._page, self._first)
            bold = weight >= 600 or "bold" in self._font().casefold()
            self._words.append((Word(text, around(self._boxes), bold, self._size()), angle))
        self._letters, self._boxes = [], []

    def _size(self) -> float:
        """The font's size as shown: the size set, times what the text matrix does to it (9.4.4)."""
        matrix = pdfium.FS_MATRIX()
        size = float(pdfium.FPDFText_GetFontSize(self._page, self._first))
        if pdfium.FPDFText_GetMatrix(self._page, self._first, matrix):
            size *= (matrix.c**2 + matrix.d**2) ** 0.5
        return size

    def _font(self) -> str:
        buffer = ctypes.create_string_buffer(128)
        pdfium.FPDFText_GetFontInfo(self._page, self._first, buffer, 128, None)
        return buffer.value.decode("utf-8", "replace")

    def upright(self) -> tuple[list[Word], list[Word], float]:
        """The words that run as most do, those that run across, and the share of characters without meaning."""
        angles = Counter({0: 1})
        for word, angle in self._words:
            angles[angle] += len(word.text)
        usual = angles.most_common(1)[0][0]
        upright = [word for word, angle in self._words if abs((angle - usual + 180) % 360 - 180) <= _UPRIGHT]
        tilted = [word for word, angle in self._words if abs((angle - usual + 180) % 360 - 180) > _UPRIGHT]
        return upright, tilted, self._unknown / max(1, self._count)


_PLAIN = {
    "\u00a0": " ", "\u00ad": "-", "\uf0fe": "☒", "\uf0fc": "☒", "\uf06f": "☐", "\uf0a8": "☐", "\uf0b7": "•", "☑": "☒",
    "ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl",
}  # fmt: skip
