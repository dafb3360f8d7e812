"""`panelready tasks`: what a person has to settle."""

import argparse
import json
from pathlib import Path

from panelready.exits import Exit


def add_arguments(parser: argparse.ArgumentParser, _command: str) -> None:
    """The options of `tasks`."""
    parser.add_argument("--data", metavar="DIR", type=Path, required=True, help="the service's data folder")
    parser.add_argument("--json", action="store_true", help="print them for programs")


def run(options: argparse.Namespace) -> int:
    """List the open tasks, oldest first, each with why and what can be done."""
    from panelready.clock import local
    from panelready.running import beside
    from panelready.telling import task_lines, task_rows

    with beside(options.data) as app:
        rows = task_rows(app)
    if options.json:
        print(json.dumps(rows, indent=2, default=str))
    elif not rows:
        print("There is nothing to settle.")
    else:
        for row in rows:
            print("\n".join(task_lines(row, local(row["made_at"]), options.data)))
    return Exit.READY
