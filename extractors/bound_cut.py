"""A reading cut into the papers bound together in it, each a reading of its own."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol, TypeVar

from casework.evidence import Place
from extractors.bound import MOST_PAPERS, told_apart
from extractors.bound_told import Doubt, ToldApart
from extractors.catalogue import Catalogue
from extractors.reading import Block, PageBreak, Reading


@dataclass(frozen=True, slots=True)
class Bound:
    """One paper of a file. `pages` is first and last, None where unknown; `begins` is None for the only one."""

    reading: Reading
    pages: tuple[int, int] | None
    begins: Place | None = None
    doubts: tuple[Doubt, ...] = ()
    """Where other papers may begin in it that were not told apart."""


class _Placed(Protocol):
    @property
    def place(self) -> Place: ...


_P = TypeVar("_P", bound=_Placed)


def papers_in(reading: Reading, catalogue: Catalogue) -> tuple[Bound, ...]:
    """The papers of a file in their order, nearly always the one."""
    count = reading.properties.pages
    told = told_apart(reading, catalogue)
    if not told.starts:
        return (Bound(reading, (1, count) if count else None, doubts=told.doubts),)
    *papers, last = _cut(reading, told)
    return (*papers, _with_limit(last) if len(told.starts) == MOST_PAPERS - 1 else last)


def _with_limit(last: Bound) -> Bound:
    limit = f"only the first {MOST_PAPERS} papers in it were told apart"
    return replace(last, reading=replace(last.reading, limits=(*last.reading.limits, limit)))


def _cut(reading: Reading, told: ToldApart) -> Iterator[Bound]:
    starts = told.starts
    blocks, bounds = reading.blocks, (0, *starts, len(reading.blocks))
    first = [1, *(_page_at(blocks, start) for start in starts)]
    count = reading.properties.pages
    for number, (start, stop) in enumerate(pairwise(bounds)):
        own = blocks[start:stop]
        begin, after = first[number], first[number + 1] if number + 1 < len(first) else None
        last = count if number + 1 == len(first) else None if after is None else max(begin or 1, after - 1)
        pages = (begin, last) if count and begin and last else None
        span = _Span.of(own, pages)
        doubts = tuple(each for each in told.doubts if start < each.at < stop)
        yield Bound(_only(reading, own, span, is_first=number == 0), pages, _begins(blocks[start].place), doubts)


def _begins(place: Place) -> Place:
    """The place in short: the page where there is one, else the paragraph, table or line."""
    return (
        Place(page=place.page) if place.page is not None else replace(place, part=None, row=None, cell=None, box=None)
    )


def _page_at(blocks: tuple[Block, ...], start: int) -> int | None:
    """The page that a block begins, by itself or by the break before it."""
    if blocks[start].place.page is not None:
        return blocks[start].place.page
    return next((block.place.page for block in blocks[start - 1 : start] if isinstance(block, PageBreak)), None)


@dataclass(frozen=True, slots=True)
class _Span:
    """Which places belong to a paper: its pages, or else its paragraphs, tables and lines."""

    pages: tuple[int, int] | None
    counted: dict[str, tuple[int, int]]

    @classmethod
    def of(cls, blocks: tuple[Block, ...], pages: tuple[int, int] | None) -> "_Span":
        counted: dict[str, tuple[int, int]] = {}
        for block in blocks:
            for name in ("table", "paragraph", "line"):
                at = getattr(block.place, name)
                if at is not None and block.place.part in (None, "body"):
                    low, high = counted.get(name, (at, at))
                    counted[name] = min(low, at), max(high, at)
        return cls(pages, counted)

    def holds(self, place: Place) -> bool:
        """Whether a place belongs to it; one that cannot be told apart belongs to each."""
        if place.page is not None:
            return self.pages is None or self.pages[0] <= place.page <= self.pages[1]
        if place.part not in (None, "body"):
            return True
        for name in ("table", "paragraph", "line"):
            at = getattr(place, name)
            if at is not None:
                low, high = self.counted.get(name, (0, 0))
                return bool(low <= at <= high)
        return True


def _only(reading: Reading, blocks: tuple[Block, ...], span: _Span, *, is_first: bool) -> Reading:
    """The reading as far as it is one paper's: the file's own title is of the first alone, limits are of each."""
    said = reading.properties
    return replace(
        reading,
        blocks=blocks,
        headers=_of(reading.headers, span),
        footers=_of(reading.footers, span),
        notes=_of(reading.notes, span),
        form_fields=_of(reading.form_fields, span),
        marks=_of(reading.marks, span),
        asides=_of(reading.asides, span),
        signatures=_of(reading.signatures, span),
        unscanned=_of(reading.unscanned, span),
        properties=said if is_first else replace(said, title=""),
    )


def _of(things: Iterable[_P], span: _Span) -> tuple[_P, ...]:
    return tuple(thing for thing in things if span.holds(thing.place))
