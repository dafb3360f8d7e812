"""Frozen dataclasses to plain JSON data and back: for the pipe to the reading children, and for the database.

Whatever does not fit the class exactly is refused, because what comes back may have been written by a child that a
hostile file took over, or by another release. No library is used: a cold `panelready check` pays for each import.

How things are written: a dataclass as an object; a field that holds None, "" or () by default is left out while it
does (such a default, once shipped, stays); a tuple as a list; dates, times and decimals as text; an enum as its
value. Where a field may hold several types, what JSON cannot tell apart carries its type: {"Decimal": "12.50"}.
"""

import json
import math
from collections.abc import Callable, Hashable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, NamedTuple, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Plain = Any
"""None, bool, int, float, str, or a list or a str-keyed dict of these."""

T = TypeVar("T")


def to_plain(value: Any, kind: Any = None) -> Plain:
    """The value as JSON data; `kind` is its type where `type(value)` does not say it all, as in `tuple[Field, ...]`.

    Raises ValueError where the value does not have the type its class declares. Half a surrogate pair, which no
    database takes, becomes U+FFFD.

    >>> from casework.document import Document
    >>> to_plain(Document(file="a.docx", dated=date(2026, 3, 1), pages=(1, 2)))["dated"]
    '2026-03-01'
    """
    return _coder(cast(Hashable, type(value) if kind is None else kind)).write(value)


def from_plain(kind: type[T], data: Plain) -> T:
    """The value that `to_plain` wrote; ValueError where the data is not exactly that.

    >>> from casework.document import Child
    >>> from_plain(Child, {"name": 7})
    Traceback (most recent call last):
      ...
    ValueError: not the fields of a Child
    """
    value: T = _coder(cast(Hashable, kind)).read(data)
    return value


def from_json(kind: type[T], text: str | bytes) -> T:
    """The value in this JSON text; ValueError for whatever else it holds, however deep or odd."""
    try:
        return from_plain(kind, json.loads(text))
    except RecursionError:
        raise ValueError("nested too deep") from None


class _Coder(NamedTuple):
    """How one type is written and read."""

    write: Callable[[Any], Plain]
    read: Callable[[Plain], Any]


@cache
def _coder(kind: Hashable) -> _Coder:
    """The coder of a type; built once, because resolving type hints is slow."""
    if kind in _SCALARS:
        return _SCALARS[kind]
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _union(get_args(kind))
    if origin is tuple:
        return _tuple(get_args(kind))
    if origin is Mapping:
        return _mapping(get_args(kind))
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _Coder(_only(kind, str), _reading(kind, kind))
    if isinstance(kind, type) and is_dataclass(kind):
        return _record(kind)
    raise ValueError(f"{kind} has no plain form")


def _only(kind: type, write: Callable[[Any], Plain]) -> Callable[[Any], Plain]:
    """Write values of exactly this type: a datetime is a date to Python, and True is an int, but not to us."""

    def check(value: Any) -> Plain:
        if type(value) is not kind:
            raise ValueError(f"not a {kind.__name__}")
        return write(value)

    return check


def _same(value: Any) -> Any:
    return value


def _write_text(text: str) -> str:
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _read_text(data: Plain) -> str:
    if type(data) is not str:
        raise ValueError("not a str")
    try:
        data.encode()
    except UnicodeEncodeError:
        raise ValueError("half a surrogate pair") from None
    return data


def _number(value: Any) -> float:
    if type(value) not in (int, float) or not math.isfinite(value):
        raise ValueError("not a float")
    return float(value)


def _reading(kind: type, read: Callable[[str], Any]) -> Callable[[Plain], Any]:
    """Read text as this type; Python's own errors would repeat the text, which may be a child's name."""

    def read_text(data: Plain) -> Any:
        try:
            return read(_read_text(data))
        except (ValueError, InvalidOperation):
            raise ValueError(f"not a {kind.__name__}") from None

    return read_text


def _spelled(kind: type, spell: Callable[[Any], str], read: Callable[[str], Any]) -> _Coder:
    """A type written as text, in one spelling only."""

    def strictly(text: str) -> Any:
        value = read(text)
        if spell(value) != text:
            raise ValueError
        return value

    return _Coder(_only(kind, spell), _reading(kind, strictly))


def _amount(text: str) -> Decimal:
    amount = Decimal(text)
    if not amount.is_finite():
        raise ValueError
    return amount


