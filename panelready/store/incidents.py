"""Incident records: what we told somebody that was wrong, what is right, and who put it right. Never altered."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from panelready.store import tables


@dataclass(frozen=True, slots=True)
class Incident:
    """A reply that turned out wrong. `number` is the screening that put it right; times are UTC.

    `points` are pairs: what was said, and what is right. `who` is None where nobody decided it: the papers were read
    otherwise, or the council's policy was.
    """

    request_id: str
    number: int
    reply_key: str
    recipient: str | None
    said_at: datetime
    said_edition: str | None
    edition: str | None
    points: list[list[str]]
    who: str | None
    reason: str | None
    made_at: datetime


def add(db: Connection, incident: Incident) -> None:
    """Write an incident down."""
    row = {field: getattr(incident, field) for field in Incident.__dataclass_fields__}
    db.execute(insert(tables.incident).values(row))


def every(db: Connection) -> list[Incident]:
    """Every incident, oldest first."""
    table = tables.incident
    columns = (table.c[field] for field in Incident.__dataclass_fields__)
    return [Incident(*row) for row in db.execute(select(*columns).order_by(table.c.made_at, table.c.request_id))]
