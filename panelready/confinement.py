"""What a reading child gives up before it opens a file: network, other programs, other folders, endless memory.

Each wall is put up if this system has it, and says whether it stands; the audit hook alone stands everywhere. On
Linux the kernel's own walls (Landlock and a seccomp filter, which need no privilege) also hold against a reader whose
memory a hostile file has taken over; the audit hook only holds against Python code. Not prevented: reading other
files that our user may read. There is no way out for what is read but the job's own result.
"""

import ctypes
import math
import os
import signal
import struct
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_LIBRARIES_MB = 512
"""Address space that libraries and thread stacks reserve without using it."""
_OPEN_FILES = 128
_PR_SET_PDEATHSIG, _PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 1, 22, 38


@dataclass(frozen=True, slots=True)
class Cell:
    """What one child is allowed: it may write in `folder`, as long as the process `parent` lives.

    `memory_mb` is the most any of its jobs may have; `file_mb` is the largest file it may write.
    """

    folder: str
    parent: int
    memory_mb: int
    file_mb: int


class Forbidden(PermissionError):
    """Code in a reading child tried what it gave up."""


def confine(cell: Cell) -> tuple[str, ...]:
    """Put up every wall this system has, and name those that stand."""
    return tuple(name for name, wall in WALLS.items() if _stands(wall, cell))


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
    return _prctl(_PR_SET_NO_NEW_PRIVS, 1)


def _no_capabilities(_: Cell) -> bool:
    """Give up root's powers but the one to read files of other owners, which `sudo panelready check` needs."""
    header = struct.pack("<Ii", 0x20080522, 0)
    kept = 1 << 2 if os.geteuid() == 0 else 0  # CAP_DAC_READ_SEARCH
    return bool(_libc().capset(header, struct.pack("<6I", kept, kept, 0, 0, 0, 0)) == 0)


def _dies_with_parent(cell: Cell) -> bool:
    stands = _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != cell.parent:
        os._exit(0)  # it died before we asked
    return stands


# Landlock, linux/landlock.h: rights are bits; what is handled and not granted below a folder is refused.
_EXECUTE, _WRITE_FILE, _REMOVE_DIR, _REMOVE_FILE, _MAKE_DIR, _MAKE_REG, _REFER, _TRUNCATE = (
    1 << bit for bit in (0, 1, 4, 5, 7, 8, 13, 14)
)
_MAKE_OTHERS = 1 << 6 | 1 << 9 | 1 << 10 | 1 << 11 | 1 << 12  # devices, sockets, pipes, links
_WRITING = _WRITE_FILE | _REMOVE_DIR | _REMOVE_FILE | _MAKE_DIR | _MAKE_REG | _REFER | _TRUNCATE
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # the same numbers on every architecture


def _landlock(cell: Cell) -> bool:
    """Write in the folder only, run no program, open no TCP connection, signal nobody outside."""
    version = _syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint(1))
    if version < 3:  # before version 3 files anywhere may still be truncated
        return False
    attributes = struct.pack("<Q", _EXECUTE | _WRITING | _MAKE_OTHERS)
    attributes += struct.pack("<Q", 0b11) if version >= 4 else b""  # TCP bind and connect
    attributes += struct.pack("<Q", 0b11) if version >= 6 else b""  # abstract sockets and signals
    rules = _syscall(_CREATE_RULESET, attributes, ctypes.c_size_t(len(attributes)), ctypes.c_uint(0))
    for path, rights in ((cell.folder, _WRITING), (os.devnull, _WRITE_FILE)):
        below = os.open(path, os.O_PATH | os.O_CLOEXEC)
        rule = struct.pack("<Qi", rights, below)
        if _syscall(_ADD_RULE, ctypes.c_int(rules), ctypes.c_int(1), rule, ctypes.c_uint(0)) != 0:
            return False
        os.close(below)
    return _syscall(_RESTRICT_SELF, ctypes.c_int(rules), ctypes.c_uint(0)) == 0


