"""The agenda of one sitting: what the panel will hear, in which order, as text, as a page and as a table.

An agenda is printed, mailed round and left on tables, so it names no child: the case reference finds the record, and
the initials are there so that a chair notices when the wrong record is open.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time

from casework.finding import Verdict
from generators.contract import Answer
from generators.letter import safe_reference
from generators.plainly import clock, one_line
from generators.render import counted, render, style_and_policy
from generators.wording import VERDICT_LABELS, Label, day_in_words

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
LISTED = (Verdict.READY, Verdict.INCOMPLETE)
COLUMNS = ("Time", "Case", "Initials", "Request", "Social worker", "Team", "Papers", "Still to come")


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One matter on an agenda. `still_open` counts what its papers lack."""

    case: str
    initials: str
    request_type: str
    social_worker: str = ""
    team: str = ""
    slot: time | None = None
    is_complete: bool = True
    still_open: int = 0

    @property
    def label(self) -> Label:
        """Whether the papers are complete, as a mark and a word."""
        return VERDICT_LABELS[Verdict.READY if self.is_complete else Verdict.INCOMPLETE]

    @property
    def time(self) -> str:
        """When it is heard."""
        return clock(self.slot) if self.slot else ""

    @property
    def to_come(self) -> str:
        """What is still to come, as a count."""
        return "" if self.is_complete else counted(self.still_open, "paper or answer", "papers or answers")


@dataclass(frozen=True, slots=True)
class Agenda:
    """All matters of one sitting of one panel, those with a time first and in its order.

    `sitting` is None for what waits until the panel's days are set.
    """

    authority: str
    panel: str
    sitting: date | None
    items: tuple[AgendaItem, ...]

    @property
    def title(self) -> str:
        """The sitting in words."""
        if self.sitting is None:
            return "Date to be set"
        return f"{self.sitting:%A} {day_in_words(self.sitting)}"

    @property
    def count(self) -> str:
        """How many matters there are, and how many of them are incomplete."""
        incomplete = sum(not item.is_complete for item in self.items)
        matters = counted(len(self.items), "case")
        return f"{matters}, {incomplete} of them with papers still to come" if incomplete else matters


def agenda_item(answer: Answer, *, case_id: str, slot: time | None = None) -> AgendaItem | None:
    """The item for an answer; None where it is referred, for nobody has decided yet that it can be heard."""
    if answer.verdict not in LISTED:
        return None
    outcomes = [*(one.outcome for one in answer.findings), *(one.outcome for one in answer.rules)]
    return AgendaItem(
        case=safe_reference(answer) or case_id,
        initials=", ".join(initials(child.name) for child in answer.children),
        request_type=answer.names.request_type or "",
        social_worker=_field(answer, "social_worker"),
        team=_field(answer, "team_locality"),
        slot=slot,
        is_complete=answer.verdict is Verdict.READY,
        still_open=sum(outcome.who_acts == "social_worker" for outcome in outcomes),
    )


def agenda_of(
    authority: str, panel: str, sitting: date | None, items: Iterable[AgendaItem], *, list_incomplete: bool
) -> Agenda:
    """The agenda of a sitting; incomplete matters stand on it where the panel lists them."""
    listed = [item for item in items if item.is_complete or list_incomplete]
    ordered = sorted(listed, key=lambda item: (item.slot is None, item.slot or time(), item.case))
    return Agenda(authority, panel, sitting, tuple(ordered))


def agenda_text(agenda: Agenda) -> str:
    """The agenda in plain lines."""
    return render("agenda_text", agenda=agenda)


def agenda_html(agenda: Agenda) -> str:
    """The agenda as one page that needs nothing else, for the screen and for paper."""
    return render("agenda_html", agenda=agenda, **style_and_policy())


def agenda_csv(agenda: Agenda) -> bytes:
    """The agenda as a table; the mark at its start tells Excel that it is UTF-8."""
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet)
    writer.writerow(COLUMNS)
    for item in agenda.items:
        writer.writerow([cell(words) for words in _cells(item)])
    return sheet.getvalue().encode("utf-8-sig")


def initials(name: str) -> str:
    """A name's initials; a surname written first goes last.

    >>> initials("TOLLIVER, Jayden"), initials("Zoë Anne-Marie Smith")
    ('J.T.', 'Z.A.S.')
    """
    surname, comma, given = name.partition(",")
    words = re.findall(r"[^\W\d_][\w'’-]*", f"{given} {surname}" if comma else name)
    return "".join(f"{word[0].upper()}." for word in words)


def cell(words: str) -> str:
    """Words for a cell that no spreadsheet takes for a formula."""
    return f"'{words}" if words.startswith(STARTS_A_FORMULA) else words


def _cells(item: AgendaItem) -> Sequence[str]:
    return (
        item.time,
        item.case,
        item.initials,
        item.request_type,
        item.social_worker,
        item.team,
        item.label.word,
        item.to_come,
    )


def _field(answer: Answer, field_id: str) -> str:
    found = (field.value for field in answer.fields if field.id == field_id and not field.blank)
    return one_line(next(found, ""))
