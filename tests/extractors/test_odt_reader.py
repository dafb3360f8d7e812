"""OpenDocument texts: what a person sees in them, in order, with what stands apart from the words kept apart."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from casework.document import Unreadable
from extractors.odt_reader import read_flat_odt, read_odt
from extractors.page_content import Scan
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
from tests.build.opendocument import SPACES, cell, flat, h, odt, p, row, style, table
from tests.build.papers import panel_application_form, social_work_chronology
from tests.elsewhere import program
from tests.extractors.conftest import ReadBytes

Read = Callable[..., Reading]


@pytest.fixture
def read_file(tmp_path: Path) -> Read:
    def read_it(body: str | bytes, **more: object) -> Reading:
        path = tmp_path / "arrived.odt"
        # more: as each test names it
        path.write_bytes(body if isinstance(body, bytes) else odt(body, **more))  # type: ignore[arg-type]
        return read_odt(path)

    return read_it


def texts(reading: Reading) -> list[str]:
    return [text_of((block,)) for block in reading.blocks]


def asides(reading: Reading) -> list[tuple[Standing, str]]:
    return [(aside.how, aside.text) for aside in reading.asides]


# -- words and their shapes


def test_headings_have_their_levels_and_a_title_is_one(read_file: Read) -> None:
    reading = read_file(
        p("Panel form", "Title") + h("Family") + h("Children", 2) + p("Zoë lives at home."),
        common=style("Title", family="paragraph"),
    )
    found = [(block.text, block.level) for block in reading.blocks if isinstance(block, Heading)]
    assert found == [("Panel form", 0), ("Family", 1), ("Children", 2)]
    assert isinstance(reading.blocks[-1], Paragraph)


def test_a_bold_line_by_itself_only_looks_like_a_heading(read_file: Read) -> None:
    bold = style("B", '<style:text-properties fo:font-weight="bold"/>')
    reading = read_file(p('<text:span text:style-name="B">Views of the child</text:span>') + p("Hm."), automatic=bold)
    assert [getattr(block, "level", None) for block in reading.blocks] == [WEAK_LEVEL, None]


def test_spaces_count_once_and_tabs_and_breaks_are_kept(read_file: Read) -> None:
    body = p("  One \n two<text:s text:c='3'/>three<text:tab/>four<text:line-break/>five ")
    assert texts(read_file(body)) == ["One two   three\tfour\nfive"]


def test_a_soft_hyphen_is_not_seen(read_file: Read) -> None:
    assert texts(read_file(p("chrono\u00adlogy"))) == ["chronology"]


NUMBERED = (
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" '
    'style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")" '
    'text:display-levels="2"/></text:list-style><text:list-style style:name="B"><text:list-level-style-bullet '
    'text:level="1" text:bullet-char="•"/></text:list-style>'
)


def _list(*items: str, name: str = "L", more: str = "") -> str:
    inside = "".join(f"<text:list-item>{item}</text:list-item>" for item in items)
    return f'<text:list text:style-name="{name}" {more}>{inside}</text:list>'


def test_items_have_the_numbers_that_are_shown_and_no_bullets(read_file: Read) -> None:
    inner = "<text:list><text:list-item>" + p("inner") + "</text:list-item></text:list>"
    body = _list(p("one"), p("two") + inner, p("three") + p("more of three")) + _list(p("dot"), name="B")
    reading = read_file(body, automatic=NUMBERED)
    assert texts(reading) == ["1. one", "2. two", "2.a) inner", "3. three", "more of three", "dot"]
    assert all(isinstance(block, ListItem) for block in reading.blocks)


def test_a_list_begins_anew_or_goes_on_or_starts_where_it_says(read_file: Read) -> None:
    going_on = _list(p("c"), more='text:continue-numbering="true"')
    started = _list(p("x")).replace("<text:list-item>", '<text:list-item text:start-value="7">')
    reading = read_file(_list(p("a"), p("b")) + p("-") + going_on + p("-") + started, automatic=NUMBERED)
    assert [text for text in texts(reading) if text != "-"] == ["1. a", "2. b", "3. c", "7. x"]


def test_headings_are_numbered_where_the_file_numbers_them(read_file: Read) -> None:
    outline = (
        '<text:outline-style style:name="Outline"><text:outline-level-style text:level="1" style:num-format="1"/>'
        '<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/></text:outline-style>'
    )
    reading = read_file(h("Family") + h("Mother", 2) + h("Father", 2) + h("Plan"), common=outline)
    assert texts(reading) == ["1 Family", "1.1 Mother", "1.2 Father", "2 Plan"]


# -- tables


def test_a_table_has_its_cells_once_with_their_columns_and_header_rows(read_file: Read) -> None:
    wide = cell(p("Wide"), 'table:number-columns-spanned="2"') + "<table:covered-table-cell/>"
    header = f"<table:table-header-rows>{row(cell(p('Date')), cell(p('Event')))}</table:table-header-rows>"
    tall = cell(p("Tall"), 'table:number-rows-spanned="2"')
    below = row("<table:covered-table-cell/>", cell(p("Below")))
    (found,) = read_file(table(header, row(wide, cell(p("Third"))), row(tall, cell(p("Beside"))), below)).blocks
    assert isinstance(found, Table)
    assert found.header_rows == 1
    said = [[(one.text, one.column, one.span) for one in each] for each in found.rows]
    assert said == [
        [("Date", 1, 1), ("Event", 2, 1)],
        [("Wide", 1, 2), ("Third", 3, 1)],
        [("Tall", 1, 1), ("Beside", 2, 1)],
        [("Below", 2, 1)],
    ]


def test_rows_said_once_and_shown_twice_are_two_rows_but_a_million_empty_ones_are_not_a_million(
    read_file: Read,
) -> None:
    twice = row(cell(p("Same")), attributes='table:number-rows-repeated="2"')
    empty = row(cell("", 'table:number-columns-repeated="16384"'), attributes='table:number-rows-repeated="1048576"')
    (found,) = read_file(table(twice, empty)).blocks
    assert isinstance(found, Table)
    assert [one[0].text for one in found.rows[:2]] == ["Same", "Same"]
    assert len(found.rows) < 100


def test_a_table_in_a_cell_is_read_in_its_cell(read_file: Read) -> None:
    (found,) = read_file(table(row(cell(p("Outer") + table(row(cell(p("Inner")))))))).blocks
    assert isinstance(found, Table)
    assert found.rows[0][0].text == "Outer\nInner"


# -- forms


def test_a_field_that_was_filled_in_is_an_answer_and_one_that_was_not_a_prompt(read_file: Read) -> None:
    body = p('Name: <text:text-input text:description="Child">Zoë</text:text-input>') + p(
        'Team: <text:text-input text:description="Name of team">Name of team</text:text-input>'
        " from <text:placeholder>&lt;Date&gt;</text:placeholder>"
    )
    reading = read_file(body)
    name, team = reading.blocks
    assert isinstance(name, Paragraph)
    assert [name.text[start:end] for start, end in name.filled] == ["Zoë"]
    assert text_of((team,)) == "Team: from"
    assert [(f.value, f.placeholder_shown) for f in reading.form_fields] == [("Zoë", False), ("", True)]
    assert asides(reading) == [(Standing.PROMPT, "Name of team"), (Standing.PROMPT, "Date")]


def test_what_libreoffice_makes_of_words_controls_is_understood(read_file: Read) -> None:
    def control(text: str, more: str) -> str:
        return f"<loext:content-control {more}>{text}</loext:content-control>"

    body = (
        p("Child: " + control("Zoë", 'loext:alias="Child" loext:tag="child"'))
        + p("Team: " + control("The team", 'loext:alias="Team" loext:showing-place-holder="true"'))
        + p("Panel: " + control("Choose an item.", 'loext:dropdown="true"'))
        + p(control("☐", 'loext:checkbox="true" loext:checked="true" loext:alias="Agreed"') + " Agreed")
    )
    reading = read_file(body)
    assert texts(reading) == ["Child: Zoë", "Team:", "Panel:", "☒ Agreed"]
    assert [(f.name, f.tag, f.kind, f.value, f.placeholder_shown) for f in reading.form_fields] == [
        ("Child", "child", "text", "Zoë", False),
        ("Team", "", "text", "", True),
        ("", "", "dropdown", "", True),
        ("Agreed", "", "checkbox", "☒", False),
    ]
    assert asides(reading) == [(Standing.PROMPT, "The team"), (Standing.PROMPT, "Choose an item.")]
    assert [mark.ticked for mark in reading.marks] == [True]


def test_what_was_chosen_is_read_and_not_what_could_have_been(read_file: Read) -> None:
    choice = (
        '<text:drop-down text:name="Panel"><text:label text:value="Legal"/><text:label text:value="Permanence" '
        'text:current-selected="true"/>Permanence</text:drop-down>'
    )
    reading = read_file(p(f"Panel: {choice} please"))
    assert texts(reading) == ["Panel: Permanence please"]
    assert [(f.name, f.kind, f.value) for f in reading.form_fields] == [("Panel", "dropdown", "Permanence")]


def test_controls_drawn_on_the_page_say_what_stands_in_them(read_file: Read) -> None:
    forms = (
        '<office:forms><form:form><form:text form:id="a" form:name="Child" form:current-value="Zoë"/>'
        '<form:checkbox form:id="b" form:label="Agreed" form:current-state="checked"/>'
        '<form:listbox form:id="c" form:name="Panel"><form:option form:label="Legal"/>'
        '<form:option form:label="Permanence" form:selected="true"/></form:listbox>'
        '<form:button form:id="d" form:label="Send"/></form:form></office:forms>'
    )
    drawn = "".join(f'<draw:control draw:control="{name}"/> ' for name in "abcd")
    reading = read_file(forms + p(drawn))
    assert texts(reading) == ["Zoë ☒ Agreed Permanence"]
    assert [(f.name, f.kind, f.value) for f in reading.form_fields] == [
        ("Child", "text", "Zoë"),
        ("Agreed", "checkbox", "☒"),
        ("Panel", "dropdown", "Permanence"),
    ]
    assert [(mark.label, mark.ticked) for mark in reading.marks] == [("Agreed", True)]


# -- what stands apart

CHANGES = (
    '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info/>'
    + p("not")
    + '</text:deletion></text:changed-region><text:changed-region text:id="c2"><text:insertion>'
    "<office:change-info/></text:insertion></text:changed-region></text:tracked-changes>"
)


def test_what_was_deleted_is_out_and_what_was_inserted_is_in_and_both_are_known(read_file: Read) -> None:
    body = CHANGES + p(
        'We do <text:change text:change-id="c1"/>agree<text:change-start text:change-id="c2"/> fully'
        '<text:change-end text:change-id="c2"/>.'
    )
    reading = read_file(body)
    assert texts(reading) == ["We do agree fully."]
    assert sorted(asides(reading)) == [(Standing.DELETED, "not"), (Standing.INSERTED, "fully")]
    assert reading.properties.tracked_changes


def test_an_insertion_may_run_over_several_paragraphs(read_file: Read) -> None:
    start, end = '<text:change-start text:change-id="c2"/>', '<text:change-end text:change-id="c2"/>'
    reading = read_file(CHANGES + p(f"Old {start}new") + p(f"all new{end} old"))
    assert asides(reading) == [(Standing.INSERTED, "new"), (Standing.INSERTED, "all new")]


def test_words_struck_out_or_hidden_by_their_style_are_no_text_but_are_kept(read_file: Read) -> None:
    automatic = (
        style("S", '<style:text-properties style:text-line-through-style="solid"/>')
        + style("H", '<style:text-properties text:display="none"/>')
        + style("M", '<style:text-properties fo:background-color="#ffff00"/>')
    )
    body = p("".join(f'<text:span text:style-name="{name}">{text}</text:span> ' for name, text in
                     (("S", "Yes"), ("H", "secret"), ("M", "No"))))  # fmt: skip
    reading = read_file(body, automatic=automatic)
    assert texts(reading) == ["No"]
    assert asides(reading) == [(Standing.STRUCK, "Yes"), (Standing.HIDDEN, "secret"), (Standing.HIGHLIGHTED, "No")]


def test_a_style_takes_what_it_does_not_say_from_the_one_it_is_based_on(read_file: Read) -> None:
    strike = '<style:text-properties style:text-line-through-style="solid"/>'
    common = style("Base", strike, "paragraph") + style("Own", "", "paragraph", 'style:parent-style-name="Base"')
    loop = style("X", "", "paragraph", 'style:parent-style-name="Y"') + style(
        "Y", "", "paragraph", 'style:parent-style-name="X"'
    )
    assert texts(read_file(p("gone", "Own") + p("kept", "X"), common=common + loop)) == ["kept"]


def test_a_hidden_section_is_not_read_as_text(read_file: Read) -> None:
    reading = read_file(f'<text:section text:display="none">{p("Not shown")}</text:section>' + p("Shown"))
    assert texts(reading) == ["Shown"]
    assert asides(reading) == [(Standing.HIDDEN, "Not shown")]


def test_comments_and_notes_stand_apart(read_file: Read) -> None:
    note = (
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
        + p("Seen alone.")
        + "</text:note-body></text:note>"
    )
    reading = read_file(p(f"Zoë{note} said so.<office:annotation>{p('Check this')}</office:annotation>"))
    assert texts(reading) == ["Zoë said so."]
    assert text_of(reading.notes) == "Seen alone."
    assert reading.notes[0].place.part == "footnote"
    assert asides(reading) == [(Standing.COMMENT, "Check this")]


def test_headers_footers_and_a_watermark_are_apart_from_the_body(read_file: Read) -> None:
    mark = f'<draw:custom-shape draw:name="PowerPlusWaterMarkObject1">{p("DRAFT")}</draw:custom-shape>'
    masters = (
        f"<style:master-page><style:header>{p('Devon' + mark)}</style:header><style:footer>{p('Page 1')}</style:footer>"
        f"</style:master-page><style:master-page><style:header>{p('Devon' + mark)}</style:header></style:master-page>"
    )
    reading = read_file(p("Body"), masters=masters)
    assert (text_of(reading.headers), text_of(reading.footers), texts(reading)) == ("Devon", "Page 1", ["Body"])
    assert reading.properties.watermark == "DRAFT"


def test_a_text_box_is_read_after_the_paragraph_it_hangs_on(read_file: Read) -> None:
    box = f"<draw:frame><draw:text-box>{p('In the box')}</draw:text-box></draw:frame>"
    assert texts(read_file(p(f"Before{box}") + p("After"))) == ["Before", "In the box", "After"]


def test_where_a_page_ends_is_told(read_file: Read) -> None:
    breaking = style("P", '<style:paragraph-properties fo:break-before="page"/>', "paragraph")
    reading = read_file(p("One", "P") + p("Two", "P"), automatic=breaking)
    assert [type(block) for block in reading.blocks] == [Paragraph, PageBreak, Paragraph]


# -- pictures

PICTURE = (
    '<draw:frame svg:width="16cm" svg:height="{}cm"><draw:image xlink:href="Pictures/scan.png"/>'
    "<svg:desc>A letter</svg:desc></draw:frame>"
)


def test_a_picture_large_enough_for_words_is_to_be_scanned_and_a_logo_is_not(read_file: Read) -> None:
    parts = {"Pictures/scan.png": b"x"}
    large = read_file(p(PICTURE.format(20)) + p("Words"), parts=parts)
    assert [picture.key for picture in large.unscanned] == ["Pictures/scan.png"]
    assert large.unread_pages == ()
    small = read_file(p(PICTURE.format(1)) + p("Words"), parts=parts)
    assert small.unscanned == ()
    assert [(block.key, block.alt) for block in small.blocks if isinstance(block, Picture)] == [("", "A letter")]


def test_a_picture_that_lies_elsewhere_is_not_asked_for(read_file: Read) -> None:
    assert read_file(p(PICTURE.format(20)) + p("Words")).unscanned == ()


def test_pictures_and_no_words_are_unread_and_never_empty(read_file: Read, tmp_path: Path) -> None:
    reading = read_file(p(PICTURE.format(20)), parts={"Pictures/scan.png": b"x"})
    assert reading.unread_pages == ((1, 1),)
    again = read_odt(tmp_path / "arrived.odt", {"Pictures/scan.png": Scan(None)})
    assert (again.unread_pages, again.unscanned) == (((1, 1),), ())


# -- what the file says of itself, and what it may be


def test_what_the_file_says_of_itself_is_kept(read_file: Read) -> None:
    meta = (
        "<dc:title>Panel form</dc:title><meta:initial-creator>Ruth Okafor</meta:initial-creator>"
        "<dc:creator>Martin Peverell</dc:creator><meta:creation-date>2026-03-02T09:30:00</meta:creation-date>"
        '<dc:date>2026-03-04</dc:date><dc:language>en-GB</dc:language><meta:document-statistic meta:page-count="3"/>'
    )
    said = read_file(p("x"), meta=meta).properties
    assert (said.title, said.author, said.changed_by) == ("Panel form", "Ruth Okafor", "Martin Peverell")
    assert (said.created, said.changed, said.language, said.pages) == (
        date(2026, 3, 2), date(2026, 3, 4), "en-GB", 3)  # fmt: skip


def test_an_encrypted_file_asks_for_one_without_a_password(tmp_path: Path) -> None:
    manifest = (
        f'<manifest:manifest {SPACES}><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/'
        'xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>'
    )
    assert _refused(odt(p("x"), parts={"META-INF/manifest.xml": manifest.encode()}), tmp_path) is Unreadable.PASSWORD


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"not a zip", Unreadable.DAMAGED),
        (odt(p("x"), parts={"content.xml": b"<a>"}), Unreadable.DAMAGED),
        (odt(p("x"), parts={"content.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), Unreadable.UNSAFE),
        (odt(p("x"), parts={"content.xml": b"<office/>"}), Unreadable.FORMAT),
        (odt("<text:section>" * 5000 + "</text:section>" * 5000), Unreadable.UNSAFE),
    ],
)
def test_a_broken_or_hostile_file_says_why_it_is_not_read(data: bytes, reason: Unreadable, tmp_path: Path) -> None:
    assert _refused(data, tmp_path) is reason


def test_a_file_without_styles_or_properties_is_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(odt(p("Words")))) as whole:
        content = whole.read("content.xml")
    path = tmp_path / "bare.odt"
    with zipfile.ZipFile(path, "w") as bare:
        bare.writestr("content.xml", content)
    assert texts(read_odt(path)) == ["Words"]


def test_a_text_in_one_xml_file_is_read_the_same(tmp_path: Path) -> None:
    path = tmp_path / "x.fodt"
    path.write_bytes(flat(h("Family") + p("Zoë"), common=style("Title", family="paragraph")))
    assert texts(read_flat_odt(path)) == ["Family", "Zoë"]


def _refused(data: bytes, tmp_path: Path) -> Unreadable:
    path = tmp_path / "x.odt"
    path.write_bytes(data)
    with pytest.raises(UnreadableFile) as refused:
        read_odt(path)
    return refused.value.reason


# -- files that LibreOffice made


@pytest.mark.slow
def test_a_form_saved_by_libreoffice_has_the_fields_of_the_word_file(read_bytes: ReadBytes) -> None:
    word = panel_application_form()
    saved = saved_as(word, "odt", program("soffice"))
    before, after = read_bytes(word), read_bytes(saved, "odt")
    assert after.type == before.type == "panel_application_form"
    assert {f.id: f.value for f in after.fields if not f.blank} == {f.id: f.value for f in before.fields if not f.blank}
    assert [child.name for child in after.children] == [child.name for child in before.children]


@pytest.mark.slow
def test_a_chronology_saved_by_libreoffice_is_one(read_bytes: ReadBytes) -> None:
    word = social_work_chronology()
    before, after = read_bytes(word), read_bytes(saved_as(word, "odt", program("soffice")), "odt")
    assert (after.type, after.dated) == (before.type, before.dated)
    assert after.type == "social_work_chronology"
