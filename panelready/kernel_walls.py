"""The walls that Linux's own kernel holds without any privilege: Landlock around files, seccomp around system calls.

They stand before any file is opened and cannot be taken down, not even by a process whose memory a hostile file has
taken over.
"""

import ctypes
import os
import struct
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_PR_SET_SECCOMP = 22

# Landlock, linux/landlock.h: rights are bits; what is handled and not granted below a folder is refused.
EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = (1 << bit for bit in (0, 1, 2, 3))
_REMOVE_DIR, _REMOVE_FILE, _MAKE_DIR, _MAKE_REG, _REFER, _TRUNCATE = (1 << bit for bit in (4, 5, 7, 8, 13, 14))
_MAKE_OTHERS = 1 << 6 | 1 << 9 | 1 << 10 | 1 << 11 | 1 << 12  # devices, sockets, pipes, links
WRITING = WRITE_FILE | _REMOVE_DIR | _REMOVE_FILE | _MAKE_DIR | _MAKE_REG | _REFER | _TRUNCATE
READING = READ_FILE | READ_DIR
_OF_A_FILE = EXECUTE | WRITE_FILE | READ_FILE | _TRUNCATE
"""The rights a rule about a file that is no folder may name."""
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # the same numbers on every architecture


def landlock(grants: Iterable[tuple[str, int]], handled: int) -> bool:
    """Refuse the rights in `handled`, and TCP and signals to others, but for what is granted at or below each path.

    Devices, sockets, pipes and links are refused everywhere. A path that is not there grants nothing.
    """
    version = syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint(1))
    if version < 3:  # before version 3 files anywhere may still be truncated
        return False
    attributes = struct.pack("<Q", handled | _MAKE_OTHERS)
    attributes += struct.pack("<Q", 0b11) if version >= 4 else b""  # TCP bind and connect
    attributes += struct.pack("<Q", 0b11) if version >= 6 else b""  # abstract sockets and signals
    rules = syscall(_CREATE_RULESET, attributes, ctypes.c_size_t(len(attributes)), ctypes.c_uint(0))
    if not all(_granted(rules, path, rights) for path, rights in grants if Path(path).exists()):
        return False
    return syscall(_RESTRICT_SELF, ctypes.c_int(rules), ctypes.c_uint(0)) == 0


def _granted(rules: int, path: str, rights: int) -> bool:
    below = os.open(path, os.O_PATH | os.O_CLOEXEC)
    rule = struct.pack("<Qi", rights if Path(path).is_dir() else rights & _OF_A_FILE, below)
    try:
        return syscall(_ADD_RULE, ctypes.c_int(rules), ctypes.c_int(1), rule, ctypes.c_uint(0)) == 0
    finally:
        os.close(below)


@dataclass(frozen=True, slots=True)
class _Calls:
    """The numbers of system calls on one architecture; `refused` are refused to everybody, whatever they are asked.

    `sockets` are socket, bind, listen and connect; `accepting` and `sending` those that take and send messages.
    """

    audit_arch: int
    clone: int
    tgkill: int
    execve: int
    sockets: tuple[int, int, int, int]
    accepting: tuple[int, ...]
    sending: tuple[int, ...]
    refused: tuple[int, ...]


_CLONE3 = 435
_EVERYWHERE = (425, 434, 438, 424)  # io_uring_setup, pidfd_open, pidfd_getfd, pidfd_send_signal
_ARCHITECTURES = {
    # fork vfork kill ptrace tkill process_vm_readv/writev bpf execveat unshare setns mount userfaultfd perf_event_open
    # add_key keyctl
    "x86_64": _Calls(
        0xC000003E, 56, 234, 59, (41, 49, 50, 42), (43, 288), (44, 46, 307),
        (57, 58, 62, 101, 200, 310, 311, 321, 322, 272, 308, 165, 323, 298, 248, 250, *_EVERYWHERE),
    ),
    "aarch64": _Calls(
        0xC00000B7, 220, 131, 221, (198, 200, 201, 203), (202, 242), (206, 211, 269),
        (129, 117, 130, 270, 271, 280, 281, 97, 268, 40, 282, 241, 217, 219, *_EVERYWHERE),
    ),
}  # fmt: skip
_LOAD, _EQUAL, _AT_LEAST, _HAS_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06  # classic BPF
_ALLOW, _KILL, _KILL_THREAD, _REFUSE, _UNKNOWN_CALL, _PRETEND = (
    0x7FFF0000, 0x80000000, 0, 0x00050001, 0x00050026, 0x00050000,
)  # fmt: skip
_NR, _ARCH, _FIRST_ARGUMENT = 0, 4, 16  # offsets in struct seccomp_data
_AF_UNIX = 1
_Step = tuple[int, int, int, int]
"""One step of a filter: code, skip if true, skip if false, operand."""


