"""Which panel and request type the papers are for, with the words that say so; more than one is nobody's guess."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from casework.conditions import FactValue
from casework.document import Document, DocumentState, Passage, Role, in_order
from casework.evidence import SUBJECT, Evidence, Place
from casework.panel import Authority, Panel, RecognisedBy, RequestType
from casework.request import Candidate, Pointer, Request
from casework.words import first_phrase, fold, holds_phrase

_Known = TypeVar("_Known", Panel, RequestType, Authority)

# Fields in which a form says which panel it is for, and what is asked of it.
PANEL_FIELDS = ("panel_name",)
REQUEST_FIELDS = ("request_type", "request")
REASON_FIELDS = ("reason_for_request",)
"""Asked only where a form's own request points nowhere: a reason tells of much that is not asked for."""

# How much a sighting counts: a form's own field comes before all a message says, its subject before its text.
IN_FIELD, IN_SUBJECT, IN_FORM, IN_MESSAGE, BY_PAPER = 16, 6, 5, 3, 1
CLEAR_LEAD = 2

_SUBJECT_LINE = re.compile(r"\s*(?:subject|re)\s*:", re.IGNORECASE)
_DENIED = re.compile(
    r" (?:not|never|nor|no|nothing|rather than|instead of)"
    r"(?: (?:a|an|the|to|for|at|by|in|of|is|any|been|going|go|asking|seeking|requesting|yet))*$"
)


@dataclass(frozen=True, slots=True)
class Given:
    """What was said outside the papers: by options or by the drop, for what the papers do not say.

    What a person decided (`is_decided`) comes before what the papers say.
    """

    authority: str | None = None
    edition: str | None = None
    panel: str | None = None
    request_type: str | None = None
    is_decided: bool = False


@dataclass(frozen=True, slots=True)
class _Sighting:
    subject: str
    weight: int
    evidence: Evidence
    phrase: str


def identify_request(
    documents: Sequence[Document], authorities: Mapping[str, Authority], given: Given, on: date
) -> Request:
    """The panel and request type that the papers point to; None where they do not, or point to several."""
    documents = _that_speak(documents)
    authority = _authority(documents, authorities, given)
    if authority is None:
        return Request(authority=None)
    edition = given.edition or _edition_in_force(authority, on)
    panels = [panel for panel in authority.panels if panel.edition == edition]
    panel_sightings = _sightings(documents, {panel.id: panel.recognised_by for panel in panels}, PANEL_FIELDS)
    named = next((panel for panel in panels if panel.id == given.panel), None)
    seen = _leader(panels, panel_sightings) if panel_sightings else _panel_that_hears(panels, documents)
    panel = _chosen(named, seen, given)
    if panel is None:
        return _unclear(authority.id, edition, panels, documents, panel_sightings)
    return _with_request_type(authority.id, panel, panel_sightings, documents, given)


def _that_speak(documents: Sequence[Document]) -> Sequence[Document]:
    """The papers by name; a form nobody filled in says nothing beside one that somebody did."""
    forms = [document for document in documents if document.role is Role.FORM]
    blank = [document for document in forms if document.state is DocumentState.BLANK_TEMPLATE]
    return in_order(document for document in documents if len(blank) == len(forms) or document not in blank)


def _with_request_type(
    authority: str, panel: Panel, panel_sightings: list[_Sighting], documents: Sequence[Document], given: Given
) -> Request:
    known = {kind.id: kind.recognised_by for kind in panel.request_types}
    sightings = _request_sightings(documents, known)
    kind = _chosen(panel.request_type(given.request_type or ""), _leader(panel.request_types, sightings), given)
    pointers = _pointers("panel", panel.id, panel_sightings)
    if kind is None:
        ranked = _ranked(sightings)[:3]
        candidates = tuple(Candidate(panel.id, each, _words(each, sightings)) for each in ranked)
        return Request(authority, panel.edition, panel.id, None, pointers=pointers, candidates=candidates)
    facts = {fact: FactValue(fact, value) for fact, value in kind.known_facts.items()}
    pointers += _pointers("request_type", kind.id, sightings)
    return Request(authority, panel.edition, panel.id, kind.id, pointers=pointers, known_facts=facts)


