"""What we know of a mailbox's mails between two rounds, and between two starts."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from watch_folders.graph_mail import MailRow
from watch_folders.graph_notes import LINK, Notes


class State(StrEnum):
    """How far a mail that is ours has come."""

    TAKEN = "taken"
    """In custody; not filed away yet."""
    FILED = "filed"
    """Moved or marked by us."""
    LEFT = "left"
    """A person moved it first, and has it in hand."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is noted of a mail: its state, and the id of the submission's arrival it became."""

    state: State
    source_id: str


@dataclass(frozen=True, slots=True)
class FetchedMail:
    """A mail in our private folder: SHA-256, size in bytes, what it is known by, the names of files it only links."""

    row: MailRow
    path: Path
    content: str
    size: int
    known_by: str
    links: tuple[str, ...]


class MailBooks:
    """Mails that wait, mails that were fetched, and notes of those in custody; any thread may ask."""

    def __init__(self, notes: Notes, source: str) -> None:
        self._notes, self._source = notes, source
        self._turn = threading.RLock()
        self._kept: dict[str, Kept] = {}
        self._pending: dict[str, MailRow] = {}
        self._fetched: dict[str, FetchedMail] = {}
        self._is_open = False
        self.link: str | None = None
        """Where the changes go on; noted for the next start once nothing that it told of is pending."""

    def open(self) -> None:
        """Take up where the last run left off."""
        with self._turn:
            if self._is_open:
                return
            notes = self._notes.read(self._source)
            self.link = notes.pop(LINK, None)
            for identity, note in notes.items():
                state, _, source_id = note.partition(" ")
                self._kept[identity] = Kept(State(state), source_id)
            self._is_open = True

    def kept(self, identity: str) -> Kept | None:
        """What is noted of a mail, or None where it is not ours."""
        with self._turn:
            return self._kept.get(identity)

    def in_state(self, state: State) -> list[str]:
        """The mails of that state."""
        with self._turn:
            return [identity for identity, kept in self._kept.items() if kept.state is state]

    def everything(self) -> set[str]:
        """Every mail that is noted."""
        with self._turn:
            return set(self._kept)

    def note(self, changes: Mapping[str, Kept | None]) -> None:
        """Write down what became of mails, which wait no more; with it the link, if nothing it told of is pending."""
        with self._turn:
            lines = {identity: f"{kept.state} {kept.source_id}" if kept else None for identity, kept in changes.items()}
            settled = {LINK: self.link} if self._pending.keys() <= changes.keys() else {}
            self._notes.write(self._source, lines | settled)
            for identity, kept in changes.items():
                self._pending.pop(identity, None)
                self._fetched.pop(identity, None)
                if kept is None:
                    self._kept.pop(identity, None)
                else:
                    self._kept[identity] = kept

    def knows(self, identity: str) -> bool:
        """Whether the mail is ours or waits."""
        with self._turn:
            return identity in self._kept or identity in self._pending

    def expect(self, row: MailRow) -> None:
        """A mail waits to be fetched."""
        with self._turn:
            self._pending[row.id] = row

    def drop(self, identity: str) -> FetchedMail | None:
        """A mail waits no more; what was fetched of it, which the caller then deletes or takes."""
        with self._turn:
            self._pending.pop(identity, None)
            return self._fetched.pop(identity, None)

    def put_fetched(self, mail: FetchedMail) -> None:
        """A mail was fetched; if it was dropped meanwhile, its file goes."""
        with self._turn:
            if mail.row.id in self._pending:
                self._fetched[mail.row.id] = mail
                return
        mail.path.unlink(missing_ok=True)

    def fetched(self) -> list[FetchedMail]:
        """The mails that wait to be taken, in the order they came."""
        with self._turn:
            return sorted(self._fetched.values(), key=lambda mail: mail.row.order)

    def to_fetch(self) -> list[MailRow]:
        """The mails that wait to be fetched, in the order they came."""
        with self._turn:
            return sorted(
                (row for row in self._pending.values() if row.id not in self._fetched), key=lambda row: row.order
            )

    def offered(self, identity: str) -> FetchedMail | None:
        """The fetched mail of that id, or None."""
        with self._turn:
            return self._fetched.get(identity)
