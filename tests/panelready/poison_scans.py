"""Jobs of children in which a file's pictures do what hostile ones do to an engine; the file's name says which."""

import ctypes
import os
import time
from typing import Any

from casework.document import Document
from extractors.page_content import PageContent, Scan
from panelready.plain import Plain, to_plain
from panelready.reading_jobs import Doer, Job, Lesson

GOOD = Scan(PageContent((), (), (), (), 1.0, 0, 0.0, (595.0, 842.0)), ("an engine",), covered=1.0)


def _reading(_: Lesson) -> Doer:
    """Tell of a picture for each word of the name, then of what came of them."""

    def do(job: Job) -> Plain:
        scans = job.get("scans")
        if scans is None or job["name"] == "never_enough":
            return {"unscanned": job["name"].split()}
        told = tuple(
            f"{key}: {scan.get('limit') or ('read' if scan['content'] else 'poor')}" for key, scan in scans.items()
        )
        return to_plain((Document("a", limits=told, type=str(os.getpid())),), tuple[Document, ...])

    return do


def _scanning(_: Lesson) -> Doer:
    def do(job: Job) -> Plain:
        kind = job["key"].split("-")[0]
        return {"good": _good, "hang": _hang, "crash": _crash, "eat": _eat, "rubbish": _rubbish, "fork": _fork}[kind]()

    return do


def _good() -> Plain:
    return to_plain(GOOD)


def _hang() -> Plain:
    time.sleep(60)


def _crash() -> Plain:
    ctypes.string_at(0)


def _eat() -> Plain:
    held: list[Any] = []
    while True:
        held.append(b"x" * (8 << 20))


def _rubbish() -> Plain:
    return {"content": [1, 2, 3], "engines": "all"}


def _fork() -> Plain:
    return os.fork()


JOBS = {"read": _reading, "scan": _scanning}
