"""Pages that are pictures are read by a child of their own, one at a time; a poisonous one costs itself alone."""

import io
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from casework.document import Unreadable
from casework.submission import SubmittedFile
from extractors.page_content import Scan
from extractors.reading import Reading
from panelready.log import Log
from panelready.plain import Plain
from panelready.reading_answers import Trouble
from panelready.reading_room import ReadingRoom, RoomLimits
from panelready.scanning import ScanLimits
from tests.build import scans
from tests.build.docx import blank_docx
from tests.panelready.test_reading_room import linux_only

REPOSITORY = Path(__file__).parents[2]
LINES = ["Panel name: Legal Gateway Panel", "Social Worker: Owen Traske"]
QUICK = RoomLimits(seconds=20, memory_mb=256, scan=ScanLimits(seconds=1.0, memory_mb=256, pages=8))

Make = Callable[..., ReadingRoom]


@pytest.fixture
def make_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Make]:
    monkeypatch.setenv("PYTHONPATH", str(REPOSITORY))
    rooms: list[ReadingRoom] = []

    def make(limits: RoomLimits = QUICK, jobs: str = "tests.panelready.poison_scans") -> ReadingRoom:
        (tmp_path / "room").mkdir()
        rooms.append(ReadingRoom(2, limits, tmp_path / "room", log=Log(io.StringIO()), jobs=jobs))
        return rooms[-1]

    yield make
    for room in rooms:
        room.close()


def pages_of(room: ReadingRoom, tmp_path: Path, pages: str) -> tuple[str, ...]:
    """What became of the pictures of a file that has these."""
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(b"%PDF")
    (document,) = room.read(SubmittedFile(pages, "ab" * 32, 4, "pdf", ()), paper)
    assert document.unreadable is None
    return tuple(told.split(": ", 1)[1] for told in document.limits)


@linux_only
@pytest.mark.parametrize(
    ("poison", "why"),
    [
        ("hang", "reading took longer than 1 seconds"),
        ("crash", "the engine broke off"),
        ("eat", "reading needed more memory than it may have"),
        ("rubbish", "the engine broke off"),
        ("fork", "reading tried to reach outside"),
    ],
)
def test_a_poisonous_page_costs_that_page_alone(poison: str, why: str, make_room: Make, tmp_path: Path) -> None:
    told = pages_of(make_room(), tmp_path, f"good-1 {poison}-2 good-3")
    assert told == ("read", f"a page that is a picture was not read: {why}", "read")


def test_after_three_poisonous_pages_in_a_row_no_more_of_the_file_are_tried(make_room: Make, tmp_path: Path) -> None:
    told = pages_of(make_room(), tmp_path, "crash-1 crash-2 good-3 crash-4 crash-5 crash-6 good-7")
    assert [each == "read" for each in told] == [False, False, True, False, False, False, False]
    assert "after three in a row" in told[-1]


def test_of_a_file_of_pictures_without_end_the_first_are_read_and_it_is_said(make_room: Make, tmp_path: Path) -> None:
    told = pages_of(make_room(), tmp_path, " ".join(f"good-{number}" for number in range(12)))
    assert told[:8] == ("read",) * 8
    assert set(told[8:]) == {"only the first 8 pages that are pictures were read"}


def test_a_reader_that_asks_for_ever_is_not_answered_for_ever(make_room: Make, tmp_path: Path) -> None:
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(b"%PDF")
    (document,) = make_room().read(SubmittedFile("never_enough", "ab" * 32, 4, "pdf", ()), paper)
    assert document.unreadable is Unreadable.DAMAGED


@pytest.mark.slow
def test_a_scan_is_read_in_a_confined_child_and_once_for_words_and_documents(make_room: Make, tmp_path: Path) -> None:
    room = make_room(RoomLimits(seconds=60), "panelready.reading_jobs")
    room.teach({})
    paper = tmp_path / "scan.png"
    paper.write_bytes(scans.saved([scans.lettered(LINES)], "PNG"))
    begun: list[Plain] = []
    ask = room._scanner._ask

    def counted(job: Mapping[str, Plain], result: Callable[[Plain], Scan]) -> Scan | Trouble:
        begun.append(job["key"])
        return ask(job, result)

    room._scanner._ask = counted
    shown = room.show(SubmittedFile("scan.png", "ab" * 32, 4, "png", ()), paper)
    assert isinstance(shown.reading, Reading)
    # the file was read, so there is a reading
    assert [block.text for block in shown.reading.blocks if block.text] == LINES  # type: ignore[union-attr]
    (page,) = shown.reading.scanned
    (document,) = shown.documents
    assert " ".join(passage.text for passage in document.passages) == " ".join(LINES)
    assert page.engines
    assert begun == ["frame:1"]


def test_a_paper_without_pictures_starts_no_engine(make_room: Make, tmp_path: Path) -> None:
    room = make_room(RoomLimits(seconds=60), "panelready.reading_jobs")
    room.teach({})
    paper = tmp_path / "paper.docx"
    paper.write_bytes(blank_docx())
    room.read(SubmittedFile("paper.docx", "ab" * 32, 4, "docx", ()), paper)
    assert room._scanning.pool._warden is None
