"""Is a child known by what a paper tells of her, and never a parent, a worker or a brother in her place?"""

from __future__ import annotations

from datetime import date

import pytest

from casework.evidence import Place
from extractors.people import children_of
from extractors.reading import Block, Cell, Heading, Paragraph, Reading, Table
from tests.extractors.test_dates_and_people import AT, line, table

TODAY = line("Written on 3 March 2026")


def children(*blocks: Block) -> dict[str, date | None]:
    return {child.name: child.date_of_birth for child in children_of(Reading((*blocks, TODAY)), "f")}


@pytest.mark.parametrize(
    "texts",
    [
        ("What we decided", "Ivy Poe, who is 13, came to Angela as an emergency."),
        ("# Minutes", "Ivy Poe is a six year old girl who likes horses."),
        ("# Why I ask the court to end Ivy Poe's care order",),
        ("# Ivy Poe's team around her", "We went through Ivy's CP plan line by line."),
        ("I am the social worker for Ivy Poe.",),
        ("Request to the director", "Ivy Poe, 15: a home in another county"),
        ("LCS ID 4471820 | Ivy Poe | 01/12/2015 | s20",),
        ("IVY POE 3.5.2021 – my visits for file",),
        ("Case print – Ivy POE – LCS 1880253 – DOB 11/06/2015",),
        ("# How we keep Ivy Poe safe", "Ivy's mum will ring. We will see Ivy each week."),
        ("Dear Ivy Poe,", "Your carers told me about your drawings. The grown ups agreed."),
        ("Re Ivy Poe (girl, 13/05/25)",),
        ("Written with Bryony. I'm Ivy Poe, 17 on 3 August, and this is my plan.",),
        ("Ivy Poe – 2200415 – 8 June 2019 – s.38",),
    ],
)
def test_a_child_is_known_by_what_is_told_of_her(texts: tuple[str, ...]) -> None:
    named = children(*(Heading(text[2:], 1, AT) if text.startswith("# ") else line(text) for text in texts))
    assert [name.casefold() for name in named] == ["ivy poe"]


def test_brothers_and_sisters_in_one_breath_are_each_told_of() -> None:
    paper = (
        Heading("Ivy and Ben Poe – which home for good?", 1, AT),
        line("Ivy, 7, looks after her brother. Ben's plan is adoption. Ben's carers have said yes."),
    )
    assert list(children(*paper)) == ["Ivy Poe", "Ben Poe"]


@pytest.mark.parametrize(
    "texts",
    [
        ("# Assessment of Kay Poe", "Kay is 34. Kay's needs are met by Kay's social worker."),
        ("# Assessment of Kay Poe", "Ms Kay Poe has a care plan of her own."),
        ("# What we agreed with Kay Poe", "Kay (mum) will ring. Kay's plan is to see Kay's mum."),
        ("Chair: Kay Poe. Kay's school sent a report.",),
        ("Present: Kay Poe (SENCO), 12 others",),
        ("Kay Poe, social worker, saw the child at Kay's school base.",),
        ("(1) Kay Poe (2) Jon Poe (3)–(4) the children",),
        ("Half-brother: Ben Poe (9), who lives with his father",),
        ("The family of her cousin Ben Poe (9)",),
        ("Ben Poe, 17, half-brother, lives with his father's parents.",),
        ("Ben Poe (aged 15) is her older brother and his school is near.",),
        ("Ben Poe, the child's step-brother, 12 years old. Ben's care plan was seen.",),
        ("Signed Kay Poe 3/3/2025",),
        ("Special guardianship with Kay Poe, her half-sister on her father's side.", "Kay's school was far away."),
        ("# The story of Kay Poe", "Kay was in care herself. Kay was born in Leeds."),
        ("# Kay Poe: the earlier courts", "Nothing here tells of anybody."),
        ("Judgment of HHJ Lane 14 Feb 2020", "Lane's school road"),
        ("St Barnabas, 12/1/2018",),
    ],
)
def test_an_adult_or_a_brother_is_never_taken_for_the_child(texts: tuple[str, ...]) -> None:
    assert children(*(Heading(text[2:], 1, AT) if text.startswith("# ") else line(text) for text in texts)) == {}


def test_what_a_label_says_outweighs_what_the_words_tell() -> None:
    paper = (table(("Child", "Ann Lee")), line("Ivy Poe, who is 13, is her friend's child."))
    assert list(children(*paper)) == ["Ann Lee"]


