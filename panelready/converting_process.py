"""One run of LibreOffice over some files, started, watched and ended: what it made, and how it ended."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from panelready import libreoffice
from panelready.confinement import Cell, Program
from panelready.converting_child import CANNOT_START, Errand
from panelready.plain import to_plain
from panelready.reading_process import environment, memory_in_use_mb

_LOOK_EVERY = 0.02
"""Seconds; memory grows by some tens of megabytes in that time."""
_START_SECONDS = 60.0
"""For LibreOffice's start, which on a cold disk is slow, and no file's fault."""
_ASKS_TO_START_AGAIN = 81
"""LibreOffice's exit status when it has set up a new profile and has not yet opened anything."""
_READS = (
    "/usr/lib", "/usr/lib64", "/usr/share", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/alternatives",
    "/etc/libreoffice", "/var/lib/libreoffice", "/var/spool/libreoffice",
    "/etc/fonts", "/var/cache/fontconfig", "/etc/localtime", "/etc/nsswitch.conf", "/etc/passwd",
    "/sys/devices/system/cpu", "/dev/urandom",
)  # fmt: skip
"""What LibreOffice reads besides its own folders: libraries, its settings on this machine, fonts, who we are."""
_WORDS = ("--headless", "--norestore", "--nologo", "--nodefault", "--nofirststartwizard", "--nolockcheck")


@dataclass(frozen=True, slots=True)
class ConvertingLimits:
    """What converting one file may take."""

    seconds: float = 60.0
    memory_mb: int = 1024
    file_mb: int = 256


class Task(NamedTuple):
    """A file to convert, the ending it shall have for LibreOffice, and the one that is wanted."""

    path: Path
    ending: str
    wanted: str


@dataclass(frozen=True, slots=True)
class Run:
    """What became of a run: for each task what was made of it, or None; and why it ended early, where it did.

    `ended` is time, memory, crash, or start where LibreOffice could not be started at all; `walls` are those of
    `panelready.confinement.WALLS` that stood around it.
    """

    made: tuple[Path | None, ...]
    ended: str | None
    walls: tuple[str, ...] = ()


