"""A hostile file costs its own submission a person's look, and nobody else anything."""

import io
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from casework.answered import Placeholders
from casework.document import Document, DocumentType, Unreadable
from casework.errors import PanelReadyError, TemporaryFailure
from casework.submission import SubmittedFile
from ingest.limits import Limits
from panelready.confinement import WALLS
from panelready.log import Log
from panelready.reading_answers import Opened
from panelready.reading_room import ReadingRoom, RoomLimits
from tests.panelready.poison import HELLO
from tests.panelready.processes import has_ended, is_alive

REPOSITORY = Path(__file__).parents[2]
QUICK = RoomLimits(seconds=1.0, memory_mb=128, output_mb=2, jobs_per_child=50)
CONTENT = "ab" * 32
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="the kernel's walls are Linux's")

Make = Callable[..., ReadingRoom]


@pytest.fixture
def make_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Make]:
    monkeypatch.setenv("PYTHONPATH", str(REPOSITORY))
    rooms: list[ReadingRoom] = []

    def make(workers: int = 1, limits: RoomLimits = QUICK, log: Log | None = None, **more: object) -> ReadingRoom:
        folder = tmp_path / f"room-{len(rooms)}"
        folder.mkdir()
        log = log or Log(io.StringIO())
        # more: as each test names it
        room = ReadingRoom(workers, limits, folder, log=log, jobs="tests.panelready.poison", **more)  # type: ignore[arg-type]
        rooms.append(room)
        return room

    yield make
    for room in rooms:
        room.close()


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "paper.docx"
    path.write_text("a paper")
    return path


def a_file(what: str) -> SubmittedFile:
    return SubmittedFile(what, CONTENT, 7, "docx", ("mail.eml",))


def the_one(documents: tuple[Document, ...]) -> Document:
    (document,) = documents
    return document


POISON = {
    "segfault": (Unreadable.DAMAGED, False),
    "abort": (Unreadable.DAMAGED, False),
    "leave": (Unreadable.DAMAGED, False),
    "nest": (Unreadable.DAMAGED, False),
    "nonsense": (Unreadable.DAMAGED, False),
    "nest_the_answer": (Unreadable.DAMAGED, False),
    "answer_another_job": (Unreadable.DAMAGED, False),
    "nothing": (Unreadable.DAMAGED, False),
    "fail_with_a_name": (Unreadable.DAMAGED, False),
    "hang": (Unreadable.UNSAFE, True),
    "starve": (Unreadable.UNSAFE, True),
    "hang_holding_the_interpreter": (Unreadable.UNSAFE, True),
    "eat_memory": (Unreadable.TOO_LARGE, True),
    "hold_too_much": (Unreadable.TOO_LARGE, True),
    "flood": (Unreadable.TOO_LARGE, True),
    "flood_the_pipe": (Unreadable.TOO_LARGE, True),
    "fork": (Unreadable.UNSAFE, True),
    "run": (Unreadable.UNSAFE, True),
    "call_home": (Unreadable.UNSAFE, True),
    "look_up": (Unreadable.UNSAFE, True),
    "write_elsewhere": (Unreadable.UNSAFE, True),
    "remove": (Unreadable.UNSAFE, True),
}


@linux_only
@pytest.mark.parametrize("poison", POISON)
def test_a_poisonous_file_is_one_unreadable_document_and_its_neighbours_are_read(
    poison: str, make_room: Make, paper: Path
) -> None:
    room, us = make_room(), os.getpid()
    before = the_one(room.read(a_file("good"), paper))
    document = the_one(room.read(a_file(poison), paper))
    after = the_one(room.read(a_file("good"), paper))

    reason, tells_a_limit = POISON[poison]
    assert document.unreadable is reason
    assert bool(document.limits) is tells_a_limit
    assert (document.file, document.content, document.inside) == (poison, CONTENT, ("mail.eml",))
    assert before.unreadable is after.unreadable is None
    assert paper.read_text() == "a paper"
    assert os.getpid() == us


@linux_only
@pytest.mark.parametrize(
    "attempt",
    [
        "fork_natively",
        "run_natively",
        "call_home_natively",
        "write_elsewhere_natively",
        "stop_the_parent_natively",
        "look_at_limits",
    ],
)
def test_the_kernel_refuses_what_code_below_python_tries(attempt: str, make_room: Make, paper: Path) -> None:
    assert the_one(make_room().read(a_file(attempt), paper)).unreadable is None


@pytest.mark.parametrize("harmless", ["chatter", "write_here"])
def test_a_chatty_library_or_a_scratch_file_does_no_harm(harmless: str, make_room: Make, paper: Path) -> None:
    room = make_room()
    for _ in range(2):
        assert the_one(room.read(a_file(harmless), paper)).unreadable is None


