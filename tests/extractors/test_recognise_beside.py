"""What stands beside a paper's name: the court it is filed in, the panel it is for, words that only ask for it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.build.content import Block, Fields, Heading, Paper, Text
from tests.build.docx import docx_of
from tests.build.pdf import pdf_of
from tests.extractors.conftest import ReadBytes

PROSE = "Kayleigh has missed two appointments and the school remains worried about attendance."
COURT = Heading("IN THE FAMILY COURT AT BODMIN", 1)

PAPERS: dict[str, tuple[str | None, Sequence[Block]]] = {
    "a statement under the court's name": (
        "swet",
        [COURT, Heading("Social Work Evidence Template", 1), Heading("Case details", 2), PROSE],
    ),
    "a plan under the court's name": (
        "court_care_plan",
        [COURT, Heading("IN THE MATTER OF THE CHILDREN ACT 1989", 1), Heading("Interim Care Plan", 1), PROSE],
    ),
    "directions under the court's name": (
        "case_management_order",
        [COURT, Heading("Case Management Order No. 4", 1), PROSE, Heading("IT IS ORDERED", 2), PROSE],
    ),
    "an order under the court's name": ("court_order", [COURT, Heading("Supervision Order", 1), PROSE]),
    "the court's name alone": (None, [COURT, PROSE]),
    "a name with articles that its form leaves out": (
        "temporary_approval_regulation_24",
        [Heading("Placement of a Child with a Connected Person", 1), PROSE],
    ),
    "a conference asked for": (
        "fgc_referral",
        [
            Heading("Referral to the Family Group Conference Service", 1),
            Fields([("Child", "Kayleigh Tolliver")]),
            PROSE,
        ],
    ),
    "a conference held": ("fgc_minutes", [Heading("Family Group Conference notes", 1), PROSE]),
    "an invitation to a meeting": (
        None,
        [Heading("Invitation to Pre-Proceedings Meeting", 1), "You are asked to come on 4 June 2026.", PROSE],
    ),
    "an agenda of a meeting": (None, [Heading("Agenda for Legal Planning Meeting", 1), "Introductions", PROSE]),
    "an agenda with its minutes": (
        "legal_planning_meeting_minutes",
        [Heading("Agenda and minutes of Legal Planning Meeting", 1), PROSE],
    ),
    "a panel's note under the panel's name": (
        "panel_decision_record",
        [
            Heading("Legal Planning and New Admissions Panel", 1),
            Text("Attendance note"),
            Fields([("Date of panel", "3 March 2026"), ("Child", "Kayleigh Tolliver")]),
            PROSE,
        ],
    ),
    "a panel form with shorter headings whose decision is filled in": (
        "panel_decision_record",
        [
            Heading("Panel Application", 0),
            Fields([("Panel name", "Practice and Resource Panel"), ("Team Manager", "A. Example")]),
            Heading("Panel Discussion & Decisions", 1),
            Fields([("Panel decision", "Agreed"), ("Decision rationale", "Support at home was tried first.")]),
        ],
    ),
    "a panel form decided, its parts parted by rows of one table": (
        "panel_decision_record",
        [
            Heading("Panel Application", 0),
            Fields(
                [
                    ("Panel name", "Practice and Resource Panel"),
                    ("Team Manager", "A. Example"),
                    ("Panel Discussion & Decisions", ""),
                    ("Panel decision", "Agreed"),
                    ("Decision rationale", "Support at home was tried first."),
                ]
            ),
        ],
    ),
    "a panel form with a last word of who asks below the panel's own part": (
        "panel_application_form",
        [
            Heading("Panel Application", 0),
            Fields([("Panel name", "Practice and Resource Panel"), ("Team Manager", "A. Example")]),
            Heading("Panel Discussion & Decisions", 1),
            Fields([("Panel decision", ""), ("Decision rationale", ""), ("Review date", "")]),
            Text("The two of us will come to the panel, and nobody has been moved since the spring."),
        ],
    ),
    "an early help assessment that shares its letters": (
        "early_help_assessment",
        [
            Heading("Child and Family Assessment (CAF)", 1),
            Fields([("Young person", "Kayleigh Tolliver")]),
            "Reason for this early help assessment: attendance has fallen.",
        ],
    ),
    "a panel's minutes whose name runs over two lines": (
        "panel_decision_record",
        [Heading("Complex Needs Panel", 1), Heading("Minutes, Tuesday 3 March 2026, 2pm", 1), PROSE],
    ),
}


@pytest.mark.parametrize("kind", ["docx", "pdf"])
@pytest.mark.parametrize("name", PAPERS)
def test_what_stands_beside_a_name_does_not_hide_it(name: str, kind: str, read_bytes: ReadBytes) -> None:
    expected, blocks = PAPERS[name]
    paper = Paper(list(blocks))
    document = read_bytes(docx_of(paper) if kind == "docx" else pdf_of(paper), kind)
    assert document.type == expected, (document.confidence, document.likeliest, [seen.words for seen in document.why])
