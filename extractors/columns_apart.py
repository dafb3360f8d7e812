"""Forms whose answers a scan read as one column, apart from their labels: no label there is known to be unanswered."""

from collections.abc import Iterable

from casework.evidence import Place
from extractors.reading import Block, Row, Table

_MANY = 8
"""So many lines in one cell are the answers of many rows."""
_TIMES = 3
_LABELS_BELOW = 3


def apart_from_labels(blocks: Iterable[Block]) -> frozenset[tuple[int | None, int | None]]:
    """The page and number of each table in which one cell holds the answers and the rows below it only labels."""
    return frozenset(whose(block.place) for block in blocks if isinstance(block, Table) and _is_apart(block))


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
