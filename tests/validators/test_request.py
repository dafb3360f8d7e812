"""Which panel and request type the papers are for: it counts who says it, and a tie is nobody's guess."""

from dataclasses import replace
from datetime import date
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.citation import PolicyEdition
from casework.document import Document, DocumentState, Role, Unreadable
from casework.evidence import SUBJECT
from casework.finding import Outcome, Reason
from casework.learned import Weights
from casework.panel import Authority, Panel, RecognisedBy, RequestType
from casework.request import Request
from tests.validators.bundle import field, message, paper
from validators.other_requests import other_requests
from validators.request import Given, identify_request

ON = date(2026, 3, 5)
NOTHING = Given()


def kind(name: str, *words: str, documents: tuple[str, ...] = (), **facts: bool) -> RequestType:
    return RequestType(name, name.capitalize(), RecognisedBy(words, documents=documents), facts)


def panel(name: str, form: str, *kinds: RequestType) -> Panel:
    return Panel(name, name.capitalize(), "first", RecognisedBy((f"{name} panel",), forms=(form,)), request_types=kinds)


def council(name: str, *panels: Panel) -> Authority:
    return Authority(
        name, name, (PolicyEdition("first", (), in_force=True),), panels, RecognisedBy((f"{name} council",))
    )


LOANS = (
    kind("loan", "a loan", "new loan"),
    kind("gift", "a gift"),
    kind("swap", "a swap", documents=("minutes",)),
    kind("review", "review of a loan", been_before=True),
)
ANYWHERE = council(
    "anywhere",
    panel("board", "form", *LOANS),
    panel("bench", "bench_form", kind("fine", "a fine"), kind("fee", "a fee")),
)
ELSEWHERE = council("elsewhere", panel("desk", "desk_form", kind("stamp", "a stamp")))
KNOWN = {"anywhere": ANYWHERE, "elsewhere": ELSEWHERE}


def form(
    request: str = "", name: str = "form.docx", kind: str = "form", unreadable: Unreadable | None = None
) -> Document:
    told = paper(kind, name, fields=(field("request", request, name),), unreadable=unreadable)
    return replace(told, role=Role.FORM)


def identified(*documents: Document, given: Given = NOTHING, on: date = ON) -> Request:
    return identify_request(documents, KNOWN, given, on)


def asked(*documents: Document, given: Given = NOTHING) -> tuple[str | None, str | None, str | None]:
    request = identified(*documents, given=given)
    return request.authority, request.panel, request.request_type


class TestWhoSaysIt:
    def test_the_form_tells_council_and_panel_and_its_field_the_request(self) -> None:
        assert asked(form("A loan for the family")) == ("anywhere", "board", "loan")

    def test_the_words_that_said_so_are_kept(self) -> None:
        request = identified(form("A loan for the family"))
        assert ("request_type", "A loan for the family") in [(p.about, p.evidence.words) for p in request.pointers]

    def test_the_forms_own_field_wins_over_the_covering_note(self) -> None:
        assert asked(form("A loan"), message("Please see this request for a gift."))[2] == "loan"

    def test_the_covering_note_wins_over_the_papers(self) -> None:
        assert asked(form(""), message("This is for a loan."), paper("minutes"))[2] == "loan"

    def test_the_papers_tell_where_nothing_else_does(self) -> None:
        assert asked(form(""), paper("minutes"))[2] == "swap"

    def test_the_longer_words_win_over_their_own_part(self) -> None:
        assert asked(form("Review of a loan"))[2] == "review"

    def test_what_is_known_of_a_request_type_comes_with_it(self) -> None:
        assert identified(form("Review of a loan")).known_facts["been_before"].value is True

    def test_words_in_an_ordinary_paper_ask_for_nothing(self) -> None:
        note = paper("assessment", passages=message("a loan").passages)
        assert asked(form(""), note)[2] is None

    def test_an_unreadable_form_says_nothing(self) -> None:
        assert asked(form("A loan", unreadable=Unreadable.DAMAGED)) == (None, None, None)


