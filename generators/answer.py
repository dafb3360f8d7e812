"""Screening -> Answer: gathers what was found and says it in both voices."""

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from casework.case import holds_day
from casework.citation import Citation
from casework.document import Document, Role
from casework.evidence import Evidence
from casework.finding import About, Finding, Outcome, Reason
from casework.request import Candidate, Sitting
from casework.screening import Screening
from generators import contract as parts
from generators.contract import Answer, ReplyDecision, as_json, from_json, schema
from generators.terms import Terms
from generators.wording import Voice, day_of, sentence

__all__ = ["Answer", "ReplyDecision", "answer_of", "as_json", "code_of", "from_json", "london_time", "schema"]

LONDON = ZoneInfo("Europe/London")

CODE_OF: dict[Reason, str] = {
    Reason.UNREADABLE: "unreadable",
    Reason.MAYBE_UNREADABLE: "unreadable",
    Reason.NOT_READ_WHOLE: "unreadable",
    Reason.MAYBE_UNRECOGNISED: "unknown_document",
    Reason.UNKNOWN_DOCUMENT: "unknown_document",
    Reason.MAYBE_INSIDE: "unknown_document",
    Reason.NEARLY: "unknown_document",
    Reason.REQUEST_UNCLEAR: "request_unclear",
    Reason.FITS_ANOTHER: "request_unclear",
    Reason.NO_PAPERS: "request_unclear",
    Reason.NO_FORM: "request_unclear",
    Reason.NO_CHILD: "request_unclear",
    Reason.WRONG_CHILD: "wrong_child",
    Reason.WHOSE_IS_IT: "wrong_child",
    Reason.TWO_REQUESTS: "two_requests",
    Reason.CONFLICTING: "conflicting",
    Reason.OLDER_THAN_SAID: "conflicting",
    Reason.ANSWER_UNCLEAR: "answer_unclear",
    Reason.ANSWERS_DIFFER: "conflicting",
    Reason.LATE: "late",
    Reason.LATE_AND_URGENT: "late",
    Reason.SAID_URGENT: "urgent",
    Reason.UNSAFE_FILE: "unsafe_file",
    Reason.SAME_CASE: "same_case",
    Reason.WRONG_PANEL: "wrong_panel",
}
"""Reasons that are not here leave the question to the policy: where it is silent, a person decides."""

STRANGE = frozenset({Reason.WRONG_CHILD, Reason.WHOSE_IS_IT})
"""Said of the submission: a paper may be about another child."""
SHOWS_THE_CASE_FIRST = (Role.FORM, Role.MESSAGE, Role.PAPER)


def answer_of(screening: Screening, terms: Terms, *, received: datetime | None, reply: ReplyDecision) -> Answer:
    """The answer to a screening, in the words of `terms`."""
    request = screening.request
    return Answer(
        authority=request.authority,
        edition=request.edition,
        panel=request.panel,
        request_type=request.request_type,
        request_evidence=tuple(
            parts.PointsTo(about=pointer.about, **_seen_in(pointer.evidence).model_dump())
            for pointer in request.pointers
        ),
        candidates=tuple(_candidate(candidate) for candidate in request.candidates[:3]),
        received=london_time(received),
        today=screening.as_of,
        urgent=request.urgent,
        sitting=_sitting(request.sitting),
        verdict=screening.verdict,
        referred_because=_referred_because(screening),
        case_reference=_case_reference(_of_the_request(screening), _births_of_others(screening)),
        children=tuple(
            parts.ChildNamed(name=each.name, date_of_birth=each.date_of_birth) for each in screening.children
        ),
        fields=tuple(_fields(screening.documents)),
        documents=tuple(_document(document) for document in screening.documents),
        findings=tuple(_requirement(finding, terms) for finding in _about(screening, About.REQUIREMENT)),
        rules=tuple(_rule(finding, terms) for finding in _about(screening, About.RULE)),
        submission=tuple(_submission(finding, terms) for finding in _about(screening, About.SUBMISSION)),
        limits=_limits(screening),
        reply=reply,
        names=_names(screening, terms),
    )


def code_of(finding: Finding) -> str:
    """Why this finding refers: its own code, else the one that follows from its reason."""
    return finding.code or CODE_OF.get(finding.reason, "policy_unclear")


def london_time(moment: datetime | None) -> datetime | None:
    """The clock time in London; a time without a zone is taken as that already."""
    if moment is None or moment.tzinfo is None:
        return moment
    return moment.astimezone(LONDON).replace(tzinfo=None)


def _about(screening: Screening, about: About) -> list[Finding]:
    return [finding for finding in screening.findings if finding.about is about]


def _referred_because(screening: Screening) -> tuple[str, ...]:
    if not screening.findings:
        return ("request_unclear",)
    return tuple(sorted({code_of(finding) for finding in screening.findings if finding.outcome is Outcome.UNSURE}))


def _seen(evidence: Evidence) -> parts.Seen:
    return parts.Seen(place=str(evidence.place), words=evidence.words)


def _seen_in(evidence: Evidence) -> parts.SeenIn:
    return parts.SeenIn(file=evidence.file, place=str(evidence.place), words=evidence.words)


def _all_seen(evidence: Iterable[Evidence]) -> tuple[parts.SeenIn, ...]:
    return tuple(_seen_in(one) for one in evidence)


def _candidate(candidate: Candidate) -> parts.CandidateRequest:
    return parts.CandidateRequest(
        panel=candidate.panel, request_type=candidate.request_type, evidence=_all_seen(candidate.evidence)
    )


def _sitting(sitting: Sitting) -> parts.SittingAnswer | None:
    if sitting == Sitting():
        return None
    return parts.SittingAnswer(
        asked=sitting.asked, date=sitting.day, papers_due=london_time(sitting.papers_due), late=sitting.late
    )


