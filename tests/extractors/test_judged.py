"""Does what a paper is called weigh rightly against how its words sound?"""

from __future__ import annotations

from itertools import pairwise

import pytest

from extractors.judged import OBSERVED, judged, observed
from extractors.likeness import NOTHING, Alike

KNOWN = dict.fromkeys(("minutes", "plan", "report"))
LONG, SHORT = 900, 20
PLAN = [Alike("plan", 0.5, ()), Alike("minutes", 0.1, ()), Alike("report", 0.1, ()), Alike(NOTHING, 0.1, ())]


def likeliest(evidence: dict[str, float], alike: list[Alike], words: int) -> str:
    likely = judged(evidence, alike, words, KNOWN)
    return max(likely, key=lambda kind: likely[kind])


def test_all_that_is_likely_comes_to_one() -> None:
    assert sum(judged({"minutes": 0.8}, PLAN, LONG, KNOWN).values()) == pytest.approx(1)


def test_a_paper_of_which_nothing_speaks_is_judged_to_be_nothing() -> None:
    assert judged({}, [], LONG, KNOWN) == {}


def test_a_long_paper_without_a_title_is_what_it_sounds_like() -> None:
    assert likeliest({}, PLAN, LONG) == "plan"


def test_a_clear_title_outweighs_a_sound_that_leans_to_another_type() -> None:
    assert likeliest({"minutes": 0.9}, [Alike("plan", 0.2, ()), Alike("minutes", 0.1, ())], LONG) == "minutes"


def test_weak_evidence_gives_way_to_a_clear_sound() -> None:
    assert likeliest({"minutes": 0.2}, PLAN, LONG) == "plan"


def test_a_few_words_have_no_sound() -> None:
    assert likeliest({"minutes": 0.8}, PLAN, SHORT) == "minutes"


def test_two_titles_that_say_as_much_make_neither_likely() -> None:
    assert max(judged({"minutes": 0.8, "report": 0.8}, [], SHORT, KNOWN).values()) <= 0.5


def test_a_type_nobody_has_learned_is_known_by_its_title() -> None:
    assert likeliest({"report": 0.85}, [Alike("plan", 0.3, ()), Alike("minutes", 0.2, ())], LONG) == "report"


def test_a_type_that_is_not_in_the_catalogue_is_never_the_answer() -> None:
    assert "minutes" not in judged({"plan": 0.3}, [Alike("minutes", 0.9, ())], LONG, {"plan": None})


def test_the_more_likely_an_answer_the_more_often_it_was_right() -> None:
    assert all(low < high and right <= more for (low, right), (high, more) in pairwise(OBSERVED))
    assert [observed(0.0), observed(1.0)] == [0.0, 0.99], "nothing was ever always right"
    assert observed(0.7) > observed(0.6)


def test_a_paper_little_like_any_type_is_not_surely_the_least_unlike() -> None:
    little = [Alike("plan", 0.11, ()), Alike("report", 0.06, ()), Alike(NOTHING, 0.03, ())]
    unlike = judged({}, little, LONG, KNOWN)["plan"]
    assert unlike < judged({}, [Alike("plan", 0.6, ()), *little[1:]], LONG, KNOWN)["plan"]
    assert observed(unlike) < 0.9
    assert judged({"plan": 0.8}, little, LONG, KNOWN)["plan"] > 0.95, "a title says it all the same"
