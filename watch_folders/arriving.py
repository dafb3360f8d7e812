"""The words all channels share: what a look found, what was taken, and what stands in the way.

Names and paths stand in fields of their own, never in a sentence: sentences may be logged, names may not.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from casework.submission import Arrival


@dataclass(frozen=True, slots=True)
class SettleRule:
    """How long papers must lie still before they count: unchanged over `looks` looks and `seconds` seconds.

    `patience`, in seconds, is how long an unfinished file or another program's lock may hold them back.
    """

    looks: int = 2
    seconds: float = 10.0
    patience: float = 600.0


class TroubleKind(StrEnum):
    """What keeps a channel from doing its work."""

    GONE = "gone"
    DENIED = "denied"
    LINK = "link"
    NOT_A_FILE = "not_a_file"
    TOO_DEEP = "too_deep"
    TOO_MANY = "too_many"
    NOT_DOWNLOADED = "not_downloaded"
    LEFT_BEHIND = "left_behind"
    NO_EVENTS = "no_events"


SENTENCES: dict[TroubleKind, str] = {
    TroubleKind.GONE: "The drop folder cannot be reached or has lost its contents. Nothing counts as deleted; "
    "work goes on when it is back. Check that the share is mounted.",
    TroubleKind.DENIED: "We may not read something in the drop folder. Give the service read access, or close the "
    "program that has it open.",
    TroubleKind.LINK: "There is a link in the drop folder. Links are never followed: put the file itself there.",
    TroubleKind.NOT_A_FILE: "There is something in the drop folder that is neither a file nor a folder. It is ignored.",
    TroubleKind.TOO_DEEP: "A folder in the drop is nested too deeply to be papers. It waits until a person looks.",
    TroubleKind.TOO_MANY: "A folder in the drop holds too many files to be papers. It waits until a person looks.",
    TroubleKind.NOT_DOWNLOADED: "A file is only a placeholder of a cloud folder. Ask for it to be kept on this device.",
    TroubleKind.LEFT_BEHIND: "Papers in our custody could not be moved to the folder of taken papers. Check its space "
    "and its permissions.",
    TroubleKind.NO_EVENTS: "The system cannot tell us when the drop folder changes, so we look at intervals only.",
}


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something a person has to see to; `about` is a path relative to the drop and must not be logged."""

    kind: TroubleKind
    about: str = ""

    @property
    def message(self) -> str:
        """One sentence without names, and what to do next."""
        return SENTENCES[self.kind]


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at a channel found; `waiting` counts submissions that are there but not yet still or whole.

    Troubles are those of this moment: one that has passed is not in the next look.
    """

    arrivals: tuple[Arrival, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class TakenFile:
    """A copy of one file in our staging folder: its path in the arrival, SHA-256 in hexadecimal, size in bytes."""

    path: str
    name: str
    content: str
    size: int
    staged: Path


@dataclass(frozen=True, slots=True)
class Taken:
    """An arrival copied whole; `source_id` follows from its place and contents, so the same papers give it again."""

    files: tuple[TakenFile, ...]
    source_id: str


class Delay(StrEnum):
    """Why an arrival could not be taken this time."""

    CHANGED = "changed"
    UNFINISHED = "unfinished"
    DENIED = "denied"
    NOT_DOWNLOADED = "not_downloaded"
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class Changed:
    """The arrival was not as it had been when looked at; nothing of it was kept, and a later look offers it again."""

    why: Delay = Delay.CHANGED


class Seen(Protocol):
    """What was already taken from places we may not move things out of: a path key to (size, mtime in ns)."""

    def lookup(self, source: str, key: str) -> tuple[int, int] | None:
        """The size and mtime this path had when it was taken, or None."""

    def remember(self, source: str, key: str, size: int, mtime_ns: int) -> None:
        """Keep the size and mtime of a path that was taken."""

    def forget(self, source: str, key: str) -> None:
        """Drop a path that is no longer there."""


class SeenInMemory:
    """A Seen that lasts as long as the process, for tests and one-off runs."""

    def __init__(self) -> None:
        self._stamps: dict[tuple[str, str], tuple[int, int]] = {}

    def lookup(self, source: str, key: str) -> tuple[int, int] | None:
        """The size and mtime this path had when it was taken, or None."""
        return self._stamps.get((source, key))

    def remember(self, source: str, key: str, size: int, mtime_ns: int) -> None:
        """Keep the size and mtime of a path that was taken."""
        self._stamps[source, key] = (size, mtime_ns)

    def forget(self, source: str, key: str) -> None:
        """Drop a path that is no longer there."""
        self._stamps.pop((source, key), None)
