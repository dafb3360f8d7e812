"""What is asked for each child: one finding a child, and nobody's paper counts for a child it does not name."""

from dataclasses import replace

from casework.document import Document
from casework.finding import Finding, Outcome, Reason
from tests.validators.bundle import (
    JAYDEN,
    MAISIE,
    SITTING,
    TODAY,
    TYPES,
    asked,
    checklist,
    child,
    document,
    paper,
    unreadable,
)
from validators.check import check
from validators.match import Papers

EACH = replace(asked("assessment", document("assessment")), for_each_child=True)
BOTH = (JAYDEN[0], MAISIE[0])


def judged(*documents: Document, children: tuple[str, ...] = BOTH) -> list[Finding]:
    return check(checklist(EACH), Papers(documents, TYPES, SITTING, TODAY, children), {}, {})


def outcomes(*documents: Document, children: tuple[str, ...] = BOTH) -> dict[str | None, Outcome]:
    return {found.for_child: found.outcome for found in judged(*documents, children=children)}


def about(*children: tuple[str, object], file: str = "a.docx") -> Document:
    return paper("assessment", file, children=tuple(child(name) for name, _ in children))


def test_a_paper_for_each_child_meets_it_for_each() -> None:
    assert set(outcomes(about(JAYDEN), about(MAISIE, file="b.docx")).values()) == {Outcome.MET}
    assert set(outcomes(about(JAYDEN, MAISIE)).values()) == {Outcome.MET}


def test_a_paper_for_one_child_leaves_the_other_missing_and_says_which() -> None:
    assert outcomes(about(JAYDEN)) == {JAYDEN[0]: Outcome.MET, MAISIE[0]: Outcome.MISSING}


def test_a_paper_that_names_nobody_counts_for_an_only_child_and_is_for_a_person_among_several() -> None:
    assert outcomes(paper("assessment"), children=(JAYDEN[0],)) == {JAYDEN[0]: Outcome.MET}
    assert {found.reason for found in judged(paper("assessment"))} == {Reason.WHOSE_IS_IT}


def test_a_paper_of_a_child_who_is_not_of_the_request_counts_for_nobody() -> None:
    assert set(outcomes(about(("Idris Bellweather", None))).values()) == {Outcome.MISSING}


def test_beside_an_unreadable_file_no_child_misses_anything() -> None:
    assert outcomes(about(JAYDEN), unreadable()) == {JAYDEN[0]: Outcome.MET, MAISIE[0]: Outcome.UNSURE}


def test_where_nobody_knows_how_many_children_there_are_one_paper_is_not_enough_to_be_sure() -> None:
    assert [found.outcome for found in judged(paper("assessment"), children=())] == [Outcome.UNSURE]
