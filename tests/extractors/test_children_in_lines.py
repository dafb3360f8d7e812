"""Is a child found beside a common label, in a title or a list, and never somebody else in her place?"""

from __future__ import annotations

from datetime import date

import pytest

from extractors.people import children_of
from extractors.reading import Block, Heading, Reading
from tests.extractors.test_dates_and_people import AT, line, table

TODAY = line("Written on 3 March 2026")


def children(*blocks: Block) -> list[tuple[str, date | None]]:
    return [(child.name, child.date_of_birth) for child in children_of(Reading((*blocks, TODAY)), "f")]


BORN = date(2018, 4, 3)


@pytest.mark.parametrize(
    "block",
    [
        table(("Name", "Ann Lee, 03.04.2018")),
        table(("Name", "Ann Lee"), ("DOB", "03/04/2018")),
        table(("Regarding", "Ann Lee 03.04.2018 (LCS 1188904)")),
        table(("Child", 'Ann Lee ("Annie"), f, 3.4.18')),
        table(("Child", "Ann Lee (Annie), girl, born 3 April 2018")),
        table(("Child", "Ann Lee (b. 3/4/18, age 7)")),
        table(("Child 1", "Ann Lee", "Born", "03/04/2018")),
        line("Child: Ann Lee, 03.04.2018. No brothers or sisters."),
        line("Re: Ann Lee (3.4.18)"),
        line("THE CHILD: Ann Lee, a girl, born 3 April 2018"),
        Heading("LETTER BEFORE PROCEEDINGS – Ann Lee, 03/04/2018", 1, AT),
    ],
)
def test_a_child_is_found_with_the_birth(block: Block) -> None:
    assert children(block) == [("Ann Lee", BORN)]


@pytest.mark.parametrize(
    ("block", "named"),
    [
        (Heading("IN THE MATTER OF ANN LEE (born 3 April 2018)", 1, AT), ["ANN LEE"]),
        (Heading("Chronology – Ann Lee", 0, AT), ["Ann Lee"]),
        (Heading("Care plan – Ann Lee-Orr – final draft", 0, AT), ["Ann Lee-Orr"]),
        (Heading("Updated Case Summary – Ann (Annie) Lee", 0, AT), ["Ann Lee"]),
        (line("Assessment in respect of Ann Lee (4) and Ben Lee (2)"), ["Ann Lee", "Ben Lee"]),
        (table(("Children", "Ann and Ben Lee (LCS 1107342, 1107343)")), ["Ann Lee", "Ben Lee"]),
        (table(("Child", "Unborn baby LEE, EDD 03/07/2026")), ["Unborn baby LEE"]),
        (table(("Child", "Unborn baby of Kay Lee and Jon Poe")), ["Unborn baby of Kay Lee and Jon Poe"]),
        (Heading("UNBORN BABY LEE (EDD 3 July 2026)", 1, AT), ["UNBORN BABY LEE"]),
    ],
)
def test_a_child_is_found_by_the_title_or_in_a_list(block: Block, named: list[str]) -> None:
    assert [name for name, _ in children(block)] == named


@pytest.mark.parametrize(
    "block",
    [
        table(("Name", "Kay Lee"), ("DOB", "03/04/1990")),
        table(("Name", "Kay Lee")),
        table(("Name", "Ruth Okafor"), ("Role", "Social worker"), ("DOB", "")),
        line("Re: Kay Lee"),
        line("Before Her Honour Judge Bell on 3 April 2018"),
        Heading("Parenting assessment – Kay Lee", 0, AT),
        Heading("Chronology – Third Respondents", 0, AT),
        line("Assessment in respect of Kay Lee (27)"),
        table(("Child", "LCS ID")),
        table(("Children", "Ann (3/4/2018), Ben (5/6/2020)")),
    ],
)
def test_nobody_else_is_taken_for_a_child(block: Block) -> None:
    assert children(block) == []


def test_where_a_paper_gives_only_births_nobody_is_taken_for_a_child() -> None:
    parents = table(("Name", "Kay Lee"), ("DOB", "03/04/1990"), ("Name", "Jon Lee"), ("DOB", "03/04/1988"))
    assert children_of(Reading((parents,)), "f") == ()
