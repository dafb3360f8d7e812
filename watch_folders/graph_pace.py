"""How fast we may ask Microsoft 365: two calls at a time to each mailbox or site, and none while it wants rest.

https://learn.microsoft.com/en-us/graph/throttling: Exchange lets an application have four at a time in a mailbox, and
people meet errors at four; throttled calls count too, so none may be made before Retry-After has passed.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime

from watch_folders.graph_refusals import Busy

AT_A_TIME = 2
FIRST_WAIT = 1.0
"""Seconds before the second try where Graph names no time; doubled for each try after it."""
LONGEST_WAIT = 60.0
"""Seconds that one call may wait altogether; what would take longer is put off and the thread is free."""


@dataclass(frozen=True, slots=True)
class Waits:
    """A clock that never jumps, in seconds; how to wait; and chance, between 0 and 1."""

    tick: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = field(default=random.random)

    def backoff(self, attempt: int) -> float:
        """Seconds before try `attempt` + 1: twice as long each time, and a half more or less by chance."""
        return float(FIRST_WAIT * 2 ** (attempt - 1) * (0.5 + self.chance()))


class Gate:
    """The way into one mailbox or site, shared by everything in this process that goes there."""

    def __init__(self, waits: Waits) -> None:
        self._waits = waits
        self._places = threading.BoundedSemaphore(AT_A_TIME)
        self._turn = threading.Lock()
        self._not_before = 0.0

    @contextmanager
    def turn(self, deadline: float) -> Iterator[None]:
        """Wait for a place; raises Busy where it would open after `deadline` only."""
        with self._places:
            while (rest := self._not_before - self._waits.tick()) > 0:
                if self._not_before > deadline:
                    raise Busy(rest)
                self._waits.sleep(rest)
            yield

    def close_for(self, seconds: float) -> None:
        """Let nobody in for so long."""
        with self._turn:
            self._not_before = max(self._not_before, self._waits.tick() + seconds)


def retry_after(value: str | None, date: str | None) -> float | None:
    """The seconds that a Retry-After header asks for (RFC 9110 10.2.3), or None; `date` is the answer's own Date."""
    if value is None:
        return None
    if value.strip().isdecimal():
        return float(value)
    until, now = _moment(value), _moment(date)
    return max(0.0, (until - now).total_seconds()) if until and now else None


def _moment(value: str | None) -> datetime | None:
    try:
        return parsedate_to_datetime(value) if value else None
    except ValueError:
        return None
