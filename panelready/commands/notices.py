"""`panelready notices`: what was expected for each sitting and has not come, as told and as it stands."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from panelready.exits import Exit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generators.notice import Notice
    from panelready.app import App


def add_arguments(parser: argparse.ArgumentParser, _command: str) -> None:
    """The options of `notices`."""
    parser.add_argument("--data", metavar="DIR", type=Path, required=True, help="the service's data folder")


def run(options: argparse.Namespace) -> int:
    """Print the notices of sittings to come, and what those still open would say now."""
    from panelready.running import beside

    with beside(options.data) as app:
        lines = list(_lines(app))
    print(
        "\n".join(lines)
        or "No panel of these drops has days set and somebody to tell: see “expected” in docs/settings.md."
    )
    return Exit.READY


def _lines(app: "App") -> "Iterator[str]":
    from generators.notice import Notice
    from panelready.clock import local
    from panelready.noticing import as_it_stands, closings
    from panelready.plain import from_plain
    from panelready.store import notices

    with app.engine.begin() as db:
        made = notices.every(db, app.today())
    for each in made:
        how = f"in the outbox as {each.key}" if each.key else "no mail was written"
        yield from _told(from_plain(Notice, each.said), f"told {local(each.made_at):%d %B %Y %H:%M}, {how}")
    told = {(each.authority, each.panel, each.sitting) for each in made}
    for closing in closings(app):
        if (closing.authority.id, closing.panel.id, closing.sitting) not in told:
            yield from _told(as_it_stands(app, closing), "as it stands; nothing told yet")


def _told(notice: "Notice", how: str) -> "Iterator[str]":
    from generators.notice import line_in_words
    from generators.plainly import when_in_words, wrapped
    from generators.wording import day_in_words

    yield f"{notice.panel}, {notice.sitting:%A} {day_in_words(notice.sitting)}  ({how})"
    yield f"  Papers due by {when_in_words(notice.closes)}; for the {notice.tell}"
    for line in notice.lines:
        yield wrapped(line_in_words(line), width=100, first="  - ", indent="    ")
    for fault in notice.faults:
        yield wrapped(fault, width=100, first="  ! ", indent="    ")
    if not notice.lines:
        yield "  Nothing that we know to be expected is lacking."
    yield ""