def _panel_that_hears(panels: Sequence[Panel], documents: Sequence[Document]) -> Panel | None:
    """Where no panel is named: the only one that hears what is asked for, said in more than passing."""
    best: list[tuple[int, Panel]] = []
    for panel in panels:
        sightings = _request_sightings(documents, {kind.id: kind.recognised_by for kind in panel.request_types})
        best += [(_weight(kind, sightings), panel) for kind in _ranked(sightings)[:1]]
    best.sort(key=lambda each: -each[0])
    if len(panels) == 1 or not best or best[0][0] < IN_MESSAGE + BY_PAPER:
        return panels[0] if len(panels) == 1 else None
    second = best[1][0] if len(best) > 1 else 0
    return best[0][1] if best[0][0] >= CLEAR_LEAD * second else None


def _unclear(
    authority: str,
    edition: str | None,
    panels: Sequence[Panel],
    documents: Sequence[Document],
    sightings: list[_Sighting],
) -> Request:
    """No panel leads: name up to three requests the papers may mean."""
    candidates = []
    for panel in panels:
        known = {kind.id: kind.recognised_by for kind in panel.request_types}
        seen = _request_sightings(documents, known)
        for kind in _ranked(seen)[:1]:
            evidence = _words(panel.id, sightings) + _words(kind, seen)
            candidates.append((_weight(kind, seen), Candidate(panel.id, kind, evidence)))
    best = sorted(candidates, key=lambda pair: -pair[0])[:3]
    return Request(authority, edition, candidates=tuple(candidate for _, candidate in best))


def _authority(documents: Sequence[Document], authorities: Mapping[str, Authority], given: Given) -> Authority | None:
    if given.authority is not None:
        return authorities.get(given.authority)
    known = {each.id: _with_panels_forms(each) for each in authorities.values()}
    return _leader(tuple(authorities.values()), _sightings(documents, known, PANEL_FIELDS))


def _with_panels_forms(authority: Authority) -> RecognisedBy:
    """An authority is known by its own words and by the forms of its panels."""
    own = authority.recognised_by
    forms = tuple(form for panel in authority.panels for form in panel.recognised_by.forms)
    return RecognisedBy(own.words, own.not_words, own.mailboxes, own.forms + forms, own.documents)


def _edition_in_force(authority: Authority, on: date) -> str | None:
    """The one edition in force on that day; several or none are for a person."""
    in_force = [edition.id for edition in authority.editions if edition.is_in_force(on)]
    return in_force[0] if len(in_force) == 1 else None


def _sightings(
    documents: Sequence[Document], known: Mapping[str, RecognisedBy], fields: Sequence[str]
) -> list[_Sighting]:
    found = [sighting for document in documents for sighting in _in_document(document, known, fields)]
    return _without_parts_of_longer(found)


def _request_sightings(documents: Sequence[Document], known: Mapping[str, RecognisedBy]) -> list[_Sighting]:
    found = _sightings(documents, known, REQUEST_FIELDS)
    if any(sighting.weight == IN_FIELD for sighting in found):
        return found
    return _sightings(documents, known, REQUEST_FIELDS + REASON_FIELDS)


def _in_document(document: Document, known: Mapping[str, RecognisedBy], fields: Sequence[str]) -> Iterator[_Sighting]:
    if document.unreadable is not None:
        return
    for subject, by in known.items():
        if document.type is not None and document.type in by.forms:
            yield _Sighting(subject, IN_FORM, _what_it_is(document), document.type)
        if document.type is not None and document.type in by.documents:
            yield _Sighting(subject, BY_PAPER, _what_it_is(document), document.type)
        yield from _in_fields(document, subject, by, fields)
        if document.role is Role.MESSAGE:
            yield from _in_passages(document, subject, by)


