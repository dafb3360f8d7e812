"""The service with a mailbox and a library of Microsoft 365, against the stand-in: from arrival to answer."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest

from casework.errors import SettingsError
from panelready import tenant
from panelready.channel_notes import NotesInDatabase
from panelready.clock import Clock
from panelready.drop_settings import Drop
from panelready.reply_settings import Replies
from panelready.running import running
from panelready.settings import Service, Settings, load_settings
from panelready.tenant import Tenant
from panelready.tenant_settings import GraphFolder, Microsoft365, SharePointFolder
from tests.build.forms import swindon_request_form
from tests.graph_server.serving import GraphServer
from tests.panelready.an_app import Desk
from tests.watch_folders.a_tenant import PANEL, WorldTokens, tenant_of
from watch_folders.graph_beside import InThread
from watch_folders.graph_client import GraphClient
from watch_folders.graph_mail import MailCalls
from watch_folders.graph_refusals import Away

TOLD = Microsoft365(tenant="council.example", client_id="app-panelready", secret="env:NOWHERE")
MAILBOX = GraphFolder(mailbox=PANEL, move_to="PanelReady")
LIBRARY = SharePointFolder(drive="drive-1", folder="Panel papers", report="PanelReady report.html")
FORM = swindon_request_form()


def papers_by_mail() -> bytes:
    """A mail with a request form, as Outlook sends it."""
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = "worker@council.example", PANEL, "Panel papers"
    mail["Date"], mail["Message-ID"] = "Thu, 05 Mar 2026 09:00:00 +0000", "<first@council.example>"
    mail.set_content("Please find the form attached.")
    mail.add_attachment(
        FORM,
        maintype="application",
        subtype="vnd.openxmlformats-officedocument.wordprocessingml.document",
        filename="Request form.docx",
    )
    return mail.as_bytes()


@contextlib.contextmanager
def service(folder: Path, graph: GraphServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """The service on both; its clients are led to the stand-in."""
    monkeypatch.setattr(tenant, "client_of", lambda *_: tenant_of(graph).client)
    drops = (
        Drop(name="mail", authority="swindon", channel="graph", graph=MAILBOX),
        Drop(
            name="library", authority="swindon", channel="sharepoint", sharepoint=LIBRARY, reply_to="t@swindon.example"
        ),
    )
    settings = Settings(
        service=Service(settle=1, settle_network=30, quiet=30, quiet_network=50, workers=1),
        replies=Replies(),
        microsoft365=TOLD,
        drops=drops,
    )
    moment = [datetime(2026, 3, 5, 9, 12, tzinfo=UTC)]
    with running(folder / "data", settings, Clock(now=lambda: moment[0]), lambda *_, **__: None) as app:
        desk = Desk(app, folder, moment[0])

        def pass_(**passed: float) -> None:
            moment[0] += timedelta(**passed)
            desk.tick += timedelta(**passed).total_seconds()

        desk.pass_ = pass_  # type: ignore[method-assign]  # for this test alone
        yield desk
        desk.watching.stop()


def until(desk: Desk, is_so: Callable[[], object]) -> None:
    """Let the service look, with time going by for it, until something is so."""
    for _ in range(400):
        desk.watching.look()
        if is_so():
            return
        desk.pass_(seconds=10)
        time.sleep(0.02)
    raise AssertionError("it did not come about")


@pytest.fixture
def graph() -> Iterator[GraphServer]:
    with GraphServer() as graph:
        graph.mail.add(PANEL)
        graph.drives.add("drive-1").folder("Panel papers")
        yield graph


def test_a_mail_is_taken_answered_by_a_draft_and_filed_away(
    tmp_path: Path, graph: GraphServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = graph.mail.add(PANEL)
    message = box.receive(papers_by_mail())
    with service(tmp_path, graph, monkeypatch) as desk:
        until(desk, lambda: box.folders[message.folder] == "PanelReady")
        desk.answer()
        assert len(desk.replies()) == 1
        assert b"worker@council.example" in desk.replies()[0].read_bytes()
    with service(tmp_path, graph, monkeypatch) as desk:
        for _ in range(20):
            desk.watching.look()
            desk.pass_(seconds=20)
            time.sleep(0.01)
        assert len(desk.rows("submission")) == 1


def test_papers_of_a_library_are_taken_and_their_report_is_put_beside_them(
    tmp_path: Path, graph: GraphServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = graph.drives.add("drive-1")
    folder = library.folder("Panel papers/Case A")
    library.put_in(folder, "Request form.docx", FORM)
    with service(tmp_path, graph, monkeypatch) as desk:
        until(desk, lambda: desk.rows("submission"))
        desk.answer()
        until(desk, lambda: library.child(folder, "PanelReady report.html"))
        report = library.child(folder, "PanelReady report.html")
        assert report is not None
        request = desk.row("request")
        assert report.data == (desk.app.reports_of(request["id"]) / "1.html").read_bytes()
        for _ in range(20):
            desk.watching.look()
            desk.pass_(seconds=200)
            time.sleep(0.01)
        assert len(desk.rows("submission")) == 1
        assert len(graph.world.asked("PUT")) == 1


def test_case_6_papers_deleted_before_the_answer_hold_the_reply_for_a_person(
    tmp_path: Path, graph: GraphServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = graph.drives.add("drive-1")
    form = library.put("Panel papers/Case A/Request form.docx", FORM)
    with service(tmp_path, graph, monkeypatch) as desk:
        until(desk, lambda: desk.rows("submission"))
        desk.work()
        library.delete(form)
        until(desk, lambda: desk.rows("audit", event="withdrawn"))
        desk.answer()
        assert desk.replies() == []
        assert [row["why"] for row in desk.rows("task", kind="held")] == [["withdrawn"]]


def test_our_own_mailboxes_are_never_answered(
    tmp_path: Path, graph: GraphServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = graph.mail.add(PANEL)
    message = box.receive(papers_by_mail().replace(b"From: worker@council.example", f"From: {PANEL}".encode()))
    with service(tmp_path, graph, monkeypatch) as desk:
        until(desk, lambda: box.folders[message.folder] == "PanelReady")
        desk.answer()
        assert desk.replies() == []


def test_a_library_is_given_the_longer_quiet_time(
    tmp_path: Path, graph: GraphServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with service(tmp_path, graph, monkeypatch) as desk:
        assert desk.app.quiet_time("library") > desk.app.quiet_time("mail")


def test_notes_are_changed_together_and_outlast_the_process(
    tmp_path: Path, graph: GraphServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with service(tmp_path, graph, monkeypatch) as desk:
        notes = NotesInDatabase(desk.app.engine)
        notes.write("a", {"link": "https://x", "one": "1"})
        notes.write("a", {"one": None, "two": "2", "link": "https://y"})
        notes.write("b", {"one": "other"})
    with service(tmp_path, graph, monkeypatch) as desk:
        assert NotesInDatabase(desk.app.engine).read("a") == {"link": "https://y", "two": "2"}


SETTINGS = """
microsoft365: {tenant: council.example, client_id: 11-22, %s}
drops:
  - {name: mail, authority: swindon, channel: graph, graph: {mailbox: panel@council.example}}
