"""Opens zips that strangers made: no name of theirs becomes a path, and no promise of theirs is trusted.

What is not opened: methods other than stored and deflated (zipfile unpacks the rest without bounds), links, locked
entries, and archives that break a limit; those are refused whole.
"""

from __future__ import annotations

import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from casework.document import Unreadable
from ingest.limits import Limits
from ingest.names import is_litter
from ingest.refusal import CannotOpen
from ingest.whole import ZIP_END, ZIP_TAIL

END_RECORD = struct.Struct("<4s4H2LH")  # APPNOTE 4.3.16
LOCKED = 0x1  # APPNOTE 4.4.4, bit 0
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)

BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, struct.error, NotImplementedError, KeyError)
"""What zipfile raises on damaged archives, found by feeding it some."""


@contextmanager
def opened_zip(path: Path, limits: Limits) -> Iterator[zipfile.ZipFile]:
    """The zip, its table of contents already found to be of bearable size. Raises CannotOpen."""
    _check_table(path, limits)
    try:
        archive = zipfile.ZipFile(path)
    except BROKEN:
        raise CannotOpen(Unreadable.DAMAGED) from None
    with archive:
        if len(archive.infolist()) > limits.archive_entries:
            raise CannotOpen(Unreadable.TOO_LARGE)
        yield archive


def check_bulk(archive: zipfile.ZipFile, packed: int, room: int, limits: Limits) -> None:
    """Refuse an archive that would unpack to more than `room` bytes, or is a bomb. Raises CannotOpen.

    zipfile gives no more of an entry than the size its table states, so the sum of those is a bound.
    """
    unpacked = sum(entry.file_size for entry in archive.infolist())
    if unpacked > limits.ratio_applies_from and unpacked > limits.ratio * packed:
        raise CannotOpen(Unreadable.UNSAFE)
    if unpacked > room:
        raise CannotOpen(Unreadable.TOO_LARGE)


def papers_in(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The archive's entries that may be papers, in its own order. Raises CannotOpen where one is locked."""
    entries = [entry for entry in archive.infolist() if not _is_folder(entry) and not is_litter(entry.filename)]
    if any(entry.flag_bits & LOCKED for entry in entries):
        raise CannotOpen(Unreadable.PASSWORD)
    return entries


@contextmanager
def opened_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[BinaryIO]:
    """The entry's bytes to be read in pieces. Raises CannotOpen, then or while reading."""
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise CannotOpen(Unreadable.UNSAFE)
    if entry.compress_type not in METHODS:
        raise CannotOpen(Unreadable.FORMAT)
    try:
        with archive.open(entry) as stream:
            yield stream  # type: ignore[misc]  # a ZipExtFile reads like any other file
    except BROKEN:
        raise CannotOpen(Unreadable.DAMAGED) from None


def _is_folder(entry: zipfile.ZipInfo) -> bool:
    """What `is_dir` says, which raises where a name is empty."""
    return entry.filename.endswith("/")


def _check_table(path: Path, limits: Limits) -> None:
    """Refuse a table of contents that zipfile, which reads it whole, would need too much memory for."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - ZIP_TAIL))
        tail = file.read()
    at = tail.rfind(ZIP_END)
    if at < 0 or len(tail) - at < END_RECORD.size:
        raise CannotOpen(Unreadable.DAMAGED)
    *_, entries, table_bytes, _offset, _comment = END_RECORD.unpack_from(tail, at)
    # both are all ones in a zip64 archive, which holds more than we open anyway
    if entries > limits.archive_entries or table_bytes > limits.archive_directory_bytes:
        raise CannotOpen(Unreadable.TOO_LARGE)
