"""What a form asks for in all where nobody printed that question: the total of a table headed "Cost"."""

from collections.abc import Iterator, Sequence

from extractors.answer_lines import Line, Slot, cell_lines
from extractors.reading import Block, PageBreak, Picture, Row, Table
from extractors.slot_tables import SUM, is_total
from extractors.words import label_key

_COSTS = frozenset(("cost", "costs", "costing", "costings"))
_BESIDE_COSTS = _COSTS | {
    "what", "it", "will", "does", "the", "of", "this", "a", "full", "total", "in", "and", "breakdown", "break", "down",
    "table", "summary", "our", "your", "request", "requested", "package", "working", "workings",
}  # fmt: skip
"""Other words of a heading over what a request costs; what a placement costs now is another thing."""


def total_of_costs(blocks: Sequence[Block], key: str) -> Slot | None:
    """The row that names the total in the only table or tables under a heading that says "Cost", as `key`'s answer."""
    found = [row for row in _rows_under_costs(blocks) if len(row) > 1 and is_total(row[0].text)]
    found = [row for row in found if SUM.search(row[-1].text)]
    if len(found) != 1:
        return None
    (row,) = found
    lines: list[Line] = list(cell_lines(row[-1]))
    return Slot(key, row[0].text, row[0].place, lines)


def _rows_under_costs(blocks: Sequence[Block]) -> Iterator[Row]:
    """The rows below a line that heads costs, or below such a row alone in a table, up to the next line of words."""
    is_under = False
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                if is_under:
                    yield row
                elif _is_of_costs(row[0].text if row and not any(cell.text.strip() for cell in row[1:]) else ""):
                    is_under = True
        elif not isinstance(block, Picture | PageBreak) and block.text.strip():
            is_under = _is_of_costs(block.text)


def _is_of_costs(text: str) -> bool:
    words = set(label_key(text).split())
    return not words.isdisjoint(_COSTS) and words <= _BESIDE_COSTS
