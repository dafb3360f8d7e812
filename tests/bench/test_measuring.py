"""The measuring itself: what it calls missing is missing, and it does not look away."""

from __future__ import annotations

import warnings
from collections import Counter
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from bench.known import known_differences, without_known
from bench.oracles import row_by_row
from bench.pdf_objects import form_words
from bench.robustness import WITHOUT_SCANS, measure_for, mixed
from bench.word_xml import count_words
from bench.words import agreement, in_order, longest_common, words_of
from panelready.reading_room import RoomLimits
from tests.build.controls import change_xml, element, text_box_xml
from tests.build.drawn_pdf import fillable


def test_a_word_cut_in_two_is_a_fault_and_a_ligature_is_none() -> None:
    assert words_of("the oﬃce") == ["the", "office"]
    assert words_of("the of fice") == ["the", "of", "fice"]
    assert words_of("exam- ple") == ["exam", "ple"]


def test_a_hyphen_at_the_end_of_a_line_counts_as_within_its_word_on_both_sides() -> None:
    assert words_of("long-\nterm") == words_of("long-term") == words_of("longterm")


def test_words_missing_and_words_invented_are_counted_each_as_often_as_they_are() -> None:
    agreed = agreement(["no", "no", "yes"], ["no", "maybe"])
    assert agreed.missing == Counter(["no", "yes"])
    assert agreed.extra == Counter(["maybe"])
    assert (round(agreed.recall, 2), agreed.precision) == (0.33, 0.5)


def test_two_columns_read_across_lose_their_order() -> None:
    columns = ["one", "two", "three", "four", "five", "six"]
    across = ["one", "four", "two", "five", "three", "six"]
    assert in_order(columns, columns) == 1
    assert in_order(columns, across) < 0.7
    assert in_order(columns, columns[::-1]) < 0.2


@pytest.mark.parametrize(
    ("one", "other", "length"), [("", "", 0), ("abc", "", 0), ("abcde", "axbxe", 3), ("aa", "a", 1)]
)
def test_the_longest_common_subsequence_is_as_by_hand(one: str, other: str, length: int) -> None:
    assert longest_common(one, other) == longest_common(other, one) == length


def test_a_table_is_taken_row_by_row_and_columns_of_prose_are_not() -> None:
    table = "Name      Age     Place\nSam       4       Exeter\nAlex      7       Truro\n"
    prose = "\n".join(["the child was seen at home          her mother said that she would"] * 4)
    assert row_by_row("by column\fprose", f"{table}\f{prose}") == f"{table}\fprose"


def test_what_stands_apart_in_a_word_file_is_counted_by_what_it_is(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    paragraph = document.add_paragraph("kept ")
    paragraph._p.append(element(change_xml("gone", "A. Writer", date(2026, 3, 1), 1, deleted=True)))
    paragraph._p.append(element(change_xml("added", "A. Writer", date(2026, 3, 1), 2)))
    paragraph.add_run(" struck").font.strike = True
    paragraph.add_run(" unseen").font.hidden = True
    document.element.body.insert(0, element(text_box_xml("boxed")))
    document.sections[0].header.paragraphs[0].text = "above"
    document.save(str(tmp_path / "changed.docx"))
    counted = count_words(tmp_path / "changed.docx")
    assert counted.kept == ["kept", "added"]
    assert (counted.deleted, counted.struck, counted.hidden) == (["gone"], ["struck"], ["unseen"])
    assert (counted.inserted, counted.boxed, counted.headers) == (["added"], ["boxed"], ["above"])


def test_a_widget_that_the_form_does_not_list_still_holds_an_answer(tmp_path: Path) -> None:
    path = tmp_path / "form.pdf"
    path.write_bytes(fillable("Name of child", "Alex Invented"))
    assert form_words(path) == ["Alex", "Invented"]
    with pikepdf.open(path, allow_overwriting_input=True) as pdf, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pikepdf tells of just what is wanted here
        del pdf.Root["/AcroForm"]["/Fields"]
        pdf.save(path)
    assert form_words(path) == ["Alex", "Invented"]


def test_a_known_difference_lets_off_its_own_words_and_no_others(tmp_path: Path) -> None:
    path = tmp_path / "form.pdf"
    path.write_bytes(fillable("Name of child", "Alex Invented"))
    agreed = agreement(["Alex", "Invented"], ["Somebody"])
    judged, used = without_known(path, "pdf", agreed, known_differences())
    assert (judged, used) == (agreed, ())


def test_measuring_every_file_stops_when_its_time_is_up_and_says_how_far_it_came(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.txt" for number in range(35)]
    for path in paths:
        path.write_text("Some words.")
    first = measure_for(0, mixed(paths), RoomLimits(scan=WITHOUT_SCANS))
    rest = measure_for(600, mixed(paths)[first.arrived :], RoomLimits(scan=WITHOUT_SCANS))
    names = [each.name for each in (*first.files, *rest.files)]
    assert 0 < first.arrived < len(paths)
    assert sorted(names) == sorted(path.name for path in paths)
    assert names != sorted(names)
