"""Two papers of one kind are wanted: each answers one requirement, and one alone does not answer both unnoticed."""

from dataclasses import replace
from datetime import date

import pytest

from casework.calendar import Period
from casework.document import Document, DocumentState
from casework.finding import Outcome, Reason
from tests.validators.bundle import asked, document, findings, paper

NEW = paper("minutes", "new.docx", content="a", dated=date(2026, 2, 20))
OLD = paper("minutes", "old.docx", content="b", dated=date(2023, 5, 2))
LATEST = asked("latest", document("minutes"))
FIRST = asked("first", document("minutes"), not_the_same_as="latest")


def test_of_two_papers_each_answers_one() -> None:
    latest, first = findings([NEW, OLD], LATEST, FIRST)

    assert (latest.outcome, latest.documents) == (Outcome.MET, ("new.docx",))
    assert (first.outcome, first.documents) == (Outcome.MET, ("old.docx",))


def test_one_paper_alone_is_for_a_person() -> None:
    latest, first = findings([NEW], LATEST, FIRST)

    assert latest.outcome is Outcome.MET
    assert (first.outcome, first.reason) == (Outcome.UNSURE, Reason.SAME_PAPER)


def test_one_paper_alone_that_meets_an_age_is_the_new_one_and_the_old_one_is_missing() -> None:
    fresh = asked("latest", document("minutes", within=Period(6, "months")))
    latest, first = findings([NEW], fresh, FIRST)

    assert (latest.outcome, first.outcome) == (Outcome.MET, Outcome.MISSING)


def test_a_copy_under_another_name_is_no_second_paper() -> None:
    _, first = findings([NEW, replace(NEW, file="again.docx")], LATEST, FIRST)

    assert first.reason is Reason.SAME_PAPER


def test_one_paper_may_serve_twice_and_a_second_is_still_preferred() -> None:
    twice = replace(FIRST, may_serve_twice=True)

    assert [each.outcome for each in findings([NEW], LATEST, twice)] == [Outcome.MET, Outcome.MET]
    assert [each.documents for each in findings([NEW, OLD], LATEST, twice)] == [("new.docx",), ("old.docx",)]


def test_the_other_paper_may_answer_the_first_where_it_cannot_answer_the_second() -> None:
    fresh = asked("latest", document("minutes", within=Period(6, "months")), not_the_same_as="first")
    first, latest = findings([NEW, OLD], asked("first", document("minutes")), fresh)

    assert (latest.outcome, latest.documents) == (Outcome.MET, ("new.docx",))
    assert (first.outcome, first.documents) == (Outcome.MET, ("old.docx",))


@pytest.mark.parametrize("papers", [[NEW, OLD], [OLD, NEW]])
def test_the_order_of_the_files_decides_nothing(papers: list[Document]) -> None:
    assert findings(papers, LATEST, FIRST)[1].documents == ("old.docx",)


def test_a_first_draft_of_a_form_is_not_taken_for_the_form_that_is_there_finished() -> None:
    wants = asked("form", document("form"))
    done = paper("form", "form.docx", content="a", state=DocumentState.SIGNED, dated=date(2026, 2, 20))
    draft = replace(done, file="old.docx", content="b", state=DocumentState.DRAFT, dated=None)

    assert [each.documents for each in findings([draft, done], wants)] == [("form.docx",)]
    assert [each.documents for each in findings([draft], wants)] == [("old.docx",)]
    later = replace(draft, dated=date(2026, 2, 25))
    assert [each.documents for each in findings([later, done], wants)] == [("old.docx",)]
