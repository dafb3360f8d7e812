"""What is kept of a mail so that it can be told whether it may be answered without a person."""

from __future__ import annotations

from email.message import EmailMessage, Message
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.mime.text import MIMEText

import pytest

from casework.submission import Origin, Report
from ingest.limits import Limits
from ingest.open_message import open_mail
from tests.ingest.opening import mime, wrapped

OURS = "<51fd-0c22.1.reply@panelready.example>"


def origin(data: bytes) -> Origin:
    found = open_mail(data, Limits()).envelope.origin
    assert found is not None
    return found


def bounce(action: str = "failed", *, whole: bool = True) -> bytes:
    """A report as mail servers write it, on a reply of ours."""
    report = MIMEMultipart("report")
    report.set_param("report-type", "delivery-status")
    report["From"], report["Return-Path"] = "MAILER-DAEMON@mx.council.example", "<>"
    report.attach(MIMEText("It could not be delivered."))
    status = MIMENonMultipart("message", "delivery-status")
    per_message, per_recipient = Message(), Message()
    per_message["Reporting-MTA"] = "dns; mx.council.example"
    if action:
        per_recipient["Action"], per_recipient["Status"] = action, "5.1.1"
    status.set_payload([per_message, per_recipient])
    report.attach(status)
    head = f"Message-ID: {OURS}\r\nX-PanelReady-Case: 51fd-0c22\r\nSubject: RE: Panel paperwork\r\n"
    part = MIMENonMultipart("message" if whole else "text", "rfc822" if whole else "rfc822-headers")
    part.set_payload(head + "\r\nHello")
    report.attach(part)
    return report.as_bytes()


@pytest.mark.parametrize(
    ("header", "writers"),
    [
        ("From: Ruth <Ruth.Okafor@bucks.example>", ("ruth.okafor@bucks.example",)),
        ('From: "ruth@bucks.example" <ruth@bucks.example>', ("ruth@bucks.example",)),
        ("From: a@x.example, b@x.example", ("a@x.example", "b@x.example")),
        ("From: a@x.example\r\nFrom: b@x.example", ("a@x.example", "b@x.example")),
        ("From: evil@x.example <social@council.example>, y", ("evil@x.example", "social@council.example")),
        ("From: nobody", ()),
    ],
)
def test_every_address_that_any_reading_of_from_finds_is_kept(header: str, writers: tuple[str, ...]) -> None:
    assert set(origin(f"{header}\r\nSubject: x\r\n\r\nHello".encode()).writers) == set(writers)


def test_authentication_results_keep_their_order_and_the_null_return_path_differs_from_none() -> None:
    found = origin(mime("Authentication-Results: mx.one; dmarc=pass", "Authentication-Results: forged; dmarc=pass"))
    assert [each.split(";")[0] for each in found.results] == ["mx.one", "forged"] and found.return_path is None
    assert origin(mime("Return-Path: <>")).return_path == ""
    assert origin(mime("Return-Path: <a@x.example>")).return_path == "a@x.example"


def test_only_headers_that_machines_mark_their_mail_with_are_kept() -> None:
    found = origin(mime("Auto-Submitted: Auto-Replied", "List-Id: x", "X-Mailer: y", "X-Auto-Response-Suppress: All"))
    assert found.marks == (("auto-submitted", "auto-replied"), ("list-id", "x"))


@pytest.mark.parametrize("whole", [True, False])
def test_a_report_tells_by_ids_which_mail_it_returns(whole: bool) -> None:
    found = origin(bounce(whole=whole))
    assert found.report == Report(("failed",), (OURS,), ("51fd-0c22",))
    assert "multipart/report" in found.kinds and "message/delivery-status" in found.kinds


def test_a_report_that_does_not_say_what_happened_is_read_all_the_same() -> None:
    found = origin(bounce(""))
    assert found.report is not None and found.report.actions == () and found.report.message_ids == (OURS,)


def test_a_report_that_somebody_forwards_makes_no_report_of_their_mail() -> None:
    assert origin(wrapped(bounce())).report is None
    mail = EmailMessage()
    mail["From"] = "ruth@bucks.example"
    mail.set_content("See below.")
    inner = EmailMessage()
    inner["Subject"] = "Invitation"
    inner.set_content("BEGIN:VCALENDAR", subtype="calendar", params={"method": "REQUEST"})
    mail.add_attachment(inner)
    assert origin(mail.as_bytes()).kinds == ()
    assert origin(inner.as_bytes()).kinds == ("text/calendar; method=request",)


def test_headers_without_end_cost_no_memory() -> None:
    found = origin(mime(*[f"List-X{'a' * 20}: {number}" for number in range(5000)], "From: " + "a@x.example," * 900))
    assert len(found.marks) == 30
