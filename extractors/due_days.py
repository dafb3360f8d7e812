"""By which day something is said to come: "by Friday 6 March", "w/c 9 March", "tomorrow", as of the day it was said.

Where the words leave a choice the later day counts: a promise is not broken before its last day has gone by. Where
weekday and date disagree, or the day of the message is not known, there is no answer.
"""

import calendar
import re
from datetime import date, timedelta

from extractors.dates import dates_in

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = r"mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
_MONTHS = tuple(name.casefold() for name in calendar.month_abbr)
_MONTH = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?"
)
_DATE = (
    rf"\d{{4}}-\d\d-\d\d|\d{{1,2}}\s?[/.-]\s?\d{{1,2}}\s?[/.-]\s?\d{{2,4}}|\d{{1,2}}\s?[/.]\s?\d{{1,2}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+(?:{_MONTH})\b\.?(?:,?\s+(?:20)\d\d)?"
    rf"|(?:{_MONTH})\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+20\d\d)?"
)
_ORDINAL = r"\d{1,2}(?:st|nd|rd|th)\b"
_WHEN = re.compile(
    rf"""(?<![\w/])(?:
      (?P<week>w/?[cb]|week\s+(?:commencing|beginning|starting|of))\.?\s+(?:the\s+)?(?:(?:{_WEEKDAY})\.?,?\s+)?(?:the\s+)?
        (?P<week_date>{_DATE})
    | (?P<next_week>(?:(?:start|middle|end)\s+of\s+)?next\s+week)
    | (?P<this_week>(?:end\s+of\s+(?:the\s+|this\s+)?|this\s+|later\s+in\s+the\s+)week\b)
    | (?P<month_end>end\s+of\s+(?:the\s+|this\s+)?(?P<end_of>month|{_MONTH})\b)
    | (?P<which>next|this)?\s*\b(?P<weekday>{_WEEKDAY})\b\.?,?(?:\s*\(?(?:the\s+)?(?P<weekday_date>{_DATE}|{_ORDINAL}))?
    | (?P<date>{_DATE})
    | (?:the\s+)?(?P<day>{_ORDINAL})(?=\s*(?:$|[^\w\s]|(?:and|or|at|by|before|latest|if|so|as|but|when|once)\b))
    | (?P<tomorrow>tomorrow)
    | (?P<today>today|tonight|this\s+(?:morning|afternoon|evening)|end\s+of\s+(?:the\s+)?(?:day|play)|eod)
    | (?:in|within)\s+(?:the\s+next\s+)?(?P<count>\d{{1,2}}|two|three|a)\s+(?P<unit>days?|weeks?)
    )(?![\w])""",
    re.IGNORECASE | re.VERBOSE,
)
_NOT_WHEN_DUE = re.compile(r"\b(?:of|from|dated|held|since|until|after|born|last|to|at)\s*$", re.IGNORECASE)
"""Words before a date of something else: the minutes of 3 March, a chronology up to Friday."""
_COUNTS = {"a": 1, "two": 2, "three": 3}


def due_day(words: str, said_on: date | None) -> date | None:
    """The first day in the words, not before they were said, by which something may be due.

    >>> due_day("by Friday", date(2026, 3, 5)), due_day("w/c 9 March", date(2026, 3, 5))
    (datetime.date(2026, 3, 6), datetime.date(2026, 3, 13))
    """
    for found in _WHEN.finditer(words):
        if _NOT_WHEN_DUE.search(words[max(0, found.start() - 10) : found.start()]):
            continue
        day = _day_of(found, said_on)
        if day is not None and (said_on is None or day >= said_on):
            return day
    return None


def _day_of(found: re.Match[str], said_on: date | None) -> date | None:
    if found["week"]:
        first = _dated(found["week_date"], said_on)
        return _friday_of(first) if first else None
    if found["weekday"] and found["weekday_date"]:
        day = _dated(found["weekday_date"], said_on)
        return day if day is not None and day.weekday() == _number(found["weekday"]) else None
    if found["date"]:
        return _dated(found["date"], said_on)
    return _relative(found, said_on) if said_on is not None else None


def _relative(found: re.Match[str], said_on: date) -> date | None:
    if found["weekday"]:
        return _weekday_after(said_on, _number(found["weekday"]), (found["which"] or "").lower())
    if found["next_week"]:
        return _friday_of(said_on + timedelta(weeks=1))
    if found["this_week"]:
        return _friday_of(said_on if said_on.weekday() < 5 else said_on + timedelta(weeks=1))
    if found["month_end"]:
        return _end_of_month(found["end_of"].lower(), said_on)
    if found["day"]:
        return _dated(found["day"], said_on)
    if found["count"]:
        count = _COUNTS.get(found["count"].lower()) or int(found["count"])
        return said_on + count * timedelta(**{"weeks" if found["unit"].lower().startswith("week") else "days": 1})
    return said_on + timedelta(days=1) if found["tomorrow"] else said_on


def _number(weekday: str) -> int:
    return next(number for number, name in enumerate(_WEEKDAYS) if name.startswith(weekday.lower()[:3]))


def _weekday_after(said_on: date, weekday: int, which: str) -> date:
    """The weekday to come; "next Friday" is the one of next week, and Friday said on a Friday is not today."""
    if which == "next":
        return said_on + timedelta(days=7 - said_on.weekday() + weekday)
    days = (weekday - said_on.weekday()) % 7
    return said_on + timedelta(days=days or (0 if which == "this" else 7))


def _friday_of(day: date) -> date:
    return day + timedelta(days=4 - day.weekday())


def _end_of_month(name: str, said_on: date) -> date:
    month = said_on.month if name == "month" else _MONTHS.index(name[:3])
    year = said_on.year + (month < said_on.month)
    return date(year, month, calendar.monthrange(year, month)[1])


def _day_of_month(day: int, said_on: date) -> date | None:
    """The next day of that number, this month or next."""
    following = (said_on.replace(day=1) + timedelta(days=32)).replace(day=1)
    for month in (said_on, following):
        if day <= calendar.monthrange(month.year, month.month)[1] and month.replace(day=day) >= said_on:
            return month.replace(day=day)
    return None


def _dated(words: str, said_on: date | None) -> date | None:
    """A date; without a year it is the one nearest to the day it was said."""
    whole = dates_in(words)
    if whole or said_on is None:
        return whole[0] if whole else None
    if re.fullmatch(_ORDINAL, words, re.IGNORECASE):
        return _day_of_month(int(words[:-2]), said_on)
    mark = "/" if re.search(r"\d\s?[/.-]\s?\d", words) else " "
    years = (said_on.year - 1, said_on.year, said_on.year + 1)
    read = [day for year in years for day in dates_in(f"{words.rstrip(' .')}{mark}{year}".replace(".", "/"))]
    return min(read, key=lambda day: abs(day - said_on), default=None)
