"""Notices of what was expected and has not come: one for each sitting of a panel, with what it said."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from panelready.store import tables


@dataclass(frozen=True, slots=True)
class StoredNotice:
    """A notice as it was made. `said` is its content as plain data; `key` its mail in the outbox, if it has one."""

    id: int
    authority: str
    panel: str
    sitting: date
    made_at: datetime
    said: Any
    key: str | None


def has(db: Connection, authority: str, panel: str, sitting: date) -> bool:
    """Whether that sitting has had its notice."""
    table = tables.notice
    asked = (table.c.authority == authority) & (table.c.panel == panel) & (table.c.sitting == sitting)
    return db.execute(select(table.c.id).where(asked)).first() is not None


def add(db: Connection, authority: str, panel: str, sitting: date, **rest: Any) -> int:
    """Write down a notice; `rest` holds made_at, said and key. A second one for a sitting is refused by the table."""
    row = {"authority": authority, "panel": panel, "sitting": sitting, **rest}
    made = db.execute(insert(tables.notice).values(row).returning(tables.notice.c.id))
    notice_id: int = made.scalar_one()
    return notice_id


def of_number(db: Connection, number: int) -> StoredNotice | None:
    """The notice of that number, or None."""
    return next(iter(_notices(db, tables.notice.c.id == number)), None)


def every(db: Connection, since: date) -> list[StoredNotice]:
    """The notices for sittings from that day on, in their order."""
    return _notices(db, tables.notice.c.sitting >= since)


def forget(db: Connection, before: date) -> list[str]:
    """Delete notices of sittings before that day, with their mails and tasks; the keys of the mails."""
    old = _notices(db, tables.notice.c.sitting < before)
    numbers = [notice.id for notice in old]
    keys = [notice.key for notice in old if notice.key]
    db.execute(delete(tables.review).where(tables.review.c.subject.in_(keys)))
    for table in (tables.task, tables.outbox):
        db.execute(delete(table).where(table.c.request_id.is_(None), table.c.number.in_(numbers)))
    db.execute(delete(tables.notice).where(tables.notice.c.id.in_(numbers)))
    return keys


def _notices(db: Connection, condition: Any) -> list[StoredNotice]:
    table = tables.notice
    columns = (table.c[field] for field in StoredNotice.__dataclass_fields__)
    rows = db.execute(select(*columns).where(condition).order_by(table.c.sitting, table.c.authority, table.c.panel))
    return [StoredNotice(*row) for row in rows]
