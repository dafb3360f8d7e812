"""Are the numbers that Word makes by itself read as a person sees them?"""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.oracles import libreoffice_texts
from extractors.docx_numbering import in_format
from extractors.docx_reader import read_docx
from extractors.reading import Block, Heading, ListItem, tables_in, text_of
from extractors.words import label_key, without_number
from tests.build.controls import W
from tests.build.numbering import in_list, level, numbering_part, starts_at
from tests.elsewhere import program
from tests.extractors.handmade import cell, p, relation, row, run, table, word_file

NUMBERS = {
    1: level(0, "%1.") + level(1, "%1.%2") + level(2, "(%3)", "lowerLetter"),
    2: level(0, "Part %1:", "upperRoman") + level(1, "%2)", "lowerRoman"),
    3: level(0, "•", "bullet"),
    4: level(0, "%1", start=4) + level(1, "%1%2.", "lowerLetter"),
    5: level(0, "%1.", "upperRoman") + level(1, "%1.%2", more="<w:isLgl/>"),
    6: level(0, "%1.") + level(1, "%2.", more='<w:lvlRestart w:val="0"/>'),
    7: level(0, "%1.", style="H"),
}


def file(body: str, lists: dict[int, str] | None = None, styles: str = "") -> bytes:
    used = {1: (1, ""), 2: (2, ""), 3: (3, ""), 4: (4, ""), 5: (5, ""), 6: (6, ""), 7: (7, ""), 11: (1, starts_at(1))}
    parts: dict[str, str | bytes] = {
        "word/numbering.xml": numbering_part(lists or NUMBERS, used),
        "word/styles.xml": f'<w:styles xmlns:w="{W}">{styles}</w:styles>',
    }
    related = relation(1, "numbering", "numbering.xml") + relation(2, "styles", "styles.xml")
    return word_file(body, parts=parts, related=related)


def blocks(data: bytes, folder: Path) -> tuple[Block, ...]:
    path = folder / "file.docx"
    path.write_bytes(data)
    return read_docx(path).blocks


def lines(data: bytes, folder: Path) -> list[str]:
    return text_of(blocks(data, folder)).split("\n")


def items(*places: tuple[int, int]) -> str:
    return "".join(p("x", in_list(number, depth)) for number, depth in places)


@pytest.mark.parametrize(
    ("places", "shown"),
    [
        (((1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1)), ["1.", "1.1", "1.2", "(a)", "2.", "2.1"]),
        (((2, 0), (2, 1), (2, 1), (2, 0)), ["Part I:", "i)", "ii)", "Part II:"]),
        (((4, 0), (4, 1), (4, 1), (4, 0)), ["4", "4a.", "4b.", "5"]),
        (((1, 0), (1, 0), (11, 0), (11, 0), (1, 0)), ["1.", "2.", "1.", "2.", "3."]),
        (((5, 0), (5, 1)), ["I.", "1.1"]),
        (((6, 0), (6, 1), (6, 0), (6, 1)), ["1.", "1.", "2.", "2."]),
        (((1, 1), (1, 0)), ["1.1", "1."]),
    ],
    ids=["levels", "romans", "begins later", "begins again", "in figures", "never begins again", "first level skipped"],
)
def test_numbers_are_those_that_are_shown(
    places: tuple[tuple[int, int], ...], shown: list[str], tmp_path: Path
) -> None:
    assert lines(file(items(*places)), tmp_path) == [f"{number} x" for number in shown]


def test_libreoffice_shows_the_same_numbers(tmp_path: Path) -> None:
    program("soffice")
    data = file(items((1, 0), (1, 1), (1, 2), (1, 2), (1, 0), (1, 1), (2, 0), (2, 1), (4, 0), (4, 1), (11, 0), (11, 1)))
    ours = lines(data, tmp_path)
    theirs = libreoffice_texts([tmp_path / "file.docx"], tmp_path / "theirs")[tmp_path / "file.docx"] or ""
    assert ours == [" ".join(line.split()) for line in theirs.split("\n") if line.strip()]


def test_a_bullet_is_no_part_of_the_text(tmp_path: Path) -> None:
    (item,) = blocks(file(items((3, 0))), tmp_path)
    assert isinstance(item, ListItem)
    assert item.text == "x"


