"""The step from papers to a numbered screening: everything held for a request, checked, and the answer kept."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from sqlalchemy import Connection

from casework.document import Document
from casework.finding import About, Finding, Outcome, Reason
from casework.judging import judged_by_itself
from casework.screening import Review, ReviewAction
from generators.answer import Answer, answer_of, as_json
from panelready.addressed import panel_given
from panelready.app import App
from panelready.clock import in_london, local
from panelready.covering import with_subject
from panelready.faults import reached
from panelready.pipeline import Held, decide_reply, screen
from panelready.promising import days_sent, looked_at_again
from panelready.reply_leaving import answered
from panelready.reply_rules import machine_mark
from panelready.store import audit, effects, requests, submissions
from panelready.store.requests import StoredRequest, StoredScreening
from panelready.store.submissions import StoredSubmission
from panelready.store.tables import RequestState
from panelready.thread import Thread
from panelready.wrote_back import new_mails, show_a_person, words_for_a_person
from validators.request import Given

ENDS = (ReviewAction.RELEASE, ReviewAction.LINK, ReviewAction.WITHDRAW, ReviewAction.STOP)
"""Decisions after which there is nothing to look at again."""


@judged_by_itself
def screen_request(request: StoredRequest, app: App) -> None:
    """Screen everything held for a request; where nothing has changed since the last answer, nothing follows."""
    with app.engine.begin() as db:
        parts = submissions.of_request(db, request.id)
        held = held_for(db, request, parts, app)
        mails = new_mails(db, request, parts, app)
    screening = screen(held, app.policy, app.today())
    decision = decide_reply(screening, recipient_of(parts))
    answer = answer_of(screening, app.terms, received=held.received, reply=decision)
    number, basis, now = request.screenings + 1, _basis(answer, held.reviews), app.now()
    said = words_for_a_person(mails, screening)
    stored = StoredScreening(request.id, number, now, app.today(), answer.verdict, basis, as_json(answer))
    with app.engine.begin() as db:
        current = requests.get(db, request.id)
        if (
            current.state is not request.state
            or current.screenings != request.screenings
            or current.wake_at > request.wake_at
        ):
            return  # papers or a decision came while we looked: the next round sees them
        requests.add_screening(db, stored)
        unchanged = _is_unchanged(db, request.id, basis)
        if unchanged:
            requests.settle(db, request.id, looked_at_again(answer))
        else:
            requests.move_on(db, request.id, RequestState.SCREENED)
        audit.record(db, now, "screened", request=request.id, number=number, verdict=answer.verdict, same=unchanged)
        show_a_person(db, request.id, number, said, now)
        reached("before_screening_commit")
    reached("after_screening_commit")
    app.say("screened", request=request.id, number=number, verdict=answer.verdict)


def recipient_of(parts: Sequence[StoredSubmission]) -> str | None:
    """Whom a reply goes to: who wrote the newest mail, by the address alone; else what the drop names.

    Nobody where it cannot be told which of several addresses wrote it; and not a machine where the drop names somebody.
    """
    part = answered(parts)
    if part is None:
        return None
    message = part.message
    if message is None or not message.sender or (part.reply_to and machine_mark(message)):
        return part.reply_to
    writers = message.origin.writers if message.origin else ()
    return message.sender if not writers else writers[0] if len(writers) == 1 else None


def held_for(db: Connection, request: StoredRequest, parts: Sequence[StoredSubmission], app: App) -> Held:
    """Everything held for a request: the papers of its submissions, and what was said beside them."""
    read = [(part, with_subject(submissions.documents(db, part.id), part.message)) for part in parts]
    thread = Thread(db, request.id, app)
    said = [each for number, (part, found) in enumerate(read) for each in thread.answers(part, found, number)]
    read = [(part, thread.in_own_words(part, found)) for part, found in read]
    documents = _each_once(_still_of_use([found for _, found in read]))
    beside = [_may_be_the_same_case(request.alike)] if request.alike else []
    return Held(
        documents,
        received=_received(parts),
        given=Given(authority=request.authority, panel=_panel_given(parts, app)),
        reviews=tuple(requests.reviews(db, request.id)),
        limits=tuple(limit for part in parts for limit in part.limits),
        beside=tuple(beside),
        sent_on={message: day for part, found in read for message, day in days_sent(found, part.message).items()},
        said=tuple(said),
    )


def _received(parts: Sequence[StoredSubmission]) -> datetime | None:
    """When the newest papers came, in London: a message's own time where it has one, since it was sent then."""
    sent = [part.message.sent_at if part.message else None for part in parts]
    times = [in_london(at) if at else local(part.received_at) for part, at in zip(parts, sent, strict=True)]
    return max(times, default=None)


def _panel_given(parts: Sequence[StoredSubmission], app: App) -> str | None:
    panels = {panel_given(part, app) for part in parts} - {None}
    return panels.pop() if len(panels) == 1 else None


def _each_once(documents: Iterable[Document]) -> tuple[Document, ...]:
    """The documents, without a second copy of the same file's pages."""
    known: dict[tuple[object, ...], Document] = {}
    for document in documents:
        which = (document.content or document.file, document.pages, document.begins, document.unreadable)
        known.setdefault(which, document)
    return tuple(known.values())


def _still_of_use(sent: Sequence[Sequence[Document]]) -> Iterator[Document]:
    """The documents in the order they came, but for files we could not read that were sent again and can be read."""
    for number, documents in enumerate(sent, 1):
        again = {each.file.casefold() for later in sent[number:] for each in later if each.unreadable is None}
        yield from (each for each in documents if each.unreadable is None or each.file.casefold() not in again)


def _may_be_the_same_case(other: str) -> Finding:
    reason = Reason.SAME_CASE
    return Finding(About.SUBMISSION, reason.value, Outcome.UNSURE, reason, {"request": other})


def _basis(answer: Answer, reviews: Sequence[Review]) -> str:
    """A hash of what people would be told: unchanged means that nothing needs to be said again.

    What people decided counts with it: a decision that settled nothing must leave a new task, or nobody would look.
    """
    decided = [each for each in reviews if each.action not in ENDS]
    said = [
        [answer.verdict, answer.panel, answer.request_type, str(answer.sitting.date if answer.sitting else None)],
        [[each.requirement, each.for_child, each.outcome, each.text, each.blank] for each in answer.findings],
        [[each.rule, each.outcome, each.text] for each in answer.rules],
        [[each.code, each.outcome, each.text] for each in answer.submission],
        [[each.action, each.subject, each.value, each.reason] for each in decided],
    ]
    return hashlib.sha256(json.dumps(said, default=str).encode()).hexdigest()


def _is_unchanged(db: Connection, request_id: str, basis: str) -> bool:
    number = effects.last_answered(db, request_id)
    last = requests.screening(db, request_id, number) if number is not None else None
    return last is not None and last.basis == basis
