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
BOTH = {"Ann Lee-Orr": BORN, "Ben Lee-Orr": date(2020, 6, 5)}


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
        line("Report concerning Ann Lee, born 3 April 2018"),
        table(("Child", "Miss Ann Lee, 3.4.18")),
        table(("Child", "Concerning Ann Lee, 3.4.18")),
        table(("Young person", "Ms Ann Lee"), ("DOB", "03/04/2018")),
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
    ("block", "named"),
    [
        (line("Ann van der Berg, born 3 April 2018"), ["Ann van der Berg"]),
        (Heading("Chronology – Ann ap Rhys", 0, AT), ["Ann ap Rhys"]),
        (table(("Child", "Ann da Silva, 3/4/2018, Year 3")), ["Ann da Silva"]),
        (table(("Children", "Ann and Ben dos Santos")), ["Ann dos Santos", "Ben dos Santos"]),
        (line("IN THE MATTER OF Ann le Roux and Ben le Roux"), ["Ann le Roux", "Ben le Roux"]),
        (Heading("UNBORN BABY van Dijk (EDD 3 July 2026)", 1, AT), ["UNBORN BABY van Dijk"]),
        (line("van der Berg, Ann (3/4/2018)"), ["Ann van der Berg"]),
    ],
)
def test_small_words_belong_to_a_surname(block: Block, named: list[str]) -> None:
    assert [name for name, _ in children(block)] == named


def test_the_letters_of_a_job_are_no_surname() -> None:
    assert children(line("Lee TM, 4, and Ann")) == []


@pytest.mark.parametrize("name", ["Ann Lee-Street", "Ann Judge-Lee", "Ann Stage-Lee"])
def test_half_a_surname_may_be_a_word_that_is_no_name(name: str) -> None:
    assert children(table(("Child", name))) == [(name, None)]


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


@pytest.mark.parametrize(
    ("block", "named"),
    [
        (line("Ann (3.4.18) and Ben (5.6.20) Lee-Orr\nHeld on 24 February 2026"), BOTH),
        (line("Ann (7) and Ben (aged 5) Lee"), {"Ann Lee": None, "Ben Lee": None}),
        (line("Ann (2018) and Ben (2021) Lee: what mattered"), {"Ann Lee": None, "Ben Lee": None}),
        (line("Ann Lee, 7, and Ben Lee, 5. From the social worker."), {"Ann Lee": None, "Ben Lee": None}),
        (line("Review, week 6\nAnn Lee (b. 3 April 2018)"), {"Ann Lee": BORN}),
        (line("Ann Lee, girl, 3 April 2018. Mother: Kay Lee"), {"Ann Lee": BORN}),
        (line("Ann Lee (3/4/2018) Eclipse 1977015, care order"), {"Ann Lee": BORN}),
        (line("ICS Lee, Ann 03.04.2018 ID 127730 Form CP7"), {"Ann Lee": BORN}),
        (table(("Ann Lee", "F", "03/04/2018", "foster home A")), {"Ann Lee": BORN}),
        (table(("Ann Lee", "3.4.2018", "Year 3")), {"Ann Lee": BORN}),
        (table(("Our family", "Ann Lee (3.4.2018); mum Kay; nan Bisi")), {"Ann Lee": BORN}),
        (table(("Child / children", "Ann Lee")), {"Ann Lee": None}),
        (table(("Name, age", "Ann Lee, 7 (3.4.2018)")), {"Ann Lee": BORN}),
        (table(("Surname", "First name", "Born"), ("Lee-Orr", "Ann", "3.4.18"), ("Lee-Orr", "Ben", "5.6.20")), BOTH),
        (table(("Family", "Lee-Orr, GRP 118842"), ("Children", "Ann (3/4/2018), Ben (5/6/2020)")), BOTH),
        (Heading("AND IN THE MATTER OF ANN AND BEN LEE", 1, AT), {"Ann Lee": None, "Ben Lee": None}),
        (line("Re P (Children): Ann, Ben and Cal Lee"), {"Ann Lee": None, "Ben Lee": None, "Cal Lee": None}),
        (line("KAY LEE (1)    ANN LEE by her guardian (2)"), {"Ann Lee": None}),
        (table(("The child(ren)", "Born"), ("Ann Lee", "3 April 2018")), {"Ann Lee": BORN}),
    ],
)  # fmt: skip
def test_a_child_is_found_by_what_stands_behind_the_name(block: Block, named: dict[str, date | None]) -> None:
    assert dict(children(block)) == named


@pytest.mark.parametrize(
    "block",
    [
        line("Kay Lee (3.4.1988) and Jon Orr (5.6.1990)"),
        line("Kay (37) and Jon (35) Lee"),
        line("Ruth Okafor, team manager (2.2.2026)"),
        line("Dr Ruth Okafor (12.3.2024) reported"),
        line("Notes – Ruth Okafor 10.2.26"),
        line("Glenys Lee, 58, grandmother"),
        line("Ruth Okafor, 2 High Street"),
        table(("Ruth Okafor", "Team manager", "12/03/2024")),
        table(("Present", "Role", "Date"), ("Ruth Okafor", "SW", "12.3.2024")),
        table(("Name", "DOB", "Relationship"), ("Ann Lee", "3.4.2018", "sister")),
        line("IN THE MATTER OF THE CHILDREN ACT 1989"),
        line("IN THE MATTER OF THE ADOPTION AND CHILDREN ACT 2002"),
        line("Re P (Children)"),
        table(("Names", "Kay Lee and Jon Orr")),
        table(("Family", "Lee / Orr"), ("Children", "Ann, Ben")),
        table(("Family", "Lee / Orr"), ("Children", "Ann (4), Ben (1)")),
    ],
)
def test_a_date_or_an_age_behind_an_adults_name_makes_no_child(block: Block) -> None:
    assert children(block) == []


def test_lines_that_run_above_pages_name_the_child() -> None:
    reading = Reading((TODAY,), headers=(line("Ann Lee (03/04/2018) Eclipse 1977015"),))
    assert [child.name for child in children_of(reading, "f")] == ["Ann Lee"]


@pytest.mark.parametrize(
    "block",
    [
        line("Re ANN LEE dob 3-4-18, LCS 2231907. No siblings."),
        Heading("Regarding Ann Lee 03/04/2018", 1, AT),
        Heading("Re Ann Lee 03/04/2018", 1, AT),
    ],
)
def test_what_leads_to_a_name_is_no_part_of_it(block: Block) -> None:
    assert [(name.casefold(), born) for name, born in children(block)] == [("ann lee", BORN)]
