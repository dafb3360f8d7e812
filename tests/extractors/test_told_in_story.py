"""Is a form answered whose writer told it all as a story in one box, but for what the story leaves out?"""

from __future__ import annotations

import pytest

from casework.answered import Answered
from casework.document import Field
from extractors.catalogue import Catalogue
from extractors.fields import fields_of
from extractors.reading import Reading
from tests.extractors.test_cost_tables import table

TOLD = {
    "duration": "We think it will take about twenty weeks from the day on which the worker can begin.",
    "exit_plan": "We would come back to you in September, and it can end when Ann has slept at home for a month.",
    "options_considered": "Before we wrote this we thought about a foster home and about her aunt, who has no room.",
    "contingency_plan": "If the money is not agreed we would hold a meeting and ask her aunt for two nights a week.",
}
BEGINS = (
    "I have known Ann since she came to our school and her mother rang me on a Sunday night. She is a quiet girl who"
    " draws houses with very large doors. What we ask for is a worker who comes at tea time on four days and stays"
    " until she is asleep. The last such worker left in May and nobody has come since then. Her mother goes to work at"
    " six and her nan has the little ones. Everybody at the meeting said that the evenings are what goes wrong, and"
    " that the mornings are good."
)


def read(catalogue: Catalogue, *sentences: str, extra: tuple[tuple[str, str], ...] = ()) -> dict[str, Field]:
    rows = (
        ("Panel", "Legal Gateway North"), ("Child", "Ann Orme"), ("PER/GRP", "PER 1234567"),
        ("Team Manager", "Jo Lisle"), ("Social Worker", "Ruth Okafor"), ("1. Request", " ".join((BEGINS, *sentences))),
        *extra,
    )  # fmt: skip
    form = catalogue.types["panel_application_form"]
    return {field.id: field for field in fields_of(Reading((table(*rows),)), form, catalogue, "f")}


def test_each_question_that_the_story_answers_is_answered_by_its_sentence(catalogue: Catalogue) -> None:
    found = read(catalogue, *TOLD.values())
    assert {id_: found[id_].value for id_ in TOLD} == TOLD
    assert all(found[id_].answered is Answered.ANSWERED for id_ in TOLD)
    assert found["exit_plan"].evidence.words.startswith("We would come back to you")


@pytest.mark.parametrize("left_out", TOLD)
def test_what_the_story_leaves_out_is_not_found(catalogue: Catalogue, left_out: str) -> None:
    found = read(catalogue, *(said for id_, said in TOLD.items() if id_ != left_out))
    assert left_out not in found
    assert TOLD.keys() - {left_out} <= found.keys()


def test_a_question_that_stands_there_blank_stays_blank(catalogue: Catalogue) -> None:
    assert read(catalogue, *TOLD.values(), extra=(("2. Duration", ""),))["duration"].blank


def test_a_story_that_answers_two_questions_alone_answers_none(catalogue: Catalogue) -> None:
    found = read(catalogue, TOLD["duration"], TOLD["options_considered"])
    assert TOLD.keys().isdisjoint(found)


def test_what_is_left_open_is_no_answer(catalogue: Catalogue) -> None:
    open_ = "If the money is not agreed we would do something that is still to be decided."
    found = read(catalogue, *(said for id_, said in TOLD.items() if id_ != "contingency_plan"), open_)
    assert "contingency_plan" not in found
