"""Old kinds of file (.doc, .rtf) are made into new ones by LibreOffice before a reader sees them.

LibreOffice parses what strangers sent, and a reading child may start no program; so it runs in a process of its own,
confined by the same walls (`panelready.confinement`), which may read neither other papers nor the store. One start of
LibreOffice costs some ten times as much as one file, so the old files of a submission are converted together, and by
themselves where one of them ends the others' run.
"""

import contextlib
import shutil
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Self

from casework.document import Unreadable
from casework.errors import TemporaryFailure
from panelready import libreoffice
from panelready.converting_process import ConvertingLimits, LibreOffice, Task
from panelready.log import Log
from panelready.reading_answers import Trouble, copied_out
from panelready.reading_child import DISK_TROUBLE


class Conversion(NamedTuple):
    """The ending by which LibreOffice knows an old kind of file, and the kind it is made into."""

    ending: str
    wanted: str


CONVERTED: Mapping[str, Conversion] = {"doc": Conversion("doc", "docx"), "rtf": Conversion("rtf", "docx")}
"""The kinds that are converted before they are read."""
_ROOM_NEEDED = 64 << 20
"""Bytes; with less on the disk it may be for this that nothing was made of a file."""
_TRIAL = b"{\\rtf1\\ansi PanelReady}"
"""A file that every LibreOffice opens."""


@dataclass(frozen=True, slots=True)
class Source:
    """What a reader is given for a file: where it lies and of what kind it is, by now."""

    path: Path
    kind: str


class Converter:
    """Converts files for the reading room; any thread may ask. `folder` is the room's own."""

    def __init__(
        self, folder: Path, limits: ConvertingLimits, named: Path | None = None, log: Log | None = None
    ) -> None:
        program = libreoffice.found(named)
        self._office = LibreOffice(program, folder, limits) if program else None
        self._folder = folder
        self._limits = limits
        self._log = log or Log()
        self._has_worked = False

    @property
    def has_program(self) -> bool:
        """Whether LibreOffice was found."""
        return self._office is not None

    def close(self) -> None:
        """End what runs; whoever waits gets TemporaryFailure, so that no file is called damaged for it."""
        if self._office is not None:
            self._office.close()

    def walls(self) -> tuple[str, ...] | None:
        """The walls around LibreOffice, found by converting a file of our own; None where that does not work."""
        if self._office is None:
            return None
        with tempfile.TemporaryDirectory(prefix="trial-", dir=self._folder) as folder:
            path = Path(folder) / "trial.rtf"
            path.write_bytes(_TRIAL)
            with self._office.run([Task(path, "rtf", "docx")]) as run:
                return run.walls if run.made[0] else None

    def sources(self, files: Sequence[tuple[Path, str]]) -> "Sources":
        """The files as (path, kind), to be had in a form that a reader reads within a `with` block."""
        return Sources(self, files)

    def new_folder(self) -> tempfile.TemporaryDirectory[str]:
        """A folder for what is converted, gone with its block."""
        with _disk_trouble_is_ours(self._folder):
            return tempfile.TemporaryDirectory(prefix="converted-", dir=self._folder)

    def convert(self, files: Sequence[tuple[Path, str]], into: Path) -> list[Source | Trouble]:
        """Each file of a kind in CONVERTED as a new one in `into`, or why there is none, in the order given.

        LibreOffice takes files one after the other, so the first that a run left out is where it stopped, or what it
        could not open. It is tried once more alone, for the ones before it may have done the harm.
        """
        results: dict[int, Source | Trouble] = {}
        for wanted in {CONVERTED[kind].wanted for _, kind in files}:
            left = [number for number, (_, kind) in enumerate(files) if CONVERTED[kind].wanted == wanted]
            while left:
                together = self._run({number: files[number] for number in left}, into)
                results |= {number: got for number, got in together.items() if isinstance(got, Source)}
                left = [number for number in left if number not in results]
                if left:
                    first = left.pop(0)
                    alone = together if len(together) == 1 else self._run({first: files[first]}, into)
                    results[first] = self._told(alone[first])
        return [results[number] for number in range(len(files))]

    def _run(self, files: Mapping[int, tuple[Path, str]], into: Path) -> dict[int, Source | Trouble]:
        """What one run made of the files, all to be made into the same kind."""
        if self._office is None:
            return dict.fromkeys(files, Trouble(Unreadable.NEEDS_PROGRAM))
        tasks = [Task(path, *CONVERTED[kind]) for path, kind in files.values()]
        with _disk_trouble_is_ours(self._folder), self._office.run(tasks) as run:
            made = [Source(into / copied_out(path, into), tasks[0].wanted) if path else None for path in run.made]
        if self._office.is_closed:
            raise TemporaryFailure("The reading room is closed; the file will be read when it is open again.")
        self._has_worked |= any(made)
        return {number: got or self._trouble(run.ended) for number, got in zip(files, made, strict=True)}

    def _trouble(self, ended: str | None) -> Trouble:
        """Why nothing was made of a file, as a fact about the paperwork."""
        match ended:
            case "start":
                return Trouble(Unreadable.NEEDS_PROGRAM)
            case "time":
                return Trouble(Unreadable.UNSAFE, f"converting took longer than {self._limits.seconds:g} seconds")
            case "memory":
                return Trouble(Unreadable.TOO_LARGE, "converting needed more memory than it may have")
            case _:
                return Trouble(Unreadable.DAMAGED)

    def _told(self, outcome: Source | Trouble) -> Source | Trouble:
        """The outcome, logged if it is trouble; the file is not blamed where LibreOffice opens none at all."""
        if isinstance(outcome, Source):
            return outcome
        if outcome.reason is Unreadable.DAMAGED and not self._has_worked and self.walls() is None:
            outcome = Trouble(Unreadable.NEEDS_PROGRAM)
        self._log.say("not_read", job="convert", reason=outcome.reason.value)
        return outcome


class Sources:
    """What readers are given for some files. The first old one that is asked for has all of them converted."""

    def __init__(self, converter: Converter, files: Sequence[tuple[Path, str]]) -> None:
        self._converter = converter
        self._files = files
        self._folders = contextlib.ExitStack()
        self._turn = threading.Lock()
        self._converted: dict[int, Source | Trouble] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with self._turn:  # a reader that asks too late, because others have failed, must find nothing half done
            self._converted = {}
            self._folders.close()

    def source(self, number: int) -> Source | Trouble:
        """What a reader is given for one of them, or why it cannot be read."""
        path, kind = self._files[number]
        if kind not in CONVERTED:
            return Source(path, kind)
        with self._turn:
            if self._converted is None:
                old = [each for each, (_, its_kind) in enumerate(self._files) if its_kind in CONVERTED]
                into = Path(self._folders.enter_context(self._converter.new_folder()))
                made = self._converter.convert([self._files[each] for each in old], into)
                self._converted = dict(zip(old, made, strict=True))
        return self._converted[number]


@contextlib.contextmanager
def _disk_trouble_is_ours(folder: Path) -> Iterator[None]:
    """A disk without room is said to be so, and no file called damaged for it."""
    full = TemporaryFailure("The disk is full or cannot be written; make room where the data folder lies.")
    try:
        yield
    except OSError as trouble:
        raise full if trouble.errno in DISK_TROUBLE else trouble from None
    if shutil.disk_usage(folder).free < _ROOM_NEEDED:
        raise full
