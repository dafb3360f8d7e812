"""Facts: what the papers agree on; unknown where they disagree or do not say."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.answered import Answered
from casework.conditions import FactDefinition, FactKind, FactValue, Known, ShownBy, Silence
from casework.document import Document, DocumentState, Field, Passage, Role, Unreadable
from casework.evidence import Evidence, Place
from extractors.facts import gather_fact, value_of

ON = date(2026, 3, 10)
SEEN = Evidence("form.docx", Place(), "seen")
FIELD = FactDefinition("been_before", "Been before?", FactKind.YES_NO, (ShownBy(field="before"),), Silence.ASK)
WORDS = replace(
    FIELD,
    shown_by=(ShownBy(words=("support is in place",), no_words=("no support is in place",), not_words=("if",)),),
)
PAPER = replace(FIELD, shown_by=(ShownBy(document="plan"),), if_silent=Silence.TAKE_AS_NO)


def form(value: str = "", *lines: str, name: str = "form.docx", role: Role = Role.FORM) -> Document:
    answered = Answered.ANSWERED if value else Answered.BLANK
    field = Field("before", "Before?", value, answered, replace(SEEN, words=value))
    return Document(name, role=role, fields=(field,), passages=tuple(Passage(line, Place()) for line in lines))


def value(definition: FactDefinition, *documents: Document) -> Known | None:
    return gather_fact(documents, definition, ON).value


@pytest.mark.parametrize("text", ["20/01/2026", "Yes", "Twice", "No – but on 20 January 2026"])
def test_an_answer_says_yes(text: str) -> None:
    assert value(FIELD, form(text)) is True


@pytest.mark.parametrize("text", ["No", "None", "N/A", "not yet", "First time at panel", "has not been"])
def test_an_answer_that_begins_with_a_refusal_says_no(text: str) -> None:
    assert value(FIELD, form(text)) is False


def test_two_papers_that_disagree_leave_it_unknown_and_keep_both_their_words() -> None:
    fact = gather_fact([form("Yes"), form("No", name="b.docx")], FIELD, ON)
    assert fact.value is None
    assert {each.words for each in fact.evidence} == {"Yes", "No"}


@pytest.mark.parametrize(
    ("silence", "taken"),
    [(Silence.ASK, None), (Silence.UNKNOWN, None), (Silence.TAKE_AS_NO, False), (Silence.TAKE_AS_YES, True)],
)
def test_silence_means_what_the_policy_says_and_is_marked_as_assumed(silence: Silence, taken: bool | None) -> None:
    fact = gather_fact([form("")], replace(FIELD, if_silent=silence), ON)
    assert fact == FactValue("been_before", taken, (), assumed=taken is not None)


def test_words_count_in_forms_and_messages_and_not_in_other_papers() -> None:
    line = "Support is in place."
    assert value(WORDS, form("", line)) is True
    assert value(WORDS, form("", line, role=Role.MESSAGE)) is True
    assert value(WORDS, form("", line, role=Role.PAPER)) is None


@pytest.mark.parametrize(
    ("line", "said"),
    [("No support is in place.", False), ("If support is in place, nothing more is needed.", None), ("Support", None)],
)
def test_a_denial_is_not_read_as_the_words_inside_it_and_a_condition_says_nothing(line: str, said: bool | None) -> None:
    assert value(WORDS, form("", line)) is said


def test_an_empty_form_says_nothing() -> None:
    empty = replace(form("", "Support is in place? | Yes / No", name="blank.docx"), state=DocumentState.BLANK_TEMPLATE)
    assert value(WORDS, empty) is None
    assert value(WORDS, empty, form("", "No support is in place.")) is False


@pytest.mark.parametrize(("line", "said"), [("Support is in place? No.", False), ("Support is in place? Yes.", True)])
def test_a_printed_question_says_what_its_answer_says(line: str, said: bool) -> None:
    assert value(WORDS, form("", line)) is said


def test_a_paper_that_came_shows_a_fact_and_an_empty_or_unreadable_one_does_not() -> None:
    plan = Document("plan.docx", type="plan", why=(SEEN,))
    assert value(PAPER, plan) is True
    assert value(PAPER, replace(plan, state=DocumentState.BLANK_TEMPLATE)) is False
    assert value(PAPER, replace(plan, unreadable=Unreadable.DAMAGED)) is False
    assert value(PAPER, replace(plan, type="minutes", also=("plan",))) is True


def test_an_amount_and_a_date_and_a_choice_are_read_by_their_kind() -> None:
    def said(kind: FactKind, text: str, *choices: str) -> Known | None:
        return value(replace(FIELD, kind=kind, choices=choices), form(text))

    assert said(FactKind.AMOUNT, "£4,200") == Decimal(4200)
    assert said(FactKind.AMOUNT, "to be agreed with the provider") is None
    assert said(FactKind.DATE, "Tuesday 10 March 2026") == ON
    assert said(FactKind.CHOICE, "The duty team", "duty", "leaving care") == "duty"


@given(st.permutations([form("Yes"), form("No", name="b.docx"), form("", name="c.docx")]))
def test_the_order_of_papers_decides_nothing(documents: list[Document]) -> None:
    assert value(FIELD, *documents) is None


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("☐ support is in place ☒ none yet", None),
        ("What helps? ☐ support is in place ☒ school alone", None),
        ("support is in place ☐ school alone ☒", None),
        ("☒ support is in place ☐ school alone", True),
        ("school alone ☐ support is in place ☒", True),
        ("[x] school alone [ ] support is in place", None),
        ("He is at home ☐ support is in place ☒ (nan)", True),  # whose each box is cannot be told
    ],
)
def test_a_choice_that_nobody_ticked_says_nothing(line: str, said: bool | None) -> None:
    assert value(WORDS, form("", line)) is said


def test_in_a_paper_without_any_tick_every_choice_is_heard() -> None:
    assert value(WORDS, form("", "☐ support is in place")) is True
    assert value(WORDS, form("", "☐ support is in place", "☒ a move")) is None


def test_cues_are_heard_where_no_plain_words_say_it_and_a_refusal_before_plain_words_leaves_them_unsaid() -> None:
    fact = replace(
        FIELD,
        shown_by=(
            ShownBy(words=("consent to the plan",), no_words=("parents ..3 home/away",)),
            ShownBy(words=("parents ..4 signed/agreed",)),
        ),
    )
    assert _said(fact, "Both parents have now signed.") is True
    assert _said(fact, "Both parents have not signed.") is False
    assert _said(fact, "The parents were away.") is False
    assert _said(fact, "Mother refuses to consent to the plan.") is None
    assert _said(fact, "Parents must consent to the plan.") is None


def test_an_answer_that_begins_with_a_not_is_a_no() -> None:
    assert value_of("Not discussed at this panel since the order", FIELD) is False


def _said(fact: FactDefinition, text: str) -> object:
    form = Document("form.docx", role=Role.FORM, passages=(Passage(text, Place(paragraph=1)),))
    return gather_fact([form], fact, date(2026, 3, 5)).value
