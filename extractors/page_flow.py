"""The order in which a page is read: column after column, with tables and pictures where they stand."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extractors.page_columns import Band, bands_of
from extractors.page_grid import Grid
from extractors.page_prose import column_of
from extractors.page_rows import Mark, tables_of
from extractors.page_words import Box, Line, Word, lines_of

_DEEPEST = 3
"""Columns within columns within columns: no page is set deeper."""
_THING_HEIGHT = 12.0


@dataclass(frozen=True, slots=True)
class Run:
    """Lines one below the other, and the edge to which they run."""

    lines: tuple[Line, ...]
    right: float


@dataclass(frozen=True, slots=True)
class TableHere:
    """A table, ruled or not, with the words in each of its cells."""

    grid: Grid
    words: Sequence[Sequence[Word]]


@dataclass(frozen=True, slots=True)
class PictureHere:
    """A picture."""

    box: Box


Thing = TableHere | PictureHere
Piece = Run | TableHere | PictureHere


def flow(lines: Sequence[Line], things: Sequence[Thing], marks: Sequence[Mark]) -> list[Piece]:
    """Lines and what stands among them, in reading order."""
    stand_ins = [_stand_in(_box(thing)) for thing in things]
    by_stand_in = {id(line): thing for line, thing in zip(stand_ins, things, strict=True)}
    ordered = sorted([*lines, *stand_ins], key=lambda line: line.box[1])
    return [_or_thing(piece, by_stand_in) for piece in _flow(ordered, marks, 0)]


def _box(thing: Thing) -> Box:
    return thing.grid.box if isinstance(thing, TableHere) else thing.box


def _stand_in(box: Box) -> Line:
    """A line that holds a table's or picture's place; it has no words."""
    return replace(Line.of([Word("", box)]), height=_THING_HEIGHT)


def _or_thing(piece: Piece, things: Mapping[int, Thing]) -> Piece:
    """A piece, or the thing whose place it held."""
    return things[id(piece.lines[0])] if isinstance(piece, Run) and not piece.lines[0].text else piece


def _flow(lines: Sequence[Line], marks: Sequence[Mark], depth: int) -> Iterator[Piece]:
    right = max((line.box[2] for line in lines if line.text), default=0.0)
    at = 0
    for band in bands_of(lines) if depth < _DEEPEST else ():
        block = lines[band.first : band.end]
        if band.first < at or (not band.is_prose and not all(line.text for line in block)):
            continue  # whatever bands are found, no line is taken twice
        yield from _runs(lines[at : band.first], right)
        yield from _prose(block, band, marks, depth) if band.is_prose else _tables(block, band, marks, right)
        at = band.end
    yield from _runs(lines[at:], right)


def _prose(lines: Sequence[Line], band: Band, marks: Sequence[Mark], depth: int) -> Iterator[Piece]:
    columns: list[list[Word]] = [[] for _ in range(len(band.cuts) + 1)]
    things: list[list[Line]] = [[] for _ in columns]
    for line in lines:
        if not line.text:
            things[column_of(line.words[0], band.cuts)].append(line)
            continue
        for word in line.words:
            columns[column_of(word, band.cuts)].append(word)
    for words, among in zip(columns, things, strict=True):
        column = sorted([*lines_of(words), *among], key=lambda line: line.box[1])
        yield from _flow(column, marks, depth + 1)


def _tables(lines: Sequence[Line], band: Band, marks: Sequence[Mark], right: float) -> Iterator[Piece]:
    held: list[Line] = []
    for each in tables_of(lines, band.cuts, marks):
        if isinstance(each, Line):
            held.append(each)
            continue
        yield from _runs(held, right)
        held = []
        yield TableHere(*each)
    yield from _runs(held, right)


def _runs(lines: Sequence[Line], right: float) -> Iterator[Run]:
    """Lines up to the next table or picture, and that by itself."""
    held: list[Line] = []
    for line in lines:
        if line.text:
            held.append(line)
            continue
        if held:
            yield Run(tuple(held), right)
        held = []
        yield Run((line,), right)
    if held:
        yield Run(tuple(held), right)
