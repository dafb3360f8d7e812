"""What forms and mails say of a fact, in words that people use, as the shipped policy understands them."""

from datetime import date

import pytest

from casework.conditions import Known
from casework.document import Document, Passage, Role
from casework.evidence import Place
from extractors.facts import gather_fact
from extractors.known_labels import Labels
from validators.load_policy import load_policy

POLICY = load_policy()


def told(authority: str, fact: str, words: str) -> Known | None:
    form = Document("form.docx", role=Role.FORM, passages=(Passage(words, Place()),))
    found = gather_fact([form], POLICY.facts_of(authority)[fact], date(2026, 3, 10))
    return None if found.assumed else found.value


@pytest.mark.parametrize(
    "label",
    ["Heard before?", "Been to panel before", "Previously presented to panel?", "At panel before?", "Last panel"],
)
@pytest.mark.parametrize("form", ["legal_planning_new_admissions_booking_form", "swindon_panel_request_form"])
def test_forms_ask_in_many_words_whether_a_case_was_heard(form: str, label: str) -> None:
    kind = POLICY.document_types[form]
    key = Labels.of_form(kind).key_of(label)
    assert key is not None
    assert {field for field, words in kind.labels if Labels([words]).key_of(label)} == {"previous_panel_date"}


@pytest.mark.parametrize(
    "words",
    ["New to this panel, never been before. Asking you to agree an assessment.", "First time at panel for this family.",
     "We have never been to the Legal Gateway Panel.", "This case has not been to this panel."],
)  # fmt: skip
def test_a_case_said_to_be_new_to_the_panel_is_a_new_case(words: str) -> None:
    assert told("devon", "legal_gateway_new_case", words) is True
    assert told("devon", "legal_gateway_review_case", words) is False


@pytest.mark.parametrize("words", ["A new plan for this panel to see.", "He is new to this school."])
def test_other_new_things_say_nothing_of_the_case(words: str) -> None:
    assert told("devon", "legal_gateway_new_case", words) is None
    assert told("devon", "attended_panel_before", words) is None


@pytest.mark.parametrize(
    ("words", "been"),
    [
        ("You have not had him on your list up to now, so there is no note to send.", False),
        ("You have never had this family on your agenda before.", False),
        ("You have not had her on your list for Tuesday.", None),
        ("You had her on your list in May.", None),
    ],
)
def test_a_case_that_the_panel_never_listed_was_never_there(words: str, been: bool | None) -> None:
    assert told("buckinghamshire", "attended_panel_before", words) is been


@pytest.mark.parametrize(
    ("words", "safeguarding"),
    [
        ("We want her to come into care because she isn’t safe at home.", True),
        ("This is not family breakdown: he has been hurt.", True),
        ("It is not safe for her at home? No, it is family breakdown.", False),
        ("This is family breakdown, mum cannot cope.", False),
        ("This is safeguarding rather than family breakdown.", True),
        ("Not family breakdown, school said; mum says family breakdown.", None),
        ("She feels settled at home.", None),
    ],
)
def test_why_a_child_is_to_be_accommodated_is_told(words: str, safeguarding: bool | None) -> None:
    assert told("devon", "s20_because_of_safeguarding", words) is safeguarding
