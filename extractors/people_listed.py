"""People in the words that stand beside a label: one after another, each with a birth, an age or a number behind.

"Ann Lee (3/4/2018), Ben Lee", "LEE, Ann", "Ann, Ben and Cal Lee", "Ann Lee 13, Ben 10".
"""

import re
from collections.abc import Iterator
from datetime import date

from casework.evidence import Place
from extractors.dates import dates_found
from extractors.labels import CHILDREN, keys
from extractors.people_titled import CAPITAL, MORE, NAME, NOT_NAMES, WORD, Named, is_unborn, last_name

FORENAME = re.compile(rf"^{CAPITAL}[\w’'-]*[^\W\dA-Z_]$")
"""A name in capitals alone is a surname, put first."""
_CAPITALS = re.compile(rf"^{WORD}$")
"""A first name where everything is written in capitals."""
_TWO_FIRST_NAMES = re.compile(rf"{CAPITAL}[^\W\dA-Z_]+ ?, {CAPITAL}[^\W\dA-Z_]+")
"""Beside "Children" two names with a comma between are brothers and sisters and not a surname put first."""
_CHILD_KEYS = keys(CHILDREN)
_BEFORE_LAST = re.compile(r"(?:&|\band)\s(?:[^,;/&]|(?<=\d)/(?=\d))*$")
_BETWEEN = re.compile(r"\s*[,;&\n]\s*|\s*(?<!\d)/(?!\d)\s*|\s+and\s+")
_BIRTH_WORDS = re.compile(
    r"\b(?:d\.?\s?o\.?\s?b\.?|date of birth|born(?: on)?|edd|due|aged?)\b[:.]?|\bb\.(?=\s|$|\d)", re.IGNORECASE
)
_AGES = re.compile(
    r"\(?\b(?:aged?\s*)?\d{1,2}(?:\s*(?:years?|yrs?|yo?|months?|mths?|m|weeks?|wks?)\b)?(?:\s*old)?\b\)?", re.IGNORECASE
)
_OF_ELSE = re.compile(
    r"\b(?:dates?(?! of birth)|conference|meeting|panel|review|visit|report|completed|written|held|updated|printed)\b"
    r"(?:\W+(?!(?:born|b|d\W?o\W?b|dob)\b)\w+){0,3}\W*$",
    re.IGNORECASE,
)
"""What stands before a day that is no birth: "Date of conference: 3 March"."""
_TELLS_AGE = re.compile(
    r"^(?!year|yr|class|form|age|ward|room|flat|unit|level|grade|band|week|day|term|part|section)\D+"
    r"(?:\d{1,2}(?!\d)|(?:19|20)\d\d\b)",
    re.IGNORECASE,
)
"""A first name with an age or a birth, and no school year and no number of a case."""
_NO_FIRST_NAME = re.compile(
    r"^[^,]*,\s*(?:year|yr|class|reception|mosaic|eclipse|liquidlogic|lcs|ll|ics|nhs|upn|id)\b", re.IGNORECASE
)
"""What stands behind the comma of "Ann Lee, Year 7", which is no surname put first."""
_LEADING = re.compile(
    rf"^(?P<name>{WORD}{MORE}{{1,4}}?|{WORD} {CAPITAL}(?:-{CAPITAL})?\.?)"
    r"(?=\s*[(;|\[]|\s+[–—-]\s|,? \d|,? (?i:b\.|born\b|d\.?o\.?b\b|aged?\b|edd\b|due\b)|\. |, "
    r"|\s+(?i:eclipse|mosaic|liquidlogic|lcs|ics|ssid|nhs|upn)\b)"
)
"""A name, and behind it what is said of whoever bears it: "Ann Lee, 3/4/2018, Y3"."""

_EXPECTED = re.compile(r"\b(?:unborn|due|edd|expected)\b[^.;]*$", re.IGNORECASE)
_BEFORE_A_CHILD = re.compile(rf",\s+(?={WORD}{MORE}{{1,4}},? (?:\(|\d|b\.|born|aged|dob))")
_NUMBERS = re.compile(r"\b(?:PER|GRP|LCS|ICS)?\s?\d{3,}\b|[()\[\]]")
_AGED = re.compile(r"[^,]*\(\d")
_THEN_A_NAME = re.compile(rf", {WORD}")
_PARTED = re.compile(r"[;\n\t|•]| {3,}|\s+(?:and|&|/)\s+")


