"""Is a paper finished? Blank fields, empty sections, and a draft where more is asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casework.answered import Answered
from casework.checklist import StateNeeded, Topic
from casework.document import Document, DocumentState, Section
from casework.evidence import Place
from casework.finding import Outcome, Reason
from casework.words import GAP, first_phrase, fold, gapped

_NAMES = 3
"""Words of the names that may stand in a gap: "return Ann and Ben home"."""

_DONE = {
    StateNeeded.DRAFT: frozenset(DocumentState) - {DocumentState.BLANK_TEMPLATE},
    StateNeeded.AT_LEAST_DRAFT: frozenset(DocumentState) - {DocumentState.BLANK_TEMPLATE},
    StateNeeded.NO_DRAFT: frozenset(DocumentState) - {DocumentState.BLANK_TEMPLATE, DocumentState.DRAFT},
    StateNeeded.FINAL: frozenset({DocumentState.FINAL, DocumentState.SIGNED, DocumentState.FILED}),
    StateNeeded.SIGNED: frozenset({DocumentState.SIGNED, DocumentState.FILED}),
    StateNeeded.FILED: frozenset({DocumentState.FILED}),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One way in which a paper is not finished, and what of it is blank."""

    outcome: Outcome
    reason: Reason
    blank: tuple[str, ...] = ()


def state_fault(document: Document, needed: StateNeeded | None) -> Fault | None:
    """A blank template never counts; a draft does not where more is asked for; not knowing is for a person."""
    if document.state is DocumentState.BLANK_TEMPLATE:
        return Fault(Outcome.UNFINISHED, Reason.BLANK_TEMPLATE)
    if needed is None or document.state in _DONE[needed]:
        return None
    if document.state is DocumentState.DRAFT:
        return Fault(Outcome.UNFINISHED, Reason.STILL_DRAFT)
    return Fault(Outcome.UNSURE, Reason.STATE_UNKNOWN)


def field_fault(document: Document, needed: tuple[str, ...], labels: Mapping[str, str]) -> Fault | None:
    """Fields that are there and blank are unfinished; those not found, or answered elsewhere, are for a person."""
    found = {field_id: document.field(field_id) for field_id in needed}
    blank = tuple(field.label for field in found.values() if field is not None and field.blank)
    absent = tuple(
        labels.get(field_id, field_id)
        for field_id, field in found.items()
        if field is None or field.answered is Answered.ELSEWHERE
    )
    if blank:
        return Fault(Outcome.UNFINISHED, Reason.FIELDS_BLANK, blank)
    return Fault(Outcome.UNSURE, Reason.FIELDS_NOT_FOUND, absent) if absent else None


def section_fault(document: Document, needed: tuple[str, ...], beside: Sequence[Document] = ()) -> Fault | None:
    """A heading with nothing under it is unfinished; one not found, or answered elsewhere, is for a person.

    `beside` are papers that may hold what this one leaves to them: a case summary that is a paper of its own.
    """
    found = {section_id: _held(section_of(document, section_id), section_id, beside) for section_id in needed}
    empty = tuple(section.heading for section in found.values() if section is not None and section.empty)
    absent = tuple(
        section_id.replace("_", " ")
        for section_id, section in found.items()
        if section is None or section.answered is Answered.ELSEWHERE
    )
    if empty:
        return Fault(Outcome.UNFINISHED, Reason.SECTIONS_EMPTY, empty)
    return Fault(Outcome.UNSURE, Reason.SECTIONS_NOT_FOUND, absent) if absent else None


def _held(section: Section | None, section_id: str, beside: Sequence[Document]) -> Section | None:
    """The section, or what a paper beside this one says in its place."""
    if section is not None and section.answered is not Answered.ELSEWHERE:
        return section
    for paper in beside:
        if paper.type == section_id:
            return Section(section_id, section_id, Answered.ANSWERED, Place())
        own = section_of(paper, section_id)
        if own is not None and not own.empty and own.answered is not Answered.ELSEWHERE:
            return own
    return section


def topic_fault(document: Document, needed: tuple[Topic, ...]) -> Fault | None:
    """A topic whose words stand nowhere in the paper is for a person: it may be there in other words."""
    absent = tuple(
        topic.name for topic in needed if not any(_tells(passage.text, topic.words) for passage in document.passages)
    )
    return Fault(Outcome.UNSURE, Reason.TOPICS_NOT_FOUND, absent) if absent else None


def _tells(text: str, words: tuple[str, ...]) -> bool:
    plain = tuple(each for each in words if GAP not in each)
    return first_phrase(text, plain) is not None or any(
        gapped(each, _NAMES).search(fold(text)) for each in words if GAP in each
    )


def section_of(document: Document, section_id: str) -> Section | None:
    """The section of that id, full before empty; a field of the same id serves as one, since forms print both ways."""
    found = [section for section in document.sections if section.id == section_id]
    field = document.field(section_id)
    if field is not None:
        found.append(Section(field.id, field.label, field.answered, field.evidence.place, field.value[:80]))
    return min(found, key=lambda section: section.empty, default=None)
