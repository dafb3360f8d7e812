"""`panelready incidents`: the replies that turned out wrong, what is right, and who put it right."""

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from panelready.exits import Exit

if TYPE_CHECKING:
    from panelready.store.incidents import Incident


def add_arguments(parser: argparse.ArgumentParser, _command: str) -> None:
    """The options of `incidents`."""
    parser.add_argument("--data", metavar="DIR", type=Path, required=True, help="the service's data folder")
    parser.add_argument("--json", action="store_true", help="print them for programs")


def run(options: argparse.Namespace) -> int:
    """List every incident, oldest first."""
    from panelready.running import beside
    from panelready.store import incidents

    with beside(options.data) as app, app.engine.begin() as db:
        found = incidents.every(db)
    if options.json:
        print(json.dumps([asdict(each) for each in found], indent=2, default=str))
    else:
        print("\n".join(line for each in found for line in _lines(each)) or "No reply has turned out wrong.")
    return Exit.READY


def _lines(incident: "Incident") -> Iterator[str]:
    from generators.plainly import one_line, wrapped
    from panelready.clock import local

    decided = f"by {incident.who}: {one_line(incident.reason or '')}"
    by = decided if incident.who else "on another look at the same papers"
    said_at, right_at = (f"{local(at):%d %b %Y %H:%M}" for at in (incident.said_at, incident.made_at))
    before, now = (edition or "not known" for edition in (incident.said_edition, incident.edition))
    yield f"Request {incident.request_id}, put right {right_at} {by}"
    yield f"  Reply {incident.reply_key} of {said_at} to {incident.recipient or 'nobody'}"
    yield f"  Policy edition then: {before}; now: {now}"
    for said, right in incident.points:
        yield wrapped(said, width=100, first="  - ", indent="    ")
        yield wrapped(f"What is right: {right}", width=100, first="    ", indent="    ")
    yield ""
