"""Which words of a Word form somebody filled in, in controls of every level and in old form fields."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.docx_reader import read_docx
from extractors.reading import Block, Reading, Standing, Table, text_of
from tests.extractors.handmade import PROMPT, SHOWN, SPACES, cell, control, p, relation, row, run, table, word_file


def reading(data: bytes, folder: Path) -> Reading:
    path = folder / "file.docx"
    path.write_bytes(data)
    return read_docx(path)


def filled(blocks: tuple[Block, ...]) -> list[str]:
    found = []
    for block in blocks:
        if isinstance(block, Table):
            found += [words for cells in block.rows for each in cells for words in filled(each.blocks)]
        else:
            found += [block.text[start:end] for start, end in getattr(block, "filled", ())]
    return found


def old(data: str, result: str = "", name: str = "x") -> str:
    """An old form field in the runs Word writes."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    begun = f'<w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="{name}"/>{data}</w:ffData></w:fldChar>'
    code = "<w:r><w:instrText> FORMTEXT </w:instrText></w:r>"
    return f"<w:r>{begun}</w:r>{code}{mark.format('separate')}{result}{mark.format('end')}"


@pytest.mark.parametrize(
    "body",
    [
        f"<w:p>{run('Name: ')}{control(run('Ann Lee'))}{run(' (child)')}</w:p>",
        p("Name:") + control(p("Ann Lee")),
        table(row(cell(p("Name:")), control(cell(p("Ann Lee"))))),
        table(row(cell(p("Name:"))), control(row(cell(p("Ann Lee"))))),
        f"<w:p>{run('Name: ')}{control(control(run('Ann ')) + run('Lee'))}</w:p>",
    ],
    ids=["inline", "block", "cell", "row", "nested"],
)
def test_what_stands_in_a_control_is_filled_in(body: str, tmp_path: Path) -> None:
    found = reading(word_file(body), tmp_path)
    assert filled(found.blocks) == ["Ann Lee"]
    assert "Ann Lee" in [field.value for field in found.form_fields]


def test_a_control_around_a_form_is_a_frame_and_its_labels_are_no_answers(tmp_path: Path) -> None:
    inner = table(row(cell(p("Name")), cell(f"<w:p>{control(run('Ann'))}</w:p>")))
    assert filled(reading(word_file(control(p("Form") + inner)), tmp_path).blocks) == ["Ann"]


def test_a_repeating_section_is_no_answer_and_what_is_typed_in_it_is(tmp_path: Path) -> None:
    spaces = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
    items = "".join(
        control(
            row(cell(p("Child")), cell(f"<w:p>{control(run(name), alias='Child')}</w:p>")),
            f"<w15:repeatingSectionItem {spaces}/>",
        )
        for name in ("Ann", "Ben")
    )
    found = reading(word_file(table(control(items, f"<w15:repeatingSection {spaces}/>"))), tmp_path)
    assert filled(found.blocks) == ["Ann", "Ben"]
    assert [(field.name, field.value) for field in found.form_fields] == [("Child", "Ann"), ("Child", "Ben")]


def test_a_row_of_a_repeating_section_without_controls_is_no_answer(tmp_path: Path) -> None:
    item = '<w15:repeatingSectionItem xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"/>'
    found = reading(word_file(table(control(row(cell(p("Child"))), item))), tmp_path)
    assert (filled(found.blocks), found.form_fields) == ([], ())


def test_only_a_ticked_box_is_filled_in(tmp_path: Path) -> None:
    def box(ticked: int) -> str:
        return control(run("☒" if ticked else "☐"), f'<w14:checkbox><w14:checked w14:val="{ticked}"/></w14:checkbox>')

    found = reading(word_file(f"<w:p>{box(1)}{run(' Yes ')}{box(0)}{run(' No')}</w:p>"), tmp_path)
    assert filled(found.blocks) == ["☒"]
    assert [(mark.ticked, mark.label) for mark in found.marks] == [(True, "Yes"), (False, "No")]


