"""What the pages of a policy tell: each council's panels and requests, the facts, the papers, and what is open."""

from dataclasses import dataclass

from casework.finding import Verdict
from generators.policy_conditions import Asked
from generators.wording import VERDICT_LABELS, Label

CONTEXT = 400
"""A passage that is longer is folded away; the quotation itself is always in sight."""


@dataclass(frozen=True, slots=True)
class Link:
    """Words, and the page they lead to."""

    words: str
    to: str | None = None


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation with what stands before and after it in its passage."""

    words: str
    before: str
    after: str
    place: str

    @property
    def is_long(self) -> bool:
        """Whether the passage would push the rest of the page away."""
        return len(self.before) + len(self.after) > CONTEXT


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition, and what it is for."""

    lead: str
    asked: Asked


@dataclass(frozen=True, slots=True)
class EntryShown:
    """A requirement or a rule as it is shown."""

    id: str
    label: Label
    title: str
    details: tuple[str, ...]
    conditions: tuple[Condition, ...]
    notes: tuple[str, ...]
    quotes: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class ExampleShown:
    """A worked example: what comes out, and of which papers."""

    name: str
    verdict: Verdict
    papers: str

    @property
    def label(self) -> Label:
        """The verdict as a mark and words."""
        return VERDICT_LABELS[self.verdict]


@dataclass(frozen=True, slots=True)
class RequestPage:
    """One request type."""

    path: str
    council: str
    panel: Link
    id: str
    name: str
    known_by: str
    more: tuple[tuple[str, str], ...]
    decided_by: str | None
    decided_quotes: tuple[Quoted, ...]
    requirements: tuple[EntryShown, ...]
    rules: tuple[EntryShown, ...]
    examples: tuple[ExampleShown, ...]
    asked_lead: str = "In the council’s order. A tag says when a paper is needed."


@dataclass(frozen=True, slots=True)
class KindRow:
    """A request type on its panel's page."""

    id: str
    name: str
    says: str
    decided_by: str | None
    to: str | None


@dataclass(frozen=True, slots=True)
class PanelPage:
    """One panel under one edition."""

    path: str
    council: str
    council_id: str
    edition: str
    state: str
    name: str
    sits: str
    due: tuple[str, ...]
    more: tuple[tuple[str, str], ...]
    quotes: tuple[Quoted, ...]
    kinds: tuple[KindRow, ...]
    written: int


@dataclass(frozen=True, slots=True)
class About:
    """Something told of a fact or a paper, with its lead."""

    lead: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FactShown:
    """A fact, a document type or a topic."""

    id: str
    title: str
    about: tuple[About, ...]
    used: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class FactGroup:
    """Facts or papers under one heading."""

    title: str
    facts: tuple[FactShown, ...]


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """An open question."""

    id: str
    about: str
    papers_say: str
    we_do: str
    settled_by: str | None
    where: str


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """The open questions of one council."""

    title: str
    questions: tuple[QuestionShown, ...]


@dataclass(frozen=True, slots=True)
class Site:
    """Everything the pages tell. `made_of` says which policy it is."""

    made_of: str
    counts: str
    panels: tuple[PanelPage, ...]
    requests: tuple[RequestPage, ...]
    facts: tuple[FactGroup, ...]
    papers: tuple[FactGroup, ...]
    unset: tuple[str, ...]
    questions: tuple[QuestionGroup, ...]
