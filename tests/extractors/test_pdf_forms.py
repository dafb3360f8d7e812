"""Is everything that stands in a PDF form's controls seen, and put beside what it answers?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from casework.document import Unreadable
from extractors.pdf_reader import read_pdf
from extractors.reading import Paragraph, Reading, Standing, UnreadableFile, tables_in, text_of
from tests.build.pdf_forms import HEIGHT, FormMaker, xfa_form
from tests.elsewhere import corpora

RADIO, PUSH, COMBO, MULTI, COMB = 1 << 15, 1 << 16, 1 << 17, 1 << 21, 1 << 24


def read(data: bytes, tmp_path: Path) -> Reading:
    path = tmp_path / "form.pdf"
    path.write_bytes(data)
    return read_pdf(path)


def printed(*lines: str) -> Any:
    def draw(canvas: Any) -> None:
        for number, line in enumerate(lines):
            canvas.drawString(72, HEIGHT - 100 - 40 * number, line)

    return draw


def line(number: int, left: float = 250, wide: float = 150, high: float = 16) -> tuple[float, float, float, float]:
    """The box beside a printed line."""
    return left, 88 + 40 * number, left + wide, 88 + 40 * number + high


def values(found: Reading) -> dict[str, str]:
    return {field.tag: field.value for field in found.form_fields}


def test_a_value_is_inherited_and_named_by_all_its_parents(tmp_path: Path) -> None:
    maker = FormMaker(printed("Child's name"))
    parent = maker.field(T=String("form"), FT=Name.Tx)
    group = maker.field(T=String("child"), V=String("Ann Lee"), parent=parent)
    maker.field(box=line(0), parent=group)
    found = read(maker.bytes(), tmp_path)
    assert values(found) == {"form.child": "Ann Lee"}
    assert found.form_fields[0].name == "Child's name"
    assert "Child's name\tAnn Lee" in text_of(found.blocks)


def test_a_radio_group_says_what_was_chosen_and_which_button(tmp_path: Path) -> None:
    maker = FormMaker(printed("Which panel is it for?", "Legal gateway", "Care panel"))
    group = maker.field(
        T=String("panel"), FT=Name.Btn, Ff=RADIO, V=Name("/1"), Opt=Array([String("Legal"), String("Care")])
    )
    maker.button("0", on=False, parent=group, box=(50, 128, 62, 140))
    maker.button("1", on=True, parent=group, box=(50, 168, 62, 180))
    found = read(maker.bytes(), tmp_path)
    assert values(found) == {"panel": "Care"}
    assert [(mark.label, mark.ticked) for mark in found.marks] == [("Legal gateway", False), ("Care panel", True)]
    assert "☒ Care panel" in text_of(found.blocks)


def test_every_choice_of_a_list_is_seen_as_it_is_shown(tmp_path: Path) -> None:
    maker = FormMaker(printed("Needs", "Sitting"))
    options = Array(
        [Array([String("ed"), String("Education")]), Array([String("he"), String("Health")]), String("Other")]
    )
    chosen = Array([String("ed"), String("Other")])
    maker.field(T=String("needs"), FT=Name.Ch, Ff=MULTI, Opt=options, V=chosen, box=line(0, high=30))
    maker.field(T=String("day"), FT=Name.Ch, Ff=COMBO, Opt=options, V=String("typed in"), box=line(1))
    found = read(maker.bytes(), tmp_path)
    assert values(found) == {"needs": "Education, Other", "day": "typed in"}
    assert [field.kind for field in found.form_fields] == ["dropdown", "combo"]


def test_a_tick_box_is_on_under_whatever_name(tmp_path: Path) -> None:
    maker = FormMaker(printed("Urgent", "Attached", "Only said to be on"))
    maker.button("Ja_!", on=True, T=String("a"), FT=Name.Btn, V=Name("/Ja_!"), box=(50, 88, 62, 100))
    maker.button("Yes", on=False, T=String("b"), FT=Name.Btn, box=(50, 128, 62, 140))
    maker.field(T=String("c"), FT=Name.Btn, V=Name.On, box=(50, 168, 62, 180))
    found = read(maker.bytes(), tmp_path)
    assert [(mark.label, mark.ticked) for mark in found.marks] == [
        ("Urgent", True),
        ("Attached", False),
        ("Only said to be on", True),
    ]


def test_where_all_is_to_be_drawn_anew_the_value_counts_and_not_the_drawing(tmp_path: Path) -> None:
    maker = FormMaker(printed("Urgent"))
    maker.button("Yes", on=False, T=String("a"), FT=Name.Btn, V=Name.Yes, box=(50, 88, 62, 100))
    assert [mark.ticked for mark in read(maker.bytes(), tmp_path).marks] == [False]
    maker.document.Root.AcroForm.NeedAppearances = True
    assert [mark.ticked for mark in read(maker.bytes(), tmp_path).marks] == [True]


def test_text_in_every_form_is_read_whole(tmp_path: Path) -> None:
    maker = FormMaker(printed("Post code", "Reason", "Story", "Stream"))
    maker.field(T=String("comb"), FT=Name.Tx, Ff=COMB, MaxLen=7, V=String("EX11AAA"), box=line(0))
    maker.field(
        T=String("rich"), FT=Name.Tx, RV=String("<body><p>One <b>two</b></p><p>three</p></body>"), box=line(1, high=30)
    )
    maker.field(T=String("lines"), FT=Name.Tx, Ff=1 << 12, V=String("First line\rsecond line"), box=line(2, high=30))
    maker.field(T=String("long"), FT=Name.Tx, V=maker.document.make_stream(b"Kept apart"), box=line(3))
    assert values(read(maker.bytes(), tmp_path)) == {
        "comb": "EX11AAA",
        "rich": "One two\nthree",
        "lines": "First line\nsecond line",
        "long": "Kept apart",
    }


def test_what_nobody_sees_is_no_answer(tmp_path: Path) -> None:
    maker = FormMaker(printed("Name", "More"))
    maker.field(T=String("shown"), FT=Name.Tx, V=String("Ann"), box=line(0))
    maker.field(T=String("hidden"), FT=Name.Tx, V=String("secret"), F=2, box=line(1))
    found = read(maker.bytes(), tmp_path)
    assert values(found) == {"shown": "Ann"}
    assert "secret" not in text_of(found.blocks)
    assert [(aside.how, aside.text) for aside in found.asides] == [(Standing.HIDDEN, "secret")]


def test_a_field_that_no_page_shows_is_still_known(tmp_path: Path) -> None:
    maker = FormMaker(printed("Name"))
    maker.field(T=String("orphan"), FT=Name.Tx, V=String("kept"))
    assert values(read(maker.bytes(), tmp_path)) == {"orphan": "kept"}


def test_a_widget_that_no_field_list_names_is_read(tmp_path: Path) -> None:
    maker = FormMaker(printed("Name"))
    maker.field(T=String("name"), FT=Name.Tx, V=String("Ann"), box=line(0))
    maker.document.Root.AcroForm.Fields = Array()
    assert values(read(maker.bytes(), tmp_path)) == {"name": "Ann"}


def test_a_tooltip_names_a_control_before_the_words_beside_it(tmp_path: Path) -> None:
    maker = FormMaker(printed("Name"))
    maker.field(T=String("f1"), TU=String("Child's full name"), FT=Name.Tx, V=String("Ann"), box=line(0))
    assert read(maker.bytes(), tmp_path).form_fields[0].name == "Child's full name"


def test_what_was_typed_is_told_apart_from_what_is_printed(tmp_path: Path) -> None:
    maker = FormMaker(printed("Child's name"))
    maker.field(T=String("f1"), FT=Name.Tx, V=String("Ann Lee"), box=line(0))
    (block,) = read(maker.bytes(), tmp_path).blocks
    assert isinstance(block, Paragraph)
    assert [block.text[start:end] for start, end in block.filled] == ["Ann Lee"]


def test_a_circle_of_parents_ends(tmp_path: Path) -> None:
    maker = FormMaker(printed("Name"))
    first = maker.field(T=String("a"), FT=Name.Tx, V=String("Ann"), box=line(0))
    second = maker.field(T=String("b"), parent=first)
    first.Parent = second
    assert "Ann" in values(read(maker.bytes(), tmp_path)).values()


def test_a_digital_signature_says_who(tmp_path: Path) -> None:
    maker = FormMaker(printed("Signed", "Signed by the manager"))
    signed = Dictionary(Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), Name=String("Jo Bright"))
    maker.field(T=String("s"), FT=Name.Sig, V=signed, box=line(0))
    maker.field(T=String("t"), FT=Name.Sig, box=line(1))
    found = read(maker.bytes(), tmp_path)
    assert [(each.kind, each.who, each.place.page) for each in found.signatures] == [("digital", "Jo Bright", 1)]


def test_only_so_many_controls_are_read_and_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractors.pdf_form.MAX_CONTROLS", 2)
    maker = FormMaker(printed("Name"))
    for number in range(4):
        maker.field(T=String(f"f{number}"), FT=Name.Tx, V=String("x"), box=line(number))
    assert any("places to fill in" in limit for limit in read(maker.bytes(), tmp_path).limits)


TEMPLATE = b"""<template xmlns="http://www.xfa.org/schema/xfa-template/3.3/"><subform name="form1">
<subform name="child">
<draw><value><text>About the child</text></value></draw>
<field name="name"><ui><textEdit/></ui><caption><value><text>Child's name</text></value></caption></field>
<field name="dob"><ui><dateTimeEdit/></ui><caption><value><text>Date of birth</text></value></caption></field>
<field name="urgent"><ui><checkButton/></ui><caption><value><text>Urgent</text></value></caption>
<items><text>1</text><text>0</text></items></field><field name="go"><ui><button/></ui></field>
</subform></subform></template>"""
DATA = b"""<xfa:datasets xmlns:xfa="http://www.xfa.org/schema/xfa-data/1.0/"><xfa:data><form1><child>
<name>Ann Lee</name><dob/><urgent>1</urgent></child></form1></xfa:data></xfa:datasets>"""
NO_DATA = b'<xfa:datasets xmlns:xfa="http://www.xfa.org/schema/xfa-data/1.0/"><xfa:data/></xfa:datasets>'


def test_a_form_that_only_adobe_draws_is_read_from_its_data(tmp_path: Path) -> None:
    found = read(xfa_form(TEMPLATE, DATA, "Please wait..."), tmp_path)
    assert found.properties.form == "xfa"
    assert "About the child" in text_of(found.blocks)
    assert [[cell.text for cell in row] for table in tables_in(found.blocks) for row in table.rows] == [
        ["Child's name", "Ann Lee"],
        ["Date of birth", ""],
        ["Urgent", "☒"],
    ]


def test_such_a_form_with_nothing_in_it_is_named_for_what_it_is(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as told:
        read(xfa_form(TEMPLATE, NO_DATA, "Please wait..."), tmp_path)
    assert told.value.reason is Unreadable.FORMAT


def test_a_form_of_both_kinds_is_read_as_it_is_printed(tmp_path: Path) -> None:
    maker = FormMaker(printed("Child's name"))
    maker.field(T=String("n"), FT=Name.Tx, V=String("Ann"), box=line(0))
    maker.add_xfa(TEMPLATE, DATA)
    found = read(maker.bytes(), tmp_path)
    assert found.properties.form == "acroform"
    assert "Child's name\tAnn" in text_of(found.blocks)


def _values_anywhere(path: Path) -> set[str]:
    """Every text that some object of a file says is a text field's value, however it is hung into the form."""
    with pikepdf.open(path) as document:
        return {
            " ".join(str(each.V).split())
            for each in document.objects
            if isinstance(each, Dictionary) and each.get("/FT") == Name.Tx and isinstance(each.get("/V"), String)
        }


