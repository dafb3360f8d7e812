"""Names as strangers give them."""

from __future__ import annotations

import unicodedata
from email.header import Header

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.headers import decode_header, decode_text, instant, message_ids, parameters
from ingest.names import LONGEST, is_litter, plainness, shown_name, unlike


@pytest.mark.parametrize(
    ("header", "shown"),
    [
        ("attachment; filename=My Form.docx", "My Form.docx"),
        ('attachment; filename="=?utf-8?Q?Zo=C3=AB.docx?="', "Zoë.docx"),
        ('attachment; filename="=?utf-8?B?Wm/Dqw==?= =?utf-8?B?LmRvY3g=?="', "Zoë.docx"),
        ("attachment; filename*=utf-8''Zo%C3%AB.docx", "Zoë.docx"),
        ("attachment; filename*0*=utf-8''Zo%C3; filename*1*=%AB; filename*2=\".docx\"", "Zoë.docx"),
        ('attachment; filename="Zoë.docx"', "Zoë.docx"),
        ('attachment; filename="' + b"Zo\xeb.docx".decode("utf-8", "surrogateescape") + '"', "Zoë.docx"),
        (r'attachment; filename="C:\TEMP\x.docx"', "x.docx"),
        (r'attachment; filename="a \"quoted\"; name.docx"', 'a "quoted"; name.docx'),
        ('attachment; filename="../../x"', "x"),
        ('attachment; filename=""', "unnamed"),
        ("attachment", "unnamed"),
        ('attachment; filename="Zoe\u0308.docx"', "Zoë.docx"),
        ('attachment; filename="Report\u202excod.exe"', "Report\ufffdxcod.exe"),
        ('attachment; filename="CON.docx"', "CON.docx"),
        ('attachment; filename="Re: a\r\n b.docx"', "Re: a b.docx"),
    ],
)
def test_a_name_however_it_is_written_is_shown_as_it_was_meant(header: str, shown: str) -> None:
    assert shown_name(parameters(header).get("filename", "")) == shown


def test_a_name_of_300_letters_is_cut_and_keeps_its_ending() -> None:
    name = shown_name("é" * 300 + ".docx")
    assert len(name) == LONGEST
    assert name.endswith("….docx")


@given(st.text())
def test_no_name_has_a_path_a_line_break_or_an_invisible_letter(given_name: str) -> None:
    name = shown_name(given_name)
    assert 0 < len(name) <= LONGEST
    assert name not in (".", "..")
    assert not set(name) & set("/\\\r\n\0")
    assert not any(unicodedata.category(letter) in ("Cc", "Cf", "Cs") for letter in name)
    assert shown_name(name) == name


@given(st.lists(st.sampled_from(["a.docx", "A.docx", "b", "b (2)", "a (2).docx", ".docx"]), max_size=20))
def test_names_made_unlike_differ_even_where_case_does_not_count(names: list[str]) -> None:
    used: set[str] = set()
    made = [unlike(name, used) for name in names]
    assert len({name.casefold() for name in made}) == len(names)


@given(st.text() | st.binary().map(lambda data: data.decode("utf-8", "surrogateescape")))
def test_no_header_makes_the_decoders_raise(raw: str) -> None:
    decode_header(raw).encode("utf-8")
    message_ids(raw)
    instant(raw)
    for name, value in parameters(raw).items():
        value.encode("utf-8")
        assert name == name.lower()


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Zs"]), min_size=1))
def test_what_the_standard_library_encodes_is_read_back(text: str) -> None:
    assert decode_header(Header(text, "utf-8").encode()) == text


@pytest.mark.parametrize(
    ("charset", "data", "text"),
    [
        ("X-UNKNOWN", b"Zo\xc3\xab", "Zoë"),
        ("X-UNKNOWN", b"Zo\xeb", "Zoë"),
        ("unicode-1-1-utf-7", b"Zo+AOs-", "Zoë"),
        ("windows-950", "張".encode("cp950"), "張"),
        ("iso-8859-1", b"\x93quoted\x94", "“quoted”"),
        ("", b"Zo\xc3\xab", "Zoë"),
        ("punycode", b"Zo-", "Zo-"),
        ("zlib", b"Zo", "Zo"),
        ("a\0b", b"Zo", "Zo"),
    ],
)
def test_a_charset_we_do_not_know_still_gives_text(charset: str, data: bytes, text: str) -> None:
    assert decode_text(data, charset) == text


@given(st.binary(), st.text())
def test_any_bytes_in_any_charset_give_text(data: bytes, charset: str) -> None:
    decode_text(data, charset)


def test_of_copies_the_plainest_name_comes_first() -> None:
    copies = ["Report-DESKTOP1.docx", "Report (1).docx", "Report (conflicted copy).docx", "Report.docx"]
    assert min(copies, key=plainness) == "Report.docx"


@pytest.mark.parametrize("path", ["._x.docx", "a/._x.docx", "__MACOSX/x.docx", "b\\Thumbs.db", ".DS_Store", "~$x.docx"])
def test_what_systems_leave_lying_about_is_litter(path: str) -> None:
    assert is_litter(path)


@pytest.mark.parametrize("path", ["x.docx", ".docx", "a._x.docx", "Thumbs.db.docx"])
def test_papers_are_not_litter(path: str) -> None:
    assert not is_litter(path)
