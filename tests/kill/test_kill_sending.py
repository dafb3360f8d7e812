"""The service killed around sending by SMTP: the mail server gets each reply once, or a person is asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from panelready.faults import OVER_A_NETWORK
from tests.build.smtp_server import MailServer, mail_server
from tests.kill.papers import Papers
from tests.kill.world import World


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as running:
        yield running


@pytest.fixture
def world(tmp_path: Path, server: MailServer) -> Iterator[World]:
    sends = f"mode: auto, undo_minutes: 0, smtp_host: 127.0.0.1, smtp_port: {server.port}, smtp_security: none"
    world = World(tmp_path / "world", lease=1, replies="{" + sends + "}")
    yield world
    if world.is_alive():
        world.kill()


@pytest.mark.slow
@pytest.mark.parametrize("point", ["before_answer_commit", "after_answer_commit", "reply_claimed", *OVER_A_NETWORK])
def test_a_kill_around_sending_gives_no_second_reply(world: World, server: MailServer, point: str) -> None:
    world.drop(Papers().one(0))
    world.start(point)
    world.until(lambda: not world.is_alive(), f"it reaches {point}")
    before = len(server.taken)
    world.start()
    assert world.settle()
    states = [state for (state,) in world.ask("SELECT state FROM outbox")]
    in_doubt = point in ("reply_claimed", "reply_accepted")
    assert before == (point in OVER_A_NETWORK)
    assert len(server.taken) == (0 if point == "reply_claimed" else 1)
    assert states == ["held" if in_doubt else "sent"]
    assert world.number("SELECT count(*) FROM task WHERE kind = 'may_have_left' AND state = 'open'") == in_doubt


@pytest.mark.slow
def test_a_service_stopped_while_the_server_answers_leaves_what_was_settled_without_it(
    world: World, server: MailServer
) -> None:
    world.drop(Papers().one(0))
    world.start("reply_accepted", "SIGSTOP")
    world.until(lambda: len(server.taken) == 1, "the server has the reply")
    world.kill()
    world.start()
    assert world.settle() and len(server.taken) == 1
    assert world.number("SELECT count(*) FROM outbox WHERE state = 'held'") == 1
