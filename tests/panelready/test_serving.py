"""How the drops of the settings are watched."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from panelready.app import App
from panelready.serving import Watching
from panelready.settings import Drop, Settings
from tests.panelready.an_app import READY, Desk, a_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path) as desk:
        yield desk


@pytest.mark.parametrize(("network", "seconds"), [(False, 10), (True, 30)])
def test_a_network_folder_shows_growth_late_and_is_given_longer(desk: Desk, network: bool, seconds: int) -> None:
    usual = Settings(drops=(Drop(name="share", authority="swindon", folder=desk.drop, network=network),))
    watching = Watching(App(desk.app.data, desk.app.engine, usual, desk.app.clock, desk.app.say), lambda: desk.tick)
    desk.leave("Jayden", READY)
    watching.look()
    for _ in range(seconds - 1):
        desk.pass_(seconds=1)
        watching.look()
    assert not desk.rows("submission")
    for _ in range(6):
        desk.pass_(seconds=1)
        watching.look()
    assert len(desk.rows("submission")) == 1
