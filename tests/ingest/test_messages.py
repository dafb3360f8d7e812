"""Mail: its words, its files, and what may be hidden in either."""

from __future__ import annotations

import base64
import time
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest

from casework.document import Unreadable
from ingest.headers import decode_header
from ingest.limits import Limits
from ingest.plain_text import words_of
from ingest.signed_mail import unsigned
from tests.build.content import Paper
from tests.build.docx import docx_of
from tests.build.eml import message
from tests.build.hostile import zipped
from tests.ingest.opening import mime, opened, refusals, ways, wrapped

REPORT = docx_of(Paper(["Invented words."]))
PNG = b"\x89PNG\r\n\x1a\n"


def _text(base: Path, name: str, result_of: object = None) -> str:
    """The words of the only mail text among the leaves."""
    result = opened(base, {name: result_of if isinstance(result_of, bytes) else b""})
    (content,) = [file.content for file in result.files if file.kind == "message_text"]
    return (base / "leaves" / content).read_text(encoding="utf-8")


def test_a_mail_keeps_whom_it_was_sent_to_as_bare_addresses(tmp_path: Path) -> None:
    to = '"Okafor, Ruth <old@bucks.example>" <Ruth@bucks.example>, panels@bucks.example'
    result = opened(tmp_path, {"cover.eml": message(to=to)})
    assert result.message is not None
    assert result.message.to == ("ruth@bucks.example", "panels@bucks.example")
    assert result.message.cc == ()


def test_a_mail_is_its_text_its_files_and_its_envelope(tmp_path: Path) -> None:
    mail = message(
        attachments={"Report.docx": REPORT}, in_reply_to="<1@bucks.example>", references=["<0@bucks.example>"]
    )
    result = opened(tmp_path, {"cover.eml": mail})
    assert ways(result) == ["cover.eml", "cover.eml › Report.docx"]
    assert [file.kind for file in result.files] == ["message_text", "docx"]
    assert result.message is not None
    assert result.message.sender == "Ruth Okafor <ruth.okafor@bucks.example>"
    assert result.message.subject == "Panel papers"
    assert result.message.message_id == "<20260305091200.1@bucks.example>"
    assert result.message.references == ("<0@bucks.example>", "<1@bucks.example>")
    assert result.message.sent_at is not None
    assert _text(tmp_path, "cover.eml", mail) == "Please find the papers attached."


def test_the_ids_microsoft_gives_are_readable_and_usable(tmp_path: Path) -> None:
    for given in ("<[x@microsoft.com]>", "  <[x@microsoft.com]>\r\n "):
        result = opened(tmp_path, {"a.eml": mime(f"Message-ID: {given}", body=b"x")})
        assert result.message is not None
        assert result.message.message_id == "<[x@microsoft.com]>"


def test_no_id_or_an_empty_one_is_none(tmp_path: Path) -> None:
    for line in ("X-Other: 1", "Message-ID: <>", "Message-ID:"):
        result = opened(tmp_path, {"a.eml": mime(line, body=b"x")})
        assert result.message is not None
        assert result.message.message_id is None


@pytest.mark.parametrize(
    "part",
    [
        "Content-Type: application/octet-stream; name=Report.docx",
        "Content-Type: application/octet-stream\r\nContent-Disposition: inline; filename=Report.docx",
        "Content-Type: text/plain; name=Report.docx",
        'Content-Type: application/msword\r\nContent-Disposition: attachment; filename="../Report.docx"',
        "Content-Type: nonsense\r\nContent-Disposition: attachment; filename=Report.docx",
    ],
)
def test_a_word_file_however_it_is_declared_is_a_paper(part: str, tmp_path: Path) -> None:
    body = (
        f"--b\r\n{part}\r\nContent-Transfer-Encoding: base64\r\n\r\n".encode()
        + base64.encodebytes(REPORT)
        + b"--b--\r\n"
    )
    result = opened(
        tmp_path, {"a.eml": mime("MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=b", body=body)}
    )
    assert [(file.name, file.kind) for file in result.files] == [("Report.docx", "docx")]


def test_a_word_file_without_name_or_disposition_is_a_paper(tmp_path: Path) -> None:
    mail = mime(
        "Content-Type: application/octet-stream", "Content-Transfer-Encoding: base64", body=base64.encodebytes(REPORT)
    )
    assert [file.kind for file in opened(tmp_path, {"a.eml": mail}).files] == ["docx"]


def test_a_word_file_in_a_zip_in_a_mail_in_a_zip_in_a_mail_is_found_with_its_way_in(tmp_path: Path) -> None:
    inner = message(attachments={"forms.zip": zipped({"x/Report.docx": REPORT})}, text="")
    outer = wrapped(zipped({"inner.eml": inner}), "outer.zip")
    result = opened(tmp_path, {"mail.eml": outer})
    assert ways(result)[-1] == "mail.eml › outer.zip › inner.eml › forms.zip › Report.docx"
    assert result.files[-1].kind == "docx"


