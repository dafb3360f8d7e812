"""A little notation for tests of Microsoft 365: the stand-in, a client whose clock only moves by waiting, mails."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from types import SimpleNamespace

import httpx

from tests.graph_server.serving import GraphServer
from watch_folders.graph_client import GraphClient
from watch_folders.graph_pace import Waits
from watch_folders.graph_tokens import SCOPE, Application, ApplicationTokens

PANEL = "panel@council.example"
LOGIN = "https://login.example"
TOKEN_ADDRESS = f"{LOGIN}/t/oauth2/v2.0/token"


@dataclass
class WorldTokens:
    """Tokens of the stand-in, as msal would give them."""

    graph: GraphServer
    now: str = ""
    given: int = 0

    def token(self, *, fresh: bool = False) -> str:
        """A token; the one we had unless a fresh one is asked for."""
        if fresh or not self.now:
            self.now = self.graph.world.new_token()
            self.given += 1
        return self.now


class LeadsTo:
    """Leads msal, which takes https alone, to the stand-in at that address."""

    def __init__(self, origin: str) -> None:
        self._origin = origin

    def get(self, url: str, **_: object) -> SimpleNamespace:
        """What a tenant says of itself."""
        names = ("authorization_endpoint", "token_endpoint", "issuer")
        return SimpleNamespace(status_code=200, headers={}, text=json.dumps(dict.fromkeys(names, TOKEN_ADDRESS)))

    def post(self, url: str, data: dict[str, str], **_: object) -> httpx.Response:
        """Ask for a token. Raises OSError where that comes to nothing, as msal's own way into the network does."""
        try:
            answer = httpx.post(url.replace(LOGIN, self._origin), data=data)
            return answer.raise_for_status() if answer.is_server_error else answer
        except httpx.HTTPError:
            raise ConnectionError from None

    def close(self) -> None:
        """Nothing is kept open."""


def signing_in(graph: GraphServer, secret: str, scope: str = SCOPE) -> ApplicationTokens:
    """Tokens fetched by msal from the stand-in."""
    application = Application("t", "app-panelready", secret)
    return ApplicationTokens(application, scope=scope, login=LOGIN, http=LeadsTo(graph.origin))


@dataclass
class StillClock:
    """A clock that moves only by waiting, and remembers every wait; chance always gives a half."""

    seconds: float = 1000.0
    waited: list[float] = field(default_factory=list)
    turn: threading.Lock = field(default_factory=threading.Lock)

    def tick(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        with self.turn:
            self.waited.append(seconds)
            self.seconds += seconds

    def waits(self) -> Waits:
        return Waits(self.tick, self.sleep, lambda: 0.5)


@dataclass
class Tenant:
    """The stand-in, and our client of it."""

    graph: GraphServer
    clock: StillClock
    tokens: WorldTokens
    client: GraphClient


def tenant_of(graph: GraphServer) -> Tenant:
    """A client of that stand-in with a clock of its own."""
    clock, tokens = StillClock(), WorldTokens(graph)
    return Tenant(graph, clock, tokens, GraphClient(tokens, base=graph.url, waits=clock.waits()))


def mail(number: int = 1, subject: str = "Panel papers", body: str = "Papers attached.", **headers: str) -> bytes:
    """A mail with its own Message-ID."""
    head = {
        "From": "worker@council.example",
        "To": PANEL,
        "Subject": subject,
        "Date": "Thu, 05 Mar 2026 09:00:00 +0000",
        "Message-ID": f"<mail-{number}@council.example>",
    } | {name.replace("_", "-"): value for name, value in headers.items()}
    return ("".join(f"{name}: {value}\r\n" for name, value in head.items()) + f"\r\n{body}\r\n").encode()
