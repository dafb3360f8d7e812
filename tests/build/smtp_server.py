"""A mail server in this process that takes mail, or refuses it at the step a test names; and servers that are none."""

from __future__ import annotations

import contextlib
import re
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

PASSWORD, TOKEN = "Sunflower-7", "a-token"


@dataclass
class MailServer:
    """What a server took, and what it answers at each step; `hangs_up` breaks the connection after the text.

    `is_good` says whether a token lets somebody in.
    """

    answers: dict[str, str] = field(default_factory=dict)
    refuses_null_sender: bool = False
    hangs_up: bool = False
    signs_in: bool = False
    is_good: Callable[[str], bool] = TOKEN.__eq__
    taken: list[tuple[str, list[str], bytes]] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    port: int = 0

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.steps.append(f"MAIL {address}")
        if self.signs_in and not session.authenticated:
            return "530 5.7.0 sign in first"
        if self.refuses_null_sender and address in ("", "<>"):
            return "550 5.7.1 nobody sends nothing"
        if "MAIL" not in self.answers:
            envelope.mail_from = address or "<>"  # it takes an empty one for none at all
        return self.answers.get("MAIL", "250 OK")

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.steps.append(f"RCPT {address}")
        if "RCPT" not in self.answers:
            envelope.rcpt_tos.append(address)
        return self.answers.get("RCPT", "250 OK")

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.steps.append("DATA")
        if "DATA" in self.answers:
            return self.answers["DATA"]
        content = envelope.original_content or b""
        self.taken.append((envelope.mail_from or "", envelope.rcpt_tos, content))
        if self.hangs_up and server.transport is not None:
            server.transport.close()
        return "250 OK"

    async def auth_XOAUTH2(self, server: SMTP, args: list[str]) -> AuthResult:
        from base64 import b64decode

        said = b64decode(args[1]).decode()
        self.steps.append("XOAUTH2")
        found = re.fullmatch("user=panels@council.example\1auth=Bearer ([^\1]+)\1\1", said)
        if found and self.is_good(found[1]):
            return AuthResult(success=True)
        await server.challenge_auth(b'{"status":"401"}')
        return AuthResult(success=False, handled=False)


def _authenticator(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
    is_right = mechanism in ("PLAIN", "LOGIN") and data.password == PASSWORD.encode()
    return AuthResult(success=is_right, handled=is_right)


@contextlib.contextmanager
def mail_server(**how: Any) -> Iterator[MailServer]:
    """A server on a free port of this machine."""
    server = MailServer(**how)
    auth: dict[str, Any] = {"auth_require_tls": False, "authenticator": _authenticator}
    controller = Controller(server, hostname="127.0.0.1", port=_free_port(), **auth)
    controller.start()
    server.port = controller.port
    try:
        yield server
    finally:
        controller.stop()


@contextlib.contextmanager
def server_that_says(*said: bytes) -> Iterator[int]:
    """A port whose server says these things, one for each time it hears something, and then hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def talk() -> None:
            with contextlib.suppress(OSError):
                while True:
                    connection, _ = listening.accept()
                    with connection:
                        for number, words in enumerate(said):
                            if number:
                                connection.recv(4096)
                            connection.sendall(words)
                        if not said:
                            connection.recv(4096)

        thread = threading.Thread(target=talk, daemon=True)
        thread.start()
        yield int(listening.getsockname()[1])


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])
