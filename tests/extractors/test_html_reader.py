"""HTML pages, by themselves or saved with their pictures: what is seen where nothing is run and nothing fetched."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from casework.document import Unreadable
from extractors.html_reader import read_html, read_mhtml
from extractors.reading import (
    WEAK_LEVEL,
    Heading,
    ListItem,
    PageBreak,
    Paragraph,
    Picture,
    Reading,
    Standing,
    Table,
    UnreadableFile,
    text_of,
)
from tests.build.old_word import saved_as
from tests.build.papers import panel_application_form, social_work_chronology
from tests.elsewhere import program
from tests.extractors.conftest import ReadBytes

Read = Callable[[str | bytes], Reading]


@pytest.fixture
def read_page(tmp_path: Path) -> Read:
    def read_it(page: str | bytes) -> Reading:
        path = tmp_path / "page"
        path.write_bytes(page if isinstance(page, bytes) else page.encode())
        return read_html(path)

    return read_it


def texts(reading: Reading) -> list[str]:
    return [text_of((block,)) for block in reading.blocks]


def test_headings_paragraphs_and_lines_are_told_apart(read_page: Read) -> None:
    reading = read_page("<h1>Chronology of\n <em>events</em></h1><p>One<br>two</p>three<div><b>Views</b></div>")
    assert [(type(block), text_of((block,))) for block in reading.blocks] == [
        (Heading, "Chronology of events"),
        (Paragraph, "One\ntwo"),
        (Paragraph, "three"),
        (Heading, "Views"),
    ]
    assert [block.level for block in reading.blocks if isinstance(block, Heading)] == [1, WEAK_LEVEL]


def test_items_have_the_numbers_a_browser_shows_and_no_bullets(read_page: Read) -> None:
    page = (
        "<ol type=a start=3><li>c<ul><li>dot</ul><li><p>d</p><p>more of d</p><li value=9>i</ol>"
        "<ol><li>one<ol type=i><li>sub<li>sub</ol><li>two</ol><p>after</p>"
    )
    reading = read_page(page)
    assert texts(reading) == [
        "c. c",
        "dot",
        "d. d",
        "more of d",
        "i. i",
        "1. one",
        "i. sub",
        "ii. sub",
        "2. two",
        "after",
    ]
    assert {type(block) for block in reading.blocks[:-1]} == {ListItem}
    assert isinstance(reading.blocks[-1], Paragraph)


def test_a_table_has_its_cells_once_with_their_columns_and_header_rows(read_page: Read) -> None:
    page = (
        "<table><thead><tr><th>Date<th>Event<th>By</thead><tr><td rowspan=2>1/2/25<td colspan=2>One"
        "<tr><td>Two<td>Ann</table>"
    )
    (found,) = read_page(page).blocks
    assert isinstance(found, Table)
    assert found.header_rows == 1
    assert [[(cell.text, cell.column, cell.span) for cell in row] for row in found.rows] == [
        [("Date", 1, 1), ("Event", 2, 1), ("By", 3, 1)],
        [("1/2/25", 1, 1), ("One", 2, 2)],
        [("Two", 2, 1), ("Ann", 3, 1)],
    ]


def test_a_table_in_a_cell_is_read_in_its_cell_and_one_that_only_frames_the_page_is_none(read_page: Read) -> None:
    inner = "<table><tr><td>a<td>b</table>"
    assert texts(read_page(f"<table><tr><td>Outer{inner}<td>Beside</table>")) == ["Outer\na\tb\tBeside"]
    framed = read_page(f"<table><tr><td><h1>Title</h1>{inner}</table>").blocks
    assert [type(block) for block in framed] == [Heading, Table]


def test_what_stands_in_controls_is_an_answer(read_page: Read) -> None:
    reading = read_page(
        "<p>Child: <input name=child value='Zoë'> <input type=checkbox checked>Yes <input type=radio>No</p>"
        "<p>Panel: <select name=panel><option>Choose<option selected>Legal</select></p>"
        "<textarea name=why>Because\nof this</textarea><input type=hidden value=x><input type=submit value=Send>"
    )
    assert texts(reading) == ["Child: Zoë ☒ Yes ☐ No", "Panel: Legal", "Because\nof this"]
    assert [(f.name, f.kind, f.value) for f in reading.form_fields] == [
        ("child", "text", "Zoë"),
        ("", "checkbox", "☒"),
        ("", "checkbox", "☐"),
        ("panel", "dropdown", "Legal"),
        ("why", "text", "Because\nof this"),
    ]
    assert [(mark.ticked, mark.label) for mark in reading.marks] == [(True, "Yes"), (False, "No")]
    filled = [
        block.text[start:end] for block in reading.blocks if isinstance(block, Paragraph) for start, end in block.filled
    ]
    assert filled == ["Zoë", "Legal", "Because\nof this"]


def test_what_nobody_chose_or_typed_is_a_prompt(read_page: Read) -> None:
    reading = read_page(
        "<p>Panel: <select name=p><option>None yet<option>Legal</select></p><input placeholder='Your name'>"
    )
    assert texts(reading) == ["Panel:"]
    assert [(f.value, f.placeholder_shown) for f in reading.form_fields] == [("", True), ("", False)]
    assert [(aside.how, aside.text) for aside in reading.asides] == [
        (Standing.PROMPT, "None yet"),
        (Standing.PROMPT, "Your name"),
    ]


def test_words_struck_deleted_or_hidden_are_no_text_but_are_kept(read_page: Read) -> None:
    reading = read_page(
        "<p>We do <del>not</del> agree <s>never</s> <span style='text-decoration: line-through'>no</span> "
        "<ins>now</ins> <mark>here</mark> <span style='DISPLAY:none'>secret <b>too</b></span> <i hidden>also</i></p>"
    )
    assert texts(reading) == ["We do agree now here"]
    assert [(aside.how, aside.text) for aside in reading.asides] == [
        (Standing.DELETED, "not"),
        (Standing.STRUCK, "never"),
        (Standing.STRUCK, "no"),
        (Standing.INSERTED, "now"),
        (Standing.HIGHLIGHTED, "here"),
        (Standing.HIDDEN, "secret too"),
        (Standing.HIDDEN, "also"),
    ]


def test_programs_and_styles_are_no_words_and_nothing_is_fetched(read_page: Read) -> None:
    page = (
        "<html lang=en-GB><title>Panel\n form</title><meta name=author content='Ruth Okafor'><style>p{x:y}</style>"
        "<script>document.write('written')</script><body><noscript>no</noscript>"
        "<img src='http://collector.example/x.png' alt='A letter'><iframe src='file:///etc/passwd'></iframe>seen"
        "<object><param name=a>kept out</object><svg><text>drawn</text></svg>"
    )
    reading = read_page(page)
    assert texts(reading) == ["seen", ""]
    assert [(block.key, block.alt) for block in reading.blocks if isinstance(block, Picture)] == [("", "A letter")]
    assert (reading.properties.title, reading.properties.author, reading.properties.language) == (
        "Panel form", "Ruth Okafor", "en-GB")  # fmt: skip


def test_characters_that_nobody_sees_are_left_out(read_page: Read) -> None:
    assert texts(read_page("<p>\x04C\x07\x03hoose\x08")) == ["Choose"]


def test_where_a_printed_page_ends_is_told(read_page: Read) -> None:
    reading = read_page("<p>One</p><p style='page-break-before: always'>Two</p>")
    assert [type(block) for block in reading.blocks] == [Paragraph, PageBreak, Paragraph]


@pytest.mark.parametrize(
    "page",
    [
        "<p>Siân".encode(),
        b"\xef\xbb\xbf" + "<p>Siân".encode(),
        "<p>Siân".encode("utf-16"),
        "<p>Siân".encode("cp1252"),
        '<meta charset="windows-1252"><p>Siân'.encode("cp1252"),
        '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><p>Siân'.encode("cp1252"),
        '<?xml version="1.0" encoding="iso-8859-15"?><html><p>Siân'.encode("iso-8859-15"),
        '<meta charset="utf-16"><p>Siân'.encode(),
        '<meta charset="no-such"><p>Siân'.encode(),
        '<meta charset="ascii"><p>Siân'.encode(),
        b"<p>Si&acirc;n",
        b"<p>Si&#226;n\0",
    ],
)  # fmt: skip
def test_letters_are_those_that_were_meant_however_they_are_written(page: bytes, read_page: Read) -> None:
    assert texts(read_page(page)) == ["Siân"]


@pytest.mark.parametrize(
    "page",
    ["<div>" * 1_000_000, "<b>" * 300_000, "<table><tr><td>" * 100_000, "<ul><li>" * 200_000, "<p><b>" * 100_000,
     "<select>" * 100_000, "<script>" * 100_000],
)  # fmt: skip
def test_no_depth_of_nesting_is_too_much(page: str, read_page: Read) -> None:
    read_page(page + "words")


def test_entities_that_grow_are_not_grown(read_page: Read) -> None:
    assert "lollol" not in text_of(read_page('<!DOCTYPE html [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]><p>x &b;').blocks)


def test_a_table_of_too_many_cells_is_read_as_far_as_the_limit(
    read_page: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extractors.html_build._MAX_CELLS", 3)
    reading = read_page("<table><tr><td>a<td>b<tr><td>c<td>d</table>")
    assert texts(reading) == ["a\tb\nc"]
    assert reading.limits


def test_a_page_saved_with_its_pictures_in_one_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "page.mht"
    path.write_bytes(
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html;"
        b' charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>Si=C3=A2n</p>\r\n'
        b"--x\r\nContent-Type: image/png\r\n\r\nx\r\n--x--\r\n"
    )
    assert texts(read_mhtml(path)) == ["Siân"]


def test_a_saved_file_without_a_page_says_so(tmp_path: Path) -> None:
    path = tmp_path / "page.mht"
    path.write_bytes(b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x--")
    with pytest.raises(UnreadableFile) as refused:
        read_mhtml(path)
    assert refused.value.reason is Unreadable.FORMAT


@pytest.mark.parametrize("page", [b"", b"   ", b"<html></html>"])
def test_a_page_without_words_is_empty(page: bytes, read_bytes: ReadBytes) -> None:
    assert read_bytes(page, "html").unreadable is Unreadable.EMPTY


@pytest.mark.slow
def test_a_form_saved_as_a_page_by_libreoffice_has_the_fields_of_the_word_file(read_bytes: ReadBytes) -> None:
    word = panel_application_form()
    before, after = read_bytes(word), read_bytes(saved_as(word, "html", program("soffice")), "html")
    assert after.type == before.type == "panel_application_form"
    assert {f.id: f.value for f in after.fields if not f.blank} == {f.id: f.value for f in before.fields if not f.blank}


@pytest.mark.slow
def test_a_chronology_saved_as_a_page_by_libreoffice_is_one(read_bytes: ReadBytes) -> None:
    page = saved_as(social_work_chronology(), "html", program("soffice"))
    assert read_bytes(page, "html").type == "social_work_chronology"
