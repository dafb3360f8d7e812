"""Findings about the submission itself: whose papers, which requests, what could not be read, and whether in time."""

from dataclasses import replace
from datetime import date

import pytest

from casework.answered import Answered
from casework.document import Document, DocumentState, Field, Role, Unreadable
from casework.finding import About, Finding, Outcome, Reason, Verdict, reach_verdict
from casework.panel import Authority, Panel, RecognisedBy
from casework.request import Pointer, Request, Sitting
from casework.screening import Review, ReviewAction
from tests.validators.bundle import JAYDEN, MAISIE, child, message, paper, seen, unreadable
from validators.submission import (
    another_councils,
    check_submission,
    no_checklist,
    nothing_was_asked,
    weighed,
)
from validators.waive import apply_waivers
from validators.whose import requests_children

CLEAR = Request("anywhere", "first", "board", "loan")
FORM = paper("form", children=(child(*JAYDEN),))


def reasons(documents: list[Document], request: Request = CLEAR) -> list[Reason]:
    return [each.reason for each in check_submission(documents, request)]


def outcome(reason: Reason, documents: list[Document], request: Request = CLEAR) -> Outcome:
    return next(each.outcome for each in check_submission(documents, request) if each.reason is reason)


class TestPapers:
    @pytest.mark.parametrize("documents", [[], [message("Papers to follow.")]])
    def test_a_message_without_papers_is_for_a_person(self, documents: list[Document]) -> None:
        assert outcome(Reason.NO_PAPERS, documents) is Outcome.UNSURE

    def test_an_unclear_request_is_for_a_person(self) -> None:
        assert outcome(Reason.REQUEST_UNCLEAR, [FORM], Request("anywhere", "first", "board")) is Outcome.UNSURE

    @pytest.mark.parametrize("why", list(Unreadable))
    def test_an_unreadable_file_is_always_for_a_person(self, why: Unreadable) -> None:
        expected = Reason.UNSAFE_FILE if why is Unreadable.UNSAFE else Reason.UNREADABLE
        assert outcome(expected, [FORM, unreadable(why=why)]) is Outcome.UNSURE

    def test_an_unreadable_logo_bothers_nobody(self) -> None:
        assert reasons([FORM, unreadable(role=Role.DECORATION)]) == []

    def test_an_unrecognised_paper_is_worth_knowing_and_holds_nothing_up(self) -> None:
        assert outcome(Reason.UNKNOWN_DOCUMENT, [FORM, paper(None, likeliest=("minutes",))]) is Outcome.NOTED

    @pytest.mark.parametrize("found", [Outcome.OUT_OF_DATE, Outcome.UNFINISHED])
    def test_an_unrecognised_paper_that_may_be_the_one_we_would_ask_for_again_is_for_a_person(
        self, found: Outcome
    ) -> None:
        noted = check_submission([FORM, paper(None, likeliest=("minutes", "assessment"), confidence=0.3)], CLEAR)
        again = Finding(About.REQUIREMENT, "m", found, Reason.TOO_OLD, document_types=("minutes",))
        other = Finding(About.REQUIREMENT, "m", found, Reason.TOO_OLD, document_types=("chronology",))
        assert weighed([*noted, again])[0].outcome is Outcome.UNSURE
        assert weighed([*noted, other])[0].outcome is Outcome.NOTED


