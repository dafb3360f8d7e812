"""The days on which people met as a paper's own prose tells it, in its first lines.

"It was good to see you on Wednesday 11th March", "On 4 May we all met at your house", "I chaired on 17 July 2026".
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from casework.evidence import Place
from extractors.dated_lines import lines_of
from extractors.dated_wording import WEEKDAY
from extractors.dated_years import Years
from extractors.dates import DateFound, dates_found
from extractors.reading import Reading

_MOST_WORDS = 40
"""Of a sentence before its day; after more it tells of much."""
_FIRST_LINES = 12
_SOON = timedelta(days=60)
"""After a paper's newest day in full: a day told of that is later still is to come, or another year's."""
_SENTENCE = re.compile(r"(?<=[a-z\d)])[.;!?]\s+(?=[A-Z])")
_MET = r"(?:met|sat\s+down|got\s+together|came\s+together|are\s+meeting|held\s+(?:a|the|this|your|our)\s+\w+)"
_NOT_THIS = re.compile(
    r"\b(?:next|last|first(?=\s+(?:was|one|time)\b)|had|previous|will|again|since|before|until|if|(?:following|after)(?!\s+(?:our|your|the)\b))\b",
    re.IGNORECASE,
)
"""What makes a meeting another than the paper's."""
_ITS_WEEKDAY = re.compile(rf"{WEEKDAY.pattern}(?=\W*(?:the\W+)?$)", re.IGNORECASE)
_BEFORE_LETTER = re.compile(
    r"\b(?P<yesterday>yesterday)\b|\b(?:last\s+)?(?P<weekday>mon|tues|wednes|thurs|fri|satur|sun)day,?\s+"
    r"\(?(?:the\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th)\b(?!\s+(?:of\s+)?[A-Z])",
    re.IGNORECASE,
)
_OF_MEETING = re.compile(r"\b(?:met|meeting|review|conference|group|panel)\b", re.IGNORECASE)
_STILL_TO_COME = re.compile(r"\b(?:next|will|again|until|by)\b", re.IGNORECASE)
_LONGEST_POST = 31
"""Days from a meeting to a letter that names its day without the month."""
_MET_ON = re.compile(
    rf".*\b(?:we\s+(?:\w+\s+){{0,2}}{_MET}|met\s+(?:with\s+)?you|i\s+chaired"
    r"|(?:see|seeing|saw|meet|meeting)\s+you(?:\s+(?:all|both))?"
    r"|(?:your|our|this|the)\s+(?:\w+\s+){0,3}(?:meeting|review|conference))\b"
    r"(?:(?!\b(?:was|were|what|agreed|made|set|decided)\b)[^.;]){0,40}\b(?:was\s+)?(?:held\s+)?on\s*(?:the\s*)?\(?$",
    re.IGNORECASE | re.DOTALL,
)
"""Of the words before a day: that people met on it."""
_ON_DAY = re.compile(r"\W*(?:on\s+)?(?:the\s+)?\(?\s*$", re.IGNORECASE)
_WE_MET = re.compile(rf"[\s),]*we\s+(?:\w+\s+){{0,2}}{_MET}\b", re.IGNORECASE)
"""Of the words after a day with which a sentence begins."""


def days_told(text: str, years: Years) -> Iterator[tuple[DateFound, str, bool]]:
    """The days, each with its sentence and whether its year is inferred."""
    for sentence in _SENTENCE.split(text):
        full = years.in_full(sentence)
        for seen in dates_found(full):
            lead = _ITS_WEEKDAY.sub(" ", full[: seen.start])
            if len(lead.split()) > _MOST_WORDS:
                break
            if _is_told(lead, full[seen.end :]) and not (years.newest and seen.date - years.newest > _SOON):
                yield seen, sentence, full != sentence


def day_before_letter(text: str, letter: date) -> date | None:
    """The day of the meeting that a letter's sentence tells of by its own day.

    >>> day_before_letter("what was decided at conference on Thursday 16th", date(2025, 1, 17))
    datetime.date(2025, 1, 16)
    """
    found = _BEFORE_LETTER.search(text)
    if found is None or not _OF_MEETING.search(text) or _STILL_TO_COME.search(text):
        return None
    if found["yesterday"]:
        return letter - timedelta(days=1)
    days = (letter - timedelta(days=number) for number in range(_LONGEST_POST))
    is_it = (day for day in days if day.day == int(found["day"]))
    day = next(is_it, None)
    return day if day and day.strftime("%A").casefold().startswith(found["weekday"].casefold()) else None


def told_in_letter(reading: Reading, letter: date) -> Iterator[tuple[date, str, Place]]:
    """The days of the meeting that the first lines tell of by the letter's own, their words and place."""
    for line in lines_of(reading)[:_FIRST_LINES]:
        for sentence in () if line.is_cell else _SENTENCE.split(line.text):
            if day := day_before_letter(sentence, letter):
                yield day, sentence, line.place


def _is_told(lead: str, after: str) -> bool:
    if _ON_DAY.fullmatch(lead):
        return _WE_MET.match(after) is not None
    return _MET_ON.match(lead) is not None and not _NOT_THIS.search(lead)