def test_a_forwarded_mail_is_opened_and_named_by_its_subject(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Ruth Okafor <ruth.okafor@bucks.example>", "Fwd"
    mail.set_content("See below.")
    inner = EmailMessage()
    inner["From"], inner["Subject"] = "Sam Adeyemi <sam@bucks.example>", "FGC minutes"
    inner.set_content("Attached.")
    inner.add_attachment(REPORT, maintype="application", subtype="octet-stream", filename="Report.docx")
    mail.add_attachment(inner)
    result = opened(tmp_path, {"mail.eml": mail.as_bytes(policy=SMTP)})
    assert ways(result) == ["mail.eml", "mail.eml › FGC minutes", "mail.eml › FGC minutes › Report.docx"]
    assert result.message is not None
    assert result.message.subject == "Fwd"


def test_mails_nested_beyond_reason_are_refused_and_nothing_is_said_to_be_missing(tmp_path: Path) -> None:
    mail = message(attachments={"Report.docx": REPORT}, text="")
    for _ in range(7):
        mail = wrapped(mail)
    assert Unreadable.UNSAFE in refusals(opened(tmp_path, {"mail.eml": mail})).values()


def test_multiparts_nested_a_thousand_deep_are_refused(tmp_path: Path) -> None:
    body = b"".join(b"--b%d\r\nContent-Type: multipart/mixed; boundary=b%d\r\n\r\n" % (n, n + 1) for n in range(1500))
    mail = mime("MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=b0", body=body)
    assert refusals(opened(tmp_path, {"mail.eml": mail})) == {"mail.eml": Unreadable.UNSAFE}


def test_a_mail_of_too_many_parts_is_refused(tmp_path: Path) -> None:
    body = b"".join(b"--b\r\nContent-Type: text/plain; name=a%d.txt\r\n\r\nx%d\r\n" % (n, n) for n in range(600))
    mail = mime("MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=b", body=body)
    assert refusals(opened(tmp_path, {"mail.eml": mail})) == {"mail.eml": Unreadable.TOO_LARGE}


def test_thirty_two_thousand_encoded_words_cost_under_a_second(tmp_path: Path) -> None:
    subject = "\r\n ".join(["=?utf-8?q?a=C3=AB?="] * 32_000)
    mail = b"From: a@bucks.example\r\nMIME-Version: 1.0\r\nSubject: " + subject.encode() + b"\r\n\r\nHello"
    start = time.perf_counter()
    assert refusals(opened(tmp_path, {"a.eml": mail})) == {"a.eml": Unreadable.TOO_LARGE}
    assert decode_header(subject).startswith("aëaë")
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize("charset", ["X-UNKNOWN", "unicode-1-1-utf-7", "windows-950", "punycode", '"', ""])
def test_an_unknown_charset_still_gives_text(charset: str, tmp_path: Path) -> None:
    mail = mime("MIME-Version: 1.0", f"Content-Type: text/plain; charset={charset}", body=b"Papers for panel")
    assert _text(tmp_path, "a.eml", mail) == "Papers for panel"


def test_a_mail_only_in_html_is_read_as_words(tmp_path: Path) -> None:
    mail = mime(
        "Content-Type: text/html", body=b"<head><title>x</title></head><p>PLO <b>review</b></p><script>x</script>"
    )
    assert _text(tmp_path, "a.eml", mail) == "PLO review"


@pytest.mark.parametrize(
    "markup", [b"<" * 500_000, b"<!--" * 200_000, b"<a " * 300_000, b"<script>" * 100_000, b"&" * 500_000]
)
def test_hostile_html_costs_time_in_proportion_to_its_length(markup: bytes, tmp_path: Path) -> None:
    start = time.perf_counter()
    opened(tmp_path, {"a.eml": mime("Content-Type: text/html", body=markup)})
    assert time.perf_counter() - start < 2


def test_an_empty_attachment_is_an_empty_file(tmp_path: Path) -> None:
    result = opened(tmp_path, {"a.eml": message(attachments={"Report.docx": b"", "Other.docx": b""})})
    assert refusals(result) == {"a.eml": None, "Report.docx": Unreadable.EMPTY, "Other.docx": Unreadable.EMPTY}


def test_the_same_file_attached_twice_counts_once_under_its_plainest_name(tmp_path: Path) -> None:
    pairs = [("Report (1).docx", REPORT), ("Report.docx", REPORT), ("Report-DESKTOP1.docx", REPORT)]
    assert ways(opened(tmp_path, {"a.eml": message(attachments=pairs)})) == ["a.eml", "a.eml › Report.docx"]


def test_small_pictures_in_the_text_are_no_papers_but_large_or_attached_ones_are(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Ruth Okafor <ruth.okafor@bucks.example>", "Papers"
    mail.set_content("See attached.")
    mail.add_alternative("<p>See attached.</p>", subtype="html")
    html = mail.get_payload(1)
    assert isinstance(html, EmailMessage)
    html.add_related(PNG + b"small", maintype="image", subtype="png", cid="<1@x>", filename="image001.png")
    html.add_related(PNG + bytes(20_000), maintype="image", subtype="png", cid="<2@x>", filename="scan.png")
    mail.add_attachment(PNG + b"attached", maintype="image", subtype="png", filename="photo.png")
    result = opened(tmp_path, {"a.eml": mail.as_bytes(policy=SMTP)})
    assert ways(result) == ["a.eml", "a.eml › scan.png", "a.eml › photo.png"]


def test_what_a_mac_adds_is_ignored(tmp_path: Path) -> None:
    body = (
        b"--b\r\nContent-Type: application/applefile; name=Report.docx\r\n\r\nx\r\n"
        b"--b\r\nContent-Type: application/octet-stream; name=._Report.docx\r\n\r\nx\r\n"
        b"--b\r\nContent-Type: application/octet-stream; name=y.docx\r\n\r\n\0\5\x16\7x\r\n"
        b"--b--\r\n"
    )
    assert ways(opened(tmp_path, {"a.eml": mime("Content-Type: multipart/mixed; boundary=b", body=body)})) == []


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("message/partial; number=1", Unreadable.DAMAGED),
        ("message/external-body; access-type=URL", Unreadable.LINK_ONLY),
    ],
)
def test_a_mail_that_is_a_piece_or_a_pointer_goes_to_a_person(kind: str, reason: Unreadable, tmp_path: Path) -> None:
    mail = mime("MIME-Version: 1.0", f"Content-Type: {kind}", body=b"Content-Type: text/plain\r\n\r\nx")
    assert list(refusals(opened(tmp_path, {"a.eml": mail})).values()) == [reason]


