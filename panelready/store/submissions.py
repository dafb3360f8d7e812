"""Submissions in the database: taken once, opened, read, joined to a request."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, insert, select, update

from casework.document import Document
from casework.submission import Message, SubmittedFile
from panelready.plain import from_plain, to_plain
from panelready.store import tables
from panelready.store.due import ids_due
from panelready.store.tables import SubmissionState

OPEN_STATES = (SubmissionState.RECEIVED, SubmissionState.OPENED, SubmissionState.READ)
Documents = tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file as it arrived: the path and name its sender gave it, its SHA-256 and its size in bytes."""

    path: str
    name: str
    content: str
    size: int


@dataclass(frozen=True, slots=True)
class StoredSubmission:
    """A submission's row. Times are UTC."""

    id: str
    drop_name: str
    authority: str | None
    name: str
    reply_to: str | None
    received_at: datetime
    state: SubmissionState
    wake_at: datetime
    failures: int = 0
    trouble: str | None = None
    message: Message | None = None
    limits: tuple[str, ...] = ()
    request_id: str | None = None


def submission_of_arrival(db: Connection, source: str, source_id: str) -> str | None:
    """The submission that this arrival already became, or None."""
    seen = select(tables.intake.c.submission_id).where(
        tables.intake.c.source == source, tables.intake.c.source_id == source_id
    )
    found: str | None = db.execute(seen).scalar_one_or_none()
    return found


def add(db: Connection, submission: StoredSubmission, files: Sequence[StoredFile], source: str, source_id: str) -> None:
    """Write a new submission, its files and the intake row that keeps it from being taken twice."""
    row: dict[str, Any] = {
        "id": submission.id,
        "drop_name": submission.drop_name,
        "authority": submission.authority,
        "name": submission.name,
        "reply_to": submission.reply_to,
        "received_at": submission.received_at,
        "state": submission.state,
        "wake_at": submission.wake_at,
        "failures": 0,
        "limits": [],
    }
    db.execute(insert(tables.submission).values(row))
    numbered = [
        {"submission_id": submission.id, "number": number, **to_plain(file)} for number, file in enumerate(files)
    ]
    if numbered:
        db.execute(insert(tables.arrived_file), numbered)
    add_intake(db, submission.id, source, source_id, submission.received_at)


def add_intake(db: Connection, submission_id: str, source: str, source_id: str, at: datetime) -> None:
    """Write down that this arrival is, or became, that submission."""
    intake = {"source": source, "source_id": source_id, "submission_id": submission_id}
    db.execute(insert(tables.intake).values(**intake, seen_at=at))


def exists(db: Connection, submission_id: str) -> bool:
    """Whether there is a submission of that id."""
    found = db.execute(select(tables.submission.c.id).where(tables.submission.c.id == submission_id))
    return found.scalar_one_or_none() is not None


def get(db: Connection, submission_id: str) -> StoredSubmission:
    """The submission of that id; LookupError where there is none."""
    row = db.execute(select(tables.submission).where(tables.submission.c.id == submission_id)).mappings().one_or_none()
    if row is None:
        raise LookupError(submission_id)
    return _submission(row)


def of_request(db: Connection, request_id: str) -> list[StoredSubmission]:
    """The submissions of a request, oldest first."""
    table = tables.submission
    rows = db.execute(
        select(table).where(table.c.request_id == request_id).order_by(table.c.received_at, table.c.id)
    ).mappings()
    return [_submission(row) for row in rows]


def arrived_files(db: Connection, submission_id: str) -> list[StoredFile]:
    """The files of a submission as they arrived, in order."""
    table = tables.arrived_file
    columns = (table.c.path, table.c.name, table.c.content, table.c.size)
    rows = db.execute(select(*columns).where(table.c.submission_id == submission_id).order_by(table.c.number))
    return [StoredFile(*row) for row in rows]


def set_files(db: Connection, submission_id: str, files: Sequence[SubmittedFile]) -> None:
    """Write down what was found on opening a submission; done twice, it changes nothing."""
    table = tables.submitted_file
    db.execute(table.delete().where(table.c.submission_id == submission_id))
    rows = [
        {"submission_id": submission_id, "number": number, "content": file.content, "file": to_plain(file)}
        for number, file in enumerate(files)
    ]
    if rows:
        db.execute(insert(table), rows)


def files(db: Connection, submission_id: str) -> list[tuple[int, SubmittedFile]]:
    """The numbered files of a submission, opened."""
    table = tables.submitted_file
    rows = db.execute(
        select(table.c.number, table.c.file).where(table.c.submission_id == submission_id).order_by(table.c.number)
    )
    return [(number, from_plain(SubmittedFile, file)) for number, file in rows]


def unread(db: Connection, submission_id: str) -> list[tuple[int, SubmittedFile]]:
    """The numbered files of a submission that have not been read yet."""
    table = tables.submitted_file
    rows = db.execute(
        select(table.c.number, table.c.file, table.c.documents)
        .where(table.c.submission_id == submission_id)
        .order_by(table.c.number)
    )
    return [(number, from_plain(SubmittedFile, file)) for number, file, documents in rows if documents is None]


def set_documents(db: Connection, submission_id: str, number: int, documents: Documents) -> None:
    """Write down what was read in one file."""
    table = tables.submitted_file
    db.execute(
        update(table)
        .where(table.c.submission_id == submission_id, table.c.number == number)
        .values(documents=to_plain(documents, Documents))
    )


def documents(db: Connection, submission_id: str) -> Documents:
    """Every document of a submission, in the order of its files."""
    table = tables.submitted_file
    rows = db.execute(
        select(table.c.documents).where(table.c.submission_id == submission_id).order_by(table.c.number)
    ).scalars()
    return tuple(document for row in rows if row is not None for document in from_plain(Documents, row))


def move_on(db: Connection, submission_id: str, state: SubmissionState, **changes: Any) -> None:
    """Put a submission into its next state; a step that succeeded clears earlier failures."""
    changes = {"failures": 0, "trouble": None, **changes}
    table = tables.submission
    db.execute(update(table).where(table.c.id == submission_id).values(state=state, **changes))


def open_ids(db: Connection, now: datetime, limit: int) -> list[str]:
    """Submissions that a step can be done for now, oldest wake-up first."""
    return ids_due(db, tables.submission, OPEN_STATES, now, limit)


def _submission(row: RowMapping) -> StoredSubmission:
    message = from_plain(Message, row["message"]) if row["message"] is not None else None
    values = {key: row[key] for key in StoredSubmission.__dataclass_fields__}
    state = SubmissionState(row["state"])
    return StoredSubmission(**{**values, "message": message, "state": state, "limits": tuple(row["limits"])})
