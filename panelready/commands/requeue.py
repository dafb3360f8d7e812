"""`panelready requeue`: try stuck work again."""

import argparse
from pathlib import Path

from casework.errors import WrongUse
from panelready.exits import Exit


def add_arguments(parser: argparse.ArgumentParser, _command: str) -> None:
    """The options of `requeue`."""
    parser.add_argument("ids", nargs="*", metavar="ID", help="stuck submissions or requests")
    parser.add_argument("--data", metavar="DIR", type=Path, required=True, help="the service's data folder")
    parser.add_argument("--all-open", action="store_true", help="everything that is stuck or waiting, at once")


def run(options: argparse.Namespace) -> int:
    """Wake what is named, or everything open."""
    from panelready.requeueing import requeue
    from panelready.running import beside, carry_out

    if bool(options.ids) == options.all_open:
        raise WrongUse("name ids, or say --all-open.")
    with beside(options.data) as app:
        count = requeue(app, options.ids or None)
        carry_out(app)
    print(f"{count} woken.")
    return Exit.READY