# What is locked.


def _der(tag: int, *parts: bytes) -> bytes:
    body = b"".join(parts)
    size = len(body).to_bytes(4, "big")
    return bytes([tag, 0x84]) + size + body


def _cms(oid: str, content: bytes) -> bytes:
    """A CMS ContentInfo of that type around some content, as RFC 5652 section 3 says."""
    inside = _der(0x30, _der(2, b"\1"), _der(0x31), _der(0x30, _der(6, bytes.fromhex("2a864886f70d010701")), content))
    return _der(0x30, _der(6, bytes.fromhex(oid)), _der(0xA0, inside))


SIGNED, ENVELOPED = "2a864886f70d010702", "2a864886f70d010703"
ENTITY = b"Content-Type: text/plain; name=note.txt\r\n\r\nInvented words"


@pytest.mark.parametrize(
    "octets",
    [
        _der(0xA0, _der(4, ENTITY)),
        _der(0xA0, _der(0x24, _der(4, ENTITY[:20]), _der(4, ENTITY[20:]))),
        b"\xa0\x80\x24\x80" + _der(4, ENTITY[:20]) + _der(4, ENTITY[20:]) + b"\0\0\0\0",
    ],
)
def test_opaquely_signed_mail_reads_normally(octets: bytes, tmp_path: Path) -> None:
    mail = mime(
        "Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m",
        "Content-Transfer-Encoding: base64",
        body=base64.encodebytes(_cms(SIGNED, octets)),
    )
    assert ways(opened(tmp_path, {"a.eml": mail})) == ["a.eml › note.txt"]


def test_mail_signed_beside_its_text_reads_normally(tmp_path: Path) -> None:
    body = (
        b"--b\r\nContent-Type: text/plain\r\n\r\nInvented words\r\n"
        b"--b\r\nContent-Type: application/pkcs7-signature; name=smime.p7s\r\n\r\nxyz\r\n--b--\r\n"
    )
    assert ways(opened(tmp_path, {"a.eml": mime("Content-Type: multipart/signed; boundary=b", body=body)})) == ["a.eml"]


@pytest.mark.parametrize(
    "lines",
    [
        ["Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m"],
        ["Content-Type: application/octet-stream; name=smime.p7m"],
        ["Content-Type: multipart/encrypted; boundary=b"],
        ["Content-Class: rpmsg.message", "Content-Type: text/plain"],
        ["Content-Type: application/x-microsoft-rpmsg-message; name=message.rpmsg"],
        ["Content-Type: application/octet-stream; name=Secure.switch"],
    ],
)
def test_a_locked_mail_is_listed_as_one_with_its_envelope(lines: list[str], tmp_path: Path) -> None:
    result = opened(tmp_path, {"a.eml": mime("MIME-Version: 1.0", *lines, body=_cms(ENVELOPED, _der(0xA0, b"")))})
    assert refusals(result) == {"a.eml": Unreadable.ENCRYPTED_MAIL}
    assert result.message is not None
    assert result.message.sender


