"""Does a PDF made to exhaust a reader end, and is what was not looked at said?"""

from __future__ import annotations

import io
import zlib
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from casework.document import Unreadable
from extractors.pdf_reader import read_pdf
from extractors.reading import Reading, UnreadableFile, text_of
from tests.build.content import Paper
from tests.build.pdf import pdf_of

WORDS = b"BT /F 12 Tf 72 700 Td (Words of the page) Tj ET\n"


def page(content: bytes) -> pikepdf.Pdf:
    """A file of one page with that content, packed as tightly as it will go."""
    document = pikepdf.new()
    font = document.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    stream = document.make_stream(b"")
    stream.write(zlib.compress(content, 9), filter=Name.FlateDecode)
    own = Dictionary(Type=Name.Page, MediaBox=Array([0, 0, 595, 842]), Contents=stream)
    own.Resources = Dictionary(Font=Dictionary(F=font))
    document.pages.append(pikepdf.Page(document.make_indirect(own)))
    return document


def read(document: pikepdf.Pdf, tmp_path: Path) -> Reading:
    document.save(tmp_path / "hostile.pdf", stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return read_pdf(tmp_path / "hostile.pdf")


def said(found: Reading) -> str:
    return " ".join(found.limits)


def form(document: pikepdf.Pdf, content: bytes, inner: pikepdf.Object | None = None) -> pikepdf.Object:
    made = document.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 595, 842]))
    if inner is not None:
        made.Resources = Dictionary(XObject=Dictionary(X=inner))
    return made


def test_of_ten_thousand_pages_the_first_are_read_and_it_is_said(tmp_path: Path) -> None:
    document = page(WORDS)
    document.Root.Pages.Kids = Array([document.pages[0].obj] * 10_000)
    document.Root.Pages.Count = 10_000
    assert said(read(document, tmp_path)) == "only the first 2,000 of 10,000 pages were read"


def test_shapes_drawn_within_shapes_without_end_are_left(tmp_path: Path) -> None:
    document = page(b"/X Do " + WORDS)
    endless = form(document, b"/X Do")
    endless.Resources = Dictionary(XObject=Dictionary(X=endless))
    document.pages[0].Resources.XObject = Dictionary(X=endless)
    assert text_of(read(document, tmp_path).blocks) == "Words of the page"


def test_two_thousand_shapes_each_within_the_last_are_no_harm(tmp_path: Path) -> None:
    document = page(b"/X Do " + WORDS)
    inner = form(document, b"")
    for _ in range(2_000):
        inner = form(document, b"/X Do", inner)
    document.pages[0].Resources.XObject = Dictionary(X=inner)
    assert text_of(read(document, tmp_path).blocks) == "Words of the page"


@pytest.mark.parametrize(
    "content",
    [
        b"q 5 0 0 5 100 100 cm 0 0 m 1 1 l S Q\n" * 70_000,
        b"".join(b"%d %d m %d %d l S\n" % (n % 500, n % 800, n % 500 + 7, n % 800) for n in range(70_000)),
        b"0 0 m " + b"1 1 l 2 2 l " * 60_000 + b"S\n" + b"0 0 m 1 1 l S\n" * 10,
    ],
)
def test_a_page_of_endless_lines_is_cut_and_it_is_said(content: bytes, tmp_path: Path) -> None:
    found = read(page(WORDS + content), tmp_path)
    assert text_of(found.blocks) == "Words of the page"
    assert "on 1 of 1 pages" in said(found)


def test_a_page_of_too_many_pictures_and_lines_is_cut_and_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extractors.pdf_shapes.MAX_OBJECTS", 5)
    assert "on 1 of 1 pages" in said(read(page(WORDS + b"0 0 m 1 1 l S\n" * 10), tmp_path))


def test_rules_all_over_a_page_end(tmp_path: Path) -> None:
    rules = b"".join(b"%d 0 m %d 800 l S 0 %d m 590 %d l S\n" % (n * 2, n * 2, n * 3, n * 3) for n in range(280))
    assert "Words" in text_of(read(page(rules + WORDS), tmp_path).blocks)


def test_a_page_of_endless_words_is_cut_and_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractors.pdf_chars.MAX_CHARACTERS_OF_PAGE", 5)
    found = read(page(WORDS), tmp_path)
    assert text_of(found.blocks) == "Words"
    assert "on 1 of 1 pages" in said(found)


def test_words_scattered_over_a_page_end(tmp_path: Path) -> None:
    words = b"".join(b"1 0 0 1 %d %d Tm (area) Tj " % (n * 37 % 540, n * 91 % 790) for n in range(20_000))
    assert text_of(read(page(b"BT /F 5 Tf " + words + b"ET"), tmp_path).blocks)


def test_fields_nested_four_hundred_deep_are_read(tmp_path: Path) -> None:
    document = page(WORDS)
    parent = document.make_indirect(Dictionary(T=String("a")))
    document.Root.AcroForm = Dictionary(Fields=Array([parent]))
    for _ in range(400):
        child = document.make_indirect(Dictionary(T=String("a"), Parent=parent))
        parent.Kids = Array([child])
        parent = child
    widget = Dictionary(T=String("w"), FT=Name.Tx, V=String("deep"), Parent=parent, Rect=[10, 10, 100, 30])
    widget.update(Dictionary(Type=Name.Annot, Subtype=Name.Widget))
    document.pages[0].Annots = Array([document.make_indirect(widget)])
    assert [each.value for each in read(document, tmp_path).form_fields] == ["deep"]


def test_a_value_that_unpacks_to_anything_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractors.pdf_form.MAX_STREAM", 1_000)
    document = page(WORDS)
    bomb = document.make_stream(b"")
    bomb.write(zlib.compress(b"x" * 1_000_000, 9), filter=Name.FlateDecode)
    widget = Dictionary(T=String("w"), FT=Name.Tx, V=bomb, Rect=[10, 10, 100, 30], Subtype=Name.Widget)
    own = document.make_indirect(widget)
    document.Root.AcroForm = Dictionary(Fields=Array([own]))
    document.pages[0].Annots = Array([own])
    assert [len(each.value) for each in read(document, tmp_path).form_fields] == [1_000]


def test_a_file_locked_to_certificates_is_rights_managed(tmp_path: Path) -> None:
    plain = pdf_of(Paper(["x"]))
    lock = b"<</Filter/Adobe.PubSec/SubFilter/adbe.pkcs7.s4/V 1/Length 40/Recipients[(x)]>>"
    path = tmp_path / "locked.pdf"
    path.write_bytes(plain.replace(b"trailer\n<<", b"trailer\n<</Encrypt" + lock))
    with pytest.raises(UnreadableFile) as told:
        read_pdf(path)
    assert told.value.reason is Unreadable.RIGHTS_MANAGED


def test_a_file_that_only_its_owner_may_change_is_read(tmp_path: Path) -> None:
    out = tmp_path / "owned.pdf"
    with pikepdf.open(io.BytesIO(pdf_of(Paper(["Words anybody may read"])))) as document:
        document.save(out, encryption=pikepdf.Encryption(owner="Tuesday-10", user="", R=6))
    assert text_of(read_pdf(out).blocks) == "Words anybody may read"
