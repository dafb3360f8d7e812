"""Forms whose labels stand in, below or behind their answers, turned into forms that put each beside its answer.

Which layout it is, the form as a whole tells: several labels, most of them, with answers of the kind they ask for.
Where that cannot be told the form stays as it is.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from operator import is_

from extractors.answer_lines import cell_lines
from extractors.answered_there import Pair, agree
from extractors.known_labels import Labels
from extractors.labels_within import SEVERAL, is_bare, label_of, labels_in, pair_row, several, tables_of
from extractors.laid_out_cells import in_cells
from extractors.laid_out_lines import in_lines
from extractors.laid_out_over_rows import over_rows
from extractors.reading import Block, Cell, ListItem, Paragraph, Row, Table

_MOSTLY = 3
"""So many times as many are nearly all."""
_ARROW = re.compile(r"[►▶▸➤➢➔➜→]")
_RUN_IN = re.compile(r"\s*(?P<head>[^.:?!]{2,90})\.(?=\s+\S)")
"""What may be a label at the beginning of a line that goes on with its answer: "HOW LONG FOR. A year from May"."""
_IN_CAPITALS = re.compile(r"(?:\d{1,2}[.)]\s*)?[A-Z]{3,}\b")


def laid_out(blocks: tuple[Block, ...], labels: Labels) -> tuple[Block, ...]:
    """The blocks, each label that stands in, below or behind its answer in the first cell of a row of two.

    The same tuple where there is none.
    """
    found = blocks
    for way in (
        _side_by_side,
        _pointed_at,
        _run_in,
        over_rows,
        in_cells,
        _in_rows_below,
        _behind,
        _in_tables_apart,
        in_lines,
    ):
        found = way(found, labels)
    return blocks if len(found) == len(blocks) and all(map(is_, found, blocks)) else found


def _side_by_side(blocks: tuple[Block, ...], labels: Labels) -> tuple[Block, ...]:
    """Tables that stand side by side in the cells of another, one after another."""
    return tuple(each for block in blocks for each in (_inside(block) if _only_holds_tables(block) else (block,)))


def _pointed_at(blocks: tuple[Block, ...], labels: Labels) -> tuple[Block, ...]:
    """An arrow behind a label does what a colon does."""
    return _line_by_line(blocks, _ARROW, lambda line: _with_colon(line, labels))


def _line_by_line(
    blocks: tuple[Block, ...], wanted: re.Pattern[str], mended: Callable[[str], str]
) -> tuple[Block, ...]:
    """The blocks, the lines of each that holds what is wanted put otherwise; the very same where it is not there."""
    return tuple(
        replace(block, text="\n".join(map(mended, block.text.split("\n"))))
        if isinstance(block, Paragraph | ListItem) and wanted.search(block.text)
        else block
        for block in blocks
    )


def _with_colon(line: str, labels: Labels) -> str:
    """The line with a colon for its first arrow, as long as it was."""
    arrow = _ARROW.search(line)
    found = labels.match(line[: arrow.start()].strip()) if arrow else None
    return f"{line[: arrow.start()]}:{line[arrow.end() :]}" if arrow and found and not found[1] else line


def _run_in(blocks: tuple[Block, ...], labels: Labels) -> tuple[Block, ...]:
    """A full stop behind several labels that begin their lines does what a colon does, also behind others like them."""
    lines = [line for block in blocks if isinstance(block, Paragraph | ListItem) for line in block.text.split("\n")]
    heads = [found["head"] for line in lines if (found := _RUN_IN.match(line))]
    keys = {match[0] for head in heads if (match := labels.match(head)) and not match[1]}
    if len(keys) < SEVERAL:
        return blocks
    return _line_by_line(blocks, _RUN_IN, lambda line: _with_colon_run_in(line, labels))


def _with_colon_run_in(line: str, labels: Labels) -> str:
    """The line with a colon for the full stop behind a label, or behind words in capitals; as long as it was."""
    found = _RUN_IN.match(line)
    match = labels.match(found["head"]) if found else None
    if found is None or not ((match and not match[1]) or _IN_CAPITALS.match(found["head"])):
        return line
    return f"{line[: found.end() - 1]}:{line[found.end() :]}"


def _only_holds_tables(block: Block) -> bool:
    cells = [cell for row in block.rows for cell in row if cell.text] if isinstance(block, Table) else []
    return bool(cells) and all(any(isinstance(each, Table) for each in cell.blocks) for cell in cells)


def _inside(block: Block) -> Iterator[Block]:
    if isinstance(block, Table):
        yield from (each for row in block.rows for cell in row for each in cell.blocks)


# -- rows of labels below rows of answers


def _in_rows_below(blocks: tuple[Block, ...], labels: Labels) -> tuple[Block, ...]:
    """Rows of answers with a row of their labels below each."""
    tables = [table for table in tables_of(blocks) if _rows_of_labels(table, labels)]
    pairs: list[Pair] = []
    instead: list[Pair] = []
    for table in tables:
        for number in _rows_of_labels(table, labels):
            pairs += _pairs_with(table.rows[number], table.rows[number - 1], labels)
            if number + 1 < len(table.rows):
                instead += _pairs_with(table.rows[number], table.rows[number + 1], labels)
    is_empty = not any(pair.text for pair in pairs if "☐" not in pair.text)
    if not several(pairs) or not (is_empty or agree(pairs, instead)):
        return blocks
    return tuple(_with_rows_parted(block, labels) if block in tables else block for block in blocks)


def _rows_of_labels(table: Table, labels: Labels) -> list[int]:
    """The rows of nothing but labels, where each of them has a row like it above that belongs to no other."""
    of_labels = [number for number, row in enumerate(table.rows) if _all_labels(row, labels)]
    for number in of_labels:
        before = table.rows[number - 1] if number else ()
        behind = table.rows[number + 1] if number + 1 < len(table.rows) else ()
        if not _is_like(before, table.rows[number]) or number - 1 in of_labels:
            return []
        if _is_like(behind, table.rows[number]) and number + 2 not in of_labels:
            return []
    return of_labels


def _all_labels(row: Row, labels: Labels) -> bool:
    filled = [cell for cell in row if cell.text]
    return bool(filled) and all(is_bare(cell, labels) and not cell.text.endswith(":") for cell in filled)


def _is_like(row: Row, other: Row) -> bool:
    return [cell.column for cell in row] == [cell.column for cell in other]


def _pairs_with(row: Row, answers: Row, labels: Labels) -> Iterator[Pair]:
    """Each label of a row with the cell of another row in its column."""
    for cell, answer in zip(row, answers, strict=False):
        for begin, end, key in labels_in(cell, labels)[:1]:
            yield Pair(key, label_of(cell, begin, end), cell_lines(answer))


def _with_rows_parted(table: Block, labels: Labels) -> Block:
    if not isinstance(table, Table):
        return table
    of_labels = _rows_of_labels(table, labels)
    rows: list[Row] = []
    for number, row in enumerate(table.rows):
        if number in of_labels:
            beside = zip(row, table.rows[number - 1], strict=True)
            rows += [(replace(cell, column=1), replace(answer, column=2)) for cell, answer in beside if cell.text]
        elif number + 1 not in of_labels:
            rows.append(row)
    return replace(table, rows=tuple(rows))


# -- a label in the cell behind its answer


def _behind(blocks: tuple[Block, ...], labels: Labels) -> tuple[Block, ...]:
    """Rows of two cells, the answer in the first and its label in the second."""
    tables = [table for table in tables_of(blocks) if _stand_behind(table, labels)]
    pairs = [
        pair
        for table in tables
        for row in table.rows
        if len(row) == 2 and is_bare(row[1], labels)
        for pair in _pairs_with(row[1:], row[:1], labels)
    ]
    if not several(pairs) or not agree(pairs):
        return blocks
    return tuple(replace(block, rows=tuple(map(_turned, block.rows))) if block in tables else block for block in blocks)


def _stand_behind(table: Table, labels: Labels) -> bool:
    """Whether the second cells of a table are labels, and hardly any of the first."""
    rows = [row for row in table.rows if len(row) == 2]
    behind = sum(is_bare(row[1], labels) for row in rows)
    before = sum(is_bare(row[0], labels) for row in rows)
    return behind > _MOSTLY * before and 2 * behind > len(rows)


def _turned(row: Row) -> Row:
    return (replace(row[1], column=1), replace(row[0], column=2)) if len(row) == 2 else row


# -- a label in a table of its own


def _in_tables_apart(blocks: tuple[Block, ...], labels: Labels) -> tuple[Block, ...]:
    """Labels each alone in a table, the answer alone in the next."""
    pairs = [pair for at in range(len(blocks) - 1) for pair in _apart(blocks, at, labels)]
    if not several(pairs) or not agree(pairs):
        return blocks
    found: list[Block] = []
    at = 0
    while at < len(blocks):
        block, pair = blocks[at], _apart(blocks, at, labels)
        if pair and isinstance(block, Table):
            found.append(replace(block, rows=(pair_row(pair[0].label, pair[0].lines, pair[0].label.place),)))
            at += 1
        else:
            found.append(block)
        at += 1
    return tuple(found)


def _apart(blocks: Sequence[Block], at: int, labels: Labels) -> list[Pair]:
    cell, answer = _only_cell(blocks[at]), _only_cell(blocks[at + 1]) if at + 1 < len(blocks) else None
    if cell is None or answer is None or not is_bare(cell, labels) or labels_in(answer, labels):
        return []
    return list(_pairs_with((cell,), (answer,), labels))


def _only_cell(block: Block) -> Cell | None:
    is_alone = isinstance(block, Table) and len(block.rows) == 1 and len(block.rows[0]) == 1
    return block.rows[0][0] if is_alone and isinstance(block, Table) else None
