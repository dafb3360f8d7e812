"""Sending by SMTP: what a server's every answer means for the reply."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from casework.errors import PanelReadyError, SettingsError
from generators.envelope import as_eml
from generators.letter import Reply
from panelready.reply_sender import Left, NotDelivered, NotNow, Outcome, Unknown
from panelready.reply_smtp import Server, SmtpSender
from panelready.store.effects import StoredReply
from panelready.store.tables import OutboxState
from tests.build.smtp_server import PASSWORD, TOKEN, mail_server, server_that_says
from watch_folders.graph_refusals import Away, SignInRefused

MAILBOX, RUTH = "panels@council.example", "ruth.okafor@council.example"
LETTER = Reply("RE: Panel paperwork 51fd-0c22", ".\n.hidden\nHello", "<p>Hello</p>", "51fd-0c22")
MAIL = as_eml(
    LETTER, sender=MAILBOX, recipient=RUTH, message_id="<51fd.1.reply@panelready.example>",
    in_reply_to=f"<{'A' * 96}@LO0P123MB4567.GBRP123.PROD.OUTLOOK.COM>",
    references=[f"<{number:02}{'A' * 96}@LO0P123MB4567.GBRP123.PROD.OUTLOOK.COM>" for number in range(20)],
    date=datetime(2026, 3, 5, tzinfo=UTC),
)  # fmt: skip
REPLY = StoredReply("51fd:1:reply", "51fd", 1, OutboxState.SENDING, RUTH, "<51fd.1.reply@panelready.example>", MAIL)


def sent(port: int, reply: StoredReply = REPLY, secret: Callable[[], str] = lambda: PASSWORD, **how: object) -> Outcome:
    server = Server("127.0.0.1", port, MAILBOX, security="none", timeout=2)
    # how: as each test names it
    with SmtpSender(replace(server, **how), secret).prepared(reply) as leave:  # type: ignore[arg-type]
        return leave()


def test_a_reply_leaves_whole_to_one_recipient_with_the_null_sender() -> None:
    """Cases 42 and 43: one recipient; long ids leave as they are."""
    with mail_server() as server:
        assert sent(server.port) == Left()
    ((envelope, recipients, content),) = server.taken
    assert (envelope, recipients) == ("<>", [RUTH])
    assert content == MAIL.replace(b"X-Unsent: 1\r\n", b"")
    head = content.split(b"\r\n\r\n")[0].decode("ascii")
    assert "=?utf-8?" not in head and max(map(len, head.split("\r\n"))) < 998
    assert not any(line.lower().startswith(("cc:", "bcc:", "precedence:")) for line in head.split("\r\n"))


def test_where_the_server_takes_no_null_sender_the_mailbox_sends() -> None:
    with mail_server(refuses_null_sender=True) as server:
        assert sent(server.port) == Left()
    assert [envelope for envelope, _, _ in server.taken] == [MAILBOX]


def test_the_null_sender_can_be_turned_off() -> None:
    with mail_server() as server:
        assert sent(server.port, null_sender=False) == Left()
    assert server.steps[0] == f"MAIL {MAILBOX}"


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        ({"RCPT": "550 5.1.1 No such person here"}, NotDelivered("recipient_refused")),
        ({"DATA": "554 5.7.1 not this"}, NotDelivered("mail_refused")),
        ({"RCPT": "452 4.2.2 mailbox full"}, NotNow("server_says_later")),
        ({"MAIL": "451 4.7.0 later"}, NotNow("server_says_later")),
        ({"DATA": "451 4.3.0 later"}, NotNow("server_says_later")),
        ({"MAIL": "550 5.7.60 not allowed to send as this sender"}, NotNow("sender_refused")),
    ],
)
def test_what_a_server_refuses_has_not_left(answers: dict[str, str], outcome: Outcome) -> None:
    with mail_server(answers=answers) as server:
        assert sent(server.port) == outcome
    assert server.taken == []


def test_a_connection_that_breaks_after_the_text_leaves_nobody_knowing() -> None:
    """Case 11: it was taken, and its answer lost."""
    with mail_server(hangs_up=True) as server:
        assert sent(server.port) == Unknown()
    assert len(server.taken) == 1


EHLO = b"250 mx\r\n"


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ((), NotNow("no_connection")),
        ((b"HTTP/1.1 400 Bad Request\r\n\r\n",), NotNow("no_connection")),
        ((b"\xff\xfe\x00" * 10_000,), NotNow("no_connection")),
        ((b"220 mx\r\n", EHLO, b"421 closing\r\n"), NotNow("server_says_later")),
        ((b"220 mx\r\n", EHLO, b"250 ok\r\n", b"250 ok\r\n"), NotNow("no_connection")),
        ((b"220 mx\r\n", EHLO, b"250 ok\r\n", b"250 ok\r\n", b"354 go\r\n"), Unknown()),
        ((b"220 mx\r\n", EHLO, b"250 ok\r\n", b"250 ok\r\n", b"354 go\r\n", b"what?\r\n"), Unknown()),
        ((b"220 mx\r\n", EHLO, b"what?\r\n"), NotNow("server_not_understood")),
    ],
)
def test_a_server_that_talks_nonsense_or_goes_away_harms_nothing(said: tuple[bytes, ...], outcome: Outcome) -> None:
    with server_that_says(*said) as port:
        assert sent(port) == outcome


def test_no_server_at_all_is_no_connection() -> None:
    assert sent(1) == NotNow("no_connection")


def test_without_tls_nothing_is_sent_where_tls_is_asked_for() -> None:
    with mail_server() as server:
        assert sent(server.port, security="starttls") == NotNow("not_private")
        assert sent(server.port, security="tls") == NotNow("not_private")
    assert server.steps == []


@pytest.mark.parametrize(("sign_in", "secret"), [("password", PASSWORD), ("xoauth2", TOKEN)])
def test_it_signs_in_with_a_password_or_a_token(sign_in: str, secret: str) -> None:
    with mail_server(signs_in=True) as server:
        assert sent(server.port, secret=lambda: secret, user=MAILBOX, sign_in=sign_in) == Left()
        assert sent(server.port, secret=lambda: "wrong", user=MAILBOX, sign_in=sign_in) == NotNow("sign_in_refused")
    assert len(server.taken) == 1


def test_a_token_that_is_refused_is_replaced_and_the_reply_leaves_by_the_same_connection() -> None:
    with mail_server(signs_in=True) as server:
        how = Server("127.0.0.1", server.port, MAILBOX, "none", MAILBOX, "xoauth2", timeout=2)
        with SmtpSender(how, lambda: "run out", lambda: TOKEN).prepared(REPLY) as leave:
            assert leave() == Left()
        with SmtpSender(how, lambda: "run out", lambda: "not wanted either").prepared(REPLY) as leave:
            assert leave() == NotNow("sign_in_refused")
    assert len(server.taken) == 1 and server.steps.count("XOAUTH2") == 4


@pytest.mark.parametrize(
    ("problem", "why"),
    [
        (SignInRefused("AADSTS7000222"), "sign_in_refused"),
        (Away(), "no_connection"),
        (SettingsError("There is no secret."), "no_secret"),
    ],
)
def test_where_no_token_is_to_be_had_the_reply_waits(problem: PanelReadyError, why: str) -> None:
    def none() -> str:
        raise problem

    with mail_server(signs_in=True) as server:
        assert sent(server.port, secret=none, user=MAILBOX, sign_in="xoauth2") == NotNow(why)
    assert server.taken == [] and server.steps == []


def test_a_secret_that_is_not_there_is_said_and_tried_again() -> None:
    def none() -> str:
        raise LookupError

    with mail_server(signs_in=True) as server:
        assert sent(server.port, secret=none, user=MAILBOX) == NotNow("no_secret")


@pytest.mark.parametrize(
    "recipient", [f"{RUTH}>\r\nRCPT TO:<x@evil.example", f"{RUTH}, x@evil.example", "zoë@council.example", "Ruth", None]
)
def test_what_is_not_one_plain_address_is_never_offered_to_a_server(recipient: str | None) -> None:
    with mail_server() as server:
        outcome = sent(server.port, replace(REPLY, recipient=recipient))
    assert outcome == NotDelivered("recipient_refused") and server.steps == []
