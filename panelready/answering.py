"""Doing what the verdict calls for. Doing it twice does nothing more: each effect is kept under its screening."""

from collections.abc import Sequence
from datetime import datetime
from email import message_from_bytes

from sqlalchemy import Connection

from casework.finding import Verdict
from generators.answer import Answer, from_json
from generators.report import report_html
from panelready.app import App
from panelready.asking import kept_questions
from panelready.correcting import correction_of, incident_of, last_told, record
from panelready.drafting import Draft, draft_reply
from panelready.faults import reached
from panelready.ids import reply_key
from panelready.promising import looked_at_again
from panelready.reply_leaving import lay_out
from panelready.store import audit, effects, requests, submissions
from panelready.store.effects import StoredReply, StoredSlot
from panelready.store.originals import write_durably
from panelready.store.requests import StoredRequest, StoredScreening
from panelready.store.submissions import StoredSubmission
from panelready.store.tables import OutboxState, RequestState


def respond_to(request: StoredRequest, app: App) -> None:
    """Write the report, then the reply, the slot or the task that the newest screening calls for."""
    with app.engine.begin() as db:
        screening = _newest(db, request)
        answer = from_json(screening.answer)
        told = last_told(db, request)
        correction = correction_of(db, request, told, answer)
        parts = submissions.of_request(db, request.id)
    write_report(app, screening, answer)
    reached("report_written")
    previous = told.answer if told else None
    draft = draft_reply(app, request, screening.number, answer, previous, parts, correction)
    with app.engine.begin() as db:
        if requests.get(db, request.id).state is not RequestState.SCREENED:
            return
        effects.supersede(db, request.id, app.now(), before=screening.number)
        _take_effect(db, request, screening, answer, draft, parts, app)
        if told and correction and effects.claim(db, request.id, screening.number, "incident", app.now()):
            record(db, incident_of(db, screening, told, answer, correction, app.now()))
        requests.settle(db, request.id, looked_at_again(answer))
        reached("before_answer_commit")
    reached("after_answer_commit")
    app.outbox.send_ready(app.now())


def write_report(app: App, screening: StoredScreening, answer: Answer) -> None:
    """Keep the report of a screening as a page and as JSON; writing it again writes the same."""
    folder = app.reports_of(screening.request_id)
    write_durably(folder / f"{screening.number}.json", screening.answer)
    write_durably(folder / f"{screening.number}.html", report_html(answer).encode())


def to_leave(app: App, request_id: str, number: int, kind: str, draft: Draft, answer: Answer) -> StoredReply:
    """A reply as the outbox keeps it, ready to leave, under the Message-ID that it carries, with what it asks."""
    identity = str(message_from_bytes(draft.message)["Message-ID"])
    key, state = reply_key(request_id, number, kind), OutboxState.READY
    asked = kept_questions(answer, app.policy)
    return StoredReply(key, request_id, number, state, draft.recipient, identity, draft.message, questions=asked)


def _take_effect(
    db: Connection,
    request: StoredRequest,
    screening: StoredScreening,
    answer: Answer,
    draft: Draft,
    parts: Sequence[StoredSubmission],
    app: App,
) -> None:
    number, now = screening.number, app.now()
    if draft.broken_templates:
        why = list(draft.broken_templates)
        effects.raise_task(db, request.id, number, effects.BROKEN_TEMPLATE, why=why, draft=None, at=now)
    for kind in _kinds(answer, app):
        if not effects.claim(db, request.id, number, kind, now):
            continue
        if kind == "slot":
            effects.add_slot(db, _slot(request, number, answer, now))
        elif kind == "task":
            why = list(answer.referred_because)
            effects.add_task(db, request.id, None, number, effects.REFERRED, why=why, draft=draft.message, made_at=now)
        else:
            lay_out(db, app, to_leave(app, request.id, number, kind, draft, answer), parts)
        audit.record(db, now, kind, request=request.id, number=number)
        app.say(kind, request=request.id, number=number)


def _kinds(answer: Answer, app: App) -> Sequence[str]:
    """What a verdict causes."""
    match answer.verdict:
        case Verdict.READY:
            return ("slot", "confirmation")
        case Verdict.INCOMPLETE:
            return ("reply", "slot") if app.lists_incomplete(answer) else ("reply",)
        case Verdict.REFERRED:
            return ("task",)


def _slot(request: StoredRequest, number: int, answer: Answer, now: datetime) -> StoredSlot:
    sitting = answer.sitting.date if answer.sitting else None
    incomplete = answer.verdict is Verdict.INCOMPLETE
    return StoredSlot(request.id, number, answer.authority or "", answer.panel or "", sitting, incomplete, now)


def _newest(db: Connection, request: StoredRequest) -> StoredScreening:
    screening = requests.screening(db, request.id, request.screenings)
    if screening is None:
        raise LookupError(request.id)
    return screening