class TestTwoRequests:
    def test_one_field_that_asks_for_two_things_is_nobodys_guess(self) -> None:
        request = identified(form("A loan and a gift"))
        assert request.request_type is None
        assert {each.request_type for each in request.candidates} == {"loan", "gift"}

    def test_two_fields_that_ask_for_two_things_are_nobodys_guess(self) -> None:
        two = form("A loan")
        other = form("A gift", "other.docx")
        assert asked(two, other)[2] is None

    def test_at_most_three_candidates_are_named_each_with_its_words(self) -> None:
        request = identified(form("A loan and a gift and a swap, and review of a loan"))
        assert len(request.candidates) == 3
        assert all(each.evidence for each in request.candidates)

    def test_forms_of_two_panels_leave_the_panel_open(self) -> None:
        request = identified(form("A loan"), form("A fine", "b.docx", "bench_form"))
        assert request.panel is None
        assert {each.panel for each in request.candidates} == {"board", "bench"}

    def test_an_empty_form_of_another_panel_says_nothing_beside_a_filled_one(self) -> None:
        empty = Document("b.docx", role=Role.FORM, type="bench_form", state=DocumentState.BLANK_TEMPLATE)
        assert asked(form("A loan"), empty) == ("anywhere", "board", "loan")

    def test_a_form_that_is_still_empty_and_alone_still_tells_the_panel(self) -> None:
        empty = Document("b.docx", role=Role.FORM, type="bench_form", state=DocumentState.BLANK_TEMPLATE)
        assert asked(empty) == ("anywhere", "bench", None)

    def test_one_said_twice_as_clearly_is_not_enough_where_both_are_in_messages(self) -> None:
        assert asked(form(""), message("A loan, please."), message("Or a gift.", file="second.eml"))[2] is None

    @given(st.permutations([form("A loan and a gift"), form("A swap", "b.docx"), message("a gift"), paper("minutes")]))
    def test_the_order_of_papers_decides_nothing(self, documents: list[Document]) -> None:
        assert identified(*documents) == identified(*reversed(documents))


class TestGiven:
    def test_what_is_given_serves_where_the_papers_do_not_say(self) -> None:
        assert asked(paper("chronology"), given=Given("anywhere", None, "board", "gift")) == (
            "anywhere",
            "board",
            "gift",
        )

    def test_what_the_papers_say_comes_before_what_was_given(self) -> None:
        assert asked(form("A loan"), given=Given(None, None, "bench", "gift")) == ("anywhere", "board", "loan")

    def test_what_a_person_decided_comes_before_what_the_papers_say(self) -> None:
        given = Given(None, None, "bench", "fee", is_decided=True)
        assert asked(form("A loan"), given=given) == ("anywhere", "bench", "fee")

    def test_a_request_type_of_another_panel_is_not_forced_on_this_one(self) -> None:
        assert asked(form(""), given=Given(request_type="fine"))[2] is None

    def test_another_councils_form_in_a_drop_is_not_read_as_this_councils_request(self) -> None:
        theirs = form("A stamp", "stamp.docx", "desk_form")
        assert asked(theirs, given=Given("anywhere")) == ("anywhere", None, None)
        assert asked(theirs) == ("elsewhere", "desk", "stamp")

    def test_forms_of_two_councils_leave_the_council_open(self) -> None:
        assert asked(form("A loan"), form("A stamp", "b.docx", "desk_form")) == (None, None, None)

    def test_an_unknown_council_is_nobody(self) -> None:
        assert asked(form("A loan"), given=Given("nowhere")) == (None, None, None)


