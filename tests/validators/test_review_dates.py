"""A rule may say by when a matter is to be looked at again, counted from the sitting."""

from datetime import date

import pytest

from casework.calendar import Period
from casework.checklist import IfNot, Rule
from casework.conditions import FactValue, Is
from casework.finding import Outcome
from generators.terms import Terms
from generators.wording import Voice, sentence
from validators.rules import judge_rule

RULE = Rule("reviewed", (), None, Is("looked_at"), IfNot.NOTE, IfNot.NOTE, says="It is reviewed.")


@pytest.mark.parametrize(("period", "day"), [(Period(8, "weeks"), "5 May 2026"), (Period(2, "months"), "10 May 2026")])
@pytest.mark.parametrize("seen", [True, False])
def test_the_day_is_told_whether_the_rule_holds_or_not(period: Period, day: str, seen: bool) -> None:
    rule = Rule(**{**{name: getattr(RULE, name) for name in RULE.__slots__}, "review_after": period})
    found = judge_rule(rule, {"looked_at": FactValue("looked_at", seen)}, {}, date(2026, 3, 10))
    assert f"It is to be looked at again by {day}." in sentence(found, Terms(), Voice.ADMINISTRATOR)


def test_a_rule_that_does_not_apply_names_no_day() -> None:
    rule = Rule("reviewed", (), Is("in_care"), Is("looked_at"), IfNot.NOTE, IfNot.NOTE, review_after=Period(8, "weeks"))
    found = judge_rule(rule, {"in_care": FactValue("in_care", False)}, {}, date(2026, 3, 10))
    assert found.outcome is Outcome.NOT_NEEDED
    assert "review_due" not in found.details
