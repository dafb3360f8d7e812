"""Notices: when papers close for a sitting, somebody is told once what was expected for it and has not come."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from email import message_from_bytes

from sqlalchemy import Connection, select

from casework.calendar import next_sitting, papers_due
from casework.expected import Known, not_come
from casework.finding import Outcome, Verdict
from casework.panel import Authority, Panel, TellsOfExpected
from extractors.dates import dates_in
from generators.answer import Answer, from_json
from generators.envelope import as_eml
from generators.letter import safe_reference
from generators.notice import Notice, notice_of
from generators.reply import OnBehalfOf
from panelready.app import App
from panelready.clock import LONDON, local, stored
from panelready.drop_health import read_health
from panelready.expected_list import list_of, read_list
from panelready.ids import message_id, notice_key
from panelready.plain import to_plain
from panelready.reply_leaving import lay_out
from panelready.reply_rules import Treatment
from panelready.store import audit, notices, requests, tables
from panelready.store.effects import StoredReply
from panelready.store.requests import StoredRequest
from panelready.store.tables import OutboxState, RequestState, SubmissionState

MOST_AHEAD = 12
"""Sittings whose papers may close before the next one has sat."""
LONGEST_UNDERWAY = timedelta(hours=2)
"""So long a notice waits for papers that came in time and are still being read."""
GONE = (RequestState.WITHDRAWN, RequestState.MERGED)
STILL_READ = (SubmissionState.RECEIVED, SubmissionState.OPENED, SubmissionState.READ)
STILL_CHECKED = (RequestState.WAITING, RequestState.SCREENED)
REVIEW_DATE = "review_date"
"""The field of a panel's form that says when the panel wants the matter back."""


@dataclass(frozen=True, slots=True)
class Closing:
    """A sitting whose expected requests somebody is told of, and when papers for it are due (London, no zone)."""

    authority: Authority
    panel: Panel
    tells: TellsOfExpected
    sitting: date
    closes: datetime


def make_due(app: App) -> list[str]:
    """Make each notice whose time has come; the keys of those that have a mail."""
    past = [closing for closing in closings(app) if closing.closes < local(app.now())]
    return [key for key in (_make(app, closing) for closing in past) if key]


def closings(app: App) -> Iterator[Closing]:
    """The sittings to come of each panel that tells somebody: those whose papers are closed, and the next after them.

    A panel whose days are not set has none.
    """
    served = {drop.authority for drop in app.settings.drops}
    for authority in app.policy.authorities.values():
        in_force = {edition.id for edition in authority.editions if edition.is_in_force(app.today())}
        for panel in authority.panels:
            if authority.id in served and panel.edition in in_force and panel.expected is not None:
                yield from _closings(app, authority, panel, panel.expected)


def _closings(app: App, authority: Authority, panel: Panel, tells: TellsOfExpected) -> Iterator[Closing]:
    closed, day = app.policy.closed_days(authority.id), app.today()
    for _ in range(MOST_AHEAD):
        sitting = next_sitting(panel.sits, day, closed)
        if sitting is None:
            return
        closes = papers_due(panel.papers_due, sitting, closed) or datetime.combine(sitting, time())
        yield Closing(authority, panel, tells, sitting, closes)
        if closes >= local(app.now()):
            return
        day = sitting + timedelta(days=1)


def as_it_stands(app: App, closing: Closing) -> Notice:
    """What would be told of that sitting now."""
    unseen = _unseen_drops(app, closing)
    with app.engine.begin() as db:
        return _notice(db, app, closing, unseen)


def _make(app: App, closing: Closing) -> str | None:
    """Make a sitting's notice, unless it has one or papers that came in time are still being read."""
    unseen, now = _unseen_drops(app, closing), app.now()
    with app.engine.begin() as db:
        place = (closing.authority.id, closing.panel.id, closing.sitting)
        if notices.has(db, *place):
            return None
        if now <= _closes(closing) + LONGEST_UNDERWAY and (unseen or _is_underway(db, closing)):
            return None
        notice = _notice(db, app, closing, unseen)
        tells_anything = bool(notice.lines or notice.faults) and app.settings.replies.mode != "off"
        key = notice_key(*place) if tells_anything else None
        number = notices.add(db, *place, made_at=now, said=to_plain(notice), key=key)
        if key is not None:
            ruling = lay_out(db, app, _mail(app, closing, notice, key, number), (), unseen=bool(unseen))
            assert ruling.treatment is not Treatment.NONE, "only the mode writes nothing, and it is not off"
        audit.record(db, now, "notice", number=number, count=len(notice.lines))
    app.say("notice", number=number, count=len(notice.lines), authority=closing.authority.id)
    return key


