"""How the drops of the settings are watched."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from panelready.app import App
from panelready.drop_settings import Drop
from panelready.serving import Watching, carrier
from panelready.settings import Settings
from tests.panelready.an_app import READY, Desk, a_desk


@dataclass
class Served:
    """A service with the usual settings and one drop, and a clock that only a test moves."""

    app: App
    desk: Desk

    def __post_init__(self) -> None:
        self.watching = Watching(self.app, lambda: self.desk.tick)

    def seconds_until(self, table: str) -> int:
        """How many seconds pass until that table has its first row."""
        for second in range(1_000):
            self.watching.look()
            carrier(self.app).run_until_idle()
            if self.desk.rows(table):
                return second
            self.desk.pass_(seconds=1)
        raise AssertionError(f"nothing came of it: {table}")


@pytest.fixture(params=[False, True], ids=["local", "network"])
def served(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Served]:
    with a_desk(tmp_path) as desk:
        usual = Settings(drops=(Drop(name="usual", authority="swindon", folder=desk.drop, network=request.param),))
        app = App(desk.app.data, desk.app.engine, usual, desk.app.clock, desk.app.say)
        yield Served(app, desk)
        app.close()


def test_a_network_folder_shows_papers_late_and_is_given_longer(served: Served) -> None:
    still, quiet = (30, 300) if served.app.settings.drops[0].network else (10, 30)
    served.desk.leave("Jayden", READY)
    assert still <= served.seconds_until("submission") <= still + 6
    assert quiet <= served.seconds_until("screening") <= quiet + 2
