"""What engines saw, as words on a page: tidied, set into lines, with sizes, tick boxes and bullets, in points."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median

import cv2
import numpy as np

from extractors.page_words import UNCLEAR, Box, Word, around
from extractors.scan_engines import Seen
from extractors.scan_gate import Letters, in_words, lines_in
from extractors.scan_marks import Drawn, TickBox
from extractors.scan_prepare import Mask

_APART = 3.0
"""Line heights of white between words that make two lines of one, as in the cells of a row."""
_CAPITALS = 0.72
"""The height of capitals as a share of a font's size."""
_ALIKE = 1.25
"""Sizes of type that differ by less are one: what is measured in dots is never twice the same."""
_FEW = 20
_RULE_CHARACTERS = "|_—–-~=[](){}.,'‘’`:;!/\\¦"
_BULLETS = "e°*¢«©®o.,-·»>+@"
_SURE = 0.6
_UNREAD = (0.15, 0.08)
_MOST_UNREAD = 60


def tidied(seen: Iterable[Seen], letters: Letters, drawn: Drawn) -> list[Seen]:
    """Words with their boxes drawn around their ink; without what was seen in ruled lines and tick boxes."""
    kept = []
    for word in seen:
        text = word.text.strip("|¦") or word.text
        if _is_line(text, word.box, drawn.ink) or any(_inside(word.box, tick) for tick in drawn.tick_boxes):
            continue
        kept.append(Seen(text, _around_ink(word.box, letters), word.confidence))
    return kept


def without_letters(ticks: Sequence[TickBox], seen: Sequence[Seen]) -> tuple[TickBox, ...]:
    """The tick boxes that are none of the letters of a word: a square B or D of worn type."""
    words = [word for word in seen if len(word.text) > 2 and word.confidence > _SURE and word.text.isalpha()]
    return tuple(tick for tick in ticks if not any(_is_letter(tick, word.box) for word in words))


def _is_letter(tick: TickBox, word: Box) -> bool:
    left, top, right, bottom = tick.box
    is_in = word[0] <= (left + right) / 2 <= word[2] and word[1] <= (top + bottom) / 2 <= word[3]
    return is_in and word[2] - word[0] > 2 * (right - left)


def _around_ink(box: Box, letters: Letters) -> Box:
    """The smallest box around the letters in a box; the box itself where there are none, as in a dash's."""
    left, top, right, bottom = (max(0, round(edge)) for edge in box)
    part = letters.ink[top:bottom, left:right]
    rows, columns = np.nonzero(part.any(1))[0], np.nonzero(part.any(0))[0]
    if not rows.size:
        return box
    return float(left + columns[0]), float(top + rows[0]), float(left + columns[-1] + 1), float(top + rows[-1] + 1)


def _is_line(text: str, box: Box, ruled: Mask) -> bool:
    """Whether an engine took a piece of a ruled line for a character."""
    if text.strip(_RULE_CHARACTERS):
        return False
    left, top, right, bottom = (max(0, round(edge)) for edge in box)
    return bool(ruled[top:bottom, left:right].any())


def _inside(box: Box, tick: TickBox) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return tick.box[0] <= x <= tick.box[2] and tick.box[1] <= y <= tick.box[3]


def unread_ink(letters: Letters, seen: Sequence[Seen]) -> list[Box]:
    """Lines of ink, each as large as a word at least, that lie in no word."""
    outside = ~in_words(letters, (word.box for word in seen))
    if not outside.any():
        return []
    mask = np.zeros(letters.ink.shape, bool)
    for left, top, wide, high, _ in letters.pieces[outside]:
        mask[top : top + high, left : left + wide] = True
    wide, high = (round(inches * letters.dpi) for inches in _UNREAD)
    found = [box for box in lines_in(letters, mask) if box[2] - box[0] >= wide and box[3] - box[1] >= high]
    return found if len(found) <= _MOST_UNREAD else []