def _by_role(documents: tuple[Document, ...]) -> list[Document]:
    """Forms first, for they name the case on purpose; then messages, then papers."""
    return [document for role in SHOWS_THE_CASE_FIRST for document in documents if document.role is role]


def _of_the_request(screening: Screening) -> tuple[Document, ...]:
    """The documents less those that may be about another child: what they say is told to nobody else."""
    strange = {each.details.get("file") for each in _about(screening, About.SUBMISSION) if each.reason in STRANGE}
    return tuple(document for document in screening.documents if document.file not in strange)


def _case_reference(documents: tuple[Document, ...], births: frozenset[date]) -> str | None:
    found = (evidence.words.strip() for document in _by_role(documents) for evidence in document.case_references)
    return next((words for words in found if words and not holds_day(words, births)), None)


def _fields(documents: tuple[Document, ...]) -> list[parts.FormField]:
    forms = (document for document in documents if document.role is Role.FORM)
    return [
        parts.FormField(
            id=field.id,
            label=field.label,
            value=field.value,
            blank=field.blank,
            evidence=_seen_in(field.evidence),
            answered=field.answered,
        )
        for form in forms
        for field in form.fields
    ]


def _births_of_others(screening: Screening) -> frozenset[date]:
    """The births in the papers of children the request is not about, which are no reference."""
    born = {child.date_of_birth for document in screening.documents for child in document.children}
    return frozenset(day for day in born - {child.date_of_birth for child in screening.children} if day is not None)


def _document(document: Document) -> parts.DocumentAnswer:
    return parts.DocumentAnswer(
        file=document.file,
        inside=document.inside,
        pages=document.pages,
        format=document.format,
        role=document.role,
        type=document.type,
        also=document.also,
        likeliest=document.likeliest[:2],
        confidence=round(document.confidence, 2),
        why=tuple(_seen(evidence) for evidence in document.why),
        state=document.state,
        dated=document.dated,
        dated_evidence=_seen(document.dated_evidence) if document.dated_evidence else None,
        children=tuple(child.name for child in document.children),
        unreadable=document.unreadable,
        begins=str(document.begins) if document.begins else None,
        also_seen=tuple(_seen(evidence) for evidence in document.also_seen),
    )


def _source(citation: Citation | None) -> parts.SourceQuoted | None:
    if citation is None:
        return None
    source = citation.source
    return parts.SourceQuoted(file=source.file, line=citation.lines[0], title=source.title, at=citation.at)


def _requirement(finding: Finding, terms: Terms) -> parts.RequirementFinding:
    return parts.RequirementFinding(
        requirement=finding.subject,
        for_child=finding.for_child,
        document_types=finding.document_types,
        outcome=finding.outcome,
        who_acts=finding.outcome.who_acts,
        text=sentence(finding, terms),
        quote=finding.citation.quote if finding.citation else None,
        source=_source(finding.citation),
        documents=finding.documents,
        blank=finding.blank,
        good_until=finding.good_until,
        evidence=_all_seen(finding.evidence),
        reason=finding.reason,
        question=_question(finding),
        reply_text=sentence(finding, terms, Voice.SOCIAL_WORKER),
        promised_by=day_of(finding.details.get("by")),
    )


def _rule(finding: Finding, terms: Terms) -> parts.RuleFinding:
    return parts.RuleFinding(
        rule=finding.subject,
        outcome=finding.outcome,
        code=code_of(finding) if finding.outcome is Outcome.UNSURE else finding.code,
        text=sentence(finding, terms),
        quote=finding.citation.quote if finding.citation else None,
        source=_source(finding.citation),
        evidence=_all_seen(finding.evidence),
        reason=finding.reason,
        question=_question(finding),
        reply_text=sentence(finding, terms, Voice.SOCIAL_WORKER),
    )


def _question(finding: Finding) -> str | None:
    return finding.details.get("question") if finding.outcome is Outcome.ASK else None


def _submission(finding: Finding, terms: Terms) -> parts.SubmissionFinding:
    is_coded = finding.outcome is Outcome.UNSURE or finding.reason in CODE_OF
    return parts.SubmissionFinding(
        code=code_of(finding) if is_coded else finding.code,
        outcome=finding.outcome,
        text=sentence(finding, terms),
        evidence=_all_seen(finding.evidence),
        reason=finding.reason,
        reply_text=sentence(finding, terms, Voice.SOCIAL_WORKER),
    )


def _limits(screening: Screening) -> tuple[str, ...]:
    of_documents = (
        f"{document.file}: {limit}"
        for document in screening.documents
        for limit in document.limits
        if limit not in screening.limits
    )
    return tuple(dict.fromkeys((*screening.limits, *of_documents)))


def _names(screening: Screening, terms: Terms) -> parts.Names:
    request, findings = screening.request, screening.findings
    kinds = [kind for finding in findings for kind in finding.document_types]
    for document in screening.documents:
        kinds += [*filter(None, [document.type]), *document.also, *document.likeliest]
    return parts.Names(
        authority=terms.authorities.get(request.authority or "") or request.authority,
        panel=terms.panel(request.panel),
        request_type=terms.request_type(request.panel, request.request_type),
        panels={one.panel: terms.panel(one.panel) or one.panel for one in request.candidates},
        request_types={
            f"{one.panel}/{one.request_type}": terms.request_type(one.panel, one.request_type) or one.request_type
            for one in request.candidates
        },
        document_types={kind: terms.document_type(kind) for kind in sorted(set(kinds))},
        fields={name: terms.field_label(name) for finding in findings for name in finding.blank},
    )
