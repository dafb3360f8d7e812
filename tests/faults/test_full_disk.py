"""A disk with no room: nothing is acknowledged, nothing is stuck, and work resumes when there is room again."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kill.counting import Seen, count
from tests.kill.papers import Papers
from tests.kill.world import World
from tests.panelready.an_app import READY, Desk, a_desk


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[World]:
    """A world whose data folder lies on a disk of 6 MB."""
    world = World(tmp_path / "world")
    world.data.mkdir()
    mounted = (
        os.name != "nt"
        and os.geteuid() == 0
        and subprocess.call(
            ["mount", "-t", "tmpfs", "-o", "size=6m,mode=700", "tmpfs", world.data], stderr=subprocess.DEVNULL
        )
    )
    if mounted is False or mounted != 0:
        pytest.skip("needs root, to mount a small disk; the same fault is injected in the test below")
    yield world
    if world.is_alive():
        world.kill()
    # the children of a killed service end a moment after it, and may have a file open until then
    world.until(lambda: not subprocess.call(["umount", world.data], stderr=subprocess.DEVNULL), "nobody uses the disk")


@pytest.mark.slow
def test_on_a_full_disk_papers_stay_where_they_are_and_are_answered_when_there_is_room(small_disk: World) -> None:
    world, papers = small_disk, Papers()
    world.start()
    world.drop(papers.one(0))
    assert world.settle()
    ballast = world.data / "ballast"
    fill(ballast)
    for kind in (0, 1, 2, 3):
        world.drop(papers.one(kind))
    world.until(lambda: "cannot_take" in world.said(), "it says that it cannot take them")
    assert world.waits_in_drop() == 4
    assert world.number("SELECT count(*) FROM submission") == 1
    assert "free some space" in world.said().lower()
    assert world.is_alive()
    ballast.unlink()
    assert world.settle()
    assert count(world, Seen()).faults() == []
    assert world.number("SELECT count(*) FROM outbox WHERE state = 'sent'") == 5
    assert world.number("SELECT count(*) FROM submission WHERE failures > 0 OR state = 'stuck'") == 0


@pytest.mark.slow
def test_a_disk_that_fills_up_in_the_middle_of_the_work_leaves_nothing_stuck(small_disk: World) -> None:
    world, papers = small_disk, Papers()
    world.start()
    for _ in range(6):
        world.drop(papers.one())
    world.until(lambda: "event=received" in world.said(), "the first is taken")
    fill(world.data / "ballast")
    world.waited(lambda: world.said().count("cannot_go_on") > 5, 0.05, 8)
    assert world.is_alive(), world.said()
    (world.data / "ballast").unlink()
    assert world.settle()
    assert count(world, Seen()).faults() == []


def fill(file: Path) -> None:
    """Write until there is no room for another byte."""
    size = 1 << 16
    with file.open("wb", buffering=0) as ballast:
        while size:
            try:
                ballast.write(bytes(size))
            except OSError:
                size //= 2


def test_a_disk_that_is_full_for_the_database_alone_leaves_papers_in_the_drop(tmp_path: Path) -> None:
    with a_desk(tmp_path) as desk:
        notes = {f"Note {number}.txt": f"Case note {number}".encode() for number in range(400)}
        desk.leave("one", {**READY, **notes})
        with desk.app.engine.connect() as db:
            db.rollback()
            pages = db.exec_driver_sql("PRAGMA page_count").scalar_one()
        limit = Pages(desk, pages)
        desk.take()
        assert (desk.drop / "one").is_dir()
        assert desk.rows("submission") == []
        assert ("drop_trouble", {"channel": "swindon", "reason": "cannot_take"}) in desk.said
        limit.lift()
        desk.take()
        assert not (desk.drop / "one").exists()
        assert len(desk.rows("submission")) == 1


class Pages:
    """No more pages than the database has, on every connection, until it is lifted."""

    def __init__(self, desk: Desk, pages: int) -> None:
        from sqlalchemy import event

        self._engine = desk.app.engine
        self._pages: int | None = pages
        self._engine.dispose()
        event.listen(self._engine, "connect", self._limit)

    def _limit(self, connection: object, _record: object) -> None:
        most = 1 << 30 if self._pages is None else self._pages
        # the driver's own connection
        connection.execute(f"PRAGMA max_page_count = {most}")  # type: ignore[attr-defined]

    def lift(self) -> None:
        self._pages = None
        self._engine.dispose()