@linux_only
def test_an_answer_left_in_the_pipe_for_the_next_file_is_not_taken(make_room: Make, paper: Path) -> None:
    room = make_room(limits=RoomLimits(seconds=0.5, memory_mb=128))
    forged = the_one(room.read(a_file("forge_an_answer"), paper))
    assert forged.file == "forge_an_answer"
    read = the_one(room.read(a_file("good"), paper))
    assert read.type != forged.type  # which say what process wrote them


def test_a_document_is_booked_to_the_file_we_asked_about(make_room: Make, paper: Path) -> None:
    document = the_one(make_room().read(a_file("somebody_else"), paper))
    assert (document.file, document.content) == ("somebody_else", CONTENT)


def test_a_child_harmed_by_one_file_does_not_cost_the_next_one_anything(make_room: Make, paper: Path) -> None:
    room = make_room()
    first = the_one(room.read(a_file("die_later"), paper))
    second = the_one(room.read(a_file("wait_a_little"), paper))
    assert second.unreadable is None
    assert first.type != second.type


def test_a_refused_file_is_never_handed_to_a_child(make_room: Make, tmp_path: Path) -> None:
    file = SubmittedFile("a.exe", CONTENT, 7, "exe", (), Unreadable.UNSAFE)
    assert the_one(make_room().read(file, tmp_path / "not there")).unreadable is Unreadable.UNSAFE


