"""Embedded carrier: one process takes whatever is open and advances it, a few at a time; a restart just goes on.

It knows pieces of work only as (kind, id) pairs and acts on the state it finds, not on events it may have missed.
"""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

Work = tuple[str, str]


class Embedded:
    """Carries work: `due` lists what a step can be done for now, `advance` does one step, `look` notices arrivals.

    At most `workers` steps run at once, and never two for one piece of work.
    """

    def __init__(
        self,
        due: Callable[[int], Sequence[Work]],
        advance: Callable[[Work], None],
        look: Callable[[], None],
        workers: int,
        pause: float,
    ) -> None:
        self._due = due
        self._advance = advance
        self._look = look
        self._workers = workers
        self._pause = pause
        self._running: dict[Work, Future[None]] = {}
        self._wake = threading.Event()

    def wake(self) -> None:
        """Look again at once: something happened."""
        self._wake.set()

    def run(self, stopped: threading.Event) -> None:
        """Carry work until told to stop; what is running then is finished first."""
        with ThreadPoolExecutor(self._workers, thread_name_prefix="work") as pool:
            while not stopped.is_set():
                self._look()
                self._start_due(pool)
                self._wake.wait(self._pause)
                self._wake.clear()
                self._raise_failures()

    def run_until_idle(self) -> None:
        """Carry what is due now, and what follows from it, in this thread; for commands that run beside no service."""
        while due := self._due(self._workers):
            for work in due:
                self._advance(work)

    def _start_due(self, pool: ThreadPoolExecutor) -> None:
        free = self._workers - len(self._running)
        # More than the free places are asked for, because some of what is due is already running.
        for work in self._due(self._workers * 2):
            if free > 0 and work not in self._running:
                free -= 1
                self._running[work] = pool.submit(self._advance, work)
                self._running[work].add_done_callback(lambda _: self.wake())

    def _raise_failures(self) -> None:
        """Forget what is done; a failure that a step did not keep to itself ends the service loudly."""
        for work, future in list(self._running.items()):
            if future.done():
                del self._running[work]
                future.result()
