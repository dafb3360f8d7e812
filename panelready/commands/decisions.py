"""The options by which a person decides about a request, and what they mean."""

import argparse
from typing import TYPE_CHECKING

from casework.errors import WrongUse

if TYPE_CHECKING:
    from panelready.deciding import Decision


def add_decisions(parser: argparse.ArgumentParser) -> None:
    """The options that say what is true of the papers of a request."""
    parser.add_argument(
        "--waive", metavar="REQUIREMENT", action="append", default=[], help="let go what `tasks` names so"
    )
    parser.add_argument(
        "--retype",
        metavar=("FILE", "TYPE"),
        nargs=2,
        action="append",
        default=[],
        help='say what a file is: "Scan 3.pdf" swet',
    )
    parser.add_argument("--set", metavar="FIELD=VALUE", action="append", default=[], help="say what a field or fact is")
    parser.add_argument("--request-type", metavar="ID", help="say what is asked: PANEL/REQUEST_TYPE or REQUEST_TYPE")
    parser.add_argument("--reason", metavar="TEXT", help="why, for the record; always needed to decide")


def decisions_in(options: argparse.Namespace) -> "list[Decision]":
    """What these options say, in the order they are carried out."""
    from casework.screening import ReviewAction as Act
    from panelready.deciding import Decision

    decisions = [Decision(Act.WAIVE, subject) for subject in options.waive]
    decisions += [Decision(Act.RETYPE, file, kind) for file, kind in options.retype]
    decisions += [_set(text) for text in options.set]
    return decisions + ([Decision(Act.REQUEST_TYPE, value=options.request_type)] if options.request_type else [])


def reason_in(options: argparse.Namespace) -> str:
    """Why somebody decides so; WrongUse where it is not said."""
    reason = (options.reason or "").strip()
    if not reason:
        raise WrongUse("say why, with --reason TEXT: it is kept with the decision.")
    return reason


def _set(text: str) -> "Decision":
    from casework.screening import ReviewAction as Act
    from panelready.deciding import Decision

    field, equals, value = text.partition("=")
    if not equals or not field.strip():
        raise WrongUse(f"--set {text}: write it as FIELD=VALUE.")
    return Decision(Act.SET_FIELD, field.strip(), value.strip())
