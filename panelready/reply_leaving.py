"""How a reply that was written leaves: by which way, after which wait, or not without a person."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from panelready.outbox import hold
from panelready.reply_folder import FOLDER
from panelready.reply_rules import Lately, Occasion, Ruling, Treatment, decide
from panelready.reply_smtp import SMTP
from panelready.store import audit, effects, submissions
from panelready.store.effects import StoredReply
from panelready.store.submissions import StoredSubmission
from panelready.store.tables import OutboxState
from panelready.strict import Mode
from panelready.tenant_replies import GRAPH, GRAPH_DRAFT

if TYPE_CHECKING:
    from panelready.app import App

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MAILBOXES = frozenset({"imap", "graph"})
"""Channels by which we ourselves fetch mail from a mailbox, so that what our mail server wrote on it can be trusted."""


def lay_out(
    db: Connection, app: "App", reply: StoredReply, parts: Sequence[StoredSubmission], *, unseen: bool = False
) -> Ruling:
    """Put a reply in the outbox as the rules say: to leave, as a draft, held with a task, or not at all.

    `unseen` says of a notice that papers may lie where we could not look.
    """
    now = app.now()
    ruling = decide(replace(_occasion(db, app, reply, parts, now), unseen=unseen))
    if ruling.treatment is Treatment.NONE:
        audit.record(db, now, "reply_off", request=reply.request_id, number=reply.number)
        return ruling
    effects.add_reply(db, _addressed(app, reply, ruling, now))
    if ruling.treatment is Treatment.HOLD:
        hold(db, reply, ruling.because or "", now, was=OutboxState.READY)
    return ruling


def why_held_back(db: Connection, app: "App", reply: StoredReply, now: datetime) -> str | None:
    """What has come, while a reply waited, that keeps it from leaving by itself."""
    if not reply.leaves_by_itself:
        return None
    parts = submissions.of_request(db, reply.request_id) if reply.request_id is not None else []
    ruling = decide(_occasion(db, app, reply, parts, now))
    return None if ruling.treatment is Treatment.SEND else ruling.because


def release(db: Connection, app: "App", key: str) -> bool:
    """Let a held reply leave because a person says so; whether it was held."""
    way = way_out(app)
    return effects.move_reply(db, key, OutboxState.READY, was=OutboxState.HELD, way=way, by_hand=True, not_before=None)


def way_out(app: "App") -> str:
    """By which way replies leave the house: laid out, unless they may leave by themselves and there is a way."""
    replies = app.settings.replies
    if replies.mode == "auto" and replies.mailbox:
        return GRAPH
    return SMTP if replies.mode == "auto" and replies.smtp_host else way_to_a_person(app)


def way_to_a_person(app: "App") -> str:
    """Where replies are laid for a person to send: in the mailbox where one is named, else in the folder."""
    return GRAPH_DRAFT if app.settings.replies.mailbox else FOLDER


def _addressed(app: "App", reply: StoredReply, ruling: Ruling, now: datetime) -> StoredReply:
    leaves = ruling.treatment is Treatment.SEND
    undo = timedelta(minutes=app.settings.replies.undo_minutes)
    fields = {field: getattr(reply, field) for field in StoredReply.__dataclass_fields__}
    way = {"way": way_out(app) if leaves else way_to_a_person(app), "not_before": now + undo if leaves else None}
    return StoredReply(**{**fields, **way})


def _occasion(
    db: Connection, app: "App", reply: StoredReply, parts: Sequence[StoredSubmission], now: datetime
) -> Occasion:
    part = answered(parts)
    drop = app.drop(part.drop_name) if part else None
    return Occasion(
        settings=app.settings.replies,
        mode=_mode(app, part, parts),
        message=part.message if part else None,
        recipient=reply.recipient,
        own_addresses=app.own_addresses,
        came_by_mail=drop is not None and drop.channel in MAILBOXES,
        withdrawn=part is not None and audit.has_happened(db, "withdrawn", part.id),
        lately=_lately(db, reply, now),
    )


def _mode(app: "App", part: StoredSubmission | None, parts: Sequence[StoredSubmission]) -> Mode:
    """The mode of the drop whose papers are answered; where others came by a more careful one, a person sends it."""
    mode = app.settings.reply_mode(app.drop(part.drop_name) if part else None)
    others = {app.settings.reply_mode(app.drop(each.drop_name)) for each in parts}
    return "draft" if mode == "auto" and others - {"auto"} else mode


def answered(parts: Sequence[StoredSubmission]) -> StoredSubmission | None:
    """The newest papers that say to whom an answer goes, by their mail or their drop."""
    said = (part for part in reversed(parts) if (part.message and part.message.sender) or part.reply_to)
    return next(said, None)


def _lately(db: Connection, reply: StoredReply, now: datetime) -> Lately:
    """What left by itself in the last day, this reply apart."""
    left = [each for each in effects.claimed_since(db, now - DAY) if each.leaves_by_itself and each.key != reply.key]
    hour = [each for each in left if each.claimed_at and each.claimed_at >= now - HOUR]
    to_them = [each for each in left if _same(each.recipient, reply.recipient)]
    about = [each for each in left if reply.request_id is not None and each.request_id == reply.request_id]
    return Lately(
        about_version=sum(each.number == reply.number for each in about),
        about_request=len(about),
        to_recipient=sum(_same(each.recipient, reply.recipient) for each in hour),
        from_mailbox=len(hour),
        same_words=any(_words(each) == _words(reply) for each in to_them),
        paused=effects.is_paused(db),
    )


def _same(one: str | None, other: str | None) -> bool:
    return (one or "").lower() == (other or "").lower()


def _words(reply: StoredReply) -> tuple[str, str]:
    """What a reply says, and of which case: two cases may be told the same.

    Our own id does not count as one: where mails go round in a loop, each has another.
    """
    mail = message_from_bytes(reply.message, policy=policy.default)
    body = mail.get_body(("plain",))
    return str(mail["Subject"]).replace(
        reply.request_id or reply.key, ""
    ), body.get_content() if body is not None else ""
