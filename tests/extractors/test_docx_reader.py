"""Does every word of a Word file come out once, in order, and nothing that nobody wrote?"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from casework.document import Unreadable
from extractors.docx_reader import read_docx
from extractors.package import Package
from extractors.reading import Heading, ListItem, Reading, Table, UnreadableFile, tables_in, text_of
from tests.extractors.handmade import (
    PROMPT,
    SHOWN,
    SPACES,
    STRICT,
    W,
    cell,
    control,
    p,
    relation,
    relations,
    row,
    run,
    table,
    word_file,
)


def reading(data: bytes, tmp_path: Path) -> Reading:
    path = tmp_path / "file.docx"
    path.write_bytes(data)
    return read_docx(path)


def words(body: str, tmp_path: Path) -> str:
    return text_of(reading(word_file(body), tmp_path).blocks)


def refused(data: bytes, tmp_path: Path) -> Unreadable:
    with pytest.raises(UnreadableFile) as told:
        reading(data, tmp_path)
    return told.value.reason


# -- controls


@pytest.mark.parametrize(
    "body",
    [
        f"<w:p>{control(run('Ann'))}</w:p>",
        control(p("Ann")),
        table(row(control(cell(p("Ann"))))),
        table(control(row(cell(p("Ann"))))),
        control(control(p("Ann"))),
    ],
    ids=["inline", "block", "cell", "row", "nested"],
)
def test_a_filled_control_is_read_at_every_level(body: str, tmp_path: Path) -> None:
    assert words(body, tmp_path) == "Ann"


@pytest.mark.parametrize(
    "body",
    [
        f"<w:p>{control(run('Click or tap here to enter text.', PROMPT), SHOWN)}</w:p>",
        control(f"<w:p>{run('Choose an item.', PROMPT)}</w:p>", SHOWN),
        table(row(control(cell(f"<w:p>{run('A prompt of our own', PROMPT)}</w:p>"), SHOWN))),
    ],
    ids=["inline", "block", "cell"],
)
def test_a_prompt_is_not_an_answer(body: str, tmp_path: Path) -> None:
    found = reading(word_file(body + p("After")), tmp_path)
    assert text_of(found.blocks) == "After"
    assert [(field.value, field.placeholder_shown) for field in found.form_fields] == [("", True)]


def test_an_answer_under_a_flag_nobody_took_away_is_still_an_answer(tmp_path: Path) -> None:
    assert words(f"<w:p>{control(run('Twelve weeks'), SHOWN)}</w:p>", tmp_path) == "Twelve weeks"


def test_controls_say_their_name_and_kind(tmp_path: Path) -> None:
    ticked = '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>'
    body = (
        f"<w:p>{control(run('Agreed'), '<w:dropDownList/>', 'Decision')}</w:p>"
        f"<w:p>{control(run('3 March 2026'), '<w:date/>', 'When')}</w:p>"
        f"<w:p>{control(run('☒'), ticked, 'Urgent')}{run(' Urgent')}</w:p>"
    )
    found = reading(word_file(body), tmp_path)
    assert [(field.name, field.kind, field.value) for field in found.form_fields] == [
        ("Decision", "dropdown", "Agreed"),
        ("When", "date", "3 March 2026"),
        ("Urgent", "checkbox", "☒"),
    ]
    assert [(mark.ticked, mark.label) for mark in found.marks] == [(True, "Urgent")]


def test_old_form_fields_are_read(tmp_path: Path) -> None:
    def old(data: str, result: str = "") -> str:
        return (
            f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="x"/>{data}</w:ffData></w:fldChar></w:r>'
            '<w:r><w:instrText> FORM </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            f'{run(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )

    unticked = '<w:checkBox><w:default w:val="0"/></w:checkBox>'
    chosen = '<w:ddList><w:result w:val="1"/><w:listEntry w:val="A"/><w:listEntry w:val="B"/></w:ddList>'
    body = (
        f"<w:p>{old('<w:checkBox><w:checked/></w:checkBox>')}{run(' Yes')}{old(unticked)}{run(' No')}</w:p>"
        f"<w:p>{old(chosen)}</w:p><w:p>{old('<w:textInput/>', 'Ann')}</w:p>"
    )
    assert words(body, tmp_path) == "☒ Yes☐ No\nB\nAnn"


def test_symbols_that_people_use_for_ticks_are_ticks(tmp_path: Path) -> None:
    body = '<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r><w:r><w:t> Yes</w:t></w:r></w:p>'
    found = reading(word_file(body), tmp_path)
    assert [(mark.ticked, mark.label) for mark in found.marks] == [(True, "Yes")]


# -- changes


def test_insertions_are_in_and_deletions_out(tmp_path: Path) -> None:
    body = (
        f"<w:p>{run('kept ')}<w:ins>{run('added')}</w:ins><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>"
        f"<w:p><w:moveFrom>{run('moved away')}</w:moveFrom></w:p><w:p><w:moveTo>{run('moved here')}</w:moveTo></w:p>"
    )
    found = reading(word_file(body), tmp_path)
    assert text_of(found.blocks) == "kept added\nmoved here"
    assert found.properties.tracked_changes


def test_a_deleted_row_is_gone(tmp_path: Path) -> None:
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{cell(p('gone'))}</w:tr>"
    assert words(table(row(cell(p("kept"))), gone), tmp_path) == "kept"


def test_hidden_and_struck_words_are_not_said(tmp_path: Path) -> None:
    body = f"<w:p>{run('Yes')}{run(' No', '<w:strike/>')}{run(' secret', '<w:vanish/>')}</w:p>"
    assert words(body, tmp_path) == "Yes"


# -- tables


def test_a_merged_cell_is_read_once_and_columns_keep_their_place(tmp_path: Path) -> None:
    body = table(
        row(cell(p("Wide"), '<w:gridSpan w:val="2"/>')),
        row(cell(p("Tall"), '<w:vMerge w:val="restart"/>'), cell(p("a"))),
        row(cell(p("Tall"), "<w:vMerge/>"), cell(p("b"))),
    )
    (found,) = tables_in(reading(word_file(body), tmp_path).blocks)
    assert [[(each.text, each.column, each.span) for each in cells] for cells in found.rows] == [
        [("Wide", 1, 2)],
        [("Tall", 1, 1), ("a", 2, 1)],
        [("b", 2, 1)],
    ]


def test_a_table_in_a_cell_is_read_inside_it(tmp_path: Path) -> None:
    found = reading(word_file(table(row(cell(p("outer") + table(row(cell(p("inner")))))))), tmp_path)
    outer, inner = tables_in(found.blocks)
    assert outer.rows[0][0].text == "outer\ninner"
    assert inner.rows[0][0].text == "inner"
    assert str(outer.rows[0][0].place) == "table 1, row 1, cell 1"


# -- boxes, fields, parts


def test_a_text_box_is_read_once_though_it_stands_twice_in_the_file(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{p('boxed')}</w:txbxContent>"
    body = (
        "<w:p><w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        f"</mc:AlternateContent></w:r>{run('beside')}</w:p>"
    )
    assert words(body, tmp_path) == "beside\nboxed"


def test_a_field_shows_its_result_and_not_its_code(tmp_path: Path) -> None:
    body = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("7")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        f'<w:fldSimple w:instr=" DATE ">{run(" May")}</w:fldSimple></w:p>'
    )
    assert words(body, tmp_path) == "7 May"


def test_tabs_and_breaks_are_kept(tmp_path: Path) -> None:
    body = "<w:p><w:r><w:t>Name</w:t><w:tab/><w:t>Ann</w:t><w:br/><w:t>Lee</w:t></w:r></w:p>"
    assert words(body, tmp_path) == "Name\tAnn\nLee"


def test_headers_footers_and_notes_are_apart_and_a_watermark_is_seen(tmp_path: Path) -> None:
    mark = '<w:r><w:pict><v:shape><v:textpath string="DRAFT"/></v:shape></w:pict></w:r>'
    parts: dict[str, str | bytes] = {
        "word/h.xml": f"<w:hdr {SPACES}>{p('top', mark)}</w:hdr>",
        "word/f.xml": f"<w:ftr {SPACES}>{p('foot')}</w:ftr>",
        "word/n.xml": f"<w:footnotes {SPACES}><w:footnote>{p('note')}</w:footnote></w:footnotes>",
    }
    related = relation(1, "header", "h.xml") + relation(2, "footer", "f.xml") + relation(3, "footnotes", "n.xml")
    found = reading(word_file(p("body"), parts=parts, related=related), tmp_path)
    assert [text_of(part) for part in (found.blocks, found.headers, found.footers, found.notes)] == [
        "body", "top", "foot", "note",
    ]  # fmt: skip
    assert found.headers[0].place.part == "header"
    assert found.properties.watermark == "DRAFT"


def test_headings_come_from_styles_outline_levels_and_bold_lines(tmp_path: Path) -> None:
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="x"/><w:basedOn w:val="G"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="G"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="L"><w:name w:val="y"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        "</w:pPr></w:style></w:styles>"
    )
    no_bold = '<w:b w:val="0"/>'
    body = (
        p("Title", '<w:pPr><w:pStyle w:val="T"/></w:pPr>')
        + p("Two", '<w:pPr><w:pStyle w:val="H"/></w:pPr>')
        + p("Three", '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>')
        + p("an item", '<w:pPr><w:pStyle w:val="L"/></w:pPr>')
        + f"<w:p>{run('Bold line', '<w:b/>')}</w:p>"
        + f"<w:p>{run('Not bold', no_bold)}</w:p>"
    )
    parts: dict[str, str | bytes] = {"word/styles.xml": styles}
    found = reading(word_file(body, parts=parts, related=relation(1, "styles", "styles.xml")), tmp_path)
    levels = [(block.text, block.level) for block in found.blocks if isinstance(block, Heading)]
    assert levels == [("Title", 0), ("Two", 2), ("Three", 3), ("Bold line", 7)]
    assert any(isinstance(block, ListItem) for block in found.blocks)


# -- packages


def test_the_main_part_is_found_wherever_it_stands(tmp_path: Path) -> None:
    data = word_file(p("here"), main="word/document2.xml")
    assert text_of(reading(data, tmp_path).blocks) == "here"


def test_a_strict_file_reads_like_any_other(tmp_path: Path) -> None:
    data = word_file(p("strict") + table(row(cell(p("cell")))), namespace=STRICT)
    assert text_of(reading(data, tmp_path).blocks) == "strict\ncell"


def test_external_targets_are_not_followed(tmp_path: Path) -> None:
    related = relation(1, "header", "file:///etc/passwd", external=True)
    assert reading(word_file(p("x"), related=related), tmp_path).headers == ()


def test_a_target_that_climbs_out_of_the_package_finds_nothing(tmp_path: Path) -> None:
    related = relation(1, "header", "../../../etc/passwd")
    assert reading(word_file(p("x"), related=related), tmp_path).headers == ()


def test_a_document_type_declaration_is_refused(tmp_path: Path) -> None:
    bomb = f'<!DOCTYPE d [<!ENTITY a "aaaaaaaa">]><w:document {SPACES}><w:body>{p("&a;")}</w:body></w:document>'
    data = word_file("", parts={"word/document.xml": bomb})
    assert refused(data, tmp_path) is Unreadable.UNSAFE


def test_a_part_larger_than_the_limit_is_refused_whatever_the_directory_says(tmp_path: Path) -> None:
    path = tmp_path / "big.docx"
    path.write_bytes(word_file(p("x" * 5000)))
    with Package(path, max_part=2000) as package, pytest.raises(UnreadableFile) as told:
        package.part("word/document.xml")
    assert told.value.reason is Unreadable.TOO_LARGE


def test_an_understated_size_does_not_get_past_the_limit(tmp_path: Path) -> None:
    data = word_file(p("x" * 50_000))
    path = tmp_path / "liar.docx"
    path.write_bytes(data)
    with Package(path, max_part=2000) as package, pytest.raises(UnreadableFile) as told:
        package._zip.getinfo("word/document.xml").file_size = 10
        package.part("word/document.xml")
    assert told.value.reason in (Unreadable.TOO_LARGE, Unreadable.DAMAGED)


def test_what_is_no_word_file_is_damaged(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("word/other.xml", "<x/>")
    cut = word_file(p("x" * 3000))[:200]
    broken = word_file("<w:p>")
    for data in (out.getvalue(), b"no zip at all", cut, broken):
        assert refused(data, tmp_path) is Unreadable.DAMAGED


def test_pictures_alone_are_a_scan_and_not_an_empty_paper(tmp_path: Path) -> None:
    picture = '<w:p><w:r><w:drawing><a:blip r:embed="rId9"/></w:drawing></w:r></w:p>'
    assert refused(word_file(picture), tmp_path) is Unreadable.POOR_SCAN


def test_words_imported_from_other_files_are_not_called_empty(tmp_path: Path) -> None:
    assert refused(word_file('<w:altChunk r:id="rId5"/>'), tmp_path) is Unreadable.FORMAT


def test_tables_nested_past_reason_do_not_bring_us_down(tmp_path: Path) -> None:
    body = "x"
    for _ in range(60):
        body = table(row(cell(p("a") + body if body != "x" else p("x"))))
    path = tmp_path / "deep.docx"
    path.write_bytes(word_file(body))
    try:
        assert isinstance(read_docx(path).blocks[0], Table)
    except UnreadableFile as told:
        assert told.reason in (Unreadable.DAMAGED, Unreadable.UNSAFE)


def test_a_styles_part_that_goes_round_in_circles_ends(tmp_path: Path) -> None:
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>'
    )
    parts: dict[str, str | bytes] = {"word/styles.xml": styles}
    body = p("x", '<w:pPr><w:pStyle w:val="A"/></w:pPr>')
    found = reading(word_file(body, parts=parts, related=relation(1, "styles", "styles.xml")), tmp_path)
    assert text_of(found.blocks) == "x"


def test_relationships_are_read_from_beside_the_part(tmp_path: Path) -> None:
    path = tmp_path / "r.docx"
    path.write_bytes(
        word_file(p("x"), parts={"word/_rels/document.xml.rels": relations(relation(4, "styles", "s.xml"))})
    )
    with Package(path) as package:
        assert package.relations("word/document.xml") == {"rId4": ("styles", "word/s.xml")}