def laid(seen: Sequence[Seen], letters: Letters, drawn: Drawn, unread: Sequence[Box], dpi: float) -> tuple[Word, ...]:
    """The words of a page in points, each as high as its line; tick boxes and what nobody could read among them."""
    lines = [line for row in _rows(seen) for line in _apart(row)]
    sizes = _sizes([_heights(line, letters) for line in lines], dpi)
    words = [
        Word(_plain(word, number, line, letters), in_points((word.box[0], top, word.box[2], bottom), dpi), False, size,
             round(word.confidence, 3))
        for line, size in zip(lines, sizes, strict=True)
        for top, bottom in [(min(word.box[1] for word in line), max(word.box[3] for word in line))]
        for number, word in enumerate(line)
    ]  # fmt: skip
    usual = median(sizes) if sizes else 0.0
    words += [Word("☒" if tick.ticked else "☐", in_points(tick.box, dpi), False, usual) for tick in drawn.tick_boxes]
    words += [Word(UNCLEAR, in_points(box, dpi), False, usual, 0.0) for box in unread]
    return tuple(words)


def _rows(seen: Sequence[Seen]) -> list[list[Seen]]:
    """Words side by side, by at least half the height of the lower."""
    rows: list[list[Seen]] = []
    for word in sorted(seen, key=lambda each: (each.box[1] + each.box[3], each.box[0])):
        row = next((row for row in reversed(rows[-6:]) if _beside(row[-1].box, word.box)), None)
        if row is None:
            rows.append([word])
        else:
            row.append(word)
    return [sorted(row, key=lambda each: each.box[0]) for row in rows]


def _beside(first: Box, second: Box) -> bool:
    shared = min(first[3], second[3]) - max(first[1], second[1])
    return shared > 0.5 * min(first[3] - first[1], second[3] - second[1])


def _apart(row: list[Seen]) -> Iterator[list[Seen]]:
    """The row, divided where white space divides it."""
    height = median(word.box[3] - word.box[1] for word in row)
    line = [row[0]]
    for before, word in pairwise(row):
        if word.box[0] - before.box[2] > _APART * height:
            yield line
            line = []
        line.append(word)
    yield line


def _heights(line: Sequence[Seen], letters: Letters) -> list[float]:
    """How high the letters of a line are, in dots."""
    left, top, right, bottom = around(word.box for word in line)
    across, down = letters.middles.T
    inside = (across >= left) & (across <= right) & (down >= top) & (down <= bottom)
    return [float(high) for high in letters.pieces[inside][:, cv2.CC_STAT_HEIGHT]]


def _sizes(lines: Sequence[list[float]], dpi: float) -> list[float]:
    """The size of each line's type in points, from its tall letters; sizes near the usual one are made it.

    So is the smaller size of a line of a few letters, among which there may be no tall one.
    """
    sizes = [float(np.percentile(heights, 90)) / dpi * 72 / _CAPITALS if heights else 0.0 for heights in lines]
    if not any(sizes):
        return sizes
    usual = float(np.median(np.repeat(sizes, [len(heights) for heights in lines])))
    own = [
        size if size > usual * _ALIKE or (size < usual / _ALIKE and len(heights) > _FEW) else usual
        for size, heights in zip(sizes, lines, strict=True)
    ]
    steps = [max(group) for group in _alike(sorted(set(own)))]
    return [round(next(step for step in steps if size <= step), 1) for size in own]


def _alike(sizes: Sequence[float]) -> Iterator[list[float]]:
    """Ascending sizes in groups, each within a tenth of its smallest: headings of one level."""
    group: list[float] = []
    for size in sizes:
        if group and size > 1.1 * group[0]:
            yield group
            group = []
        group.append(size)
    if group:
        yield group


def _plain(word: Seen, number: int, line: Sequence[Seen], letters: Letters) -> str:
    """Its text; a dot at the start of a line is a bullet, whatever letter an engine took it for."""
    if number or len(line) < 2 or word.text not in _BULLETS or len(word.text) != 1:
        return word.text
    left, top, right, bottom = (round(edge) for edge in word.box)
    wide, high = right - left, bottom - top
    is_dot = 0.7 < wide / max(1, high) < 1.4 and letters.ink[top:bottom, left:right].mean() > 0.7
    return "•" if is_dot and line[1].box[0] - right > wide else word.text


def in_points(box: Box, dpi: float) -> Box:
    """A box in dots as one in points."""
    left, top, right, bottom = (round(float(edge) * 72 / dpi, 1) for edge in box)
    return left, top, right, bottom
