"""How like a paper's words are to those of each type: learned from examples, shown with the words that decided."""

from __future__ import annotations

import pytest

from casework.evidence import Place
from casework.learned import Weights
from extractors.likeness import NOTHING, alike, words_of
from extractors.reading import Paragraph, Reading
from tests.evaluation.learn import Example, learned
from tests.evaluation.texts import reading_of

MINUTES = (
    "apologies received chair opened meeting",
    "chair thanked meeting apologies noted",
    "meeting chair apologies",
)
PLANS = ("tasks agreed who does what", "who does what by when tasks", "tasks who when what")
NEWS = ("cake sale on friday", "cake and raffle friday sale", "friday cake raffle")


@pytest.fixture(scope="module")
def weights() -> Weights:
    known = {"minutes": MINUTES, "plan": PLANS, NOTHING: NEWS}
    return learned(
        [
            Example(dict.fromkeys(words_of(reading_of(text)), 1.0), kind, "x")
            for kind, all_ in known.items()
            for text in all_
        ]
    )


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("the chair gave apologies to the meeting", "minutes"),
        ("what tasks, who and when", "plan"),
        ("raffle and cake", NOTHING),
    ],
)
def test_a_paper_is_most_like_those_that_use_its_words(weights: Weights, said: str, kind: str) -> None:
    found = alike(words_of(reading_of(said)), weights)
    assert found[0].type == kind
    assert sum(each.share for each in found) == pytest.approx(1.0)
    assert set(found[0].words) <= set(said.replace(",", "").split())


def test_words_nobody_learned_are_like_nothing(weights: Weights) -> None:
    assert alike(words_of(reading_of("zebra crossing")), weights) == []


def test_a_word_said_often_counts_once(weights: Weights) -> None:
    once = alike(words_of(reading_of("chair apologies meeting tasks")), weights)
    often = alike(words_of(reading_of("chair apologies meeting tasks " + "tasks " * 30)), weights)
    assert often == once


def test_figures_say_nothing_and_the_opening_counts_apart() -> None:
    reading = Reading((Paragraph("Meeting 3.4.26 at 10am", Place()), Paragraph("word " * 60 + "late", Place())))
    words = words_of(reading)
    assert {"meeting", "^meeting", "late"} <= words
    assert "^late" not in words
    assert not any(letter.isdigit() for word in words for letter in word)


def test_the_same_examples_always_teach_the_same(weights: Weights) -> None:
    known = {"minutes": MINUTES, "plan": PLANS, NOTHING: NEWS}
    again = learned(
        [
            Example(dict.fromkeys(words_of(reading_of(text)), 1.0), kind, "x")
            for kind, all_ in known.items()
            for text in all_
        ]
    )
    assert again == weights


def test_what_is_shipped_knows_a_paper_that_names_itself_nowhere() -> None:
    said = (
        "Present: Ms Bell (chair), Mr Orme, solicitor for mother, Ms Quill, local authority solicitor. The letter was "
        "sent to both parents because we are thinking of going to court. We want to avoid that. The parents agreed to "
        "the hair strand test and to the parenting assessment. We meet again in six weeks to see what has changed."
    )
    assert alike(words_of(reading_of(said)))[0].type == "plo_meeting_minutes"
