"""The data folder: private, on a local disk, held by one service at a time, its temporary files wiped at start."""

import contextlib
import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Engine

from casework.errors import DataFolderError
from panelready.store.database import open_database, require_newest
from panelready.store.originals import UNFINISHED, Originals

NETWORK_FILE_SYSTEMS = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afs"})


class DataFolder:
    """Everything the service keeps, under one folder."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.database = path / "panelready.sqlite"
        self.originals = Originals(path / "originals")
        self.staging = path / "staging"
        self.reports = path / "reports"
        self.outbox = path / "outbox"
        self.councils = path / "councils"

    def prepare(self) -> None:
        """Make the folder and what is in it, for its owner alone; DataFolderError where it cannot be used."""
        try:
            for folder in (self.path, self.originals.folder, self.staging, self.reports, self.outbox, self.councils):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.path.chmod(0o700)
        except OSError as problem:
            raise DataFolderError(f"{self.path}: the data folder cannot be made: {problem.strerror}.") from problem

    def wipe_temporary(self) -> None:
        """Delete what an earlier run left half done; originals are never there."""
        for entry in self.staging.iterdir():
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
        for folder in (self.outbox, self.reports):
            for draft in folder.rglob(f".*{UNFINISHED}"):
                draft.unlink()

    def engine(self) -> Engine:
        """An engine on this folder's database."""
        return open_database(self.database)

    def open_for_command(self) -> Engine:
        """An engine for a command that needs a data folder already in use; DataFolderError where it is not one."""
        if not self.database.is_file():
            raise DataFolderError(
                f"{self.path}: there is no PanelReady data here. Name the folder that `panelready serve` was given."
            )
        engine = self.engine()
        require_newest(engine)
        return engine

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Hold the folder for one process; DataFolderError while another holds it.

        The lock belongs to the open file: the system releases it when the process ends, however it ends.
        """
        try:
            file = (self.path / "lock").open("a+")
        except OSError as problem:
            raise DataFolderError(f"{self.path}: the data folder cannot be written: {problem.strerror}.") from problem
        with file:
            if not _lock(file.fileno()):
                raise DataFolderError(
                    f"{self.path}: another PanelReady is already running on this data folder. "
                    "Stop it first, or give this one a folder of its own."
                )
            yield

    def faults(self) -> list[str]:
        """What is wrong with the folder itself, in words, for `doctor`."""
        faults = []
        mode = stat.S_IMODE(self.path.stat().st_mode)
        if os.name != "nt" and mode & 0o077:
            faults.append(f"The data folder can be read by other users (mode {mode:o}). Run: chmod 700 on it.")
        kind = _file_system(self.path)
        if kind in NETWORK_FILE_SYSTEMS:
            faults.append(f"The data folder is on a network disk ({kind}). Move it to a disk of this machine.")
        if shutil.disk_usage(self.path).free < 1 << 30:
            faults.append("Less than 1 GB is free on the disk that holds the data folder.")
        return faults


def _lock(handle: int) -> bool:
    if os.name == "nt":
        import msvcrt  # whose functions type checkers know on Windows alone

        lock = msvcrt.locking  # type: ignore[attr-defined,unused-ignore]  # Windows alone has it
        with contextlib.suppress(OSError):
            lock(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]  # Windows alone has it
            return True
        return False
    import fcntl

    with contextlib.suppress(BlockingIOError):
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False


def _file_system(path: Path) -> str | None:
    """The kind of file system a path is on, where the system says (Linux); the longest mount point wins."""
    mounts = Path("/proc/self/mounts")
    if not mounts.is_file():
        return None
    whole = path.resolve()
    found = [line.split()[1:3] for line in mounts.read_text().splitlines()]
    above = [(point, kind) for point, kind in found if whole == Path(point) or Path(point) in whole.parents]
    return max(above, key=lambda pair: len(pair[0]), default=("", None))[1]
