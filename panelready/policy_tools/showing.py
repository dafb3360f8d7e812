"""`panelready policy show`: what a panel asks for one request type or for each, for people and for programs."""

import argparse
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from panelready.exits import Exit
from panelready.policy_tools.as_data import checklist_data
from panelready.policy_tools.options import (
    Spot,
    add_json,
    add_part,
    add_root,
    names_for,
    policy_of,
    print_json,
    spots,
)

if TYPE_CHECKING:
    from casework.checklist import Requirement, Rule
    from casework.citation import Citation
    from casework.conditions import Condition
    from generators.policy_words import Names
    from validators.load_policy import Policy


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `policy show`."""
    add_part(parser)
    add_root(parser)
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Print what is asked for."""
    policy = policy_of(options)
    found = spots(policy, options)
    if options.json:
        print_json([checklist_data(policy, spot) for spot in found])
        return Exit.READY
    names = names_for(policy)
    for _, same in groupby(found, lambda spot: (spot.authority.id, spot.edition.id, spot.panel.id)):
        kinds = list(same)
        print("\n".join(_panel(kinds[0])))
        for spot in kinds:
            print("\n".join(_request_type(spot, policy, names)))
    return Exit.READY


def _panel(spot: Spot) -> Iterator[str]:
    from generators.policy_words import UNSET, due_in_words, in_force_in_words, sits_in_words

    title = f"{spot.authority.name}: {spot.panel.name}"
    yield from (title, "=" * len(title))
    yield f"Edition {spot.edition.id}, {in_force_in_words(spot.edition)}."
    yield f"Sits: {sits_in_words(spot.panel.sits)}"
    yield f"Papers due: {'; '.join(map(due_in_words, spot.panel.papers_due)) or UNSET}"
    yield ""


def _request_type(spot: Spot, policy: "Policy", names: "Names") -> Iterator[str]:
    from generators.policy_words import place_in_words
    from generators.terms import plain

    title = f"{spot.kind.name} ({spot.kind.id})"
    yield from (title, "-" * min(len(title), 100))
    if spot.kind.decided_by:
        yield f"Decided by {plain(spot.kind.decided_by)}, not by the panel:"
        yield from (f"  “{cite.quote}” ({place_in_words(cite)})" for cite in spot.kind.cites)
    checklist = policy.checklist(*spot.ids)
    if checklist is None:
        yield "No checklist is written for this request type yet: a request is referred to a person."
        yield ""
        return
    for number, requirement in enumerate(checklist.requirements, start=1):
        yield from _requirement(number, requirement, spot, policy, names)
    if checklist.rules:
        yield "Rules"
    for rule in checklist.rules:
        yield from _rule(rule, spot, policy)
    yield ""


def _requirement(
    number: int, requirement: "Requirement", spot: Spot, policy: "Policy", names: "Names"
) -> Iterator[str]:
    from generators.policy_words import needed_in_words, strictness

    yield from wrapped_at(f"{needed_in_words(requirement.needs, names)}  [{requirement.id}]", f"{number:>2}. ")
    if requirement.when is not None:
        yield from condition_lines("Only if", requirement.when, policy, spot.authority.id)
    for said in strictness(requirement):
        yield from wrapped_at(said, "    ")
    yield from quotations(requirement.cites)


def _rule(rule: "Rule", spot: Spot, policy: "Policy") -> Iterator[str]:
    from generators.policy_words import rule_follows

    yield from wrapped_at(f"{rule.says}  [{rule.id}]", "  - ")
    if rule.when is not None:
        yield from condition_lines("Applies if", rule.when, policy, spot.authority.id)
    yield from condition_lines("Expected", rule.expect, policy, spot.authority.id)
    for said in rule_follows(rule):
        yield from wrapped_at(said, "    ")
    yield from quotations(rule.cites)


def condition_lines(lead: str, condition: "Condition", policy: "Policy", authority: str) -> Iterator[str]:
    """A condition as indented lines: its questions, and the answers under which it holds."""
    from generators.policy_conditions import condition_in_words

    first, *rest = condition_in_words(condition, policy.facts_of(authority)).lines()
    yield from wrapped_at(f"{lead}: {first}", "    ")
    yield from (f"    {line}" for line in rest)


def quotations(cites: tuple["Citation", ...]) -> Iterator[str]:
    """Each quotation with its place, indented."""
    from generators.policy_words import place_in_words

    for cite in cites:
        yield from wrapped_at(f"“{' '.join(cite.quote.split())}” ({place_in_words(cite)})", "    > ")


def wrapped_at(text: str, first: str) -> Iterator[str]:
    """Text wrapped under its first words."""
    from generators.plainly import wrapped

    yield from wrapped(text, width=110, first=first, indent=" " * len(first)).splitlines()
