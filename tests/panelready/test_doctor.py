"""What `panelready doctor` names: each fault in a sentence that says what to do, and nothing where all is well."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from panelready.app import App
from panelready.doctor import examine, notes
from panelready.drop_settings import Drop
from panelready.settings import Settings
from panelready.store import tables
from tests.elsewhere import program
from tests.kill.papers import Papers
from tests.kill.world import World, run_panelready
from tests.panelready.an_app import Desk, a_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    councils = tmp_path / "data" / "councils"
    councils.mkdir(parents=True)
    (councils / "swindon.yaml").write_text('panels: {care: {sits: [{"on": [monday]}]}}', encoding="utf-8")
    with a_desk(tmp_path) as desk:
        yield desk


def set_otherwise(desk: Desk, *drops: Drop) -> App:
    """The same data folder with other drops."""
    app = desk.app
    return App(app.data, app.engine, Settings(drops=drops), app.clock, app.say)


def the_fault(app: App) -> str:
    """The one thing that is wrong."""
    (fault,) = examine(app)
    return fault


def make(desk: Desk, table: Any, **values: Any) -> None:
    with desk.app.engine.begin() as db:
        db.execute(table.update().values(**values))


def test_where_all_is_well_nothing_is_said(desk: Desk) -> None:
    desk.arrive("one")
    desk.answer()
    assert list(examine(desk.app)) == []


def test_a_data_folder_that_others_can_read(desk: Desk) -> None:
    desk.app.data.path.chmod(0o755)
    assert the_fault(desk.app) == "The data folder can be read by other users (mode 755). Run: chmod 700 on it."


def test_a_data_folder_on_a_network_disk(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("panelready.data_folder._file_system", lambda _: "cifs")
    assert the_fault(desk.app) == "The data folder is on a network disk (cifs). Move it to a disk of this machine."


def test_a_disk_that_is_nearly_full(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=(1 << 30) - 1))
    assert "Less than 1 GB is free" in the_fault(desk.app)


def test_another_package_that_has_one_of_our_names(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    owners = {"policy": ["panelready", "some-other-policy"], "json": ["elsewhere"]}
    monkeypatch.setattr("panelready.doctor.packages_distributions", lambda: owners)
    assert the_fault(desk.app).startswith("some-other-policy also installs a package policy.")


def test_no_drop(desk: Desk) -> None:
    assert the_fault(set_otherwise(desk)).startswith("No drop is set, so nothing can arrive.")


def test_a_drop_whose_folder_is_not_there(desk: Desk) -> None:
    gone = desk.drop.parent / "unmounted"
    app = set_otherwise(desk, Drop(name="share", authority="swindon", folder=gone, reply_to="team@swindon.example"))
    assert the_fault(app) == f"The folder of drop share is not there: {gone}. Make it, or mount its share."


def test_a_drop_that_papers_cannot_be_moved_out_of(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("panelready.doctor._may_write", lambda _: False)
    assert the_fault(desk.app).startswith("We may not move papers out of drop swindon.")


def test_a_drop_whose_replies_would_have_no_address(desk: Desk) -> None:
    app = set_otherwise(desk, Drop(name="nobody", authority="swindon", folder=desk.drop))
    assert the_fault(app).startswith("Drop nobody names no reply_to")


def test_panels_whose_days_are_not_set(tmp_path: Path) -> None:
    with a_desk(tmp_path) as desk:
        fault = the_fault(desk.app)
    assert fault.startswith("Swindon: the days of Care Panel are not set, so ready requests wait")
    assert str(desk.app.data.councils / "swindon.yaml") in fault


def test_an_original_that_is_in_the_books_and_not_on_the_disk(desk: Desk) -> None:
    desk.arrive("one")
    desk.answer()
    for content in list(desk.app.originals.contents()):
        desk.app.originals.remove(content)
    assert the_fault(desk.app).startswith("1 originals are in the books but not on the disk.")


def test_a_submission_that_is_stuck(desk: Desk) -> None:
    identity = desk.arrive("one")
    make(desk, tables.submission, state="stuck")
    assert the_fault(desk.app).startswith(f"submission {identity} is stuck: run `panelready show {identity}`")


def test_a_request_that_is_stuck(desk: Desk) -> None:
    desk.arrive("one")
    desk.answer()
    make(desk, tables.request, state="stuck")
    assert the_fault(desk.app).startswith(f"request {desk.row('request')['id']} is stuck")


def test_work_that_keeps_failing_though_what_fails_it_should_pass(desk: Desk) -> None:
    identity = desk.arrive("one")
    make(desk, tables.submission, failures=5, trouble="  File ...\nTemporaryFailure: The disk is full.")
    expected = f"submission {identity} keeps failing, and is tried again by itself. TemporaryFailure: The disk is full."
    assert the_fault(desk.app) == expected


def test_work_that_waits_for_a_service_that_does_not_run(desk: Desk) -> None:
    desk.arrive("one")
    assert list(examine(desk.app)) == []
    desk.pass_(minutes=11)
    assert the_fault(desk.app) == "1 submissions have waited over 10 minutes for a step. Is the service running?"


def test_work_whose_time_has_not_come_is_no_fault(desk: Desk) -> None:
    desk.arrive("one")
    make(desk, tables.submission, wake_at=desk.app.now() + timedelta(hours=1))
    desk.pass_(minutes=30)
    assert list(examine(desk.app)) == []


def test_a_reply_that_may_have_left(desk: Desk) -> None:
    desk.arrive("one")
    desk.answer()
    make(desk, tables.outbox, state="held", held_because="may_have_left")
    assert "may have left before a crash" in the_fault(desk.app)


def test_it_says_whether_libreoffice_reads_old_files_here(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    program("soffice")
    said = [note for note in notes(desk.app) if "(.doc, .rtf)" in note]
    assert said == [note for note in said if note.startswith("Old files (.doc, .rtf) are converted by LibreOffice")]
    monkeypatch.setattr("panelready.libreoffice._usual_places", lambda: iter(()))
    other = set_otherwise(desk, *desk.app.settings.drops)
    said = [note for note in notes(other) if "(.doc, .rtf)" in note]
    other.close()
    assert said[0].startswith("LibreOffice is not installed, or not where settings look for it")


def test_it_says_which_walls_stand_around_the_reading_children(desk: Desk) -> None:
    assert next(iter(notes(desk.app))).startswith("Files are read in child processes behind: ")


@pytest.mark.slow
def test_beside_a_working_service_it_disturbs_nothing(tmp_path: Path) -> None:
    world, papers = World(tmp_path / "world"), Papers()
    try:
        world.start()
        for _ in range(3):
            world.drop(papers.one(0))
        world.until(lambda: "event=joined" in world.said(), "the service's children are at work")
        status, said = run_panelready("doctor", "--data", world.data)
        assert world.settle()
        assert world.stop() == 0
    finally:
        if world.is_alive():
            world.kill()
    assert status == 1, said
    assert "the days of" in said
    assert "Files are read in child processes" in said
    assert "will_retry" not in world.said()
    assert world.number("SELECT count(*) FROM outbox WHERE state = 'sent'") == 3
