"""Papers bound behind another under a name of their writer's own making, which no list of titles holds."""

from __future__ import annotations

import pytest

from extractors.catalogue import Catalogue
from tests.build.content import Block, Fields, Grid, Heading, Text
from tests.build.people import JAYDEN
from tests.extractors.test_bound import PROSE, ReadAll, pages, read_all, told

__all__ = ["read_all"]

KEPT = (
    "Kept by his social worker since the summer, and the events before that are taken from the file of the council "
    "in which he and his mother lived until then."
)
FORM: list[Block] = [
    Heading("Viability Assessment", 0),
    Fields([("Child", JAYDEN.name), ("Applicant", "Ida Bell"), ("Relationship", "Aunt")]),
    Text(PROSE),
    Text("Signed: R. Okafor  2 March 2026"),
]
MINUTES: list[Block] = [
    Heading("Strategy discussion: record", 0),
    Fields([("Child", JAYDEN.name), ("Chair", "P Hathersage"), ("Present", "Police, health visitor, school")]),
    Text("Threshold for a section 47 enquiry is met, single agency. " + PROSE),
    Text("Signed: P Hathersage  3 March 2026"),
]
EVENTS: Block = Grid(
    ["Date", "Source", "Event", "Impact on the child"],
    [
        ["02/2021", "Health visitor", "No food in the house at a visit", "Shopping done with mum"],
        ["14/06/2022", "School", "Late on eleven days", "Early help began"],
        ["09/2023", "Police", "Called to a quarrel, he was upstairs", "Section 47 enquiry"],
        ["11/2025", "Nan", "He came to her in the night by himself", "He stayed until Monday"],
    ],
)


def assessment(*last: Block) -> list[Block]:
    top = Fields([("Child", JAYDEN.name), ("Date of birth", "4 May 2019"), ("Completed", "9 March 2026")])
    return [
        Heading("Child and Family Assessment", 0),
        top,
        Heading("Parenting capacity", 1),
        Text(PROSE),
        Heading("Analysis", 1),
        Text(PROSE),
        *last,
    ]


SIGNED = Text("Signed: R. Okafor  9 March 2026")


def test_a_chronology_behind_a_signed_assessment_that_may_hold_one(read_all: ReadAll) -> None:
    own: list[Block] = [Text("Jayden – significant events and what they meant"), Text(KEPT), EVENTS]
    found = told(read_all(pages(FORM, MINUTES, assessment(SIGNED), own)))
    assert found[2:] == [("child_and_family_assessment", (3, 3)), ("social_work_chronology", (4, 4))]


@pytest.mark.parametrize(
    "line",
    [
        "2. Jayden – significant events and what they meant",
        "Appendix A Jayden – significant events",
        "Significant events and what they meant",
    ],
    ids=["numbered", "an appendix", "nobody's"],
)
def test_a_chapter_stays_with_its_paper(read_all: ReadAll, line: str) -> None:
    found = told(read_all(pages(FORM, MINUTES, assessment(SIGNED), [Text(line), Text(KEPT), EVENTS])))
    assert found[2:] == [("child_and_family_assessment", (3, 4))]


def test_so_does_what_follows_a_page_that_ends_nothing(read_all: ReadAll, catalogue: Catalogue) -> None:
    own: list[Block] = [Text("Jayden – significant events and what they meant"), Text(KEPT), EVENTS]
    found = told(read_all(pages(FORM, MINUTES, assessment(), own)))
    assert found[2:] == [("child_and_family_assessment", (3, 4))]
