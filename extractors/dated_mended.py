"""Lines whose days a scan or a narrow cell broke, made whole again, and where the part of a paper ends that is its own.

"10 | February | 2026" as a scan or a form parts it, "updated on 24 February" with its year on the next line.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.dated_lines import Line
from extractors.dates import MONTH, dates_found

_ENDS_WITHOUT_YEAR = re.compile(rf"\w.*\s\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{MONTH})\.?,?\s*$", re.IGNORECASE)
"""Words and a day; of a day alone the cell beside has the year."""
_BEGINS_WITH_YEAR = re.compile(r"((?:19|20)\d\d)(?!\s*[/:.-]?\s*\d)(?=\W|$)\W*")
_ENDS_WITHOUT_MONTH = re.compile(r"(?:.*\s)?\d{1,2}(?:st|nd|rd|th)?\s*$")
_MONTH_ALONE = re.compile(rf"(?:{MONTH})\W*$", re.IGNORECASE)
_OFFICE_PART = re.compile(
    r"\W*(?:(?:for )?office use|panel administration\b"
    r"|panel (?:discussion|decision)s?\b.*\b(?:office|completed|support)\b"
    r"|(?:to be )?completed by (?:the )?(?:business support|admin\w*|panel|chair))",
    re.IGNORECASE,
)
"""What heads the part of a form that others fill in behind its writer's signature."""


def mended(lines: Sequence[Line]) -> list[Line]:
    """The lines, in the same number, each with its days whole."""
    found = list(lines)
    for number in range(len(lines) - 1):
        line = found[number]
        ahead = 1 if _ENDS_WITHOUT_YEAR.match(line.text) else 2 if _is_day_before_month(lines, number) else 0
        year = _BEGINS_WITH_YEAR.match(lines[number + ahead].text) if ahead else None
        if year:
            month = [lines[number + 1].text] if ahead > 1 else []
            found[number] = replace(line, text=" ".join((line.text, *month, year[1])))
            found[number + ahead] = replace(lines[number + ahead], text=lines[number + ahead].text[year.end() :])
    return [replace(line, text=_untabbed(line.text)) if "\t" in line.text else line for line in found]


def own_end(lines: Sequence[Line]) -> int:
    """The number of the line behind the last that its writer filled in."""
    later = (line.number for line in lines[len(lines) // 2 :] if _OFFICE_PART.match(line.text))
    return next(later, len(lines))


def _is_day_before_month(lines: Sequence[Line], number: int) -> bool:
    """Whether a cell ends in a day whose month stands alone in the next."""
    cells = lines[number : number + 3]
    return (
        len(cells) > 2
        and all(cell.is_cell for cell in cells)
        and _MONTH_ALONE.match(cells[1].text) is not None
        and _ENDS_WITHOUT_MONTH.match(cells[0].text) is not None
    )


def _untabbed(text: str) -> str:
    for seen in dates_found(text):
        text = text[: seen.start] + text[seen.start : seen.end].replace("\t", " ") + text[seen.end :]
    return text
