"""What was read of each submission, kept between runs, so that who improves recognition waits seconds and not minutes.

A kept reading is used again only while neither the papers nor any program that reads them has changed.
"""

from __future__ import annotations

import hashlib
import pickle
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

import grimp

from casework.document import Document, Unreadable
from casework.submission import Message, SubmittedFile
from extractors.catalogue import Catalogue
from extractors.read import documents_of
from extractors.reading import Reading
from panelready.checking import files_at
from panelready.covering import with_subject
from panelready.opening import open_in, room_taught
from panelready.reading_room import ReadingRoom, RoomLimits
from validators.load_policy import Policy

KEPT = Path(__file__).parents[2] / ".kept_readings"
_READERS = ("extractors.scan", "extractors.docx_reader", "extractors.pdf_reader", "extractors.odt_reader")
_READERS_TOO = ("extractors.html_reader", "extractors.sheet_reader", "extractors.ods_reader", "extractors.text_reader")
_JUDGES = ("extractors.read", "extractors.recognise", "extractors.catalogue")
"""Modules that readers reach only through the one that joins reading and judging; a change here alters no words."""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """One opened file, the words in it, and the documents that stand for what nobody could read."""

    file: SubmittedFile
    seen: Reading | Unreadable
    unread: tuple[Document, ...]

    def documents(self, catalogue: Catalogue, came: date | None = None) -> tuple[Document, ...]:
        """What the file holds, judged anew, as if it `came` that day."""
        blank = Document(self.file.name, self.file.inside, self.file.content, came=came, format=self.file.kind)
        if isinstance(self.seen, Unreadable):
            return self.unread
        read = documents_of(self.seen, blank, catalogue)
        return (*(each for each in read if each.unreadable is None), *self.unread)


Judged = Mapping[int, tuple[KeptFile, tuple[Document, ...]]]
"""What files hold, by the identity of each, which lasts as long as it is kept here."""


def judged(files: Iterable[KeptFile], catalogue: Catalogue) -> Judged:
    """What each of these files holds: to be judged once where many submissions share them."""
    return {id(file): (file, file.documents(catalogue)) for file in files}


@dataclass(frozen=True, slots=True)
class Kept:
    """A submission as it was read: its files, the mail that brought them, and the limits that were hit."""

    files: tuple[KeptFile, ...]
    message: Message | None
    limits: tuple[str, ...]

    def documents(
        self, catalogue: Catalogue, judged: Judged | None = None, came: date | None = None
    ) -> tuple[Document, ...]:
        """Every document of the submission, judged anew as if it `came` that day, but of files `judged` already."""
        known = judged or {}
        found = tuple(
            document
            for file in self.files
            for document in (known[id(file)][1] if id(file) in known else file.documents(catalogue, came))
        )
        return with_subject(found, self.message)

    def without(self, number: int) -> Kept:
        """The submission less one of its files."""
        return replace(self, files=self.files[:number] + self.files[number + 1 :])


def kept(papers: Path, policy: Policy) -> Kept:
    """The submission at that path as it was read, now or before."""
    files = list(files_at([papers]))
    place = KEPT / f"{_stamp(files)}.pickle"
    if place.is_file():
        found: Kept = pickle.loads(place.read_bytes())  # our own, of papers in this repository
        return found
    read = _read(files, policy)
    if not any(each.seen is Unreadable.DAMAGED for each in read.files):  # it may be our own fault, soon mended
        KEPT.mkdir(exist_ok=True)
        place.write_bytes(pickle.dumps(read))
    return read


def _stamp(files: Iterable[tuple[Path, str]]) -> str:
    digest = hashlib.sha256(_readers().encode())
    for path, name in files:
        digest.update(name.encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


@cache
def _readers() -> str:
    """A hash of every module of ours that has a part in reading words."""
    graph = grimp.build_graph("extractors", "ingest", "casework")
    for judge in _JUDGES:
        graph.remove_module(judge)
    modules = {*_READERS, *_READERS_TOO, "ingest.open_submission"}
    for module in tuple(modules):
        modules |= graph.find_upstream_modules(module)
    digest = hashlib.sha256()
    for module in sorted(modules):
        path = Path(__file__).parents[2] / f"{module.replace('.', '/')}.py"
        digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()


def _read(files: list[tuple[Path, str]], policy: Policy) -> Kept:
    with (
        tempfile.TemporaryDirectory(prefix="panelready-") as folder,
        ReadingRoom(1, RoomLimits(), Path(folder)) as room,
    ):
        into = Path(folder) / "opened"
        into.mkdir(mode=0o700)
        opened = open_in(room_taught(room, policy), files, into)
        return Kept(tuple(_file(room, each, into) for each in opened.files), opened.message, opened.limits_hit)


def _file(room: ReadingRoom, file: SubmittedFile, into: Path) -> KeptFile:
    shown = room.show(file, into / file.content)
    unread = tuple(
        replace(each, file=file.name, inside=file.inside, content=file.content, format=file.kind)
        for each in shown.documents
        if each.unreadable is not None
    )
    return KeptFile(file, shown.reading, unread)
