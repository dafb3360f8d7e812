"""The year of a day that a paper names without one, from the paper's other days, and the words that say so."""

import re
from datetime import date

from extractors.dated_claims import Claim, claim_of
from extractors.dated_lines import Line
from extractors.dates import MONTH, with_years

_NEAR_LINES = 5
"""From the beginning: where a day without a year may be the paper's whatever stands before it."""
_TOP_CELLS = 24
_SAYS_SO = frozenset((Claim.MADE, Claim.AUTHORISED, Claim.SIGNED))
_YEAR = re.compile(r"(?:19|20)\d\d\W*")
_DAY_ALONE = re.compile(rf"(?:\w+,?\s+)?\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+(?:{MONTH})\W*", re.IGNORECASE)
"""A day in the cell before its year, as a scan may part them."""


def give_year(line: Line, newest: date | None) -> bool:
    """Whether a line's day, which may be the paper's, got the year that fits it next to the paper's newest day."""
    if line.is_cell and _YEAR.fullmatch(line.text) and _DAY_ALONE.fullmatch(line.label):
        line.text, line.label, line.shown = f"{line.label} {line.text}", "", ""
        return False
    written = line.text
    is_near = line.number < _NEAR_LINES if not line.is_cell else line.number < _TOP_CELLS and _says_so(line)
    if newest and is_near:
        line.text = with_years(written, newest)
    return line.text != written


def words_inferred(words: str, year: int) -> str:
    """The words of a paper without the year that was added, and that it was."""
    return f"{words.replace(f' {year}', '', 1)} (the year, {year}, is inferred)"


def _says_so(line: Line) -> bool:
    return claim_of(line.label) in _SAYS_SO
