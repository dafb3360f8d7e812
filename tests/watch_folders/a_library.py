"""A little notation for tests of SharePoint: a library of the stand-in, the channel that watches it, and a custody."""

from __future__ import annotations

import io
import uuid
from datetime import UTC, datetime
from pathlib import Path

import docx

from ingest.fingerprint import fingerprint
from tests.graph_server.library import Library
from tests.watch_folders.a_tenant import Tenant
from watch_folders.arriving import Look, SettleRule, Taken, Withdrawn
from watch_folders.graph_beside import AtOnce
from watch_folders.graph_notes import NotesInMemory
from watch_folders.sharepoint_calls import LibraryCalls
from watch_folders.sharepoint_library import SharePointLibrary
from watch_folders.sharepoint_reports import Report

NOW = datetime(2026, 3, 5, 9, 12, tzinfo=UTC)
ROOT = "Panel papers"
REPORT = "PanelReady report.html"


def word(words: str = "Invented words") -> bytes:
    """A Word file."""
    made = io.BytesIO()
    document = docx.Document()
    document.add_paragraph(words)
    document.save(made)
    return made.getvalue()


FORM = word()


class Watched:
    """A library of the stand-in, the channel that watches a folder of it, and a custody that takes each id once."""

    def __init__(self, base: Path, tenant: Tenant) -> None:
        self.base, self.tenant, self.graph = base, tenant, tenant.graph
        self.library: Library = tenant.graph.drives.add("drive-1")
        self.library.folder(ROOT)
        self.notes = NotesInMemory()
        self.books: dict[str, Taken] = {}
        self.seen_again = 0
        self.withdrawn: list[Withdrawn] = []
        self.kept: dict[str, Path] = {}
        self.reports: list[Report] = []
        self.start()

    def start(self) -> None:
        """Start the service afresh: nothing but the notes, the books and the originals survives."""
        self.channel = SharePointLibrary(
            "library",
            LibraryCalls(self.tenant.client, "drive-1", self.graph.world.app),
            folder=ROOT,
            notes=self.notes,
            spool=self.base / "spool",
            beside=AtOnce(),
            settle=SettleRule(looks=2, seconds=30),
            fingerprint=fingerprint,
            withdraw=self.withdrawn.append,
            kept=self.kept.get,
            reports=lambda: self.reports,
        )

    def look(self, after: float = 301.0) -> Look:
        self.tenant.clock.seconds += after
        return self.channel.look(NOW, self.tenant.clock.seconds)

    def receive(self, look: Look) -> list[Taken]:
        """Take, commit and acknowledge what was offered, as the service does."""
        taken_now = []
        for arrival in look.arrivals:
            taken = self.channel.take(arrival, self.base / f"staging-{len(self.books)}-{self.seen_again}")
            assert isinstance(taken, Taken)
            self.kept |= {file.content: file.staged for file in taken.files}
            self.seen_again += taken.source_id in self.books
            if self.books.setdefault(taken.source_id, taken) is taken:
                taken_now.append(taken)
            self.channel.acknowledge(arrival)
        return taken_now

    def settle(self) -> list[Taken]:
        """Look until what is there has lain still, receive it, and look once more."""
        self.look()
        taken = self.receive(self.look(31))
        self.look()
        return taken

    def put_report(self, taken: Taken, data: bytes = b"<html>report</html>", name: str = REPORT) -> None:
        """Have a report put beside papers, and let a round go by."""
        path = self.base / f"report-{uuid.uuid4()}.html"
        path.write_bytes(data)
        self.reports.append(Report(taken.source_id, path.name, taken.source_id, name, path))
        self.reports[:-1] = [each for each in self.reports[:-1] if each.key != taken.source_id]
        self.look()

    def names(self, path: str) -> list[str]:
        return sorted(item.name for item in self.library.children(self.library.folder(path)))
