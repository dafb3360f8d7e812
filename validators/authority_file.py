"""A council's own files: `authority.yaml`, `sources.yaml`, and the overlay in which it says what ours cannot know."""

from collections.abc import Mapping
from datetime import date, time
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema, field_validator, model_validator

from casework.calendar import Cutoff, Sits, Weekday
from casework.citation import Citation, PolicyEdition, Source
from casework.conditions import Known, Silence
from casework.panel import Panel, RecognisedBy, RequestType
from validators.expected_file import ExpectedEntry, ExpectedOverlay
from validators.policy_entry import DocumentId, Entry, FactId, Lines, SourceId, Words
from validators.wording import cue_of


class RecognisedByEntry(Entry):
    """The words, forms and papers by which an authority, panel or request type is known. Never an address."""

    words: Words = ()
    not_words: Words = ()
    forms: tuple[DocumentId, ...] = ()
    documents: tuple[DocumentId, ...] = ()
    rather_than: Words = ()

    @field_validator("words", "not_words")
    @classmethod
    def _can_be_looked_for(cls, phrases: Words) -> Words:
        for phrase in phrases:
            cue_of(phrase)
        return phrases

    def as_recognised(self, mailboxes: tuple[str, ...] = ()) -> RecognisedBy:
        """What points to it; mailboxes come from the overlay alone."""
        return RecognisedBy(self.words, self.not_words, mailboxes, self.forms, self.documents, self.rather_than)


def _no_seconds(value: object) -> object:
    """Times are written "17:00"; a bare number would be seconds after midnight, which nobody means."""
    if isinstance(value, int):
        raise ValueError(f'write the time of day as "17:00", not {value}')
    return value


Clock = Annotated[time, BeforeValidator(_no_seconds), WithJsonSchema({"type": "string", "pattern": r"^\d{2}:\d{2}$"})]


class SitsEntry(Entry):
    """When a panel meets."""

    on: tuple[Weekday, ...]
    from_: Clock | None = Field(None, alias="from")
    to: Clock | None = None
    locality: str | None = None

    def as_sits(self) -> Sits:
        """The session."""
        return Sits(self.on, self.from_, self.to, self.locality)


class AtLatestEntry(Entry):
    """A weekday before the sitting, or so many days, and a time of day."""

    weekday: Weekday | None = None
    days: int | None = None
    unit: Literal["calendar", "working"] = "calendar"
    time: Clock

    @model_validator(mode="after")
    def _counts_one_way(self) -> "AtLatestEntry":
        if (self.weekday is None) == (self.days is None):
            raise ValueError("either weekday or days")
        return self


class ServicesEntry(Entry):
    """The services of the council that a deadline is for."""

    service: Words


class PapersDueEntry(Entry):
    """When papers are due before a sitting."""

    for_: ServicesEntry | None = Field(None, alias="for")
    at_latest: AtLatestEntry
    effect: Literal["target", "cut_off"]

    def as_cutoff(self) -> Cutoff:
        """The cut-off, or the target."""
        due = self.at_latest
        services = self.for_.service if self.for_ else ()
        return Cutoff(due.time, due.weekday, due.days, due.unit, self.effect == "target", services)


def _unset(value: object) -> object:
    return () if value == "unset" else value


Sessions = Annotated[
    tuple[SitsEntry, ...], BeforeValidator(_unset, json_schema_input_type=Literal["unset"] | tuple[SitsEntry, ...])
]
Deadlines = Annotated[
    tuple[PapersDueEntry, ...],
    BeforeValidator(_unset, json_schema_input_type=Literal["unset"] | tuple[PapersDueEntry, ...]),
]


class CalendarCite(Entry):
    """The words that give a panel's days or deadlines."""

    source: SourceId
    lines: Lines
    quote: str


class RequestTypeEntry(Entry):
    """One kind of decision a panel is asked for."""

    name: str
    recognised_by: RecognisedByEntry = RecognisedByEntry()
    known_facts: dict[FactId, Known] = Field(default_factory=dict)
    decided_by: str | None = None
    cites: tuple[CalendarCite, ...] = ()
    only_last_of_month: bool = False

    @model_validator(mode="after")
    def _cites_who_decides(self) -> "RequestTypeEntry":
        if self.decided_by and not self.cites:
            raise ValueError("decided_by needs cites: the row that says so")
        return self

    def as_request_type(self, request_type_id: str, sources: Mapping[str, Source]) -> RequestType:
        """The request type."""
        return RequestType(
            request_type_id,
            self.name,
            self.recognised_by.as_recognised(),
            self.known_facts,
            self.decided_by,
            tuple(Citation(sources[cite.source], cite.quote, cite.lines) for cite in self.cites),
            self.only_last_of_month,
        )


class PanelOverlay(Entry):
    """What a council says of its panel in place of what we ship."""

    edition: str | None = None
    sits: Sessions | None = None
    papers_due: Deadlines | None = None
    mailboxes: tuple[str, ...] = ()
    list_incomplete: bool | None = None
    expected: ExpectedOverlay = ExpectedOverlay()


