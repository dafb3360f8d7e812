"""One connection to one folder of an IMAP mailbox (RFC 3501, RFC 9051), in the few acts that taking mail needs.

Nothing here sets \\Seen: mail is read by BODY.PEEK alone. Everything has a timeout. Nothing is caught here: whatever a
server that fails or answers nonsense makes the library raise ends the connection, and its owner makes another.
"""

from __future__ import annotations

import imaplib
import os
import ssl
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientError

from casework.errors import TemporaryFailure
from watch_folders.staging import write_out

DONE = "$PanelReadyDone"
"""The keyword that marks a mail as ours; `$` begins those that programs give (RFC 5788)."""
CHUNK = 4 << 20  # bytes asked for at once: most mails in one answer, and no more than that in memory
SLICE = 1.0  # seconds waited at once for news, so that whoever wants something else of us is heard
FULL_FROM = 0.95


class NoSuchFolder(Exception):
    """The mailbox has no folder of that name, or will not open it."""


class MailTooLarge(Exception):
    """A mail is larger than we take."""


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Where mail is fetched, and what is done with it afterwards.

    `security` is "tls", "starttls" or "none". `sign_in` is "password" or "xoauth2". Taken mail is moved to `move_to`,
    or marked DONE where that is None. Mail that came before the day `since` is left alone.
    """

    server: str
    port: int
    user: str
    folder: str = "INBOX"
    security: str = "tls"
    sign_in: str = "password"
    move_to: str | None = None
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A mail as the mailbox lists it: its UID, when it came (UTC, without a zone), and whether it is marked as ours."""

    uid: int
    came_at: datetime
    is_marked: bool


