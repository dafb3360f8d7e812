"""The service's App on a folder of its own, with a clock that only moves when told; nothing runs unless asked."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Table, select

from panelready.app import App
from panelready.clock import Clock
from panelready.drop_settings import Drop
from panelready.reply_settings import Replies
from panelready.running import running
from panelready.serving import Watching, carrier
from panelready.settings import Service, Settings
from panelready.strict import Mode
from tests.build.forms import swindon_request_form
from tests.build.hostile import password_docx
from tests.build.people import JAYDEN, Child

READY: Mapping[str, bytes] = {"Request form.docx": swindon_request_form()}


def ready_for(child: Child) -> Mapping[str, bytes]:
    """A submission with everything in it, about that child."""
    return {"Request form.docx": swindon_request_form(child=child)}


def referred() -> Mapping[str, bytes]:
    """A submission that a person has to look at."""
    return {"Request form.docx": swindon_request_form(child=JAYDEN), "Notes.docx": password_docx()}


@dataclass
class Desk:
    """An App, its clock and its one drop."""

    app: App
    drop: Path
    moment: datetime
    said: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.tick = 0.0
        self.watching = Watching(self.app, lambda: self.tick)

    def pass_(self, **time: float) -> None:
        """Let time go by."""
        self.moment += timedelta(**time)
        self.tick += timedelta(**time).total_seconds()

    def leave(self, name: str, files: Mapping[str, bytes]) -> None:
        """Leave papers in the drop."""
        (self.drop / name).mkdir()
        for each, content in files.items():
            (self.drop / name / each).write_bytes(content)

    def take(self) -> None:
        """Let what lies in the drop settle, and take it."""
        for _ in range(3):
            self.watching.look()
            self.pass_(seconds=10)

    def arrive(self, name: str, files: Mapping[str, bytes] = READY) -> str:
        """Have papers arrive and be taken; the submission's id."""
        self.leave(name, files)
        self.take()
        return str(self.row("submission", name=name)["id"])

    def work(self) -> None:
        """Do everything that is due now, and what follows from it."""
        carrier(self.app).run_until_idle()

    def answer(self) -> None:
        """Do everything that is due, before and after the quiet time."""
        self.work()
        self.pass_(seconds=60)
        self.work()

    def rows(self, name: str, /, **where: Any) -> list[dict[str, Any]]:
        """Rows of one of our tables."""
        from panelready.store import tables

        table: Table = getattr(tables, name)
        conditions = [table.c[column] == value for column, value in where.items()]
        with self.app.engine.begin() as db:
            return [dict(row) for row in db.execute(select(table).where(*conditions)).mappings()]

    def row(self, name: str, /, **where: Any) -> dict[str, Any]:
        """The one row that matches."""
        (row,) = self.rows(name, **where)
        return row

    def replies(self) -> list[Path]:
        """The replies in the outbox folder."""
        return sorted(self.app.data.outbox.glob("*.eml"))


@contextlib.contextmanager
def a_desk(
    folder: Path, replies: Replies | None = None, reply_mode: Mode | None = None, **service: Any
) -> Iterator[Desk]:
    """A desk on `folder`, held as the service holds it."""
    place = folder / "drop"
    place.mkdir(parents=True, exist_ok=True)
    answered: dict[str, Any] = {"reply_to": "team@swindon.example", "reply_mode": reply_mode}
    drop = Drop(name="swindon", authority="swindon", folder=place, **answered)
    served = Service(**{"settle": 1, "quiet": 30, "workers": 1, **service})
    settings = Settings(service=served, replies=replies or Replies(), drops=(drop,))
    said: list[tuple[str, dict[str, Any]]] = []
    desks: list[Desk] = []
    start = datetime(2026, 3, 5, 9, 12, tzinfo=UTC)
    clock = Clock(now=lambda: desks[0].moment if desks else start)
    with running(folder / "data", settings, clock, lambda event, **about: said.append((event, about))) as app:
        desks.append(Desk(app, place, start, said))
        yield desks[0]
