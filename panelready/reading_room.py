"""The reading room: everything that parses arrived bytes runs in its child processes, within limits.

A hostile file ends a child and not us; it costs its own submission a person's look, and its neighbours nothing.
Children answer in JSON and never in pickle, because a file may have taken over the child that read it, and loading a
pickle runs whatever its writer wished. For the same reason nothing in an answer is taken on trust: records must fit
their classes, a document is booked to the file we asked about, and an unpacked file is copied out under the hash we
compute. Why not pebble or multiprocessing: docs/decisions/0002-reading-room-of-our-own.md.
"""

import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

from casework.answered import NO_PLACEHOLDERS, Placeholders
from casework.document import Document, DocumentType, Unreadable
from casework.errors import PanelReadyError, TemporaryFailure
from casework.submission import SubmittedFile
from extractors.page_content import Scans
from panelready.confinement import Cell
from panelready.converting import Converter, Sources
from panelready.converting_process import ConvertingLimits
from panelready.in_order import in_order
from panelready.log import Log
from panelready.plain import Plain, from_plain, to_plain
from panelready.reading_answers import Opened, Trouble, documents_from, take_files, unreadable
from panelready.reading_child import ChildSettings
from panelready.reading_jobs import Lesson
from panelready.reading_pool import Pool
from panelready.reading_process import Broken, Child
from panelready.scanning import USUAL, ScanLimits, Scanner, Unscanned, unscanned_from
from panelready.why_unreadable import told_nearly

if TYPE_CHECKING:
    from panelready.showing_pictures import Asked, Drawn
    from panelready.shown import Shown

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class RoomLimits:
    """What one job may take, and after how many jobs a child is replaced; pages that are pictures have `scan`."""

    seconds: float = 20.0
    memory_mb: int = 1024
    output_mb: int = 64
    jobs_per_child: int = 200
    file_mb: int = 256
    convert_seconds: float = 60.0
    scan: ScanLimits = USUAL


@dataclass(frozen=True, slots=True)
class _Desk:
    """Children who do one kind of work, and what a job of theirs may take."""

    pool: Pool
    seconds: float
    memory_mb: int


