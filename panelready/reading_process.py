"""One child of the reading room, as its parent sees it: started, asked, watched and ended."""

import contextlib
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

from casework.errors import TemporaryFailure
from panelready.plain import Plain, to_plain
from panelready.reading_child import ChildSettings

Answer = dict[str, Any]
_START_SECONDS = 60.0
"""For a child's start and for learning what papers look like: our own work, so slowness here is no file's fault."""
_CHUNK = 1 << 20


class Broken(Exception):
    """A child did not live to answer; `how` is time, memory, output or crash."""

    def __init__(self, how: str) -> None:
        super().__init__(how)
        self.how = how


class Child:
    """One child process and the pipes to it. It is asked by one thread at a time, and watched by the warden."""

    def __init__(self, folder: Path, settings: ChildSettings, jobs: int) -> None:
        self.folder = folder
        self._walls: tuple[str, ...] = ()
        self._most = settings.output_mb << 20
        self._left = self._jobs = jobs
        self._lesson: Plain = None
        self._number = -1
        self._killed_for: str | None = None
        self._until: float | None = None
        self._memory_mb = 0
        self._turn = threading.Lock()
        self._process = _start(folder, settings)

    @property
    def is_fresh(self) -> bool:
        """Whether it has not opened any file yet."""
        return self._left == self._jobs

    @property
    def is_spent(self) -> bool:
        """Whether it should do no more jobs."""
        return self._left <= 0 or self._process.poll() is not None

    def greet(self) -> tuple[str, ...]:
        """Wait until it is ready; the walls that stand around it.

        A child that breaks before it has seen a file is our trouble and not the file's: TemporaryFailure.
        """
        if self._number < 0:
            try:
                self._walls = tuple(self._exchange(None, _START_SECONDS, 0)["done"])
            except Broken:
                raise TemporaryFailure("A reading child does not start; `panelready doctor` shows more.") from None
        return self._walls

    def retire(self) -> None:
        """Let it do no more jobs."""
        self._left = 0

    def ask(self, job: Mapping[str, Plain], lesson: Plain, seconds: float, memory_mb: int) -> Answer:
        """Have the job done, by a child that knows the lesson; what comes back is not to be trusted. Raises Broken."""
        self.greet()
        self._teach(lesson, memory_mb)
        self._left -= 1
        answer = self._exchange(job, seconds, memory_mb)
        if answer.get("failed") in ("memory", "refused"):
            self.retire()
        return answer

    def watch(self, now: float) -> None:
        """End it if it is at work past its time, or has grown past its memory."""
        with self._turn:
            if self._until is None:
                return
            if now > self._until:
                self._kill_for("time")
            elif self._memory_mb and memory_in_use_mb(self._process.pid) > self._memory_mb:
                self._kill_for("memory")

    def end(self) -> None:
        """End it, and wipe its folder."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):  # what was not written yet cannot be
                _pipe(pipe).close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _teach(self, lesson: Plain, memory_mb: int) -> None:
        if lesson is not None and lesson is not self._lesson:
            self._exchange({"do": "learn", "lesson": lesson}, _START_SECONDS, memory_mb)
            self._lesson = lesson

    def _exchange(self, job: Mapping[str, Plain] | None, seconds: float, memory_mb: int) -> Answer:
        self._number += 1
        with self._turn:
            self._until, self._memory_mb = time.monotonic() + seconds, memory_mb
        try:
            if job is not None:
                self._send({**job, "number": self._number, "seconds": seconds, "memory_mb": memory_mb})
            return self._receive()
        except (OSError, EOFError, ValueError, RecursionError):
            raise Broken(self._why_it_ended()) from None
        finally:
            with self._turn:
                self._until = None

    def _send(self, message: Mapping[str, Plain]) -> None:
        if _has_unread(_pipe(self._process.stdout)):  # an answer left there for this job, by the file before
            raise ValueError
        text, pipe = json.dumps(message).encode(), _pipe(self._process.stdin)
        rest = memoryview(len(text).to_bytes(4, "big") + text)
        while rest:
            rest = rest[pipe.write(rest) :]

    def _receive(self) -> Answer:
        size = int.from_bytes(self._read(4), "big")
        if size > self._most:
            self._kill_for("output")
            raise EOFError
        answer = json.loads(self._read(size))
        if not isinstance(answer, dict) or answer.get("number") != self._number:
            raise ValueError
        return answer

    def _read(self, count: int) -> bytes:
        text = bytearray()
        while len(text) < count:
            part = _pipe(self._process.stdout).read(min(count - len(text), _CHUNK))
            if not part:
                raise EOFError
            text += part
        return bytes(text)

    def _kill_for(self, why: str) -> None:
        self._killed_for = self._killed_for or why
        self._process.kill()

    def _why_it_ended(self) -> str:
        self.retire()
        if self._killed_for is None and self._process.poll() is None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(0.5)  # its pipe closes a moment before it is gone
        if self._killed_for is not None:
            return self._killed_for
        # a kill that is not ours is the system's, for want of memory
        return {-9: "memory", -getattr(signal, "SIGXCPU", 24): "time"}.get(self._process.returncode or 0, "crash")


def _start(folder: Path, settings: ChildSettings) -> subprocess.Popen[bytes]:
    """Start a child in its folder. `-P` keeps that folder, where hostile files lie, out of its module path."""
    folder.mkdir(mode=0o700)
    return subprocess.Popen(  # noqa: S603 - every word of the command is ours
        [sys.executable, "-P", "-m", "panelready.reading_child", json.dumps(to_plain(settings))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        bufsize=0,  # so that what is unread is in the pipe, where it can be seen
        stderr=subprocess.DEVNULL,  # libraries print what they trip over, which may be the papers' words
        cwd=folder,
        env=environment(folder),
    )


def environment(folder: Path) -> dict[str, str]:
    """What a child needs and nothing else; secrets live in the environment. One thread each: memory stays small."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TESSDATA_PREFIX") if name in os.environ}
    if modules := os.environ.get("PYTHONPATH"):  # a relative one would lead into the child's own folder
        kept["PYTHONPATH"] = os.pathsep.join(str(Path(entry).absolute()) for entry in modules.split(os.pathsep))
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
    own = {"LANG": "C.UTF-8", "PYTHONHASHSEED": "0", "MALLOC_ARENA_MAX": "2"}
    return kept | threads | own | dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder))


def memory_in_use_mb(pid: int) -> int:
    """The memory a process has in use; 0 where the system does not tell, or the process is gone."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_bytes().split()[1])
    except (OSError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") >> 20


def _has_unread(pipe: IO[bytes]) -> bool:
    """Whether something lies in the pipe, or its other end is gone; Windows cannot tell."""
    if sys.platform == "win32":
        return False
    look = select.poll()  # select() fails in a service with more than 1,024 files open
    look.register(pipe, select.POLLIN)
    return bool(look.poll(0))


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise ValueError("the child was started without pipes")
    return pipe
