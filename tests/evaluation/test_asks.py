"""The requests to learn from are what they claim to be, and what was learned from them is what is shipped."""

from __future__ import annotations

from collections import Counter

from tests.evaluation.asks import by_writers
from tests.evaluation.learn import PLACE_OF_REQUESTS, requests_as_text
from validators.load_policy import load_policy

POLICY = load_policy()
EVERY = by_writers(POLICY)


def test_every_request_type_in_force_is_asked_for_in_every_place_by_three_writers() -> None:
    told = Counter((each.subject, each.writer) for each in EVERY)
    assert len({subject for subject, _ in told}) == 76
    assert set(told.values()) == {5}
    assert set(Counter(subject for subject, _ in told).values()) == {3}


def test_no_request_came_twice() -> None:
    assert max(Counter(each.text for each in EVERY).values()) == 1


def test_what_is_shipped_is_what_is_learned_from_them_byte_for_byte() -> None:
    assert PLACE_OF_REQUESTS.read_text(encoding="utf-8") == requests_as_text(POLICY)
