"""Tells us that something moved in a drop, so that we look sooner; what moved is for the look to find out.

Imported by the service alone. A network share gives no events, and the system may refuse more watches: then we look at
intervals only, and say so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from watch_folders.arriving import Trouble, TroubleKind

SHARES = ("cifs", "smb3", "smbfs", "nfs", "nfs4", "fuse.sshfs", "fuse.rclone", "9p", "afs", "davfs", "ceph")


class Wakeup:
    """Calls `stir` when something in a drop changes, from a thread of its own."""

    def __init__(self, stir: Callable[[], None]) -> None:
        self._stir = stir
        self._observer = Observer()

    def start(self, roots: Sequence[Path]) -> tuple[Trouble, ...]:
        """Watch those folders; a Trouble where the system will not tell us of changes in one of them."""
        troubles = [trouble for root in roots for trouble in self._watch(root)]
        try:
            self._observer.start()
        except OSError:  # the limit on watches may be met only now, when they are put in place
            return (Trouble(TroubleKind.NO_EVENTS),)
        return tuple(troubles)

    def stop(self) -> None:
        """Stop watching."""
        if self._observer.is_alive():
            self._observer.stop()
            self._observer.join()

    def _watch(self, root: Path) -> list[Trouble]:
        if file_system_of(root) in SHARES:
            return [Trouble(TroubleKind.NO_EVENTS)]
        try:
            # not what lies deeper: a folder that comes while the folders are walked would be watched twice, and what
            # goes on inside one that has come is seen by the looks that wait for it to settle
            self._observer.schedule(_Stir(self._stir), str(root), recursive=False)
        except OSError:
            return [Trouble(TroubleKind.NO_EVENTS)]
        return []


class _Stir(FileSystemEventHandler):  # type: ignore[misc]  # watchdog's types are not followed
    def __init__(self, stir: Callable[[], None]) -> None:
        self._stir = stir

    def on_any_event(self, event: FileSystemEvent) -> None:
        # our own reading must not wake us
        if event.event_type not in ("opened", "closed_no_write"):
            self._stir()


def file_system_of(path: Path, mounts: Path = Path("/proc/self/mountinfo")) -> str:
    """The type of the file system that path lies on, as in proc(5) mountinfo; empty where the system does not say."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    best, kind = "", ""
    resolved = str(path.resolve())
    for line in lines:
        before, _, after = line.partition(" - ")
        point = before.split(" ")[4].replace("\\040", " ")
        if (resolved + "/").startswith(point.rstrip("/") + "/") and len(point) >= len(best):
            best, kind = point, after.split(" ")[0]
    return kind
