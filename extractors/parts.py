"""Papers inside a paper: a chronology that is a chapter of a statement, a decision written on the request for it."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypeGuard

from casework.document import DocumentType, Field, Genre, Role, Section
from casework.evidence import Evidence
from casework.judging import once_for_all
from extractors.answers import Answers
from extractors.catalogue import Catalogue
from extractors.known_labels import Labels
from extractors.reading import Block, Heading, Paragraph, Reading, Table, block_text, row_text, tables_in
from extractors.slots import slots
from extractors.titles import events_of, header_of, headings_of
from extractors.words import folded, label_key

_ELSEWHERE = re.compile(
    r"(?:^|[.;:,(–-]\s*|\b(?:please|also|and) )see\b"
    r"|\b(?:refer to|attached|separate(?:ly)?|enclosed|appended|appendix|to follow|provided with)\b",
    re.IGNORECASE,
)
_TO_BE_FILLED = re.compile(
    r"\b(?:to complete|for office use|to fill in|to be (?:completed|typed|filled|written|entered))\b",
    re.IGNORECASE,
)
_DECISION = re.compile(
    r"(?:the )?(?:panel s |panels? )?(?:decision|outcome)s?(?: (?:of|by) (?:the )?panel)?(?: (?:panel )?administrator)?"
)
_DECIDED = re.compile(r"\W*(?:not )?(?:agreed|approved|declined|refused|deferred)\b(?!\s*(?:/|or\b))", re.IGNORECASE)
"""What a panel's answer begins with; "agreed / refused" is still to be chosen from."""
_FOR_WHOM = re.compile(
    r"(?:\s+(?:-|for|of|re|regarding|dated)|\s*[–—:,(])\s+?\(?(?:(?:[A-Z][\w’'-]*|and|&|\+|\d[\d./]*)[\s,;)]*)+$"
)
"""Behind a name: a dash, "for" or the like, and nothing but names and days."""
_NUMBERED = re.compile(r"^(?:section\s+)?(?:\d{1,2}(?:\.\d{1,2})*|[A-Z])[.):]?\s+", re.IGNORECASE)
_ASIDE = re.compile(r"\s*\([^()]{1,90}\)\s*$")
"""What a heading says of its part in brackets: "Plan (as agreed at the meeting)"."""
_MOST = 0.7
_ENOUGH_WORDS = 5
_PLAIN_HEADING = 6
_SEVERAL = 3
"""So many labels are a part's own questions."""


def also_in(
    reading: Reading, kind: DocumentType, parts: Sequence[Section | Field], catalogue: Catalogue, file: str
) -> tuple[tuple[str, Evidence], ...]:
    """The types among those this one may hold that are in it as a filled section, answer or table, and where."""
    known = [each for each in kind.may_hold if each in catalogue.types]
    found = ((each, next(_seen(reading, each, parts, catalogue, file), None)) for each in known)
    return tuple((each, seen) for each, seen in found if seen is not None)


def _seen(
    reading: Reading, kind: str, parts: Sequence[Section | Field], catalogue: Catalogue, file: str
) -> Iterator[Evidence]:
    for part in parts:
        if _names(_heading(part), kind, catalogue) and _is_full(part):
            yield Evidence(file, part.place if isinstance(part, Section) else part.evidence.place, _heading(part))
    for line, under in pairwise(reading.blocks):
        if _is_plain_heading(line) and _names(line.text, kind, catalogue) and _is_more_than_a_mention(under):
            yield Evidence(file, line.place, line.text)
    for table in tables_in(reading.blocks):
        if _is_table_of(table, kind, catalogue):
            yield Evidence(file, table.place, row_text(table.rows[0]))


def _is_plain_heading(block: Block) -> TypeGuard[Paragraph]:
    """A line by itself that nobody set as a heading, as most people's are: short, and no sentence."""
    if not isinstance(block, Paragraph) or _ELSEWHERE.search(block.text):
        return False
    said = _ASIDE.sub("", _NUMBERED.sub("", block.text))
    if len(said.split()) > _PLAIN_HEADING:
        return False
    return said[:1].isupper() and said.rstrip(": ")[-1:].isalnum() and "\n" not in said


def _is_more_than_a_mention(block: Block) -> bool:
    text = block_text(block)
    return not _ELSEWHERE.search(text) and (isinstance(block, Table) or len(text.split()) >= _ENOUGH_WORDS)


def _heading(part: Section | Field) -> str:
    return part.heading if isinstance(part, Section) else part.label


def _is_full(part: Section | Field) -> bool:
    """Whether something stands there, and not only where else to look for it."""
    empty, words = (part.empty, part.words) if isinstance(part, Section) else (part.blank, part.value)
    return not empty and not (len(words.split()) < 25 and _ELSEWHERE.search(words))


def _names(heading: str, kind: str, catalogue: Catalogue) -> bool:
    """Whether a heading is a name of the type, or hardly more than one; for whom or from when it is may follow."""
    said = heading if heading.isupper() else _FOR_WHOM.sub("", heading)
    return any(_is_name(each, kind, catalogue) for each in dict.fromkeys((heading, said, _ASIDE.sub("", heading))))


