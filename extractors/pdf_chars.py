"""A PDF page's characters through pdfium, put together into words.

Clauses are those of ISO 32000-1. Words are made here because pdfium's own text comes without boxes, and its
rectangles split words.
"""

import ctypes
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import degrees
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from extractors.page_words import Box, Word, around

Shown = Callable[[float, float, float, float], Box]

MAX_CHARACTERS_OF_PAGE = 400_000
"""A page of a telephone book has twenty thousand."""
_GAP = 0.25
"""Heights of white space between characters that divide words where the file prints no space."""
_UPRIGHT = 8
"""Degrees within which text counts as upright."""
_SAMPLE = 100
_SAME_PLACE = 6.0
"""Points; a word drawn again within a quarter of them, or a little more, is the same."""
_RUN = re.compile(r"[^\s\0]+")
_MEANINGLESS = re.compile("[\ufffd\ue000-\uefff]")
_PLAIN = str.maketrans({
    "\u00a0": " ", "\u00ad": "-", "\uf0fe": "☒", "\uf0fc": "☒", "\uf06f": "☐", "\uf0a8": "☐", "\uf0b7": "•", "☑": "☒",
    "\x02": "-", "ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl",
})  # fmt: skip


class _Look(NamedTuple):
    angle: int
    bold: bool
    size: float
    is_invisible: bool


class Found(NamedTuple):
    """The words of a page: those that run as most do, those that run across, and those drawn invisibly (9.3.6)."""

    upright: list[Word]
    tilted: list[Word]
    invisible: list[Word]
    unknown: float
    """The share of characters that the file gives no meaning."""
    is_cut: bool = False


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
        self._rect = pdfium.FS_RECTF()
        self._looks: dict[int, _Look] = {}
        count = max(0, pdfium.FPDFText_CountChars(text_page)) if text_page else 0
        self._count = min(count, MAX_CHARACTERS_OF_PAGE)
        self._is_cut = count > self._count

    def usual_angle(self) -> int:
        """The quarter turn at which most of the text runs, in degrees; without text, the page's own /Rotate."""
        step = max(1, self._count // _SAMPLE)
        turns = Counter(round(self._angle(index) / 90) % 4 * 90 for index in range(0, self._count, step))
        return turns.most_common(1)[0][0] if turns else self._rotation

    def words(self, shown: Shown, turn: int) -> Found:
        """The words of the page, seen from the angle at which most of them run."""
        found = Found([], [], [], 0.0)
        drawn = set[tuple[str, int, int]]()
        seen = unknown = 0
        for text, box, look in self._runs():
            off = abs((look.angle - turn + 180) % 360 - 180)
            among = found.tilted if off > _UPRIGHT else found.invisible if look.is_invisible else found.upright
            if _is_drawn_again(text, box, drawn):
                continue
            among.append(Word(text, shown(*box), look.bold, look.size))
            seen += len(text)
            unknown += 0 if text.isascii() else len(_MEANINGLESS.findall(text))
        return found._replace(unknown=unknown / max(1, seen), is_cut=self._is_cut)

    def _runs(self) -> Iterator[tuple[str, Box, _Look]]:
        """Words as pdfium divides them, each with its box in the page's own coordinates and its look."""
        for match in _RUN.finditer(self._text()):
            first, end = match.span()
            look = self._look(first)
            left, bottom, right, top = self._box(first)
            if end - first > 1:
                left2, bottom2, right2, top2 = self._box(end - 1)
                left, right = min(left2, left), max(right2, right)
                bottom, top = min(bottom2, bottom), max(top2, top)
            if _is_sound(right - left, top - bottom, end - first, look.size):
                yield _plain(match[0]), (left, bottom, right, top), look
            else:
                yield from self._split(match[0], first)

    def _text(self) -> str:
        """The characters in one call; where some have no code or two, so that places would shift, one by one."""
        buffer = (ctypes.c_ushort * (self._count + 1))()
        written = pdfium.FPDFText_GetText(self._page, 0, self._count, buffer) if self._count else 0
        text = bytes(buffer).decode("utf-16-le", "replace")[: max(0, written - 1)]
        if len(text) == self._count and (text.isascii() or max(text) < "\ufffd"):
            return text
        code_of = pdfium.FPDFText_GetUnicode
        return "".join([_letter(code_of(self._page, index)) for index in range(self._count)])

    def _split(self, text: str, first: int) -> Iterator[tuple[str, Box, _Look]]:
        """A run that pdfium left whole although its characters stand apart, divided where they do."""
        boxes = [self._box(first + offset) for offset in range(len(text))]
        start = 0
        for offset in range(1, len(text) + 1):
            if offset == len(text) or _is_apart(boxes[offset - 1], boxes[offset]):
                yield _plain(text[start:offset]), around(boxes[start:offset]), self._look(first + start)
                start = offset

    def _box(self, index: int) -> Box:
        rect = self._rect
        pdfium.FPDFText_GetLooseCharBox(self._page, index, rect)
        return rect.left, rect.bottom, rect.right, rect.top

    def _look(self, index: int) -> "_Look":
        """How a character is set; asked once for all characters of one text object (9.4)."""
        found = pdfium.FPDFText_GetTextObject(self._page, index)
        key = ctypes.addressof(found.contents) if found else -1 - index
        if key not in self._looks:
            mode = pdfium.FPDFTextObj_GetTextRenderMode(found) if found else 0
            invisible = mode == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
            self._looks[key] = _Look(self._angle(index), self._is_bold(index), self._size(index), invisible)
        return self._looks[key]

    def _angle(self, index: int) -> int:
        """Degrees anticlockwise at which a character runs in the page's own coordinates; pdfium measures clockwise."""
        return round(-degrees(float(pdfium.FPDFText_GetCharAngle(self._page, index)))) % 360

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


def _is_drawn_again(text: str, box: Box, drawn: set[tuple[str, int, int]]) -> bool:
    """Whether a word was drawn at nearly the same place before, as programs do to make it look bold."""
    left, bottom = box[0] / _SAME_PLACE, box[1] / _SAME_PLACE
    places = [(x, y) for x in {int(left - 0.25), int(left + 0.25)} for y in {int(bottom - 0.25), int(bottom + 0.25)}]
    if any((text, x, y) in drawn for x, y in places):
        return True
    drawn.add((text, int(left), int(bottom)))
    return False


def _letter(code: int) -> str:
    """A character; one without a code counts as a space, half of a surrogate pair as a character without meaning."""
    if 0xD800 <= code <= 0xDFFF or code >= 0x110000:
        return "\ufffd"
    return chr(code) if code > 0 else " "


def _plain(text: str) -> str:
    return text if text.isascii() and "\x02" not in text else text.translate(_PLAIN)


def _is_sound(wide: float, high: float, count: int, size: float) -> bool:
    """Whether a box is one that so many characters of one line can fill."""
    if wide < high:
        wide, high = high, wide
    size = max(1.0, size)
    return high <= 2.2 * size and wide <= (1.1 * count + 1) * size


def _is_apart(before: Box, box: Box) -> bool:
    """Whether two characters in a row belong to two words: neither beside nor above one another, or with a gap."""
    across = max(before[0], box[0]) - min(before[2], box[2])
    upward = max(before[1], box[1]) - min(before[3], box[3])
    gap, height = (across, before[3] - before[1]) if upward < across else (upward, before[2] - before[0])
    return gap > _GAP * max(height, 1.0)
