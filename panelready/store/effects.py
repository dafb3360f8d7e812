"""What a screening caused: a reply, a slot or a task, each at most once per screening and kind."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, insert, select, update

from panelready.store import tables
from panelready.store.tables import OutboxState

MAY_HAVE_LEFT, HELD, NOT_DELIVERED, PAUSED = "may_have_left", "held", "not_delivered", "replies_paused"
"""Kinds of task about a reply that was written; the first is also why such a reply is held."""
BROKEN_TEMPLATE, REFERRED, SENDER_WROTE = "broken_template", "referred", "sender_wrote"
OF_LEAVING = (NOT_DELIVERED, PAUSED, BROKEN_TEMPLATE)
STAYING = (*OF_LEAVING, SENDER_WROTE)
"""Kinds of task that a later screening does not settle, and that `--release` alone may."""


@dataclass(frozen=True, slots=True)
class StoredTask:
    """What a person has to settle: which request and screening, why, and the drafted reply."""

    id: int
    request_id: str | None
    submission_id: str | None
    number: int
    kind: str
    state: str
    why: list[str]
    draft: bytes | None
    made_at: datetime
    seen: list[dict[str, Any]] | None = None
    """The words to be read, as `panelready.plain` writes Evidence; None where the report shows them."""


@dataclass(frozen=True, slots=True)
class StoredSlot:
    """A place on an agenda; `sitting` is None where the date is still to be set."""

    request_id: str
    number: int
    authority: str
    panel: str
    sitting: date | None
    incomplete: bool
    offered_at: datetime


@dataclass(frozen=True, slots=True)
class StoredReply:
    """A reply in the outbox and how far it has come."""

    key: str
    request_id: str | None
    """None for a notice, whose `number` it then is."""
    number: int
    state: OutboxState
    recipient: str | None
    message_id: str
    message: bytes
    held_because: str | None = None
    owner: str | None = None
    claimed_at: datetime | None = None
    sent_at: datetime | None = None
    way: str | None = None
    """Which sender carries it; None is the folder, where everything went once."""
    not_before: datetime | None = None
    tries: int = 0
    """How often sending it failed in a way that left no doubt that it had not left."""
    by_hand: bool = False
    """Whether a person released it: what holds automatic replies back no longer does."""
    questions: list[dict[str, Any]] | None = None
    """The numbered questions it asks, as `panelready.plain` writes them; None where it was written before we kept them.
    """

    @property
    def leaves_by_itself(self) -> bool:
        """Whether no person sends it: a draft for a person waits for no hour."""
        return self.not_before is not None and not self.by_hand


def claim(db: Connection, request_id: str, number: int, kind: str, at: datetime) -> bool:
    """Whether this effect is ours to make; False where this screening has already had it."""
    table = tables.effect
    done = select(table.c.kind).where(table.c.request_id == request_id, table.c.number == number, table.c.kind == kind)
    if db.execute(done).scalar_one_or_none() is not None:
        return False
    db.execute(insert(table).values(request_id=request_id, number=number, kind=kind, made_at=at))
    return True


def last_answered(db: Connection, request_id: str) -> int | None:
    """The number of the newest screening that had an effect, or None."""
    table = tables.effect
    newest = select(table.c.number).where(table.c.request_id == request_id).order_by(table.c.number.desc()).limit(1)
    number: int | None = db.execute(newest).scalar_one_or_none()
    return number


def last_told(db: Connection, request_id: str) -> int | None:
    """The number of the newest screening that people were written to about, or None.

    A reply that waits, or came back, has told nobody.
    """
    table = tables.outbox
    told = table.c.state.in_((OutboxState.SENDING, OutboxState.SENT)) | (table.c.held_because == MAY_HAVE_LEFT)
    query = (
        select(table.c.number).where(table.c.request_id == request_id, told).order_by(table.c.number.desc()).limit(1)
    )
    number: int | None = db.execute(query).scalar_one_or_none()
    return number


def supersede(db: Connection, request_id: str, at: datetime, before: int = sys.maxsize) -> None:
    """Take back what screenings before that number caused and nobody has acted on.

    These are slots, open tasks and replies not yet sent. What became of a reply that left is not taken back.
    """

    def earlier(table: Table) -> ColumnElement[bool]:
        return (table.c.request_id == request_id) & (table.c.number < before)

    db.execute(update(tables.slot).where(earlier(tables.slot)).values(current=False))
    open_tasks = earlier(tables.task) & (tables.task.c.state == "open") & tables.task.c.kind.not_in(STAYING)
    db.execute(update(tables.task).where(open_tasks).values(state="superseded", settled_at=at))
    held = (tables.outbox.c.state == OutboxState.HELD) & (tables.outbox.c.held_because != MAY_HAVE_LEFT)
    waiting = earlier(tables.outbox) & ((tables.outbox.c.state == OutboxState.READY) | held)
    db.execute(update(tables.outbox).where(waiting).values(state=OutboxState.CANCELLED))


def add_slot(db: Connection, slot: StoredSlot) -> None:
    """Put a request on an agenda."""
    row = {field: getattr(slot, field) for field in StoredSlot.__dataclass_fields__}
    db.execute(insert(tables.slot).values(**row, current=True))


def slots(db: Connection, authority: str, panel: str, sitting: date | None) -> list[StoredSlot]:
    """The places on one agenda, in the order they were offered."""
    table = tables.slot
    on_day = table.c.sitting.is_(None) if sitting is None else table.c.sitting == sitting
    query = select(*(table.c[field] for field in StoredSlot.__dataclass_fields__)).where(
        table.c.authority == authority, table.c.panel == panel, on_day, table.c.current
    )
    rows = db.execute(query.order_by(table.c.offered_at, table.c.request_id))
    return [StoredSlot(*row) for row in rows]


def sittings(db: Connection, authority: str, panel: str) -> list[date | None]:
    """The days for which a panel's agenda holds anything; None stands for a day still to be set."""
    table = tables.slot
    query = select(table.c.sitting).where(table.c.authority == authority, table.c.panel == panel, table.c.current)
    return sorted(set(db.execute(query).scalars()), key=lambda day: day or date.max)


