"""Which document answers a requirement, and which is only nearly it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from casework.checklist import DocumentNeeded, EitherOf, FieldNeeded, Need, OnCaseSystem
from casework.document import Document, DocumentState, DocumentType, Field, Role
from casework.evidence import Evidence, Place
from casework.finding import Outcome, Reason
from casework.promise import Promise
from validators.completeness import Fault, field_fault, section_fault, state_fault, topic_fault
from validators.hollow import hollow_fault
from validators.recency import age_fault, good_until, oldest_allowed
from validators.versions import Instead, newest
from validators.whose import share_a_child

# From best to worst: of several papers of one type the best counts.
RANK = (
    Outcome.MET,
    Outcome.READ_ELSEWHERE,
    Outcome.UNSURE,
    Outcome.UNFINISHED,
    Outcome.OUT_OF_DATE,
    Outcome.MISSING,
)

DATE_FIELD = "_date"


@dataclass(frozen=True, slots=True)
class Answered:
    """How well the papers answer one need: the outcome, why, and the paper that counts."""

    outcome: Outcome
    reason: Reason
    details: Mapping[str, str]
    document: Document | None = None
    evidence: tuple[Evidence, ...] = ()
    blank: tuple[str, ...] = ()
    good_until: date | None = None


@dataclass(frozen=True, slots=True)
class Papers:
    """What matching needs to know: the papers, the catalogue of types, the sitting and the day of the screening."""

    documents: Sequence[Document]
    types: Mapping[str, DocumentType]
    as_of: date
    today: date
    children: tuple[str, ...] = ()
    """The names of the children the request is about."""
    of_the_family: Sequence[Document] = ()
    """The papers that name no child and tell of the family of the request all the same."""
    promised: Mapping[str, Promise] = field(default_factory=dict)
    """What the covering messages say will follow, by document type."""
    twins: Sequence[Instead] = ()
    """Which papers are older versions of others."""

    def labels_of(self, type_id: str) -> dict[str, str]:
        """The printed label of each field of a form; of several spellings the first."""
        known = self.types.get(type_id)
        pairs = known.labels if known else ()
        return dict(reversed(pairs))


def answer_need(need: Need, papers: Papers) -> Answered:
    """How well the papers answer what is needed."""
    match need:
        case DocumentNeeded():
            return _by_document(need, papers)
        case FieldNeeded():
            return _by_field(need, papers)
        case OnCaseSystem(what):
            return Answered(Outcome.READ_ELSEWHERE, Reason.ON_CASE_SYSTEM, {"what": what})
        case EitherOf(needs):
            return _by_either(needs, papers)


def candidates(need: DocumentNeeded, documents: Sequence[Document]) -> list[Document]:
    """The readable documents that are, or hold as a section, what is needed."""
    return [
        document
        for document in documents
        if document.unreadable is None
        and (
            document.type in need.types
            or (document.type in need.may_be_part_of and any(kind in document.also for kind in need.types))
        )
    ]


def _by_document(need: DocumentNeeded, papers: Papers) -> Answered:
    found = _without_first_drafts(newest(candidates(need, papers.documents), papers.twins))
    answers = [_judge(document, need, papers) for document in found]
    fresh = [answer for answer in answers if not _outside_window(answer, need, papers)]
    if not fresh:
        return Answered(Outcome.MISSING, Reason.NOT_THERE, {"types": ",".join(need.types)})
    return min(fresh, key=lambda answer: (RANK.index(answer.outcome), -_day(answer.document)))


def _without_first_drafts(documents: Sequence[Document]) -> list[Document]:
    """Without the drafts of a form that is there finished as well, but for one that is the later by its day."""
    done = [each for each in documents if each.state in (DocumentState.FINAL, DocumentState.SIGNED)]
    days = [each.dated for each in done if each.dated is not None]
    return [
        each
        for each in documents
        if each.role is not Role.FORM
        or each.state is not DocumentState.DRAFT
        or not done
        or (each.dated is not None and bool(days) and each.dated > max(days))
    ]


def _judge(document: Document, need: DocumentNeeded, papers: Papers) -> Answered:
    part = document.type not in need.types
    kind = next(kind for kind in need.types if document.is_or_holds(kind))
    details = {"type": kind, "file": document.file, **_within_file(document)}
    if document.dated is not None:
        details["dated"] = document.dated.isoformat()
        details |= {"dated_from": document.dated_from.isoformat()} if document.dated_from else {}
    if need.which:
        details["which"] = need.which
    if part:
        details["holder"] = document.type or ""
    seen = _seen(document, kind)
    fault = _first_fault(document, need, papers, details)
    until = good_until(need.within, document.dated)
    if fault is not None:
        if fault.reason is Reason.TOPICS_NOT_FOUND:
            details["topics"] = ",".join(name.replace(",", " ") for name in fault.blank)
        return Answered(fault.outcome, fault.reason, details, document, seen, fault.blank, until)
    reason = Reason.FOUND_AS_PART if part else Reason.FOUND
    return Answered(Outcome.MET, reason, details, document, seen, good_until=until)


def _first_fault(document: Document, need: DocumentNeeded, papers: Papers, details: dict[str, str]) -> Fault | None:
    labels = papers.labels_of(document.type or "")
    return (
        state_fault(document, need.state)
        or _date_fault(document, need, papers, details)
        or (field_fault(document, need.fields, labels) if need.fields else None)
        or (section_fault(document, need.sections, _beside(document, papers)) if need.sections else None)
        or topic_fault(document, need.must_cover)
        or hollow_fault(document, papers.types.get(document.type or ""))
    )


def _beside(document: Document, papers: Papers) -> list[Document]:
    """Papers about the same child of a kind that often is a section of this one, and here stands by itself."""
    known = papers.types.get(document.type or "")
    of_kind = [paper for paper in papers.documents if known and paper.type in known.may_hold and not paper.unreadable]
    return [
        paper for paper in of_kind if paper.state is not DocumentState.BLANK_TEMPLATE and share_a_child(document, paper)
    ]


def _date_fault(document: Document, need: DocumentNeeded, papers: Papers, details: dict[str, str]) -> Fault | None:
    if need.within is None:
        return None
    fault = age_fault(document, need.within, papers.as_of, papers.today)
    if fault is None or fault.reason not in (Reason.NO_DATE, Reason.DATED_LATER):
        oldest = oldest_allowed(need.within, papers.as_of)
        details |= {"oldest": oldest.isoformat(), "within": str(need.within)}
    return fault


def _outside_window(answer: Answered, need: DocumentNeeded, papers: Papers) -> bool:
    """Whether the paper is older than the only ones that are asked for."""
    if need.only_those_within is None or answer.document is None or answer.document.dated is None:
        return False
    return answer.document.dated < need.only_those_within.before(papers.as_of)


def _by_field(need: FieldNeeded, papers: Papers) -> Answered:
    answers = [
        _field_answer(need, document, field)
        for document in papers.documents
        if document.unreadable is None and document.type in need.in_types
        for field in [document.field(need.id)]
        if field is not None and not field.blank
    ]
    missing = Answered(Outcome.MISSING, Reason.NOT_THERE, {"types": "", "field": need.id})
    return min(answers, key=lambda answer: RANK.index(answer.outcome), default=missing)


def _field_answer(need: FieldNeeded, document: Document, field: Field) -> Answered:
    """A date that is asked for is given only in figures: "not yet arranged" is an answer for a person to weigh."""
    details = {"label": field.label, "type": document.type or "", "file": document.file}
    if need.id.endswith(DATE_FIELD) and not any(letter.isdigit() for letter in field.value):
        blank = (field.label,)
        return Answered(Outcome.UNSURE, Reason.FIELDS_NOT_FOUND, details, document, (field.evidence,), blank)
    return Answered(Outcome.MET, Reason.FOUND_FIELD, details, document, (field.evidence,))


def _by_either(needs: tuple[Need, ...], papers: Papers) -> Answered:
    answers = [answer_need(need, papers) for need in needs]
    best = min(answers, key=lambda answer: RANK.index(answer.outcome))
    if best.outcome is not Outcome.MISSING:
        return best
    details = {
        "types": ",".join(kind for answer in answers for kind in answer.details["types"].split(",") if kind),
        "fields": ",".join(answer.details["field"] for answer in answers if "field" in answer.details),
    }
    return Answered(Outcome.MISSING, Reason.NOT_THERE, details)


def _within_file(document: Document) -> dict[str, str]:
    """Which part of its file a paper is, where that holds several."""
    if document.begins is None:
        return {}
    if document.pages is None:
        return {"begins": str(document.begins)}
    return {"first_page": str(document.pages[0]), "last_page": str(document.pages[1])}


def _seen(document: Document, kind: str) -> tuple[Evidence, ...]:
    """What made us think it that paper, or that it holds that paper, and the date that counts."""
    held = dict(zip(document.also, document.also_seen, strict=False)) if document.type != kind else {}
    seen = (held[kind],) if kind in held else document.why[:1] or (Evidence(document.file, Place(), document.file),)
    return seen + ((document.dated_evidence,) if document.dated_evidence else ())


def _day(document: Document | None) -> int:
    return document.dated.toordinal() if document and document.dated else 0
