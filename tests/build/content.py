"""What a paper is made of, before anybody has decided whether it becomes a Word file or a PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Kind = Literal["text", "rich", "dropdown", "combo", "date", "checkbox"]
Level = Literal["block", "inline", "cell"]

PROMPTS: dict[Kind, str] = {
    "text": "Click or tap here to enter text.",
    "rich": "Click or tap here to enter text.",
    "dropdown": "Choose an item.",
    "combo": "Choose an item.",
    "date": "Click or tap to enter a date.",
    "checkbox": "☐",
}


@dataclass(frozen=True)
class Control:
    """A Word content control: with `text` it has been filled in, without it the prompt still shows."""

    kind: Kind = "text"
    text: str | None = None
    level: Level = "inline"
    title: str = ""
    items: tuple[str, ...] = ()
    prompt: str | None = None
    flagged: bool = True  # False leaves out w:showingPlcHdr although the prompt is what shows

    @property
    def shown(self) -> str:
        """The words a reader of the page sees."""
        if self.text is not None:
            return self.text
        return PROMPTS[self.kind] if self.prompt is None else self.prompt

    @property
    def is_prompt(self) -> bool:
        """Whether what shows is the form's own prompt."""
        return self.text is None


@dataclass(frozen=True)
class Text:
    """A paragraph."""

    text: str
    bold: bool = False
    italic: bool = False
    centred: bool = False
    colour: str = ""
    comment: str = ""


@dataclass(frozen=True)
class Heading:
    """A heading in the style Word calls Heading 1 to 4; level 0 is the title."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Bullets:
    """A list, bulleted or numbered."""

    items: Sequence[str]
    numbered: bool = False


@dataclass(frozen=True)
class Inserted:
    """A paragraph somebody added while changes were being tracked."""

    text: str
    author: str = "R. Okafor"
    on: date = date(2026, 3, 2)


@dataclass(frozen=True)
class Deleted:
    """A paragraph somebody struck out while changes were being tracked."""

    text: str
    author: str = "R. Okafor"
    on: date = date(2026, 3, 2)


@dataclass(frozen=True)
class TextBox:
    """A paragraph inside a floating text box."""

    text: str


Line = str | Text | Bullets | Control
Value = str | Control | Sequence[Line]


@dataclass(frozen=True)
class Wide:
    """A table row of one merged cell."""

    value: Value
    shaded: bool = False


@dataclass(frozen=True)
class Fields:
    """A ruled table of two columns, label left and answer right."""

    rows: Sequence[tuple[str, Value] | Wide]


@dataclass(frozen=True)
class Grid:
    """A ruled table with a header row that repeats on each page."""

    header: Sequence[str]
    rows: Sequence[Sequence[Value]]
    widths: Sequence[float] = ()  # shares of the page's width


@dataclass(frozen=True)
class NewPage:
    """A page break."""


@dataclass(frozen=True)
class NewSection:
    """A section of its own from here on, with its own header, footer and page direction."""

    header: str = ""
    footer: str = ""
    landscape: bool = False


Block = str | Text | Heading | Bullets | Inserted | Deleted | TextBox | Fields | Grid | Control | NewPage | NewSection


@dataclass(frozen=True)
class Look:
    """A council's house style."""

    font: str = "Arial"
    size: float = 11
    colour: str = "1F3864"
    shade: str = "E7ECF4"
    header: str = ""
    footer: str = ""
    page_numbers: bool = False
    label_width: float = 0.34  # share of the page's width


@dataclass(frozen=True)
class Paper:
    """A whole paper: its parts in order, its house style, and what its file says of itself."""

    blocks: Sequence[Block]
    look: Look = field(default_factory=Look)
    title: str = ""
    author: str = ""
    saved: date = date(2026, 3, 2)


def lines_of(value: Value) -> list[Line]:
    """The answer as a list of lines, however it was given."""
    return [value] if isinstance(value, str | Control) else list(value)


def plain(value: Value) -> str:
    """The words of an answer, prompts included."""
    words: list[str] = []
    for line in lines_of(value):
        match line:
            case str():
                words.append(line)
            case Text(text=text):
                words.append(text)
            case Bullets(items=items):
                words.extend(items)
            case Control():
                words.append(line.shown)
    return "\n".join(words)
