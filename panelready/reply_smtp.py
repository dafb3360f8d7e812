"""Replies through a mail server by SMTP (RFC 5321), signed in with a password or a token (XOAUTH2).

Until the server has been given the text, whatever goes wrong leaves nothing behind it. From then on only its answer
tells, and where that does not come, nobody knows.
"""

import contextlib
import re
import smtplib
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from casework.errors import PanelReadyError
from panelready.reply_sender import Left, NotDelivered, NotNow, Outcome, Unknown, why_of
from panelready.store.effects import StoredReply

SMTP = "smtp"
NOT_FOR_THE_WIRE = re.compile(rb"(?im)^X-Unsent:[^\r\n]*\r\n")
"""It tells a mail program to open the file as a draft."""
ONE_ADDRESS = re.compile(r"[!#-'*+./-9=?A-Z^-~-]{1,64}@[A-Za-z0-9.-]{1,253}")
"""A mailbox of RFC 5321 4.1.2 without quoting; smtplib would guess at anything else."""


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server and how to use it; `user` None does not sign in. Times are in seconds."""

    host: str
    port: int
    mailbox: str
    security: str = "starttls"
    user: str | None = None
    sign_in: str = "password"
    null_sender: bool = True
    timeout: float = 30
    local_hostname: str = "panelready.invalid"


class _Ended(Exception):
    """The conversation is over, with this outcome."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self.outcome = outcome


class SmtpSender:
    """Sends each reply over a connection of its own.

    `secret` gives the password or token when it is needed; `renewed`, where there is such a thing, another one after a
    refusal.
    """

    is_instant = False

    def __init__(self, server: Server, secret: Callable[[], str], renewed: Callable[[], str] | None = None) -> None:
        self._server = server
        self._secrets = (secret,) if renewed is None else (secret, renewed)

    @contextlib.contextmanager
    def prepared(self, reply: StoredReply) -> Iterator[Callable[[], Outcome]]:
        """Nothing is done beforehand: a connection that waits for our books might be closed by the server."""
        yield partial(self._leave, reply)

    def has_left(self, reply: StoredReply) -> bool:
        """An SMTP server cannot be asked what it has taken."""
        return False

    def _leave(self, reply: StoredReply) -> Outcome:
        if not ONE_ADDRESS.fullmatch(reply.recipient or ""):
            return NotDelivered("recipient_refused")
        try:
            with self._connected() as smtp:
                return self._hand_over(smtp, reply)
        except _Ended as ended:
            return ended.outcome
        except ssl.SSLError:
            return NotNow("not_private")
        except OSError:  # smtplib's own exceptions are OSErrors too
            return NotNow("no_connection")
        except ValueError:  # an answer that is not even base64, an address that is not ASCII
            return NotNow("server_not_understood")

    @contextlib.contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        smtp = self._greeted()
        try:
            if self._server.security == "starttls":
                self._go_private(smtp)
            self._sign_in(smtp)
            yield smtp
        finally:
            with contextlib.suppress(OSError, ValueError):
                smtp.quit()
            smtp.close()

    def _greeted(self) -> smtplib.SMTP:
        server, context = self._server, ssl.create_default_context()
        if server.security == "tls":
            return smtplib.SMTP_SSL(
                server.host, server.port, server.local_hostname, timeout=server.timeout, context=context
            )
        return smtplib.SMTP(server.host, server.port, server.local_hostname, timeout=server.timeout)

    def _go_private(self, smtp: smtplib.SMTP) -> None:
        """Never without: a server, or somebody between us, that offers no TLS gets no papers' news."""
        try:
            code, _ = smtp.starttls(context=ssl.create_default_context())
        except smtplib.SMTPNotSupportedError:
            raise _Ended(NotNow("not_private")) from None
        if code != 220:
            raise _Ended(NotNow("not_private"))

    def _sign_in(self, smtp: smtplib.SMTP) -> None:
        user = self._server.user
        if user is not None and not any(self._lets_in(smtp, user, _asked(secret)) for secret in self._secrets):
            raise _Ended(NotNow("sign_in_refused"))

    def _lets_in(self, smtp: smtplib.SMTP, user: str, secret: str) -> bool:
        try:
            if self._server.sign_in == "xoauth2":
                smtp.ehlo_or_helo_if_needed()
                smtp.auth("XOAUTH2", partial(_bearer, user, secret))
            else:
                smtp.login(user, secret)
        except smtplib.SMTPAuthenticationError as problem:
            if problem.smtp_code < 500:
                raise _Ended(NotNow("server_says_later")) from None
            return False
        except smtplib.SMTPNotSupportedError:
            return False
        return True

    def _hand_over(self, smtp: smtplib.SMTP, reply: StoredReply) -> Outcome:
        """Offer it with the null sender first, where we may, then as our mailbox (RFC 3834, section 3.3)."""
        outcome: Outcome = NotNow("sender_refused")
        for envelope in ("", self._server.mailbox) if self._server.null_sender else (self._server.mailbox,):
            outcome = self._offered(smtp, envelope, reply)
            if not isinstance(outcome, NotDelivered):
                break
            if envelope == "":
                smtp.rset()
        # That our own mailbox may not send is no fault of the recipient's.
        return NotNow("sender_refused") if outcome == NotDelivered("sender_refused") else outcome

    def _offered(self, smtp: smtplib.SMTP, envelope: str, reply: StoredReply) -> Outcome:
        smtp.ehlo_or_helo_if_needed()
        steps: tuple[tuple[Callable[[], tuple[int, bytes]], str], ...] = (
            (lambda: smtp.mail(envelope), "sender_refused"),
            (lambda: smtp.rcpt(reply.recipient or ""), "recipient_refused"),
            (lambda: smtp.docmd("data"), "mail_refused"),
        )
        for step, refused in steps:
            code, _ = step()
            if not 200 <= code < 400:
                return _refusal(code, refused)
        return _given(smtp, reply.message)


def _asked(secret: Callable[[], str]) -> str:
    try:
        return secret()
    except PanelReadyError as problem:  # where a token is fetched
        raise _Ended(NotNow(why_of(problem))) from None
    except (LookupError, OSError, ValueError):
        raise _Ended(NotNow("no_secret")) from None


def _given(smtp: smtplib.SMTP, message: bytes) -> Outcome:
    """The text, and what the server answers: the one moment after which silence means that nobody knows."""
    text = NOT_FOR_THE_WIRE.sub(b"", message, count=1)
    text = re.sub(rb"(?m)^\.", b"..", text)  # RFC 5321 4.5.2
    try:
        smtp.send(text + (b"" if text.endswith(b"\r\n") else b"\r\n") + b".\r\n")
        code, _ = smtp.getreply()
    except (OSError, ValueError):
        return Unknown()
    return Left() if 200 <= code < 300 else _refusal(code, "mail_refused")


def _refusal(code: int, refused: str) -> Outcome:
    """RFC 5321 4.2.1: 4yz may be tried again, 5yz not; what is no answer at all tells nothing."""
    if 400 <= code < 500:
        return NotNow("server_says_later")
    if 500 <= code < 600:
        return NotDelivered(refused)
    return Unknown() if refused == "mail_refused" else NotNow("server_not_understood")


def _bearer(user: str, token: str, challenge: bytes | None = None) -> str:
    """XOAUTH2; what the server sends after a wrong token is answered with nothing, and it then refuses."""
    return f"user={user}\1auth=Bearer {token}\1\1" if challenge is None else ""
