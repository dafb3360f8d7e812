"""The reply: what it says, what it never says, and how it travels."""

import email
import email.policy
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.document import Child, Document, Role, Unreadable
from casework.evidence import Evidence, Place
from casework.finding import About, Finding, Outcome, Reason
from casework.identifiers import is_nhs_number
from casework.request import Sitting
from casework.screening import Screening
from generators.answer import Answer
from generators.letter import Correction, put_right, safe_reference
from generators.reply import OnBehalfOf, Reply, as_eml, reply_of
from tests.generators.golden_files import assert_as_before
from tests.generators.invented_screenings import (
    ASK_PANEL,
    ASK_REPORTS,
    FORM_DOCUMENT,
    INCOMPLETE,
    MISSING_PLAN,
    PROMISED_FGC,
    READY,
    REFERRED,
    REQUEST,
    SENT_AGAIN,
    SWET_DOCUMENT,
    TOO_OLD,
    UNCLEAR,
    UNREAD,
    answered,
)

TEAM = OnBehalfOf("the Legal Planning panel team", "01296 000 000")
NEXT = Sitting(day=date(2026, 3, 17), papers_due=datetime(2026, 3, 13, 12, 0))


def replied(screening: Screening, previous: Answer | None = None) -> Reply:
    return reply_of(answered(screening), case_id="k7wq2m", on_behalf_of=TEAM, previous=previous, next_sitting=NEXT)


def put_it_right(now: Screening, before: Screening) -> Reply:
    """The reply after one that said other things of the same papers."""
    answer, previous = answered(now), answered(before)
    correction = Correction(date(2026, 3, 5), put_right(answer, previous))
    return reply_of(answer, case_id="k7wq2m", on_behalf_of=TEAM, previous=previous, correction=correction)


