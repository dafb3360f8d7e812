"""Two services on one data folder: the second is refused in one sentence, and the first does not notice."""

from pathlib import Path

import pytest

from tests.kill.papers import Papers
from tests.kill.world import World


@pytest.mark.slow
def test_a_second_service_is_refused_and_the_first_goes_on(tmp_path: Path) -> None:
    world = World(tmp_path / "world")
    try:
        world.start()
        before = len(world.said())
        second = world.popen()
        assert second.wait(timeout=60) == 78
        told = world.said()[before:].strip().splitlines()
        said = [line for line in told if line.startswith("panelready:")]  # the first one's log goes on beside it
        assert said == [
            f"panelready: {world.data}: another PanelReady is already running on this data folder. "
            "Stop it first, or give this one a folder of its own."
        ]
        world.drop(Papers().one())
        assert world.settle()
        assert world.number("SELECT count(*) FROM outbox WHERE state = 'sent'") == 1
        assert world.stop() == 0
    finally:
        if world.is_alive():
            world.kill()
