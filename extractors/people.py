"""The children a paper names, with their dates of birth.

Workers, carers, parents and relatives are not children: where a paper does not say which it names, nobody is named.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain, islice

from casework.document import Child
from casework.evidence import Evidence, Place
from casework.judging import once
from extractors.answer_lines import Slot
from extractors.block_words import dates_of
from extractors.dates import dates_found
from extractors.known_labels import Labels
from extractors.labels import ADULTS, ANYBODY, BIRTHS, CHILDREN, FAMILIES, keys
from extractors.people_in_lines import in_first_lines, names_in_court
from extractors.people_in_rows import in_rows
from extractors.people_listed import FORENAME, bare, people_in, person
from extractors.people_titled import (
    NOT_NAMES,
    SURNAME,
    WORD,
    Named,
    is_minor,
    is_unborn,
    registered,
    titled,
    told_plainly,
)
from extractors.people_told_of import told_of
from extractors.reading import Block, Cell, Heading, Reading, Table, block_text
from extractors.slots import slots
from extractors.words import folded, label_key

_OTHERS = re.compile(
    r"\b(?:household|family members?|famil(?:y|ies) network|parents?|carers?|adults?|professionals?|applicants?"
    r"|respondents?|relatives?|friends|significant|siblings?|present|attend\w*|worker|mother|father|not subject"
    r"|others?)\b"
)
_CHILD = re.compile(r"\b(?:child|children|childrens|childs|young persons?|subject)\b")
_CHILD_HEADER = re.compile(r"\b(?:childs?|children|legal status|placement status|subject|year group|school)\b")
_NAME_COLUMN = re.compile(
    r"^(?:full )?names?(?: s)?(?: of (?:the )?(?:child\w*|young person))?$"
    r"|^(?:the )?child(?:ren)?s?(?: full)?(?: names?)?$"
)
_RUNS_OUT = re.compile(r"\b(?:expir\w+|valid (?:until|to|till|thru)|good until)\b[^.;]{0,30}$", re.IGNORECASE)
_FIRST_BLOCKS = 25
_LEADS_TO_A_NAME = re.compile(r"^(?:re|regarding|about|concerning)\b[:.\s]*(?=[A-Z])", re.IGNORECASE)
"""A line "Re ANN LEE" is often set by itself, like a title."""
_KIN_BEFORE = re.compile(
    r"(?:(?:older|elder|younger|adult|maternal|paternal) )*(?:half|step)?[- ]?(?:brother|sister|sibling|cousin|son"
    r"|daughter)s?\b[:\s]+\S",
    re.IGNORECASE,
)
"""Whom a paper calls a brother or sister is so to its child: "Half-brother Kit Lee"."""
_OFFICE = re.compile(r"^(?:ISW|SW|SSW|TM|IRO|CO|CMO|ICO|FCO|SO|PO|EPO|SGO|LA|HV|GP|CP|CIC|CLA|LAC)\s+(?=[A-Z][a-z])")
"""Letters for an office or an order that run into a name: "ISW Bell", "CO Ann Lee"."""
_A_BABY_NAMED = re.compile(rf"^baby (?={WORD} {WORD})")
"""A child who is born and named may be called "baby Ann Lee"; "Baby Lee" has no name yet."""
_GROWN = 26
"""Nobody this old is the child of a paper: care leavers' plans end at 25."""

_CHILD_KEYS, _BIRTH_KEYS, _ANYBODY_KEYS, _FAMILY_KEYS = map(keys, (CHILDREN, BIRTHS, ANYBODY, FAMILIES))
_LABELS = Labels((*CHILDREN, *BIRTHS, *ADULTS, *ANYBODY, *FAMILIES))