def mailed(reply: Reply, references: list[str] | None = None) -> bytes:
    return as_eml(
        reply,
        sender="Panel papers <panel@council.example>",
        recipient="r.okafor@council.example",
        message_id="<k7wq2m.1@panelready.example>",
        in_reply_to="<asked@council.example>",
        references=references or [],
        date=datetime(2026, 3, 5, 10, 20, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("name", "reply"),
    [
        ("first", replied(INCOMPLETE)),
        ("sent_again", replied(SENT_AGAIN, answered(INCOMPLETE))),
        ("ready", replied(READY)),
        ("referred", replied(REFERRED)),
        ("unclear", replied(UNCLEAR)),
    ],
)
def test_the_reply_is_as_before(name: str, reply: Reply) -> None:
    assert_as_before(f"reply-{name}.txt", f"{reply.subject}\n\n{reply.text}".encode())
    assert_as_before(f"reply-{name}.html", reply.html.encode())
    assert_as_before(f"reply-{name}.eml", mailed(reply))


LATE = Sitting(date(2026, 3, 10), date(2026, 3, 17), datetime(2026, 3, 13, 12), late=True)
MAISIE = replace(FORM_DOCUMENT.children[0], name="Maisie Tolliver", date_of_birth=date(2021, 1, 1))
TWO_CHILDREN = replace(FORM_DOCUMENT, children=(*FORM_DOCUMENT.children, MAISIE))
LOCKED = replace(UNREAD, file="Plan.docx", unreadable=Unreadable.PASSWORD)
IS_LOCKED = Finding(
    About.SUBMISSION, "locked", Outcome.UNSURE, Reason.UNREADABLE, {"file": "Plan.docx", "why": "password"}
)


@pytest.mark.parametrize(
    ("name", "reply"),
    [
        ("late", replied(replace(INCOMPLETE, request=replace(REQUEST, sitting=LATE)))),
        ("late_ready", replied(replace(READY, request=replace(REQUEST, sitting=LATE)))),
        (
            "undated",
            replied(replace(INCOMPLETE, request=replace(REQUEST, sitting=Sitting()), findings=(MISSING_PLAN,))),
        ),
        ("questions_only", replied(replace(INCOMPLETE, findings=(ASK_PANEL,)))),
        ("to_follow_only", replied(replace(INCOMPLETE, findings=(PROMISED_FGC,)))),
        (
            "two_children",
            replied(
                replace(
                    INCOMPLETE,
                    documents=(TWO_CHILDREN,),
                    children=TWO_CHILDREN.children,
                    findings=(MISSING_PLAN, replace(MISSING_PLAN, for_child=MAISIE.name)),
                )
            ),
        ),
        ("locked", replied(replace(INCOMPLETE, documents=(FORM_DOCUMENT, LOCKED), findings=(IS_LOCKED,)))),
        ("corrected_ready", put_it_right(READY, INCOMPLETE)),
        ("corrected_not_ready", put_it_right(INCOMPLETE, READY)),
        ("ready_at_last", replied(READY, answered(INCOMPLETE))),
        ("nothing_new", replied(replace(INCOMPLETE, findings=(MISSING_PLAN, TOO_OLD)), answered(INCOMPLETE))),
    ],
)
def test_the_letter_in_other_situations_is_as_before(name: str, reply: Reply) -> None:
    assert_as_before(f"reply-{name}.txt", f"{reply.subject}\n\n{reply.text}".encode())


LETTERS = "bcdfghjklmnpqrstvwxz"
odd = st.text(alphabet=LETTERS, min_size=7, max_size=12).map(lambda text: "Xq" + text)
pupil_numbers = st.from_regex(r"[A-HJ-NP-RT-Z][0-9]{12}", fullmatch=True)
nhs_numbers = (
    st.from_regex(r"999[0-9]{6}", fullmatch=True)
    .map(lambda nine: next((nine + check for check in "0123456789" if is_nhs_number(nine + check)), ""))
    .filter(bool)  # one in eleven has no check digit
)
births = st.dates(date(2006, 1, 1), date(2022, 12, 31))


@settings(max_examples=150, deadline=None)
@given(data=st.data(), reason=st.sampled_from(Reason), outcome=st.sampled_from(Outcome), role=st.sampled_from(Role))
def test_no_name_birthday_file_name_or_word_of_the_papers_leaves_in_a_reply(
    data: st.DataObject, reason: Reason, outcome: Outcome, role: Role
) -> None:
    given_name, surname, file, words = data.draw(odd), data.draw(odd), data.draw(odd), data.draw(odd)
    born = data.draw(births)
    nhs, upn = data.draw(nhs_numbers), data.draw(pupil_numbers)
    spaced = f"{nhs[:3]} {nhs[3:6]} {nhs[6:]}"
    references = [words, surname, f"{surname[:6]} 123456", f"{born:%d%m%Y}", nhs, spaced, upn]
    child = Child(f"{given_name} {surname}", born, Evidence(file, Place(part=words), words))
    document = Document(
        file=file,
        inside=(file + ".zip",),
        role=role,
        type=data.draw(st.sampled_from(["swet", None])),
        why=(child.evidence,),
        dated=data.draw(st.sampled_from([born, None])),
        dated_evidence=child.evidence,
        children=(child,),
        case_references=(Evidence(file, Place(), data.draw(st.sampled_from(references))),),
        unreadable=data.draw(st.sampled_from([None, Unreadable.PASSWORD])),
    )
    details = dict.fromkeys(("file", "label", "about", "value", "request", "why", "dated", "by"), words)
    about = data.draw(st.sampled_from(About))
    finding = Finding(
        about, "swet", outcome, reason, details, document_types=("swet",), for_child=child.name,
        documents=(file,), blank=(words,), evidence=(child.evidence,),
    )  # fmt: skip
    before = answered(Screening(REQUEST, (), (replace(finding, outcome=Outcome.MISSING),), INCOMPLETE.as_of))
    ours = data.draw(st.sampled_from([(child,), ()]))
    after = Screening(REQUEST, (document,), (finding, MISSING_PLAN), INCOMPLETE.as_of, children=ours)
    for reply in (replied(after), replied(after, before)):
        said = f"{reply.subject}\n{reply.text}\n{reply.html}".casefold()
        secrets = [given_name, surname, file, words, surname[:6] + " 1", f"{born:%d%m%Y}", f"{born:%d/%m/%Y}"]
        secrets += [born.isoformat(), f"{born.day} {born:%B %Y}", nhs, spaced, upn]
        assert [secret for secret in secrets if secret.casefold() in said] == []


@pytest.mark.parametrize(
    ("reference", "kept"),
    [
        ("PER 123456", True),
        ("PER/GRP 123456", True),
        ("LCS 4410287", True),
        ("1234567", True),
        ("ZZ00C50000", False),
        ("Jayden 123456", False),
        ("02/04/2019", False),
        ("02042019", False),
        ("the case about Jayden", False),
        ("12", False),
        ("999 000 0018", False),
        ("NHS 9990000018", False),
        ("A123456789012", False),
        ("A 1234 5678 9012", False),
    ],
)
def test_only_what_is_plainly_a_reference_stands_in_the_subject(reference: str, kept: bool) -> None:
    form = replace(FORM_DOCUMENT, case_references=(Evidence("f", Place(), reference),))
    answer = answered(replace(INCOMPLETE, documents=(form,)))
    assert safe_reference(answer) == (reference if kept else None)
    subject = replied(replace(INCOMPLETE, documents=(form,))).subject
    assert subject == f"RE: Panel paperwork {reference if kept else 'k7wq2m'}"


def test_questions_are_numbered_and_each_is_asked_once() -> None:
    again = replace(ASK_PANEL, subject="other_minutes")
    reply = replied(replace(INCOMPLETE, findings=(ASK_REPORTS, ASK_PANEL, again, MISSING_PLAN)))
    assert [(one.number, tuple(each.subject for each in one.settles)) for one in reply.questions] == [
        (1, ("other_reports",)),
        (2, ("panel_minutes", "other_minutes")),
    ]
    assert reply.text.count("been to a panel before?") == 1


def test_sent_again_says_what_is_in_order_and_does_not_repeat_the_rest() -> None:
    reply = replied(SENT_AGAIN, answered(INCOMPLETE))
    assert "NOW IN ORDER" in reply.text and "We have the parenting assessment plan" in reply.text
    assert "Social Work Evidence Template" not in reply.text
    assert "28 July 2025" in reply.text


def test_the_same_file_twice_is_listed_as_two() -> None:
    twice = replace(INCOMPLETE, documents=(SWET_DOCUMENT, replace(SWET_DOCUMENT, file="copy.pdf")))
    assert "2 × Social Work Evidence Template" in replied(twice).text


def test_a_child_among_several_is_told_by_the_order_of_the_form() -> None:
    other = replace(FORM_DOCUMENT.children[0], name="Maisie Tolliver", date_of_birth=date(2021, 1, 1))
    form = replace(FORM_DOCUMENT, children=(*FORM_DOCUMENT.children, other))
    finding = replace(MISSING_PLAN, for_child="Maisie Tolliver")
    text = replied(replace(INCOMPLETE, documents=(form,), findings=(finding,), children=form.children)).text
    assert "child 2 of 2" in " ".join(text.split())


def test_late_papers_hear_which_sitting_they_make() -> None:
    late = replace(REQUEST, sitting=Sitting(date(2026, 3, 10), date(2026, 3, 17), datetime(2026, 3, 13, 12), late=True))
    text = " ".join(replied(replace(INCOMPLETE, request=late)).text.split())
    assert "too late for the sitting on 10 March 2026. Please send everything by midday on Friday 13 March 2026" in text
    assert "too late" in replied(replace(READY, request=late)).text


def test_a_day_that_is_not_set_is_said_so() -> None:
    undated = replace(REQUEST, sitting=Sitting())
    assert "not set yet" in replied(replace(INCOMPLETE, request=undated)).text
    assert "when the day of" in " ".join(replied(replace(READY, request=undated)).text.split())


def test_the_mail_opens_as_a_draft_and_stops_automatic_answers() -> None:
    mail = email.message_from_bytes(mailed(replied(INCOMPLETE)), policy=email.policy.default)
    assert mail["X-Unsent"] == "1" and mail["Auto-Submitted"] == "auto-replied"
    assert mail["X-Auto-Response-Suppress"] == "All" and mail["X-PanelReady-Case"] == "k7wq2m"
    assert mail["Precedence"] is None and mail["To"] == "r.okafor@council.example"
    kinds = [part.get_content_type() for part in mail.walk()]
    assert kinds == ["multipart/alternative", "text/plain", "text/html"]


def test_a_mail_without_a_recipient_has_no_to() -> None:
    mail = as_eml(
        replied(READY), sender="p@council.example", recipient=None, message_id="<1@x.example>", in_reply_to=None,
        references=(), date=datetime(2026, 3, 5, tzinfo=UTC),
    )  # fmt: skip
    parsed = email.message_from_bytes(mail, policy=email.policy.default)
    assert parsed["To"] is None and parsed["References"] is None and parsed["In-Reply-To"] is None


def test_twenty_long_references_leave_whole() -> None:
    ids = [f"<{number:02}{'A' * 96}@LO0P123MB4567.GBRP123.PROD.OUTLOOK.COM>" for number in range(30)]
    sent = mailed(replied(INCOMPLETE), ids)
    head = sent.split(b"\r\n\r\n")[0].decode("ascii")
    assert "=?utf-8?" not in head and max(map(len, head.split("\r\n"))) < 998
    mail = email.message_from_bytes(sent, policy=email.policy.default)
    assert str(mail["References"]).split() == [ids[0], *ids[12:], "<asked@council.example>"]
    assert mail["In-Reply-To"] == "<asked@council.example>"


def test_the_same_reply_gives_the_same_bytes() -> None:
    assert mailed(replied(INCOMPLETE)) == mailed(replied(INCOMPLETE))


def test_line_breaks_in_an_address_add_no_header() -> None:
    mail = as_eml(
        replied(READY), sender="p@council.example", recipient="r@council.example\r\nBcc: x@y.example",
        message_id="<1@x.example>", in_reply_to=None, references=(), date=datetime(2026, 3, 5, tzinfo=UTC),
    )  # fmt: skip
    assert b"\r\nBcc:" not in mail


def test_of_a_paper_about_another_child_a_reply_tells_neither_kind_nor_day_nor_reference() -> None:
    file = "Plan of Ottoline Quaife.docx"
    seen = Evidence(file, Place(), "PER 7654321")
    strange = replace(
        SWET_DOCUMENT,
        file=file,
        type="care_plan",
        dated=date(2026, 1, 9),
        children=(Child("Ottoline Quaife", date(2018, 1, 1), seen),),
        case_references=(seen,),
    )
    finding = Finding(
        About.SUBMISSION, "wrong_child", Outcome.UNSURE, Reason.WRONG_CHILD, {"file": file}, evidence=(seen,)
    )
    form = replace(FORM_DOCUMENT, case_references=())
    reply = replied(replace(INCOMPLETE, documents=(form, strange), findings=(finding, MISSING_PLAN)))
    said = f"{reply.subject}\n{reply.text}\n{reply.html}"
    assert "a paper that a person is looking at" in " ".join(reply.text.split())
    told = ("Ottoline", "Quaife", "7654321", "9 January", "are plan,")
    assert [words for words in told if words in said] == []
