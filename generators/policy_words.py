"""A policy in words: what a requirement needs, what a condition asks, when a panel sits, what silence means."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from casework.calendar import Cutoff, Sits
from casework.checklist import (
    AskedOn,
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
from casework.citation import Citation, PolicyEdition
from casework.conditions import (
    FactDefinition,
    FactKind,
    ShownBy,
    Silence,
)
from casework.document import DocumentType
from generators.plainly import clock
from generators.terms import Terms, in_words, plain
from generators.wording import CODES, day_in_words

UNSET = "not set"

STATES: Mapping[StateNeeded, str] = {
    StateNeeded.DRAFT: "as a draft",
    StateNeeded.AT_LEAST_DRAFT: "at least as a draft",
    StateNeeded.NO_DRAFT: "not a draft",
    StateNeeded.FINAL: "finished, not a draft",
    StateNeeded.SIGNED: "signed",
    StateNeeded.FILED: "as filed at court",
}

LISTS: Mapping[AskedOn, str] = {
    AskedOn.BODY: "stands in the body of the council's document only",
    AskedOn.APPENDIX: "stands in the council's appendix only",
    AskedOn.BOTH: "stands in both of the council's lists",
}

SILENCES: Mapping[Silence, str] = {
    Silence.ASK: "we ask the social worker",
    Silence.TAKE_AS_NO: "we take it as no, and the report says so",
    Silence.TAKE_AS_YES: "we take it as yes, and the report says so",
    Silence.UNKNOWN: "it stays unknown",
}

KINDS: Mapping[FactKind, str] = {
    FactKind.YES_NO: "yes or no",
    FactKind.AMOUNT: "an amount of money",
    FactKind.WHOLE_NUMBER: "a whole number",
    FactKind.DATE: "a date",
    FactKind.CHOICE: "one of",
}

FOLLOWS: Mapping[IfNot, str] = {
    IfNot.NOTE: "it is noted in the report and holds nothing up",
    IfNot.ASK: "the social worker is asked",
    IfNot.REFER: "a person at the panel looks at it",
    IfNot.UNFINISHED: "the form counts as unfinished",
}


@dataclass(frozen=True, slots=True)
class Names:
    """What people call the ids: the terms, the groups of papers, and the labels printed on each paper."""

    terms: Terms
    groups: Mapping[str, tuple[str, ...]]
    types: Mapping[str, DocumentType]

    def document(self, document: str) -> str:
        """A document type or a group by its name."""
        if document in self.groups:
            return f"{plain(document)} (any of {len(self.groups[document])} papers)"
        return self.terms.document_type(document)

    def documents(self, types: Iterable[str]) -> str:
        """Several document types, of which any will do."""
        return in_words(map(self.document, types), "or")

    def field(self, field_id: str, types: Iterable[str] = ()) -> str:
        """A field by the label printed on those papers, where it is short enough to be a name; else by its id."""
        labels = [
            label for each in types if each in self.types for key, label in self.types[each].labels if key == field_id
        ]
        names = [re.sub(r"^\d+\. *", "", label).strip(" :") for label in labels]
        name = min((each for each in names if len(each) <= 40), key=len, default=plain(field_id))
        return f"{name} (date)" if field_id.endswith("_date") and "date" not in name.lower() else name


def needed_in_words(need: Need, names: Names) -> str:
    """What is needed, in one phrase."""
    match need:
        case DocumentNeeded():
            return _document_needed(need, names)
        case FieldNeeded(field_id, types):
            return f"{names.field(field_id, types)}, filled in on {names.documents(types)}"
        case OnCaseSystem(what):
            return f"on the case system: {what}"
        case EitherOf(needs):
            return ", or ".join(needed_in_words(part, names) for part in needs)


def called(requirement: Requirement, names: Names) -> str:
    """What the requirement is for, in a few words: the paper, the field, or what the panel reads."""
    return _called(requirement.needs, names)


def _called(need: Need, names: Names) -> str:
    match need:
        case DocumentNeeded(document):
            return names.document(document)
        case FieldNeeded(field_id, types):
            return names.field(field_id, types)
        case OnCaseSystem(what):
            return plain(what)
        case EitherOf(needs):
            return " or ".join(_called(part, names) for part in needs)


def _document_needed(need: DocumentNeeded, names: Names) -> str:
    details = [names.document(need.document), *details_of(need, names)]
    return "; ".join(details)


def details_of(need: DocumentNeeded, names: Names) -> Iterator[str]:
    """What the paper must be like, one phrase at a time."""
    if need.which:
        yield f"which: {need.which}"
    if need.state:
        yield STATES[need.state]
    if need.within:
        yield f"dated within {need.within} before the sitting"
    if need.only_those_within:
        yield f"only those of the last {need.only_those_within} before the sitting"
    if need.sections:
        yield f"with these sections filled in: {in_words(map(_lower, need.sections))}"
    if need.fields:
        yield f"with these fields filled in: {in_words(names.field(each, need.types) for each in need.fields)}"
    if need.must_cover:
        yield f"must include {in_words(topic.name for topic in need.must_cover)}"
    if need.may_be_part_of:
        yield f"may be part of {names.documents(need.may_be_part_of)}"


def documents_in(need: Need) -> Iterator[DocumentNeeded]:
    """The papers that a need names."""
    match need:
        case DocumentNeeded():
            yield need
        case EitherOf(needs):
            for part in needs:
                yield from documents_in(part)


def strictness(requirement: Requirement) -> list[str]:
    """Whatever else is said of a requirement, a sentence each."""
    said = []
    if requirement.for_each_child:
        said.append("One for each child of the request.")
    if requirement.not_the_same_as:
        twice = "may be the same paper as" if requirement.may_serve_twice else "must be another paper than"
        said.append(f"It {twice} the one for “{requirement.not_the_same_as}”.")
    if requirement.if_none is IfNone.NOTE:
        said.append("There may be none: then it is only noted.")
    if requirement.if_none is IfNone.ASK:
        said.append("There may be none: then the social worker is asked.")
    if requirement.reason_to:
        said.append(f"There may be none: then the social worker is asked why, for {plain(requirement.reason_to)}.")
    if requirement.assumption:
        said.append(f"Our reading, so it never refuses: {requirement.assumption}")
    if requirement.asked_on:
        said.append(f"It {LISTS[requirement.asked_on]}.")
    if requirement.note:
        said.append(requirement.note)
    return said


def rule_follows(rule: Rule) -> list[str]:
    """What follows where a rule is broken, and where the papers do not say."""
    because = f" ({CODES.get(rule.code, plain(rule.code))})" if rule.code else ""

    def follows(how: IfNot) -> str:
        return FOLLOWS[how] + (because if how is IfNot.REFER else "")

    again = [f"To be looked at again within {rule.review_after} of the sitting."] if rule.review_after else []
    if rule.if_not is rule.if_unknown:
        return [f"If it is not so, or the papers do not say, {follows(rule.if_not)}.", *again]
    broken = f"If it is not so, {follows(rule.if_not)}."
    return [broken, f"If the papers do not say, {follows(rule.if_unknown)}.", *again]


def shown_in_words(shown: ShownBy, names: Names) -> str:
    """One thing that shows a fact, in words."""
    if shown.childs_age:
        return "the children's dates of birth in the papers"
    said = []
    if shown.document:
        said.append(f"{names.document(shown.document)} is among the papers")
    where = "in any paper" if shown.anywhere else "in the form or the message"
    if shown.field:
        where = f"in “{names.field(shown.field, names.types)}”"
    if shown.field and not shown.words and not shown.no_words:
        said.append(f"“{names.field(shown.field, names.types)}” is filled in on a form")
    if shown.words:
        said.append(f"these words {where} say yes: {_quoted(shown.words)}")
    if shown.no_words:
        said.append(f"these words {where} say no: {_quoted(shown.no_words)}")
    if shown.not_words:
        said.append(f"unless the same passage says {_quoted(shown.not_words)}")
    return "; ".join(said)


def kind_in_words(fact: FactDefinition) -> str:
    """What sort of answer a fact has."""
    return f"one of {in_words(map(plain, fact.choices), 'or')}" if fact.choices else KINDS[fact.kind]


def sits_in_words(sits: Iterable[Sits]) -> str:
    """When a panel sits."""
    return "; ".join(map(_session, sits)) or UNSET


def due_in_words(cutoff: Cutoff) -> str:
    """When papers are due, in words."""
    if cutoff.weekday is not None:
        when = f"{clock(cutoff.at)} on the {cutoff.weekday.capitalize()} before the sitting"
    else:
        days = f"{cutoff.days} {'working ' if cutoff.unit == 'working' else ''}day{'' if cutoff.days == 1 else 's'}"
        when = f"{clock(cutoff.at)}, {days} before the sitting"
    whom = f" for {in_words(cutoff.services)}" if cutoff.services else ""
    return f"{when}{whom} ({'a target' if cutoff.is_target else 'a cut-off'})"


def in_force_in_words(edition: PolicyEdition) -> str:
    """Whether and from when to when an edition applies."""
    if not edition.in_force:
        return "not in force"
    said = ["in force"]
    if edition.effective_from:
        said.append(f"from {day_in_words(edition.effective_from)}")
    if edition.effective_to:
        said.append(f"until {day_in_words(edition.effective_to)}")
    return " ".join(said)


def place_in_words(cite: Citation) -> str:
    """Where a quotation stands: title, section and lines."""
    at = f", {cite.at}" if cite.at else ""
    return f"{cite.source.title}{at}, {lines_in_words(cite.lines)}"


def lines_in_words(lines: tuple[int, int]) -> str:
    """The lines of a source, in words.

    >>> lines_in_words((7, 7)), lines_in_words((7, 9))
    ('line 7', 'lines 7-9')
    """
    first, last = lines
    return f"line {first}" if first == last else f"lines {first}-{last}"


def _session(sits: Sits) -> str:
    days = in_words(f"{day.capitalize()}s" for day in sits.on)
    hours = f", {clock(sits.starts)} to {clock(sits.ends)}" if sits.starts and sits.ends else ""
    return f"{days}{hours}{f' ({sits.locality})' if sits.locality else ''}"


def _lower(name: str) -> str:
    return name.replace("_", " ")


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(f"“{each}”" for each in words)
