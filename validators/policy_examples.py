"""Worked examples: papers in, findings and verdict out; read by people, and run against the checklist beside them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Literal

from pydantic import Field as Key
from pydantic import RootModel, model_validator

from casework.answered import Answered
from casework.checklist import Checklist, DocumentNeeded, EitherOf, Need
from casework.conditions import FactDefinition, FactValue, Known
from casework.document import Child, Document, DocumentState, Field, Passage, Role, Section, Unreadable
from casework.evidence import Evidence, Place
from casework.finding import Finding, Outcome, Verdict, reach_verdict
from validators.check import check, facts_needed
from validators.load_policy import Policy
from validators.match import Papers
from validators.policy_entry import Entry, Words
from validators.policy_yaml import PolicyFile, line_of
from validators.rules import who_decides
from validators.submission import nothing_was_asked
from validators.whose import requests_children

Gather = Callable[[Sequence[Document], Mapping[str, FactDefinition], Iterable[str], date], Mapping[str, FactValue]]
"""How facts are read from documents; the readers live in another stage, so the application hands it over."""

# A paper of which nothing is said is in order: this old on the day of the sitting, finished, and about this child.
USUAL_AGE = timedelta(days=14)
USUAL_CHILD = "Robin Example"
USUAL_ANSWER = "As asked"


class ExamplePaper(Entry):
    """One paper of an example: its type, or what stands in its place, and what is said of it."""

    type: str | None = None
    unreadable: Unreadable | None = None
    unrecognised: tuple[str, ...] = ()
    message: bool = False
    complete: bool = False
    dated: date | None = None
    state: DocumentState = DocumentState.FINAL
    blank: Words = ()
    fields_: dict[str, str] = Key(default_factory=dict, alias="fields")
    sections_empty: Words = ()
    holds: Words = ()
    child: str = USUAL_CHILD
    born: date | None = None
    says: Words = ()

    @model_validator(mode="before")
    @classmethod
    def _from_short_notation(cls, data: Any) -> Any:
        """`chronology`, or one key: a type with what is said of it, unreadable, unrecognised or message."""
        if isinstance(data, str):
            return {"type": data}
        if not isinstance(data, dict) or len(data) != 1:
            return data
        ((kind, told),) = data.items()
        match kind:
            case "unreadable" | "unrecognised":
                return {kind: told}
            case "message":
                return {"message": True, "says": told}
            case "type":
                return data
            case _:
                return {"type": kind, **(told or {})}


class ExampleEntry(Entry):
    """One example as written."""

    name: str
    sitting: date
    today: date | None = None
    papers: tuple[ExamplePaper, ...]
    facts: dict[str, Known] = Key(default_factory=dict)
    findings: dict[str, Outcome] = Key(default_factory=dict)
    verdict: Literal["ready", "incomplete", "referred"]


class ExamplesFile(RootModel[tuple[ExampleEntry, ...]]):
    """The examples of one checklist."""


@dataclass(frozen=True, slots=True)
class Example:
    """One worked example of one checklist. `facts` are said outright; `findings` are those the example is about."""

    file: str
    line: int | None
    authority: str
    edition: str
    panel: str
    request_type: str
    name: str
    sitting: date
    today: date
    papers: tuple[ExamplePaper, ...]
    facts: Mapping[str, Known]
    findings: Mapping[str, Outcome]
    verdict: Verdict = field(default=Verdict.REFERRED)


def load_examples(root: Traversable | None = None) -> list[Example]:
    """Every worked example of every council, in the order of their files. Raises PolicyError."""
    place = root if root is not None else files("policy")
    return [example for file, where in example_files(place) for example in _examples_in(file, where)]


def example_files(place: Traversable) -> Iterator[tuple[PolicyFile, tuple[str, str, str, str]]]:
    """Each file of examples, and the authority, edition, panel and request type it is about."""
    return files_below(place, "examples")


def files_below(place: Traversable, folder: str) -> Iterator[tuple[PolicyFile, tuple[str, str, str, str]]]:
    """Each YAML file at `authorities/<authority>/<folder>/<edition>/<panel>/`, and those three names and its own."""
    for authority in _folders(place / "authorities"):
        top = authority / folder
        for edition in _folders(top) if top.is_dir() else ():
            for panel in _folders(edition):
                for file in sorted(panel.iterdir(), key=lambda each: each.name):
                    name = f"authorities/{authority.name}/{folder}/{edition.name}/{panel.name}/{file.name}"
                    where = (authority.name, edition.name, panel.name, file.name.removesuffix(".yaml"))
                    yield PolicyFile(file, name), where


def _folders(place: Traversable) -> list[Traversable]:
    return sorted((each for each in place.iterdir() if each.is_dir()), key=lambda each: each.name)


def _examples_in(file: PolicyFile, where: tuple[str, str, str, str]) -> Iterator[Example]:
    text = file.text()
    for index, entry in enumerate(file.read(ExamplesFile).root):
        yield Example(
            file.name,
            line_of(text, (index,)),
            *where,
            entry.name,
            entry.sitting,
            entry.today or entry.sitting,
            entry.papers,
            entry.facts,
            entry.findings,
            Verdict(entry.verdict),
        )


def documents_of(example: Example, policy: Policy) -> tuple[Document, ...]:
    """The example's papers as documents, as if a reader had read them."""
    checklist = policy.checklist(example.authority, example.edition, example.panel, example.request_type)
    return tuple(
        _document(paper, number, example, checklist, policy) for number, paper in enumerate(example.papers, start=1)
    )


