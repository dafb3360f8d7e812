"""What a form asks for in all where nobody printed that question: the total of a table headed "Cost"."""

import re
from collections.abc import Iterator, Sequence

from extractors.amounts import amounts_in
from extractors.answer_lines import Line, Slot, cell_lines
from extractors.reading import Block, Cell, PageBreak, Picture, Row, Table
from extractors.slot_tables import SUM, is_total
from extractors.words import label_key

_COSTS = frozenset(("cost", "costs", "costing", "costings", "money"))
_BESIDE_COSTS = _COSTS | {
    "what", "it", "will", "does", "the", "of", "this", "a", "full", "total", "in", "and", "breakdown", "break", "down",
    "table", "summary", "our", "your", "request", "requested", "package", "working", "workings",
}  # fmt: skip
"""Other words of a heading over what a request costs; what a placement costs now is another thing."""
_ASKS_COST = re.compile(r"what (?:it|this|that|all of it|all this)(?: (?:will|would|is going to))? costs?\b")
"""How a heading of somebody's own words begins that says the same."""
_NUMBER = re.compile(r"^\W*\d{1,2}[.)]?\s+(?=[A-Z])")
"""The number of a part of the form, in a row that heads it."""
_RECKONED = re.compile(
    r"=\s*£\s?\d|£\s?\d[\d,.]*k?\s+(?:in total|in all|all in|altogether|total)\b|\btotal(?:ling|s)?\W+£", re.IGNORECASE
)
_IN_ALL = re.compile(r"\b(?:all in|in all|altogether|all together|all of it)$")


def total_of_costs(blocks: Sequence[Block], key: str) -> Slot | None:
    """The row that names the total in the only table or tables under a heading that says "Cost", as `key`'s answer."""
    rows = [(row, head) for row, head in _rows_under_costs(blocks) if len(row) > 1 and _is_total(row[0].text)]
    found = [row for row, head in rows if SUM.search(row[-1].text) or _is_sum_under(head, row[-1])]
    found = found or [row for row in _rows(blocks) if _tells_in_all(row)]
    if len(found) != 1:
        return None
    (row,) = found
    lines: list[Line] = list(cell_lines(row[-1]))
    return Slot(key, row[0].text, row[0].place, lines)


def _rows(blocks: Sequence[Block]) -> Iterator[Row]:
    return (row for block in blocks if isinstance(block, Table) for row in block.rows)


def _tells_in_all(row: Row) -> bool:
    """ "Cost | £4,150 a week x 26 = £107,900": a sum reckoned, or said to be all, beside that word alone."""
    is_cost = len(row) == 2 and _COSTS.issuperset(label_key(row[0].text).split()) and bool(row[0].text.strip())
    return is_cost and _RECKONED.search(row[1].text) is not None


def _is_total(text: str) -> bool:
    key = label_key(text)
    return is_total(text) or (_IN_ALL.search(key) is not None and is_total(f"total {_IN_ALL.sub('', key)}"))


def _is_sum_under(head: Row, cell: Cell) -> bool:
    """Whether a cell is a bare figure in a column that is headed "£"."""
    return any("£" in each.text and each.column == cell.column for each in head) and bool(amounts_in(cell.text))


def _rows_under_costs(blocks: Sequence[Block]) -> Iterator[tuple[Row, Row]]:
    """The rows below a line that heads costs, or below such a row alone in a table, up to the next line of words.

    Each with the first row of its table.
    """
    is_under = False
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                head = row[0].text if row and not any(cell.text.strip() for cell in row[1:]) else ""
                if _is_of_costs(head):
                    is_under = True
                elif is_under and _NUMBER.match(head):
                    is_under = False
                elif is_under:
                    yield row, block.rows[0]
        elif not isinstance(block, Picture | PageBreak) and block.text.strip():
            is_under = _is_of_costs(block.text)


def _is_of_costs(text: str) -> bool:
    words = set(label_key(_NUMBER.sub("", text)).split())
    if _ASKS_COST.match(label_key(text)):
        return True
    return not words.isdisjoint(_COSTS) and words <= _BESIDE_COSTS
