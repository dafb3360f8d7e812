"""The children of the reading room: as many as needed, replaced when they end.

One thread, the warden, starts every child and watches those at work. It starts them because the kernel ends a child
when the *thread* that started it ends, and whoever asks for a file to be read may be a short-lived thread.
"""

import threading
import time
from collections.abc import Callable
from typing import TypeVar

from casework.errors import TemporaryFailure
from panelready.reading_process import Broken, Child

_WATCH_EVERY = 0.02
"""Seconds; memory grows by some tens of megabytes in that time."""

T = TypeVar("T")


class Pool:
    """At most so many children, started when they are needed and replaced when they end."""

    def __init__(self, workers: int, start: Callable[[], Child]) -> None:
        self._workers = workers
        self._start = start
        self._changed = threading.Condition()
        self._idle: list[Child] = []
        self._busy: set[Child] = set()
        self._wanted = self._waiting = 0
        self._trouble: Exception | None = None
        self._closed = False
        self._warden: threading.Thread | None = None

    def prestart(self, count: int) -> None:
        """Have this many children started, without waiting for them."""
        with self._changed:
            self._want(min(count, self._workers) - len(self._idle) - len(self._busy) - self._wanted)

    def ask(self, job: Callable[[Child], T]) -> T:
        """Have a child do the job. Raises Broken, or TemporaryFailure where no child can be had.

        A child that breaks may have been harmed by an earlier file, so a job is tried once more in a fresh one.
        """
        child = self._borrow(fresh=False)
        was_fresh = child.is_fresh
        try:
            return self._ask(child, job)
        except Broken:
            if was_fresh:
                raise
        return self._ask(self._borrow(fresh=True), job)

    def rest(self) -> None:
        """End the children that have nothing to do, so that their memory is free for others."""
        with self._changed:
            ending = [*self._idle] if not self._waiting else []
            self._idle = [child for child in self._idle if child not in ending]
        for child in ending:
            child.end()

    def close(self) -> None:
        """End every child; whoever waits for one gets TemporaryFailure."""
        with self._changed:
            self._closed = True
            ending = [*self._idle, *self._busy]
            self._idle.clear()
            self._changed.notify_all()
        if self._warden is not None:
            self._warden.join()
        for child in ending:
            child.end()

    def _ask(self, child: Child, job: Callable[[Child], T]) -> T:
        try:
            return job(child)
        except Broken:
            self._check_open()
            raise
        finally:
            self._give_back(child)

    def _borrow(self, *, fresh: bool) -> Child:
        with self._changed:
            self._waiting += 1
            try:
                return self._wait_for_child(fresh=fresh)
            finally:
                self._waiting -= 1

    def _wait_for_child(self, *, fresh: bool) -> Child:
        while True:
            self._check_open()
            child = self._take_idle(fresh=fresh)
            if child is not None:
                self._busy.add(child)
                self._changed.notify_all()
                return child
            if self._wanted < self._waiting and self._wanted + len(self._busy) + len(self._idle) < self._workers:
                self._want(1)
            self._changed.wait()

    def _take_idle(self, *, fresh: bool) -> Child | None:
        """An idle child, the last used first; those that died meanwhile, or are not fresh enough, make room."""
        unfit = [child for child in self._idle if child.is_spent or (fresh and not child.is_fresh)]
        fit = [child for child in self._idle if child not in unfit]
        if fit:
            self._idle.remove(fit[-1])
            return fit[-1]
        for child in unfit:
            self._idle.remove(child)
            child.end()
        return None

    def _give_back(self, child: Child) -> None:
        with self._changed:
            self._busy.discard(child)
            keep = not self._closed and not child.is_spent
            if keep:
                self._idle.append(child)
            elif not self._closed:
                self._want(1)
            self._changed.notify_all()
        if not keep:
            child.end()

    def _check_open(self) -> None:
        if self._closed:
            raise TemporaryFailure("The reading room is closed; the file will be read when it is open again.")
        if self._trouble is not None:
            trouble, self._trouble = self._trouble, None
            raise TemporaryFailure(
                "No reading child could be started; see whether memory or disk is short."
            ) from trouble

    def _want(self, count: int) -> None:
        if count > 0 and not self._closed:
            self._wanted += count
            if self._warden is None:
                self._warden = threading.Thread(target=self._guard, name="reading-room-warden", daemon=True)
                self._warden.start()
            self._changed.notify_all()

    def _guard(self) -> None:
        """The warden's work: start what is wanted, watch what is busy, until the pool closes."""
        with self._changed:
            while not self._closed:
                if self._wanted:
                    self._add_child()
                    continue
                self._changed.wait(_WATCH_EVERY if self._busy else None)
                for child in self._busy:
                    child.watch(time.monotonic())

    def _add_child(self) -> None:
        try:
            self._idle.append(self._start())
        except (
            Exception
        ) as trouble:  # raised where a child is waited for; here it would end the warden, and they wait on
            self._trouble = trouble
        self._wanted -= 1
        self._changed.notify_all()