def test_the_notice_of_a_mail_locked_by_egress_is_known(tmp_path: Path) -> None:
    mail = message(text="You have a secure message: https://switch.egress.com/ui/message/x")
    assert refusals(opened(tmp_path, {"a.eml": mail})) == {"a.eml": Unreadable.ENCRYPTED_MAIL}


@pytest.mark.parametrize(
    "data", [b"", b"\x30", b"\x30\x80", b"\x30\xff", b"\x30\x84\xff\xff\xff\xff", b"\x30\x80" * 5000]
)
def test_a_broken_signature_is_taken_for_a_lock(data: bytes) -> None:
    assert unsigned(data) is None


@pytest.mark.parametrize(
    "link",
    [
        "https://council.sharepoint.com/:w:/s/panel/abc",
        "https://council-my.sharepoint.com/:b:/g/personal/x/abc",
        "https://1drv.ms/w/s!abc",
    ],
)
def test_a_link_instead_of_a_file_is_a_reason_of_its_own(link: str, tmp_path: Path) -> None:
    result = opened(tmp_path, {"a.eml": message(text=f"The report is here: {link}. Thanks")})
    assert refusals(result) == {"a.eml": None, "link to a document": Unreadable.LINK_ONLY}


def test_a_link_hidden_behind_words_in_html_is_seen(tmp_path: Path) -> None:
    html = '<p>See <a href="https://council.sharepoint.com/:w:/s/panel/abc">the report</a></p>'
    assert "link to a document" in refusals(opened(tmp_path, {"a.eml": message(text="See the report", html=html)}))


def test_a_link_to_an_ordinary_page_is_no_document(tmp_path: Path) -> None:
    mail = message(text="Our intranet: https://council.sharepoint.com/sites/panel and www.bucks.example")
    assert ways(opened(tmp_path, {"a.eml": mail})) == ["a.eml"]


@pytest.mark.parametrize(
    "mail",
    [
        b"From someone Thu\r\n" + message(),
        b"\xef\xbb\xbf" + message(),
        message().replace(b"\r\n", b"\n"),
        message().replace(b"\r\n", b"\r"),
        mime("Content-Type: multipart/mixed", body=b"no boundary at all"),
        mime("Content-Type: multipart/mixed; boundary=b", body=b"--b\r\n\r\nno last boundary"),
        mime("Content-Type: text/plain", body=b"a\0b"),
        mime("Content-Transfer-Encoding: binary", body=b"Zo\xeb"),
        mime("Content-Transfer-Encoding: base64", body=b"SGVsbG8=SGVsbG8"),
        mime("Content-Transfer-Encoding: quoted-printable", body=b"=ZZ=C3=AB="),
    ],
)
def test_what_is_ordinary_in_mail_is_read(mail: bytes, tmp_path: Path) -> None:
    result = opened(tmp_path, {"a.eml": mail})
    assert [file.kind for file in result.files] == ["message_text"]
    assert result.message is not None
    assert result.message.sender


def test_a_covering_text_that_never_ends_is_read_in_part_and_that_is_said(tmp_path: Path) -> None:
    limits = Limits(body_bytes=1000)
    result = opened(tmp_path, {"a.eml": message(text="word " * 1000)}, limits)
    assert result.files[0].size <= 1000
    assert result.limits_hit
    assert ways(result) == ["a.eml", "a.eml › rest of the text"]
    assert result.files[1].refused is Unreadable.TOO_LONG


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<!DOCTYPE html><p>One</p>", "One"),
        (
            "<tr><td><p>Child</p></td><td><p>Zo\u00eb</p></td></tr><tr><td>Team</td><td></td></tr>",
            "Child\tZo\u00eb\nTeam",
        ),
        ("<tr><td><p>1. Request:</p><p>None</p></td><td>x<br>y</td></tr>", "1. Request:\nNone\tx\ny"),
        ("<tr><td><ol><li>one</li><li>two</li></ol></td></tr>", "1. one\n2. two"),
        ("<ol><li>one<ul><li>dot</li></ul></li><li>two</li></ol>", "1. one\ndot\n2. two"),
        ("\x04C\x07hoose\x1e", "Choose"),
    ],
)
def test_the_rows_and_numbers_of_a_mail_written_in_html_are_kept_apart(markup: str, words: str) -> None:
    assert words_of(markup) == words


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "markup", ["<td>" + "<br> " * 300_000, "<!" * 500_000, "<td><p>" * 200_000, "<ol><li>" * 200_000]
)
def test_no_markup_costs_more_than_its_length(markup: str) -> None:
    assert words_of(markup + "words").endswith("words")
