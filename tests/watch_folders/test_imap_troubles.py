"""What the network, the server and the mailbox's owner may do to us: told once, tried again, and nothing lost."""

from __future__ import annotations

import errno
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.build.eml import message
from tests.build.mail_server import (
    ONLY_TO_BE_READ,
    WITH_QUOTA,
    WITHOUT_IDLE,
    WITHOUT_MOVE,
    Babbler,
    MailServer,
    Proxy,
    certificate,
    mail_server,
)
from tests.watch_folders.a_mailbox import QUICK, Post, eventually, kinds, words_of
from watch_folders import staging
from watch_folders.arriving import TroubleKind
from watch_folders.imap_attending import Pace, pause_after
from watch_folders.imap_connection import DONE

SOON = replace(QUICK, search=1.0, timeout=1.0)
NEWS = re.compile(rb"\* \d+ (?:EXISTS|RECENT)\r\n")
MAIL = message()


@pytest.fixture(scope="module")
def running() -> Iterator[MailServer]:
    with mail_server() as server:
        yield server


@pytest.fixture
def server(running: MailServer, tmp_path: Path) -> MailServer:
    running.user = tmp_path.name
    return running


@pytest.fixture
def proxy(server: MailServer) -> Iterator[Proxy]:
    proxy = Proxy(server.port)
    yield proxy
    proxy.close()


@pytest.fixture
def post(server: MailServer, proxy: Proxy, tmp_path: Path) -> Iterator[Post]:
    post = Post(tmp_path, proxy.port, pace=SOON, user=server.user)
    yield post
    post.channel.stop()


def test_the_search_runs_though_idle_never_says_anything(server: MailServer, proxy: Proxy, post: Post) -> None:
    """Case 13."""
    proxy.hides = NEWS
    post.is_well()
    eventually(lambda: b" IDLE\r\n" in proxy.passed)
    server.deliver(MAIL)
    post.receive()


def test_mail_that_comes_between_the_search_and_idle_is_found(server: MailServer, proxy: Proxy, post: Post) -> None:
    """Case 16: the server tells nobody of it."""
    proxy.hides = NEWS
    proxy.before[b" IDLE\r\n"] = lambda: server.deliver(MAIL)
    post.receive()


def test_a_connection_that_swallows_everything_is_noticed_and_another_made(
    server: MailServer, proxy: Proxy, post: Post
) -> None:
    """Case 14."""
    post.is_well()
    proxy.black_hole()
    assert not post.comes_to(TroubleKind.MAILBOX_AWAY).is_current
    proxy.heal()
    server.deliver(MAIL)
    post.receive()
    post.is_well()


def test_by_the_pace_we_keep_it_is_noticed_within_six_minutes() -> None:
    """Case 14: the longest IDLE, and the wait for the answer to what ends it."""
    assert Pace().search + Pace().timeout <= 6 * 60
    assert Pace().search <= 5 * 60  # cases 13 and 16


@pytest.mark.parametrize("words", [b"LOGIN", b"SELECT", b"SEARCH", b"BODY.PEEK", b" IDLE\r\n", b"DONE"])
def test_a_reset_at_any_point_loses_nothing_and_takes_nothing_twice(
    server: MailServer, proxy: Proxy, post: Post, words: bytes
) -> None:
    server.deliver(MAIL)
    proxy.before[words] = proxy.reset
    (taken,) = post.receive()
    assert words_of(taken) == MAIL
    eventually(lambda: server.flags() == [{DONE}])
    eventually(lambda: not proxy.before)
    assert post.is_well().arrivals == ()


def test_a_mail_at_which_the_connection_breaks_every_time_keeps_no_other_from_being_taken(
    server: MailServer, proxy: Proxy, post: Post
) -> None:
    def breaks() -> None:
        proxy.before[b"UID FETCH 1 (BODY"] = breaks
        proxy.reset()

    proxy.before[b"UID FETCH 1 (BODY"] = breaks
    server.deliver(b"Subject: a mail that breaks the server\r\n\r\nwords", MAIL)
    (taken,) = post.receive()
    assert words_of(taken) == MAIL
    assert post.comes_to(TroubleKind.MAIL_UNREADABLE).waiting == 1
    proxy.before.clear()
    post.receive()


