"""Is a paper known by its title in the many wordings people give it, and is no other title taken for it?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from casework.evidence import Place
from extractors.catalogue import Catalogue
from extractors.reading import Heading, Paragraph, Reading
from extractors.recognise import Recognised, recognise

TITLES = Path(__file__).parent / "files" / "titles_people_write.yaml"
PROSE = "Kayleigh has missed two appointments and the school remains worried about attendance."
NONE = "none"


def titles() -> Iterator[tuple[str, str]]:
    """Each title with the type that it names."""
    for kind, written in yaml.safe_load(TITLES.read_text(encoding="utf-8")).items():
        yield from ((title, kind) for title in written)


def headed(title: str, catalogue: Catalogue, *prose: str) -> Recognised:
    """What a paper is taken for that has this title, and under it only these words."""
    lines = (Paragraph(words, Place(paragraph=number)) for number, words in enumerate(prose or (PROSE,), 2))
    return recognise(Reading(blocks=(Heading(title, 1, Place(paragraph=1)), *lines)), catalogue, "document1.docx")


@pytest.mark.parametrize(("title", "kind"), [*titles()])
def test_a_title_is_known_in_the_words_people_use(title: str, kind: str, catalogue: Catalogue) -> None:
    seen = headed(title, catalogue)
    assert seen.type == (None if kind == NONE else kind), (seen.confidence, seen.likeliest)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (
            "This is the parenting assessment of Ms Lowe, written for the pre-proceedings meeting.",
            "parenting_assessment",
        ),
        ("These are the minutes of the strategy discussion held on 4 March 2026.", "strategy_meeting_minutes"),
        ("This letter and the notes overleaf are the viability assessment.", "viability_assessment"),
        ("This report has been prepared for the review child protection conference.", "cpc_report"),
        ("I make this statement in support of the application to discharge the care order.", "discharge_statement"),
        ("Report to the review child protection conference on 3 March 2026.", "cpc_report"),
    ],
)
def test_a_paper_without_a_title_is_known_by_what_it_says_it_is(words: str, kind: str, catalogue: Catalogue) -> None:
    seen = headed("Private and confidential", catalogue, words, PROSE)
    assert seen.type == kind, (seen.confidence, seen.likeliest)


@pytest.mark.parametrize(
    "words",
    [
        "This report should be read with the chronology and the care plan.",
        "Please see the attached chronology.",
        "This is not a parenting assessment.",
        "The viability assessment of Mrs Hale was completed in March.",
        "We discussed the child protection plan and the core group minutes.",
        "This letter encloses the minutes of the strategy meeting.",
    ],
)
def test_a_mention_is_no_title(words: str, catalogue: Catalogue) -> None:
    assert headed("Private and confidential", catalogue, words, PROSE).type is None


def test_a_logo_with_a_department_s_name_is_no_paper_and_a_drawing_of_few_words_is_one(catalogue: Catalogue) -> None:
    assert headed("Children & Families", catalogue, "every child, every chance").type is None
    assert headed("Genogram", catalogue, "Ann Ben Cy").type == "genogram"
