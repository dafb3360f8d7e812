"""Containers with anything in them changed: each gives what it can, or a reason, and none raises."""

from __future__ import annotations

import base64
import struct
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casework.document import Unreadable
from ingest.limits import Limits
from ingest.mail import Part
from ingest.open_message import open_mail
from ingest.open_tnef import open_tnef
from ingest.refusal import CannotOpen
from ingest.signed_mail import unsigned
from ingest.transfer import decoded
from tests.ingest.opening import corpora, opened, refusals


def _attribute(number: int, value: bytes) -> bytes:
    return struct.pack("<BII", 2, number, len(value)) + value + struct.pack("<H", sum(value) & 0xFFFF)


def _padded(value: bytes) -> bytes:
    return struct.pack("<I", len(value)) + value + bytes(-len(value) % 4)


LONG_NAME = struct.pack("<I", 3) + b"".join(
    [
        struct.pack("<HHI", 3, 0x3705, 1),
        struct.pack("<HH16sII", 3, 0x8001, bytes(16), 0, 7) + struct.pack("<I", 1),
        struct.pack("<HHI", 0x001F, 0x3707, 1) + _padded("Chronology of Zoë.docx".encode("utf-16-le")),
    ]
)
WINMAIL = b"\x78\x9f\x3e\x22\0\0" + b"".join(
    [
        _attribute(0x00069002, bytes(14)),
        _attribute(0x00018010, b"CHRONO~1.DOC\0"),
        _attribute(0x0006800F, b"Invented words"),
        _attribute(0x00069005, LONG_NAME),
    ]
)


def test_winmail_gives_its_file_under_its_long_name(tmp_path: Path) -> None:
    assert open_tnef(WINMAIL, Limits()) == (Part("Chronology of Zoë.docx", b"Invented words"),)
    result = opened(tmp_path, {"winmail.dat": WINMAIL})
    assert [(file.name, file.inside) for file in result.files] == [("Chronology of Zoë.docx", ("winmail.dat",))]


def test_winmail_without_files_goes_to_a_person(tmp_path: Path) -> None:
    assert refusals(opened(tmp_path, {"winmail.dat": WINMAIL[:6]})) == {"winmail.dat": Unreadable.FORMAT}


@st.composite
def _changed(draw: st.DrawFn, whole: bytes) -> bytes:
    data = bytearray(whole)
    for _ in range(draw(st.integers(1, 5))):
        data[draw(st.integers(0, len(data) - 1))] = draw(st.integers(0, 255))
    return bytes(data[: draw(st.integers(len(data) // 2, len(data)))])


@given(_changed(WINMAIL))
def test_a_broken_winmail_gives_files_or_a_reason(data: bytes) -> None:
    try:
        open_tnef(data, Limits())
    except CannotOpen as problem:
        assert problem.reason


@given(st.binary(), st.sampled_from(["base64", "quoted-printable", "x-uuencode", "7bit", "", "nonsense"]))
def test_no_transfer_encoding_however_broken_raises(data: bytes, encoding: str) -> None:
    decoded(data, encoding)


@pytest.mark.parametrize("line", [b"M" * 100, b"M", b"`", b"#0V%T\n", b"!\xff\xff", b"M" * 5000 + b"\n`\nend"])
def test_uuencoded_lines_that_say_more_or_less_than_they_hold_do_not_raise(line: bytes) -> None:
    decoded(b"begin 644 x\n" + line, "x-uuencode")


@given(st.binary(min_size=1))
def test_base64_is_read_back_whatever_stands_between(data: bytes) -> None:
    assert decoded(base64.b64encode(data), "base64") == data
    assert decoded(base64.encodebytes(data).replace(b"\n", b"\r\n!"), "base64") == data


@given(st.binary(max_size=200))
def test_no_bytes_make_the_reader_of_signatures_raise(data: bytes) -> None:
    unsigned(data)
    unsigned(b"\x30\x80\x06\x09" + data)


def _a_mail() -> bytes:
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Date"] = "Zoë <a@bucks.example>", "Pläne", "Thu, 5 Mar 2026 09:12:00 +0000"
    mail.set_content("Invented words: Zoë")
    mail.add_attachment(b"x" * 30, maintype="application", subtype="pdf", filename="Zoë.pdf")
    return mail.as_bytes(policy=SMTP)


@given(_changed(_a_mail()))
def test_a_mail_with_any_byte_changed_does_not_raise(data: bytes) -> None:
    try:
        mail = open_mail(data, Limits())
    except CannotOpen:
        return
    mail.envelope.subject.encode("utf-8")
    mail.body.encode("utf-8")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
@given(seed=st.data())
def test_an_outlook_mail_with_any_byte_changed_gives_files_or_a_reason(seed: st.DataObject, tmp_path: Path) -> None:
    (path,) = corpora("apache-poi/*attachment_msg_pdf.msg")
    opened(tmp_path, {"a.msg": seed.draw(_changed(path.read_bytes()))})
