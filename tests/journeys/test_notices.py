"""What was expected for a sitting and has not come is told once, when papers close, to whom the council says."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from email.message import EmailMessage
from typing import Any

import docx
import pytest

from casework.expected import Known, Why, not_come
from casework.panel import TellsOfExpected
from panelready.noticing import make_due
from tests.build import papers
from tests.build.eml import message
from tests.build.people import MAISIE
from tests.journeys.bundles import incomplete, legal_gateway
from tests.journeys.conftest import Start
from tests.journeys.service import Service, body

CHAIR = "chair@swindon.example"
SITTING = "2026-03-16"
"""A Monday; papers are due by five on Wednesday 11 March."""
CLOSED = datetime(2026, 3, 11, 17, 1, tzinfo=UTC)
LIST = """reference,request_type,due,child
0052310,Scheduled review of agreed provision,2026-03-16,Maisie Pellow
0060845,placement_move,16/03/2026,Idris Bowen
0071123,placement_move,2026-03-23,Not yet
"""


def swindon(**panel: Any) -> dict[str, Any]:
    care = {"sits": [{"on": ["monday"]}], "expected": {"to": CHAIR}, **panel}
    return {"councils": {"swindon": {"panels": {"care": care}}}}


def expect(service: Service, text: str | bytes = LIST) -> None:
    """Leave the council's list where it is looked for."""
    file = service.app.data.councils / "swindon" / "expected-care.csv"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())


def close(service: Service) -> None:
    """Go to a minute after the papers closed, and let the service do what it then does."""
    service.time.moment = max(service.time.moment, CLOSED)
    settle(service)


def settle(service: Service) -> None:
    service.work()
    make_due(service.app)
    service.app.outbox.send_ready(service.app.now())


def notices(service: Service) -> list[EmailMessage]:
    return [mail for mail in service.mails() if mail["Auto-Submitted"] == "auto-generated"]


def test_when_papers_close_the_chair_hears_once_what_is_expected_and_has_not_come(start: Start) -> None:
    service = start(**swindon())
    expect(service)
    settle(service)
    assert notices(service) == []
    close(service)
    (mail,) = notices(service)
    assert mail["To"] == CHAIR
    assert mail["Subject"] == "Care Panel on 16 March 2026: 2 expected requests not received"
    said = body(mail)
    assert "were due by 5pm on Wednesday 11 March 2026" in said
    assert "0052310, Scheduled review of agreed provision: was expected by 16 March 2026" in said
    assert "0060845, Placement move" in said
    assert "0071123" not in said, "expected for the sitting after this one"
    assert "Feedback on these goes through the relevant Service Manager." in said
    for _ in range(3):
        settle(service)
    assert len(notices(service)) == 1


def test_a_notice_names_references_and_no_child(start: Start) -> None:
    """The list's other columns are never looked at, whatever stands in them."""
    service = start(**swindon())
    expect(service)
    close(service)
    (mail,) = notices(service)
    whole = mail.as_string()
    assert not [name for name in ("Maisie", "Pellow", "Idris", "Bowen") if name in whole]
    (row,) = [row for row in service.rows("notice") if row["key"]]
    assert "Maisie" not in str(row["said"])


def papers_for(request_type: str | None = None) -> dict[str, bytes]:
    return {"form.docx": papers.swindon_request_form(child=MAISIE, blank=["Date of panel"])}


def test_what_has_come_is_not_told(start: Start) -> None:
    service = start(**swindon())
    service.drop("swindon", "Maisie", papers_for())
    service.work()
    (request,) = service.requests()
    answer = service.answers(request)[-1]
    assert (answer.verdict.value, str(answer.sitting and answer.sitting.date)) == ("ready", SITTING)
    expect(service, f"reference,request_type,due\n{answer.case_reference},{answer.request_type},{SITTING}\n")
    close(service)
    assert notices(service) == []
    assert "Nothing that we know to be expected is lacking." in service.command("notices").said


def test_another_request_of_the_same_case_does_not_count_for_it(start: Start) -> None:
    service = start(**swindon())
    service.drop("swindon", "Maisie", papers_for())
    service.work()
    answer = service.answers(service.requests()[0])[-1]
    assert answer.request_type != "scheduled_review"
    expect(service, f"reference,request_type,due\n{answer.case_reference},scheduled_review,{SITTING}\n")
    close(service)
    assert f"{answer.case_reference}, Scheduled review" in body(notices(service)[0])


