"""Retention and copies: what is deleted is gone, what is not stays, and a copy elsewhere is the same."""

import gzip
import io
import stat
import tarfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from casework.errors import DataFolderError, NoSuchPath
from panelready import custody, keeping
from panelready.keeping import backup, purge, restore
from panelready.store import tables
from panelready.store.tables import SubmissionState
from tests.build.papers import social_work_chronology
from tests.build.people import IDRIS, JAYDEN, MAISIE
from tests.kill.counting import Seen, count
from tests.kill.papers import Papers
from tests.kill.world import World, run_panelready
from tests.panelready.an_app import Desk, a_desk, ready_for, referred

DAYS = timedelta(days=90)
KEPT_OF_A_REQUEST = [table.name for table in (*keeping.OF_A_REQUEST, *keeping.OF_A_SUBMISSION)]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path, attempts=1) as desk:
        yield desk


def files_in(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_an_old_answered_request_goes_with_everything_that_was_kept_of_it(desk: Desk) -> None:
    desk.arrive("one")
    desk.answer()
    request = desk.row("request")["id"]
    assert desk.replies()
    assert desk.app.reports_of(request).is_dir()
    assert list(desk.app.originals.contents())
    desk.pass_(days=91)
    assert purge(desk.app, DAYS) == (1, 1)
    assert not desk.rows("request") and not desk.rows("submission")
    assert {name: desk.rows(name) for name in KEPT_OF_A_REQUEST} == {name: [] for name in KEPT_OF_A_REQUEST}
    assert not desk.replies() and not desk.app.reports_of(request).exists()
    assert not list(desk.app.originals.contents())


def test_no_file_of_the_data_folder_holds_the_childs_name_afterwards(tmp_path: Path) -> None:
    with a_desk(tmp_path) as desk:
        desk.arrive("one", ready_for(MAISIE))
        desk.answer()
        holding = [name for name, content in files_in(desk.app.data.path).items() if b"Pengelly" in content]
        assert holding, "the name must be there first"
        desk.pass_(days=91)
        purge(desk.app, DAYS)
        holding = [name for name, content in files_in(desk.app.data.path).items() if b"Pengelly" in content]
        assert holding == []


def test_the_trail_keeps_ids_and_that_it_was_deleted(desk: Desk) -> None:
    identity = desk.arrive("one", ready_for(MAISIE))
    desk.answer()
    request = desk.row("request")["id"]
    desk.pass_(days=91)
    purge(desk.app, DAYS)
    trail = desk.rows("audit")
    assert {identity, request} <= {row["submission_id"] for row in trail} | {row["request_id"] for row in trail}
    assert (trail[-1]["event"], trail[-1]["request_id"]) == ("purged", request)
    assert "Pengelly" not in str(trail) and "one" not in {
        str(value) for row in trail for value in row["detail"].values()
    }


def test_what_is_young_open_stuck_or_waits_for_a_person_stays(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.arrive("referred", referred())
    desk.answer()
    stuck = desk.arrive("stuck", ready_for(IDRIS))
    with desk.app.engine.begin() as db:
        db.execute(
            tables.submission.update().where(tables.submission.c.id == stuck).values(state=SubmissionState.STUCK)
        )
    desk.pass_(days=91)
    desk.arrive("young", ready_for(MAISIE))
    desk.answer()
    before = files_in(desk.app.originals.folder)
    assert purge(desk.app, DAYS) == (0, 0)
    assert len(desk.rows("submission")) == 3
    assert files_in(desk.app.originals.folder) == before


@pytest.mark.parametrize(("days_from_now", "deleted"), [(0, 0), (40, 0), (-1, 1)])
def test_a_request_on_the_agenda_of_a_sitting_yet_to_come_stays(desk: Desk, days_from_now: int, deleted: int) -> None:
    desk.arrive("one")
    desk.answer()
    desk.pass_(days=91)
    with desk.app.engine.begin() as db:
        db.execute(tables.slot.update().values(sitting=desk.app.today() + timedelta(days=days_from_now)))
    assert purge(desk.app, DAYS)[0] == deleted


def test_a_reply_that_has_not_left_yet_keeps_its_request(desk: Desk) -> None:
    desk.arrive("one")
    desk.answer()
    with desk.app.engine.begin() as db:
        db.execute(tables.outbox.update().values(state="ready"))
    desk.pass_(days=91)
    assert purge(desk.app, DAYS) == (0, 0)


def test_an_original_that_a_younger_request_holds_too_stays(desk: Desk) -> None:
    shared = {"Chronology.docx": social_work_chronology()}
    desk.arrive("old", {**ready_for(JAYDEN), **shared})
    desk.answer()
    desk.pass_(days=91)
    desk.arrive("young", {**ready_for(MAISIE), **shared})
    desk.answer()
    assert purge(desk.app, DAYS) == (1, 1)
    assert len(desk.rows("arrived_file")) == 2
    assert all(desk.app.originals.is_intact(row["content"]) for row in desk.rows("arrived_file"))


def test_papers_that_arrive_again_while_they_are_purged_are_not_lost(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.arrive("old")
    desk.answer()
    desk.pass_(days=91)
    real = custody._commit
    purged: list[tuple[int, int]] = []

    def purge_first(*arguments: object) -> str:
        if not purged:
            purged.append(purge(desk.app, DAYS))
        return real(*arguments)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr("panelready.custody._commit", purge_first)
    desk.leave("again", ready_for(JAYDEN))
    for _ in range(4):
        desk.take()
    assert purged == [(1, 1)]
    assert not (desk.drop / "again").exists()
    assert all(desk.app.originals.is_intact(row["content"]) for row in desk.rows("arrived_file"))
    assert len(desk.rows("arrived_file")) == 1


def test_what_a_crash_between_rows_and_files_left_is_taken_by_the_next_purge(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.arrive("one")
    desk.answer()
    desk.pass_(days=91)
    with monkeypatch.context() as crash:
        crash.setattr(keeping, "_delete_reports_and_replies", lambda _: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            purge(desk.app, DAYS)
    assert desk.replies()
    assert list(desk.app.originals.contents())
    assert purge(desk.app, DAYS) == (0, 1)
    assert not desk.replies() and not list(desk.app.data.reports.iterdir())


def test_a_file_that_a_person_put_into_the_outbox_folder_stays(desk: Desk) -> None:
    own = desk.app.data.outbox / "a note of my own.eml"
    own.write_bytes(b"Subject: lunch\r\n\r\n")
    desk.arrive("one")
    desk.answer()
    desk.pass_(days=91)
    purge(desk.app, DAYS)
    assert list(desk.app.data.outbox.iterdir()) == [own]


def test_a_backup_is_for_its_owner_alone_and_a_restored_folder_too(desk: Desk, tmp_path: Path) -> None:
    desk.arrive("one")
    desk.answer()
    target = tmp_path / "copy.tar.gz"
    backup(desk.app.data, target)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert sorted(file.name for file in tmp_path.iterdir()) == ["copy.tar.gz", "data", "drop", "taken"]
    data = restore(target, tmp_path / "elsewhere")
    modes = {stat.S_IMODE(each.stat().st_mode) for each in data.path.rglob("*") if each.is_dir()}
    assert modes == {0o700}
    assert {stat.S_IMODE(data.originals.path(each).stat().st_mode) for each in data.originals.contents()} == {0o400}
    assert stat.S_IMODE(data.database.stat().st_mode) == 0o600


def test_what_is_half_written_is_not_in_a_backup(desk: Desk, tmp_path: Path) -> None:
    desk.arrive("one")
    desk.answer()
    (desk.app.data.outbox / ".reply.eml.1f2e.writing").write_bytes(b"half of a rep")
    backup(desk.app.data, tmp_path / "copy.tar.gz")
    with tarfile.open(tmp_path / "copy.tar.gz") as archive:
        names = archive.getnames()
    assert any(name.endswith(".eml") for name in names)
    assert not any(name.endswith(".writing") for name in names)


def test_a_folder_that_holds_anything_is_not_restored_into(desk: Desk, tmp_path: Path) -> None:
    backup(desk.app.data, tmp_path / "copy.tar.gz")
    into = tmp_path / "elsewhere"
    into.mkdir()
    (into / "a note").write_bytes(b"mine")
    with pytest.raises(DataFolderError, match="not empty"):
        restore(tmp_path / "copy.tar.gz", into)
    assert files_in(into) == {"a note": b"mine"}


def test_a_backup_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(NoSuchPath):
        restore(tmp_path / "never made.tar.gz", tmp_path / "elsewhere")
    assert not (tmp_path / "elsewhere").exists()


def truncated(whole: bytes) -> bytes:
    return whole[: len(whole) // 2]


def scrambled(whole: bytes) -> bytes:
    middle = len(whole) // 2
    return whole[:middle] + bytes(64) + whole[middle + 64 :]


def somebody_elses(_: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        archive.addfile(tarfile.TarInfo("photos/holiday.txt"))
    return out.getvalue()


def no_archive(_: bytes) -> bytes:
    return gzip.compress(b"not an archive")


def with_a_changed_original(whole: bytes) -> bytes:
    return rewritten(whole, lambda content: content.replace(content[:1], b"Q", 1))


def without_an_original(whole: bytes) -> bytes:
    return rewritten(whole, lambda _: None)


def rewritten(whole: bytes, change: Callable[[bytes], bytes | None]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=io.BytesIO(whole)) as old, tarfile.open(fileobj=out, mode="w:gz") as new:
        for member in old.getmembers():
            file = old.extractfile(member)
            content = file.read() if file else b""
            changed = change(content) if member.name.startswith("originals/") and member.isfile() else content
            if changed is not None:
                member.size = len(changed)
                new.addfile(member, io.BytesIO(changed))
    return out.getvalue()


@pytest.mark.parametrize(
    "spoil",
    [truncated, scrambled, somebody_elses, no_archive, with_a_changed_original, without_an_original],
)
def test_a_spoilt_backup_is_refused_and_nothing_is_left_behind(
    desk: Desk, tmp_path: Path, spoil: Callable[[bytes], bytes]
) -> None:
    desk.arrive("one")
    desk.answer()
    copy = tmp_path / "copy.tar.gz"
    backup(desk.app.data, copy)
    copy.write_bytes(spoil(copy.read_bytes()))
    with pytest.raises(DataFolderError, match="Nothing was restored"):
        restore(copy, tmp_path / "elsewhere")
    assert not (tmp_path / "elsewhere").exists()


def test_an_entry_that_would_land_outside_is_refused(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "copy.tar.gz", "w:gz") as archive:
        archive.addfile(tarfile.TarInfo("../outside"))
    with pytest.raises(DataFolderError):
        restore(tmp_path / "copy.tar.gz", tmp_path / "elsewhere")
    assert not (tmp_path / "outside").exists()


@pytest.mark.slow
def test_copies_made_while_the_service_works_go_on_elsewhere_and_answer_the_same(tmp_path: Path) -> None:
    world, papers, copies = World(tmp_path / "world"), Papers(), []
    for _ in range(4):
        world.drop(papers.one())
    try:
        world.start()
        world.until(lambda: "event=received" in world.said(), "something is received")
        for number in range(3):
            copies.append(tmp_path / f"{number}.tar.gz")
            assert run_panelready("backup", copies[-1], "--data", world.data)[0] == 0
        assert world.settle()
        world.stop()
    finally:
        if world.is_alive():
            world.kill()
    copies.append(tmp_path / "settled.tar.gz")
    assert run_panelready("backup", copies[-1], "--data", world.data)[0] == 0
    for copy in copies:
        elsewhere = World(tmp_path / f"{copy.name} elsewhere")
        assert run_panelready("restore", copy, "--data", elsewhere.data)[0] == 0
        try:
            elsewhere.start()
            assert elsewhere.settle()
            elsewhere.stop()
        finally:
            if elsewhere.is_alive():
                elsewhere.kill()
        assert count(elsewhere, Seen()).faults() == []
        for request, number, answer in elsewhere.ask("SELECT request_id, number, answer FROM screening"):
            same = {"request": request, "number": number}
            query = "SELECT answer FROM screening WHERE request_id = :request AND number = :number"
            assert world.ask(query, **same) in ([(answer,)], [])
    requests = [row[0] for row in world.ask("SELECT id FROM request")]
    assert len(requests) == 4
    for request in requests:
        (status, here), (_, there) = (
            run_panelready("show", request, "--data", each.data) for each in (world, elsewhere)
        )
        assert status == 0
        assert here.replace(str(world.data), "DATA") == there.replace(str(elsewhere.data), "DATA")
