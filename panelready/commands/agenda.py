"""`panelready agenda`: what a panel will hear on one day."""

import argparse
import sys
from pathlib import Path

from panelready.days import a_day
from panelready.exits import Exit


def add_arguments(parser: argparse.ArgumentParser, _command: str) -> None:
    """The options of `agenda`."""
    parser.add_argument("--data", metavar="DIR", type=Path, required=True, help="the service's data folder")
    parser.add_argument(
        "--panel", metavar="ID", required=True, help="the panel, or COUNCIL/PANEL where two share an id"
    )
    parser.add_argument("--date", metavar="YYYY-MM-DD", type=a_day, help="by default the next agenda")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--html", metavar="FILE", type=Path, help="write it as a page")
    how.add_argument("--csv", metavar="FILE", type=Path, help="write it as a table")


def run(options: argparse.Namespace) -> int:
    """Print one agenda."""
    from generators.agenda import agenda_csv, agenda_html, agenda_text
    from panelready.listing import agenda_of
    from panelready.running import beside

    with beside(options.data) as app:
        agenda = agenda_of(app, options.panel, options.date)
    if agenda is None:
        print("Nothing is on that panel's agenda." if options.date is None else "Nothing is listed for that day.")
        return Exit.READY
    if options.html:
        options.html.write_text(agenda_html(agenda), encoding="utf-8")
    elif options.csv:
        options.csv.write_bytes(agenda_csv(agenda))
    else:
        print(agenda_text(agenda))
        return Exit.READY
    print(f"The agenda is in {options.html or options.csv}.", file=sys.stderr)
    return Exit.READY