def add_task(
    db: Connection, request_id: str | None, submission_id: str | None, number: int, kind: str, **rest: Any
) -> int:
    """Give a person something to settle; `rest` holds why, draft, made_at, and what was seen."""
    row = {"request_id": request_id, "submission_id": submission_id, "number": number, "kind": kind, "state": "open"}
    made = db.execute(insert(tables.task).values(**row, **rest).returning(tables.task.c.id))
    task_id: int = made.scalar_one()
    return task_id


def raise_task(
    db: Connection, request_id: str | None, number: int, kind: str, *, why: list[str], draft: bytes | None, at: datetime
) -> None:
    """Give a person something to settle about a request or notice; what was settled and comes again is reopened."""
    table = tables.task
    known = (table.c.request_id == request_id) & (table.c.number == number) & (table.c.kind == kind)
    again = update(table).where(known).values(state="open", why=why, draft=draft, made_at=at, settled_at=None)
    if db.execute(again).rowcount == 0:
        add_task(db, request_id, None, number, kind, why=why, draft=draft, made_at=at)


def task(db: Connection, task_id: int) -> StoredTask:
    """The task of that number; LookupError where there is none."""
    found = _tasks(db, tables.task.c.id == task_id)
    if not found:
        raise LookupError(str(task_id))
    return found[0]


def open_tasks(db: Connection) -> list[StoredTask]:
    """What people have to settle, oldest first."""
    return _tasks(db, tables.task.c.state == "open")


def tasks_of(db: Connection, request_id: str) -> list[StoredTask]:
    """Every task a request has had."""
    return _tasks(db, tables.task.c.request_id == request_id)


