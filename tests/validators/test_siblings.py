"""May a letter about a brother or sister come with the papers? And is a plan of theirs still for a person?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from casework.finding import Finding, Outcome, Reason
from tests.validators.bundle import child, paper
from tests.validators.test_whose import FORM, saying
from validators.whose import whose_they_are

NAME = "Bronagh Pengelly-Rowe"


def told(line: str, name: str = NAME, kind: str | None = None) -> list[Finding]:
    letter = paper(kind, "letter.pdf", children=(child(name, file="letter.pdf"),))
    review = replace(saying("Keziah Pengelly-Rowe", line, file="review.docx"), children=FORM.children)
    return [each for each in whose_they_are([FORM, review, letter]) if each.details.get("file") == "letter.pdf"]


@pytest.mark.parametrize(
    "line",
    [
        "She misses her sister Bronagh, who lives with their aunt.",
        "Bronagh Pengelly-Rowe (sister)",
        "Siblings: Bronagh, with Mrs Ames under an order",
        "Half-sister: Bronagh Pengelly-Rowe, 14",
        "Bronagh, 14, her sister, came too.",
    ],
)
def test_a_letter_about_a_sister_the_papers_tell_of_is_noted(line: str) -> None:
    assert [(each.outcome, each.reason) for each in told(line)] == [(Outcome.NOTED, Reason.ABOUT_SIBLING)]


@pytest.mark.parametrize(
    ("line", "name", "kind"),
    [
        ("She misses her sister Bronagh.", NAME, "minutes"),
        ("She misses her sister Bronagh.", "Bronagh Haddow-Lisle", None),
        ("Bronagh came to the office.", NAME, None),
        ("Her sister rang. Bronagh came to the office.", NAME, None),
        ("She misses her sister Tamsin.", NAME, None),
    ],
)
def test_any_other_paper_about_somebody_else_is_for_a_person(line: str, name: str, kind: str | None) -> None:
    assert [(each.outcome, each.reason) for each in told(line, name, kind)] == [(Outcome.UNSURE, Reason.WRONG_CHILD)]
