"""`panelready policy coverage`: what becomes of each line of the councils' documents."""

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from casework.errors import WrongUse
from panelready.exits import Exit
from panelready.policy_tools.checking import SOURCES, sources_folder
from panelready.policy_tools.options import add_root, policy_of

if TYPE_CHECKING:
    from validators.load_policy import Policy
    from validators.policy_coverage_file import CoverageFile


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `policy coverage`."""
    add_root(parser)
    parser.add_argument("--sources", metavar="DIR", type=Path, help=f"the councils' documents; by default {SOURCES}")
    parser.add_argument("--update", action="store_true", help="derive the file anew; what people wrote in it is kept")
    parser.add_argument("--left", action="store_true", help="print what of each cited line no quotation holds")


def run(options: argparse.Namespace) -> int:
    """Print how the lines are covered and what is wrong; with `--update`, write the file first."""
    from validators.policy_coverage import coverage_problems, leftovers, refreshed
    from validators.policy_coverage_file import COVERAGE, as_yaml, load_coverage

    policy = policy_of(options)
    sources = options.sources or sources_folder()
    if (options.update or options.left) and sources is None:
        raise WrongUse(f"name the folder of the councils' documents: --sources DIR, or set {SOURCES}.")
    if options.update and sources is not None:
        file = Path(str(policy.root)) / COVERAGE
        file.write_text(as_yaml(refreshed(load_coverage(policy.root), policy, sources)), encoding="utf-8")
    if options.left and sources is not None:
        for name, line in leftovers(policy, sources):
            print(f"{name}:{line.number}: {line.left}")
        return Exit.READY
    problems = coverage_problems(policy, sources)
    for problem in problems:
        print(problem)
    _tell(load_coverage(policy.root), policy)
    if sources is None:
        print(f"Set {SOURCES} to compare the lines with the documents themselves too.", file=sys.stderr)
    return Exit.BROKEN_SETTINGS if problems else Exit.READY


def _tell(coverage: "CoverageFile", policy: "Policy") -> None:
    from validators.policy_coverage import not_covered
    from validators.policy_coverage_file import EXPLAINED

    for name, lines in coverage.sources.items():
        cited = sum(1 for line in lines.values() if line.cited_by or line.covered_by)
        days = sum(1 for line in lines.values() if line.calendar)
        kinds = sum(1 for line in lines.values() if line.sets_up and not line.cited_by)
        unclassified = sum(1 for line in lines.values() if not line.is_classified())
        print(
            f"{name}: {len(lines)} lines; {cited} covered by an entry, {days} by a calendar, {kinds} by a request type;"
        )
        told = Counter(line.information for line in lines.values() if line.information)
        for reason, count in told.most_common():
            print(f"    {count:>4}  {reason.value}: {EXPLAINED[reason]}")
        if unclassified:
            print(f"    {unclassified:>4}  unclassified")
    missing = not_covered(coverage)
    if missing:
        print("\nThese lines ask for something that no requirement and no rule covers:")
    for name, number, why in missing:
        print(f"  {name}:{number}: {why}")
