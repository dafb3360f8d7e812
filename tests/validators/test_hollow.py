"""Papers with a name and nothing in them, and answers that only point elsewhere: for a person, and never enough."""

from dataclasses import replace

import pytest

from casework.answered import Answered
from casework.checklist import Requirement
from casework.document import Document, Passage
from casework.evidence import Place
from casework.finding import Outcome, Reason
from tests.validators.bundle import PLACEHOLDERS, TYPES, asked, document, field, finding, paper, section

ASSESSMENT = asked("assessment", document("assessment"))
LONG = "Jayden has lived with his grandmother since the summer and goes to the school at the end of her road."


def passages(*texts: str, heading: bool = False) -> tuple[Passage, ...]:
    return tuple(Passage(text, Place(paragraph=n), heading) for n, text in enumerate(texts, 1))


def outcome(one: Document) -> Outcome:
    return outcome_of(one, ASSESSMENT)


def outcome_of(one: Document, requirement: Requirement) -> Outcome:
    return finding([one], requirement).outcome


def test_a_paper_with_nothing_under_any_of_its_headings_is_for_a_person_who_is_told_which() -> None:
    headings = ("reason", "analysis", "views")
    found = finding([paper("assessment", sections=tuple(section(each, empty=True) for each in headings))], ASSESSMENT)
    assert (found.outcome, found.reason) == (Outcome.UNSURE, Reason.SECTIONS_EMPTY)
    assert found.blank == ("Reason", "Analysis", "Views")


def test_one_full_section_is_enough_where_no_sections_are_asked_for() -> None:
    told = (section("reason", empty=True), section("analysis", empty=True), section("views"))
    assert outcome(paper("assessment", sections=told)) is Outcome.MET


@pytest.mark.parametrize("words", ["Assessment", "To follow.", "This will be sent on Monday."])
def test_a_title_page_is_not_the_paper(words: str) -> None:
    title = passages("Assessment", heading=True)
    assert outcome(paper("assessment", passages=title + passages(words))) is Outcome.UNSURE
    assert outcome(paper("assessment", passages=title + passages(LONG))) is Outcome.MET


def test_a_form_with_its_headings_alone_is_for_a_person_and_one_with_an_answer_is_not() -> None:
    bare = paper("form", passages=passages("Request form", "The child", "What we ask for", "Costs", heading=True))
    requirement = asked("form", document("form"))
    assert outcome_of(bare, requirement) is Outcome.UNSURE
    assert outcome_of(replace(bare, fields=(field("why", ""),)), requirement) is Outcome.UNSURE
    assert outcome_of(replace(bare, fields=(field("why", "He cannot go home."),)), requirement) is Outcome.MET
    assert outcome_of(replace(bare, passages=bare.passages + passages(LONG)), requirement) is Outcome.MET


def test_a_chronology_that_tells_of_no_event_is_for_a_person() -> None:
    kinds = {**TYPES, "chronology": replace(TYPES["chronology"], dated_by_last_row=True)}
    about = ("Date of birth: 02/04/2019", "Last updated: 24/02/2026, by the social worker who knows the family best")
    empty = paper("chronology", passages=passages(*about))
    told = paper("chronology", passages=passages(*about, "14 January 2024: police called to the flat"))
    requirement = asked("chronology", document("chronology"))
    assert finding([empty], requirement, types=kinds).outcome is Outcome.UNSURE
    assert finding([told], requirement, types=kinds).outcome is Outcome.MET


@pytest.mark.parametrize(
    "words",
    [
        "See attached",
        "Please see attached.",
        "See assessment for details",
        "As per care plan",
        "Attached",
        "is enclosed",
    ],
)
def test_an_answer_that_points_elsewhere_is_for_a_person(words: str) -> None:
    requirement = asked("form", document("form", fields=("why",)))
    found = finding([paper("form", fields=(field("why", words),))], requirement)
    assert (found.outcome, found.blank) == (Outcome.UNSURE, ("Why now?",))


@pytest.mark.parametrize(
    "words",
    [
        "To see Mum at home",
        "The parents separated in May",
        "He is attached to his grandmother",
        f"See attached. {LONG}",
    ],
)
def test_an_answer_that_says_something_is_an_answer(words: str) -> None:
    assert PLACEHOLDERS.said_by(words) is Answered.ANSWERED


def test_a_section_that_points_elsewhere_is_for_a_person() -> None:
    requirement = asked("assessment", document("assessment", sections=("analysis",)))
    elsewhere = replace(section("analysis"), answered=Answered.ELSEWHERE)
    assert finding([paper("assessment", sections=(elsewhere,))], requirement).reason is Reason.SECTIONS_NOT_FOUND
