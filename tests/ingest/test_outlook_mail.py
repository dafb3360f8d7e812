"""Outlook's own mail, built property by property, as MS-OXMSG lays it out."""

from __future__ import annotations

import struct
from contextlib import suppress
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st
from oxmsg.storage import Storage, Stream

from casework.document import Unreadable
from ingest import open_msg, outlook_rtf
from ingest.limits import Limits
from ingest.mail import OpenedMail
from ingest.refusal import CannotOpen

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


def test_a_mail_is_said_to_be_very_long_only_where_it_is() -> None:
    short = _open(_storage("", 32, {0x1000: "Dear panel,\r\nThe papers are attached.\r\n"}, {}))
    assert (short.body, short.limits_hit) == ("Dear panel,\nThe papers are attached.", ())
    long = _open(_storage("", 32, {0x1000: "word " * (Limits().body_bytes // 4)}, {}))
    assert len(long.body) == Limits().body_bytes
    assert long.limits_hit


def test_a_file_attached_as_a_link_to_the_cloud_is_a_link() -> None:
    (part,) = _with_attachment({0x3707: "Report.docx"}, {0x3705: struct.pack("<II", 7, 0)}).parts
    assert (part.name, part.refused) == ("Report.docx", Unreadable.LINK_ONLY)


def test_an_object_drawn_into_a_mail_goes_to_a_person() -> None:
    (part,) = _with_attachment({0x3001: "Picture"}, {}, Storage("/x/__substg1.0_3701000D", (), ())).parts
    assert (part.name, part.refused) == ("Picture", Unreadable.FORMAT)


def test_a_file_that_such_an_object_holds_is_a_paper_under_the_object_s_name() -> None:
    pdf = Stream("/x/__substg1.0_3701000D/CONTENTS", b"%PDF-1.4 invented")
    (part,) = _with_attachment({0x3001: "Letter"}, {}, Storage("/x/__substg1.0_3701000D", (pdf,), ())).parts
    assert (part.name, part.data, part.refused) == ("Letter", pdf.bytes_, None)


def test_the_long_name_of_an_attachment_goes_before_the_short_one() -> None:
    names = {0x3704: "CHRONO~1.DOC", 0x3707: "Chronology.docx", 0x3001: "Shown"}
    assert _with_attachment(names, {}).parts[0].name == "Chronology.docx"
    assert _with_attachment({0x3704: "CHRONO~1.DOC", 0x3001: "Shown"}, {}).parts[0].name == "CHRONO~1.DOC"


def test_a_locked_mail_is_known_by_its_class() -> None:
    mail = _open(_storage("", 32, {0x001A: "IPM.Note.SMIME", 0x0037: "Locked"}, {}))
    assert mail.refused is Unreadable.ENCRYPTED_MAIL
    assert mail.envelope.subject == "Locked"


def test_a_mail_of_rich_text_alone_has_words() -> None:
    rich = b"{\\rtf1\\ansi Dear panel,\\par Si\\'e2n\\u8217?s report is attached.}"
    packed = struct.pack("<IIII", len(rich) + 12, len(rich), outlook_rtf.PLAIN, 0) + rich
    storage = _storage("", 32, {0x0037: "Papers"}, {})
    top = Storage("", (*storage.streams, Stream("/__substg1.0_10090102", packed)), ())
    assert _open(top).body == "Dear panel,\nSiân’s report is attached."


def test_rich_text_that_is_damaged_leaves_the_rest_of_the_mail_whole() -> None:
    storage = _storage("", 32, {0x0037: "Papers"}, {})
    mail = _open(Storage("", (*storage.streams, Stream("/__substg1.0_10090102", b"LZFu")), ()))
    assert (mail.body, mail.envelope.subject) == ("", "Papers")


def test_the_example_of_the_specification_is_unpacked() -> None:
    packed = bytes.fromhex(  # MS-OXRTFCP 3.1.1
        "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
    )
    assert outlook_rtf.decompressed(packed, 1000) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"


def test_rich_text_that_repeats_what_it_is_still_writing_is_unpacked() -> None:
    packed = bytes.fromhex("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0")  # MS-OXRTFCP 3.2.1
    assert outlook_rtf.decompressed(packed, 1000) == b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}"


@given(rest=st.binary(max_size=300))
def test_no_rich_text_grows_past_what_is_asked_for_or_makes_it_raise_anything_else(rest: bytes) -> None:
    header = struct.pack("<IIII", 0, 1 << 30, outlook_rtf.COMPRESSED, 0)
    assert len(outlook_rtf.decompressed(header + rest, 100)) <= 100
    with suppress(CannotOpen):
        outlook_rtf.words_of_rtf(b"{\\rtf1 " + rest)
