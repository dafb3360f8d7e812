"""A reply as a mail, byte for byte the same each time, which Outlook opens as a draft."""

import hashlib
import re
from collections.abc import Sequence
from datetime import datetime
from email.headerregistry import BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy, Policy
from email.utils import format_datetime
from typing import Any

from generators.letter import Reply
from generators.plainly import one_line

AN_ID = re.compile(r"<[^<>\s]{1,980}>")
MOST_REFERENCES = 20


class MessageIds(UnstructuredHeader, BaseHeader):
    """Message ids, one on each line and never encoded.

    The standard library encodes an id that is longer than a line (cpython issue 100991), and Outlook drops the header.
    """

    max_count = 1

    def fold(self, *, policy: "Policy[Any]") -> str:
        """The header as it is sent."""
        return f"{self.name}: {(policy.linesep + ' ').join(AN_ID.findall(str(self)))}{policy.linesep}"


def as_eml(
    reply: Reply,
    *,
    sender: str,
    recipient: str | None,
    message_id: str,
    date: datetime,
    in_reply_to: str | None = None,
    references: Sequence[str] = (),
    answers: bool = True,
) -> bytes:
    """The reply as a message, or what `answers` nobody. Ids keep their angle brackets, `date` carries its zone.

    Without a recipient there is no To.
    """
    mail = EmailMessage(policy=_policy())
    headers = {
        "From": one_line(sender),
        "To": one_line(recipient or ""),
        "Subject": reply.subject,
        "Date": format_datetime(date),
        "Message-ID": message_id,
        "In-Reply-To": in_reply_to or "",
        "References": " ".join(_few(references, in_reply_to)),
        "Auto-Submitted": "auto-replied" if answers else "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "X-PanelReady-Case": one_line(reply.case_id),
        "X-Unsent": "1",
    }
    for name, value in headers.items():
        if value:
            mail[name] = value
    mail.set_content(reply.text, cte="quoted-printable")
    mail.add_alternative(reply.html, subtype="html", cte="quoted-printable")
    # Without this the standard library draws a boundary at random, and the same reply would differ each time.
    mail.set_boundary("=_" + hashlib.sha256(message_id.encode("utf-8")).hexdigest()[:32])
    return mail.as_bytes()


def _few(references: Sequence[str], in_reply_to: str | None) -> list[str]:
    """At most twenty ids, the first and the last ones, and at the end the one that is answered."""
    ids = [one for text in references for one in AN_ID.findall(text) if one != in_reply_to]
    ids += AN_ID.findall(in_reply_to or "")
    return ids if len(ids) <= MOST_REFERENCES else [ids[0], *ids[-(MOST_REFERENCES - 1) :]]


def _policy() -> "EmailPolicy[EmailMessage]":
    registry = HeaderRegistry()
    for name in ("message-id", "in-reply-to", "references"):
        registry.map_to_type(name, MessageIds)
    return SMTP.clone(header_factory=registry)
