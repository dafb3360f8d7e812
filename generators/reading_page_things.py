"""What there is to show of a file that was read: every thing that was seen in it, with its number.

The page, the plain text and their tests speak of the same things by the same numbers. A reader's own classes are not
known here: the application puts what was read into these.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from casework.evidence import Place


class Kind(StrEnum):
    """What sort of thing was seen; its value picks the colour and the line on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "item"
    TABLE = "table"
    CELL = "cell"
    FIELD = "field"
    TICK = "tick"
    SIGNATURE = "signature"
    PICTURE = "picture"
    ASIDE = "aside"


KINDS: Mapping[Kind, tuple[str, str]] = {
    Kind.HEADING: ("H", "Heading"),
    Kind.PARAGRAPH: ("P", "Paragraph"),
    Kind.LIST_ITEM: ("L", "Item of a list"),
    Kind.TABLE: ("T", "Table"),
    Kind.CELL: ("C", "Cell of a table"),
    Kind.FIELD: ("F", "Box to fill in"),
    Kind.TICK: ("B", "Tick box"),
    Kind.SIGNATURE: ("S", "Signature"),
    Kind.PICTURE: ("I", "Picture"),
    Kind.ASIDE: ("A", "Words that stand out"),
}
"""The letter of each kind, which goes with its number so that colour is never alone, and what it is called."""


class Whose(StrEnum):
    """Whose words a block or cell is made of, where that can be known."""

    TEMPLATE = "template"
    ANSWER = "answer"
    UNKNOWN = "unknown"


class How(StrEnum):
    """How a stretch of words stands on the page."""

    PLAIN = "plain"
    TEMPLATE = "template"
    ANSWER = "answer"
    PROMPT = "prompt"
    STRUCK = "struck"
    DELETED = "deleted"
    HIDDEN = "hidden"
    COMMENT = "comment"
    INSERTED = "inserted"
    HIGHLIGHTED = "highlighted"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of words that stand out in one way, or in none."""

    text: str
    how: How = How.PLAIN


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that was seen; `note` says in words what its own words do not: its name, its state, its rank."""

    number: int
    kind: Kind
    words: tuple[Words, ...]
    place: Place
    note: str = ""
    whose: Whose | None = None

    @property
    def badge(self) -> str:
        """Its letter and number."""
        return f"{KINDS[self.kind][0]}{self.number}"

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(each.text for each in self.words)

    @property
    def unsure(self) -> tuple[str, ...]:
        """Those of its words that a recognition engine was not sure of."""
        return tuple(each.text for each in self.words if each.how is How.UNSURE)


@dataclass(frozen=True, slots=True)
class Piece:
    """A heading (with its level), a paragraph, an item or a picture, and what stands beside it."""

    thing: Thing
    level: int | None = None
    beside: tuple[Thing, ...] = ()

    def things(self) -> Iterator[Thing]:
        """Every thing in it, in order."""
        yield self.thing
        yield from self.beside


@dataclass(frozen=True, slots=True)
class Square:
    """A cell; `before` is how many columns to its left are covered from above, `inner` its tables and pictures."""

    thing: Thing
    span: int
    before: int
    beside: tuple[Thing, ...] = ()
    inner: "Flow" = ()

    def things(self) -> Iterator[Thing]:
        """Every thing in it, in order."""
        yield self.thing
        yield from self.beside
        yield from chain.from_iterable(each.things() for each in self.inner)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table."""

    thing: Thing
    rows: tuple[tuple[Square, ...], ...]
    header_rows: int = 0

    def things(self) -> Iterator[Thing]:
        """Every thing in it, in order."""
        yield self.thing
        yield from chain.from_iterable(square.things() for row in self.rows for square in row)


@dataclass(frozen=True, slots=True)
class Break:
    """Where a page ends; `page` is the one that begins, where that is known."""

    page: int | None

    def things(self) -> Iterator[Thing]:
        """Nothing that is numbered."""
        yield from ()


Flow = tuple[Piece | Grid | Break, ...]


def things_of(flow: Flow) -> tuple[Thing, ...]:
    """Every thing in a flow, in order."""
    return tuple(chain.from_iterable(each.things() for each in flow))


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture of a page: its type and bytes in base64, and the size of the page in points."""

    type: str
    base64: str
    wide: float
    high: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page, or a picture inside a text: what was seen on it, and its drawing or why there is none.

    `label` is what a page calls itself, `scan` how a picture of one was read.
    """

    number: int
    things: tuple[Thing, ...]
    drawing: Drawing | None = None
    without: str = ""
    label: str = ""
    is_unread: bool = False
    scan: str = ""


@dataclass(frozen=True, slots=True)
class Pointer:
    """Words that were seen, where, and the thing they are part of, if it is among those shown."""

    words: str
    where: str
    thing: Thing | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A label of the form and what was answered; `state` is a key of ANSWERS."""

    label: str
    value: str
    state: str
    pointer: Pointer


@dataclass(frozen=True, slots=True)
class Heard:
    """A section, whether something stands under it, and its first words."""

    heading: str
    state: str
    pointer: Pointer


@dataclass(frozen=True, slots=True)
class Paper:
    """A document in the file: what it was taken for and why.

    `facts` are pairs of a label and a value; `sure` is from 0 to 1.
    """

    title: str
    about: str = ""
    sure: float = 0.0
    facts: tuple[tuple[str, str], ...] = ()
    why: tuple[Pointer, ...] = ()
    answers: tuple[Answer, ...] = ()
    sections: tuple[Heard, ...] = ()
    is_unreadable: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One file, with what was read in it; either `sheets` or `flow` holds its words.

    `inside` is the way in, outermost first. `apart` are headers, footers and notes. `limits` are sentences. `pictures`
    are those among the words of the flow that were scanned; what was seen on them stands in the flow too.
    """

    name: str
    inside: tuple[str, ...]
    papers: tuple[Paper, ...]
    properties: tuple[tuple[str, str], ...] = ()
    limits: tuple[str, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    flow: Flow = ()
    apart: tuple[tuple[str, Flow], ...] = ()
    pictures: tuple[Sheet, ...] = ()
    scans: tuple[tuple[str, str], ...] = ()
    """Each page or picture that was scanned: what it is called, and how it was read."""

    @property
    def things(self) -> tuple[Thing, ...]:
        """Every thing in it, in the order of their numbers."""
        flows = (self.flow, *(flow for _, flow in self.apart))
        found = [
            *chain.from_iterable(map(things_of, flows)),
            *(thing for sheet in self.sheets for thing in sheet.things),
        ]
        return tuple(sorted(found, key=lambda thing: thing.number))
