"""Old Word files are read through LibreOffice, which is confined, and of which one bad file costs only itself."""

import io
import json
import os
import socket
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PIL import Image

from casework.document import Document, Unreadable
from casework.errors import TemporaryFailure
from casework.submission import SubmittedFile
from extractors.ink import told
from extractors.reading import Heading, ListItem, Reading, Standing, block_text, text_of
from ingest.file_kind import kind_of
from panelready import converting_process, libreoffice
from panelready.confinement import WALLS, Cell, Program
from panelready.converting import Source
from panelready.converting_child import Errand
from panelready.log import Log
from panelready.reading_answers import Trouble
from panelready.reading_room import ReadingRoom, RoomLimits
from tests.build.docx import blank_docx
from tests.build.old_word import RICH_TEXT, TICKS, WORD_97, form_of_every_trick, rtf, saved_as
from tests.elsewhere import corpora, program
from tests.panelready.processes import has_ended, is_alive

REPOSITORY = Path(__file__).parents[2]
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="the kernel's walls are Linux's")

Make = Callable[..., ReadingRoom]
Put = Callable[[str, bytes], tuple[SubmittedFile, Path]]
USUAL = RoomLimits()


@pytest.fixture(scope="module")
def soffice() -> str:
    return program("soffice")


@pytest.fixture
def make_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Make]:
    monkeypatch.setenv("PYTHONPATH", str(REPOSITORY))
    rooms: list[ReadingRoom] = []

    def make(limits: RoomLimits = USUAL, log: Log | None = None, **more: object) -> ReadingRoom:
        folder = tmp_path / f"room-{len(rooms)}"
        folder.mkdir()
        # more: as each test names it
        room = ReadingRoom(2, limits, folder, log=log or Log(io.StringIO()), **more)  # type: ignore[arg-type]
        room.teach({})
        rooms.append(room)
        return room

    yield make
    for room in rooms:
        room.close()
        assert list(room._folder.iterdir()) == []


@pytest.fixture
def put(tmp_path: Path) -> Put:
    """Put a file down, of the kind that its bytes say."""

    def put_down(name: str, content: bytes) -> tuple[SubmittedFile, Path]:
        path = tmp_path / name
        path.write_bytes(content)
        return SubmittedFile(name, "ab" * 32, len(content), kind_of(path)), path

    return put_down


def read_as(room: ReadingRoom, path: Path) -> Reading:
    seen = room.show(SubmittedFile(path.name, "ab" * 32, path.stat().st_size, kind_of(path)), path).reading
    assert isinstance(seen, Reading), seen
    return seen


def words(documents: tuple[Document, ...]) -> str:
    return " ".join(passage.text for document in documents for passage in document.passages)


def test_a_word_97_file_loses_nothing_of_the_form_it_was_saved_from(
    make_room: Make, soffice: str, tmp_path: Path
) -> None:
    new, old = tmp_path / "form.docx", tmp_path / "form.doc"
    new.write_bytes(form_of_every_trick())
    old.write_bytes(saved_as(new.read_bytes(), WORD_97, soffice))
    room = make_room()
    before, after = read_as(room, new), read_as(room, old)
    assert [block_text(block) for block in after.blocks] == [block_text(block) for block in before.blocks]
    assert [type(block) for block in after.blocks] == [type(block) for block in before.blocks]
    assert {Heading, ListItem} <= {type(block) for block in after.blocks}
    assert [text_of(after.headers), text_of(after.footers)] == ["Draft of the placement request", "Anyshire, page foot"]
    assert [(field.kind, field.value) for field in after.form_fields] == [
        ("text", "Jayden Tolliver"),
        ("dropdown", "Yes"),
    ]
    assert [mark.ticked for mark in after.marks] == [True, False]
    standing = {aside.how: aside.text for aside in after.asides}
    assert standing == {Standing.INSERTED: "until June", Standing.DELETED: "until May", Standing.STRUCK: "struck words"}
    assert after.properties.tracked_changes


