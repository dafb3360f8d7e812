"""What is asked for each child: one finding a child, and nobody's paper counts for a child it does not name."""

from dataclasses import replace

from casework.document import Document, Passage
from casework.evidence import Place
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


class TestOnceForAll:
    """A paper asked for once, in a request for several children."""

    ONCE = checklist(asked("assessment", document("assessment")))

    def told(self, whose: tuple[str, object], words: str, file: str = "a.docx") -> Document:
        return replace(about(whose, file=file), passages=(Passage(f"{words} " * 9, Place(paragraph=1)),))

    def judge(self, *documents: Document, children: tuple[str, ...] = BOTH) -> Finding:
        return check(self.ONCE, self.papers(*documents, children=children), {}, {})[0]

    def papers(self, *documents: Document, children: tuple[str, ...] = BOTH) -> Papers:
        return Papers(documents, TYPES, SITTING, TODAY, children)

    def test_one_that_tells_of_one_child_alone_is_for_a_person(self) -> None:
        found = self.judge(self.told(JAYDEN, "Jayden is well."))
        assert (found.outcome, found.reason) == (Outcome.UNSURE, Reason.NOT_EVERY_CHILD)

    def test_where_any_report_is_asked_for_one_of_one_child_is_a_report(self) -> None:
        need = replace(document("assessment"), document="any_report")
        found = check(checklist(asked("reports", need)), self.papers(self.told(JAYDEN, "Jayden is well.")), {}, {})[0]
        assert found.outcome is Outcome.MET

    def test_a_short_name_beside_a_brother_s_or_sister_s_tells_of_the_child(self) -> None:
        both = ("Theodora Tolliver", "Jayden Tolliver")
        for words, outcome in (
            ("What Theo and Jayden's family will do.", Outcome.MET),
            ("Jayden and Theo are well.", Outcome.MET),
            ("Jayden is well. Theo Marsh came too.", Outcome.UNSURE),
            ("Jayden and Thea are well.", Outcome.UNSURE),
        ):
            assert self.judge(self.told(JAYDEN, words), children=both).outcome is outcome, words

    def test_one_each_or_a_word_of_the_other_child_or_no_name_at_all_is_enough(self) -> None:
        both = (self.told(JAYDEN, "He is well."), self.told(MAISIE, "She is well.", "b.docx"))
        for papers in (both, (self.told(JAYDEN, "Maisie is well too."),), (about(),)):
            assert self.judge(*papers).outcome is Outcome.MET
        assert self.judge(self.told(JAYDEN, "He is well."), children=BOTH[:1]).outcome is Outcome.MET
