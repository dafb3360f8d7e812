"""What was read -> things with numbers, in reading order.

A control, a tick box, a signature and words that stand out come right after the block or cell they belong to. A tick
box that the file also keeps as a control is one thing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count

from casework.document import Field
from casework.evidence import Place
from extractors.ink import Wording, told
from extractors.reading import (
    WEAK_LEVEL,
    Aside,
    Block,
    Cell,
    FormField,
    Heading,
    ListItem,
    Mark,
    PageBreak,
    Paragraph,
    Picture,
    Reading,
    Signature,
    Standing,
    Table,
)
from generators.reading_page_things import Break, Flow, Grid, How, Kind, Piece, Square, Thing, Whose, Words
from generators.reading_page_words import HOWS, SIGNATURES, control_note, heading_note
from generators.render import counted
from panelready.showing_marks import HOW_OF, Answers, Marks, Unsure, Worded, mark_answers, mark_filled, text_of_own
from panelready.showing_places import Anchors

Beside = FormField | Mark | Aside | Signature

_KIND_OF = {Heading: Kind.HEADING, Paragraph: Kind.PARAGRAPH, ListItem: Kind.LIST_ITEM, Cell: Kind.CELL}
_INNER = (Table, Picture)
"""What stands inside a cell and is a thing of its own."""
_HOW_WHOSE = {Whose.TEMPLATE: How.TEMPLATE, Whose.ANSWER: How.ANSWER, Whose.UNKNOWN: None}
_IN_TEXT = {Standing.INSERTED, Standing.HIGHLIGHTED}


@dataclass(frozen=True, slots=True)
class Numbered:
    """A reading's things: those of the text, and those of headers, footers and notes."""

    flow: Flow
    apart: tuple[tuple[str, Flow], ...]


def numbered(reading: Reading, fields: Iterable[Field] = (), wordings: tuple[Wording | None, ...] = ()) -> Numbered:
    """Number every thing of a reading: the text first, then headers, footers and notes.

    `fields` are what is known of the form; their answers are marked in the words they stand in. `wordings` say whose
    words each of `extractors.ink.told` is made of.
    """
    return _Numbering(reading, fields, wordings).run()


