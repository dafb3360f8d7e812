"""Whether a reply may leave without a person: every rule by itself, and their order."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from casework.submission import Message, Origin
from generators.envelope import as_eml
from generators.letter import Reply
from ingest.limits import Limits
from ingest.open_message import open_mail
from panelready.reply_rules import (
    NEVER_ANSWERED,
    RULES,
    Lately,
    Occasion,
    Ruling,
    Treatment,
    decide,
    is_authenticated,
    machine_mark,
)
from panelready.reply_settings import Replies
from tests import elsewhere

RUTH = "ruth.okafor@council.example"
EXCHANGE_SAYS = (
    "spf=pass (sender ip is 192.0.2.1) smtp.mailfrom=council.example; dkim=pass (signature was verified) "
    "header.d=council.example;dmarc=pass action=none header.from=council.example;compauth=pass reason=100"
)
SETTINGS = Replies(mode="auto", domains=("council.example",), authenticated_by="exchange")
ORIGIN = Origin(writers=(RUTH,), return_path=RUTH, results=(EXCHANGE_SAYS,))
MESSAGE = Message(f"Ruth Okafor <{RUTH}>", None, "<1@council.example>", (), "Panel papers", origin=ORIGIN)
GOOD = Occasion(SETTINGS, "auto", MESSAGE, RUTH, frozenset({"panels@council.example"}), came_by_mail=True)


def with_origin(**changes: Any) -> Occasion:
    return replace(GOOD, message=replace(MESSAGE, origin=replace(ORIGIN, **changes)))


def marked(name: str, value: str = "x") -> Occasion:
    return with_origin(marks=((name, value),))


def titled(subject: str) -> Occasion:
    return replace(GOOD, message=replace(MESSAGE, subject=subject))


EACH_RULE: dict[str, list[Occasion]] = {
    "off": [replace(GOOD, mode="off")],
    "auto_submitted": [marked("auto-submitted", said) for said in ("auto-replied", "auto-generated; x", "", "odd")],
    "null_return_path": [with_origin(return_path="")],
    "report": [
        with_origin(kinds=(kind,))
        for kind in (
            "multipart/report",
            "message/delivery-status",
            "message/disposition-notification",
            "message/feedback-report",
        )
    ],
    "mailing_list": [marked("list-id"), marked("list-unsubscribe")],
    "bulk": [marked("precedence", said) for said in ("bulk", "list", "junk", "auto_reply")],
    "auto_reply_header": [marked("x-autoreply"), marked("x-autorespond")],
    "failed_recipients": [marked("x-failed-recipients")],
    "role_sender": [
        with_origin(writers=(f"{who}@council.example",))
        for who in (
            "no-reply",
            "noreply",
            "donotreply",
            "hr.do-not-reply",
            "noreply+1",
            "postmaster",
            "mailer-daemon",
            "panel-request",
            "microsoftexchange329e71ec88ae4615bbc36ab6ce41109e",
        )
    ],
    "automatic_subject": [
        titled(subject)
        for subject in (
            "Automatic reply: Panel paperwork",
            "Undeliverable: RE: Panel paperwork",
            "Out of Office: back on Monday",
            "Read: RE: Panel paperwork",
            "Recall: Panel papers",
            "Ymateb awtomatig: Papurau",
            "Not read: x",
            "Delivery Status Notification (Failure)",
            "AutoReply: away",
        )
    ],
    "our_own_mail": [with_origin(writers=("panels@council.example",)), marked("x-panelready-case")],
    "invitation": [with_origin(kinds=("text/calendar; method=request",))],
    "withdrawn": [replace(GOOD, withdrawn=True), replace(GOOD, withdrawn=True, mode="draft")],
    "draft_mode": [replace(GOOD, mode="draft")],
    "unseen": [replace(GOOD, unseen=True)],
    "paused": [replace(GOOD, lately=Lately(paused=True))],
    "no_recipient": [replace(GOOD, recipient=None)],
    "not_one_writer": [with_origin(writers=(RUTH, "b@council.example")), with_origin(writers=())],
    "sender_not_allowed": [
        replace(GOOD, settings=SETTINGS.model_copy(update={"domains": domains})) for domains in ((), ("x.example",))
    ],
    "sender_not_authenticated": [
        with_origin(results=()),
        replace(GOOD, came_by_mail=False),
        with_origin(results=(EXCHANGE_SAYS.replace("dmarc=pass", "dmarc=fail"),), auth_as=("anonymous",)),
    ],
    "reply_to_elsewhere": [with_origin(answer_to=("ruth@home.example",))],
    "recipient_is_not_the_writer": [replace(GOOD, recipient="other@council.example")],
    "version_answered": [replace(GOOD, lately=Lately(about_version=1))],
    "too_many_for_request": [replace(GOOD, lately=Lately(about_request=3))],
    "too_many_for_sender": [replace(GOOD, lately=Lately(to_recipient=5))],
    "too_many_from_mailbox": [replace(GOOD, lately=Lately(from_mailbox=30))],
    "same_words": [replace(GOOD, lately=Lately(same_words=True))],
}


def test_every_rule_has_an_occasion_here_and_no_two_share_a_name() -> None:
    codes = [rule.code for rule in RULES]
    assert len(set(codes)) == len(codes) and list(EACH_RULE) == codes


@pytest.mark.parametrize(
    ("code", "occasion"), [(code, occasion) for code, occasions in EACH_RULE.items() for occasion in occasions]
)
def test_each_rule_suffices_alone(code: str, occasion: Occasion) -> None:
    """Case 35 for the rules of never answering, and the same for all others."""
    assert decide(occasion).because == code


def test_what_no_rule_applies_to_leaves_by_itself() -> None:
    assert decide(GOOD) == Ruling(Treatment.SEND)


@pytest.mark.parametrize("mode", ["off", "draft"])
def test_nothing_leaves_by_itself_unless_the_council_said_so(mode: str) -> None:
    assert Replies().mode == "draft"
    for occasions in EACH_RULE.values():
        for occasion in occasions:
            # every mode there is
            assert decide(replace(occasion, mode=mode)).treatment is not Treatment.SEND  # type: ignore[arg-type]


def test_the_first_rule_that_applies_decides() -> None:
    spoofed = with_origin(marks=(("auto-submitted", "auto-replied"),), results=())
    assert decide(spoofed).because == "auto_submitted"
    assert decide(replace(spoofed, mode="draft")) == Ruling(Treatment.HOLD, "auto_submitted")


@pytest.mark.parametrize("said", ["no", "No", "no; comment", "no (really)"])
def test_mail_that_says_it_is_not_automatic_is_answered(said: str) -> None:
    """Case 36."""
    assert decide(marked("auto-submitted", said.lower())).treatment is Treatment.SEND


def test_x_auto_response_suppress_alone_does_not_block() -> None:
    """Case 37: it is not even kept, because people's Exchange mail carries it."""
    data = f"From: {RUTH}\r\nX-Auto-Response-Suppress: All\r\nSubject: Papers\r\n\r\nHello".encode()
    assert machine_mark(open_mail(data, Limits()).envelope) is None