_SCALARS: dict[Any, _Coder] = {
    NoneType: _Coder(_only(NoneType, _same), _only(NoneType, _same)),
    bool: _Coder(_only(bool, _same), _only(bool, _same)),
    int: _Coder(_only(int, _same), _only(int, _same)),
    float: _Coder(_number, _number),
    str: _Coder(_only(str, _write_text), _read_text),
    date: _spelled(date, date.isoformat, date.fromisoformat),
    datetime: _spelled(datetime, datetime.isoformat, datetime.fromisoformat),
    time: _spelled(time, time.isoformat, time.fromisoformat),
    Decimal: _spelled(Decimal, str, _amount),
}
_TOLD_APART_BY_JSON = (NoneType, bool, int, float, str)


def _tuple(parts: tuple[Any, ...]) -> _Coder:
    if len(parts) == 2 and parts[1] is Ellipsis:
        each = _coder(parts[0])
        return _Coder(
            _only(tuple, lambda values: [each.write(value) for value in values]),
            lambda data: tuple([each.read(item) for item in _list(data)]),
        )
    coders = [_coder(part) for part in parts]
    return _Coder(
        _only(tuple, lambda values: [coder.write(value) for coder, value in zip(coders, values, strict=True)]),
        lambda data: tuple([coder.read(item) for coder, item in zip(coders, _list(data), strict=True)]),
    )


def _mapping(parts: tuple[Any, ...]) -> _Coder:
    key, value = (_coder(part) for part in parts)
    return _Coder(
        lambda mapping: {key.write(name): value.write(held) for name, held in mapping.items()},
        lambda data: {key.read(name): value.read(held) for name, held in _dict(data).items()},
    )


def _union(members: tuple[Any, ...]) -> _Coder:
    """One of several types: told apart by JSON itself, or by one key that names the type; None needs neither."""
    bare = {member: _coder(member) for member in members if member in _TOLD_APART_BY_JSON}
    named = {member.__name__: member for member in members if member not in bare}
    if len(named) == 1 and set(bare) <= {NoneType}:
        return _optional(_coder(*named.values()))

    def write(value: Any) -> Plain:
        kind = type(value)
        if kind in bare:
            return bare[kind].write(value)
        if named.get(kind.__name__) is not kind:
            raise ValueError(f"a {kind.__name__} is not expected here")
        return {kind.__name__: _coder(kind).write(value)}

    def read(data: Plain) -> Any:
        if type(data) in bare:
            return bare[type(data)].read(data)
        ((name, held),) = _dict(data).items()  # ValueError unless there is exactly one
        if name not in named:
            raise ValueError("of a type that is not expected here")
        return _coder(named[name]).read(held)

    return _Coder(write, read)


def _optional(coder: _Coder) -> _Coder:
    return _Coder(
        lambda value: None if value is None else coder.write(value),
        lambda data: None if data is None else coder.read(data),
    )


def _record(kind: type) -> _Coder:
    """A dataclass; its fields are looked up on first use, because a condition may hold conditions."""

    @cache
    def coders() -> dict[str, _Coder]:
        hints = get_type_hints(kind)
        return {part.name: _coder(hints[part.name]) for part in fields(kind)}

    defaults = {part.name: part.default for part in fields(kind)}
    optional = {p.name for p in fields(kind) if p.default is not MISSING or p.default_factory is not MISSING}
    left_out = {name: default for name, default in defaults.items() if default is None or default in ("", ())}
    required = defaults.keys() - optional

    def write(value: Any) -> Plain:
        if type(value) is not kind:
            raise ValueError(f"not a {kind.__name__}")
        written = {}
        for name, coder in coders().items():
            held = getattr(value, name)
            if name not in left_out or held != left_out[name]:
                written[name] = coder.write(held)
        return written

    def read(data: Plain) -> Any:
        known = coders()
        if not required <= _dict(data).keys() <= known.keys():
            raise ValueError(f"not the fields of a {kind.__name__}")
        return kind(**{name: known[name].read(held) for name, held in data.items()})

    return _Coder(write, read)


def _list(data: Plain) -> list[Plain]:
    if type(data) is not list:
        raise ValueError("not a list")
    return data


def _dict(data: Plain) -> dict[str, Plain]:
    if type(data) is not dict:
        raise ValueError("not an object")
    return data
