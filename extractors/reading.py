"""What every reader yields: the words of a file in reading order, each with its place.

Nothing here knows a file format, and nothing here knows what the words mean.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from casework.document import Unreadable
from casework.evidence import Place

WEAK_LEVEL = 7
"""The level given to a line that only looks like a heading: whole, short and bold, or in capitals."""


_MAX_HEADING_WORDS = 14


class UnreadableFile(Exception):
    """What arrived cannot be read, and why; the only exception that leaves a reader."""

    def __init__(self, reason: Unreadable, message: str = "") -> None:
        super().__init__(message or reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Heading:
    """A line set as a heading; level 0 is a title, WEAK_LEVEL one that only looks like a heading."""

    text: str
    level: int
    place: Place
    size: float = 0.0
    """Points; 0 where the file does not say."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; prompts of unfilled controls are left out of its text."""

    text: str
    place: Place
    size: float = 0.0


@dataclass(frozen=True, slots=True)
class ListItem:
    """An item of a bulleted or numbered list."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell, once, however many rows or columns it spans; `column` is the first it covers, from 1."""

    text: str
    place: Place
    blocks: tuple["Block", ...] = ()
    column: int = 1
    span: int = 1


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; a cell merged over several rows stands in the first of them only."""

    rows: tuple[Row, ...]
    place: Place


Block = Heading | Paragraph | ListItem | Table


@dataclass(frozen=True, slots=True)
class FormField:
    """A control to be filled in: what the file calls it, and what stands in it.

    Its value also stands in the text around it. `kind` is text, dropdown, combo, date, checkbox or other.
    """

    name: str
    tag: str
    kind: str
    value: str
    placeholder_shown: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Mark:
    """A tick box; it also stands in the text around it as ☒ or ☐."""

    ticked: bool
    label: str
    place: Place


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says of itself beside its words."""

    pages: int | None = None
    title: str = ""
    tracked_changes: bool = False
    watermark: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A file's words in reading order, with headers, footers and notes apart from the body."""

    blocks: tuple[Block, ...] = ()
    headers: tuple[Block, ...] = ()
    footers: tuple[Block, ...] = ()
    notes: tuple[Block, ...] = ()
    form_fields: tuple[FormField, ...] = ()
    marks: tuple[Mark, ...] = ()
    properties: Properties = Properties()
    unread_pages: tuple[tuple[int, int], ...] = ()
    """Page ranges that show something but hold no text."""
    limits: tuple[str, ...] = ()


def block_text(block: Block) -> str:
    """The words of a block; cells of a row joined by a tab, rows by a line break."""
    if isinstance(block, Table):
        return "\n".join(text for row in block.rows if (text := row_text(row, "\t")))
    return block.text


def row_text(row: Row, joined_by: str = " | ") -> str:
    """The words of a row's cells that hold any."""
    return joined_by.join(cell.text for cell in row if cell.text)


def text_of(blocks: tuple[Block, ...]) -> str:
    """The words of several blocks, a line break between each."""
    return "\n".join(text for text in map(block_text, blocks) if text)


def tables_in(blocks: tuple[Block, ...]) -> Iterator[Table]:
    """Every table, those inside cells after the one that holds them."""
    for block in blocks:
        if isinstance(block, Table):
            yield block
            for row in block.rows:
                for cell in row:
                    yield from tables_in(cell.blocks)


def looks_like_heading(text: str, bold: bool) -> bool:
    """Whether a line is short and whole enough to be a heading nobody styled."""
    if len(text.split()) > _MAX_HEADING_WORDS or text.endswith((".", ";", ",")) or "\n" in text or "\t" in text:
        return False
    if ":" in text.rstrip(": ") or "☐" in text or "☒" in text:
        return False
    letters = [char for char in text if char.isalpha()]
    return len(letters) > 2 and (bold or (len(letters) > 7 and all(char.isupper() for char in letters)))
