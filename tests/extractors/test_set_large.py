"""Is a line taken for a heading only where it is larger than its own paper's text?"""

from __future__ import annotations

import pytest

from casework.evidence import Place
from extractors.reading import WEAK_LEVEL, Heading, Paragraph, Reading
from extractors.set_large import set_by_itself

AT = Place(page=1)
LONG = "Agreement to look after both children with their mother's consent, because they are not safe at home now."


def kinds(*blocks: Heading | Paragraph) -> list[type]:
    return [type(block) for block in set_by_itself(Reading(blocks)).blocks]


@pytest.mark.parametrize("answer", ["12 weeks from Friday. A decision is expected in May.", "12 weeks", "£640 in all"])
def test_an_answer_as_large_as_its_papers_text_is_no_heading(answer: str) -> None:
    assert kinds(Heading("2. Duration", 6, AT, 12.0), Heading(answer, 6, AT, 12.0), Paragraph(LONG, AT, 12.0)) == [
        Heading,
        Paragraph,
        Paragraph,
    ]


@pytest.mark.parametrize(
    ("text", "level", "size"),
    [
        ("To be completed by the worker.", 6, 14.0),
        ("To be completed by the worker.", WEAK_LEVEL, 12.0),
        ("To be completed by the worker.", 6, 0.0),
        ("Section 2 Placement", 6, 12.0),
        ("3. Exit plan", 6, 12.0),
    ],
)
def test_a_larger_line_or_one_that_looks_like_a_heading_stays_one(text: str, level: int, size: float) -> None:
    assert kinds(Heading(text, level, AT, size), Paragraph(LONG, AT, 12.0)) == [Heading, Paragraph]


def test_nothing_is_said_of_a_paper_that_tells_no_size() -> None:
    assert kinds(Heading("It is all said here, and so.", 6, AT, 12.0), Paragraph(LONG, AT)) == [Heading, Paragraph]
