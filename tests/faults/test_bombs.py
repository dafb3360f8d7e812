"""Small files that ask for endless work end alone, with a reading or a stated reason; their neighbours are read."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.document import Document, Unreadable
from panelready.opening import open_in
from panelready.reading_room import ReadingRoom, RoomLimits
from tests.build.bombs import BOMBS
from tests.elsewhere import program

LIMITS = RoomLimits(seconds=10, memory_mb=512, convert_seconds=20, jobs_per_child=1)
READ = None
TIME_OR_MEMORY: set[Unreadable | None] = {Unreadable.UNSAFE, Unreadable.TOO_LARGE}

ENDS: dict[str, set[Unreadable | None]] = {
    # refused before anything is unpacked or parsed
    "overlapping.zip": {Unreadable.UNSAFE},
    "zip of bombs.zip": {Unreadable.UNSAFE},
    "entity bomb.odt": {Unreadable.UNSAFE},
    "external entity.odt": {Unreadable.UNSAFE},
    "nested deeply.odt": {Unreadable.UNSAFE},
    "nested deeply.docx": {Unreadable.UNSAFE},
    "huge.png": {Unreadable.TOO_LARGE},
    "huge.tiff": {Unreadable.TOO_LARGE},
    "endless cells.xlsx": {Unreadable.TOO_LARGE},
    # read as far as it goes
    "endless rows.odt": {READ},
    "endless cells.html": {READ},
    "papers in papers.docx": {READ, Unreadable.UNSAFE},
    "huge picture.docx": {READ, Unreadable.POOR_SCAN},
    "nested deeply.rtf": {READ},
    "nested tables.rtf": {READ, Unreadable.EMPTY},
    "nested deeply.html": {READ, *TIME_OR_MEMORY},
    "font in itself.pdf": {READ},
    "character map in itself.pdf": {READ},
    "form in itself.pdf": {Unreadable.EMPTY, Unreadable.POOR_SCAN},
    "pages in themselves.pdf": {Unreadable.EMPTY, Unreadable.DAMAGED},
    "nested arrays.pdf": {Unreadable.EMPTY, Unreadable.DAMAGED},
    # ended for the time or the memory it takes, whichever this machine has less of
    "one long string.xlsx": TIME_OR_MEMORY,
    "doubling forms.pdf": TIME_OR_MEMORY,
    "crowded page.pdf": TIME_OR_MEMORY | {READ},
    "unpacking.pdf": TIME_OR_MEMORY,
}


def test_every_bomb_has_its_end() -> None:
    assert set(ENDS) == set(BOMBS)


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReadingRoom]:
    with ReadingRoom(2, LIMITS, tmp_path_factory.mktemp("room")) as room:
        room.teach({})
        yield room


@pytest.mark.slow
@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_ends_alone_with_a_reading_or_a_reason(name: str, room: ReadingRoom, tmp_path: Path) -> None:
    if name.endswith(".rtf"):
        program("soffice")
    us, opened = os.getpid(), tmp_path / "opened"
    opened.mkdir()
    papers = {"before.txt": b"A neighbour.", name: BOMBS[name](), "after.txt": b"Another neighbour."}
    for file, content in papers.items():
        (tmp_path / file).write_bytes(content)
    found = open_in(room, [(tmp_path / file, file) for file in papers], opened)
    read = room.read_all([(file, opened / file.content) for file in found.files])
    documents = [document for each in read for document in each]
    neighbours = [each for each in documents if each.file in ("before.txt", "after.txt")]
    assert [_words(each) for each in neighbours] == ["A neighbour.", "Another neighbour."]
    ends = {each.unreadable for each in documents if each not in neighbours}
    assert ends
    assert ends <= ENDS[name]
    assert os.getpid() == us


def _words(document: Document) -> str:
    return " ".join(passage.text for passage in document.passages)
