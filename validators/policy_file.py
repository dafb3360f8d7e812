"""Checklists as they are written in YAML, and the checklists they become."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationInfo, model_validator

from casework.checklist import (
    AskedOn,
    Checklist,
    DocumentNeeded,
    EitherOf,
    FieldNeeded,
    IfNone,
    IfNot,
    Need,
    OnCaseSystem,
    Requirement,
    Rule,
    StateNeeded,
)
from casework.citation import Citation
from validators.policy_condition import ConditionText
from validators.policy_entry import DocumentId, Entry, Ids, Lines, PeriodText, SourceId, TopicId, unknown

# The reasons for which a rule may refer a request to a person.
Code = Literal["excluded", "delegated", "wrong_panel", "policy_unclear", "urgent", "conflicting"]


@dataclass(frozen=True, slots=True)
class Page:
    """Where a checklist file quotes from unless an entry says otherwise, and the ids it may use."""

    source: str
    at: str
    lines: tuple[int, int] | None
    ids: Ids


class FieldEntry(Entry):
    """A field, and the documents it may stand in."""

    id: str
    in_: tuple[DocumentId, ...] = Field(alias="in")

    @model_validator(mode="after")
    def _stands_in_each(self, info: ValidationInfo) -> "FieldEntry":
        for document in self.in_:
            _check_fields(document, (self.id,), info)
        return self


class NeedEntry(Entry):
    """A document and what it must be like, a field, something on the case system, or any one of several."""

    document: DocumentId | None = None
    state: StateNeeded | None = None
    sections: tuple[str, ...] = ()
    fields_: tuple[str, ...] = Field((), alias="fields")
    within: PeriodText | None = None
    only_those_within: PeriodText | None = None
    may_be_part_of: tuple[DocumentId, ...] = ()
    which: str | None = None
    must_cover: tuple[TopicId, ...] = ()
    field: FieldEntry | None = None
    on_case_system: str | None = None
    any_of: tuple["NeedEntry", ...] = ()

    @model_validator(mode="after")
    def _is_one_thing(self, info: ValidationInfo) -> "NeedEntry":
        ways = {"document": self.document, "field": self.field, "on_case_system": self.on_case_system}
        if sum(map(bool, (*ways.values(), self.any_of))) != 1:
            raise ValueError("needs one of: document, field, on_case_system, any_of")
        told = self.model_fields_set - {*ways, "any_of"}
        if told and not self.document:
            raise ValueError(f"only a document can have {', '.join(sorted(told))}")
        if self.document and self.fields_:
            _check_fields(self.document, self.fields_, info)
        return self

    def as_need(self, ids: Ids) -> Need:
        """What is needed."""
        if self.field:
            return FieldNeeded(self.field.id, self.field.in_)
        if self.on_case_system:
            return OnCaseSystem(self.on_case_system)
        if self.any_of:
            return EitherOf(tuple(need.as_need(ids) for need in self.any_of))
        document = self.document or ""
        return DocumentNeeded(
            document,
            ids.types_of(document),
            self.state,
            self.sections,
            self.fields_,
            self.within,
            self.only_those_within,
            self.may_be_part_of,
            self.which,
            tuple(ids.topics[topic] for topic in self.must_cover),
        )


class CiteEntry(Entry):
    """A further quotation, and where it stands."""

    quote: str
    lines: Lines
    source: SourceId | None = None
    at: str | None = None

    def as_citation(self, page: Page) -> Citation:
        """The citation; what it does not say itself is the page's."""
        at = self.at if self.at is not None else page.at if self.source in (None, page.source) else ""
        return Citation(page.ids.sources[self.source or page.source], self.quote, self.lines, at)


class CitedEntry(Entry):
    """An entry in the council's own words: `quote` with its lines, and further `cites`."""

    id: str = Field(pattern="^[a-z][a-z0-9_]*$")
    quote: str | None = None
    lines: Lines | None = None
    at: str | None = None
    cites: tuple[CiteEntry, ...] = ()

    @model_validator(mode="after")
    def _is_cited(self) -> "CitedEntry":
        if self.quote is None and not self.cites:
            raise ValueError("quotes nobody: give quote, or cites")
        return self

    def citations(self, page: Page) -> tuple[Citation, ...]:
        """Every citation, the entry's own quotation first."""
        more = tuple(cite.as_citation(page) for cite in self.cites)
        lines = self.lines or page.lines
        if self.quote is None or lines is None:
            return more
        own = Citation(page.ids.sources[page.source], self.quote, lines, self.at if self.at is not None else page.at)
        return (own, *more)


class ReasonTo(Entry):
    """There may be none; then this role is told why."""

    reason_to: str


