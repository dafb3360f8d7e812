"""The elements of a small XML part, one after the other, without building a tree and without following anything."""

from __future__ import annotations

from collections.abc import Mapping
from xml.parsers import expat

from casework.document import Unreadable
from ingest.refusal import CannotOpen

Element = tuple[str, Mapping[str, str]]
"""An element's name and its attributes, both without their namespaces."""


def elements_of(data: bytes) -> list[Element]:
    """Every element in the order it opens. Raises CannotOpen where it is no XML, or declares a document type.

    No Office file may hold a document type declaration (ECMA-376 Part 2, 9.1.4; OpenDocument 1.3 Part 2, 3.1), and
    entities are declared nowhere else.
    """
    found: list[Element] = []

    def begin(name: str, attributes: dict[str, str]) -> None:
        found.append((_local(name), {_local(key): value for key, value in attributes.items()}))

    def refuse(*_: object) -> None:
        raise CannotOpen(Unreadable.UNSAFE)

    parser = expat.ParserCreate()
    parser.StartElementHandler = begin
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError):  # the two others are for encodings nobody knows
        raise CannotOpen(Unreadable.DAMAGED) from None
    return found


def _local(name: str) -> str:
    return name.rpartition(":")[2]
