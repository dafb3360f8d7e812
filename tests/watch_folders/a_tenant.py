"""A little notation for tests of Microsoft 365: the stand-in, a client whose clock only moves by waiting, mails."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from tests.graph_server.serving import GraphServer
from watch_folders.graph_client import GraphClient
from watch_folders.graph_pace import Waits

PANEL = "panel@council.example"


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
