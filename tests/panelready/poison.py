"""What hostile files do to a reader, as jobs of a reading child; the file's name says which."""

import ctypes
import errno
import importlib
import json
import os
import resource
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from casework.document import Document, DocumentState
from casework.submission import SubmittedFile
from panelready.plain import Plain, to_plain
from panelready.reading_answers import Opened
from panelready.reading_jobs import Doer, Job, Lesson


def good(job: Job) -> Plain:
    document = Document(job["name"], content=job["content"], state=DocumentState.FINAL, why=(), type=str(os.getpid()))
    return to_plain((document,), tuple[Document, ...])


def segfault(job: Job) -> Plain:
    ctypes.string_at(0)
    return None


def abort(job: Job) -> Plain:
    os.abort()


def leave(job: Job) -> Plain:
    sys.exit(0)


def hang(job: Job) -> Plain:
    while True:
        time.sleep(60)


def hang_holding_the_interpreter(job: Job) -> Plain:
    ctypes.PyDLL(None).sleep(60)
    return None


def eat_memory(job: Job) -> Plain:
    held = []
    while True:
        held.append(b"x" * (8 << 20))


def hold_too_much(job: Job) -> Plain:
    """Stay below the address space a child may have, and above the memory."""
    held = [bytes([number]) * (8 << 20) for number in range(1, 50)]
    time.sleep(60)
    return len(held)


def nest(job: Job) -> Plain:
    def deeper() -> None:
        deeper()

    return deeper()


def flood(job: Job) -> Plain:
    return "x" * (3 << 20)


def flood_the_pipe(job: Job) -> Plain:
    pipe = _answers()
    os.write(pipe, (1 << 31).to_bytes(4, "big"))
    while True:
        os.write(pipe, b"x" * (1 << 16))


def forge_an_answer(job: Job) -> Plain:
    """Leave a second answer in the pipe, for the next file."""
    answer = good(job)
    forged = b""
    for number in (job["number"], job["number"] + 1):
        text = json.dumps({"number": number, "done": answer}).encode()
        forged += len(text).to_bytes(4, "big") + text
    os.write(_answers(), forged)  # at once, so that none is late
    time.sleep(60)
    return None


def answer_another_job(job: Job) -> Plain:
    text = json.dumps({"number": job["number"] - 1, "done": good(job)}).encode()
    os.write(_answers(), len(text).to_bytes(4, "big") + text)
    time.sleep(60)
    return None


def nonsense(job: Job) -> Plain:
    return [{"file": "a", "eval": "1"}]


def nest_the_answer(job: Job) -> Plain:
    text = b"[" * (1 << 20)
    os.write(_answers(), len(text).to_bytes(4, "big") + text)
    time.sleep(60)
    return None


def nothing(job: Job) -> Plain:
    return []


def somebody_else(job: Job) -> Plain:
    return to_plain((Document("another.docx", content="f" * 64),), tuple[Document, ...])


def chatter(job: Job) -> Plain:
    print("rubbish" * 1000)
    os.write(1, b"rubbish")
    os.write(2, b"rubbish")
    ctypes.CDLL(None).puts(b"rubbish")
    assert sys.stdin.read() == ""
    return good(job)


def fork(job: Job) -> Plain:
    while True:
        os.fork()


def fork_natively(job: Job) -> Plain:
    assert ctypes.CDLL(None).fork() < 0
    return good(job)


def run(job: Job) -> Plain:
    return subprocess.run(["true"], check=True).returncode


def run_natively(job: Job) -> Plain:
    assert ctypes.CDLL(None).system(b"true") != 0
    return good(job)


def call_home(job: Job) -> Plain:
    with socket.create_connection(("127.0.0.1", 9)):
        return None


def call_home_natively(job: Job) -> Plain:
    assert ctypes.CDLL(None).socket(socket.AF_INET, socket.SOCK_STREAM, 0) < 0
    return good(job)


def look_up(job: Job) -> Plain:
    return len(socket.getaddrinfo("localhost", 80))


def write_elsewhere(job: Job) -> Plain:
    return Path(job["path"]).write_text("altered")


