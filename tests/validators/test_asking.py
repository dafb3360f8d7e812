"""What is asked for in words no checklist uses: known by its sound, with the sentence that decided, or left open."""

from __future__ import annotations

from datetime import date

import pytest

from casework.answered import Answered
from casework.document import Document, Field, Passage, Role
from casework.evidence import SUBJECT, Evidence, Place
from casework.learned import Weights
from casework.request import Request
from validators.asking import DENIED, NOTHING, PAST, Heard, likened, shipped, strengths_of, without_names
from validators.hearing import LETTER, heard, speaks_to_panel
from validators.load_policy import load_policy
from validators.request import Given, identify_request

POLICY = load_policy()
ON = date(2026, 3, 5)
HERE = Evidence("form.docx", Place(), "")


def form(kind: str, *passages: str, **fields: str) -> Document:
    filled = (
        Field(name, name, said, Answered.ANSWERED, Evidence("form.docx", Place(), said))
        for name, said in fields.items()
    )
    lines = tuple(Passage(each, Place(paragraph=number)) for number, each in enumerate(passages, 1))
    return Document("form.docx", role=Role.FORM, type=kind, fields=tuple(filled), passages=lines)


def mail(subject: str, *lines: str) -> Document:
    body = (Passage(each, Place("message body", line=number)) for number, each in enumerate(lines, 1))
    return Document("mail.eml", role=Role.MESSAGE, passages=(Passage(subject, SUBJECT), *body))


def identified(council: str, *documents: Document) -> Request:
    return identify_request(documents, POLICY.authorities, Given(authority=council), ON, POLICY.papers_wanted)


def asked(council: str, *documents: Document) -> str:
    request = identified(council, *documents)
    return f"{request.panel}/{request.request_type}"


def devon(panel: str, request: str) -> str:
    return asked("devon", form("panel_application_form", panel_name=panel, request=request))


class TestOwnWords:
    @pytest.mark.parametrize(
        ("panel", "request_", "wanted"),
        [
            (
                "Permanence Panel",
                "Marlon, 13, has been with the same foster family for six years. Dad has turned his life round and "
                "both want him to live with dad again. We would like panel to agree the phased move back to dad's.",
                "permanence/return_home_from_long_term_care",
            ),
            (
                "Legal Gateway",
                "We would like to go to court for Bryony now. The letter went in November, nothing has shifted and the "
                "injuries last week mean that we cannot wait. Agreement to issue for an ICO please.",
                "legal_gateway/initiate_care_proceedings",
            ),
            (
                "DCRP",
                "Panel said yes to 20 nights a year at the Willows last June, we are back as asked after the first "
                "year. Please keep the nights as they are.",
                "disabled_childrens_resource/short_break_review",
            ),
            (
                "P&R",
                "On Sunday night the Head of Service on call agreed that Ishaan could come in as gran had collapsed "
                "and there was nobody. Mum signed on the Monday. It comes to you to look at after the event.",
                "practice_and_resource/emergency_s20_review",
            ),
        ],
    )
    def test_a_request_is_known_though_it_does_not_name_itself(self, panel: str, request_: str, wanted: str) -> None:
        assert devon(panel, request_) == wanted

    def test_a_mail_by_itself_tells_panel_and_request(self) -> None:
        told = mail(
            "Baby of Roisin D - Tuesday",
            "Hi both,",
            "Could Roisin's baby come to you on Tuesday please. She is due in June, and her first two children were "
            "both removed in 2022 and adopted. We want to begin legal planning for the new baby before the birth.",
            "Thanks, Kit",
        )
        assert asked("buckinghamshire", told) == "legal_planning_and_new_admissions/unborn_baby"

    def test_the_sentence_that_decided_is_shown(self) -> None:
        said = "He turns four in May. Please agree that Dylan can go home to live with mum. The dog is called Rex."
        request = identified("devon", form("panel_application_form", panel_name="Permanence Panel", request=said))
        shown = [each.evidence.words for each in request.pointers if each.about == "request_type"]
        assert shown[0] == "Please agree that Dylan can go home to live with mum."


