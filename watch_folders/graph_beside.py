"""Runs what talks to a server beside the service's own loop, one thing at a time, so that waiting holds up nobody."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Protocol


class Beside(Protocol):
    """Something that does work elsewhere."""

    def start(self, work: Callable[[], None]) -> bool:
        """Begin the work and say so; False while earlier work is going on. What that raised is raised here."""

    def stop(self) -> None:
        """Let what is going on end, and begin nothing more."""


class InThread:
    """A thread of its own, begun when first needed. Whatever waits in it until `stopping` is set ends when we stop."""

    def __init__(self, name: str, stopping: threading.Event | None = None) -> None:
        self._name = name
        self._stopping = stopping or threading.Event()
        self._pool: ThreadPoolExecutor | None = None
        self._going_on: Future[None] | None = None

    def start(self, work: Callable[[], None]) -> bool:
        """Begin the work in the thread; False while earlier work is going on. What that raised is raised here."""
        if self._going_on is not None:
            if not self._going_on.done():
                return False
            done, self._going_on = self._going_on, None
            done.result()
        self._pool = self._pool or ThreadPoolExecutor(1, thread_name_prefix=self._name)
        self._going_on = self._pool.submit(work)
        return True

    def stop(self) -> None:
        """Wait for what is going on, and let the thread end."""
        self._stopping.set()
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)


class AtOnce:
    """Does the work before `start` comes back, for tests and for commands that look once."""

    def start(self, work: Callable[[], None]) -> bool:
        """Do the work."""
        work()
        return True

    def stop(self) -> None:
        """Nothing goes on."""
