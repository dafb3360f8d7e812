"""Where things belong: which block a control stands in, and which thing some words of evidence are part of."""

from collections.abc import Iterable
from dataclasses import replace

from casework.evidence import Place
from extractors.page_words import Box
from generators.reading_page_things import Thing

_LINE = 12.0
"""Points: what begins so far above a line, or half of its own height, still stands beside it."""


class Anchors:
    """The block that each place belongs to, by its index in order."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._places = list(places)
        self._by_key: dict[Place, int] = {}
        self._by_page: dict[int, list[tuple[int, Box]]] = {}
        for index, place in enumerate(self._places):
            self._by_key.setdefault(_key(place), index)
            if place.page and place.box:
                self._by_page.setdefault(place.page, []).append((index, place.box))

    def index_of(self, place: Place) -> int:
        """The block at that place, else the smallest around it, else the last before it; -1 where none is before."""
        if place.box and place.page:
            return self._on_page(place.page, place.box)
        known = self._by_key.get(_key(place))
        return self._last_before(place) if known is None else known

    def _on_page(self, page: int, box: Box) -> int:
        on_page = self._by_page.get(page, [])
        around = [(_area(outer), index) for index, outer in on_page if holds(outer, box)]
        if around:
            return min(around)[1]
        level = box[1] + min(_LINE, (box[3] - box[1]) / 2)
        above = [index for index, outer in on_page if outer[1] <= level]
        if above:  # headers and footers come after the body, and hardly anything belongs to them
            return next((index for index in reversed(above) if self._places[index].part is None), above[-1])
        earlier = [index for index, other in enumerate(self._places) if other.page and other.page < page]
        return earlier[-1] if earlier else -1

    def _last_before(self, place: Place) -> int:
        """For an empty paragraph, which is no block: the last block of its part that does not come after it."""
        if place.paragraph is None:
            return -1
        before = [
            index
            for index, other in enumerate(self._places)
            if other.part == place.part and other.paragraph is not None and other.paragraph <= place.paragraph
        ]
        return before[-1] if before else -1


class Finder:
    """The things by their place and words, so that evidence can point to the thing it was seen in."""

    def __init__(self, things: Iterable[Thing]) -> None:
        self._by_key: dict[Place, list[Thing]] = {}
        for thing in things:
            for key in {_key(thing.place), replace(_key(thing.place), cell=None)}:
                self._by_key.setdefault(key, []).append(thing)

    def at(self, place: Place, words: str) -> Thing | None:
        """The thing at a place that holds the words; where none does, the first there."""
        there = self._by_key.get(_key(place), [])
        wanted = "".join(words.split()).rstrip("….").casefold()
        holding = (thing for thing in there if wanted and wanted in "".join(thing.text.split()).casefold())
        return next(holding, there[0] if there else None)


def _key(place: Place) -> Place:
    """A place without its box, which differs by rounding; in a table the paragraph says nothing more."""
    return replace(place, box=None, paragraph=None if place.table else place.paragraph)


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def holds(outer: Box, inner: Box) -> bool:
    """Whether the middle of one box lies in another."""
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]
