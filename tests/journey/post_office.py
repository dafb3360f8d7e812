"""A mail server on the loopback interface: people sign in and hand over mail by SMTP, and it goes into real mailboxes.

It does what PanelReady rests on in a council's own server: nobody writes under another's address, what a mail claims of
its own authentication is thrown away, and the server's word on who wrote it is put on top (RFC 8601, sections 2 and 5).
"""

from __future__ import annotations

import contextlib
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.utils import parseaddr

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.build.mail_server import PASSWORD, MailServer, free_port

NAME = "mx.council.example"
CLAIMS = re.compile(rb"(?im)^(?:Authentication-Results|Return-Path):.*\r\n(?:[ \t].*\r\n)*")


@dataclass(frozen=True, slots=True)
class Carried:
    """A mail that was delivered: who wrote it, and to whom it went."""

    writer: str
    to: str


@dataclass
class PostOffice:
    """Takes mail for the people of `mailboxes`, from those who sign in, and delivers it into their Dovecot."""

    mailboxes: MailServer
    people: frozenset[str]
    port: int = 0
    carried: list[Carried] = field(default_factory=list)

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Whose envelope it is: the signed-in person's, or nobody's, as automatic mail has it (RFC 3834, 3.3)."""
        if not session.authenticated:
            return "530 5.7.0 sign in first"
        if address not in ("", "<>", _who(session)):
            return "550 5.7.60 not allowed to send as this sender"
        envelope.mail_from = address or "<>"  # it takes an empty one for none at all
        return "250 2.1.0 sender accepted"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Only people who have a mailbox here: nothing is passed on."""
        if address not in self.people:
            return "550 5.1.1 no such person here"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 recipient accepted"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Look who wrote it, say so on top, and deliver it."""
        content = CLAIMS.sub(b"", envelope.original_content or b"")
        writer = parseaddr(str(message_from_bytes(content, policy=policy.compat32)["From"]))[1]
        if writer != _who(session):
            return "550 5.7.60 not allowed to write under this address"
        domain = writer.rpartition("@")[2]
        said = f"Authentication-Results: {NAME}; auth=pass smtp.auth={writer}; dmarc=pass header.from={domain}\r\n"
        sender = (envelope.mail_from or "<>").strip("<>")
        for person in envelope.rcpt_tos:
            whole = f"Return-Path: <{sender}>\r\n".encode() + said.encode() + content
            self.mailboxes.deliver_from_outside(whole, to=person.partition("@")[0])
            self.carried.append(Carried(writer, person))
        return "250 2.0.0 delivered"


@contextlib.contextmanager
def post_office(mailboxes: MailServer, *people: str) -> Iterator[PostOffice]:
    """A post office for those addresses, for as long as it is needed; what is before the @ is the mailbox's name."""
    for person in people:
        with mailboxes.person(person.partition("@")[0]) as client:
            client.select_folder("INBOX")  # whoever opens it for the first time has it made
    office = PostOffice(mailboxes, frozenset(people))

    def knows(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object) -> AuthResult:
        is_right = (
            isinstance(data, LoginPassword)
            and data.login.decode("utf-8", "replace") in office.people
            and data.password == PASSWORD.encode()
        )
        return AuthResult(success=is_right, handled=False, auth_data=data)

    logging.getLogger("mail.log").setLevel(logging.ERROR)  # it warns of a name of its own that it still uses
    controller = Controller(office, "127.0.0.1", free_port(), authenticator=knows, auth_require_tls=False)
    controller.start()
    office.port = controller.port
    try:
        yield office
    finally:
        controller.stop()


def _who(session: Session) -> str:
    return session.auth_data.login.decode() if isinstance(session.auth_data, LoginPassword) else ""
