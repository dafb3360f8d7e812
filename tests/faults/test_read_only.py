"""A data folder that cannot be written: refused at the start in a sentence; nothing in the drop is touched."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kill.papers import Papers
from tests.kill.world import World


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    if os.name == "nt" or os.geteuid() != 0:
        pytest.skip("needs root, to mount a disk that can be made read-only")
    world = World(tmp_path / "world")
    world.data.mkdir()
    if subprocess.call(["mount", "-t", "tmpfs", "-o", "size=32m,mode=700", "tmpfs", world.data]):
        pytest.skip("no disk can be mounted here")
    yield world
    if world.is_alive():
        world.kill()
    subprocess.check_call(["umount", world.data])


def remount(world: World, how: str) -> None:
    subprocess.check_call(["mount", "-o", f"remount,{how}", world.data])


@pytest.mark.slow
@pytest.mark.parametrize("used_before", [True, False])
def test_a_service_on_a_read_only_folder_does_not_start_and_says_why(world: World, used_before: bool) -> None:
    if used_before:
        world.start()
        world.stop()
    remount(world, "ro")
    world.drop(Papers().one())
    before = len(world.said())
    process = world.popen()
    assert process.wait(timeout=60) == 78, world.said()
    said = world.said()[before:].strip().splitlines()
    assert len(said) == 1, said
    assert str(world.data) in said[0]
    assert "Read-only file system" in said[0]
    assert world.waits_in_drop() == 1
    remount(world, "rw")
    world.start()
    assert world.settle()
    assert world.stop() == 0
