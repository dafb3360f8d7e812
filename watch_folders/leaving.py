"""Moves what is in our custody out of the drop, never over anything, and never what was not taken.

An entry leaves in one rename, so that a crash cannot leave half a submission behind to be taken for a new one. Where
the folder of taken papers is on another file system, the rename goes to LEAVING inside the drop first (its name is
ignored by every look), and what is found there is carried on from there. Risk accepted: a file that is put
into the folder in the instant of the rename is found and put back, unless we are killed in that same instant.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Set
from pathlib import Path

from watch_folders.snapshot import FoundFile, snapshot_entry

LEAVING = ".panelready-leaving"

NAME_BYTES = 255  # the longest name of ext4, XFS and NTFS as Linux sees them


def leave(root: Path, name: str, taken_files: Set[FoundFile], taken: Path) -> None:
    """Move the entry to `taken`; what in it was not taken, or has changed since, is put back.

    Does nothing where the entry has left already. OSError where it cannot be moved; then it stays whole.
    """
    entry = snapshot_entry(root, name)
    if entry is None or not taken_files & set(entry.files):
        return
    taken.mkdir(mode=0o770, parents=True, exist_ok=True)
    try:
        to = free_name(taken, name)
        (root / name).rename(to)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        halfway = root / LEAVING
        halfway.mkdir(mode=0o700, exist_ok=True)
        to = free_name(halfway, name)
        (root / name).rename(to)
    _put_back_the_rest(root, name, taken_files, to)
    carry_on(root, taken)


def carry_on(root: Path, taken: Path) -> None:
    """Finish carrying to another file system whatever has left the drop."""
    halfway = root / LEAVING
    if not halfway.is_dir() or halfway.is_symlink():
        return
    taken.mkdir(mode=0o770, parents=True, exist_ok=True)
    for path in sorted(halfway.iterdir()):
        unready = taken / f".{LEAVING.strip('.')}-copy"
        _remove(unready)
        _copy(path, unready)
        unready.rename(free_name(taken, path.name))
        _remove(path)
    halfway.rmdir()


def free_name(folder: Path, name: str) -> Path:
    """The first of "name", "name (2)", "name (3)" that is not in the folder yet."""
    stem, dot, ending = name.rpartition(".")
    if not stem or len(ending) > 8:
        stem, dot, ending = name, "", ""
    path, number = folder / name, 1
    while os.path.lexists(path):
        number += 1
        tail = f" ({number}){dot}{ending}"
        path = folder / (_cut(stem, NAME_BYTES - len(os.fsencode(tail))) + tail)
    return path


def _cut(name: str, size: int) -> str:
    """The name without its last letters until it fits into so many bytes."""
    while len(os.fsencode(name)) > size:
        name = name[:-1]
    return name


def _put_back_the_rest(root: Path, name: str, taken_files: Set[FoundFile], moved: Path) -> None:
    entry = snapshot_entry(moved.parent, moved.name)
    for file in entry.files if entry else ():
        as_it_was = FoundFile((name, *file.parts[1:]), file.stamp)
        if as_it_was not in taken_files:
            back = root.joinpath(name, *file.parts[1:])
            back.parent.mkdir(parents=True, exist_ok=True)
            moved.joinpath(*file.parts[1:]).rename(free_name(back.parent, back.name))


def _copy(path: Path, to: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.copytree(path, to, symlinks=True, copy_function=_copy_file)
    else:
        _copy_file(path, to)


def _copy_file(path: str | Path, to: str | Path) -> str:
    shutil.copy2(path, to, follow_symlinks=False)
    if not Path(to).is_symlink():
        with Path(to).open("rb") as copied:
            os.fsync(copied.fileno())
    return str(to)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
