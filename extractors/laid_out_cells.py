"""Forms whose labels stand in the cells of their answers, turned into forms that put each beside its answer."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.answer_lines import cell_lines
from extractors.answered_there import Pair, agree
from extractors.known_labels import Labels
from extractors.labels_within import SEVERAL, is_bare, label_of, labels_in, pair_row, several, tables_of
from extractors.reading import Block, Cell, Row, Table

_HINT = re.compile(
    r"^[(\[].*[)\]]$|\?$|^(?:please (?!see|find|refer)|e\.?g|i\.?e|for example|include|including|state|describe|give"
    r"|list|set out|say|tell|if|add|write|use|enter|insert|explain|max|not more|no more"
    r"|how|what|when|why|who|where|which)\b",
    re.IGNORECASE,
)
"""How to answer, and no answer."""

_CAPITALS = re.compile(r"(?:\(?\w{1,2}[.)]\s*)?[A-Z][^a-z]{2,}(?:\([^()]*\)[^a-z]*)?")
"""A line in capitals, but for its number and a remark in brackets: "KIZZY SAYS (in her own words if poss)"."""
_LONGEST = 120
_MOSTLY = 3

_Way = Callable[[Cell, Labels], list[Pair]]


def in_cells(blocks: tuple[Block, ...], labels: Labels) -> tuple[Block, ...]:
    """Labels in the cells of their answers, below them all over the form, or above them."""
    parted = _in_capitals(blocks, labels)
    if parted is not None:
        return parted
    for way in (_captioned, _headed):
        tables = [table for table in tables_of(blocks) if _pairs_of(table.rows, way, labels)]
        cells = [cell for table in tables for row in table.rows if not _is_plain(row, way, labels) for cell in row]
        found = [way(cell, labels) for cell in cells]
        bare = sum(is_bare(cell, labels) for cell in cells)
        held = sum(map(bool, found))
        pairs = [pair for each in found for pair in each]
        if several(pairs) and held > bare and 2 * (len(cells) - held - bare) <= held + bare and agree(pairs):
            return tuple(_parted(block, way, labels) if block in tables else block for block in blocks)
    return blocks


def _in_capitals(blocks: tuple[Block, ...], labels: Labels) -> tuple[Block, ...] | None:
    """The blocks, where nearly every cell begins with a line in capitals and goes on in small letters; else None.

    So a form looks that somebody set anew in words of his own: what is in capitals is printed, known or not.
    """
    tables = [table for table in tables_of(blocks) if _begins_in_capitals(table)]
    pairs = [pair for table in tables for row in table.rows for cell in row for pair in _headed(cell, labels)]
    if not several(pairs):
        return None
    return tuple(_parted_by_capitals(block) if block in tables else block for block in blocks)


def _begins_in_capitals(table: Table) -> bool:
    cells = [cell for row in table.rows for cell in row if cell.text.strip()]
    headed = sum(_is_headed_in_capitals(cell) for cell in cells)
    others = sum(not _is_in_capitals(cell_lines(cell)[0].text) for cell in cells)
    return headed >= SEVERAL and headed > _MOSTLY * others


def _is_headed_in_capitals(cell: Cell) -> bool:
    lines = cell_lines(cell)
    return len(lines) > 1 and _is_in_capitals(lines[0].text) and not all(_is_in_capitals(each.text) for each in lines)


def _is_in_capitals(text: str) -> bool:
    return len(text) <= _LONGEST and _CAPITALS.fullmatch(text.strip()) is not None


def _parted_by_capitals(table: Block) -> Block:
    """The table with a row for each cell: its first line beside the others; a line in capitals alone has no answer."""
    if not isinstance(table, Table):
        return table
    cells = [(cell, cell_lines(cell)) for row in table.rows for cell in row if cell.text.strip()]
    return replace(
        table,
        rows=tuple(
            pair_row(lines[0], lines[1:], cell.place) if _is_in_capitals(lines[0].text) else (replace(cell, column=1),)
            for cell, lines in cells
        ),
    )


def _pairs_of(rows: Sequence[Row], way: _Way, labels: Labels) -> list[Pair]:
    return [pair for row in rows for cell in row for pair in way(cell, labels)]


def _captioned(cell: Cell, labels: Labels) -> list[Pair]:
    """Each label of a cell with the lines above it, where the cell ends in one and begins with none."""
    lines, here = cell_lines(cell), labels_in(cell, labels)
    if (
        not here
        or here[0][0] == 0
        or here[-1][1] != len(lines)
        or any(lines[end - 1].text.endswith(":") for _, end, _ in here)
    ):
        return []
    ends = [0, *(end for _, end, _ in here)]
    return [
        Pair(key, label_of(cell, begin, end), lines[before:begin])
        for before, (begin, end, key) in zip(ends, here, strict=False)
    ]


def _headed(cell: Cell, labels: Labels) -> list[Pair]:
    """The only label of a cell, where that is its first line, with the lines below it, if they are no hint."""
    lines, here = cell_lines(cell), labels_in(cell, labels)
    if len(here) != 1 or here[0][0] or here[0][1] == len(lines):
        return []
    _, end, key = here[0]
    if any(labels.match(line.text) for line in lines[end:]):
        return []
    is_hint = _HINT.search(" ".join(line.text for line in lines[end:])) is not None
    return [Pair(key, label_of(cell, 0, end), () if is_hint else lines[end:])]


def _is_plain(row: Row, way: _Way, labels: Labels) -> bool:
    """Whether a label in a row has its answer, or the place for it, in the cell beside."""
    for cell, beside in pairwise(row):
        is_place = not beside.text or not (way(beside, labels) or is_bare(beside, labels))
        if is_bare(cell, labels) and is_place and (beside.text or len(row) == 2):
            return True
    return False


def _parted(table: Block, way: _Way, labels: Labels) -> Block:
    """The table with a row for each cell that holds a label."""
    return replace(table, rows=tuple(_parted_rows(table.rows, way, labels))) if isinstance(table, Table) else table


def _parted_rows(rows: Sequence[Row], way: _Way, labels: Labels) -> Iterator[Row]:
    for row, under in zip(rows, [*rows[1:], ()], strict=True):
        is_above = way is _headed and len(row) == len(under) == 1 and not way(under[0], labels)
        if _is_plain(row, way, labels) or (is_above and is_bare(row[0], labels) and not is_bare(under[0], labels)):
            yield row
            continue
        for cell in row:
            if found := way(cell, labels):
                yield from (pair_row(pair.label, pair.lines, cell.place) for pair in found)
            elif is_bare(cell, labels):
                yield from (
                    pair_row(label_of(cell, begin, end), (), cell.place) for begin, end, _ in labels_in(cell, labels)
                )
            elif cell.text:
                yield (replace(cell, column=1),)
