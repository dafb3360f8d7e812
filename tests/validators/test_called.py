"""Is a child who goes by another first name known for ours, and a twin never taken for one?"""

from __future__ import annotations

from datetime import date

import pytest

from casework.document import Child, Document, Passage, Role
from casework.evidence import Evidence, Place
from validators.called import called_so

BORN = date(2025, 1, 30)


def child(name: str, born: date | None = BORN) -> Child:
    return Child(name, born, Evidence("form.docx", Place(), name))


def is_ours(other: Child, *lines: str) -> bool:
    paper = Document("paper.docx", role=Role.PAPER, passages=tuple(Passage(line, Place()) for line in lines))
    return called_so(other, [child("Marguerite ASHDOWN-PEEL")], [paper])


@pytest.mark.parametrize(
    "line",
    [
        "Child | Daisy (Marguerite) Ashdown-Peel",
        "Marguerite (Daisy) Ashdown-Peel, 30 January 2025",
        "Marguerite (known as Daisy) Ashdown-Peel",
        "Marguerite “Daisy” Ashdown-Peel",
        "Marguerite ASHDOWN-PEEL. She's called Daisy. Born 30 Jan 2025",
        "Marguerite Ashdown-Peel, who likes to be called Daisy",
    ],
)
def test_who_is_called_otherwise_is_ours(line: str) -> None:
    assert is_ours(child("Daisy Ashdown-Peel"), line)


@pytest.mark.parametrize(
    "line",
    [
        "Marguerite and Daisy Ashdown-Peel, both born on 30 January 2025",
        "Marguerite has a twin called Daisy",
        "Marguerite Ashdown-Peel lives with her sister, called Daisy",
        "Marguerite is at nursery. Daisy too.",
    ],
)
def test_a_twin_is_not(line: str) -> None:
    assert not is_ours(child("Daisy Ashdown-Peel"), line)


def test_nor_is_one_of_another_birth_or_surname_or_of_no_birth_at_all() -> None:
    line = "Marguerite (Daisy) Ashdown-Peel"
    others = (child("Daisy Ashdown-Peel", date(2023, 5, 2)), child("Daisy Rowe"), child("Daisy Ashdown-Peel", None))
    assert not any(is_ours(other, line) for other in others)
