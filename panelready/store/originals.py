"""Files as they came, by SHA-256: written with fsync and rename, never altered, deleted only by retention."""

import contextlib
import errno
import hashlib
import os
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path

from casework.errors import TemporaryFailure

CHUNK = 1 << 20
UNFINISHED = ".writing"
"""How the name of a file ends that is being written; one that a crash left is deleted at the next start."""

FULL = "The disk that holds the data folder is full. Free some space; nothing is lost."
READ_ONLY = "The disk that holds the data folder is read-only. Nothing is lost."
DENIED = "We may not write in the data folder. Give the service write access; nothing is lost."
PASSING = {
    errno.ENOSPC: FULL,
    getattr(errno, "EDQUOT", errno.ENOSPC): FULL,
    errno.EROFS: READ_ONLY,
    errno.EACCES: DENIED,
    errno.EPERM: DENIED,
    errno.EIO: "The disk that holds the data folder does not answer as it should. Check it; nothing is lost.",
}


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
        """Take a staged file into keeping: flush it, then rename it; a copy we hold already stays, if it is whole.

        The folders are flushed in either case: a process that was killed may have renamed and not flushed. Raises
        TemporaryFailure where the disk is full.
        """
        target = self.path(content)
        try:
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self.holds(content) and self.is_intact(content):
                staged.unlink()
            else:
                with staged.open("rb") as file:
                    os.fsync(file.fileno())
                staged.chmod(0o400)
                staged.replace(target)
            sync_folder(target.parent)
            sync_folder(self.folder)
        except OSError as problem:
            raise _said_plainly(problem) from problem

    def require(self, contents: Iterable[str]) -> None:
        """Raise TemporaryFailure where one of these is no longer held.

        Asked in the transaction that names them: retention deletes unnamed files in transactions of its own, so
        that a file cannot go between being kept and being named.
        """
        if not all(self.holds(content) for content in contents):
            raise TemporaryFailure("A file was deleted by retention as it arrived again; it is taken once more.")

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
    put_in_place(written_beside(path, content), path)


def written_beside(path: Path, content: bytes) -> Path:
    """A new file with the content, flushed, beside where it is to lie; TemporaryFailure where there is no room."""
    draft = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}{UNFINISHED}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with draft.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError as problem:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
        raise _said_plainly(problem) from problem
    return draft


def put_in_place(draft: Path, path: Path) -> None:
    """Give a file that was written beside its name, durably."""
    try:
        draft.replace(path)
        sync_folder(path.parent)
    except OSError as problem:
        raise _said_plainly(problem) from problem


def made_folder(path: Path) -> Path:
    """A new private folder; TemporaryFailure where there is no room for one."""
    try:
        path.mkdir(mode=0o700)
    except OSError as problem:
        raise _said_plainly(problem) from problem
    return path


def _said_plainly(problem: OSError) -> Exception:
    """What passes by itself or by an administrator, in a sentence; anything else as it is."""
    sentence = PASSING.get(problem.errno or 0)
    return TemporaryFailure(sentence) if sentence else problem