def settle_task(db: Connection, task_id: int, at: datetime) -> None:
    """Mark a task as settled by a person."""
    db.execute(update(tables.task).where(tables.task.c.id == task_id).values(state="settled", settled_at=at))


def add_reply(db: Connection, reply: StoredReply) -> None:
    """Put a reply in the outbox."""
    row = {field: getattr(reply, field) for field in StoredReply.__dataclass_fields__}
    db.execute(insert(tables.outbox).values(row))


def replies(db: Connection, state: OutboxState | None = None, request_id: str | None = None) -> list[StoredReply]:
    """Replies in the outbox, by state or by request, oldest first."""
    table = tables.outbox
    query = select(*(table.c[field] for field in StoredReply.__dataclass_fields__))
    if state is not None:
        query = query.where(table.c.state == state)
    if request_id is not None:
        query = query.where(table.c.request_id == request_id)
    rows = db.execute(query.order_by(table.c.number, table.c.key)).mappings()
    return [StoredReply(**{**row, "state": OutboxState(row["state"])}) for row in rows]


def claimed_since(db: Connection, since: datetime) -> list[StoredReply]:
    """Replies that a sender has claimed since then, whatever became of them."""
    table = tables.outbox
    query = select(*(table.c[field] for field in StoredReply.__dataclass_fields__)).where(table.c.claimed_at >= since)
    return [StoredReply(**{**row, "state": OutboxState(row["state"])}) for row in db.execute(query).mappings()]


def reply_of_message(db: Connection, message_ids: Sequence[str]) -> StoredReply | None:
    """The newest reply that carried one of these message ids, or None."""
    table = tables.outbox
    query = select(table.c.key).where(table.c.message_id.in_(message_ids)).order_by(table.c.number.desc()).limit(1)
    key: str | None = db.execute(query).scalar_one_or_none()
    return reply(db, key) if key is not None else None


def requests_of_messages(db: Connection, message_ids: Sequence[str]) -> set[str]:
    """The requests whose replies carried these message ids."""
    table = tables.outbox
    about = table.c.message_id.in_(message_ids) & table.c.request_id.is_not(None)
    return set(db.execute(select(table.c.request_id).where(about)).scalars())


def is_paused(db: Connection) -> bool:
    """Whether replies may not leave by themselves until a person has looked at why."""
    table = tables.task
    return (
        db.execute(select(table.c.id).where(table.c.kind == PAUSED, table.c.state == "open").limit(1)).first()
        is not None
    )


def last_unpaused(db: Connection) -> datetime | None:
    """When a person last let replies leave by themselves again, or None."""
    table = tables.task
    query = select(table.c.settled_at).where(table.c.kind == PAUSED, table.c.settled_at.is_not(None))
    at: datetime | None = db.execute(query.order_by(table.c.settled_at.desc()).limit(1)).scalar_one_or_none()
    return at


def reply(db: Connection, key: str) -> StoredReply | None:
    """The reply of that key, or None."""
    table = tables.outbox
    query = select(*(table.c[field] for field in StoredReply.__dataclass_fields__)).where(table.c.key == key)
    row = db.execute(query).mappings().one_or_none()
    return None if row is None else StoredReply(**{**row, "state": OutboxState(row["state"])})


def move_reply(db: Connection, key: str, to: OutboxState, *, was: OutboxState, **changes: Any) -> bool:
    """Move a reply on, unless it is no longer in the state it was thought to be in; whether it moved."""
    table = tables.outbox
    moved = db.execute(update(table).where(table.c.key == key, table.c.state == was).values(state=to, **changes))
    return moved.rowcount == 1


def _tasks(db: Connection, condition: Any) -> list[StoredTask]:
    table = tables.task
    rows = db.execute(
        select(*(table.c[field] for field in StoredTask.__dataclass_fields__)).where(condition).order_by(table.c.id)
    )
    return [StoredTask(*row) for row in rows]
