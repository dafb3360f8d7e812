"""When a reply that left turns out wrong although no new papers came: the next one corrects it, and it is on record.

What only time has changed, such as a paper that has grown too old, was right when it was said.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from casework.screening import Review, ReviewAction
from generators.answer import Answer, from_json
from generators.letter import Correction, put_right
from panelready.clock import local
from panelready.store import audit, effects, incidents, requests
from panelready.store.effects import StoredReply
from panelready.store.incidents import Incident
from panelready.store.requests import StoredRequest, StoredScreening

PAPERS_CAME = frozenset({"opened_request", "joined", "papers_linked"})
PUT_RIGHT_BY = frozenset({ReviewAction.RETYPE, ReviewAction.SET_FIELD, ReviewAction.REQUEST_TYPE, ReviewAction.WAIVE})


@dataclass(frozen=True, slots=True)
class Told:
    """What people were last written to about a request: the answer, and the reply that bore it."""

    answer: Answer
    reply: StoredReply
    at: datetime


def last_told(db: Connection, request: StoredRequest) -> Told | None:
    """What people were last told, or None; a task alone has told the sender nothing."""
    number = effects.last_told(db, request.id)
    screening = requests.screening(db, request.id, number) if number is not None else None
    if screening is None:
        return None
    replies = effects.replies(db, request_id=request.id)
    reply = next(each for each in reversed(replies) if each.number == screening.number)
    return Told(from_json(screening.answer), reply, reply.sent_at or reply.claimed_at or screening.made_at)


def correction_of(db: Connection, request: StoredRequest, told: Told | None, answer: Answer) -> Correction | None:
    """What the last reply got wrong about the very papers that this answer is about; None where it was right."""
    if told is None:
        return None
    since = _happened_since(db, request.id, told.reply.number)
    if any(event in PAPERS_CAME for event, _ in since) or not _was_another_look(told.answer, answer, since):
        return None
    points = put_right(answer, told.answer)
    return Correction(local(told.at).date(), points) if points else None


def incident_of(
    db: Connection, screening: StoredScreening, told: Told, answer: Answer, correction: Correction, at: datetime
) -> Incident:
    """The record of a reply that turned out wrong."""
    decided = _last_decision(db, screening.request_id, told.reply.number)
    return Incident(
        screening.request_id,
        screening.number,
        told.reply.key,
        told.reply.recipient,
        told.at,
        told.answer.edition,
        answer.edition,
        [[point.said, point.right] for point in correction.points],
        decided.who if decided else None,
        decided.reason if decided else None,
        at,
    )


def record(db: Connection, incident: Incident) -> None:
    """Keep an incident, and say on the trail that there is one."""
    incidents.add(db, incident)
    audit.record(db, incident.made_at, "corrected", request=incident.request_id, number=incident.number)


def _was_another_look(before: Answer, now: Answer, since: Sequence[tuple[str, str]]) -> bool:
    """Whether it is we, or a person, who see the same papers otherwise; else only the days have gone by."""
    is_decided = any(_is_decision(*happened) for happened in since)
    is_read_otherwise = before.documents != now.documents or before.edition != now.edition
    return is_decided or is_read_otherwise or before.today == now.today


def _happened_since(db: Connection, request_id: str, number: int) -> list[tuple[str, str]]:
    """What happened to a request after a screening, in order: each event, with the action of a decision."""
    trail = audit.trail_of(db, request_id, [])
    screened = [at for at, each in enumerate(trail) if (each.event, each.detail.get("number")) == ("screened", number)]
    after = trail[screened[-1] + 1 :] if screened else trail
    return [(each.event, str(each.detail.get("action", ""))) for each in after]


def _last_decision(db: Connection, request_id: str, number: int) -> Review | None:
    """The last decision that may have changed the answer, if there was one since a screening."""
    if not any(_is_decision(*happened) for happened in _happened_since(db, request_id, number)):
        return None
    return [each for each in requests.reviews(db, request_id) if each.action in PUT_RIGHT_BY][-1]


def _is_decision(event: str, action: str) -> bool:
    return event == "decided" and action in PUT_RIGHT_BY
