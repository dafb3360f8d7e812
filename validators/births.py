"""A birth that a paper about the only child gives another day, with no name beside it: a hospital's "Baby of"."""

import re
from collections.abc import Iterator, Sequence, Set
from datetime import date, timedelta

from casework.document import Child, Document
from casework.evidence import Evidence
from casework.names import NAME_WORD, plain_name
from casework.words import shortened
from validators.name_patterns import MONTHS

ABOUT_BIRTH = timedelta(weeks=10)
"""A child is born this long before or after the day expected, at most; a day further away is another's birth."""
_BORN = re.compile(
    r"\b(?:date(?: ?[/&] ?time| and time)? of birth|d\.? ?o\.? ?b\b\.?|born(?: on)?)[^\w\n]{0,6}"
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[ ./-](?P<month>\d{1,2}|[a-z]{3,9})[ ./-](?P<year>\d{4}|\d{2})\b",
    re.IGNORECASE,
)
_LISTS = re.compile(r"\bchild(?:ren)?(?: concerned)?\s*[:|]", re.IGNORECASE)
_OF_A_REGISTER = tuple(
    re.compile(rf"\b{each}\b", re.IGNORECASE)
    for each in (
        r"certified copy", r"births?", r"registrars?", r"registration", r"(?:sub-?)?district", "mother", "father",
        "informant", r"occupation", r"maiden",
    )
)  # fmt: skip
_WORDS_OF_A_REGISTER = 5
"""So many of these stand on a copy of an entry of birth, however badly it was photographed."""
_REGISTERED = re.compile(
    rf"{NAME_WORD}(?: {NAME_WORD})* (?P<surname>[^\W\d_a-zß-öø-ÿ]{{3,}}(?:[’'-][^\W\d_a-zß-öø-ÿ]+)*)\b"
)
"""As registers write a name, the surname in capitals."""
_DAY = re.compile(r"(?<![\d./-])(?P<day>\d{1,2})[./-](?P<month>\d{1,2})[./-](?P<year>\d{4}|\d{2})(?![\d./-])")


def other_births(child: Child, document: Document) -> Iterator[Evidence]:
    """The words that give a birth some days from the child's, as only the birth of the same baby can be."""
    if child.date_of_birth is None:
        return
    for passage in document.passages:
        for found in _BORN.finditer(passage.text):
            born = _day(found)
            if born is not None and born != child.date_of_birth and abs(born - child.date_of_birth) <= ABOUT_BIRTH:
                yield Evidence(document.file, passage.place, shortened(passage.text))


def lists_births(text: str) -> bool:
    """Whether a line lists children with a birth: "Children: Ann (born 3 May 2019)"."""
    return _LISTS.search(text) is not None and _BORN.search(text) is not None


def only_other_births(ours: Sequence[Child], document: Document) -> Evidence | None:
    """The first day on a family tree, where it gives days and none is a birth of the children it has to show."""
    births = {child.date_of_birth for child in ours}
    if None in births:
        return None
    days = [
        (day, passage) for passage in document.passages for found in _DAY.finditer(passage.text) if (day := _day(found))
    ]
    if not days or any(day in births for day, _ in days):
        return None
    return Evidence(document.file, days[0][1].place, shortened(days[0][1].text))


def registered_for_unknown(document: Document, known: Set[str]) -> Evidence | None:
    """The first name in an entry of a register of births, where the surnames in it are none of the `known` words."""
    told = "\n".join(passage.text for passage in document.passages)
    if sum(bool(each.search(told)) for each in _OF_A_REGISTER) < _WORDS_OF_A_REGISTER:
        return None
    named = [(found, passage) for passage in document.passages for found in _REGISTERED.finditer(passage.text)]
    if not named or any(not set(plain_name(found["surname"])).isdisjoint(known) for found, _ in named):
        return None
    return Evidence(document.file, named[0][1].place, shortened(named[0][1].text))


def _day(found: re.Match[str]) -> date | None:
    """The day a match gives, or None where there is no such day."""
    said = found["month"].casefold()
    month = int(said) if said.isdigit() else next((at for at, name in enumerate(MONTHS, 1) if said[:3] == name), 0)
    year = int(found["year"])
    try:
        return date(year if year > 99 else 2000 + year, month, int(found["day"]))
    except ValueError:
        return None