def people_in(text: str, place: Place, *, beside: str = "") -> Iterator[Named]:
    """The people of a list, each with the birth that stands behind the name.

    Where the label it stands `beside` is a child's, what is told of one behind the name is passed over.
    """
    said_to_be = beside in _CHILD_KEYS
    if "children" in beside and _TWO_FIRST_NAMES.fullmatch(bare(text)):
        return
    pieces = [text] if is_unborn(text) else _of_one_surname(text) or _surname_first(text) or _pieces(text)
    for piece in pieces:
        if named := person(piece):
            yield (*named, place)
        elif said_to_be:
            for part in _BEFORE_A_CHILD.split(piece):
                if named := person(part) or _leading(part):
                    yield (*named, place)


def bare(text: str) -> str:
    """The words of a piece without dates, birth labels and ages."""
    for found in reversed(list(dates_found(text))):
        text = text[: found.start] + " " + text[found.end :]
    text = _AGES.sub(" ", _BIRTH_WORDS.sub(" ", text))
    text = _NUMBERS.sub(" ", text)
    return " ".join(text.split()).strip(" -–—:,.|_~*")


def person(piece: str) -> tuple[str, date | None] | None:
    """The one who is named in some words and the birth there, or None where they hold more than a name."""
    name = bare(piece)
    first_date = next((seen.start for seen in dates_found(piece)), len(piece))
    aged = _AGED.match(piece)
    if "," in name and (aged or first_date < piece.find(",")):  # "Ann (3/4/2018), Ben (6)": two first names
        return None
    if _NO_FIRST_NAME.match(piece):
        return None
    if "," in name:  # "SMITH, Alfie"
        last, _, first = name.partition(",")
        name = f"{first.strip()} {last.strip()}"
    if not is_unborn(name) and (not NAME.match(name) or NOT_NAMES.search(name)):
        return None
    return name, _birth_in(piece, expected=is_unborn(name))


def _leading(piece: str) -> tuple[str, date | None] | None:
    """Whoever is named at the beginning of some words; a surname put first in capitals is nobody's name by itself."""
    found = _LEADING.match(piece)
    if found is None or NOT_NAMES.search(found["name"]):
        return None
    if found["name"].isupper() and _THEN_A_NAME.match(piece, found.end()):
        return None
    return found["name"], _birth_in(piece, expected=is_unborn(found["name"]))


def _birth_in(piece: str, *, expected: bool) -> date | None:
    """The first day there; for a child who is born not one on which another is `expected`, nor of what else was."""
    days = (found for found in dates_found(piece) if expected or not _EXPECTED.search(piece[: found.start]))
    return next((found.date for found in days if not _OF_ELSE.search(piece[: found.start])), None)


def _of_one_surname(text: str) -> list[str]:
    """Brothers and sisters written with their surname once, each with it: "Ann (6), Ben and Cal Lee"; else nobody."""
    bits = [bit for bit in _BETWEEN.split(text) if bare(bit)]
    if len(bits) < 2 or not _BEFORE_LAST.search(text) or not NAME.match(bare(bits[-1])):
        return []
    *first, last = bits
    forename = _CAPITALS if text.replace(" and ", " AND ").isupper() else FORENAME
    if not all(forename.match(bare(bit)) and not NOT_NAMES.search(bit) for bit in first):
        return []
    surname = last_name(bare(last))
    return [*(_with_surname(bit, surname) for bit in first), last]


def _surname_first(text: str) -> list[str]:
    """The same with the surname at the first, and an age or a birth behind each: "Ann Lee 13, Ben 10"; else nobody."""
    bits = [bit for bit in _BETWEEN.split(text.rstrip(".")) if bare(bit)]
    if len(bits) < 2 or not NAME.match(bare(bits[0])) or NOT_NAMES.search(bits[0]):
        return []
    first, *others = bits
    if not all(FORENAME.match(bare(bit)) and _TELLS_AGE.search(bit) and not NOT_NAMES.search(bit) for bit in others):
        return []
    surname = last_name(bare(first))
    return [first, *(_with_surname(bit, surname) for bit in others)]


def _with_surname(bit: str, surname: str) -> str:
    return f"{bare(bit)} {surname} {bit.replace(bare(bit), '')}"


def _pieces(text: str) -> list[str]:
    """The people of a list: split at lines, semicolons, slashes and "and"; at commas where each part is a full name."""
    parts = _PARTED.split(text)
    pieces: list[str] = []
    for part in parts:
        bits = [bit.strip() for bit in part.split(",")]
        full = [bool(NAME.match(bare(bit))) for bit in bits]
        dated = [not bare(bit) for bit in bits]
        if len(bits) > 1 and any(full) and all(a or b for a, b in zip(full, dated, strict=True)):
            for bit, is_date in zip(bits, dated, strict=True):
                if is_date and pieces:
                    pieces[-1] += f" {bit}"
                else:
                    pieces.append(bit)
        else:
            pieces.append(part)
    return pieces
