"""The words of scanned pages in the pieces that white leaves, and which of them stand at one height."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from extractors.page_words import UNCLEAR, Box, around
from extractors.reading import Reading, ScannedPage

SURE = 0.5
"""Below this an engine may have made its letters up."""
_KEY = re.compile(r"(?:page|frame):(\d+)")
_APART = 0.9
"""Line heights of white between two cells; between two words there are less."""
_ALIGNED = 6.0
"""Points by which the left edges of one column's words differ at most in a scan."""
_MOST_LINES = 4
"""Of one cell that asks for something."""
_LOOSE = 1.2
"""Line heights of white between two lines of a cell at most."""


class Piece(NamedTuple):
    """Words of one line that nothing parts."""

    text: str
    box: Box
    sure: float


def scanned_pages(reading: Reading) -> Iterator[tuple[int, list[Piece]]]:
    """The number and the pieces of each scanned page that a reading is made of."""
    pages = {block.place.page for block in reading.blocks}
    for scan in reading.scanned:
        key = _KEY.fullmatch(scan.key)
        if key and int(key[1]) in pages:
            yield int(key[1]), pieces_of(scan)


def is_under(piece: Piece, first: Piece) -> bool:
    """Whether two pieces begin at one left edge, as those of one column do."""
    return abs(piece.box[0] - first.box[0]) <= _ALIGNED


def lines_from(first: Piece, column: Sequence[Piece]) -> tuple[Piece, ...]:
    """The line and those right below it in its column."""
    below = sorted((each for each in column if each.box[1] > first.box[1]), key=lambda each: each.box[1])
    lines = [first]
    for each in below[: _MOST_LINES - 1]:
        last = lines[-1].box
        if each.box[1] - last[3] > _LOOSE * (each.box[3] - each.box[1]):
            break
        lines.append(each)
    return tuple(lines)


def beside_lines(lines: Sequence[Piece], column: Sequence[Piece], pieces: Sequence[Piece]) -> list[Piece]:
    """What stands behind these lines, and nearer to their height than to that of any other line of their column."""
    right = max(line.box[2] for line in lines)
    high = max(line.box[3] - line.box[1] for line in lines)
    found = []
    for piece in pieces:
        nearest = min(column, key=lambda each: (far(each, piece), each.box[1]))
        if piece.box[0] >= right and nearest in lines and far(nearest, piece) <= high:
            found.append(piece)
    return sorted(found, key=lambda each: (each.box[0], each.box[1]))


def far(one: Piece, other: Piece) -> float:
    """Points between the middles of two pieces' heights."""
    return abs(one.box[1] + one.box[3] - other.box[1] - other.box[3]) / 2


def pieces_of(scan: ScannedPage) -> list[Piece]:
    """The words of a page in lines, each divided where white divides it; words of one line share its height."""
    lines: dict[tuple[float, float], list[Piece]] = {}
    for text, sure, box in scan.words:
        lines.setdefault((box[1], box[3]), []).append(Piece(text, box, sure))
    if not lines:
        return []
    apart = _APART * median(bottom - top for top, bottom in lines)
    return [
        joined(part)
        for words in lines.values()
        for lane in _lanes(sorted(words, key=lambda word: word.box[0]))
        for part in _parted(lane, apart)
    ]


def _lanes(words: Sequence[Piece]) -> list[list[Piece]]:
    """The words of a line, or of two that a scan took for one: words of one line never overlap."""
    lanes: list[list[Piece]] = []
    for word in words:
        free = [lane for lane in lanes if lane[-1].box[2] <= word.box[0] + 1]
        if free:
            max(free, key=lambda lane: lane[-1].box[2]).append(word)
        else:
            lanes.append([word])
    return lanes


def _parted(words: Sequence[Piece], apart: float) -> Iterator[list[Piece]]:
    part = [words[0]]
    for before, word in pairwise(words):
        if word.box[0] - before.box[2] > apart:
            yield part
            part = []
        part.append(word)
    yield part


def joined(words: Sequence[Piece]) -> Piece:
    """Words of one line as one piece, as sure as the least sure of them."""
    text = " ".join(word.text for word in words)
    sure = min((word.sure for word in words if any(map(str.isalnum, word.text))), default=1.0)
    return Piece(text, around(word.box for word in words), 0.0 if UNCLEAR in text else sure)