class TestLeftOpen:
    @pytest.mark.parametrize("said", ["Please see attached.", "As discussed on Monday, papers for Tuesday."])
    def test_words_that_ask_for_nothing_name_no_request(self, said: str) -> None:
        assert devon("Permanence Panel", said) == "permanence/None"

    def test_a_few_words_tell_too_little(self) -> None:
        weights = shipped()["devon"]
        assert likened([Heard("Hello there", 1.0, HERE)], weights) is NOTHING

    def test_two_requests_in_sentences_of_their_own_are_nobodys_guess(self) -> None:
        both = mail(
            "Legal Gateway - Wren and Ash",
            "We ask panel to agree that we start PLO for Wren.",
            "We also ask panel to agree to issue care proceedings for Ash.",
        )
        assert identified("devon", both).request_type is None

    def test_a_council_of_which_nothing_was_learned_goes_by_its_cue_words_alone(self) -> None:
        told = [
            form(
                "panel_application_form",
                panel_name="Permanence Panel",
                request="The placement ended, disruption review for Ola",
            )
        ]
        request = identify_request(told, POLICY.authorities, Given(authority="devon"), ON, POLICY.papers_wanted, {})
        assert request.request_type == "disruption_review"


class TestWhatTheFormSays:
    def test_the_councils_own_name_for_it_in_the_box_is_never_outvoted(self) -> None:
        said = "Proposed long-term match. The carers adore him, and he can go home to live with mum at weekends."
        assert devon("Permanence Panel", said) == "permanence/long_term_match"

    def test_the_panel_on_the_form_stays_though_another_hears_the_like(self) -> None:
        said = "Twenty sessions with a positive behaviour practitioner as set down in her child in need plan, £4,000."
        assert devon("Disabled Children's Resource Panel", said).startswith("disabled_childrens_resource/")

    def test_a_cue_in_a_box_of_few_words_is_not_followed_where_all_that_is_said_speaks_against_it(self) -> None:
        said = (
            "s20, Ola. Dad worn out.",
            "s20 for Ola (14) please, with the foster carers in Bude. Dad and his partner can't have her at home any "
            "more, it has broken down between them; he agrees and will sign. To come back home in time if she wants.",
        )
        forms = [
            form("panel_application_form", panel_name="Practice and Resources Panel", request=each) for each in said
        ]
        assert asked("devon", *forms) == "practice_and_resource/s20_accommodation"

    def test_only_what_is_ticked_is_heard(self) -> None:
        boxes = "☐ New accommodation request ☒ More time on the S20 that you agreed ☐ Police protection"
        said = [each.text for each in heard([form("legal_planning_new_admissions_booking_form", boxes)])]
        assert "More time on the S20 that you agreed" in said
        assert not any("Police" in each or "New accommodation" in each for each in said)

    def test_what_stands_under_a_question_for_the_request_counts_most(self) -> None:
        asks = form(
            "swindon_panel_request_form", "1. What is being asked?", "To ratify the move.", "2. Who is at home?", "Mum."
        )
        strength = {each.text: each.strength for each in heard([asks])}
        assert strength["To ratify the move."] > strength["Mum."]

    @pytest.mark.parametrize(
        ("question", "counts"),
        [("What for?", True), ("What is the slot for?", True), ("What's it for", True), ("What medicine for?", False)],
    )
    def test_what_it_is_for_is_a_question_for_the_request(self, question: str, counts: bool) -> None:
        asks = form("legal_planning_new_admissions_booking_form", question, "The half-way check.", "At home?", "Mum.")
        strength = {each.text: each.strength for each in heard([asks])}
        assert (strength["The half-way check."] > strength["Mum."]) is counts

    def test_a_newsletter_is_no_letter_to_the_panel(self) -> None:
        lines = (Passage("Short Breaks News " + "fun " * 130, Place()), Passage("Panel dates", Place()))
        news = Document("news.pdf", role=Role.PAPER, passages=lines)
        assert heard([news, mail("Ola", "Hi, for the panel")]) == heard([mail("Ola", "Hi, for the panel")])


