"""Dates as English papers write them, day first; which one is the document's own is for `dated.py` to say."""

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from casework.judging import once

_MONTHS = {name.casefold(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.casefold(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_MONTHS |= {"janurary": 1, "januray": 1, "febuary": 2, "feburary": 2, "febrary": 2, "augest": 8, "agust": 8}
_MONTHS |= {"januarv": 1, "februarv": 2, "septernber": 9, "novernber": 11, "decernber": 12}  # as a scan is misread
_MONTHS |= {"setpember": 9, "septemeber": 9, "ocotber": 10, "novemeber": 11, "decemeber": 12, "decmber": 12}
MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
"""The names of the months, whole, short and as they are often misspelt."""
_FRENCH = "janv?|f[ée]v|mars?|avr|mai|juin|juil?|ao[ûu]t|sept?|oct|nov|d[ée]c"
"""The months as a passport repeats them: "17 FEB / FÉV 25"."""
_TH = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth",
)  # fmt: skip
_DAYS_SPELT = {word: number for number, word in enumerate(_TH, 1)} | {"thirtieth": 30, "thirty first": 31}
_DAYS_SPELT |= {f"twenty {word}": 20 + number for number, word in enumerate(_TH[:9], 1)}
_DAY_SPELT = "|".join(name.replace(" ", r"[\s-]") for name in sorted(_DAYS_SPELT, key=len, reverse=True))
_DATE = re.compile(
    rf"""(?<![\w/.])(?<!\w-)(?:
      (?P<iso_year>(?:19|20)\d\d)-(?P<iso_month>\d\d)-(?P<iso_day>\d\d)(?![\d-])
    | (?P<day>0\s\d|[12]\s0|\d{{1,2}})\s?(?P<mark>[/.-])\s?(?P<month>\d{{1,2}})\s?(?P=mark)\s?
      (?P<year>(?:20\s\d\d|20\d\s\d|\d\s\d)(?=\s*$)|(?:19|20)\d\d|\d\d)(?![\w/+-]|\.\d)
    | (?:\d{{1,2}}(?:st|nd|rd|th)?\s?[-–]\s?)?(?P<day_said>\d{{1,2}})(?:\s?(?:st|nd|rd|th))?(?:\s+day)?(?:\s+of)?
      [\s.,/-]{{0,3}}(?P<month_said>{MONTH})\b(?:\s?/\s?(?:{_FRENCH})\b)?\.?,?[\s/-]{{0,3}}
      (?P<year_said>(?:19|20)\d\d|20\s\d\d(?!\s*[:.]?\d)|[’‘']?\d\d(?!\s*[:.]?\d))(?![\w/])
    | (?P<day_spelt>{_DAY_SPELT})(?:\s+day)?(?:\s+of)?\s+(?P<month_spelt>{MONTH})\b,?\s+(?P<year_spelt>(?:19|20)\d\d)\b
    | (?P<us_month>{MONTH})\b\.?\s+(?P<us_day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<us_year>(?:19|20)\d\d)\b
    | (?<![☐_.…]\s)(?P<only_month>{MONTH})\b\.?,?\s+(?P<only_year>(?:19|20)\d\d)\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_ONLY_A_MONTH = "only_year"
"""By the group with which a date ends it is known in which of these ways it is written."""
_WEEK_OF = re.compile(
    r"\b(?:w/?[cb]|week\s+(?:commencing|beginning|starting|of))\b[\s.:]*(?:the\s+)?(?:mon(?:day)?,?\s+)?$",
    re.IGNORECASE,
)
_WEEK_WORDS = 40
"""Characters before a date in which its week may be named."""
_MOST_LETTERS = 200_000
"""Of one text: no date is looked for after so many."""
_YEARLESS = re.compile(
    rf"(?:\b(?P<weekday>mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+(?:the\s+)?)?"
    rf"(?<![\w/.])(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<month>{MONTH})\b(?!\.?,?\s*[’'‘]?\d{{2}}(?!\s*(?:[:.]\d|[ap]m)))",
    re.IGNORECASE,
)
_YEARS_AHEAD = 4
"""A paper that names only a birth in full is hardly written so many years later; a weekday comes round in five."""
_NEAREST = timedelta(days=150)
"""From a paper's other days; of a day further off without its weekday two years fit as well."""
_CENTURY_TURNS = 60
"""A two-digit year below this is in the 2000s; no paper here is dated before 1960, and few births are."""
_FIGURE = r"[\dOolI|]"
_MISREAD = re.compile(
    rf"(?<![\w/.-])(?:{_FIGURE}{{1,2}}\s?(?P<mark>[/.-])\s?{_FIGURE}{{1,2}}\s?(?P=mark)\s?{_FIGURE}{{2,4}}"
    rf"|{_FIGURE}{{1,2}}(?:\s?(?:st|nd|rd|th))?\s+(?:{MONTH})\s+{_FIGURE}{{4}})"
    r"(?![\w/])",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"([A-Za-z]{2,})")
_NO_FIGURE = re.compile(r"st|nd|rd|th|[a-z]{3,}", re.IGNORECASE)
_FIGURES, _THREE_FIGURES = re.compile(r"\d"), re.compile(r"\d\D*\d\D*\d")
_MARKED = re.compile(rf"{_FIGURE}\s?[/.-]\s?{_FIGURE}")
_MONTHS_BEGIN = tuple(dict.fromkeys(name[:3] for name in _MONTHS))
"""With fewer than three figures, or with neither a month nor a mark, no text tells a day, however it is written."""
_SHORT = 600
_READ_AS = str.maketrans("OolI|", "00111")


Day = date


class DateFound(NamedTuple):
    """A date, the words that say it, where they begin and end, and whether they name a day.

    Where they name only a month or a week, `date` is its last day (of a week the Friday) and `first` its first.
    """

    date: date
    words: str
    start: int
    end: int
    names_day: bool
    first: Day


def dates_found(text: str) -> Iterator[DateFound]:
    """Every date in a text; a month or a week is its last day, the kinder end."""
    if len(text) > _SHORT:
        return _found_in(text)
    return iter(_remembered(text))


@once
def _remembered(text: str) -> tuple[DateFound, ...]:
    """The dates of a line or a cell: whoever asks whose a paper is, from when and how finished, asks for the same."""
    return tuple(_found_in(text)) if _may_tell(text) else ()


def _may_tell(text: str) -> bool:
    """Whether three figures stand there, with a mark between two or a month: to look for the days takes longer."""
    return _THREE_FIGURES.search(text) is not None and (_is_marked(text) or _begins_a_month(text))


def may_tell_day(text: str) -> bool:
    """Whether a day may stand there, with its year or without."""
    return _may_tell(text) or (_begins_a_month(text) and _FIGURES.search(text) is not None)


def _is_marked(text: str) -> bool:
    return any(map(text.__contains__, "/.-")) and _MARKED.search(text) is not None


def _begins_a_month(text: str) -> bool:
    return any(map(text.lower().__contains__, _MONTHS_BEGIN))


def _found_in(text: str) -> Iterator[DateFound]:
    text = _figures_mended(text[:_MOST_LETTERS])
    for match in _DATE.finditer(text):
        found = _as_date(match)
        if found is None:
            continue
        if match.lastgroup == _ONLY_A_MONTH:
            yield DateFound(found, match[0].strip(), *match.span(), False, found.replace(day=1))
        elif (
            week := _WEEK_OF.search(text, max(0, match.start() - _WEEK_WORDS), match.start())
        ) and found.weekday() < 5:
            friday = found + timedelta(days=4 - found.weekday())
            yield DateFound(friday, text[week.start() : match.end()].strip(), week.start(), match.end(), False, found)
        else:
            yield DateFound(found, match[0].strip(), *match.span(), True, found)


def dates_in(text: str) -> tuple[date, ...]:
    """Every date in a text, in the order written.

    >>> dates_in("Held on 1st March 2026, reviewed 8.8.25 and in June 2026")
    (datetime.date(2026, 3, 1), datetime.date(2025, 8, 8), datetime.date(2026, 6, 30))
    """
    return tuple(found.date for found in dates_found(text))


def with_years(text: str, near: date, until: date = date.max) -> str:
    """A text whose first day without a year gets the year in which the weekday fits, or else the nearest to `near`.

    The day is not after `until`.

    >>> with_years("Thursday 19 March, Bideford", date(2026, 2, 5))
    'Thursday 19 March 2026, Bideford'
    """
    found = _YEARLESS.search(text)
    if found is None or next(dates_found(text), None):
        return text
    weekday, month = (found["weekday"] or "")[:3].casefold(), _MONTHS[found["month"].casefold()]
    years = range(near.year - 1, near.year + _YEARS_AHEAD) if weekday else (near.year - 1, near.year, near.year + 1)
    days = [day for year in years if (day := _valid(str(year), month, found["day"]))]
    days = [day for day in days if day <= until]
    fit = [day for day in days if not weekday or calendar.day_abbr[day.weekday()].casefold() == weekday]
    best = min(fit, key=lambda day: abs(day - near), default=None)
    if best and not weekday and abs(best - near) > _NEAREST:
        return text
    return f"{text[: found.end()]} {best.year}{text[found.end() :]}" if best else text


def names_weekday(text: str) -> bool:
    """Whether the first day without a year in a text has its weekday."""
    found = _YEARLESS.search(text)
    return found is not None and found["weekday"] is not None


def _figures_mended(text: str) -> str:
    """A text of the same length in whose dates a letter that a machine read for a figure is that figure again.

    >>> _figures_mended("Olga wrote on 1O/O2/2026 and l2 March 2026")
    'Olga wrote on 10/02/2026 and 12 March 2026'
    """
    return _MISREAD.sub(_mended, text) if any(map(text.__contains__, "OolI|")) else text


def _mended(match: re.Match[str]) -> str:
    words = match[0]
    if sum(map(str.isdigit, words)) < 3:
        return words
    runs = _LETTERS.split(words) if match["mark"] is None else [words]
    return "".join(run if _NO_FIGURE.fullmatch(run) else run.translate(_READ_AS) for run in runs)


def _as_date(match: re.Match[str]) -> date | None:
    said = match.lastgroup
    if said == _ONLY_A_MONTH:
        year, month = int(match["only_year"]), _MONTHS[match["only_month"].casefold()]
        return date(year, month, calendar.monthrange(year, month)[1])
    if said == "iso_day":
        return _valid(match["iso_year"], int(match["iso_month"]), match["iso_day"])
    if said == "year":
        return _valid(match["year"], int(match["month"]), match["day"])
    if said == "year_spelt":
        day = _DAYS_SPELT[" ".join(match["day_spelt"].casefold().replace("-", " ").split())]
        return _valid(match["year_spelt"], _MONTHS[match["month_spelt"].casefold()], str(day))
    if said == "year_said":
        return _valid(match["year_said"].strip("'’‘"), _MONTHS[match["month_said"].casefold()], match["day_said"])
    return _valid(match["us_year"], _MONTHS[match["us_month"].casefold()], match["us_day"])


def _valid(year: str, month: int, day: str) -> date | None:
    """The date, or None where the calendar has no such day ("01/01/0000", "31.06.26")."""
    year = year.replace(" ", "")
    number = int(year)
    if len(year) == 2:
        number += 2000 if number < _CENTURY_TURNS else 1900
    try:
        return date(number, month, int(day.replace(" ", "")))
    except ValueError:
        return None
