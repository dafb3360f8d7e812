"""Pictures, ends of pages, header rows and the words of drawings in Word files."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Cm
from PIL import Image

from extractors.docx_reader import read_docx
from extractors.page_content import NO_SCANS, PageContent, Scan, Scans
from extractors.page_words import Word
from extractors.reading import (
    Aside,
    PageBreak,
    Paragraph,
    Picture,
    Reading,
    Standing,
    Table,
    block_text,
    tables_in,
    text_of,
)
from tests.extractors.handmade import SPACES, cell, control, p, relation, row, run, table, word_file

BREAK = '<w:r><w:br w:type="page"/></w:r>'
DRAWN = "<w:r><w:lastRenderedPageBreak/></w:r>"
APP = '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">{}</Properties>'


def reading(data: bytes, folder: Path, scans: Scans = NO_SCANS) -> Reading:
    path = folder / "file.docx"
    path.write_bytes(data)
    return read_docx(path, scans)


def picture(pixels: tuple[int, int] = (800, 1100)) -> bytes:
    out = io.BytesIO()
    Image.new("L", pixels, 255).save(out, "PNG")
    return out.getvalue()


def drawing(width: float, height: float, *, related: str = "rId1", alt: str = "") -> str:
    """A picture in the text, its size in centimetres."""
    size = f'cx="{int(width * 360_000)}" cy="{int(height * 360_000)}"'
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="wp"><wp:extent {size}/><wp:docPr id="1" name="x" descr="{alt}"/>'
        f'<a:graphic><a:blip r:embed="{related}"/></a:graphic></wp:inline></w:drawing></w:r>'
    )


def with_picture(body: str, pixels: tuple[int, int] = (800, 1100)) -> bytes:
    parts: dict[str, str | bytes] = {"word/media/image1.png": picture(pixels)}
    return word_file(body, parts=parts, related=relation(1, "image", "media/image1.png"))


def scan(*lines: str) -> Scan:
    words = [Word(word, (50 + 60 * x, 100 + 30 * y, 106 + 60 * x, 112 + 30 * y))
             for y, line in enumerate(lines) for x, word in enumerate(line.split())]  # fmt: skip
    return Scan(PageContent(tuple(words), (), (), (), 0.0, 0, 0.0, (595.0, 842.0)), ("an engine",))


# -- pictures


@pytest.mark.parametrize(
    ("size", "pixels", "key"),
    [
        ((16, 22), (800, 1100), "word/media/image1.png"),
        ((16, 3), (800, 150), "word/media/image1.png"),
        ((5, 2), (500, 200), ""),
        ((4, 5), (1700, 2200), "word/media/image1.png"),
        ((2, 2.5), (1700, 2200), ""),
    ],
    ids=["a page", "a paragraph", "a signature", "a page shown small", "a logo of many pixels"],
)
def test_a_picture_is_asked_for_where_it_may_hold_words(
    size: tuple[float, float], pixels: tuple[int, int], key: str, tmp_path: Path
) -> None:
    found = reading(with_picture(f"<w:p>{drawing(*size, alt='Page 1')}</w:p>" + p("text"), pixels), tmp_path)
    assert [block for block in found.blocks if isinstance(block, Picture)] == [
        Picture(found.blocks[0].place, key, "Page 1")
    ]
    assert [each.key for each in found.unscanned] == ([key] if key else [])
    assert found.unread_pages == ()


def test_an_old_kind_of_picture_is_seen_too(tmp_path: Path) -> None:
    shape = '<v:shape style="width:400pt;height:500pt" alt="Letter"><v:imagedata r:id="rId1"/></v:shape>'
    found = reading(with_picture(f"<w:p><w:r><w:pict>{shape}</w:pict></w:r></w:p>"), tmp_path)
    assert [(each.key, each.alt) for each in found.unscanned] == [("word/media/image1.png", "Letter")]


def test_a_letterhead_is_no_page_and_a_whole_page_behind_the_text_is(tmp_path: Path) -> None:
    def header(width: float, height: float) -> bytes:
        parts: dict[str, str | bytes] = {
            "word/media/image1.png": picture(),
            "word/h.xml": f"<w:hdr {SPACES}><w:p>{drawing(width, height)}</w:p></w:hdr>",
            "word/_rels/h.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            + relation(1, "image", "media/image1.png") + "</Relationships>",
        }  # fmt: skip
        return word_file(p("text"), parts=parts, related=relation(1, "header", "h.xml"))

    assert reading(header(16, 4), tmp_path).unscanned == ()
    assert [each.key for each in reading(header(20, 28), tmp_path).unscanned] == ["word/media/image1.png"]
    again = reading(header(20, 28), tmp_path, {"word/media/image1.png": scan("behind the text")})
    assert text_of(again.blocks) == "behind the text\ntext"


def test_a_picture_of_an_embedded_file_and_one_kept_elsewhere_are_not_asked_for(tmp_path: Path) -> None:
    shape = '<v:shape style="width:400pt;height:500pt"><v:imagedata r:id="rId1"/></v:shape>'
    body = f'<w:p><w:r><w:object>{shape}<o:OLEObject xmlns:o="o"/></w:object></w:r></w:p>' + p("text")
    assert reading(with_picture(body), tmp_path).unscanned == ()
    related = relation(1, "image", "http://elsewhere.example/x.png", external=True)
    assert reading(word_file(f"<w:p>{drawing(16, 22)}</w:p>" + p("text"), related=related), tmp_path).unscanned == ()


def test_a_file_of_pictures_alone_is_unread_until_they_are_scanned(tmp_path: Path) -> None:
    data = with_picture(f"<w:p>{drawing(16, 22)}</w:p>")
    found = reading(data, tmp_path)
    assert [each.key for each in found.unscanned] == ["word/media/image1.png"]
    assert found.unread_pages == ((1, 1),)
    again = reading(data, tmp_path, {"word/media/image1.png": scan("Placement plan", "Name: Ann")})
    assert text_of(again.blocks).split("\n") == ["Placement plan", "Name: Ann"]
    assert (again.unscanned, again.unread_pages) == ((), ())
    assert [(each.key, each.engines) for each in again.scanned] == [("word/media/image1.png", ("an engine",))]


def test_a_scan_too_poor_to_read_is_unread_beside_the_words(tmp_path: Path) -> None:
    data = with_picture(p("before") + f"<w:p>{drawing(16, 22)}</w:p>")
    found = reading(data, tmp_path, {"word/media/image1.png": Scan(None)})
    assert found.unread_pages == ((1, 1),)
    assert text_of(found.blocks) == "before"


def test_scanned_words_stand_behind_their_picture_and_in_its_cell(tmp_path: Path) -> None:
    scans = {"word/media/image1.png": scan("scanned words")}
    body = p("before") + f"<w:p>{drawing(16, 22)}</w:p>" + p("after")
    found = reading(with_picture(body), tmp_path, scans)
    assert text_of(found.blocks) == "before\nscanned words\nafter"
    assert [str(block.place) for block in found.blocks][2] == "picture 1, paragraph 1"
    (form,) = tables_in(
        reading(
            with_picture(table(row(cell(p("Letter")), cell(f"<w:p>{drawing(16, 22)}</w:p>")))), tmp_path, scans
        ).blocks
    )
    assert [each.text for each in form.rows[0]] == ["Letter", "scanned words"]


def test_a_picture_put_in_by_python_docx_is_found(tmp_path: Path) -> None:
    document = Document()
    document.add_picture(io.BytesIO(picture()), width=Cm(16))
    out = io.BytesIO()
    document.save(out)
    assert [each.key for each in reading(out.getvalue(), tmp_path).unscanned] == ["word/media/image1.png"]


def test_the_picture_that_asks_for_a_picture_is_none(tmp_path: Path) -> None:
    body = f"<w:p>{control(drawing(16, 22), '<w:showingPlcHdr/><w:picture/>')}</w:p>" + p("text")
    found = reading(with_picture(body), tmp_path)
    assert (list(map(block_text, found.blocks)), found.unscanned) == (["text"], ())


# -- pages


def pages(found: Reading) -> list[str | int | None]:
    return [
        block.place.page if isinstance(block, PageBreak) else block.text
        for block in found.blocks
        if not isinstance(block, Table)
    ]


def test_pages_end_where_a_writer_ends_them(tmp_path: Path) -> None:
    before = p("three", "<w:pPr><w:pageBreakBefore/></w:pPr>")
    first, second = "<w:pPr><w:sectPr/></w:pPr>", '<w:pPr><w:sectPr><w:type w:val="continuous"/></w:sectPr></w:pPr>'
    sections = p("four", first) + p("five", second) + p("six") + "<w:sectPr/>"
    body = p("one") + f"<w:p>{BREAK}{run('two')}</w:p>" + before + sections
    assert pages(reading(word_file(body), tmp_path)) == ["one", None, "two", None, "three", "four", "five", None, "six"]


def test_a_first_paragraph_on_a_new_page_ends_no_page(tmp_path: Path) -> None:
    assert pages(reading(word_file(p("one", "<w:pPr><w:pageBreakBefore/></w:pPr>")), tmp_path)) == ["one"]


def test_pages_are_numbered_where_the_file_agrees_with_itself(tmp_path: Path) -> None:
    body = f"<w:p>{run('one')}{BREAK}</w:p><w:p>{DRAWN}{run('two')}</w:p><w:p>{run('two')}{DRAWN}{run(' three')}</w:p>"
    app = relation(9, "extended-properties", "docProps/app.xml")
    for count, numbers, stated in ((3, [2, 3], 3), (5, [None, None], None)):
        parts: dict[str, str | bytes] = {
            "docProps/app.xml": APP.format(f"<Pages>{count}</Pages>"),
            "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            + relation(1, "officeDocument", "word/document.xml") + app + "</Relationships>",
        }  # fmt: skip
        found = reading(word_file(body, parts=parts), tmp_path)
        assert pages(found) == ["one", numbers[0], "two", "two three", numbers[1]]
        assert found.properties.pages == stated


def test_a_page_that_ends_in_a_row_ends_once(tmp_path: Path) -> None:
    found = reading(
        word_file(table(row(cell(f"<w:p>{DRAWN}{run('a')}</w:p>"), cell(f"<w:p>{DRAWN}{run('b')}</w:p>")))), tmp_path
    )
    (whole,) = tables_in(found.blocks)
    assert [block_text(block) for each in whole.rows[0] for block in each.blocks] == ["", "a", "b"]


def test_pages_that_end_in_two_rows_end_twice(tmp_path: Path) -> None:
    rows = (row(cell(f"<w:p>{DRAWN}{run(text)}</w:p>")) for text in "ab")
    (whole,) = tables_in(reading(word_file(table(*rows)), tmp_path).blocks)
    assert sum(isinstance(block, PageBreak) for cells in whole.rows for block in cells[0].blocks) == 2


def test_header_rows_are_counted_from_the_top(tmp_path: Path) -> None:
    def line(text: str, header: str = "") -> str:
        return f"<w:tr><w:trPr>{header}</w:trPr>{cell(p(text))}</w:tr>"

    mark, off = "<w:tblHeader/>", '<w:tblHeader w:val="0"/>'
    (found,) = tables_in(
        reading(word_file(table(line("a", mark), line("b", mark), line("c"), line("d", mark))), tmp_path).blocks
    )
    assert found.header_rows == 2
    (found,) = tables_in(reading(word_file(table(line("a", off), line("b", mark))), tmp_path).blocks)
    assert found.header_rows == 0


# -- words in drawings


def test_charts_diagrams_and_word_art_are_read_after_their_paragraph(tmp_path: Path) -> None:
    a = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    text = "<a:p><a:r><a:t>{}</a:t></a:r></a:p>"
    parts: dict[str, str | bytes] = {
        "word/charts/chart1.xml": f'<c:chartSpace xmlns:c="c" {a}>{text.format("School attendance")}<c:strCache>'
        "<c:pt><c:v>Autumn</c:v></c:pt></c:strCache></c:chartSpace>",
        "word/diagrams/data1.xml": f'<dgm:dataModel xmlns:dgm="dgm" {a}>{text.format("Mother")}{text.format("Aunt")}'
        "</dgm:dataModel>",
    }
    related = relation(1, "chart", "charts/chart1.xml") + relation(2, "diagramData", "diagrams/data1.xml")
    body = (
        f'<w:p>{run("See below")}<w:r><w:drawing><c:chart xmlns:c="c" r:id="rId1"/></w:drawing></w:r></w:p>'
        '<w:p><w:r><w:drawing><dgm:relIds xmlns:dgm="dgm" r:dm="rId2"/></w:drawing></w:r></w:p>'
        '<w:p><w:r><w:pict><v:shape><v:textpath string="My wishes"/></v:shape></w:pict></w:r></w:p>'
    )
    found = reading(word_file(body, parts=parts, related=related), tmp_path)
    assert text_of(found.blocks).split("\n") == [
        "See below",
        "School attendance",
        "Autumn",
        "Mother",
        "Aunt",
        "My wishes",
    ]


def test_a_damaged_chart_loses_itself_alone(tmp_path: Path) -> None:
    parts: dict[str, str | bytes] = {"word/chart.xml": "<broken"}
    body = p("text") + '<w:p><w:r><w:drawing><c:chart xmlns:c="c" r:id="rId1"/></w:drawing></w:r></w:p>'
    found = reading(word_file(body, parts=parts, related=relation(1, "chart", "chart.xml")), tmp_path)
    assert text_of(found.blocks) == "text"
    assert found.limits == ("a chart or diagram in it is damaged and was not read",)


def test_equations_and_ruby_are_read(tmp_path: Path) -> None:
    m = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    half = "<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"
    ruby = f"<w:r><w:ruby><w:rt>{run('とう')}</w:rt><w:rubyBase>{run('東')}</w:rubyBase></w:ruby></w:r>"
    apart = f"<m:oMathPara {m}><m:oMath>{half}</m:oMath></m:oMathPara>"
    body = f"<w:p>{run('Share ')}<m:oMath {m}>{half}</m:oMath></w:p>{apart}<w:p>{ruby}</w:p>"
    assert text_of(reading(word_file(body), tmp_path).blocks) == "Share 1/2\n1/2\n東 (とう)"


def test_a_line_to_sign_on_is_a_prompt_until_it_is_signed(tmp_path: Path) -> None:
    line = (
        '<v:shape><o:signatureline xmlns:o="urn:schemas-microsoft-com:office:office" id="{AB-1}" '
        'o:suggestedsigner="R. Okafor" o:suggestedsigner2="Team manager" issignatureline="t"/></v:shape>'
    )
    body = p("Signed") + f"<w:p><w:r><w:pict>{line}</w:pict></w:r></w:p>"
    found = reading(word_file(body), tmp_path)
    assert found.signatures == ()
    assert found.asides == (Aside(Standing.PROMPT, "R. Okafor, Team manager", found.asides[0].place),)
    rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    parts: dict[str, str | bytes] = {
        "_rels/.rels": rels.format(
            relation(1, "officeDocument", "word/document.xml") + relation(2, "origin", "_xmlsignatures/origin.sigs")
        ),
        "_xmlsignatures/origin.sigs": "",
        "_xmlsignatures/_rels/origin.sigs.rels": rels.format(relation(1, "signature", "sig1.xml")),
        "_xmlsignatures/sig1.xml": '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><Object><SignatureInfoV1 '
        'xmlns="http://schemas.microsoft.com/office/2006/digsig"><SetupID>{AB-1}</SetupID>'
        "<SignatureText>Rosa Okafor</SignatureText></SignatureInfoV1></Object></Signature>",
    }
    signed = reading(word_file(body, parts=parts), tmp_path)
    assert [(each.kind, each.who, each.place.paragraph) for each in signed.signatures] == [
        ("digital", "Rosa Okafor", 2)
    ]
    assert signed.asides == ()
    unlined = reading(word_file(p("Signed"), parts=parts), tmp_path)
    assert [(each.kind, each.who) for each in unlined.signatures] == [("digital", "Rosa Okafor")]


def test_ink_is_something_a_person_put_there(tmp_path: Path) -> None:
    drawn = '<w:drawing><w14:contentPart r:id="rId5"/></w:drawing>'
    ink = f'<w:r><mc:AlternateContent><mc:Choice Requires="wpi">{drawn}</mc:Choice>'
    body = f"<w:p>{run('Signed')}{ink}<mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    found = reading(word_file(body), tmp_path)
    assert [(each.kind, each.place.paragraph) for each in found.signatures] == [("ink", 1)]
    assert found.blocks == (Paragraph("Signed", found.blocks[0].place),)


def test_a_small_picture_where_people_sign_is_somebodys_signature(tmp_path: Path) -> None:
    small, label = drawing(4, 1.5), "Signed by social worker:"
    signed = (
        f"<w:p>{run(label)}{small}</w:p>",
        p(label) + f"<w:p>{small}</w:p>",
        table(row(cell(p("Signature")), cell(f"<w:p>{small}</w:p>"))),
        table(row(cell(p("Name")), cell(p("Signature"))), row(cell(p("Ann")), cell(f"<w:p>{small}</w:p>"))),
    )
    for body in signed:
        assert [each.kind for each in reading(with_picture(body), tmp_path).signatures] == ["picture"], body
    for body in (f"<w:p>{run('Anyshire Council')}{small}</w:p>", p(label), f"<w:p>{run(label)}{drawing(16, 22)}</w:p>"):
        assert reading(with_picture(body), tmp_path).signatures == (), body
