"""Opens mail as sent over the Internet (.eml): the standard parser with compat32, and our own eyes for its headers.

The newer policies of the standard library raise on real mail, and are slow enough to be used against us.
"""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import dataclass, field

from casework.document import Unreadable
from casework.submission import Message
from ingest.headers import addresses, as_bytes, decode_header, decode_text, instant, message_ids, parameters
from ingest.limits import Limits
from ingest.mail import LOCKED_NOTICE, OpenedMail, Part, links_in
from ingest.mime import Mime, content_type, header, parts_of, text_payload
from ingest.origin import origin_of
from ingest.plain_text import words_of
from ingest.refusal import CannotOpen
from ingest.signed_mail import unsigned
from ingest.transfer import decoded

END_OF_HEAD = re.compile(rb"(?<=[^\r\n])(?:\r\n\r\n|\n\n|\r\r)")

SIGNATURES = frozenset({"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"})
NOT_PAPERS = SIGNATURES | {
    "application/applefile",
    "message/delivery-status",
    "message/disposition-notification",
    "message/feedback-report",
    "text/rfc822-headers",
}
SMIME = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
RIGHTS_MANAGED = "application/x-microsoft-rpmsg-message"


def open_mail(data: bytes, limits: Limits) -> OpenedMail:
    """The mail's envelope, words and files. Raises CannotOpen where it breaks a limit."""
    if not END_OF_HEAD.search(data, 0, limits.header_bytes) and len(data) > limits.header_bytes:
        raise CannotOpen(Unreadable.TOO_LARGE)
    try:
        return _open(_parsed(data), limits, _Count())
    except RecursionError:
        raise CannotOpen(Unreadable.UNSAFE) from None


@dataclass
class _Count:
    """How far into one mail file we are."""

    parts: int = 0
    depth: int = 0


@dataclass
class _Gathered:
    """What the walk through one mail has found so far."""

    plain: list[str] = field(default_factory=list)
    markup: list[str] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    refused: Unreadable | None = None


def _parsed(data: bytes) -> Mime:
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    return email.message_from_bytes(data, policy=email.policy.compat32)


def _open(mime: Mime, limits: Limits, count: _Count) -> OpenedMail:
    found = _Gathered()
    if "rpmsg.message" in header(mime, "content-class").lower():
        found.refused = Unreadable.ENCRYPTED_MAIL
    _walk(mime, found, limits, count, in_related=False)
    markup = "\n".join(found.markup)
    body = "\n".join(found.plain).strip() or words_of(markup[: limits.body_bytes])
    hit = ("A mail's text is very long; only its beginning was read.",) if len(body) > limits.body_bytes else ()
    if LOCKED_NOTICE.search(body) or LOCKED_NOTICE.search(markup[: limits.body_bytes]):
        found.refused = Unreadable.ENCRYPTED_MAIL
    return OpenedMail(
        envelope=envelope_of(mime),
        body=body[: limits.body_bytes],
        parts=tuple(found.parts),
        refused=found.refused,
        links=links_in(body[: limits.body_bytes], markup[: limits.body_bytes]),
        limits_hit=hit,
    )


def envelope_of_headers(text: str) -> Message:
    """The same from the headers alone, as Outlook keeps them."""
    return envelope_of(_parsed(text.encode("utf-8", "surrogatepass")))


def envelope_of(mime: Mime) -> Message:
    """Who wrote, when, and in answer to what."""
    ids = message_ids(header(mime, "message-id"))
    answered = message_ids(header(mime, "references")) + message_ids(header(mime, "in-reply-to"))
    return Message(
        sender=decode_header(header(mime, "from")) or None,
        sent_at=instant(header(mime, "date")),
        message_id=ids[0] if ids else None,
        references=tuple(dict.fromkeys(answered)),
        subject=decode_header(header(mime, "subject")),
        to=addresses(header(mime, "to")),
        cc=addresses(header(mime, "cc")),
        origin=origin_of(mime),
    )


def _walk(mime: Mime, found: _Gathered, limits: Limits, count: _Count, *, in_related: bool) -> None:
    count.parts += 1
    count.depth += 1
    if count.parts > limits.mail_parts:
        raise CannotOpen(Unreadable.TOO_LARGE)
    if count.depth > limits.mail_depth:
        raise CannotOpen(Unreadable.UNSAFE)
    kind = content_type(mime)
    if kind == "multipart/encrypted":
        found.refused = Unreadable.ENCRYPTED_MAIL
    elif kind.startswith("message/") and kind not in NOT_PAPERS:
        _enclosed(mime, kind, found, limits, count)
    elif mime.is_multipart() and kind not in NOT_PAPERS:
        for inner in parts_of(mime):
            _walk(inner, found, limits, count, in_related=kind == "multipart/related")
    elif kind not in NOT_PAPERS:
        _leaf(mime, kind, found, limits, count, in_related=in_related)
    count.depth -= 1


def _enclosed(mime: Mime, kind: str, found: _Gathered, limits: Limits, count: _Count) -> None:
    """A mail within the mail, or what RFC 2046 5.2 lets a mail say instead of one."""
    if kind in ("message/partial", "message/external-body"):
        reason = Unreadable.LINK_ONLY if kind == "message/external-body" else Unreadable.DAMAGED
        found.parts.append(Part(_name(mime) or kind.replace("/", " "), refused=reason))
        return
    inner = next(parts_of(mime), None) or _parsed(_bytes(mime))
    if not inner.items() and _encoding(mime) == "base64":  # forbidden by RFC 2046 5.2.1, and done
        inner = _parsed(decoded(as_bytes(text_payload(inner)), "base64"))
    opened = _open(inner, limits, count)
    found.parts.append(Part(_name(mime) or opened.envelope.subject, mail=opened))


def _leaf(mime: Mime, kind: str, found: _Gathered, limits: Limits, count: _Count, *, in_related: bool) -> None:
    name, data = _name(mime), _bytes(mime)
    disposition = header(mime, "content-disposition").partition(";")[0].strip().lower()
    if kind == RIGHTS_MANAGED or name.lower().endswith((".rpmsg", ".switch")):
        found.refused = Unreadable.ENCRYPTED_MAIL
    elif kind in SMIME or name.lower().endswith(".p7m"):
        content = unsigned(data)
        if content is None:
            found.refused = Unreadable.ENCRYPTED_MAIL
        else:
            _walk(_parsed(content), found, limits, count, in_related=False)
    elif kind in ("text/plain", "text/html", "text/enriched") and not name and disposition != "attachment":
        text = decode_text(data, parameters(header(mime, "content-type")).get("charset", ""))
        (found.markup if kind == "text/html" else found.plain).append(text.replace("\r\n", "\n").replace("\0", ""))
    elif name or data.strip():
        inline = in_related or disposition == "inline" or bool(header(mime, "content-id"))
        found.parts.append(Part(name, data, is_inline=inline))


def _name(mime: Mime) -> str:
    return parameters(header(mime, "content-disposition")).get("filename", "") or parameters(
        header(mime, "content-type")
    ).get("name", "")


def _encoding(mime: Mime) -> str:
    return header(mime, "content-transfer-encoding").partition(";")[0].strip().lower()


def _bytes(mime: Mime) -> bytes:
    return decoded(as_bytes(text_payload(mime)), _encoding(mime))