class TestWeights:
    def test_denied_supposed_and_past_words_count_less(self) -> None:
        assert strengths_of("We do not want an adoption")["adopt"] == DENIED
        assert strengths_of("Last year the placement ended")["placement"] == PAST
        assert strengths_of("We want a match")["match"] == 1.0

    def test_figures_of_weeks_count_and_dates_and_sums_do_not(self) -> None:
        said = strengths_of("6 weeks, 1999 and £4350 from 2026")
        assert "6" in said
        assert not {"1999", "4350", "2026"} & set(said)

    def test_the_name_of_a_panel_asks_for_nothing(self) -> None:
        names = ("Legal Planning and New Admissions",)
        assert without_names("For the Legal Planning and New Admissions Panel", names) == "For the panel"

    def test_what_rules_a_request_out_takes_what_its_sentence_says_for_it(self) -> None:
        weights = Weights(("a", "b"), (0.0, 0.0), {"cake": (12.0, 0, 1.0, 1, -1.0)})
        plain = likened([Heard("cake", 1.0, HERE)], weights)
        out = likened([Heard("cake", 1.0, HERE)], weights, ruled_out=lambda _: ("a",))
        assert plain.points["a"] > 0 == out.points["a"]
        assert plain.points["b"] == out.points["b"] < 0


@pytest.mark.parametrize(
    "line",
    [
        "Please see the attached expert report, which I have already sent to the panel. I will bring a copy.",
        "I enclose the report that the court asked for, and will speak to it at panel.",
    ],
)
def test_a_note_among_papers_that_no_form_and_no_message_brought_decides_nothing_by_its_sound(line: str) -> None:
    plan = Document(
        "plan.docx",
        role=Role.PAPER,
        type="swet",
        passages=(Passage("For Court Progression Panel", Place()),),
    )
    note = Document("note.docx", role=Role.PAPER, passages=(Passage(line, Place()),))
    assert identified("buckinghamshire", plan, note).request_type is None


class TestASummaryWrittenForAPanel:
    def summary(self, *lines: str, kind: str | None = "case_summary") -> Document:
        passages = tuple(Passage(each, Place(paragraph=number)) for number, each in enumerate(lines, 1))
        return Document("summary.docx", role=Role.PAPER, type=kind, passages=passages)

    def test_tells_what_is_asked_under_its_question(self) -> None:
        told = self.summary(
            "For Permanency Panel – summary",
            "How they came to us",
            "The children came into care in March 2024 and there were care and placement orders in May 2025. Family "
            "finding began in June and nobody came forward for both of them, or for one and then the other.",
            "Why we’re coming",
            "There is no adoptive family. We would like panel’s blessing to go back to court to have the placement "
            "orders taken off (revoked), for both of them.",
        )
        assert asked("buckinghamshire", told) == "permanency/revocation_of_order"

    def test_names_its_panel_and_checkpoint_at_the_top_whatever_stands_behind(self) -> None:
        top = "For Court Progression Panel, checkpoint 2, Thursday 18 June 2026 (date was fixed at checkpoint 1)."
        told = self.summary("Where the case has got to", f"{top} Written 12 June 2026.")
        assert asked("buckinghamshire", told) == "court_progression/proceedings_checkpoint_2"

    def test_that_is_for_no_panel_is_no_request(self) -> None:
        told = self.summary("Case summary", "Why we’re coming", "We would like the placement orders taken off.")
        assert not [each for each in heard([told]) if each.strength >= 0.7]


def test_a_reason_of_few_words_is_the_request_where_the_form_has_no_other_box() -> None:
    booking = form(
        "legal_planning_new_admissions_booking_form",
        reason_for_request="Request for S20",
        proposed_plan="We propose a further six weeks of pre-proceedings while the parenting assessment is finished.",
    )
    assert asked("buckinghamshire", booking) == "legal_planning_and_new_admissions/s20_request"


