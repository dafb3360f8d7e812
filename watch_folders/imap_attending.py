"""The thread that looks after one IMAP mailbox: it fetches, files away, waits, and comes back after every failure."""

from __future__ import annotations

import imaplib
import math
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from imapclient.exceptions import IMAPClientError, LoginError, ProtocolError

from casework.errors import SettingsError, TemporaryFailure
from watch_folders.arriving import Trouble, TroubleKind
from watch_folders.imap_connection import Connection, Listed, Mailbox, MailTooLarge
from watch_folders.imap_refusals import REFUSED, ApplicationRefused, NoSecret, kind_of, place_of

LISTED_DAYS = 60  # what came before was compared on earlier days
TRIES = 2  # at fetching one mail, before it is left alone for a while
BROKEN = (imaplib.IMAP4.abort, ProtocolError)
"""After these a connection is of no use: what the server says next may be the end of what it said before."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How patient we are with a server, in seconds: `search` whatever IDLE says, `timeout` for every single answer.

    After a failure we wait `again`, twice that after the next, up to `at_most`; likewise where we were refused.
    """

    search: float = 240.0
    timeout: float = 60.0
    again: float = 5.0
    at_most: float = 300.0
    again_refused: float = 300.0
    at_most_refused: float = 3600.0
    fetched_ahead: int = 8
    """How many mails may lie with us before they are taken into custody."""


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail that was fetched into our private folder and waits to be taken. `size` is in bytes."""

    uid_validity: int
    uid: int
    path: Path
    size: int
    came_at: datetime

    @property
    def key(self) -> str:
        """By what the mail is fetched: a folder made anew has another UIDVALIDITY, and its UIDs mean other mails."""
        return f"{self.uid_validity}/{self.uid}"


class Attending:
    """Looks after `mailbox` in a thread; what it has fetched, and what is in its way, any thread may ask.

    `secret` is asked at every sign-in; `renewed`, where there is such a thing, gives another one after a refusal.
    `stir` is called when mail has been fetched. Mail larger than `largest` bytes stays where it is.
    """

    def __init__(
        self,
        mailbox: Mailbox,
        secret: Callable[[], str],
        spool: Path,
        stir: Callable[[], None],
        pace: Pace,
        largest: int,
        renewed: Callable[[], str] | None = None,
    ) -> None:
        self._renewed = renewed
        self._mailbox, self._secret, self._spool, self._stir = mailbox, secret, spool, stir
        self._pace, self._largest = pace, largest
        self._turn = threading.Lock()
        self._wanted, self._stopped = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._work, name="mailbox", daemon=True)
        self._uid_validity = 0
        self._fetched: dict[int, Mail] = {}
        self._to_file: list[int] = []
        self._waiting: dict[int, datetime] = {}
        self._bad: dict[int, tuple[TroubleKind, float]] = {}
        self._failures: Counter[int] = Counter()
        self._stays = self._nearly_full = self._listing_wanted = False
        self._failure: Trouble | None = None
        self._searched_at: float | None = None
        self._everything: tuple[int, tuple[Listed, ...]] | None = None

    def start(self) -> None:
        """Begin, where that has not been done."""
        if self._thread.ident is None:
            self._spool.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._thread.start()

    def stop(self) -> None:
        """Let go of the server; what was not filed away yet is met again after the next start."""
        self._stopped.set()
        self._wanted.set()
        if self._thread.ident is not None:
            self._thread.join(self._pace.timeout)

    def fetched(self) -> list[Mail]:
        """The mails that wait to be taken, in the order they came."""
        with self._turn:
            return [self._fetched[uid] for uid in sorted(self._fetched)]

    def waiting(self) -> list[datetime]:
        """When each mail came that has not been fetched yet."""
        with self._turn:
            return list(self._waiting.values())

    def troubles(self) -> tuple[Trouble, ...]:
        """What stands in the way now."""
        with self._turn:
            kinds = [kind for kind, _ in self._bad.values()]
            kinds += [TroubleKind.MAIL_STAYS] * self._stays + [TroubleKind.MAILBOX_NEARLY_FULL] * self._nearly_full
            failure = [self._failure] if self._failure else []
            return (*failure, *(Trouble(kind) for kind in dict.fromkeys(kinds)))

    def is_current(self) -> bool:
        """Whether the mailbox was seen lately."""
        with self._turn:
            lately = time.monotonic() - self._pace.search - 2 * self._pace.timeout
            return self._failure is None and self._searched_at is not None and self._searched_at > lately

    def file_away(self, mail: Mail) -> None:
        """Have a mail moved or marked as soon as the server can be reached."""
        with self._turn:
            if self._fetched.pop(mail.uid, None) is not None:
                self._to_file.append(mail.uid)
        mail.path.unlink(missing_ok=True)
        self._wanted.set()

    def everything(self) -> tuple[int, tuple[Listed, ...]] | None:
        """UIDVALIDITY, and every mail of the last LISTED_DAYS; None until the thread has asked, which this makes it."""
        with self._turn:
            everything, self._everything = self._everything, None
            self._listing_wanted = everything is None
        if everything is None:
            self._wanted.set()
        return everything

    def _work(self) -> None:
        failures = 0
        while not self._stopped.is_set():
            try:
                with closing(self._connected()) as connection:
                    self._begin(connection.uid_validity)
                    while not self._stopped.is_set():
                        self._round(connection)
                        failures = 0
                        self._wait(connection)
            except Exception as problem:  # a server may answer anything, and the library raises whatever comes of it
                failures += 1
                kind = kind_of(problem)
                with self._turn:
                    self._failure = Trouble(kind, place_of(problem))
                self._stopped.wait(pause_after(failures, kind, self._pace))

    def _wait(self, connection: Connection) -> None:
        """Wait for news; where more mail lies there than we may hold, for what we hold to be taken."""
        if len(self.fetched()) >= self._pace.fetched_ahead:
            self._wanted.wait(self._pace.timeout)
        else:
            connection.wait(self._pace.search, self._wanted.is_set)

    def _connected(self) -> Connection:
        try:
            return self._signed_in(self._secret)
        except LoginError as problem:
            if self._renewed is None or kind_of(problem) is not TroubleKind.MAILBOX_REFUSES:
                raise
        try:
            return self._signed_in(self._renewed)
        except LoginError as problem:
            if kind_of(problem) is not TroubleKind.MAILBOX_REFUSES:
                raise
            raise ApplicationRefused from None

    def _signed_in(self, secret: Callable[[], str]) -> Connection:
        try:
            said = secret()
        except (SettingsError, LookupError, OSError, UnicodeDecodeError):
            raise NoSecret from None
        return Connection(self._mailbox, said, self._pace.timeout)

    def _begin(self, uid_validity: int) -> None:
        """Forget what was known of a folder that has been made anew: its UIDs mean other mails now."""
        with self._turn:
            if uid_validity != self._uid_validity:
                for mail in self._fetched.values():
                    mail.path.unlink(missing_ok=True)
                self._uid_validity = uid_validity
                self._fetched, self._to_file, self._waiting, self._bad = {}, [], {}, {}
                self._failures.clear()

    def _round(self, connection: Connection) -> None:
        self._wanted.clear()
        self._file_away(connection)
        self._fetch(connection, connection.unmarked())
        nearly_full = connection.is_nearly_full()
        if self._listing_wanted:
            since = datetime.now(UTC).date() - timedelta(days=LISTED_DAYS)
            listed = tuple(connection.everything(since))
            with self._turn:
                self._everything, self._listing_wanted = (self._uid_validity, listed), False
        with self._turn:
            self._nearly_full, self._failure, self._searched_at = nearly_full, None, time.monotonic()

    def _file_away(self, connection: Connection) -> None:
        with self._turn:
            uids = list(self._to_file)
        if not uids:
            return
        try:
            connection.file_away(uids)
        except imaplib.IMAP4.abort:
            raise
        except IMAPClientError:  # the server is there and will not: no right, no room, no keywords
            self._stays = True
            return
        with self._turn:
            self._stays = False
            self._to_file = [uid for uid in self._to_file if uid not in uids]

    def _fetch(self, connection: Connection, uids: Iterable[int]) -> None:
        now = time.monotonic()
        with self._turn:
            self._bad = {uid: bad for uid, bad in self._bad.items() if bad[1] > now}
            ours = {*self._fetched, *self._to_file}
        there = connection.listed(set(uids) - ours)
        with self._turn:
            self._waiting = {mail.uid: mail.came_at for mail in there}
        for mail in there:
            if len(self.fetched()) >= self._pace.fetched_ahead or self._stopped.is_set():
                break
            if mail.uid not in self._bad:
                self._fetch_one(connection, mail)

    def _fetch_one(self, connection: Connection, mail: Listed) -> None:
        path = self._spool / f"{self._uid_validity}-{mail.uid}"
        try:
            size = connection.download(mail.uid, path, self._largest)
        except MailTooLarge:
            self._note_bad(mail.uid, TroubleKind.MAIL_TOO_LARGE, path, math.inf)
            return
        except TemporaryFailure:
            raise
        except Exception as problem:
            # Perhaps for this mail alone: it is tried once more, and must not keep others from being fetched.
            self._failures[mail.uid] += 1
            is_refused = isinstance(problem, IMAPClientError) and not isinstance(problem, BROKEN)
            if is_refused or self._failures[mail.uid] >= TRIES:
                self._note_bad(mail.uid, TroubleKind.MAIL_UNREADABLE, path, time.monotonic() + self._pace.at_most)
            if not is_refused:
                raise
            return
        with self._turn:
            self._waiting.pop(mail.uid, None)
            if size is not None:
                self._fetched[mail.uid] = Mail(self._uid_validity, mail.uid, path, size, mail.came_at)
        if size is None:
            path.unlink()
        else:
            self._stir()

    def _note_bad(self, uid: int, kind: TroubleKind, path: Path, until: float) -> None:
        """Leave a mail alone that cannot be fetched, so that it costs no download at every search."""
        path.unlink(missing_ok=True)
        with self._turn:
            self._bad[uid] = (kind, until)


def pause_after(failures: int, kind: TroubleKind, pace: Pace) -> float:
    """Seconds to wait: twice as long after each failure, and never at the same moment as others who met the same."""
    first, longest = (pace.again_refused, pace.at_most_refused) if kind in REFUSED else (pace.again, pace.at_most)
    wait = min(first * 2.0 ** min(failures - 1, 20), longest)
    return wait * random.uniform(0.8, 1.2)  # noqa: S311  # no secret hangs on it
