"""Opens winmail.dat (MS-OXTNEF), in which Outlook wraps what it attaches to mail in its own format.

A stream of attributes: level, id, length, value, checksum. An attachment begins with its AttachRendData; its long name,
and a mail within, stand among the MAPI properties of its Attachment attribute.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from casework.document import Unreadable
from ingest.headers import decode_text
from ingest.limits import Limits
from ingest.mail import Part
from ingest.refusal import CannotOpen

ATTRIBUTE = struct.Struct("<BII")  # MS-OXTNEF 2.1.3.1
SIGNATURE_AND_KEY, CHECKSUM = 6, 2
ATTACH_REND_DATA, ATTACH_TITLE, ATTACH_DATA, ATTACHMENT = 0x00069002, 0x00018010, 0x0006800F, 0x00069005

DATA, LONG_NAME = 0x3701, 0x3707
EIGHT_BIT, UNICODE, BINARY, OBJECT = 0x001E, 0x001F, 0x0102, 0x000D
MANY = 0x1000
NAMED_FROM = 0x8000
INTERFACE_ID = 16  # bytes before the value of an object
FIXED = {0x0002: 4, 0x0003: 4, 0x0004: 4, 0x0005: 8, 0x0006: 8, 0x0007: 8, 0x000A: 4, 0x000B: 4, 0x0014: 8, 0x0040: 8}
"""Bytes of the fixed kinds, padded to four (MS-OXTNEF 2.1.3.4)."""
CLASS_ID = 0x0048


def open_tnef(data: bytes, limits: Limits) -> tuple[Part, ...]:
    """The files inside. Raises CannotOpen where there are too many, or none that can be had."""
    found: list[dict[str, bytes | str]] = []
    try:
        for number, value in _attributes(data):
            if number == ATTACH_REND_DATA:
                found.append({})
            elif found:
                _add(found[-1], number, value)
            if len(found) > limits.mail_parts:
                raise CannotOpen(Unreadable.TOO_LARGE)
    except struct.error:  # it breaks off; what came before is whole
        pass
    parts = tuple(_part(attachment) for attachment in found if attachment.get("data"))
    if not parts:
        raise CannotOpen(Unreadable.FORMAT)
    return parts


def _attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = SIGNATURE_AND_KEY
    while at + ATTRIBUTE.size <= len(data):
        _level, number, length = ATTRIBUTE.unpack_from(data, at)
        at += ATTRIBUTE.size
        if at + length > len(data):
            return
        yield number, data[at : at + length]
        at += length + CHECKSUM


def _add(attachment: dict[str, bytes | str], number: int, value: bytes) -> None:
    if number == ATTACH_TITLE:
        attachment.setdefault("name", decode_text(value).rstrip("\0"))
    elif number == ATTACH_DATA:
        attachment["data"] = value
    elif number == ATTACHMENT:
        attachment.update(_properties(value))


def _properties(data: bytes) -> dict[str, bytes | str]:
    """The two properties that matter, in their own order among all the others."""
    (count,) = struct.unpack_from("<I", data)
    wanted: dict[str, bytes | str] = {}
    at = 4
    for _ in range(count):
        kind, number = struct.unpack_from("<HH", data, at)
        at = _after_name(data, at + 4) if number >= NAMED_FROM else at + 4
        value, at = _value(data, at, kind)
        if number == LONG_NAME and value:
            wanted["name"] = (value.decode("utf-16-le", "replace") if kind == UNICODE else decode_text(value)).rstrip(
                "\0"
            )
        elif number == DATA and kind in (BINARY, OBJECT):
            wanted["data"] = value[INTERFACE_ID:] if kind == OBJECT else value
    return wanted


def _after_name(data: bytes, at: int) -> int:
    """Past the name of a property that has one: a set, and in it a number or words."""
    (by_words,) = struct.unpack_from("<I", data, at + 16)
    if not by_words:
        return at + 24
    (length,) = struct.unpack_from("<I", data, at + 20)
    return at + 24 + _padded(length)


def _value(data: bytes, at: int, kind: int) -> tuple[bytes, int]:
    """The property's value, the first of several, and the place after it."""
    single, count = kind & ~MANY, 1
    if kind & MANY or single in (EIGHT_BIT, UNICODE, BINARY, OBJECT):
        (count,) = struct.unpack_from("<I", data, at)
        at += 4
    first = b""
    for number in range(count):
        length, padded = 16, 16
        if single in (EIGHT_BIT, UNICODE, BINARY, OBJECT):
            (length,) = struct.unpack_from("<I", data, at)
            padded, at = _padded(length), at + 4
        elif single != CLASS_ID:
            length = padded = FIXED.get(single, 4)
        if at + length > len(data):
            raise struct.error("a value longer than the data")
        first = data[at : at + length] if number == 0 else first
        at += padded
    return first, at


def _padded(length: int) -> int:
    return -(-length // 4) * 4


def _part(attachment: dict[str, bytes | str]) -> Part:
    name, data = attachment.get("name", ""), attachment["data"]
    return Part(str(name), data if isinstance(data, bytes) else b"")
