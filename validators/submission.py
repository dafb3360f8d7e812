"""Findings about the submission itself: what could not be read, whose papers they are, and whether they are in time."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from datetime import date
from itertools import combinations

from casework.case import same_name
from casework.document import Child, Document, DocumentState, Role, Unreadable, in_order
from casework.evidence import Evidence, Place
from casework.finding import About, Finding, Outcome, Reason
from casework.panel import Authority, Panel, RequestType
from casework.request import Request
from validators.sitting import is_reserved

CHILD_FIELDS = ("child_name", "childrens_names")
"""The fields in which a form says whose it is."""
_UNSAFE = frozenset({Unreadable.UNSAFE})


def check_submission(documents: Sequence[Document], request: Request) -> list[Finding]:
    """What a person should know of the submission as a whole, most serious first."""
    return [
        *_unclear(documents, request),
        *_unreadable(documents),
        *_nobody(documents),
        *_children(documents),
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
    form = any(_is_filled_form(document) for document in documents)
    return None if asked or form else _finding(Reason.NO_FORM, Outcome.UNSURE)


def no_checklist() -> Finding:
    """A clear request for which no checklist is written: nothing was checked, so a person must."""
    return _finding(Reason.NO_CHECKLIST, Outcome.UNSURE)


def another_councils(
    documents: Sequence[Document], request: Request, authorities: Mapping[str, Authority]
) -> list[Finding]:
    """A filled form that only another council prints is for a person, whoever's drop it lies in."""
    if request.authority is None:
        return []
    ours = _forms_of(authorities[request.authority])
    theirs = {form: panel for other in authorities.values() for form, panel in _forms_of(other).items()}
    return [
        _finding(Reason.WRONG_PANEL, Outcome.UNSURE, document.why[:1], panel=theirs[document.type or ""])
        for document in documents
        if _is_filled_form(document) and document.type in theirs.keys() - ours.keys()
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


def _is_filled_form(document: Document) -> bool:
    blank = document.state is DocumentState.BLANK_TEMPLATE
    return document.role is Role.FORM and document.unreadable is None and not blank


def requests_children(documents: Sequence[Document]) -> tuple[Child, ...]:
    """The children the request is about: those the form names, else those that any paper names; each once."""
    forms = [document for document in documents if document.role is Role.FORM and document.children]
    named = [child for document in forms or documents for child in document.children]
    known: list[Child] = []
    for child in sorted(named, key=lambda child: child.date_of_birth is None):
        if not any(same_name(child.name, other.name) for other in known):
            known.append(child)
    order = {child.name: index for index, child in reversed(list(enumerate(named)))}
    return tuple(_with_date_of_birth(child, documents) for child in sorted(known, key=lambda each: order[each.name]))


def _with_date_of_birth(child: Child, documents: Sequence[Document]) -> Child:
    """The form may not ask for a date of birth: take it from the papers, where they agree."""
    if child.date_of_birth is not None:
        return child
    others = [
        other
        for document in documents
        for other in document.children
        if other.date_of_birth is not None and same_name(other.name, child.name)
    ]
    agreed = {other.date_of_birth for other in others}
    return Child(child.name, others[0].date_of_birth, others[0].evidence) if len(agreed) == 1 else child


def _unclear(documents: Sequence[Document], request: Request) -> Iterator[Finding]:
    papers = [document for document in documents if document.role in (Role.PAPER, Role.FORM)]
    if not papers:
        yield _finding(Reason.NO_PAPERS, Outcome.UNSURE)
    if not request.is_clear:
        evidence = tuple(words for candidate in request.candidates for words in candidate.evidence[:1])
        yield _finding(Reason.REQUEST_UNCLEAR, Outcome.UNSURE, evidence)
    forms = [document for document in papers if _is_filled_form(document) and document.type is not None]
    if any(_two_requests(one, other) for one, other in combinations(forms, 2)):
        yield _finding(Reason.TWO_REQUESTS, Outcome.UNSURE, tuple(words for form in forms for words in form.why[:1]))


def _two_requests(one: Document, other: Document) -> bool:
    """Whether two forms ask for different things: for other children, or on another panel's form."""
    children_differ = bool(one.children and other.children) and not _share_a_child(one, other)
    return one.type != other.type or children_differ


def _unreadable(documents: Sequence[Document]) -> Iterator[Finding]:
    for document in documents:
        if document.unreadable is not None and document.role is not Role.DECORATION:
            reason = Reason.UNSAFE_FILE if document.unreadable in _UNSAFE else Reason.UNREADABLE
            yield _finding(reason, Outcome.UNSURE, file=document.file, why=document.unreadable.value)


def _unrecognised(documents: Sequence[Document]) -> Iterator[Finding]:
    """Worth knowing; whether it could be what is missing is for the requirement to say."""
    for document in documents:
        if document.type is None and document.unreadable is None and document.role in (Role.PAPER, Role.FORM):
            types = ",".join(document.likeliest)
            yield _finding(Reason.UNKNOWN_DOCUMENT, Outcome.NOTED, document.why[:1], file=document.file, types=types)


def _children(documents: Sequence[Document]) -> Iterator[Finding]:
    """A paper that names only other children, and a child with two dates of birth, are for a person."""
    ours = requests_children(documents if _form_names_a_child(documents) else _largest_family(documents))
    for document in documents:
        if document.children and not any(_is_one_of(child, ours) for child in document.children):
            named = tuple(child.evidence for child in document.children)
            yield _finding(Reason.WRONG_CHILD, Outcome.UNSURE, named, file=document.file)
            continue
        for child in document.children:
            if any(_two_births(child, other) for other in ours):
                yield _finding(
                    Reason.CONFLICTING, Outcome.UNSURE, (child.evidence,), about="date of birth", file=document.file
                )


def _nobody(documents: Sequence[Document]) -> Iterator[Finding]:
    """A form whose place for the child's name is blank, where no other paper names a child either, is nobody's."""
    if any(document.children for document in documents):
        return
    for document in filter(_is_filled_form, documents):
        for field in document.fields:
            if field.id in CHILD_FIELDS and field.blank:
                yield _finding(Reason.NO_CHILD, Outcome.UNSURE, (field.evidence,), file=document.file)


def _form_names_a_child(documents: Sequence[Document]) -> bool:
    return any(document.role is Role.FORM and document.children for document in documents)


def _largest_family(documents: Sequence[Document]) -> list[Document]:
    """Where no form says whose papers they are: most of those that are joined by a child they share."""
    families: list[list[Document]] = []
    for document in in_order(each for each in documents if each.children):
        kin = [family for family in families if any(_share_a_child(document, other) for other in family)]
        families = [family for family in families if family not in kin]
        families.append([document, *(other for family in kin for other in family)])
    return max(families, key=len, default=[])


def _share_a_child(one: Document, other: Document) -> bool:
    return any(_is_one_of(child, other.children) for child in one.children)


def _is_one_of(child: Child, ours: Sequence[Child]) -> bool:
    return any(
        same_name(child.name, other.name)
        or (child.date_of_birth is not None and child.date_of_birth == other.date_of_birth)
        for other in ours
    )


def _two_births(child: Child, other: Child) -> bool:
    if not same_name(child.name, other.name) or child.date_of_birth is None or other.date_of_birth is None:
        return False
    return child.date_of_birth != other.date_of_birth


def _lateness(request: Request) -> Iterator[Finding]:
    asked = request.sitting.asked.isoformat() if request.sitting.asked else ""
    day = request.sitting.day.isoformat() if request.sitting.day else ""
    urgent = tuple(pointer.evidence for pointer in request.pointers if pointer.about == "urgent")
    if request.sitting.late and request.urgent:
        yield _finding(Reason.LATE_AND_URGENT, Outcome.UNSURE, urgent, asked=asked, date=day)
    elif request.sitting.late:
        yield _finding(Reason.LATE, Outcome.NOTED, asked=asked, date=day)
    elif request.urgent:
        yield _finding(Reason.SAID_URGENT, Outcome.NOTED, urgent)


def check_sitting(panel: Panel, kind: RequestType | None, request: Request, closed: Set[date]) -> list[Finding]:
    """A sitting that is kept for other business is for a person to open."""
    day = request.sitting.day
    if day is None or not is_reserved(panel, kind, day, closed):
        return []
    return [_finding(Reason.RESERVED_SITTING, Outcome.UNSURE, date=day.isoformat())]


def _finding(reason: Reason, outcome: Outcome, evidence: tuple[Evidence, ...] = (), **details: str) -> Finding:
    seen = evidence or ((Evidence(details["file"], Place(), details["file"]),) if "file" in details else ())
    return Finding(About.SUBMISSION, reason.value, outcome, reason, details, evidence=seen)
