"""Events of the service, one line each, with ids, counts and codes: never a name, a date of birth or a paper's words.

Each key that may be logged stands in KEYS with what its value must look like. A value that does not is withheld, so
that a mistake in the program costs a log line and not a child's privacy.
"""

import contextlib
import json
import re
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TextIO

Value = str | int | float | bool | None

_ID = re.compile(r"[0-9a-f][0-9a-f:-]{0,79}")
_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
_PLACE_IN_CODE = re.compile(r"[a-z_][a-z0-9_.]{0,79}:[0-9]{1,6}")
_CLASS = re.compile(r"[A-Z][A-Za-z]{0,39}(Error|Exception|Warning|Failure|Exit|Interrupt|Use|File|Path)")
_NUMBER = None
"""A key whose value is a number, true or false."""

KEYS: Mapping[str, re.Pattern[str] | None] = {
    # which one: ids and hashes, in hexadecimal
    **dict.fromkeys(("submission", "request", "content", "outbox", "task"), _ID),
    # what: words of our own
    **dict.fromkeys(("state", "step", "job", "reason", "outcome", "verdict", "channel", "format", "authority"), _CODE),
    # where in our program, and what was raised there; never its message
    "at": _PLACE_IN_CODE,
    "kind": _CLASS,
    # how many, how long, how big
    **dict.fromkeys(
        ("count", "files", "pages", "findings", "number", "generation", "attempt", "failures", "seconds", "bytes",
         "memory_mb", "limit", "pid", "exit_code", "port"),
        _NUMBER,
    ),
}  # fmt: skip
LEVELS: Mapping[str, str] = {
    **dict.fromkeys(("stuck", "keeps_failing"), "alarm"),
    **dict.fromkeys(("will_retry", "not_read", "drop_trouble", "cannot_go_on"), "warning"),
}
"""How pressing an event is, for whoever watches the log by a program: an alarm waits for a person. Others are info."""
_WITHHELD = "withheld"


@dataclass(slots=True)
class Log:
    """Writes events to a stream, as key=value or as JSON lines; any thread may."""

    stream: TextIO = field(default_factory=lambda: sys.stderr)
    as_json: bool = False
    clock: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def say(self, event: str, **about: Value) -> None:
        """Something happened."""
        level = LEVELS.get(_code(event), "info")
        line: dict[str, Value] = {"at_time": self.clock().isoformat(timespec="milliseconds"), "level": level}
        line["event"] = event
        line |= {key: fitting(key, value) for key, value in about.items()}
        text = json.dumps(line) if self.as_json else " ".join(f"{key}={_spelled(value)}" for key, value in line.items())
        # A log that cannot be written, because its disk is full or its reader gone, must not stop the work.
        with self._turn, contextlib.suppress(OSError):
            print(text, file=self.stream, flush=True)


def fitting(key: str, value: Value) -> Value:
    """The value if it looks as KEYS demands, else "withheld"; ValueError for a key that is not there.

    >>> fitting("submission", "Sam Tolliver"), fitting("files", 3)
    ('withheld', 3)
    """
    if key not in KEYS:
        raise ValueError("only the keys in panelready.log.KEYS are logged")
    pattern = KEYS[key]
    if value is None or (pattern is None and isinstance(value, (int, float))):
        return value
    return value if pattern is not None and isinstance(value, str) and pattern.fullmatch(value) else _WITHHELD


def _code(event: str) -> str:
    if not _CODE.fullmatch(event):
        raise ValueError("an event is named by a code, as in file_read")
    return event


def _spelled(value: Value) -> str:
    """As JSON spells it, without quotation marks; no value that is let through holds white space."""
    return value if isinstance(value, str) else json.dumps(value)
