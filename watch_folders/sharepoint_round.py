"""One round with a library: ask what changed, fetch what has lain still, compare with what is there once a night.

What is in the watched folder is the truth; the list of changes only saves looking. Nothing counts as deleted unless the
library says so of that very item.
"""

from __future__ import annotations

import hashlib
import shutil
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from casework.errors import TemporaryFailure
from watch_folders.arriving import SettleRule, Trouble, TroubleKind, Withdrawn
from watch_folders.graph_client import BAD_DISK
from watch_folders.graph_refusals import Busy, GraphRefusal, LinkExpired, NotThere, Puzzling, TooLarge, trouble_of
from watch_folders.sharepoint_books import Entry, LibraryBooks, Paper
from watch_folders.sharepoint_calls import DriveItem, LibraryCalls
from watch_folders.sharepoint_reports import ReportShelf

POLL = 300.0
"""Seconds between two rounds where nothing lies about that must settle; one call each."""
DAY = 86_400.0
AGAIN = 900.0
"""Seconds until papers that cannot be handed over are asked for again."""
AHEAD = 4
"""How many submissions may lie with us before they are taken into custody."""
NEVER = float("inf")


@dataclass(frozen=True, slots=True)
class FetchedFile:
    """A file in our private folder: SHA-256 and size in bytes."""

    paper: Paper
    path: Path
    content: str
    size: int


@dataclass(frozen=True, slots=True)
class FetchedEntry:
    """A submission in our private folder."""

    entry: Entry
    folder: Path
    files: tuple[FetchedFile, ...]


@dataclass
class _Still:
    """Since when an entry has been as it is, in how many rounds."""

    state: tuple[tuple[str, str], ...]
    since: float
    rounds: int = 0
    trouble: TroubleKind | None = None
    not_before: float = 0.0


