"""The types that the lines of a paper name, each with the line's words and how much it says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from casework.document import Genre
from extractors.announced import announced
from extractors.catalogue import Catalogue
from extractors.composed import Composed
from extractors.reading import Reading
from extractors.title_line import TitleLine
from extractors.titles import WITHIN_BLOCK, Layout
from extractors.words import folded

_TITLE = 0.8
_LATER_TITLE = 0.75
"""Each further line that could be a title counts this much of the one before."""
_BELOW = 0.5
"""What a line adds that stands below another which names a type."""
_ANNOUNCED = 0.62
_HEADER = 0.35
_PROPERTY = 0.2
_LEADS_ON = frozenset(
    ["of", "for", "in", "re", "regarding", "on", "held", "dated", "ref", "reference", "no", "number", "date", "by",
     "to", "asked", "requested", "ordered", "directed", "prepared", "written", "completed", "concerning", "about"]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """A type that a line names: the kind of line, how much it says from 0 to 1, and the line."""

    type: str
    kind: str
    strength: float
    line: TitleLine


def named_in(reading: Reading, layout: Layout, shown: Mapping[Genre, float], catalogue: Catalogue) -> Iterator[Named]:
    """Every type named in a title, a running header, the file's properties, or in so many words in the text."""
    strength = _TITLE
    before: set[str] = set()
    for line in layout.titles:
        named = [Named(one, "title", strength * fit, held) for one, fit, held in _names(line, shown, catalogue)]
        yield from named
        yield from (Named(one.type, "title below", one.strength * _BELOW, one.line) for one in named if before)
        before |= {one.type for one in named}
        if named:
            strength *= _LATER_TITLE
    others = (
        ("header", _HEADER, layout.headers),
        ("property", _PROPERTY, layout.properties),
        ("announced", _ANNOUNCED, announced(reading.blocks)),
    )
    for kind, limit, lines in others:
        for line in lines:
            yield from (Named(one, kind, limit * fit, held) for one, fit, held in _names(line, shown, catalogue))


def _names(
    line: TitleLine, shown: Mapping[Genre, float], catalogue: Catalogue
) -> Iterator[tuple[str, float, TitleLine]]:
    words = folded(line.text).split()
    for one in catalogue.names.found_in(words, shown, line.breaks):
        if _is_the_subject(one, words, line):
            share = line.share * WITHIN_BLOCK ** line.part_around(one.start, one.end)[2]
            yield one.type, one.fit * share, line.holding(one.start, one.end)


def _is_the_subject(found: Composed, words: list[str], line: TitleLine) -> bool:
    """Whether the name is what the line is about: it covers most of it, or begins it."""
    first, last, number = line.part_around(found.start, found.end)
    covered = len(found.told.intersection(range(first, last))) / max(1, last - first)
    if found.end - found.start == 1 and len(words[found.start]) < 4 and covered < 1:
        return False
    begins = found.told.issuperset(range(first, found.start)) or found.start <= (first if number else line.lead)
    if not line.is_styled and covered < 0.5:
        return begins and not _LEADS_ON.isdisjoint(words[found.end : found.end + 1])
    return covered >= 0.5 or (begins and covered >= 0.15) or covered >= 0.3