"""


def test_a_secret_is_read_from_a_file_beside_the_settings(tmp_path: Path) -> None:
    (tmp_path / "panelready.yaml").write_text(SETTINGS % "secret: 'file:m365'")
    (tmp_path / "m365").write_text("hush\n")
    told = load_settings(tmp_path / "panelready.yaml").microsoft365
    assert told is not None
    assert tenant.application_of(told).secret == "hush"


def test_a_certificate_is_read_and_preferred_to_a_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEY", "-----BEGIN PRIVATE KEY-----")
    (tmp_path / "panelready.yaml").write_text(SETTINGS % f"certificate: 'env:KEY', thumbprint: {'ab' * 20}")
    told = load_settings(tmp_path / "panelready.yaml").microsoft365
    assert told is not None
    assert tenant.application_of(told).credential() == {
        "private_key": "-----BEGIN PRIVATE KEY-----",
        "thumbprint": "ab" * 20,
    }


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("secret: Sunflower7", "env:NAME"),
        ("thumbprint: " + "ab" * 20, "either secret or certificate"),
        ("certificate: 'env:K'", "thumbprint"),
    ],
)
def test_a_wrong_way_to_sign_in_is_told_without_what_may_be_a_secret(tmp_path: Path, how: str, said: str) -> None:
    (tmp_path / "panelready.yaml").write_text(SETTINGS % how)
    with pytest.raises(SettingsError, match=said) as problem:
        load_settings(tmp_path / "panelready.yaml")
    assert "Sunflower7" not in str(problem.value)


def test_a_secret_that_is_not_there_is_told() -> None:
    with pytest.raises(SettingsError, match="nothing where it points to"):
        tenant.application_of(TOLD)


def test_a_drop_in_a_tenant_needs_to_know_which(tmp_path: Path) -> None:
    (tmp_path / "panelready.yaml").write_text("drops:" + SETTINGS.split("drops:")[1])
    with pytest.raises(SettingsError, match="microsoft365"):
        load_settings(tmp_path / "panelready.yaml")


def test_two_drops_on_one_folder_of_one_mailbox_are_refused(tmp_path: Path) -> None:
    drops = "  - {name: again, authority: swindon, channel: graph, graph: {mailbox: Panel@council.example}}\n"
    (tmp_path / "panelready.yaml").write_text(SETTINGS % "secret: 'env:K'" + drops)
    with pytest.raises(SettingsError, match="two drops have the same folder"):
        load_settings(tmp_path / "panelready.yaml")


def test_the_service_stops_without_waiting_out_a_rest(
    tmp_path: Path, graph: GraphServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Told to rest for 50 seconds, a round is in the middle of its wait when the service is told to stop."""
    place = Tenant(TOLD)
    monkeypatch.setattr(
        tenant, "client_of", lambda _, waits: GraphClient(WorldTokens(graph), base=graph.url, waits=waits)
    )
    graph.world.goes_wrong("inbox", 429, Retry_After="50")
    ended = []
    beside = InThread("mailbox", place.stopping)

    def work() -> None:
        with pytest.raises(Away):
            MailCalls(place.client, PANEL).folder("inbox")
        ended.append(1)

    beside.start(work)
    while not graph.world.calls:
        time.sleep(0.01)
    beside.stop()
    assert ended
    assert len(graph.world.calls) == 1
    place.close()
