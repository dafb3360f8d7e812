"""`panelready drops`: how each drop is doing, and what it shows that is not in our books."""

import argparse
import json
from pathlib import Path

from panelready.exits import Exit


def add_arguments(parser: argparse.ArgumentParser, _command: str) -> None:
    """The options of `drops`."""
    parser.add_argument("--data", metavar="DIR", type=Path, required=True, help="the service's data folder")
    parser.add_argument("--json", action="store_true", help="print them for programs")


def run(options: argparse.Namespace) -> int:
    """Tell of every drop in the settings; exit status 1 where one needs somebody."""
    from panelready.running import beside
    from panelready.telling_drops import drop_lines, drop_rows, needs_somebody

    with beside(options.data) as app:
        rows, now = drop_rows(app), app.now()
    if options.json:
        print(json.dumps(rows, indent=2, default=str))
    elif not rows:
        print("No drop is set. Add one to panelready.yaml.")
    else:
        for row in rows:
            print("\n".join(drop_lines(row, now)))
    return Exit.INCOMPLETE if any(map(needs_somebody, rows)) else Exit.READY