def test_mail_acknowledged_while_the_server_is_away_is_marked_when_it_is_back_and_not_offered_again(
    server: MailServer, proxy: Proxy, post: Post
) -> None:
    server.deliver(MAIL)
    (arrival,) = post.until(lambda look: bool(look.arrivals)).arrivals
    proxy.reset(refuse=True)
    post.comes_to(TroubleKind.MAILBOX_AWAY)
    post.channel.take(arrival, post.base / "staged")
    post.channel.acknowledge(arrival)
    post.channel.acknowledge(arrival)
    proxy.heal()
    assert post.is_well().arrivals == ()
    eventually(lambda: server.flags() == [{DONE}])


def test_a_wrong_password_is_told_and_tried_again_until_it_is_right(server: MailServer, tmp_path: Path) -> None:
    passwords = iter(["wrong", "wrong again"])
    post = Post(tmp_path, server, pace=SOON, secret=lambda: next(passwords, "an-invented-password"))
    post.comes_to(TroubleKind.MAILBOX_REFUSES)
    server.deliver(MAIL)
    post.receive()
    post.is_well()
    post.channel.stop()


def test_we_wait_longer_after_each_failure_and_much_longer_after_a_refusal() -> None:
    pace = Pace()
    for kind, first, longest in (
        (TroubleKind.MAILBOX_AWAY, pace.again, pace.at_most),
        (TroubleKind.MAILBOX_PUZZLES, pace.again, pace.at_most),
        (TroubleKind.MAILBOX_REFUSES, pace.again_refused, pace.at_most_refused),
        (TroubleKind.MAILBOX_NOT_TRUSTED, pace.again_refused, pace.at_most_refused),
    ):
        waits = [pause_after(failures, kind, pace) for failures in range(1, 2_000)]
        assert 0.8 * first <= waits[0] <= 1.2 * first
        assert all(0.8 * longest <= wait <= 1.2 * longest for wait in waits[10:])
        assert len(set(waits)) > 1_000


def _says(**answers: bytes) -> Callable[[bytes], bytes]:
    """A server that answers OK, but to some commands with something of its own before."""

    def answer(said: bytes) -> bytes:
        tag, _, rest = said.partition(b" ")
        known = {**answers, "capability": b"* CAPABILITY IMAP4rev1\r\n"}
        own = next((value for word, value in known.items() if word.encode().upper() in rest.upper()), b"")
        return own.replace(b"TAG", tag) if b"TAG" in own else own + tag + b" OK done\r\n"

    return answer


SELECTED = b"* 1 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n* OK [PERMANENTFLAGS (\\*)] x\r\n"
CAPABLE = b"* OK [CAPABILITY IMAP4rev1] ready\r\n"
FETCHED = b'* 1 FETCH (UID 1 INTERNALDATE "05-Mar-2026 09:12:00 +0000" FLAGS ())\r\n'


@pytest.mark.parametrize(
    "refusal", [b"[UNAVAILABLE] Later", b"User is authenticated but not connected.", b"[LIMIT] Too many connections"]
)
def test_a_server_that_lets_nobody_in_just_now_is_told_from_a_wrong_password(tmp_path: Path, refusal: bytes) -> None:
    babbler = Babbler(CAPABLE, _says(login=b"TAG NO " + refusal + b"\r\n"))
    post = Post(tmp_path, babbler.port, pace=SOON)
    assert kinds(post.until(lambda look: bool(look.troubles))) == [TroubleKind.MAILBOX_BUSY]
    post.channel.stop()
    babbler.close()


