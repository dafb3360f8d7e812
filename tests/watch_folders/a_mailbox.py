"""A little notation for tests of mailboxes: a watched folder of a real server, and what came of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.build.mail_server import PASSWORD, MailServer
from watch_folders.arriving import Listing, Look, SeenInMemory, Taken, TroubleKind
from watch_folders.imap_attending import Pace
from watch_folders.imap_connection import Mailbox
from watch_folders.imap_mailbox import ImapMailbox

QUICK = Pace(search=60, timeout=2, again=0.05, at_most=0.2, again_refused=0.2, at_most_refused=0.4)
LONGEST = 90.0  # seconds that something which must happen may take on a busy machine


class Post:
    """The channel under test, received from as the service does."""

    def __init__(
        self,
        base: Path,
        server: MailServer | int,
        *,
        pace: Pace = QUICK,
        secret: Callable[[], str] = lambda: PASSWORD,
        renewed: Callable[[], str] | None = None,
        **mailbox: Any,
    ) -> None:
        self.base, self.pace, self.secret, self.renewed = base, pace, secret, renewed
        port, user = (server, "panels") if isinstance(server, int) else (server.port, server.user)
        self.mailbox = replace(Mailbox("127.0.0.1", port, user, security="none"), **mailbox)
        self.seen = SeenInMemory()
        self.received: list[Taken] = []
        self.count = 0
        self.largest = 256 << 20
        self.start()

    def start(self) -> None:
        """Start the service, afresh."""
        self.count += 1
        self.channel = ImapMailbox(
            "mail",
            self.mailbox,
            secret=self.secret,
            renewed=self.renewed,
            seen=self.seen,
            spool=self.base / f"spool-{self.count}",
            pace=self.pace,
            largest=self.largest,
        )

    def look(self) -> Look:
        """One look."""
        return self.channel.look(now(), time.monotonic())

    def until(self, holds: Callable[[Look], bool], *, within: float = LONGEST) -> Look:
        """Look until that holds."""
        end = time.monotonic() + within
        while not holds(look := self.look()):
            assert time.monotonic() < end, f"it never came: {look}"
            time.sleep(0.02)
        return look

    def receive(self, count: int = 1) -> list[Taken]:
        """Take and acknowledge mails until so many more have come."""
        before = len(self.received)
        while len(self.received) < before + count:
            for arrival in self.until(lambda look: bool(look.arrivals)).arrivals:
                self.count += 1
                taken = self.channel.take(arrival, self.base / f"staging-{self.count}")
                assert isinstance(taken, Taken)
                self.channel.acknowledge(arrival)
                self.received.append(taken)
        return self.received[before:]

    def comes_to(self, kind: TroubleKind) -> Look:
        """Look until that trouble is told."""
        return self.until(lambda look: kind in kinds(look))

    def listing(self) -> Listing:
        """Ask what the mailbox shows until it is known."""
        end = time.monotonic() + LONGEST
        while (found := self.channel.listing(now())) is None:
            assert time.monotonic() < end, "the mailbox was never listed"
            time.sleep(0.02)
        return found

    def is_well(self) -> Look:
        """Look until the mailbox has been seen and nothing stands in the way."""
        return self.until(lambda look: look.is_current and not look.troubles)


def now() -> datetime:
    """The instant, as the service tells it: UTC, without a zone."""
    return datetime.now(UTC).replace(tzinfo=None)


def kinds(look: Look) -> list[TroubleKind]:
    """The kinds of trouble there are."""
    return [trouble.kind for trouble in look.troubles]


def words_of(taken: Taken) -> bytes:
    """The raw mail that was taken."""
    (file,) = taken.files
    return file.staged.read_bytes()


def eventually(holds: Callable[[], bool], *, within: float = LONGEST) -> None:
    """Wait until that holds."""
    end = time.monotonic() + within
    while not holds():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.05)
