"""What every reader yields: the words of a file in reading order, each with its place.

Nothing here knows a file format, and nothing here knows what the words mean.

A person who opens a file sees more than its words, and so does a reading: which words somebody typed into a control
(`filled`), which were struck out, deleted, hidden or are only a prompt (`asides`; those are in no block), where pages
end and pictures stand. What a control or a tick box holds also stands in the text around it, so that a label and its
answer are found the same way in every format.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from casework.document import Unreadable
from casework.evidence import Place
from casework.judging import once

WEAK_LEVEL = 7
"""The level given to a line that only looks like a heading: whole, short and bold, or in capitals."""


_MAX_HEADING_WORDS = 14


class UnreadableFile(Exception):
    """What arrived cannot be read, and why; the only exception that leaves a reader."""

    def __init__(self, reason: Unreadable, message: str = "") -> None:
        super().__init__(message or reason.value)
        self.reason = reason


Stretches = tuple[tuple[int, int], ...]
"""Stretches of a text, each as the positions of its first character and of the one after its last."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A line set as a heading; level 0 is a title, WEAK_LEVEL one that only looks like a heading.

    A number that the file makes by itself ("4b.") is part of the text, as it is of what a person sees.
    """

    text: str
    level: int
    place: Place
    size: float = 0.0
    """Points; 0 where the file does not say."""
    filled: Stretches = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; prompts of unfilled controls are left out of its text.

    `filled` are the stretches that stand in a control made for filling in: somebody's answer and not the template's
    wording. Of the rest nothing is known here.
    """

    text: str
    place: Place
    size: float = 0.0
    filled: Stretches = ()


@dataclass(frozen=True, slots=True)
class ListItem:
    """An item of a list; its number as shown is part of the text, its bullet is not."""

    text: str
    place: Place
    filled: Stretches = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture among the words. `key` names it within its file; it is "" for one too small to hold words.

    Once a picture has been scanned, its words follow it as blocks of their own.
    """

    place: Place
    key: str = ""
    alt: str = ""
    """What the file says the picture shows."""

    @property
    def text(self) -> str:
        """No words: a picture's words, once read, are blocks of their own."""
        return ""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """Where the file says that a page ends; `place.page` is the page that begins, where that is known."""

    place: Place

    @property
    def text(self) -> str:
        """No words."""
        return ""


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
    header_rows: int = 0
    """How many rows at its top the file marks as headings to be repeated."""


Block = Heading | Paragraph | ListItem | Table | Picture | PageBreak


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


class Standing(StrEnum):
    """How some words stand out: the first four are in no block, the others are in both."""

    STRUCK = "struck"
    DELETED = "deleted"
    HIDDEN = "hidden"
    PROMPT = "prompt"
    COMMENT = "comment"
    INSERTED = "inserted"
    HIGHLIGHTED = "highlighted"


@dataclass(frozen=True, slots=True)
class Aside:
    """Words that stand out from the text, and how; a comment's are in no block either."""

    how: Standing
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Signature:
    """Something where a person signs; `kind` is digital, ink or picture. Only a digital one says who."""

    kind: str
    place: Place
    who: str = ""


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """What a recognition engine made of a picture: its words with their boxes, and how sure it was of each (0 to 1)."""

    key: str
    engines: tuple[str, ...]
    turned: int
    skew: float
    covered: float
    words: tuple[tuple[str, float, tuple[float, float, float, float]], ...]


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says of itself beside its words; who wrote it and when is weak evidence."""

    pages: int | None = None
    title: str = ""
    tracked_changes: bool = False
    watermark: str = ""
    author: str = ""
    changed_by: str = ""
    created: date | None = None
    changed: date | None = None
    language: str = ""
    """The language it says it is in, such as en-GB."""
    page_labels: tuple[str, ...] = ()
    """What its pages call themselves where that is not 1, 2, 3 and so on."""
    form: str = ""
    """The kind of fillable form it is: acroform, xfa, or neither."""
    macros: bool = False
    """Whether programs are inside; they never run."""


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
    """What was not read, in words; each may hide a paper, or an answer."""
    asides: tuple[Aside, ...] = ()
    signatures: tuple[Signature, ...] = ()
    unscanned: tuple[Picture, ...] = ()
    """Pictures that may hold words and were not among the scans the reader was given."""
    scanned: tuple[ScannedPage, ...] = ()
    cut_at: int | None = None
    """Where the file goes on beyond what was read: the first page that was not, 0 where it has no pages."""


def block_text(block: Block) -> str:
    """The words of a block; cells of a row joined by a tab, rows by a line break."""
    return _table_text(block) if isinstance(block, Table) else block.text


@once
def _table_text(table: Table) -> str:
    return "\n".join(text for row in table.rows if (text := row_text(row, "\t")))


def row_text(row: Row, joined_by: str = " | ") -> str:
    """The words of a row's cells that hold any."""
    return joined_by.join(cell.text for cell in row if cell.text)


def text_of(blocks: tuple[Block, ...]) -> str:
    """The words of several blocks, a line break between each."""
    return "\n".join(text for text in map(block_text, blocks) if text)


@once
def worded(reading: Reading) -> Reading:
    """The reading without pictures and page breaks, for whoever asks about words alone."""
    return replace(
        reading,
        blocks=_words_alone(reading.blocks),
        headers=_words_alone(reading.headers),
        footers=_words_alone(reading.footers),
        notes=_words_alone(reading.notes),
    )


def _words_alone(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(each for each in blocks if not isinstance(each, Picture | PageBreak))


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
