"""The year of a day that a paper names without one, from the paper's other days, and the words that say so."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from extractors.dated_claims import Claim, claim_of
from extractors.dated_lines import Line
from extractors.dates import MONTH, dates_found, names_weekday, with_years
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
_WRITTEN_ON = re.compile(
    r"(?:^|\(|(?<=[a-z\d)]\.\s))\W*(?:written|typed|drawn|put|pulled|completed|prepared|compiled)\b[^.;,:(\d]{0,30}?"
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+)?(?:the\s+)?"
    rf"\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+(?:{MONTH})\b(?!\.?,?\s*[’'‘]?\d)",
    re.IGNORECASE,
)
"""How a sentence begins that says when the paper was written, by a day without its year: "Written up Friday 22 May"."""
_CLOSES = re.compile(
    rf"^(?:\S+\s+){{0,8}}\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{MONTH})\W*(?:[A-Z]{{2,3}}\W*)?$", re.IGNORECASE
)
"""A line at the end by which somebody signs, with a day."""
_DRAFT_ON = re.compile(rf"\bdraft\W+(?:of\W+|v\W?\d+\W+)?\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{MONTH})\b", re.IGNORECASE)
_TO_COME = re.compile(
    r"\b(?:next|again|by|until|till|review|will|due|last|since|before|panel|hearing)\b", re.IGNORECASE
)
_IN_FIGURES = re.compile(
    r"\b(?:written|typed|completed|finished|finali[sz]ed|signed|sgd|met|held|recorded|updated|filled\s+in|today|this\s+morning"
    r"|this\s+afternoon)\b[^.;\d]{0,30}?[\s(](?P<day>\d{1,2})/(?P<month>\d{1,2})(?![\d/]|\.\d|\s*(?:wks?|weeks|out)\b)",
    re.IGNORECASE,
)
"""A day in figures without its year, where the words before it say that it is the paper's: "Written 19/1"."""
_SAYS_SO = frozenset((Claim.MADE, Claim.AUTHORISED, Claim.SIGNED))
_THIS_MEETING = re.compile(
    r"(?:date |day )?(?:and time )?(?:of )?(?:(?:the |this )?meeting )?held(?: on| at)?"
    r"|date (?:and time )?of (?:the |this )?meeting"
)
"""Labels of the day of the meeting a paper is of; other meetings are told of in its table too."""
_YEAR = re.compile(r"(?:19|20)\d\d\W*")
_DAY_ALONE = re.compile(rf"(?:\w+,?\s+)?\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+(?:{MONTH})\W*", re.IGNORECASE)
"""A day in the cell before its year, as a scan may part them."""
_AHEAD = timedelta(days=60)
"""A day that is still to be soon after a paper came says as well when it was written."""
_NEAREST = timedelta(days=150)
"""From a paper's newest day: of a day in figures further off the year is anybody's guess."""
_LONG_BEFORE = timedelta(days=400)
"""A paper whose newest day in full is so long before it came may tell of births alone."""


def _closes(text: str) -> bool:
    return _CLOSES.search(text) is not None and not _TO_COME.search(text)


@dataclass(frozen=True, slots=True)
class Years:
    """What tells the year of a day written without one: the paper's `newest` day in full and the day it `came`."""

    newest: date | None
    came: date | None = None

    @classmethod
    def of(cls, days: Iterable[date], came: date | None) -> "Years":
        """By the days a paper gives in full; one after it came is still to be."""
        newest = max((day for day in days if came is None or day <= came + _AHEAD), default=None)
        return cls(min(newest, came) if newest and came else newest, came)

    def in_full(self, text: str) -> str:
        """A text with the year of its first day without one, where that is to be told."""
        if self.came is None:
            return with_years(text, self.newest) if self.newest else text
        if self.newest and self.came - self.newest <= _LONG_BEFORE:
            return with_years(text, self.newest, self.came)
        if self.newest is None or names_weekday(text):
            text = with_years(text, self.came, self.came)
        return with_years(text, self.newest, self.came) if self.newest else text

    def figures_in_full(self, text: str) -> str:
        """The same of a day in figures, "Written 19/1"."""
        near, found = self.newest or self.came, _IN_FIGURES.search(text)
        if found is None or near is None:
            return text
        days = (_day(year, found) for year in (near.year - 1, near.year, near.year + 1))
        fit = [day for day in days if day and (self.came is None or day <= self.came) and abs(day - near) < _NEAREST]
        best = min(fit, key=lambda day: abs(day - near), default=None)
        return f"{text[: found.end()]}/{best.year}{text[found.end() :]}" if best else text


def _day(year: int, found: re.Match[str]) -> date | None:
    try:
        return date(year, int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def may_lack_year(text: str) -> bool:
    """Whether a day in figures stands there that may be the paper's and has no year."""
    return "/" in text and _IN_FIGURES.search(text) is not None


def give_year(line: Line, years: Years) -> bool:
    """Whether a line's day, which may be the paper's, got the year that fits it."""
    if line.is_cell and _YEAR.fullmatch(line.text) and _DAY_ALONE.fullmatch(line.label):
        line.text, line.label, line.shown = f"{line.label} {line.text}", "", ""
        return False
    written = line.text
    is_near = line.number < _NEAR_LINES if not line.is_cell else line.number < _TOP_LINES and _says_so(line)
    is_near |= line.is_last and not line.is_cell and _closes(written)
    if line.number < _TOP_LINES and (held := _HELD.search(written)):
        ends = written.find(". ", held.end())
        stop = ends if ends >= 0 else len(written)
        line.text = written[: held.start()] + years.in_full(written[held.start() : stop]) + written[stop:]
    elif is_near:
        line.text = years.in_full(written)
    if line.text == written and line.number < _TOP_LINES and (said := _WRITTEN_ON.search(written)):
        line.text = written[: said.start()] + years.in_full(said[0]) + written[said.end() :]
    is_early = is_near or line.number < _TOP_LINES
    if is_early and not line.is_cell and next(dates_found(written), None) is None:
        line.text = years.figures_in_full(line.text)
    return line.text != written


def give_draft_year(line: Line, came: date | None) -> bool:
    """Whether the day of a draft in a header, "v1 draft 23 Jan", got its year from the day the paper `came`."""
    written = line.text
    if came and _DRAFT_ON.search(written):
        line.text = Years(None, came).in_full(written)
    return line.text != written


def words_inferred(words: str, year: int) -> str:
    """The words of a paper without the year that was added, and that it was."""
    written = words.replace(f" {year}", "", 1) if f" {year}" in words else words.replace(f"/{year}", "", 1)
    return f"{written} (the year, {year}, is inferred)"


def _says_so(line: Line) -> bool:
    return claim_of(line.label) in _SAYS_SO or _THIS_MEETING.fullmatch(label_key(line.label)) is not None
