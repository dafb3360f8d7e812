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
_AS_FAR = 1.3
_HEAVY = 600
_UPRIGHT = 8
"""Degrees within which text counts as upright."""
_SAMPLE = 100
_SAME_PLACE = 4.0
"""Points; a word drawn again within half of them is the same."""
_OTHER = 1_000_000
_SPACED = 0.2
"""Font sizes of white space between the letters of a word whose letters are spaced, at most."""
_RUN = re.compile(r"(?:[^\s\0]|[\x1c-\x1f\x85])+")
_MEANINGLESS = re.compile("[\ufffd\ue000-\uefff\uf300-\uf8ff]")
_PLAIN = str.maketrans({
    **{chr(code): "\ufffd" for code in (*range(1, 32), *range(127, 160))},
    "\u00a0": " ", "\u00ad": "-", "\uf0fe": "☒", "\uf0fc": "☒", "\uf06f": "☐", "\uf0a8": "☐", "\uf0b7": "•", "☑": "☒",
    "\x02": "-", "\ufffe": "-", "ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl",
})  # fmt: skip


class _Look(NamedTuple):
    angle: int
    bold: bool
    size: float
    is_invisible: bool


class _Run(NamedTuple):
    """Characters from `first` up to `end` that make a word, and their box in the page's own coordinates."""

    text: str
    first: int
    end: int
    box: Box
    look: _Look


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
        self._apart = (0.0, 0.0)
        """A size, and the white space last seen between letters of it within a word."""
        self._matrix = pdfium.FS_MATRIX()
        self._looks: dict[int, _Look] = {}
        self._bold: dict[int, bool] = {}
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
            first, second = _places(text, box)
            if first in drawn or second in drawn:
                continue
            drawn.update((first, second))
            off = abs((look.angle - turn + 180) % 360 - 180)
            among = found.tilted if off > _UPRIGHT else found.invisible if look.is_invisible else found.upright
            seen += len(text)
            if not (text.isascii() and text.isprintable()):
                text = _plain(text)
                unknown += len(_MEANINGLESS.findall(text))
            among.append(Word(text, shown(*box), look.bold, look.size))
        return found._replace(unknown=unknown / max(1, seen), is_cut=self._is_cut)

    def _runs(self) -> Iterator[tuple[str, Box, _Look]]:
        """Words as they are set, each with its box in the page's own coordinates and its look."""
        held: _Run | None = None
        for match in _RUN.finditer(self._text()):
            first, end = match.span()
            look = self._look(first)
            left, bottom, right, top = self._box(first)
            if end - first > 1:
                left2, bottom2, right2, top2 = self._box(end - 1)
                left, right = min(left2, left), max(right2, right)
                bottom, top = min(bottom2, bottom), max(top2, top)
            run = _Run(match[0], first, end, (left, bottom, right, top), look)
            if held and first - held.end == 1 and self._is_one_word(held, run):
                held = _Run(held.text + run.text, held.first, end, around((held.box, run.box)), held.look)
                continue
            if held:
                yield from self._sound(held)
            held = run
        if held:
            yield from self._sound(held)

    def _sound(self, run: "_Run") -> Iterator[tuple[str, Box, _Look]]:
        left, bottom, right, top = run.box
        if _is_sound(right - left, top - bottom, len(run.text), run.look.size):
            yield run.text, run.box, run.look
        elif run.end - run.first == len(run.text):
            yield from self._split(run.text, run.first)
        else:
            yield run.text, run.box, run.look

    def _is_one_word(self, before: "_Run", run: "_Run") -> bool:
        """Whether a space between two runs is none: the second covers it, or letters stand as far apart as the runs.

        pdfium sees a space where one letter, set by itself, stands off the others of a word whose letters are spaced.
        """
        gap = run.box[0] - before.box[2]
        size = before.look.size
        if not -0.05 * size < gap < _SPACED * size or run.look.size != size or run.look.angle or before.look.angle:
            return False
        if abs(run.box[1] - before.box[1]) > 1:
            return False
        if not pdfium.FPDFText_IsGenerated(self._page, before.end):
            return gap < 0.01 * size and before.text[-1].isalnum() and run.text[0].isalnum()
        if gap <= 0:
            return False
        word = before if before.end - before.first > 1 else run
        if word.end - word.first > 1:
            self._apart = (size, self._box(word.first + 1)[0] - self._box(word.first)[2])
        return self._apart[0] == size and gap < _AS_FAR * self._apart[1]

    def _text(self) -> str:
        """The characters in one call, halves of a surrogate pair as they are; where some have no code, one by one."""
        buffer = (ctypes.c_ushort * (self._count + 1))()
        written = pdfium.FPDFText_GetText(self._page, 0, self._count, buffer) if self._count else 0
        if written - 1 == self._count:
            return "".join(map(chr, buffer[: self._count]))
        code_of = pdfium.FPDFText_GetUnicode
        return "".join([_letter(code_of(self._page, index)) for index in range(self._count)])

    def _split(self, text: str, first: int) -> Iterator[tuple[str, Box, _Look]]:
        """A run that pdfium left whole although its characters stand apart, divided where they do."""
        boxes = [self._box(first + offset) for offset in range(len(text))]
        start = 0
        for offset in range(1, len(text) + 1):
            if offset == len(text) or _is_apart(boxes[offset - 1], boxes[offset]):
                yield text[start:offset], around(boxes[start:offset]), self._look(first + start)
                start = offset

    def _box(self, index: int) -> Box:
        rect = self._rect
        pdfium.FPDFText_GetLooseCharBox(self._page, index, rect)
        return rect.left, rect.bottom, rect.right, rect.top

    def _look(self, index: int) -> _Look:
        """How a character is set; asked once for all characters of one text object (9.4)."""
        found = pdfium.FPDFText_GetTextObject(self._page, index)
        key = ctypes.addressof(found.contents) if found else -1 - index
        look = self._looks.get(key)
        if look is None:
            mode = pdfium.FPDFTextObj_GetTextRenderMode(found) if found else 0
            invisible = mode == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
            look = _Look(self._angle(index), self._is_bold(index, found), self._size(index), invisible)
            self._looks[key] = look
        return look

    def _angle(self, index: int) -> int:
        """Degrees anticlockwise at which a character runs in the page's own coordinates; pdfium measures clockwise."""
        return round(-degrees(float(pdfium.FPDFText_GetCharAngle(self._page, index)))) % 360

    def _is_bold(self, index: int, found: Any) -> bool:
        """Whether a character is bold; asked once for each font."""
        font = pdfium.FPDFTextObj_GetFont(found) if found else None
        key = ctypes.addressof(font.contents) if font else 0
        if not key or key not in self._bold:
            buffer = ctypes.create_string_buffer(128)
            is_heavy = pdfium.FPDFText_GetFontWeight(self._page, index) >= _HEAVY
            pdfium.FPDFText_GetFontInfo(self._page, index, buffer, 128, None)
            self._bold[key] = is_heavy or b"bold" in buffer.value.lower()
        return self._bold[key]

    def _size(self, index: int) -> float:
        """The font's size as shown: the size set, times what the text matrix does to it (9.4.4)."""
        size = float(pdfium.FPDFText_GetFontSize(self._page, index))
        matrix = self._matrix
        if pdfium.FPDFText_GetMatrix(self._page, index, matrix):
            size *= (matrix.c**2 + matrix.d**2) ** 0.5
        return size


def _places(text: str, box: Box) -> tuple[tuple[str, int, int], tuple[str, int, int]]:
    """A word with about where it stands, twice: programs draw it again at nearly the same place to make it bold."""
    left, bottom = box[0] / _SAME_PLACE, box[1] / _SAME_PLACE
    return (text, int(left), int(bottom)), (text, int(left + 0.5) + _OTHER, int(bottom + 0.5))


def _letter(code: int) -> str:
    """A character; one without a code counts as a space."""
    return chr(code) if 0 < code < 0x110000 else " " if code <= 0 else "\ufffd"


def _plain(text: str) -> str:
    """A word's characters as they are read, those beyond the first plane whole and those without meaning as such."""
    if not text.isascii():
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text.translate(_PLAIN)


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
