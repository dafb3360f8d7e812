"""The grid of ruled lines on a page -> cells, merged cells whole.

Lines come as thin boxes or as strokes; lines that touch form one grid. The finest grid through all the lines of a
group is laid out, and neighbouring squares with no line between them are one cell.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extractors.page_words import Box, Word, around

_NEAR = 2.0
"""Points within which two lines are taken for one, or for touching."""
_MAX_SQUARES = 20_000
_MAX_LINES = 4_000
_MAX_SHADES = 1_000
_TOUCHING = 3.0
_FAR = 1e9
_STRIP = 16.0
"""Points of height of the strips by which the cell of a word is found."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruled line: its position across its direction, and where it begins and ends along it."""

    at: float
    start: float
    end: float
    is_level: bool


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell: its box, and the rows and columns of the grid it begins in, from 0."""

    box: Box
    row: int
    column: int
    span: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: its cells in reading order, and the edges of its columns."""

    cells: tuple[GridCell, ...]
    edges: tuple[float, ...]
    box: Box


@dataclass(slots=True)
class _Group:
    level: list[Rule] = field(default_factory=list)
    upright: list[Rule] = field(default_factory=list)
    box: Box = (_FAR, _FAR, -_FAR, -_FAR)


def rules_in(boxes: Iterable[Box]) -> list[Rule]:
    """The rules among some boxes: those much longer than they are thick."""
    rules = []
    for left, top, right, bottom in boxes:
        wide, high = right - left, bottom - top
        if high <= 3 and wide > 6:
            rules.append(Rule((top + bottom) / 2, left, right, True))
        elif wide <= 3 and high > 6:
            rules.append(Rule((left + right) / 2, top, bottom, False))
    return rules if len(rules) <= _MAX_LINES else []


def tiles_in(shades: Sequence[Box]) -> list[Rule]:
    """The edges of shaded areas that lie side by side and one above the other, as the cells of a table do.

    Rows of which only every other is shaded are no such tiles: their edges are `marks_of`.
    """
    if len(shades) > _MAX_SHADES:
        return []
    rows = _neighbours(shades, 1, 0)
    tiles = [shade for row in rows if len(row) > 1 for shade in row]
    stacked = [shade for column in _neighbours(tiles, 0, 1) if len(column) > 1 for shade in column]
    return [rule for left, top, right, bottom in stacked for rule in (
        Rule(top, left, right, True), Rule(bottom, left, right, True),
        Rule(left, top, bottom, False), Rule(right, top, bottom, False),
    )]  # fmt: skip


def _neighbours(shades: Sequence[Box], across: int, along: int) -> list[list[Box]]:
    """Areas of one extent in one direction that touch in the other."""
    by_extent: dict[tuple[int, int], list[Box]] = {}
    for shade in shades:
        by_extent.setdefault((round(shade[across]), round(shade[across + 2])), []).append(shade)
    found: list[list[Box]] = []
    for group in by_extent.values():
        ordered = sorted(group, key=lambda shade: shade[along])
        found.append(ordered[:1])
        for before, shade in pairwise(ordered):
            if abs(shade[along] - before[along + 2]) > _TOUCHING:
                found.append([])
            found[-1].append(shade)
    return found


def marks_of(rules: Sequence[Rule], shades: Sequence[Box]) -> list[tuple[float, float, float]]:
    """Level edges on a page, as those that part the rows of a table: how far down, and from where to where."""
    marks = [(rule.at, rule.start, rule.end) for rule in rules if rule.is_level]
    marks += [(at, shade[0], shade[2]) for shade in shades[:_MAX_SHADES] for at in (shade[1], shade[3])]
    return sorted(marks)


def grids_of(rules: Sequence[Rule]) -> list[Grid]:
    """The tables that some rules draw, from the top; a box alone is no table."""
    grids = [grid for group in _groups(_merged(rules)) if (grid := _grid(group)) and len(grid.cells) > 1]
    return sorted(grids, key=lambda grid: (grid.box[1], grid.box[0]))