@pytest.mark.slow
def test_every_value_in_the_forms_of_other_programs_is_seen() -> None:
    seen = 0
    for path in sorted(corpora().rglob("*.pdf")):
        try:
            wanted = _values_anywhere(path) - {""}
            found = read_pdf(path)
        except (pikepdf.PdfError, pikepdf.PasswordError, UnreadableFile):
            continue
        shown = {" ".join(field.value.split()) for field in found.form_fields}
        shown |= {" ".join(aside.text.split()) for aside in found.asides}
        drawn = " ".join(text_of(found.blocks).split())
        assert all(each in drawn for each in wanted - shown), path
        seen += len(wanted)
    assert seen > 15


def test_the_words_on_a_button_are_printed_and_no_answer(tmp_path: Path) -> None:
    maker = FormMaker(lambda canvas: canvas.drawString(72, HEIGHT - 110, "Child's name"))
    maker.field(T=String("n"), FT=Name.Tx, V=String("Ann"), box=(200, 98, 300, 114))
    maker.field(T=String("r"), FT=Name.Btn, Ff=1 << 16, MK=Dictionary(CA=String("Print form")), box=(72, 200, 172, 220))
    path = tmp_path / "form.pdf"
    path.write_bytes(maker.bytes())
    found = read_pdf(path)
    assert text_of(found.blocks).splitlines() == ["Child's name\tAnn", "Print form"]
    assert [(field.name, field.value) for field in found.form_fields] == [("Child's name", "Ann")]