class RequirementEntry(CitedEntry):
    """One thing the checklist asks for."""

    needs: NeedEntry
    when: ConditionText | None = None
    if_none: IfNone | ReasonTo | None = None
    for_each: Literal["child"] | None = None
    not_the_same_as: str | None = None
    may_serve_twice: bool = False
    assumption: str | None = None
    list_: AskedOn | None = Field(None, alias="list")
    note: str | None = None

    def as_requirement(self, page: Page) -> Requirement:
        """The requirement."""
        return Requirement(
            self.id,
            self.citations(page),
            self.needs.as_need(page.ids),
            self.when.as_condition() if self.when else None,
            self.if_none if isinstance(self.if_none, IfNone) else None,
            self.assumption.strip() if self.assumption else None,
            self.list_,
            self.note,
            self.if_none.reason_to if isinstance(self.if_none, ReasonTo) else None,
            self.for_each is not None,
            self.not_the_same_as,
            self.may_serve_twice,
        )


class Refer(Entry):
    """Refer the request to a person, for this reason."""

    refer: Code


def _note_ask_or_refer(value: Any) -> Any:
    if value in ("note", "ask", "unfinished") or isinstance(value, (dict, Refer)):
        return value
    raise ValueError(f"{value!r} is not note, ask, unfinished or {{refer: <reason>}}")


Follows = Annotated[Literal["note", "ask", "unfinished"] | Refer, BeforeValidator(_note_ask_or_refer)]


class RuleEntry(CitedEntry):
    """Something asked for that is not a paper."""

    says: str
    review_after: PeriodText | None = None
    when: ConditionText | None = None
    expect: ConditionText
    if_not: Follows
    if_unknown: Follows

    @model_validator(mode="after")
    def _has_one_code(self) -> "RuleEntry":
        if len(self._codes()) > 1:
            raise ValueError("a rule refers for one reason only")
        return self

    def _codes(self) -> set[str]:
        return {follows.refer for follows in (self.if_not, self.if_unknown) if isinstance(follows, Refer)}

    def as_rule(self, page: Page) -> Rule:
        """The rule."""
        return Rule(
            self.id,
            self.citations(page),
            self.when.as_condition() if self.when else None,
            self.expect.as_condition(),
            _follows(self.if_not),
            _follows(self.if_unknown),
            next(iter(self._codes()), None),
            self.says,
            self.review_after,
        )


class ChecklistFile(Entry):
    """What one panel asks for, for one request type; without `request_type`, for every one."""

    title: str = ""
    panel: str
    request_type: str | None = None
    source: SourceId
    at: str = ""
    lines: Lines | None = None
    requirements: tuple[RequirementEntry, ...] = ()
    rules: tuple[RuleEntry, ...] = ()

    @model_validator(mode="after")
    def _ids_stand_once_and_quotes_have_lines(self) -> "ChecklistFile":
        entries: tuple[CitedEntry, ...] = (*self.requirements, *self.rules)
        seen: set[str] = set()
        for entry in entries:
            if entry.id in seen:
                raise ValueError(f"two entries have the id {entry.id}")
            if entry.quote is not None and entry.lines is None and self.lines is None:
                raise ValueError(f"{entry.id} has a quote without lines, and the file names none")
            seen.add(entry.id)
        for each in self.requirements:
            if each.not_the_same_as and each.not_the_same_as not in seen - {each.id}:
                raise ValueError(f"{each.id}: not_the_same_as names no other requirement here: {each.not_the_same_as}")
        return self

    def parts(self, ids: Ids) -> tuple[dict[str, Requirement], dict[str, Rule]]:
        """The requirements and the rules by id, in the file's order."""
        page = Page(self.source, self.at, self.lines, ids)
        requirements = {entry.id: entry.as_requirement(page) for entry in self.requirements}
        return requirements, {entry.id: entry.as_rule(page) for entry in self.rules}


def merged(own: ChecklistFile, shared: ChecklistFile | None, where: tuple[str, str], ids: Ids) -> Checklist:
    """A request type's checklist joined to what its panel asks of every request; an entry of the same id replaces it.

    `where` is the authority and the edition.
    """
    requirements, rules = shared.parts(ids) if shared else ({}, {})
    own_requirements, own_rules = own.parts(ids)
    return Checklist(
        *where,
        own.panel,
        own.request_type or "",
        own.title,
        (*own_requirements.values(), *(rest for each, rest in requirements.items() if each not in own_requirements)),
        (*own_rules.values(), *(rest for each, rest in rules.items() if each not in own_rules)),
    )


def _follows(follows: str | Refer) -> IfNot:
    return IfNot.REFER if isinstance(follows, Refer) else IfNot(follows)


def _check_fields(document: str, fields: tuple[str, ...], info: ValidationInfo) -> None:
    ids = info.context if isinstance(info.context, Ids) else Ids()
    for kind in ids.types_of(document):
        labels: Mapping[str, str] = dict(ids.types[kind].labels) if kind in ids.types else {}
        for name in fields:
            if name not in labels:
                raise unknown(f"field of {kind}", name, labels)
