"""`panelready doctor`: what is wrong with the set-up, or stuck."""

import argparse
from pathlib import Path

from panelready.exits import Exit


def add_arguments(parser: argparse.ArgumentParser, _command: str) -> None:
    """The options of `doctor`."""
    parser.add_argument("--data", metavar="DIR", type=Path, required=True, help="the service's data folder")


def run(options: argparse.Namespace) -> int:
    """Print what needs a person; exit status 1 where anything does."""
    from panelready.doctor import examine, notes
    from panelready.running import beside

    with beside(options.data) as app:
        faults = list(examine(app))
        for fault in faults:
            print(f"! {fault}")
        for note in notes(app):
            print(f"  {note}")
    print("All is well." if not faults else f"{len(faults)} thing{'s' if len(faults) > 1 else ''} to see to.")
    return Exit.INCOMPLETE if faults else Exit.READY
