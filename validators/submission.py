"""Findings about the submission itself: what could not be read, whose papers they are, and whether they are in time."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

from casework.document import Child, Document, Role, Unreadable
from casework.finding import About, Finding, Outcome, Reason
from casework.names import taken_apart
from casework.panel import Authority, Panel, RequestType
from casework.request import Request
from validators.of_submission import of_submission
from validators.sitting import is_reserved
from validators.unrecognised import is_unrecognised, may_be
from validators.whose import is_filled_form, requests_children, share_a_child, whose_they_are

_UNBORN = "unborn"
"""In the id of a kind of request that is made before a birth, and asks for no birth certificate."""
_JUST_BORN = timedelta(days=90)
_UNSAFE = frozenset({Unreadable.UNSAFE})


def check_submission(documents: Sequence[Document], request: Request) -> list[Finding]:
    """What a person should know of the submission as a whole, most serious first."""
    return [
        *_unclear(documents, request),
        *_unreadable(documents),
        *whose_they_are(documents),
        *_unrecognised(documents),
        *_lateness(request),
    ]


def nothing_was_asked(documents: Sequence[Document], findings: Sequence[Finding]) -> Finding | None:
    """A checklist of which nothing was asked, and no panel form, is never ready."""
    asked = any(
        finding.outcome not in (Outcome.NOT_NEEDED, Outcome.READ_ELSEWHERE, Outcome.NOTED)
        for finding in findings
        if finding.about is About.REQUIREMENT
    )
    form = any(is_filled_form(document) for document in documents)
    return None if asked or form else of_submission(Reason.NO_FORM, Outcome.UNSURE)


def no_checklist() -> Finding:
    """A clear request for which no checklist is written: nothing was checked, so a person must."""
    return of_submission(Reason.NO_CHECKLIST, Outcome.UNSURE)


def another_councils(
    documents: Sequence[Document], request: Request, authorities: Mapping[str, Authority]
) -> list[Finding]:
    """A filled form that only another council prints is for a person, whoever's drop it lies in."""
    if request.authority is None:
        return []
    ours = _forms_of(authorities[request.authority])
    theirs = {form: panel for other in authorities.values() for form, panel in _forms_of(other).items()}
    return [
        of_submission(Reason.WRONG_PANEL, Outcome.UNSURE, document.why[:1], panel=theirs[document.type or ""])
        for document in documents
        if is_filled_form(document) and document.type in theirs.keys() - ours.keys()
    ]


def _forms_of(authority: Authority) -> dict[str, str]:
    """Each form a council prints, and the panel it is for where that is one alone."""
    anywhere = dict.fromkeys(authority.recognised_by.forms, "")
    return anywhere | {form: panel.id for panel in authority.panels for form in panel.recognised_by.forms}


def weighed(findings: Sequence[Finding]) -> list[Finding]:
    """The findings; an unrecognised paper that may be the one we would ask for again is for a person."""
    again = (Outcome.OUT_OF_DATE, Outcome.UNFINISHED)
    asked = {kind for finding in findings if finding.outcome in again for kind in finding.document_types}
    return [
        replace(finding, outcome=Outcome.UNSURE)
        if finding.reason is Reason.UNKNOWN_DOCUMENT and asked & set(finding.details["types"].split(","))
        else finding
        for finding in findings
    ]


def _unclear(documents: Sequence[Document], request: Request) -> Iterator[Finding]:
    papers = [document for document in documents if document.role in (Role.PAPER, Role.FORM)]
    if not papers:
        yield of_submission(Reason.NO_PAPERS, Outcome.UNSURE)
    if not request.is_clear:
        evidence = tuple(words for candidate in request.candidates for words in candidate.evidence[:1])
        yield of_submission(Reason.REQUEST_UNCLEAR, Outcome.UNSURE, evidence)
    elif _UNBORN in (request.request_type or "").split("_") and (born := _all_born_before(documents)):
        yield of_submission(Reason.REQUEST_UNCLEAR, Outcome.UNSURE, tuple(child.evidence for child in born))
    forms = [document for document in papers if is_filled_form(document) and document.type is not None]
    if any(_two_requests(one, other) for one, other in combinations(forms, 2)):
        yield of_submission(
            Reason.TWO_REQUESTS, Outcome.UNSURE, tuple(words for form in forms for words in form.why[:1])
        )


def _all_born_before(documents: Sequence[Document]) -> tuple[Child, ...]:
    """The request's children where each was born months before its newest paper, so that none is a baby to come."""
    children = requests_children(documents)
    days = [document.dated for document in documents if document.dated is not None]
    births = [child.date_of_birth for child in children if not taken_apart(child.name).unborn]
    if not days or not children or len(births) < len(children):
        return ()
    are_old = all(born is not None and max(days) - born > _JUST_BORN for born in births)
    return children if are_old else ()


def _two_requests(one: Document, other: Document) -> bool:
    """Whether two forms ask for different things: for other children, or on another panel's form."""
    children_differ = bool(one.children and other.children) and not share_a_child(one, other)
    return one.type != other.type or children_differ


def _unreadable(documents: Sequence[Document]) -> Iterator[Finding]:
    for document in documents:
        if document.unreadable is not None and document.role is not Role.DECORATION:
            reason = Reason.UNSAFE_FILE if document.unreadable in _UNSAFE else Reason.UNREADABLE
            yield of_submission(reason, Outcome.UNSURE, file=document.file, why=document.unreadable.value)


def _unrecognised(documents: Sequence[Document]) -> Iterator[Finding]:
    """Worth knowing; whether it could be what is missing is for the requirement to say."""
    for document in documents:
        if is_unrecognised(document) and document.role in (Role.PAPER, Role.FORM):
            types = ",".join(may_be(document))
            yield of_submission(
                Reason.UNKNOWN_DOCUMENT, Outcome.NOTED, document.why[:1], file=document.file, types=types
            )


def _lateness(request: Request) -> Iterator[Finding]:
    asked = request.sitting.asked.isoformat() if request.sitting.asked else ""
    day = request.sitting.day.isoformat() if request.sitting.day else ""
    urgent = tuple(pointer.evidence for pointer in request.pointers if pointer.about == "urgent")
    if request.sitting.late and request.urgent:
        yield of_submission(Reason.LATE_AND_URGENT, Outcome.UNSURE, urgent, asked=asked, date=day)
    elif request.sitting.late:
        yield of_submission(Reason.LATE, Outcome.NOTED, asked=asked, date=day)
    elif request.urgent:
        yield of_submission(Reason.SAID_URGENT, Outcome.NOTED, urgent)


def check_sitting(panel: Panel, kind: RequestType | None, request: Request, closed: Set[date]) -> list[Finding]:
    """A sitting that is kept for other business is for a person to open."""
    day = request.sitting.day
    if day is None or not is_reserved(panel, kind, day, closed):
        return []
    return [of_submission(Reason.RESERVED_SITTING, Outcome.UNSURE, date=day.isoformat())]
