"""How papers tell of a child without the name in full: by letters and an age, "CL, 10", or a first name that may be
another's, by the surname or the letters behind it: "Ann P-B"."""

import re
from collections.abc import Sequence, Set

from casework.calendar import age_on
from casework.document import Child, Document
from casework.evidence import Evidence
from casework.names import NAME_WORD, plain_name, taken_apart
from casework.words import plain_letters, shortened
from validators.not_names import NOBODY, NOT_A_CHILD

_APART = r"[\s,|(–-]{1,4}"
_LETTERS_AND_AGE = re.compile(
    rf"(?<![\w.’'-])(?P<letters>[A-Z](?:[. -]{{0,2}}[A-Z]){{1,3}})\.?{_APART}"
    rf"(?:(?i:an?|girl|boy|female|male|child|young person|f|m|is|now|aged?)\b{_APART}){{0,3}}"
    r"(?P<age>\d{1,2})(?=$|[\s,.;)|]{1,3}(?![\d£\s]))"
)
_WITH_SURNAME = re.compile(
    rf"(?<![\w’'-])(?P<first>{NAME_WORD})[)”\"]? (?P<surname>{NAME_WORD}|[A-Z])(?![\w’'-]| {NAME_WORD})"
)
_LONGEST_LINE = 400
_FIRST_NAME_AND_LETTERS = re.compile(rf"\b(?P<first>{NAME_WORD}) (?P<letters>[A-Z](?:-[A-Z])+)(?![\w’'-])")
_FAMILY_BY_LETTERS = re.compile(
    r"\b(?i:family) (?P<behind>[A-Z]\.?[-/][A-Z])(?![\w’'-])"
    r"|(?<![\w’'-])(?P<letters>[A-Z]\.?[-/][A-Z])\.? (?i:family|children)\b"
)
"""A family told of by the letters of its surname: "work with the L-R family"."""
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


def names_another_family(document: Document, ours: Sequence[Child]) -> Evidence | None:
    """The words that tell of a family by letters, where hardly one of them begins a name of ours."""
    own = {part[0].upper() for child in ours for part in taken_apart(child.name).family}
    for passage in document.passages:
        for found in _FAMILY_BY_LETTERS.finditer(passage.text[:_LONGEST_LINE]):
            if own.isdisjoint(re.findall("[A-Z]", found["behind"] or found["letters"])):
                return Evidence(document.file, passage.place, shortened(passage.text))
    return None


def bears_other_letters(document: Document, child: Child, called: Set[str]) -> bool:
    """Whether one of these first names, in plain small letters, stands before the letters of another surname."""
    own = {part[0].upper() for part in (*taken_apart(child.name).given, *taken_apart(child.name).family)}
    return any(
        plain_letters(found["first"]) in called and not set(found["letters"].split("-")) <= own
        for passage in document.passages
        for found in _FIRST_NAME_AND_LETTERS.finditer(passage.text[:_LONGEST])
    )


def bears_another_surname(document: Document, given: Set[str], known: Set[str]) -> bool:
    """Whether a paper gives one of these first names, in plain small letters, a surname that is none of the `known`."""
    for passage in document.passages:
        for found in _WITH_SURNAME.finditer(passage.text[:_LONGEST_LINE]):
            first, surname = (set(plain_name(found[group])) for group in ("first", "surname"))
            if first & given and surname.isdisjoint(known | NOBODY | NOT_A_CHILD):
                return True
    return False


def _are_letters_of(letters: str, child: Child) -> bool:
    """All the letters of a name, or the first with all or one of the surname's."""
    name = taken_apart(child.name)
    given, family = name.given, "".join(part[0] for part in name.family).upper()
    if name.unborn or not given or len(letters) < _FEWEST:
        return False
    return letters == name.initials or (letters[0] == given[0][0].upper() and letters[1:] in {family, family[-1:]})
