"""One round with a mailbox: file away what is ours, ask what changed, fetch what is new, and compare once a day.

The delta link is noted only when everything it told of is in custody: whatever crashes before is told again, and a mail
that is ours already is known by its id.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from casework.errors import TemporaryFailure
from watch_folders.arriving import Trouble, TroubleKind, Withdrawn
from watch_folders.graph_client import BAD_DISK
from watch_folders.graph_mail import MailCalls, MailRow
from watch_folders.graph_mail_books import FetchedMail, Kept, MailBooks, State
from watch_folders.graph_refusals import Busy, GraphRefusal, NotThere, TooLarge, trouble_of
from watch_folders.mail_identity import mail_id

POLL = 60.0
"""Seconds between two rounds; one call each where nothing happened."""
DAY = 86_400.0
AGAIN = 900.0
"""Seconds until a mail that cannot be handed over is asked for again."""
AHEAD = 8
"""How many mails may lie with us before they are taken into custody."""
MARK = "PanelReady"
"""The category that a mail gets where it is not moved."""
NEVER = float("inf")


@dataclass(frozen=True, slots=True)
class MailPlace:
    """Which folder is watched, where its mail goes (None: it is marked), since which day, and the largest, in bytes."""

    folder: str = "inbox"
    move_to: str | None = None
    since: date | None = None
    largest: int = 256 << 20  # Exchange Online lets through 150 MB, which take a third more in a mail


class MailRound:
    """The rounds with one folder. `withdraw` is told of what a person took away again, `stir` of what was fetched."""

    def __init__(
        self,
        calls: MailCalls,
        books: MailBooks,
        place: MailPlace,
        spool: Path,
        withdraw: Callable[[Withdrawn], None],
        stir: Callable[[], None],
    ) -> None:
        self._calls, self._books, self._place, self._spool = calls, books, place, spool
        self._withdraw, self._stir = withdraw, stir
        self._folder = self._move_to = ""
        self._bad: dict[str, tuple[TroubleKind, float]] = {}
        self._stays = False
        self._failure: Trouble | None = None
        self._compare_at = 0.0
        self.listed: tuple[MailRow, ...] | None = None

    def go(self, tick: float) -> float:
        """Do a round at that tick; the tick of the next one."""
        try:
            self._books.open()
            _make(self._spool)
            self._folder = self._folder or self._calls.folder(self._place.folder)
            self._file_away()
            self._ask()
            if tick >= self._compare_at:
                self._compare()
                self._compare_at = tick + DAY
            self._fetch(tick)
        except (GraphRefusal, TemporaryFailure) as problem:
            self._failure = trouble_of(problem)
            return tick + max(POLL, problem.seconds if isinstance(problem, Busy) else 0.0)
        self._failure = None
        return tick + POLL

    def compare_soon(self) -> None:
        """Compare with what the folder shows in the next round."""
        self._compare_at = 0.0

    @property
    def is_current(self) -> bool:
        """Whether the last round saw the folder."""
        return self._failure is None

    def troubles(self) -> tuple[Trouble, ...]:
        """What stands in the way now."""
        kinds = {kind for kind, _ in dict(self._bad).values()} | ({TroubleKind.MAIL_STAYS} if self._stays else set())
        return (*((self._failure,) if self._failure else ()), *(Trouble(kind) for kind in sorted(kinds)))

    def is_held_back(self, row: MailRow) -> bool:
        """Whether a mail waits for a reason of its own."""
        return row.is_draft or row.id in self._bad

    def _ask(self) -> None:
        is_first = self._books.link is None
        rows, link = self._changes()
        for row in rows:
            self._see(row, is_first)
        self._books.link = link
        self._books.note({})

    def _changes(self) -> tuple[list[MailRow], str]:
        """What changed; everything, where the link is no longer good: 410, and in practice 400 and 404 too."""
        try:
            return self._calls.changes(self._folder, self._place.since, self._books.link)
        except GraphRefusal as problem:
            if self._books.link is None or problem.status not in (400, 404, 410):
                raise
        self._books.link = None
        return self._calls.changes(self._folder, self._place.since, None)

    def _see(self, row: MailRow, is_first: bool) -> None:
        """Take note of one row of changes."""
        if row.has_left:
            self._see_gone(row.id, is_first)
        elif not self._books.knows(row.id):
            full = self._calls.look_up(row.id) if row.is_partial else row
            if full is not None and full.folder == self._folder and not full.is_draft:
                self._books.expect(full)

    def _see_gone(self, identity: str, is_first: bool) -> None:
        """A mail is said to have left the folder: by our own hand, by a person's, or not at all.

        A mail that went away and came back between two rounds is told as gone, and never again: so we look.
        """
        kept = self._books.kept(identity)
        if kept is not None and kept.state is not State.TAKEN and self._place.move_to is not None:
            self._books.note({identity: None})
            return
        if is_first and not self._books.knows(identity):
            return
        row = self._calls.look_up(identity)
        if row is not None and row.folder == self._folder:
            self._see(row, is_first)
            return
        self._forget_fetched(identity)
        if kept is not None:
            self._withdraw(Withdrawn(kept.source_id))
            self._books.note({identity: None})

    def _forget_fetched(self, identity: str) -> None:
        mail = self._books.drop(identity)
        self._bad.pop(identity, None)
        if mail is not None:
            mail.path.unlink(missing_ok=True)

    def _compare(self) -> None:
        """Find what the changes did not tell of, and forget what is in the folder no more."""
        listed = tuple(self._calls.listing(self._folder, self._place.since))
        here = {row.id for row in listed}
        for row in listed:
            self._see(row, is_first=False)
        gone = self._books.everything() - here - set(self._books.in_state(State.TAKEN))
        self._books.note(dict.fromkeys(gone))
        self.listed = listed

    def _fetch(self, tick: float) -> None:
        """Fetch mails in the order they came, a few ahead of custody."""
        for row in self._books.to_fetch():
            if len(self._books.fetched()) >= AHEAD:
                return
            if self._bad.get(row.id, (None, 0.0))[1] > tick:
                continue
            try:
                self._books.put_fetched(self._fetched(row))
            except NotThere:
                self._forget_fetched(row.id)
                self._books.note({})
            except TooLarge:
                self._bad[row.id] = (TroubleKind.MAIL_TOO_LARGE, NEVER)
            except GraphRefusal as problem:
                if problem.status in (401, 403):
                    raise
                self._bad[row.id] = (TroubleKind.MAIL_UNREADABLE, tick + AGAIN)
            else:
                self._bad.pop(row.id, None)
                self._stir()

    def _fetched(self, row: MailRow) -> FetchedMail:
        path = self._spool / hashlib.sha256(row.id.encode()).hexdigest()
        fetched = self._calls.fetch(row.id, path, self._place.largest)
        links = tuple(self._calls.links(row.id))
        try:
            return FetchedMail(row, path, fetched.content, fetched.size, mail_id(path), links)
        except OSError:
            raise TemporaryFailure(BAD_DISK) from None

    def _file_away(self) -> None:
        """Move or mark what is in custody; what cannot be is tried again, and told."""
        stays = False
        for identity in self._books.in_state(State.TAKEN):
            kept = self._books.kept(identity)
            if kept is None:
                continue
            try:
                is_filed = self._is_filed(identity)
            except NotThere:
                is_filed = False
            except GraphRefusal as problem:
                if problem.status in (401, 403):
                    raise
                stays = True
                continue
            if not is_filed:  # a person has it in hand: what we have not answered yet, we do not answer
                self._withdraw(Withdrawn(kept.source_id))
            self._books.note({identity: Kept(State.FILED if is_filed else State.LEFT, kept.source_id)})
        self._stays = stays

    def _is_filed(self, identity: str) -> bool:
        """File one mail away; False where a person has moved it, who is not overruled."""
        row = self._calls.look_up(identity)
        if row is None or row.folder != self._folder:
            return False
        if self._place.move_to is None:
            self._calls.mark(row, MARK)
            return True
        self._move_to = self._move_to or self._calls.folder(self._place.move_to, make=True)
        self._calls.move(identity, self._move_to)
        return True


def _make(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        raise TemporaryFailure(BAD_DISK) from None
