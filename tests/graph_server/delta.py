"""Delta as Graph keeps it: a log of changes, opaque absolute links, and a round whose end its first page fixes."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.graph_server.world import Answer, Call, answer, refusal

Row = dict[str, Any]


@dataclass(frozen=True)
class Token:
    """What a link remembers, unreadable to callers."""

    generation: int
    since: int
    until: int | None = None
    offset: int = 0
    asked: dict[str, str] = field(default_factory=dict)

    def packed(self) -> str:
        return base64.urlsafe_b64encode(json.dumps(self.__dict__).encode()).decode()

    @classmethod
    def unpacked(cls, text: str) -> Token | None:
        try:
            return cls(**json.loads(base64.urlsafe_b64decode(text)))
        except (ValueError, TypeError):
            return None


@dataclass
class Habits:
    """The ways in which rounds are awkward; all off at first."""

    repeats: bool = False
    """A row comes again on the last page."""
    empty_page_first: bool = False
    """The first page has no rows and a nextLink."""


def page(call: Call, path: str, token: Token, rows: Sequence[Row], size: int, habits: Habits, now: int) -> Answer:
    """One page of a round, with the link to the next page or to the next round."""
    rows = [*rows, *rows[:1]] if habits.repeats and len(rows) > size else list(rows)
    empty = habits.empty_page_first and token.offset == 0
    offset = max(token.offset, 0)
    shown = [] if empty else rows[offset : offset + size]
    following = -1 if empty else offset + size
    is_last = not empty and offset + size >= len(rows)
    if is_last:
        link = Token(token.generation, token.until or now, asked=token.asked)
        return answer({"value": shown, "@odata.deltaLink": _link(call, path, "$deltatoken", link)})
    onward = Token(token.generation, token.since, token.until or now, following, token.asked)
    return answer({"value": shown, "@odata.nextLink": _link(call, path, "$skiptoken", onward)})


def token_of(call: Call, generation: int, kept: Sequence[str]) -> Token | Answer:
    """The token in a link, a new one for a first call, or why it is not good."""
    packed = call.query.get("$skiptoken") or call.query.get("$deltatoken")
    if packed is None:
        return Token(generation, 0, asked={key: call.query[key] for key in kept if key in call.query})
    token = Token.unpacked(packed)
    if token is None:
        return refusal(400, "BadRequest")
    return token if token.generation == generation else refusal(410, "syncStateNotFound")


def _link(call: Call, path: str, name: str, token: Token) -> str:
    return f"{call.base}{path}?{name}={token.packed()}"
