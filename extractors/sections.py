"""Headings and whether anything stands under them -> Sections."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from casework.answered import Answered
from casework.document import DocumentType, Role, Section
from casework.evidence import Place
from casework.judging import once_for_all
from extractors.answers import Answers
from extractors.catalogue import Catalogue
from extractors.guidance import without_guidance
from extractors.known_labels import Labels
from extractors.reading import WEAK_LEVEL, Block, Heading, ListItem, Paragraph, Picture, Reading, Row, Table
from extractors.slots import slots
from extractors.terms import terms_in
from extractors.titles import is_wide
from extractors.words import first_words, label_key, slug, without_number

_ROW_LEVEL = 5
"""A table row that holds a heading ranks below the headings around the table."""

_BARE = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*\.?\s+)?(?:\[(?P<note>[^\[\]]+)\]|(?P<words>[^\[\]]+))\.?")
"""An answer without the number of its paragraph; a note in square brackets is told by its first words."""
_UNSAID = frozenset(("brief", "short", "current", "updated", "our", "we", "is", "are", "what", "please", "details"))
"""Words that a heading may hold or leave out."""
_FOR_THE_CHILD = re.compile(r"_for_(?:(?:the|each|this|every|both|all)_)?(?:child|children|young_person)$")
_NUMBER = re.compile(r"\W*(\d{1,2}(?:\.\d{1,2})*)[.):]?\s+[A-Za-z]")
"""That of a heading."""
_A_NUMBER = re.compile(r"\W*\d{0,2}\W*")
_SEVERAL = re.compile(r"\s*[/;,&+]\s*|\s+and\s+", re.IGNORECASE)
_IS = re.compile(
    r"\s*(?P<what>(?:[\w’']+\s+){1,6}?)(?:is|are|remains?|will\s+be)\s+(?P<rest>\S.*)", re.IGNORECASE | re.DOTALL
)
_LEAST_TOLD = 6
"""Words; "The plan is unclear" tells no plan."""
_OUR = re.compile(r"(?:the|our|my|a)\s+", re.IGNORECASE)
_FEW_WORDS = 6
"""Of the heading of a column."""


@dataclass(slots=True)
class _Part:
    heading: str
    level: int
    place: Place
    texts: list[str] = field(default_factory=list)
    has_picture: bool = False


def _is_numbered_under(later: _Part, part: _Part) -> bool:
    """Whether a heading set as large is a subsection by its number alone: 4.1 below 4."""
    own, below = (_NUMBER.match(each.heading) for each in (part, later))
    return own is not None and below is not None and below[1].startswith(f"{own[1]}.")


def sections_of(reading: Reading, kind: DocumentType | None, catalogue: Catalogue) -> tuple[Section, ...]:
    """The sections of a paper; a heading over filled subsections is not empty, nor one over a picture.

    A section whose words are a prompt or guidance only is empty. Its id is the type's own for it where the heading is
    recognisably that, else the heading's own words.
    """
    answers = Answers.on(catalogue, kind)
    names = _names_of(kind)
    parts = _Parts(kind).of(reading.blocks)
    found = []
    own = frozenset(kind.sections) if kind else frozenset()
    for number, part in enumerate(parts):
        by_number = [each for each in parts[number + 1 :] if _is_numbered_under(each, part)]
        if any(own & set(names.ids_of(each.heading)) for each in by_number):
            by_number = []  # sections that are asked for themselves say nothing of the one above them
        under = [part]
        for later in parts[number + 1 :]:
            if later.level <= part.level and later not in by_number:
                break
            under.append(later)
        value, answered = answers.answer("\n".join(without_guidance(text) for each in under for text in each.texts))
        if answered is Answered.BLANK and any(each.has_picture for each in under):
            answered = Answered.ANSWERED
        elif answered is Answered.ANSWERED and (bare := _BARE.fullmatch(value.strip())):
            told = bare["words"] or " ".join(bare["note"].split()[:_FEW_WORDS])
            answered = answers.said_by(told)
        words = "" if answered.is_blank else first_words(value)
        heading = without_number(part.heading).rstrip(": ")
        found += [Section(each, heading, answered, part.place, words) for each in names.ids_of(part.heading)]
    told = _told_in_prose(reading, kind, answers) if kind and kind.role is Role.FORM else ()
    return (*found, *(each for each in told if each.id not in {section.id for section in found}))


def _told_in_prose(reading: Reading, kind: DocumentType, answers: Answers) -> Iterator[Section]:
    """Sections of a form that have no heading where a paragraph says it is one: "Our plan is that …"."""
    worded, ids = _section_words(kind)
    for block in reading.blocks:
        if not isinstance(block, Paragraph | ListItem) or not (said := _IS.match(block.text)):
            continue
        key = worded.key_of(said["what"]) or worded.key_of(_OUR.sub("", said["what"]))
        if key:
            value, answered = answers.answer(said["rest"])
            if answered is Answered.ANSWERED and len(value.split()) < _LEAST_TOLD:
                continue
            yield Section(ids[key], said["what"], answered, block.place, first_words(value))


@once_for_all
def _section_words(kind: DocumentType) -> tuple[Labels, Mapping[str, str]]:
    """What words say a section of a type, and which section the label does."""
    said = kind.section_words
    return Labels(words for _, words in said), {label_key(words): section for section, words in said}


class Names:
    """The ids a type gives its sections, and which of them a printed heading is."""

    def __init__(self, kind: DocumentType | None) -> None:
        self._ids = kind.sections if kind else ()
        self._less = [(_FOR_THE_CHILD.sub("", each), each) for each in self._ids]
        self._worded = {slug(words): section for section, words in kind.section_words} if kind else {}
        self._said = _by_terms(
            [*((each, each.replace("_", " ")) for each in self._ids), *(kind.section_words if kind else ())]
        )

    def ids_of(self, heading: str) -> tuple[str, ...]:
        """The ids of the sections a heading is: several where it names several, "Wishes and feelings / Contact"."""
        whole = self.id_of(heading)
        if whole in self._ids:
            return (whole,)
        parts = [self.id_of(part) for part in _SEVERAL.split(without_number(heading)) if part.strip()]
        return tuple(dict.fromkeys(part for part in parts if part in self._ids)) or (whole,)

    def id_of(self, heading: str) -> str:
        """The section's id: the type's by its words, where one begins with the other, or by half of its words."""
        own = slug(heading)
        if own in self._ids:
            return own
        if own in self._worded:
            return self._worded[own]
        own_less = _FOR_THE_CHILD.sub("", own)
        if own_less != own and own_less in self._worded:
            return self._worded[own_less]
        if said := self._said.get(_terms(heading)):
            return said
        begun = (words for words in self._worded if "_" in words and own.startswith(f"{words}_"))
        if longest := max(begun, key=len, default=""):
            return self._worded[longest]
        likeness, best = max(((_likeness(own_less, less), each) for less, each in self._less), default=(0.0, own))
        return best if likeness >= 0.5 else own


_names_of = once_for_all(Names)


def _by_terms(worded: Iterable[tuple[str, str]]) -> dict[frozenset[str], str]:
    """Sections by what their headings say, in whatever order; none where two sections say the same."""
    found: dict[frozenset[str], set[str]] = {}
    for section, words in worded:
        found.setdefault(_terms(words), set()).add(section)
    return {terms: min(sections) for terms, sections in found.items() if len(terms) > 1 and len(sections) == 1}


def _terms(heading: str) -> frozenset[str]:
    return frozenset(term.text for term in terms_in(without_number(heading))) - _UNSAID


def _likeness(first: str, second: str) -> float:
    """The share of words two ids have in common, where the shorter stands whole in the longer; else 0."""
    short, long = sorted((first.split("_"), second.split("_")), key=len)
    if f"_{'_'.join(short)}_" not in f"_{'_'.join(long)}_":
        return 0.0
    if len(short) > 1 and long[: len(short)] == short:
        return max(0.5, len(short) / len(long))
    return len(short) / len(long)


@once_for_all
def _printed_on(kind: DocumentType | None) -> tuple[Labels, Labels, Set[frozenset[str]]]:
    """What a type prints: headings and names of sections, those names alone, and the headers of its tables."""
    words = [words for _, words in kind.section_words] if kind else []
    own = [each.replace("_", " ") for each in kind.sections] if kind else []
    headers = {frozenset(map(label_key, header)) for header in kind.table_headers} if kind else set()
    return Labels((*(kind.headings if kind else ()), *own, *words)), Labels((*own, *words)), headers


class _Parts:
    """Reads blocks one after another: each heading with what stands under it up to the next."""

    def __init__(self, kind: DocumentType | None) -> None:
        self._known, self._sections, self._headers = _printed_on(kind)

    def of(self, blocks: tuple[Block, ...]) -> list[_Part]:
        found: list[_Part] = []
        part: _Part | None = None
        band: _Part | None = None
        for block in blocks:
            if isinstance(block, Heading):
                if block.level > 0:
                    part, band = _Part(block.text, block.level, block.place), None
                    found.append(part)
            elif isinstance(block, Table):
                if band and (told := _prose_in(block)):
                    band.texts.append(told)
                    continue
                if part:
                    part.texts += self._answers_in(block)
                found += self._in_table(block)
                band = _heading_what_follows(block, found)
            elif band and not self._sections.match(block.text):
                band.texts.append(block.text)
                band.has_picture |= isinstance(block, Picture) and bool(block.key)
            elif isinstance(block, Paragraph) and (head := self._sections.match(block.text)):
                part = _Part(block.text[: len(block.text) - len(head[1])].strip(), WEAK_LEVEL, block.place, [head[1]])
                found.append(part)
                band = None
            elif part:
                part.texts.append(block.text)
                part.has_picture |= isinstance(block, Picture) and bool(block.key)
        return found

    def _answers_in(self, table: Table) -> list[str]:
        """What a table holds beyond what is printed: labels in a first column, a header row, numbers of empty rows."""
        first = table.rows[0] if table.rows else ()
        is_grid = len(first) > 2 and len(table.rows) > 1 and all(cell.text for cell in first)
        rows = table.rows[max(table.header_rows, int(is_grid or self._is_header(first, table))) :]
        is_grid = is_grid or table.header_rows > 0
        cells = [cell for row in rows for cell in row if is_grid or len(row) == 1 or cell.column > 1]
        return [cell.text for cell in cells if not (cell.column == 1 and _A_NUMBER.fullmatch(cell.text))]

    def _is_header(self, row: Row, table: Table) -> bool:
        """Whether a row alone in its table names columns that nobody filled."""
        keys = frozenset(label_key(cell.text) for cell in row)
        is_short = all(0 < len(cell.text.split()) <= _FEW_WORDS and not cell.text.endswith(":") for cell in row)
        return keys in self._headers or (len(table.rows) == 1 and len(row) > 2 and is_short)

    def _in_table(self, table: Table) -> Iterator[_Part]:
        """Known headings with their text beside or below them; one alone in its row also heads what follows it."""
        wide = {row[0].place.row: number for number, row in enumerate(table.rows) if is_wide(row)}
        found = slots((table,), self._known)
        heads = [slot.place.row for slot in found if slot.place.row in wide]
        for slot in found:
            texts = [slot.text]
            if slot.place.row in wide and not slot.lines:
                later = [wide[row] for row in heads if wide[row] > wide[slot.place.row]]
                rows = table.rows[wide[slot.place.row] + 1 : min(later, default=len(table.rows))]
                texts += [cell.text for row in rows for cell in row if cell.column > 1]
            yield _Part(slot.label, _ROW_LEVEL, slot.place, texts)


def _heading_what_follows(table: Table, found: Sequence[_Part]) -> _Part | None:
    """The heading that stands alone in the last row of a table, as a band across the page over the text below it."""
    last = table.rows[-1] if table.rows else ()
    if not found or not is_wide(last) or found[-1].place != last[0].place or any(map(str.strip, found[-1].texts)):
        return None
    return found[-1]


def _prose_in(table: Table) -> str:
    """What a box of one cell tells in more words than a heading has."""
    text = table.rows[0][0].text if len(table.rows) == 1 and len(table.rows[0]) == 1 else ""
    return text if len(text.split()) > _FEW_WORDS else ""
