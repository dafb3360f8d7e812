"""The notice of what was expected for a sitting and has not come: as a mail, and for a terminal.

It names no child and quotes no paper: case references, request types and days alone.
"""

from dataclasses import dataclass
from datetime import date, datetime

from casework.expected import NotCome, Why
from generators.letter import Reply
from generators.plainly import one_line, when_in_words
from generators.render import counted, render
from generators.reply import OnBehalfOf
from generators.wording import day_in_words


@dataclass(frozen=True, slots=True)
class Notice:
    """What is told of one sitting. `tell` and `through` are roles; `faults` say what we could not look into.

    The `request_type` of its lines is the name that people know.
    """

    panel: str
    sitting: date
    closes: datetime
    tell: str
    through: str | None
    lines: tuple[NotCome, ...]
    faults: tuple[str, ...] = ()


def notice_of(notice: Notice, key: str, on_behalf_of: OnBehalfOf) -> Reply:
    """The notice as a letter; `key` names it among our own."""
    values = {
        "opening": _opening(notice),
        "lines": [line_in_words(line) for line in notice.lines],
        "faults": list(notice.faults),
        "next": _next(notice),
        "team": on_behalf_of.team,
        "contact": on_behalf_of.contact,
    }
    subject = f"{notice.panel} on {day_in_words(notice.sitting)}: {_count(notice)}"
    return Reply(one_line(subject), render("notice_text", **values), render("notice_html", **values), key)


def line_in_words(line: NotCome) -> str:
    """One line of a notice."""
    what = f"{line.reference}, {line.request_type}" if line.request_type else line.reference
    return f"{what}: {_why(line)}"


def _why(line: NotCome) -> str:
    day = day_in_words(line.by)
    if line.why is Why.RETURNED:
        promised = f"; some were promised by {day_in_words(line.promised)}" if line.promised else ""
        return f"papers came on {day} and were incomplete, and the rest has not come{promised}."
    said = "has a review date of" if line.why is Why.REVIEW else "was expected by"
    last = f" The newest papers of this case came on {day_in_words(line.last_came)}." if line.last_came else ""
    return f"{said} {day}, and no papers for this sitting have come.{last}"


def _opening(notice: Notice) -> str:
    sitting = f"the sitting of {_the(notice.panel)} on {notice.sitting:%A} {day_in_words(notice.sitting)}"
    closed = f"Papers for {sitting} were due by {when_in_words(notice.closes)}."
    if not notice.lines:
        return f"{closed} Nothing that we know to be expected is lacking."
    return f"{closed} What is listed below was expected and had not come, or not wholly."


def _next(notice: Notice) -> str:
    """What the council's procedure leaves to whom is told; nothing where it names nobody else."""
    return f"Feedback on these goes through the relevant {notice.through}." if notice.through and notice.lines else ""


def _count(notice: Notice) -> str:
    return (
        f"{counted(len(notice.lines), 'expected request')} not received"
        if notice.lines
        else "a note on what is expected"
    )


def _the(panel: str) -> str:
    return panel if panel.lower().startswith("the ") else f"the {panel}"
