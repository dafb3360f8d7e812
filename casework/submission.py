"""What came in: arrivals, the files that custody makes of them, and the message that brought them."""

from dataclasses import dataclass
from datetime import datetime

from casework.document import Unreadable


@dataclass(frozen=True, slots=True)
class ArrivedFile:
    """One file of an arrival: where it lies now and the path the sender gave it, relative to the arrival."""

    path: str
    name: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """Something new in a mailbox, folder or library, not yet opened.

    `source` and `source_id` together are unique for ever: seen again means acknowledge again.
    """

    source: str
    source_id: str
    name: str
    files: tuple[ArrivedFile, ...]
    noticed_at: datetime


@dataclass(frozen=True, slots=True)
class SubmittedFile:
    """One file in our custody: its name as sent, the way in to it, its SHA-256 and size in bytes.

    `inside` runs outermost first: ("cover.eml", "forms.zip"). `refused` says why we will not open it.
    """

    name: str
    content: str
    size: int
    kind: str = ""
    inside: tuple[str, ...] = ()
    refused: Unreadable | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What a mail system says became of a mail (RFC 3464): its actions, and by what it names that mail."""

    actions: tuple[str, ...] = ()
    """`failed`, `delayed` and the like, in small letters; none where the report does not say."""
    message_ids: tuple[str, ...] = ()
    case_ids: tuple[str, ...] = ()
    """What the returned mail had as X-PanelReady-Case."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a mail says that it comes from, and what marks it as written by a machine; as written, judged nowhere.

    Whoever sent it may have written any of this, but for what our own mail server is known to put on top.
    """

    writers: tuple[str, ...] = ()
    """Every address that any reading of its From headers finds, in small letters."""
    answer_to: tuple[str, ...] = ()
    return_path: str | None = None
    """"" for a null return path, None where the mail has none."""
    results: tuple[str, ...] = ()
    """Its Authentication-Results (RFC 8601), topmost first."""
    auth_as: tuple[str, ...] = ()
    """Every X-MS-Exchange-Organization-AuthAs, in small letters."""
    marks: tuple[tuple[str, str], ...] = ()
    """Headers by which machines mark their mail, with their values, both in small letters."""
    kinds: tuple[str, ...] = ()
    """Those of its content types that tell of reports and invitations."""
    report: Report | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """The envelope of a mail that brought papers. Addresses are as written; ids keep their angle brackets.

    `to` and `cc` are the bare addresses of those headers, in small letters, without the names beside them.
    """

    sender: str | None
    sent_at: datetime | None
    message_id: str | None
    references: tuple[str, ...]
    subject: str
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    origin: Origin | None = None