class PanelEntry(Entry):
    """A panel: when it sits, when papers are due, and what it decides."""

    name: str
    recognised_by: RecognisedByEntry = RecognisedByEntry()
    sits: Sessions = ()
    papers_due: Deadlines = ()
    cites: tuple[CalendarCite, ...] = ()
    list_incomplete: bool = False
    keeps_last_of_month: bool = False
    withdrawn_with: str | None = None
    expected: ExpectedEntry | None = None
    request_types: dict[str, RequestTypeEntry] = Field(default_factory=dict)

    def as_panel(self, panel_id: str, edition: str, told: PanelOverlay, sources: Mapping[str, Source]) -> Panel:
        """The panel under that edition, with what the council says of it."""
        sits = self.sits if told.sits is None else told.sits
        due = self.papers_due if told.papers_due is None else told.papers_due
        return Panel(
            panel_id,
            self.name,
            edition,
            self.recognised_by.as_recognised(told.mailboxes),
            tuple(session.as_sits() for session in sits),
            tuple(entry.as_cutoff() for entry in due),
            self.list_incomplete if told.list_incomplete is None else told.list_incomplete,
            self.keeps_last_of_month,
            tuple(kind.as_request_type(each, sources) for each, kind in self.request_types.items()),
            self.withdrawn_with,
            told.expected.over(self.expected),
        )


class EditionEntry(Entry):
    """The panels of one policy edition."""

    panels: dict[str, PanelEntry]

    @model_validator(mode="after")
    def _rather_than_what_is_there(self) -> "EditionEntry":
        known = {f"{panel}/{kind}" for panel, entry in self.panels.items() for kind in entry.request_types}
        for panel, entry in self.panels.items():
            for kind, told in entry.request_types.items():
                for each in told.recognised_by.rather_than:
                    if (each if "/" in each else f"{panel}/{each}") not in known:
                        raise ValueError(f"{panel}/{kind} is meant rather than {each}, which is no request type")
            for review in entry.expected.reviews if entry.expected else ():
                if review not in entry.request_types:
                    raise ValueError(f"{panel}: expected.reviews names {review}, which is no request type of it")
        return self


class AuthorityFile(Entry):
    """A council and its panels, by edition."""

    name: str
    recognised_by: RecognisedByEntry = RecognisedByEntry()
    editions: dict[str, EditionEntry]


class SourceEntry(Entry):
    """A document a council wrote: its title, its file among the policy sources, and the passages we quote."""

    title: str
    file: str
    excerpt: str
    also_printed_in: tuple[str, ...] = ()

    def as_source(self, source_id: str) -> Source:
        """The source."""
        return Source(source_id, self.title, self.file)


class InForce(Entry):
    """Whether and from when to when an edition applies; no date means open."""

    in_force: bool | None = None
    effective_from: date | None = None
    effective_to: date | None = None

    @model_validator(mode="after")
    def _begins_before_it_ends(self) -> "InForce":
        if self.effective_from and self.effective_to and self.effective_to < self.effective_from:
            raise ValueError("ends before it begins")
        return self


class EditionOfSources(InForce):
    """An edition: the documents it consists of, and when it is in force."""

    in_force: bool
    sources: tuple[str, ...]

    def as_edition(self, edition_id: str, sources: Mapping[str, Source], told: InForce) -> PolicyEdition:
        """The edition, with what the council says of its dates."""
        return PolicyEdition(
            edition_id,
            tuple(sources[each] for each in self.sources),
            self.in_force if told.in_force is None else told.in_force,
            told.effective_from or self.effective_from,
            told.effective_to or self.effective_to,
        )


class SourcesFile(Entry):
    """The documents a council's policy is quoted from, and the editions they make up."""

    sources: dict[str, SourceEntry]
    editions: dict[str, EditionOfSources]

    @model_validator(mode="after")
    def _editions_have_sources(self) -> "SourcesFile":
        for edition_id, edition in self.editions.items():
            for each in edition.sources:
                if each not in self.sources:
                    raise ValueError(f"edition {edition_id} names no source of this file: {each}")
        return self


class FactOverlay(Entry):
    """What silence means to this council."""

    if_silent: Silence


class Overlay(Entry):
    """What a council adds to or says in place of the files we ship; those are never edited."""

    mailboxes: tuple[str, ...] = ()
    closures: tuple[date, ...] = ()
    editions: dict[str, InForce] = Field(default_factory=dict)
    panels: dict[str, PanelOverlay] = Field(default_factory=dict)
    facts: dict[FactId, FactOverlay] = Field(default_factory=dict)

    def of_panel(self, panel_id: str, edition: str) -> PanelOverlay:
        """What it says of that panel under that edition."""
        told = self.panels.get(panel_id, PanelOverlay())
        return told if told.edition in (None, edition) else PanelOverlay()
