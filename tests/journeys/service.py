"""The whole service in this process, on a folder of its own, with a clock that only a test moves: nothing sleeps."""

from __future__ import annotations

import contextlib
import io
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import yaml

from generators.answer import Answer, from_json
from panelready import running
from panelready.app import App
from panelready.cli import main
from panelready.clock import Clock
from panelready.log import Log
from panelready.serving import Watching, carrier
from panelready.settings import FILE_NAME, load_settings
from panelready.store import effects, requests, tables
from panelready.store.requests import StoredRequest

MORNING = datetime(2026, 3, 5, 9, 0, tzinfo=UTC)
"""Thursday 5 March 2026, the day the samples are checked on."""

POLL, STILL, QUIET = 5, 10, 30
"""Seconds between two looks, that a file must lie still, and without new papers before a request is screened."""

Papers = Mapping[str, bytes]


@dataclass
class Time:
    """The hour, as everything in a journey sees it."""

    moment: datetime = MORNING

    def pass_(self, **amount: float) -> None:
        """Let time go by."""
        self.moment += timedelta(**amount)

    def tick(self) -> float:
        """Seconds of a clock that never jumps."""
        return (self.moment - MORNING).total_seconds()


@dataclass(frozen=True)
class Told:
    """What a command said, and its exit status."""

    status: int
    said: str
    complained: str


@dataclass
class Service:
    """A running service, what is dropped into it, and what comes out."""

    app: App
    time: Time
    folder: Path
    log: io.StringIO
    watching: Watching = field(init=False)

    def __post_init__(self) -> None:
        self.watching = Watching(self.app, self.time.tick)

    @property
    def data(self) -> Path:
        return self.app.data.path

    def drop(self, council: str, name: str, papers: Papers | bytes | Path) -> None:
        """Leave a folder of papers, a sample folder or one file in a council's drop."""
        place = self.folder / "drops" / council / name
        if isinstance(papers, bytes):
            place.write_bytes(papers)
        elif isinstance(papers, Path):
            shutil.copytree(papers, place) if papers.is_dir() else shutil.copy(papers, place)
        else:
            place.mkdir()
            for file, content in papers.items():
                (place / file).write_bytes(content)

    def notice(self) -> None:
        """Let dropped papers lie until they are taken, and do what can be done before the quiet time is over."""
        for _ in range(STILL // POLL + 2):
            self.time.pass_(seconds=POLL)
            self.watching.look()
            carrier(self.app).run_until_idle()

    def work(self) -> None:
        """Take what was dropped, wait for the quiet time, and answer."""
        self.notice()
        self.time.pass_(seconds=QUIET)
        carrier(self.app).run_until_idle()
        self.app.outbox.send_ready(self.app.now())

    def command(self, *words: str | Path) -> Told:
        """A command of `panelready`, beside the service, on its data."""
        said, complained = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(complained):
            status = main([*map(str, words), "--data", str(self.data)])
        return Told(status, said.getvalue(), complained.getvalue())

    def decide(self, task: int, *words: str, reason: str = "Agreed with the chair") -> Told:
        """Settle a task, and let the service carry it out."""
        told = self.command("task", str(task), *words, "--reason", reason)
        self.time.pass_(seconds=1)
        carrier(self.app).run_until_idle()
        self.app.outbox.send_ready(self.app.now())
        return told

    def requests(self) -> list[StoredRequest]:
        """Every request, in the order they were opened."""
        with self.app.engine.begin() as db:
            order = tables.request.select().order_by(tables.request.c.created_at, tables.request.c.id)
            return [requests.get(db, row.id) for row in db.execute(order)]

    def answers(self, request: StoredRequest) -> list[Answer]:
        """What each screening of a request found, in order."""
        with self.app.engine.begin() as db:
            return [from_json(each.answer) for each in requests.screenings(db, request.id)]

    def verdicts(self) -> list[str]:
        """The newest verdict of each request."""
        return [self.answers(request)[-1].verdict.value for request in self.requests()]

    def open_tasks(self) -> list[int]:
        """The numbers of the tasks that a person has to settle."""
        with self.app.engine.begin() as db:
            return [task.id for task in effects.open_tasks(db)]

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Every row of one of our tables."""
        with self.app.engine.begin() as db:
            return [dict(row) for row in db.execute(getattr(tables, table).select()).mappings()]

    def mails(self) -> list[EmailMessage]:
        """The replies in the outbox folder as a mail program opens them, in the order they were written."""
        files = self.app.data.outbox.glob("*.eml")
        opened = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]
        return sorted(opened, key=lambda mail: (mail["Date"].datetime, mail["Message-ID"]))


def body(mail: EmailMessage) -> str:
    """The words of a mail, lines joined, as a person reads them."""
    part = mail.get_body(("plain",))
    assert part is not None
    return " ".join(part.get_content().split())


def write_settings(
    folder: Path, *, leave: bool = False, councils: Mapping[str, Any] | None = None, drops: Sequence[str] = ()
) -> Path:
    """The settings of a service with a drop for each council; its data folder."""
    data = folder / "data"
    (data / "councils").mkdir(parents=True, exist_ok=True)
    written: dict[str, Any] = {"service": {"poll": POLL, "settle": STILL, "quiet": QUIET, "workers": 1}, "drops": []}
    for council in drops or ("buckinghamshire", "devon", "swindon"):
        place = folder / "drops" / council
        place.mkdir(parents=True, exist_ok=True)
        drop = {"name": council, "authority": council, "folder": str(place), "leave": leave}
        written["drops"].append({**drop, "reply_to": f"team@{council}.example"})
    (data / FILE_NAME).write_text(yaml.safe_dump(written), encoding="utf-8")
    for council, overlay in (councils or {}).items():
        (data / "councils" / f"{council}.yaml").write_text(yaml.safe_dump(overlay), encoding="utf-8")
    return data


@contextlib.contextmanager
def served(data: Path, time: Time) -> Iterator[Service]:
    """The service on a data folder, until it is stopped."""
    log = io.StringIO()
    with running.running(data, load_settings(data / FILE_NAME), Clock(now=lambda: time.moment), Log(log).say) as app:
        yield Service(app, time, data.parent, log)
