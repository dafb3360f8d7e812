"""Invented papers and checklists, as values: what validators see once everything has been read."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from casework.answered import Answered
from casework.checklist import Checklist, DocumentNeeded, FieldNeeded, Need, Requirement, Rule
from casework.citation import Citation, Source
from casework.conditions import FactDefinition, FactKind, FactValue, Silence
from casework.document import Child, Document, DocumentState, DocumentType, Field, Passage, Role, Section, Unreadable
from casework.evidence import Evidence, Place
from casework.finding import Finding
from validators.check import check
from validators.load_policy import load_placeholders
from validators.match import Papers

PLACEHOLDERS = load_placeholders()

SITTING = date(2026, 3, 10)
TODAY = date(2026, 3, 5)
CITES = (Citation(Source("guide", "The guide", "guide.txt"), "as the guide says", (1, 1)),)
JAYDEN = ("Jayden Tolliver", date(2019, 4, 2))
MAISIE = ("Maisie Pengelly", date(2017, 9, 21))

TYPES = {
    kind.id: kind
    for kind in (
        DocumentType("form", "Request form", Role.FORM, labels=(("why", "Why now?"), ("cost", "Cost"))),
        DocumentType("chronology", "Chronology", confused_with=("case_notes",)),
        DocumentType("case_notes", "Case notes"),
        DocumentType("assessment", "Assessment"),
        DocumentType("minutes", "Minutes"),
        DocumentType("action_plan", "Action plan"),
        DocumentType("leaflet", "Leaflet"),
    )
}


def seen(file: str, words: str = "seen") -> Evidence:
    return Evidence(file, Place(paragraph=1), words)


def child(name: str, born: date | None = None, file: str = "a.docx") -> Child:
    return Child(name, born, seen(file, name))


def paper(kind: str | None, file: str = "", **told: Any) -> Document:
    """A finished paper of that type, recent and readable, unless told otherwise."""
    name = file or f"{kind or 'unknown'}.docx"
    role = TYPES[kind].role if kind in TYPES else Role.PAPER
    usual = Document(name, role=role, type=kind, why=(seen(name),), state=DocumentState.FINAL, dated=date(2026, 2, 20))
    return replace(usual, **told)


def unreadable(file: str = "scan.pdf", why: Unreadable = Unreadable.PASSWORD, role: Role = Role.PAPER) -> Document:
    return Document(file, role=role, unreadable=why)


def message(*lines: str, file: str = "cover.eml") -> Document:
    passages = tuple(Passage(line, Place("message body", line=n)) for n, line in enumerate(lines, 1))
    return Document(file, role=Role.MESSAGE, passages=passages)


def field(field_id: str, value: str, file: str = "form.docx") -> Field:
    label = field_id.replace("_", " ").capitalize()
    return Field(field_id, label, value, PLACEHOLDERS.said_by(value), seen(file, value or field_id))


def section(section_id: str, empty: bool = False) -> Section:
    return Section(section_id, section_id.capitalize(), Answered.BLANK if empty else Answered.ANSWERED, Place())


def document(*types: str, **told: Any) -> DocumentNeeded:
    return DocumentNeeded(types[0], types, **told)


def field_in(field_id: str, *types: str) -> FieldNeeded:
    return FieldNeeded(field_id, types)


def asked(subject: str, needs: Need, **told: Any) -> Requirement:
    return Requirement(subject, CITES, needs, **told)


def fact(fact_id: str, if_silent: Silence = Silence.ASK) -> FactDefinition:
    return FactDefinition(fact_id, f"What of {fact_id}?", FactKind.YES_NO, (), if_silent)


def checklist(*requirements: Requirement, rules: Sequence[Rule] = ()) -> Checklist:
    return Checklist("anywhere", "first", "board", "loan", "A loan", requirements, tuple(rules))


def findings(
    papers: Sequence[Document],
    *requirements: Requirement,
    facts: Mapping[str, Any] | None = None,
    definitions: Sequence[FactDefinition] = (),
    rules: Sequence[Rule] = (),
    as_of: date = SITTING,
    types: Mapping[str, DocumentType] = TYPES,
) -> list[Finding]:
    known = {name: FactValue(name, value) for name, value in (facts or {}).items()}
    told = {each.id: each for each in definitions}
    return check(checklist(*requirements, rules=rules), Papers(papers, types, as_of, TODAY), known, told)


def finding(papers: Sequence[Document], requirement: Requirement, **told: Any) -> Finding:
    """The one finding about that requirement."""
    (only,) = findings(papers, requirement, **told)
    return only
