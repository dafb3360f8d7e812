"""`panelready replies`: what waits to leave, is held or came back; and stopping what has not left yet."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from casework.errors import WrongUse
from panelready.exits import Exit

if TYPE_CHECKING:
    from panelready.app import App


def add_arguments(parser: argparse.ArgumentParser, _command: str) -> None:
    """The options of `replies`."""
    parser.add_argument("--data", metavar="DIR", type=Path, required=True, help="the service's data folder")
    parser.add_argument("--stop", metavar="KEY", help="keep a reply that has not left; a task holds it from then on")
    parser.add_argument("--questions", action="store_true", help="list the questions that nobody has answered yet")
    parser.add_argument("--reason", metavar="TEXT", help="why, for the record; needed with --stop")


def run(options: argparse.Namespace) -> int:
    """List the replies that have not simply left, or stop one."""
    from panelready.deciding import stop_reply
    from panelready.running import beside

    with beside(options.data) as app:
        if options.questions:
            print("\n".join(_open_questions(app)) or "No question is open.")
            return Exit.READY
        if options.stop is None:
            print("\n".join(_lines(app)) or "No reply waits, is held or came back.")
            return Exit.READY
        if not (options.reason or "").strip():
            raise WrongUse("say why, with --reason TEXT: it is kept on the record.")
        stop_reply(app, options.stop, options.reason.strip())
    print(f"Reply {options.stop} is stopped. `panelready tasks` lists it; --release would send it.")
    return Exit.READY


def _open_questions(app: "App") -> list[str]:
    """The questions of the last reply about each request that its newest screening still asks."""
    from generators.answer import from_json
    from generators.letter import questions_of
    from panelready.asking import questions_kept
    from panelready.clock import local
    from panelready.correcting import last_told
    from panelready.store import requests

    lines = []
    with app.engine.begin() as db:
        for request in (requests.get(db, each) for each in requests.all_ids(db)):
            told, newest = last_told(db, request), requests.screening(db, request.id, request.screenings)
            if told is None or newest is None or request.state not in requests.LIVE_STATES:
                continue
            still = {question.words for question in questions_of(from_json(newest.answer))}
            asked = [each for each in questions_kept(told.reply.questions) if each.words in still]
            if asked:
                lines.append(f"Request {request.id}, asked {local(told.at):%d %b %Y}")
                lines += [f"  {question.number}. {question.words}" for question in asked]
    return lines


def _lines(app: "App") -> list[str]:
    from generators.wording import held_in_words
    from panelready.clock import local
    from panelready.store import effects
    from panelready.store.tables import OutboxState

    with app.engine.begin() as db:
        replies = effects.replies(db)
    lines = []
    for reply in replies:
        if reply.state is OutboxState.READY:
            when = f"leaves after {local(reply.not_before):%H:%M:%S}" if reply.not_before else "leaves now"
            lines.append(f"{reply.key}  {when}")
        elif reply.state in (OutboxState.HELD, OutboxState.NOT_DELIVERED):
            lines.append(f"{reply.key}  {reply.state.replace('_', ' ')}, because {held_in_words(reply.held_because)}")
    return lines
