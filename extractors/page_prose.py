"""Whether lines beside one another are columns of prose, or the columns of a table."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from extractors.page_words import Line, Word

_FULL = 0.7
"""The share of a column's width that most lines of prose fill."""
PROSE_LINES = 4
_PROSE_WORDS = 2.5
_LEVEL = 1.5
_AROUND = 6
"""Lines of a column with which the next above or below is compared."""
_NEAR = 3.0
"""Points within which words count as beginning at one edge."""


def column_of(word: Word, cuts: Sequence[float]) -> int:
    """The column a word stands in, from 0."""
    middle = (word.box[0] + word.box[2]) / 2
    return sum(middle >= cut for cut in cuts)


def is_prose(column: Sequence[Line]) -> bool:
    """Whether lines run on to an edge, as those of an article do and those of a list of labels do not."""
    if len(column) < PROSE_LINES:
        return False
    left = min(line.box[0] for line in column)
    width = max(1.0, max(line.box[2] for line in column) - left)
    full = sum(line.box[2] - left >= _FULL * width for line in column)
    words = sum(len(line.words) for line in column)
    return full >= 0.6 * len(column) and words >= _PROSE_WORDS * len(column)


def ends_freely(columns: Sequence[Sequence[Line]]) -> bool:
    """Whether paragraphs end where they will; in a table of long answers all columns begin anew at one height."""
    starts = [_starts(column) for column in columns if is_prose(column)]
    least = min(starts, key=len)
    if len(least) < 2:
        return True
    shared = sum(any(abs(y - other) <= _NEAR for other in each) for y in least for each in starts if each is not least)
    return shared < 0.6 * len(least) * (len(starts) - 1)


def _starts(column: Sequence[Line]) -> list[float]:
    """Where a column begins anew after more than its usual white space."""
    steps = [second.box[1] - first.box[1] for first, second in pairwise(column)]
    usual = median(steps)
    return [line.box[1] for line, step in zip(column[1:], steps, strict=True) if step > 1.2 * usual]


def is_level(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether the lines of two columns stand level, as those of a table do and those of a box beside an article not."""
    feet = [line.box[3] for line in left]
    level = sum(any(abs(line.box[3] - foot) <= _LEVEL for foot in feet) for line in right)
    return level > 0.5 * len(right)


def beside_prose(columns: Sequence[Sequence[Line]], cuts: Sequence[float]) -> tuple[float, ...]:
    """The cuts with prose on at least one side: those within a table that stands in a column are the table's own."""
    prose = [is_prose(column) for column in columns]
    return tuple(cut for cut, beside in zip(cuts, pairwise(prose), strict=True) if any(beside))


def whole_columns(
    lines: Sequence[Line], run: tuple[int, int], room: tuple[int, int], cuts: Sequence[float]
) -> tuple[int, int]:
    """The lines of columns with those above and below that stand close in one of them alone."""
    first, end = run
    at = first - 1
    while at >= room[0] and (not lines[at].text or _adjoins(lines[at], lines[first : first + _AROUND], cuts)):
        if _crosses(lines[at], cuts):
            break
        first = at if lines[at].text else first
        at -= 1
    at = end
    while at < room[1] and (not lines[at].text or _adjoins(lines[at], lines[max(first, end - _AROUND) : end], cuts)):
        if _crosses(lines[at], cuts):
            break
        end = at + 1 if lines[at].text else end
        at += 1
    return first, end


def _crosses(line: Line, cuts: Sequence[float]) -> bool:
    return any(word.box[0] < cut < word.box[2] for word in line.words for cut in cuts)


def _adjoins(line: Line, others: Iterable[Line], cuts: Sequence[float]) -> bool:
    own = _sizes(line, cuts)
    for other in others:
        if other.text and abs(other.box[1] - line.box[1]) <= 2 * line.height:
            near = _sizes(other, cuts)
            if any(abs(near.get(column, 0.0) - size) < 0.1 * size for column, size in own.items()):
                return True
    return False


def _sizes(line: Line, cuts: Sequence[float]) -> dict[int, float]:
    """The size of the first word that a line has in each column."""
    sizes: dict[int, float] = {}
    for word in line.words:
        sizes.setdefault(column_of(word, cuts), word.size or 0.7 * word.height)
    return sizes
