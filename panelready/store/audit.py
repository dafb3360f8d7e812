"""The audit trail: every change of state, appended and never altered. Ids and counts, never a name."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, insert, or_, select

from panelready.store import tables


class Entry(NamedTuple):
    """One line of the trail."""

    at: datetime
    event: str
    detail: Mapping[str, Any]
    submission_id: str | None
    request_id: str | None


def record(
    db: Connection,
    at: datetime,
    event: str,
    *,
    submission: str | None = None,
    request: str | None = None,
    **detail: Any,
) -> None:
    """Append one event."""
    row = {"at": at, "event": event, "submission_id": submission, "request_id": request, "detail": detail}
    db.execute(insert(tables.audit).values(row))


def count_since(db: Connection, event: str, since: datetime) -> int:
    """How often something happened after that moment."""
    table = tables.audit
    query = select(func.count()).select_from(table).where(table.c.event == event, table.c.at > since)
    return int(db.execute(query).scalar_one())


def has_happened(db: Connection, event: str, submission: str) -> bool:
    """Whether something has happened to a submission."""
    table = tables.audit
    query = select(table.c.id).where(table.c.event == event, table.c.submission_id == submission)
    return db.execute(query.limit(1)).first() is not None


def trail_of(db: Connection, request: str, submissions: list[str]) -> list[Entry]:
    """Everything that happened to a request and its submissions, in order."""
    about = or_(tables.audit.c.request_id == request, tables.audit.c.submission_id.in_(submissions))
    query = select(
        tables.audit.c.at,
        tables.audit.c.event,
        tables.audit.c.detail,
        tables.audit.c.submission_id,
        tables.audit.c.request_id,
    )
    return [Entry(*row) for row in db.execute(query.where(about).order_by(tables.audit.c.id))]
