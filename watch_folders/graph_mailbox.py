"""A folder of a Microsoft 365 mailbox: each mail in it is one submission, filed away once it is in our custody.

Rounds with the mailbox run beside the service's loop and fetch mails to a private folder (graph_mail_round.py). A mail
is known again by what it says (mail_identity.py), so that one moved back or told of twice is no second submission.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from casework.errors import TemporaryFailure
from casework.submission import Arrival, ArrivedFile
from watch_folders.arriving import Changed, Delay, Listing, Look, Missing, NotTaken, Taken, TakenFile, Withdrawn
from watch_folders.graph_beside import Beside
from watch_folders.graph_mail import MailCalls, MailRow
from watch_folders.graph_mail_books import Kept, MailBooks, State
from watch_folders.graph_mail_round import MARK, MailPlace, MailRound
from watch_folders.graph_notes import Notes

NAME = "message.eml"


class GraphMailbox:
    """One folder of one mailbox; `source` is its name in our tables.

    `spool` is a private folder, worth nothing after a restart. `withdraw` is told of what a person took away again, and
    raises TemporaryFailure where it cannot write that down; `stir` is called when mail has come.
    """

    def __init__(
        self,
        source: str,
        calls: MailCalls,
        *,
        notes: Notes,
        spool: Path,
        beside: Beside,
        place: MailPlace | None = None,
        withdraw: Callable[[Withdrawn], None] = lambda _: None,
        stir: Callable[[], None] = lambda: None,
    ) -> None:
        self.source = source
        self._place = place or MailPlace()
        self._books = MailBooks(notes, source)
        self._round = MailRound(calls, self._books, self._place, spool, withdraw, stir)
        self._beside = beside
        self._next, self._is_wanted = 0.0, False

    def look(self, now: datetime, tick: float) -> Look:
        """The mails that have been fetched, at the instant `now`. Never waits for the server."""
        if tick >= self._next or self._is_wanted:
            self._beside.start(lambda: self._go(tick))
        offered, waiting = self._books.fetched(), self._books.to_fetch()
        came = [row.order[0] for row in [*waiting, *(mail.row for mail in offered)]]
        file = ArrivedFile(NAME, NAME)
        moment = now if now.tzinfo else now.replace(tzinfo=UTC)
        return Look(
            tuple(Arrival(self.source, mail.row.id, NAME, (file,), now) for mail in offered),
            self._round.troubles(),
            waiting=len(waiting),
            lag=max(0.0, (moment - min(came)).total_seconds()) if came else 0.0,
            is_current=self._round.is_current,
        )

    def take(self, arrival: Arrival, into: Path) -> Taken | Changed:
        """Copy the fetched mail into the private folder `into`; Changed where it is offered no more.

        Files that it only links to come as mails of their own that say so, since its MIME has nothing of them. Raises
        TemporaryFailure where there is no room.
        """
        mail = self._books.offered(arrival.source_id)
        if mail is None or not mail.path.is_file():
            return Changed(Delay.AWAY)
        try:
            into.mkdir(mode=0o700, parents=True, exist_ok=True)
            shutil.copyfile(mail.path, into / "00000")
            files = [TakenFile(NAME, NAME, mail.content, mail.size, into / "00000")]
            files += [_staged(number, link_mail(name), into) for number, name in enumerate(mail.links, start=1)]
        except FileNotFoundError:  # taken away in this moment
            return Changed(Delay.AWAY)
        except OSError:
            raise TemporaryFailure(
                "There is no room to take mail into custody, or its disk fails. Nothing was taken or moved."
            ) from None
        return Taken(tuple(files), mail.known_by, mail.known_by)

    def acknowledge(self, arrival: Arrival) -> None:
        """Note that the mail is ours, and file it away in the next round; doing so twice is doing it once."""
        mail = self._books.offered(arrival.source_id)
        if mail is not None:
            self._books.note({arrival.source_id: Kept(State.TAKEN, mail.known_by)})
            self._is_wanted = True
            mail.path.unlink(missing_ok=True)

    def listing(self, now: datetime) -> Listing | None:
        """What the folder shows, compared with what was taken; None until a round has listed it anew."""
        listed, self._round.listed = self._round.listed, None
        if listed is None:
            self._round.compare_soon()
            return None
        missing = tuple(
            Missing(f"{self._place.folder}, mail that came on {row.order[0]:%d %B %Y at %H:%M} UTC", self._why(row))
            for row in listed
            if self._books.kept(row.id) is None
        )
        return Listing(len(listed), missing)

    def stop(self) -> None:
        """Let go of the server."""
        self._beside.stop()

    def _go(self, tick: float) -> None:
        self._is_wanted = False
        self._next = self._round.go(tick)

    def _why(self, row: MailRow) -> NotTaken:
        if MARK in row.categories:
            return NotTaken.MARKED
        return NotTaken.HELD_BACK if self._round.is_held_back(row) else NotTaken.WAITING


def link_mail(name: str) -> bytes:
    """A mail that holds a link instead of a file, as RFC 2017 has it, so that it is read as what it is."""
    part = EmailMessage(policy=SMTP)
    part["Content-Type"] = 'message/external-body; access-type="URL"'
    part.add_header("Content-Disposition", "attachment", filename=name or "link")
    part.set_payload("Content-Type: application/octet-stream\r\n\r\n")
    mail = EmailMessage(policy=SMTP)
    mail["MIME-Version"] = "1.0"
    mail["X-Unsent"] = "1"
    mail["Content-Type"] = "multipart/mixed"
    mail.attach(part)
    mail.set_boundary("a-link-not-a-file")  # the same name gives the same bytes, and so the same submission
    return mail.as_bytes()


def _staged(number: int, data: bytes, into: Path) -> TakenFile:
    staged = into / f"{number:05}"
    staged.write_bytes(data)
    name = f"link-{number}.eml"
    return TakenFile(name, name, hashlib.sha256(data).hexdigest(), len(data), staged)
