"""The service's own reading jobs, but that a file's name may say what reading it does to the reader."""

import ctypes
import time
from collections.abc import Callable, Mapping

from panelready import reading_jobs
from panelready.plain import Plain
from panelready.reading_jobs import Doer, Job, Lesson


def _crash(_: Job) -> Plain:
    ctypes.string_at(0)
    return None


def _hang(_: Job) -> Plain:
    while True:
        time.sleep(60)


def _eat(_: Job) -> Plain:
    held = []
    while True:
        held.append(b"x" * (8 << 20))


POISON: Mapping[str, Callable[[Job], Plain]] = {"Crash": _crash, "Hang": _hang, "Eat": _eat}


def _reading(lesson: Lesson) -> Doer:
    really = reading_jobs.JOBS["read"](lesson)

    def do(job: Job) -> Plain:
        return POISON.get(str(job["name"]).split(".")[0], really)(job)

    return do


JOBS = {**reading_jobs.JOBS, "read": _reading}
