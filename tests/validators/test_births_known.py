"""Is a paper about a baby not yet born about the child of the request, and is a paper the family's by its kin?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from casework.document import Document, Passage
from casework.evidence import Evidence, Place
from casework.finding import Reason
from tests.validators.bundle import child, paper
from validators.children_named import with_children_named
from validators.kin import Kin, kin_in, tells_of_kin
from validators.whose import whose_they_are

BORN = ("Micah Adeyemi", date(2026, 2, 10))
MOTHER = "Mother | Kay Trevanion, 19"
FATHER = "Father: Tobi Adeyemi"
PLAIN = "The cot is up and the room is warm. " * 12


def told(*lines: str) -> tuple[Passage, ...]:
    return tuple(Passage(line, Place(paragraph=number)) for number, line in enumerate(lines, 1))


def form(*lines: str) -> Document:
    return paper("form", children=(child(*BORN, file="form.docx"),), passages=told(*lines))


def prebirth(*lines: str, due: date | None = date(2026, 2, 16), dated: date = date(2026, 1, 29)) -> Document:
    unborn = child("Unborn Trevanion", due)
    return paper("assessment", "prebirth.docx", children=(unborn,), dated=dated, passages=told("Pre-birth", *lines))


def names(form: Document, *others: Document) -> list[str]:
    return [each.name for document in with_children_named([form, *others])[1:] for each in document.children]


class TestTheChildWasNotBornThen:
    @pytest.mark.parametrize(
        "line",
        [
            "Micah Adeyemi (“Baby Boy Trevanion” on the hospital papers)",
            "Known before as Unborn Trevanion.",
            "previously unborn baby of Trevanion",
            "Baby Trevanion was born at 05.12.",
            "BB Trevanion on the ward's wristband",
            "Mother: Kay Trevanion",
            "Mum’s name: Kay Trevanion",
            "The mother’s name for service is her full name, Kay Ruth Trevanion, c/o the ward.",
        ],
    )
    def test_a_baby_is_known_by_what_the_request_says_it_was_called(self, line: str) -> None:
        assert names(form(line), prebirth()) == [BORN[0]]
        assert names(form(line), prebirth(due=None, dated=date(2026, 2, 13))) == [BORN[0]]

    def test_a_baby_is_known_by_a_parent_whose_surname_it_was_given(self) -> None:
        assert names(form(), prebirth(MOTHER, FATHER)) == [BORN[0]]
        assert names(form(), prebirth(MOTHER, "Father: Tobi Bello")) == ["Unborn Trevanion"]

    def test_a_baby_is_known_by_the_reference_of_the_request(self) -> None:
        shared = Evidence("form.docx", Place(), "PER 3390125")
        other = replace(shared, words="PER 3390126")
        request = replace(form(), case_references=(shared,))
        assert names(request, replace(prebirth(), case_references=(shared,))) == [BORN[0]]
        assert names(request, replace(prebirth(), case_references=(other,))) == ["Unborn Trevanion"]

    @pytest.mark.parametrize(
        "other",
        [prebirth(due=date(2024, 2, 16)), prebirth(due=None, dated=date(2024, 2, 16)), prebirth(due=date(2027, 1, 3))],
    )
    def test_another_years_baby_of_the_mother_is_somebody_else(self, other: Document) -> None:
        assert names(form("Mother: Kay Trevanion"), other) == ["Unborn Trevanion"]

    def test_another_mothers_baby_is_somebody_else(self) -> None:
        request = form("Mother: Kay Bell", "“Baby Boy Bell” on the ward")
        assert names(request, prebirth()) == ["Unborn Trevanion"]
        findings = [each.reason for each in whose_they_are(with_children_named([request, prebirth()]))]
        assert findings == [Reason.WRONG_CHILD]

    def test_of_twins_nobody_is_chosen(self) -> None:
        twins = (child(*BORN, file="form.docx"), child("Ezra Adeyemi", BORN[1], file="form.docx"))
        assert names(replace(form("Mother: Kay Trevanion"), children=twins), prebirth()) == ["Unborn Trevanion"]

    def test_the_day_expected_is_no_other_birth(self) -> None:
        papers = with_children_named([form("Mother: Kay Trevanion"), prebirth()])
        assert list(whose_they_are(papers)) == []


class TestTheFamily:
    @pytest.mark.parametrize(
        ("line", "kin"),
        [
            ("Mother: Kay Trevanion", Kin(" kay trevanion ", True)),
            ("Ida Trevanion-Pyle, maternal grandmother, was seen.", Kin(" ida trevanion pyle ", False)),
            ("MGM (Ida Bell) came.", Kin(" ida bell ", False)),
            ("Kay Trevanion is his mother.", Kin(" kay trevanion ", True)),
        ],
    )
    def test_a_relative_is_known_by_the_word_for_the_part(self, line: str, kin: Kin) -> None:
        assert kin_in([paper("assessment", passages=told(line))]) == {kin}

    @pytest.mark.parametrize(
        "line", ["Foster mother: Ann Bell", "Chair: Ann Bell", "Ann Bell, social worker", "Mother: Kay"]
    )
    def test_carers_workers_and_first_names_are_no_kin(self, line: str) -> None:
        assert kin_in([paper("assessment", passages=told(line))]) == frozenset()

    @pytest.mark.parametrize(
        ("line", "is_kin"),
        [
            ("Person: Ida Trevanion-Pyle (44)", True),
            ("Person: Ida Mary Trevanion-Pyle (44)", True),
            ("IDA MARY TREVANION-PYLE", True),
            ("Ida said that Mr Trevanion-Pyle left.", False),
            ("Ida Pyle", False),
            ("Mary Trevanion-Pyle", False),
        ],
    )
    def test_a_relative_is_named_with_middle_names_or_without(self, line: str, is_kin: bool) -> None:
        kin = [Kin(" ida trevanion pyle ", False)]
        assert tells_of_kin(paper("assessment", passages=told(line)), kin) is is_kin

    def test_a_paper_about_a_grandmother_is_the_familys_by_a_paper_about_the_baby_to_come(self) -> None:
        about = prebirth("Sources: Ida Trevanion-Pyle, maternal grandmother. Others were asked.")
        viability = paper("assessment", "viability.pdf", passages=told("Person: Ida Mary Trevanion-Pyle", PLAIN))
        request = form("Mother: Kay Trevanion")
        assert list(whose_they_are(with_children_named([request, about, viability]))) == []
        found = list(whose_they_are(with_children_named([request, viability])))
        assert [each.reason for each in found] == [Reason.WHOSE_IS_IT]
