"""How letters and mails begin that were bound in among other papers."""

import re
from collections.abc import Iterable, Sequence

from extractors.dates import dates_found

_DEAR = re.compile(r"\s*dear\s+\S", re.IGNORECASE)
_DEAR_WITHIN = re.compile(r"\bDear\s+[A-Z]")
_MAIL = re.compile(r"\s*\W{0,3}(from|sent|date|to|cc|subject)\W{0,3}:", re.IGNORECASE)


def begins_a_letter(lines: Sequence[str]) -> bool:
    """Whether an address or a date stands above "Dear …": without, it is a letter that is quoted."""
    number = next((number for number, line in enumerate(lines) if _DEAR.match(line)), 0)
    return number >= 2 or (number == 1 and any(dates_found(lines[0]))) or any(map(_is_letters_top, lines[:1]))


def _is_letters_top(line: str) -> bool:
    """Whether a line that was read as one holds a letter's date and, behind it, whom it greets."""
    dear = _DEAR_WITHIN.search(line)
    return dear is not None and any(found.end <= dear.start() for found in dates_found(line))


def begins_a_mail(lines: Iterable[str]) -> bool:
    """Whether the lines are the top of a mail that was pasted in: from whom, when, to whom, about what."""
    found: set[str] = set()
    for line in list(lines)[:6]:
        match = _MAIL.match(line)
        if match is None:
            break
        found.add(match[1].casefold())
    return len(found) >= 3 and "from" in found
