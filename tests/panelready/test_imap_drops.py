"""Drops that are mailboxes, from a mail on a real server to the one request it makes."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from panelready.app import App
from panelready.drop_settings import Drop, Imap
from panelready.serving import Watching
from panelready.settings import Settings
from tests.build.eml import as_invitation, message
from tests.build.mail_server import PASSWORD, MailServer, mail_server
from tests.panelready.an_app import READY, Desk, a_desk

LONGEST = 30.0  # seconds


@pytest.fixture(scope="module")
def running() -> Iterator[MailServer]:
    with mail_server() as server:
        yield server


@pytest.fixture
def server(running: MailServer, tmp_path: Path) -> MailServer:
    running.user = tmp_path.name
    return running


class Office:
    """A service whose drops are folders of one mailbox."""

    def __init__(self, desk: Desk, server: MailServer, *folders: str) -> None:
        secret = desk.app.data.path / "secret"
        secret.write_text(PASSWORD + "\n", encoding="utf-8")
        place: dict[str, Any] = {"server": "127.0.0.1", "port": server.port, "security": "none", "user": server.user}
        drops = tuple(
            Drop(
                name=f"mail-{number}",
                authority="swindon",
                channel="imap",
                imap=Imap(**place, folder=folder, secret=f"file:{secret}"),
            )
            for number, folder in enumerate(folders)
        )
        self.desk = desk
        self.app = App(desk.app.data, desk.app.engine, Settings(drops=drops), desk.app.clock, desk.app.say)
        self.desk.app = self.app
        self.start()

    def start(self) -> None:
        """Watch, afresh."""
        self.watching = Watching(self.app, lambda: self.desk.tick)

    def until(self, holds: Callable[[], bool]) -> None:
        """Look until that holds."""
        end = time.monotonic() + LONGEST
        while not holds():
            assert time.monotonic() < end, "it never came"
            self.desk.tick += self.app.settings.service.poll
            self.watching.look()
            time.sleep(0.02)

    def has(self, table: str, count: int) -> Callable[[], bool]:
        """Whether that table has so many rows."""
        return lambda: len(self.desk.rows(table)) == count


@contextlib.contextmanager
def office(base: Path, server: MailServer, *folders: str) -> Iterator[Office]:
    with a_desk(base) as desk:
        opened = Office(desk, server, *folders)
        yield opened
        opened.watching.stop()
        opened.app.close()


MAIL = message(attachments=READY, sender="Ruth Okafor <ruth@swindon.example>", to="panels@swindon.example")


def test_a_mail_becomes_one_request_that_is_answered_to_its_sender(server: MailServer, tmp_path: Path) -> None:
    with office(tmp_path, server, "INBOX") as opened:
        server.deliver(MAIL)
        opened.until(opened.has("submission", 1))
        opened.desk.answer()
        (reply,) = opened.desk.rows("outbox")
        assert "ruth@swindon.example" in reply["recipient"]
        assert opened.desk.row("submission")["message"]["to"] == ["panels@swindon.example"]
        opened.until(lambda: server.flags() == [{"$PanelReadyDone"}])


def test_an_invitation_in_the_mailbox_is_filed_and_answered_by_nobody(server: MailServer, tmp_path: Path) -> None:
    invited = message(text="Can you come on Friday?", sender="Ruth Okafor <ruth@swindon.example>")
    with office(tmp_path, server, "INBOX") as opened:
        server.deliver(as_invitation(invited))
        opened.until(opened.has("submission", 1))
        opened.desk.answer()
        assert opened.desk.row("submission")["state"] == "filed"
        assert opened.desk.rows("request") == opened.desk.rows("outbox") == opened.desk.rows("task") == []
        opened.until(lambda: server.flags() == [{"$PanelReadyDone"}])


def test_one_mail_in_two_mailboxes_of_a_council_is_one_submission(server: MailServer, tmp_path: Path) -> None:
    """Case 3."""
    with server.person() as client:
        client.create_folder("Other")
    server.deliver(MAIL)
    server.deliver(b"Received: by another way\r\n" + MAIL, folder="Other")
    with office(tmp_path, server, "INBOX", "Other") as opened:
        opened.until(opened.has("intake", 2))
        opened.desk.answer()
        assert len(opened.desk.rows("submission")) == len(opened.desk.rows("outbox")) == 1


def test_the_same_mail_delivered_three_times_gives_one_reply(server: MailServer, tmp_path: Path) -> None:
    with office(tmp_path, server, "INBOX") as opened:
        server.deliver(MAIL, MAIL)
        opened.until(opened.has("intake", 2))
        opened.desk.answer()
        server.deliver(MAIL)
        opened.until(opened.has("intake", 3))
        opened.desk.answer()
        assert len(opened.desk.rows("submission")) == len(opened.desk.rows("outbox")) == 1


def test_a_mailbox_made_anew_is_read_again_and_nothing_answered_twice(server: MailServer, tmp_path: Path) -> None:
    """Case 12."""
    with server.person() as client:
        client.create_folder("Papers")
    server.deliver(MAIL, folder="Papers")
    with office(tmp_path, server, "Papers") as opened:
        opened.until(opened.has("submission", 1))
        opened.desk.answer()
        opened.watching.stop()
        server.make_anew("Papers", MAIL)
        opened.start()
        opened.until(opened.has("intake", 2))
        opened.desk.answer()
        assert len(opened.desk.rows("submission")) == len(opened.desk.rows("outbox")) == 1


def test_a_mailbox_out_of_reach_keeps_no_folder_from_being_looked_at(server: MailServer, tmp_path: Path) -> None:
    with office(tmp_path, server, "INBOX", "No such folder") as opened:
        server.deliver(MAIL)
        opened.until(opened.has("submission", 1))
        opened.until(lambda: any(about.get("reason") == "mailbox_has_no_folder" for _, about in opened.desk.said))
        troubles = [about for event, about in opened.desk.said if event == "drop_trouble"]
        assert len(troubles) == 1
