"""Replies as drafts in a Microsoft 365 mailbox: laid in the thread for a person, or sent from there.

A draft is made, its id is noted, and only then is it sent; when an answer is lost we look for the draft, by its id and
by a mark that it bears, before anything is done again. What looking does not settle, a person decides.
"""

import contextlib
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import partial

from sqlalchemy import Engine, update

from casework.errors import PanelReadyError
from panelready.channel_notes import NotesInDatabase
from panelready.reply_sender import Left, NotDelivered, NotNow, Outcome, Unknown, why_of
from panelready.reply_smtp import ONE_ADDRESS
from panelready.store.effects import StoredReply
from panelready.store.tables import outbox
from watch_folders.graph_drafts import Draft, DraftCalls, Letter
from watch_folders.graph_pace import Waits
from watch_folders.graph_refusals import AnswerLost, GraphRefusal

GRAPH, GRAPH_DRAFT = "graph", "graph_draft"
"""The ways of replies that leave from the mailbox, and of those that are laid there for a person."""
SOURCE = "replies in microsoft365"
WRITTEN = "written"
LOOKS = 4
"""How often we look for a reply whose answer was lost: what was sent may be found nowhere for a while."""
HEADERS = ("X-PanelReady-Case", "X-Auto-Response-Suppress", "Auto-Submitted")
"""Those of ours that Exchange does not write by itself."""


class GraphSender:
    """Lays replies in a mailbox, and sends them from there if it `sends`. `calls` is asked for when first needed."""

    is_instant = False

    def __init__(self, calls: Callable[[], DraftCalls], engine: Engine, *, sends: bool, waits: Waits) -> None:
        self._calls = calls
        self._engine = engine
        self._notes = NotesInDatabase(engine)
        self._sends = sends
        self._waits = waits

    @contextlib.contextmanager
    def prepared(self, reply: StoredReply) -> Iterator[Callable[[], Outcome]]:
        """Nothing is done beforehand: the draft itself is made once the reply is ours to send."""
        yield partial(self._leave, reply)

    def has_left(self, reply: StoredReply) -> bool:
        """Whether it is found as sent; or, where it is only laid out, whether it is found as we wrote it."""
        try:
            found, is_written = self._found(reply)
        except PanelReadyError:
            return False
        return found is not None and (not found.is_draft or (is_written and not self._sends))

    def _leave(self, reply: StoredReply) -> Outcome:
        if not ONE_ADDRESS.fullmatch(reply.recipient or ""):
            return NotDelivered("recipient_refused")
        try:
            found, is_written = self._found(reply)
            draft = found if found is not None and (is_written or not found.is_draft) else self._written(reply, found)
        except PanelReadyError as problem:
            return NotNow(why_of(problem))
        if not draft.is_draft or not self._sends:  # sent by a person meanwhile, or theirs to send
            return Left()
        if [each.casefold() for each in (*draft.to, *draft.others)] != [(reply.recipient or "").casefold()]:
            return NotDelivered("recipient_changed")
        return self._sent(reply, draft)

    def _written(self, reply: StoredReply, found: Draft | None) -> Draft:
        """The draft in the thread, saying what we have to say. Its Message-ID is the mailbox's: answers name that."""
        calls, letter = self._calls(), letter_of(reply)
        draft = found or calls.create(reply.key, self._answered(reply), letter.headers)
        self._notes.write(SOURCE, {reply.key: draft.id})
        draft = calls.complete(draft.id, letter)
        if draft.message_id:
            with self._engine.begin() as db:
                db.execute(update(outbox).where(outbox.c.key == reply.key).values(message_id=draft.message_id[:200]))
        self._notes.write(SOURCE, {reply.key: f"{draft.id} {WRITTEN}"})
        return draft

    def _answered(self, reply: StoredReply) -> str | None:
        answers = _parsed(reply)["In-Reply-To"]
        return self._calls().answered(str(answers)) if answers else None

    def _found(self, reply: StoredReply) -> tuple[Draft | None, bool]:
        """The draft or what became of it, and whether it was written to its end, after which people may edit it."""
        identity, _, written = self._notes.read(SOURCE).get(reply.key, "").partition(" ")
        found = self._calls().look_up(identity) if identity else None
        return found or self._calls().marked(reply.key), bool(written)

    def _sent(self, reply: StoredReply, draft: Draft) -> Outcome:
        try:
            self._calls().send(draft.id)
        except AnswerLost:
            return self._looked_for(reply)
        except GraphRefusal as problem:
            # a person may have sent or deleted it in this moment
            return self._looked_for(reply) if problem.status in (400, 404) else NotNow(why_of(problem))
        except PanelReadyError as problem:
            return NotNow(why_of(problem))
        return Left()

    def _looked_for(self, reply: StoredReply) -> Outcome:
        """What became of a reply whose answer was lost. One that is a draft still may be on its way all the same."""
        for attempt in range(1, LOOKS + 1):
            if self.has_left(reply):
                return Left()
            self._waits.sleep(self._waits.backoff(attempt))
        return Unknown()


def letter_of(reply: StoredReply) -> Letter:
    """What a draft of the reply is to say."""
    message = _parsed(reply)
    body = message.get_body(("html", "plain"))
    html = str(body.get_content()) if body is not None else ""
    headers = tuple((name, str(message[name])) for name in HEADERS if message[name])
    return Letter(reply.recipient or "", str(message["Subject"] or ""), html, headers)


def _parsed(reply: StoredReply) -> EmailMessage:
    message = message_from_bytes(reply.message, policy=policy.SMTP)
    assert isinstance(message, EmailMessage)
    return message
