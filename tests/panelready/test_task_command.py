"""`panelready task` where no service is running: the command itself does what the decision calls for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from panelready.cli import main
from tests.journeys.bundles import old_assessment
from tests.journeys.conftest import living_in
from tests.journeys.service import Time, served, write_settings

Command = tuple[int, str, str]


class Stopped:
    """The data folder of a service that was stopped after it referred one request."""

    def __init__(self, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.data = data
        self._capsys = capsys

    def run(self, *words: str) -> Command:
        self._capsys.readouterr()
        status = main([*words, "--data", str(self.data)])
        said = self._capsys.readouterr()
        return status, said.out, said.err

    def mails(self) -> list[str]:
        return [path.name for path in (self.data / "outbox").glob("*.eml")]


@pytest.fixture
def stopped(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Stopped]:
    time, data = Time(), write_settings(tmp_path)
    with living_in(time):
        with served(data, time) as service:
            service.drop("devon", "Maisie", old_assessment())
            service.work()
        yield Stopped(data, capsys)


def test_a_decision_is_carried_out_at_once(stopped: Stopped) -> None:
    status, said, _ = stopped.run("task", "1", "--waive", "assessment", "--reason", "The chair agreed")
    assert status == 0
    assert said.startswith("Task 1 is settled; the decision is on the record of request ")
    assert "The service that is running" not in said
    assert len(stopped.mails()) == 1
    assert "PER0052310" in stopped.run("agenda", "--panel", "legal_gateway")[1]


def test_a_released_reply_leaves_at_once(stopped: Stopped) -> None:
    assert stopped.run("task", "1", "--release", "--reason", "Good as it is")[0] == 0
    assert len(stopped.mails()) == 1
    assert stopped.run("tasks") == (0, "There is nothing to settle.\n", "")


def test_a_number_that_is_none_is_wrong_use(stopped: Stopped) -> None:
    for number in ("seven", "9" * 30, "0"):
        status, _, complaint = stopped.run("task", number, "--release", "--reason", "x")
        assert status == 64
        assert number in complaint


def test_the_draft_of_a_task_that_is_not_there_is_refused(stopped: Stopped) -> None:
    assert stopped.run("task", "9", "--show-draft") == (64, "", "panelready: there is no task 9.\n")


def test_a_folder_without_data_is_refused_in_words(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["task", "1", "--release", "--reason", "x", "--data", str(tmp_path)]) == 78
    assert "there is no PanelReady data here" in capsys.readouterr().err
