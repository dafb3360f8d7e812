"""Papers that a person took away again from where they came: noted, and nothing leaves about them by itself.

We keep what we took, and the request stays. Whether it goes on without those papers is a person's to say.
"""

from panelready.app import App
from panelready.drop_settings import Drop
from panelready.outbox import hold
from panelready.store import audit, effects, submissions
from panelready.store.tables import OutboxState
from watch_folders.arriving import Withdrawn

WITHDRAWN = "withdrawn"
"""The event in the trail, and why a reply is held."""


def withdraw(app: App, drop: Drop, gone: Withdrawn) -> None:
    """Note that papers were taken away, hold every reply about them that has not left, and tell a person.

    Doing it twice is doing it once. Raises TemporaryFailure where it cannot be written down.
    """
    now = app.now()
    with app.engine.begin() as db:
        identity = submissions.submission_of_arrival(db, drop.name, gone.source_id)
        if identity is None:
            return
        submission = submissions.get(db, identity)
        if not audit.has_happened(db, WITHDRAWN, identity) or gone.path:
            audit.record(db, now, WITHDRAWN, submission=identity, request=submission.request_id, all=not gone.path)
        if submission.request_id is None:
            return
        for reply in effects.replies(db, OutboxState.READY, submission.request_id):
            hold(db, reply, WITHDRAWN, now, was=OutboxState.READY)