class TestANoteOfNoForm:
    """Papers that neither form nor message brought, and a form that is a letter with no question on it."""

    ASKS = (
        "Can panel consider an SGO to her great uncle Wynn who lives at Bude and ratify the support plan before court."
    )
    TELLS = (
        "The panel has the special guardianship report, and the special guardianship support plan for the great aunt. "
        "Great aunt as special guardian: settling in grant, special guardianship allowance, SGO support, support plan."
    )

    def note(self, line: str) -> Document:
        said = ("Dear Permanency Panel", "With it come her care plan and a note of January’s panel.", line)
        lines = tuple(Passage(each, Place(paragraph=number)) for number, each in enumerate(said, 1))
        return Document("note.txt", role=Role.PAPER, passages=lines)

    def test_what_leaves_hardly_a_doubt_is_believed_where_the_note_asks(self) -> None:
        assert asked("buckinghamshire", self.note(self.ASKS)) == "permanency/sgo_support_plan"

    def test_what_asks_for_nothing_is_not(self) -> None:
        assert identified("buckinghamshire", self.note(self.TELLS)).request_type is None

    def letter(self, last: str) -> Document:
        said = (
            "To: Court Progression Panel, Thursday 12 March",
            "Re: Ottoline Marsh, week 4, issued 9 February",
            "Dear all",
            "This is the week 4 look at the case, checkpoint 1, after the case management hearing.",
            last,
        )
        lines = tuple(Passage(each, Place(paragraph=number)) for number, each in enumerate(said, 1))
        return Document("note.docx", role=Role.PAPER, type="proceedings_overview", passages=lines)

    def test_a_letter_to_the_panel_saved_as_a_paper_speaks_as_a_message_does_if_it_asks(self) -> None:
        asks = self.letter("We would like panel to help with the date of the sibling report.")
        assert speaks_to_panel(asks)
        assert asked("buckinghamshire", asks) == "court_progression/proceedings_checkpoint_1"
        assert not speaks_to_panel(self.letter("The sibling report came late."))

    def test_a_line_of_the_children_s_names_tells_no_purpose(self) -> None:
        line = "Children: Ada Fenn, Unborn Fenn (EDD 2 August 2026). Last seen by panel in January"
        chronology = Document(
            "a.docx", role=Role.PAPER, type="social_work_chronology", passages=(Passage(line, Place()),)
        )
        assert not [each for each in heard([chronology]) if each.text == line]

    def test_what_asks_on_a_form_without_a_question_counts_as_in_a_letter(self) -> None:
        letter = form("legal_planning_new_admissions_booking_form", "Rosa,", "We ask to go home.", "Nan is well.")
        strength = {each.text: each.strength for each in heard([letter])}
        assert strength["We ask to go home."] == LETTER > strength["Nan is well."]


DCRP = "Disabled Children's Resource Panel"


@pytest.mark.parametrize(
    ("council", "panel", "said", "wanted"),
    [
        ("devon", DCRP, "Panel gave Wilf 20 nights a year and said come back in twelve months. We are back. Could the "
         "nights stay and the hours go up from 5 to 7.", "disabled_childrens_resource/short_break_review"),
        ("devon", "Practice & Resources Panel", "Idris came into our care in an emergency under S20, agreed by the HoS "
         "and ratified by panel on 14 March. We all want him back at dad's by July. Asking for ten weeks of family "
         "support to go in with him so that he can go home.", "practice_and_resource/support_package_return_home"),
        ("devon", DCRP, "The annual look at Petra's package. In 2025 panel agreed 18 nights. Please let the nights go "
         "on, at 22 a year.", "disabled_childrens_resource/short_break_review"),
        ("swindon", "Care Panel", "To look back at the foster home that had to be found for Ned and Ivo on Sunday. It "
         "was decided outside of panel by the Service Manager.", "care/retrospective_emergency"),
        ("swindon", "Care Panel", "Panel is asked to stand behind what we did on Saturday: Jonty was placed with "
         "agency carers, because nobody was at home and it could not wait.", "care/retrospective_emergency"),
        ("swindon", "Care Panel", "Panel said come back after ten weeks, so here we are. The mentor has worked; we "
         "would like her to carry on for another term.", "care/scheduled_review"),
        ("swindon", "Care Panel", "Mum asks us to take the girls in again from Monday while she is in hospital. One "
         "in-house foster home for both, known to them.", "care/looked_after_placement"),
    ],
)  # fmt: skip
def test_a_review_or_what_was_done_before_panel_is_known_by_plain_words(
    council: str, panel: str, said: str, wanted: str
) -> None:
    kind = "panel_application_form" if council == "devon" else "swindon_panel_request_form"
    assert asked(council, form(kind, panel_name=panel, request=said)) == wanted