class Connection:
    """A signed-in connection with the folder selected; `timeout` is in seconds, for every single answer."""

    def __init__(self, mailbox: Mailbox, secret: str, timeout: float) -> None:
        self._mailbox = mailbox
        encrypted = ssl.create_default_context() if mailbox.security != "none" else None
        self._client = IMAPClient(
            mailbox.server,
            mailbox.port,
            ssl=mailbox.security == "tls",
            ssl_context=encrypted,
            timeout=SocketTimeout(timeout, timeout),
        )
        try:
            self._client.normalise_times = False
            if mailbox.security == "starttls":
                self._client.starttls(encrypted)
            self._sign_in(secret)
            self.uid_validity = self._select()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the connection, without waiting for a server that may be gone."""
        try:
            self._client.shutdown()
        except OSError:
            return

    def unmarked(self) -> list[int]:
        """The UIDs of the mails that are not marked as ours, in the order they came."""
        not_ours = [] if self._mailbox.move_to else ["UNKEYWORD", DONE]
        return sorted(int(uid) for uid in self._client.search(["UNDELETED", *not_ours, *self._since()]))

    def listed(self, uids: Iterable[int]) -> list[Listed]:
        """Those mails, in the order of their UIDs; one that is gone is left out."""
        numbers = sorted(uids)
        found: list[Listed] = []
        for start in range(0, len(numbers), 500):
            answer = self._client.fetch(numbers[start : start + 500], ["INTERNALDATE", "FLAGS"])
            found += [_listed(uid, data) for uid, data in answer.items() if b"INTERNALDATE" in data]
        return sorted(found, key=lambda each: each.uid)

    def everything(self, since: date) -> list[Listed]:
        """Every mail in the folder that came on that day or later."""
        return self.listed(self._client.search(["UNDELETED", "SINCE", since]))

    def download(self, uid: int, to: Path, largest: int) -> int | None:
        """Write the mail as it is into that file; its size in bytes, or None where the mail is gone.

        Raises MailTooLarge where it has more bytes than `largest`.
        """
        try:
            target = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
        except OSError:
            raise TemporaryFailure("The folder for mail that was fetched cannot be written; check its disk.") from None
        try:
            size = 0
            while (chunk := self._chunk(uid, size)) is not None:
                write_out(target, chunk)
                size += len(chunk)
                if size > largest:
                    raise MailTooLarge
                if len(chunk) < CHUNK:
                    return size
            return None
        finally:
            os.close(target)

    def _chunk(self, uid: int, start: int) -> bytes | None:
        answer = self._client.fetch([uid], [f"BODY.PEEK[]<{start}.{CHUNK}>"])
        if uid not in answer:
            return None
        chunk = answer[uid][f"BODY[]<{start}>".encode()]
        if not isinstance(chunk, bytes):
            raise ValueError("a server answered a fetch with something that is no text")
        return chunk

    def file_away(self, uids: Sequence[int]) -> None:
        """Move those mails to where taken mail goes, or mark them; one that is gone is left out by the server.

        Raises IMAPClientError where the server will not.
        """
        target = self._mailbox.move_to
        if self._is_read_only or (target is None and not self._can_mark):
            raise IMAPClientError("nothing may be changed in the folder, or it keeps no keywords")
        if target is None:
            self._client.add_flags(uids, [DONE], silent=True)
            return
        if not self._client.folder_exists(target):
            self._client.create_folder(target)
        if self._client.has_capability("MOVE"):
            self._client.move(uids, target)
            return
        self._client.copy(uids, target)
        self._client.delete_messages(uids, silent=True)
        if self._client.has_capability("UIDPLUS"):  # without it, EXPUNGE would remove what others have deleted
            self._client.uid_expunge(uids)

    def is_nearly_full(self) -> bool:
        """Whether little room is left in the mailbox, where the server says so (RFC 2087)."""
        if not self._client.has_capability("QUOTA"):
            return False
        _, quotas = self._client.get_quota_root("INBOX")
        return any(quota.limit and quota.usage >= FULL_FROM * quota.limit for quota in quotas)

    def wait(self, seconds: float, is_wanted: Callable[[], bool]) -> None:
        """Wait for news at most that long, or until something else is wanted of us; only a search tells what came."""
        until = time.monotonic() + seconds
        if not self._client.has_capability("IDLE"):
            while time.monotonic() < until and not is_wanted():
                time.sleep(min(SLICE, max(0.0, until - time.monotonic())))
            self._client.noop()
            return
        self._client.idle()
        while time.monotonic() < until and not is_wanted():
            asked = time.monotonic()
            news = self._client.idle_check(timeout=min(SLICE, max(0.0, until - asked)))
            # A connection that was reset shows no news, and at once.
            if any(b"EXISTS" in each for each in news) or (not news and time.monotonic() - asked < SLICE / 2):
                break
        self._client.idle_done()
        self._client.noop()

    def _sign_in(self, secret: str) -> None:
        if self._mailbox.sign_in == "password":
            self._client.login(self._mailbox.user, secret)
            return
        # After a refusal the server explains itself once more, and wants an empty answer (Google and Microsoft alike).
        answers = iter((f"user={self._mailbox.user}\1auth=Bearer {secret}\1\1",))
        self._client.sasl_login("XOAUTH2", lambda _: next(answers, ""))

    def _select(self) -> int:
        self._is_read_only = False
        try:
            answer = self._client.select_folder(self._mailbox.folder)
        except imaplib.IMAP4.readonly:
            self._is_read_only = True
            answer = self._client.select_folder(self._mailbox.folder, readonly=True)
        except imaplib.IMAP4.abort:
            raise
        except IMAPClientError:
            raise NoSuchFolder from None
        allowed = answer.get(b"PERMANENTFLAGS", ())
        self._can_mark = b"\\*" in allowed or DONE.encode().lower() in [flag.lower() for flag in allowed]
        return int(answer[b"UIDVALIDITY"])

    def _since(self) -> list[Any]:
        return ["SINCE", self._mailbox.since] if self._mailbox.since else []


def _listed(uid: int, data: dict[bytes, Any]) -> Listed:
    marks = [flag.lower() for flag in data.get(b"FLAGS", ())]
    came = data[b"INTERNALDATE"]
    return Listed(int(uid), came.astimezone(UTC).replace(tzinfo=None), DONE.lower().encode() in marks)
