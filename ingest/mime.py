"""The standard parser's tree of a mail, seen without the decoding of its own that raises on real mail."""

from __future__ import annotations

import email.message
from collections.abc import Iterator

Mime = email.message.Message


def header(mime: Mime, name: str) -> str:
    """The first header of that name as it stands, "" where there is none; `mime.get` would decode, and may raise."""
    return next(iter(headers(mime, name)), "")


def headers(mime: Mime, name: str) -> list[str]:
    """Every header of that name as it stands, topmost first."""
    return [str(value) for key, value in mime.raw_items() if key.lower() == name]


def content_type(mime: Mime) -> str:
    """The content type; RFC 2045 5.2 says what a missing or broken one means."""
    said = header(mime, "content-type").partition(";")[0].strip().lower()
    if said == "multipart/encrypted":
        return said
    if mime.is_multipart() and not said.startswith("message/"):
        return said if said.startswith("multipart/") else "multipart/mixed"
    return said if said.count("/") == 1 and not said.startswith("multipart/") else "text/plain"


def parts_of(mime: Mime) -> Iterator[Mime]:
    """The parts directly within."""
    payload = mime._payload  # type: ignore[attr-defined]  # get_payload() decodes, and raises on unknown encodings
    return (part for part in payload if isinstance(part, Mime)) if isinstance(payload, list) else iter(())


def text_payload(mime: Mime) -> str:
    """What stands in a part that has no parts, as it stands."""
    payload = mime._payload  # type: ignore[attr-defined]  # as above
    return payload if isinstance(payload, str) else ""