class LibreOffice:
    """Runs LibreOffice in a folder of its own for each run; at most one run at a time, to be cut short by `close`."""

    def __init__(self, program: Path, folder: Path, limits: ConvertingLimits) -> None:
        self._program = program
        self._folder = folder.absolute()
        self._limits = limits
        self._new_profile: Path | None = None
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self.is_closed = False

    def close(self) -> None:
        """End what runs, and begin nothing more."""
        self.is_closed = True
        if self._process is not None:
            _end(self._process)
        if self._new_profile is not None:
            shutil.rmtree(self._new_profile.parent, ignore_errors=True)

    @contextlib.contextmanager
    def run(self, tasks: Sequence[Task]) -> Iterator[Run]:
        """Convert the files, all to the same ending; what was made is there until the block is left."""
        with self._turn, tempfile.TemporaryDirectory(prefix="converting-", dir=self._folder) as name:
            folder = Path(name)
            yield self._run(folder, tasks)

    def _run(self, folder: Path, tasks: Sequence[Task]) -> Run:
        came, made = folder / "came", folder / "made"
        came.mkdir()
        made.mkdir()
        for number, task in enumerate(tasks):
            shutil.copyfile(task.path, came / f"{number}.{task.ending}")
        self._furnish(folder / "profile")
        status, ended, walls = self._watch(folder, tasks)
        if status == _ASKS_TO_START_AGAIN:
            self._keep(folder / "profile")
            status, ended, walls = self._watch(folder, tasks)
        return Run(tuple(_made(made, tasks, is_whole=status == 0)), ended, walls)

    def _furnish(self, profile: Path) -> None:
        """A profile of its own, so that no file changes what the next one meets."""
        if self._new_profile is not None:
            shutil.copytree(self._new_profile, profile)
        else:
            (profile / "user").mkdir(parents=True)
            (profile / "user" / "registrymodifications.xcu").write_text(libreoffice.profile(), encoding="utf-8")

    def _keep(self, profile: Path) -> None:
        """Keep a profile as LibreOffice sets it up before it has seen any file; that costs a quarter of a second."""
        if self._new_profile is None:
            kept = Path(tempfile.mkdtemp(prefix="profile-", dir=self._folder)) / "profile"
            shutil.copytree(profile, kept)
            self._new_profile = kept

    def _watch(self, folder: Path, tasks: Sequence[Task]) -> tuple[int, str | None, tuple[str, ...]]:
        """Exit status, why it was ended or ended itself early, and the walls that stood."""
        process = self._process = _start(self._errand(folder, tasks))
        try:
            if self.is_closed:  # closed between the last look and the start
                _end(process)
            walls = _walls(process)
            why = self._wait(process, folder / "made")
        finally:
            _end(process)
            self._process = None
        status = process.returncode
        if why is None and status not in (0, _ASKS_TO_START_AGAIN):
            # a kill that is not ours is the system's, for want of memory
            why = {CANNOT_START: "start", -9: "memory", -getattr(signal, "SIGXCPU", 24): "time"}.get(status, "crash")
        return status, why, walls

    def _wait(self, process: subprocess.Popen[bytes], made: Path) -> str | None:
        """Wait until it ends; "time" or "memory" where it has to be ended. Its time begins anew with each file."""
        count, until = 0, time.monotonic() + _START_SECONDS + self._limits.seconds
        while True:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(_LOOK_EVERY)
                return None
            now = time.monotonic()
            if (so_far := len(list(made.iterdir()))) > count:
                count, until = so_far, now + self._limits.seconds
            if now > until:
                return "time"
            if memory_in_use_mb(process.pid) > self._limits.memory_mb:
                return "memory"

    def _errand(self, folder: Path, tasks: Sequence[Task]) -> Errand:
        program = Program(str(self._program), (str(self._program.parent.parent), *_READS))
        cell = Cell(str(folder), os.getpid(), self._limits.memory_mb, self._limits.file_mb, program)
        command = [str(self._program), f"-env:UserInstallation={(folder / 'profile').as_uri()}", *_WORDS]
        command += ["--convert-to", tasks[0].wanted, "--outdir", str(folder / "made")]
        command += [str(folder / "came" / f"{number}.{task.ending}") for number, task in enumerate(tasks)]
        return Errand(cell, tuple(command), _START_SECONDS + len(tasks) * self._limits.seconds)


def _made(made: Path, tasks: Sequence[Task], *, is_whole: bool) -> list[Path | None]:
    """What was made of each task; after an untimely end the last is not trusted, for it may have been cut short."""
    paths = [made / f"{number}.{task.wanted}" for number, task in enumerate(tasks)]
    found = [path if path.is_file() and not path.is_symlink() else None for path in paths]
    if not is_whole:
        last = max((number for number, path in enumerate(found) if path), default=None)
        found = [path if number != last else None for number, path in enumerate(found)]
    return found


def _start(errand: Errand) -> subprocess.Popen[bytes]:
    """Start it in its folder, in a process group of its own. Windows has no exec: there the program is started bare."""
    launcher = (sys.executable, "-P", "-m", "panelready.converting_child", json.dumps(to_plain(errand)))
    is_bare, folder = sys.platform == "win32", errand.cell.folder
    return subprocess.Popen(  # noqa: S603 - every word of the command is ours
        errand.command if is_bare else launcher,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL if is_bare else subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # it prints what it trips over, which may be the papers' words
        cwd=folder,
        env=environment(Path(folder)) | {"HOME": folder, "SAL_USE_VCLPLUGIN": "svp"},
        start_new_session=True,
    )


def _walls(process: subprocess.Popen[bytes]) -> tuple[str, ...]:
    """What the launcher says before it becomes LibreOffice."""
    if process.stdout is None:
        return ()
    with process.stdout as pipe, contextlib.suppress(ValueError):
        return tuple(json.loads(pipe.read()))
    return ()


def _end(process: subprocess.Popen[bytes]) -> None:
    """End it and whatever it started."""
    if process.poll() is None:
        with contextlib.suppress(OSError, AttributeError):  # gone meanwhile; or Windows, which knows no groups
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        process.wait()
