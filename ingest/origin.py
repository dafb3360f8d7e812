"""Keeps of a mail what decides whether it may be answered without a person: who wrote it, what vouches, what marks it.

Nothing is judged here. Files and mails within the mail are not looked at, but for what a report returns of another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.utils import getaddresses

from casework.submission import Origin, Report
from ingest.headers import LONGEST, addresses, decode_header, message_ids, parameters
from ingest.mime import Mime, content_type, header, headers, parts_of, text_payload

MARKS = re.compile(
    r"auto-submitted|precedence|x-auto(?:reply|respond)|x-failed-recipients|list-[a-z-]{1,40}|x-panelready-[a-z-]{1,40}"
)
TELLING_KINDS = frozenset(
    {
        "multipart/report",
        "message/delivery-status",
        "message/global-delivery-status",
        "message/disposition-notification",
        "message/feedback-report",
    }
)
MOST_MARKS, LONGEST_MARK = 30, 200
MOST_RESULTS, LONGEST_RESULT = 10, 2000
MOST_PARTS = 100
RETURNED = frozenset({"message/rfc822", "message/global", "text/rfc822-headers", "message/rfc822-headers"})
ACTION = re.compile(r"(?im)^action:[ \t]*([a-z]{1,20})")  # RFC 3464 2.3.3


def origin_of(mime: Mime) -> Origin:
    """What the mail's own headers and kinds of parts say."""
    parts = list(_own_parts(mime, [MOST_PARTS]))
    kinds = [_telling(part) for part in parts]
    return_path = headers(mime, "return-path")[:1]
    return Origin(
        writers=_writers(headers(mime, "from")),
        answer_to=tuple(dict.fromkeys(each for raw in headers(mime, "reply-to")[:5] for each in addresses(raw))),
        return_path=next(iter(addresses(return_path[0])), "") if return_path else None,
        results=tuple(_short(raw, LONGEST_RESULT) for raw in headers(mime, "authentication-results")[:MOST_RESULTS]),
        auth_as=tuple(_short(raw, 40) for raw in headers(mime, "x-ms-exchange-organization-authas")[:MOST_RESULTS]),
        marks=tuple(_marks(mime))[:MOST_MARKS],
        kinds=tuple(dict.fromkeys(kind for kind in kinds if kind)),
        report=_report(parts) if set(kinds) & TELLING_KINDS else None,
    )


def _writers(raw_headers: list[str]) -> tuple[str, ...]:
    """Every address that our reading, or that of the standard library, finds in these headers.

    They disagree on `evil@x.example <social@council.example>, y`, and so do mail servers.
    """
    found: dict[str, None] = {}
    for raw in raw_headers[:5]:
        found |= dict.fromkeys(addresses(raw))
        found |= dict.fromkeys(address.lower() for _, address in getaddresses([raw[:LONGEST]]) if "@" in address)
    return tuple(found)


def _marks(mime: Mime) -> Iterator[tuple[str, str]]:
    for name, value in mime.raw_items():
        if MARKS.fullmatch(name.lower()):
            yield name.lower(), _short(str(value), LONGEST_MARK)


def _short(raw: str, longest: int) -> str:
    return decode_header(raw)[:longest].lower()


def _own_parts(mime: Mime, left: list[int]) -> Iterator[Mime]:
    """The mail and its parts, not going into mails within it; `left` counts down how many may still come."""
    left[0] -= 1
    if left[0] < 0:
        return
    yield mime
    if not content_type(mime).startswith("message/"):
        for part in parts_of(mime):
            yield from _own_parts(part, left)


def _telling(part: Mime) -> str:
    kind = content_type(part)
    if kind == "text/calendar":
        method = parameters(header(part, "content-type")).get("method", "")
        return f"text/calendar; method={method.lower()[:40]}" if method else ""
    return kind if kind in TELLING_KINDS else ""


def _report(parts: list[Mime]) -> Report:
    status = [each for each in parts if content_type(each).endswith("delivery-status")]
    said = [f"Action: {header(block, 'action')}" for each in status for block in parts_of(each)]
    said += [text_payload(each) for each in status]
    returned = [each for each in parts if content_type(each) in RETURNED]
    ids = [one for part in returned for one in message_ids(_returned_header(part, "message-id"))]
    cases = [_returned_header(part, "x-panelready-case").strip() for part in returned]
    actions = [action.lower() for text in said for action in ACTION.findall(text[:LONGEST])]
    return Report(tuple(dict.fromkeys(actions)), tuple(dict.fromkeys(ids)), tuple(case[:80] for case in cases if case))


def _returned_header(part: Mime, name: str) -> str:
    """A header of the mail that a report returns, whole or only its headers (RFC 3462, section 2)."""
    whole = next(parts_of(part), None)
    if whole is not None:
        return header(whole, name)
    found = re.search(rf"(?im)^{re.escape(name)}:((?:[^\r\n]|\r?\n[ \t])*)", text_payload(part)[: 4 * LONGEST])
    return found[1] if found else ""