class ReadingRoom:
    """Opens and reads files in child processes; any thread may ask. Give it a folder of its own, and close it."""

    def __init__(
        self,
        workers: int,
        limits: RoomLimits,
        folder: Path,
        *,
        warm: tuple[str, ...] = (),
        log: Log | None = None,
        jobs: str = "panelready.reading_jobs",
        libreoffice: Path | None = None,
    ) -> None:
        self._workers = workers
        self._limits = limits
        self._folder = folder
        self._log = log or Log()
        self._jobs = jobs
        self._lesson: Plain = None
        self._reading = _Desk(
            Pool(workers, lambda: self._new_child(limits.memory_mb, warm)), limits.seconds, limits.memory_mb
        )
        self._scanning = _Desk(
            Pool(1, lambda: self._new_child(limits.scan.memory_mb)), limits.scan.seconds, limits.scan.memory_mb
        )
        self._scanner = Scanner(self._have_scanned, limits.scan, self._scanning.pool.rest)
        converting = ConvertingLimits(limits.convert_seconds, limits.memory_mb, limits.file_mb)
        self.converter = Converter(folder, converting, libreoffice, self._log)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End every child; whoever still waits gets TemporaryFailure, so that no file is called damaged for it."""
        self.converter.close()
        self._scanning.pool.close()
        self._reading.pool.close()

    def prestart(self, count: int = 1) -> None:
        """Have children started meanwhile, without waiting for them."""
        self._reading.pool.prestart(count)

    def teach(self, types: Mapping[str, DocumentType], placeholders: Placeholders = NO_PLACEHOLDERS) -> None:
        """Say what papers look like and which words stand where an answer should; needed before `read`."""
        self._lesson = to_plain(Lesson(types, placeholders))

    def walls(self) -> tuple[str, ...]:
        """Which of `panelready.confinement.WALLS` stand around a child on this system, for `panelready doctor`."""
        return self._reading.pool.ask(lambda child: child.greet())

    def open(self, files: Sequence[tuple[Path, str]], into: Path, limits: object) -> Opened | Unreadable:
        """Unpack what arrived, as (path, name as sent), into a folder that exists, each file under its SHA-256.

        `limits` are an `ingest.limits.Limits`. On Unreadable nothing of it may be used, and `into` is for the caller
        to wipe. Raises OSError where a file that was given is not there to be read, TemporaryFailure where the disk
        is full.
        """
        _check_readable([path for path, _ in files])
        named = [[str(path.absolute()), name] for path, name in files]
        job = {"do": "open", "files": named, "limits": to_plain(limits)}

        def open_in(child: Child) -> Opened | Trouble:
            unpacked = child.folder / "unpacked"
            unpacked.mkdir()
            try:
                return self._ask(
                    self._reading,
                    child,
                    {**job, "into": str(unpacked)},
                    lambda done: take_files(from_plain(Opened, done), unpacked, into),
                )
            finally:
                shutil.rmtree(unpacked, ignore_errors=True)

        opened = self._have_done(self._reading, "open", open_in)
        return opened.reason if isinstance(opened, Trouble) else opened

    def read(self, file: SubmittedFile, path: Path, *, came: date | None = None) -> tuple[Document, ...]:
        """The documents of one file, at least one; whatever becomes of its child, exactly one unreadable.

        The day it `came` tells the year of a day written without one.

        Our own trouble is raised, so that it is never the paperwork's: OSError where the file is not there to be read,
        TemporaryFailure where no child can be had or the disk is full, PanelReadyError where a reader is not installed.
        """
        return self.read_all([(file, path)], came=came)[0]

    def read_all(
        self,
        files: Sequence[tuple[SubmittedFile, Path]],
        progress: Callable[[int, int], None] = lambda done, of: None,
        *,
        came: date | None = None,
    ) -> list[tuple[Document, ...]]:
        """The documents of each file, in the order given; `progress` hears how many are done, of how many."""
        with self.converter.sources([(path, "" if file.refused else file.kind) for file, path in files]) as sources:

            def read(number: int) -> tuple[Document, ...]:
                file, path = files[number]
                return told_nearly(self._read(file, sources, number, came), path)

            return in_order(read, range(len(files)), self._workers, progress)

    def show(
        self, file: SubmittedFile, path: Path, progress: Callable[[int, int], None] = lambda done, of: None
    ) -> "Shown":
        """What a reader sees in one file and the documents of it, for `panelready read`; raises as `read` does.

        `progress` hears how many of its pictures have been scanned, and of how many.
        """
        from panelready.shown import Shown, shown_from

        with self.converter.sources([(path, "" if file.refused else file.kind)]) as sources:
            shown = self._seen("reading", file, sources, 0, lambda done: shown_from(done, file), progress)
        if isinstance(shown, Trouble):
            shown = Shown(shown.reason, (unreadable(file, shown),))
        return replace(shown, documents=told_nearly(shown.documents, path))

    def _read(self, file: SubmittedFile, sources: Sources, number: int, came: date | None) -> tuple[Document, ...]:
        read = self._seen("read", file, sources, number, lambda done: documents_from(done, file), came=came)
        return (unreadable(file, read),) if isinstance(read, Trouble) else read

    def _seen(
        self,
        do: str,
        file: SubmittedFile,
        sources: Sources,
        number: int,
        result: Callable[[Plain], T],
        progress: Callable[[int, int], None] = lambda done, of: None,
        came: date | None = None,
    ) -> T | Trouble:
        """What a child makes of a file once it has the scans that it asks for."""
        if file.refused is not None:
            return Trouble(file.refused)
        source = sources.source(number)
        if isinstance(source, Trouble):
            return source
        path = source.path
        _check_readable([path])
        job: dict[str, Plain] = {"do": do, "path": str(path.absolute()), "name": file.name, "kind": source.kind}
        job |= {"content": file.content, "inside": list(file.inside), "came": came.isoformat() if came else None}

        def asks_or_tells(done: Plain) -> T | Unscanned:
            return unscanned_from(done) if isinstance(done, dict) and "unscanned" in done else result(done)

        def read(scans: Scans) -> T | Unscanned | Trouble:
            return self._done({**job, **_with(scans)}, asks_or_tells, file.content)

        seen = self._scanner.read(path, source.kind, read, _keys_of, progress)
        # one that was given every scan there is, and asks for more
        return self._trouble(self._reading, "crash") if isinstance(seen, Unscanned) else seen

    def draw(self, asked: "Asked") -> "Drawn | None":
        """A page as a picture, for `panelready read --html`; None where it cannot be drawn within the limits."""
        from panelready.showing_pictures import Drawn

        def result(done: Plain) -> Drawn | None:
            return from_plain(Drawn, done["drawn"]) if "drawn" in done else None

        job = {"do": "draw", "kind": asked.kind, "asked": to_plain(asked)}
        drawn: Drawn | Trouble | None = self._done(job, result)
        return None if isinstance(drawn, Trouble) else drawn

    def _new_child(self, memory_mb: int, warm: tuple[str, ...] = ()) -> Child:
        folder = self._folder.absolute() / f"child-{os.urandom(6).hex()}"  # one left by a crash is in nobody's way
        cell = Cell(str(folder), os.getpid(), memory_mb, self._limits.file_mb)
        settings = ChildSettings(cell, self._limits.output_mb, warm, self._jobs)
        return Child(folder, settings, self._limits.jobs_per_child)

    def _have_scanned(self, job: Mapping[str, Plain], result: Callable[[Plain], T]) -> T | Trouble:
        return self._have_done(self._scanning, "scan", lambda child: self._ask(self._scanning, child, job, result))

    def _done(self, job: Mapping[str, Plain], result: Callable[[Plain], T], content: str | None = None) -> T | Trouble:
        """What a reading child makes of the job."""
        return self._have_done(
            self._reading, job["do"], lambda child: self._ask(self._reading, child, job, result), content
        )

    def _ask(self, desk: _Desk, child: Child, job: Mapping[str, Plain], result: Callable[[Plain], T]) -> T | Trouble:
        """What the child makes of the job; Broken where it does not live to answer, or answers what is no answer."""
        answer = child.ask(job, self._lesson, desk.seconds, desk.memory_mb)
        if "failed" in answer:
            _raise_ours(answer["failed"])
            return self._trouble(desk, str(answer["failed"]), answer.get("at"), answer.get("kind"))
        try:
            return result(answer["done"])
        except (KeyError, TypeError, ValueError):
            child.retire()
            raise Broken("crash") from None

    def _have_done(
        self, desk: _Desk, job: str, work: Callable[[Child], T | Trouble], content: str | None = None
    ) -> T | Trouble:
        """The job's result, or its trouble as a fact about the paperwork; trouble is logged by its id."""
        try:
            outcome = desk.pool.ask(work)
        except Broken as broken:
            outcome = self._trouble(desk, broken.how)
        if isinstance(outcome, Trouble):
            about = {"reason": outcome.reason.value, "at": outcome.at, "kind": outcome.kind}
            self._log.say("not_read", job=job, content=content, **about)
        return outcome

    def _trouble(self, desk: _Desk, how: str, at: str | None = None, kind: str | None = None) -> Trouble:
        match how:
            case "time":
                return Trouble(Unreadable.UNSAFE, f"reading took longer than {desk.seconds:g} seconds")
            case "memory":
                return Trouble(Unreadable.TOO_LARGE, "reading needed more memory than it may have")
            case "output":
                return Trouble(Unreadable.TOO_LARGE, f"what was read is larger than {self._limits.output_mb} MB")
            case "refused":
                return Trouble(Unreadable.UNSAFE, "reading tried to reach outside", at, kind)
            case _:
                return Trouble(Unreadable.DAMAGED, None, at, kind)


def _with(scans: Scans) -> dict[str, Plain]:
    """The scans as a job is given them; none where there are none, so that pictures are told of first."""
    return {"scans": {key: to_plain(scan) for key, scan in scans.items()}} if scans else {}


def _keys_of(seen: object) -> tuple[str, ...]:
    """The pictures that what was read would like to have scanned."""
    return seen.keys if isinstance(seen, Unscanned) else ()


def _raise_ours(how: Plain) -> None:
    """Raise what is our trouble and not the file's, so that no paper is called damaged for it."""
    if how == "disk":
        raise TemporaryFailure("The disk is full or cannot be written; make room where the data folder lies.")
    if how == "installation":
        raise PanelReadyError("A part of PanelReady that reads this kind of file is missing; install PanelReady again.")


def _check_readable(paths: Sequence[Path]) -> None:
    """Find out here, where it raises OSError, that a file is gone; in a child it would look damaged."""
    for path in paths:
        path.open("rb").close()
