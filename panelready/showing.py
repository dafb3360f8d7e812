"""`panelready read`: what was read in a file, and the pictures of its pages, put together for showing."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from casework.document import Document, Unreadable
from casework.submission import SubmittedFile
from extractors.ink import Wording, told
from extractors.reading import Reading
from generators.reading_page_things import Part, Thing, things_of
from panelready.opening import open_in, room_taught
from panelready.plain import to_plain
from panelready.progress import Tell
from panelready.reading_room import ReadingRoom, RoomLimits
from panelready.showing_marks import scans_of
from panelready.showing_numbers import Numbered, numbered
from panelready.showing_papers import Names, limits_of, paper_of, properties_of
from panelready.showing_places import Finder
from validators.load_policy import load_policy


@dataclass(frozen=True, slots=True)
class ReadFile:
    """One file, where it lies opened, and what was read in it."""

    file: SubmittedFile
    path: Path
    documents: tuple[Document, ...]
    reading: Reading | Unreadable
    wordings: tuple[Wording | None, ...] = ()
    """Whose words each of `extractors.ink.told` of the reading is made of."""


@dataclass(frozen=True, slots=True)
class Showing:
    """A reading room that knows a policy, the names of its document types, and a folder for what is opened."""

    room: ReadingRoom
    names: Names
    folder: Path

    def files_in(self, path: Path, tell: Tell) -> Iterator[ReadFile]:
        """A file and the files inside it, read one after the other.

        `tell` hears how many are done, and while a file's pictures are scanned how many of those.
        """
        into = Path(tempfile.mkdtemp(prefix="opened-", dir=self.folder))
        files = open_in(self.room, [(path, path.name)], into).files
        for done, file in enumerate(files, 1):
            opened = into / file.content
            shown = self.room.show(file, opened, tell)
            yield ReadFile(file, opened, shown.documents, shown.reading, shown.wordings)
            tell(done, len(files))


@contextmanager
def showing(root: Path | None) -> Iterator[Showing]:
    """What shows files by the policy of a folder, or by the installed one; nothing is kept."""
    policy = load_policy(root=root) if root else load_policy()
    with (
        tempfile.TemporaryDirectory(prefix="panelready-") as folder,
        ReadingRoom(1, RoomLimits(), Path(folder)) as room,
    ):
        room.prestart()
        names = {kind.id: kind.name for kind in policy.document_types.values()}
        yield Showing(room_taught(room, policy), names, Path(folder))


def part_of(read: ReadFile, names: Names) -> Part:
    """What was read in a file, with every thing numbered and no page drawn."""
    reading = read.reading if isinstance(read.reading, Reading) else Reading()
    things = numbered(reading, (field for document in read.documents for field in document.fields), read.wordings)
    finder = Finder(things_in(things))
    return Part(
        name=read.file.name,
        inside=read.file.inside,
        papers=tuple(paper_of(each, names, finder) for each in read.documents),
        properties=tuple(properties_of(reading.properties)),
        limits=tuple(limits_of(reading, read.documents)),
        flow=things.flow,
        apart=things.apart,
        scans=tuple(scans_of(reading.scanned)),
    )


def things_in(things: Numbered) -> Iterator[Thing]:
    """Every thing of a reading, in the order of their numbers."""
    yield from things_of(things.flow)
    for _, flow in things.apart:
        yield from things_of(flow)


def as_plain(read: ReadFile) -> dict[str, object]:
    """What was read in a file as JSON data, as docs/how-to/see-what-we-read.md describes it."""
    reading = read.reading
    return {
        "file": read.file.name,
        "inside": list(read.file.inside),
        "format": read.file.kind,
        "sha256": read.file.content,
        "unreadable": reading.value if isinstance(reading, Unreadable) else None,
        "documents": [to_plain(each) for each in read.documents],
        "reading": to_plain(reading) if isinstance(reading, Reading) else None,
        "wording": list(_wording(read)),
    }


def _wording(read: ReadFile) -> Iterator[dict[str, object]]:
    """Where each known wording stands, in reading order."""
    if isinstance(read.reading, Reading):
        for each, wording in zip(told(read.reading.blocks), read.wordings, strict=True):
            if wording is not None:
                yield {"place": to_plain(each.place), "wording": wording.value}
