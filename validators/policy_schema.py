"""JSON Schemas of the policy's YAML files, from the models that read them, so that editors complete and check.

What a model cannot tell an editor by its types is added here: the ids there are, which of several keys is needed, what
a key means, and the short ways of writing an example's papers.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from validators.authority_file import AuthorityFile, Overlay, SourcesFile
from validators.catalogue_file import DocumentTypeEntry, FactsFile, GroupsFile, TopicsFile, WordsFile
from validators.load_policy import Policy
from validators.policy_coverage_file import CoverageFile
from validators.policy_entry import ID_OF
from validators.policy_examples import ExamplesFile
from validators.policy_file import ChecklistFile
from validators.policy_questions import QuestionsFile

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of policy file: the model that reads it, and where such files lie below the policy folder."""

    model: type[BaseModel]
    lies: tuple[str, ...]


KINDS: Mapping[str, FileKind] = {
    "checklist": FileKind(ChecklistFile, ("authorities/*/checklists/*/*/*.yaml",)),
    "examples": FileKind(ExamplesFile, ("authorities/*/examples/*/*/*.yaml",)),
    "authority": FileKind(AuthorityFile, ("authorities/*/authority.yaml",)),
    "sources": FileKind(SourcesFile, ("authorities/*/sources.yaml",)),
    "facts": FileKind(FactsFile, ("facts.yaml", "authorities/*/facts.yaml")),
    "topics": FileKind(TopicsFile, ("topics.yaml",)),
    "groups": FileKind(GroupsFile, ("document_types/groups.yaml",)),
    "document_type": FileKind(DocumentTypeEntry, ("document_types/[!g]*.yaml", "document_types/g[!r]*.yaml")),
    "placeholders": FileKind(WordsFile, ("placeholders.yaml",)),
    "coverage": FileKind(CoverageFile, ("coverage.yaml",)),
    "open_questions": FileKind(QuestionsFile, ("open_questions.yaml",)),
    "overlay": FileKind(Overlay, ()),
}
"""Each kind of YAML file; an overlay lies in the council's own data folder."""

_ONE_NEED = [{"required": [key]} for key in ("document", "field", "on_case_system", "any_of")]
_ONE_CONDITION = [{"required": [key]} for key in ("fact", "all", "any", "not")]

SHAPES: Mapping[str, Schema] = {
    "NeedEntry": {
        "oneOf": _ONE_NEED,
        "dependentRequired": {
            key: ["document"]
            for key in (
                "state",
                "sections",
                "fields",
                "within",
                "only_those_within",
                "may_be_part_of",
                "which",
                "must_cover",
            )
        },
    },
    "ConditionEntry": {
        "oneOf": _ONE_CONDITION,
        "dependentRequired": {"within": ["before", "fact"], "before": ["within"], "is": ["fact"]},
    },
    "RequirementEntry": {"anyOf": [{"required": ["quote"]}, {"required": ["cites"]}]},
    "RuleEntry": {"anyOf": [{"required": ["quote"]}, {"required": ["cites"]}]},
    "AtLatestEntry": {"oneOf": [{"required": ["weekday"]}, {"required": ["days"]}]},
    "RequestTypeEntry": {"dependentRequired": {"decided_by": ["cites"]}},
    "ShownByEntry": {
        "anyOf": [{"required": [key]} for key in ("document", "field", "childs_age", "words", "no_words")]
    },
}
"""Which of several keys a mapping needs; the models check the same."""

