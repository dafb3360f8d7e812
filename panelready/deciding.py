"""What a person decides about a request: written down with the reason, nothing overwritten, then screened again."""

import getpass
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from casework.errors import WrongUse
from casework.finding import Outcome
from casework.screening import Review, ReviewAction
from generators.answer import Answer, from_json
from generators.contract import everything_found, subject_of
from panelready.answering import to_leave
from panelready.app import App
from panelready.drafting import Draft
from panelready.ids import reply_key
from panelready.outbox import hold
from panelready.reply_leaving import release, way_out
from panelready.screening_step import recipient_of
from panelready.store import audit, effects, notices, requests, submissions
from panelready.store.effects import HELD, MAY_HAVE_LEFT, REFERRED, STAYING, StoredTask
from panelready.store.requests import StoredRequest
from panelready.store.tables import OutboxState, RequestState
from panelready.telling import the_one

_ENDED = (RequestState.MERGED, RequestState.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing a person asked for: what to do, to what, with which value."""

    action: ReviewAction
    subject: str = ""
    value: str = ""


def settle(app: App, task_id: int, decisions: Sequence[Decision], reason: str) -> str:
    """Write down decisions about a task's request and have it screened again; the request's id, or the notice's key.

    Raises WrongUse, naming what is possible, before anything is written.
    """
    with app.engine.begin() as db:
        task = _open_task(db, task_id)
        if task.request_id is None:
            return _settle_notice(db, app, task, decisions, reason)
        request = requests.get(db, task.request_id)
        if request.state in _ENDED and [each.action for each in decisions] != [ReviewAction.RELEASE]:
            raise WrongUse(f"request {request.id} is {request.state}: what is left of it is settled with --release.")
        decisions = [_resolved(db, request, decision) for decision in decisions]
        _write_down(db, app, request, task.id, decisions, reason)
        _carry_out(db, app, request, task, decisions)
        return request.id


def correct(app: App, words: str, decisions: Sequence[Decision], reason: str) -> str:
    """Write down decisions about a request of which a reply has left, and have it screened again; the request's id.

    Raises WrongUse, naming what is possible, before anything is written.
    """
    with app.engine.begin() as db:
        request = requests.get(db, the_one(requests.find(db, words), words))
        if request.state not in (RequestState.ANSWERED, RequestState.AWAITED):
            raise WrongUse(f"request {request.id} is {request.state}, and has nothing that could be put right now.")
        if any(task.state == "open" and task.kind == REFERRED for task in effects.tasks_of(db, request.id)):
            raise WrongUse(f"request {request.id} waits for a decision: settle the task that `panelready tasks` lists.")
        _write_down(db, app, request, None, decisions, reason)
        requests.move_on(db, request.id, RequestState.WAITING, wake_at=app.now())
        return request.id


def stop_reply(app: App, key: str, reason: str) -> None:
    """Keep a reply that has not left yet, as a task; WrongUse where none of that key waits."""
    now = app.now()
    with app.engine.begin() as db:
        reply = effects.reply(db, key)
        if reply is None or reply.state is not OutboxState.READY:
            raise WrongUse(f"no reply {key} waits to leave. `panelready replies` lists those that do.")
        hold(db, reply, "stopped", now, was=OutboxState.READY)
        review = Review(ReviewAction.STOP, key, "", reason, getpass.getuser())
        requests.add_review(db, reply.request_id, None, review, now)
        audit.record(db, now, "decided", request=reply.request_id, action=review.action)


def _settle_notice(db: Connection, app: App, task: StoredTask, decisions: Sequence[Decision], reason: str) -> str:
    """Let a held notice leave, or note that a person has dealt with one that came back."""
    notice = notices.of_number(db, task.number)
    if notice is None or notice.key is None or [each.action for each in decisions] != [ReviewAction.RELEASE]:
        raise WrongUse("this task is about a notice: it is settled with --release alone.")
    now = app.now()
    effects.settle_task(db, task.id, now)
    if task.kind == HELD and not release(db, app, notice.key):
        raise WrongUse("this notice no longer waits.")
    review = Review(ReviewAction.RELEASE, notice.key, "", reason, getpass.getuser())
    requests.add_review(db, None, task.id, review, now)
    audit.record(db, now, "released", number=task.number)
    return notice.key


def _write_down(
    db: Connection, app: App, request: StoredRequest, task: int | None, decisions: Sequence[Decision], reason: str
) -> None:
    """Keep decisions with who took them and why; nothing is kept where one of them is not possible."""
    answer = _answer(db, request, request.screenings)
    for decision in decisions:
        _check(db, app, request, answer, decision)
    for decision in decisions:
        review = Review(decision.action, decision.subject, decision.value, reason, getpass.getuser())
        requests.add_review(db, request.id, task, review, app.now())
        audit.record(db, app.now(), "decided", request=request.id, action=decision.action, task=task)


def _open_task(db: Connection, task_id: int) -> StoredTask:
    try:
        task = effects.task(db, task_id)
    except LookupError:
        raise WrongUse(f"there is no task {task_id}. `panelready tasks` lists those that are open.") from None
    if task.state != "open":
        raise WrongUse(f"task {task_id} is no longer open ({task.state}). `panelready tasks` lists those that are.")
    return task


def _answer(db: Connection, request: StoredRequest, number: int) -> Answer:
    screening = requests.screening(db, request.id, number)
    if screening is None:
        raise WrongUse("this request has not been screened yet; try again in a moment.")
    return from_json(screening.answer)


def _carry_out(
    db: Connection, app: App, request: StoredRequest, task: StoredTask, decisions: Sequence[Decision]
) -> None:
    actions = {decision.action: decision for decision in decisions}
    now = app.now()
    effects.settle_task(db, task.id, now)
    if ReviewAction.WITHDRAW in actions:
        effects.supersede(db, request.id, now)
        requests.move_on(db, request.id, RequestState.WITHDRAWN)
    elif ReviewAction.LINK in actions:
        _link(db, app, request, actions[ReviewAction.LINK].value)
    elif ReviewAction.RELEASE in actions:
        _release(db, app, request, task)
    else:
        requests.move_on(db, request.id, RequestState.WAITING, wake_at=now)


def _release(db: Connection, app: App, request: StoredRequest, task: StoredTask) -> None:
    """Let the drafted reply leave; where one may have left, came back or was answered, a person has dealt with it."""
    if task.kind in (MAY_HAVE_LEFT, *STAYING):
        return
    if task.kind == HELD:
        held = (reply_key(request.id, task.number, kind) for kind in ("reply", "confirmation"))
        if not any(release(db, app, key) for key in held):
            raise WrongUse("this reply no longer waits.")
    else:
        draft = Draft(recipient_of(submissions.of_request(db, request.id)), task.draft or b"")
        reply = to_leave(app, request.id, task.number, "reply", draft, _answer(db, request, task.number))
        effects.add_reply(db, replace(reply, way=way_out(app), by_hand=True))
    audit.record(db, app.now(), "released", request=request.id, number=task.number)


def _link(db: Connection, app: App, request: StoredRequest, other: str) -> None:
    """Give this request's papers to another one, which is then screened with them."""
    now = app.now()
    for part in submissions.of_request(db, request.id):
        submissions.move_on(db, part.id, part.state, request_id=other)
    effects.supersede(db, request.id, now)
    requests.move_on(db, request.id, RequestState.MERGED, merged_into=other)
    requests.move_on(db, other, RequestState.WAITING, wake_at=now)
    audit.record(db, now, "papers_linked", request=other, linked=request.id)


def _check(db: Connection, app: App, request: StoredRequest, answer: Answer, decision: Decision) -> None:
    match decision.action:
        case ReviewAction.WAIVE:
            _check_waiver(answer, decision.subject)
        case ReviewAction.RETYPE:
            _one_of("file", decision.subject, [document.file for document in answer.documents])
            _one_of("document type", decision.value, app.policy.document_types)
        case ReviewAction.SET_FIELD:
            _one_of("field or fact", decision.subject, {*app.terms.fields, *app.policy.facts})
        case ReviewAction.REQUEST_TYPE:
            _one_of("request type", decision.value, _request_types(app, request.authority))
        case ReviewAction.LINK:
            _check_link(db, request, decision.value)
        case ReviewAction.WITHDRAW:
            _check_withdrawal(app, answer, decision)
        case ReviewAction.RELEASE | ReviewAction.STOP:
            pass


def _check_waiver(answer: Answer, subject: str) -> None:
    acting = (each for each in everything_found(answer) if Outcome(each.outcome).who_acts != "nobody")
    _one_of("open requirement", subject, map(subject_of, acting))


def _request_types(app: App, authority: str | None) -> list[str]:
    known = app.policy.authorities.get(authority or "")
    panels = known.panels if known else ()
    kinds = [f"{panel.id}/{kind.id}" for panel in panels for kind in panel.request_types]
    return sorted({*kinds, *(kind.split("/")[1] for kind in kinds)})


def _resolved(db: Connection, request: StoredRequest, decision: Decision) -> Decision:
    """The decision; where it links to another request by its case reference, by that request's id instead.

    This request may well have the same reference: that is why somebody was asked.
    """
    if decision.action is not ReviewAction.LINK:
        return decision
    others = [each for each in requests.find(db, decision.value) if each != request.id]
    if len(others) > 1:
        raise WrongUse(f"several requests are known as {decision.value}: {', '.join(others)}. Name one.")
    return replace(decision, value=others[0]) if others else decision


def _check_withdrawal(app: App, answer: Answer, decision: Decision) -> None:
    """Some councils let a request be withdrawn only with somebody's agreement; who agreed is kept."""
    authority = app.policy.authorities.get(answer.authority or "")
    panel = authority.panel(answer.panel or "", answer.edition or "") if authority else None
    if panel is not None and panel.withdrawn_with is not None and not decision.value.strip():
        raise WrongUse(
            f"a withdrawal needs the agreement of the {panel.withdrawn_with}: say who gave it, with --agreed-by."
        )


def _check_link(db: Connection, request: StoredRequest, other: str) -> None:
    try:
        into = requests.get(db, other)
    except LookupError:
        raise WrongUse(f"there is no request {other}. `panelready show` finds one by its case reference.") from None
    if into.id == request.id or into.authority != request.authority or into.merged_into:
        raise WrongUse(
            f"papers of {request.id} cannot be linked to {other}: it is the same request, or another council's."
        )


def _one_of(what: str, said: str, known: Iterable[str]) -> None:
    ids = sorted(set(known))
    if said not in ids:
        raise WrongUse(f"{what} {said!r} is not known here. There are: {', '.join(ids) or 'none'}.")
