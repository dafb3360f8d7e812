"""Dates as English papers write them, day first; which one is the document's own is for `dated.py` to say."""

import calendar
import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

_MONTHS = {name.casefold(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.casefold(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE = re.compile(
    rf"""(?<![\w/.-])(?:
      (?P<iso_year>(?:19|20)\d\d)-(?P<iso_month>\d\d)-(?P<iso_day>\d\d)(?![\d-])
    | (?P<day>\d{{1,2}})\s?(?P<mark>[/.-])\s?(?P<month>\d{{1,2}})\s?(?P=mark)\s?
      (?P<year>(?:19|20)\d\d|\d\d)(?![\w/-]|\.\d)
    | (?P<day_said>\d{{1,2}})(?:\s?(?:st|nd|rd|th))?(?:\s+day)?(?:\s+of)?[\s.,-]{{0,3}}
      (?P<month_said>{_MONTH})\b\.?,?[\s-]{{0,3}}(?P<year_said>(?:19|20)\d\d|’?'?\d\d(?!\s*[:.]?\d))(?![\w/])
    | (?P<us_month>{_MONTH})\b\.?\s+(?P<us_day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<us_year>(?:19|20)\d\d)\b
    | (?P<only_month>{_MONTH})\b\.?,?\s+(?P<only_year>(?:19|20)\d\d)\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_CENTURY_TURNS = 60
"""A two-digit year below this is in the 2000s; no paper here is dated before 1960, and few births are."""


class DateFound(NamedTuple):
    """A date, the words that say it, where they begin and end, and whether they name a day."""

    date: date
    words: str
    start: int
    end: int
    names_day: bool


def dates_found(text: str) -> Iterator[DateFound]:
    """Every date in a text; a month alone is its last day, the kinder end."""
    for match in _DATE.finditer(text):
        found = _as_date(match)
        if found is not None:
            yield DateFound(found, match[0].strip(), *match.span(), match["only_month"] is None)


def dates_in(text: str) -> tuple[date, ...]:
    """Every date in a text, in the order written.

    >>> dates_in("Held on 1st March 2026, reviewed 8.8.25 and in June 2026")
    (datetime.date(2026, 3, 1), datetime.date(2025, 8, 8), datetime.date(2026, 6, 30))
    """
    return tuple(found.date for found in dates_found(text))


def _as_date(match: re.Match[str]) -> date | None:
    if match["only_month"]:
        year, month = int(match["only_year"]), _MONTHS[match["only_month"].casefold()]
        return date(year, month, calendar.monthrange(year, month)[1])
    if match["iso_year"]:
        return _valid(match["iso_year"], int(match["iso_month"]), match["iso_day"])
    if match["day"]:
        return _valid(match["year"], int(match["month"]), match["day"])
    if match["day_said"]:
        return _valid(match["year_said"].strip("'’"), _MONTHS[match["month_said"].casefold()], match["day_said"])
    return _valid(match["us_year"], _MONTHS[match["us_month"].casefold()], match["us_day"])


def _valid(year: str, month: int, day: str) -> date | None:
    """The date, or None where the calendar has no such day ("01/01/0000", "31.06.26")."""
    number = int(year)
    if len(year) == 2:
        number += 2000 if number < _CENTURY_TURNS else 1900
    try:
        return date(number, month, int(day))
    except ValueError:
        return None