def in_cells(grid: Grid, words: Iterable[Word]) -> tuple[list[list[Word]], list[Word]]:
    """The words in each cell of a grid by their middles, and those outside."""
    inside: list[list[Word]] = [[] for _ in grid.cells]
    rest: list[Word] = []
    strips: dict[int, list[int]] = {}
    for index, cell in enumerate(grid.cells):
        for strip in range(int(cell.box[1] // _STRIP), int(cell.box[3] // _STRIP) + 1):
            strips.setdefault(strip, []).append(index)
    for word in words:
        x, y = word.middle
        for index in strips.get(int(y // _STRIP), ()):
            left, top, right, bottom = grid.cells[index].box
            if left <= x <= right and top <= y <= bottom:
                inside[index].append(word)
                break
        else:
            rest.append(word)
    return inside, rest


def _merged(rules: Sequence[Rule]) -> list[Rule]:
    """Rules in one line that touch or overlap, as one."""
    merged: list[Rule] = []
    for is_level in (True, False):
        lines: list[list[Rule]] = []
        for rule in sorted((each for each in rules if each.is_level is is_level), key=lambda each: each.at):
            if lines and rule.at - lines[-1][0].at <= _NEAR:
                lines[-1].append(rule)
            else:
                lines.append([rule])
        for line in lines:
            at = line[0].at
            open_rule: Rule | None = None
            for rule in sorted(line, key=lambda each: each.start):
                if open_rule and rule.start <= open_rule.end + _NEAR:
                    open_rule = Rule(at, open_rule.start, max(open_rule.end, rule.end), is_level)
                else:
                    merged += [open_rule] if open_rule else []
                    open_rule = Rule(at, rule.start, rule.end, is_level)
            merged += [open_rule] if open_rule else []
    return merged


def _groups(rules: Sequence[Rule]) -> list[_Group]:
    """Rules that touch, directly or through others."""
    groups: list[_Group] = []
    for rule in rules:
        box = _box(rule)
        touching = [group for group in groups if _meet(box, group.box) and _touches(rule, group)]
        joined = _Group(box=around([box, *(group.box for group in touching)]))
        for group in touching:
            joined.level += group.level
            joined.upright += group.upright
            groups.remove(group)
        (joined.level if rule.is_level else joined.upright).append(rule)
        groups.append(joined)
    return groups


def _box(rule: Rule) -> Box:
    if rule.is_level:
        return rule.start, rule.at, rule.end, rule.at
    return rule.at, rule.start, rule.at, rule.end


def _meet(first: Box, second: Box) -> bool:
    across = first[0] <= second[2] + _NEAR and second[0] <= first[2] + _NEAR
    return across and first[1] <= second[3] + _NEAR and second[1] <= first[3] + _NEAR


def _touches(rule: Rule, group: _Group) -> bool:
    others = group.upright if rule.is_level else group.level
    return any(
        other.start - _NEAR <= rule.at <= other.end + _NEAR and rule.start - _NEAR <= other.at <= rule.end + _NEAR
        for other in others
    )


def _grid(group: _Group) -> Grid | None:
    xs, ys = _edges(group.upright), _edges(group.level)
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 1 or rows < 1 or columns * rows > _MAX_SQUARES:
        return None
    regions = _Regions(columns * rows + 1)
    outside = columns * rows
    for row in range(rows):
        for edge, x in enumerate(xs):
            if not _is_ruled(group.upright, x, ys[row], ys[row + 1]):
                left = outside if edge == 0 else row * columns + edge - 1
                regions.join(left, outside if edge == columns else row * columns + edge)
    for column in range(columns):
        for edge, y in enumerate(ys):
            if not _is_ruled(group.level, y, xs[column], xs[column + 1]):
                above = outside if edge == 0 else (edge - 1) * columns + column
                regions.join(above, outside if edge == rows else edge * columns + column)
    cells = _cells(regions, columns, rows, xs, ys)
    return Grid(tuple(cells), tuple(xs), (xs[0], ys[0], xs[-1], ys[-1])) if cells else None


def _edges(rules: Iterable[Rule]) -> list[float]:
    edges: list[float] = []
    for at in sorted({rule.at for rule in rules}):
        if not edges or at - edges[-1] > _NEAR:
            edges.append(at)
    return edges


def _is_ruled(rules: Iterable[Rule], at: float, start: float, end: float) -> bool:
    """Whether a line runs along most of an edge."""
    return any(
        abs(rule.at - at) <= _NEAR and min(rule.end, end) - max(rule.start, start) > 0.6 * (end - start)
        for rule in rules
    )


class _Regions:
    """Squares joined into regions."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))

    def of(self, square: int) -> int:
        while self._parent[square] != square:
            self._parent[square] = self._parent[self._parent[square]]
            square = self._parent[square]
        return square

    def join(self, first: int, second: int) -> None:
        self._parent[self.of(first)] = self.of(second)


def _cells(regions: _Regions, columns: int, rows: int, xs: list[float], ys: list[float]) -> list[GridCell]:
    squares: dict[int, list[int]] = {}
    for square in range(columns * rows):
        squares.setdefault(regions.of(square), []).append(square)
    squares.pop(regions.of(columns * rows), None)
    cells = []
    for members in squares.values():
        across = [square % columns for square in members]
        down = [square // columns for square in members]
        box = (xs[min(across)], ys[min(down)], xs[max(across) + 1], ys[max(down) + 1])
        cells.append(GridCell(box, min(down), min(across), max(across) - min(across) + 1))
    return sorted(cells, key=lambda cell: (cell.row, cell.column))
