"""What people send in these journeys: bundles that are complete, or lack one thing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from tests.build import papers
from tests.build.content import Value
from tests.build.people import JAYDEN, MAISIE, Child

PLAN = "Tolliver parenting assessment plan.docx"
MINUTES = "Tolliver PLO minutes.docx"
OTHER_BIRTHDAY = replace(JAYDEN, born=date(2018, 4, 2))


def week_6(child: Child = JAYDEN, *without: str, answers: Mapping[str, Value] | None = None) -> dict[str, bytes]:
    """Everything that Buckinghamshire asks for at week 6."""
    whole = {
        "Tolliver booking form.docx": papers.booking_form(child=child, answers=answers),
        "Tolliver SWET.docx": papers.swet(child=child),
        "Tolliver letter.pdf": papers.letter_before_proceedings(child=child, as_pdf=True),
        MINUTES: papers.plo_meeting_minutes(child=child),
        "Tolliver panel note.docx": papers.attendance_note(child=child),
        PLAN: papers.parenting_assessment_plan(child=child),
    }
    return {name: content for name, content in whole.items() if name not in without}


def incomplete(child: Child = JAYDEN) -> dict[str, bytes]:
    """The same without the parenting assessment plan."""
    return week_6(child, PLAN)


def plan(child: Child = JAYDEN) -> dict[str, bytes]:
    """The paper that was missing."""
    return {PLAN: papers.parenting_assessment_plan(child=child)}


def legal_gateway(child: Child = MAISIE, *, assessed: date = date(2026, 2, 10), **form: Value) -> dict[str, bytes]:
    """A bundle for Devon's Legal Gateway Panel: ready, unless the assessment is older than six months."""
    request = "To issue care proceedings. We ask to be heard on Thursday 12 March 2026."
    named = {"childrens_names": child.name, "per_grp_number": child.number, "request": request}
    return {
        "Pengelly panel application.docx": papers.panel_application_form(**{**named, **form}),
        "Pengelly assessment.docx": papers.child_and_family_assessment(child=child, dated=assessed),
        "Pengelly chronology.docx": papers.social_work_chronology(child=child),
        "Pengelly care plan.docx": papers.court_care_plan(child=child),
    }


def old_assessment(child: Child = MAISIE) -> dict[str, bytes]:
    """A bundle that a person must look at, because the council does not say how old an assessment may be."""
    return legal_gateway(child, assessed=date(2025, 6, 9))
