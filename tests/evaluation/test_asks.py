"""The requests to learn from are what they claim to be, and what was learned from them is what is shipped."""

from __future__ import annotations

from collections import Counter

from tests.evaluation.asks import by_writers
from tests.evaluation.learn import PLACE_OF_REQUESTS, requests_as_text
from validators.load_policy import load_policy

POLICY = load_policy()
EVERY = by_writers(POLICY)


def test_every_request_type_in_force_is_asked_for_in_every_place_by_four_writers_or_more() -> None:
    writers = Counter(subject for subject, _ in {(each.subject, each.writer) for each in EVERY})
    assert len(writers) == 76
    assert min(writers.values()) >= 4
    places = {subject: {each.where for each in EVERY if each.subject == subject} for subject in writers}
    assert set(map(len, places.values())) == {4}
    assert min(Counter((each.subject, each.writer) for each in EVERY).values()) >= 5


def test_no_request_came_twice() -> None:
    assert max(Counter(each.text for each in EVERY).values()) == 1


def test_what_is_shipped_is_what_is_learned_from_them_byte_for_byte() -> None:
    assert PLACE_OF_REQUESTS.read_text(encoding="utf-8") == requests_as_text(POLICY)
