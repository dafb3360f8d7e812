"""Are the children found in lists and rows that tell more than their names, and nobody else with them?"""

from __future__ import annotations

from datetime import date

import pytest

from extractors.people import children_of
from extractors.reading import Block, Reading
from tests.extractors.test_dates_and_people import line, table

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
    ],
)
def test_a_child_is_found_in_a_row_that_tells_more(block: Block) -> None:
    assert [name for name, _ in children(block)] == ["Ann Lee"]


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
