"""Our tables: one MetaData for SQLite and PostgreSQL, and the states a submission and a request go through.

Times are UTC and naive; JSON columns hold plain data made by panelready.plain. Nothing here is particular to SQLite.
"""

from enum import StrEnum

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMING)


class SubmissionState(StrEnum):
    """How far a submission has come; each state names the one step that follows it."""

    RECEIVED = "received"
    """Originals on disk, row committed. Next: open messages and archives."""
    OPENED = "opened"
    """Every file inside is known. Next: read them."""
    READ = "read"
    """Every file is read. Next: find the request it belongs to."""
    JOINED = "joined"
    """It belongs to a request; nothing more to do."""
    FILED = "filed"
    """A machine wrote it and it brings no papers; nothing more to do."""
    STUCK = "stuck"
    """A step failed too often; a person must look. Nothing is lost."""


class RequestState(StrEnum):
    """How far a request has come."""

    WAITING = "waiting"
    """Papers came; it is screened when `wake_at` has passed."""
    SCREENED = "screened"
    """The newest screening has not been answered yet. Next: respond."""
    ANSWERED = "answered"
    """Nothing to do until papers come, a person decides, or time calls."""
    AWAITED = "awaited"
    """Answered, and a paper was promised: screened again when `wake_at` has passed and it has not come."""
    WITHDRAWN = "withdrawn"
    """A person withdrew it."""
    MERGED = "merged"
    """A person linked it to another request, which holds its papers now."""
    STUCK = "stuck"
    """A step failed too often; a person must look."""


class OutboxState(StrEnum):
    """How far a reply has come."""

    READY = "ready"
    SENDING = "sending"
    SENT = "sent"
    HELD = "held"
    """A person decides: a draft, or one that may already have left."""
    CANCELLED = "cancelled"
    NOT_DELIVERED = "not_delivered"
    """It came back, or its recipient was refused; a person finds another way, and it is never sent again."""


submission = Table(
    "submission",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("drop_name", String(80), nullable=False),
    Column("authority", String(80)),
    Column("name", Text, nullable=False),
    Column("reply_to", Text),
    Column("received_at", DateTime, nullable=False),
    Column("state", String(20), nullable=False),
    Column("wake_at", DateTime, nullable=False),
    Column("failures", Integer, nullable=False, default=0),
    Column("trouble", Text),
    Column("message", JSON),
    Column("message_id", String(1000), index=True),
    Column("limits", JSON, nullable=False, default=list),
    Column("request_id", String(40), ForeignKey("request.id")),
    Index("ix_submission_open", "state", "wake_at", "id"),
)

intake = Table(
    "intake",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source", String(200), nullable=False),
    Column("source_id", String(200), nullable=False),
    Column("submission_id", String(40), ForeignKey("submission.id"), nullable=False),
    Column("seen_at", DateTime, nullable=False),
    UniqueConstraint("source", "source_id"),
)

