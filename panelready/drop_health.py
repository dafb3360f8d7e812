"""How each drop is doing, and whether all that it shows is in our books; written down for commands beside the service.

Once a day each channel lists everything it shows. What is neither taken nor known to be taken is written down, with
why: mail and files that slipped past us are found so, whatever the cause.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from panelready.app import App
from panelready.channel_notes import NotesInDatabase
from panelready.drop_settings import Drop
from panelready.plain import from_json, to_plain
from watch_folders.arriving import Listing, Look
from watch_folders.channel import Channel

EVERY = timedelta(seconds=60)
"""Between two writings where nothing has changed but the time of the last look."""
A_DAY = timedelta(hours=24)
MOST_LISTED = 200
"""What more is missing is counted."""
MOST_ABOUT = 5
HEALTH, BOOKS = "health", "books"


@dataclass(frozen=True, slots=True)
class KnownTrouble:
    """What has stood in a drop's way since that instant; `about` are paths and the like, for people alone."""

    kind: str
    message: str
    since: datetime
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Health:
    """When a drop was last seen and when papers last came of it (UTC), what waits there and for how many seconds."""

    looked_at: datetime | None = None
    arrived_at: datetime | None = None
    waiting: int = 0
    lag: float = 0.0
    troubles: tuple[KnownTrouble, ...] = ()


@dataclass(frozen=True, slots=True)
class NotInBooks:
    """Something that a drop showed and that was not in our books, by where it is, and the code of why."""

    place: str
    why: str


@dataclass(frozen=True, slots=True)
class Books:
    """The last comparison of what a drop shows with our books: when (UTC), of how many things, how many are missing."""

    compared_at: datetime
    shown: int
    missing: int
    listed: tuple[NotInBooks, ...] = ()


class DropHealth:
    """Writes down how one drop is doing."""

    def __init__(self, drop: Drop, app: App) -> None:
        self._drop, self._app = drop, app
        self._notes = NotesInDatabase(app.engine)
        self._health, books = read_health(app, drop.name)
        self._compared_at = books.compared_at if books else None
        self._written_at: datetime | None = None

    def looked(self, found: Look, troubles: Mapping[str, str], taken: int) -> None:
        """After a look: what it found, what is in the way by kind, and how many of its arrivals were taken."""
        now, before = self._app.now(), self._health
        since = {trouble.kind: trouble.since for trouble in before.troubles}
        known = tuple(
            KnownTrouble(kind, message, since.get(kind, now), _about(found, kind)) for kind, message in troubles.items()
        )
        self._health = Health(
            looked_at=now if found.is_current else before.looked_at,
            arrived_at=now if taken else before.arrived_at,
            waiting=found.waiting + len(found.arrivals) - taken,
            lag=found.lag,
            troubles=known,
        )
        same = replace(self._health, looked_at=before.looked_at, lag=before.lag) == before
        if not same or self._written_at is None or now - self._written_at >= EVERY:
            self._write(HEALTH, self._health)
            self._written_at = now

    def compare_daily(self, channel: Channel) -> None:
        """Once a day, compare what the channel shows with our books, as soon as it can say."""
        now = self._app.now()
        if self._compared_at is not None and now - self._compared_at < A_DAY:
            return
        listing = channel.listing(now)
        if listing is not None:
            self._write(BOOKS, _books(listing, now))
            self._compared_at = now
            self._app.say(
                "compared",
                channel=self._drop.name.replace("-", "_"),
                count=listing.shown,
                number=len(listing.missing),
            )

    def _write(self, name: str, what: Health | Books) -> None:
        self._notes.write(_source(self._drop.name), {name: json.dumps(to_plain(what))})


def read_health(app: App, drop: str) -> tuple[Health, Books | None]:
    """How the drop of that name is doing, and its last comparison; nothing known where another release wrote it."""
    notes = NotesInDatabase(app.engine).read(_source(drop))
    try:
        health = from_json(Health, notes[HEALTH]) if HEALTH in notes else Health()
        return health, from_json(Books, notes[BOOKS]) if BOOKS in notes else None
    except ValueError:
        return Health(), None


def _source(drop: str) -> str:
    """Apart from what the drop's own channel notes: no name of a drop holds a blank."""
    return f"health of {drop}"


def _about(found: Look, kind: str) -> tuple[str, ...]:
    abouts = [trouble.about for trouble in found.troubles if trouble.kind.value == kind and trouble.about]
    return tuple(abouts[:MOST_ABOUT])


def _books(listing: Listing, now: datetime) -> Books:
    listed = tuple(NotInBooks(missing.place, missing.why.value) for missing in listing.missing[:MOST_LISTED])
    return Books(now, listing.shown, len(listing.missing), listed)