NONSENSE: dict[str, tuple[bytes, Callable[[bytes], bytes]]] = {
    "a web server": (b"HTTP/1.1 400 Bad Request\r\n\r\n", lambda said: b"<html>\r\n"),
    "zeros": (bytes(5_000), lambda said: bytes(5_000)),
    "a line without an end": (b"* OK " + b"x" * 2_000_000, lambda said: b"x" * 10_000),
    "goodbye": (b"* BYE overloaded\r\n", lambda said: b""),
    "another's tag": (CAPABLE, lambda said: b"ZZZ9 OK done\r\n"),
    "no UIDVALIDITY": (CAPABLE, _says(select=b"* 1 EXISTS\r\n")),
    "a UIDVALIDITY in words": (CAPABLE, _says(select=b"* OK [UIDVALIDITY seven] x\r\n")),
    "UIDs in words": (CAPABLE, _says(select=SELECTED, search=b"* SEARCH one two\r\n")),
    "a date that is none": (
        CAPABLE,
        _says(
            select=SELECTED,
            search=b"* SEARCH 1\r\n",
            fetch=b'* 1 FETCH (UID 1 INTERNALDATE "soon" FLAGS ())\r\n',
        ),
    ),
    "a fetch without its end": (CAPABLE, _says(select=SELECTED, search=b"* SEARCH 1\r\n", fetch=b"* 1 FETCH (UID 1 (")),
    "a body that is a number": (
        CAPABLE,
        _says(
            select=SELECTED,
            search=b"* SEARCH 1\r\n",
            peek=b"* 1 FETCH (UID 1 BODY[]<0> 12)\r\n",
            fetch=FETCHED,
        ),
    ),
    "half a body": (
        CAPABLE,
        _says(
            select=SELECTED,
            search=b"* SEARCH 1\r\n",
            peek=b"* 1 FETCH (UID 1 BODY[]<0> {5000}\r\nhalf TAG",
            fetch=FETCHED,
        ),
    ),
    "a body of another size than it says": (
        CAPABLE,
        _says(
            select=SELECTED,
            search=b"* SEARCH 1\r\n",
            peek=b"* 1 FETCH (UID 1 BODY[]<0> {2}\r\nmore than two)\r\n",
            fetch=FETCHED,
        ),
    ),
}


@pytest.mark.parametrize("what", NONSENSE)
def test_a_server_that_answers_nonsense_is_told_and_nothing_of_it_taken_and_a_real_one_is_read_again(
    server: MailServer, proxy: Proxy, post: Post, what: str
) -> None:
    babbler = Babbler(*NONSENSE[what])
    proxy.to = babbler.port
    told = post.until(lambda look: bool(look.troubles))
    assert set(kinds(told)) <= {TroubleKind.MAILBOX_PUZZLES, TroubleKind.MAILBOX_AWAY, TroubleKind.MAILBOX_REFUSES}
    assert (told.arrivals, told.is_current) == ((), False)
    babbler.close()
    proxy.to = server.port
    proxy.reset()
    server.deliver(MAIL)
    (taken,) = post.receive()
    assert words_of(taken) == MAIL
    post.is_well()


def test_a_folder_that_is_not_there_is_told_and_read_once_it_is(server: MailServer, tmp_path: Path) -> None:
    post = Post(tmp_path, server, pace=SOON, folder="Papers")
    post.comes_to(TroubleKind.MAILBOX_HAS_NO_FOLDER)
    with server.person() as client:
        client.create_folder("Papers")
    server.deliver(MAIL, folder="Papers")
    post.receive()
    post.channel.stop()


