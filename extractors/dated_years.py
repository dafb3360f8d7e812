"""The year of a day that a paper names without one, from the paper's other days, and the words that say so."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from extractors.dated_claims import Claim, claim_of
from extractors.dated_lines import Line
from extractors.dates import MONTH, names_weekday, with_years
from extractors.words import label_key

_NEAR_LINES = 5
"""From the beginning: where a day without a year may be the paper's whatever stands before it."""
_TOP_LINES = 24
_HELD = re.compile(
    r"\b(?:held|made|met|took place|came together)\b[^.;]{0,60}?"
    r"\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+(?:the\s+)?\d",
    re.IGNORECASE,
)
"""Where it says that people met on a day of the week."""
_SAYS_SO = frozenset((Claim.MADE, Claim.AUTHORISED, Claim.SIGNED))
_THIS_MEETING = re.compile(
    r"(?:date |day )?(?:and time )?(?:of )?(?:(?:the |this )?meeting )?held(?: on| at)?"
    r"|date (?:and time )?of (?:the |this )?meeting"
)
"""Labels of the day of the meeting a paper is of; other meetings are told of in its table too."""
_YEAR = re.compile(r"(?:19|20)\d\d\W*")
_DAY_ALONE = re.compile(rf"(?:\w+,?\s+)?\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+(?:{MONTH})\W*", re.IGNORECASE)
"""A day in the cell before its year, as a scan may part them."""
_LONG_BEFORE = timedelta(days=400)
"""A paper whose newest day in full is so long before it came may tell of births alone."""


@dataclass(frozen=True, slots=True)
class Years:
    """What tells the year of a day written without one: the paper's `newest` day in full and the day it `came`."""

    newest: date | None
    came: date | None = None

    @classmethod
    def of(cls, days: Iterable[date], came: date | None) -> "Years":
        """By the days a paper gives in full; one after it came is still to be."""
        return cls(max((day for day in days if came is None or day <= came), default=None), came)

    def in_full(self, text: str) -> str:
        """A text with the year of its first day without one, where that is to be told."""
        if self.came is None:
            return with_years(text, self.newest) if self.newest else text
        if self.newest and self.came - self.newest <= _LONG_BEFORE:
            return with_years(text, self.newest, self.came)
        if self.newest is None or names_weekday(text):
            text = with_years(text, self.came, self.came)
        return with_years(text, self.newest, self.came) if self.newest else text


def give_year(line: Line, years: Years) -> bool:
    """Whether a line's day, which may be the paper's, got the year that fits it."""
    if line.is_cell and _YEAR.fullmatch(line.text) and _DAY_ALONE.fullmatch(line.label):
        line.text, line.label, line.shown = f"{line.label} {line.text}", "", ""
        return False
    written = line.text
    is_near = line.number < _NEAR_LINES if not line.is_cell else line.number < _TOP_LINES and _says_so(line)
    if line.number < _TOP_LINES and (held := _HELD.search(written)):
        ends = written.find(". ", held.end())
        stop = ends if ends >= 0 else len(written)
        line.text = written[: held.start()] + years.in_full(written[held.start() : stop]) + written[stop:]
    elif is_near:
        line.text = years.in_full(written)
    return line.text != written


def words_inferred(words: str, year: int) -> str:
    """The words of a paper without the year that was added, and that it was."""
    return f"{words.replace(f' {year}', '', 1)} (the year, {year}, is inferred)"


def _says_so(line: Line) -> bool:
    return claim_of(line.label) in _SAYS_SO or _THIS_MEETING.fullmatch(label_key(line.label)) is not None