def test_what_was_returned_and_promised_is_told_from_our_own_books(start: Start) -> None:
    """Nothing is listed: the books know that papers for the sitting came incomplete."""
    due = [{"at_latest": {"days": 1, "time": "12:00"}, "effect": "cut_off"}]
    board = {
        "sits": [{"on": ["tuesday"]}],
        "papers_due": due,
        "expected": {"tell": "Chair", "to": "chair@bucks.example"},
    }
    service = start(councils={"buckinghamshire": {"panels": {"legal_planning_and_new_admissions": board}}})
    note = "Dear panel,\n\nPapers for panel on 10 March 2026 attached, PAP to follow on Monday.\n\nRuth"
    service.drop("buckinghamshire", "Panel papers.eml", message(text=note, attachments=incomplete()))
    service.work()
    service.time.moment = datetime(2026, 3, 9, 12, 1, tzinfo=UTC)
    settle(service)
    (mail,) = notices(service)
    said = body(mail)
    assert "were incomplete, and the rest has not come; some were promised by 9 March 2026." in said
    assert mail["To"] == "chair@bucks.example"


def test_a_review_date_on_an_earlier_form_makes_the_review_expected() -> None:
    """Heard on 2 March with a review date of 16 March: the next sitting expects it."""
    sat, review = date(2026, 3, 2), date(2026, 3, 16)
    heard = Known("0052310", "0052310", "placement_move", date(2026, 2, 20), sat, False, review)
    tells = TellsOfExpected("Chair", reviews=("scheduled_review",))
    (line,) = not_come((), [heard], date(2026, 3, 16), tells)
    assert (line.why, line.by) == (Why.REVIEW, date(2026, 3, 16))
    came = Known("00 52310", "0052310", "scheduled_review", date(2026, 3, 9), date(2026, 3, 16), False)
    assert not_come((), [heard, came], date(2026, 3, 16), tells) == ()
    other = Known("0052310", "0052310", "additional_resources", date(2026, 3, 9), date(2026, 3, 16), False)
    assert len(not_come((), [heard, other], date(2026, 3, 16), tells)) == 1
    assert not_come((), [heard], date(2026, 7, 13), tells) == (), "by then people know"


def with_review_date(form: bytes, day: str) -> bytes:
    """The form as python-docx writes it with the answer beside "Review date"."""
    document = docx.Document(io.BytesIO(form))
    cells = [row.cells for table in document.tables for row in table.rows]
    (answer,) = [row[-1] for row in cells if row[0].text.strip() == "Review date"]
    answer.text = day
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def test_the_review_date_of_a_real_form_is_kept_in_mind_until_its_sitting(start: Start) -> None:
    """Maisie's form for 12 March says that the panel wants a review on 7 May."""
    gateway = {"expected": {"tell": "Chair", "to": "chair@devon.example"}}
    service = start(councils={"devon": {"panels": {"legal_gateway": gateway}}})
    request = "To issue care proceedings. We ask to be heard on Thursday 12 March 2026."
    form = papers.panel_application_form(
        controls=False, childrens_names=MAISIE.name, per_grp_number=MAISIE.number, request=request
    )
    bundle = {**legal_gateway(), "Pengelly panel application.docx": with_review_date(form, "7 May 2026")}
    service.drop("devon", "Maisie", bundle)
    service.work()
    for day in (datetime(2026, 4, 29, 10, 1, tzinfo=UTC), datetime(2026, 5, 6, 10, 1, tzinfo=UTC)):
        assert notices(service) == []
        service.time.moment = day
        settle(service)
    (mail,) = notices(service)
    assert "PER0052310, Initiate care proceedings: has a review date of 7 May 2026" in body(mail)


@pytest.mark.parametrize("mode", ["off", "draft", "auto"])
def test_a_notice_follows_the_mode_of_replies(start: Start, mode: str) -> None:
    service = start(**swindon())
    service.app.settings = service.app.settings.model_copy(
        update={"replies": service.app.settings.replies.model_copy(update={"mode": mode})}
    )
    expect(service)
    close(service)
    shown = service.command("notices").said
    assert "0060845, Placement move" in shown
    outbox = [row for row in service.rows("outbox") if row["request_id"] is None]
    if mode == "off":
        assert (outbox, notices(service)) == ([], [])
        assert "no mail was written" in shown
        return
    (row,) = outbox
    assert (row["state"], row["recipient"]) == ("ready" if mode == "auto" else "sent", CHAIR)
    if mode == "auto":
        assert "notice:swindon:care:2026-03-16  leaves after" in service.command("replies").said
        service.time.pass_(minutes=11)
        settle(service)
        assert len(notices(service)) == 1