@pytest.mark.parametrize(("glyph", "flag", "ticked"), [("✔", 0, True), ("✘", 1, False), ("?", 1, True), ("", 0, False)])
def test_a_box_with_glyphs_of_its_own_is_as_ticked_as_it_looks(
    glyph: str, flag: int, ticked: bool, tmp_path: Path
) -> None:
    states = '<w14:checkedState w14:val="2714"/><w14:uncheckedState w14:val="2718"/>'
    body = control(run(glyph), f'<w14:checkbox><w14:checked w14:val="{flag}"/>{states}</w14:checkbox>')
    found = reading(word_file(f"<w:p>{body}{run(' Urgent')}</w:p>"), tmp_path)
    assert [(mark.ticked, mark.label) for mark in found.marks] == [(ticked, "Urgent")]


# -- prompts


def test_a_prompt_is_known_by_the_form_s_own_copy_of_it(tmp_path: Path) -> None:
    named = '<w:placeholder><w:docPart w:val="P"/></w:placeholder>'
    about, kept = '<w:docPartPr><w:name w:val="P"/></w:docPartPr>', p("Give") + p("reasons")
    block = f"<w:docPart>{about}<w:docPartBody>{kept}</w:docPartBody></w:docPart>"
    parts: dict[str, str | bytes] = {
        "word/g.xml": f"<w:glossaryDocument {SPACES}><w:docParts>{block}</w:docParts></w:glossaryDocument>"
    }
    body = (
        control(p("Give") + p("reasons"), named + SHOWN)
        + control(p("Because"), named + SHOWN)
        + control(p("Give reasons"), named)
    )
    found = reading(word_file(body, parts=parts, related=relation(1, "glossaryDocument", "g.xml")), tmp_path)
    assert [(field.value, field.placeholder_shown) for field in found.form_fields] == [
        ("", True),
        ("Because", False),
        ("", True),
    ]
    assert text_of(found.blocks) == "Because"


def test_a_prompt_whose_flag_was_lost_is_still_a_prompt(tmp_path: Path) -> None:
    found = reading(word_file(f"<w:p>{control(run('Click here to enter text.', PROMPT))}</w:p>" + p("x")), tmp_path)
    assert [(field.value, field.placeholder_shown) for field in found.form_fields] == [("", True)]


def test_an_answer_that_begins_like_a_prompt_is_an_answer(tmp_path: Path) -> None:
    found = reading(word_file(f"<w:p>{control(run('Select committee report attached'))}</w:p>"), tmp_path)
    assert [field.value for field in found.form_fields] == ["Select committee report attached"]


# -- old form fields


def test_an_old_text_field_is_an_answer(tmp_path: Path) -> None:
    found = reading(
        word_file(f"<w:p>{run('Name: ')}{old('<w:textInput/>', run('Ann') + run(' Lee'), 'Text1')}</w:p>"), tmp_path
    )
    assert [(field.name, field.kind, field.value) for field in found.form_fields] == [("Text1", "text", "Ann Lee")]
    assert text_of(found.blocks) == "Name: Ann Lee"
    assert filled(found.blocks) == ["Ann Lee"]


@pytest.mark.parametrize(
    ("data", "result", "asides"),
    [
        ("<w:textInput/>", run("\u2002" * 5), []),
        ('<w:textInput><w:default w:val="Enter name"/></w:textInput>', run("Enter name"), ["Enter name"]),
        ("<w:textInput/>", "", []),
    ],
    ids=["five spaces", "only its default", "nothing"],
)
def test_an_old_text_field_that_nobody_filled_in_is_blank(
    data: str, result: str, asides: list[str], tmp_path: Path
) -> None:
    found = reading(word_file(f"<w:p>{run('Name:')}{old(data, result)}</w:p>"), tmp_path)
    assert text_of(found.blocks) == "Name:"
    assert [(field.value, field.placeholder_shown) for field in found.form_fields] == [("", True)]
    assert [each.text for each in found.asides if each.how is Standing.PROMPT] == asides


