"""Facts and conditions in three-valued logic: true, false, or the papers do not say.

>>> facts = {"in_care": FactValue("in_care", True)}
>>> holds(AllOf((Is("in_care"), Is("on_order"))), facts) is None
True
>>> holds(AnyOf((Is("in_care"), Is("on_order"))), facts)
True
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from casework.calendar import Period
from casework.evidence import Evidence

Known = bool | Decimal | int | date | str

SITTING = "sitting"
"""The fact that holds the day of the sitting, or of the screening where none is known."""


class FactKind(StrEnum):
    """What sort of value a fact has."""

    YES_NO = "yes_no"
    AMOUNT = "amount"
    WHOLE_NUMBER = "whole_number"
    DATE = "date"
    CHOICE = "choice"


class Silence(StrEnum):
    """What it means when the papers do not say."""

    ASK = "ask"
    TAKE_AS_NO = "take_as_no"
    TAKE_AS_YES = "take_as_yes"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ShownBy:
    """What shows a fact: a document of a type, a filled field, words in the papers, or the children's ages.

    `words` and `no_words` are phrases looked for in forms and covering messages (`anywhere`: in every paper), where
    they say yes and no; `not_words` rule a match out when they stand in the same passage. With `field`, words are
    looked for in that field alone.
    """

    document: str | None = None
    field: str | None = None
    childs_age: bool = False
    words: tuple[str, ...] = ()
    no_words: tuple[str, ...] = ()
    not_words: tuple[str, ...] = ()
    anywhere: bool = False


@dataclass(frozen=True, slots=True)
class FactDefinition:
    """A fact a condition may ask for: the question for people, what shows it, and what silence means."""

    id: str
    question: str
    kind: FactKind
    shown_by: tuple[ShownBy, ...]
    if_silent: Silence
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FactValue:
    """A fact's value with the words that gave it; None is a value too: the papers do not say."""

    id: str
    value: Known | None
    evidence: tuple[Evidence, ...] = ()
    assumed: bool = False
    """Taken from silence, as the fact's definition says, not from the papers."""
    answered: bool = False
    """The sender's word in answer to our question, where the papers do not say."""


@dataclass(frozen=True, slots=True)
class Is:
    """A fact is true, or has exactly this value."""

    fact: str
    value: Known = True


@dataclass(frozen=True, slots=True)
class Compare:
    """A fact is more than, at least, less than or at most a value."""

    fact: str
    more_than: Decimal | None = None
    at_least: Decimal | None = None
    less_than: Decimal | None = None
    at_most: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Within:
    """A date lies within a period before the sitting, both ends counted."""

    fact: str
    period: Period


@dataclass(frozen=True, slots=True)
class Not:
    """A condition does not hold."""

    condition: "Condition"


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every one of the conditions holds."""

    conditions: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of the conditions holds."""

    conditions: tuple["Condition", ...]


Condition = Is | Compare | Within | Not | AllOf | AnyOf
Facts = Mapping[str, FactValue]


def holds(condition: Condition, facts: Facts) -> bool | None:
    """True, False, or None where the papers do not say (Kleene's three-valued logic)."""
    match condition:
        case Is(fact, value):
            known = _value(fact, facts)
            return None if known is None else known == value
        case Compare():
            return _compare(condition, facts)
        case Within(fact, period):
            return _is_within(_value(fact, facts), period, _value(SITTING, facts))
        case Not(inner):
            held = holds(inner, facts)
            return None if held is None else not held
        case AllOf(conditions):
            return _all(holds(part, facts) for part in conditions)
        case AnyOf(conditions):
            held = _all(holds(Not(part), facts) for part in conditions)
            return None if held is None else not held


def facts_in(condition: Condition) -> tuple[str, ...]:
    """The ids of the facts a condition asks for, in order, each once."""
    match condition:
        case Is(fact) | Compare(fact) | Within(fact):
            return (fact,)
        case Not(inner):
            return facts_in(inner)
        case AllOf(conditions) | AnyOf(conditions):
            return tuple(dict.fromkeys(fact for part in conditions for fact in facts_in(part)))


def _value(fact: str, facts: Facts) -> Known | None:
    return facts[fact].value if fact in facts else None


def _compare(condition: Compare, facts: Facts) -> bool | None:
    known = _value(condition.fact, facts)
    if known is None or isinstance(known, (str, date)):
        return None
    amount = Decimal(known)
    return all(
        (
            condition.more_than is None or amount > condition.more_than,
            condition.at_least is None or amount >= condition.at_least,
            condition.less_than is None or amount < condition.less_than,
            condition.at_most is None or amount <= condition.at_most,
        )
    )


def _is_within(known: Known | None, period: Period, sitting: Known | None) -> bool | None:
    if not isinstance(known, date) or not isinstance(sitting, date):
        return None
    return period.before(sitting) <= known <= sitting


def _all(values: Iterable[bool | None]) -> bool | None:
    seen = list(values)
    if False in seen:
        return False
    return None if None in seen else True
