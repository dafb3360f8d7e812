"""Generated from what we ship: no requirement can be left out unnoticed, and no rule that refers or asks is idle.

For each requirement, papers that are in order without what meets it are not ready; the same with each field or section
left blank and each date too old. For each rule, some facts break it, and then somebody has to act.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import islice, product
from typing import Any

import pytest

from casework.calendar import Period
from casework.checklist import Checklist, DocumentNeeded, FieldNeeded, IfNone, IfNot, OnCaseSystem, Requirement, Rule
from casework.conditions import (
    SITTING,
    AllOf,
    AnyOf,
    Compare,
    Condition,
    FactDefinition,
    FactKind,
    FactValue,
    Is,
    Not,
    facts_in,
)
from casework.conditions import holds as held
from casework.finding import Finding, Outcome, Verdict, reach_verdict
from extractors.facts import gather_facts
from generators.policy_words import documents_in
from tests.policy.small_policy import SHIPPED
from validators.load_policy import load_policy
from validators.policy_examples import Example, ExamplePaper, files_below, findings_of, load_examples

POLICY = load_policy(SHIPPED)
WHERE = [where for _, where in files_below(SHIPPED, "checklists") if where[3] != "every_request"]
EXAMPLES = load_examples(SHIPPED)
FOLLOWS = {IfNot.ASK: Outcome.ASK, IfNot.REFER: Outcome.UNSURE, IfNot.UNFINISHED: Outcome.UNFINISHED}
MOST_TRIED = 200_000

each_checklist = pytest.mark.parametrize("where", WHERE, ids=lambda where: "/".join(where))


@each_checklist
def test_papers_without_what_a_requirement_asks_for_are_not_ready(where: tuple[str, str, str, str]) -> None:
    checklist = checklist_at(where)
    wrong = [each.id for each in checklist.requirements if not counts(without(each, base_for(each, where)), each)]
    assert wrong == []


@each_checklist
def test_a_blank_field_or_section_or_an_old_date_is_not_ready(where: tuple[str, str, str, str]) -> None:
    wrong = [
        f"{each.id}: {what}"
        for each in checklist_at(where).requirements
        for base in [ready_with(each, where)]
        if base is not None
        for what, spoiled in spoilings(each, base)
        if not counts(spoiled, each)
    ]
    assert wrong == []


@each_checklist
def test_each_rule_that_asks_or_refers_can_do_so(where: tuple[str, str, str, str]) -> None:
    definitions = POLICY.facts_of(where[0])
    wrong = []
    for rule in checklist_at(where).rules:
        for kind, follows, facts in ways_to_act(rule, definitions, base_of(where).sitting):
            if facts is None:
                wrong.append(f"{rule.id}: no facts {kind}")
                continue
            found = findings(replace(base_of(where), facts={**base_of(where).facts, **facts}))
            outcome = next(each.outcome for each in found if each.subject == rule.id)
            if outcome is not FOLLOWS[follows] or reach_verdict(found) is Verdict.READY:
                wrong.append(f"{rule.id}: {kind}, and it is {outcome}")
    assert wrong == []


def checklist_at(where: tuple[str, str, str, str]) -> Checklist:
    checklist = POLICY.checklist(*where)
    assert checklist is not None
    return checklist


def findings(example: Example) -> list[Finding]:
    """What the checklist finds; who decides instead of the panel is another matter, and always refers."""
    return [each for each in findings_of(example, POLICY, gather_facts) if each.subject != "decided_by"]


@cache
def ready_examples(where: tuple[str, str, str, str]) -> list[tuple[Example, Mapping[str, Outcome]]]:
    own = [each for each in EXAMPLES if (each.authority, each.edition, each.panel, each.request_type) == where]
    checked = [(each, findings(each)) for each in own]
    return [
        (each, {finding.subject: finding.outcome for finding in found})
        for each, found in checked
        if reach_verdict(found) is Verdict.READY
    ]


def base_of(where: tuple[str, str, str, str]) -> Example:
    assert ready_examples(where), "no worked example in which the papers are in order"
    return ready_examples(where)[0][0]


def ready_with(requirement: Requirement, where: tuple[str, str, str, str]) -> Example | None:
    """An example in which all is in order, and the requirement is met."""
    met = (each for each, found in ready_examples(where) if found[requirement.id] is Outcome.MET)
    return next(met, None)


def base_for(requirement: Requirement, where: tuple[str, str, str, str]) -> Example:
    """The same; where none has it, one in which all is in order, with the facts under which it is asked for."""
    base = ready_with(requirement, where) or base_of(where)
    if requirement.when is None:
        return base
    facts = facts_for(requirement.when, POLICY.facts_of(where[0]), base.sitting)
    assert facts is not None, f"{requirement.id} can never be asked for"
    return replace(base, facts={**base.facts, **facts})


def without(requirement: Requirement, example: Example) -> Example:
    """The example without the papers, parts of papers and fields that can meet the requirement."""
    types = set(requirement.document_types())
    fields = {each.id: set(each.in_types) for each in fields_in(requirement.needs)}
    papers_asked = {kind for need in documents_in(requirement.needs) for kind in need.types}
    papers = []
    for paper in example.papers:
        if paper.type in papers_asked:
            continue
        blank = [each for each, kinds in fields.items() if paper.type in kinds]
        kept = {key: value for key, value in paper.fields_.items() if key not in blank}
        holds = tuple(each for each in paper.holds if each not in types)
        papers.append(paper.model_copy(update={"holds": holds, "fields_": kept, "blank": (*paper.blank, *blank)}))
    return replace(example, papers=tuple(papers))


def spoilings(requirement: Requirement, example: Example) -> Iterator[tuple[str, Example]]:
    """The example with one thing wrong with every paper that can meet the requirement."""
    if not isinstance(requirement.needs, DocumentNeeded):
        return
    need = requirement.needs
    mine = {*need.types, *need.may_be_part_of}

    def changed(**update: Any) -> Example:
        papers = (paper.model_copy(update=update) if paper.type in mine else paper for paper in example.papers)
        return replace(example, papers=tuple(papers))

    def blanked(field: str) -> Example:
        papers = tuple(_blanked(paper, field) if paper.type in mine else paper for paper in example.papers)
        return replace(example, papers=papers)

    for field in need.fields:
        yield f"{field} blank", blanked(field)
    for section in need.sections:
        papers = tuple(
            paper.model_copy(update={"sections_empty": (*paper.sections_empty, section)})
            if paper.type in mine
            else paper
            for paper in example.papers
        )
        yield f"{section} empty", replace(example, papers=papers)
    if need.within is not None:
        yield "too old", changed(dated=day_before(need.within, example.sitting))


def _blanked(paper: ExamplePaper, field: str) -> ExamplePaper:
    kept = {key: value for key, value in paper.fields_.items() if key != field}
    return paper.model_copy(update={"fields_": kept, "blank": (*paper.blank, field)})


def day_before(within: Period, sitting: date) -> date:
    return within.before(sitting) - timedelta(days=1)


def counts(example: Example, requirement: Requirement) -> bool:
    """Whether somebody has to act on the requirement, or it says itself that nobody need."""
    found = findings(example)
    outcomes = [each.outcome for each in found if each.subject == requirement.id]
    if isinstance(requirement.needs, OnCaseSystem):
        return outcomes == [Outcome.READ_ELSEWHERE]
    if requirement.if_none is IfNone.NOTE and set(outcomes) <= {Outcome.NOTED}:
        return True
    return any(each.who_acts != "nobody" for each in outcomes) and reach_verdict(found) is not Verdict.READY


def fields_in(need: Any) -> Iterator[FieldNeeded]:
    if isinstance(need, FieldNeeded):
        yield need
    for part in getattr(need, "needs", ()):
        yield from fields_in(part)


def ways_to_act(
    rule: Rule, definitions: Mapping[str, FactDefinition], on: date
) -> Iterator[tuple[str, IfNot, Mapping[str, Any] | None]]:
    """How the rule is broken, and how it cannot be told, where somebody has to act on that."""
    applies = rule.when if rule.when is not None else AllOf(())
    if rule.if_not in FOLLOWS:
        yield "break it", rule.if_not, facts_where(applies, True, rule.expect, False, definitions, on)
    if rule.if_unknown in FOLLOWS:
        yield "leave it open", rule.if_unknown, facts_where(applies, True, rule.expect, None, definitions, on)


def facts_for(condition: Condition, definitions: Mapping[str, FactDefinition], on: date) -> Mapping[str, Any] | None:
    return facts_where(condition, True, AllOf(()), True, definitions, on)


def facts_where(
    first: Condition,
    first_is: bool | None,
    second: Condition,
    second_is: bool | None,
    definitions: Mapping[str, FactDefinition],
    on: date,
) -> Mapping[str, Any] | None:
    """Facts under which two conditions come out so; None where there are none."""
    asked = tuple(dict.fromkeys((*facts_in(first), *facts_in(second))))
    values = [candidates(fact, definitions[fact], (first, second), on) for fact in asked]
    for chosen in islice(product(*values), MOST_TRIED):
        facts = {fact: FactValue(fact, value) for fact, value in zip(asked, chosen, strict=True)}
        facts[SITTING] = FactValue(SITTING, on)
        if held(first, facts) is first_is and held(second, facts) is second_is:
            return dict(zip(asked, chosen, strict=True))
    return None


def candidates(fact: str, definition: FactDefinition, conditions: Iterable[Condition], on: date) -> list[Any]:
    match definition.kind:
        case FactKind.YES_NO:
            return [True, False, None]
        case FactKind.CHOICE:
            return [*definition.choices, None]
        case FactKind.DATE:
            return [on - timedelta(days=1), on - timedelta(days=3660), None]
        case _:
            bounds = {bound for each in conditions for bound in bounds_in(each, fact)} or {Decimal(1)}
            return [*sorted({bound + step for bound in bounds for step in (-1, 0, 1)}), None]


def bounds_in(condition: Condition, fact: str) -> Iterator[Decimal]:
    match condition:
        case Is(asked, value) if asked == fact and isinstance(value, (int, Decimal)):
            yield Decimal(value)
        case Compare(asked) if asked == fact:
            limits = (condition.more_than, condition.at_least, condition.less_than, condition.at_most)
            yield from (limit for limit in limits if limit is not None)
        case Not(inner):
            yield from bounds_in(inner, fact)
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from bounds_in(part, fact)
        case _:
            return
