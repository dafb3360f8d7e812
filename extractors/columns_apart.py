"""Forms whose answers a scan read as one column, apart from their labels: no label there is known to be unanswered."""

from collections.abc import Sequence

from casework.evidence import Place
from extractors.reading import Block, Paragraph, Row, Table

_MANY = 8
"""So many lines in one cell are the answers of many rows."""
_TIMES = 3
_LABELS_BELOW = 3
_LABEL_WORDS = 6
"""A cell of more words is hardly a label."""


def apart_from_labels(blocks: Sequence[Block]) -> frozenset[tuple[int | None, int | None]]:
    """The page and number of each table whose answers stand apart from its labels.

    They are in one cell, and the rows below hold only labels; or the column beside the labels is not there at all, and
    its words follow the table.
    """
    pairs = zip(blocks, [*blocks[1:], None], strict=True)
    return frozenset(
        whose(block.place)
        for block, behind in pairs
        if isinstance(block, Table) and (_is_apart(block) or (_lost_a_column(block) and _is_words(behind)))
    )


def _lost_a_column(table: Table) -> bool:
    """Whether at least half of the rows are one cell, and no more in it than a label."""
    alone = [row[0].text.split() for row in table.rows if len(row) == 1]
    return 2 * len(alone) >= len(table.rows) and all(len(words) <= _LABEL_WORDS for words in alone)


def _is_words(block: Block | None) -> bool:
    return isinstance(block, Paragraph) and bool(block.text.strip())


def whose(place: Place) -> tuple[int | None, int | None]:
    """The page and the number of the table in which something stands."""
    return place.page, place.table


def _is_apart(table: Table) -> bool:
    """Whether a row's last cell runs on far below its first, and most rows below have nothing beside their words."""
    at = next((number for number, row in enumerate(table.rows) if _runs_on(row)), None)
    if at is None:
        return False
    alone = [row for row in table.rows[at + 1 :] if sum(bool(cell.text.strip()) for cell in row) == 1]
    return len(alone) >= max(_LABELS_BELOW, (len(table.rows) - at - 1) / 2)


def _runs_on(row: Row) -> bool:
    lines = [cell.text.count("\n") + 1 for cell in row]
    return len(lines) > 1 and lines[-1] >= _MANY and lines[-1] > _TIMES * lines[0]
