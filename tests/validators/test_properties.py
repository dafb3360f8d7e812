"""What must hold for any papers: the order and the number of copies decide nothing, and less is never more."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from casework.calendar import Period
from casework.checklist import EitherOf, StateNeeded
from casework.document import Document, DocumentState, Unreadable
from casework.finding import Finding, Outcome, Verdict, reach_verdict
from casework.request import Request
from tests.validators.bundle import TYPES, asked, child, document, field, field_in, findings, paper, section
from validators.submission import check_submission, weighed

REQUIREMENTS = (
    asked("form", document("form", fields=("why",))),
    asked("chronology", document("chronology", state=StateNeeded.FINAL)),
    asked("assessment", document("assessment", within=Period(6, "months"), sections=("analysis",))),
    asked("ours", document("assessment", within=Period(1, "months")), assumption="The month is ours."),
    asked("conference", EitherOf((document("minutes"), field_in("conference_date", "form")))),
    asked("plan", document("action_plan", may_be_part_of=("minutes",))),
)
ASKED_TYPES = ("form", "chronology", "assessment", "minutes", "action_plan", "case_notes")
FIELDS = st.lists(
    st.builds(field, st.sampled_from(["why", "cost", "conference_date"]), st.sampled_from(["", "5 May", "Not yet"])),
    max_size=3,
).map(tuple)
SECTIONS = st.lists(st.builds(section, st.just("analysis"), st.booleans()), max_size=2).map(tuple)


@st.composite
def papers(draw: st.DrawFn, types: Sequence[str | None] = (*ASKED_TYPES, None)) -> Document:
    kind = draw(st.sampled_from(types))
    told = {
        "state": draw(st.sampled_from(DocumentState)),
        "dated": draw(
            st.sampled_from([None, date(2024, 1, 1), date(2025, 9, 10), date(2026, 2, 20), date(2026, 3, 9)])
        ),
        "fields": draw(FIELDS),
        "sections": draw(SECTIONS),
        "also": draw(st.sampled_from([(), ("action_plan",)])),
        "likeliest": draw(st.sampled_from([(), ("chronology", "minutes")])) if kind is None else (),
        "unreadable": draw(st.sampled_from([None, None, None, Unreadable.DAMAGED])) if kind is None else None,
        "children": draw(st.sampled_from([(), (child("Jayden Tolliver"),), (child("Maisie Pengelly"),)])),
    }
    return paper(kind, **told)


def bundles(least: int = 0) -> st.SearchStrategy[list[Document]]:
    """Some papers, each under its own name and with its own content."""
    return st.lists(papers(), min_size=least, max_size=7).map(
        lambda found: [replace(each, file=f"{n}.docx", content=f"{n}") for n, each in enumerate(found)]
    )


def judged(documents: Sequence[Document]) -> list[Finding]:
    return findings(documents, *REQUIREMENTS)


def whole(documents: Sequence[Document]) -> list[Finding]:
    """As the pipeline puts them together."""
    request = Request("anywhere", "first", "board", "loan")
    return weighed([*check_submission(documents, request), *judged(documents)])


@given(bundles().flatmap(lambda found: st.tuples(st.just(found), st.permutations(found))))
def test_the_order_of_files_never_changes_a_finding(orders: tuple[list[Document], list[Document]]) -> None:
    first, other = orders
    assert judged(first) == judged(other)
    assert reach_verdict(whole(first)) is reach_verdict(whole(other))


@given(bundles(1), st.data())
def test_the_same_file_twice_changes_nothing(documents: list[Document], data: st.DataObject) -> None:
    one = data.draw(st.sampled_from(documents))
    copy = replace(one, file=f"{one.file} (copy)")
    assert judged([*documents, copy]) == judged(documents)
    assert reach_verdict(whole([*documents, copy])) is reach_verdict(whole(documents))


@given(bundles())
def test_a_paper_of_a_type_that_nothing_mentions_changes_no_finding(documents: list[Document]) -> None:
    assert judged([*documents, paper("leaflet", "leaflet.docx")]) == judged(documents)


@given(bundles(1))
def test_a_paper_taken_away_never_makes_a_request_ready(documents: list[Document]) -> None:
    met = {file for each in judged(documents) if each.outcome is Outcome.MET for file in each.documents}
    if reach_verdict(judged(documents)) is not Verdict.READY:
        for file in met:
            rest = [each for each in documents if each.file != file]
            assert reach_verdict(judged(rest)) is not Verdict.READY


@given(bundles())
def test_ready_means_that_each_requirement_was_met_by_a_paper_that_is_there(documents: list[Document]) -> None:
    found = judged(documents)
    if reach_verdict(whole(documents)) is Verdict.READY:
        assert all(each.outcome is Outcome.MET and each.documents and each.evidence for each in found)


@given(bundles(), st.sampled_from(Unreadable))
def test_beside_an_unreadable_file_nothing_is_missing_and_nothing_is_ready(
    documents: list[Document], why: Unreadable
) -> None:
    bundle = [*documents, Document("scan.pdf", unreadable=why)]
    assert not [each for each in judged(bundle) if each.outcome is Outcome.MISSING]
    assert reach_verdict(whole(bundle)) is Verdict.REFERRED


@given(bundles())
def test_an_age_that_is_our_assumption_never_refuses(documents: list[Document]) -> None:
    (ours,) = [each for each in judged(documents) if each.subject == "ours"]
    assert ours.outcome is not Outcome.OUT_OF_DATE


@given(bundles())
def test_each_requirement_has_exactly_one_finding(documents: list[Document]) -> None:
    assert [each.subject for each in judged(documents)] == [each.id for each in REQUIREMENTS]
    assert all(kind in TYPES for each in judged(documents) for kind in each.document_types)


def test_a_complete_bundle_is_ready_so_that_none_of_this_is_empty() -> None:
    complete = [
        paper("form", fields=(field("why", "Because"),)),
        paper("chronology"),
        paper("assessment", sections=(section("analysis"),)),
        paper("minutes", also=("action_plan",)),
    ]
    assert reach_verdict(whole(complete)) is Verdict.READY
    for one in complete:
        assert reach_verdict(whole([each for each in complete if each is not one])) is Verdict.INCOMPLETE
