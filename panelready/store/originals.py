"""Files as they came, by SHA-256: written with fsync and rename, never altered, deleted only by retention."""

import errno
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from casework.errors import TemporaryFailure

CHUNK = 1 << 20


class Originals:
    """A folder of files named by their content, two levels deep so that no folder grows without bound."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, content: str) -> Path:
        """Where the file of that SHA-256 lies."""
        return self.folder / content[:2] / content

    def holds(self, content: str) -> bool:
        """Whether a file of that SHA-256 is kept."""
        return self.path(content).is_file()

    def adopt(self, staged: Path, content: str) -> None:
        """Take a staged file into keeping: flush it, then rename it; a copy we hold already stays.

        Raises TemporaryFailure where the disk is full.
        """
        target = self.path(content)
        try:
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if target.exists():
                staged.unlink()
                return
            with staged.open("rb") as file:
                os.fsync(file.fileno())
            staged.chmod(0o400)
            staged.rename(target)
            sync_folder(target.parent)
            sync_folder(self.folder)
        except OSError as problem:
            raise _said_plainly(problem) from problem

    def remove(self, content: str) -> None:
        """Delete a file; for retention only."""
        self.path(content).unlink(missing_ok=True)

    def contents(self) -> Iterator[str]:
        """The SHA-256 of every file kept."""
        for folder in sorted(self.folder.iterdir()) if self.folder.is_dir() else ():
            yield from sorted(entry.name for entry in folder.iterdir())

    def is_intact(self, content: str) -> bool:
        """Whether the file still has the content it is named for."""
        digest = hashlib.sha256()
        with self.path(content).open("rb") as file:
            while chunk := file.read(CHUNK):
                digest.update(chunk)
        return digest.hexdigest() == content


def sync_folder(folder: Path) -> None:
    """Make a rename in this folder survive a power cut; on systems that cannot open a folder, nothing to do."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_durably(path: Path, content: bytes) -> None:
    """Write a file so that it is either whole or not there: a new file, fsync, rename, fsync of the folder."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.writing")
    try:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        sync_folder(path.parent)
    except OSError as problem:
        draft.unlink(missing_ok=True)
        raise _said_plainly(problem) from problem


def _said_plainly(problem: OSError) -> Exception:
    if problem.errno in (errno.ENOSPC, errno.EDQUOT):
        return TemporaryFailure("The disk that holds the data folder is full. Free some space; nothing is lost.")
    if problem.errno == errno.EROFS:
        return TemporaryFailure("The disk that holds the data folder is read-only. Nothing is lost.")
    return problem
