"""What a reading child gives up before it opens a file: network, other programs, other folders, endless memory.

Each wall is put up if this system has it, and says whether it stands; the audit hook alone stands everywhere. On
Linux the kernel's own walls (Landlock and a seccomp filter, which need no privilege) also hold against a reader whose
memory a hostile file has taken over; the audit hook only holds against Python code. Not prevented: reading other
files that our user may read. There is no way out for what is read but the job's own result.
"""

import math
import os
import signal
import struct
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from panelready import kernel_walls

_LIBRARIES_MB = 512
"""Address space that libraries and thread stacks reserve without using it."""
_OPEN_FILES = 128
_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS = 1, 38


_LOADERS = ("/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1", "/lib/ld-musl-x86_64.so.1")
"""What starts every program that uses shared libraries; it has to be allowed to run as well."""


@dataclass(frozen=True, slots=True)
class Program:
    """A program that a cell is for: its file, and what it may read beside its cell's folder."""

    path: str
    reads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """What one child is allowed: it may write in `folder`, as long as the process `parent` lives.

    `memory_mb` is the most any of its jobs may have; `file_mb` is the largest file it may write.
    """

    folder: str
    parent: int
    memory_mb: int
    file_mb: int
    program: Program | None = None


class Forbidden(PermissionError):
    """Code in a reading child tried what it gave up."""


def confine(cell: Cell) -> tuple[str, ...]:
    """Put up every wall this system has, and name those that stand."""
    return tuple(name for name, wall in _walls_for(cell).items() if _stands(wall, cell))


def limit_job(memory_mb: int, seconds: float) -> None:
    """Bound the next job's address space, and its processor time on two cores, where the system can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    processor = math.ceil(used.ru_utime + used.ru_stime + 2 * seconds) + 1
    for what, most in ((resource.RLIMIT_CPU, processor), (resource.RLIMIT_AS, _address_space(memory_mb))):
        try:
            resource.setrlimit(what, (most, resource.getrlimit(what)[1]))
        except (OSError, ValueError):  # macOS refuses RLIMIT_AS; the wall is then not among those that stand
            continue


def _stands(wall: Callable[[Cell], bool], cell: Cell) -> bool:
    try:
        return wall(cell)
    except (ImportError, OSError, ValueError, AttributeError):
        return False


def _no_signals_of_the_terminal(_: Cell) -> bool:
    """Ctrl-C and a service's stop are for the parent to answer: a child they killed would make a file look damaged."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    return True


def _limits(cell: Cell) -> bool:
    import resource

    file_bytes = cell.file_mb << 20
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core dump would hold the papers
    resource.setrlimit(resource.RLIMIT_NOFILE, (_OPEN_FILES, _OPEN_FILES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (file_bytes, file_bytes))
    return True


def _memory_limit(cell: Cell) -> bool:
    import resource

    most = _address_space(cell.memory_mb)
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    return sys.platform == "linux"  # elsewhere it is accepted and not kept


def _address_space(memory_mb: int) -> int:
    return (memory_mb + _LIBRARIES_MB) << 20


def _no_new_privileges(_: Cell) -> bool:
    return kernel_walls.prctl(_PR_SET_NO_NEW_PRIVS, 1)


def _no_capabilities(_: Cell) -> bool:
    """Give up root's powers but the one to read files of other owners, which `sudo panelready check` needs."""
    header = struct.pack("<Ii", 0x20080522, 0)
    kept = 1 << 2 if os.geteuid() == 0 else 0  # CAP_DAC_READ_SEARCH
    return bool(kernel_walls.libc().capset(header, struct.pack("<6I", kept, kept, 0, 0, 0, 0)) == 0)


def _dies_with_parent(cell: Cell) -> bool:
    stands = kernel_walls.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != cell.parent:
        os._exit(0)  # it died before we asked
    return stands


def _landlock(cell: Cell) -> bool:
    """Write in the folder only, run no program, open no TCP connection, signal nobody outside.

    A cell for a program may run that one, and read no more than it needs: a paper may ask it to show another file.
    """
    grants = [(cell.folder, kernel_walls.WRITING), (os.devnull, kernel_walls.WRITE_FILE)]
    handled = kernel_walls.EXECUTE | kernel_walls.WRITING
    if cell.program is not None:
        handled |= kernel_walls.READING
        runs = kernel_walls.EXECUTE | kernel_walls.READ_FILE
        grants = [(path, rights | kernel_walls.READING) for path, rights in grants]
        grants += [(path, runs) for path in (cell.program.path, *_LOADERS)]
        grants += [(path, kernel_walls.READING) for path in cell.program.reads]
    return kernel_walls.landlock(grants, handled)


def _seccomp(cell: Cell) -> bool:
    """Make no socket that leads anywhere, no process, no signal to others; threads stay possible."""
    return kernel_walls.seccomp(starts_program=cell.program is not None)


_REFUSED_EVENTS = frozenset(
    {
        "subprocess.Popen", "os.system", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn",
        "os.startfile", "pty.spawn", "os.kill", "os.killpg", "os.link", "os.symlink", "os.chown", "os.chmod",
    }
)  # fmt: skip
_REFUSED_FAMILIES = ("socket.", "syslog.")
_PATHS_WRITTEN: dict[str, int] = {
    "os.remove": 1, "os.rmdir": 1, "os.mkdir": 1, "os.truncate": 1, "os.utime": 1, "os.rename": 2,
}  # fmt: skip
_WRITING_FLAGS = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def _audit_hook(cell: Cell) -> bool:
    """Refuse the same from Python, on every system; Python has no way to take a hook away again."""
    root = os.path.realpath(cell.folder)

    def check_path(path: object) -> None:
        if not isinstance(path, (str, bytes, os.PathLike)) or os.fspath(path) in (os.devnull, os.devnull.encode()):
            return  # an open file's number; it passed here when it was opened
        if not Path(os.path.realpath(os.fsdecode(path))).is_relative_to(root):
            raise Forbidden("a reading child writes in its own folder only")

    def hook(event: str, args: tuple[object, ...]) -> None:
        if event == "open":
            flags = args[2]
            if isinstance(flags, int) and flags & _WRITING_FLAGS:
                check_path(args[0])
        elif event in _REFUSED_EVENTS or event.startswith(_REFUSED_FAMILIES):
            raise Forbidden("a reading child has no network and starts no program")
        elif event in _PATHS_WRITTEN:
            for path in args[: _PATHS_WRITTEN[event]]:
                check_path(path)

    sys.addaudithook(hook)
    return True


WALLS: dict[str, Callable[[Cell], bool]] = {
    "signals_left_to_parent": _no_signals_of_the_terminal,
    "resource_limits": _limits,
    "memory_limit": _memory_limit,
    "no_new_privileges": _no_new_privileges,
    "no_capabilities": _no_capabilities,
    "dies_with_parent": _dies_with_parent,
    "landlock": _landlock,
    "seccomp": _seccomp,
    "audit_hook": _audit_hook,
}
"""In the order they go up: a filter needs no_new_privileges, and some walls need what a later one takes away."""


def _walls_for(cell: Cell) -> dict[str, Callable[[Cell], bool]]:
    """All of them; the hook would keep Python from becoming the program, and ends with Python."""
    return {name: wall for name, wall in WALLS.items() if cell.program is None or wall is not _audit_hook}
