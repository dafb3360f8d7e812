"""Takes the content out of S/MIME signed-data (RFC 5652, section 5); the signature is not judged.

Just enough of BER (X.690, section 8.1) to walk down to the content: definite and indefinite lengths, and octet strings
in pieces, which Outlook makes.
"""

from __future__ import annotations

from dataclasses import dataclass

SIGNED_DATA = bytes.fromhex("2a864886f70d010702")  # 1.2.840.113549.1.7.2
SEQUENCE, SET, OID, INTEGER, OCTETS, CONTEXT_0 = 0x30, 0x31, 0x06, 0x02, 0x04, 0xA0
CONSTRUCTED = 0x20
DEEPEST = 16


def unsigned(data: bytes) -> bytes | None:
    """What was signed, or None where this is not signed-data or cannot be read: then it is taken to be locked."""
    try:
        content_info = _inside(_element(data, 0, 0))
        if content_info[0].tag != OID or content_info[0].body != SIGNED_DATA:
            return None
        signed = _inside(_inside(content_info[1])[0])
        encapsulated = next(element for element in signed if element.tag == SEQUENCE)
        wrapped = _inside(encapsulated)[1]
        return b"".join(_octets(element) for element in _inside(wrapped)) or None
    except (IndexError, StopIteration, ValueError):
        return None


@dataclass(frozen=True, slots=True)
class _Element:
    tag: int
    body: bytes
    size: int
    depth: int


def _element(data: bytes, at: int, depth: int) -> _Element:
    if depth > DEEPEST:
        raise ValueError("nested too deeply")
    tag, first, start = data[at], data[at + 1], at + 2
    if first == 0x80:
        return _indefinite(data, tag, at, depth)
    if first & 0x80:
        count = first & 0x7F
        if count > 8:
            raise ValueError("a length of more than eight bytes")
        first, start = int.from_bytes(data[start : start + count], "big"), start + count
    if start + first > len(data):
        raise ValueError("longer than the data")
    return _Element(tag, data[start : start + first], start + first - at, depth)


def _indefinite(data: bytes, tag: int, at: int, depth: int) -> _Element:
    """An element without a length, which ends with two zero bytes."""
    place = at + 2
    while data[place : place + 2] != b"\0\0":
        place += _element(data, place, depth + 1).size
    return _Element(tag, data[at + 2 : place], place + 2 - at, depth)


def _inside(element: _Element) -> list[_Element]:
    found, at = [], 0
    while at < len(element.body):
        inner = _element(element.body, at, element.depth + 1)
        found.append(inner)
        at += inner.size
    return found


def _octets(element: _Element) -> bytes:
    if element.tag & CONSTRUCTED:
        return b"".join(_octets(inner) for inner in _inside(element))
    return element.body
