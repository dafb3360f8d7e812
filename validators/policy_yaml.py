"""YAML as the policy files use it: a key stands once, a word stays a word, and every mistake has a line.

YAML 1.1 reads `on` as true and `17:00` as 1020; here only true, false, null, whole numbers and dates are more than
words.
"""

import re
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from yaml import CSafeLoader, MappingNode, Node, SequenceNode, YAMLError, compose, load

from casework.errors import PolicyError

Model = TypeVar("Model", bound=BaseModel)
Loc = tuple[int | str, ...]

_PLAIN = {
    "bool": (r"true|false", "tf"),
    "null": (r"null|~", "n~"),
    "int": (r"-?(?:0|[1-9][0-9]*)", "-0123456789"),
    "timestamp": (r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "0123456789"),
}


class _Loader(CSafeLoader):
    """The C loader with the resolvers above, refusing a key that stands twice."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 -- PyYAML's own shape

    def construct_mapping(self, node: MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """A mapping as a dict; a repeated key is an error and not the last one's victory."""
        found = super().construct_mapping(node, deep=deep)
        if len(found) < len(node.value):
            raise _repeated(node)
        return found


for _tag, (_pattern, _starts) in _PLAIN.items():
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(rf"^(?:{_pattern})$"), list(_starts))


class _Repeated(YAMLError):
    """A key stands twice in one mapping."""

    def __init__(self, key: str, line: int) -> None:
        super().__init__(key)
        self.key, self.line = key, line


@dataclass(frozen=True, slots=True)
class PolicyFile:
    """One policy file: where it is, and what to call it in a message."""

    path: Traversable
    name: str

    def text(self) -> str:
        """What the file holds."""
        return self.path.read_text(encoding="utf-8")

    def read(self, model: type[Model], known: object = None) -> Model:
        """The file as a model; `known` holds the ids it may refer to. Raises PolicyError with the line."""
        text = self.text()
        data = self.parsed(text)
        try:
            return model.model_validate({} if data is None else data, context=known)
        except ValidationError as wrong:
            raise self._error(text, _first(wrong.errors(include_url=False))) from None

    def parsed(self, text: str) -> Any:
        """The YAML as plain data, checked against no model. Raises PolicyError with the line."""
        try:
            return load(text, Loader=_Loader)  # noqa: S506 -- a SafeLoader, with fewer resolvers
        except _Repeated as twice:
            raise PolicyError(self.name, twice.line, twice.key, "this key stands twice") from None
        except YAMLError as wrong:
            mark = getattr(wrong, "problem_mark", None)
            line = mark.line + 1 if mark is not None else None
            raise PolicyError(self.name, line, "", f"not YAML: {getattr(wrong, 'problem', wrong)}") from None

    def _error(self, text: str, wrong: ErrorDetails) -> PolicyError:
        key = wrong.get("ctx", {}).get("key")
        loc = (*wrong["loc"], key) if key else wrong["loc"]
        about = _about(text, loc)
        if wrong["type"] == "missing":
            about = ".".join(filter(None, (about, str(loc[-1]))))
        return PolicyError(self.name, line_of(text, loc), about, _message(wrong))


def line_of(text: str, loc: Loc) -> int | None:
    """The line, counted from 1, of the key or entry that `loc` leads to, or of the last step that is there."""
    line = None
    for line, _ in _steps(text, loc):  # noqa: B007 -- the last one counts
        pass
    return line


def _steps(text: str, loc: Loc) -> Iterator[tuple[int, Node]]:
    node = _composed(text)
    if node is not None:
        yield node.start_mark.line + 1, node
    for part in loc:
        match node:
            case MappingNode(value=pairs):
                found = next(((key, value) for key, value in pairs if key.value == str(part)), None)
            case SequenceNode(value=items) if isinstance(part, int) and part < len(items):
                found = (items[part], items[part])
            case _:
                found = None
        if found is None:
            return
        node = found[1]
        yield found[0].start_mark.line + 1, node


@lru_cache(maxsize=64)
def _composed(text: str) -> Node | None:
    """The file as nodes; kept for a while, since a check asks for line after line of one file."""
    node: Node | None = compose(text, Loader=_Loader)
    return node


def _about(text: str, loc: Loc) -> str:
    """The way to a value in words: `requirements.assessment.needs.within`; an entry of a list goes by its id."""
    nodes = [node for _, node in _steps(text, loc)][1:]
    named = zip(loc, nodes, strict=False)
    return ".".join(_id_of(node) or f"entry {part + 1}" if isinstance(part, int) else part for part, node in named)


def _id_of(node: Node | None) -> str | None:
    pairs = node.value if isinstance(node, MappingNode) else []
    return next((value.value for key, value in pairs if key.value in ("id", "name")), None)


def _first(errors: list[ErrorDetails]) -> ErrorDetails:
    """The first error; where it has several readings, the one that came furthest."""
    place = errors[0]["loc"][:-1]
    return max((error for error in errors if error["loc"][: len(place)] == place), key=lambda each: len(each["loc"]))


def _message(wrong: Mapping[str, Any]) -> str:
    if wrong["type"] == "missing":
        return "this key is needed"
    if wrong["type"] in ("literal_error", "enum"):
        return f"{wrong['input']!r} is not one of {wrong['ctx']['expected']}"
    return str(wrong["msg"]).removeprefix("Value error, ")


def _repeated(node: MappingNode) -> _Repeated:
    seen: set[str] = set()
    for key, _ in node.value:
        if key.value in seen:
            return _Repeated(key.value, key.start_mark.line + 1)
        seen.add(key.value)
    return _Repeated("", node.start_mark.line + 1)
