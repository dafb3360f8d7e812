"""The children a paper names, with their dates of birth.

Workers, carers, parents and relatives are not children: where a paper does not say which it names, nobody is named.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from casework.document import Child
from casework.evidence import Evidence, Place
from extractors.answer_lines import Slot
from extractors.dates import dates_found
from extractors.known_labels import Labels
from extractors.labels import ADULTS, ANYBODY, BIRTHS, CHILDREN, FAMILIES, keys
from extractors.people_in_lines import in_first_lines, names_in_court
from extractors.people_titled import CAPITAL, NAME, NOT_NAMES, SURNAME, Named, is_minor, is_unborn, titled, told_plainly
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
_FORENAME = re.compile(rf"^{CAPITAL}[\w’'-]*[^\W\dA-Z_]$")
"""A name in capitals alone is a surname, put first."""
_TWO_FIRST_NAMES = re.compile(rf"{CAPITAL}[^\W\dA-Z_]+ ?, {CAPITAL}[^\W\dA-Z_]+")
"""Beside "Children" two names with a comma between are brothers and sisters and not a surname put first."""
_BEFORE_LAST = re.compile(r"(?:&|\band)\s[^,;/&]*$")
_BIRTH_WORDS = re.compile(
    r"\b(?:d\.?\s?o\.?\s?b\.?|date of birth|born(?: on)?|edd|due|aged?)\b[:.]?|\bb\.(?=\s|$)", re.IGNORECASE
)
_AGES = re.compile(r"\(?\b(?:aged?\s*)?\d{1,2}\s*(?:years?|yrs?|months?|weeks?)?(?:\s*old)?\b\)?", re.IGNORECASE)
_FIRST_BLOCKS = 25
_GROWN = 26
"""Nobody this old is the child of a paper: care leavers' plans end at 25."""

_CHILD_KEYS, _BIRTH_KEYS, _ANYBODY_KEYS, _FAMILY_KEYS = map(keys, (CHILDREN, BIRTHS, ANYBODY, FAMILIES))
_LABELS = Labels((*CHILDREN, *BIRTHS, *ADULTS, *ANYBODY, *FAMILIES))


def children_of(reading: Reading, file: str) -> tuple[Child, ...]:
    """The children named beside labels and in tables that say they are children, each once."""
    latest = max((found.date for block in reading.blocks for found in dates_found(block_text(block))), default=None)
    children: dict[str, Child] = {}
    found = slots((*reading.blocks, *reading.headers, *reading.footers), _LABELS)
    labelled = (
        *_labelled(found, _CHILD_KEYS),
        *_minors(_labelled(found, _ANYBODY_KEYS), latest),
        *_of_the_family(found),
    )
    running = (*reading.headers, *reading.footers)
    told = (
        *titled(reading.blocks, latest),
        *in_first_lines(reading.blocks, running, latest),
        *_in_court(reading.blocks),
    )
    for name, born, place in (*labelled, *_tabled(reading.blocks, "", latest), *told):
        if born and latest and (latest.year - born.year >= _GROWN):
            continue
        key = folded(name)
        if key not in children or (children[key].date_of_birth is None and born):
            children[key] = Child(name, born, Evidence(file, place, name))
    return tuple(children.values())


def _in_court(blocks: Iterable[Block]) -> Iterator[Named]:
    for block in islice(blocks, _FIRST_BLOCKS):
        for names in names_in_court(block_text(block)):
            yield from _people_in(names, block.place)


def _minors(named: Iterable[Named], latest: date | None) -> list[Named]:
    """The first whom a birth shows to be a child: later ones may be anybody's brothers and sisters."""
    found = [each for each in named if is_unborn(each[0]) or (each[1] and is_minor(each[1], latest))]
    return found[:1]


def _labelled(found: list[Slot], wanted: frozenset[str]) -> Iterator[Named]:
    """Names beside a child's label; a date of birth belongs to the last child named before it."""
    waiting: list[Named] = []
    for slot in found:
        if slot.key in _BIRTH_KEYS:
            dates = [each.date for each in dates_found(slot.text)]
            if waiting and len(dates) == len(waiting):
                waiting = [
                    (name, born or seen, place) for (name, born, place), seen in zip(waiting, dates, strict=True)
                ]
            continue
        yield from waiting
        waiting = list(_names_in(slot)) if slot.key in wanted else []
    yield from waiting


