"""A folder of an IMAP mailbox: each mail in it that is not marked as ours is one submission.

A thread of its own does all the talking (imap_attending.py), so that a server that hangs holds up nothing but its own
mailbox. What a search shows is the truth; IDLE only saves waiting. A mail is fetched by UIDVALIDITY and UID (RFC 3501
2.3.1.1) and known again by its id (mail_identity.py), so that a folder made anew, a mail moved back or a copy elsewhere
is no second submission.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from casework.errors import TemporaryFailure
from casework.submission import Arrival, ArrivedFile
from watch_folders.arriving import Changed, Delay, Listing, Look, Missing, NotTaken, Seen, Taken, TakenFile
from watch_folders.imap_attending import Attending, Mail, Pace
from watch_folders.imap_connection import Listed, Mailbox
from watch_folders.mail_identity import mail_id

LARGEST = 256 << 20  # bytes; Exchange Online lets through 150 MB, which take a third more in a mail
NAME = "message.eml"


class ImapMailbox:
    """One folder of one mailbox; `source` is its name in our tables.

    `secret` gives the password or token each time we sign in; LookupError or OSError where there is none. `renewed`
    gives a new token where the one we had was refused. `spool` is a private folder for what has been fetched, worth
    nothing after a restart. `stir` is called when mail has come.
    """

    def __init__(
        self,
        source: str,
        mailbox: Mailbox,
        *,
        secret: Callable[[], str],
        renewed: Callable[[], str] | None = None,
        seen: Seen,
        spool: Path,
        stir: Callable[[], None] = lambda: None,
        pace: Pace | None = None,
        largest: int = LARGEST,
    ) -> None:
        self.source = source
        self._mailbox = mailbox
        self._seen = seen
        self._offered: dict[str, Mail] = {}
        self._attending = Attending(mailbox, secret, spool, stir, pace or Pace(), largest, renewed)

    def look(self, now: datetime, tick: float) -> Look:
        """The mails that have been fetched, at the instant `now` (UTC, without a zone). Never waits for the server."""
        self._attending.start()
        self._offered = {self._offer_id(mail): mail for mail in self._attending.fetched()}
        waiting = self._attending.waiting()
        file = ArrivedFile(NAME, NAME)
        came = [*waiting, *(mail.came_at for mail in self._offered.values())]
        return Look(
            tuple(Arrival(self.source, offer, NAME, (file,), now) for offer in self._offered),
            self._attending.troubles(),
            waiting=len(waiting),
            lag=max(0.0, (now - min(came)).total_seconds()) if came else 0.0,
            is_current=self._attending.is_current(),
        )

    def take(self, arrival: Arrival, into: Path) -> Taken | Changed:
        """Copy the fetched mail into the private folder `into`; Changed where it is no longer offered.

        Raises TemporaryFailure where there is no room.
        """
        mail = self._offered.get(arrival.source_id)
        if mail is None or not mail.path.is_file():
            return Changed(Delay.AWAY)
        staged = into / "00000"
        try:
            into.mkdir(mode=0o700, parents=True, exist_ok=True)
            shutil.copyfile(mail.path, staged)
            with staged.open("rb") as file:
                content = hashlib.file_digest(file, "sha256").hexdigest()
            known_by = mail_id(staged)
        except OSError:
            staged.unlink(missing_ok=True)
            raise TemporaryFailure(
                "There is no room to take mail into custody, or its disk fails. Nothing was taken or moved."
            ) from None
        # With the mail's own id: a server that gives one UID twice must not make us take a mail for another.
        return Taken(
            (TakenFile(NAME, NAME, content, mail.size, staged),), _hashed(arrival.source_id, known_by), known_by
        )

    def acknowledge(self, arrival: Arrival) -> None:
        """Have the mail filed away as soon as the server can be reached; doing so twice is doing it once."""
        mail = self._offered.pop(arrival.source_id, None)
        if mail is not None:
            came_at = int(mail.came_at.replace(tzinfo=UTC).timestamp())
            self._seen.remember(self.source, mail.key, mail.size, came_at * 10**9)
            self._attending.file_away(mail)

    def listing(self, now: datetime) -> Listing | None:
        """What the folder shows of the last weeks, compared with what was taken; None until the server has told."""
        everything = self._attending.everything()
        if everything is None:
            return None
        uid_validity, mails = everything
        return Listing(len(mails), tuple(self._missing(uid_validity, mails)))

    def stop(self) -> None:
        """Let go of the server."""
        self._attending.stop()

    def _missing(self, uid_validity: int, mails: tuple[Listed, ...]) -> Iterator[Missing]:
        for mail in mails:
            if self._seen.lookup(self.source, f"{uid_validity}/{mail.uid}") is not None:
                continue
            is_older = self._mailbox.since is not None and mail.came_at.date() < self._mailbox.since
            why = NotTaken.MARKED if mail.is_marked else NotTaken.OLDER if is_older else NotTaken.WAITING
            yield Missing(f"{self._mailbox.folder}, mail that came on {mail.came_at:%d %B %Y at %H:%M} UTC", why)

    def _offer_id(self, mail: Mail) -> str:
        box = self._mailbox
        return _hashed(box.server, str(box.port), box.user, box.folder, mail.key)


def _hashed(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
