"""Mail that a machine wrote and that brings no papers: filed, never a request of its own, never answered.

Where it is about a reply of ours, what it says is noted: a bounce makes that reply not delivered. Several in a few
minutes mean that we are writing to machines, and replies stop leaving by themselves until a person has looked.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import Connection

from casework.submission import Message, Origin, SubmittedFile
from ingest.file_kind import IMAGES
from panelready.app import App
from panelready.outbox import not_delivered
from panelready.reply_rules import is_bounce, machine_mark
from panelready.store import audit, effects, submissions
from panelready.store.effects import PAUSED, StoredReply
from panelready.store.submissions import StoredSubmission
from panelready.store.tables import OutboxState, SubmissionState

WITHIN, MOST = timedelta(minutes=10), 3
"""So many machines' answers to our replies, in so short a time, stop all that leave by themselves."""


def file_away(db: Connection, submission: StoredSubmission, app: App) -> bool:
    """File a submission that needs no answer, and note what it says of a reply of ours; False where it is another."""
    message = submission.message
    why = machine_mark(message, app.own_addresses)
    if message is None or why is None:
        return False
    ours = _reply_meant(db, message)
    files = (file for _, file in submissions.files(db, submission.id) if not _is_calendar(file, app))
    if _brings_papers(files, answers_us=ours is not None):
        return False
    now = app.now()
    submissions.move_on(db, submission.id, SubmissionState.FILED)
    about = ours.request_id if ours else None
    audit.record(db, now, "filed", submission=submission.id, request=about, why=why)
    if ours is not None:
        _note(db, ours, message, now)
    return True


def _note(db: Connection, ours: StoredReply, message: Message, now: datetime) -> None:
    if is_bounce(message) and ours.state is not OutboxState.CANCELLED:
        not_delivered(db, ours, "bounced", now, was=ours.state)
    audit.record(db, now, "machine_answered", request=ours.request_id, number=ours.number)
    since = max(filter(None, (now - WITHIN, effects.last_unpaused(db))))
    if not effects.is_paused(db) and audit.count_since(db, "machine_answered", since) >= MOST:
        effects.raise_task(db, ours.request_id, ours.number, PAUSED, why=[PAUSED], draft=None, at=now)
        audit.record(db, now, "replies_paused", request=ours.request_id, number=ours.number)


def _reply_meant(db: Connection, message: Message) -> StoredReply | None:
    """The reply of ours that a mail is about: by the ids that a report returns, else by what it answers."""
    origin = message.origin or Origin()
    returned = origin.report.message_ids if origin.report else ()
    ids = (*returned, *message.references)
    return effects.reply_of_message(db, ids) if ids else None


def _is_calendar(file: SubmittedFile, app: App) -> bool:
    """Whether a file is the event that an invitation is about (RFC 5545 3.4), which is no paper."""
    if not file.content or file.kind not in ("text", "csv", "unknown"):
        return False
    with app.originals.path(file.content).open("rb") as content:
        return content.read(64).lstrip(b"\xef\xbb\xbf \r\n").upper().startswith(b"BEGIN:VCALENDAR")


def _brings_papers(files: Iterable[SubmittedFile], *, answers_us: bool) -> bool:
    """Whether anything came but the mail's own words; what answers us may have a picture of its writer's signature."""
    words = {"message_text", *(IMAGES if answers_us else ())}
    return any(file.kind not in words for file in files)
