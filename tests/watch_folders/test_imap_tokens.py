"""Tokens fetched by the service itself, for a real Dovecot that asks about every token it is shown."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from tests.build.eml import message
from tests.build.mail_server import MailServer, mail_server
from tests.graph_server.serving import MAILBOX_OF, GraphServer
from tests.watch_folders.a_mailbox import QUICK, Post, kinds
from tests.watch_folders.a_tenant import signing_in
from watch_folders.arriving import Look, TroubleKind
from watch_folders.graph_tokens import MAIL_SCOPE
from watch_folders.imap_attending import Pace, pause_after

ASKED_FOR = "POST .*/token"


@pytest.fixture
def tenant() -> Iterator[GraphServer]:
    with GraphServer() as graph:
        yield graph


@pytest.fixture
def server(tenant: GraphServer) -> Iterator[MailServer]:
    with mail_server(asks=f"{tenant.origin}{MAILBOX_OF}panels") as server:
        yield server


def post_of(tenant: GraphServer, server: MailServer, base: Path, secret: str = "") -> Post:
    tokens = signing_in(tenant, secret or tenant.world.secret, MAIL_SCOPE)
    renewed = partial(tokens.token, fresh=True)
    return Post(base, server, sign_in="xoauth2", secret=tokens.token, renewed=renewed)


@pytest.fixture
def post(tenant: GraphServer, server: MailServer, tmp_path: Path) -> Iterator[Post]:
    post = post_of(tenant, server, tmp_path)
    yield post
    post.channel.stop()


def sign_in_again(post: Post) -> None:
    """Start afresh, with the tokens we have."""
    post.channel.stop()
    post.start()
    post.is_well()


def test_mail_is_taken_with_a_token_that_was_fetched_for_mailboxes(
    tenant: GraphServer, server: MailServer, post: Post
) -> None:
    server.deliver(message())
    post.receive()
    (call,) = tenant.world.asked(ASKED_FOR)
    assert parse_qs(call.body.decode())["scope"] == ["https://outlook.office365.com/.default"]
    (question,) = tenant.world.asked(MAILBOX_OF)
    assert question.headers["authorization"].startswith("Bearer e30.")


def test_a_token_is_kept_for_the_next_sign_in(tenant: GraphServer, post: Post) -> None:
    post.is_well()
    sign_in_again(post)
    assert len(tenant.world.asked(MAILBOX_OF)) == 2 and tenant.world.issued == 1


def test_a_token_about_to_run_out_is_replaced_before_it_does(tenant: GraphServer, post: Post) -> None:
    tenant.world.token_seconds = 120
    post.is_well()
    sign_in_again(post)
    assert tenant.world.issued == 2


def test_a_token_that_is_refused_is_replaced_at_once_and_nobody_is_bothered(tenant: GraphServer, post: Post) -> None:
    post.is_well()
    tenant.world.forget_tokens()
    post.channel.stop()
    post.start()
    troubles: set[TroubleKind] = set()

    def is_well(look: Look) -> bool:
        troubles.update(kinds(look))
        return look.is_current

    post.until(is_well)
    assert troubles == set()
    assert tenant.world.issued == 2


def test_a_mailbox_that_refuses_also_a_new_token_is_told_and_asked_again_by_itself(
    tenant: GraphServer, server: MailServer, post: Post
) -> None:
    tenant.world.refuses_tokens = True
    post.comes_to(TroubleKind.MAILBOX_REFUSES_APPLICATION)
    tenant.world.refuses_tokens = False
    server.deliver(message())
    post.receive()
    post.is_well()


def test_a_sign_in_that_the_tenant_refuses_is_told_and_asked_again_by_itself(
    tenant: GraphServer, server: MailServer, tmp_path: Path
) -> None:
    """A client secret that has run out, and is then renewed."""
    post = post_of(tenant, server, tmp_path, "run out")
    post.comes_to(TroubleKind.GRAPH_REFUSES_US)
    assert tenant.world.asked(MAILBOX_OF) == []
    tenant.world.secret = "run out"
    post.is_well()
    post.channel.stop()


def test_a_tenant_that_cannot_be_reached_is_told_and_asked_again_by_itself(tenant: GraphServer, post: Post) -> None:
    tenant.world.goes_wrong(ASKED_FOR, 503, times=5)
    post.comes_to(TroubleKind.GRAPH_AWAY)
    post.is_well()


@pytest.mark.parametrize("kind", [TroubleKind.MAILBOX_REFUSES_APPLICATION, TroubleKind.GRAPH_REFUSES_US])
def test_after_a_refusal_we_wait_as_long_as_after_a_wrong_password(kind: TroubleKind) -> None:
    assert pause_after(1, kind, Pace()) > 200 > QUICK.again_refused
