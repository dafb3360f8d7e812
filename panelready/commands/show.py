"""`panelready show`: the whole story of one request."""

import argparse
from pathlib import Path

from panelready.exits import Exit


def add_arguments(parser: argparse.ArgumentParser, _command: str) -> None:
    """The options of `show`."""
    parser.add_argument("id", help="a request id, a submission id, a task number or a case reference")
    parser.add_argument("--data", metavar="DIR", type=Path, required=True, help="the service's data folder")
    parser.add_argument("--why", metavar="REQUIREMENT", help="one requirement or rule: words, finding and evidence")


def run(options: argparse.Namespace) -> int:
    """Print the story, or why one requirement came out as it did."""
    from panelready.running import beside
    from panelready.telling import story, why

    with beside(options.data) as app:
        lines = why(app, options.id, options.why) if options.why else story(app, options.id)
        print("\n".join(lines))
    return Exit.READY
