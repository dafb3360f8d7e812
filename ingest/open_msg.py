"""Opens mail as Outlook saves it (.msg, MS-OXMSG): a file system in a file, one stream per property.

python-oxmsg gives the tree of storages. Its properties are not used: they raise on code pages Python does not
know and on halves of letters, and take a mail within the mail, whose header is 24 bytes and not 32, for an empty one.
"""

from __future__ import annotations

import struct
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from casework.document import Unreadable
from casework.submission import Message, Origin
from ingest.file_kind import OLE_BROKEN
from ingest.headers import addresses, decode_text
from ingest.limits import Limits
from ingest.mail import LOCKED_NOTICE, OpenedMail, Part, links_in
from ingest.open_message import envelope_of_headers, open_mail
from ingest.open_ole import file_in, tree_of
from ingest.outlook_rtf import decompressed, words_of_rtf
from ingest.plain_text import words_of
from ingest.refusal import CannotOpen
from ingest.signed_mail import unsigned

SUBJECT, BODY, HTML, RTF, HEADERS, MESSAGE_CLASS = 0x0037, 0x1000, 0x1013, 0x1009, 0x007D, 0x001A
SENDER_NAME, SENDER_ADDRESS, SENDER_SMTP, SENT_FOR_NAME = 0x0C1A, 0x0C1F, 0x5D01, 0x0042
MESSAGE_ID, REFERENCES, IN_REPLY_TO, SUBMITTED = 0x1035, 0x1039, 0x1042, 0x0039
CODE_PAGE, BODY_CODE_PAGE = 0x3FFD, 0x3FDE
ATTACHED, LONG_NAME, SHORT_NAME, DISPLAY_NAME, CONTENT_ID, METHOD = 0x3701, 0x3707, 0x3704, 0x3001, 0x3712, 0x3705

UNICODE, EIGHT_BIT, BINARY = 0x001F, 0x001E, 0x0102  # MS-OXCDATA 2.11.1
BY_WEB_REFERENCE = 7  # MS-OXCMSG 2.2.2.9: the file lies in a cloud folder

PROPERTIES = "__properties_version1.0"  # MS-OXMSG 2.4
TOP_HEADER, NESTED_HEADER, ATTACHMENT_HEADER = 32, 24, 8  # MS-OXMSG 2.4.1
PROPERTY = struct.Struct("<HHI8s")  # MS-OXMSG 2.4.2: type, id, flags, value
EPOCH = datetime(1601, 1, 1, tzinfo=UTC)


def open_msg(path: Path, limits: Limits) -> OpenedMail:
    """The mail's envelope, words and files. Raises CannotOpen where it is damaged, locked or breaks a limit."""
    if path.stat().st_size > limits.mail_bytes:
        raise CannotOpen(Unreadable.TOO_LARGE)
    try:
        return _Opener(limits).open(tree_of(path.read_bytes()), TOP_HEADER, depth=1)
    except OLE_BROKEN:
        raise CannotOpen(Unreadable.DAMAGED) from None


def is_mail(storage: Any) -> bool:
    """Whether a storage within a compound file is a mail that Outlook put there."""
    return any(stream.name == PROPERTIES for stream in storage.streams)


def mail_in(storage: Any, limits: Limits) -> OpenedMail:
    """The mail that a storage within a compound file is. Raises CannotOpen, or one of OLE_BROKEN."""
    return _Opener(limits).open(storage, NESTED_HEADER, depth=1)


