"""The way of one request through the stages: what is held, and what people decided, becomes one screening."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from casework.answered import Answered
from casework.document import Child, Document, DocumentState, Field, Passage, Role, Unreadable
from casework.evidence import Evidence, Place
from casework.finding import About, Finding, Outcome, Reason, Verdict
from casework.screening import Review, ReviewAction, Screening
from panelready.pipeline import Held, decide_reply, screen
from validators.load_policy import load_policy
from validators.policy_examples import documents_of, load_examples
from validators.request import Given

POLICY = load_policy()
TODAY = date(2026, 3, 5)
WEEK_6 = ("legal_planning_and_new_admissions", "plo_review_week_6")
FORM_TYPE = "legal_planning_new_admissions_booking_form"
ASKED_TYPES = (
    *("swet", "letter_before_proceedings", "plo_meeting_minutes", "plo_action_plan", "fgc_minutes"),
    *("viability_assessment", "parenting_assessment_plan", "panel_decision_record"),
)


def seen(file: str, words: str = "seen") -> Evidence:
    return Evidence(file, Place(), words)


def paper(kind: str | None, name: str = "", role: Role = Role.PAPER) -> Document:
    file = name or f"{kind}.docx"
    child = Child("Jayden Tolliver", date(2019, 4, 2), seen(file))
    usual = Document(file, content=file, role=role, type=kind, why=(seen(file),), state=DocumentState.FINAL)
    return replace(usual, dated=date(2026, 2, 20), children=(child,))


def said(value: str) -> Answered:
    return Answered.ANSWERED if value else Answered.BLANK


def form(reason: str = "PLO 6 week review", **fields: str) -> Document:
    told = {"reason_for_request": reason, **fields}
    filled = tuple(Field(each, each, value, said(value), seen("form.docx", value)) for each, value in told.items())
    return replace(paper(FORM_TYPE, "form.docx", Role.FORM), fields=filled)


def message(*lines: str) -> Document:
    return Document("cover.eml", role=Role.MESSAGE, passages=tuple(Passage(line, Place()) for line in lines))


COMPLETE = (form(), *(paper(kind) for kind in ASKED_TYPES))


def screened(*documents: Document, today: date = TODAY, **held: object) -> Screening:
    return screen(Held(documents, **held), POLICY, today)  # type: ignore[arg-type]  # each test gives what it is about


def decided(action: ReviewAction, subject: str = "", value: str = "", reason: str = "I looked") -> Review:
    return Review(action, subject, value, reason, "an administrator")


def outcome(screening: Screening, subject: str) -> Outcome:
    return next(finding.outcome for finding in screening.findings if finding.subject == subject)


def test_a_complete_bundle_is_ready_and_its_answer_may_go_out() -> None:
    screening = screened(*COMPLETE)
    assert (screening.request.panel, screening.request.request_type) == WEEK_6
    assert screening.verdict is Verdict.READY
    assert decide_reply(screening, "ruth@bucks.example").send
    assert decide_reply(screening, None).held_because == "no_recipient"


def test_screening_the_same_again_gives_the_same() -> None:
    assert screened(*COMPLETE) == screened(*COMPLETE)


def test_nothing_at_all_is_referred_and_no_answer_goes_out() -> None:
    screening = screened()
    assert screening.verdict is Verdict.REFERRED
    assert not decide_reply(screening, "ruth@bucks.example").send


@pytest.mark.parametrize("extra", [(), (paper(None, "odd.docx"),), (message("This is urgent."),)])
def test_a_clear_request_without_a_checklist_is_for_a_person_whatever_else_is_worth_knowing(
    extra: tuple[Document, ...],
) -> None:
    unwritten = replace(POLICY, _checklists={("buckinghamshire", "permanency_tracking", *WEEK_6): None})
    papers = (form(panel_date="3 March 2026"), *COMPLETE[1:], *extra)
    screening = screen(Held(papers, received=datetime(2026, 3, 5, 9)), unwritten, TODAY)
    assert (screening.request.panel, screening.request.request_type) == WEEK_6
    assert screening.verdict is Verdict.REFERRED
    assert Reason.NO_CHECKLIST in [finding.reason for finding in screening.findings]


def test_no_request_type_that_we_ship_is_ready_for_want_of_a_checklist() -> None:
    for authority in POLICY.authorities.values():
        for panel in authority.panels:
            for kind in panel.request_types:
                given = Given(authority.id, panel.edition, panel.id, kind.id, is_decided=True)
                note = message("This is urgent, for panel on 3 March 2026.")
                screening = screened(paper(None, "odd.docx"), note, given=given, received=datetime(2026, 3, 5))
                assert screening.verdict is not Verdict.READY, kind.id


def test_each_worked_example_that_is_ready_stays_ready_on_its_way_through_the_pipeline() -> None:
    """Those of two children are left out: in them no form and no paper says that the two belong to one request."""
    for example in load_examples():
        if example.verdict is Verdict.READY and len({each.child for each in example.papers}) == 1:
            given = Given(example.authority, example.edition, example.panel, example.request_type, is_decided=True)
            papers = documents_of(example, POLICY)
            screening = screen(Held(papers, given=given), POLICY, example.today)
            acting = {each.subject for each in screening.findings if each.outcome.who_acts != "nobody"}
            about_the_papers = {finding.subject for finding in screening.findings if finding.about is About.SUBMISSION}
            assert not acting & about_the_papers, (example.name, acting)


class TestSittings:
    def test_the_day_asked_for_decides_how_old_a_paper_may_be(self) -> None:
        assert screened(form(panel_date="10 March 2026")).request.sitting.day == date(2026, 3, 10)

    def test_an_earlier_panel_in_the_covering_note_is_not_the_day_asked_for(self) -> None:
        note = message("This was at panel on 13 January 2026. It is for panel on 17 March 2026.")
        screening = screened(*COMPLETE, note, received=datetime(2026, 3, 5, 9))
        assert (screening.request.sitting.asked, screening.request.sitting.late) == (date(2026, 3, 17), False)
        told_of = screened(*COMPLETE, message("It was at panel on 13 January 2026."), received=datetime(2026, 3, 5, 9))
        assert (told_of.request.sitting.asked, told_of.request.sitting.late) == (None, False)
        assert told_of.verdict is Verdict.READY

    def test_late_papers_roll_over_and_late_and_urgent_papers_are_for_a_person(self) -> None:
        papers = (form(panel_date="3 March 2026"), *COMPLETE[1:])
        came = datetime(2026, 3, 5, 9)
        late = screened(*papers, received=came)
        assert (late.verdict, late.request.sitting.day) == (Verdict.READY, date(2026, 3, 10))
        assert outcome(late, "late") is Outcome.NOTED
        assert screened(*papers, message("This is urgent."), received=came).verdict is Verdict.REFERRED
        assert screened(*papers, message("This is not urgent."), received=came).verdict is Verdict.READY


class TestDecisions:
    LESS = COMPLETE[:-2]

    def test_what_a_person_let_go_no_longer_holds_a_request_up(self) -> None:
        papers = tuple(each for each in COMPLETE if each.type != "parenting_assessment_plan")
        assert screened(*papers).verdict is Verdict.INCOMPLETE
        let_go = decided(ReviewAction.WAIVE, "parenting_assessment_plan")
        assert screened(*papers, reviews=(let_go,)).verdict is Verdict.READY

    def test_letting_go_of_everything_does_not_make_an_unclear_request_ready(self) -> None:
        subjects = {finding.subject for finding in screened(paper(None, "odd.docx")).findings}
        let_go = tuple(decided(ReviewAction.WAIVE, subject) for subject in subjects)
        assert screened(paper(None, "odd.docx"), reviews=let_go).verdict is Verdict.REFERRED

    def test_a_paper_is_what_a_person_says_it_is(self) -> None:
        papers = [replace(each, type=None) if each.type == "swet" else each for each in COMPLETE]
        assert screened(*papers).verdict is Verdict.INCOMPLETE
        says = decided(ReviewAction.RETYPE, "swet.docx", "swet")
        assert screened(*papers, reviews=(says,)).verdict is Verdict.READY

    def test_a_scan_that_a_person_named_counts_as_read(self) -> None:
        scan = replace(paper(None, "swet.docx"), unreadable=Unreadable.POOR_SCAN)
        papers = [scan if each.type == "swet" else each for each in COMPLETE]
        assert screened(*papers).verdict is Verdict.REFERRED
        says = decided(ReviewAction.RETYPE, "swet.docx", "swet")
        assert screened(*papers, reviews=(says,)).verdict is Verdict.READY

    def test_a_paper_that_a_person_calls_a_form_is_one(self) -> None:
        says = decided(ReviewAction.RETYPE, "odd.docx", FORM_TYPE)
        assert screened(paper(None, "odd.docx"), reviews=(says,)).documents[0].role is Role.FORM

    def test_a_field_that_a_person_set_is_filled_in_and_says_who_set_it(self) -> None:
        papers = [each for each in COMPLETE if each.type != "fgc_minutes"]
        assert outcome(screened(*papers), "family_group_conference") is Outcome.MISSING
        says = decided(ReviewAction.SET_FIELD, "fgc_date", "5 February 2026")
        screening = screened(*papers, reviews=(says,))
        (found,) = [each for each in screening.findings if each.subject == "family_group_conference"]
        assert found.outcome is Outcome.MET
        assert "set by an administrator" in found.evidence[0].words

    def test_a_fact_that_a_person_stated_outweighs_what_is_known_of_the_request(self) -> None:
        papers = [each for each in COMPLETE if each.type != "panel_decision_record"]
        assert outcome(screened(*papers), "previous_panel_minutes") is Outcome.MISSING
        says = decided(ReviewAction.SET_FIELD, "attended_panel_before", "no")
        assert outcome(screened(*papers, reviews=(says,)), "previous_panel_minutes") is Outcome.NOT_NEEDED

    def test_the_request_is_what_a_person_says_and_the_last_word_counts(self) -> None:
        first = decided(ReviewAction.REQUEST_TYPE, value="plo_review_week_12")
        last = decided(ReviewAction.REQUEST_TYPE, value=f"{WEEK_6[0]}/s20_request")
        assert screened(*COMPLETE, reviews=(first,)).request.request_type == "plo_review_week_12"
        assert screened(*COMPLETE, reviews=(first, last)).request.request_type == "s20_request"


def test_another_councils_form_in_a_drop_is_for_a_person() -> None:
    screening = screened(
        *COMPLETE, paper("panel_application_form", "theirs.docx", Role.FORM), given=Given("buckinghamshire")
    )
    assert screening.verdict is Verdict.REFERRED
    assert Reason.WRONG_PANEL in [finding.reason for finding in screening.findings]


def test_what_the_application_alone_knows_counts_too() -> None:
    beside = Finding(About.SUBMISSION, "same_case", Outcome.UNSURE, Reason.SAME_CASE, {"request": "r-2"})
    assert screened(*COMPLETE, beside=(beside,)).verdict is Verdict.REFERRED


def test_whoever_says_what_a_paper_is_has_seen_the_rest_of_it() -> None:
    cut = replace(paper("case_notes"), limits=("only the first 500 pages were read",))
    rest = replace(cut, type=None, unreadable=Unreadable.TOO_LONG)
    held = (*(each for each in COMPLETE if each.type != "swet"), cut, rest)
    assert outcome(screened(*held), "initial_swet") is Outcome.UNSURE
    looked = (decided(ReviewAction.RETYPE, cut.file, "case_notes"),)
    assert outcome(screened(*held, reviews=looked), "initial_swet") is Outcome.MISSING


def test_every_limit_that_was_hit_is_named() -> None:
    cut = replace(paper("case_notes"), limits=("only the first 500 pages were read",))
    assert screened(*COMPLETE, cut, limits=("too many files",)).limits == (
        "too many files",
        "only the first 500 pages were read",
    )
