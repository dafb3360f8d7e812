"""The real program: `panelready serve` in a process of its own, and the commands beside it."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest
import yaml

from tests.journeys.bundles import incomplete, old_assessment, plan
from tests.journeys.test_privacy import PRIVATE

PATIENCE = 60


class Process:
    """A service that was started from the command line."""

    def __init__(self, folder: Path) -> None:
        self.data, self.drops = folder / "data", folder / "drops"
        self.data.mkdir()
        drops = [
            {"name": council, "authority": council, "folder": str(self.drops / council), "reply_to": "team@c.example"}
            for council in ("buckinghamshire", "devon")
        ]
        written = {"service": {"settle": 0.2, "quiet": 0.5, "poll": 0.2}, "drops": drops}
        (self.data / "panelready.yaml").write_text(yaml.safe_dump(written), encoding="utf-8")
        self.log = folder / "log"
        with self.log.open("w") as log:
            command = [sys.executable, "-m", "panelready", "serve", "--data", str(self.data), "--today", "2026-03-05"]
            self.running = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait for something that must come about."""
        deadline = time.monotonic() + PATIENCE
        while not holds():
            assert self.running.poll() is None, self.log.read_text()
            assert time.monotonic() < deadline, self.log.read_text()
            time.sleep(0.05)

    def drop(self, council: str, name: str, papers: dict[str, bytes]) -> None:
        self.until((self.drops / council).is_dir)
        making = self.data.parent / name
        making.mkdir()
        for file, content in papers.items():
            (making / file).write_bytes(content)
        making.rename(self.drops / council / name)

    def command(self, *words: str) -> str:
        """What a command says beside the service."""
        whole = [sys.executable, "-m", "panelready", *words, "--data", str(self.data)]
        return subprocess.run(whole, capture_output=True, text=True, check=True, timeout=PATIENCE).stdout

    def mails(self) -> list[Path]:
        return sorted((self.data / "outbox").glob("*.eml"))


@pytest.fixture
def process(tmp_path: Path) -> Iterator[Process]:
    process = Process(tmp_path)
    yield process
    if process.running.poll() is None:
        process.running.kill()
    process.running.wait(timeout=PATIENCE)


def test_the_real_service_answers_refers_and_carries_out_what_a_person_decides(process: Process) -> None:
    process.drop("buckinghamshire", "Jayden", incomplete())
    process.drop("devon", "Maisie", old_assessment())
    process.until(lambda: len(process.mails()) == 1 and process.log.read_text().count("event=task ") == 1)
    assert "Task 1  Legal Gateway Panel" in process.command("tasks")
    reply = message_from_bytes(process.mails()[0].read_bytes(), policy=policy.default)
    assert reply["Date"].datetime.date().isoformat() == "2026-03-05"

    assert "The service that is running carries it out now." in process.command(
        "task", "1", "--waive", "assessment", "--reason", "The chair agreed"
    )
    process.until(lambda: len(process.mails()) == 2)
    assert "PER0052310, M.P." in process.command("agenda", "--panel", "legal_gateway")

    process.drop("buckinghamshire", "Jayden again", {**plan(), **incomplete()})
    process.until(lambda: len(process.mails()) == 3)
    agenda = process.command("agenda", "--panel", "legal_planning_and_new_admissions")
    assert "✓ Ready for panel" in agenda
    assert "waive assessment — The chair agreed" in process.command("show", "1")

    process.running.send_signal(signal.SIGTERM)
    assert process.running.wait(timeout=PATIENCE) == 0
    log = process.log.read_text()
    assert log.splitlines()[-1].endswith("event=stopped")
    assert PRIVATE.findall(log) == []