def seccomp(*, starts_program: bool) -> bool:
    """Make no connection, no process, no signal to others; threads stay possible.

    With `starts_program` this process may still become another program, and what that one does about sockets is met
    as `_lonely` says.
    """
    calls = _ARCHITECTURES.get(os.uname().machine)
    if calls is None:
        return False
    program = _filter(calls, os.getpid(), _lonely(calls) if starts_program else _none_of(calls))
    code = ctypes.create_string_buffer(program, len(program))
    return prctl(_PR_SET_SECCOMP, 2, struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(code)))


def _filter(calls: _Calls, pid: int, about_sockets: list[_Step]) -> bytes:
    steps = [(_LOAD, 0, 0, _ARCH), (_EQUAL, 1, 0, calls.audit_arch), (_RETURN, 0, 0, _KILL)]
    steps += [(_LOAD, 0, 0, _NR), (_AT_LEAST, 0, 1, 0x40000000), (_RETURN, 0, 0, _REFUSE)]  # x32 calls
    for call in calls.refused:
        steps += _answered(call, _REFUSE)
    # clone3 passes its flags where a filter cannot see them; told it does not exist, the C library uses clone
    steps += _answered(_CLONE3, _UNKNOWN_CALL)
    steps += about_sockets
    steps += _only_if(calls.clone, (_HAS_BIT, 0, 1, 0x00010000))  # CLONE_THREAD
    steps += _only_if(calls.tgkill, (_EQUAL, 0, 1, pid))  # abort() signals its own process
    return b"".join(struct.pack("<HBBI", *step) for step in [*steps, (_RETURN, 0, 0, _ALLOW)])


def _none_of(calls: _Calls) -> list[_Step]:
    socket, bind, _, connect = calls.sockets
    return [step for call in (socket, bind, connect, calls.execve) for step in _answered(call, _REFUSE)]


def _lonely(calls: _Calls) -> list[_Step]:
    """A program that listens for a second one of its kind is told it does, and its listening thread is ended.

    LibreOffice makes a socket in /tmp for this and will not start without; nobody must reach it there.
    """
    socket, bind, listen, connect = calls.sockets
    answers = dict.fromkeys((connect, *calls.sending), _REFUSE) | dict.fromkeys((bind, listen), _PRETEND)
    answers |= dict.fromkeys(calls.accepting, _KILL_THREAD)
    steps = [step for call, answer in answers.items() for step in _answered(call, answer)]
    return steps + _only_if(socket, (_EQUAL, 0, 1, _AF_UNIX))


def _answered(call: int, answer: int) -> list[_Step]:
    return [(_EQUAL, 0, 1, call), (_RETURN, 0, 0, answer)]


def _only_if(call: int, test: _Step) -> list[_Step]:
    """Allow the call where its first argument passes the test, and refuse it otherwise."""
    load = (_LOAD, 0, 0, _FIRST_ARGUMENT)
    return [(_EQUAL, 0, 4, call), load, test, (_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _REFUSE)]


def libc() -> ctypes.CDLL:
    """The C library; OSError where this is no Linux."""
    if sys.platform != "linux":
        raise OSError("these walls are Linux's")
    return ctypes.CDLL(None, use_errno=True)


def prctl(option: int, *values: int | bytes) -> bool:
    """Whether the kernel took this about our own process."""
    words = [value if isinstance(value, bytes) else ctypes.c_ulong(value) for value in values]
    padding = [ctypes.c_ulong(0)] * (4 - len(words))
    return bool(libc().prctl(ctypes.c_int(option), *words, *padding) == 0)


def syscall(number: int, *values: object) -> int:
    """What the kernel answers; -1 where it refuses."""
    return int(libc().syscall(ctypes.c_long(number), *values))
