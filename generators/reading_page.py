"""The page that shows what was read in one or more files: everything seen, outlined and numbered in reading order.

It is one file that runs nothing and loads nothing; whatever came in with the papers is escaped.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from casework.evidence import Place
from generators.reading_page_things import KINDS, Break, Drawing, Flow, Grid, How, Kind, Part, Piece, Sheet, Thing
from generators.reading_page_words import ANSWERS, HOWS, SECTIONS
from generators.render import render, style_and_policy

_BADGE_HIGH = 9.0
_BADGE_GAP = 2.5
_LETTER_WIDE = 4.5
"""Points that a letter of a badge takes, as reading.css sets it."""
_TIP_HIGH = 12.0
_TIP_GAP = 4.0
_TIP_LETTER = 4.3
_LONGEST_TIP = 80

Edges = tuple[float, float, float, float]

_TAGS: Mapping[How, str] = {
    How.INSERTED: "ins",
    How.STRUCK: "s",
    How.DELETED: "del",
    How.HIGHLIGHTED: "mark",
}
"""What HTML has an element for; the others are spans."""


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A rectangle on a page, in points."""

    left: float
    top: float
    wide: float
    high: float

    @classmethod
    def within(cls, left: float, top: float, size: tuple[float, float], page: Drawing) -> "Rectangle":
        """One of this size, moved so that it stands on the page."""
        left, top = max(0.0, min(left, page.wide - size[0])), max(0.0, min(top, page.high - size[1]))
        return cls(round(left, 1), round(top, 1), round(size[0], 1), size[1])


@dataclass(frozen=True, slots=True)
class Outline:
    """A thing's box over the picture of its page, with its badge, and the words shown when it is pointed at."""

    thing: Thing
    box: Rectangle
    badge: Rectangle
    tip: str
    tip_box: Rectangle


def reading_html(parts: tuple[Part, ...]) -> str:
    """The page for these files, a part for each."""
    names = list(dict.fromkeys(part.inside[0] if part.inside else part.name for part in parts))
    return render(
        "reading",
        title=names[0] if len(names) == 1 else f"{len(names)} files",
        parts=parts,
        kinds=_kinds_in(parts),
        all_kinds=KINDS,
        hows=HOWS,
        how_tags=_TAGS,
        shown_hows=_hows_in(parts),
        where_on=where_on_page,
        answers=ANSWERS,
        sections=SECTIONS,
        outlines=outlines,
        sort_of=sort_of,
        groups=groups_of,
        **style_and_policy("reading.css", pictures=True),
    )


def outlines(sheet: Sheet) -> tuple[Outline, ...]:
    """The boxes over the picture of a page, in reading order: what holds others comes before them, so below them."""
    drawing = sheet.drawing
    if drawing is None:
        return ()
    found = (_outline(thing, thing.place.box, drawing) for thing in sheet.things if thing.place.box)
    return tuple(outline for outline in found if outline)


def sort_of(piece: Piece | Grid | Break) -> str:
    """Which way a piece of the text is drawn."""
    if isinstance(piece, Grid):
        return "grid"
    if isinstance(piece, Break):
        return "break"
    return "heading" if piece.level is not None else piece.thing.kind.value


def groups_of(flow: Flow) -> list[tuple[bool, Flow]]:
    """The flow in runs, items of a list together, so that a list is one list."""
    groups: list[tuple[bool, list[Piece | Grid | Break]]] = []
    for piece in flow:
        is_item = isinstance(piece, Piece) and piece.thing.kind is Kind.LIST_ITEM
        if groups and groups[-1][0] == is_item:
            groups[-1][1].append(piece)
        else:
            groups.append((is_item, [piece]))
    return [(is_items, tuple(pieces)) for is_items, pieces in groups]


def where_on_page(thing: Thing) -> str:
    """Where a thing stands, for a list that is headed by its page."""
    return str(replace(thing.place, page=None)) if thing.place.page and _says_more(thing.place) else ""


def _says_more(place: Place) -> bool:
    return any(each is not None for each in (place.part, place.paragraph, place.table, place.line))


def _outline(thing: Thing, edges: Edges, page: Drawing) -> Outline | None:
    """The outline, cut to the page; None where it lies outside it."""
    left, right = max(0.5, min(edges[0], edges[2])), min(page.wide - 0.5, max(edges[0], edges[2]))
    top, bottom = max(0.5, min(edges[1], edges[3])), min(page.high - 0.5, max(edges[1], edges[3]))
    if right <= left or bottom <= top:
        return None
    badge = _BADGE_GAP + _LETTER_WIDE * len(thing.badge), _BADGE_HIGH
    tip = _tip(thing)
    tip_top = bottom + 2 if bottom + 2 + _TIP_HIGH < page.high else top - _TIP_HIGH - 2
    return Outline(
        thing,
        Rectangle(round(left, 1), round(top, 1), round(right - left, 1), round(bottom - top, 1)),
        Rectangle.within(*_badge_at(thing.kind, (left, top, right, bottom), badge[0]), badge, page),
        tip,
        Rectangle.within(left, tip_top, (2 * _TIP_GAP + _TIP_LETTER * len(tip), _TIP_HIGH), page),
    )


def _badge_at(kind: Kind, edges: Edges, wide: float) -> tuple[float, float]:
    """Where a badge hides least: a cell's in its upper right corner, a table's above it, any other's in the margin."""
    left, top, right, bottom = edges
    if kind is Kind.CELL:
        return right - wide, top
    if kind is Kind.TABLE:
        return left, top - _BADGE_HIGH
    if kind in (Kind.FIELD, Kind.SIGNATURE):
        return right - wide, bottom - _BADGE_HIGH
    return left - wide, top


def _tip(thing: Thing) -> str:
    said = " – ".join(part for part in (KINDS[thing.kind][1], thing.note, " ".join(thing.text.split())) if part)
    tip = f"{thing.badge}: {said}"
    return tip if len(tip) <= _LONGEST_TIP else f"{tip[: _LONGEST_TIP - 1]}…"


def _kinds_in(parts: Iterable[Part]) -> list[Kind]:
    seen = {thing.kind for part in parts for thing in part.things}
    return [kind for kind in Kind if kind in seen]


def _hows_in(parts: Iterable[Part]) -> list[How]:
    seen = {words.how for part in parts for thing in part.things for words in thing.words}
    return [how for how in HOWS if how in seen]
