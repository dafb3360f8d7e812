"""Mail taken from a real server: nothing lost, nothing twice, nothing of the mailbox touched but what is ours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.build.eml import message
from tests.build.mail_server import PASSWORD, TOKEN, MailServer, mail_server
from tests.watch_folders.a_mailbox import QUICK, Post, eventually, words_of
from watch_folders.arriving import Changed, NotTaken, TroubleKind
from watch_folders.imap_connection import DONE

BIG = 9 << 20


@pytest.fixture(scope="module")
def running() -> Iterator[MailServer]:
    with mail_server() as server:
        yield server


@pytest.fixture
def server(running: MailServer, tmp_path: Path) -> MailServer:
    """The server, with a mailbox that nobody has used."""
    running.user = f"{tmp_path.parent.name}-{tmp_path.name}"
    return running


@pytest.fixture
def post(server: MailServer, tmp_path: Path) -> Iterator[Post]:
    post = Post(tmp_path, server)
    yield post
    post.channel.stop()


def mail(number: int, **about: str) -> bytes:
    # about: as each test names it
    return message(message_id=f"<{number}@bucks.example>", subject=f"Papers {number}", **about)  # type: ignore[arg-type]


def test_mail_that_came_while_we_were_down_is_taken_once_in_the_order_it_came(server: MailServer, post: Post) -> None:
    """Case 1."""
    mails = [mail(number) for number in range(12)]
    server.deliver(*mails)
    assert [words_of(taken) for taken in post.receive(12)] == mails
    eventually(lambda: server.flags() == [{DONE}] * 12)
    post.channel.stop()
    post.start()
    assert post.is_well().arrivals == ()


def test_a_crash_between_custody_and_marking_offers_the_mail_again_under_the_same_id(
    server: MailServer, post: Post
) -> None:
    """Case 2: killed after the mail was taken, before the server was told."""
    server.deliver(mail(1))
    (arrival,) = post.until(lambda look: bool(look.arrivals)).arrivals
    first = post.channel.take(arrival, post.base / "first")
    post.channel.stop()
    post.start()
    (again,) = post.receive()
    assert not isinstance(first, Changed)
    assert (first.source_id, first.mail_id) == (again.source_id, again.mail_id)


def test_new_mail_is_told_by_the_server_long_before_the_next_search(server: MailServer, post: Post) -> None:
    post.is_well()
    server.deliver(mail(1))
    post.until(lambda look: bool(look.arrivals), within=post.pace.search / 4)


def test_reading_never_marks_a_mail_as_seen_and_leaves_peoples_own_marks(server: MailServer, post: Post) -> None:
    """Case 15."""
    server.deliver(mail(1), mail(2))
    with server.person() as client:
        client.select_folder("INBOX")
        client.add_flags([client.search()[1]], [r"\Flagged", r"\Seen", "Urgent"])
    post.receive(2)
    eventually(lambda: server.flags() == [{DONE}, {DONE, r"\Flagged", r"\Seen", "Urgent"}])


def test_taken_mail_is_moved_to_a_folder_that_is_made_where_it_is_not_there(
    server: MailServer, post: Post, tmp_path: Path
) -> None:
    moving = Post(tmp_path / "moving", server, move_to="Panel papers/Töpfe & more")
    server.deliver(mail(1))
    moving.receive()
    eventually(lambda: server.flags() == [])
    assert server.flags("Panel papers/Töpfe & more") == [set()]
    server.deliver(mail(2))
    moving.receive()
    eventually(lambda: server.flags("Panel papers/Töpfe & more") == [set(), set()])
    moving.channel.stop()


def test_a_mail_that_a_person_moved_first_is_left_to_that_person(server: MailServer, tmp_path: Path) -> None:
    """Case 7: it is moved away between custody and our own move, and nothing of it is touched."""
    moving = Post(tmp_path, server, move_to="Taken")
    with server.person() as client:
        client.create_folder("Mine")
    server.deliver(mail(1), mail(2))
    look = moving.until(lambda look: len(look.arrivals) == 2)
    with server.person() as client:
        client.select_folder("INBOX")
        client.move([client.search()[0]], "Mine")
    for number, arrival in enumerate(look.arrivals):
        moving.channel.take(arrival, tmp_path / f"staged-{number}")
        moving.channel.acknowledge(arrival)
    eventually(lambda: server.flags() == [])
    assert moving.is_well().arrivals == ()
    assert (len(server.flags("Mine")), len(server.flags("Taken"))) == (1, 1)
    moving.channel.stop()


def test_one_mail_in_two_folders_or_moved_back_by_a_person_is_known_for_the_same(
    server: MailServer, post: Post, tmp_path: Path
) -> None:
    """Case 3."""
    with server.person() as client:
        client.create_folder("Other")
    server.deliver(mail(1))
    server.deliver(b"X-Trace: of another mailbox\r\n" + mail(1), folder="Other")
    other = Post(tmp_path / "other", server, folder="Other")
    (here,), (there,) = post.receive(), other.receive()
    other.channel.stop()
    eventually(lambda: server.flags() == [{DONE}])
    with server.person() as client:
        client.select_folder("INBOX")
        client.remove_flags(client.search(), [DONE])
        client.move(client.search(), "Other")
        client.select_folder("Other")
        client.move(client.search(), "INBOX")
    (back, copy) = post.receive(2)
    assert {each.mail_id for each in (here, there, back, copy)} == {here.mail_id}
    assert len({each.source_id for each in (here, there, back, copy)}) == 4


@pytest.mark.parametrize("message_id", ["<same@bucks.example>", "", "<>"])
def test_two_different_mails_of_one_message_id_or_none_are_two(server: MailServer, post: Post, message_id: str) -> None:
    """Case 4."""
    marked = [mail(1, text=text) for text in ("The first.", "The second.")]
    server.deliver(*(each.replace(b"<1@bucks.example>", message_id.encode()) for each in marked))
    first, second = post.receive(2)
    assert first.mail_id != second.mail_id


def test_a_folder_made_anew_is_read_again_and_its_mail_known_for_the_same(server: MailServer, tmp_path: Path) -> None:
    """Case 12: another UIDVALIDITY, UIDs from 1 again; the mail that was there is known, the new one is taken."""
    with server.person() as client:
        client.create_folder("Papers")
    server.deliver(mail(1), folder="Papers")
    post = Post(tmp_path, server, folder="Papers")
    (first,) = post.receive()
    post.channel.stop()
    server.make_anew("Papers", mail(2), mail(1))
    post.start()
    new, again = post.receive(2)
    post.channel.stop()
    assert words_of(new) == mail(2)
    assert again.mail_id == first.mail_id
    assert again.source_id != first.source_id


def test_a_folder_made_anew_while_it_is_watched_takes_no_mail_for_another(server: MailServer, tmp_path: Path) -> None:
    """Case 12: the new mail has the UID of one that was fetched and not yet taken."""
    with server.person() as client:
        client.create_folder("Papers")
    server.deliver(mail(1), folder="Papers")
    post = Post(tmp_path, server, folder="Papers", pace=replace(QUICK, search=1.0))
    (old,) = post.until(lambda look: bool(look.arrivals)).arrivals
    server.make_anew("Papers", mail(2))
    post.until(lambda look: [arrival.source_id for arrival in look.arrivals] not in ([], [old.source_id]))
    assert isinstance(post.channel.take(old, tmp_path / "old"), Changed)
    (taken,) = post.receive()
    assert words_of(taken) == mail(2)
    eventually(lambda: server.flags("Papers") == [{DONE}])
    post.channel.stop()


def test_mail_that_came_before_the_day_in_the_settings_is_left_alone(server: MailServer, tmp_path: Path) -> None:
    with server.person() as client:
        client.append("INBOX", mail(1), msg_time=datetime.now(UTC) - timedelta(days=3))
    server.deliver(mail(2))
    post = Post(tmp_path, server, since=datetime.now(UTC).date() - timedelta(days=1))
    (taken,) = post.receive()
    assert words_of(taken) == mail(2)
    eventually(lambda: server.flags() == [set(), {DONE}])
    post.channel.stop()


def test_a_large_mail_comes_whole_in_pieces(server: MailServer, post: Post) -> None:
    large = mail(1, text="A line of invented words that goes on for a while.\n" * (BIG // 50))
    server.deliver(large)
    (taken,) = post.receive()
    assert words_of(taken) == large


def test_a_mail_too_large_stays_and_is_told_while_others_are_taken(server: MailServer, tmp_path: Path) -> None:
    server.deliver(mail(1, text="x" * 9_000), mail(2))
    post = Post(tmp_path, server)
    post.largest = 2_000
    post.start()
    (taken,) = post.receive()
    assert words_of(taken) == mail(2)
    assert post.comes_to(TroubleKind.MAIL_TOO_LARGE).waiting == 1
    eventually(lambda: server.flags() == [set(), {DONE}])
    post.channel.stop()


def test_what_waits_and_for_how_long_is_told(server: MailServer, post: Post) -> None:
    with server.person() as client:
        client.append("INBOX", mail(1), msg_time=datetime.now(UTC) - timedelta(hours=2))
    assert 7_000 < post.until(lambda look: bool(look.arrivals)).lag < 7_500


def test_mail_is_fetched_no_further_ahead_than_it_is_taken(server: MailServer, post: Post) -> None:
    server.deliver(*map(mail, range(20)))
    look = post.until(lambda look: len(look.arrivals) == post.pace.fetched_ahead)
    assert look.waiting == 20 - post.pace.fetched_ahead
    assert len(post.receive(20)) == 20


def test_xoauth2_signs_in_with_a_fresh_token_each_time(server: MailServer, tmp_path: Path) -> None:
    tokens = iter(["one that has run out", "another", TOKEN])
    post = Post(tmp_path, server, sign_in="xoauth2", secret=lambda: next(tokens))
    post.comes_to(TroubleKind.MAILBOX_REFUSES)
    server.deliver(mail(1))
    assert post.receive()
    assert post.is_well()
    post.channel.stop()


def test_what_the_mailbox_shows_is_in_our_books_or_listed_as_not(server: MailServer, tmp_path: Path) -> None:
    today = datetime.now(UTC)
    with server.person() as client:
        client.append("INBOX", mail(1), msg_time=today - timedelta(days=9))
        client.append("INBOX", mail(2), flags=[DONE])
    server.deliver(mail(3), mail(4))
    post = Post(tmp_path, server, since=(today - timedelta(days=2)).date())
    post.receive(2)
    server.deliver(mail(5))
    post.until(lambda look: bool(look.arrivals))
    listing = post.listing()
    assert listing.shown == 5
    assert [missing.why for missing in listing.missing] == [NotTaken.OLDER, NotTaken.MARKED, NotTaken.WAITING]
    assert f"{today - timedelta(days=9):%d %B %Y}" in listing.missing[0].place
    post.channel.stop()


def test_the_password_is_asked_for_at_every_sign_in_and_told_where_it_is_not(
    server: MailServer, tmp_path: Path
) -> None:
    kept: dict[str, str] = {}
    post = Post(tmp_path, server, secret=lambda: kept["secret"])
    post.comes_to(TroubleKind.NOT_SIGNED_IN)
    kept["secret"] = PASSWORD
    post.is_well()
    post.channel.stop()