class TestEditions:
    @pytest.mark.parametrize("in_force", [(False, False), (True, True)])
    def test_no_edition_or_two_are_for_a_person(self, in_force: tuple[bool, bool]) -> None:
        editions = tuple(PolicyEdition(f"e{n}", (), each) for n, each in enumerate(in_force))
        both = {"anywhere": Authority("anywhere", "anywhere", editions, ANYWHERE.panels, ANYWHERE.recognised_by)}
        assert identify_request([form("A loan")], both, Given("anywhere"), ON).is_clear is False

    def test_an_edition_that_was_asked_for_is_used_though_it_is_not_in_force(self) -> None:
        assert identified(form("A loan"), given=Given(edition="first"), on=date(2020, 1, 1)).edition == "first"


class TestTheMessage:
    def test_its_subject_wins_over_what_it_speaks_of_in_passing(self) -> None:
        mail = message("For the bench: a fine", "Later there may be a fee.")
        told = replace(mail, passages=(replace(mail.passages[0], place=SUBJECT), *mail.passages[1:]))
        assert asked(form("", kind="bench_form"), told)[2] == "fine"

    def test_a_line_that_begins_with_re_is_its_subject(self) -> None:
        mail = message("Re: Ann Tolliver, a fine", "Later there may be a fee.")
        assert asked(form("", kind="bench_form"), mail)[2] == "fine"

    def test_without_a_subject_two_requests_are_nobodys_guess(self) -> None:
        assert asked(form("", kind="bench_form"), message("A fine.", "There is a fee."))[2] is None

    def test_a_form_wins_over_a_subject_but_not_over_a_subject_and_a_text_that_both_say_another_thing(self) -> None:
        said = message("Subject: a gift")
        assert asked(form("A loan"), said)[2] == "loan"
        assert asked(form("A loan"), message("Subject: a gift", "This is for a gift."))[2] is None

    @pytest.mark.parametrize("denied", ["not a fine", "We are not asking for a fine.", "Nothing is a fine", "no fine"])
    def test_what_is_denied_is_not_asked_for(self, denied: str) -> None:
        mail = message("A fee, please.", denied)
        assert asked(form("", kind="bench_form"), mail)[2] == "fee"

    def test_what_is_said_once_and_denied_once_is_asked_for(self) -> None:
        assert asked(form("", kind="bench_form"), message("A fine, and not a fine for last year."))[2] == "fine"


class TestNoPanelNamed:
    def test_the_only_panel_that_hears_such_a_request_is_meant(self) -> None:
        mail = message("We ask for a swap, anywhere council.")
        assert asked(mail, paper("minutes")) == ("anywhere", "board", "swap")

    def test_words_in_passing_alone_name_no_panel(self) -> None:
        assert asked(message("This is a swap, anywhere council.")) == ("anywhere", None, None)

    def test_two_panels_that_may_be_meant_are_nobodys_guess(self) -> None:
        mail = message("Subject: a loan or a fine, anywhere council")
        assert asked(mail) == ("anywhere", None, None)


class TestWhatASentenceMakesOfItsWords:
    @pytest.mark.parametrize(
        "aside",
        [
            "A loan was agreed by panel in March.",
            "Last year we came for a loan.",
            "If this fails we will ask for a loan.",
            "Should this not be agreed, a loan is our contingency.",
            "A loan is not being requested.",
            "We do not want a loan or anything like it.",
            "We will be back to ask for a loan.",
            "A gift rather than a loan.",
        ],
    )
    def test_what_is_past_supposed_denied_or_put_off_is_not_asked_for(self, aside: str) -> None:
        assert asked(form(""), message("I am requesting a gift.", aside))[2] == "gift"

    def test_a_sentence_that_asks_wins_over_one_that_only_speaks_of_it(self) -> None:
        assert asked(form(""), message("He has a loan from his aunt.", "We seek agreement to a gift."))[2] == "gift"

    def test_the_first_sentence_of_an_answer_wins_over_what_lies_behind_it(self) -> None:
        assert asked(form("A gift for the family. A loan is what grandmother lives on."))[2] == "gift"

    def test_the_reason_is_read_where_the_request_says_nothing(self) -> None:
        told = paper("form", "form.docx", fields=(field("request", "As below"), field("reason_for_request", "A loan")))
        assert asked(replace(told, role=Role.FORM))[2] == "loan"