def test_a_file_that_is_gone_is_our_trouble_and_not_a_damaged_paper(make_room: Make, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        make_room().read(a_file("good"), tmp_path / "gone")


def test_a_full_disk_is_our_trouble_too(make_room: Make, paper: Path) -> None:
    with pytest.raises(TemporaryFailure):
        make_room().read(a_file("find_the_disk_full"), paper)


def test_a_reader_that_is_not_installed_is_our_trouble_too(make_room: Make, paper: Path) -> None:
    with pytest.raises(PanelReadyError, match="install"):
        make_room().read(a_file("find_a_reader_missing"), paper)


def test_a_child_that_cannot_start_is_our_trouble_too(make_room: Make, paper: Path) -> None:
    with pytest.raises(TemporaryFailure):
        make_room(warm=("no.such.module",)).read(a_file("good"), paper)


def test_a_room_without_its_folder_is_our_trouble_too(make_room: Make, paper: Path, tmp_path: Path) -> None:
    room = make_room()
    (tmp_path / "room-0").rmdir()
    for _ in range(2):
        with pytest.raises(TemporaryFailure):
            room.read(a_file("good"), paper)


def test_two_rooms_may_share_a_folder(paper: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(REPOSITORY))
    rooms = [ReadingRoom(1, QUICK, tmp_path, log=Log(io.StringIO()), jobs="tests.panelready.poison") for _ in range(2)]
    for room in rooms:
        assert the_one(room.read(a_file("good"), paper)).unreadable is None
    for room in rooms:
        room.close()


def test_a_closing_room_calls_no_file_damaged(make_room: Make, paper: Path) -> None:
    room = make_room(limits=RoomLimits(seconds=30))
    threading.Timer(0.5, room.close).start()
    with pytest.raises(TemporaryFailure):
        room.read(a_file("hang"), paper)
    with pytest.raises(TemporaryFailure):
        room.read(a_file("good"), paper)


def test_children_are_kept_warm_and_replaced_after_so_many_jobs(make_room: Make, paper: Path) -> None:
    room = make_room(limits=RoomLimits(jobs_per_child=3))
    pids = [the_one(room.read(a_file("good"), paper)).type for _ in range(7)]
    assert pids[0] == pids[1] == pids[2] != pids[3] == pids[4] == pids[5] != pids[6]


def test_four_threads_share_two_children(make_room: Make, paper: Path) -> None:
    room = make_room(workers=2)
    results: list[Document] = []
    order = ["good", "segfault", "good", "leave", "good"]

    def work() -> None:
        results.extend(the_one(room.read(a_file(what), paper)) for what in order)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 20
    assert all((document.unreadable is None) == (document.file == "good") for document in results)


@linux_only
def test_a_child_outlives_the_thread_that_first_asked_for_it(make_room: Make, paper: Path) -> None:
    room, seen = make_room(), []
    for _ in range(2):
        thread = threading.Thread(target=lambda: seen.append(the_one(room.read(a_file("good"), paper)).type))
        thread.start()
        thread.join()
        time.sleep(0.1)
    assert seen[0] == seen[1]


def test_many_files_come_back_in_order_with_progress(make_room: Make, paper: Path) -> None:
    told: list[tuple[int, int]] = []
    files = [(a_file(what), paper) for what in ("wait_a_little", "good", "segfault", "good")]
    documents = make_room(workers=2).read_all(files, lambda done, of: told.append((done, of)))
    assert [the_one(each).file for each in documents] == ["wait_a_little", "good", "segfault", "good"]
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_the_first_trouble_of_ours_ends_the_reading_of_many(make_room: Make, paper: Path, tmp_path: Path) -> None:
    files = [(a_file("good"), tmp_path / "gone"), (a_file("good"), paper)]
    with pytest.raises(FileNotFoundError):
        make_room().read_all(files)
    assert make_room().read_all([]) == []


def test_children_know_what_papers_look_like_once_they_are_taught(make_room: Make, paper: Path) -> None:
    room = make_room()
    assert the_one(room.read(a_file("taught"), paper)).also == ()
    room.teach({"swet": DocumentType("swet", "Social Work Evidence Template")}, Placeholders(("n/a",), ("tbc",)))
    assert the_one(room.read(a_file("taught"), paper)).also == ("swet",)


def test_no_secret_of_the_environment_reaches_a_child(
    make_room: Make, paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PANELREADY_MAIL_PASSWORD", "open sesame")
    assert "PANELREADY_MAIL_PASSWORD" not in the_one(make_room().read(a_file("environment"), paper)).limits


def test_the_log_says_where_and_what_but_never_the_message(make_room: Make, paper: Path) -> None:
    stream = io.StringIO()
    make_room(log=Log(stream, as_json=True)).read(a_file("fail_with_a_name"), paper)
    line = json.loads(stream.getvalue())
    assert (line["event"], line["content"], line["kind"]) == ("not_read", CONTENT, "LookupError")
    assert line["at"].startswith("tests.panelready.poison:")
    assert "Tolliver" not in stream.getvalue()


def test_what_is_unpacked_is_kept_under_its_hash_and_nothing_stays_behind(
    make_room: Make, paper: Path, tmp_path: Path
) -> None:
    into = tmp_path / "into"
    into.mkdir()
    room = make_room()
    opened = room.open([(paper, "unpack")], into, Limits())
    assert opened == Opened((SubmittedFile("hello.txt", HELLO, 5),))
    assert (into / HELLO).read_text() == "hello"
    assert [path.name for path in into.iterdir()] == [HELLO]
    assert list((tmp_path / "room-0").glob("child-*/unpacked")) == []
    room.close()
    assert list((tmp_path / "room-0").iterdir()) == []


@linux_only
@pytest.mark.parametrize(
    ("attack", "reason"),
    [
        ("unpack_under_anothers_hash", Unreadable.DAMAGED),
        ("claim_anothers_file", Unreadable.DAMAGED),
        ("unpack_a_folder", Unreadable.DAMAGED),
        ("unpack_a_link", Unreadable.DAMAGED),
        ("unpack_outside", Unreadable.UNSAFE),
        ("crash", Unreadable.DAMAGED),
    ],
)
def test_nothing_is_taken_from_a_child_that_lies(
    attack: str, reason: Unreadable, make_room: Make, paper: Path, tmp_path: Path
) -> None:
    into = tmp_path / "into"
    into.mkdir()
    room = make_room()
    assert room.open([(paper, attack)], into, Limits()) is reason
    assert not (tmp_path / "outside").exists()
    assert isinstance(room.open([(paper, "unpack")], into, Limits()), Opened)


@linux_only
def test_every_wall_stands_on_linux(make_room: Make) -> None:
    stands = make_room().walls()
    assert {"resource_limits", "memory_limit", "no_new_privileges", "dies_with_parent", "audit_hook"} <= set(stands)
    assert set(stands) <= set(WALLS)
    print("walls that stand here:", ", ".join(stands), "; missing:", set(WALLS) - set(stands) or "none")


PARENT = """
import os, sys
from pathlib import Path
from casework.submission import SubmittedFile
from panelready.reading_room import ReadingRoom, RoomLimits
room = ReadingRoom(2, RoomLimits(seconds=60), Path(sys.argv[1]), jobs="tests.panelready.poison")
paper = Path(sys.argv[2])
print(room.read(SubmittedFile("good", "ab", 7), paper)[0].type, flush=True)
room.read(SubmittedFile("hang_holding_the_interpreter", "ab", 7), paper)
"""


@linux_only
def test_no_child_outlives_a_parent_that_is_killed(tmp_path: Path, paper: Path) -> None:
    command = [sys.executable, "-c", PARENT, str(tmp_path), str(paper)]
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        time.sleep(0.2)
        assert is_alive(child)
        parent.send_signal(signal.SIGKILL)
    assert has_ended(child)


def test_a_cold_child_answers_soon(make_room: Make, paper: Path) -> None:
    begun = time.perf_counter()
    room = make_room()
    room.prestart()
    room.read(a_file("good"), paper)
    print(f"first answer of a cold child after {1000 * (time.perf_counter() - begun):.0f} ms")
