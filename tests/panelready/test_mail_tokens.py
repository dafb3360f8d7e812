"""A mailbox and a mail server of Microsoft 365, by the settings alone: we fetch our tokens ourselves."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from generators.envelope import as_eml
from generators.letter import Reply
from panelready import tenant
from panelready.app import App
from panelready.clock import Clock
from panelready.reply_sender import Left, NotNow
from panelready.reply_senders import senders_of
from panelready.reply_smtp import SMTP
from panelready.running import running
from panelready.serving import Watching
from panelready.settings import Settings, load_settings
from panelready.store import tables
from panelready.store.effects import StoredReply
from panelready.store.tables import OutboxState
from tests.build.eml import message
from tests.build.mail_server import mail_server
from tests.build.smtp_server import mail_server as smtp_server
from tests.graph_server.serving import MAILBOX_OF, GraphServer
from tests.watch_folders.a_mailbox import LONGEST
from tests.watch_folders.a_tenant import LOGIN, LeadsTo
from watch_folders.graph_tokens import ApplicationTokens

SETTINGS = """
microsoft365: {{tenant: t, client_id: app-panelready, secret: "env:INVENTED_CLIENT_SECRET"}}
service: {{sender: panels@council.example}}
replies:
  {{mode: auto, smtp_host: 127.0.0.1, smtp_port: {smtp}, smtp_security: none, smtp_user: panels@council.example,
    smtp_sign_in: microsoft365, smtp_seconds: 5}}
drops:
  - name: mail
    authority: swindon
    channel: imap
    imap: {{server: 127.0.0.1, port: {imap}, security: none, user: panels@council.example, sign_in: microsoft365}}
"""
MAIL = as_eml(
    Reply("RE: Panel paperwork", "Hello", "<p>Hello</p>", "51fd-0c22"),
    sender="panels@council.example",
    recipient="ruth@council.example",
    message_id="<51fd.1.reply@panelready.example>",
    in_reply_to=None,
    references=[],
    date=datetime(2026, 3, 5, tzinfo=UTC),
)
REPLY = StoredReply("51fd:1:reply", "51fd", 1, OutboxState.SENDING, "ruth@council.example", "<51fd@p.example>", MAIL)


@pytest.fixture
def graph(monkeypatch: pytest.MonkeyPatch) -> Iterator[GraphServer]:
    with GraphServer() as graph:
        monkeypatch.setenv("INVENTED_CLIENT_SECRET", graph.world.secret)
        made = partial(ApplicationTokens, login=LOGIN, http=LeadsTo(graph.origin))
        monkeypatch.setattr(tenant, "ApplicationTokens", made)
        yield graph


def settings_of(folder: Path, imap: int = 1, smtp: int = 1) -> Settings:
    (folder / "panelready.yaml").write_text(SETTINGS.format(imap=imap, smtp=smtp), encoding="utf-8")
    return load_settings(folder / "panelready.yaml")


def test_mail_comes_and_replies_leave_with_one_token(graph: GraphServer, tmp_path: Path) -> None:
    asks = f"{graph.origin}{MAILBOX_OF}panels@council.example"

    def is_good(token: str) -> bool:
        return graph.world.app_of(f"Bearer {token}") is not None

    with mail_server(asks=asks) as imap, smtp_server(signs_in=True, is_good=is_good) as smtp:
        imap.deliver(message())
        with running(
            tmp_path / "data", settings_of(tmp_path, imap.port, smtp.port), Clock(), lambda *_, **__: None
        ) as app:
            _watch_until_taken(app)
            with senders_of(app.settings, app.tenant, app.engine)[SMTP].prepared(REPLY) as leave:
                assert leave() == Left()
    ((_, recipients, _),) = smtp.taken
    assert recipients == ["ruth@council.example"]
    (asked,) = graph.world.asked("/token")
    assert parse_qs(asked.body.decode())["scope"] == ["https://outlook.office365.com/.default"]


def test_a_client_secret_that_has_run_out_leaves_the_reply_where_it_is(graph: GraphServer, tmp_path: Path) -> None:
    graph.world.secret = "another by now"
    with (
        smtp_server(signs_in=True) as smtp,
        running(tmp_path / "data", settings_of(tmp_path, smtp=smtp.port), Clock(), lambda *_, **__: None) as app,
        senders_of(app.settings, app.tenant, app.engine)[SMTP].prepared(REPLY) as leave,
    ):
        assert leave() == NotNow("sign_in_refused")
    assert smtp.taken == []


def _watch_until_taken(app: App) -> None:
    tick, end = 0.0, time.monotonic() + LONGEST
    watching = Watching(app, lambda: tick)
    while not _is_taken(app):
        assert time.monotonic() < end, "it never came"
        tick += app.settings.service.poll
        watching.look()
        time.sleep(0.05)
    watching.stop()


def _is_taken(app: App) -> bool:
    with app.engine.begin() as db:
        return db.execute(tables.submission.select()).first() is not None
