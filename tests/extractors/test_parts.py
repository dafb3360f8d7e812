"""A paper inside another is seen under its own heading, also where nobody set that as one; a mention is no paper."""

from __future__ import annotations

import pytest

from casework.evidence import Place
from extractors.catalogue import Catalogue
from extractors.parts import also_in
from extractors.reading import Block, Cell, Paragraph, Reading, Table

ACTIONS = (("Hair strand test booked", "TR", "27 Feb"), ("Weekly sessions at the clinic", "Delyth", "19 Feb"))


def held(catalogue: Catalogue, *blocks: Block) -> list[str]:
    minutes = catalogue.types["plo_meeting_minutes"]
    return [kind for kind, _ in also_in(Reading(blocks), minutes, (), catalogue, "minutes.docx")]


def line(text: str, number: int = 1) -> Paragraph:
    return Paragraph(text, Place(paragraph=number))


def table(*rows: tuple[str, ...]) -> Table:
    cells = (
        tuple(Cell(text, Place(table=1, row=row, cell=at), column=at) for at, text in enumerate(texts, 1))
        for row, texts in enumerate(rows, 1)
    )
    return Table(tuple(cells), Place(table=1))


@pytest.mark.parametrize(
    "heading",
    [
        "Agreed action plan",
        "AGREED ACTION PLAN",
        "PLO action plan:",
        "Written agreement",
        "AGREED ACTION PLAN - Nell",
        "Agreed action plan for Nell Tolliver",
        "Agreed action plan, 15.1.26",
        "6. Agreed action plan (as it was left by everybody at the meeting, with days)",
    ],
)
def test_a_line_of_its_own_over_actions_is_a_heading(catalogue: Catalogue, heading: str) -> None:
    assert held(catalogue, line(heading), table(("Task", "Lead", "Done"), *ACTIONS)) == ["plo_action_plan"]


def test_so_is_one_over_words(catalogue: Catalogue) -> None:
    words = line("Delyth will see the clinic each week and TR will book the test by 27 February.", 2)
    assert held(catalogue, line("Agreed action plan"), words) == ["plo_action_plan"]


@pytest.mark.parametrize(
    "blocks",
    [
        (line("The agreed action plan was read out by everybody who came."), line("We met again after lunch at two.")),
        (line("Agreed action plan"), line("See the attached document for this part, please.")),
        (line("Agreed action plan"), line("To follow")),
        (line("Agreed action plan (see the attached sheet)"), line("We met again after lunch at two in the hall.")),
        (line("agreed action plan"), line("was sent to both parents and to their solicitors.")),
        (line("Agreed action plan"),),
        (line("Agreed action plan – what has been done since"), table(("Task", "Lead", "Done"), *ACTIONS)),
    ],
)
def test_a_mention_or_an_empty_heading_is_no_paper(catalogue: Catalogue, blocks: tuple[Block, ...]) -> None:
    assert held(catalogue, *blocks) == []