def _notice(db: Connection, app: App, closing: Closing, unseen: Sequence[str]) -> Notice:
    listed = read_list(list_of(app.data.councils, closing.authority.id, closing.panel), closing.panel)
    lines = not_come(listed.expected, _known(db, closing), closing.sitting, closing.tells)
    names = {kind.id: kind.name for kind in closing.panel.request_types}
    return Notice(
        panel=closing.panel.name,
        sitting=closing.sitting,
        closes=closing.closes,
        tell=closing.tells.tell,
        through=closing.tells.through,
        lines=tuple(replace(line, request_type=names.get(line.request_type or "")) for line in lines),
        faults=(
            *listed.faults,
            *(f"the drop {name} could not be looked at since the papers closed" for name in unseen),
        ),
    )


def _mail(app: App, closing: Closing, notice: Notice, key: str, number: int) -> StoredReply:
    service, recipient = app.settings.service, closing.tells.to
    letter = notice_of(notice, key, OnBehalfOf(service.team, service.sender))
    message = as_eml(
        letter,
        sender=service.sender,
        recipient=recipient,
        message_id=message_id(key, service.mail_domain),
        date=app.now().replace(tzinfo=UTC, microsecond=0),
        answers=False,
    )
    identity = str(message_from_bytes(message)["Message-ID"])
    return StoredReply(key, None, number, OutboxState.READY, recipient, identity, message)


def _known(db: Connection, closing: Closing) -> list[Known]:
    """The council's requests that may be for this panel, as their newest answers tell of them."""
    table = tables.request
    live = (table.c.authority == closing.authority.id) & table.c.state.not_in(GONE)
    ids = list(db.execute(select(table.c.id).where(live)).scalars())
    found = []
    for request in (requests.get(db, each) for each in ids):
        screening = requests.screening(db, request.id, request.screenings)
        answer = from_json(screening.answer) if screening else None
        if answer is not None and answer.panel in (None, closing.panel.id):
            found.append(_as_known(request, answer))
    return found


def _as_known(request: StoredRequest, answer: Answer) -> Known:
    promised = (each.promised_by for each in answer.findings if each.outcome is Outcome.PROMISED and each.promised_by)
    review = next((each.value for each in answer.fields if each.id == REVIEW_DATE and not each.blank), "")
    days = set(dates_in(review))
    return Known(
        reference=request.key.reference,
        shown_as=safe_reference(answer) or request.id,
        request_type=answer.request_type,
        came=answer.received.date() if answer.received else local(request.created_at).date(),
        sitting=answer.sitting.date if answer.sitting else None,
        is_incomplete=answer.verdict is Verdict.INCOMPLETE,
        review=days.pop() if len(days) == 1 else None,
        promised=min(promised, default=None),
    )


def _is_underway(db: Connection, closing: Closing) -> bool:
    """Whether papers that came before the closing are still being read or checked."""
    paper, request, council = tables.submission, tables.request, closing.authority.id
    read = paper.c.state.in_(STILL_READ) & (paper.c.received_at <= _closes(closing)) & (paper.c.authority == council)
    checked = request.c.state.in_(STILL_CHECKED) & (request.c.authority == council)
    asked = (select(paper.c.id).where(read), select(request.c.id).where(checked))
    return any(db.execute(query.limit(1)).first() for query in asked)


def _unseen_drops(app: App, closing: Closing) -> list[str]:
    """The council's drops that were not seen whole since the papers closed: what came in time may lie there."""
    closes = _closes(closing)
    if app.now() < closes:
        return []
    drops = [drop.name for drop in app.settings.drops if drop.authority == closing.authority.id]
    seen = {name: read_health(app, name)[0].looked_at for name in drops}
    return [name for name, at in seen.items() if at is None or at < closes]


def _closes(closing: Closing) -> datetime:
    """The closing in UTC, as everything is stored."""
    return stored(closing.closes.replace(tzinfo=LONDON))
