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
    MAILBOX_AWAY = "mailbox_away"
    MAILBOX_BUSY = "mailbox_busy"
    MAILBOX_REFUSES = "mailbox_refuses"
    MAILBOX_REFUSES_APPLICATION = "mailbox_refuses_application"
    MAILBOX_PUZZLES = "mailbox_puzzles"
    MAILBOX_HAS_NO_FOLDER = "mailbox_has_no_folder"
    MAILBOX_NEARLY_FULL = "mailbox_nearly_full"
    MAIL_STAYS = "mail_stays"
    MAIL_TOO_LARGE = "mail_too_large"
    MAIL_UNREADABLE = "mail_unreadable"
    MAILBOX_NOT_TRUSTED = "mailbox_not_trusted"
    NOT_SIGNED_IN = "not_signed_in"
    GRAPH_AWAY = "graph_away"
    GRAPH_BUSY = "graph_busy"
    GRAPH_PUZZLES = "graph_puzzles"
    GRAPH_REFUSES_US = "graph_refuses_us"
    GRAPH_HAS_NO_SUCH_PLACE = "graph_has_no_such_place"
    NO_MAIL_PERMISSION = "no_mail_permission"
    NO_SEND_PERMISSION = "no_send_permission"
    NO_SITE_PERMISSION = "no_site_permission"
    FILE_TOO_LARGE = "file_too_large"
    HIDDEN_FROM_CHANGES = "hidden_from_changes"
    REPORT_STAYS = "report_stays"
    REPORT_BESIDE = "report_beside"
    NO_ROOM = "no_room"


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
    TroubleKind.MAILBOX_AWAY: "The server of the mailbox cannot be reached, or the connection to it broke. It is tried "
    "again by itself; mail that waits there is fetched then.",
    TroubleKind.MAILBOX_BUSY: "The server of the mailbox lets nobody in just now, or has too many connections. It is "
    "tried again by itself.",
    TroubleKind.MAILBOX_REFUSES: "The mailbox refuses our user name with this password or token. Put the right one "
    "where the setting `secret` points to; it is tried again by itself, more and more seldom.",
    TroubleKind.MAILBOX_REFUSES_APPLICATION: "The mailbox refuses the application, also with a new token. It needs "
    "IMAP.AccessAsApp, and in Exchange full access to this mailbox; it is tried again by itself, more and more seldom.",
    TroubleKind.MAILBOX_PUZZLES: "The server of the mailbox answers in a way we do not understand. It is tried again "
    "by itself; nothing of it was taken. Check that server and port are those of an IMAP server.",
    TroubleKind.MAILBOX_HAS_NO_FOLDER: "The mailbox does not have the folder that the settings name. Make it, or "
    "correct the setting `folder`.",
    TroubleKind.MAILBOX_NEARLY_FULL: "The mailbox is nearly full: its server will soon refuse new mail. Delete old "
    "mail, or ask for more room.",
    TroubleKind.MAIL_STAYS: "Mail in our custody could be neither moved nor marked in the mailbox, because we may not "
    "or there is no room. It is not taken twice. Give us the right, or choose another `move_to`.",
    TroubleKind.MAIL_TOO_LARGE: "A mail is larger than any that carries papers. It stays in the mailbox until a person "
    "looks.",
    TroubleKind.MAIL_UNREADABLE: "The server of the mailbox cannot hand over one of its mails. Others are taken; this "
    "one is tried again by itself. Look for it in the mailbox.",
    TroubleKind.MAILBOX_NOT_TRUSTED: "The server of the mailbox cannot prove that it is the one the settings name: its "
    "certificate is not trusted here, or is another's. Nothing was said to it.",
    TroubleKind.NO_ROOM: "There is no room to take papers into custody; free some space. Nothing was taken or moved.",
    TroubleKind.NOT_SIGNED_IN: "The password or token of the mailbox is not where the setting `secret` points to.",
    TroubleKind.GRAPH_AWAY: "Microsoft 365 cannot be reached, or is out of order. It is tried again by itself; what "
    "waits there is fetched then, and nothing counts as deleted.",
    TroubleKind.GRAPH_BUSY: "Microsoft 365 asks us to slow down. The work goes on by itself.",
    TroubleKind.GRAPH_PUZZLES: "Microsoft 365, or something in its place, answers in a way we do not understand. "
    "Nothing was taken; it is tried again by itself. Check the proxy, and the ids in the settings.",
    TroubleKind.GRAPH_REFUSES_US: "Microsoft 365 refuses the application's sign-in, also with a new token. Check the "
    "tenant, the application's id, and that its certificate or secret has not run out.",
    TroubleKind.GRAPH_HAS_NO_SUCH_PLACE: "Microsoft 365 does not know the mailbox, library or folder that the settings "
    "name. Correct the settings; nothing counts as deleted.",
    TroubleKind.NO_MAIL_PERMISSION: "Microsoft 365 does not let us read this mailbox: the application lacks the "
    "Exchange role “Application Mail.ReadWrite”, scoped to it. A change may take two hours to be seen.",
    TroubleKind.NO_SEND_PERMISSION: "Microsoft 365 does not let us send from this mailbox: the application lacks the "
    "Exchange role “Application Mail.Send”, scoped to it. Give it, or choose the mode draft.",
    TroubleKind.NO_SITE_PERMISSION: "Microsoft 365 does not let us into this library: the application lacks "
    "Sites.Selected, or the role write on this site.",
    TroubleKind.FILE_TOO_LARGE: "A file is larger than any that carries papers. It stays where it is until a person "
    "looks.",
    TroubleKind.REPORT_STAYS: "A report could not be put beside its papers in the library. It is in the data folder, "
    "under reports.",
    TroubleKind.REPORT_BESIDE: "Somebody has had a report open for over an hour, or made a file of its name: the newer "
    "report was put beside it under another name, such as “… (2).html”.",
    TroubleKind.HIDDEN_FROM_CHANGES: "The library shows files that its list of changes does not, as happens with "
    "retention labels. They are taken once a day; give the application more rights to have them sooner.",
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

    Troubles are those of this moment: one that has passed is not in the next look. `lag` is how many seconds the
    oldest of what is there has lain without being taken. `is_current` is false where the place could not be seen.
    """

    arrivals: tuple[Arrival, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    waiting: int = 0
    lag: float = 0.0
    is_current: bool = True


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
    """An arrival copied whole; `source_id` follows from its place and contents, so the same papers give it again.

    `mail_id` is what a mail is known by in whichever mailbox it lies; empty where the arrival is no mail.
    """

    files: tuple[TakenFile, ...]
    source_id: str
    mail_id: str = ""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Papers in our books that a person has since taken away from the source.

    `source_id` is that of Taken; `path` is the one file of it that is gone, or empty where all is.
    """

    source_id: str
    path: str = ""


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


class NotTaken(StrEnum):
    """Why something that a source shows is not in our books."""

    WAITING = "waiting"
    HELD_BACK = "held_back"
    OLDER = "older"
    MARKED = "marked"


WHY_NOT_TAKEN: dict[NotTaken, str] = {
    NotTaken.WAITING: "not taken yet",
    NotTaken.HELD_BACK: "cannot be taken, or is still being written",
    NotTaken.OLDER: "came before the day that the setting `since` names",
    NotTaken.MARKED: "marked as taken, but not by this data folder",
}


@dataclass(frozen=True, slots=True)
class Missing:
    """Something a source shows that is not in our books; `place` is for people to find it by, never for a log."""

    place: str
    why: NotTaken


@dataclass(frozen=True, slots=True)
class Listing:
    """How many things a source shows, and which of them are not in our books."""

    shown: int
    missing: tuple[Missing, ...] = ()


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
