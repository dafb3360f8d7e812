"""A little notation for tests of watched folders: a drop, a clock that only moves when told, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from ingest.whole import is_whole
from watch_folders.arriving import Changed, Look, SeenInMemory, SettleRule, Taken, TroubleKind
from watch_folders.local_folder import LocalFolder

NOW = datetime(2026, 3, 5, 9, 12, tzinfo=UTC)
ZIP_END = b"PK\x05\x06" + bytes(18)
DOCX = b"PK\x03\x04 invented words " + ZIP_END


class Drop:
    """A drop folder in a temporary place, and the channel that watches it."""

    def __init__(self, base: Path, *, leave: bool = False, whole: Callable[[Path], bool] = is_whole) -> None:
        self.base, self.root, self.taken = base, base / "drop", base / "taken"
        self.root.mkdir(exist_ok=True)
        self.seen = SeenInMemory()
        self.leave, self.whole = leave, whole
        self.tick = 1000.0
        self.received: list[Taken] = []
        self.start()

    def start(self) -> None:
        """Start the service, afresh: nothing but `seen` and the disk survives."""
        self.channel = LocalFolder(
            "drop",
            self.root,
            seen=self.seen,
            settle=SettleRule(looks=2, seconds=10, patience=600),
            leave=self.leave,
            taken=None if self.leave else self.taken,
            is_whole=self.whole,
        )

    def put(self, path: str, data: bytes = DOCX) -> Path:
        """Write a file into the drop."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        return file

    def look(self, after: float = 0.0) -> Look:
        """Look, so many seconds later."""
        self.tick += after
        return self.channel.look(NOW, self.tick)

    def still(self) -> Look:
        """Look twice with enough time between for anything to settle."""
        self.look()
        return self.look(after=10)

    def receive(self, look: Look) -> list[Taken | Changed]:
        """Take and acknowledge all that arrived, as the service does."""
        results: list[Taken | Changed] = []
        for number, arrival in enumerate(look.arrivals):
            result = self.channel.take(arrival, self.base / f"staging-{self.tick}-{number}")
            if isinstance(result, Taken):
                self.channel.acknowledge(arrival)
                self.received.append(result)
            results.append(result)
        return results

    def settle_and_receive(self) -> list[str]:
        """Let everything settle, receive it, and give the paths of the files, sorted."""
        results = self.receive(self.still())
        return sorted(file.path for result in results if isinstance(result, Taken) for file in result.files)


def names(look: Look) -> list[str]:
    """The names of what arrived."""
    return [arrival.name for arrival in look.arrivals]


def kinds(look: Look) -> list[TroubleKind]:
    """The kinds of trouble there are."""
    return [trouble.kind for trouble in look.troubles]