@dataclass(frozen=True, slots=True)
class _Calls:
    """The numbers of system calls on one architecture; `refused` are refused whatever they are asked."""

    audit_arch: int
    clone: int
    tgkill: int
    refused: tuple[int, ...]


_CLONE3 = 435
_EVERYWHERE = (425, 434, 438, 424)  # io_uring_setup, pidfd_open, pidfd_getfd, pidfd_send_signal
_ARCHITECTURES = {
    # socket connect bind fork vfork execve kill ptrace tkill process_vm_readv/writev bpf execveat unshare setns mount
    # userfaultfd perf_event_open add_key keyctl
    "x86_64": _Calls(
        0xC000003E, 56, 234,
        (41, 42, 49, 57, 58, 59, 62, 101, 200, 310, 311, 321, 322, 272, 308, 165, 323, 298, 248, 250, *_EVERYWHERE),
    ),
    "aarch64": _Calls(
        0xC00000B7, 220, 131,
        (198, 203, 200, 221, 129, 117, 130, 270, 271, 280, 281, 97, 268, 40, 282, 241, 217, 219, *_EVERYWHERE),
    ),
}  # fmt: skip
_LOAD, _EQUAL, _AT_LEAST, _HAS_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06  # classic BPF
_ALLOW, _KILL, _REFUSE, _UNKNOWN_CALL = 0x7FFF0000, 0x80000000, 0x00050001, 0x00050026
_NR, _ARCH, _FIRST_ARGUMENT = 0, 4, 16  # offsets in struct seccomp_data


def _seccomp(_: Cell) -> bool:
    """Make no socket, no process, no signal to others; threads stay possible."""
    calls = _ARCHITECTURES.get(os.uname().machine)
    if calls is None:
        return False
    program = _filter(calls, os.getpid())
    code = ctypes.create_string_buffer(program, len(program))
    held = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(code))
    return _prctl(_PR_SET_SECCOMP, 2, held)


def _filter(calls: _Calls, pid: int) -> bytes:
    """The filter program; each step is (code, skip if true, skip if false, operand)."""
    steps = [(_LOAD, 0, 0, _ARCH), (_EQUAL, 1, 0, calls.audit_arch), (_RETURN, 0, 0, _KILL)]
    steps += [(_LOAD, 0, 0, _NR), (_AT_LEAST, 0, 1, 0x40000000), (_RETURN, 0, 0, _REFUSE)]  # x32 calls
    for call in calls.refused:
        steps += [(_EQUAL, 0, 1, call), (_RETURN, 0, 0, _REFUSE)]
    # clone3 passes its flags where a filter cannot see them; told it does not exist, the C library uses clone
    steps += [(_EQUAL, 0, 1, _CLONE3), (_RETURN, 0, 0, _UNKNOWN_CALL)]
    steps += _only_if(calls.clone, (_HAS_BIT, 0, 1, 0x00010000))  # CLONE_THREAD
    steps += _only_if(calls.tgkill, (_EQUAL, 0, 1, pid))  # abort() signals its own process
    return b"".join(struct.pack("<HBBI", *step) for step in [*steps, (_RETURN, 0, 0, _ALLOW)])


def _only_if(call: int, test: tuple[int, int, int, int]) -> list[tuple[int, int, int, int]]:
    load = (_LOAD, 0, 0, _FIRST_ARGUMENT)
    return [(_EQUAL, 0, 4, call), load, test, (_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _REFUSE)]


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


def _libc() -> ctypes.CDLL:
    if sys.platform != "linux":
        raise OSError("these walls are Linux's")
    return ctypes.CDLL(None, use_errno=True)


def _prctl(option: int, *values: int | bytes) -> bool:
    words = [value if isinstance(value, bytes) else ctypes.c_ulong(value) for value in values]
    padding = [ctypes.c_ulong(0)] * (4 - len(words))
    return bool(_libc().prctl(ctypes.c_int(option), *words, *padding) == 0)


def _syscall(number: int, *values: object) -> int:
    return int(_libc().syscall(ctypes.c_long(number), *values))
