"""What is looked for first, because it is found sooner, is there wherever the whole pattern finds anything."""

from collections.abc import Iterator

import pytest

from casework.words import first_phrase, fold, may_hold
from extractors.reading import block_text
from tests.evaluation.texts import reading_of, texts
from validators import births_known, kin, named_in
from validators.load_policy import load_policy

BESIDE = (
    "Mother: Kay Lee\nPGF – Ida Lee", "Kay Lee (the child’s step-mother)", "NAN Ida Lee, auntie Bo Lee",
    "Parent(s): Kay Lee", "Baby of Kay Lee", "UBB Lee", "BB Kay Lee on the ward", "infant boy Lee", "Unborn Lee",
    "MALE INFANT Kay", "Ann Lee, a.k.a. Annie", "Ann ‘Annie’ Lee", "Ann (Annie) Lee", "Ann Lee, formerly Ann Bell",
    "Ann, also known as: Bo",
)  # fmt: skip


@pytest.fixture(scope="module")
def lines() -> list[str]:
    return list(dict.fromkeys((*BESIDE, *_lines())))


def _lines() -> Iterator[str]:
    for each in texts():
        for block in reading_of(each.text.text).blocks:
            yield block_text(block)


def test_whoever_is_called_a_relative_is_called_by_one_of_the_words(lines: list[str]) -> None:
    found = [line for line in lines if any(kin._named_beside_a_part(line))]
    assert len(found) > 100
    assert [line for line in found if not kin._told_in(line)] == []


def test_whoever_is_called_a_baby_is_called_by_one_of_the_words(lines: list[str]) -> None:
    found = [line for line in lines if births_known._CALLED_THEN.search(line)]
    assert len(found) > 20
    assert [line for line in found if not births_known._called_a_baby(line)] == []


def test_another_name_stands_only_where_it_may(lines: list[str]) -> None:
    pattern = named_in._alias_pattern("Ann", ("lee",))
    found = [line for line in lines if pattern.search(line)]
    assert len(found) >= 5
    assert [line for line in found if not named_in._may_tell_alias(line, "Ann")] == []


def test_a_phrase_of_a_fact_stands_only_where_all_its_words_do(lines: list[str]) -> None:
    facts = load_policy().facts.values()
    said = {(*shown.words, *shown.no_words) for fact in facts for shown in fact.shown_by} - {()}
    found = [(line, phrases) for line in lines for phrases in said if first_phrase(line, phrases)]
    assert len(found) > 100
    assert [line for line, phrases in found if not may_hold(frozenset(fold(line).split()), phrases)] == []
