"""Does a section that a form leaves to another paper count, and only where that is the child's and says it?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from casework.answered import Answered
from casework.checklist import DocumentNeeded
from casework.document import Document, DocumentState, DocumentType, Section
from casework.evidence import Place
from casework.finding import Outcome, Reason
from tests.validators.bundle import JAYDEN, MAISIE, SITTING, TODAY, child, paper
from validators.match import Papers, answer_need

NEED = DocumentNeeded("booking", ("booking",), sections=("case_summary", "proposed_plan"))
TYPES = {
    "booking": DocumentType("booking", "Booking form", may_hold=("case_summary",)),
    "case_summary": DocumentType("case_summary", "Case summary"),
}


def held(kind: str, *sections: tuple[str, Answered], of: tuple[str, date] = JAYDEN) -> Document:
    said = tuple(Section(each, each, answered, Place()) for each, answered in sections)
    return paper(kind, children=(child(*of),), sections=said)


def outcome(*documents: Document) -> tuple[Outcome, Reason]:
    answer = answer_need(NEED, Papers(documents, TYPES, SITTING, TODAY))
    return answer.outcome, answer.reason


PLAN = ("proposed_plan", Answered.ANSWERED)
SUMMARY = held("case_summary", PLAN)


@pytest.mark.parametrize("sections", [(), (("case_summary", Answered.ELSEWHERE),), (PLAN,)])
def test_what_the_form_leaves_to_a_case_summary_is_looked_for_there(sections: tuple[tuple[str, Answered], ...]) -> None:
    assert outcome(held("booking", *sections), SUMMARY)[0] is Outcome.MET
    assert outcome(held("booking", *sections))[1] is Reason.SECTIONS_NOT_FOUND


def test_a_heading_left_empty_is_unfinished_whatever_stands_beside_the_form() -> None:
    empty = held("booking", ("proposed_plan", Answered.BLANK))
    assert outcome(empty, SUMMARY) == (Outcome.UNFINISHED, Reason.SECTIONS_EMPTY)


def test_a_summary_that_says_no_plan_or_is_another_childs_or_blank_does_not_serve() -> None:
    without = held("case_summary", ("proposed_plan", Answered.BLANK))
    others = held("case_summary", PLAN, of=MAISIE)
    blank = replace(SUMMARY, state=DocumentState.BLANK_TEMPLATE)
    for beside in (without, others, blank):
        assert outcome(held("booking"), beside) == (Outcome.UNSURE, Reason.SECTIONS_NOT_FOUND)