class TestMoreSpecialAndMoreGeneral:
    KINDS = (
        kind("loan", "a loan"),
        RequestType("urgent_loan", "Urgent loan", RecognisedBy(("tomorrow",), rather_than=("loan",))),
    )
    KNOWN: ClassVar = {"here": council("here", panel("desk", "form", *KINDS))}

    def said(self, *documents: Document) -> str | None:
        return identify_request(documents, self.KNOWN, Given("here"), ON).request_type

    def test_the_special_request_is_meant_where_both_are_said(self) -> None:
        assert self.said(form("A loan, tomorrow")) == "urgent_loan"

    def test_the_general_one_is_meant_where_the_special_one_is_only_mentioned(self) -> None:
        assert self.said(form("A loan"), message("I am off tomorrow.")) == "loan"


class TestTheWrongPanel:
    def other(self, *documents: Document, given: Given = NOTHING) -> list[str]:
        return [each.panel for each in identified(*documents, given=given).other_panels]

    def named(self, board: str, request: str) -> Document:
        told = paper("paper", "form.docx", fields=(field("panel_name", board), field("request", request)))
        return replace(told, role=Role.FORM)

    def test_a_form_that_names_one_panel_and_asks_what_only_another_hears_is_for_the_other_and_it_is_told(self) -> None:
        told = self.named("Board panel", "A fine")
        request = identified(told, message("anywhere council"))
        assert (request.panel, request.request_type) == ("bench", "fine")
        assert self.other(told, message("anywhere council")) == ["board"]

    def test_a_drop_for_another_panel_than_the_papers_name_is_told(self) -> None:
        assert self.other(form("A loan"), given=Given("anywhere", panel="bench")) == ["bench"]

    def test_a_person_who_decided_the_panel_is_not_told_again(self) -> None:
        assert self.other(form("A loan"), given=Given("anywhere", panel="bench", is_decided=True)) == []

    def test_papers_that_agree_with_their_drop_tell_nothing(self) -> None:
        assert self.other(form("A loan"), given=Given("anywhere", panel="board")) == []

    def test_it_is_a_finding_for_a_person_that_names_the_panel_it_is_for(self) -> None:
        request = identified(form("A loan"), given=Given("anywhere", panel="bench"))
        (found,) = other_requests(request)
        assert (found.reason, found.outcome, found.details) == (
            Reason.WRONG_PANEL,
            Outcome.UNSURE,
            {"panel": "board"},
        )


class TestSeveralAreAskedFor:
    def several(self, *documents: Document) -> list[Reason]:
        return [each.reason for each in other_requests(identified(*documents))]

    def test_two_forms_that_ask_for_two_things_are_two_requests(self) -> None:
        assert self.several(form("A loan"), form("A gift", "other.docx")) == [Reason.TWO_REQUESTS]

    def test_one_answer_that_asks_for_two_things_is_two_requests(self) -> None:
        assert self.several(form("A loan and a gift")) == [Reason.TWO_REQUESTS]

    def test_two_forms_of_two_panels_are_two_requests(self) -> None:
        assert self.several(form("A loan"), form("A fine", "b.docx", "bench_form")) == [Reason.TWO_REQUESTS]

    def test_two_forms_that_ask_for_the_same_are_one(self) -> None:
        assert self.several(form("A loan"), form("A loan, please", "b.docx")) == []

    def test_nothing_said_is_not_two_requests(self) -> None:
        assert self.several(form("")) == []


