"""What people send in these journeys: bundles that are complete, or lack one thing. Each paper is made only once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from tests.build import papers
from tests.build.people import JAYDEN, MAISIE, Child

PLAN = "Tolliver parenting assessment plan.docx"
MINUTES = "Tolliver PLO minutes.docx"
CHRONOLOGY = "Pengelly chronology.docx"
OTHER_BIRTHDAY = replace(JAYDEN, born=date(2018, 4, 2))


@cache
def made(maker: Callable[..., bytes], **how: Any) -> bytes:
    """A paper, from memory where it was made before."""
    return maker(**how)


def week_6(child: Child = JAYDEN, *without: str) -> dict[str, bytes]:
    """Everything that Buckinghamshire asks for at week 6."""
    whole = {
        "Tolliver booking form.docx": made(papers.booking_form, child=child),
        "Tolliver SWET.docx": made(papers.swet, child=child),
        "Tolliver letter.pdf": made(papers.letter_before_proceedings, child=child, as_pdf=True),
        MINUTES: made(papers.plo_meeting_minutes, child=child),
        "Tolliver panel note.docx": made(papers.attendance_note, child=child),
        PLAN: made(papers.parenting_assessment_plan, child=child),
    }
    return {name: content for name, content in whole.items() if name not in without}


def incomplete(child: Child = JAYDEN) -> dict[str, bytes]:
    """The same without the parenting assessment plan."""
    return week_6(child, PLAN)


def plan(child: Child = JAYDEN) -> dict[str, bytes]:
    """The paper that was missing."""
    return {PLAN: made(papers.parenting_assessment_plan, child=child)}


def gateway_form(child: Child = MAISIE, blank: tuple[str, ...] = ()) -> dict[str, bytes]:
    """Devon's form, for its Legal Gateway Panel."""
    request = "To issue care proceedings. We ask to be heard on Thursday 12 March 2026."
    named = {"childrens_names": child.name, "per_grp_number": child.number, "request": request}
    return {"Pengelly panel application.docx": made(papers.panel_application_form, blank=blank, **named)}


def legal_gateway(child: Child = MAISIE, *without: str, assessed: date = date(2026, 2, 10)) -> dict[str, bytes]:
    """A bundle for that panel: ready, unless the assessment is older than six months."""
    whole = {
        **gateway_form(child),
        "Pengelly assessment.docx": made(papers.child_and_family_assessment, child=child, dated=assessed),
        CHRONOLOGY: made(papers.social_work_chronology, child=child),
        "Pengelly care plan.docx": made(papers.court_care_plan, child=child),
    }
    return {name: content for name, content in whole.items() if name not in without}


def old_assessment(child: Child = MAISIE) -> dict[str, bytes]:
    """A bundle that a person must look at, because the council does not say how old an assessment may be."""
    return legal_gateway(child, assessed=date(2025, 6, 9))
