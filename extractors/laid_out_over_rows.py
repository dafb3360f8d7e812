"""A label over rows of which the first says what: "REQUEST" above "What | A nursery place" and "Why | ..."."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from extractors.answer_lines import Line, cell_lines
from extractors.known_labels import Labels
from extractors.labels_within import label_of, labels_in, pair_row
from extractors.reading import Block, Cell, Heading, Paragraph, Row, Table

_WHAT = re.compile(
    r"(?:what(?: (?:for|exactly|is it|we ask(?: for)?|is asked(?: for)?))?|which|type|kind)\W*", re.IGNORECASE
)
"""What asks for the same thing as the label above it."""


def over_rows(blocks: tuple[Block, ...], labels: Labels) -> tuple[Block, ...]:
    """The blocks, each label that has a row to itself, or the line above a table, beside what the first row says."""
    return tuple(_over_rows(blocks, labels))


def _over_rows(blocks: Sequence[Block], labels: Labels) -> Iterator[Block]:
    for block, after in zip_longest(blocks, blocks[1:]):
        if isinstance(block, Table):
            yield _with_pairs(block, labels)
            continue
        if isinstance(block, Heading | Paragraph) and isinstance(after, Table) and after.rows:
            found = labels.match(block.text)
            if found and not found[1] and _says_what(after.rows[0]):
                label = Line(" ".join(block.text.split()), block.place)
                yield Table((pair_row(label, cell_lines(after.rows[0][1]), block.place),), block.place)
                continue
        yield block


def _with_pairs(table: Table, labels: Labels) -> Table:
    rows: list[Row] = []
    below_each: tuple[Row, ...] = (*table.rows[1:], ())
    for row, below in zip(table.rows, below_each, strict=False):
        label = _alone(row)
        if label is not None and _says_what(below) and len(labels_in(label, labels)) == 1:
            row = pair_row(label_of(label, 0, len(cell_lines(label))), cell_lines(below[1]), label.place)
        rows.append(row)
    is_same = all(one is other for one, other in zip(rows, table.rows, strict=True))
    return table if is_same else replace(table, rows=tuple(rows))


def _alone(row: Row) -> Cell | None:
    filled = [cell for cell in row if cell.text]
    return filled[0] if len(filled) == 1 and filled[0] is row[0] else None


def _says_what(row: Row) -> bool:
    return len(row) > 1 and _WHAT.fullmatch(row[0].text.strip()) is not None and bool(row[1].text.strip())