def _is_name(heading: str, kind: str, catalogue: Catalogue) -> bool:
    words = [word for word in label_key(heading).split() if word not in ("the", "a", "of", "draft", "social", "work")]
    if not words:
        return False
    for found in catalogue.titles.found_in(label_key(heading).split()):
        own = [word for word in found.phrase.words if word not in ("the", "a", "of", "draft", "social", "work")]
        if found.phrase.type == kind and len(own) / len(words) >= _MOST:
            return True
    return False


def _is_table_of(table: Table, kind: str, catalogue: Catalogue) -> bool:
    """Whether a table with a filled row below its header is the type's own."""
    one = catalogue.types[kind]
    if one.dated_by_last_row:
        found = events_of(table)
        return found is not None and found.share == 1.0
    header = header_of(table)
    if header is None or not any(sum(bool(c.text) for c in row) > 1 for row in table.rows[2:] or table.rows[1:]):
        return False
    keys = {label_key(cell) for cell in header.cells}
    known = [frozenset(map(label_key, each)) for each in one.table_headers]
    return any(len(each) > 1 and len(each & keys) / len(each | keys) >= _MOST for each in known)


def answered_as(reading: Reading, form: DocumentType, catalogue: Catalogue) -> str | None:
    """The type that a form has become because its last part, another type's, is filled in; None where it is not.

    A request form carries its own decision part: filled in, it is the record of the decision and no longer a request.
    """
    if form.role is not Role.FORM:
        return None
    for each in form.confused_with:
        other = catalogue.types.get(each)
        if other is None or Genre.MINUTES not in other.genre or each in form.may_hold:
            continue  # only the record of a decision is written on the form that asked for it
        part = tuple(_part_of(reading.blocks, form, other))
        if (part and _is_answered(part, form, catalogue)) or _is_decided(reading.blocks, form, catalogue):
            return each
    return None


def _is_decided(blocks: Sequence[Block], form: DocumentType, catalogue: Catalogue) -> bool:
    """Whether in the later half of a form a row for the panel's decision says what it was, whatever it stands under.

    In its first half a form tells what an earlier panel decided.
    """
    answer = Answers.on(catalogue, form).answer
    lines = [cells for block in blocks for cells in _cells(block)]
    return any(
        _DECISION.fullmatch(label_key(label)) is not None and _DECIDED.match(answer(beside)[0]) is not None
        for label, beside in lines[len(lines) // 2 :]
    )


def _cells(block: Block) -> Iterator[tuple[str, str]]:
    """Each row or line with its label and what stands beside it."""
    for row in block.rows if isinstance(block, Table) else ():
        yield row[0].text, " ".join(cell.text for cell in row[1:])
    for line in () if isinstance(block, Table) else block.text.split("\n"):
        label, _, beside = line.partition(":")
        yield label, beside


def _is_answered(part: tuple[Block, ...], form: DocumentType, catalogue: Catalogue) -> bool:
    """Two answers, or one of several words: a date alone is often entered with the request.

    Where nothing stands beside any label of the part, what is written below them is a last word of who asks.
    """
    answers, labels = Answers.on(catalogue, form), _labels_of(form)
    for stretch in (part[:1], part):  # what is bound behind a part that is a table is no answer in it
        beside = [answers.answer(slot.text)[1].is_blank for slot in slots(stretch, labels)]
        if len(beside) >= _SEVERAL and all(beside):
            return False
    found = [value for value, said in map(answers.answer, _answers_in(part, labels)) if not said.is_blank]
    return len(found) >= 2 or any(len(value.split()) >= _ENOUGH_WORDS for value in found)


@once_for_all
def _labels_of(form: DocumentType) -> Labels:
    return Labels(label for _, label in form.labels)


def _answers_in(part: tuple[Block, ...], labels: Labels) -> Iterator[str]:
    """What stands beside the labels of a part, and its own sentences save those that say who is to fill it in."""
    for block in part:
        if isinstance(block, Table):
            yield from (cell.text for row in block.rows for cell in row[1:] if not labels.is_label(cell))
        elif not isinstance(block, Heading) and not _TO_BE_FILLED.search(block.text):
            found = [slot.text for slot in slots((block,), labels)]
            yield from found or (block.text.partition(":")[2] or block.text,)


def _part_of(blocks: Sequence[Block], form: DocumentType, other: DocumentType) -> Iterator[Block]:
    """What stands from the other type's heading on, to the end of the form."""
    known = {label_key(heading) for heading in form.headings}
    begun = False
    for block in blocks:
        if begun:
            yield block
        elif isinstance(block, Heading):
            begun = _opens(block.text, known, other)
        elif isinstance(block, Table):
            for number, row in enumerate(block.rows):
                lines = [line.text for line in headings_of((Table((row,), block.place),))]
                lines += [row[0].text] if row and not any(cell.text.strip() for cell in row[1:]) else []
                if any(_opens(line, known, other) for line in lines):
                    begun = True
                    yield Table(block.rows[number + 1 :], block.place)
                    break


def _opens(text: str, known: set[str], other: DocumentType) -> bool:
    key = label_key(text)
    if key not in known and not any(each.startswith(f"{key} ") for each in known):
        return False
    names = [folded(name) for name in other.titles]
    return any(f" {name} " in f" {key} " or f" {key} " in f" {name} " for name in names)
