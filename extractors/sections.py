"""Headings and whether anything stands under them -> Sections."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from casework.document import DocumentType, Section
from casework.evidence import Place
from extractors.answers import Answers
from extractors.catalogue import Catalogue
from extractors.known_labels import Labels
from extractors.reading import Block, Heading, Reading, Table
from extractors.slots import slots
from extractors.titles import is_wide
from extractors.words import first_words, slug, without_number

_ROW_LEVEL = 5
"""A table row that holds a heading ranks below the headings around the table."""


@dataclass(slots=True)
class _Part:
    heading: str
    level: int
    place: Place
    texts: list[str] = field(default_factory=list)


def sections_of(reading: Reading, kind: DocumentType | None, catalogue: Catalogue) -> tuple[Section, ...]:
    """The sections of a paper; a heading over filled subsections is not empty, nor one whose words are a prompt only.

    A section's id is the type's own for it where the heading is recognisably that, else the heading's own words.
    """
    answers = Answers(catalogue, kind)
    names = Names(kind)
    parts = list(_parts(reading.blocks, _known(kind)))
    found = []
    for number, part in enumerate(parts):
        texts = list(part.texts)
        for later in parts[number + 1 :]:
            if later.level <= part.level:
                break
            texts += later.texts
        value, answered = answers.answer("\n".join(texts))
        words = "" if answered.is_blank else first_words(value)
        heading = without_number(part.heading).rstrip(": ")
        found.append(Section(names.id_of(part.heading), heading, answered, part.place, words))
    return tuple(found)


class Names:
    """The ids a type gives its sections, and which of them a printed heading is."""

    def __init__(self, kind: DocumentType | None) -> None:
        self._ids = kind.sections if kind else ()

    def id_of(self, heading: str) -> str:
        """The section's id: the type's where one begins with the other, or half of its words in order are the other."""
        own = slug(heading)
        if own in self._ids:
            return own
        ranked = sorted(((_likeness(own, each), each) for each in self._ids), reverse=True)
        return ranked[0][1] if ranked and ranked[0][0] >= 0.5 else own


def _likeness(first: str, second: str) -> float:
    """The share of words two ids have in common, where the shorter stands whole in the longer; else 0."""
    short, long = sorted((first.split("_"), second.split("_")), key=len)
    if f"_{'_'.join(short)}_" not in f"_{'_'.join(long)}_":
        return 0.0
    if len(short) > 1 and long[: len(short)] == short:
        return max(0.5, len(short) / len(long))
    return len(short) / len(long)


def _known(kind: DocumentType | None) -> Labels:
    names = (*kind.headings, *(each.replace("_", " ") for each in kind.sections)) if kind else ()
    return Labels(names)


def _parts(blocks: tuple[Block, ...], known: Labels) -> Iterator[_Part]:
    part: _Part | None = None
    for block in blocks:
        if isinstance(block, Heading) and block.level == 0:
            continue
        if isinstance(block, Heading):
            if part:
                yield part
            part = _Part(block.text, block.level, block.place)
        elif isinstance(block, Table):
            inner = list(_table_parts(block, known))
            if part:
                part.texts += _answers_in(block)
                yield part
                part = None
            yield from inner
        elif part:
            part.texts.append(block.text)
    if part:
        yield part


def _answers_in(table: Table) -> list[str]:
    """What a table holds beyond its labels: the first column of a form, or the header row of a grid, is printed."""
    first = table.rows[0] if table.rows else ()
    is_grid = len(first) > 2 and len(table.rows) > 1 and all(cell.text for cell in first)
    rows = table.rows[1:] if is_grid else table.rows
    return [cell.text for row in rows for cell in row if is_grid or len(row) == 1 or cell.column > 1]


def _table_parts(table: Table, known: Labels) -> Iterator[_Part]:
    """Known headings with their text beside or below them; one alone in its row also heads the answers that follow."""
    wide = {row[0].place.row: number for number, row in enumerate(table.rows) if is_wide(row)}
    heads = [slot.place.row for slot in slots((table,), known) if slot.place.row in wide]
    for slot in slots((table,), known):
        texts = [slot.text]
        if slot.place.row in wide and not slot.lines:
            later = [wide[row] for row in heads if wide[row] > wide[slot.place.row]]
            rows = table.rows[wide[slot.place.row] + 1 : min(later, default=len(table.rows))]
            texts += [cell.text for row in rows for cell in row if cell.column > 1]
        yield _Part(slot.label, _ROW_LEVEL, slot.place, texts)
