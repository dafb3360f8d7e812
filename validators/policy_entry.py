"""What every entry of a policy file has in common: its keys are known, and so are the ids it refers to."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from casework.calendar import Period
from casework.checklist import Topic
from casework.citation import Source
from casework.document import DocumentType

_PERIOD = re.compile(r"(\d+) (month|week|day)s?")


@dataclass(frozen=True, slots=True)
class Ids:
    """The ids a policy file may refer to."""

    types: Mapping[str, DocumentType] = field(default_factory=dict)
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    facts: Collection[str] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    fields: Collection[str] = ()
    topics: Mapping[str, Topic] = field(default_factory=dict)

    def types_of(self, document: str) -> tuple[str, ...]:
        """The document types a type or group stands for."""
        return self.groups.get(document, (document,))


class Entry(BaseModel):
    """A mapping of a policy file; a key that is not known is refused, and the message names those that are."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    @model_validator(mode="before")
    @classmethod
    def _knows_its_keys(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        allowed = [entry.alias or name for name, entry in cls.model_fields.items()]
        for key in data:
            if key not in allowed:
                context = {"key": str(key), "allowed": ", ".join(allowed)}
                raise PydanticCustomError("unknown_key", "unknown key {key}; allowed here: {allowed}", context)
        return data


def unknown(kind: str, name: str, known: Collection[str]) -> ValueError:
    """The error for an id nobody knows: it names the nearest ones, or all of them where they are few."""
    near = get_close_matches(name, known, n=3) if len(known) > 8 else sorted(known)
    return ValueError(f"unknown {kind} {name}; " + (f"known: {', '.join(near)}" if near else f"no {kind} is like it"))


def _known_document(name: str, info: ValidationInfo) -> str:
    ids = _ids(info)
    if name not in ids.types and name not in ids.groups:
        raise unknown("document type", name, [*ids.types, *ids.groups])
    return name


def _known_fact(name: str, info: ValidationInfo) -> str:
    if name not in _ids(info).facts:
        raise unknown("fact", name, _ids(info).facts)
    return name


def _known_source(name: str, info: ValidationInfo) -> str:
    if name not in _ids(info).sources:
        raise unknown("source", name, _ids(info).sources)
    return name


def _known_field(name: str, info: ValidationInfo) -> str:
    if name not in _ids(info).fields:
        raise unknown("field", name, _ids(info).fields)
    return name


def _known_topic(name: str, info: ValidationInfo) -> str:
    if name not in _ids(info).topics:
        raise unknown("topic", name, _ids(info).topics)
    return name


def _ids(info: ValidationInfo) -> Ids:
    return info.context if isinstance(info.context, Ids) else Ids()


def _period(text: Any) -> Any:
    if isinstance(text, Period):
        return text
    found = _PERIOD.fullmatch(str(text))
    if not found:
        raise ValueError(f"{text!r} is not a period such as 6 months, 4 weeks or 2 days")
    return Period(int(found[1]), f"{found[2]}s")


def _lines(text: Any) -> Any:
    found = re.fullmatch(r"(\d+)(?:-(\d+))?", str(text))
    if not found or int(found[1]) > int(found[2] or found[1]):
        raise ValueError(f"{text!r} is not a line or lines such as 103 or 103-111")
    return int(found[1]), int(found[2] or found[1])


def _one_or_more(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _id_of_a(kind: str) -> WithJsonSchema:
    """For editors: `policy_schema` puts the ids there are in place of this."""
    return WithJsonSchema({"type": "string", ID_OF: kind})


ID_OF = "x-id-of"
DocumentId = Annotated[str, AfterValidator(_known_document), _id_of_a("document")]
FactId = Annotated[str, AfterValidator(_known_fact), _id_of_a("fact")]
SourceId = Annotated[str, AfterValidator(_known_source), _id_of_a("source")]
TopicId = Annotated[str, AfterValidator(_known_topic), _id_of_a("topic")]
FieldId = Annotated[str, AfterValidator(_known_field), _id_of_a("field")]
PeriodText = Annotated[
    Period, BeforeValidator(_period), WithJsonSchema({"type": "string", "pattern": f"^{_PERIOD.pattern}$"})
]
Lines = Annotated[
    tuple[int, int],
    BeforeValidator(_lines),
    WithJsonSchema({"anyOf": [{"type": "integer"}, {"type": "string", "pattern": r"^\d+(-\d+)?$"}]}),
]
Words = Annotated[tuple[str, ...], BeforeValidator(_one_or_more, json_schema_input_type=str | tuple[str, ...])]
