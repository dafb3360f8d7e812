"""A request that may be one of a few of the same panel: only if all would be answered alike nobody need choose."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from casework.checklist import IfNone
from casework.finding import About, Finding, Outcome, Reason, Verdict, reach_verdict
from casework.panel import Panel, RequestType
from casework.request import Request, Sitting
from panelready.whichever import Judged, fits_another, may_be_ready, same_whichever
from tests.validators.bundle import asked, checklist, document, paper

PANEL = Panel("board", "Board", "first", request_types=(RequestType("loan", "Loan"), RequestType("gift", "Gift")))


def found(subject: str, outcome: Outcome, reason: Reason = Reason.FOUND) -> Finding:
    return Finding(About.REQUIREMENT, subject, outcome, reason)


def judged(kind: str, *findings: Finding) -> Judged:
    return Request("anywhere", "first", "board", kind), list(findings)


MISSING = found("plan", Outcome.MISSING, Reason.NOT_THERE)
MET = found("form", Outcome.MET)


def test_the_likeliest_is_judged_and_the_others_are_told_where_all_are_answered_alike() -> None:
    alike = same_whichever([judged("loan", MET, MISSING), judged("gift", MISSING)], PANEL)
    assert alike is not None
    request, findings = alike
    assert request.request_type == "loan"
    assert findings[-1].reason is Reason.MAY_BE_ANOTHER
    assert findings[-1].details["others"] == "“Gift”"
    assert reach_verdict(findings) is Verdict.INCOMPLETE


def test_it_is_never_ready_where_one_of_them_would_not_be() -> None:
    assert same_whichever([judged("loan", MET), judged("gift", MET, MISSING)], PANEL) is None
    assert same_whichever([judged("loan", MET, MISSING), judged("gift", MET)], PANEL) is None


def test_papers_that_are_ready_under_each_are_ready() -> None:
    alike = same_whichever([judged("loan", MET), judged("gift", MET, found("plan", Outcome.MET))], PANEL)
    assert alike is not None
    assert reach_verdict(alike[1]) is Verdict.READY


def test_another_sitting_is_another_answer() -> None:
    request, findings = judged("gift", MET)
    later = replace(request, sitting=Sitting(day=date(2026, 3, 31)))
    assert same_whichever([judged("loan", MET), (later, findings)], PANEL) is None


def test_what_a_person_must_look_at_anyway_stays_open() -> None:
    unsure = found("plan", Outcome.UNSURE, Reason.WHOSE_IS_IT)
    assert same_whichever([judged("loan", unsure), judged("gift", unsure)], PANEL) is None


def test_one_alone_is_no_choice() -> None:
    assert same_whichever([judged("loan", MET)], PANEL) is None


def test_papers_that_are_all_another_request_needs_and_more_than_this_one_has_are_for_a_person() -> None:
    plan = found("plan", Outcome.MET)
    doubt = fits_another(judged("loan", MET, MISSING, MISSING), [judged("gift", MET, plan)], PANEL)
    assert doubt is not None
    assert (doubt.reason, doubt.outcome, doubt.details["others"]) == (Reason.FITS_ANOTHER, Outcome.UNSURE, "“Gift”")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((MET, MISSING), (MET, found("plan", Outcome.MET))),  # one is forgotten easily
        ((MET, MISSING, MISSING), (MET,)),  # no more than this one has
        ((MET, MISSING, MISSING), (MET, found("plan", Outcome.MET), found("letter", Outcome.MISSING))),
        ((MET, found("plan", Outcome.UNFINISHED)), (MET, found("plan", Outcome.MET))),  # nothing is missing
        ((MET,), (MET, found("plan", Outcome.MET))),
    ],
)
def test_other_papers_decide_nothing(one: tuple[Finding, ...], other: tuple[Finding, ...]) -> None:
    assert fits_another(judged("loan", *one), [judged("gift", *other)], PANEL) is None


def test_only_what_every_paper_is_there_for_may_be_ready() -> None:
    plan, letter = asked("plan", document("minutes")), asked("letter", document("assessment"))
    asks = checklist(plan, letter)
    assert not may_be_ready(asks, [paper("minutes")])
    assert may_be_ready(asks, [paper("minutes"), paper("assessment")])
    assert may_be_ready(checklist(plan, replace(letter, if_none=IfNone.NOTE)), [paper("minutes")])
    assert not may_be_ready(None, [paper("minutes")])