def findings_of(example: Example, policy: Policy, gather: Gather) -> list[Finding]:
    """What is found in the example's papers, and who decides such a request."""
    checklist = policy.checklist(example.authority, example.edition, example.panel, example.request_type)
    if checklist is None:
        return []
    documents = documents_of(example, policy)
    definitions = policy.facts_of(example.authority)
    facts = {**gather(documents, definitions, facts_needed(checklist), example.sitting), **_said(example, policy)}
    children = tuple(child.name for child in requests_children(documents))
    papers = Papers(documents, policy.document_types, example.sitting, example.today, children)
    found = [*_who_decides(example, policy), *check(checklist, papers, facts, definitions)]
    nothing = nothing_was_asked(documents, found)
    return [*found, nothing] if nothing else found


def _who_decides(example: Example, policy: Policy) -> list[Finding]:
    panel = policy.authorities[example.authority].panel(example.panel, example.edition)
    kind = panel.request_type(example.request_type) if panel else None
    return who_decides(kind) if kind else []


def differences(example: Example, findings: Sequence[Finding]) -> list[str]:
    """How the findings differ from what the example says, each in a sentence; none where they agree."""
    found = {finding.subject: finding.outcome for finding in findings}
    wrong = [
        f"{subject} is {found.get(subject, 'not found')}, not {outcome}"
        for subject, outcome in example.findings.items()
        if found.get(subject) != outcome
    ]
    verdict = reach_verdict(findings)
    return wrong + ([] if verdict is example.verdict else [f"the verdict is {verdict}, not {example.verdict}"])


def _said(example: Example, policy: Policy) -> dict[str, FactValue]:
    panel = policy.authorities[example.authority].panel(example.panel, example.edition)
    kind = panel.request_type(example.request_type) if panel else None
    known = {**(kind.known_facts if kind else {}), **example.facts}
    return {fact: FactValue(fact, value) for fact, value in known.items()}


def _document(
    paper: ExamplePaper, number: int, example: Example, checklist: Checklist | None, policy: Policy
) -> Document:
    kind = policy.document_types.get(paper.type or "")
    name = f"{number} {kind.name if kind else 'message' if paper.message else 'file'}.docx"
    seen = Evidence(name, Place(), kind.name if kind else name)
    if paper.unreadable is not None:
        return Document(name, role=Role.PAPER, unreadable=paper.unreadable)
    role = kind.role if kind else Role.MESSAGE if paper.message else Role.PAPER
    return Document(
        name,
        format="docx",
        role=role,
        type=paper.type,
        also=paper.holds,
        likeliest=paper.unrecognised,
        confidence=1.0 if kind else 0.5 if paper.unrecognised else 0.0,
        why=(seen,),
        state=paper.state,
        dated=paper.dated or (example.sitting - USUAL_AGE if kind else None),
        children=(Child(paper.child, paper.born, seen),) if kind else (),
        fields=tuple(_fields(paper, name, checklist, policy)),
        sections=tuple(_sections(paper, checklist)),
        passages=tuple(Passage(words, Place(paragraph=line)) for line, words in enumerate(paper.says, start=1)),
    )


def _fields(paper: ExamplePaper, name: str, checklist: Checklist | None, policy: Policy) -> Iterator[Field]:
    kind = policy.document_types.get(paper.type or "")
    labels = dict(reversed(kind.labels)) if kind else {}
    asked = [each for need in _needs(checklist, paper.type) for each in need.fields] if paper.complete else []
    values = {**dict.fromkeys(asked, USUAL_ANSWER), **paper.fields_, **dict.fromkeys(paper.blank, "")}
    for field_id, value in values.items():
        label = labels.get(field_id, field_id)
        yield Field(field_id, label, value, policy.placeholders.said_by(value), Evidence(name, Place(), value or label))


def _sections(paper: ExamplePaper, checklist: Checklist | None) -> Iterator[Section]:
    asked = [each for need in _needs(checklist, paper.type) for each in need.sections] if paper.complete else []
    for section in dict.fromkeys((*asked, *paper.sections_empty)):
        heading = section.replace("_", " ").capitalize()
        answered = Answered.BLANK if section in paper.sections_empty else Answered.ANSWERED
        yield Section(section, heading, answered, Place(), USUAL_ANSWER)


def _needs(checklist: Checklist | None, type_id: str | None) -> Iterator[DocumentNeeded]:
    for requirement in checklist.requirements if checklist else ():
        yield from (need for need in _documents_in(requirement.needs) if type_id in need.types)


def _documents_in(need: Need) -> Iterator[DocumentNeeded]:
    match need:
        case DocumentNeeded():
            yield need
        case EitherOf(needs):
            for part in needs:
                yield from _documents_in(part)
