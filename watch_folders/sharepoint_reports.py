"""Puts reports beside the papers they are about: as files of their own, never over anything a person made.

A report that somebody has open answers 423, and nothing tells beforehand. What we wrote is never verified by its size:
SharePoint rewrites files as they come.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from watch_folders.arriving import TroubleKind
from watch_folders.graph_refusals import GraphRefusal, Locked, NameTaken, NotAllowed, Stale
from watch_folders.sharepoint_books import LibraryBooks
from watch_folders.sharepoint_calls import DriveItem, LibraryCalls
from watch_folders.sharepoint_upload import upload

AGAIN_WHEN_OPEN = (60.0, 300.0, 900.0, 3600.0)
"""Seconds until a report that somebody has open is tried again, each time; after the last it goes beside it."""
AGAIN = 900.0
"""Seconds until one that failed for another reason is tried again."""
MOST_NAMES = 9


@dataclass(frozen=True, slots=True)
class Report:
    """A report that is to lie beside the papers of an arrival, under `name`; `file` is where it lies with us.

    A later `version` of one `key` takes the place of an earlier one.
    """

    key: str
    version: str
    source_id: str
    name: str
    file: Path


Reports = Callable[[], Iterable[Report]]


@dataclass
class _Tries:
    """How often a report met an open file, and the tick from when it is tried again."""

    version: str
    open_met: int = 0
    not_before: float = 0.0
    trouble: TroubleKind | None = None


class ReportShelf:
    """Writes the reports of one library that are not there yet; `reports` says which there should be."""

    def __init__(self, calls: LibraryCalls, books: LibraryBooks, reports: Reports) -> None:
        self._calls, self._books, self._reports = calls, books, reports
        self._tries: dict[str, _Tries] = {}
        self._beside: set[str] = set()

    def troubles(self) -> set[TroubleKind]:
        """What stands in the way of reports now."""
        found = {tries.trouble for tries in list(self._tries.values()) if tries.trouble is not None}
        return found | ({TroubleKind.REPORT_BESIDE} if self._beside else set())

    def due_at(self) -> float:
        """The tick from when a report is to be tried again; infinite where there is none."""
        return min((tries.not_before for tries in self._tries.values()), default=float("inf"))

    def put_due(self, root: str, tick: float) -> None:
        """Write every report that is missing and that it is time for, as `root` is the watched folder."""
        for report in self._reports():
            if self._books.written(report.key) == report.version:
                continue
            tries = self._tries.get(report.key)
            if tries is None or tries.version != report.version:
                tries = self._tries[report.key] = _Tries(report.version)
            if tick >= tries.not_before:
                self._put(report, root, tries, tick)

    def _put(self, report: Report, root: str, tries: _Tries, tick: float) -> None:
        try:
            item = self._written(report, root, tries)
        except Locked:
            tries.not_before = tick + AGAIN_WHEN_OPEN[min(tries.open_met, len(AGAIN_WHEN_OPEN) - 1)]
            tries.open_met += 1
        except (GraphRefusal, OSError) as problem:
            if isinstance(problem, GraphRefusal) and problem.status == 401:
                raise
            is_denied = isinstance(problem, NotAllowed)
            tries.trouble = TroubleKind.NO_SITE_PERMISSION if is_denied else TroubleKind.REPORT_STAYS
            tries.not_before = tick + AGAIN
        else:
            self._books.note_written(report.key, report.version, item.id if item is not None else None)
            del self._tries[report.key]

    def _written(self, report: Report, root: str, tries: _Tries) -> DriveItem | None:
        """The report as it lies in the library; None where the papers are there no more."""
        top = self._books.entry_of(report.source_id, root)
        beside = self._books.item(top) if top is not None else None
        if beside is None:
            return None
        data = report.file.read_bytes()
        folder = beside.id if beside.is_folder else root
        name = report.name if beside.is_folder else f"{beside.name.rpartition('.')[0]} - {report.name}"
        goes_beside = tries.open_met >= len(AGAIN_WHEN_OPEN)
        for number in range(2 if goes_beside else 1, MOST_NAMES + 1):
            item = self._put_under(folder, numbered(name, number), data)
            if item is not None:
                if number > 1:
                    self._beside.add(report.key)
                else:
                    self._beside.discard(report.key)
                return item
        raise NameTaken(409)

    def _put_under(self, folder: str, name: str, data: bytes) -> DriveItem | None:
        """Write under that name; None where a person's file has it."""
        for _ in range(2):
            there = self._calls.named(folder, name)
            if there is not None and not self._books.is_own(there):
                return None
            try:
                return upload(self._calls, folder, name, data, over=there)
            except (Stale, NameTaken):  # changed in this moment: read again, and once more
                continue
        raise Stale(412)


def numbered(name: str, number: int) -> str:
    """The name, or from two on with the number.

    >>> numbered("report.html", 1), numbered("report.html", 2)
    ('report.html', 'report (2).html')
    """
    stem, dot, ending = name.rpartition(".")
    return name if number == 1 else f"{stem} ({number}){dot}{ending}"