class LibraryRound:
    """The rounds with one watched folder, by its path. `kept` gives what we hold of a SHA-256, so that a file that has
    not changed need not be fetched again.
    """

    def __init__(
        self,
        calls: LibraryCalls,
        books: LibraryBooks,
        folder: str,
        spool: Path,
        settle: SettleRule,
        shelf: ReportShelf,
        withdraw: Callable[[Withdrawn], None],
        stir: Callable[[], None],
        kept: Callable[[str], Path | None],
    ) -> None:
        self._calls, self._books, self._folder, self._spool = calls, books, folder, spool
        self._settle, self._withdraw, self._stir, self._kept = settle, withdraw, stir, kept
        self._shelf = shelf
        self._turn = threading.RLock()
        self._still: dict[str, _Still] = {}
        self._fetched: dict[str, FetchedEntry] = {}
        self._missed: set[str] = set()
        self._hidden: set[str] = set()
        self._failure: Trouble | None = None
        self._compare_at: float | None = None
        self.root = ""
        self.listed: tuple[DriveItem, ...] | None = None
        self.waiting = 0
        """How many submissions are there that are neither in custody nor fetched, nor held back for a reason."""

    def go(self, tick: float) -> float:
        """Do a round at that tick; the tick of the next one."""
        try:
            self._books.open()
            self.root = self.root or self._calls.folder(self._folder).id
            self._ask()
            if self._compare_at is None or tick >= self._compare_at:
                self._compare()
                self._compare_at = tick + DAY
            open_entries = self._open_entries()
            self._fetch(open_entries, tick)
            self._shelf.put_due(self.root, tick)
            self.waiting = sum(self._is_waiting(entry) for entry in open_entries)
            if not open_entries:
                self._books.settle()
        except (GraphRefusal, TemporaryFailure) as problem:
            self._failure = trouble_of(problem)
            return tick + (max(POLL, problem.seconds) if isinstance(problem, Busy) else POLL)
        self._failure = None
        pause = min(POLL, self._settle.seconds) if self.waiting else POLL
        return min(tick + pause, self._shelf.due_at())

    def compare_soon(self) -> None:
        """Compare with what is there in the next round."""
        self._compare_at = None

    @property
    def is_current(self) -> bool:
        """Whether the last round saw the library."""
        return self._failure is None

    def troubles(self) -> tuple[Trouble, ...]:
        """What stands in the way now."""
        kinds = {still.trouble for still in dict(self._still).values() if still.trouble is not None}
        if self._hidden:
            kinds.add(TroubleKind.HIDDEN_FROM_CHANGES)
        kinds |= self._shelf.troubles()
        return (*((self._failure,) if self._failure else ()), *(Trouble(kind) for kind in sorted(kinds)))

    def fetched(self) -> list[FetchedEntry]:
        """The submissions that wait to be taken."""
        with self._turn:
            return [self._fetched[identity] for identity in sorted(self._fetched)]

    def lag(self, tick: float) -> float:
        """How many seconds the oldest of what is not in custody has been known."""
        return max((tick - still.since for still in dict(self._still).values()), default=0.0)

    def offered(self, identity: str) -> FetchedEntry | None:
        """The fetched submission of that id, or None."""
        with self._turn:
            return self._fetched.get(identity)

    def drop(self, identity: str) -> None:
        """A submission waits no more."""
        with self._turn:
            entry = self._fetched.pop(identity, None)
        if entry is not None:
            shutil.rmtree(entry.folder, ignore_errors=True)

    def _open_entries(self) -> list[Entry]:
        entries = self._books.entries(self.root)
        return [entry for entry in entries if entry.papers and not self._books.is_done(entry)]

    def _is_waiting(self, entry: Entry) -> bool:
        still = self._still.get(entry.item.id)
        return self.offered(entry.item.id) is None and (still is None or still.trouble is None)

    def _ask(self) -> None:
        was = self._books.link
        rows, link, is_all = self._changes()
        self._see(rows, is_first=was is None)
        shown = {row.id for row in rows}
        self._hidden, self._missed = (self._hidden | self._missed) - shown, set()
        if is_all:
            self._look_for(self._books.known() - shown)
        self._books.link = link

    def _changes(self) -> tuple[list[DriveItem], str, bool]:
        """What changed; or everything, where the link is no longer good: 410, and in practice 400 and 404 too."""
        start = None
        try:
            return *self._calls.changes(self._books.link), self._books.link is None
        except GraphRefusal as problem:
            if self._books.link is None or problem.status not in (400, 404, 410):
                raise
            if isinstance(problem, LinkExpired) and problem.start:
                start = problem.start
        return *self._calls.changes(start), True

    def _see(self, rows: Iterable[DriveItem], is_first: bool) -> None:
        """Take note of rows of changes: what is below the watched folder, what no longer is, what is deleted."""
        changed = {row.id: row for row in rows}
        for row in changed.values():
            if row.id == self.root:
                if row.is_deleted:
                    raise NotThere(404)
            elif row.is_deleted or not self._is_below(row, changed):
                self._lose(self._books.below(row.id))
            else:
                is_new = self._books.item(row.id) is None
                self._books.put([row])
                if is_new and row.is_folder and not is_first:
                    # of a folder that is moved here only its own row is told
                    self._books.put(self._calls.below(row.id))

    def _is_below(self, row: DriveItem, changed: dict[str, DriveItem]) -> bool:
        """Whether the item lies below the watched folder, by what changed and by what we know."""
        seen: set[str] = set()
        while row.parent and row.parent not in seen:
            if row.parent == self.root:
                return True
            seen.add(row.parent)
            above = changed.get(row.parent) or self._books.item(row.parent)
            if above is None:
                return False
            row = above
        return False

    def _lose(self, identities: list[str]) -> None:
        """Items are gone: tell of each that is in custody, then forget it."""
        for identity in identities:
            taken = self._books.taken(identity)
            if taken is not None:
                self._withdraw(Withdrawn(taken.source_id, taken.path))
            self._books.forget([identity])

    def _look_for(self, identities: set[str]) -> None:
        """Look whether items that are not shown are really gone; those that are only hidden are not."""
        for identity in sorted(identities):
            item = self._calls.look_up(identity)
            if item is None or not self._is_below(item, {}):
                self._lose([identity])

    def _compare(self) -> None:
        """Find what the changes do not tell of: items with a retention label may be missing from them."""
        listed = tuple(self._calls.below(self.root))
        self._missed = {item.id for item in listed if self._books.item(item.id) is None}
        self._hidden &= {item.id for item in listed}
        self._books.put(item for item in listed if self._books.item(item.id) != item)
        self._look_for(self._books.known() - {item.id for item in listed})
        self.listed = listed

    def _fetch(self, open_entries: list[Entry], tick: float) -> None:
        """Fetch what has lain still, a few ahead of custody."""
        self._still = {entry.item.id: self._watched(entry, tick) for entry in open_entries}
        for fetched in self.fetched():
            if fetched.entry not in open_entries:
                self.drop(fetched.entry.item.id)  # not as it was when it was fetched
        for entry in open_entries:
            still, rule = self._still[entry.item.id], self._settle
            is_still = still.rounds >= rule.looks and tick - still.since >= rule.seconds
            if is_still and tick >= still.not_before and self.offered(entry.item.id) is None:
                if len(self.fetched()) >= AHEAD:
                    return
                still.trouble, still.not_before = self._fetch_one(entry, tick)

    def _watched(self, entry: Entry, tick: float) -> _Still:
        still = self._still.get(entry.item.id)
        if still is None or still.state != entry.state:
            still = _Still(entry.state, tick)
        still.rounds += 1
        return still

    def _fetch_one(self, entry: Entry, tick: float) -> tuple[TroubleKind | None, float]:
        """Fetch a submission; or what keeps it back, and the tick from when it is tried again."""
        if entry.is_too_deep or entry.is_too_full:
            return (TroubleKind.TOO_DEEP if entry.is_too_deep else TroubleKind.TOO_MANY), NEVER
        folder = self._spool / hashlib.sha256(entry.item.id.encode()).hexdigest()
        shutil.rmtree(folder, ignore_errors=True)
        try:
            folder.mkdir(mode=0o700, parents=True)
            files = [self._fetch_file(paper, folder / f"{number:05}") for number, paper in enumerate(entry.papers)]
        except NotThere:  # gone or moved meanwhile: the next round tells
            return None, 0.0
        except TooLarge:
            return TroubleKind.FILE_TOO_LARGE, NEVER
        except GraphRefusal as problem:
            if problem.status == 401:
                raise
            return TroubleKind.DENIED, tick + AGAIN
        except OSError:
            raise TemporaryFailure(BAD_DISK) from None
        with self._turn:
            self._fetched[entry.item.id] = FetchedEntry(entry, folder, tuple(files))
        self._stir()
        return None, 0.0

    def _fetch_file(self, paper: Paper, to: Path) -> FetchedFile:
        """Fetch a file; one that has not changed since we took it is copied from what we hold."""
        taken = self._books.taken(paper.item.id)
        held = self._kept(taken.content) if taken is not None else None
        fetched = self._calls.fetch(paper.item, to, taken.ctag if taken is not None and held is not None else None)
        if fetched is not None:
            return FetchedFile(paper, to, fetched.content, fetched.size)
        if taken is None or held is None:
            raise Puzzling
        shutil.copyfile(held, to)
        return FetchedFile(paper, to, taken.content, to.stat().st_size)