@pytest.mark.parametrize("writer", ["bob.root@council.example", "norah.eply@council.example"])
def test_people_whose_names_resemble_a_role_are_people(writer: str) -> None:
    assert not NEVER_ANSWERED["role_sender"](with_origin(writers=(writer,)))


@pytest.mark.parametrize(
    "subject", ["Readiness for panel", "Reading of the report", "RE: Out of area placement", "Office move: papers"]
)
def test_subjects_that_resemble_an_automatic_one_are_a_persons(subject: str) -> None:
    assert machine_mark(replace(MESSAGE, subject=subject)) is None


@pytest.mark.parametrize(
    ("results", "vouched"),
    [
        ((EXCHANGE_SAYS,), True),
        ((EXCHANGE_SAYS.replace("dmarc=pass", "dmarc=none"),), True),
        ((EXCHANGE_SAYS.replace("dmarc=pass", "dmarc=none").replace("compauth=pass", "compauth=fail"),), False),
        ((EXCHANGE_SAYS.replace("dmarc=pass", "dmarc=fail"),), False),
        ((EXCHANGE_SAYS.replace("header.from=council.example", "header.from=evil.example"),), False),
        ((EXCHANGE_SAYS.replace("header.from=council.example", ""),), False),
        (("spf=fail (dmarc=pass header.from=council.example) smtp.mailfrom=x.example",), False),
        (("spf=fail ((x) dmarc=pass header.from=council.example) smtp.mailfrom=x.example",), False),
        (("spf=fail smtp.mailfrom=evil.example", EXCHANGE_SAYS), False),
        (("mx.evil.example; dmarc=pass header.from=council.example",), False),
        ((EXCHANGE_SAYS + "; dmarc=fail",), False),
        ((), False),
        (("",), False),
    ],
)
def test_exchange_vouches_by_its_topmost_result_alone(results: tuple[str, ...], vouched: bool) -> None:
    """Cases 38 and 39: a spoofed sender, and results below the top or put in by the sender."""
    assert is_authenticated(with_origin(results=results)) is vouched


