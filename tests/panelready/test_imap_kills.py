"""The real service, killed around the custody of a mail: it is processed exactly once, and answered once (case 2)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.build.mail_server import PASSWORD, MailServer, mail_server
from tests.kill.world import World
from tests.panelready.test_imap_drops import MAIL

DROP = """
service: {{quiet: 0.6, settle: 0.2, poll: 0.2, workers: 1}}
drops:
  - name: mail
    authority: swindon
    channel: imap
    imap: {{server: 127.0.0.1, port: {port}, security: none, user: {user}, secret: env:INVENTED_SECRET}}
"""
POINTS = ("staged", "original_kept", "before_intake_commit", "after_intake_commit", "before_acknowledge")


@pytest.fixture(scope="module")
def server() -> Iterator[MailServer]:
    with mail_server() as server:
        yield server


@pytest.mark.slow
@pytest.mark.parametrize("point", [*POINTS, "after_acknowledge"])
def test_a_service_killed_while_it_takes_a_mail_processes_it_exactly_once(
    server: MailServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, point: str
) -> None:
    monkeypatch.setenv("INVENTED_SECRET", PASSWORD)
    server.user = point
    world = World(tmp_path / "world")
    world.settings.write_text(DROP.format(port=server.port, user=point), encoding="utf-8")
    server.deliver(MAIL)
    try:
        world.start(point)
        world.until(lambda: not world.is_alive(), f"it is killed at {point}")
        world.start()
        world.until(lambda: server.flags() == [{"$PanelReadyDone"}], "the mail is marked")
        world.until(lambda: world.number("SELECT count(*) FROM outbox") > 0, "it is answered")
        assert world.settle()
        for table in ("submission", "intake", "request", "outbox"):
            assert world.number(f"SELECT count(*) FROM {table}") == 1, table
        assert PASSWORD not in world.said()
    finally:
        if world.is_alive():
            world.stop()
