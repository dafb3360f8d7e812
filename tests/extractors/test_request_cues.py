"""What a covering note says of the sitting it is for, and of being urgent."""

from datetime import date

import pytest

from casework.answered import Answered
from casework.document import Document, Field, Passage, Role
from casework.evidence import SUBJECT, Evidence, Place
from extractors.request_cues import said_urgent, sitting_asked, that_ask

TODAY = date(2026, 3, 5)
TUESDAY = date(2026, 3, 10)


def note(*lines: str, role: Role = Role.MESSAGE) -> Document:
    return Document("cover.eml", role=role, passages=tuple(Passage(line, Place()) for line in lines))


def form(panel_date: str) -> Document:
    seen = Evidence("form.docx", Place(), panel_date)
    answered = Answered.ANSWERED if panel_date else Answered.BLANK
    field = Field("panel_date", "Panel date", panel_date, answered, seen)
    return Document("form.docx", role=Role.FORM, fields=(field,))


def asked(*documents: Document) -> date | None:
    found = sitting_asked(documents, TODAY)
    return found[0] if found else None


@pytest.mark.parametrize(
    "line",
    [
        "Papers for panel on 10 March 2026.",
        "For the panel of Tuesday 10 March 2026, please.",
        "Could this go on 10 March 2026 to panel?",
        "It was at panel on 13 January 2026 and is for panel on 10 March 2026.",
        "Panel date: 10/03/2026. The review is on 5 May 2026.",
        "Please may we have a slot on Tues 10 March for Kit.",
        "Here are the papers for Tuesday 10th March please. He was at panel on 13 January.",
        "For the panel on 10 March. It was agreed on 17 March last year.",
    ],
)
def test_the_day_asked_for_is_read_from_the_covering_note(line: str) -> None:
    assert asked(note(line)) == TUESDAY


@pytest.mark.parametrize(
    "line",
    [
        "It was at panel on 13 January 2026.",
        "It was at panel on 13 January 2026, and the child protection conference is to be held again on 4 May 2026.",
        "The conference is on 10 March 2026.",
        "We shall see you at panel.",
        "The panel agreed the package on 17 March last year.",
        "It was heard at panel on 17 March.",
        "The papers for the visit on 17 March are not here.",
        "Please have the form for Monday 10 March back.",
    ],
)
def test_an_earlier_panel_or_another_date_is_not_the_day_asked_for(line: str) -> None:
    assert asked(note(line)) is None


@pytest.mark.parametrize(
    ("subject", "day"),
    [
        ("Lending Panel 10 March – Kit", TUESDAY),
        ("Kit's papers 10 March", None),
        ("Lending Panel 10 March 2026 or 17 March 2026", None),
        ("Lending Panel minutes 13 January", None),
    ],
)
def test_the_subject_of_a_mail_that_names_a_panel_may_give_the_day_alone(subject: str, day: date | None) -> None:
    assert asked(Document("a.eml", role=Role.MESSAGE, passages=(Passage(subject, SUBJECT),))) == day


def test_the_words_shown_are_as_they_stand_there() -> None:
    line = "Please may we have a slot on Tues 10 March for Kit."
    found = sitting_asked([note(line)], TODAY)
    assert found is not None
    assert found[1].words == line


def test_a_form_of_last_years_sitting_asks_for_no_day() -> None:
    assert asked(form("10/03/2025")) is None


def test_the_form_says_it_before_the_note_does() -> None:
    assert asked(note("For panel on 17 March 2026."), form("10/03/2026")) == TUESDAY


def test_a_day_to_come_counts_before_one_gone_by_even_in_the_form() -> None:
    assert asked(form("13/01/2026"), note("For panel on 10 March 2026.")) == TUESDAY
    assert asked(form("03/03/2026")) == date(2026, 3, 3)


def test_an_ordinary_paper_asks_for_no_day() -> None:
    assert asked(note("Papers for panel on 10 March 2026.", role=Role.PAPER)) is None


@pytest.mark.parametrize("line", ["This is urgent.", "URGENT: papers", "It cannot wait until the next panel."])
def test_a_note_that_says_urgent_is_believed(line: str) -> None:
    found = said_urgent([note("Dear all", line)])
    assert found is not None
    assert found.words == line


@pytest.mark.parametrize("line", ["This is not urgent.", "There is no urgency.", "A non-urgent matter", "Dear all"])
def test_a_note_that_denies_it_is_believed_too(line: str) -> None:
    assert said_urgent([note(line)]) is None


def test_a_paper_that_speaks_of_urgent_things_does_not_make_the_request_urgent() -> None:
    assert said_urgent([note("An urgent strategy meeting was held.", role=Role.PAPER)]) is None


def paper(*lines: str, kind: str | None = None) -> Document:
    return Document("a.docx", type=kind, passages=tuple(Passage(line, Place()) for line in lines))


INDEX = ("Tolliver, board Tuesday 10 March 2026, a loan", "1 Letter", "2 Minutes", "3 Report", "4 File note")


class TestThatAsk:
    def test_a_form_for_a_sitting_long_past_was_brought_to_show_what_was_decided(self) -> None:
        old, new = form("20/01/2026"), form("10/03/2026")
        assert that_ask([old, new], TODAY) == (new,)

    def test_a_form_for_last_weeks_sitting_or_for_none_still_asks(self) -> None:
        late, open_ = form("24/02/2026"), form("")
        assert that_ask([late, open_], TODAY) == (late, open_)

    def test_the_heading_of_an_index_speaks_as_a_message_does(self) -> None:
        added = that_ask([paper(*INDEX)], TODAY)[-1]
        assert (added.role, [each.text for each in added.passages]) == (Role.MESSAGE, [INDEX[0]])

    def test_a_draft_says_for_which_panel_it_was_made(self) -> None:
        line = "DRAFT for the Lending Panel, 10 March 2026"
        added = that_ask([paper("Statement", line, "Much else.", kind="statement")], TODAY)[-1]
        assert [each.text for each in added.passages] == [line]

    def test_the_record_of_an_earlier_sitting_asks_for_nothing(self) -> None:
        note = paper("Agreed until 12 June 2026. If longer is needed, return to panel.", kind="panel_decision_record")
        assert that_ask([note], TODAY) == (note,)

    def test_a_summary_headed_with_the_panel_to_come_says_in_its_headings_what_is_asked(self) -> None:
        heads = ("Case summary – Legal Planning Panel, Tues 10 March 2026", "Request to extend Section 20")
        passages = tuple(Passage(line, Place(), heading=True) for line in heads)
        summary = Document("a.docx", type="case_summary", passages=(*passages, Passage("Request a taxi.", Place())))
        assert [each.text for each in that_ask([summary], TODAY)[-1].passages] == list(heads)

    @pytest.mark.parametrize(
        "lines",
        [
            ("Tolliver, board Tuesday 20 January 2026, a loan", *INDEX[1:]),
            INDEX[:1],
            ("DRAFT for the Lending Panel, 20 January 2026",),
            ("The Lending Panel sat on 10 March 2026",),
            ("Children: Ada Fenn, Unborn Fenn (EDD 10 April 2026). Copy for the January panel",),
            ("Brought up to 10 April 2026 (the last one went to panel in January)",),
        ],
        ids=[
            *("a day gone by", "no list of papers", "a draft of the past", "made for nobody"),
            *("the day of a birth", "what went to a panel before"),
        ],
    )
    def test_other_papers_ask_for_nothing(self, lines: tuple[str, ...]) -> None:
        told = paper(*lines)
        assert that_ask([told], TODAY) == (told,)
