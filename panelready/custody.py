"""Custody: an arrival is durably ours before its source is told so.

copies on disk → one transaction {submission, files, intake row} → commit → only then the source is acknowledged. The
intake row is unique, so an arrival that is seen again is acknowledged again and nothing else. A mail that lies in
several mailboxes of a council, or comes again to one, has an intake row for each, which all name one submission.
"""

from casework.submission import Arrival
from panelready.app import App
from panelready.drop_settings import Drop
from panelready.faults import reached
from panelready.ids import submission_id
from panelready.store import audit, submissions
from panelready.store.submissions import StoredFile, StoredSubmission
from panelready.store.tables import SubmissionState
from watch_folders.arriving import Changed, Taken
from watch_folders.channel import Channel


def take_arrival(arrival: Arrival, channel: Channel, drop: Drop, app: App) -> str | None:
    """Take an arrival into custody; the submission's id, or None where it was not as it had been and waits."""
    with app.scratch("arrival") as folder:
        taken = channel.take(arrival, folder)
        if isinstance(taken, Changed):
            return None
        reached("staged")
        for file in taken.files:
            app.originals.adopt(file.staged, file.content)
    reached("original_kept")
    identity = _commit(arrival, taken, channel.source, drop, app)
    reached("before_acknowledge")
    channel.acknowledge(arrival)
    reached("after_acknowledge")
    return identity


def _commit(arrival: Arrival, taken: Taken, source: str, drop: Drop, app: App) -> str:
    now = app.now()
    with app.engine.begin() as db:
        known = submissions.submission_of_arrival(db, source, taken.source_id)
        identity = _identity(taken, source, drop)
        if known is None and submissions.exists(db, identity):
            submissions.add_intake(db, identity, source, taken.source_id, now)
            known = identity
        if known is not None:
            audit.record(db, now, "seen_again", submission=known)
            return known
        row = StoredSubmission(
            identity, drop.name, drop.authority, arrival.name, drop.reply_to, now, SubmissionState.RECEIVED, now
        )
        app.originals.require([file.content for file in taken.files])
        files = [StoredFile(file.path, file.name, file.content, file.size) for file in taken.files]
        submissions.add(db, row, files, source, taken.source_id)
        audit.record(db, now, "received", submission=identity, files=len(files))
        reached("before_intake_commit")
    reached("after_intake_commit")
    app.say("received", submission=identity, files=len(files))
    return identity


def _identity(taken: Taken, source: str, drop: Drop) -> str:
    """A mail is the same for a council wherever it lies; anything else is known by where it came from."""
    if taken.mail_id:
        return submission_id(f"mail to {drop.authority}", taken.mail_id)
    return submission_id(source, taken.source_id)