def children_of(reading: Reading, file: str) -> tuple[Child, ...]:
    """The children named beside labels and in tables that say they are children, each once."""
    if entered := registered(reading.blocks):
        name, born, place = entered
        return (Child(name, born, Evidence(file, place, name)),)
    latest = max((day for block in reading.blocks for day in _days_come(block)), default=None)
    children: dict[str, Child] = {}
    found = slots((*reading.blocks, *reading.headers, *reading.footers), _LABELS)
    labelled = (
        *chain.from_iterable(_labelled(found, _CHILD_KEYS)),
        *_minors(_labelled(found, _ANYBODY_KEYS), latest),
        *_of_the_family(found),
    )
    running = (*reading.headers, *reading.footers)
    told = (
        *titled(reading.blocks, latest),
        *in_rows(reading.blocks, latest),
        *in_first_lines(reading.blocks, running, latest),
        *_in_court(reading.blocks),
    )
    for said, born, place in (*labelled, *_tabled(reading.blocks, "", latest), *told):
        name = _A_BABY_NAMED.sub("", _LEADS_TO_A_NAME.sub("", said))
        name = _OFFICE.sub("", name)
        if _KIN_BEFORE.match(name) or " " not in name:
            continue
        if born and latest and (latest.year - born.year >= _GROWN):
            continue
        key = folded(name)
        if key not in children or (children[key].date_of_birth is None and born):
            children[key] = Child(name, born, Evidence(file, place, name))
    if not children:
        for said, born, place in told_of(reading.blocks, running, latest):
            name = _LEADS_TO_A_NAME.sub("", said)
            if _KIN_BEFORE.match(name):
                continue
            children.setdefault(folded(name), Child(name, born, Evidence(file, place, name)))
    return tuple(children.values())


def _days_come(block: Block) -> Iterator[date]:
    """The days of a block, without those until which a card or an order is good: they are yet to come."""
    found = dates_of(block)
    text = block_text(block) if found else ""
    return (each.date for each in found if not _RUNS_OUT.search(text[: each.start].rpartition("\n")[2]))


def _in_court(blocks: Iterable[Block]) -> Iterator[Named]:
    for block in islice(blocks, _FIRST_BLOCKS):
        for names in _named_in_court(block):
            yield from people_in(names, block.place)


@once
def _named_in_court(block: Block) -> tuple[str, ...]:
    return tuple(names_in_court(block_text(block)))


def _minors(groups: Iterable[list[Named]], latest: date | None) -> list[Named]:
    """Those of the first label beside which a birth shows a child: later ones may be anybody's brothers and sisters."""
    for group in groups:
        if minors := [each for each in group if is_unborn(each[0]) or (each[1] and is_minor(each[1], latest))]:
            return minors
    return []


def _labelled(found: list[Slot], wanted: frozenset[str]) -> Iterator[list[Named]]:
    """The names beside each child's label; a date of birth belongs to the last child named before it."""
    waiting: list[Named] = []
    beside: Place | None = None
    for slot in found:
        if slot.key in _BIRTH_KEYS:
            dates = [each.date for each in dates_found(slot.text)]
            if beside is not None and len(waiting) > 1 and len(dates) == 1:
                waiting = _next_born(waiting, dates[0])
            elif waiting and len(dates) == len(waiting):
                waiting = [
                    (name, born or seen, place) for (name, born, place), seen in zip(waiting, dates, strict=True)
                ]
            continue
        if slot.key in wanted and waiting and _is_in_row(slot, waiting[-1][2]):
            waiting, beside = [*waiting, *_names_in(slot)], waiting[-1][2]
            continue
        if beside is not None and slot.key not in wanted:
            continue
        yield waiting
        waiting, beside = (list(_names_in(slot)) if slot.key in wanted else []), None
    yield waiting


def _is_in_row(slot: Slot, place: Place) -> bool:
    """Whether a label stands in the row of a table in which a name does: each column is of one child then."""
    mine = next((line.place for line in slot.lines), None)
    return mine is not None and place.row is not None and (mine.table, mine.row) == (place.table, place.row)


