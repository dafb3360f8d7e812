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
