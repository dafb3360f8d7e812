"""What a file is by its bytes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.file_kind import kind_of
from ingest.whole import is_whole
from tests.build import hostile
from tests.build.content import Paper
from tests.build.docx import docx_of
from tests.build.eml import message
from tests.build.locked import long_pdf
from tests.build.pdf import pdf_of
from tests.ingest.opening import DOCX_TYPES, corpora


def _types(main: bytes) -> bytes:
    return hostile.zipped({"[Content_Types].xml": b'<Override ContentType="application/' + main + b'"/>'})


SAMPLES: list[tuple[str, bytes]] = [
    ("doc", b"\xdb\xa5\x2d\0\x31\x40\x09\x04\0\0\0\0"),
    ("doc_encrypted", b"\xdb\xa5\x2d\0\x31\x40\x09\x04\0\0\0\1"),
    ("docx", docx_of(Paper(["Invented words."]))),
    ("docx", hostile.zipped({"[content_types].XML": DOCX_TYPES})),
    ("docx", hostile.zipped({"[Content_Types].xml": DOCX_TYPES.decode().encode("utf-16")})),
    ("docm", _types(b"vnd.ms-word.document.macroEnabled.main+xml")),
    ("dotx", _types(b"vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml")),
    ("xlsx", _types(b"vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml")),
    ("odt", hostile.zipped({"mimetype": b"application/vnd.oasis.opendocument.text"})),
    ("odt", hostile.zipped({"mimetype": b"application/vnd.oasis.opendocument.text-template"})),
    ("odt", hostile.zipped({"META-INF/manifest.xml": b'<m media-type="application/vnd.oasis.opendocument.text"/>'})),
    ("ods", hostile.zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"})),
    ("odp", hostile.zipped({"mimetype": b"application/vnd.oasis.opendocument.presentation"})),
    ("epub", hostile.zipped({"mimetype": b"application/epub+zip"})),
    ("pages", hostile.zipped({"Index/Document.iwa": b"x"})),
    ("xlsx", _types(b"vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml")),
    ("xlsb", _types(b"vnd.ms-excel.sheet.binary.macroEnabled.main")),
    ("office_theme", _types(b"vnd.ms-officetheme")),
    ("zip", hostile.zipped({"x.docx": b"x"})),
    ("zip", hostile.crowded_zip(10_000)),
    ("damaged", hostile.truncated_docx()),
    ("damaged", b"PK\x03\x04"),
    ("damaged", b"PK\x03\x04PK\x05\x06" + b"\1\0" * 9),
    ("pdf", pdf_of(Paper(["Invented words."]))),
    ("pdf", b"\n" * 900 + b"%PDF-1.4"),
    ("pdf", hostile.pdf_named_docx()[1]),
    ("unknown", b"\x01" * 1100 + b"%PDF-1.4"),
    ("ole_encrypted", hostile.password_docx()),
    ("damaged", bytes.fromhex("d0cf11e0a1b11ae1")),
    ("damaged", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(22) + b"\x1f\0\x06\0" + bytes(600)),
    ("eml", message()),
    ("eml", b"From someone@bucks.example Thu Mar  5\nFrom: a@bucks.example\nSubject: x\n\nHello"),
    ("eml", b"\xef\xbb\xbfReceived: from x\r\nSubject: x\r\n\r\n%PDF-1.4"),
    ("text", b"Date: today\nSubject: a letter\n\nDear panel"),
    ("text", b"Invented words."),
    ("text", "Invented words.".encode("utf-16")),
    ("text", "Invented words of an invented child.".encode("utf-16-le")),
    ("text", "Invented words of an invented child.".encode("utf-16-be")),
    ("html", b"<!DOCTYPE html><p>x"),
    ("html", b"\r\n<HTML><p>x"),
    ("html", b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "x"><html xmlns="http://www.w3.org/1999/xhtml">'),
    ("html", b"<!-- saved from a case system -->\n<div>x</div>"),
    ("html", b"<table><tr><td>x</td></tr></table>"),
    ("html", "<html><p>x".encode("utf-16")),
    ("html", "<html><p>x".encode("utf-16-le")),
    ("xml", b'<?xml version="1.0"?><case/>'),
    ("text", b"<3 from an invented child"),
    (
        "fodt",
        b'<?xml version="1.0"?><office:document xmlns:office="x" office:mimetype="application/'
        b'vnd.oasis.opendocument.text">',
    ),
    ("word_xml", b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument>'),
    ("word_xml", b'<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">'),
    (
        "mhtml",
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: x\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related;\r\n\ttype="text/html"\r\n\r\n',
    ),
    ("mhtml", b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x'),
    ("eml", b"From: a@b.example\nTo: c@d.example\nMIME-Version: 1.0\nContent-Type: multipart/related\n\nx"),
    ("csv", b'Date,Event\n01/02/2025,Visit\n02/02/2025,"Call, later"\n'),
    ("csv", b"Date;Event;Source\n1;2;3\n4;5;6\n"),
    ("csv", "Date\tEvent\n1\t2\n3\t4\n".encode("utf-16")),
    ("csv", b"\xef\xbb\xbfDate,Event\r\n1,2\r\n3,4\r\n"),
    ("text", b"Dear panel,\nthank you,\nyours,\n"),
    ("text", b"He left home, she said.\nHe came back, he said.\nNobody, it seems, knows.\n"),
    ("text", b"He left, she said.\nHe came, he said.\nHe slept, it seems.\n"),
    ("text", b"a,b\nc,d\n"),
    ("rtf", b"{\\rtf1 x}"),
    ("rtf", b" \r\n{\\rtf1 x}"),
    ("rtf", b"\xef\xbb\xbf{\\rtf1 x}"),
    ("png", b"\x89PNG\r\n\x1a\nx"),
    ("jpeg", b"\xff\xd8\xff\xe0"),
    ("tiff", b"II*\0"),
    ("tiff", b"MM\0*"),
    ("heic", b"\0\0\0\x18ftypheic"),
    ("gif", b"GIF89a"),
    ("bmp", b"BM" + bytes(12) + b"\x28" + bytes(39)),
    ("text", b"BMI chart of an invented child\n"),
    ("webp", b"RIFF\x10\0\0\0WEBPVP8 "),
    ("heic", b"\0\0\0\x18ftyphevc"),
    ("heic", b"\0\0\0\x18ftypmif1"),
    ("unknown", b"\0\0\0\x18ftypisom"),
    ("program", b"MZ\x90\x00"),
    ("text", b"MZ attended with his aunt.\n"),
    ("archive", b"BZh91AY&SY"),
    ("text", b"BZh was seen at home.\n"),
    ("archive", b"Rar!\x1a\x07\x00"),
    ("empty", b""),
    ("unknown", b"\x00\x01\x02"),
]


@pytest.mark.parametrize(("kind", "data"), SAMPLES)
def test_a_file_is_what_its_bytes_say_whatever_it_is_called(kind: str, data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "Report.pdf"
    path.write_bytes(data)
    assert kind_of(path) == kind


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=st.sampled_from([data[:64] for _, data in SAMPLES]), rest=st.binary(max_size=300))
def test_no_bytes_make_it_raise(start: bytes, rest: bytes, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(start + rest)
    assert kind_of(path)
    is_whole(path)


@pytest.mark.parametrize(
    ("pattern", "kinds"),
    [
        ("apache-poi/*.doc", {"doc", "doc_encrypted"}),
        ("apache-poi/*hsmf*.msg", {"msg"}),
        ("python-openxml-python-docx/**/*.docx", {"docx", "damaged"}),
        ("*/**/*.pdf", {"pdf", "empty"}),
    ],
)
def test_files_nobody_here_wrote_are_known_for_what_they_are(pattern: str, kinds: set[str]) -> None:
    assert {kind_of(path) for path in corpora(pattern)} <= kinds


@pytest.mark.parametrize(
    "whole",
    [
        docx_of(Paper(["x"])),
        docx_of(Paper(["x"])) + b"trailing",
        pdf_of(Paper(["x"])),
        long_pdf(linear=True),
        pdf_of(Paper(["x"])) + b"\n" * 2000,
        b"text",
    ],
)
def test_a_file_with_its_end_is_whole_even_if_something_follows(whole: bytes, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(whole)
    assert is_whole(path)


@pytest.mark.parametrize(
    "part", [b"", hostile.truncated_docx(), hostile.damaged_pdf(), b"%PDF-1.7", long_pdf(linear=True)[:-2000]]
)
def test_a_file_without_its_end_is_not_whole(part: bytes, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(part)
    assert not is_whole(path)
