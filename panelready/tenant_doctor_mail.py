"""Trying drafts, threads and headers in a mailbox that is there for it: it writes to itself."""

import uuid
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.policy import SMTP

from casework.errors import PanelReadyError
from panelready.tenant_doctor_words import Check, good, look, wrong
from watch_folders.graph_client import GraphClient
from watch_folders.graph_drafts import Draft, DraftCalls, Letter
from watch_folders.graph_refusals import GraphRefusal, NotAllowed

SUBJECT = "PanelReady trial - please ignore"
WAITS = 24
"""How often we look for a mail that was sent, five seconds apart."""


def tried_in(client: GraphClient, mailbox: str) -> Iterator[Check]:
    """Each thing that was tried there; what was made is taken away again."""
    trial = _Trial(client, mailbox)
    try:
        yield from trial.run()
    except PanelReadyError as problem:
        yield wrong(f"The trial mailbox: {problem}")
    finally:
        trial.clear_away()


class _Trial:
    """One trial, and what it has made."""

    def __init__(self, client: GraphClient, mailbox: str) -> None:
        self._client, self._mailbox = client, mailbox
        self._calls = DraftCalls(client, mailbox)
        self._made: list[str] = []
        self._key = f"trial-{uuid.uuid4()}"

    def run(self) -> Iterator[Check]:
        """Write a mail to ourselves, answer it by both ways, and look at what arrives."""
        first = self._completed(self._made_by(self._calls.create(self._key, None, ())))
        yield good("A draft can be made in the trial mailbox, and takes the recipient we give it.")
        found = self._calls.marked(self._key)
        if found is not None and found.id == first.id:
            yield good("A draft is found again by our mark.")
        else:
            yield wrong("A draft is not found again by our mark: after a lost answer, a second may be made.")
        try:
            self._calls.send(first.id)
        except NotAllowed:
            yield look("The application may not send from the trial mailbox: right for mode draft, not for mode auto.")
            return
        arrived = self._arrived(first)
        if arrived is None:
            yield look("A mail to itself did not arrive in two minutes; threads and headers were not tried.")
            return
        yield from self._answer(arrived)
        yield from self._answer_as_mime(arrived)

    def clear_away(self) -> None:
        """Take away what was made."""
        for identity in self._made:
            try:
                self._calls.delete(identity)
            except PanelReadyError:
                continue  # it went where people can see and delete it

    def _answer(self, arrived: Draft) -> Iterator[Check]:
        headers = (("X-PanelReady-Case", "trial"), ("Auto-Submitted", "auto-replied"))
        answer = self._made_by(self._calls.create(f"{self._key}-answer", arrived.id, headers))
        self._calls.send(self._completed(answer).id)
        back = self._arrived(answer)
        if back is None:
            yield look("An answer to itself did not arrive in two minutes.")
            return
        raw = message_from_bytes(self._calls.raw(back.id), policy=policy.compat32)
        threads = arrived.message_id in str(raw["References"] or raw["In-Reply-To"] or "")
        yield good("An answer stays in its thread.") if threads else wrong("An answer leaves its thread.")
        kept = raw["X-PanelReady-Case"] is not None
        yield good("Our own headers arrive.") if kept else wrong("Our own headers do not arrive: loops are seen late.")
        said = "arrives with our answers" if raw["Auto-Submitted"] else "does not arrive with our answers"
        yield (good if raw["Auto-Submitted"] else look)(f"Auto-Submitted {said}.")
        inside = raw["X-MS-Exchange-Organization-AuthAs"] is not None
        text = "Exchange's word on who wrote a mail can be seen" if inside else "Exchange's AuthAs is not to be seen"
        yield good(f"{text}.") if inside else look(f"{text}: senders are known by Authentication-Results alone.")

    def _answer_as_mime(self, arrived: Draft) -> Iterator[Check]:
        mail = EmailMessage(policy=SMTP)
        mail["To"], mail["Subject"], mail["Auto-Submitted"] = self._mailbox, SUBJECT, "auto-replied"
        mail.set_content("A trial.")
        try:
            answer = self._made_by(self._calls.create_from_mime(arrived.id, mail.as_bytes()))
            self._calls.send(self._completed(answer).id)
        except GraphRefusal as problem:
            yield look(f"An answer given as MIME was refused ({problem.code}): Auto-Submitted cannot be set.")
            return
        back = self._arrived(answer)
        raw = message_from_bytes(self._calls.raw(back.id), policy=policy.compat32) if back is not None else None
        said = raw is not None and raw["Auto-Submitted"] is not None
        yield look(f"Auto-Submitted {'arrives' if said else 'does not arrive'} where an answer is given as MIME.")

    def _completed(self, draft: Draft) -> Draft:
        return self._calls.complete(draft.id, Letter(self._mailbox, SUBJECT, "<p>A trial.</p>"))

    def _made_by(self, draft: Draft) -> Draft:
        self._made.append(draft.id)
        return draft

    def _arrived(self, sent: Draft) -> Draft | None:
        """The copy of a sent mail that came into the inbox, once it has come."""
        for _ in range(WAITS):
            found = self._calls.in_inbox(sent.message_id)
            if found is not None:
                return self._made_by(found)
            self._client.waits.sleep(5.0)
        return None