@pytest.mark.parametrize(
    ("results", "vouched"),
    [
        (("mx.council.example; dmarc=pass header.from=council.example",), True),
        (("mx.council.example 1; dmarc=pass header.from=council.example",), True),
        (("mx.evil.example; dmarc=pass header.from=council.example",), False),
        (("dmarc=pass header.from=council.example",), False),
        (("mx.evil.example; none", "mx.council.example; dmarc=pass header.from=council.example"), False),
        (("mx.council.example; spf=pass; dkim=pass header.d=council.example",), False),
    ],
)
def test_another_server_vouches_only_under_its_own_name(results: tuple[str, ...], vouched: bool) -> None:
    settings = SETTINGS.model_copy(update={"authenticated_by": "mx.council.example"})
    occasion = replace(with_origin(results=results, auth_as=("internal",)), settings=settings)
    assert is_authenticated(occasion) is vouched


@pytest.mark.parametrize(("auth_as", "vouched"), [(("internal",), True), (("anonymous",), False)])
def test_exchange_vouches_for_mail_of_its_own_organisation(auth_as: tuple[str, ...], vouched: bool) -> None:
    assert is_authenticated(with_origin(results=(), auth_as=auth_as)) is vouched
    assert not is_authenticated(with_origin(results=(), auth_as=("internal", "anonymous")))


def test_without_a_server_that_vouches_nobody_counts_as_authenticated() -> None:
    assert decide(replace(GOOD, settings=SETTINGS.model_copy(update={"authenticated_by": None}))).because == (
        "sender_not_authenticated"
    )


@pytest.mark.parametrize("raw", ["evil@x.example <ruth.okafor@council.example>, y", f"{RUTH}, boss@council.example"])
def test_a_from_header_that_can_be_read_in_two_ways_is_held(raw: str) -> None:
    """Case 40."""
    message = open_mail(f"From: {raw}\r\n\r\nHello".encode(), Limits()).envelope
    assert decide(replace(GOOD, message=message)).because == "not_one_writer"


def test_a_name_that_looks_like_an_address_never_counts() -> None:
    message = open_mail(f'From: "{RUTH}" <ruth@evil.example>\r\n\r\nHello'.encode(), Limits()).envelope
    assert decide(replace(GOOD, message=message)).because == "sender_not_allowed"


def test_a_reply_to_within_the_council_holds_nothing() -> None:
    assert decide(with_origin(answer_to=("team@council.example",))).treatment is Treatment.SEND


def test_papers_without_a_mail_go_to_the_address_that_the_settings_name() -> None:
    assert decide(replace(GOOD, message=None, recipient="team@council.example")).treatment is Treatment.SEND


def test_a_mail_kept_by_an_older_release_is_held_because_nobody_knows_who_wrote_it() -> None:
    assert decide(replace(GOOD, message=replace(MESSAGE, origin=None))).because == "not_one_writer"


def test_a_mail_of_another_panelready_is_known_as_a_machines() -> None:
    """Case 51: two mailboxes that write to each other stop after one mail, whatever their addresses."""
    reply = Reply("RE: Panel paperwork 51fd-0c22", "Hello", "<p>Hello</p>", "51fd-0c22")
    sent = as_eml(
        reply, sender="other@council.example", recipient=RUTH, message_id="<a@x.example>", in_reply_to=None,
        references=(), date=datetime(2026, 3, 5, tzinfo=UTC),
    )  # fmt: skip
    assert machine_mark(open_mail(sent, Limits()).envelope) == "auto_submitted"
    without = sent.replace(b"Auto-Submitted: auto-replied\r\n", b"")
    assert machine_mark(open_mail(without, Limits()).envelope) == "our_own_mail"


MACHINES = {
    "flanker": (
        *("aol.eml", "delayed-broken.eml", "delayed.eml", "disposition-notification.eml", "gmail-invalid-address.eml"),
        *("gmail-no-dns.eml", "mailbox-full.eml", "no-mx.eml", "office365.eml", "yahoo.eml", "zed.eml"),
    ),
    "mimekit": (
        *("bounce.txt", "delivery-status-multiple-blank-lines.txt", "delivery-status-no-blank-line.txt"),
        *("delivery-status.anonymized.eml", "delivery-status.txt", "delivery-status2.txt", "feedback-report.txt"),
        *("disposition-notification.anonymized.eml", "disposition-notification.txt"),
    ),
}
"""What mail systems wrote, among other projects' mails."""


def test_other_peoples_bounces_are_known_by_their_headers() -> None:
    """Case 34: at least 98 of 100 bounces, reports and automatic replies that other people keep for such tests."""
    paths = [elsewhere.corpora() / f"mail-{suite}" / name for suite, names in MACHINES.items() for name in names]
    unknown = [path.name for path in paths if machine_mark(open_mail(path.read_bytes(), Limits()).envelope) is None]
    assert len(unknown) <= len(paths) * 0.02, unknown
