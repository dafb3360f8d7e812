"""What an administrator is told of a tenant: each fault alone is found, and nothing is left behind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from panelready import tenant
from panelready.cli import main
from panelready.drop_settings import Drop
from panelready.settings import Settings
from panelready.tenant import Tenant
from panelready.tenant_doctor import examine_tenant
from panelready.tenant_doctor_words import Came
from panelready.tenant_settings import GraphFolder, Microsoft365, SharePointFolder
from tests.graph_server.library import Library
from tests.graph_server.mailbox import Mailbox
from tests.graph_server.serving import GraphServer
from tests.graph_server.world import Call
from tests.watch_folders.a_tenant import PANEL, tenant_of
from watch_folders.graph_client import GraphClient

TOLD = Microsoft365(tenant="council.example", client_id="app-panelready", secret="env:NOWHERE")
OTHER, TRIAL = "head@council.example", "trial@council.example"
DROPS = (
    Drop(name="mail", authority="swindon", channel="graph", graph=GraphFolder(mailbox=PANEL)),
    Drop(
        name="library",
        authority="swindon",
        channel="sharepoint",
        sharepoint=SharePointFolder(drive="drive-1", folder="Panel papers", report="report.html"),
    ),
)


@dataclass
class Trial:
    """A tenant that is set up as it should be, and what the doctor says of it."""

    graph: GraphServer
    client: GraphClient
    trial: Mailbox
    library: Library

    def said(self, came: Came, *, other: str | None = OTHER, trial: str | None = TRIAL) -> list[str]:
        settings = Settings(microsoft365=TOLD, drops=DROPS)
        place = Tenant(TOLD)
        return [check.text for check in examine_tenant(settings, place, other, trial) if check.came is came]


@pytest.fixture
def council(monkeypatch: pytest.MonkeyPatch) -> Iterator[Trial]:
    with GraphServer() as graph:
        made = tenant_of(graph)
        monkeypatch.setattr(tenant, "client_of", lambda *_: made.client)
        graph.mail.add(PANEL)
        graph.mail.add(OTHER).in_scope = False
        library = graph.drives.add("drive-1")
        library.folder("Panel papers")
        yield Trial(graph, made.client, graph.mail.add(TRIAL), library)
        made.client.close()


def test_a_tenant_that_is_set_up_as_it_should_be_has_nothing_wrong(council: Trial) -> None:
    assert council.said(Came.WRONG) == []
    assert len(council.said(Came.GOOD)) == 11
    assert "Auto-Submitted arrives with our answers." in council.said(Came.GOOD)
    assert "Auto-Submitted arrives" in " ".join(council.said(Came.LOOK))


def test_where_auto_submitted_does_not_arrive_that_is_said_and_nothing_is_wrong(council: Trial) -> None:
    council.graph.mail.refuses_header_properties = True
    assert "Auto-Submitted does not arrive with our answers." in council.said(Came.LOOK)
    assert council.said(Came.WRONG) == []


def test_nothing_is_left_behind(council: Trial) -> None:
    council.said(Came.GOOD)
    assert [each.subject for each in council.trial.messages] == []
    assert [item.name for item in council.library.items.values()] == ["root", "Panel papers"]


@pytest.mark.parametrize("role", ["Mail.ReadWrite", "Mail.Send", "Mail.Read", "MailboxSettings.Read"])
def test_a_right_to_mail_in_the_token_fails(council: Trial, role: str) -> None:
    council.graph.world.roles = ["Sites.Selected", role]
    (fault,) = council.said(Came.WRONG)
    assert role in fault
    assert "every mailbox" in fault


def test_a_right_to_every_site_fails(council: Trial) -> None:
    council.graph.world.roles = ["Sites.FullControl.All"]
    assert "Sites.Selected is enough" in council.said(Came.WRONG)[0]


def test_a_scope_that_is_too_wide_fails(council: Trial) -> None:
    council.graph.mail.add(OTHER)
    assert "too wide" in council.said(Came.WRONG)[0]


def test_what_was_not_tried_is_said(council: Trial) -> None:
    said = " ".join(council.said(Came.LOOK, other=None, trial=None))
    assert "--other" in said
    assert "--trial" in said
    assert "no mailbox of the name" in " ".join(council.said(Came.LOOK, other="nobody@council.example"))


def test_a_mailbox_or_library_that_is_closed_to_us_names_the_missing_permission(council: Trial) -> None:
    council.graph.mail.add(PANEL).in_scope = False
    council.library.in_scope = False
    said = " ".join(council.said(Came.WRONG))
    assert "Application Mail.ReadWrite" in said
    assert "Sites.Selected" in said


def test_a_library_that_may_not_be_written_in_fails_where_reports_are_to_lie_there(council: Trial) -> None:
    council.library.may_write = False
    assert "a report cannot be put there" in council.said(Came.WRONG)[0]


def test_items_hidden_from_the_list_of_changes_are_counted(council: Trial) -> None:
    council.library.put("Panel papers/Case A/Form.docx", b"x").hidden = True
    assert "1 items are missing" in council.said(Came.WRONG)[0]


def test_case_55_without_the_right_to_send_draft_mode_is_said_to_do(council: Trial) -> None:
    council.trial.may_send = False
    assert council.said(Came.WRONG) == []
    assert "right for mode draft" in " ".join(council.said(Came.LOOK))
    assert council.trial.messages == []


def test_an_answer_that_leaves_its_thread_or_loses_our_headers_fails(council: Trial) -> None:
    respond = council.graph.respond

    def strip(call: Call) -> object:
        said = respond(call)
        if call.path.endswith("/$value"):
            lines = said.body.split(b"\r\n")
            kept = [line for line in lines if not line.startswith((b"References", b"In-Reply-To", b"X-PanelReady"))]
            return type(said)(said.status, b"\r\n".join(kept), said.headers)
        return said

    council.graph.respond = strip  # type: ignore[method-assign, assignment]  # for this test alone
    said = " ".join(council.said(Came.WRONG))
    assert "leaves its thread" in said
    assert "do not arrive" in said


def test_a_sign_in_that_is_refused_is_the_one_thing_said(council: Trial) -> None:
    council.graph.world.refuses_tokens = True
    assert any("sign-in" in text for text in council.said(Came.WRONG))


def test_the_command_prints_what_was_tried_and_says_by_its_status_whether_all_is_well(
    council: Trial, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tenant, "client_of", lambda *_: tenant_of(council.graph).client)
    (tmp_path / "panelready.yaml").write_text(
        "microsoft365: {tenant: council.example, client_id: app-panelready, secret: 'env:K'}\n"
        f"drops:\n  - {{name: mail, authority: swindon, channel: graph, graph: {{mailbox: {PANEL}}}}}\n"
    )
    assert main(["doctor", "--data", str(tmp_path), "--tenant", "--other", OTHER, "--trial", TRIAL]) == 0
    assert "All is as it should be." in capsys.readouterr().out
    council.graph.world.roles = ["Mail.ReadWrite"]
    assert main(["doctor", "--data", str(tmp_path), "--tenant"]) == 1
    assert "! The token holds Mail.ReadWrite" in capsys.readouterr().out