MEANS: Mapping[str, str] = {
    "also_printed_in": "Files that print the same passages again; never quoted.",
    "assumption": "A figure or reading that is ours; nobody is refused for it. Beside `within`: the age alone.",
    "any_of": "Any one of these will do.",
    "at": "Where in the document the words stand, for people: a heading, a row of a table.",
    "cites": "Further quotations, each with its lines.",
    "confused_with": "Types that are often sent in place of this one.",
    "decided_by": "The role that decides this without the panel; the request is then referred, with the row quoted.",
    "document": "A document type, or a group of them from groups.yaml.",
    "effect": "target only advises; cut_off decides which sitting papers can make.",
    "expect": "The condition that should hold.",
    "for_each": "One is asked for each child of the request.",
    "if_none": "What follows where there may be none: note, ask, or {reason_to: <role>}.",
    "if_not": "What follows where the rule is broken: note, ask, unfinished, or {refer: <reason>}.",
    "if_silent": "What it means when the papers do not say: ask, take_as_no, take_as_yes or unknown.",
    "if_unknown": "What follows where the papers do not say: note, ask, unfinished, or {refer: <reason>}.",
    "keeps_last_of_month": "The month's last sitting is kept for request types that say only_last_of_month.",
    "known_facts": "Facts that are certain for every request of this type.",
    "lines": "The line or lines of the source in which the words stand: 103 or 103-111.",
    "list": "In which of the council's two lists it stands: body, appendix or both.",
    "may_be_part_of": "Papers of which it may be a section.",
    "may_serve_twice": "One paper may meet both requirements.",
    "must_cover": "Topics of topics.yaml that the paper has to include.",
    "no_words": "Phrases that say no.",
    "not_the_same_as": "The requirement that another paper has to meet.",
    "not_words": "A passage that holds one of these says neither yes nor no.",
    "note": "Told to people beside the finding.",
    "on_case_system": "What the panel reads on the case system; shown, and never asked for.",
    "only_those_within": "A window, such as 6 months: of older papers nothing is asked.",
    "papers_due": "When papers are due before a sitting, or unset.",
    "question": "The question for people, in plain English; it ends in a question mark.",
    "quote": "The council's words, exactly as they stand in the lines named.",
    "rather_than": "More general request types that are not meant where this one is said as well.",
    "recognised_by": "The words, forms and papers by which it is known. Never an address.",
    "review_after": "Counted from the sitting: by when the matter is to be looked at again.",
    "says": "The rule in plain English, told to people beside the quotation.",
    "shown_by": "What shows the answer: a document, a filled field, words, or the children's ages.",
    "sits": "The panel's sittings, or unset.",
    "state": "How finished the paper has to be.",
    "when": "The condition under which this is asked for; without it, always.",
    "which": "Which copy or version is meant; told to people, and never refuses by itself.",
    "within": "How old a paper may be on the day of the sitting, or how long before it a date may lie: 6 months.",
    "words": "Phrases looked for, whatever their case and punctuation.",
    "worded_as": "Types written in the same words: a title that names this one tells them apart.",
}
"""What a key means, shown by editors beside it."""


def schemas(policy: Policy) -> dict[str, Schema]:
    """The schema of each kind of file, with the ids this policy has."""
    ids = _ids(policy)
    return {kind: _schema(kind, file.model, ids) for kind, file in KINDS.items()}


def _schema(kind: str, model: type[BaseModel], ids: Mapping[str, list[str]]) -> Schema:
    schema = model.model_json_schema(by_alias=True, mode="validation")
    for name, shape in SHAPES.items():
        if name in schema.get("$defs", {}):
            schema["$defs"][name] |= shape
    if kind == "examples":
        schema["$defs"]["ExamplePaper"] = _paper(schema["$defs"]["ExamplePaper"], ids["type"])
    for part in _parts(schema):
        if ID_OF in part:
            part["enum"] = ids[part.pop(ID_OF)]
        for key, value in part.get("properties", {}).items():
            value.pop("title", None)
            if key in MEANS and "$ref" not in value:
                value.setdefault("description", MEANS[key])
    return {"$schema": DIALECT, **schema, "title": f"PanelReady policy: {kind.replace('_', ' ')}"}


def _paper(whole: Schema, types: list[str]) -> Schema:
    """An example's paper: a type alone, a type with what is said of it, what stands in its place, or all keys."""
    told = {**whole, "properties": {key: value for key, value in whole["properties"].items() if key != "type"}}
    of_a_type: Schema = {
        "type": "object",
        "minProperties": 1,
        "maxProperties": 1,
        "additionalProperties": False,
        "properties": {each: {"anyOf": [told, {"type": "null"}]} for each in types},
    }
    in_its_place: Schema = {
        "type": "object",
        "minProperties": 1,
        "maxProperties": 1,
        "additionalProperties": False,
        "properties": {
            "unreadable": whole["properties"]["unreadable"],
            "unrecognised": whole["properties"]["unrecognised"],
            "message": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
        },
    }
    return {"anyOf": [{"enum": types}, of_a_type, in_its_place, {**whole, "minProperties": 2}]}


def _parts(schema: Any) -> Iterator[Schema]:
    if isinstance(schema, dict):
        yield schema
        for value in schema.values():
            yield from _parts(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _parts(value)


def _ids(policy: Policy) -> dict[str, list[str]]:
    every = [policy.ids_of(each) for each in policy.authorities]
    return {
        "type": sorted(policy.document_types),
        "document": sorted({*policy.document_types, *policy.groups}),
        "fact": sorted(policy.facts),
        "source": sorted({source for ids in every for source in ids.sources}),
        "topic": sorted({topic for ids in every for topic in ids.topics}),
        "field": sorted({field for ids in every for field in ids.fields}),
    }