def _in_fields(document: Document, subject: str, by: RecognisedBy, fields: Sequence[str]) -> Iterator[_Sighting]:
    if document.role is not Role.FORM:
        return
    for field in document.fields:
        if not field.blank and field.id in fields:
            for phrase in _phrases(field.value, by):
                yield _Sighting(subject, IN_FIELD, field.evidence, phrase)


def _in_passages(document: Document, subject: str, by: RecognisedBy) -> Iterator[_Sighting]:
    for passage in document.passages:
        weight = IN_SUBJECT if _is_subject(passage) else IN_MESSAGE
        for phrase in _phrases(passage.text, by):
            yield _Sighting(subject, weight, Evidence(document.file, passage.place, passage.text), phrase)


def _is_subject(passage: Passage) -> bool:
    """Whether these words are a message's subject line, or stand after "Re:" in a letter."""
    return passage.place == SUBJECT or _SUBJECT_LINE.match(passage.text) is not None


def _phrases(text: str, by: RecognisedBy) -> list[str]:
    """The longest phrase of `by` that stands in the text, unless a ruling-out phrase stands there too."""
    if first_phrase(text, by.not_words):
        return []
    phrase = first_phrase(text, [each for each in by.words if holds_phrase(text, each) and not _is_denied(text, each)])
    return [fold(phrase)] if phrase else []


def _is_denied(text: str, phrase: str) -> bool:
    """Whether the text says only that it is not that: "not that panel", "not asking for a letter"."""
    before = fold(text).split(fold(phrase))[:-1]
    return all(_DENIED.search(each) for each in before)


def _without_parts_of_longer(found: list[_Sighting]) -> list[_Sighting]:
    """Drop a sighting whose phrase is only part of a longer one for another subject in the same words."""
    return [
        one
        for one in found
        if not any(
            other.evidence == one.evidence
            and other.subject != one.subject
            and len(other.phrase) > len(one.phrase)
            and one.phrase in other.phrase
            for other in found
        )
    ]


def _leader(subjects: Sequence[_Known], sightings: list[_Sighting]) -> _Known | None:
    """The subject that is pointed to clearly more than any other."""
    ranked = _ranked(sightings)
    if not ranked:
        return subjects[0] if len(subjects) == 1 else None
    first = _weight(ranked[0], sightings)
    second = _weight(ranked[1], sightings) if len(ranked) > 1 else 0
    if first < CLEAR_LEAD * second:
        return None
    return next(subject for subject in subjects if subject.id == ranked[0])


def _chosen(given: _Known | None, seen: _Known | None, how: Given) -> _Known | None:
    return (given or seen) if how.is_decided else (seen or given)


def _ranked(sightings: list[_Sighting]) -> list[str]:
    subjects = {sighting.subject for sighting in sightings}
    return sorted(subjects, key=lambda subject: (-_weight(subject, sightings), subject))


def _weight(subject: str, sightings: Iterable[_Sighting]) -> int:
    """The best sighting of each kind counts once, so that a word said often does not shout."""
    weights = {sighting.weight for sighting in sightings if sighting.subject == subject}
    return sum(weights)


def _words(subject: str, sightings: list[_Sighting]) -> tuple[Evidence, ...]:
    own = sorted((each for each in sightings if each.subject == subject), key=lambda each: -each.weight)
    return tuple(dict.fromkeys(each.evidence for each in own))[:2]


def _pointers(about: str, subject: str, sightings: list[_Sighting]) -> tuple[Pointer, ...]:
    return tuple(Pointer(about, evidence) for evidence in _words(subject, sightings))


def _what_it_is(document: Document) -> Evidence:
    return document.why[0] if document.why else Evidence(document.file, Place(), document.file)
