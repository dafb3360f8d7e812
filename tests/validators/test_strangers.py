"""Papers about children of another family that nothing of ours gives away, and ours that must not be taken for them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casework.finding import Reason
from tests.validators.bundle import message
from tests.validators.test_namesakes import ENOUGH, FORM, MUCH, reasons
from tests.validators.test_whose import saying
from validators.children_named import with_children_named
from validators.whose import whose_they_are

OF_BRAM = ("Bram was glad to see his sister.", "She asked whether Bram had been well, and Bram said so.")
A_LETTER = (
    "Dear Sunniva",
    "You asked me to write down what we need. I can manage the mornings but not the nights.",
    "I don't want Delphine to think I took him. My own two like having Bram, and they asked Oona to come too.",
    "We need a bed and I would like the evening class soon.",
)
ENTRY = (
    "CERTIFIED COPY OF AN ENTRY",
    "BIRTH | Registration district | Sub-district",
    "2. Name and surname | Casimir OSGODBY | Father | Ned TRUSCOTT",
    "Occupation | Roofer | Mother | Ada Jane OSGODBY",
    "Signature of registrar",
)


class TestANameOfOursByChance:
    @pytest.mark.parametrize(
        "line",
        [
            "Present: Ingrid Rowe (chair); Ottilie Vane, mother",
            "Solicitors: Marchant Rowe LLP",
            "Keziah said that the review is in May.",
            "The swings at Rowe Common are broken.",
            "Grandmother: Ida Rowe. Ms Rowe would help.",
        ],
    )
    def test_does_not_make_a_paper_about_another_child_ours(self, line: str) -> None:
        assert reasons(saying("# Notes of the meeting", line, *OF_BRAM, *ENOUGH)) == [Reason.WRONG_CHILD]

    @pytest.mark.parametrize(
        "line",
        [
            "The Rowe family came.",
            "Keziah Rowe was not there.",
            "Ms Rowe said that she would help.",
            "Present: Tamsin Rowe, mother",
        ],
    )
    def test_is_no_chance_where_the_family_is_told_of_or_who_bears_it_is_known(self, line: str) -> None:
        told = replace(saying("# Visit", "Keziah Pengelly-Rowe and her mother Tamsin"), children=FORM.children)
        paper = saying("# Notes of the meeting", line, *OF_BRAM, *ENOUGH)
        assert list(whose_they_are(with_children_named([FORM, told, paper]))) == []

    def test_is_no_chance_where_nobody_else_is_told_of(self) -> None:
        assert reasons(saying("# Notes of the meeting", "Present: Ingrid Rowe", *ENOUGH)) == []

    def test_is_no_chance_where_a_first_name_stands_again_and_again(self) -> None:
        often = ("Keziah was there.", "Keziah likes it.", "Then Keziah went home.")
        assert reasons(saying("# Notes of the meeting", *often, *OF_BRAM, *ENOUGH)) == []


class TestALetter:
    def test_that_names_nobody_whom_our_papers_know_is_for_a_person(self) -> None:
        assert reasons(saying(*A_LETTER, kind=None)) == [Reason.WRONG_CHILD]

    def test_whose_writer_our_papers_know_is_ours(self) -> None:
        came = message("Attached is what Delphine's sister wrote to Sunniva about Oona and Bram.")
        assert list(whose_they_are([FORM, came, saying(*A_LETTER, kind=None)])) == []

    def test_that_names_one_of_ours_by_chance_is_for_a_person(self) -> None:
        assert reasons(saying(*A_LETTER, "Keziah found it funny.", kind=None)) == [Reason.WRONG_CHILD]

    def test_is_no_newsletter(self) -> None:
        news = (
            "Spring news",
            "Welcome to Oona and goodbye to Sunniva.",
            "Ask Delphine for a ticket.",
            "Bring a plate.",
        )
        assert reasons(saying(*news, kind=None)) == []

    @pytest.mark.parametrize(
        "lines",
        [
            ("I have taught Bram Osgodby since September.",),
            ("He is doing well. Bram's attendance is good.",),
            ("I am Brams nan.",),
            ("We can offer Bram a place.",),
            ("Bram, Year 4",),
            ("Bram Osgodby, NHS no 999 000 0027",),
            ("For: Bram and Sunniva T-N and carer",),
            ("To whom it may concern, re Bram T-N, Class Puffin",),
            ("You are invited to the planning meeting for Bram T-N",),
            ("BRAM OSGODBY (8M)",),
            ("Bram Osgodby, Year 2, art club",),
            ("My name is Bram and I am 9.", "I want to stay in my room."),
            ("| want a room that locks.", "Can | keep my bike?", "Bram   9 Feb"),
            ("Child in Need plan – Bram", "At the end Bram came in."),
            ("Our proposal for work with the Q-T family",),
        ],
    )
    def test_about_another_child_is_for_a_person(self, lines: tuple[str, ...]) -> None:
        assert reasons(saying("Notes", *lines, MUCH, kind=None)) == [Reason.WRONG_CHILD]


class TestACoveringNote:
    def test_that_says_it_is_about_a_child_nobody_knows_is_for_a_person(self) -> None:
        note = message("Request to the panel", "Child: Bram Osgodby, born 14 August 2021", file="note.docx")
        assert reasons(note) == [Reason.WRONG_CHILD]

    @pytest.mark.parametrize("line", ["Child: Keziah, born 7 May 2016", "For: Oona Marchant, panel", "Thank you, Oona"])
    def test_that_names_ours_or_no_child_is_none(self, line: str) -> None:
        assert reasons(message("Request to the panel", line, file="note.docx")) == []


@pytest.mark.parametrize("day", ["Sat 9 May", "Thurs 4 June"])
def test_a_day_above_a_childs_letter_is_no_name(day: str) -> None:
    assert reasons(saying(day, "I want to stay in my room.", "I want my phone.", kind=None)) == []


def test_the_letters_of_our_own_family_are_not_anothers() -> None:
    assert reasons(saying("Proposal for work with the P-R family", kind=None)) == []


class TestAnEntryOfBirth:
    def test_of_a_family_nobody_knows_is_for_a_person(self) -> None:
        assert reasons(saying(*ENTRY, kind=None)) == [Reason.WRONG_CHILD]

    def test_with_a_surname_of_ours_is_ours(self) -> None:
        assert reasons(saying(*(line.replace("OSGODBY", "PENGELLY") for line in ENTRY), kind=None)) == []


@pytest.mark.parametrize("title", ["Family tree - Osgodby / Truscott", "Genogram of the Osgodby family"])
def test_a_drawing_of_a_family_nobody_knows_is_anothers(title: str) -> None:
    assert reasons(saying(title, "Ned 37 = Ada 34", kind="genogram")) == [Reason.WRONG_CHILD]
    ours = title.replace("Osgodby", "Pengelly")
    assert reasons(saying(ours, "Ned 37 = Ada 34", kind="genogram")) == []
