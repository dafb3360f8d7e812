"""What was written to the panel for this sitting speaks for the request; what was written before, or to others, not."""

from datetime import date

import pytest

from casework.document import Document, Passage, Role, Unreadable
from casework.evidence import Place
from extractors.speaking import as_spoken

TODAY = date(2026, 5, 5)


def written(*lines: str, kind: str | None = None, role: Role = Role.PAPER, why: Unreadable | None = None) -> Document:
    passages = tuple(Passage(line, Place()) for line in lines)
    return Document("a.pdf", role=role, type=kind, passages=passages, unreadable=why)


def speaks(document: Document) -> bool:
    return as_spoken([document], TODAY)[0].role is Role.MESSAGE


@pytest.mark.parametrize(
    "line",
    ["Dear panel admin,", "Dear Legal Gateway Panel", "Hi panel team", "Good morning, panel coordinator", "To: Panel"],
)
def test_a_printed_mail_to_the_panel_speaks(line: str) -> None:
    assert speaks(written("From: A Worker", line, "She has not been to panel before."))


@pytest.mark.parametrize(
    "line", ["Dear Mum and Dad", "Dear Ann, the panel met on 3 May", "Notes of the panel", "Dear Judge"]
)
def test_a_letter_to_somebody_else_does_not(line: str) -> None:
    assert not speaks(written(line, kind=None))


@pytest.mark.parametrize("kind", ["discharge_statement", "case_summary", None])
def test_a_statement_that_heads_itself_with_the_sitting_to_come_speaks(kind: str | None) -> None:
    assert speaks(written("Statement", "DRAFT for Legal Planning Panel – 16 June 2026", kind=kind))


def test_a_paper_made_for_a_sitting_gone_by_or_read_by_nobody_does_not() -> None:
    assert not speaks(written("DRAFT for Legal Planning Panel – 16 January 2026", kind="swet"))
    assert not speaks(written("Dear panel", why=Unreadable.DAMAGED))
    assert not speaks(written("Dear panel", kind="iro_report"))


@pytest.mark.parametrize("kind", ["panel_decision_record", "plo_meeting_minutes"])
def test_the_record_of_an_earlier_sitting_that_says_until_when_does_not(kind: str) -> None:
    line = "Decision: agreed until 12 June 2026. If longer is needed, return to panel before that date."
    assert speaks(written("10 March 2026", line))
    assert not speaks(written("10 March 2026", line, kind=kind))


def test_forms_and_messages_stay_what_they_are() -> None:
    assert as_spoken([written("Dear panel", role=Role.FORM)], TODAY)[0].role is Role.FORM
