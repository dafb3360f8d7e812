"""How letters and a birth stand for a child in words: "K.A-M", "KAM", "7 May 2016", "K.M. (7/5/16)"."""

import re
from datetime import date

from casework.names import Name

_NOT_INITIALS = frozenset(
    ["SEN", "CIN", "CPP", "IRO", "LPM", "FGC", "DOB", "EDD", "SGO", "ICO", "PLO", "MGM", "PGM", "TAF", "CIC", "LAC",
     "PEP", "EHC", "SDQ", "NHS", "CMO", "CAF", "ABE", "DSL", "CSC", "CME", "CSE", "CCE", "DA", "GP", "SW", "TM",
     "HV", "LA", "DSH", "BMI", "ADHD", "ASD", "CP", "ICPC", "RCPC", "RHA", "IHA", "CPR", "PPM", "ISO", "MGF", "PGF",
     "MGU", "EHM", "LGP", "SAR", "MAT", "PAT", "DAD", "MUM"]
)  # fmt: skip
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_FEWEST_LETTERS = 2


def initials_pattern(name: Name) -> re.Pattern[str] | None:
    """The letters of a name where they are told by themselves; None where they are too few or stand for a thing."""
    letters = name.initials
    patterns = []
    if len(letters) >= 3 and letters not in _NOT_INITIALS:
        patterns.append(r"\.?[ \-–]?".join(letters))
    if len(name.given) > 1:  # a double first name, "B-A" for Blessing-Ann
        patterns.append(r"(?<![A-Za-z][.-])" + "-".join(part[0].upper() for part in name.given))
    if not patterns:
        return None
    return re.compile(r"(?<![A-Za-z])(?:" + "|".join(patterns) + r")(?!-?[A-Za-z])")


def birth_pattern(born: date | None) -> re.Pattern[str] | None:
    """The day in figures or with its month in letters; None where there is none."""
    if born is None:
        return None
    year = rf"(?:{born.year}|{born.year % 100:02d})"
    month = MONTHS[born.month - 1]
    said = rf"0?{born.day}(?:st|nd|rd|th)?(?: of)?[ -]{month}[a-z]*[ -]{year}"
    return re.compile(rf"(?<!\d)(?:0?{born.day}\s?[./-]\s?0?{born.month}\s?[./-]\s?{year}|{said})(?!\d)", re.IGNORECASE)


def with_birth_behind(name: Name, born: date | None) -> re.Pattern[str] | None:
    """The letters of a name, few as they may be, right before the birth: "A.L. (3/4/2018)"."""
    day = birth_pattern(born)
    if day is None or len(name.initials) < _FEWEST_LETTERS:
        return None
    letters = r"\.?[ -]?".join(map(re.escape, name.initials))
    return re.compile(rf"(?<![A-Za-z.]){letters}\.?[\s,(–-]{{1,3}}{day.pattern}", re.IGNORECASE)
