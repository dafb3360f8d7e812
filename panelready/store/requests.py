"""Requests in the database: their key, their screenings, and what people decided."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, insert, or_, select, update

from casework.case import CaseKey, same_reference, words_of
from casework.screening import Review, ReviewAction
from panelready.plain import from_plain, to_plain
from panelready.store import tables
from panelready.store.due import ids_due
from panelready.store.tables import RequestState

OPEN_STATES = (RequestState.WAITING, RequestState.SCREENED, RequestState.AWAITED)
LIVE_STATES = (*OPEN_STATES, RequestState.ANSWERED, RequestState.STUCK)
WORD_LENGTH = 80


@dataclass(frozen=True, slots=True)
class StoredRequest:
    """A request's row. `screenings` counts them; times are UTC."""

    id: str
    authority: str | None
    state: RequestState
    wake_at: datetime
    created_at: datetime
    key: CaseKey
    failures: int = 0
    trouble: str | None = None
    screenings: int = 0
    merged_into: str | None = None
    alike: str | None = None
    """Another request that may be the same case; a person links the two, or lets it be."""


@dataclass(frozen=True, slots=True)
class StoredScreening:
    """One screening: its number within the request, its verdict, and the answer as JSON bytes."""

    request_id: str
    number: int
    made_at: datetime
    as_of: date
    verdict: str
    basis: str
    answer: bytes


def add(db: Connection, request: StoredRequest) -> None:
    """Write a new request."""
    row = {
        "id": request.id,
        "authority": request.authority,
        "state": request.state,
        "wake_at": request.wake_at,
        "created_at": request.created_at,
        "failures": 0,
        "key": to_plain(request.key),
        "reference": request.key.reference,
        "screenings": 0,
        "alike": request.alike,
    }
    db.execute(insert(tables.request).values(row))
    _set_words(db, request.id, request.key)


def get(db: Connection, request_id: str) -> StoredRequest:
    """The request of that id; LookupError where there is none."""
    row = db.execute(select(tables.request).where(tables.request.c.id == request_id)).mappings().one_or_none()
    if row is None:
        raise LookupError(request_id)
    return _request(row)


def live(db: Connection, authority: str | None, words: Collection[str]) -> list[StoredRequest]:
    """The requests of a council that later papers may still join and whose case has one of the words, newest first."""
    table, word = tables.request, tables.request_word
    named = select(word.c.request_id).where(word.c.word.in_(sorted(each[:WORD_LENGTH] for each in words)))
    query = select(table).where(table.c.id.in_(named), table.c.authority == authority, table.c.state.in_(LIVE_STATES))
    return [_request(row) for row in db.execute(query.order_by(table.c.created_at.desc(), table.c.id)).mappings()]


def of_message(db: Connection, message_ids: Sequence[str]) -> str | None:
    """The request whose reply carried one of these message ids, or None."""
    table = tables.outbox
    found = select(table.c.request_id).where(table.c.message_id.in_(message_ids)).order_by(table.c.number.desc())
    request_id: str | None = db.execute(found.limit(1)).scalar_one_or_none()
    return request_id


def of_conversation(db: Connection, message_ids: Sequence[str]) -> str | None:
    """The request that the newest mail with one of these message ids brought papers for, or None."""
    table = tables.submission
    known = table.c.message_id.in_(message_ids) & table.c.request_id.is_not(None)
    found = select(table.c.request_id).where(known).order_by(table.c.received_at.desc(), table.c.id)
    request_id: str | None = db.execute(found.limit(1)).scalar_one_or_none()
    return request_id


def move_on(db: Connection, request_id: str, state: RequestState, **changes: Any) -> None:
    """Put a request into its next state; a step that succeeded clears earlier failures."""
    changes = {"failures": 0, "trouble": None, **changes}
    table = tables.request
    db.execute(update(table).where(table.c.id == request_id).values(state=state, **changes))


def settle(db: Connection, request_id: str, again_at: datetime | None) -> None:
    """Put an answered request to rest, until papers come, a person decides, or the moment it is looked at again."""
    if again_at is None:
        move_on(db, request_id, RequestState.ANSWERED)
    else:
        move_on(db, request_id, RequestState.AWAITED, wake_at=again_at)


