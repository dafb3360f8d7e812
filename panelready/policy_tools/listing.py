"""`panelready policy list`: councils, editions, panels and request types, with counts."""

import argparse
from itertools import groupby
from typing import TYPE_CHECKING, Any

from panelready.exits import Exit
from panelready.policy_tools.options import Spot, add_json, add_part, add_root, policy_of, print_json, spots

if TYPE_CHECKING:
    from validators.load_policy import Policy


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `policy list`."""
    add_part(parser)
    add_root(parser)
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Print the list."""
    from validators.policy_examples import load_examples

    policy = policy_of(options)
    examples = [(each.authority, each.edition, each.panel, each.request_type) for each in load_examples(policy.root)]
    found = [_counted(spot, policy, examples) for spot in spots(policy, options)]
    if options.json:
        print_json(found)
        return Exit.READY
    for (authority, edition, state), panels in groupby(found, lambda one: (one["name"], one["edition"], one["state"])):
        print(f"{authority}, edition {edition} ({state})")
        for panel, kinds in groupby(panels, lambda one: (one["panel"], one["panel_name"])):
            print(f"\n  {panel[1]} ({panel[0]})")
            rows = list(kinds)
            width = max(len(row["request_type"]) for row in rows)
            for row in rows:
                print(f"    {row['request_type']:<{width}}  {_counts(row)}")
        print()
    written = sum(1 for one in found if one["checklist"])
    panels_ = len({(one["authority"], one["edition"], one["panel"]) for one in found})
    print(f"{panels_} panels, {len(found)} request types, {written} with a checklist; {len(policy.facts)} facts,")
    print(f"{len(policy.document_types)} document types, {sum(one['examples'] for one in found)} worked examples.")
    return Exit.READY


def _counted(spot: Spot, policy: "Policy", examples: list[tuple[str, str, str, str]]) -> dict[str, Any]:
    from generators.policy_words import in_force_in_words

    checklist = policy.checklist(*spot.ids)
    return {
        "authority": spot.authority.id,
        "name": spot.authority.name,
        "edition": spot.edition.id,
        "state": in_force_in_words(spot.edition),
        "in_force": spot.edition.in_force,
        "panel": spot.panel.id,
        "panel_name": spot.panel.name,
        "request_type": spot.kind.id,
        "request_type_name": spot.kind.name,
        "decided_by": spot.kind.decided_by,
        "checklist": checklist is not None,
        "requirements": len(checklist.requirements) if checklist else 0,
        "rules": len(checklist.rules) if checklist else 0,
        "examples": examples.count(spot.ids),
    }


def _counts(row: dict[str, Any]) -> str:
    from generators.render import counted
    from generators.terms import plain

    decided = f", decided by {plain(row['decided_by'])}" if row["decided_by"] else ""
    if not row["checklist"]:
        return f"no checklist yet{decided}"
    parts = [(row["requirements"], "requirement"), (row["rules"], "rule"), (row["examples"], "example")]
    return ", ".join(counted(number, word) for number, word in parts) + decided
