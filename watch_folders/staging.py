"""Copies an arrival's files into our staging folder, durably, and notices when they were not as expected."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Iterable, Sequence
from pathlib import Path

from casework.errors import TemporaryFailure
from watch_folders.arriving import Delay, TakenFile
from watch_folders.snapshot import BUSY, FoundFile, Stamp, opened_file, readable

CHUNK = 1 << 20  # bytes; large enough for a share, small enough for memory

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG})


class NotAsExpected(Exception):
    """A file could not be copied as it was looked at; `why` says in which way."""

    def __init__(self, why: Delay) -> None:
        super().__init__(why.value)
        self.why = why


def stage(root: Path, files: Sequence[FoundFile], within: int, into: Path) -> tuple[TakenFile, ...]:
    """Copy the files into `into`, each under its number, and give their hashes.

    `within` is how many leading names of a path are the arrival's own. Raises NotAsExpected, or TemporaryFailure
    where there is no room; in both cases nothing stays behind.
    """
    made: list[Path] = []
    try:
        into.mkdir(mode=0o700, parents=True, exist_ok=True)
        taken = [_stage_one(root, file, within, into / f"{number:05}", made) for number, file in enumerate(files)]
        _sync_folder(into)
    except BaseException as error:
        for path in made:
            path.unlink(missing_ok=True)
        if isinstance(error, OSError) and error.errno in FULL:
            raise TemporaryFailure(
                "There is no room to take papers into custody; free some space. Nothing was taken or moved."
            ) from None
        raise
    return tuple(taken)


def source_id(name: str, files: Iterable[TakenFile]) -> str:
    """An id that the same papers in the same place give again, and that tells nobody a name."""
    lines = [name, *sorted(f"{file.path}\0{file.content}" for file in files)]
    return hashlib.sha256("\n".join(lines).encode("utf-8")).hexdigest()


def write_all(handle: int, chunk: bytes) -> None:
    """Write every byte of the chunk."""
    view = memoryview(chunk)
    while view:
        view = view[os.write(handle, view) :]


def _stage_one(root: Path, file: FoundFile, within: int, to: Path, made: list[Path]) -> TakenFile:
    made.append(to)
    target = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
    try:
        content = _copy(root, file, target)
        os.fsync(target)
    finally:
        os.close(target)
    path = readable(file.parts[within:] or file.parts)
    return TakenFile(path, path.rpartition("/")[2], content, file.stamp.size, to)


def _copy(root: Path, file: FoundFile, target: int) -> str:
    digest, size, only_zeros = hashlib.sha256(), 0, True
    try:
        with opened_file(root, file.parts) as handle:
            _expect(handle, file.stamp)
            while size <= file.stamp.size and (chunk := os.read(handle, CHUNK)):
                write_out(target, chunk)
                digest.update(chunk)
                size += len(chunk)
                only_zeros = only_zeros and not any(chunk)
            _expect(handle, file.stamp)
    except OSError as error:
        raise NotAsExpected(_why(error, file.stamp)) from None
    if file.stamp.blocks == 0 and size and only_zeros:
        raise NotAsExpected(Delay.NOT_DOWNLOADED)
    if size != file.stamp.size:
        raise NotAsExpected(Delay.CHANGED)
    return digest.hexdigest()


def write_out(target: int, chunk: bytes) -> None:
    """Write to our own disk; TemporaryFailure where it fails, which must not be taken for a failure of the source."""
    try:
        write_all(target, chunk)
    except OSError as error:
        if error.errno in FULL:
            raise TemporaryFailure(
                "There is no room to take papers into custody; free some space. Nothing was taken or moved."
            ) from None
        raise TemporaryFailure("The disk for papers in custody cannot be written; check it.") from None


def _expect(handle: int, stamp: Stamp) -> None:
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode) or Stamp.of(status) != stamp:
        raise NotAsExpected(Delay.CHANGED)


def _why(error: OSError, stamp: Stamp) -> Delay:
    if isinstance(error, FileNotFoundError | NotADirectoryError) or error.errno == errno.ELOOP:
        return Delay.CHANGED
    if error.errno in BUSY:
        return Delay.DENIED
    return Delay.NOT_DOWNLOADED if stamp.blocks == 0 and stamp.size else Delay.AWAY


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