def _of_the_family(found: Iterable[Slot]) -> Iterator[Named]:
    """Children given by first names alone, with the surname that stands beside "Family"."""
    surname = ""
    for slot in found:
        line = next(iter(slot.lines), None)
        if slot.key in _FAMILY_KEYS:
            known = _bare(told_plainly(line.text)).strip(",; ") if line else ""
            surname = known if SURNAME.match(known) and not NOT_NAMES.search(known) else ""
        elif slot.key in _CHILD_KEYS and surname and line:
            bits = [bit for bit in re.split(r"\s*[,;&\n]\s*|\s+and\s+", line.text) if _bare(bit)]
            if bits and all(_FORENAME.match(_bare(bit)) and not NOT_NAMES.search(bit) for bit in bits):
                for bit in bits:
                    born = next((each.date for each in dates_found(bit)), None)
                    yield f"{_bare(bit)} {surname}", born, line.place


def _names_in(slot: Slot) -> Iterator[Named]:
    for line in slot.lines:
        text = told_plainly(line.text)
        if not ("children" in slot.key and _TWO_FIRST_NAMES.fullmatch(_bare(text))):
            yield from _people_in(text, line.place)


def _people_in(text: str, place: Place) -> Iterator[Named]:
    pieces = [text] if is_unborn(text) else _of_one_surname(text) or _pieces(text)
    for piece in pieces:
        if named := _person(piece):
            yield (*named, place)


def _of_one_surname(text: str) -> list[str]:
    """Brothers and sisters written with their surname once, each with it: "Ann (6), Ben and Cal Lee"; else nobody."""
    bits = [bit for bit in re.split(r"\s*[,;/&]\s*|\s+and\s+", text) if _bare(bit)]
    if len(bits) < 2 or not _BEFORE_LAST.search(text) or not NAME.match(_bare(bits[-1])):
        return []
    *first, last = bits
    if not all(_FORENAME.match(_bare(bit)) and not NOT_NAMES.search(bit) for bit in first):
        return []
    surname = _bare(last).split()[-1]
    return [*(f"{_bare(bit)} {surname} {bit.replace(_bare(bit), '')}" for bit in first), last]


def _pieces(text: str) -> list[str]:
    """The people of a list: split at lines, semicolons, slashes and "and"; at commas where each part is a full name."""
    parts = re.split(r"[;\n\t|•]|\s+(?:and|&|/)\s+", text)
    pieces: list[str] = []
    for part in parts:
        bits = [bit.strip() for bit in part.split(",")]
        full = [bool(NAME.match(_bare(bit))) for bit in bits]
        dated = [not _bare(bit) for bit in bits]
        if len(bits) > 1 and any(full) and all(a or b for a, b in zip(full, dated, strict=True)):
            for bit, is_date in zip(bits, dated, strict=True):
                if is_date and pieces:
                    pieces[-1] += f" {bit}"
                else:
                    pieces.append(bit)
        else:
            pieces.append(part)
    return pieces


def _bare(text: str) -> str:
    """The words of a piece without dates, birth labels and ages."""
    for found in reversed(list(dates_found(text))):
        text = text[: found.start] + " " + text[found.end :]
    text = _AGES.sub(" ", _BIRTH_WORDS.sub(" ", text))
    text = re.sub(r"\b(?:PER|GRP|LCS|ICS)?\s?\d{3,}\b|[()\[\]]", " ", text)
    return " ".join(text.split()).strip(" -–—:,.")


def _person(piece: str) -> tuple[str, date | None] | None:
    name = _bare(piece)
    first_date = next((seen.start for seen in dates_found(piece)), len(piece))
    if "," in name and first_date < piece.find(","):  # "Ann (3/4/2018), Ben (5/6/2020)": two first names
        return None
    if "," in name:  # "SMITH, Alfie"
        last, _, first = name.partition(",")
        name = f"{first.strip()} {last.strip()}"
    if not is_unborn(name) and (not NAME.match(name) or NOT_NAMES.search(name)):
        return None
    return name, next((found.date for found in dates_found(piece)), None)


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
        if len(row) == 1 or birth not in cells:
            return
        name = " ".join(cells[column].text for column in names if column in cells)
        named = _person(name)
        if named:
            born = next((found.date for found in dates_found(cells[birth].text)), named[1])
            yield named[0], born, row[0].place
