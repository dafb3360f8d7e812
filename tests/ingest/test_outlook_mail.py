"""Outlook's own mail, built property by property, as MS-OXMSG lays it out."""

from __future__ import annotations

import struct
from datetime import UTC, datetime

from oxmsg.storage import Storage, Stream

from casework.document import Unreadable
from ingest import open_msg
from ingest.limits import Limits
from ingest.mail import OpenedMail

SENT = datetime(2026, 3, 5, 9, 12, tzinfo=UTC)
TICKS = int((SENT - open_msg.EPOCH).total_seconds()) * 10_000_000


def _storage(path: str, header: int, texts: dict[int, str], fixed: dict[int, bytes], *inner: Storage) -> Storage:
    """A storage with these Unicode and fixed-size properties, its table after a header of so many bytes."""
    table = bytes(header) + b"".join(struct.pack("<HHI8s", 0x40, number, 6, value) for number, value in fixed.items())
    streams = [Stream(f"{path}/__properties_version1.0", table)]
    for number, text in texts.items():
        streams.append(Stream(f"{path}/__substg1.0_{number:04X}001F", text.encode("utf-16-le")))
    return Storage(path, tuple(streams), inner)


def _open(top: Storage) -> OpenedMail:
    return open_msg._Opener(Limits()).open(top, open_msg.TOP_HEADER, depth=1)


def _with_attachment(texts: dict[int, str], fixed: dict[int, bytes], *inner: Storage) -> OpenedMail:
    attachment = _storage("/__attach_version1.0_#00000000", 8, texts, fixed, *inner)
    return _open(_storage("", 32, {0x0037: "Papers"}, {}, attachment))


def test_the_table_of_a_mail_within_a_mail_begins_eight_bytes_earlier() -> None:
    nested = _storage("/x/__substg1.0_3701000D", 24, {0x0037: "Minutes"}, {0x0039: struct.pack("<Q", TICKS)})
    (part,) = _with_attachment({}, {}, nested).parts
    assert part.name == "Minutes"
    assert part.mail is not None
    assert part.mail.envelope.sent_at == SENT


def test_a_saved_draft_has_no_sender_and_one_kept_by_outlook_alone_has_his_name() -> None:
    assert _open(_storage("", 32, {0x0037: "Draft"}, {})).envelope.sender is None
    mail = _open(_storage("", 32, {0x0C1A: "Ruth Okafor", 0x5D01: "ruth@bucks.example"}, {}))
    assert mail.envelope.sender == '"Ruth Okafor" <ruth@bucks.example>'


def test_a_file_attached_as_a_link_to_the_cloud_is_a_link() -> None:
    (part,) = _with_attachment({0x3707: "Report.docx"}, {0x3705: struct.pack("<II", 7, 0)}).parts
    assert (part.name, part.refused) == ("Report.docx", Unreadable.LINK_ONLY)


def test_an_object_drawn_into_a_mail_goes_to_a_person() -> None:
    (part,) = _with_attachment({0x3001: "Picture"}, {}, Storage("/x/__substg1.0_3701000D", (), ())).parts
    assert (part.name, part.refused) == ("Picture", Unreadable.FORMAT)


def test_the_long_name_of_an_attachment_goes_before_the_short_one() -> None:
    names = {0x3704: "CHRONO~1.DOC", 0x3707: "Chronology.docx", 0x3001: "Shown"}
    assert _with_attachment(names, {}).parts[0].name == "Chronology.docx"
    assert _with_attachment({0x3704: "CHRONO~1.DOC", 0x3001: "Shown"}, {}).parts[0].name == "CHRONO~1.DOC"


def test_a_locked_mail_is_known_by_its_class() -> None:
    mail = _open(_storage("", 32, {0x001A: "IPM.Note.SMIME", 0x0037: "Locked"}, {}))
    assert mail.refused is Unreadable.ENCRYPTED_MAIL
    assert mail.envelope.subject == "Locked"