class _Numbering:
    def __init__(self, reading: Reading, fields: Iterable[Field], wordings: tuple[Wording | None, ...]) -> None:
        self._reading = reading
        whose = zip(told(reading.blocks), wordings, strict=False)
        self._whose = {id(each): Whose(wording.value) for each, wording in whose if wording is not None}
        self._count = count(1)
        self._index = count()
        self._unsure = Unsure(reading.scanned)
        every = (*reading.blocks, *reading.headers, *reading.footers, *reading.notes)
        anchors = Anchors(_places(every))
        self._beside = _anchored(anchors, _beside_of(reading))
        self._answers = _answers(anchors, fields)

    def run(self) -> Numbered:
        reading = self._reading
        first = tuple(Piece(self._beside_thing(each)) for each in self._beside.pop(-1, ()))
        flow = (*first, *self._flow(reading.blocks))
        apart = (("Headers", reading.headers), ("Footers", reading.footers), ("Notes", reading.notes))
        return Numbered(flow, tuple((name, self._flow(blocks)) for name, blocks in apart if blocks))

    def _flow(self, blocks: Iterable[Block]) -> Flow:
        return tuple(self._block(block) for block in blocks)

    def _block(self, block: Block) -> Piece | Grid | Break:
        match block:
            case Table():
                return self._grid(block)
            case PageBreak():
                return Break(block.place.page)
            case Picture():
                thing = self._thing(Kind.PICTURE, _plain(block.alt), block.place, "picture")
                return Piece(thing, None, self._after(next(self._index)))
            case Heading():
                return self._worded(block, heading_note(block.level, WEAK_LEVEL), block.level)
            case _:
                return self._worded(block)

    def _worded(self, block: Heading | Paragraph | ListItem, note: str = "", level: int | None = None) -> Piece:
        index = next(self._index)
        thing = self._thing(_KIND_OF[type(block)], self._words(block, index), block.place, note, block)
        return Piece(thing, level, self._after(index))

    def _grid(self, table: Table) -> Grid:
        columns = max((cell.column + cell.span - 1 for row in table.rows for cell in row), default=0)
        note = f"{counted(len(table.rows), 'row')}, {counted(columns, 'column')}"
        thing = self._thing(Kind.TABLE, (), table.place, note)
        return Grid(thing, tuple(tuple(self._row(row)) for row in table.rows), table.header_rows)

    def _row(self, row: tuple[Cell, ...]) -> Iterator[Square]:
        column = 1
        for cell in row:
            index = next(self._index)
            thing = self._thing(Kind.CELL, self._words(cell, index), cell.place, "", cell)
            beside = self._after(index)
            inner = tuple(self._block(each) for each in cell.blocks if isinstance(each, _INNER))
            yield Square(thing, cell.span, max(0, cell.column - column), beside, inner)
            column = cell.column + cell.span

    def _after(self, index: int) -> tuple[Thing, ...]:
        return tuple(self._beside_thing(each) for each in self._beside.get(index, ()))

    def _beside_thing(self, beside: Beside) -> Thing:
        match beside:
            case FormField(kind="checkbox"):
                return self._tick(beside.value == "☒", beside.name or beside.tag, beside.place)
            case FormField():
                return self._field(beside)
            case Mark():
                return self._tick(beside.ticked, beside.label, beside.place)
            case Aside():
                how = HOW_OF[beside.how]
                return self._thing(Kind.ASIDE, (Words(beside.text, how),), beside.place, HOWS[how])
            case Signature():
                words = _plain(beside.who)
                return self._thing(Kind.SIGNATURE, words, beside.place, SIGNATURES.get(beside.kind, beside.kind))

    def _tick(self, ticked: bool, label: str, place: Place) -> Thing:
        return self._thing(Kind.TICK, _plain(label), place, "ticked" if ticked else "not ticked")

    def _field(self, field: FormField) -> Thing:
        note = control_note(field.kind, field.name or field.tag)
        words = (Words(field.value, How.ANSWER),) if field.value else ()
        return self._thing(Kind.FIELD, words, field.place, note if words else f"{note}, empty")

    def _words(self, block: Worded, index: int) -> tuple[Words, ...]:
        marks = Marks(text_of_own(block))
        mark_answers(marks, self._answers, index)
        mark_filled(marks, block)
        for each in self._beside.get(index, ()):
            if isinstance(each, FormField) and each.kind != "checkbox":
                marks.found(each.value, How.ANSWER)
            elif isinstance(each, Aside) and each.how in _IN_TEXT:
                marks.found(each.text, HOW_OF[each.how])
        marks.rest(_HOW_WHOSE[self._whose.get(id(block), Whose.UNKNOWN)])
        self._unsure.mark(marks, block.place)
        return marks.words()

    def _thing(
        self, kind: Kind, words: tuple[Words, ...], place: Place, note: str = "", block: Worded | None = None
    ) -> Thing:
        return Thing(next(self._count), kind, words, place, note, self._whose.get(id(block)))


def _plain(text: str) -> tuple[Words, ...]:
    return (Words(text),) if text else ()


def _beside_of(reading: Reading) -> list[Beside]:
    """What stands beside the blocks; a tick box that is a control too stands here once, under the name it has."""
    marks: dict[tuple[Place, bool], list[Mark]] = {}
    for mark in reading.marks:
        marks.setdefault((mark.place, mark.ticked), []).append(mark)
    fields: list[Beside] = []
    for field in reading.form_fields:
        twins = marks.get((field.place, field.value == "☒")) if field.kind == "checkbox" else None
        label = twins.pop(0).label if twins else ""
        fields.append(replace(field, name=label or field.name))
    rest = [mark for left in marks.values() for mark in left]
    return [*fields, *rest, *reading.asides, *reading.signatures]


def _answers(anchors: Anchors, fields: Iterable[Field]) -> Answers:
    found: Answers = {}
    for field in fields:
        if not field.blank:
            lines = [line.strip() for line in field.value.split("\n") if line.strip()]
            found.setdefault(anchors.index_of(field.evidence.place), []).append(lines)
    return found


def _anchored(anchors: Anchors, beside: list[Beside]) -> dict[int, list[Beside]]:
    """What comes after each block, by the block's index in order; -1 for what comes before all of them."""
    found: dict[int, list[Beside]] = {}
    for each in sorted(beside, key=lambda one: _down_the_page(one.place)):
        found.setdefault(anchors.index_of(each.place), []).append(each)
    return found


def _down_the_page(place: Place) -> tuple[int, float, float]:
    """Pages in order, and on a page from its top; where there are no boxes the order in which they were read stays."""
    left, top = place.box[:2] if place.box else (0.0, 0.0)
    return place.page or 0, top, left


def _places(blocks: Iterable[Block]) -> Iterator[Place]:
    """The places of all blocks and cells that something can stand beside, in the order they are numbered."""
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    yield cell.place
                    yield from _places(each for each in cell.blocks if isinstance(each, _INNER))
        elif not isinstance(block, PageBreak):
            yield block.place
