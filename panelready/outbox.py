"""Replies leave once, even if we crash in between; what cannot be settled by looking, a person decides.

`ready → sending(owner, since) → sent`. A row left in `sending` is looked for where it was going: found there, it is
sent; not found, it may have left all the same, so it is held for a person and never goes back to `ready`. Only where
the sender itself says that nothing left does a reply wait for another try.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from types import MappingProxyType

from sqlalchemy import Connection, Engine

from panelready.faults import reached
from panelready.log import Value
from panelready.reply_folder import FOLDER, FolderSender
from panelready.reply_sender import Left, NotDelivered, NotNow, Outcome, Sender, Unknown
from panelready.store import audit, effects
from panelready.store.effects import HELD, MAY_HAVE_LEFT, NOT_DELIVERED, StoredReply
from panelready.store.tables import OutboxState

LONGEST_WAIT = timedelta(hours=1)
Say = Callable[..., None]
HoldBack = Callable[[Connection, StoredReply, datetime], str | None]
"""Why a reply that waited must not leave by itself now, or None."""


def _silent(event: str, **about: Value) -> None:
    """Say nothing."""


def _nothing_holds(db: Connection, reply: StoredReply, now: datetime) -> str | None:
    return None


class Outbox:
    """Sends what is ready. `owner` names this process; `lease` is how long it may take to send one reply."""

    def __init__(
        self,
        engine: Engine,
        folder: FolderSender,
        owner: str,
        lease: timedelta,
        others: Mapping[str, Sender] = MappingProxyType({}),
        hold_back: HoldBack = _nothing_holds,
        say: Say = _silent,
    ) -> None:
        self._engine = engine
        self._folder = folder
        self._senders: dict[str, Sender] = {FOLDER: folder, **others}
        self._owner = owner
        self._lease = lease
        self._hold_back = hold_back
        self._say = say
        self._said: set[tuple[str, str]] = set()
        self._rests: dict[str, datetime] = {}

    def path(self, key: str) -> Path:
        """Where the reply of that key lies, if it goes into the folder."""
        return self._folder.path(key)

    def send_ready(self, now: datetime) -> list[str]:
        """Send every reply that is ready and whose time has come; the keys of those that left."""
        with self._engine.begin() as db:
            ready = [each for each in effects.replies(db, OutboxState.READY) if (each.not_before or now) <= now]
        return [reply.key for reply in ready if not self._rests_now(reply, now) and self._send(reply, now)]

    def settle_interrupted(self, now: datetime) -> list[str]:
        """Look into replies whose sending was interrupted; the keys of those a person has to decide."""
        with self._engine.begin() as db:
            left = [reply for reply in effects.replies(db, OutboxState.SENDING) if self._has_lapsed(reply, now)]
        return [reply.key for reply in left if not self._is_settled(reply, now)]

    def _rests_now(self, reply: StoredReply, now: datetime) -> bool:
        """Whether the reply's way was closed a moment ago: one slow refusal a round is enough."""
        return self._rests.get(reply.way or FOLDER, now) > now

    def _send(self, reply: StoredReply, now: datetime) -> bool:
        sender = self._senders.get(reply.way or FOLDER)
        if sender is None:  # the settings no longer have it
            self._once(reply, "no_sender")
            return False
        with sender.prepared(reply) as leave:
            if not self._claim(reply, now):
                return False
            reached("reply_claimed")
            if sender.is_instant:
                return self._leave_at_once(reply, leave, now)
            return self._leave(reply, leave, now)

    def _claim(self, reply: StoredReply, now: datetime) -> bool:
        """Make the reply ours to send, unless it has gone or something has come to hold it."""
        claim = {"owner": self._owner, "claimed_at": now}
        with self._engine.begin() as db:
            why = self._hold_back(db, reply, now)
            if why is not None:
                hold(db, reply, why, now, was=OutboxState.READY)
                return False
            return effects.move_reply(db, reply.key, OutboxState.SENDING, was=OutboxState.READY, **claim)

    def _leave_at_once(self, reply: StoredReply, leave: Callable[[], Outcome], now: datetime) -> bool:
        """Send and mark under one lock.

        A process that was stopped for longer than its lease then finds that its row has been settled without it.
        """
        with self._engine.begin() as db:
            if not self._is_still_ours(db, reply):
                return False
            outcome = leave()
            reached("reply_written")
            self._settle(db, reply, outcome, now)
        reached("reply_sent")
        return True

    def _leave(self, reply: StoredReply, leave: Callable[[], Outcome], now: datetime) -> bool:
        """Send over a network, for which nobody else must wait; the row stays `sending` meanwhile."""
        with self._engine.begin() as db:
            if not self._is_still_ours(db, reply):
                return False
        outcome = leave()
        reached("reply_accepted")
        with self._engine.begin() as db:
            if self._is_still_ours(db, reply):
                self._settle(db, reply, outcome, now)
        reached("reply_noted")
        return isinstance(outcome, Left)

    def _is_still_ours(self, db: Connection, reply: StoredReply) -> bool:
        current = effects.reply(db, reply.key)
        return current is not None and (current.state, current.owner) == (OutboxState.SENDING, self._owner)

    def _has_lapsed(self, reply: StoredReply, now: datetime) -> bool:
        """Another owner's row lapses with its lease; one of an earlier run of this folder's only holder, at once."""
        return reply.owner != self._owner or reply.claimed_at is None or reply.claimed_at + self._lease < now

    def _is_settled(self, reply: StoredReply, now: datetime) -> bool:
        sender = self._senders.get(reply.way or FOLDER)
        has_left = sender is not None and sender.has_left(reply)  # perhaps over a network, so under no lock
        with self._engine.begin() as db:
            current = effects.reply(db, reply.key)
            if current is None or current.state is not OutboxState.SENDING or current.owner != reply.owner:
                return True
            self._settle(db, reply, Left() if has_left else Unknown(), now)
        return has_left

    def _settle(self, db: Connection, reply: StoredReply, outcome: Outcome, now: datetime) -> None:
        match outcome:
            case Left():
                self._said.clear()
                effects.move_reply(db, reply.key, OutboxState.SENT, was=OutboxState.SENDING, sent_at=now)
                audit.record(db, now, "reply_sent", request=reply.request_id, number=reply.number, way=reply.way)
            case NotNow(why):
                self._once(reply, why)
                wait = min(timedelta(minutes=1) * 2 ** min(reply.tries, 10), LONGEST_WAIT)
                self._rests[reply.way or FOLDER] = now + wait
                again = {"not_before": now + wait, "tries": reply.tries + 1, "owner": None, "claimed_at": None}
                effects.move_reply(db, reply.key, OutboxState.READY, was=OutboxState.SENDING, **again)
            case NotDelivered(why):
                not_delivered(db, reply, why, now, was=OutboxState.SENDING)
            case Unknown():
                hold(db, reply, MAY_HAVE_LEFT, now, was=OutboxState.SENDING)

    def _once(self, reply: StoredReply, why: str) -> None:
        """Say what keeps replies from leaving once, not at every try."""
        if (reply.way or FOLDER, why) not in self._said:
            self._said.add((reply.way or FOLDER, why))
            self._say("reply_waits", request=reply.request_id, reason=why)


def hold(db: Connection, reply: StoredReply, why: str, now: datetime, *, was: OutboxState) -> None:
    """Give a reply to a person, with the reason, and the text as a draft."""
    if effects.move_reply(db, reply.key, OutboxState.HELD, was=was, held_because=why):
        kind = why if why == MAY_HAVE_LEFT else HELD
        effects.raise_task(db, reply.request_id, reply.number, kind, why=[why], draft=reply.message, at=now)
        audit.record(db, now, "reply_held", request=reply.request_id, number=reply.number, why=why)


def not_delivered(db: Connection, reply: StoredReply, why: str, now: datetime, *, was: OutboxState) -> bool:
    """Note that a reply has not reached its reader, for a person to find another way; False where that is known."""
    if not effects.move_reply(db, reply.key, OutboxState.NOT_DELIVERED, was=was, held_because=why):
        return False
    effects.raise_task(db, reply.request_id, reply.number, NOT_DELIVERED, why=[why], draft=reply.message, at=now)
    audit.record(db, now, "reply_not_delivered", request=reply.request_id, number=reply.number, why=why)
    return True
