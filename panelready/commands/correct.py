"""`panelready correct`: put right what a reply that has left says about a request."""

import argparse
from pathlib import Path

from casework.errors import WrongUse
from panelready.commands.decisions import add_decisions, decisions_in, reason_in
from panelready.exits import Exit


def add_arguments(parser: argparse.ArgumentParser, _command: str) -> None:
    """The options of `correct`."""
    parser.add_argument("request", metavar="REQUEST", help="its id, the id of a submission, or the case reference")
    parser.add_argument("--data", metavar="DIR", type=Path, required=True, help="the service's data folder")
    add_decisions(parser)


def run(options: argparse.Namespace) -> int:
    """Write the decision down and have the request screened again; the next reply says what was wrong."""
    from panelready.deciding import correct
    from panelready.running import beside, carry_out

    decisions = decisions_in(options)
    if not decisions:
        raise WrongUse("say what is right: --retype, --set, --request-type or --waive.")
    reason = reason_in(options)
    with beside(options.data) as app:
        request_id = correct(app, options.request, decisions, reason)
        done = carry_out(app)
    print(f"The decision is on the record of request {request_id}.")
    if not done:
        print("The service that is running carries it out now.")
    print(f"If a reply was wrong, the next one says so: see `panelready incidents --data {options.data}`.")
    return Exit.READY
