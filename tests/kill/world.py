"""A data folder, its drops, and the real program on them: started, watched, killed, started again."""

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.kill.papers import Bundle

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 3, 5)
PATIENCE = 90.0
"""Seconds after which what has not settled counts as stuck."""

SETTINGS = """
replies: {replies}
service: {{quiet: 0.6, settle: 0.2, poll: 0.2, workers: 2, lease: {lease}}}
drops:
  - {{name: bucks, authority: buckinghamshire, folder: drops/bucks, reply_to: team@bucks.example}}
  - {{name: swindon, authority: swindon, folder: drops/swindon, reply_to: team@swindon.example}}
"""

UNSETTLED = (
    "SELECT (SELECT count(*) FROM submission WHERE state IN ('received', 'opened', 'read'))"
    " + (SELECT count(*) FROM request WHERE state IN ('waiting', 'screened'))"
    " + (SELECT count(*) FROM outbox WHERE state IN ('ready', 'sending'))"
)
AT_WORK = (
    "SELECT (SELECT count(*) FROM submission WHERE state IN ('received', 'opened', 'read'))"
    " + (SELECT count(*) FROM request WHERE state = 'screened' OR (state = 'waiting' AND wake_at <= :now))"
    " + (SELECT count(*) FROM outbox WHERE state IN ('ready', 'sending'))"
)


@dataclass
class World:
    """One folder with everything in it; `dropped` is what producers have left, whole, in the drops.

    `replies` is that section of the settings, as YAML.
    """

    folder: Path
    lease: float = 120
    replies: str = "{}"
    dropped: list[Bundle] = field(default_factory=list)
    process: subprocess.Popen[bytes] | None = None

    def __post_init__(self) -> None:
        for drop in ("bucks", "swindon"):
            (self.folder / "drops" / drop).mkdir(parents=True)
        self.settings.write_text(SETTINGS.format(lease=self.lease, replies=self.replies), encoding="utf-8")

    @property
    def data(self) -> Path:
        """The data folder."""
        return self.folder / "data"

    @property
    def settings(self) -> Path:
        """The settings file."""
        return self.folder / "panelready.yaml"

    @property
    def log(self) -> Path:
        """What every process of this world has said, in order."""
        return self.folder / "log"

    def start(self, fault: str = "", number: str = "SIGKILL") -> subprocess.Popen[bytes]:
        """Start the service; with a fault it ends itself at that point."""
        before = self.said().count("event=serving")
        self.process = self.popen(fault, number)
        self.until(lambda: self.said().count("event=serving") > before or not self.is_alive(), "the service starts")
        return self.process

    def popen(self, fault: str = "", number: str = "SIGKILL") -> subprocess.Popen[bytes]:
        """A process of the real program on this folder."""
        command = [sys.executable, "-m", "panelready", "serve", "--data", str(self.data)]
        command += ["--settings", str(self.settings), "--today", TODAY.isoformat()]
        extra = {"PYTHONPATH": str(ROOT), "PANELREADY_FAULT": fault, "PANELREADY_FAULT_SIGNAL": number}
        with self.log.open("ab") as log:
            return subprocess.Popen(command, cwd=ROOT, env={**os.environ, **extra}, stdout=log, stderr=log)

    def is_alive(self) -> bool:
        """Whether the service is running, or stopped but not ended."""
        return self.process is not None and self.process.poll() is None

    def kill(self) -> int:
        """End the service as a power cut would, if it has not ended already; how it ended."""
        assert self.process is not None
        self.process.kill()
        return self.process.wait()

    def stop(self) -> int:
        """Tell the service to stop, and wait until it has."""
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=PATIENCE)

    def drop(self, bundle: Bundle) -> None:
        """Leave a whole submission in its drop, at once."""
        making = self.folder / "making" / bundle.name
        making.mkdir(parents=True)
        for name, content in bundle.files.items():
            (making / name).write_bytes(content)
        making.rename(self.place(bundle))
        self.dropped.append(bundle)

    def place(self, bundle: Bundle) -> Path:
        """Where a submission lies until it is taken."""
        return self.folder / "drops" / bundle.drop / bundle.name

    def taken(self, bundle: Bundle) -> Path:
        """Where a submission lies once it is taken."""
        return self.folder / "drops" / "taken" / bundle.drop / bundle.name

    def said(self) -> str:
        """All log lines so far."""
        return self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else ""

    def ask(self, query: str, **values: Any) -> list[Any]:
        """Rows of the database, read beside the service and without any of its code."""
        if not (self.data / "panelready.sqlite").is_file():
            return []
        with contextlib.closing(sqlite3.connect(self.data / "panelready.sqlite", timeout=30)) as db:
            try:
                return db.execute(query, values).fetchall()
            except sqlite3.OperationalError as problem:
                if "no such table" in str(problem):
                    return []
                raise

    def number(self, query: str, **values: Any) -> int:
        """The one number a query gives; 0 before there are tables."""
        rows = self.ask(query, **values)
        return int(rows[0][0]) if rows else 0

    def now(self) -> str:
        """The service's own instant, as its rows hold it."""
        real = datetime.now(UTC).replace(tzinfo=None)
        return str(real - timedelta(days=(real.date() - TODAY).days))

    def is_at_work(self) -> bool:
        """Whether a step is being done, or is due, or something dropped is not in custody yet."""
        return self.number(AT_WORK, now=self.now()) > 0 or self.waits_in_drop() > 0

    def waits_in_drop(self) -> int:
        """How many whole submissions have not left their drops."""
        return sum(self.place(bundle).exists() for bundle in self.dropped)

    def is_settled(self) -> bool:
        """Whether everything that was dropped is in custody and answered."""
        return self.waits_in_drop() == 0 and self.number(UNSETTLED) == 0

    def settle(self) -> bool:
        """Wait until everything is answered; whether it was in time."""
        return self.waited(self.is_settled, 0.05)

    def until(self, holds: Callable[[], bool], what: str) -> None:
        """Wait for something that must come about."""
        assert self.waited(holds, 0.01), f"waited in vain until {what}:\n{self.said()[-2000:]}"

    def waited(self, holds: Callable[[], bool], pause: float, seconds: float = PATIENCE) -> bool:
        """Wait for something; whether it came about in time."""
        deadline = time.monotonic() + seconds
        while not holds():
            if time.monotonic() > deadline:
                return False
            time.sleep(pause)
        return True


def run_panelready(*words: str | Path) -> tuple[int, str]:
    """A command of the real program, to its end: its exit status and what it printed."""
    command: Sequence[str] = [sys.executable, "-m", "panelready", *map(str, words)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=PATIENCE)
    return done.returncode, done.stdout + done.stderr
