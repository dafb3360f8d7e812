"""The texts that tell of facts are of facts there are, and what is heard in them does not get less."""

from __future__ import annotations

from collections import Counter

from tests.evaluation.told import heard, told
from validators.load_policy import load_policy

POLICY = load_policy()
HEARD = list(heard(POLICY))


def test_every_text_is_of_a_fact_there_is_and_came_once() -> None:
    texts = [each for _, each in told()]
    assert {each.fact for each in texts} <= set(POLICY.facts)
    assert max(Counter(each.text for each in texts).values()) == 1


def test_answers_are_heard_and_seldom_where_there_is_none() -> None:
    yes = [each for each in HEARD if each.told.says == "yes"]
    assert sum(each.is_right for each in yes) / len(yes) > 0.45
    assert sum(each.is_wrong for each in HEARD) / len(HEARD) < 0.08
