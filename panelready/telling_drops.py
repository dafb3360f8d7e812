"""How the drops are doing, for people at a terminal and for programs."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from generators.plainly import one_line, wrapped
from panelready.app import App
from panelready.clock import local
from panelready.drop_health import Books, Health, read_health
from panelready.drop_settings import Drop
from panelready.plain import to_plain
from watch_folders.arriving import WHY_NOT_TAKEN, NotTaken

UNITS = ((86_400, "day"), (3_600, "hour"), (60, "minute"))

REPLIES = {
    "off": "none are written",
    "draft": "a person sends them",
    "auto": "leave by themselves, once every check is passed",
}


def drop_rows(app: App) -> list[dict[str, Any]]:
    """Each drop of the settings: its name, place, health, and what is not in our books."""
    return [_row(app, drop, *read_health(app, drop.name)) for drop in app.settings.drops]


def needs_somebody(row: dict[str, Any]) -> bool:
    """Whether something stands in the drop's way, or it was never looked at."""
    return bool(row["troubles"]) or row["looked_at"] is None


def drop_lines(row: dict[str, Any], now: datetime) -> Iterator[str]:
    """One drop, for a terminal; `now` is the instant in UTC, without a zone."""
    yield f"{row['name']}  {row['channel']}: {one_line(row['place'])}"
    yield f"  last look     {_when(row['looked_at'], now)}"
    yield f"  last arrival  {_when(row['arrived_at'], now)}"
    yield f"  waiting       {row['waiting'] or 'nothing'}{_for_how_long(row)}"
    yield f"  replies       {REPLIES[row['reply_mode']]}"
    for trouble in row["troubles"]:
        since = f" (since {_when(trouble['since'], now)})"
        yield wrapped(one_line(trouble["message"]) + since, width=100, first="  ! ", indent="    ")
        yield from (f"      {one_line(about)}" for about in trouble.get("about", ()))
    yield from _books_lines(row["books"], now)
    yield ""


def _books_lines(books: dict[str, Any] | None, now: datetime) -> Iterator[str]:
    if books is None:
        yield "  books         not compared yet"
        return
    missing = f"{books['missing']} not in our books" if books["missing"] else "all in our books"
    yield f"  books         {_when(books['compared_at'], now)}: {books['shown']} shown, {missing}"
    listed = books.get("listed", ())
    yield from (f"    - {one_line(each['place'])}: {_why(each['why'])}" for each in listed)
    if books["missing"] > len(listed):
        yield f"    and {books['missing'] - len(listed)} more"


def _row(app: App, drop: Drop, health: Health, books: Books | None) -> dict[str, Any]:
    told = {"looked_at": None, "arrived_at": None, "waiting": 0, "lag": 0.0, "troubles": [], **to_plain(health)}
    return {
        "name": drop.name,
        "authority": drop.authority,
        "channel": drop.channel,
        "place": _place(drop),
        "reply_mode": app.settings.reply_mode(drop),
        **told,
        "books": to_plain(books) if books else None,
    }


def _place(drop: Drop) -> str:
    """Where the drop is, as people would look for it."""
    if drop.imap is not None:
        return f"{drop.imap.folder} of {drop.imap.user} on {drop.imap.server}"
    if drop.graph is not None:
        return f"{drop.graph.folder} of {drop.graph.mailbox}"
    if drop.sharepoint is not None:
        return f"{drop.sharepoint.folder or 'the library'} in drive {drop.sharepoint.drive}"
    return str(drop.folder or "")


def _for_how_long(row: dict[str, Any]) -> str:
    return f", the oldest for {_span(row['lag'])}" if row["waiting"] and row["lag"] else ""


def _when(instant: str | None, now: datetime) -> str:
    if instant is None:
        return "never"
    moment = datetime.fromisoformat(instant)
    return f"{local(moment):%d %B %Y %H:%M}, {_span((now - moment).total_seconds())} ago"


def _span(seconds: float) -> str:
    for length, unit in UNITS:
        if seconds >= length:
            count = int(seconds // length)
            return f"{count} {unit}{'s' if count > 1 else ''}"
    return "less than a minute"


def _why(code: str) -> str:
    return WHY_NOT_TAKEN[NotTaken(code)] if code in list(NotTaken) else code