class TestPapersTell:
    WANTED: ClassVar = {"loan": ("payslip",), "gift": ("birth_certificate",)}

    def said(self, *documents: Document) -> str | None:
        def wanted(authority: str, edition: str, panel: str, request_type: str) -> tuple[str, ...]:
            return self.WANTED.get(request_type, ())

        return identify_request(documents, KNOWN, NOTHING, ON, wanted).request_type

    def test_papers_that_only_one_of_two_candidates_wants_settle_it(self) -> None:
        open_ = message("There is a loan.", "There is a gift.")
        assert self.said(form(""), open_, paper("payslip")) == "loan"

    def test_papers_of_both_settle_nothing(self) -> None:
        open_ = message("There is a loan.", "There is a gift.")
        assert self.said(form(""), open_, paper("payslip"), paper("birth_certificate")) is None

    def test_papers_do_not_choose_between_two_things_that_are_asked_for(self) -> None:
        assert self.said(form("A loan and a gift"), paper("payslip")) is None

    def test_what_a_paper_was_made_for_tells_where_neither_form_nor_message_came(self) -> None:
        made = paper("assessment", passages=message("Draft for the bench panel: a fine").passages)
        where = paper("minutes", passages=message("For the anywhere council panel").passages)
        assert self.said(made, where) == "fine"

    def test_the_minutes_of_a_panel_do_not_tell_what_is_asked_now(self) -> None:
        told = ("Minutes of the meeting", "For the anywhere council bench panel: a fine")
        assert self.said(paper("minutes", passages=message(*told).passages)) is None

    def test_a_letter_we_do_not_recognise_tells_where_no_form_and_no_message_does(self) -> None:
        letter = paper(
            None, "note.txt", passages=message("We ask the board panel of anywhere council for a loan.").passages
        )
        assert self.said(form(""), letter) == "loan"

    def test_such_a_letter_says_nothing_beside_a_message_that_does(self) -> None:
        letter = paper(None, "note.txt", passages=message("We ask for a gift, anywhere council.").passages)
        assert self.said(form(""), message("We seek a loan."), letter) == "loan"

    def test_a_letter_that_asks_for_nothing_tells_nothing(self) -> None:
        letter = paper(None, "note.txt", passages=message("He had a loan, a gift and a swap.").passages)
        assert self.said(form(""), letter) is None


class TestUnderAQuestion:
    def asks(self, *lines: str) -> Document:
        return replace(paper("form", "form.docx", passages=message(*lines).passages), role=Role.FORM)

    def test_what_stands_under_a_forms_own_question_is_its_request(self) -> None:
        assert asked(self.asks("What are you asking the panel for?", "A loan of forty pounds."))[2] == "loan"

    def test_what_stands_under_another_is_not(self) -> None:
        assert asked(self.asks("Who lives at home?", "His gran, who had a loan."))[2] is None

    def test_it_wins_over_what_a_message_says_in_passing(self) -> None:
        asks = self.asks("What are you asking the panel for?", "A loan of forty pounds.")
        assert asked(asks, message("There is a gift as well."))[2] == "loan"


class TestWordsOfTwo:
    """Words that are cues of two requests, where the sound of all that is said speaks for one of them."""

    KINDS = (kind("order", "order .. extended"), kind("stay", "extended for", "stay at .. house"))
    HERE: ClassVar = {"here": council("here", panel("board", "form", *KINDS))}
    SOUNDS: ClassVar = {
        "here": Weights(
            ["board/order", "board/stay"], [0.0, 0.0], {"order": [7.0, 0, 4.0, 1, -4.0], "hous": [7.0, 1, 2.0]}
        )
    }

    def said(self, request: str) -> Request:
        return identify_request([form(request)], self.HERE, Given("here"), ON, None, self.SOUNDS)

    def test_are_taken_for_that_one(self) -> None:
        found = self.said("We ask for the order to be extended for a year. He has a house.")
        assert (found.request_type, found.asks_several) == ("order", False)

    def test_and_for_both_where_each_has_words_of_its_own(self) -> None:
        assert self.said("We ask for the order to be extended. We ask for a stay at the house.").asks_several