class TestChildren:
    def test_a_paper_that_names_only_another_child_is_for_a_person(self) -> None:
        other = paper("minutes", children=(child(*MAISIE),))
        assert outcome(Reason.WRONG_CHILD, [FORM, other]) is Outcome.UNSURE

    def test_without_a_form_the_odd_paper_out_is_for_a_person(self) -> None:
        ours = [paper(kind, children=(child(*JAYDEN),)) for kind in ("assessment", "chronology")]
        other = paper("minutes", "note.docx", children=(child(*MAISIE),))
        for documents in ([*ours, other], [other, *ours]):
            found = [each for each in check_submission(documents, CLEAR) if each.reason is Reason.WRONG_CHILD]
            assert [each.details["file"] for each in found] == ["note.docx"]

    def test_without_a_form_brothers_and_sisters_belong_together_if_one_paper_names_them_both(self) -> None:
        both = paper("assessment", children=(child(*JAYDEN), child(*MAISIE)))
        each = [paper("minutes", "j.docx", children=(child(*JAYDEN),)), paper("minutes", children=(child(*MAISIE),))]
        assert reasons([*each, both]) == []

    def test_a_form_whose_place_for_the_child_is_blank_is_nobodys_unless_a_paper_names_one(self) -> None:
        form = paper("form", fields=(Field("child_name", "Child’s name", "", Answered.BLANK, seen("form.docx")),))
        assert outcome(Reason.NO_CHILD, [form]) is Outcome.UNSURE
        assert Reason.NO_CHILD not in reasons([form, paper("minutes", children=(child(*JAYDEN),))])

    def test_a_paper_that_names_a_child_of_the_request_and_a_sister_is_ours(self) -> None:
        assert reasons([FORM, paper("assessment", children=(child(*JAYDEN), child(*MAISIE)))]) == []

    def test_a_second_spelling_is_the_same_child_and_no_name_at_all_says_nothing(self) -> None:
        spelled = paper("minutes", children=(child("TOLLIVER, Jayden"),))
        assert reasons([FORM, spelled, paper("chronology")]) == []

    def test_two_dates_of_birth_for_one_child_are_for_a_person(self) -> None:
        other = paper("minutes", children=(child("Jayden Tolliver", date(2018, 4, 2)),))
        assert outcome(Reason.CONFLICTING, [FORM, other]) is Outcome.UNSURE

    def test_the_forms_children_are_the_requests_and_papers_give_the_date_of_birth(self) -> None:
        form = paper("form", children=(child("Jayden Tolliver"),))
        others = paper("assessment", children=(child(*JAYDEN), child(*MAISIE)))
        assert [(each.name, each.date_of_birth) for each in requests_children([others, form])] == [JAYDEN]


class TestForms:
    def test_two_different_forms_are_two_requests(self) -> None:
        other = Document("other.docx", role=Role.FORM, type="other_form", state=DocumentState.FINAL)
        assert outcome(Reason.TWO_REQUESTS, [FORM, other]) is Outcome.UNSURE

    def test_the_same_form_for_two_families_is_two_requests(self) -> None:
        other = paper("form", "other.docx", children=(child(*MAISIE),))
        assert Reason.TWO_REQUESTS in reasons([FORM, other])

    def test_the_same_form_twice_is_one_request(self) -> None:
        assert reasons([FORM, FORM]) == []

    def test_an_empty_form_beside_a_filled_one_is_no_second_request(self) -> None:
        empty = Document("empty.docx", role=Role.FORM, type="other_form", state=DocumentState.BLANK_TEMPLATE)
        assert reasons([FORM, empty]) == []

    def test_where_nothing_was_asked_only_a_filled_form_is_enough(self) -> None:
        idle = [Finding(About.REQUIREMENT, "a", Outcome.NOT_NEEDED, Reason.CONDITION_NO)]
        asked = [Finding(About.REQUIREMENT, "a", Outcome.MET, Reason.FOUND)]
        empty = paper("form", state=DocumentState.BLANK_TEMPLATE)
        assert nothing_was_asked([FORM], idle) is None
        assert nothing_was_asked([paper("minutes")], asked) is None
        for documents in ([], [paper("minutes")], [empty]):
            found = nothing_was_asked(documents, idle)
            assert found is not None
            assert found.outcome is Outcome.UNSURE

    def test_another_councils_form_is_for_a_person_and_ours_is_not(self) -> None:
        def council(name: str, *forms: str) -> Authority:
            return Authority(name, name, (), (Panel(f"{name}_panel", name, "first", RecognisedBy(forms=forms)),))

        known = {"anywhere": council("anywhere", "form"), "elsewhere": council("elsewhere", "other_form", "form")}
        theirs = Document("x.docx", role=Role.FORM, type="other_form", state=DocumentState.FINAL)
        found = another_councils([FORM, theirs], CLEAR, known)
        assert [(each.reason, each.outcome, each.details["panel"]) for each in found] == [
            (Reason.WRONG_PANEL, Outcome.UNSURE, "elsewhere_panel")
        ]
        assert another_councils([FORM], CLEAR, known) == []
        assert another_councils([theirs], Request(None), known) == []


