"""What goes wrong on the way to Microsoft 365: throttling, time-outs, lost connections, tokens that expire."""

from __future__ import annotations

import base64
import json
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True)
class Call:
    """One request as it came in."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes
    base: str
    """The address we are reached at, to make absolute links from."""
    app: str = ""
    """The application that the token belongs to."""

    def json(self) -> dict[str, object]:
        """The body as an object; an empty one where there is none."""
        found = json.loads(self.body or b"{}")
        assert isinstance(found, dict)
        return found

    def prefers(self, what: str) -> str | None:
        """What the Prefer header says about something, without quotation marks."""
        found = re.search(rf"{re.escape(what)}=\"?([^\",; ]+)", self.headers.get("prefer", ""))
        return found[1] if found else None

    @property
    def wants_immutable_ids(self) -> bool:
        return self.prefers("IdType") == "ImmutableId"


@dataclass(frozen=True)
class Answer:
    """What is sent back."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


def answer(value: object, status: int = 200, **headers: str) -> Answer:
    """A JSON answer."""
    kind = {"Content-Type": "application/json"}
    return Answer(
        status, json.dumps(value).encode(), kind | {key.replace("_", "-"): each for key, each in headers.items()}
    )


def refusal(status: int, code: str, **headers: str) -> Answer:
    """An error as Graph words it."""
    return answer({"error": {"code": code, "message": "The stand-in says no."}}, status, **headers)


class Refused(Exception):
    """What was asked for is not there, or not for this caller: the error to answer with."""

    def __init__(self, said: Answer) -> None:
        super().__init__()
        self.said = said


class Drop(StrEnum):
    """When a connection is lost: before anything was done, or when it was done and could not be told."""

    BEFORE = "before"
    AFTER = "after"


@dataclass
class Fault:
    """Something that goes wrong with the next `times` calls whose "METHOD path" has the pattern in it."""

    pattern: str
    answer: Answer | None = None
    drop: Drop | None = None
    times: int = 1
    met: int = 0

    def meets(self, call: Call) -> bool:
        if self.met >= self.times or not re.search(self.pattern, f"{call.method} {call.path}"):
            return False
        self.met += 1
        return True


class World:
    """Faults, tokens and what was asked; a clock that only tests move."""

    def __init__(self) -> None:
        self.turn = threading.RLock()
        self.now = 0.0
        self.faults: list[Fault] = []
        self.calls: list[Call] = []
        self.issued = 0
        self.refuses_tokens = False
        self.token_seconds = 3600.0
        self.roles: list[str] = ["Sites.Selected"]
        self.secret = "a-secret-for-tests"
        self.app = "app-panelready"
        self._good_until: dict[str, tuple[float, str]] = {}

    def goes_wrong(
        self, pattern: str, status: int = 0, code: str = "", times: int = 1, drop: Drop | None = None, **headers: str
    ) -> Fault:
        """Let the next calls that match meet an error, or a lost connection."""
        fault = Fault(pattern, refusal(status, code or "stubborn", **headers) if status else None, drop, times)
        self.faults.append(fault)
        return fault

    def fault_of(self, call: Call) -> Fault | None:
        with self.turn:
            return next((fault for fault in self.faults if fault.meets(call)), None)

    def new_token(self, app: str = "") -> str:
        """A token that looks like Entra's: three parts, the middle one claims. It is good for `token_seconds`."""
        with self.turn:
            self.issued += 1
            claims = {"appid": app or self.app, "roles": self.roles, "n": self.issued}
            middle = base64.urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=").decode()
            token = f"e30.{middle}.c2ln"
            self._good_until[token] = (self.now + self.token_seconds, app or self.app)
            return token

    def forget_tokens(self) -> None:
        """No token that was given out is good any more."""
        self._good_until.clear()

    def app_of(self, header: str) -> str | None:
        """The application whose good token an Authorization header holds, or None."""
        until, app = self._good_until.get(header.removeprefix("Bearer "), (0.0, ""))
        return app if header.startswith("Bearer ") and self.now < until and not self.refuses_tokens else None

    def asked(self, pattern: str) -> list[Call]:
        """The calls whose "METHOD path" has the pattern in it."""
        return [call for call in self.calls if re.search(pattern, f"{call.method} {call.path}")]
