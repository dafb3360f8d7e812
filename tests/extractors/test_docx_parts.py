"""What a Word file holds beside its text: properties, watermarks, macros, imported files, damaged parts, limits."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from docx import Document

from casework.document import Unreadable
from extractors import docx_chunks, docx_hung, docx_tables, docx_walk
from extractors.docx_reader import read_docx
from extractors.reading import Heading, ListItem, PageBreak, Picture, Reading, Table, UnreadableFile, text_of, worded
from tests.build.numbering import in_list, level, numbering_part
from tests.extractors.handmade import SPACES, cell, p, relation, relations, row, run, table, word_file

CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">{}</cp:coreProperties>'
)
APP = '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">{}</Properties>'
MARK = '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{}</w:drawing></mc:Choice></mc:AlternateContent>'


def reading(data: bytes, folder: Path) -> Reading:
    path = folder / "file.docx"
    path.write_bytes(data)
    return read_docx(path)


def refused(data: bytes, folder: Path) -> Unreadable:
    with pytest.raises(UnreadableFile) as told:
        reading(data, folder)
    return told.value.reason


def about(core: str = "", app: str = "", **parts: str) -> dict[str, str | bytes]:
    """The parts that hold a file's properties."""
    related = relation(1, "officeDocument", "word/document.xml") + relation(3, "extended-properties", "app.xml")
    related += relation(2, "metadata/core-properties", "core.xml")
    return {"_rels/.rels": relations(related), "core.xml": CORE.format(core), "app.xml": APP.format(app), **parts}


# -- properties


def test_properties_say_who_wrote_it_and_when(tmp_path: Path) -> None:
    core = (
        "<dc:title>Care plan</dc:title><dc:creator>R. Okafor</dc:creator><cp:lastModifiedBy>S. Hale</cp:lastModifiedBy>"
        "<dcterms:created>2026-01-05T09:00:00Z</dcterms:created><dcterms:modified>2026-13-05</dcterms:modified>"
        "<dc:language>cy-GB</dc:language>"
    )
    found = reading(word_file(p("x"), parts=about(core)), tmp_path).properties
    assert (found.title, found.author, found.changed_by) == ("Care plan", "R. Okafor", "S. Hale")
    assert (found.created, found.changed, found.language) == (date(2026, 1, 5), None, "cy-GB")
    assert not found.macros


def test_the_language_is_that_of_the_styles_where_no_property_says_it(tmp_path: Path) -> None:
    lang = '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>'
    parts: dict[str, str | bytes] = {"word/styles.xml": f"<w:styles {SPACES}>{lang}</w:styles>"}
    found = reading(word_file(p("x"), parts=parts, related=relation(1, "styles", "styles.xml")), tmp_path)
    assert found.properties.language == "en-GB"


def test_properties_of_python_docx_are_read(tmp_path: Path) -> None:
    document, out = Document(), io.BytesIO()
    document.core_properties.author, document.core_properties.language = "A. Writer", "en-GB"
    document.add_paragraph("x")
    document.save(out)
    found = reading(out.getvalue(), tmp_path).properties
    assert (found.author, found.language, found.pages) == ("A. Writer", "en-GB", None)


@pytest.mark.parametrize(
    ("app", "pages"),
    [("<Pages>4</Pages><Words>100</Words>", 4), ("<Pages>4</Pages><Words>300</Words>", None),
     ("<Pages>4</Pages>", None), ("<Pages>many</Pages><Words>100</Words>", None)],
)  # fmt: skip
def test_a_count_of_pages_is_believed_where_the_words_have_not_changed_since(
    app: str, pages: int | None, tmp_path: Path
) -> None:
    assert reading(word_file(p("word " * 98), parts=about(app=app)), tmp_path).properties.pages == pages