@pytest.mark.parametrize("more", [WITHOUT_MOVE, WITHOUT_IDLE], ids=["without MOVE", "without IDLE or UIDPLUS"])
def test_an_old_server_does_too_and_what_others_have_deleted_stays(more: str, tmp_path: Path) -> None:
    with mail_server(more) as server:
        post = Post(tmp_path, server, pace=SOON, move_to="Taken")
        post.is_well()
        server.deliver(b"Subject: deleted by somebody\r\n\r\nwords", MAIL)
        with server.person() as client:
            client.select_folder("INBOX")
            client.add_flags([client.search()[0]], [r"\Deleted"])
        while len(post.received) < 1 or words_of(post.received[-1]) != MAIL:
            post.receive()
        eventually(lambda: server.flags("Taken")[-1:] == [set()])
        post.is_well()
        assert {r"\Deleted"} in [flags - {DONE} for flags in server.flags()]
        post.channel.stop()


def test_a_mailbox_that_we_may_only_read_is_read_once_and_its_owner_told(tmp_path: Path) -> None:
    rights = tmp_path / "rights"
    rights.write_text("INBOX owner lr\n", encoding="utf-8")
    rights.chmod(0o644)
    place = Path("/tmp") / f"panelready-rights-{tmp_path.name}"
    place.write_bytes(rights.read_bytes())
    with mail_server(ONLY_TO_BE_READ % place) as server:
        post = Post(tmp_path, server, pace=SOON)
        post.is_well()
        server.deliver_from_outside(MAIL)
        (first,) = post.receive()
        post.comes_to(TroubleKind.MAIL_STAYS)
        assert post.look().arrivals == ()
        post.channel.stop()
        post.start()
        (again,) = post.receive()
        assert again.source_id == first.source_id
        post.channel.stop()
    place.unlink()


def test_a_mailbox_that_is_nearly_full_is_told_while_its_mail_is_taken_and_moved(tmp_path: Path) -> None:
    with mail_server(WITH_QUOTA) as server:
        post = Post(tmp_path, server, pace=SOON, move_to="Taken")
        server.deliver(*(message(text=f"Mail {number}.\n" + "A line of words.\n" * 2_850) for number in range(2)))
        post.comes_to(TroubleKind.MAILBOX_NEARLY_FULL)
        post.receive(2)
        eventually(lambda: server.flags("Taken") == [set(), set()])
        with server.person() as client:
            client.select_folder("Taken")
            client.delete_messages(client.search())
            client.expunge()
        post.is_well()
        post.channel.stop()


def test_no_room_for_what_is_fetched_is_told_and_the_mail_stays(
    server: MailServer, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int, chunk: bytes) -> None:
        raise OSError(errno.ENOSPC, "no space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(staging, "write_all", full)
        server.deliver(MAIL)
        post.comes_to(TroubleKind.NO_ROOM)
        assert server.flags() == [set()]
    post.receive()
    post.is_well()


@pytest.fixture(scope="module")
def certified(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return certificate(tmp_path_factory.mktemp("certificate"))


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_an_encrypted_mailbox_is_read_where_its_certificate_is_trusted_and_told_no_password_where_not(
    tmp_path: Path, certified: tuple[Path, Path], security: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with mail_server(certificate=certified) as server:
        server.deliver(MAIL)
        port = server.tls_port if security == "tls" else server.port
        proxy = Proxy(port)
        post = Post(tmp_path, proxy.port, pace=SOON, user=server.user, security=security)
        post.comes_to(TroubleKind.MAILBOX_NOT_TRUSTED)
        assert b"LOGIN" not in proxy.passed
        monkeypatch.setenv("SSL_CERT_FILE", str(certified[0]))
        post.receive()
        post.is_well()
        assert b"LOGIN" not in proxy.passed
        post.channel.stop()
        proxy.close()


def test_a_server_that_speaks_no_tls_gets_no_password(server: MailServer, proxy: Proxy, tmp_path: Path) -> None:
    post = Post(tmp_path, proxy.port, pace=SOON, user=server.user, security="tls")
    told = post.until(lambda look: bool(look.troubles))
    assert kinds(told) == [TroubleKind.MAILBOX_PUZZLES]
    assert b"LOGIN" not in proxy.passed
    post.channel.stop()
