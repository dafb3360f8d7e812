"""What carries replies: the shape that a folder, an SMTP server and a mailbox have in common, and how it can end."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from casework.errors import PanelReadyError, SettingsError, TemporaryFailure
from panelready.store.effects import StoredReply
from watch_folders.graph_refusals import NotAllowed, SignInRefused


@dataclass(frozen=True, slots=True)
class Left:
    """It left."""


@dataclass(frozen=True, slots=True)
class NotNow:
    """Nothing left, that is certain, and it may be tried again; `why` is a code."""

    why: str


@dataclass(frozen=True, slots=True)
class NotDelivered:
    """Nothing left, that is certain, and trying again would not help; `why` is a code."""

    why: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may have left; only looking, or a person, can settle that."""


Outcome = Left | NotNow | NotDelivered | Unknown


class Sender(Protocol):
    """Carries one reply at a time. It never tries twice by itself what may have left."""

    @property
    def is_instant(self) -> bool:
        """Whether sending takes but a moment and can be done while our books are locked."""

    def prepared(self, reply: StoredReply) -> AbstractContextManager[Callable[[], Outcome]]:
        """What sends the reply when called, with all done beforehand that may fail without anything leaving.

        Whatever that raises is met before the reply is claimed. What is called raises nothing of the network's.
        """

    def has_left(self, reply: StoredReply) -> bool:
        """Whether the reply is found where it was going; False also where that cannot be looked into."""


def why_of(problem: PanelReadyError) -> str:
    """The code of what keeps Microsoft 365 from carrying a reply now."""
    if isinstance(problem, NotAllowed):
        return "not_allowed"
    if isinstance(problem, SignInRefused):
        return "sign_in_refused"
    if isinstance(problem, SettingsError):
        return "no_secret"
    return "no_connection" if isinstance(problem, TemporaryFailure) else "server_not_understood"
