"""A paper that did not come, and of which the sender said that it will follow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from casework.checklist import EitherOf, Requirement
from casework.document import Document
from casework.finding import Finding, Outcome, Reason, Verdict, reach_verdict
from casework.promise import Promise
from tests.validators.bundle import (
    SITTING,
    TODAY,
    TYPES,
    asked,
    checklist,
    document,
    field_in,
    paper,
    seen,
    unreadable,
)
from validators.check import check
from validators.match import Papers

FRIDAY = TODAY + timedelta(days=1)
WORDS = seen("cover.eml", "Chronology to follow")


def promise(kind: str, by: date | None = FRIDAY) -> Promise:
    return Promise(kind, by, (WORDS,))


def judged(papers: Sequence[Document], requirement: Requirement, *promised: Promise, **told: Any) -> Finding:
    held = Papers(papers, TYPES, SITTING, TODAY, promised={each.type_id: each for each in promised})
    (finding,) = check(checklist(requirement), replace(held, **told), {}, {})
    return finding


CHRONOLOGY = asked("chronology", document("chronology"))


def test_a_promised_paper_is_for_the_social_worker_with_the_day_and_the_words() -> None:
    found = judged([], CHRONOLOGY, promise("chronology"))
    assert (found.outcome, found.reason) == (Outcome.PROMISED, Reason.PROMISED)
    assert found.outcome.who_acts == "social_worker"
    assert found.details == {"types": "chronology", "by": FRIDAY.isoformat()}
    assert found.evidence == (WORDS,)


def test_a_promise_never_makes_ready() -> None:
    found = [judged([], CHRONOLOGY, promise("chronology")), judged([paper("minutes")], asked("m", document("minutes")))]
    assert reach_verdict(found) is Verdict.INCOMPLETE


def test_a_promise_without_a_day_stands() -> None:
    found = judged([], CHRONOLOGY, promise("chronology", None))
    assert (found.outcome, found.details["by"]) == (Outcome.PROMISED, "")


def test_a_promised_paper_that_has_come_is_met() -> None:
    assert judged([paper("chronology")], CHRONOLOGY, promise("chronology")).outcome is Outcome.MET


@pytest.mark.parametrize(
    ("today", "outcome"),
    [
        (TODAY, Outcome.PROMISED),
        (FRIDAY, Outcome.PROMISED),
        (FRIDAY + timedelta(days=1), Outcome.MISSING),
    ],
)
def test_a_promise_stands_until_its_day_has_gone_by(today: date, outcome: Outcome) -> None:
    assert judged([], CHRONOLOGY, promise("chronology"), today=today).outcome is outcome


def test_a_broken_promise_is_told_with_its_day() -> None:
    found = judged([], CHRONOLOGY, promise("chronology"), today=FRIDAY + timedelta(days=1))
    assert (found.reason, found.details["was_by"]) == (Reason.NOT_THERE, FRIDAY.isoformat())


def test_a_file_that_cannot_be_read_comes_before_a_promise() -> None:
    found = judged([unreadable()], CHRONOLOGY, promise("chronology"))
    assert (found.outcome, found.reason) == (Outcome.UNSURE, Reason.MAYBE_UNREADABLE)


def test_a_promise_of_another_paper_changes_nothing() -> None:
    assert judged([], CHRONOLOGY, promise("minutes")).outcome is Outcome.MISSING


def test_a_promise_cannot_fill_in_a_field() -> None:
    assert judged([], asked("cost", field_in("cost", "form")), promise("form")).outcome is Outcome.MISSING


def test_a_paper_that_falls_short_is_not_excused_by_a_promise_of_it() -> None:
    held, need = [paper("chronology", sections=())], asked("c", document("chronology", sections=("events",)))
    assert judged(held, need, promise("chronology")) == judged(held, need)


def test_of_either_of_two_papers_the_later_promise_counts() -> None:
    either = asked("either", EitherOf((document("chronology"), document("minutes"))))
    later = promise("minutes", FRIDAY + timedelta(days=7))
    found = judged([], either, promise("chronology"), later)
    assert (found.details["types"], found.details["by"]) == ("chronology,minutes", "2026-03-13")
    found = judged([], either, promise("chronology"), later, today=FRIDAY + timedelta(days=2))
    assert (found.outcome, found.details["types"]) == (Outcome.PROMISED, "minutes")


def test_nothing_follows_from_no_promise() -> None:
    missing = judged([], CHRONOLOGY)
    assert missing.outcome is Outcome.MISSING and "was_by" not in missing.details
