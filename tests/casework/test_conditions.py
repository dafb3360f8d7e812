"""Three-valued logic: what the papers do not say stays unknown, and becomes neither yes nor no by luck."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.calendar import Period
from casework.conditions import (
    SITTING,
    AllOf,
    AnyOf,
    Compare,
    Condition,
    FactValue,
    Is,
    Not,
    Within,
    facts_in,
    holds,
)

NAMES = ("in_care", "on_order", "been_before")
LEAVES: st.SearchStrategy[Condition] = st.sampled_from(NAMES).map(Is)


def _nested(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    several = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.one_of(inner.map(Not), several.map(AllOf), several.map(AnyOf))


CONDITIONS = st.recursive(LEAVES, _nested, max_leaves=8)
FACTS = st.fixed_dictionaries({name: st.sampled_from([True, False, None]) for name in NAMES}).map(
    lambda values: {name: FactValue(name, value) for name, value in values.items()}
)
Facts = dict[str, FactValue]


@given(st.lists(CONDITIONS, min_size=1, max_size=4), FACTS)
def test_not_all_is_any_not_and_not_any_is_all_not(parts: list[Condition], facts: Facts) -> None:
    negated = tuple(Not(part) for part in parts)
    assert holds(Not(AllOf(tuple(parts))), facts) is holds(AnyOf(negated), facts)
    assert holds(Not(AnyOf(tuple(parts))), facts) is holds(AllOf(negated), facts)


@given(CONDITIONS, FACTS)
def test_saying_no_twice_changes_nothing(condition: Condition, facts: Facts) -> None:
    assert holds(Not(Not(condition)), facts) is holds(condition, facts)


@given(CONDITIONS, FACTS, st.sampled_from(NAMES), st.booleans())
def test_an_answer_that_was_known_stays_when_more_becomes_known(
    condition: Condition, facts: Facts, name: str, value: bool
) -> None:
    before = holds(condition, {**facts, name: FactValue(name, None)})
    if before is not None:
        assert holds(condition, {**facts, name: FactValue(name, value)}) is before


@given(CONDITIONS)
def test_where_the_papers_say_nothing_nothing_holds_and_nothing_fails(condition: Condition) -> None:
    assert holds(condition, {}) is None
    assert holds(condition, {name: FactValue(name, None) for name in facts_in(condition)}) is None


@given(CONDITIONS)
def test_a_condition_asks_for_each_fact_once(condition: Condition) -> None:
    asked = facts_in(condition)
    assert len(asked) == len(set(asked)) > 0


def test_one_true_part_settles_any_and_one_false_part_settles_all() -> None:
    facts = {"in_care": FactValue("in_care", True), "on_order": FactValue("on_order", False)}
    assert holds(AnyOf((Is("been_before"), Is("in_care"))), facts) is True
    assert holds(AllOf((Is("been_before"), Is("on_order"))), facts) is False
    assert holds(AnyOf((Is("been_before"), Is("on_order"))), facts) is None


@pytest.mark.parametrize(
    ("condition", "amount", "answer"),
    [
        (Compare("sum", at_least=Decimal(500)), "500", True),
        (Compare("sum", more_than=Decimal(500)), "500", False),
        (Compare("sum", more_than=Decimal(500)), "500.01", True),
        (Compare("sum", at_most=Decimal(7500)), "7500", True),
        (Compare("sum", less_than=Decimal(7500)), "7500", False),
        (Compare("sum", at_least=Decimal(11), at_most=Decimal(16)), "16", True),
        (Compare("sum", at_least=Decimal(11), at_most=Decimal(16)), "17", False),
    ],
)
def test_a_bound_is_met_exactly_as_its_word_says(condition: Compare, amount: str, answer: bool) -> None:
    assert holds(condition, {"sum": FactValue("sum", Decimal(amount))}) is answer


@pytest.mark.parametrize("value", [None, "about five hundred"])
def test_what_is_no_number_is_not_compared(value: str | None) -> None:
    assert holds(Compare("sum", at_least=Decimal(1)), {"sum": FactValue("sum", value)}) is None


def test_a_fact_is_compared_with_the_value_asked_for() -> None:
    facts = {"team": FactValue("team", "duty")}
    assert holds(Is("team", "duty"), facts) is True
    assert holds(Is("team", "leaving care"), facts) is False


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 2, 10), True),
        (date(2026, 2, 9), False),
        (date(2026, 3, 10), True),
        (date(2026, 3, 11), False),
        (None, None),
    ],
)
def test_a_date_lies_within_a_period_before_the_sitting_both_ends_counted(
    day: date | None, expected: bool | None
) -> None:
    facts = {"ended_on": FactValue("ended_on", day), SITTING: FactValue(SITTING, date(2026, 3, 10))}
    assert holds(Within("ended_on", Period(4, "weeks")), facts) is expected


def test_without_a_sitting_nobody_can_tell() -> None:
    assert holds(Within("ended_on", Period(4, "weeks")), {"ended_on": FactValue("ended_on", date(2026, 3, 1))}) is None
