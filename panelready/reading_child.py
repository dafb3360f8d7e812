"""The child that opens hostile files: `python -P -m panelready.reading_child <settings as JSON>`.

It confines itself, then takes jobs on its standard input and answers each on what was its standard output; both are
JSON behind a length of four bytes. It answers how a job failed and where in our code, and never why in words: those
may hold the papers' own.
"""

import errno
import importlib
import json
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from panelready.confinement import Cell, Forbidden, confine, limit_job
from panelready.plain import Plain, from_plain
from panelready.reading_jobs import NO_LESSON, Doer, Job, Lesson

DISK_TROUBLE = (errno.ENOSPC, errno.EROFS, getattr(errno, "EDQUOT", errno.ENOSPC))
"""What an OSError says where the disk is full or cannot be written."""


@dataclass(frozen=True, slots=True)
class ChildSettings:
    """What the parent tells a child at its start.

    `warm` names modules to import before the first job; `jobs` the module whose JOBS it can do.
    """

    cell: Cell
    output_mb: int
    warm: tuple[str, ...] = ()
    jobs: str = "panelready.reading_jobs"


@dataclass(slots=True)
class Desk:
    """Does one job after another; `most` is the longest answer in bytes."""

    jobs: Mapping[str, Callable[[Lesson], Doer]]
    most: int
    lesson: Lesson = NO_LESSON
    doers: dict[str, Doer] = field(default_factory=dict)

    def answer(self, job: Job) -> bytes:
        """The job's answer in JSON: its number, and either what was `done` or how it `failed`."""
        limit_job(job["memory_mb"], job["seconds"])
        try:
            text = _json(job["number"], self._outcome(job))
        except MemoryError:
            text = _json(job["number"], {"failed": "memory"})
        return text if len(text) <= self.most else _json(job["number"], {"failed": "output"})

    def _outcome(self, job: Job) -> dict[str, Plain]:
        try:
            return {"done": self._do(job)}
        except MemoryError:
            return {"failed": "memory"}
        except Forbidden as refused:
            return {"failed": "refused", "at": _where(refused), "kind": type(refused).__name__}
        # Whatever a hostile file provokes in a reader is that file's trouble; the parent logs where it was.
        except Exception as trouble:
            if isinstance(trouble, OSError) and trouble.errno in DISK_TROUBLE:
                return {"failed": "disk"}
            if isinstance(trouble, ImportError):
                return {"failed": "installation"}
            return {"failed": "error", "at": _where(trouble), "kind": type(trouble).__name__}

    def _do(self, job: Job) -> Plain:
        match job["do"]:
            case "learn":
                self.lesson = from_plain(Lesson, job["lesson"])
                self.doers.clear()
                return None
            case kind if kind not in self.doers:
                self.doers[kind] = self.jobs[kind](self.lesson)
        return self.doers[job["do"]](job)


def main() -> None:
    """Say which walls stand, then answer jobs until the parent hangs up."""
    settings = from_plain(ChildSettings, json.loads(sys.argv[1]))
    jobs, answers = _own_streams()
    sys.dont_write_bytecode = True  # it would be refused
    held = confine(settings.cell)
    for module in settings.warm:
        importlib.import_module(module)
    desk = Desk(importlib.import_module(settings.jobs).JOBS, settings.output_mb << 20)
    _send(answers, _json(0, {"done": held}))
    while (job := _receive(jobs)) is not None:
        _send(answers, desk.answer(job))


def _own_streams() -> tuple[BinaryIO, BinaryIO]:
    """The pipes to the parent, moved away from 0 and 1 so that no library reads a job or writes into an answer."""
    jobs, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1):
        os.dup2(nowhere, standard)
    return jobs, answers


def _receive(stream: BinaryIO) -> Job | None:
    """Read one job; None when the parent has hung up."""
    head = stream.read(4)
    if len(head) < 4:
        return None
    job: Job = json.loads(stream.read(int.from_bytes(head, "big")))
    return job


def _send(stream: BinaryIO, answer: bytes) -> None:
    stream.write(len(answer).to_bytes(4, "big") + answer)
    stream.flush()


def _json(number: int, outcome: dict[str, Plain]) -> bytes:
    return json.dumps({"number": number, **outcome}, allow_nan=False, separators=(",", ":")).encode()


def _where(trouble: BaseException) -> str:
    """The module and line the exception came from; its message may hold the papers' words, so it stays here."""
    trace = trouble.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return "" if trace is None else f"{trace.tb_frame.f_globals.get('__name__', '')}:{trace.tb_lineno}"


if __name__ == "__main__":
    main()
