"""What `panelready drops` tells of each drop, and the daily comparison with our books."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from panelready.cli import main
from panelready.doctor import examine
from panelready.drop_health import MOST_LISTED
from panelready.reply_settings import Replies
from panelready.telling_drops import drop_lines, drop_rows, needs_somebody
from tests.build.mail_server import MailServer, mail_server
from tests.panelready.an_app import READY, Desk, a_desk
from tests.panelready.test_imap_drops import MAIL, office


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path) as desk:
        yield desk


def told(desk: Desk) -> str:
    """What people are told of the one drop."""
    (row,) = drop_rows(desk.app)
    return "\n".join(drop_lines(row, desk.app.now()))


def test_a_drop_that_was_never_looked_at_needs_somebody(desk: Desk) -> None:
    (row,) = drop_rows(desk.app)
    assert needs_somebody(row)
    assert "last look     never" in told(desk)
    assert "not compared yet" in told(desk)


def test_the_last_look_and_the_last_arrival_are_told(desk: Desk) -> None:
    desk.arrive("Jayden")
    desk.pass_(hours=3)
    desk.watching.look()
    desk.pass_(minutes=5)
    (row,) = drop_rows(desk.app)
    assert not needs_somebody(row)
    assert "last look     05 March 2026 12:12, 5 minutes ago" in told(desk)
    assert "last arrival  05 March 2026 09:12, 3 hours ago" in told(desk)
    assert "waiting       nothing" in told(desk)


def test_how_replies_leave_is_told_of_each_drop(tmp_path: Path) -> None:
    with a_desk(tmp_path / "a", Replies(mode="auto"), reply_mode="off") as desk:
        assert "replies       none are written" in told(desk)
    with a_desk(tmp_path / "b", Replies(mode="auto")) as desk:
        assert "replies       leave by themselves" in told(desk)
        assert drop_rows(desk.app)[0]["reply_mode"] == "auto"
    with a_desk(tmp_path / "c") as desk:
        assert "replies       a person sends them" in told(desk)


def test_what_waits_is_told_and_for_how_long(desk: Desk) -> None:
    desk.leave("Jayden", READY)
    (desk.drop / "Jayden" / "~$Request form.docx").write_bytes(b"open in Word")
    for _ in range(3):
        desk.watching.look()
        desk.pass_(seconds=70)
    assert "waiting       1, the oldest for 2 minutes" in told(desk)


def test_a_trouble_is_told_for_as_long_as_it_lasts_with_since_when_and_about_what(desk: Desk, tmp_path: Path) -> None:
    (desk.drop / "elsewhere").symlink_to(tmp_path)
    desk.watching.look()
    desk.pass_(hours=2)
    desk.watching.look()
    assert needs_somebody(drop_rows(desk.app)[0])
    assert "! There is a link in the drop folder." in told(desk)
    assert "2 hours ago" in told(desk)
    assert "      elsewhere" in told(desk)
    (desk.drop / "elsewhere").unlink()
    desk.pass_(seconds=10)
    desk.watching.look()
    assert "link" not in told(desk)


def test_a_drop_that_is_gone_keeps_the_time_it_was_last_seen(desk: Desk) -> None:
    desk.watching.look()
    desk.drop.rename(desk.drop.with_name("moved"))
    desk.pass_(hours=1)
    desk.watching.look()
    assert "last look     05 March 2026 09:12, 1 hour ago" in told(desk)
    assert "cannot be reached" in told(desk)


def test_what_is_known_outlives_the_service(desk: Desk) -> None:
    desk.arrive("Jayden")
    before = told(desk)
    desk.__post_init__()  # the service, started again
    assert told(desk) == before


def test_once_a_day_what_a_folder_shows_is_in_our_books_or_listed_as_not(desk: Desk) -> None:
    desk.take()
    assert "0 shown, all in our books" in told(desk)
    desk.leave("Jayden", READY)
    (desk.drop / "Half a file.docx.part").write_bytes(b"half")
    desk.pass_(hours=20)
    desk.watching.look()
    assert "0 shown, all in our books" in told(desk)
    desk.pass_(hours=5)
    desk.leave("Maisie", READY)
    desk.watching.look()
    assert "2 not in our books" in told(desk)
    assert "- Half a file.docx.part: cannot be taken, or is still being written" in told(desk)
    assert "- Maisie: not taken yet" in told(desk)
    assert "- Jayden" not in told(desk)


def test_a_flood_of_what_is_missing_is_listed_in_part_and_counted(desk: Desk) -> None:
    for number in range(MOST_LISTED + 5):
        (desk.drop / f"{number}.docx").write_bytes(b"PK")
    desk.watching.look()
    assert f"{MOST_LISTED + 5} shown, {MOST_LISTED + 5} not in our books" in told(desk)
    assert "and 5 more" in told(desk)


def test_no_path_of_a_drop_gets_into_the_log(desk: Desk) -> None:
    desk.leave("Jayden Tolliver", READY)
    desk.watching.look()
    assert [about for event, about in desk.said if event == "compared"] == [
        {"channel": "swindon", "count": 1, "number": 1}
    ]
    assert "Tolliver" not in repr(desk.said)


@pytest.fixture(scope="module")
def server() -> Iterator[MailServer]:
    with mail_server() as server:
        yield server


def test_a_mailbox_tells_of_its_place_its_mail_and_what_is_not_in_our_books(server: MailServer, tmp_path: Path) -> None:
    server.user = tmp_path.name
    with server.person() as client:
        client.append("INBOX", MAIL, flags=["$PanelReadyDone"])
    with office(tmp_path, server, "INBOX", "No such folder") as opened:
        server.deliver(MAIL.replace(b"Panel papers", b"More papers"))
        opened.until(opened.has("submission", 1))
        opened.until(lambda: drop_rows(opened.app)[0]["books"] is not None)
        opened.until(lambda: bool(drop_rows(opened.app)[1]["troubles"]))
        first, second = drop_rows(opened.app)
        said = "\n".join(drop_lines(first, opened.app.now()))
        assert f"imap: INBOX of {server.user} on 127.0.0.1" in said
        assert "marked as taken, but not by this data folder" in said
        assert needs_somebody(second)
        assert "does not have the folder" in "\n".join(drop_lines(second, opened.app.now()))


def test_the_command_prints_every_drop_of_the_settings(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.arrive("Jayden")
    place = f"- {{name: swindon, authority: swindon, folder: {desk.drop}}}"
    other = f"- {{name: other, authority: devon, folder: {tmp_path / 'other'}}}"
    settings = desk.app.data.path / "panelready.yaml"
    settings.write_text(f"drops:\n  {place}\n", encoding="utf-8")
    assert main(["drops", "--data", str(desk.app.data.path)]) == 0
    assert "swindon  folder: " in capsys.readouterr().out
    settings.write_text(f"drops:\n  {place}\n  {other}\n", encoding="utf-8")
    assert main(["drops", "--data", str(desk.app.data.path), "--json"]) == 1
    rows = json.loads(capsys.readouterr().out)
    assert [(row["name"], row["looked_at"] is None) for row in rows] == [("swindon", False), ("other", True)]


def test_doctor_tells_of_what_stands_in_a_drops_way(desk: Desk, tmp_path: Path) -> None:
    (desk.drop / "elsewhere").symlink_to(tmp_path)
    desk.watching.look()
    assert [fault for fault in examine(desk.app) if "There is a link in the drop folder" in fault]
