"""What lies in a drop folder at one moment, walked by directory handles so that no link and no long path matters.

Every folder is opened from its parent's handle with O_NOFOLLOW: a folder swapped for a link between two calls is
refused by the system, and no path ever gets long enough for ENAMETOOLONG.
"""

from __future__ import annotations

import errno
import os
import stat
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from watch_folders.arriving import Trouble, TroubleKind
from watch_folders.ignoring import belongs_to, is_being_written, is_ignored

MAX_DEPTH = 256  # folders within folders; more would exhaust file handles, and no case is filed so deep
MAX_ENTRIES = 10_000  # names in one submission; twenty times what ingest opens

AWAY = frozenset(
    {
        errno.ENOTCONN,
        errno.ESTALE,
        errno.EIO,
        errno.ENODEV,
        errno.ENXIO,
        errno.EHOSTDOWN,
        errno.EHOSTUNREACH,
        errno.ENETUNREACH,
        errno.ETIMEDOUT,
        errno.ECONNRESET,
        errno.EREMOTEIO,
    }
)
"""What a share says when it, and not a file on it, is the matter."""

BUSY = frozenset({errno.EACCES, errno.EPERM, errno.EBUSY, errno.EAGAIN, errno.ETXTBSY})
"""What a file says that we may not read, or not just now: a sharing violation on Windows shares is EACCES or EBUSY."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What changes when a file does: size in bytes, mtime in ns, inode; `blocks` is 0 for a cloud placeholder."""

    size: int
    mtime_ns: int
    inode: int
    blocks: int = field(default=0, compare=False)  # file systems allocate late, so this changes by itself

    @classmethod
    def of(cls, status: os.stat_result) -> Stamp:
        """The stamp in a stat result."""
        return cls(status.st_size, status.st_mtime_ns, status.st_ino, getattr(status, "st_blocks", 1))


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file below the drop: the names that lead to it, as the file system has them, and its stamp."""

    parts: tuple[str, ...]
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing lying in the drop: a loose file, or a sub-folder with all that is in it."""

    name: str
    files: tuple[FoundFile, ...] = ()
    temporaries: tuple[FoundFile, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    is_complete: bool = True
    """False where part of it could not be listed, so that it must not be taken."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The drop's entries, what else was seen there, and which folder this is (device and inode)."""

    entries: tuple[Entry, ...]
    troubles: tuple[Trouble, ...]
    identity: tuple[int, int]
    is_complete: bool = True
    temporaries: tuple[FoundFile, ...] = ()
    """Those that lie loose in the drop."""

    @property
    def files(self) -> tuple[FoundFile, ...]:
        """All files of all entries."""
        return tuple(file for entry in self.entries for file in entry.files)


def readable(parts: tuple[str, ...]) -> str:
    """A path as text that any store can hold: composed, and with bytes that are no text replaced."""
    text = "/".join(parts).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return unicodedata.normalize("NFC", text)


def snapshot(root: Path) -> Snapshot:
    """All that lies in the drop now; OSError where the drop itself cannot be listed."""
    with _opened_folder(os.fspath(root), None) as handle:
        status = os.fstat(handle)
        top = _Walk()
        folders = top.list_here(handle, ())
        entries = [_loose(file, top.temporaries) for file in top.files]
        entries += [_sub_folder(handle, name) for name in folders]
    return Snapshot(
        entries=tuple(sorted(entries, key=lambda entry: entry.name)),
        troubles=tuple(top.troubles),
        identity=(status.st_dev, status.st_ino),
        is_complete=top.is_complete and all(entry.is_complete for entry in entries),
        temporaries=tuple(top.temporaries),
    )


def snapshot_entry(root: Path, name: str) -> Entry | None:
    """That one entry as it is now, or None where there is none."""
    with _opened_folder(os.fspath(root), None) as handle:
        try:
            status = os.stat(name, dir_fd=handle, follow_symlinks=False)
        except FileNotFoundError:
            return None
        if stat.S_ISDIR(status.st_mode):
            return _sub_folder(handle, name)
        files = (FoundFile((name,), Stamp.of(status)),) if stat.S_ISREG(status.st_mode) else ()
        return Entry(name, files)


@contextmanager
def opened_file(root: Path, parts: tuple[str, ...]) -> Iterator[int]:
    """A handle to read that file by, reached without following a link; OSError where it cannot be."""
    folder = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    try:
        for part in parts[:-1]:
            inner = os.open(part, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=folder)
            os.close(folder)
            folder = inner
        # without O_NONBLOCK a pipe put in the file's place would hold us for ever
        handle = os.open(parts[-1], os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
    finally:
        os.close(folder)
    try:
        yield handle
    finally:
        os.close(handle)


@contextmanager
def _opened_folder(name: str, parent: int | None) -> Iterator[int]:
    flags = os.O_RDONLY | os.O_DIRECTORY | (0 if parent is None else os.O_NOFOLLOW)
    handle = os.open(name, flags, dir_fd=parent)
    try:
        yield handle
    finally:
        os.close(handle)


def _loose(file: FoundFile, temporaries: list[FoundFile]) -> Entry:
    name = file.parts[0]
    return Entry(name, (file,), tuple(t for t in temporaries if belongs_to(t.parts[0], name)))


def _sub_folder(handle: int, name: str) -> Entry:
    walk = _Walk()
    walk.go(handle, (name,))
    return Entry(
        name,
        tuple(sorted(walk.files, key=lambda file: file.parts)),
        tuple(sorted(walk.temporaries, key=lambda file: file.parts)),
        tuple(walk.troubles),
        walk.is_complete,
    )


class _Walk:
    """Gathers what one walk finds."""

    def __init__(self) -> None:
        self.files: list[FoundFile] = []
        self.temporaries: list[FoundFile] = []
        self.troubles: list[Trouble] = []
        self.is_complete = True
        self._entries = 0

    def go(self, parent: int, parts: tuple[str, ...]) -> None:
        """Walk the folder of that name in `parent`, and all below it."""
        if len(parts) > MAX_DEPTH:
            self._give_up(TroubleKind.TOO_DEEP, parts)
            return
        try:
            with _opened_folder(parts[-1], parent) as handle:
                for name in self.list_here(handle, parts):
                    self.go(handle, (*parts, name))
        except OSError as error:
            self._went_wrong(error, parts)

    def list_here(self, handle: int, parts: tuple[str, ...]) -> list[str]:
        """Gather the files of one folder and give the names of its sub-folders."""
        folders: list[str] = []
        with os.scandir(handle) as entries:
            for entry in entries:
                if parts:  # the drop itself may hold any number of submissions
                    self._entries += 1
                if self._entries > MAX_ENTRIES:
                    self._give_up(TroubleKind.TOO_MANY, parts[:1])
                    return []
                try:
                    self._sort(entry, (*parts, entry.name), folders)
                except OSError as error:
                    self._went_wrong(error, (*parts, entry.name))
        return sorted(folders)

    def _sort(self, entry: os.DirEntry[str], parts: tuple[str, ...], folders: list[str]) -> None:
        if entry.is_symlink():
            self.troubles.append(Trouble(TroubleKind.LINK, readable(parts)))
        elif is_being_written(entry.name):
            self.temporaries.append(FoundFile(parts, Stamp.of(entry.stat(follow_symlinks=False))))
        elif is_ignored(entry.name):
            pass
        elif entry.is_dir(follow_symlinks=False):
            folders.append(entry.name)
        elif entry.is_file(follow_symlinks=False):
            self.files.append(FoundFile(parts, Stamp.of(entry.stat(follow_symlinks=False))))
        else:
            self.troubles.append(Trouble(TroubleKind.NOT_A_FILE, readable(parts)))

    def _went_wrong(self, error: OSError, parts: tuple[str, ...]) -> None:
        if isinstance(error, FileNotFoundError | NotADirectoryError) or error.errno == errno.ELOOP:
            self.is_complete = False  # moved or replaced while we looked: the next look will tell
        elif error.errno in AWAY:
            raise error
        else:
            self._give_up(TroubleKind.DENIED, parts)

    def _give_up(self, kind: TroubleKind, parts: tuple[str, ...]) -> None:
        self.is_complete = False
        self.troubles.append(Trouble(kind, readable(parts)))
