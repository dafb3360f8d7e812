"""The ways papers reach us, and what each of them can do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Protocol

from casework.submission import Arrival
from watch_folders.arriving import Changed, Listing, Look, Taken
from watch_folders.graph_mailbox import GraphMailbox
from watch_folders.imap_mailbox import ImapMailbox
from watch_folders.local_folder import LocalFolder
from watch_folders.sharepoint_library import SharePointLibrary


class Channel(Protocol):
    """A place where papers arrive. Custody is: look, take, commit, and only then acknowledge."""

    @property
    def source(self) -> str:
        """The channel's name in our tables."""

    def look(self, now: datetime, tick: float) -> Look:
        """What has arrived, at the instant `now`; `tick` is that instant in seconds of a clock that never jumps.

        It must not wait long: a channel that talks to a server does so in a thread of its own.
        """

    def take(self, arrival: Arrival, into: Path) -> Taken | Changed:
        """Copy the arrival into the private folder `into`, or say that it is not as it was."""

    def acknowledge(self, arrival: Arrival) -> None:
        """Tell the place that the arrival is ours; doing so twice is doing it once."""

    def listing(self, now: datetime) -> Listing | None:
        """Everything the place shows, compared with what was taken; None where it cannot say yet."""

    def stop(self) -> None:
        """Let go of the place."""


CHANNELS: Mapping[str, Callable[..., Channel]] = {
    "folder": LocalFolder,
    "imap": ImapMailbox,
    "graph": GraphMailbox,
    "sharepoint": SharePointLibrary,
}
"""Every channel there is, by the word the settings use for it."""
