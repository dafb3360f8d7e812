"""A watched folder, on a local disk or a share: each sub-folder, and each loose file, is one submission.

What is there now is the truth; no event is. A submission counts once everything in it has lain still (SettleRule).
The rule about other programs' files: a lock (`~$x.docx`, `.~lock.x.docx#`) or a half-done download beside the papers
holds them back until it is gone, or has itself not changed for `patience` seconds by our own clock; so a document left
open over lunch is read as last saved, and a lock left by a crash blocks nothing for ever.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from casework.errors import SettingsError, TemporaryFailure
from casework.submission import Arrival, ArrivedFile
from watch_folders.arriving import (
    Changed,
    Delay,
    Listing,
    Look,
    Missing,
    NotTaken,
    Seen,
    SettleRule,
    Taken,
    TakenFile,
    Trouble,
    TroubleKind,
)
from watch_folders.leaving import carry_on, leave
from watch_folders.snapshot import BUSY, Entry, FoundFile, Snapshot, readable, snapshot, snapshot_entry
from watch_folders.staging import NotAsExpected, source_id, stage

TRIES = 3  # before a person is told that a file cannot be read: programs close files late
LONGEST_PAUSE = 32  # looks left out between two attempts at something that keeps failing

Files = tuple[FoundFile, ...]


@dataclass
class _Watch:
    """What we know of an entry from earlier looks; ticks are seconds of a monotonic clock."""

    files: Files
    since: float
    temporaries: Files
    temporaries_since: float
    looks: int = 0
    unfinished: bool = False
    failures: int = 0
    pause: int = 0
    trouble: TroubleKind | None = None


class LocalFolder:
    """One drop folder; `source` is its name in our tables.

    Papers are moved to `taken`, beside the drop, once they are in custody; or left where they are and remembered in
    `seen`, if `leave`. `is_whole` says of a copy whether its container has its end.
    """

    def __init__(
        self,
        source: str,
        root: Path,
        *,
        seen: Seen,
        settle: SettleRule,
        leave: bool,
        taken: Path | None,
        is_whole: Callable[[Path], bool] = lambda _: True,
    ) -> None:
        if not leave and taken is None:
            raise SettingsError("A drop that is emptied needs a folder for taken papers: set `taken`, or `leave`.")
        if taken is not None and taken.resolve().is_relative_to(root.resolve()):
            raise SettingsError("The folder for taken papers must lie beside the drop, not inside it.")
        self.source = source
        self.root = root
        self._taken = None if leave else taken
        self._seen = seen
        self._settle = settle
        self._is_whole = is_whole
        self._watches: dict[str, _Watch] = {}
        self._offered: dict[str, Entry] = {}
        self._keys: frozenset[str] = frozenset()
        self._identity: tuple[int, int] | None = None

    def look(self, now: datetime, tick: float) -> Look:
        """What has arrived, at the instant `now`; `tick` is that instant in seconds of a clock that never jumps."""
        try:
            found = snapshot(self.root)
            if self._has_come_loose(found):
                return self._away()
        except OSError as error:
            return self._away(TroubleKind.DENIED if error.errno in BUSY else TroubleKind.GONE)
        troubles = [*self._carry_on(), *found.troubles]
        self._forget_the_missing(found)
        entries = [entry for entry in found.entries if entry.files or not entry.is_complete]
        fresh = [entry for entry in entries if not self._is_done(entry)]
        self._watches = {entry.name: self._watched(entry, tick) for entry in fresh}
        ready = [entry for entry in fresh if self._is_ready(entry, tick)]
        self._offered = {_offer_id(entry): entry for entry in ready}
        for entry in found.entries:
            troubles += self._troubles(entry)
        arrivals = tuple(self._arrival(offer, entry, now) for offer, entry in self._offered.items())
        lag = max((tick - watch.since for watch in self._watches.values()), default=0.0)
        return Look(arrivals, tuple(troubles), len(fresh) - len(ready), lag)

    def take(self, arrival: Arrival, into: Path) -> Taken | Changed:
        """Copy the arrival into the private folder `into`, or say that it is not as it was.

        Raises TemporaryFailure where there is no room; then nothing was kept.
        """
        entry = self._offered.get(arrival.source_id)
        if entry is None:
            return Changed()
        watch = self._watches[entry.name]
        within = 1 if len(entry.files[0].parts) > 1 else 0
        try:
            files = stage(self.root, entry.files, within, into)
        except NotAsExpected as problem:
            return self._failed(watch, problem.why)
        delay = self._second_thoughts(entry, watch, files)
        if delay is not None:
            for file in files:
                file.staged.unlink()
            return self._failed(watch, delay)
        return Taken(files, source_id(readable((entry.name,)), files))

    def acknowledge(self, arrival: Arrival) -> None:
        """Move the arrival out of the drop, or remember it; doing so twice is doing it once.

        Raises TemporaryFailure where it cannot be moved; it is then offered again by a later look.
        """
        entry = self._offered.get(arrival.source_id)
        if entry is None:
            return
        if self._taken is None:
            for file in entry.files:
                self._seen.remember(self.source, _key(file), file.stamp.size, file.stamp.mtime_ns)
            return
        try:
            leave(self.root, entry.name, frozenset(entry.files), self._taken)
        except OSError:
            watch = self._watches[entry.name]
            watch.trouble = TroubleKind.LEFT_BEHIND
            _pause(watch)
            raise TemporaryFailure(Trouble(TroubleKind.LEFT_BEHIND).message) from None

    def listing(self, now: datetime) -> Listing | None:
        """Everything that lies in the drop, compared with what was taken; None where it cannot be seen."""
        try:
            found = snapshot(self.root)
        except OSError:
            return None
        missing = [Missing(readable(file.parts), NotTaken.HELD_BACK) for file in found.temporaries]
        missing += [Missing(trouble.about, NotTaken.HELD_BACK) for trouble in found.troubles]
        for entry in found.entries:
            missing += [Missing(trouble.about, NotTaken.HELD_BACK) for trouble in entry.troubles]
            if entry.files and not self._is_done(entry):
                missing.append(Missing(readable((entry.name,)), NotTaken.WAITING))
            elif not entry.files and entry.temporaries:
                missing.append(Missing(readable((entry.name,)), NotTaken.HELD_BACK))
        return Listing(len(found.entries) + len(found.temporaries) + len(found.troubles), tuple(missing))

    def stop(self) -> None:
        """Nothing is held open between two looks."""

    def _has_come_loose(self, found: Snapshot) -> bool:
        """Whether this is the empty folder that shows where a share was mounted."""
        known, self._identity = self._identity, found.identity
        loose = known is not None and known != found.identity and not found.entries
        if loose:
            self._identity = known
        return loose

    def _away(self, kind: TroubleKind = TroubleKind.GONE) -> Look:
        """Nothing is seen and nothing forgotten; what was still settling starts again when the share is back."""
        self._watches, self._offered = {}, {}
        return Look(troubles=(Trouble(kind),), is_current=False)

    def _carry_on(self) -> Iterator[Trouble]:
        if self._taken is not None:
            try:
                carry_on(self.root, self._taken)
            except OSError:
                yield Trouble(TroubleKind.LEFT_BEHIND)

    def _forget_the_missing(self, found: Snapshot) -> None:
        """Drop from `seen` what was there at the last look; a look that saw nothing, or not all, proves nothing."""
        if self._taken is not None or not found.is_complete or not found.entries:
            return
        keys = frozenset(_key(file) for file in found.files)
        for key in self._keys - keys:
            self._seen.forget(self.source, key)
        self._keys = keys

    def _is_done(self, entry: Entry) -> bool:
        if self._taken is not None or not entry.is_complete:
            return False
        return all(
            self._seen.lookup(self.source, _key(file)) == (file.stamp.size, file.stamp.mtime_ns) for file in entry.files
        )

    def _watched(self, entry: Entry, tick: float) -> _Watch:
        watch = self._watches.get(entry.name)
        if watch is None or watch.files != entry.files:
            watch = _Watch(entry.files, tick, entry.temporaries, tick)
        if watch.temporaries != entry.temporaries:
            watch.temporaries, watch.temporaries_since = entry.temporaries, tick
        watch.looks += 1
        if any(trouble.kind is TroubleKind.DENIED for trouble in entry.troubles):
            watch.failures += 1
        return watch

    def _is_ready(self, entry: Entry, tick: float) -> bool:
        watch, rule = self._watches[entry.name], self._settle
        if not entry.is_complete or watch.looks < rule.looks or tick - watch.since < rule.seconds:
            return False
        if watch.temporaries and tick - watch.temporaries_since < rule.patience:
            return False
        if watch.unfinished and tick - watch.since < rule.patience:
            return False
        if tick - watch.since >= rule.patience:
            watch.unfinished = True  # waited for long enough: taken as it is, and reported damaged by those who read it
        watch.pause -= watch.pause > 0
        return watch.pause == 0

    def _second_thoughts(self, entry: Entry, watch: _Watch, files: Iterable[TakenFile]) -> Delay | None:
        """Why copies that were made without a hitch are not to be kept after all, or None."""
        try:
            again = snapshot_entry(self.root, entry.name)
        except OSError:
            return Delay.AWAY
        if again is None or again.files != entry.files:
            return Delay.CHANGED
        if not watch.unfinished and not all(self._is_whole(file.staged) for file in files):
            return Delay.UNFINISHED
        return None

    def _failed(self, watch: _Watch, why: Delay) -> Changed:
        if why is Delay.UNFINISHED:
            watch.unfinished = True
        elif why in _TROUBLE_OF:
            _pause(watch)
            watch.trouble = _TROUBLE_OF[why]
        return Changed(why)

    def _troubles(self, entry: Entry) -> Iterator[Trouble]:
        watch = self._watches.get(entry.name)
        failures = watch.failures if watch else TRIES
        for trouble in entry.troubles:
            if trouble.kind is not TroubleKind.DENIED or failures >= TRIES:
                yield trouble
        if watch and watch.trouble and watch.failures >= TRIES:
            yield Trouble(watch.trouble, readable((entry.name,)))

    def _arrival(self, offer: str, entry: Entry, now: datetime) -> Arrival:
        files = tuple(ArrivedFile(readable(file.parts), readable(file.parts[-1:])) for file in entry.files)
        return Arrival(self.source, offer, readable((entry.name,)), files, now)


_TROUBLE_OF = {Delay.DENIED: TroubleKind.DENIED, Delay.NOT_DOWNLOADED: TroubleKind.NOT_DOWNLOADED}


def _pause(watch: _Watch) -> None:
    """Leave out more looks after each failure, so that one bad file does not cost a copy of its folder every time."""
    watch.failures += 1
    watch.pause = min(2**watch.failures, LONGEST_PAUSE)


def _key(file: FoundFile) -> str:
    """The file's path exactly as the file system has it: folded, two files could share a key and be read for ever."""
    return "/".join(file.parts).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _offer_id(entry: Entry) -> str:
    """An id for what was offered in this process; the lasting one needs the contents and is in Taken."""
    return hashlib.sha256(repr((entry.name, entry.files)).encode()).hexdigest()
