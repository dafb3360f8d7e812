"""White space that runs down through several lines: the gaps between columns of prose, and those of unruled tables."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from extractors.page_prose import (
    PROSE_LINES,
    beside_prose,
    column_of,
    ends_freely,
    is_level,
    is_prose,
    whole_columns,
)
from extractors.page_words import Line, Word

Span = tuple[float, float]

_MARKER = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})(?:\.\d{1,2})*[.)]?|[^\w\s]")
_LEAST_GAP = 0.55
"""Line heights of white space that can divide columns; the spaces of justified text are narrower."""
_FAR = 1e6
_OWN_LINES = 3
_SAME = 0.8
_SEVERAL = 2
_ROUNDS = 3
"""Times that the lines left over are looked at again."""
_LARGER = 1.12
_NEAR = 3.0
"""Points within which words count as beginning at one edge."""


@dataclass(slots=True)
class Gap:
    """White space from x to x through the lines from `first` to `last`; `both` are those with words on either side."""

    span: Span
    first: int
    both: list[int]

    @property
    def last(self) -> int:
        """The last line with words on either side."""
        return self.both[-1]

    @property
    def at(self) -> float:
        """Where it divides: close to what stands to its right, since that is what lines up."""
        return self.span[1] - min(1.0, (self.span[1] - self.span[0]) / 2)


@dataclass(frozen=True, slots=True)
class Band:
    """Neighbouring lines divided at the same places; `end` is one past the last."""

    first: int
    end: int
    cuts: tuple[float, ...]
    is_prose: bool


def bands_of(lines: Sequence[Line]) -> list[Band]:
    """The stretches of lines that stand in columns, from the top; they do not overlap."""
    found = _gaps(lines)
    gaps = sorted(found, key=lambda gap: (-_companions(gap, found), -len(gap.both), gap.first))
    bands: list[Band] = []
    for _ in range(_ROUNDS):
        before = len(bands)
        for gap in gaps:
            for part in _free(gap, bands, lines):
                above = max((band.end for band in bands if band.end <= part.first), default=0)
                below = min((band.first for band in bands if band.first > part.last), default=len(lines))
                if band := _widest_band(lines, part, gaps, (above, below)):
                    bands.append(band)
        if len(bands) == before:
            break
    return sorted(bands, key=lambda band: band.first)


def _widest_band(lines: Sequence[Line], gap: Gap, gaps: Sequence[Gap], room: tuple[int, int]) -> Band | None:
    """The band along a gap: where two more gaps run through some of its lines alone, those lines only.

    `room` are the first line that no band above holds, and the first that one below does.
    """
    first, end = max(room[0], _start(gap, lines)), min(room[1], _end(gap, lines))
    if end - first < 2:
        return None
    beside = [each for each in gaps if each.first < end and each.last >= first and _shares(each, gap)]
    through = [each for each in beside if all(_is_open(each, line) for line in lines[first:end])]
    part = [each for each in beside if each not in through]
    if len(part) >= _SEVERAL and (both := sorted(set(gap.both).intersection(*(each.both for each in part)))):
        run = [number for number in both if all(_is_open(each, lines[number]) for each in part)]
        first, end = run[0], min(run[-1] + 1, end)
        through = [each for each in beside if all(_is_open(each, line) for line in lines[first:end])]
    return _band(lines, (first, end), room, gap, [gap, *through])


def _is_open(gap: Gap, line: Line) -> bool:
    """Whether a line leaves a gap white, and not only by the space between two words."""
    at, left, right = gap.at, -_FAR, _FAR
    for word in line.words:
        start, _, end, _ = word.box
        if start >= at:
            right = start
            break
        if end > at:
            return False
        left = max(left, end)
    return right - left >= _LEAST_GAP * max(6.0, line.height)


def _companions(gap: Gap, gaps: Sequence[Gap]) -> int:
    """How many gaps run through the same lines, three or more: such lines are a table of their own."""
    if len(gap.both) < _OWN_LINES:
        return 0
    own = set(gap.both)
    return sum(len(own & set(each.both)) >= _SAME * len(own | set(each.both)) for each in gaps if each is not gap)


def _free(gap: Gap, bands: Sequence[Band], lines: Sequence[Line]) -> list[Gap]:
    """The parts of a gap that run through no band found already, each as wide as its own lines leave it."""
    parts: list[list[int]] = []
    last = -1
    for number in gap.both:
        if any(band.first <= number < band.end for band in bands):
            continue
        if not parts or any(last < band.first <= number for band in bands):
            parts.append([])
        parts[-1].append(number)
        last = number
    return [Gap(_span(gap.span, lines[part[0] : part[-1] + 1]), part[0], part) for part in parts]


def _span(span: Span, lines: Sequence[Line]) -> Span:
    """A gap as wide as some of its lines leave it."""
    lefts = [word.box[2] for line in lines for word in line.words if word.box[2] <= span[0] + 1]
    rights = [word.box[0] for line in lines for word in line.words if word.box[0] >= span[1] - 1]
    return max(lefts, default=span[0]), min(rights, default=span[1])


def _gaps(lines: Sequence[Line]) -> list[Gap]:
    reach = [_reach(lines, number) for number in range(len(lines))]
    usual = median(line.size for line in lines) if lines else 0.0
    open_gaps: list[Gap] = []
    closed: list[Gap] = []
    for number, line in enumerate(lines):
        least = _LEAST_GAP * max(6.0, line.height)
        whites = _whites(line, least)
        if line.size > _LARGER * usual and len(whites) == 2:
            closed, open_gaps = closed + open_gaps, []
            continue
        kept: list[Gap] = []
        for gap in open_gaps:
            span = _widest(gap.span, whites)
            if span[1] - span[0] < least:
                closed.append(gap)
                continue
            gap.span = span
            if reach[number][0] < span[0] + 1 and reach[number][1] > span[1] - 1:
                gap.both.append(number)
            kept.append(gap)
        for white in (*whites[1:-1], *_between(lines, number, least)):
            if not any(gap.span[0] < white[1] and white[0] < gap.span[1] for gap in kept):
                kept.append(Gap(white, number, [number]))
        open_gaps = kept
    return closed + open_gaps


def _reach(lines: Sequence[Line], number: int) -> Span:
    """From where to where a line and those half beside it run: the lines of two columns need not be level."""
    near = [lines[number], *_half_beside(lines, number)]
    return min(line.box[0] for line in near), max(line.box[2] for line in near)


def _half_beside(lines: Sequence[Line], number: int) -> list[Line]:
    line = lines[number]
    return [
        other
        for at in (number - 1, number + 1)
        if 0 <= at < len(lines)
        and min((other := lines[at]).box[3], line.box[3]) - max(other.box[1], line.box[1]) > 0.1 * line.height
        and (other.box[2] < line.box[0] or other.box[0] > line.box[2])
    ]


def _between(lines: Sequence[Line], number: int, least: float) -> list[Span]:
    """The white space between a line and the one half beside it."""
    line = lines[number]
    spans = [(min(line.box[2], other.box[2]), max(line.box[0], other.box[0])) for other in _half_beside(lines, number)]
    return [span for span in spans if span[1] - span[0] >= least]


def _whites(line: Line, least: float) -> list[Span]:
    """The white stretches of a line, those before its first word and after its last included."""
    inner: list[Span] = []
    right = line.words[0].box[2]
    for word in line.words[1:]:
        if word.box[0] - right >= least:
            inner.append((right, word.box[0]))
        right = max(right, word.box[2])
    return [(-_FAR, line.box[0]), *inner, (right, _FAR)]


def _widest(span: Span, whites: Iterable[Span]) -> Span:
    shared = [(max(span[0], left), min(span[1], right)) for left, right in whites]
    return max(shared, key=lambda each: each[1] - each[0])


def _end(gap: Gap, lines: Sequence[Line]) -> int:
    """One past the lines that still belong: after the last with words on both sides those that go on to its right."""
    end = gap.last + 1
    while end < len(lines) and lines[end].box[0] >= gap.span[1] - _NEAR and _goes_on(lines[end - 1], lines[end], gap):
        end += 1
    return end


def _start(gap: Gap, lines: Sequence[Line]) -> int:
    """The first of the lines above that stand to its right alone and are close."""
    first = gap.first
    while (
        first > 0 and lines[first - 1].box[0] >= gap.span[1] - _NEAR and _goes_on(lines[first - 1], lines[first], gap)
    ):
        first -= 1
    return first


def _goes_on(before: Line, line: Line, gap: Gap) -> bool:
    is_close = line.box[1] - before.box[1] <= 1.7 * before.height
    first = next((word for word in line.words if word.box[0] >= gap.span[1] - _NEAR), None)
    return is_close and bool(line.text) and first is not None and abs(first.box[0] - gap.span[1]) <= _NEAR


def _shares(gap: Gap, main: Gap) -> bool:
    """Whether a gap runs beside the main one through most of its lines."""
    is_apart = gap.span[1] < main.span[0] + 1 or gap.span[0] > main.span[1] - 1
    return is_apart and len(set(gap.both) & set(main.both)) >= min(2, len(main.both))


def _band(
    lines: Sequence[Line], run: tuple[int, int], room: tuple[int, int], gap: Gap, inside: Sequence[Gap]
) -> Band | None:
    first, end = run
    cuts = tuple(sorted({each.at for each in inside}))
    block = lines[first:end]
    columns = _columns(block, cuts)
    if any(all(not line.text for line in column) for column in columns):
        return None
    if len(gap.both) >= PROSE_LINES and sum(map(is_prose, columns)) >= 2 and ends_freely(columns):
        cuts = beside_prose(columns, cuts)
        return Band(*whole_columns(lines, run, room, cuts), cuts, True)
    beside = _columns(block, (gap.at,))
    if len(gap.both) >= PROSE_LINES and is_prose(beside[0]) and not is_level(*beside):
        return Band(*whole_columns(lines, run, room, (gap.at,)), (gap.at,), True)
    usable = cuts[1:] if _only_markers(columns[0]) else cuts
    if not usable or not _lines_up(block, gap, first):
        return None
    return Band(first, end, usable, False)


def _columns(lines: Sequence[Line], cuts: Sequence[float]) -> list[list[Line]]:
    columns: list[list[Line]] = [[] for _ in range(len(cuts) + 1)]
    for line in lines:
        parts: dict[int, list[Word]] = {}
        for word in line.words:
            parts.setdefault(column_of(word, cuts), []).append(word)
        for column, words in parts.items():
            columns[column].append(Line.of(words))
    return columns


def _only_markers(column: Sequence[Line]) -> bool:
    """Whether a column holds nothing but the bullets or numbers of a list."""
    return all(_MARKER.fullmatch(line.text) for line in column)


def _lines_up(lines: Sequence[Line], gap: Gap, first: int) -> bool:
    """Whether what stands to the right of a gap has an edge or a middle in common."""
    right = [
        [word for word in lines[number - first].words if word.box[0] >= gap.span[1] - 1]
        for number in range(first, first + len(lines))
    ]
    parts = [(words[0].box[0], _end_of_part(words)) for words in right if words]
    if len(parts) < 2:
        return False
    marks = [[left for left, _ in parts], [end for _, end in parts], [(left + end) / 2 for left, end in parts]]
    return any(_share_near(each) >= 0.6 for each in marks)


def _end_of_part(words: Sequence[Word]) -> float:
    """Where the first words of several end, up to the next gap as wide as two letters."""
    end = words[0].box[2]
    for word in words[1:]:
        if word.box[0] - end > word.height:
            break
        end = word.box[2]
    return end


def _share_near(values: Sequence[float]) -> float:
    """The share of values that lie near the one most others are near."""
    return max(sum(abs(each - value) <= _NEAR for each in values) for value in values) / len(values)
