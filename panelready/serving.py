"""The service: drops watched, arrivals taken, whatever is open advanced, replies sent, until it is told to stop."""

import contextlib
import sys
import threading
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial

from casework.errors import TemporaryFailure
from casework.submission import Arrival
from panelready.app import App
from panelready.channels import channel_of
from panelready.custody import take_arrival
from panelready.drop_health import DropHealth
from panelready.drop_settings import Drop
from panelready.noticing import make_due
from panelready.steps import advance_request, advance_submission, failure_of
from panelready.store import requests, submissions
from panelready.work.embedded import Embedded, Work
from watch_folders.arriving import Trouble
from watch_folders.channel import Channel
from watch_folders.wakeup import Wakeup

ADVANCE: dict[str, Callable[[str, App], None]] = {"submission": advance_submission, "request": advance_request}

SOON = 0.2
"""Seconds."""
BREATH = 1.0
"""Seconds to wait where nothing can be written."""


class Watching:
    """The drops, looked at every `poll` seconds, and sooner when something stirs.

    What is in a drop is the truth; events only save waiting. One drop's trouble keeps no other from being looked at.
    """

    def __init__(self, app: App, tick: Callable[[], float] = time.monotonic) -> None:
        self._app = app
        self._tick = tick
        self._channels = [(drop, channel_of(drop, app, self.stirred)) for drop in app.settings.drops]
        self._health = {drop.name: DropHealth(drop, app) for drop in app.settings.drops}
        self._next = 0.0
        self._said: set[tuple[str, str]] = set()

    def stop(self) -> None:
        """Let go of every place that is watched."""
        for _, channel in self._channels:
            channel.stop()

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
        before = {kind for name, kind in self._said if name == drop.name}
        found = channel.look(self._app.now(), self._tick())
        troubles = {trouble.kind.value: trouble.message for trouble in found.troubles}
        taken, cannot_take = self._take(found.arrivals, drop, channel)
        if cannot_take:
            troubles["cannot_take"] = cannot_take
        for kind, message in troubles.items():
            self._once(drop, kind, message)
        # What has passed is said again when it comes again.
        self._said -= {(drop.name, kind) for kind in before - set(troubles)}
        with contextlib.suppress(TemporaryFailure):  # a full disk is met, and said, where it matters
            self._health[drop.name].looked(found, troubles, taken)
            self._health[drop.name].compare_daily(channel)
        return found.waiting > 0 or bool(cannot_take)

    def _take(self, arrivals: Sequence[Arrival], drop: Drop, channel: Channel) -> tuple[int, str]:
        """Take what has arrived: how many, and why the first that could not be taken stays where it is, or nothing."""
        taken, cannot_take = 0, ""
        for arrival in arrivals:
            problem = failure_of(partial(take_arrival, arrival, channel, drop, self._app))
            taken += problem is None
            if isinstance(problem, TemporaryFailure):
                return taken, str(problem)
            if problem is not None:  # concerns this arrival alone; the others are not kept waiting
                why = problem.strerror if isinstance(problem, OSError) else f"our own fault: {type(problem).__name__}"
                cannot_take = cannot_take or f"something in it cannot be taken ({why}); it stays there."
        return taken, cannot_take

    def tell_all(self, troubles: Sequence[Trouble]) -> None:
        """Say what stands in the way of all drops."""
        for drop, _ in self._channels[:1]:
            for trouble in troubles:
                self._once(drop, trouble.kind.value, trouble.message)

    def _once(self, drop: Drop, kind: str, message: str) -> None:
        """Say each kind of trouble once, not at every look."""
        if (drop.name, kind) not in self._said:
            self._said.add((drop.name, kind))
            self._app.say("drop_trouble", channel=drop.name.replace("-", "_"), reason=kind)
            _print(f"Drop {drop.name}: {message}")


def carrier(app: App, look: Callable[[], None] = lambda: None) -> Embedded:
    """The embedded carrier of this app's work."""
    pause = min(app.settings.service.poll, 1.0)
    return Embedded(
        lambda limit: due(app, limit), lambda work: advance(app, work), look, app.settings.service.workers, pause
    )


def due(app: App, limit: int) -> list[Work]:
    """What a step can be done for now: papers before answers, so that late papers are seen before their request is."""
    now = app.now()
    try:
        with app.engine.begin() as db:
            papers: list[Work] = [("submission", each) for each in submissions.open_ids(db, now, limit)]
            return papers + [("request", each) for each in requests.open_ids(db, now, limit)]
    except TemporaryFailure as problem:
        _say_what_passes(app, problem)
        return []


def advance(app: App, work: Work) -> None:
    """Do the next step of one piece of work; where not even its failure can be written down, it is tried again."""
    kind, identity = work
    try:
        ADVANCE[kind](identity, app)
    except TemporaryFailure as problem:
        _say_what_passes(app, problem)


def _say_what_passes(app: App, problem: TemporaryFailure) -> None:
    """Say what keeps everything from going on, and give it a moment to pass."""
    app.say("cannot_go_on", reason="temporary")
    _print(str(problem))
    time.sleep(BREATH)


def _print(sentence: str) -> None:
    """Say something to whoever watches; if it cannot be said, because the disk is full, the work goes on."""
    with contextlib.suppress(OSError):
        print(sentence, file=sys.stderr)


def serve(app: App, stopped: threading.Event) -> None:
    """Run the service until told to stop."""
    app.data.wipe_temporary()
    app.outbox.settle_interrupted(app.now())
    watching = Watching(app)
    wakeup = Wakeup(watching.stirred)
    watching.tell_all(wakeup.start([folder for drop, folder in app.settings.folders() if not drop.network]))
    outbox_due = [app.now()]

    def look() -> None:
        try:
            watching.look()
            if app.now() >= outbox_due[0]:
                outbox_due[0] = app.now() + timedelta(seconds=5)
                make_due(app)
                app.outbox.settle_interrupted(app.now())
                app.outbox.send_ready(app.now())
        except TemporaryFailure as problem:
            _say_what_passes(app, problem)

    try:
        carrier(app, look).run(stopped)
    finally:
        wakeup.stop()
        watching.stop()
