"""Which papers tell of a child by letters, as those do that leave names out: "CL, 10", "B.T., girl, 15", "Ann P-B"."""

import re
from collections.abc import Sequence, Set

from casework.calendar import age_on
from casework.document import Child, Document
from casework.names import NAME_WORD, taken_apart
from casework.words import plain_letters

_APART = r"[\s,|(–-]{1,4}"
_LETTERS_AND_AGE = re.compile(
    rf"(?<![\w.’'-])(?P<letters>[A-Z](?:[. -]{{0,2}}[A-Z]){{1,3}})\.?{_APART}"
    rf"(?:(?i:an?|girl|boy|female|male|child|young person|f|m|is|now|aged?)\b{_APART}){{0,3}}"
    r"(?P<age>\d{1,2})(?=$|[\s,.;)|]{1,3}(?![\d£\s]))"
)
_FIRST_NAME_AND_LETTERS = re.compile(rf"\b(?P<first>{NAME_WORD}) (?P<letters>[A-Z](?:-[A-Z])+)(?![\w’'-])")
_FEWEST, _LONGEST = 2, 4000


def tells_by_letters(document: Document, ours: Sequence[Child]) -> bool:
    """Whether a paper has the letters of one of the children and behind them the age of its own day."""
    day = document.dated
    if day is None:
        return False
    told = (found for passage in document.passages for found in _LETTERS_AND_AGE.finditer(passage.text[:_LONGEST]))
    said = [(re.sub(r"[^A-Z]", "", found["letters"]), int(found["age"])) for found in told]
    ages = [(child, age_on(child.date_of_birth, day)) for child in ours if child.date_of_birth]
    return any(told == age and _are_letters_of(letters, child) for letters, told in said for child, age in ages)


def bears_other_letters(document: Document, child: Child, called: Set[str]) -> bool:
    """Whether one of these first names, in plain small letters, stands before the letters of another surname."""
    own = {part[0].upper() for part in (*taken_apart(child.name).given, *taken_apart(child.name).family)}
    return any(
        plain_letters(found["first"]) in called and not set(found["letters"].split("-")) <= own
        for passage in document.passages
        for found in _FIRST_NAME_AND_LETTERS.finditer(passage.text[:_LONGEST])
    )


def _are_letters_of(letters: str, child: Child) -> bool:
    """All the letters of a name, or the first with all or one of the surname's."""
    name = taken_apart(child.name)
    given, family = name.given, "".join(part[0] for part in name.family).upper()
    if name.unborn or not given or len(letters) < _FEWEST:
        return False
    return letters == name.initials or (letters[0] == given[0][0].upper() and letters[1:] in {family, family[-1:]})
