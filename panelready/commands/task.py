"""`panelready task`: settle one task."""

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING

from casework.errors import WrongUse
from panelready.commands.decisions import add_decisions, decisions_in, reason_in
from panelready.exits import Exit

if TYPE_CHECKING:
    from panelready.app import App
    from panelready.deciding import Decision


def add_arguments(parser: argparse.ArgumentParser, _command: str) -> None:
    """The options of `task`."""
    parser.add_argument("id", type=_number, metavar="ID", help="the number that `panelready tasks` shows")
    parser.add_argument("--data", metavar="DIR", type=Path, required=True, help="the service's data folder")
    add_decisions(parser)
    parser.add_argument("--link", metavar="REQUEST", help="these papers belong to that request (id or case reference)")
    parser.add_argument("--release", action="store_true", help="let the drafted reply leave")
    parser.add_argument("--withdraw", action="store_true", help="the request is withdrawn")
    parser.add_argument(
        "--agreed-by", metavar="WHO", default="", help="who agreed to the withdrawal, where that is asked"
    )
    parser.add_argument("--show-draft", action="store_true", help="print the drafted reply and change nothing")


def run(options: argparse.Namespace) -> int:
    """Write the decision down and have the request screened again."""
    from panelready.deciding import settle
    from panelready.ids import NOTICE
    from panelready.running import beside, carry_out

    with beside(options.data) as app:
        if options.show_draft:
            return _print_draft(app, options.id)
        decisions = _decisions(options)
        request_id = settle(app, options.id, decisions, reason_in(options))
        done = carry_out(app)
    about = "notice" if request_id.startswith(NOTICE) else "request"
    print(f"Task {options.id} is settled; the decision is on the record of {about} {request_id}.")
    if not done:
        print("The service that is running carries it out now.")
    if about == "request":
        print(f"See `panelready show {request_id} --data {options.data}`.")
    return Exit.READY


def _print_draft(app: "App", task_id: int) -> int:
    from email import message_from_bytes, policy

    from panelready.store import effects

    with app.engine.begin() as db:
        try:
            draft = effects.task(db, task_id).draft or b""
        except LookupError:
            raise WrongUse(f"there is no task {task_id}.") from None
    message = message_from_bytes(draft, policy=policy.default)
    body = message.get_body(("plain",)) if draft else None
    print(body.get_content() if body else "There is no drafted reply.")
    return Exit.READY


def _decisions(options: argparse.Namespace) -> "list[Decision]":
    from casework.screening import ReviewAction as Act
    from panelready.deciding import Decision

    decisions = decisions_in(options)
    ends = [Decision(Act.LINK, value=options.link)] if options.link else []
    ends += [Decision(Act.RELEASE)] if options.release else []
    ends += [Decision(Act.WITHDRAW, value=options.agreed_by)] if options.withdraw else []
    if len(ends) > 1 or (ends and decisions):
        raise WrongUse("--link, --release and --withdraw each stand alone.")
    if not decisions + ends:
        raise WrongUse("say what to do: --waive, --retype, --set, --request-type, --link, --release or --withdraw.")
    return decisions + ends


def _number(text: str) -> int:
    if not re.fullmatch("[0-9]{1,15}", text):
        raise argparse.ArgumentTypeError(f"{text} is not the number of a task; `panelready tasks` lists them.")
    return int(text)
