"""Makes mail: `message(...)` gives the bytes of a real .eml with its attachments."""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

SENT = datetime(2026, 3, 5, 9, 12, tzinfo=UTC)


def message(
    *,
    subject: str = "Panel papers",
    text: str = "Please find the papers attached.",
    sender: str = "Ruth Okafor <ruth.okafor@bucks.example>",
    to: str = "panels@bucks.example",
    attachments: Mapping[str, bytes] | Sequence[tuple[str, bytes]] = (),
    message_id: str = "<20260305091200.1@bucks.example>",
    in_reply_to: str = "",
    references: Sequence[str] = (),
    sent: datetime | None = SENT,
    html: str = "",
) -> bytes:
    """A mail with a covering text and attachments, as a mail server would hand it over."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, to, subject
    if sent is not None:
        mail["Date"] = format_datetime(sent)
    if message_id:
        mail["Message-ID"] = message_id
    if in_reply_to:
        mail["In-Reply-To"] = in_reply_to
    if references:
        mail["References"] = " ".join(references)
    mail.set_content(text)
    if html:
        mail.add_alternative(html, subtype="html")
    pairs = attachments.items() if isinstance(attachments, Mapping) else attachments
    for name, content in pairs:
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        main, _, sub = kind.partition("/")
        if main == "message":
            main, sub = "application", "octet-stream"
        mail.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return _with_fixed_boundaries(mail)


def as_invitation(mail: bytes) -> bytes:
    """A mail that invites to a meeting (RFC 6047): its words, and the event in text/calendar, method REQUEST."""
    invited = message_from_bytes(mail, policy=SMTP)
    assert isinstance(invited, EmailMessage)
    event = "BEGIN:VEVENT\r\nUID:1@bucks.example\r\nSUMMARY:Panel\r\nDTSTART:20260310T090000Z\r\nEND:VEVENT\r\n"
    calendar = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\n{event}END:VCALENDAR\r\n"
    add = invited.add_attachment if invited.is_multipart() else invited.add_alternative
    add(calendar, subtype="calendar", params={"method": "REQUEST"})
    return _with_fixed_boundaries(invited)


def _with_fixed_boundaries(mail: EmailMessage) -> bytes:
    """The mail's bytes; its boundaries are numbered, so that the same mail gives the same bytes."""
    parts = [part for part in mail.walk() if part.is_multipart()]
    for number, part in enumerate(parts, 1):
        part.set_boundary(f"=_part_{number}_of_this_mail")
    return mail.as_bytes(policy=SMTP)
