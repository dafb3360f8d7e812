"""Small things said plainly: times, wrapped lines, text that a terminal or a mail can show safely."""

import textwrap
import unicodedata
from datetime import datetime, time

from generators.wording import day_in_words

HARMFUL = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
"""Control and format characters could repaint a terminal, or turn text around so that it reads as something else."""


def one_line(text: str) -> str:
    """Text on one line, without characters that act instead of showing.

    >>> one_line("Jayden\\x1b[31m\\n  Tolliver\\u202e")
    'Jayden[31m Tolliver'
    """
    shown = (" " if mark in "\t\n\r\v\f" else mark for mark in text)
    return " ".join("".join(mark for mark in shown if unicodedata.category(mark) not in HARMFUL).split())


def clock(at: time) -> str:
    """A time of day as people say it.

    >>> clock(time(9, 30)), clock(time(12)), clock(time(17))
    ('9.30am', 'midday', '5pm')
    """
    if at == time(12):
        return "midday"
    minutes = f".{at:%M}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"


def when_in_words(moment: datetime | None) -> str:
    """A moment as people say it.

    >>> when_in_words(datetime(2026, 3, 4, 17, 0))
    '5pm on Wednesday 4 March 2026'
    """
    return "" if moment is None else f"{clock(moment.time())} on {moment:%A} {day_in_words(moment.date())}"


def wrapped(text: str, width: int = 76, indent: str = "", first: str | None = None) -> str:
    """Text wrapped to a width; `first` begins the first line and `indent` the others."""
    start = indent if first is None else first
    return textwrap.fill(
        one_line(text),
        width=width,
        initial_indent=start,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
