"""A folder of a SharePoint library: each folder in it, and each loose file, is one submission, which stays there.

Papers are people's: nothing of them is moved or written; a report beside them is a file of its own. What is in custody
is noted by item id and content tag: a renamed folder is the same submission, and only other contents are new papers.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from casework.errors import TemporaryFailure
from casework.submission import Arrival, ArrivedFile
from watch_folders.arriving import (
    Changed,
    Delay,
    Listing,
    Look,
    Missing,
    NotTaken,
    SettleRule,
    Taken,
    TakenFile,
    Withdrawn,
)
from watch_folders.graph_beside import Beside
from watch_folders.graph_notes import Notes
from watch_folders.sharepoint_books import LibraryBooks, TakenItem
from watch_folders.sharepoint_calls import DriveItem, LibraryCalls
from watch_folders.sharepoint_reports import Reports, ReportShelf
from watch_folders.sharepoint_round import FetchedEntry, LibraryRound


def _whole_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class SharePointLibrary:
    """One watched folder of a library; `source` is its name in our tables, `folder` its path below the library's root.

    `fingerprint` tells of a file what a person would call the same paper: SharePoint writes a library's columns into
    Office files, and other bytes then hold the same words. `withdraw` is told of papers that were deleted, and raises
    TemporaryFailure where it cannot write that down. `spool` is a private folder, worth nothing after a restart.
    """

    def __init__(
        self,
        source: str,
        calls: LibraryCalls,
        *,
        folder: str,
        notes: Notes,
        spool: Path,
        beside: Beside,
        settle: SettleRule,
        fingerprint: Callable[[Path], str] = _whole_file,
        withdraw: Callable[[Withdrawn], None] = lambda _: None,
        stir: Callable[[], None] = lambda: None,
        kept: Callable[[str], Path | None] = lambda _: None,
        reports: Reports = lambda: (),
    ) -> None:
        self.source = source
        self._books = LibraryBooks(notes, source)
        shelf = ReportShelf(calls, self._books, reports)
        self._round = LibraryRound(calls, self._books, folder, spool, settle, shelf, withdraw, stir, kept)
        self._beside, self._fingerprint = beside, fingerprint
        self._next = 0.0
        self._offered: dict[str, tuple[FetchedEntry, str]] = {}

    def look(self, now: datetime, tick: float) -> Look:
        """The submissions that have lain still and been fetched. Never waits for the server."""
        if tick >= self._next:
            self._beside.start(lambda: self._go(tick))
        arrivals = tuple(self._arrival(fetched, now) for fetched in self._round.fetched())
        rounds = self._round
        return Look(arrivals, rounds.troubles(), rounds.waiting, rounds.lag(tick), is_current=rounds.is_current)

    def take(self, arrival: Arrival, into: Path) -> Taken | Changed:
        """Copy the fetched papers into the private folder `into`; Changed where they are not as they were.

        Raises TemporaryFailure where there is no room.
        """
        fetched = self._round.offered(arrival.source_id)
        if fetched is None:
            return Changed()
        try:
            into.mkdir(mode=0o700, parents=True, exist_ok=True)
            files = []
            for number, file in enumerate(fetched.files):
                staged = into / f"{number:05}"
                shutil.copyfile(file.path, staged)
                path = file.paper.path
                files.append(TakenFile(path, path.rpartition("/")[2], file.content, file.size, staged))
            known_by = self._known_by(fetched)
        except FileNotFoundError:  # dropped in this moment
            return Changed(Delay.AWAY)
        except OSError:
            raise TemporaryFailure(
                "There is no room to take papers into custody, or its disk fails. Nothing was taken."
            ) from None
        self._offered[arrival.source_id] = fetched, known_by
        return Taken(tuple(files), known_by)

    def acknowledge(self, arrival: Arrival) -> None:
        """Note that the papers are ours as they were taken; doing so twice is doing it once."""
        offered = self._offered.pop(arrival.source_id, None)
        if offered is not None:
            fetched, known_by = offered
            self._books.note_taken(
                {
                    file.paper.item.id: TakenItem(file.paper.item.ctag, file.content, known_by, file.paper.path)
                    for file in fetched.files
                }
            )
            self._round.drop(arrival.source_id)

    def listing(self, now: datetime) -> Listing | None:
        """What the folder shows, compared with what was taken; None until a round has listed it anew."""
        listed, self._round.listed = self._round.listed, None
        if listed is None:
            self._round.compare_soon()
            return None
        papers = [(entry, paper) for entry in self._books.entries(self._round.root) for paper in entry.papers]
        missing = [
            Missing(f"{entry.item.name}/{paper.path}" if entry.item.is_folder else paper.path, NotTaken.WAITING)
            for entry, paper in papers
            if not self._is_taken(paper.item)
        ]
        return Listing(len(papers), tuple(missing))

    def stop(self) -> None:
        """Let go of the server."""
        self._beside.stop()

    def _go(self, tick: float) -> None:
        self._next = self._round.go(tick)

    def _arrival(self, fetched: FetchedEntry, now: datetime) -> Arrival:
        item, papers = fetched.entry.item, fetched.entry.papers
        files = tuple(ArrivedFile(paper.path, paper.item.name) for paper in papers)
        return Arrival(self.source, item.id, item.name, files, now)

    def _known_by(self, fetched: FetchedEntry) -> str:
        """An id that the same papers of the same folder give again, whatever they and it are called."""
        prints = sorted(f"{file.paper.item.id} {self._fingerprint(file.path)}" for file in fetched.files)
        return hashlib.sha256("\n".join([fetched.entry.item.id, *prints]).encode()).hexdigest()

    def _is_taken(self, item: DriveItem) -> bool:
        taken = self._books.taken(item.id)
        return taken is not None and taken.ctag == item.ctag