class _Opener:
    """Opens the mail and those within it, on one count of parts."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._parts = 0

    def open(self, storage: Any, header: int, depth: int) -> OpenedMail:
        """The mail that this storage is."""
        if depth > self._limits.mail_depth:
            raise CannotOpen(Unreadable.UNSAFE)
        mail = _Properties(storage, header)
        if mail.text(MESSAGE_CLASS).upper().startswith("IPM.NOTE.SMIME"):
            return self._signed(storage, mail)
        parts = tuple(self._attachment(inner, depth) for inner in storage.iter_attachment_storages())
        markup = mail.text(HTML, mail.number(BODY_CODE_PAGE))
        words = mail.text(BODY, mail.number(BODY_CODE_PAGE)) or words_of(markup[: self._limits.body_bytes])
        words = words.strip() or self._rich_words(mail).strip()
        hit = ("A mail's text is very long; only its beginning was read.",) * (len(words) > self._limits.body_bytes)
        body = words[: self._limits.body_bytes].replace("\r\n", "\n").replace("\0", "")
        locked = LOCKED_NOTICE.search(body) or any(part.name.lower().endswith((".rpmsg", ".switch")) for part in parts)
        return OpenedMail(
            envelope=_envelope(mail),
            body=body,
            parts=parts,
            refused=Unreadable.ENCRYPTED_MAIL if locked else None,
            links=links_in(body, markup[: self._limits.body_bytes]),
            limits_hit=hit,
        )

    def _rich_words(self, mail: _Properties) -> str:
        """The words where the mail has only Rich Text; one that is damaged leaves the rest of the mail whole."""
        data = mail.stream(RTF, BINARY)
        try:
            return words_of_rtf(decompressed(data, self._limits.body_bytes)) if data else ""
        except CannotOpen:
            return ""

    def _attachment(self, storage: Any, depth: int) -> Part:
        self._parts += 1
        if self._parts > self._limits.mail_parts:
            raise CannotOpen(Unreadable.TOO_LARGE)
        attachment = _Properties(storage, ATTACHMENT_HEADER)
        name = attachment.text(LONG_NAME) or attachment.text(SHORT_NAME) or attachment.text(DISPLAY_NAME)
        nested = next((s for s in storage.storages if s.name.upper() == f"__SUBSTG1.0_{ATTACHED:04X}000D"), None)
        if nested is not None and is_mail(nested):
            mail = self.open(nested, NESTED_HEADER, depth + 1)
            return Part(name or mail.envelope.subject, mail=mail)
        if nested is not None:  # an object of another program, drawn into the mail
            held = file_in(nested)
            return Part(name, refused=Unreadable.FORMAT) if held is None else replace(held, name=held.name or name)
        if attachment.number(METHOD) == BY_WEB_REFERENCE:
            return Part(name, refused=Unreadable.LINK_ONLY)
        return Part(name, attachment.stream(ATTACHED, BINARY) or b"", is_inline=bool(attachment.text(CONTENT_ID)))

    def _signed(self, storage: Any, mail: _Properties) -> OpenedMail:
        """MS-OXOSMIME 2.1: the whole signed mail is the only attachment; what is not signed is locked."""
        first = next(iter(storage.iter_attachment_storages()), None)
        data = (_Properties(first, ATTACHMENT_HEADER).stream(ATTACHED, BINARY) or b"") if first is not None else b""
        if not mail.text(MESSAGE_CLASS).upper().endswith("MULTIPARTSIGNED"):
            data = unsigned(data) or b""
        if not data:
            return OpenedMail(_envelope(mail), refused=Unreadable.ENCRYPTED_MAIL)
        inner = open_mail(data, self._limits)
        return OpenedMail(_envelope(mail), inner.body, inner.parts, inner.refused, inner.links, inner.limits_hit)


class _Properties:
    """The properties of one storage; what is absent or broken is empty."""

    def __init__(self, storage: Any, header: int) -> None:
        self._storage = storage
        table = next((s.bytes_ for s in storage.streams if s.name == PROPERTIES), b"")[header:]
        whole = table[: len(table) // PROPERTY.size * PROPERTY.size]
        self._fixed = {number: value for _, number, _, value in PROPERTY.iter_unpack(whole)}

    def stream(self, number: int, kind: int) -> bytes | None:
        """The bytes of that property, or None."""
        name = f"__substg1.0_{number:04X}{kind:04X}"
        return next((s.bytes_ for s in self._storage.streams if s.name.upper() == name.upper()), None)

    def number(self, number: int) -> int:
        """The value of that property as a number; 0 where it has none."""
        return int.from_bytes(self._fixed.get(number, b"")[:4], "little")

    def text(self, number: int, code_page: int = 0) -> str:
        """The value of that property as text."""
        wide = self.stream(number, UNICODE)
        if wide is not None:
            return wide.decode("utf-16-le", "replace").rstrip("\0")
        narrow = self.stream(number, EIGHT_BIT) or self.stream(number, BINARY) or b""
        return decode_text(narrow, _charset(code_page or self.number(CODE_PAGE) or self.number(BODY_CODE_PAGE))).rstrip(
            "\0"
        )

    def instant(self, number: int) -> datetime | None:
        """The value of that property as a time: hundreds of nanoseconds since 1601."""
        ticks = int.from_bytes(self._fixed.get(number, b""), "little")
        try:
            return EPOCH + timedelta(microseconds=ticks // 10) if ticks else None
        except OverflowError:
            return None


def _charset(code_page: int) -> str:
    special = {65001: "utf-8", 20127: "us-ascii", 28591: "iso-8859-1", 28605: "iso-8859-15", 50220: "iso-2022-jp"}
    return special.get(code_page, f"cp{code_page}") if code_page else ""


def _envelope(mail: _Properties) -> Message:
    """From the Internet headers where it came by the Internet, else from Outlook's own properties."""
    by_headers = envelope_of_headers(mail.text(HEADERS))
    ids = envelope_of_headers(
        f"Message-ID: {mail.text(MESSAGE_ID)}\nReferences: {mail.text(REFERENCES)} {mail.text(IN_REPLY_TO)}\n\n"
    )
    address = mail.text(SENDER_SMTP) or mail.text(SENDER_ADDRESS)
    name = mail.text(SENDER_NAME) or mail.text(SENT_FOR_NAME)
    own = f'"{name}" <{address}>' if name and address else name or address
    return Message(
        sender=by_headers.sender or own or None,
        sent_at=by_headers.sent_at or mail.instant(SUBMITTED),
        message_id=by_headers.message_id or ids.message_id,
        references=by_headers.references or ids.references,
        subject=by_headers.subject or " ".join(mail.text(SUBJECT).split()),
        to=by_headers.to,
        cc=by_headers.cc,
        origin=by_headers.origin if by_headers.sender else Origin(addresses(own)),
    )
