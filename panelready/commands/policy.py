"""`panelready policy check`: the policy's own tests, for people who edit only YAML."""

import argparse
import os
import sys
from collections.abc import Iterator
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

from casework.errors import NoSuchPath
from panelready.exits import Exit

if TYPE_CHECKING:
    from validators.policy_check import PolicyProblem

SOURCES = "PANELREADY_POLICY_SOURCES"
"""Names the folder of the councils' own documents; without it quotations are compared with the passages we keep."""


def add_arguments(parser: argparse.ArgumentParser, _command: str) -> None:
    """The one subcommand of `policy`, and its options."""
    parser.add_argument("what", choices=["check"], help="check: quotations, names, editions and worked examples")
    parser.add_argument("--root", metavar="DIR", type=Path, help="the policy folder; by default the one installed")
    parser.add_argument("--overlays", metavar="DIR", type=Path, help="a folder of what councils set, <council>.yaml")


def run(options: argparse.Namespace) -> int:
    """Print everything wrong with the policy, by file and line; else how much was found to be sound."""
    from importlib.resources import files

    from extractors.facts import gather_facts
    from validators.load_policy import load_policy
    from validators.policy_check import check_policy, quotations_in
    from validators.policy_examples import load_examples

    root = _folder(options.root) or files("policy")
    sources = os.environ.get(SOURCES)
    problems = check_policy(root, _folder(Path(sources)) if sources else None, gather_facts)
    problems += _overlay_problems(root, _folder(options.overlays))
    for problem in problems:
        print(problem)
    if problems:
        return Exit.BROKEN_SETTINGS
    print(f"{len(quotations_in(load_policy(root)))} quotations, {len(load_examples(root))} examples, all sound")
    if not sources:
        print(f"Set {SOURCES} to compare the quotations with the councils' own documents too.", file=sys.stderr)
    return Exit.READY


def _folder(path: Path | None) -> Path | None:
    if path is not None and not path.is_dir():
        raise NoSuchPath(f"{path}: there is no such folder.")
    return path


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
