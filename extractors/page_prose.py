"""Whether lines beside one another are columns of prose, or the columns of a table."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from extractors.page_words import Line

_FULL = 0.7
"""The share of a column's width that most lines of prose fill."""
PROSE_LINES = 4
_PROSE_WORDS = 2.5
_LEVEL = 1.5
_NEAR = 3.0
"""Points within which words count as beginning at one edge."""


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
