"""What sentences say of a fact in words that others may stand between."""

import pytest

from extractors.telling import is_cue, is_only_laid_down, may_be_told, told

AGREED = ["DCSW/Director ..6 agreed/approved", "agreed/approved by ..4 Director", "no FGC ..5 because"]


@pytest.mark.parametrize(
    "text",
    [
        "The Director of Children's Social Work has agreed to the placement.",
        "Approved by Mrs Tolhurst-Vane, Director of Children's Social Work, on 5 November.",
        "Placement agreed by Director, 2 November.",
        "We had no answer on Friday, but the DCSW agreed this morning.",
        "No FGC with this family because he came alone.",
    ],
)
def test_what_is_done_is_told_whatever_stands_between(text: str) -> None:
    assert told(text, AGREED) == {True}


@pytest.mark.parametrize(
    "text", ["The Director has not agreed.", "This was never approved by the Director.", "DCSW hasn't agreed to it."]
)
def test_a_refusal_turns_it_round(text: str) -> None:
    assert told(text, AGREED) == {False}


@pytest.mark.parametrize(
    "text",
    [
        "The placement must be agreed by the Director.",
        "DCSW to be asked; once agreed we will tell the carers.",
        "We hope that the Director will have agreed by Friday.",
        "Has the Director agreed?",
        "The Director was away. It was agreed by the family.",
        "The Director has written a long and careful mail about what had been agreed.",
    ],
)
def test_a_rule_a_hope_a_question_and_words_far_apart_tell_nothing(text: str) -> None:
    assert told(text, AGREED) == set()


def test_sentences_may_say_both() -> None:
    assert told("The Director agreed it in May. The Director has not agreed the rest.", AGREED) == {True, False}


def test_a_cue_is_known_by_its_gap_or_its_alternatives() -> None:
    assert is_cue("Director .. agreed")
    assert is_cue("agreed/approved")
    assert not is_cue("the Director has agreed")


@pytest.mark.parametrize(
    ("text", "is_only"),
    [
        ("A Family Group Conference must be held first.", True),
        ("If he goes back we will ask for a meeting and a conference held at home.", True),
        ("A conference was held on 3 May. One must be held again.", False),
    ],
)
def test_what_only_a_rule_or_a_condition_says_is_only_laid_down(text: str, is_only: bool) -> None:
    assert is_only_laid_down(text, "held") is is_only


def test_a_cue_is_looked_for_only_among_the_words_it_is_made_of() -> None:
    words = frozenset(["dcsw", "has", "ok", "d", "it", "by", "phone"])
    assert may_be_told(words, "Director/DCSW ..6 ok'd/agreed")
    assert not may_be_told(words, "Director/DCSW ..6 agreed/approved")
    assert may_be_told(words, "by ..3 phone/mail")


def test_words_far_before_a_cue_are_not_looked_at_so_that_no_paper_is_read_anew_at_each() -> None:
    assert told("Not " + "one word " * 5 + "the Director agreed", AGREED) == {False}
    assert told("Not " + "one word " * 50 + "the Director agreed", AGREED) == {True}
