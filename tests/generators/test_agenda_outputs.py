"""The agenda: who stands on it, in which order, and that it names no child."""

import csv
import io
from dataclasses import replace
from datetime import date, time

import pytest

from generators.agenda import Agenda, agenda_csv, agenda_html, agenda_item, agenda_of, agenda_text, cell
from tests.generators.golden_files import assert_as_before
from tests.generators.invented_screenings import FORM_DOCUMENT, INCOMPLETE, READY, REFERRED, answered

READY_ITEM = agenda_item(answered(READY), case_id="k1", slot=time(9, 30))
INCOMPLETE_ITEM = agenda_item(answered(INCOMPLETE), case_id="k2")


def an_agenda(*, list_incomplete: bool = True) -> Agenda:
    assert READY_ITEM is not None and INCOMPLETE_ITEM is not None
    second = replace(
        READY_ITEM, case="LCS 4410533", initials="A.B., M.B.", slot=time(10), social_worker="=cmd|' /C calc'!A0"
    )
    other = replace(INCOMPLETE_ITEM, case="LCS 4409120")
    return agenda_of(
        "Buckinghamshire Council",
        "Legal Planning and New Admissions Panel",
        date(2026, 3, 10),
        (other, second, READY_ITEM),
        list_incomplete=list_incomplete,
    )


def test_the_agenda_is_as_before() -> None:
    assert_as_before("agenda.txt", agenda_text(an_agenda()).encode())
    assert_as_before("agenda.html", agenda_html(an_agenda()).encode())
    assert_as_before("agenda.csv", agenda_csv(an_agenda()))


def test_those_with_a_time_come_first_and_in_order() -> None:
    assert [item.case for item in an_agenda().items] == ["LCS 4410287", "LCS 4410533", "LCS 4409120"]


def test_incomplete_ones_are_listed_only_where_the_panel_wants_them() -> None:
    assert [item.is_complete for item in an_agenda(list_incomplete=False).items] == [True, True]
    assert "! Incomplete: 6 papers or answers to come" in agenda_text(an_agenda())


def test_a_referred_request_is_on_no_agenda() -> None:
    assert agenda_item(answered(REFERRED), case_id="k3") is None


def test_no_child_is_named() -> None:
    for made in (agenda_text(an_agenda()), agenda_html(an_agenda()), agenda_csv(an_agenda()).decode()):
        assert "Tolliver" not in made and "Jayden" not in made and "J.T." in made


def test_words_that_are_no_reference_give_way_to_our_own_id() -> None:
    named = replace(FORM_DOCUMENT.case_references[0], words="Tolliver")
    form = replace(FORM_DOCUMENT, case_references=(named,))
    item = agenda_item(answered(replace(READY, documents=(form,))), case_id="k4")
    assert item is not None and item.case == "k4"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(start: str) -> None:
    assert cell(f"{start}1+1") == f"'{start}1+1"
    rows = list(csv.reader(io.StringIO(agenda_csv(an_agenda()).decode("utf-8-sig"))))
    assert not any(words.startswith(start) for row in rows for words in row)


def test_an_empty_agenda_says_so() -> None:
    empty = replace(an_agenda(), items=())
    assert "Nothing is on the agenda yet." in agenda_text(empty)
    assert "Nothing is on the agenda yet." in agenda_html(empty)