@pytest.mark.parametrize(
    ("block", "named"),
    [
        (line("Your baby (Unborn Okoro, due 22 November 2026) was talked about"), ["Unborn Okoro"]),
        (table(("LCS 4410972", "Unborn Poe", "EDD 3/7/26", "–")), ["Unborn Poe"]),
        (line("The unborn child was discussed"), []),
    ],
)
def test_a_child_not_yet_born_is_known_by_the_day_expected(block: Block, named: list[str]) -> None:
    assert list(children(block)) == named


def test_the_first_name_in_the_entry_of_a_birth_is_the_childs() -> None:
    entry = (
        line("CERTIFIED COPY OF AN ENTRY"),
        line("Pursuant to the Births and Deaths Registration Act 1953"),
        line("2. Name and surname  Elowen Grace TAPLEY      3. Sex  Female"),
        line("MOTHER   Name and surname  Kay TAPLEY"),
    )
    assert list(children(*entry)) == ["Elowen Grace TAPLEY"]
    assert children(*entry[2:]) == {}


def test_what_runs_below_the_pages_names_the_child_of_whom_the_text_tells() -> None:
    reading = Reading(
        (Heading("Thinking back", 1, AT), line("Ivy, who is fifteen, left after two years."), TODAY),
        footers=(line("Record – Ivy Poe – Chair: Kay Bell"),),
    )
    assert [child.name for child in children_of(reading, "f")] == ["Ivy Poe"]


ENTRY = (
    line("CERTIFIED COPY OF AN ENTRY"),
    line("Registration district Oxford"),
    line("CHILD"),
    line("1. Date and place of birth"),
    line("Fourteenth May 2021"),
    line("Stoke Hospital, Hay Road"),
    line("2. Name and surname\t3. Sex"),
    line("Elowen Grace TAPLEY\tFemale"),
    line("15. When registered"),
    line("Second June 2021"),
)


def test_the_entry_of_a_birth_names_one_child_and_its_own_day() -> None:
    assert children(*ENTRY) == {"Elowen Grace TAPLEY": date(2021, 5, 14)}


def test_the_entry_of_a_birth_without_a_day_of_birth_gives_none() -> None:
    assert children(*ENTRY[:3], *ENTRY[6:]) == {"Elowen Grace TAPLEY": None}


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("Kit Poe; Half-sister Bluebell Pye", ["Kit Poe"]),
        ("Older half-brother Corin Tasker", []),
        ("Kit Poe and Ida Poe", ["Kit Poe", "Ida Poe"]),
    ],
)
def test_who_is_called_a_brother_or_sister_is_not_the_child(said: str, named: list[str]) -> None:
    assert list(children(table(("Child", said)))) == named


def test_a_nickname_behind_a_name_does_not_hide_the_row_of_a_child() -> None:
    rows = table(("Name", "DOB", "School"), ('Otto Poe ("Otti")', "14/05/2021", "Lane Nursery"))
    assert children(line("Children assessed"), rows) == {"Otto Poe": date(2021, 5, 14)}


def test_parents_at_the_head_of_a_paper_are_not_children() -> None:
    told = (
        line("Kay Poe and Dan Lee, parents of Ann"),
        line("Kay is 4 days sober. Kay's school was kind. Kay's toys."),
    )
    assert children(*told, TODAY) == {}


def test_who_is_a_son_or_another_child_of_the_household_is_not_the_papers() -> None:
    assert children(table(("Child", "Son Callum Fosdyke"))) == {}
    others = table(
        ("Child", "Ann Poe 11/05/2019"), ("Other children", "Kayden Lee, 11, at his nan's. Not part of this.")
    )
    assert list(children(others, TODAY)) == ["Ann Poe"]


def cell(row: int, column: int, text: str) -> Cell:
    place = Place(table=1, row=row, cell=column)
    return Cell(text, place, (Paragraph(text, place),), column)


def test_two_children_side_by_side_have_each_the_birth_of_their_column() -> None:
    texts = (
        ("Name", "Ann POE", "Name", "Ben POE"),
        ("LCS ID", "4471902", "LCS ID", "4471903"),
        ("DOB", "11-May-2019", "DOB", "30-Aug-2023"),
    )
    rows = Table(tuple(tuple(cell(at, *each) for each in enumerate(row, 1)) for at, row in enumerate(texts, 1)), AT)
    assert children(rows, TODAY) == {"Ann POE": date(2019, 5, 11), "Ben POE": date(2023, 8, 30)}


def test_letters_for_an_office_or_an_order_are_no_part_of_a_name() -> None:
    assert list(children(table(("Child", "CO Ann Lee")))) == ["Ann Lee"]
    assert children(table(("Child", "ISW Achterberg"))) == {}
