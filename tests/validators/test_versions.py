"""Copies and older versions of one paper: which counts, and that nothing is counted twice or lost."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from casework.document import Document, DocumentState, DocumentType, Passage, Role
from casework.evidence import Place
from casework.finding import Outcome, Reason
from tests.validators.bundle import JAYDEN, MAISIE, child, paper
from validators.versions import are_one_paper, newest, stood_for, told, without_copies

TYPES = {
    "assessment": DocumentType("assessment", "Child and family assessment"),
    "minutes": DocumentType("minutes", "Minutes of the review meeting"),
}
STORY = (
    "The family moved to Holt Row in the summer and the health visitor has seen the baby twice since then. "
    "Both parents have kept each appointment that was made for them. The nursery says that mornings are calmer, "
    "that lunches are packed and that the older one now speaks about her week. Grandmother helps on Fridays."
)
MORE = " In March the housing officer confirmed a three-bedroom house, and the boiler was mended within a week."
OTHER = (
    "We met at the civic centre to look at how school is going. The head teacher told us that reading has come on, "
    "that maths remains hard and that playtimes can be noisy. We agreed that a mentor will start after Easter, that "
    "the nurse will look again at his hearing, and that we shall meet once more before the summer holidays begin."
)


def written(words: str, name: str = "a.docx", kind: str = "assessment", **about: Any) -> Document:
    passages = tuple(Passage(part, Place(paragraph=number)) for number, part in enumerate(words.split(". "), 1))
    return replace(paper(kind), **{"file": name, "content": name, "passages": passages, **about})


def test_the_same_bytes_under_two_names_are_one_paper() -> None:
    one, other = written(OTHER, "a.pdf", content="same"), written(OTHER, "b.pdf", content="same")
    found = stood_for([one, other], TYPES)
    assert without_copies([one, other], found) == (one,)
    assert [each.reason for each in told(found)] == [Reason.COPY]


def test_two_papers_of_one_word_file_are_no_copies_of_each_other() -> None:
    one, other = (
        written(words, "all.docx", content="same", begins=Place(paragraph=begins))
        for words, begins in ((STORY, 1), (OTHER, 9))
    )
    assert not stood_for([one, other], TYPES)
    again = replace(other, file="again.docx")
    kept = without_copies([one, other, again], stood_for([one, other, again], TYPES))
    assert sorted(each.begins.paragraph or 0 for each in kept if each.begins) == [1, 9]


def test_the_same_words_in_two_formats_are_one_paper() -> None:
    one, other = written(STORY, "a.docx"), written(STORY.upper(), "a.pdf")
    assert len(without_copies([one, other], stood_for([one, other], TYPES))) == 1


def test_different_papers_of_one_type_both_stay() -> None:
    papers = [written(STORY, "a.docx"), written(OTHER, "b.docx")]
    assert not stood_for(papers, TYPES)


def test_of_two_versions_the_newest_counts_and_the_older_is_named() -> None:
    older = written(STORY, "v1.docx", dated=date(2026, 1, 4))
    newer = written(STORY + MORE, "v2.docx", dated=date(2026, 3, 4))
    found = stood_for([newer, older], TYPES)
    assert newest([older, newer], found) == [newer]
    assert without_copies([older, newer], found) == (older, newer)
    (said,) = told(found)
    assert (said.reason, said.outcome) == (Reason.OLDER_VERSION, Outcome.NOTED)
    assert said.details["file"] == "v1.docx"
    assert said.details["other"] == "v2.docx"


def test_an_older_version_counts_where_the_newer_is_not_asked_for() -> None:
    older = written(STORY, "v1.docx", dated=date(2026, 1, 4))
    newer = written(STORY + MORE, "v2.docx", dated=date(2026, 3, 4))
    assert newest([older], stood_for([newer, older], TYPES)) == [older]


@pytest.mark.parametrize("signed", [DocumentState.SIGNED, DocumentState.FINAL, DocumentState.FILED])
def test_a_finished_version_counts_before_the_draft_of_it(signed: DocumentState) -> None:
    draft = written(STORY, "draft.docx", state=DocumentState.DRAFT, dated=date(2026, 2, 1))
    done = written(STORY + MORE, "done.pdf", state=signed, dated=date(2026, 2, 3))
    assert newest([draft, done], stood_for([draft, done], TYPES)) == [done]


def test_a_draft_that_came_after_what_was_signed_is_left_for_a_person_to_weigh() -> None:
    done = written(STORY, "done.pdf", state=DocumentState.SIGNED, dated=date(2026, 2, 1))
    draft = written(STORY + MORE, "draft.docx", state=DocumentState.DRAFT, dated=date(2026, 3, 1))
    assert not stood_for([done, draft], TYPES)


def test_the_minutes_of_another_day_are_other_minutes_however_alike() -> None:
    january = written(STORY, "a.docx", kind="minutes", dated=date(2026, 1, 4))
    march = written(STORY + MORE, "b.docx", kind="minutes", dated=date(2026, 3, 4))
    assert not stood_for([january, march], TYPES)


def test_the_same_plan_for_two_children_is_two_papers() -> None:
    one = written(STORY, "a.docx", children=(child(*MAISIE),))
    other = written(STORY, "b.docx", children=(child(*JAYDEN),))
    assert not stood_for([one, other], TYPES)


def test_papers_of_few_words_are_not_compared() -> None:
    assert not stood_for([written("See over", "a.docx"), written("See over", "b.docx")], TYPES)


def test_a_form_that_was_filled_in_since_is_no_copy_and_both_stay() -> None:
    first = written(STORY, "a.docx", role=Role.FORM)
    since = written(STORY + " Yes", "b.docx", role=Role.FORM)
    found = stood_for([first, since], TYPES)
    assert without_copies([first, since], found) == (first, since)
    assert newest([first, since], found) == [first, since]
    assert not told(found)


def test_two_papers_that_are_hardly_different_are_one_where_two_are_asked_for() -> None:
    one, other = written(STORY + MORE, "a.docx"), written(STORY + MORE + " Seen by the manager on Friday.", "b.pdf")
    older = written(OTHER, "c.docx")
    found = stood_for([one, other, older], TYPES)
    assert without_copies([one, other], found) == (one, other)
    assert are_one_paper(one, other, found)
    assert not are_one_paper(one, older, found)
