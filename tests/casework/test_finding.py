"""The verdict follows from the findings, and from nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.finding import About, Finding, Outcome, Reason, Verdict, reach_verdict

PLAIN = st.builds(Finding, st.sampled_from(About), st.just("subject"), st.sampled_from(Outcome), st.just(Reason.FOUND))
HOLDS_NOTHING_UP = (Outcome.MET, Outcome.NOT_NEEDED, Outcome.WAIVED, Outcome.READ_ELSEWHERE, Outcome.NOTED)
FOR_THE_SENDER = (Outcome.PROMISED, Outcome.MISSING, Outcome.OUT_OF_DATE, Outcome.UNFINISHED, Outcome.ASK)


def one(outcome: Outcome, about: About = About.REQUIREMENT) -> Finding:
    return Finding(about, "subject", outcome, Reason.FOUND)


@pytest.mark.parametrize("outcome", HOLDS_NOTHING_UP)
def test_what_holds_nothing_up_leaves_a_request_ready(outcome: Outcome) -> None:
    assert reach_verdict([one(Outcome.MET), one(outcome)]) is Verdict.READY


@pytest.mark.parametrize("outcome", FOR_THE_SENDER)
def test_what_the_social_worker_must_do_makes_a_request_incomplete(outcome: Outcome) -> None:
    assert reach_verdict([one(Outcome.MET), one(outcome)]) is Verdict.INCOMPLETE


@given(st.lists(PLAIN))
def test_one_doubt_refers_whatever_else_was_found(findings: list[Finding]) -> None:
    assert reach_verdict([*findings, one(Outcome.UNSURE)]) is Verdict.REFERRED


@given(st.lists(PLAIN))
def test_the_order_of_findings_decides_nothing(findings: list[Finding]) -> None:
    assert reach_verdict(findings) is reach_verdict(reversed(findings))


def test_nothing_found_is_never_ready() -> None:
    assert reach_verdict([]) is Verdict.REFERRED


@given(st.lists(PLAIN.filter(lambda finding: finding.about is About.SUBMISSION)))
def test_remarks_about_the_submission_alone_are_never_ready(findings: list[Finding]) -> None:
    assert reach_verdict(findings) is Verdict.REFERRED


def test_every_outcome_says_who_acts() -> None:
    assert {outcome.who_acts for outcome in HOLDS_NOTHING_UP} == {"nobody"}
    assert {outcome.who_acts for outcome in FOR_THE_SENDER} == {"social_worker"}
    assert set(Outcome) == {*HOLDS_NOTHING_UP, *FOR_THE_SENDER, Outcome.UNSURE}
