"""Is a paper that leaves names out the request's by the letters and the age in it, and by nothing less?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from casework.document import Passage
from casework.evidence import Place
from casework.finding import Reason
from tests.validators.bundle import child, paper
from validators.children_named import with_children_named
from validators.whose import whose_they_are

FORM = paper("form", children=(child("Casper Lanyon", date(2015, 10, 21), file="form.docx"),))
PLAIN = Passage("The carers have had a good year and the fence was mended. " * 6, Place(paragraph=1))


def reasons(line: str, dated: date | None = date(2026, 3, 24)) -> list[Reason]:
    said = paper("minutes", passages=(PLAIN, Passage(line, Place(paragraph=2))))
    papers = with_children_named([FORM, replace(said, dated=dated)])
    return [each.reason for each in whose_they_are(papers)]


@pytest.mark.parametrize(
    "line",
    [
        "Children in placement | CL, 10. JP, 15, left",
        "For: C.L. (10)",
        "Young person | C.L., male, 10",
        "C L, boy aged 10",
        "CL is 10",
        "CL (M, 10)",
        "CL – 10",
    ],
)
def test_letters_and_the_age_of_the_day_tell_whose_a_paper_is(line: str) -> None:
    assert reasons(line) == []


@pytest.mark.parametrize(
    "line", ["JP, 10", "CL, 11", "CL came", "C, 10", "CL 10/3/2026", "CL, 10.30 am", "CLA, 10", "DCL, 10", "LC, 10"]
)
def test_other_letters_another_age_or_a_date_do_not(line: str) -> None:
    assert reasons(line) == [Reason.WHOSE_IS_IT]


def test_without_a_day_no_age_is_known() -> None:
    assert reasons("CL, 10", dated=None) == [Reason.WHOSE_IS_IT]