def test_an_old_file_is_converted_once_to_show_its_words_and_its_documents(
    make_room: Make, soffice: str, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, path = put("form.rtf", saved_as(form_of_every_trick(), RICH_TEXT, soffice))
    room = make_room()
    runs: list[int] = []
    convert = room.converter.convert

    def counted(files: Sequence[tuple[Path, str]], into: Path) -> list[Source | Trouble]:
        runs.append(len(files))
        return convert(files, into)

    monkeypatch.setattr(room.converter, "convert", counted)
    shown = room.show(file, path)
    assert isinstance(shown.reading, Reading)
    assert "Jayden Tolliver" in text_of(shown.reading.blocks)
    assert "Jayden Tolliver" in words(shown.documents)
    assert len(shown.wordings) == len(list(told(shown.reading.blocks)))
    assert runs == [1]


def test_a_rich_text_file_keeps_the_form_s_words_in_order(make_room: Make, soffice: str, tmp_path: Path) -> None:
    old = tmp_path / "form.rtf"
    old.write_bytes(saved_as(form_of_every_trick(), RICH_TEXT, soffice))
    text = text_of(read_as(make_room(), old).blocks)
    told = (
        "Placement request",
        "Name of child",
        "Jayden Tolliver",
        "One cell over two columns",
        "until June",
        "Second",
    )
    assert sorted(told, key=text.index) == list(told)


def test_ticks_of_a_rich_text_form_are_read_as_word_wrote_them(make_room: Make, soffice: str, tmp_path: Path) -> None:
    path = tmp_path / "ticks.rtf"
    path.write_bytes(TICKS)
    reading = read_as(make_room(), path)
    assert [mark.ticked for mark in reading.marks] == [True, True, False]
    assert [field.value for field in reading.form_fields] == ["Yes"]


def test_the_document_keeps_its_own_name_and_kind(make_room: Make, soffice: str, put: Put) -> None:
    file, path = put("Report.doc", rtf("Words of the report"))
    (document,) = make_room().read(file, path)
    assert (document.file, document.format, document.content) == ("Report.doc", "rtf", "ab" * 32)
    assert words((document,)) == "Words of the report"


def test_a_file_is_what_its_bytes_say_whatever_it_is_called(make_room: Make, soffice: str, put: Put) -> None:
    names = {
        "a.doc": rtf("one"),
        "b.doc": blank_docx(),
        "c.doc": b"plain words",
        "d.rtf": saved_as(rtf("four"), WORD_97, soffice, "rtf"),
    }
    files = [put(name, content) for name, content in names.items()]
    assert [file.kind for file, _ in files] == ["rtf", "docx", "text", "doc"]
    first, _, third, fourth = make_room().read_all(files)
    assert [words(each) for each in (first, third, fourth)] == ["one", "plain words", "four"]


def test_a_bad_file_among_many_costs_only_itself(make_room: Make, soffice: str, put: Put) -> None:
    whole = saved_as(rtf("A whole file"), WORD_97, soffice, "rtf")
    files = [put(f"{number}.rtf", rtf(f"Number {number}")) for number in range(5)]
    files[1:1] = [put("cut.doc", whole[: len(whole) // 3]), put("zeros.doc", whole[:1536] + bytes(len(whole)))]
    files += [put("whole.doc", whole), put("last.txt", b"a text")]
    documents = make_room().read_all(files)
    read = [words(each) for each in documents]
    assert [text for text in read if text] == [*(f"Number {n}" for n in range(5)), "A whole file", "a text"]
    assert {each[0].unreadable for each in documents if each[0].unreadable} <= {Unreadable.DAMAGED, Unreadable.MISNAMED}
    assert documents[1][0].unreadable is Unreadable.DAMAGED


def test_a_run_that_breaks_off_is_taken_up_behind_the_file_that_broke_it(
    make_room: Make, soffice: str, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []
    whole_run = converting_process.LibreOffice._watch

    def breaks_off(office: object, folder: Path, tasks: list[converting_process.Task]) -> object:
        asked.append([task.path.name for task in tasks])
        names = asked[-1]
        upto = names.index("bad.rtf") if "bad.rtf" in names else len(names)
        # tasks: as the test below sets them
        status, ended, walls = whole_run(office, folder, tasks[:upto]) if upto else (-11, "crash", ())  # type: ignore[arg-type]
        return (status, ended, walls) if status == 81 or upto == len(names) else (-11, "crash", walls)

    monkeypatch.setattr(converting_process.LibreOffice, "_watch", breaks_off)
    files = [put(f"{name}.rtf", rtf(name)) for name in ("first", "second", "bad", "third", "fourth")]
    documents = make_room().read_all(files)
    assert [words(each) for each in documents] == ["first", "second", "", "third", "fourth"]
    assert documents[2][0].unreadable is Unreadable.DAMAGED
    assert asked[-1] == ["third.rtf", "fourth.rtf"]


@linux_only
@pytest.mark.parametrize(
    ("limits", "reason", "says"),
    [
        (RoomLimits(convert_seconds=0.01), Unreadable.UNSAFE, "converting took longer than 0.01 seconds"),
        (RoomLimits(memory_mb=60), Unreadable.TOO_LARGE, "converting needed more memory than it may have"),
    ],
)
def test_a_file_over_a_limit_has_its_reason(
    limits: RoomLimits, reason: Unreadable, says: str, make_room: Make, soffice: str, put: Put,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(converting_process, "_START_SECONDS", 0.1)
    stream = io.StringIO()
    ((document,),) = make_room(limits, Log(stream)).read_all([put("Tolliver.rtf", rtf("words"))])
    assert document.unreadable is reason
    assert document.limits == (says,)
    assert "event=not_read job=convert" in stream.getvalue()
    assert "Tolliver" not in stream.getvalue()


def test_without_libreoffice_the_file_says_so_and_the_others_are_read(
    make_room: Make, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libreoffice, "_usual_places", lambda: iter(()))
    old, text = make_room().read_all([put("old.rtf", rtf("words")), put("new.txt", b"a text")])
    assert old[0].unreadable is Unreadable.NEEDS_PROGRAM
    assert words(text) == "a text"


def test_a_libreoffice_that_does_not_work_is_not_the_file_s_fault(make_room: Make, put: Put, tmp_path: Path) -> None:
    broken = tmp_path / "program" / "soffice.bin"
    broken.parent.mkdir()
    broken.write_bytes(b"\x7fELF and no program")
    broken.chmod(0o755)
    room = make_room(libreoffice=broken)
    assert room.read(*put("old.rtf", rtf("words")))[0].unreadable is Unreadable.NEEDS_PROGRAM
    assert room.converter.walls() is None


def test_a_room_that_is_closed_meanwhile_calls_no_file_damaged(make_room: Make, soffice: str, put: Put) -> None:
    room, raised = make_room(), []
    files = [put(f"{number}.rtf", rtf("words")) for number in range(30)]

    def read() -> None:
        try:
            room.read_all(files)
        except TemporaryFailure as failure:
            raised.append(failure)

    thread = threading.Thread(target=read)
    thread.start()
    while room.converter._office is not None and room.converter._office._process is None:
        time.sleep(0.01)
    room.close()
    thread.join()
    assert len(raised) == 1


def test_nothing_a_file_points_to_is_fetched_or_shown(make_room: Make, soffice: str, tmp_path: Path) -> None:
    secret = tmp_path / "another child's page.png"
    Image.new("L", (40, 40), 77).save(secret)
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        places = (str(secret), secret.as_uri(), f"http://127.0.0.1:{server.getsockname()[1]}/page.png")
        verbs = ("INCLUDEPICTURE", "INCLUDETEXT", "LINK Word.Document.8")
        fields = [rf'{{\field{{\*\fldinst {verb} "{place}"}}{{\fldrslt kept}}}}' for verb in verbs for place in places]
        path = tmp_path / "asking.rtf"
        path.write_bytes(rtf(" ".join(fields)))
        with make_room().converter.sources([(path, "rtf")]) as sources:
            source = sources.source(0)
            assert isinstance(source, Source)
            with zipfile.ZipFile(source.path) as made:
                assert [name for name in made.namelist() if "media" in name] == []
        with pytest.raises(TimeoutError):
            server.accept()


@linux_only
def test_every_wall_that_stands_around_reading_stands_around_libreoffice(make_room: Make, soffice: str) -> None:
    room = make_room()
    assert set(room.converter.walls() or ()) == set(room.walls()) - {"audit_hook"}
    assert not list(Path("/tmp").glob(f"OSL_PIPE_{os.getuid()}_*{os.getpid()}*"))


ATTEMPTS = """
import ctypes, json, os, pathlib, signal, socket, sys
secret, parent, unix = sys.argv[1], int(sys.argv[2]), sys.argv[3]
def tried(work):
    try:
        work()
        return "done"
    except OSError:
        return "refused"
def connect(): socket.socket(socket.AF_UNIX).connect(unix)
def send(): socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM).sendto(b"x", unix + ".datagrams")
told = {
    "fork": tried(os.fork), "run": tried(lambda: os.execv("/bin/sh", ["sh", "-c", "exit 0"])),
    "network": tried(lambda: socket.socket(socket.AF_INET)), "connect": tried(connect), "send": tried(send),
    "read": tried(lambda: open(secret).read()), "write": tried(lambda: open(secret + ".new", "w")),
    "kill": tried(lambda: os.kill(parent, 0)), "environment": tried(lambda: open(f"/proc/{parent}/environ").read()),
    "link": tried(lambda: os.symlink(secret, "link")), "own": tried(lambda: open("own", "w").write("x")),
}
json.dump(told, open("told", "w"))
"""


@linux_only
def test_a_taken_over_libreoffice_reaches_nothing_but_its_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(REPOSITORY))
    folder, secret, unix = tmp_path / "cell", tmp_path / "secret", str(tmp_path / "socket")
    folder.mkdir()
    secret.write_text("Another child's papers")
    python = os.path.realpath(sys.executable)
    reads = (*converting_process._READS, sys.base_prefix, sys.prefix)
    cell = Cell(str(folder), os.getpid(), 512, 1, Program(python, reads))
    command = (python, "-I", "-c", ATTEMPTS, str(secret), str(os.getpid()), unix)
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as datagrams:
        server.bind(unix)
        server.listen()
        datagrams.bind(unix + ".datagrams")
        process = converting_process._start(Errand(cell, command, 10))
        stood = converting_process._walls(process)
        assert process.wait(30) == 0
    told = json.loads((folder / "told").read_text())
    if {"landlock", "seccomp"} <= set(stood):
        assert told == dict.fromkeys(told, "refused") | {"own": "done"}
    assert told["own"] == "done"
    assert set(stood) <= set(WALLS)


PARENT = """
import json, os, sys, time
from panelready import converting_process
from panelready.confinement import Cell, Program
from panelready.converting import Source
from panelready.converting_child import Errand
python = os.path.realpath(sys.executable)
reads = (*converting_process._READS, sys.base_prefix, sys.prefix)
cell = Cell(sys.argv[1], os.getpid(), 512, 1, Program(python, reads))
process = converting_process._start(Errand(cell, (python, "-I", "-c", "import time; time.sleep(60)"), 90))
converting_process._walls(process)
print(process.pid, flush=True)
time.sleep(60)
"""


@linux_only
def test_no_libreoffice_outlives_a_parent_that_is_killed(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    command = [sys.executable, "-c", PARENT, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert is_alive(child)
        parent.kill()
    assert has_ended(child)


def test_libreoffice_is_found_by_its_folder_its_program_or_a_link_to_it(soffice: str, tmp_path: Path) -> None:
    usual = libreoffice.found()
    assert usual is not None
    assert libreoffice.found(usual) == libreoffice.found(usual.parent) == usual
    link = tmp_path / "soffice"
    link.symlink_to(usual.parent / "soffice")
    assert libreoffice.found(link) == usual
    script = tmp_path / "elsewhere" / "soffice"
    script.parent.mkdir()
    script.write_text("#!/bin/sh\n")
    script.chmod(0o755)
    assert libreoffice.found(script) is None


@pytest.mark.slow
def test_every_foreign_word_file_is_read_or_has_its_reason(make_room: Make, soffice: str) -> None:
    paths = sorted(path for path in corpora().rglob("*") if path.suffix.lower() in (".doc", ".rtf"))
    files = [(SubmittedFile(path.name, "ab", 1, kind_of(path)), path) for path in paths]
    documents = make_room().read_all(files)
    reasons = [each[0].unreadable for each in documents]
    read = reasons.count(None)
    print({str(reason): reasons.count(reason) for reason in set(reasons)})
    assert read >= 0.85 * len(files)
    assert set(reasons) <= {None, Unreadable.EMPTY, Unreadable.PASSWORD, Unreadable.POOR_SCAN, Unreadable.DAMAGED}