def _next_born(waiting: list[Named], born: date) -> list[Named]:
    """The names with the birth given to the first of them that has none."""
    at = next((number for number, each in enumerate(waiting) if each[1] is None), None)
    return [(name, born if number == at else known, place) for number, (name, known, place) in enumerate(waiting)]


def _of_the_family(found: Iterable[Slot]) -> Iterator[Named]:
    """Children given by first names alone, with the surname that stands beside "Family"."""
    surname = ""
    for slot in found:
        line = next(iter(slot.lines), None)
        if slot.key in _FAMILY_KEYS:
            known = bare(told_plainly(line.text)).strip(",; ") if line else ""
            surname = known if SURNAME.match(known) and not NOT_NAMES.search(known) else ""
        elif slot.key in _CHILD_KEYS and surname and line:
            bits = [bit for bit in re.split(r"\s*[,;&\n]\s*|\s+and\s+", line.text) if bare(bit)]
            if bits and all(FORENAME.match(bare(bit)) and not NOT_NAMES.search(bit) for bit in bits):
                for bit in bits:
                    born = next((each.date for each in dates_found(bit)), None)
                    yield f"{bare(bit)} {surname}", born, line.place


def _names_in(slot: Slot) -> Iterator[Named]:
    for line in slot.lines:
        yield from people_in(told_plainly(line.text), line.place, beside=slot.key)


# -- tables of children


def _tabled(blocks: Iterable[Block], above: str, latest: date | None) -> Iterator[Named]:
    for block in blocks:
        if not isinstance(block, Table):
            if isinstance(block, Heading) or len(block.text.split()) <= 12:
                above = folded(block.text)
            continue
        context = above
        for number, row in enumerate(block.rows):
            if len(row) == 1:
                context = folded(row[0].text) if len(row[0].text.split()) <= 14 else context
                yield from _tabled(row[0].blocks, context, latest)
                continue
            names = _columns(row)
            if names is None or _OTHERS.search(context):
                continue
            below = list(_rows_below(block, number, *names))
            if _is_of_children(row, context) or _are_minors(row, below, latest):
                yield from below


def _columns(row: tuple[Cell, ...]) -> tuple[list[int], int] | None:
    """The columns of names and of births, where a row heads a table with both."""
    keys = {cell.column: label_key(cell.text) for cell in row}
    births = [column for column, key in keys.items() if key in _BIRTH_KEYS or key.startswith(("dob", "d o b"))]
    surname = [column for column, key in keys.items() if key in ("surname", "last name", "family name")]
    first = [column for column, key in keys.items() if key in ("forename", "forenames", "first name", "first names")]
    whole = [column for column, key in keys.items() if _NAME_COLUMN.match(key)]
    names = first[:1] + surname[:1] if first and surname else whole[:1]
    return (names, births[0]) if names and births else None


def _is_of_children(header: tuple[Cell, ...], context: str) -> bool:
    text = " ".join(label_key(cell.text) for cell in header)
    if "relationship" in text:
        return False
    if _OTHERS.search(context):
        return False
    return bool(_CHILD_HEADER.search(text) or _CHILD.search(context))


def _are_minors(header: tuple[Cell, ...], named: list[Named], latest: date | None) -> bool:
    """Whether everybody in a table is a child by the birth, and nobody's relationship to another is told."""
    told = any("relation" in label_key(cell.text) for cell in header)
    return bool(named) and not told and all(born is not None and is_minor(born, latest) for _, born, _ in named)


def _rows_below(table: Table, number: int, names: list[int], birth: int) -> Iterator[Named]:
    for row in table.rows[number + 1 :]:
        cells = {cell.column: cell for cell in row}
        is_head = _NAME_COLUMN.match(label_key(row[0].text)) is not None
        if len(row) == 1 or birth not in cells or is_head:
            return
        name = " ".join(cells[column].text for column in names if column in cells)
        named = person(told_plainly(name))
        if named:
            born = next((found.date for found in dates_found(cells[birth].text)), named[1])
            yield named[0], born, row[0].place
