"""Rows of figures of which only some are ruled: a cell of several lines in every column is as many rows."""

from collections.abc import Sequence
from dataclasses import replace

from extractors.page_grid import Grid, GridCell
from extractors.page_words import Line, Word, lines_of

_LEVEL = 2.0
"""Points within which lines of neighbouring cells are level."""
_LEAST_COLUMNS = 3

Cells = list[tuple[GridCell, list[Word]]]


def rows_of_figures(grid: Grid, words: Sequence[Sequence[Word]]) -> tuple[Grid, list[list[Word]]]:
    """The table with a row for each line of figures; rows of labels and answers may run over and stay as they are."""
    rows: dict[int, Cells] = {}
    for cell, inside in zip(grid.cells, words, strict=True):
        rows.setdefault(cell.row, []).append((cell, list(inside)))
    done: Cells = []
    added = 0
    for number, row in sorted(rows.items()):
        parts = _lines_apart(row)
        for part in parts:
            done += [(replace(cell, row=number + added), inside) for cell, inside in part]
            added += 1
        added -= 1
    if not added:
        return grid, [list(inside) for inside in words]
    return replace(grid, cells=tuple(cell for cell, _ in done)), [inside for _, inside in done]


def _lines_apart(row: Cells) -> list[Cells]:
    """A row's lines as rows, where each column but the first holds one figure a line and all are level."""
    if len(row) < _LEAST_COLUMNS or len({(cell.box[1], cell.box[3]) for cell, _ in row}) > 1:
        return [row]
    if not all(len(inside) > 1 for _, inside in row):
        return [row]
    lines = [lines_of(inside) for _, inside in row]
    count = len(lines[0])
    if count < 2 or not all(_is_level(each, lines[0]) for each in lines):
        return [row]
    if not all(_is_figure(line) for each in lines[1:] for line in each):
        return [row]
    return [_part(row, lines, number) for number in range(count)]


def _is_level(lines: Sequence[Line], others: Sequence[Line]) -> bool:
    return len(lines) == len(others) and all(
        abs(line.box[3] - other.box[3]) <= _LEVEL for line, other in zip(lines, others, strict=True)
    )


def _is_figure(line: Line) -> bool:
    return len(line.words) == 1 and any(char.isdigit() for char in line.text)


def _part(row: Cells, lines: Sequence[Sequence[Line]], number: int) -> Cells:
    """One line of a row; its cells meet those above and below half way."""
    part: Cells = []
    for (cell, _), own in zip(row, lines, strict=True):
        left, top, right, bottom = cell.box
        if number:
            top = (own[number - 1].box[3] + own[number].box[1]) / 2
        if number + 1 < len(own):
            bottom = (own[number].box[3] + own[number + 1].box[1]) / 2
        part.append((replace(cell, box=(left, top, right, bottom)), list(own[number].words)))
    return part