arrived_file = Table(
    "arrived_file",
    metadata,
    Column("submission_id", String(40), ForeignKey("submission.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("path", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("content", String(64), nullable=False, index=True),
    Column("size", Integer, nullable=False),
)

submitted_file = Table(
    "submitted_file",
    metadata,
    Column("submission_id", String(40), ForeignKey("submission.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("content", String(64), nullable=False, index=True),
    Column("file", JSON, nullable=False),
    Column("documents", JSON),
)

request = Table(
    "request",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("authority", String(80)),
    Column("state", String(20), nullable=False),
    Column("wake_at", DateTime, nullable=False),
    Column("created_at", DateTime, nullable=False),
    Column("failures", Integer, nullable=False, default=0),
    Column("trouble", Text),
    Column("key", JSON, nullable=False),
    Column("reference", String(80), index=True),
    Column("screenings", Integer, nullable=False, default=0),
    Column("merged_into", String(40)),
    Column("alike", String(40)),
    Index("ix_request_open", "state", "wake_at", "id"),
)

request_word = Table(
    "request_word",
    metadata,
    Column("request_id", String(40), ForeignKey("request.id"), primary_key=True),
    Column("word", String(80), primary_key=True, index=True),
)
"""The words a request's case is looked up by, so that papers find it without reading every request there is."""

screening = Table(
    "screening",
    metadata,
    Column("request_id", String(40), ForeignKey("request.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("made_at", DateTime, nullable=False),
    Column("as_of", Date, nullable=False),
    Column("verdict", String(20), nullable=False),
    Column("basis", String(64), nullable=False),
    Column("answer", LargeBinary, nullable=False),
)

effect = Table(
    "effect",
    metadata,
    Column("request_id", String(40), ForeignKey("request.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("kind", String(20), primary_key=True),
    Column("made_at", DateTime, nullable=False),
)

outbox = Table(
    "outbox",
    metadata,
    Column("key", String(80), primary_key=True),
    Column("request_id", String(40), ForeignKey("request.id"), index=True),
    Column("number", Integer, nullable=False),
    Column("state", String(20), nullable=False, index=True),
    Column("recipient", Text),
    Column("message_id", String(200), nullable=False, unique=True),
    Column("message", LargeBinary, nullable=False),
    Column("held_because", Text),
    Column("owner", String(80)),
    Column("claimed_at", DateTime),
    Column("sent_at", DateTime),
    Column("way", String(20)),
    Column("not_before", DateTime),
    Column("tries", Integer, nullable=False, default=0, server_default="0"),
    Column("by_hand", Boolean, nullable=False, default=False, server_default=false()),
    Column("questions", JSON),
)

"""A row without a request is a notice, and `number` is that notice's; its tasks and decisions are like it."""

notice = Table(
    "notice",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("authority", String(80), nullable=False),
    Column("panel", String(80), nullable=False),
    Column("sitting", Date, nullable=False),
    Column("made_at", DateTime, nullable=False),
    Column("said", JSON, nullable=False),
    Column("key", String(80)),
    UniqueConstraint("authority", "panel", "sitting"),
)

incident = Table(
    "incident",
    metadata,
    Column("request_id", String(40), ForeignKey("request.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("reply_key", String(80), nullable=False),
    Column("recipient", Text),
    Column("said_at", DateTime, nullable=False),
    Column("said_edition", String(80)),
    Column("edition", String(80)),
    Column("points", JSON, nullable=False),
    Column("who", String(200)),
    Column("reason", Text),
    Column("made_at", DateTime, nullable=False),
)

slot = Table(
    "slot",
    metadata,
    Column("request_id", String(40), ForeignKey("request.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("authority", String(80), nullable=False),
    Column("panel", String(80), nullable=False),
    Column("sitting", Date),
    Column("incomplete", Boolean, nullable=False, default=False),
    Column("current", Boolean, nullable=False, default=True),
    Column("offered_at", DateTime, nullable=False),
    Index("ix_slot_sitting", "authority", "panel", "sitting"),
)

task = Table(
    "task",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("request_id", String(40), ForeignKey("request.id"), index=True),
    Column("submission_id", String(40), ForeignKey("submission.id")),
    Column("number", Integer, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("state", String(20), nullable=False, index=True),
    Column("why", JSON, nullable=False),
    Column("seen", JSON),
    Column("draft", LargeBinary),
    Column("made_at", DateTime, nullable=False),
    Column("settled_at", DateTime),
    UniqueConstraint("request_id", "number", "kind"),
)

review = Table(
    "review",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("request_id", String(40), ForeignKey("request.id"), index=True),
    Column("task_id", Integer, ForeignKey("task.id")),
    Column("action", String(20), nullable=False),
    Column("subject", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("who", String(200), nullable=False),
    Column("made_at", DateTime, nullable=False),
)

seen_file = Table(
    "seen_file",
    metadata,
    Column("source", String(200), primary_key=True),
    Column("path_key", Text, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("mtime_ns", String(24), nullable=False),
)

channel_note = Table(
    "channel_note",
    metadata,
    Column("source", String(200), primary_key=True),
    Column("name", String(400), primary_key=True),
    Column("value", Text, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", DateTime, nullable=False),
    Column("submission_id", String(40), index=True),
    Column("request_id", String(40), index=True),
    Column("event", String(40), nullable=False),
    Column("detail", JSON, nullable=False),
)