def test_macros_are_named_and_left_alone(tmp_path: Path) -> None:
    found = reading(word_file(p("x"), parts={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"}), tmp_path)
    assert found.properties.macros


@pytest.mark.parametrize(
    "drawn",
    [
        '<wp:anchor xmlns:wp="wp"><wp:docPr id="1" name="PowerPlusWaterMarkObject3"/>{}</wp:anchor>',
        '<wp:anchor xmlns:wp="wp"><wp:docPr id="1" name="x"/>{}<wps:bodyPr><a:prstTxWarp prst="textPlain"/>'
        "</wps:bodyPr></wp:anchor>",
    ],
    ids=["by its name", "by its warp"],
)
def test_a_watermark_of_the_newer_kind_is_seen(drawn: str, tmp_path: Path) -> None:
    box = f"<wps:txbx><w:txbxContent>{p('DRAFT')}</w:txbxContent></wps:txbx>"
    header = f"<w:hdr {SPACES}><w:p><w:r>{MARK.format(drawn.format(box))}</w:r></w:p></w:hdr>"
    found = reading(word_file(p("x"), parts={"word/h.xml": header}, related=relation(1, "header", "h.xml")), tmp_path)
    assert found.properties.watermark == "DRAFT"


def test_a_text_box_in_a_header_is_no_watermark(tmp_path: Path) -> None:
    box = f"<wps:txbx><w:txbxContent>{p('Official')}</w:txbxContent></wps:txbx>"
    drawn = f'<wp:anchor xmlns:wp="wp"><wp:docPr id="1" name="Text Box 1"/>{box}</wp:anchor>'
    header = f"<w:hdr {SPACES}><w:p><w:r>{MARK.format(drawn)}</w:r></w:p></w:hdr>"
    found = reading(word_file(p("x"), parts={"word/h.xml": header}, related=relation(1, "header", "h.xml")), tmp_path)
    assert (found.properties.watermark, text_of(found.headers)) == ("", "Official")


# -- imported files


def importing(data: str | bytes, name: str = "chunk.html") -> bytes:
    body = p("before") + '<w:altChunk r:id="rId5"/>' + p("after")
    return word_file(body, parts={f"word/{name}": data}, related=relation(5, "aFChunk", name))


def test_an_imported_web_page_is_read_where_it_stands(tmp_path: Path) -> None:
    page = (
        "<html><head><title>no</title><script>no()</script></head><body><h2>Chronology</h2>"
        "<p>Born <b>early</b>,<br>small</p><ul><li>first</li></ul><table><tr><td colspan=2>wide</td></tr>"
        "<tr><td>a</td><td><p>b</p></td></tr></table>tail"
        "<img src='http://elsewhere.example/x.png'></body></html>"
    )
    found = reading(importing(page), tmp_path)
    assert text_of(found.blocks).split("\n") == [
        "before", "Chronology", "Born early,", "small", "first", "wide", "a\tb", "tail", "after",
    ]  # fmt: skip
    assert [type(block) for block in found.blocks[1:4:2]] == [Heading, ListItem]
    form = found.blocks[4]
    assert isinstance(form, Table)
    assert [(each.column, each.span) for cells in form.rows for each in cells] == [(1, 2), (1, 1), (2, 1)]
    assert {block.place.part for block in found.blocks[1:-1]} == {"imported file 1"}


def test_an_imported_page_saved_with_its_pictures_is_read(tmp_path: Path) -> None:
    saved = (
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n"
        "<html><body><p>from a mail</p></body></html>\r\n--b--\r\n"
    )
    assert text_of(reading(importing(saved, "c.mht"), tmp_path).blocks) == "before\nfrom a mail\nafter"


def test_an_imported_word_file_is_read_with_its_own_numbers(tmp_path: Path) -> None:
    numbering = numbering_part({1: level(0, "%1)")}, {1: (1, "")})
    related = relation(1, "numbering", "numbering.xml")
    inner = word_file(p("inside", in_list(1)), parts={"word/numbering.xml": numbering}, related=related)
    found = reading(importing(inner, "chunk.docx"), tmp_path)
    assert text_of(found.blocks) == "before\n1) inside\nafter"
    assert [str(block.place) for block in found.blocks] == [
        "paragraph 1",
        "imported file 1, paragraph 1",
        "paragraph 2",
    ]


def test_imported_text_is_read(tmp_path: Path) -> None:
    assert text_of(reading(importing("one\n\ntwo", "c.txt"), tmp_path).blocks) == "before\none\ntwo\nafter"


@pytest.mark.parametrize("data", [b"{\\rtf1 words}", b"%PDF-1.7", b"\xd0\xcf\x11\xe0\x00"])
def test_an_imported_file_of_another_kind_is_said_not_to_be_read(data: bytes, tmp_path: Path) -> None:
    found = reading(importing(data, "c.bin"), tmp_path)
    assert text_of(found.blocks) == "before\nafter"
    assert found.limits == ("a file of another kind taken into it was not read",)


def test_a_word_file_inside_one_inside_one_is_said_not_to_be_read(tmp_path: Path) -> None:
    found = reading(importing(importing(importing("deep", "c.txt"), "c.docx"), "c.docx"), tmp_path)
    assert "deep" not in text_of(found.blocks)
    assert found.limits == ("a file of another kind taken into it was not read",)


def test_an_imported_file_that_is_damaged_costs_nothing_else(tmp_path: Path) -> None:
    found = reading(importing(word_file(p("x"))[:300], "c.docx"), tmp_path)
    assert text_of(found.blocks) == "before\nafter"
    assert found.limits == ("a file taken into it is damaged and was not read",)


# -- faults and limits


@pytest.mark.parametrize(
    ("kind", "target"),
    [("styles", "styles.xml"), ("numbering", "n.xml"), ("header", "h.xml"), ("footnotes", "f.xml"),
     ("comments", "c.xml"), ("settings", "s.xml")],
)  # fmt: skip
def test_a_damaged_part_is_named_and_loses_itself_alone(kind: str, target: str, tmp_path: Path) -> None:
    found = reading(word_file(p("x"), parts={f"word/{target}": "<broken"}, related=relation(1, kind, target)), tmp_path)
    assert text_of(found.blocks) == "x"
    assert len(found.limits) == 1
    assert found.limits[0].endswith("is damaged and was not read")


def test_a_part_that_declares_entities_is_still_unsafe(tmp_path: Path) -> None:
    bomb = f'<!DOCTYPE d [<!ENTITY a "aaaa">]><w:hdr {SPACES}>{p("&a;")}</w:hdr>'
    data = word_file(p("x"), parts={"word/h.xml": bomb}, related=relation(1, "header", "h.xml"))
    assert refused(data, tmp_path) is Unreadable.UNSAFE


@pytest.mark.parametrize("depth", [70, 20_000])
def test_what_is_nested_past_reason_is_unsafe(depth: int, tmp_path: Path) -> None:
    opened = "<w:sdt><w:sdtContent>" if depth < 100 else "<w:ins>"
    closed = "</w:sdtContent></w:sdt>" if depth < 100 else "</w:ins>"
    assert refused(word_file(opened * depth + p("x") + closed * depth), tmp_path) is Unreadable.UNSAFE


def test_runs_nested_as_deep_as_xml_allows_do_not_bring_us_down(tmp_path: Path) -> None:
    inline = "<w:smartTag>" * 240 + run("deep") + "</w:smartTag>" * 240
    assert text_of(reading(word_file(f"<w:p>{inline}</w:p>"), tmp_path).blocks) == "deep"


def test_a_limit_on_paragraphs_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(docx_walk, "MAX_PARAGRAPHS", 3)
    found = reading(word_file("".join(p(f"{number}") for number in range(9))), tmp_path)
    assert text_of(found.blocks) == "0\n1\n2"
    assert found.limits == ("only the first 3 paragraphs were read",)


def test_a_limit_on_cells_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(docx_tables, "MAX_CELLS", 3)
    found = reading(word_file(table(*(row(cell(p("a")), cell(p("b"))) for _ in range(9))) + p("after")), tmp_path)
    assert text_of(found.blocks) == "a\tb\na"
    assert found.limits == ("only the first 3 table cells were read",)


def test_a_field_that_never_ends_swallows_no_words(tmp_path: Path) -> None:
    begun = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF x </w:instrText></w:r>'
    assert text_of(reading(word_file(f"<w:p>{begun}{run('kept')}</w:p>" + p("too")), tmp_path).blocks) == "kept\ntoo"


def test_a_field_cannot_reach_out_of_its_cell(tmp_path: Path) -> None:
    begun, ended = ('<w:r><w:fldChar w:fldCharType="' + kind + '"/></w:r>' for kind in ("begin", "end"))
    cells = cell(f"<w:p>{begun}</w:p>"), cell(p("kept")), cell(f"<w:p>{ended}{run('too')}</w:p>")
    assert text_of(reading(word_file(table(row(*cells))), tmp_path).blocks) == "kept\ttoo"


def test_fields_inside_an_instruction_are_not_seen(tmp_path: Path) -> None:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    begun, shown, ended = (mark.format(kind) for kind in ("begin", "separate", "end"))
    inner = f"{begun}<w:r><w:instrText> MERGEFIELD a </w:instrText></w:r>{shown}{run('unseen')}{ended}"
    body = f"<w:p>{begun}<w:r><w:instrText> IF </w:instrText></w:r>{inner}{shown}{run('seen')}{ended}</w:p>"
    assert text_of(reading(word_file(body), tmp_path).blocks) == "seen"


def test_paragraphs_of_a_header_are_counted_by_themselves(tmp_path: Path) -> None:
    header = f"<w:hdr {SPACES}>{p('top')}</w:hdr>"
    data = word_file(p("a") + p("b"), parts={"word/h.xml": header}, related=relation(1, "header", "h.xml"))
    assert str(reading(data, tmp_path).headers[0].place) == "header, paragraph 1"


def test_who_asks_for_words_alone_meets_no_picture_anywhere(tmp_path: Path) -> None:
    header = f'<w:hdr {SPACES}><w:p><w:r><w:drawing><a:blip r:embed="rId1"/></w:drawing></w:r></w:p></w:hdr>'
    body = p("a") + '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    found = reading(word_file(body, parts={"word/h.xml": header}, related=relation(1, "header", "h.xml")), tmp_path)
    assert [type(block) for block in (*found.blocks[1:], *found.headers)] == [PageBreak, Picture]
    assert (text_of(worded(found).blocks), worded(found).headers) == ("a", ())


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "inside",
    [
        "<w:del><w:r><w:delText>x</w:delText></w:r></w:del>",
        run("[ ] "),
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
        "<w:sdt><w:sdtContent><w:r><w:t>x</w:t></w:r></w:sdtContent></w:sdt>",
        "<w:ins><w:r><w:t>x</w:t></w:r></w:ins><w:r><w:t> </w:t></w:r>",
    ],
    ids=["deletions", "typed boxes", "fields that never end", "controls", "insertions"],
)
def test_a_paragraph_of_very_many_things_is_read_in_time(inside: str, tmp_path: Path) -> None:
    found = reading(word_file(f"<w:p>{inside * 60_000}{run('end')}</w:p>" + p("after")), tmp_path)
    assert text_of(found.blocks).endswith("end\nafter")


def test_more_imported_files_than_reason_are_said_not_to_be_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(docx_chunks, "MAX_CHUNKS", 2)
    data = word_file(
        '<w:altChunk r:id="rId5"/>' * 4, parts={"word/c.txt": "x"}, related=relation(5, "aFChunk", "c.txt")
    )
    found = reading(data, tmp_path)
    assert text_of(found.blocks) == "x\nx"
    assert found.limits == ("only the first 2 files taken into it were read",)


def test_more_pictures_than_reason_are_said_not_to_be_looked_at(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(docx_hung, "MAX_PICTURES", 1)
    shown = '<v:shape style="width:400pt;height:500pt"><v:imagedata r:id="rId{}"/></v:shape>'
    body = "".join(f"<w:p><w:r><w:pict>{shown.format(number)}</w:pict></w:r></w:p>" for number in (1, 2))
    related = "".join(relation(number, "image", f"i{number}.png") for number in (1, 2))
    found = reading(
        word_file(body + p("x"), parts={"word/i1.png": b"a", "word/i2.png": b"b"}, related=related), tmp_path
    )
    assert [each.key for each in found.unscanned] == ["word/i1.png"]
    assert found.limits == ("only the first 1 of its pictures were looked at",)