def test_an_old_text_field_may_run_over_paragraphs(tmp_path: Path) -> None:
    whole = old("<w:textInput/>", run("First") + "</w:p><w:p>" + run("second"))
    found = reading(word_file(f"<w:p>{run('Views: ')}{whole}{run(' (end)')}</w:p>"), tmp_path)
    assert [field.value for field in found.form_fields] == ["First\nsecond"]
    assert filled(found.blocks) == ["First", "second"]


@pytest.mark.parametrize(
    ("data", "result", "text", "value"),
    [
        ('<w:result w:val="1"/><w:listEntry w:val="Choose"/><w:listEntry w:val="Agreed"/>', "", "Agreed", "Agreed"),
        ('<w:listEntry w:val="Please select"/><w:listEntry w:val="Agreed"/>', "", "", ""),
        ('<w:default w:val="1"/><w:listEntry w:val="No"/><w:listEntry w:val="Yes"/>', "", "Yes", "Yes"),
        ('<w:result w:val="1"/><w:listEntry w:val="No"/><w:listEntry w:val="Yes"/>', run("Yes"), "Yes", "Yes"),
        ('<w:result w:val="9"/><w:listEntry w:val="No"/>', "", "", ""),
    ],
    ids=["chosen", "a prompt", "its default", "shown too", "an entry that is not there"],
)
def test_an_old_list_shows_its_choice_once(data: str, result: str, text: str, value: str, tmp_path: Path) -> None:
    found = reading(word_file(f"<w:p>{old(f'<w:ddList>{data}</w:ddList>', result)}</w:p>" + p("end")), tmp_path)
    assert text_of(found.blocks) == (f"{text}\nend" if text else "end")
    assert [(field.kind, field.value) for field in found.form_fields] == [("dropdown", value)]


# -- ticks in other guises


@pytest.mark.parametrize(
    ("content", "ticked"),
    [
        ('<w:sym w:font="Wingdings 2" w:char="F052"/>', True),
        ('<w:sym w:font="Wingdings 2" w:char="F0A3"/>', False),
        ('<w:sym w:font="Webdings" w:char="F061"/>', True),
        ("<w:t>✓</w:t>", True),
        ("<w:t>✘</w:t>", True),
        ("<w:t>□</w:t>", False),
        ('<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:t>þ</w:t>', True),
        ('<w:rPr><w:rFonts w:ascii="Wingdings 2"/></w:rPr><w:t>£</w:t>', False),
        ("<w:t>[x]</w:t>", True),
        ("<w:t>[ ]</w:t>", False),
        ("<w:t>[</w:t></w:r><w:r><w:t>X]</w:t>", True),
    ],
)  # fmt: skip
def test_ticks_are_known_in_every_guise(content: str, ticked: bool, tmp_path: Path) -> None:
    found = reading(word_file(f"<w:p><w:r>{content}</w:r>{run(' Yes')}</w:p>"), tmp_path)
    assert text_of(found.blocks) == f"{'☒' if ticked else '☐'} Yes"
    assert [(mark.ticked, mark.label) for mark in found.marks] == [(ticked, "Yes")]


def test_a_name_left_out_is_no_tick_and_a_letter_of_a_symbol_font_no_box(tmp_path: Path) -> None:
    body = p("The mother saw [X] at the centre.") + '<w:p><w:r><w:sym w:font="Symbol" w:char="F052"/></w:r></w:p>'
    found = reading(word_file(body), tmp_path)
    assert found.marks == ()
    assert text_of(found.blocks) == "The mother saw [X] at the centre.\nΡ"


def test_typed_boxes_and_controls_keep_their_order(tmp_path: Path) -> None:
    box = control(run("☐"), '<w14:checkbox><w14:checked w14:val="0"/></w14:checkbox>', "B")
    found = reading(word_file(f"<w:p>{run('[x] A ')}{box}{run(' B [ ] C: ')}{control(run('Ann'))}</w:p>"), tmp_path)
    assert [(mark.ticked, mark.label) for mark in found.marks] == [(True, "A"), (False, "B"), (False, "C: Ann")]
    assert filled(found.blocks) == ["Ann"]
