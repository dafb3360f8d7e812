"""Words that stand out: deleted, inserted, struck through, hidden, prompts, highlighted, comments."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.docx_reader import read_docx
from extractors.reading import Heading, Reading, Standing, text_of
from tests.build.content import Deleted, Inserted, Paper, Text
from tests.build.controls import W
from tests.build.docx import docx_of
from tests.extractors.handmade import PROMPT, SHOWN, SPACES, cell, control, p, relation, row, run, table, word_file

DELETED = "<w:del><w:r><w:delText>{}</w:delText></w:r></w:del>"


def reading(data: bytes, folder: Path) -> Reading:
    path = folder / "file.docx"
    path.write_bytes(data)
    return read_docx(path)


def aside(found: Reading, how: Standing) -> list[str]:
    return [each.text for each in found.asides if each.how is how]


def test_deleted_words_are_apart_in_the_order_they_stand_and_joined_where_they_touch(tmp_path: Path) -> None:
    gone = DELETED.format("two ") + DELETED.format("three")
    body = (
        f"<w:p>{run('One ')}{gone}{run(' four ')}{DELETED.format('five')}</w:p>" + f"<w:p>{DELETED.format('all')}</w:p>"
    )
    found = reading(word_file(body), tmp_path)
    assert text_of(found.blocks) == "One  four"
    assert aside(found, Standing.DELETED) == ["two three", "five", "all"]
    assert [each.place.paragraph for each in found.asides] == [1, 1, 2]


def test_words_moved_away_are_deleted_and_words_moved_here_inserted(tmp_path: Path) -> None:
    body = (
        f"<w:p><w:moveFrom>{run('moved')}</w:moveFrom></w:p><w:p>{run('to: ')}<w:moveTo>{run('moved')}</w:moveTo></w:p>"
    )
    found = reading(word_file(body), tmp_path)
    assert text_of(found.blocks) == "to: moved"
    assert (aside(found, Standing.DELETED), aside(found, Standing.INSERTED)) == (["moved"], ["moved"])


def test_what_was_inserted_and_deleted_again_is_deleted_only(tmp_path: Path) -> None:
    body = f"<w:p>{run('kept')}<w:ins>{DELETED.format('regretted')}{run(' new')}</w:ins></w:p>"
    found = reading(word_file(body), tmp_path)
    assert text_of(found.blocks) == "kept new"
    assert (aside(found, Standing.DELETED), aside(found, Standing.INSERTED)) == (["regretted"], ["new"])


def test_deleted_rows_and_cells_are_apart(tmp_path: Path) -> None:
    gone_row = f"<w:tr><w:trPr><w:del/></w:trPr>{cell(p('gone') + p('too'))}</w:tr>"
    gone_cell = cell(p("struck off"), "<w:cellDel/>")
    found = reading(word_file(table(row(cell(p("kept")), gone_cell), gone_row)), tmp_path)
    assert text_of(found.blocks) == "kept"
    assert aside(found, Standing.DELETED) == ["struck off", "gone\ntoo"]
    assert found.properties.tracked_changes


@pytest.mark.parametrize("look", ["<w:strike/>", "<w:dstrike/>", '<w:rStyle w:val="Out"/>'])
def test_struck_words_are_no_longer_said(look: str, tmp_path: Path) -> None:
    styles = (
        f'<w:styles xmlns:w="{W}">'
        '<w:style w:type="character" w:styleId="Out"><w:rPr><w:strike/></w:rPr></w:style></w:styles>'
    )
    parts: dict[str, str | bytes] = {"word/styles.xml": styles}
    body = f"<w:p>{run('Yes')}{run(' / ')}{run('No', look)}</w:p>"
    found = reading(word_file(body, parts=parts, related=relation(1, "styles", "styles.xml")), tmp_path)
    assert text_of(found.blocks) == "Yes /"
    assert aside(found, Standing.STRUCK) == ["No"]


def test_a_hidden_style_hides_and_a_run_may_take_it_back(tmp_path: Path) -> None:
    styles = (
        f'<w:styles xmlns:w="{W}">'
        '<w:style w:type="paragraph" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
    )
    parts: dict[str, str | bytes] = {"word/styles.xml": styles}
    shown = '<w:vanish w:val="0"/>'
    body = f'<w:p><w:pPr><w:pStyle w:val="H"/></w:pPr>{run("secret ")}{run("seen", shown)}</w:p>'
    found = reading(word_file(body, parts=parts, related=relation(1, "styles", "styles.xml")), tmp_path)
    assert text_of(found.blocks) == "seen"
    assert aside(found, Standing.HIDDEN) == ["secret"]


def test_a_hidden_text_box_is_hidden_with_its_words(tmp_path: Path) -> None:
    box = f"<w:pict><v:textbox><w:txbxContent>{p('boxed')}</w:txbxContent></v:textbox></w:pict>"
    found = reading(word_file(f"<w:p>{run('seen')}<w:r><w:rPr><w:vanish/></w:rPr>{box}</w:r></w:p>"), tmp_path)
    assert text_of(found.blocks) == "seen"
    assert aside(found, Standing.HIDDEN) == ["boxed"]


def test_a_style_that_says_bold_twice_takes_it_back(tmp_path: Path) -> None:
    bold = "<w:rPr><w:b/></w:rPr></w:style>"
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:styleId="P">{bold}'
        f'<w:style w:type="character" w:styleId="C">{bold}</w:styles>'
    )
    parts: dict[str, str | bytes] = {"word/styles.xml": styles}
    styled, worn = '<w:pPr><w:pStyle w:val="P"/></w:pPr>', '<w:rStyle w:val="C"/>'
    body = p("Bold line", styled) + f"<w:p>{styled}{run('Plain line', worn)}</w:p>"
    found = reading(word_file(body, parts=parts, related=relation(1, "styles", "styles.xml")), tmp_path)
    assert [isinstance(block, Heading) for block in found.blocks] == [True, False]


def test_a_tick_box_struck_through_is_no_mark(tmp_path: Path) -> None:
    found = reading(word_file(f"<w:p>{run('☒ Yes')}{run('☒ No', '<w:strike/>')}</w:p>"), tmp_path)
    assert [(mark.ticked, mark.label) for mark in found.marks] == [(True, "Yes")]


def test_highlighted_words_stay_in_the_text(tmp_path: Path) -> None:
    yellow, white = '<w:highlight w:val="yellow"/>', '<w:highlight w:val="none"/>'
    body = f"<w:p>{run('To be ')}{run('con', yellow)}{run('firmed', yellow)}{run(' by us', white)}</w:p>"
    found = reading(word_file(body), tmp_path)
    assert text_of(found.blocks) == "To be confirmed by us"
    assert aside(found, Standing.HIGHLIGHTED) == ["confirmed"]


@pytest.mark.parametrize(
    "body",
    [
        f"<w:p>{run('Name: ')}{control(run('Click to enter text', PROMPT), SHOWN)}</w:p>",
        p("Name:") + control(f"<w:p>{run('Click to enter text', PROMPT)}</w:p>", SHOWN),
        table(row(cell(p("Name:")), control(cell(f"<w:p>{run('Click to enter text', PROMPT)}</w:p>"), SHOWN))),
        table(row(cell(p("Name:"))), control(row(cell(f"<w:p>{run('Click to enter text', PROMPT)}</w:p>")), SHOWN)),
    ],
    ids=["inline", "block", "cell", "row"],
)
def test_prompts_are_apart(body: str, tmp_path: Path) -> None:
    found = reading(word_file(body), tmp_path)
    assert text_of(found.blocks) == "Name:"
    assert aside(found, Standing.PROMPT) == ["Click to enter text"]


def test_a_button_of_old_templates_shows_a_prompt(tmp_path: Path) -> None:
    code = "<w:instrText> MACROBUTTON NoMacro [Click here and type] </w:instrText>"
    begun, ended = ('<w:r><w:fldChar w:fldCharType="' + kind + '"/></w:r>' for kind in ("begin", "end"))
    found = reading(word_file(f"<w:p>{run('Name ')}{begun}<w:r>{code}</w:r>{ended}</w:p>"), tmp_path)
    assert text_of(found.blocks) == "Name"
    assert aside(found, Standing.PROMPT) == ["[Click here and type]"]


def test_a_comment_is_apart_at_the_words_it_hangs_on(tmp_path: Path) -> None:
    comments = f'<w:comments {SPACES}><w:comment w:id="7">{p("Is this")}{p("agreed?")}</w:comment></w:comments>'
    anchor = '<w:commentRangeStart w:id="7"/>'
    body = p("first") + table(row(cell(p("cost")), cell(f"<w:p>{anchor}{run('£200')}</w:p>")))
    parts: dict[str, str | bytes] = {"word/comments.xml": comments}
    found = reading(word_file(body, parts=parts, related=relation(1, "comments", "comments.xml")), tmp_path)
    ((said),) = found.asides
    assert (said.how, said.text, str(said.place)) == (Standing.COMMENT, "Is this\nagreed?", "table 1, row 1, cell 2")
    assert "agreed" not in text_of((*found.blocks, *found.notes))


def test_a_file_of_python_docx_tells_its_changes_and_comments(tmp_path: Path) -> None:
    paper = Paper([Text("The cost is £200", comment="Who pays?"), Inserted("A new line"), Deleted("An old line")])
    found = reading(docx_of(paper), tmp_path)
    assert text_of(found.blocks) == "The cost is £200\nA new line"
    assert aside(found, Standing.COMMENT) == ["Who pays?"]
    assert aside(found, Standing.INSERTED) == ["A new line"]
    assert aside(found, Standing.DELETED) == ["An old line"]


def test_tracking_switched_on_is_told_though_nothing_has_changed_yet(tmp_path: Path) -> None:
    parts: dict[str, str | bytes] = {"word/s.xml": f"<w:settings {SPACES}><w:trackRevisions/></w:settings>"}
    assert reading(
        word_file(p("x"), parts=parts, related=relation(1, "settings", "s.xml")), tmp_path
    ).properties.tracked_changes
    assert not reading(word_file(p("x")), tmp_path).properties.tracked_changes


def test_a_hidden_row_is_hidden(tmp_path: Path) -> None:
    hidden = f"<w:tr><w:trPr><w:hidden/></w:trPr>{cell(p('for office use'))}</w:tr>"
    found = reading(word_file(table(row(cell(p("kept"))), hidden)), tmp_path)
    assert text_of(found.blocks) == "kept"
    assert aside(found, Standing.HIDDEN) == ["for office use"]
    assert not found.properties.tracked_changes


def test_what_was_inserted_into_a_prompt_says_nothing_of_what_follows(tmp_path: Path) -> None:
    prompt = control(f"<w:ins>{run('Click here', PROMPT)}</w:ins>", SHOWN)
    found = reading(word_file(f"<w:p>{prompt}{run('after')}</w:p>"), tmp_path)
    assert text_of(found.blocks) == "after"
    assert aside(found, Standing.INSERTED) == []
