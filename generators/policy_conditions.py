"""Conditions in words: the questions they put, each with the answer under which they hold."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from casework.conditions import (
    AllOf,
    AnyOf,
    Compare,
    Condition,
    FactDefinition,
    FactKind,
    Is,
    Known,
    Not,
    Within,
)
from generators.terms import in_words, plain
from generators.wording import day_in_words


@dataclass(frozen=True, slots=True)
class Asked:
    """A condition as people would ask it: a question with its answer, or several joined."""

    words: str = ""
    joined: str = ""
    """`all of these` or `any of these`, where there are parts."""
    parts: tuple["Asked", ...] = field(default=())

    def lines(self, indent: str = "") -> Iterator[str]:
        """The condition as lines of text."""
        if not self.parts:
            yield f"{indent}{self.words}"
            return
        yield f"{indent}{self.joined}:"
        for part in self.parts:
            first, *rest = part.lines()
            yield f"{indent}  - {first}"
            yield from (f"{indent}    {line}" for line in rest)


def condition_in_words(condition: Condition, facts: Mapping[str, FactDefinition]) -> Asked:
    """The questions a condition puts, each with the answer under which it holds."""
    return _asked(condition, facts, yes=True)


def _asked(condition: Condition, facts: Mapping[str, FactDefinition], *, yes: bool) -> Asked:
    match condition:
        case Not(inner):
            return _asked(inner, facts, yes=not yes)
        case AllOf(parts) | AnyOf(parts):
            joined = "all of these" if isinstance(condition, AllOf) is yes else "any of these"
            return Asked(joined=joined, parts=tuple(_asked(part, facts, yes=yes) for part in parts))
        case Is(fact, value) if isinstance(value, bool):
            return Asked(f"{_question(fact, facts)} {_answer(fact, facts, value is yes)}")
        case Is(fact, value):
            return Asked(f"{_question(fact, facts)} {'' if yes else 'Not '}{value_in_words(value, facts.get(fact))}.")
        case Compare(fact):
            bounds = in_words(_bounds(condition, facts.get(fact)))
            said = bounds if yes else f"not {bounds}"
            return Asked(f"{_question(fact, facts)} {said[:1].upper()}{said[1:]}.")
        case Within(fact, period):
            when = f"{'Within' if yes else 'Not within'} {period} before the sitting."
            return Asked(f"{_question(fact, facts)} {when}")


def _question(fact: str, facts: Mapping[str, FactDefinition]) -> str:
    return facts[fact].question if fact in facts else f"{plain(fact)}?"


def _answer(fact: str, facts: Mapping[str, FactDefinition], yes: bool) -> str:
    """Yes or no; where the question asks for more than that, whether the papers answer it."""
    asked = _question(fact, facts)
    first = (asked.rpartition(", ")[2] if asked.startswith("If ") else asked).split()[0]
    if first.lower() in ("what", "how", "for", "which", "when", "why", "who"):
        return "The papers say." if yes else "The papers do not say."
    return "Yes." if yes else "No."


def _bounds(condition: Compare, fact: FactDefinition | None) -> Iterator[str]:
    for words, bound in (
        ("more than", condition.more_than),
        ("at least", condition.at_least),
        ("less than", condition.less_than),
        ("at most", condition.at_most),
    ):
        if bound is not None:
            yield f"{words} {value_in_words(bound, fact)}"


def value_in_words(value: Known, fact: FactDefinition | None) -> str:
    """A fact's value as people write it.

    >>> from casework.conditions import Silence
    >>> value_in_words(Decimal(5500), FactDefinition("v", "How much?", FactKind.AMOUNT, (), Silence.ASK))
    '£5,500'
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, Decimal)):
        number = f"{value:,}"
        return f"£{number}" if fact is not None and fact.kind is FactKind.AMOUNT else number
    return plain(value) if isinstance(value, str) else day_in_words(value)
