"""What a panel will hear, and on which day."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from pathlib import Path

from tests.build import papers
from tests.build.eml import message
from tests.build.people import IDRIS, MAISIE
from tests.journeys.bundles import CHRONOLOGY, legal_gateway
from tests.journeys.conftest import Start
from tests.journeys.service import Service, body

THURSDAY, NEXT_THURSDAY = "2026-03-12", "2026-03-19"


def agenda(service: Service, panel: str, *words: str) -> str:
    return service.command("agenda", "--panel", panel, *words).said


def test_a_request_in_time_is_on_the_agenda_of_the_day_it_asks_for(service: Service) -> None:
    service.drop("devon", "Maisie", legal_gateway())
    service.work()
    said = agenda(service, "legal_gateway", "--date", THURSDAY)
    assert "Thursday 12 March 2026" in said
    assert "PER0052310, M.P., Initiate care proceedings" in said
    assert "Maisie" not in said


def test_a_late_request_rolls_to_the_next_sitting_and_the_reply_says_so(service: Service) -> None:
    """Papers are due at ten on Wednesday; the mail was sent a minute later, and asks for the day after."""
    service.time.moment = datetime(2026, 3, 11, 10, 5, tzinfo=UTC)
    asks = "Please list this for Legal Gateway Panel on Thursday 12 March 2026."
    sent = datetime(2026, 3, 11, 10, 1, tzinfo=UTC)
    service.drop("devon", "late.eml", message(text=asks, sent=sent, attachments=legal_gateway()))
    service.work()
    assert agenda(service, "legal_gateway", "--date", THURSDAY) == "Nothing is listed for that day.\n"
    assert "Thursday 19 March 2026" in agenda(service, "legal_gateway")
    (mail,) = service.mails()
    assert "The papers came too late for the sitting on 12 March 2026." in body(mail)
    assert "go to the sitting on Thursday 19 March 2026" in body(mail)


def test_nothing_listed_is_said_in_a_sentence(service: Service) -> None:
    told = service.command("agenda", "--panel", "legal_gateway", "--date", THURSDAY)
    assert (told.status, told.said) == (0, "Nothing is listed for that day.\n")
    told = service.command("agenda", "--panel", "tea_club")
    assert told.status == 64
    assert "no panel has the id tea_club. There are: " in told.complained
    assert "devon/legal_gateway" in told.complained


def test_where_a_panel_has_no_days_the_ready_wait_for_a_date(service: Service) -> None:
    service.drop("swindon", "Maisie", papers_of_swindon())
    service.work()
    assert service.verdicts() == ["ready"]
    said = agenda(service, "care")
    assert "Date to be set" in said
    assert "0052310" in said
    assert "We will write to you when the day of the sitting is set." in body(service.mails()[0])


def papers_of_swindon() -> dict[str, bytes]:
    return {"form.docx": papers.swindon_request_form(child=MAISIE, blank=["Date of panel"])}


def test_a_council_sets_the_days_of_its_panel(start: Start) -> None:
    service = start(councils={"swindon": {"panels": {"care": {"sits": [{"on": ["monday"]}]}}}})
    service.drop("swindon", "Maisie", papers_of_swindon())
    service.work()
    assert "Monday 16 March 2026" in agenda(service, "care")


def test_incomplete_requests_are_listed_only_where_the_council_wants_them(start: Start) -> None:
    service = start()
    service.drop("devon", "Maisie", legal_gateway(MAISIE, CHRONOLOGY))
    service.work()
    assert agenda(service, "legal_gateway") == "Nothing is on that panel's agenda.\n"
    service = start(councils={"devon": {"panels": {"legal_gateway": {"list_incomplete": True}}}})
    service.drop("devon", "Idris", legal_gateway(IDRIS, CHRONOLOGY))
    service.work()
    said = agenda(service, "legal_gateway")
    assert "PER0060845, I.B." in said
    assert "! Incomplete: 1 paper or answer to come" in said
    assert "PER0052310" not in said


def test_an_agenda_is_a_page_and_a_table_too(service: Service, tmp_path: Path) -> None:
    service.drop("devon", "Maisie", legal_gateway())
    service.drop("devon", "Idris", legal_gateway(IDRIS))
    service.work()
    page, table = tmp_path / "agenda.html", tmp_path / "agenda.csv"
    assert service.command("agenda", "--panel", "legal_gateway", "--html", page).status == 0
    assert service.command("agenda", "--panel", "legal_gateway", "--csv", table).status == 0
    rows = list(csv.reader(io.StringIO(table.read_text(encoding="utf-8-sig"))))
    assert len(rows) == 3
    assert {"PER0052310", "PER0060845"} <= {cell for row in rows for cell in row}
    for reference in ("PER0052310", "PER0060845"):
        assert reference in page.read_text(encoding="utf-8")
