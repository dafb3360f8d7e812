"""The rules of conduct: what must never be said of anybody's papers, and when a person looks instead."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from casework.calendar import Period
from casework.checklist import EitherOf, IfNone, IfNot, OnCaseSystem, Rule, StateNeeded
from casework.conditions import Is, Silence
from casework.document import DocumentState, Role, Unreadable
from casework.evidence import Place
from casework.finding import Outcome, Reason, Verdict, reach_verdict
from tests.validators.bundle import (
    CITES,
    asked,
    document,
    fact,
    field,
    field_in,
    finding,
    findings,
    message,
    paper,
    section,
    unreadable,
)

CHRONOLOGY = asked("chronology", document("chronology"))
RECENT = asked("assessment", document("assessment", within=Period(6, "months")))
ASSUMED = asked("assessment", document("assessment", within=Period(6, "months")), assumption="Six months is ours.")


class TestMissing:
    def test_a_paper_that_is_there_is_met_and_says_by_which_file_and_words(self) -> None:
        found = finding([paper("chronology", "chron.docx")], CHRONOLOGY)
        assert (found.outcome, found.documents) == (Outcome.MET, ("chron.docx",))
        assert found.evidence

    def test_a_paper_that_is_not_there_is_missing_and_quotes_the_council(self) -> None:
        found = finding([paper("assessment")], CHRONOLOGY)
        assert (found.outcome, found.reason, found.citation) == (Outcome.MISSING, Reason.NOT_THERE, CITES[0])

    @pytest.mark.parametrize("why", list(Unreadable))
    def test_a_file_nobody_could_read_is_never_called_missing(self, why: Unreadable) -> None:
        found = finding([paper("assessment"), unreadable(why=why)], CHRONOLOGY)
        assert (found.outcome, found.reason) == (Outcome.UNSURE, Reason.MAYBE_UNREADABLE)
        assert found.details["file"] == "scan.pdf"

    def test_a_paper_that_may_stand_where_a_file_was_not_read_is_never_called_missing(self) -> None:
        cut = paper("assessment", "long.pdf", limits=("only the first 9 pages were read",))
        for subject in (CHRONOLOGY, asked("cost", field_in("cost", "form"))):
            found = finding([cut], subject)
            assert (found.outcome, found.reason) == (Outcome.UNSURE, Reason.NOT_READ_WHOLE)
            assert found.details["file"] == "long.pdf"

    @pytest.mark.parametrize(
        "short",
        [
            {"sections": (section("events", empty=True),)},
            {"state": DocumentState.BLANK_TEMPLATE},
            {"dated": date(2020, 1, 1)},
        ],
        ids=["empty", "blank", "old"],
    )
    def test_nobody_is_asked_to_mend_a_paper_that_was_not_read_whole(self, short: dict[str, Any]) -> None:
        need = asked("c", document("chronology", sections=("events",), within=Period(6, "months")))
        whole = {"sections": (section("events"),), **short}
        assert finding([paper("chronology", **whole)], need).outcome in (Outcome.UNFINISHED, Outcome.OUT_OF_DATE)
        found = finding([paper("chronology", "c.docx", **whole, limits=("the rest was not read",))], need)
        assert (found.outcome, found.reason) == (Outcome.UNSURE, Reason.NOT_READ_WHOLE)
        assert found.details["file"] == "c.docx"

    def test_an_unreadable_logo_is_not_the_missing_paper(self) -> None:
        assert finding([unreadable(role=Role.DECORATION)], CHRONOLOGY).outcome is Outcome.MISSING

    def test_an_unrecognised_paper_matters_only_if_it_could_be_the_one(self) -> None:
        could = paper(None, "x.docx", likeliest=("chronology", "minutes"), confidence=0.3)
        could_not = paper(None, "x.docx", likeliest=("minutes", "leaflet"), confidence=0.3)
        hardly = paper(None, "x.docx", likeliest=("chronology", "minutes"), confidence=0.02)
        assert finding([could], CHRONOLOGY).reason is Reason.MAYBE_UNRECOGNISED
        assert finding([hardly], CHRONOLOGY).outcome is Outcome.MISSING
        assert finding([could_not], CHRONOLOGY).reason is Reason.NOT_THERE

    def test_in_a_pack_an_unrecognised_paper_needs_less_of_a_chance_to_be_the_one(self) -> None:
        bound = paper(None, "all.pdf", likeliest=("chronology",), confidence=0.03, begins=Place(page=7))
        assert finding([bound], CHRONOLOGY).reason is Reason.MAYBE_UNRECOGNISED
        assert finding([replace(bound, confidence=0.01)], CHRONOLOGY).outcome is Outcome.MISSING
        assert finding([replace(bound, begins=None)], CHRONOLOGY).outcome is Outcome.MISSING

    def test_a_covering_message_is_never_taken_for_the_missing_paper(self) -> None:
        note = message("Please find the chronology attached.")
        assert finding([note], CHRONOLOGY).outcome is Outcome.MISSING

    def test_the_nearest_paper_is_named_and_does_not_count(self) -> None:
        found = finding([paper("case_notes", "notes.docx")], CHRONOLOGY)
        assert (found.outcome, found.reason) == (Outcome.MISSING, Reason.NEARLY)
        assert found.details["found_type"] == "case_notes"

    def test_a_paper_something_else_asked_for_is_not_named_as_the_nearest(self) -> None:
        notes = asked("notes", document("case_notes"))
        found = findings(
            [paper("case_notes", content="1"), paper("case_notes", "copy.docx", content="1")], CHRONOLOGY, notes
        )
        assert [each.reason for each in found] == [Reason.NOT_THERE, Reason.FOUND]

    def test_what_may_not_exist_is_noted_and_holds_nothing_up(self) -> None:
        found = finding([], asked("chronology", document("chronology"), if_none=IfNone.NOTE))
        assert (found.outcome, found.reason) == (Outcome.NOTED, Reason.NOT_THERE_MAY_NOT_EXIST)

    def test_what_is_read_on_the_case_system_is_never_missing(self) -> None:
        found = finding([], asked("record", OnCaseSystem("the supervision record")))
        assert (found.outcome, found.outcome.who_acts) == (Outcome.READ_ELSEWHERE, "nobody")


class TestAge:
    @pytest.mark.parametrize(
        ("dated", "outcome"),
        [("2025-09-10", Outcome.MET), ("2025-09-09", Outcome.OUT_OF_DATE), ("2026-03-05", Outcome.MET)],
    )
    def test_the_last_day_of_the_period_still_counts(self, dated: str, outcome: Outcome) -> None:
        assert finding([paper("assessment", dated=date.fromisoformat(dated))], RECENT).outcome is outcome

    def test_a_paper_dated_in_the_future_is_for_a_person(self) -> None:
        found = finding([paper("assessment", dated=date(2026, 3, 6))], RECENT)
        assert (found.outcome, found.reason) == (Outcome.UNSURE, Reason.DATED_LATER)

    def test_a_paper_without_a_date_is_for_a_person(self) -> None:
        assert finding([paper("assessment", dated=None)], RECENT).reason is Reason.NO_DATE

    def test_a_figure_of_ours_never_refuses_anybody(self) -> None:
        found = finding([paper("assessment", dated=date(2025, 6, 1))], ASSUMED)
        assert (found.outcome, found.reason) == (Outcome.UNSURE, Reason.TOO_OLD_ASSUMED)

    @pytest.mark.parametrize("dated", [date(2025, 6, 1), date(2026, 3, 1), None])
    def test_a_draft_is_unfinished_whoever_says_how_old_it_may_be(self, dated: date | None) -> None:
        needs = document("assessment", within=Period(6, "months"), state=StateNeeded.FINAL)
        requirement = asked("assessment", needs, assumption="Six months is ours.")
        draft = paper("assessment", dated=dated, state=DocumentState.DRAFT)
        assert finding([draft], requirement).outcome is Outcome.UNFINISHED
        either = asked("assessment", EitherOf((needs, document("letter"))), assumption="Six months is ours.")
        assert finding([draft], either).outcome is Outcome.UNFINISHED

    def test_a_paper_is_still_missing_where_only_the_figure_is_ours(self) -> None:
        assert finding([], ASSUMED).outcome is Outcome.MISSING

    def test_of_two_the_recent_one_counts(self) -> None:
        old, new = (paper("assessment", f"{d}.docx", dated=date.fromisoformat(d)) for d in ("2024-01-01", "2026-02-01"))
        assert finding([old, new], RECENT).documents == ("2026-02-01.docx",)

    def test_papers_older_than_the_only_ones_asked_for_count_for_nothing(self) -> None:
        window = asked("minutes", document("minutes", only_those_within=Period(6, "months")), if_none=IfNone.NOTE)
        assert finding([paper("minutes", dated=date(2025, 1, 1))], window).outcome is Outcome.NOTED


class TestUnfinished:
    @pytest.mark.parametrize("state", [None, *StateNeeded])
    def test_a_blank_template_never_counts(self, state: StateNeeded | None) -> None:
        blank = paper("chronology", state=DocumentState.BLANK_TEMPLATE)
        found = finding([blank], asked("chronology", document("chronology", state=state)))
        assert (found.outcome, found.reason) == (Outcome.UNFINISHED, Reason.BLANK_TEMPLATE)

    def test_a_blank_template_does_not_outweigh_the_filled_one(self) -> None:
        blank = paper("chronology", "a.docx", state=DocumentState.BLANK_TEMPLATE)
        assert finding([blank, paper("chronology", "b.docx")], CHRONOLOGY).documents == ("b.docx",)

    @pytest.mark.parametrize(
        ("is_state", "needed", "outcome"),
        [
            ("draft", "final", Outcome.UNFINISHED),
            ("draft", "draft", Outcome.MET),
            ("final", "draft", Outcome.MET),
            ("unknown", "final", Outcome.UNSURE),
            ("draft", "no_draft", Outcome.UNFINISHED),
            ("unknown", "no_draft", Outcome.MET),
            ("unknown", "draft", Outcome.MET),
            ("final", "signed", Outcome.UNSURE),
            ("signed", "final", Outcome.MET),
            ("signed", "filed", Outcome.UNSURE),
            ("filed", "signed", Outcome.MET),
        ],
    )
    def test_a_draft_is_refused_where_more_is_asked_and_not_knowing_is_for_a_person(
        self, is_state: str, needed: str, outcome: Outcome
    ) -> None:
        requirement = asked("chronology", document("chronology", state=StateNeeded(needed)))
        assert finding([paper("chronology", state=DocumentState(is_state))], requirement).outcome is outcome

    def test_sections_are_judged_only_where_they_are_asked_for(self) -> None:
        hollow = paper("assessment", sections=(section("analysis", empty=True),))
        assert finding([hollow], asked("assessment", document("assessment"))).outcome is Outcome.MET

    def test_a_heading_with_nothing_under_it_is_unfinished_and_named(self) -> None:
        hollow = paper("assessment", sections=(section("analysis", empty=True), section("views")))
        found = finding([hollow], asked("assessment", document("assessment", sections=("analysis", "views"))))
        assert (found.outcome, found.blank) == (Outcome.UNFINISHED, ("Analysis",))

    def test_a_heading_that_is_not_found_is_for_a_person(self) -> None:
        found = finding([paper("assessment")], asked("assessment", document("assessment", sections=("analysis",))))
        assert (found.outcome, found.reason) == (Outcome.UNSURE, Reason.SECTIONS_NOT_FOUND)

    def test_a_blank_field_is_unfinished_and_a_field_that_is_not_found_is_for_a_person(self) -> None:
        requirement = asked("form", document("form", fields=("why", "cost")))
        blank = paper("form", fields=(field("why", "Because"), field("cost", "")))
        absent = paper("form", fields=(field("why", "Because"),))
        assert finding([blank], requirement).outcome is Outcome.UNFINISHED
        assert finding([absent], requirement).reason is Reason.FIELDS_NOT_FOUND
        assert finding([absent], requirement).blank == ("Cost",)

    def test_blank_fields_that_only_we_ask_for_never_refuse(self) -> None:
        requirement = asked("form", document("form", fields=("cost",)), assumption="Our reading.")
        assert finding([paper("form", fields=(field("cost", ""),))], requirement).outcome is Outcome.UNSURE


class TestEitherAndPart:
    CONFERENCE = asked("conference", EitherOf((document("minutes"), field_in("conference_date", "form"))))
    PLAN = asked("plan", document("action_plan", may_be_part_of=("minutes",)))

    def test_either_of_two_is_enough(self) -> None:
        form = paper("form", fields=(field("conference_date", "5 February 2026"),))
        assert finding([paper("minutes")], self.CONFERENCE).outcome is Outcome.MET
        assert finding([form], self.CONFERENCE).reason is Reason.FOUND_FIELD

    def test_neither_of_two_is_missing_and_names_both(self) -> None:
        found = finding([paper("form", fields=(field("conference_date", ""),))], self.CONFERENCE)
        assert (found.outcome, found.details["types"], found.details["fields"]) == (
            Outcome.MISSING,
            "minutes",
            "conference_date",
        )

    @pytest.mark.parametrize("value", ["Not yet arranged", "N/A", "None held", "declined by the parents"])
    def test_a_date_that_is_put_into_words_without_a_figure_is_for_a_person(self, value: str) -> None:
        form = paper("form", fields=(field("conference_date", value),))
        assert finding([form], self.CONFERENCE).outcome is Outcome.UNSURE
        assert finding([form, paper("minutes")], self.CONFERENCE).outcome is Outcome.MET

    def test_a_field_in_a_form_of_another_type_does_not_count(self) -> None:
        other = paper("assessment", fields=(field("conference_date", "5 February 2026"),))
        assert finding([other], self.CONFERENCE).outcome is Outcome.MISSING

    def test_a_plan_inside_the_minutes_counts_where_the_checklist_says_so(self) -> None:
        found = finding([paper("minutes", also=("action_plan",))], self.PLAN)
        assert (found.outcome, found.reason) == (Outcome.MET, Reason.FOUND_AS_PART)

    def test_a_plan_inside_another_paper_does_not_count(self) -> None:
        assert finding([paper("assessment", also=("action_plan",))], self.PLAN).outcome is Outcome.MISSING
        alone = asked("plan", document("action_plan"))
        assert finding([paper("minutes", also=("action_plan",))], alone).outcome is Outcome.MISSING

    def test_one_of_a_group_is_enough(self) -> None:
        report = asked("report", document("assessment", "minutes"))
        assert finding([paper("minutes")], report).outcome is Outcome.MET


class TestConditions:
    BEEN_BEFORE = asked("chronology", document("chronology"), when=Is("been_before"))

    def test_what_its_condition_rules_out_is_not_needed(self) -> None:
        assert finding([], self.BEEN_BEFORE, facts={"been_before": False}).outcome is Outcome.NOT_NEEDED

    def test_what_the_papers_do_not_say_is_asked_once_and_in_words(self) -> None:
        found = finding([], self.BEEN_BEFORE, definitions=[fact("been_before")])
        assert (found.outcome, found.details["question"]) == (Outcome.ASK, "What of been_before?")

    def test_what_a_social_worker_cannot_be_asked_is_for_a_person(self) -> None:
        found = finding([], self.BEEN_BEFORE, definitions=[fact("been_before", Silence.UNKNOWN)])
        assert found.outcome is Outcome.UNSURE

    def test_a_paper_that_is_there_is_never_asked_about(self) -> None:
        found = finding([paper("chronology")], self.BEEN_BEFORE, definitions=[fact("been_before")])
        assert found.outcome is Outcome.MET

    def test_a_paper_that_is_there_and_unfinished_is_a_question_while_nobody_knows_whether_it_is_needed(self) -> None:
        blank = paper("chronology", state=DocumentState.BLANK_TEMPLATE)
        assert finding([blank], self.BEEN_BEFORE, definitions=[fact("been_before")]).outcome is Outcome.ASK


class TestRules:
    @staticmethod
    def rule(if_not: IfNot = IfNot.REFER) -> Rule:
        return Rule("no_holidays", CITES, Is("funding"), Is("allowed"), if_not, IfNot.ASK, code="excluded")

    @pytest.mark.parametrize(
        ("funding", "allowed", "outcome", "code"),
        [
            (False, None, Outcome.NOT_NEEDED, None),
            (True, True, Outcome.MET, None),
            (None, True, Outcome.MET, None),
            (True, False, Outcome.UNSURE, "excluded"),
            (None, False, Outcome.ASK, None),
            (True, None, Outcome.ASK, None),
            (None, None, Outcome.ASK, None),
        ],
    )
    def test_a_rule_refuses_only_where_it_is_known_to_apply_and_known_to_be_broken(
        self, funding: bool | None, allowed: bool | None, outcome: Outcome, code: str | None
    ) -> None:
        (found,) = findings([], rules=[self.rule()], facts={"funding": funding, "allowed": allowed})
        assert (found.outcome, found.code) == (outcome, code)

    @pytest.mark.parametrize(
        ("follows", "outcome"),
        [(IfNot.NOTE, Outcome.NOTED), (IfNot.ASK, Outcome.ASK), (IfNot.UNFINISHED, Outcome.UNFINISHED)],
    )
    def test_what_follows_from_a_broken_rule_is_what_the_policy_says(self, follows: IfNot, outcome: Outcome) -> None:
        (found,) = findings([], rules=[self.rule(if_not=follows)], facts={"funding": True, "allowed": False})
        assert (found.outcome, found.code) == (outcome, None)


def test_there_is_one_finding_for_each_requirement_and_each_rule_in_the_checklists_order() -> None:
    found = findings([paper("chronology")], CHRONOLOGY, RECENT, rules=[TestRules.rule()])
    assert [each.subject for each in found] == ["chronology", "assessment", "no_holidays"]


def test_a_checklist_of_which_nothing_was_found_is_never_ready() -> None:
    assert reach_verdict(findings([], CHRONOLOGY)) is Verdict.INCOMPLETE
    assert reach_verdict(findings([])) is Verdict.REFERRED
