"""Which council and panel a mail is for, by the mailboxes it was written to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.build.eml import message
from tests.journeys.bundles import legal_gateway
from tests.journeys.service import Papers
from tests.panelready.an_app import Desk, a_desk

OVERLAYS = {
    "swindon": """
mailboxes: [Panels@Swindon.example]
panels:
  care: {mailboxes: [care.panel@swindon.example]}
""",
    "devon": """
panels:
  legal_gateway: {mailboxes: [Legal.Gateway@Devon.example]}
  practice_and_resource: {mailboxes: [other@devon.example]}
""",
}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    councils = tmp_path / "data" / "councils"
    councils.mkdir(parents=True)
    for council, overlay in OVERLAYS.items():
        (councils / f"{council}.yaml").write_text(overlay, encoding="utf-8")
    with a_desk(tmp_path) as desk:
        yield desk


ONLY_PANEL = "care"
"""Swindon's, which needs nobody to say it."""


def request_of(desk: Desk, to: str, cc: str = "", papers: Papers | None = None) -> tuple[str, str | None]:
    """The council and panel of the request that a mail to those addresses opens."""
    mail = message(to=to, text="Please find what you asked for.", attachments=papers or {})
    if cc:
        mail = f"Cc: {cc}\r\n".encode() + mail
    (desk.drop / "mail.eml").write_bytes(mail)
    desk.take()
    desk.work()
    row = desk.row("request")
    return row["authority"], row["key"].get("panel")


@pytest.mark.parametrize(
    ("to", "cc", "expected"),
    [
        ("Legal Gateway <legal.gateway@devon.EXAMPLE>", "", ("devon", "legal_gateway")),
        ("ruth@devon.example", "other@devon.example", ("devon", "practice_and_resource")),
        ("legal.gateway@devon.example, other@devon.example", "", ("devon", None)),
        ("legal.gateway@devon.example", "panels@swindon.example", ("swindon", ONLY_PANEL)),
        ("care.panel@swindon.example", "", ("swindon", ONLY_PANEL)),
        ("somebody@council.example", "", ("swindon", ONLY_PANEL)),
        ('"legal.gateway@devon.example" <somebody@council.example>', "", ("swindon", ONLY_PANEL)),
    ],
)
def test_a_mail_is_for_the_council_and_the_one_panel_it_was_written_to(
    desk: Desk, to: str, cc: str, expected: tuple[str, str | None]
) -> None:
    assert request_of(desk, to, cc) == expected


def test_what_the_papers_say_comes_before_the_address(desk: Desk) -> None:
    assert request_of(desk, "other@devon.example", papers=legal_gateway()) == ("devon", "legal_gateway")
