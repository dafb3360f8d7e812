"""`panelready replies`: what waits to leave can be seen, and stopped within its undo time."""

from __future__ import annotations

from pathlib import Path

import pytest

from panelready import reply_leaving, running
from panelready.cli import main
from panelready.clock import Clock
from panelready.settings import Settings
from tests.build.smtp_server import mail_server
from tests.panelready.an_app import a_desk
from tests.panelready.test_replies_leaving import arrive, automatic, later, mail, states, tasks


def test_a_reply_stopped_within_its_undo_time_never_leaves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Case 54."""
    monkeypatch.setattr(reply_leaving, "MAILBOXES", frozenset({"folder"}))
    monkeypatch.setattr(running, "settings_of", lambda _: Settings())
    with mail_server() as server, a_desk(tmp_path, automatic(server.port)) as desk:
        monkeypatch.setattr(running, "clock_of", lambda _: Clock(now=lambda: desk.moment))
        arrive(desk, "a", mail())
        key, data = desk.row("outbox")["key"], str(desk.app.data.path)
        assert main(["replies", "--data", data]) == 0
        assert f"{key}  leaves after 09:23" in capsys.readouterr().out
        assert main(["replies", "--data", data, "--stop", key]) == 64
        assert main(["replies", "--data", data, "--stop", key, "--reason", "Wrong address"]) == 0
        assert main(["replies", "--data", data, "--stop", key, "--reason", "Again"]) == 64
        later(desk, 60)
        assert states(desk) == ["held"] and tasks(desk) == [("held", ["stopped"])] and server.steps == []
        capsys.readouterr()
        main(["replies", "--data", data])
        assert "held, because a person stopped it before it left" in capsys.readouterr().out
