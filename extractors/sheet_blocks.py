"""Rows of a sheet -> blocks: its name as a heading, what stands above a table as lines, and its tables."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from itertools import groupby

from casework.evidence import Place
from extractors.reading import (
    WEAK_LEVEL,
    Aside,
    Block,
    Cell,
    Heading,
    Paragraph,
    Row,
    Standing,
    Table,
    block_text,
    looks_like_heading,
)

MAX_ROWS = 20_000
"""Rows of a sheet; a chronology of a whole childhood has some 2,000."""
MAX_COLUMNS = 200
_UNNAMED = re.compile(r"(?i)^sheet ?\d*$")
"""What Excel and LibreOffice call sheets that nobody named."""
_DIGITS = re.compile(r"\d")
_MOST_NAME_WORDS = 8
_MOST_HIDDEN = 20_000
"""Characters of a hidden sheet that are kept."""

Area = tuple[tuple[int, int], tuple[int, int]]
"""The first and the last row and column of cells merged into one, from 0."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's name and its cells as people see them; `first_row` and `first_column` count from 1."""

    name: str
    rows: Sequence[Sequence[str]]
    first_row: int = 1
    first_column: int = 1
    merged: Sequence[Area] = ()


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    cells: Row

    @property
    def filled(self) -> int:
        return sum(bool(cell.text) for cell in self.cells)

    @property
    def names_columns(self) -> bool:
        """Whether it holds several short words and no figure, as the row above a column of dates or sums does."""
        said = [cell.text for cell in self.cells if cell.text]
        return len(said) > 1 and all(len(each.split()) <= _MOST_NAME_WORDS for each in said) and not self.has_figures

    @property
    def has_figures(self) -> bool:
        return any(_DIGITS.search(cell.text) for cell in self.cells)


@dataclass(slots=True)
class Tables:
    """Counts the tables of a file while its sheets are laid out."""

    number: int = 0
    limits: list[str] = field(default_factory=list)

    @property
    def cut_at(self) -> int | None:
        """Where a reading of them is cut (`Reading.cut_at`): a sheet has no pages."""
        return 0 if self.limits else None

    def blocks(self, sheet: Sheet) -> Iterator[Block]:
        """The sheet's blocks; its name is the first of them, unless no person gave it."""
        place = Place(part=f"sheet {sheet.name}" if sheet.name else None)
        rows = list(_rows(sheet, place))
        if sheet.name and rows and not _UNNAMED.match(sheet.name):
            yield Heading(sheet.name, 1, place)
        if len(sheet.rows) > MAX_ROWS or any(len(row) > MAX_COLUMNS for row in sheet.rows[:MAX_ROWS]):
            self.limits.append(f"only the first {MAX_ROWS:,} rows and {MAX_COLUMNS} columns of a sheet were read")
        for piece in _pieces(rows):
            yield from self._piece(piece, place)

    def _piece(self, rows: list[_Row], place: Place) -> Iterator[Block]:
        above = next((number for number, row in enumerate(rows) if row.filled > 1), len(rows))
        for row in rows[:above]:
            text = next(cell.text for cell in row.cells if cell.text)
            is_heading = looks_like_heading(text, bold=True)
            at = replace(place, row=row.number)
            yield Heading(text, WEAK_LEVEL, at) if is_heading else Paragraph(text, at)
        if above == len(rows):
            return
        self.number += 1
        told = rows[above:]
        names = told[0].names_columns and len(told) > 1 and told[1].has_figures
        yield Table(tuple(self._counted(row.cells) for row in told), replace(place, table=self.number), int(names))

    def _counted(self, row: Row) -> Row:
        return tuple(replace(cell, place=replace(cell.place, table=self.number)) for cell in row)


def _rows(sheet: Sheet, place: Place) -> Iterator[_Row]:
    """The rows that hold words, over the columns that any of them uses."""
    covered = _covered(sheet.merged)
    used = [number for row in sheet.rows[:MAX_ROWS] for number, text in enumerate(row[:MAX_COLUMNS]) if text]
    if not used:
        return
    columns = range(min(used), max(used) + 1)
    for number, row in enumerate(sheet.rows[:MAX_ROWS]):
        if any(row):
            yield _Row(sheet.first_row + number, tuple(_cells(sheet, number, row, columns, covered, place)))


def _cells(
    sheet: Sheet, number: int, row: Sequence[str], columns: range, covered: dict[tuple[int, int], int], place: Place
) -> Iterator[Cell]:
    at = sheet.first_row - 1 + number
    for column in columns:
        span = covered.get((at, sheet.first_column - 1 + column), 1)
        if span:  # 0: another cell covers it
            text = row[column] if column < len(row) else ""
            where = replace(place, row=at + 1, cell=sheet.first_column + column)
            blocks = tuple(Paragraph(line.strip(), where) for line in text.split("\n") if line.strip())
            yield Cell("\n".join(each.text for each in blocks), where, blocks, sheet.first_column + column, span)


def _covered(merged: Sequence[Area]) -> dict[tuple[int, int], int]:
    """For each cell of a merged area how many columns it spans, 0 for those that it covers."""
    found: dict[tuple[int, int], int] = {}
    for (top, left), (bottom, right) in merged:
        if bottom - top < MAX_ROWS and right - left < MAX_COLUMNS and len(found) < MAX_ROWS * 10:
            found |= {(row, column): 0 for row in range(top, bottom + 1) for column in range(left, right + 1)}
            found[top, left] = right - left + 1
    return found


def _pieces(rows: Iterable[_Row]) -> Iterator[list[_Row]]:
    """The rows cut where a new table begins: after an empty row, at one that names columns of figures.

    An empty row between two events of a chronology begins nothing.
    """
    piece: list[_Row] = []
    runs = [[row for _, row in run] for _, run in groupby(enumerate(rows), lambda pair: pair[1].number - pair[0])]
    for run in runs:
        begins = next((number for number, row in enumerate(run) if row.filled > 1), 0)
        is_new = run[begins].names_columns and begins + 1 < len(run) and run[begins + 1].has_figures
        if piece and is_new:
            yield piece
            piece = []
        piece = piece + run
    if piece:
        yield piece


def hidden(blocks: Iterable[Block]) -> Iterator[Aside]:
    """What stands on a sheet that is hidden, as far as anybody would want to know."""
    left = _MOST_HIDDEN
    for block in blocks:
        text = block_text(block)[:left]
        left -= len(text)
        if text:
            yield Aside(Standing.HIDDEN, text, block.place)


def shown(value: object) -> str:
    """A value as an English sheet shows it where nothing else is asked for: dates day first, numbers in figures.

    >>> shown(date(2026, 3, 5)), shown(datetime(2026, 3, 5, 9, 30)), shown(850.0), shown(0.1 + 0.2), shown(True)
    ('05/03/2026', '05/03/2026 09:30', '850', '0.3', 'TRUE')
    """
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y}" if value.time() == time() else f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"
    return "" if value is None else str(value).strip()
