"""A table that a page break has cut in two is one table again."""

import re
from dataclasses import replace

from extractors.reading import Block, Cell, Paragraph, Row, Table

_BREAKS_OFF = re.compile(
    r"\w,$|\s(?:a|an|and|at|by|for|from|her|his|in|is|of|on|or|our|she|the|their|they|to|was|with)$"
)
"""How a sentence ends that goes on: at a comma, or with a word that never stands last."""
_ENDS = ".:;?!"
_TOP_ROWS = 3
"""A header alone is repeated on every page; the labels below it only where the whole comes again."""


def alike(first: tuple[float, ...], second: tuple[float, ...]) -> bool:
    """Whether two tables have the same columns, to within three points."""
    return (
        bool(first) and len(first) == len(second) and all(abs(a - b) <= 3 for a, b in zip(first, second, strict=True))
    )


def top_of(table: Table) -> tuple[str, ...]:
    """The first labels of a table, by which it is known when it comes again; none where it may be any table."""
    labels = tuple(row[0].text for row in table.rows[:_TOP_ROWS] if row and row[0].text)
    return labels if len(labels) == _TOP_ROWS and not any(map(str.isdigit, "".join(labels))) else ()


def continued(table: Table, more: Table) -> Table:
    """Two tables as one: the header repeated on the second page is left out, and a row cut by the page made whole."""
    rows = more.rows[1:] if table.rows and more.rows and _is_header_again(table.rows[0], more.rows[0]) else more.rows
    before = table.rows
    if before and rows and _is_cut(before[-1], rows[0]):
        whole = tuple(_joined_cells(first, second) for first, second in zip(before[-1], rows[0], strict=True))
        before, rows = (*before[:-1], whole), rows[1:]
    start = len(before)
    return replace(table, rows=(*before, *(_renumbered(row, table, start + n) for n, row in enumerate(rows, 1))))


def _is_header_again(header: Row, row: Row) -> bool:
    """Whether a row is the table's header repeated; rows of figures may be alike and are none."""
    texts = [cell.text for cell in header]
    return texts == [cell.text for cell in row] and not any(char.isdigit() for text in texts for char in text)


def _is_cut(last: Row, first: Row) -> bool:
    """Whether a row goes on with the one at the foot of the page before: its label is empty, or a sentence runs on.

    Where a sentence breaks off at a comma or before its noun, the other cells only must not have come to an end.
    """
    if [cell.column for cell in last] != [cell.column for cell in first] or not any(cell.text for cell in first):
        return False
    if len(first) > 1 and not first[0].text:
        return True
    pairs = [(cell.text, more.text) for cell, more in zip(last, first, strict=True) if more.text]
    if any(_BREAKS_OFF.search(text) and more[0].islower() for text, more in pairs):
        return all(text and text[-1] not in _ENDS for text, _ in pairs)
    return all(text and _may_go_on(text) and more[0].islower() for text, more in pairs)


def _may_go_on(text: str) -> bool:
    return text[-1].isalnum() or text[-1] in ",-–"


def _joined_cells(cell: Cell, more: Cell) -> Cell:
    if not more.text:
        return cell
    ends, starts = cell.blocks[-1:], more.blocks[:1]
    is_one = more.text[0].islower() or (cell.column == 1 and bool(cell.text) and _may_go_on(cell.text))
    if ends and starts and isinstance(ends[0], Paragraph) and isinstance(starts[0], Paragraph) and is_one:
        joined = replace(ends[0], text=f"{ends[0].text} {starts[0].text}")
        blocks: tuple[Block, ...] = (*cell.blocks[:-1], joined, *more.blocks[1:])
    else:
        blocks = (*cell.blocks, *more.blocks)
    return replace(cell, blocks=blocks, text="\n".join(block.text for block in blocks if not isinstance(block, Table)))


def _renumbered(row: Row, table: Table, number: int) -> Row:
    """The row as one of the table begun on the page before; its cells keep their own page."""
    return tuple(replace(cell, place=replace(cell.place, table=table.place.table, row=number)) for cell in row)
