"""Replies leave once, even if we crash in between; what cannot be settled by looking, a person decides.

`ready → sending(owner, since) → sent`. A row left in `sending` is looked for where it was going: found there, it is
sent; not found, it may have been taken away already, so it is held for a person and never goes back to `ready`.
Replies go into a folder as .eml files, from where people or a mail program send them.
"""

from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, Engine

from panelready.faults import reached
from panelready.store import audit, effects
from panelready.store.effects import StoredReply
from panelready.store.originals import put_in_place, written_beside
from panelready.store.tables import OutboxState


class Outbox:
    """Sends what is ready into a folder. `owner` names this process; `lease` is how long it may take to send one."""

    def __init__(self, engine: Engine, folder: Path, owner: str, lease: timedelta) -> None:
        self._engine = engine
        self._folder = folder
        self._owner = owner
        self._lease = lease

    def path(self, reply: StoredReply) -> Path:
        """Where a reply goes: named by its key, which names nobody."""
        return self._folder / f"{reply.key.replace(':', '-')}.eml"

    def send_ready(self, now: datetime) -> list[str]:
        """Send every reply that is ready; the keys of those that left."""
        with self._engine.begin() as db:
            ready = effects.replies(db, OutboxState.READY)
        return [reply.key for reply in ready if self._send(reply, now)]

    def settle_interrupted(self, now: datetime) -> list[str]:
        """Look into replies whose sending was interrupted; the keys of those a person has to decide."""
        with self._engine.begin() as db:
            left = [reply for reply in effects.replies(db, OutboxState.SENDING) if self._has_lapsed(reply, now)]
            return [reply.key for reply in left if not self._is_settled(db, reply, now)]

    def _send(self, reply: StoredReply, now: datetime) -> bool:
        # Written beside first: a full disk is then met before the claim, and costs no person's look.
        draft = written_beside(self.path(reply), reply.message)
        try:
            return self._put_in_folder(reply, draft, now)
        finally:
            draft.unlink(missing_ok=True)

    def _put_in_folder(self, reply: StoredReply, draft: Path, now: datetime) -> bool:
        claim = {"owner": self._owner, "claimed_at": now}
        with self._engine.begin() as db:
            if not effects.move_reply(db, reply.key, OutboxState.SENDING, was=OutboxState.READY, **claim):
                return False
        reached("reply_claimed")
        with self._engine.begin() as db:
            # The owner is checked again under the lock that the write is made under: a process that was stopped for
            # longer than its lease finds that its row has been settled without it.
            current = effects.reply(db, reply.key)
            if current is None or (current.state, current.owner) != (OutboxState.SENDING, self._owner):
                return False
            put_in_place(draft, self.path(reply))
            reached("reply_written")
            self._mark_sent(db, reply, now)
        reached("reply_sent")
        return True

    def _has_lapsed(self, reply: StoredReply, now: datetime) -> bool:
        """Another owner's row lapses with its lease; one of an earlier run of this folder's only holder, at once."""
        return reply.owner != self._owner or reply.claimed_at is None or reply.claimed_at + self._lease < now

    def _is_settled(self, db: Connection, reply: StoredReply, now: datetime) -> bool:
        if self.path(reply).exists():
            self._mark_sent(db, reply, now)
            return True
        why = "may_have_left"
        effects.move_reply(db, reply.key, OutboxState.HELD, was=OutboxState.SENDING, held_because=why)
        effects.add_task(
            db, reply.request_id, None, reply.number, "may_have_left", why=[why], draft=reply.message, made_at=now
        )
        audit.record(db, now, "reply_held", request=reply.request_id, number=reply.number, why=why)
        return False

    def _mark_sent(self, db: Connection, reply: StoredReply, now: datetime) -> None:
        effects.move_reply(db, reply.key, OutboxState.SENT, was=OutboxState.SENDING, sent_at=now)
        audit.record(db, now, "reply_sent", request=reply.request_id, number=reply.number)
