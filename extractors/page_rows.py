"""The rows of a table that nobody ruled: a label begins a row, and all lines beside and below its answer belong to it.

Rows are told apart by level lines or the edges of shading where there are any, else by white space, else by labels
alone. A label that runs over two lines is one; where it cannot be known whether it does, it is taken for two.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extractors.page_grid import Grid, GridCell
from extractors.page_prose import column_of
from extractors.page_words import Line, Word, around

Mark = tuple[float, float, float]
"""A level edge: how far down it is, and from where to where it runs."""

_LOOSE = 1.3
"""Line steps that part two rows."""
_WIDEST_STEP = 1.6
"""Font sizes from one line of an answer to the next, at most."""
_BESIDE = 0.8
"""Font sizes from one line to another that stands half beside it, as a label does in the middle of a tall row."""
_LARGER = 1.12
_MAX_TALL_ROWS = 0.2
_FEW_LABELS = 3


@dataclass(slots=True)
class _Strip:
    """One line of the table: its words by column."""

    line: Line
    parts: dict[int, list[Word]]
    steps: float = 0.0
    """Points from the top of the line before."""

    @property
    def label(self) -> Line | None:
        """What stands in the first column."""
        words = self.parts.get(0)
        return Line.of(words) if words else None


Table = tuple[Grid, list[list[Word]]]
"""A table, and the words in each of its cells."""


def tables_of(lines: Sequence[Line], cuts: Sequence[float], marks: Sequence[Mark]) -> list[Table | Line]:
    """The tables that some lines in columns make, and the headings that stand between them."""
    strips = [_strip(line, cuts) for line in lines]
    labels = [label for strip in strips if len(strip.parts) > 1 and (label := strip.label)]
    found: list[Table | Line] = []
    waiting: list[_Strip] = []
    for strip in strips:
        if set(strip.parts) == {0} and labels and _is_heading(strip.line, labels):
            found += _made(waiting, cuts, marks)
            found.append(strip.line)
            waiting = []
        else:
            waiting.append(strip)
    return found + _made(waiting, cuts, marks)


def _strip(line: Line, cuts: Sequence[float]) -> _Strip:
    parts: dict[int, list[Word]] = {}
    for word in line.words:
        parts.setdefault(column_of(word, cuts), []).append(word)
    return _Strip(line, parts)


def _is_heading(line: Line, labels: Sequence[Line]) -> bool:
    """Whether a line in the first column is larger than the labels, or bold where they are not."""
    if line.size > _LARGER * median(label.size for label in labels):
        return True
    return line.bold and sum(label.bold for label in labels) < 0.5 * len(labels)


def _made(strips: list[_Strip], cuts: Sequence[float], marks: Sequence[Mark]) -> list[Table | Line]:
    """A table from its lines; lines among which none has a label and an answer stay lines."""
    if not any(len(strip.parts) > 1 for strip in strips):
        return [strip.line for strip in strips]
    for before, strip in pairwise(strips):
        strip.steps = strip.line.box[1] - before.line.box[1]
    edges = _edges(strips, len(cuts) + 1, marks)
    groups = _by_edges(strips, edges) if edges else _by_space(strips)
    rows = [row for group in groups for row in ([group] if edges else _by_label(group, len(groups) > 1))]
    return [_table(_whole(rows, len(cuts) + 1), cuts)]


def _edges(strips: Sequence[_Strip], columns: int, marks: Sequence[Mark]) -> list[float]:
    """Level edges between the rows, where they part every row from the next; else none."""
    spans = []
    for column in range(columns):
        boxes = [word.box for strip in strips for word in strip.parts.get(column, ())]
        spans.append((min(box[0] for box in boxes), max(box[2] for box in boxes)) if boxes else (0.0, 0.0))
    top, bottom = strips[0].line.box[1], strips[-1].line.box[3]
    inside = sorted(
        at
        for at, start, end in marks
        if top < at < bottom and any(min(end, right) - max(start, left) > 0.5 * (right - left) for left, right in spans)
    )
    if not inside:
        return []
    groups = _by_edges(strips, inside)
    tall = sum(sum(len(strip.parts) > 1 for strip in group) > 2 for group in groups)
    return inside if len(groups) > 2 and tall <= _MAX_TALL_ROWS * len(groups) else []


def _by_edges(strips: Sequence[_Strip], edges: Sequence[float]) -> list[list[_Strip]]:
    groups: dict[int, list[_Strip]] = {}
    for strip in strips:
        middle = (strip.line.box[1] + strip.line.box[3]) / 2
        groups.setdefault(sum(edge <= middle for edge in edges), []).append(strip)
    return list(groups.values())


def _by_space(strips: Sequence[_Strip]) -> list[list[_Strip]]:
    """Lines parted where there is more white space than between the lines of one answer."""
    size = median(strip.line.size for strip in strips)
    usual = min([_WIDEST_STEP * size, *(strip.steps for strip in strips[1:] if strip.steps > _BESIDE * size)])
    groups = [[strips[0]]]
    for strip in strips[1:]:
        if strip.steps > _LOOSE * usual:
            groups.append([])
        groups[-1].append(strip)
    return groups


def _by_label(group: Sequence[_Strip], is_spaced: bool) -> list[list[_Strip]]:
    """A group of close lines parted where a label begins that does not go on with the one above it."""
    if any(strip.steps < _BESIDE * strip.line.size for strip in group[1:]):
        return _by_middle(group)
    labelled = [strip for strip in group if strip.label]
    may_run_on = is_spaced and len(labelled) <= _FEW_LABELS
    edge = max((label.box[2] for strip in group if (label := strip.label)), default=0.0)
    rows: list[list[_Strip]] = [[]]
    above: Line | None = None
    for strip in group:
        label = strip.label
        is_under_header = not is_spaced and above is None and any(len(each.parts) > 1 for each in rows[-1])
        if label and (is_under_header or (above and not _runs_on(above, label, edge, may_run_on))):
            rows.append([])
        rows[-1].append(strip)
        above = label or above
    return rows


def _by_middle(group: Sequence[_Strip]) -> list[list[_Strip]]:
    """A group of close lines whose labels stand in the middle of tall rows: each has as many lines above as below."""
    labels: list[list[tuple[int, Line]]] = []
    for number, strip in enumerate(group):
        if label := strip.label:
            goes_on = bool(labels) and _runs_on(labels[-1][-1][1], label, 0.0, may_run_on=False)
            labels = labels if goes_on else [*labels, []]
            labels[-1].append((number, label))
    rows: list[list[_Strip]] = []
    begin = 0
    for each in labels:
        middle = each[0][1].box[1] + each[-1][1].box[3]
        least = max(begin, each[-1][0]) + 1
        first = group[min(begin, len(group) - 1)].line.box[1]
        off = {end: abs(first + group[end - 1].line.box[3] - middle) for end in range(least, len(group) + 1)}
        end = min(off, key=off.__getitem__, default=begin)
        rows.append(list(group[begin:end]))
        begin = end
    return [*rows, list(group[begin:])] if begin < len(group) else rows


def _runs_on(above: Line, label: Line, edge: float, may_run_on: bool) -> bool:
    """Whether a label goes on with the one above: it begins small, or there was no room for its first word."""
    if label.box[1] - above.box[1] > _WIDEST_STEP * above.size:
        return False
    if above.text.endswith((":", "?", ".")):
        return False
    if label.text[0].islower() or label.text[0] in "(/&–":
        return True
    first = label.words[0]
    return may_run_on and first.box[2] - first.box[0] > edge - above.box[2]


def _whole(rows: list[list[_Strip]], columns: int) -> list[list[_Strip]]:
    """Rows, those that only go on with the one above joined to it."""
    whole: list[list[_Strip]] = []
    for row in rows:
        held = {column for strip in row for column in strip.parts}
        if whole and 0 not in held and (columns == 2 or len(held) == 1):
            whole[-1] += row
        else:
            whole.append(list(row))
    return whole


def _table(rows: Sequence[Sequence[_Strip]], cuts: Sequence[float]) -> Table:
    left, top, right, bottom = around(strip.line.box for row in rows for strip in row)
    edges = (left, *cuts, right)
    ends = [
        max((word.box[2] for row in rows for strip in row for word in strip.parts.get(column, ())), default=left)
        for column in range(len(cuts) + 1)
    ]
    cells: list[GridCell] = []
    words: list[list[Word]] = []
    for number, row in enumerate(rows):
        _, upper, _, lower = around(strip.line.box for strip in row)
        for column, (start, end) in enumerate(zip(edges, ends, strict=False)):
            cells.append(GridCell((start, upper, end, lower), number, column, 1))
            words.append([word for strip in row for word in strip.parts.get(column, ())])
    return Grid(tuple(cells), edges, (left, top, right, bottom)), words
