"""What stands where others than the panel may see it: log, subjects, file names, records of trouble."""

from __future__ import annotations

import re

import pytest

from panelready import steps
from panelready.store.tables import SubmissionState
from tests.build import hostile, papers
from tests.build.eml import message
from tests.build.people import IDRIS
from tests.journeys.bundles import incomplete, legal_gateway, old_assessment
from tests.journeys.service import Service, body

PRIVATE = re.compile(
    r"Jayden|Tolliver|Maisie|Pengelly|Idris|Bellweather|Okafor|Kayleigh|neglect|hungry"
    r"|2019-04-02|02/04/2019|2017-09-21|21/09/2017|2021-01-14|\.docx|\.pdf|Walton"
)


@pytest.fixture(scope="module")
def told(told_service: Service) -> Service:
    """Something of everything: incomplete, ready, referred, locked, damaged, a mail, and a step that fails."""
    service = told_service
    service.drop("buckinghamshire", "Jayden Tolliver 02-04-2019", incomplete())
    service.drop("devon", "Maisie Pengelly", {**old_assessment(), "Maisie scan.pdf": hostile.password_pdf()})
    service.drop("devon", "Idris Bellweather.eml", message(
        subject="Idris Bellweather, born 14/01/2021", attachments=legal_gateway(IDRIS)))  # fmt: skip
    service.drop("swindon", "Jayden Tolliver.docx", hostile.truncated_docx())
    service.work()
    service.time.pass_(minutes=11)  # the damaged file is waited for, in case it is still being written
    service.work()
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(steps.SUBMISSION_STEPS, SubmissionState.READ, _fails)
        service.drop("swindon", "Jayden Tolliver form.docx", papers.swindon_request_form())
        service.work()
    return service


def _fails(*_: object) -> None:
    raise ValueError("Jayden Tolliver was hungry on 02/04/2019")


def test_the_log_names_nobody(told: Service) -> None:
    log = told.log.getvalue()
    assert log.count("event=received") == 5
    assert "event=will_retry" in log
    assert PRIVATE.findall(log) == []


def test_the_record_of_trouble_tells_where_and_not_what(told: Service) -> None:
    troubles = [row["trouble"] for row in told.rows("submission") if row["trouble"]]
    assert len(troubles) == 1
    assert troubles[0].endswith("ValueError")
    # The line of our own program that failed is shown; what it was given is not.
    told_of = [line for line in troubles[0].splitlines() if "raise ValueError(" not in line]
    assert "test_privacy.py" in troubles[0]
    assert PRIVATE.findall("\n".join(told_of)) == []


def test_the_audit_trail_names_nobody(told: Service) -> None:
    assert PRIVATE.findall(" ".join(str(row["detail"]) for row in told.rows("audit"))) == []


def test_files_that_we_write_are_named_by_ids(told: Service) -> None:
    data = told.data
    written = [str(path.relative_to(data)) for folder in ("outbox", "reports", "originals", "staging")
               for path in (data / folder).rglob("*")]  # fmt: skip
    assert len(written) > 20
    assert PRIVATE.findall(" ".join(written)) == []


def test_no_mail_names_a_child_and_subjects_hold_a_reference_at_most(told: Service) -> None:
    mails = told.mails()
    subjects = {mail["Subject"] for mail in mails}
    assert subjects == {"RE: Panel paperwork 0041977", "RE: Panel paperwork PER0060845"}
    for mail in mails:
        headers = " ".join(value for name, value in mail.items() if name not in ("To", "Reply-To"))
        assert PRIVATE.findall(headers + body(mail)) == []


def test_the_commands_that_may_show_names_do_and_the_agenda_does_not(told: Service) -> None:
    assert "Maisie scan.pdf" in told.command("tasks").said
    assert PRIVATE.findall(told.command("agenda", "--panel", "legal_gateway").said.replace("Ruth Okafor", "")) == []
    assert PRIVATE.findall(told.command("doctor").said) == []