def write_elsewhere_natively(job: Job) -> Plain:
    assert ctypes.CDLL(None).open(os.fsencode(job["path"]), os.O_WRONLY) < 0
    return good(job)


def remove(job: Job) -> Plain:
    return Path(job["path"]).unlink()


def write_here(job: Job) -> Plain:
    Path("scratch").write_text("a reader may")
    return good(job)


def stop_the_parent_natively(job: Job) -> Plain:
    assert ctypes.CDLL(None).kill(os.getppid(), 0) < 0
    return good(job)


def look_at_limits(job: Job) -> Plain:
    for what in (resource.RLIMIT_AS, resource.RLIMIT_FSIZE, resource.RLIMIT_NOFILE, resource.RLIMIT_CORE):
        assert resource.getrlimit(what)[1] != resource.RLIM_INFINITY
    return good(job)


def die_later(job: Job) -> Plain:
    """Answer well, and take the next file down."""
    threading.Timer(0.3, os._exit, [7]).start()
    return good(job)


def wait_a_little(job: Job) -> Plain:
    time.sleep(0.5)
    return good(job)


def starve(job: Job) -> Plain:
    while True:
        pass


def environment(job: Job) -> Plain:
    return to_plain((Document(job["name"], limits=tuple(sorted(os.environ))),), tuple[Document, ...])


def fail_with_a_name(job: Job) -> Plain:
    raise LookupError("Sam Tolliver was not found")


def find_a_reader_missing(job: Job) -> Plain:
    importlib.import_module("no_such_reader")


def find_the_disk_full(job: Job) -> Plain:
    raise OSError(errno.ENOSPC, "No space left on device")


def _answers() -> int:
    """The pipe to the parent, as an attacker would find it."""
    pipes = [int(fd.name) for fd in Path("/proc/self/fd").iterdir() if int(fd.name) > 2 and _is_pipe(fd)]
    return max(pipes)


def _is_pipe(fd: Path) -> bool:
    try:
        return str(fd.readlink()).startswith("pipe:")
    except OSError:
        return False


def _reading(lesson: Lesson) -> Doer:
    def do(job: Job) -> Plain:
        if job["name"] == "taught":
            return to_plain((Document("a", also=tuple(lesson.types)),), tuple[Document, ...])
        does: Callable[[Job], Plain] = globals()[job["name"]]
        return does(job)

    return do


def _opening(_: Lesson) -> Doer:
    def do(job: Job) -> Plain:
        into = Path(job["into"])
        (_, way) = job["files"][0]
        return to_plain(OPENINGS[way](into))

    return do


HELLO = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
"""The SHA-256 of "hello"."""


def _unpack(into: Path) -> Opened:
    (into / HELLO).write_text("hello")
    return Opened((SubmittedFile("hello.txt", HELLO, 5),), None, ())


def _unpack_under_anothers_hash(into: Path) -> Opened:
    (into / ("0" * 64)).write_text("hello")
    return Opened((SubmittedFile("hello.txt", "0" * 64, 5),), None, ())


def _claim_anothers_file(into: Path) -> Opened:
    return Opened((SubmittedFile("hello.txt", "0" * 64, 5),), None, ())


def _unpack_outside(into: Path) -> Opened:
    (into / ".." / ".." / "outside").write_text("hello")
    return Opened((), None, ())


def _unpack_a_link(into: Path) -> Opened:
    ctypes.CDLL(None).symlink(b"/etc/passwd", os.fsencode(into / HELLO))
    assert (into / HELLO).is_symlink()
    return Opened((), None, ())


def _unpack_a_folder(into: Path) -> Opened:
    (into / "folder").mkdir()
    return Opened((), None, ())


def _crash(into: Path) -> Opened:
    (into / "half").write_text("a")
    os.abort()


OPENINGS: Mapping[str, Callable[[Path], Any]] = {
    "unpack": _unpack,
    "unpack_under_anothers_hash": _unpack_under_anothers_hash,
    "claim_anothers_file": _claim_anothers_file,
    "unpack_outside": _unpack_outside,
    "unpack_a_link": _unpack_a_link,
    "unpack_a_folder": _unpack_a_folder,
    "crash": _crash,
}
JOBS = {"read": _reading, "open": _opening}
