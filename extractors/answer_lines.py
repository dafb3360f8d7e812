"""Lines of words with their places, and how much of each somebody typed into a control."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

from casework.evidence import Place
from casework.judging import once
from extractors.reading import Block, Cell, PageBreak, Picture, Stretches, Table


class Typed(IntEnum):
    """How much of a line stands in controls made for filling in."""

    NOTHING = 0
    PART = 1
    ALL = 2


class Line(NamedTuple):
    """A line of words and where it stands; `begins` is the first character that somebody typed into a control."""

    text: str
    place: Place
    typed: Typed = Typed.NOTHING
    begins: int = 0


@dataclass(slots=True)
class Slot:
    """A label that was found, and the lines of its answer."""

    key: str
    label: str
    place: Place
    lines: list[Line] = field(default_factory=list)
    is_loose: bool = False
    """Whether the answer is a whole table that follows the label, and not words meant for it alone."""
    is_under_heading: bool = False
    """Whether the label is set as a heading, and the answer all that follows up to the next."""
    rows_below: int = 0
    """How many rows of a column under the label the answer was read from; 0 where it stands beside it."""
    is_stray: bool = False
    """Whether the words may answer nothing: they stand below a label where the form is answered beside its labels."""

    @property
    def stands_below(self) -> bool:
        """Whether the answer begins in the paragraph after the label's, both of them outside tables."""
        return self.place.table is None and not self.rows_below and self.lines[0].place != self.place

    @property
    def text(self) -> str:
        """The answer as it stands; where somebody typed into a control, what is printed above is a prompt."""
        first = next((number for number, line in enumerate(self.lines) if line.typed), 0)
        lines = self.lines[first:]
        if lines and lines[0].text[: lines[0].begins].rstrip().endswith((":", "?")):
            lines[0] = lines[0]._replace(text=lines[0].text[lines[0].begins :].strip())
        return "\n".join(line.text for line in lines)


@once
def lines_in(block: Block) -> tuple[Line, ...]:
    """The lines of a block that hold words; a table gives one for each row."""
    return tuple(_lines_in(block))


def _lines_in(block: Block) -> Iterator[Line]:
    if isinstance(block, Table):
        rows = ("\t".join(cell.text for cell in row if cell.text) for row in block.rows)
        yield from (Line(text, block.place) for text in rows if text)
        return
    filled: Stretches = () if isinstance(block, (Picture, PageBreak)) else block.filled
    start = 0
    for text in block.text.split("\n"):
        if words := text.strip():
            yield Line(words, block.place, *_typed(text, filled, start)) if filled else Line(words, block.place)
        start += len(text) + 1


@once
def cell_lines(cell: Cell) -> tuple[Line, ...]:
    """The lines of a cell, each standing where the cell does."""
    if not cell.blocks:
        return tuple(Line(text.strip(), cell.place) for text in cell.text.split("\n") if text.strip())
    return tuple(line._replace(place=cell.place) for block in cell.blocks for line in lines_in(block))


@once
def is_filled(cell: Cell) -> bool:
    """Whether every word of a cell stands in a control: then it is somebody's answer, whatever it says."""
    lines = cell_lines(cell)
    return bool(lines) and all(line.typed is Typed.ALL for line in lines)


def _typed(text: str, filled: Stretches, start: int) -> tuple[Typed, int]:
    """How much of a line was typed into controls, and where in its words that begins; `start` is its own place."""
    here = [(max(0, first - start), min(len(text), last - start)) for first, last in filled]
    inside = [(first, last) for first, last in here if text[first:last].strip()]
    if not inside:
        return Typed.NOTHING, 0
    outside = list(text)
    for first, last in inside:
        outside[first:last] = " " * (last - first)
    begins = max(0, min(first for first, _ in inside) - (len(text) - len(text.lstrip())))
    return (Typed.PART, begins) if "".join(outside).strip() else (Typed.ALL, 0)
