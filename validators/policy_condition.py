"""Conditions as they are written in YAML: a fact, a fact compared with a value, or all, any or not of conditions."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from casework.conditions import AllOf, AnyOf, Compare, Condition, Is, Known, Not, Within
from validators.policy_entry import Entry, FactId, PeriodText


def _from_word(value: Any) -> Any:
    return {"fact": value} if isinstance(value, str) else value


class ConditionEntry(Entry):
    """A fact, alone or compared with a value; or all, any or not of conditions."""

    fact: FactId | None = None
    is_: Known | None = Field(None, alias="is")
    more_than: Decimal | None = None
    at_least: Decimal | None = None
    less_than: Decimal | None = None
    at_most: Decimal | None = None
    within: PeriodText | None = None
    before: Literal["sitting"] | None = None
    all_: tuple["ConditionText", ...] = Field((), alias="all")
    any_: tuple["ConditionText", ...] = Field((), alias="any")
    not_: "ConditionText | None" = Field(None, alias="not")

    @model_validator(mode="after")
    def _is_one_thing(self) -> "ConditionEntry":
        if sum(map(bool, (self.fact, self.all_, self.any_, self.not_))) != 1:
            raise ValueError("a condition is one of: a fact, all, any, not")
        ways = (self.is_ is not None, bool(self._bounds()), self.within is not None)
        if not self.fact and any(ways):
            raise ValueError("a comparison needs a fact")
        if sum(ways) > 1:
            raise ValueError("one of: `is`, a bound, within")
        if (self.within is None) != (self.before is None):
            raise ValueError("a period is written `within: 4 weeks, before: sitting`")
        return self

    def _bounds(self) -> dict[str, Decimal]:
        bounds = ("more_than", "at_least", "less_than", "at_most")
        return {name: getattr(self, name) for name in bounds if getattr(self, name) is not None}

    def as_condition(self) -> Condition:
        """The condition."""
        if self.fact and self.within:
            return Within(self.fact, self.within)
        if self.fact:
            bounds = self._bounds()
            return Compare(self.fact, **bounds) if bounds else Is(self.fact, True if self.is_ is None else self.is_)
        if self.not_:
            return Not(self.not_.as_condition())
        parts = tuple(part.as_condition() for part in self.all_ or self.any_)
        return AllOf(parts) if self.all_ else AnyOf(parts)


ConditionText = Annotated[ConditionEntry, BeforeValidator(_from_word, json_schema_input_type=FactId | ConditionEntry)]
