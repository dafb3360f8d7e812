"""A covering message that promises a paper, and the day it was promised for."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from casework.finding import Outcome, Verdict
from panelready.serving import carrier
from panelready.store.tables import RequestState
from tests.build.eml import message
from tests.journeys.bundles import incomplete, plan
from tests.journeys.conftest import Start
from tests.journeys.service import Service, body

COUNCIL = "buckinghamshire"
NOTE = "Dear panel,\n\nPapers for panel on 10 March 2026 attached, PAP to follow {when}.\n\nRuth"
PLAN_ASKED = "parenting_assessment_plan"


def leave(service: Service, when: str) -> None:
    """Drop a mail of Thursday 5 March that lacks the parenting assessment plan, and promises it."""
    service.drop(COUNCIL, "Panel papers.eml", message(text=NOTE.format(when=when), attachments=incomplete()))
    service.work()


def pass_days(service: Service, days: float) -> None:
    """Let days go by, and the service do what is due."""
    service.time.pass_(days=days)
    carrier(service.app).run_until_idle()
    service.app.outbox.send_ready(service.app.now())


def outcomes(service: Service) -> list[Outcome]:
    """What each screening of the one request found of the plan."""
    (request,) = service.requests()
    found = [finding for answer in service.answers(request) for finding in answer.findings]
    return [finding.outcome for finding in found if PLAN_ASKED in finding.document_types]


def test_a_promised_paper_is_told_as_to_follow_with_its_day(service: Service) -> None:
    leave(service, "on Monday")
    (request,) = service.requests()
    (answer,) = service.answers(request)
    (finding,) = [each for each in answer.findings if PLAN_ASKED in each.document_types]
    assert (finding.outcome, finding.promised_by) == (Outcome.PROMISED, date(2026, 3, 9))
    assert "PAP to follow on Monday." in finding.evidence[0].words
    assert answer.verdict is Verdict.INCOMPLETE
    (mail,) = service.mails()
    assert "You told us that the parenting assessment plan will follow by 9 March 2026." in body(mail)


def test_a_promise_that_falls_due_becomes_missing_and_a_reply_says_so(service: Service) -> None:
    leave(service, "on Monday")
    assert service.requests()[0].wake_at == datetime(2026, 3, 10)
    pass_days(service, 4.5)  # Monday evening
    assert outcomes(service) == [Outcome.PROMISED]
    pass_days(service, 0.5)
    assert outcomes(service) == [Outcome.PROMISED, Outcome.MISSING]
    _, second = service.mails()
    assert "The message said that it would follow by 9 March 2026." in body(second)
    assert service.requests()[0].state is RequestState.ANSWERED
    pass_days(service, 30)
    assert len(service.mails()) == 2


def test_a_promised_paper_that_comes_in_time_makes_the_request_ready(service: Service) -> None:
    leave(service, "on Monday")
    service.time.pass_(days=1)
    ours = str(service.mails()[0]["Message-ID"])
    again = message(text="Here it is.", attachments=plan(), in_reply_to=ours, message_id="<2@bucks.example>")
    service.drop(COUNCIL, "Re papers.eml", again)
    service.work()
    assert outcomes(service) == [Outcome.PROMISED, Outcome.MET]
    assert service.requests()[0].state is RequestState.ANSWERED
    pass_days(service, 30)
    assert len(service.mails()) == 2


def test_a_promise_is_read_as_of_the_day_of_its_own_message(service: Service) -> None:
    leave(service, "on Monday")
    service.time.pass_(days=7)
    ours = str(service.mails()[0]["Message-ID"])
    sent = datetime(2026, 3, 12, 9, 0)
    later = message(text="Still working on the rest.", in_reply_to=ours, message_id="<3@bucks.example>", sent=sent)
    service.drop(COUNCIL, "Re papers.eml", later)
    service.work()
    assert outcomes(service)[-1] is Outcome.MISSING


def test_a_promise_without_a_day_waits_for_papers_alone(service: Service) -> None:
    leave(service, "shortly")
    assert outcomes(service) == [Outcome.PROMISED]
    assert service.requests()[0].state is RequestState.ANSWERED
    assert "will follow. Please tell us by when." in body(service.mails()[0])
    pass_days(service, 60)
    assert outcomes(service) == [Outcome.PROMISED]


@pytest.mark.parametrize("when", ["on Monday", "by 9 March", "w/c 9 March"])
def test_the_service_stopped_over_the_day_still_notices_it(start: Start, when: str) -> None:
    service = start()
    leave(service, when)
    service.time.pass_(days=20)
    service = start()
    carrier(service.app).run_until_idle()
    assert outcomes(service) == [Outcome.PROMISED, Outcome.MISSING]
