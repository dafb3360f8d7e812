"""Are the children found in lists and rows that tell more than their names, and nobody else with them?"""

from __future__ import annotations

from datetime import date

import pytest

from extractors.people import children_of
from extractors.reading import Block, Heading, Reading
from tests.extractors.test_dates_and_people import AT, line, table

TODAY = line("Written on 3 March 2026")
BORN = date(2018, 4, 3)


def children(*blocks: Block) -> list[tuple[str, date | None]]:
    return [(child.name, child.date_of_birth) for child in children_of(Reading((*blocks, TODAY)), "f")]


@pytest.mark.parametrize(
    "block",
    [
        table(("Child", "Ann Lee, 03/04/2018, Y3")),
        table(("Child", "Ann Lee, 3.4.2018, F, Mosaic 3108844")),
        table(("Pupil", "Ann Lee", "Year", "Y3"), ("DOB", "3 April 2018", "School", "Elm Road")),
        table(("Name", "Ann Lee", "DOB 03/04/2018", "Legal status ICO")),
        table(("Name", "Ann Lee", "DOB", "03-Apr-2018", "LCS", "4377001")),
        table(("Name", "Ann Lee"), ("Sex / dob", "F, 3 April 2018")),
        table(("Patient", "Ann Lee", "DOB 3/4/2018", "NHS 999 888 1029")),
        table(("This plan is for", "Ann Lee, born 3 April 2018")),
        table(("Child / young person\tD.O.B.\nAnn LEE (Nan)\t3/4/18", "SSID no.\n3307714")),
    ],
)
def test_a_child_is_found_in_a_row_that_tells_more(block: Block) -> None:
    assert [name.title() for name, _ in children(block)] == ["Ann Lee"]


@pytest.mark.parametrize(
    ("told", "named"),
    [
        ("Ann Lee 10y, Ben Lee 8y. GRP 40021", ["Ann Lee", "Ben Lee"]),
        ("Ann Lee (12), Ben Lee (10). ICO.", ["Ann Lee", "Ben Lee"]),
        ("Ann Lee 13, Ben 10, Cal 6", ["Ann Lee", "Ben Lee", "Cal Lee"]),
        ("Ann Lee 20/10/11, Ben 16/2/14", ["Ann Lee", "Ben Lee"]),
        ("Ann (13/6/2019) & Ben Lee (29/9/2022)", ["Ben Lee", "Ann Lee"]),
        ("ANN & BEN LEE (3201177/8)", ["ANN LEE", "BEN LEE"]),
        ("Ann Lee (4 yrs 2 m)", ["Ann Lee"]),
        ("Ann Lee, Year 7. Lead practitioner: Mrs Poe", ["Ann Lee"]),
        ("Ann Lee, Mosaic 3108844", ["Ann Lee"]),
    ],
)
def test_brothers_and_sisters_are_told_apart_from_their_ages_and_numbers(told: str, named: list[str]) -> None:
    assert {name for name, _ in children(table(("Children", told)))} == set(named)
    assert {name for name, _ in children(line(f"Children: {told}"))} == set(named)


@pytest.mark.parametrize(
    "block",
    [
        table(("Children", "Ann (4), Ben (1)")),
        table(("Name", "Jan Poe", "DOB", "03/04/1984")),
        table(("Name", "Jan Poe", "Date", "03/04/2025")),
        table(("Name", "Jan Poe"), ("Date of assessment", "3 April 2025")),
        table(("Child", "Key Stage", "Reading Age"), ("C1", "two", "six")),
        table(("Social worker", "Jan Poe", "Team", "South 2")),
        line("Children: not named here, see the form of Jan Poe, team manager, 3/4/2025"),
    ],
)
def test_nobody_is_named_where_a_row_tells_of_no_child(block: Block) -> None:
    assert children(block) == []


@pytest.mark.parametrize("label", ["Name(s), D.O.B., ICS no.", "Names and dates of birth", "Name, DOB, LCS number"])
def test_a_row_for_names_births_and_numbers_holds_each_child(label: str) -> None:
    both = "Ann Lee-Poe 14.08.16 ICS 388104\nBen Lee-Poe 02.05.19 ICS 388105"
    assert [name for name, _ in children(table((label, both)))] == ["Ann Lee-Poe", "Ben Lee-Poe"]


def test_such_a_row_of_adults_holds_no_child() -> None:
    assert children(table(("Name(s), D.O.B., ICS no.", "Kay Lee 14.08.86 ICS 388104\nJon Poe 02.05.79"))) == []


def test_a_stroke_that_a_scan_left_behind_a_name_is_no_part_of_it() -> None:
    scanned = table(
        ("Names", "Gender", "D.o.b."), ("Ann Lee", "girl", "17.04.2020"), ("Ben Lee |", "boy", "19.05.2022")
    )
    assert [name for name, _ in children(Heading("The children", 1, AT), scanned)] == ["Ann Lee", "Ben Lee"]


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Baby girl LEE-POE (mother calls her Wren)", "Baby girl LEE-POE"),
        ("baby Efua Lee, 3.4.2025", "Efua Lee"),
        ("Florrie Q    Eclipse 2188341     Done on: 10 June 2025 (by telephone)", "Florrie Q"),
        ("Ann Lee Mosaic 4377001 Seen on: 3 May", "Ann Lee"),
    ],
)
def test_a_child_is_named_however_little_a_name_there_is(said: str, name: str) -> None:
    assert [each for each, _ in children(table(("Child", said)))] == [name]


def test_who_signs_under_a_statement_is_no_child_by_the_day() -> None:
    assert children(line("Name: Kay Poe\tDated: 5 February 2026")) == []


def test_a_month_in_which_a_baby_is_due_is_no_surname() -> None:
    named = children(line("Child: Ann Lee, 2 years; unborn baby due August"))
    assert not any("August" in name for name, _ in named)


@pytest.mark.parametrize("label", ["Child/ren & DOB", "Children and dates of birth", "Name of child and date of birth"])
def test_every_child_on_a_line_of_its_own_beside_a_label_that_asks_for_the_birth_too(label: str) -> None:
    told = "Ann Lee-Poe 03/04/2018 – LCS 20991457\nBen Lee-Poe 02/05/2025 – LCS 21003388"
    assert children(table((label, told))) == [("Ann Lee-Poe", BORN), ("Ben Lee-Poe", date(2025, 5, 2))]


def test_a_school_with_a_year_behind_it_is_no_child() -> None:
    assert children(line("Cadbury Cross, Year 7"), table(("School", "Elm Bank, Year 2"))) == []
