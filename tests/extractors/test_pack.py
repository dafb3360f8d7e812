"""Is the cover sheet of a pack told from a form, an agenda and a record, and are its papers counted?"""

from __future__ import annotations

import pytest

from extractors.pack import papers_listed
from extractors.reading import Block
from tests.extractors.test_dates_and_people import line, table

FOR = line("LPNA Panel – Tuesday 10 March 2026")
LETTERED = table(("A", "My statement"), ("B", "What the doctor says"), ("C", "Last time"))


@pytest.mark.parametrize(
    ("sheet", "count"),
    [
        ((FOR, line("In this pack"), LETTERED), 3),
        ((FOR, line("K. Poe – papers"), LETTERED), 3),
        ((FOR, table(("Tab", "Paper"), ("1", "Statement"), ("2", "Order"), ("3", "Gran"), ("4", "Tests"))), 4),
        ((FOR, line("In order:"), *map(line, ("the form", "a letter", "notes of 3 March", "Gran's report"))), 4),
        ((FOR, line("Bell / Poe – papers for Tuesday 28 April"), LETTERED), 3),
        ((FOR, line("What is in this file, in the order of the list on the council's pages:"), LETTERED), 3),
        ((FOR, line("Order of papers"), LETTERED), 3),
        ((FOR, line("You should have:"), LETTERED), 3),
        ((FOR, line("Enclosures (4)"), LETTERED), 3),
        ((line("Bell family"), FOR, line("Contents\n1. Form\n2. Letter\n3. Notes\n4. Report\n5. Plan")), 5),
    ],
)
def test_a_sheet_for_a_panel_that_lists_papers_says_how_many_lie_behind_it(
    sheet: tuple[Block, ...], count: int
) -> None:
    assert papers_listed(sheet) == count


@pytest.mark.parametrize(
    "sheet",
    [
        (line("In this pack"), LETTERED),
        (FOR, LETTERED),
        (FOR, line("In this pack"), line("Only the form, and more of it to follow by Friday as I said on the phone.")),
        (FOR, line("The papers for the last panel came late, and so we ask for an early slot this time."), LETTERED),
        (line("Panel agenda"), line("Papers"), LETTERED),
        (FOR, line("In this pack"), LETTERED, line("He is well. " * 200)),
    ],
    ids=["no panel", "no list", "no items", "a sentence", "agenda", "long"],
)
def test_no_other_sheet_does(sheet: tuple[Block, ...]) -> None:
    assert papers_listed(sheet) == 0
