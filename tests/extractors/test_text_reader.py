"""Plain text: its letters as they were meant, its lines as a person sees them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from extractors import text_reader
from extractors.reading import WEAK_LEVEL, Heading, ListItem, PageBreak, Paragraph, Reading, text_of
from extractors.text_reader import read_message, read_text
from tests.extractors.conftest import ReadBytes

Read = Callable[[str | bytes], Reading]


@pytest.fixture
def read_lines(tmp_path: Path) -> Read:
    def read_it(data: str | bytes) -> Reading:
        path = tmp_path / "arrived.txt"
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return read_text(path)

    return read_it


def kinds(reading: Reading) -> list[tuple[type, str]]:
    return [(type(block), text_of((block,))) for block in reading.blocks]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)  # fmt: skip
def test_letters_are_those_that_were_meant(encoding: str, read_lines: Read) -> None:
    text = "Siân’s father – seen with Zoë"
    assert kinds(read_lines(text.encode(encoding))) == [(Paragraph, text)]


def test_a_letter_cut_in_two_at_the_limit_spoils_nothing(read_lines: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_reader, "MAX_BYTES", 4)
    reading = read_lines("Siân")
    assert kinds(reading) == [(Paragraph, "Siâ")]
    assert reading.limits
    reading = read_lines("abcâ")
    assert kinds(reading) == [(Paragraph, "abc")]


def test_lines_past_the_limit_are_told(read_lines: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_reader, "MAX_LINES", 2)
    reading = read_lines("one.\ntwo.\nthree.")
    assert [text for _, text in kinds(reading)] == ["one.", "two."]
    assert reading.limits
    assert read_lines("one.\ntwo.").limits == ()


def test_lines_end_however_they_end(read_lines: Read) -> None:
    assert [text for _, text in kinds(read_lines("one.\r\ntwo.\rthree.\nfour.\x1cfive."))] == [
        "one.", "two.", "three.", "four.\x1cfive."]  # fmt: skip


def test_underlined_lines_are_headings_and_their_lines_no_words(read_lines: Read) -> None:
    reading = read_lines("Chronology\n==========\nViews of the child\n----\nHe said no.\n----\n")
    assert kinds(reading) == [
        (Heading, "Chronology"),
        (Heading, "Views of the child"),
        (Paragraph, "He said no."),
        (Paragraph, "----"),
    ]
    assert [block.level for block in reading.blocks if isinstance(block, Heading)] == [1, 2]


def test_a_line_in_capitals_by_itself_only_looks_like_a_heading(read_lines: Read) -> None:
    first, *rest = read_lines("FAMILY HISTORY\n\nHIS MOTHER SAID\nshe was there.").blocks
    assert isinstance(first, Heading)
    assert first.level == WEAK_LEVEL
    assert all(isinstance(block, Paragraph) for block in rest)


def test_items_lose_their_bullets_and_keep_their_numbers(read_lines: Read) -> None:
    reading = read_lines("- one\n• two\n3. three\n4) four\n-five\n4.5 hours\n")
    assert kinds(reading) == [
        (ListItem, "one"),
        (ListItem, "two"),
        (ListItem, "3. three"),
        (ListItem, "4) four"),
        (Paragraph, "-five"),
        (Paragraph, "4.5 hours"),
    ]


def test_a_line_to_write_on_is_kept(read_lines: Read) -> None:
    assert kinds(read_lines("Signed:\n________")) == [(Paragraph, "Signed:"), (Paragraph, "________")]


def test_a_form_feed_ends_a_page(read_lines: Read) -> None:
    assert kinds(read_lines("One.\fTwo.\n")) == [(Paragraph, "One."), (PageBreak, ""), (Paragraph, "Two.")]
    assert kinds(read_lines("One.\n\fTwo.\n")) == [(Paragraph, "One."), (PageBreak, ""), (Paragraph, "Two.")]


def test_places_count_lines_as_an_editor_does(read_lines: Read) -> None:
    assert [block.place.line for block in read_lines("\none.\n\nthree.").blocks] == [2, 4]


def test_a_message_has_paragraphs_and_no_headings(tmp_path: Path) -> None:
    path = tmp_path / "body"
    path.write_bytes(b"PANEL PAPERS\n\nPapers\n======\n- one\n")
    assert {type(block) for block in read_message(path).blocks} == {Paragraph}


def test_a_form_typed_as_text_has_its_answers(read_bytes: ReadBytes) -> None:
    form = (
        "Panel Application - To be completed by the Social Worker\n\nPanel name: Legal Gateway Panel\n"
        "Children's name(s): Jayden Tolliver\nPER/GRP number: PER0041977\nTeam Manager: Martin Peverell\n"
    )
    document = read_bytes(form.encode("utf-16"), "text")
    assert document.type == "panel_application_form"
    assert {"Jayden Tolliver", "Martin Peverell"} <= {field.value for field in document.fields}
