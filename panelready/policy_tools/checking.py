"""`panelready policy check`: the policy's own tests."""

import argparse
import os
import sys
from collections.abc import Iterator
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

from panelready.exits import Exit
from panelready.policy_tools.options import add_root, existing

if TYPE_CHECKING:
    from validators.load_policy import Policy
    from validators.policy_check import PolicyProblem
    from validators.policy_examples import Example

SOURCES = "PANELREADY_POLICY_SOURCES"
"""Names the folder of the councils' own documents; without it quotations are compared with the passages we keep."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `policy check`."""
    add_root(parser)


def run(options: argparse.Namespace) -> int:
    """Print everything wrong with the policy, by file and line; else how much was found to be sound."""
    from importlib.resources import files

    from casework.errors import PolicyError
    from validators.load_policy import load_policy
    from validators.policy_check import PolicyProblem, quotations_in
    from validators.policy_examples import load_examples

    root = existing(options.root) or files("policy")
    sources = sources_folder()
    try:
        policy, examples = load_policy(root), load_examples(root)
        problems = _problems(policy, examples, sources)
    except PolicyError as wrong:
        problems = [PolicyProblem(wrong.file, wrong.line, wrong.about, wrong.message)]
    problems += _overlay_problems(root, existing(options.overlays))
    for problem in problems:
        print(problem)
    if problems:
        return Exit.BROKEN_SETTINGS
    print(f"{len(quotations_in(policy))} quotations, {len(examples)} examples, all sound")
    if sources is None:
        print(f"Set {SOURCES} to compare the quotations with the councils' own documents too.", file=sys.stderr)
    return Exit.READY


def _problems(policy: "Policy", examples: list["Example"], sources: Path | None) -> list["PolicyProblem"]:
    from extractors.facts import gather_facts
    from validators.policy_check import problems_in
    from validators.policy_questions import question_problems

    return [*problems_in(policy, examples, sources, gather_facts), *question_problems(policy)]


def sources_folder() -> Path | None:
    """The folder of the councils' own documents, where the environment names it."""
    named = os.environ.get(SOURCES)
    return existing(Path(named)) if named else None


def _overlay_problems(root: Traversable, overlays: Path | None) -> Iterator["PolicyProblem"]:
    """What is wrong with the files in which councils set their own; one for a council we do not know is never read."""
    from casework.errors import PolicyError
    from validators.load_policy import load_policy
    from validators.policy_check import PolicyProblem

    if overlays is None:
        return
    try:
        known = load_policy(root, overlays=overlays).authorities
    except PolicyError as wrong:
        yield PolicyProblem(wrong.file, wrong.line, wrong.about, wrong.message)
        return
    for file in sorted(overlays.glob("*.yaml")):
        if file.stem not in known:
            message = f"no such council, so nobody reads this file; there are: {', '.join(known)}"
            yield PolicyProblem(str(file), None, "", message)