def set_key(db: Connection, request_id: str, key: CaseKey) -> None:
    """Write down by what later papers will know this request."""
    table = tables.request
    db.execute(update(table).where(table.c.id == request_id).values(key=to_plain(key), reference=key.reference))
    _set_words(db, request_id, key)


def add_screening(db: Connection, screening: StoredScreening) -> None:
    """Write a screening and count it; the number is unique within its request."""
    row = {field: getattr(screening, field) for field in StoredScreening.__dataclass_fields__}
    db.execute(insert(tables.screening).values(row))
    table = tables.request
    db.execute(update(table).where(table.c.id == screening.request_id).values(screenings=screening.number))


def screening(db: Connection, request_id: str, number: int) -> StoredScreening | None:
    """One screening of a request, or None."""
    table = tables.screening
    found = select(table).where(table.c.request_id == request_id, table.c.number == number)
    row = db.execute(found).mappings().one_or_none()
    return StoredScreening(**row) if row is not None else None


def screenings(db: Connection, request_id: str) -> list[StoredScreening]:
    """All screenings of a request, in order."""
    table = tables.screening
    rows = db.execute(select(table).where(table.c.request_id == request_id).order_by(table.c.number)).mappings()
    return [StoredScreening(**row) for row in rows]


def linked_to(db: Connection, request_id: str) -> list[str]:
    """The requests whose papers a person gave to this one, in the order of their ids."""
    table = tables.request
    return list(db.execute(select(table.c.id).where(table.c.merged_into == request_id).order_by(table.c.id)).scalars())


def all_ids(db: Connection) -> list[str]:
    """Every request, oldest first."""
    table = tables.request
    return list(db.execute(select(table.c.id).order_by(table.c.created_at, table.c.id)).scalars())


def open_ids(db: Connection, now: datetime, limit: int) -> list[str]:
    """Requests that a step can be done for now, oldest wake-up first."""
    return ids_due(db, tables.request, OPEN_STATES, now, limit)


def find(db: Connection, words: str) -> list[str]:
    """The requests a person may mean: by request id, submission id, task number or case reference.

    A reference may be spaced otherwise than in the papers, and does not mean what was linked to another request.
    """
    table = tables.request
    by_submission = select(tables.submission.c.request_id).where(tables.submission.c.id == words)
    asked = [table.c.id == words, table.c.id.in_(by_submission)]
    if re.fullmatch("[0-9]{1,15}", words):
        asked.append(table.c.id.in_(select(tables.task.c.request_id).where(tables.task.c.id == int(words))))
    found = set(db.execute(select(table.c.id).where(or_(*asked))).scalars())
    known = select(table.c.id, table.c.reference).where(table.c.reference.is_not(None), table.c.merged_into.is_(None))
    found |= {request_id for request_id, reference in db.execute(known) if same_reference(words, reference)}
    return sorted(found)


def add_review(db: Connection, request_id: str | None, task_id: int | None, review: Review, at: datetime) -> None:
    """Write down a person's decision; on a notice where there is no request."""
    row = {"request_id": request_id, "task_id": task_id, "made_at": at, **to_plain(review)}
    db.execute(insert(tables.review).values(row))


def reviews(db: Connection, request_id: str) -> list[Review]:
    """What people decided about a request, in order."""
    table = tables.review
    rows = db.execute(select(table).where(table.c.request_id == request_id).order_by(table.c.id)).mappings()
    return [
        Review(ReviewAction(row["action"]), row["subject"], row["value"], row["reason"], row["who"]) for row in rows
    ]


def _request(row: RowMapping) -> StoredRequest:
    values = {key: row[key] for key in StoredRequest.__dataclass_fields__}
    return StoredRequest(**{**values, "state": RequestState(row["state"]), "key": from_plain(CaseKey, row["key"])})


def _set_words(db: Connection, request_id: str, key: CaseKey) -> None:
    table = tables.request_word
    db.execute(delete(table).where(table.c.request_id == request_id))
    rows = [{"request_id": request_id, "word": word[:WORD_LENGTH]} for word in sorted(words_of(key))]
    if rows:
        db.execute(insert(table), rows)
