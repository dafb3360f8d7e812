"""Whose matter it is: one child under many spellings, and two children who must never become one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.case import CaseKey, may_be_one_arrival, same_case, same_reference
from casework.names import same_name

JAYDEN = ("Jayden Tolliver", date(2019, 4, 2))
MAISIE = ("Maisie Pengelly", date(2017, 9, 21))
KNOWN = CaseKey("PER 0041977", (JAYDEN,), "a_panel", "a_review")


@pytest.mark.parametrize(
    "other",
    [
        "Jayden Tolliver",
        "TOLLIVER, Jayden",
        "jayden tolliver",
        "Jayden Lee Tolliver",
        "Jáyden Tollivér",
        "Tolliver Jayden.",
    ],
)
def test_one_child_is_known_under_each_spelling(other: str) -> None:
    assert same_name("Jayden Tolliver", other)


@pytest.mark.parametrize(
    "other", ["Jaydon Tolliver", "Maisie Tolliver", "Jayden", "Tolliver", "", "Jayden Pengelly", "—"]
)
def test_another_name_or_half_a_name_is_not_the_same_child(other: str) -> None:
    assert not same_name("Jayden Tolliver", other)


def test_nobody_is_not_the_same_as_nobody() -> None:
    assert not same_name("", "")
    assert not same_reference(None, "")


@given(st.text(max_size=20), st.text(max_size=20))
def test_it_does_not_matter_which_name_comes_first(one: str, other: str) -> None:
    assert same_name(one, other) == same_name(other, one)


def test_a_reference_is_the_same_however_it_is_spaced() -> None:
    assert same_reference("PER 0041977", "per-0041977")
    assert not same_reference("PER0041977", "PER0041978")


class TestSameCase:
    def test_the_same_reference_children_and_matter_are_one_case(self) -> None:
        assert (
            same_case(CaseKey("per0041977", (("TOLLIVER, Jayden", JAYDEN[1]),), "a_panel", "a_review"), KNOWN) is True
        )

    @pytest.mark.parametrize(
        "new",
        [
            CaseKey("PER0041977", (JAYDEN,), "a_panel", "another_review"),
            CaseKey("PER0041977", (JAYDEN,), "another_panel", "a_review"),
            CaseKey("PER0041977", (MAISIE,), "a_panel", "a_review"),
            CaseKey("PER0041977", (JAYDEN, MAISIE), "a_panel", "a_review"),
            CaseKey("PER0041977", (), "a_panel", "a_review"),
            CaseKey("PER0041977", (("Jayden Tolliver", date(2019, 4, 3)),), "a_panel", "a_review"),
            CaseKey("PER0041977", (JAYDEN,), None, None),
            CaseKey("PER9999999", (JAYDEN,), "a_panel", "a_review"),
            CaseKey(None, (JAYDEN,), "a_panel", "a_review"),
        ],
    )
    def test_where_something_differs_a_person_decides(self, new: CaseKey) -> None:
        assert same_case(new, KNOWN) is None

    @pytest.mark.parametrize(
        "new",
        [
            CaseKey("PER9999999", (MAISIE,), "a_panel", "a_review"),
            CaseKey(None, (), "a_panel", "a_review"),
            CaseKey(None, (("Jayden Pengelly", JAYDEN[1]),), "a_panel", "a_review"),
        ],
    )
    def test_nothing_in_common_is_another_case(self, new: CaseKey) -> None:
        assert same_case(new, KNOWN) is False

    def test_an_unknown_matter_is_never_the_same_as_another_unknown_matter(self) -> None:
        unclear = CaseKey("PER0041977", (JAYDEN,), None, None)
        assert same_case(unclear, unclear) is None


class TestOneArrival:
    def test_papers_with_the_same_reference_may_be_one_arrival_though_only_one_says_what_is_asked(self) -> None:
        assert may_be_one_arrival(CaseKey("PER0041977", (), None, None), KNOWN)
        assert may_be_one_arrival(CaseKey("PER0041977", (JAYDEN,), None, None), KNOWN)

    @pytest.mark.parametrize(
        "new",
        [
            CaseKey("PER0041977", (MAISIE,), None, None),
            CaseKey("PER0041977", (JAYDEN,), "a_panel", "another_review"),
            CaseKey(None, (JAYDEN,), "a_panel", "a_review"),
            CaseKey("PER9999999", (JAYDEN,), "a_panel", "a_review"),
        ],
    )
    def test_another_child_another_matter_or_no_reference_never_joins_by_itself(self, new: CaseKey) -> None:
        assert not may_be_one_arrival(new, KNOWN)


@pytest.mark.parametrize("typed", ["Lukasz Zak", "ŁUKASZ ŻAK", "Żak, Łukasz"])
def test_a_name_typed_without_its_marks_and_strokes_is_the_same(typed: str) -> None:
    assert same_name("Łukasz Żak", typed)
    assert not same_name("Łukasz Żak", "Marek Zak")