def test_a_style_numbers_its_paragraphs_and_zero_takes_the_number_away(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="7"/>'
        '</w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="I"><w:basedOn w:val="H"/></w:style>'
    )
    styled, based = '<w:pPr><w:pStyle w:val="H"/></w:pPr>', '<w:pPr><w:pStyle w:val="I"/></w:pPr>'
    off = '<w:pPr><w:pStyle w:val="H"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>'
    found = blocks(
        file(p("One", styled) + p("Two", based) + p("None", off) + p("Three", styled), styles=styles), tmp_path
    )
    assert [(each.text, each.level) for each in found if isinstance(each, Heading)] == [
        ("1. One", 1), ("2. Two", 1), ("None", 1), ("3. Three", 1),
    ]  # fmt: skip


def test_a_style_linked_to_a_level_has_that_level(tmp_path: Path) -> None:
    linked = {1: level(0, "%1.", style="One") + level(1, "%1.%2", style="Two")}
    named = (
        '<w:style w:type="paragraph" w:styleId="{}"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = "".join(p("x", f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>') for style in ("One", "Two", "Two", "One"))
    styles = named.format("One") + named.format("Two")
    assert lines(file(body, linked, styles), tmp_path) == ["1. x", "1.1 x", "1.2 x", "2. x"]


def test_an_empty_item_is_counted_and_says_nothing(tmp_path: Path) -> None:
    empty = f"<w:p>{in_list(1)}</w:p>"
    hidden = f"<w:p>{in_list(1).replace('</w:pPr>', '<w:rPr><w:vanish/></w:rPr></w:pPr>')}</w:p>"
    gone = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr></w:p>'
    assert lines(file(items((1, 0)) + empty + gone + hidden + items((1, 0))), tmp_path) == ["1. x", "3. x"]


def test_a_numbered_label_in_a_cell_carries_its_number_and_is_still_that_label(tmp_path: Path) -> None:
    body = table(row(cell(p("Request", in_list(4))), cell(p("Twelve weeks"))), row(cell(p("Duration", in_list(4, 1)))))
    (found,) = tables_in(blocks(file(body), tmp_path))
    assert [each.text for cells in found.rows for each in cells] == ["4 Request", "Twelve weeks", "4a. Duration"]
    assert label_key("4 Request") == label_key("Request")
    assert label_key("4a. Duration") == label_key("Duration")


def test_a_bold_line_with_a_number_is_a_heading_and_one_with_a_bullet_an_item(tmp_path: Path) -> None:
    body = "".join(f"<w:p>{in_list(number)}{run('Background', '<w:b/>')}</w:p>" for number in (1, 3))
    first, second = blocks(file(body), tmp_path)
    assert isinstance(first, Heading)
    assert first.text == "1. Background"
    assert isinstance(second, ListItem)


def test_a_filled_control_begins_behind_the_number(tmp_path: Path) -> None:
    control = f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{run('Ann')}</w:sdtContent></w:sdt>"
    (item,) = blocks(file(f"<w:p>{in_list(1)}{run('Name ')}{control}</w:p>"), tmp_path)
    assert isinstance(item, ListItem)
    ((start, end),) = item.filled
    assert item.text[start:end] == "Ann"


def test_a_list_that_is_not_there_and_a_damaged_numbering_part_lose_no_words(tmp_path: Path) -> None:
    assert lines(file(items((99, 0))), tmp_path) == ["x"]
    parts: dict[str, str | bytes] = {"word/numbering.xml": "<w:numbering"}
    path = tmp_path / "file.docx"
    path.write_bytes(word_file(items((1, 0)), parts=parts, related=relation(1, "numbering", "numbering.xml")))
    found = read_docx(path)
    assert text_of(found.blocks) == "x"
    assert found.limits == ("part of it (its numbering) is damaged and was not read",)


@pytest.mark.parametrize(
    ("number", "form", "shown"),
    [(27, "lowerLetter", "aa"), (0, "lowerLetter", "0"), (1949, "upperRoman", "MCMXLIX"), (7, "decimalZero", "07"),
     (22, "ordinal", "22nd"), (13, "ordinal", "13th"), (3, "cardinalText", "Three"), (2, "ordinalText", "Second"),
     (5, "aiueo", "5"), (5000, "lowerRoman", "5000")],
)  # fmt: skip
def test_formats_of_numbers(number: int, form: str, shown: str) -> None:
    assert in_format(number, form) == shown


@pytest.mark.parametrize(
    ("printed", "heading"),
    [("4b. Wishes", "Wishes"), ("1 Introduction", "Introduction"), ("2.1a Family", "Family"),
     ("12 March 2026", "12 March 2026"), ("3 bedrooms", "3 bedrooms")],
)  # fmt: skip
def test_a_number_is_told_from_a_day_and_a_count(printed: str, heading: str) -> None:
    assert without_number(printed) == heading
