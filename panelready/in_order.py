"""The same work on many things at once, with the results in the order of the things."""

import queue
import threading
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")
Done = TypeVar("Done")


def in_order(
    work: Callable[[T], Done], things: Sequence[T], threads: int, progress: Callable[[int, int], None]
) -> list[Done]:
    """What `work` makes of each thing; `progress` is told, in this thread, how many are done and of how many.

    The first exception ends it: nothing new is begun, and it is raised here.
    """
    waiting: queue.SimpleQueue[int] = queue.SimpleQueue()
    finished: queue.SimpleQueue[tuple[int, Done | _Raised]] = queue.SimpleQueue()
    for number in range(len(things)):
        waiting.put(number)
    for _ in range(min(threads, len(things))):
        threading.Thread(target=_work_off, args=(work, things, waiting, finished), daemon=True).start()
    results: dict[int, Done] = {}
    while len(results) < len(things):
        number, result = finished.get()
        if isinstance(result, _Raised):
            _empty(waiting)
            raise result.exception
        results[number] = result
        progress(len(results), len(things))
    return [results[number] for number in range(len(things))]


class _Raised:
    def __init__(self, exception: BaseException) -> None:
        self.exception = exception


def _work_off(
    work: Callable[[T], Done],
    things: Sequence[T],
    waiting: "queue.SimpleQueue[int]",
    finished: "queue.SimpleQueue[tuple[int, Done | _Raised]]",
) -> None:
    while True:
        try:
            number = waiting.get_nowait()
        except queue.Empty:
            return
        try:
            finished.put((number, work(things[number])))
        except BaseException as exception:  # raised again where somebody waits for it
            finished.put((number, _Raised(exception)))


def _empty(waiting: "queue.SimpleQueue[int]") -> None:
    while not waiting.empty():
        try:
            waiting.get_nowait()
        except queue.Empty:
            return
