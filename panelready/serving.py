"""The service: drops watched, arrivals taken, whatever is open advanced, replies sent, until it is told to stop."""

import sys
import threading
import time
from collections.abc import Callable, Sequence
from datetime import timedelta

from casework.errors import TemporaryFailure
from ingest.whole import is_whole
from panelready.app import App
from panelready.custody import take_arrival
from panelready.settings import Drop
from panelready.steps import advance_request, advance_submission
from panelready.store import requests, submissions
from panelready.work.embedded import Embedded, Work
from watch_folders.arriving import SettleRule, Trouble
from watch_folders.channel import CHANNELS, Channel
from watch_folders.wakeup import Wakeup

ADVANCE: dict[str, Callable[[str, App], None]] = {"submission": advance_submission, "request": advance_request}

SOON = 0.2
"""Seconds."""


class Watching:
    """The drops, looked at every `poll` seconds, and sooner when something stirs.

    What is in a drop is the truth; events only save waiting. One drop's trouble keeps no other from being looked at.
    """

    def __init__(self, app: App, tick: Callable[[], float] = time.monotonic) -> None:
        self._app = app
        self._tick = tick
        self._channels = [(drop, channel_of(drop, app)) for drop in app.settings.drops]
        self._next = 0.0
        self._said: set[tuple[str, str]] = set()

    def stirred(self) -> None:
        """Something moved in a drop: look soon, but not at every chunk that is written."""
        self._next = min(self._next, self._tick() + SOON)

    def look(self) -> None:
        """Look at each drop, if it is time, and take what has arrived."""
        if self._tick() < self._next:
            return
        service = self._app.settings.service
        waiting = [self._look_at(drop, channel) for drop, channel in self._channels]
        # Papers that must lie still are looked at again as soon as they may have done so.
        pause = min(service.poll, max(SOON, service.settle / 2)) if any(waiting) else service.poll
        self._next = self._tick() + pause

    def _look_at(self, drop: Drop, channel: Channel) -> bool:
        """Look at one drop; whether anything in it waits to be taken."""
        found = channel.look(self._app.now(), self._tick())
        self._tell(drop, found.troubles)
        for arrival in found.arrivals:
            try:
                take_arrival(arrival, channel, drop, self._app)
            except TemporaryFailure as problem:
                self._once(drop, "cannot_take", str(problem))
                return True
        return found.waiting > 0

    def tell_all(self, troubles: Sequence[Trouble]) -> None:
        """Say what stands in the way of all drops."""
        for drop, _ in self._channels[:1]:
            self._tell(drop, troubles)

    def _tell(self, drop: Drop, troubles: Sequence[Trouble]) -> None:
        for trouble in troubles:
            self._once(drop, trouble.kind.value, trouble.message)

    def _once(self, drop: Drop, kind: str, message: str) -> None:
        """Say each kind of trouble once, not at every look."""
        if (drop.name, kind) not in self._said:
            self._said.add((drop.name, kind))
            self._app.say("drop_trouble", channel=drop.name.replace("-", "_"), reason=kind)
            print(f"Drop {drop.name}: {message}", file=sys.stderr)


def channel_of(drop: Drop, app: App) -> Channel:
    """The channel that watches a drop."""
    service = app.settings.service
    return CHANNELS["folder"](
        drop.name,
        drop.folder,
        seen=app.seen,
        settle=SettleRule(seconds=service.settle_network if drop.network else service.settle),
        leave=drop.leave,
        taken=None if drop.leave else drop.taken,
        is_whole=is_whole,
    )


def carrier(app: App, look: Callable[[], None] = lambda: None) -> Embedded:
    """The embedded carrier of this app's work."""
    pause = min(app.settings.service.poll, 1.0)
    return Embedded(
        lambda limit: due(app, limit), lambda work: advance(app, work), look, app.settings.service.workers, pause
    )


def due(app: App, limit: int) -> list[Work]:
    """What a step can be done for now: papers before answers, so that late papers are seen before their request is."""
    now = app.now()
    with app.engine.begin() as db:
        papers: list[Work] = [("submission", each) for each in submissions.open_ids(db, now, limit)]
        return papers + [("request", each) for each in requests.open_ids(db, now, limit)]


def advance(app: App, work: Work) -> None:
    """Do the next step of one piece of work."""
    kind, identity = work
    ADVANCE[kind](identity, app)


def serve(app: App, stopped: threading.Event) -> None:
    """Run the service until told to stop."""
    app.data.wipe_temporary()
    app.outbox.settle_interrupted(app.now())
    watching = Watching(app)
    wakeup = Wakeup(watching.stirred)
    watching.tell_all(wakeup.start([drop.folder for drop in app.settings.drops if not drop.network]))
    outbox_due = [app.now()]

    def look() -> None:
        watching.look()
        if app.now() >= outbox_due[0]:
            app.outbox.settle_interrupted(app.now())
            app.outbox.send_ready(app.now())
            outbox_due[0] = app.now() + timedelta(seconds=5)

    try:
        carrier(app, look).run(stopped)
    finally:
        wakeup.stop()
