"""Which request a submission belongs to: our own message ids, then the case; never the subject; in doubt a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from casework.case import CaseKey, may_be_one_arrival, same_case, same_reference, words_of
from casework.document import Document
from casework.submission import Message
from panelready.store import requests
from panelready.store.requests import StoredRequest
from panelready.store.tables import RequestState
from validators.load_policy import Policy
from validators.request import Given, identify_request
from validators.whose import requests_children


@dataclass(frozen=True, slots=True)
class Joined:
    """The request a submission belongs to, if there is one; `alike` may be the same case, which a person decides."""

    request_id: str | None = None
    alike: str | None = None


def case_key(documents: Sequence[Document], policy: Policy, given: Given, today: date) -> CaseKey:
    """By what later papers will know the request that these papers make."""
    request = identify_request(documents, policy.authorities, given, today)
    references = [found.words.strip() for document in documents for found in document.case_references]
    children = tuple((child.name, child.date_of_birth) for child in requests_children(documents))
    return CaseKey(next(iter(references), None), children, request.panel, request.request_type)


def find_request(
    db: Connection, authority: str | None, key: CaseKey, message: Message | None, now: datetime, quiet: timedelta
) -> Joined:
    """The request that papers with this key belong to."""
    answered = requests.of_message(db, message.references) if message and message.references else None
    if answered is not None and requests.get(db, answered).authority == authority:
        request_id = _where_it_went(db, answered)
        is_withdrawn = requests.get(db, request_id).state is RequestState.WITHDRAWN
        return Joined(alike=request_id) if is_withdrawn else Joined(request_id)
    conversation = _in_conversation(db, authority, key, message)
    if conversation is not None:
        return conversation
    known = requests.live(db, authority, words_of(key))
    for request in known:
        if same_case(key, request.key) or _arrived_together(key, request, now, quiet):
            return Joined(request.id)
    alike = next((request.id for request in known if same_case(key, request.key) is None), None)
    return Joined(alike=alike)


def _in_conversation(db: Connection, authority: str | None, key: CaseKey, message: Message | None) -> Joined | None:
    """The request that a mail answers an earlier mail about: a person sent our reply under an id of their own.

    People also take an old mail to write about somebody else. So papers that name a case must not name another one.
    """
    earlier = requests.of_conversation(db, message.references) if message and message.references else None
    if earlier is None:
        return None
    request = requests.get(db, _where_it_went(db, earlier))
    if request.authority != authority or request.state not in requests.LIVE_STATES:
        return None
    if not words_of(key):
        return Joined(request.id)
    if same_case(key, request.key) is False:
        return None
    return Joined(alike=request.id) if _contradict(key, request.key) else Joined(request.id)


def _contradict(one: CaseKey, other: CaseKey) -> bool:
    """Whether two cases that have something in common name different references, or ask for different things."""
    references = one.reference and other.reference and not same_reference(one.reference, other.reference)
    matters = {(key.panel, key.request_type) for key in (one, other) if key.panel is not None}
    return bool(references) or len(matters) > 1


def widened(known: CaseKey, new: CaseKey) -> CaseKey:
    """A request's key after papers joined it: what it knew, and what only the new papers say."""
    births = dict(new.children)
    children = tuple((name, born or births.get(name)) for name, born in known.children)
    return CaseKey(
        known.reference or new.reference,
        children or new.children,
        known.panel or new.panel,
        known.request_type or new.request_type,
    )


def _arrived_together(key: CaseKey, request: StoredRequest, now: datetime, quiet: timedelta) -> bool:
    """Loose files that settle together with the same case reference are one submission; never once it is screened."""
    waiting = request.state is RequestState.WAITING and request.screenings == 0 and now - request.created_at <= quiet
    return waiting and may_be_one_arrival(key, request.key)


def _where_it_went(db: Connection, request_id: str) -> str:
    """A request that was linked to another lives on there."""
    request = requests.get(db, request_id)
    return _where_it_went(db, request.merged_into) if request.merged_into else request_id