def test_before_papers_close_the_command_shows_how_it_stands(start: Start) -> None:
    service = start(**swindon())
    expect(service)
    settle(service)
    service.time.moment = datetime(2026, 3, 9, 18, 0, tzinfo=UTC)
    said = service.command("notices").said
    assert "Care Panel, Monday 16 March 2026  (as it stands; nothing told yet)" in said
    assert "0052310" in said


def test_a_notice_to_nobody_is_held_in_auto_and_released_by_a_person(start: Start) -> None:
    service = start(**swindon(expected={}))
    service.app.settings = service.app.settings.model_copy(
        update={"replies": service.app.settings.replies.model_copy(update={"mode": "auto"})}
    )
    expect(service)
    close(service)
    assert notices(service) == []
    told = service.command("tasks").said
    assert "Care Panel · expected on 16 March 2026" in told
    (task,) = service.open_tasks()
    assert "0060845" in service.command("task", str(task), "--show-draft").said
    refused = service.command("task", str(task), "--waive", "x", "--reason", "No")
    assert "it is settled with --release alone" in refused.complained
    done = service.decide(task, "--release")
    assert (done.status, service.open_tasks()) == (0, [])
    assert "on the record of notice notice:swindon:care:2026-03-16" in done.said
    assert len(notices(service)) == 1
    assert service.rows("review")[-1]["reason"] == "Agreed with the chair"


def test_a_notice_waits_for_papers_that_came_in_time_and_are_still_read(start: Start) -> None:
    service = start(**swindon())
    expect(service, "reference,request_type,due\n0060845,placement_move,2026-03-16\n")
    settle(service)
    service.time.moment = datetime(2026, 3, 11, 16, 59, 30, tzinfo=UTC)
    service.drop("swindon", "Maisie", papers_for())
    service.notice()
    service.time.moment = CLOSED
    service.watching.look()
    make_due(service.app)
    assert [row for row in service.rows("notice") if str(row["sitting"]) == SITTING] == [], (
        "it still waits to be checked"
    )
    settle(service)
    assert len(notices(service)) == 1


def test_a_drop_that_cannot_be_looked_at_is_waited_for_and_then_named(start: Start) -> None:
    """What came in time may lie there: nothing is said to be lacking without saying so."""
    service = start(**swindon())
    expect(service)
    settle(service)
    service.time.moment = CLOSED
    make_due(service.app)
    assert [row for row in service.rows("notice") if row["key"]] == []
    service.time.pass_(hours=2, minutes=1)
    make_due(service.app)
    service.app.outbox.send_ready(service.app.now())
    (mail,) = notices(service)
    assert "the drop swindon could not be looked at since the papers closed" in body(mail)


def test_a_panel_whose_days_are_not_set_tells_nobody_and_the_command_says_so(start: Start) -> None:
    service = start(councils={"swindon": {"panels": {"care": {"expected": {"to": CHAIR}}}}})
    expect(service)
    close(service)
    assert service.rows("notice") == []
    assert "No panel of these drops has days set and somebody to tell" in service.command("notices").said


def test_a_list_that_cannot_be_used_is_told_by_its_lines_and_repeats_none_of_its_words(start: Start) -> None:
    service = start(**swindon())
    bad = "reference,request_type,due\nMaisie Pellow,placement_move,2026-03-16\n0060845,tea,2026-03-16\n"
    expect(service, bad + "0060845,placement_move,soon\n0060845,placement_move,2026-03-16\n")
    close(service)
    said = body(notices(service)[0])
    assert "line 2: the reference is none: letters and digits, at most 40, and no names" in said
    assert "line 3: the panel has no such request type" in said
    assert "line 4: the due date is not written as 2026-03-16 or 16/03/2026" in said
    assert "0060845, Placement move" in said
    assert "Maisie" not in said


def test_purge_forgets_a_notice_with_its_mail(start: Start) -> None:
    service = start(**swindon())
    expect(service)
    close(service)
    service.time.pass_(days=100)
    assert service.command("purge", "--older-than", "30").status == 0
    assert not [row for row in service.rows("notice") if str(row["sitting"]) == SITTING]
    assert notices(service) == []