class TestLateness:
    @pytest.mark.parametrize(
        ("late", "urgent", "expected"),
        [
            (True, True, [(Reason.LATE_AND_URGENT, Outcome.UNSURE)]),
            (True, False, [(Reason.LATE, Outcome.NOTED)]),
            (False, True, [(Reason.SAID_URGENT, Outcome.NOTED)]),
            (False, False, []),
        ],
    )
    def test_only_what_is_late_and_urgent_is_for_a_person(
        self, late: bool, urgent: bool, expected: list[tuple[Reason, Outcome]]
    ) -> None:
        sitting = Sitting(date(2026, 3, 10), date(2026, 3, 17), None, late)
        pointers = (Pointer("urgent", seen("cover.eml", "urgent")),) if urgent else ()
        request = Request("anywhere", "first", "board", "loan", sitting, urgent, pointers)
        assert [(each.reason, each.outcome) for each in check_submission([FORM], request)] == expected


class TestWaivers:
    MISSING = Finding(About.REQUIREMENT, "chronology", Outcome.MISSING, Reason.NOT_THERE)
    LET_GO = Review(ReviewAction.WAIVE, "chronology", "", "Seen on the system", "an administrator")

    def test_what_a_person_let_go_holds_nothing_up_and_keeps_the_reason(self) -> None:
        (found,) = apply_waivers([self.MISSING], [self.LET_GO])
        assert (found.outcome, found.details["why"]) == (Outcome.WAIVED, "Seen on the system")

    def test_a_finding_that_is_met_stays_met_and_others_are_left_alone(self) -> None:
        met = Finding(About.REQUIREMENT, "chronology", Outcome.MET, Reason.FOUND)
        other = Finding(About.REQUIREMENT, "minutes", Outcome.MISSING, Reason.NOT_THERE)
        assert apply_waivers([met, other], [self.LET_GO]) == [met, other]

    @pytest.mark.parametrize("documents", [[], [FORM]])
    def test_nobody_can_make_a_request_ready_by_letting_go_that_it_is_unclear(self, documents: list[Document]) -> None:
        found = [*check_submission(documents, Request("anywhere")), no_checklist()]
        waivers = [Review(ReviewAction.WAIVE, each.subject, "", "Fine", "somebody") for each in found]
        assert reach_verdict(apply_waivers(found, waivers)) is Verdict.REFERRED
        assert all(each.outcome is Outcome.UNSURE for each in apply_waivers(found, waivers))


def test_a_request_for_a_baby_to_come_where_every_child_was_born_long_ago_is_unclear() -> None:
    unborn = replace(CLEAR, request_type="unborn_baby")
    born = [paper("minutes", children=(child(*JAYDEN),)), paper("assessment", children=(child(*MAISIE),))]
    assert Reason.REQUEST_UNCLEAR in reasons(born, unborn)
    assert Reason.REQUEST_UNCLEAR not in reasons(born)
    baby = child("Unborn baby Tolliver", date(2026, 5, 1))
    with_one = [*born, paper("assessment", "b.docx", children=(child(*JAYDEN), baby))]
    assert Reason.REQUEST_UNCLEAR not in reasons(with_one, unborn)
    just_born = [paper("minutes", children=(child("Kit Tolliver", date(2026, 2, 1)),))]
    assert Reason.REQUEST_UNCLEAR not in reasons(just_born, unborn)
