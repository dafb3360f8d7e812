"""An incomplete bundle, our reply, and the missing paper that comes back."""

from __future__ import annotations

import re

import pytest

from tests.build import hostile, papers
from tests.build.eml import message
from tests.build.people import JAYDEN
from tests.journeys.bundles import (
    MINUTES,
    OTHER_BIRTHDAY,
    PLAN,
    gateway_form,
    incomplete,
    legal_gateway,
    made,
    plan,
    week_6,
)
from tests.journeys.service import Service, body

COUNCIL = "buckinghamshire"
PANEL = "legal_planning_and_new_admissions"
OF_THE_CHILD = re.compile(r"Jayden|Tolliver|Kayleigh|02/04/2019|2 April 2019|\.docx|\.pdf")


@pytest.fixture(scope="module")
def told(told_service: Service) -> Service:
    """The incomplete bundle was dropped, and two hours later what was missing came as an answer to our mail."""
    service = told_service
    service.drop(COUNCIL, "Jayden Tolliver", incomplete())
    service.work()
    service.time.pass_(hours=2)
    ours = str(service.mails()[0]["Message-ID"])
    answer = message(
        subject="Re: something else",
        text="Here it is.",
        references=["<x@y.example>", ours],
        message_id="<back@bucks.example>",
        attachments=plan(),
    )
    service.drop(COUNCIL, "RE.eml", answer)
    service.work()
    return service


def test_each_screening_has_its_report(told: Service) -> None:
    (request,) = told.requests()
    assert [answer.verdict.value for answer in told.answers(request)] == ["incomplete", "ready"]
    kept = {file.name for file in (told.data / "reports" / request.id).iterdir()}
    assert kept == {"1.html", "1.json", "2.html", "2.json"}


def test_an_incomplete_bundle_gets_one_reply_that_says_what_is_missing(told: Service) -> None:
    first, _ = told.mails()
    assert (first["To"], first["Subject"]) == ("team@buckinghamshire.example", "RE: Panel paperwork 0041977")
    assert first["From"] == "panels@council.example"
    assert first["Auto-Submitted"] == "auto-replied"
    assert first["Date"].datetime.isoformat() == "2026-03-05T09:00:50+00:00"
    assert "Missing: We did not find the parenting assessment plan among the papers." in body(first)
    assert "by 5pm" not in body(first)  # this council gives no hour, so none is made up


def test_no_mail_names_a_child_a_birthday_or_a_file(told: Service) -> None:
    assert told.mails()
    for mail in told.mails():
        parts = [part.get_content() for part in mail.walk() if not part.is_multipart()]
        assert len(parts) == 2
        told_sender = [value for name, value in mail.items() if name != "To"]
        assert OF_THE_CHILD.findall(" ".join([*told_sender, *parts])) == []


def test_the_missing_paper_joins_by_our_message_id_and_makes_it_ready(told: Service) -> None:
    assert told.verdicts() == ["ready"]
    agenda = told.command("agenda", "--panel", PANEL).said
    assert "Tuesday 10 March 2026" in agenda
    assert "0041977, J.T." in agenda
    assert "✓ Ready for panel" in agenda


def test_the_second_mail_says_what_was_accepted_and_answers_the_sender(told: Service) -> None:
    _, second = told.mails()
    assert second["To"] == "ruth.okafor@bucks.example"
    assert second["In-Reply-To"] == "<back@bucks.example>"
    assert second["References"].split()[-1] == "<back@bucks.example>"
    assert "Thank you for sending more papers" in body(second)
    accepted = body(second).split("NOW IN ORDER")[1].split("If something here is not right")[0]
    assert accepted.strip() == "- We have the parenting assessment plan, dated 12 February 2026."


def test_nothing_goes_out_when_the_same_papers_come_again(service: Service) -> None:
    service.drop(COUNCIL, "Jayden Tolliver", incomplete())
    service.work()
    service.drop(COUNCIL, "Jayden Tolliver", incomplete())
    service.drop(COUNCIL, "Jayden Tolliver again", incomplete())
    service.work()
    assert service.verdicts() == ["incomplete"]
    assert len(service.mails()) == 1
    assert len(service.rows("submission")) == 2  # the very same folder is not even taken for something new


def test_a_form_with_the_same_case_joins_without_any_mail(service: Service) -> None:
    service.drop(COUNCIL, "first", incomplete())
    service.work()
    service.drop(COUNCIL, "second", {**plan(), "form.docx": week_6()["Tolliver booking form.docx"]})
    service.work()
    assert service.verdicts() == ["ready"]


def test_another_date_of_birth_is_another_request_until_a_person_says_otherwise(service: Service) -> None:
    service.drop(COUNCIL, "first", week_6())
    service.work()
    service.drop(COUNCIL, "second", week_6(OTHER_BIRTHDAY))
    service.work()
    assert service.verdicts() == ["ready", "referred"]
    first = service.requests()[0].id
    said = service.command("tasks").said
    assert "same_case" in said
    assert first in said
    why = service.command("show", str(service.open_tasks()[0]), "--why", "same_case").said
    assert why.startswith("same_case: unsure\n")
    assert first in why


def test_without_a_reference_it_is_another_request_until_a_person_says_otherwise(service: Service) -> None:
    service.drop(COUNCIL, "first", week_6())
    service.work()
    service.drop(
        COUNCIL, "second", {**week_6(), "Tolliver booking form.docx": made(papers.booking_form, blank=("LCS ID",))}
    )
    service.work()
    assert service.verdicts() == ["ready", "referred"]


def test_a_person_links_the_papers_to_the_request_they_belong_to(service: Service) -> None:
    service.drop(COUNCIL, "first", incomplete())
    service.work()
    service.drop(COUNCIL, "the plan alone", plan())
    service.work()
    first, second = service.requests()
    (task,) = service.open_tasks()
    told = service.decide(task, "--link", first.id)
    assert told.status == 0
    service.work()
    assert [request.state.value for request in service.requests()] == ["answered", "merged"]
    assert service.answers(service.requests()[0])[-1].verdict == "ready"
    assert service.open_tasks() == []
    assert second.id in service.command("show", first.id).said
    assert service.command("show", second.id).said.startswith(f"Request {second.id}: merged into {first.id}")


def test_the_request_is_named_by_its_case_reference_which_the_new_papers_may_bear_too(service: Service) -> None:
    service.drop(COUNCIL, "first", week_6())
    service.work()
    service.drop(COUNCIL, "second", week_6(OTHER_BIRTHDAY))
    service.work()
    first, second = service.requests()
    assert first.key.reference == second.key.reference
    told = service.decide(service.open_tasks()[0], "--link", str(first.key.reference))
    assert told.status == 0
    assert service.command("show", second.id).said.startswith(f"Request {second.id}: merged into {first.id}")


def test_a_person_keeps_the_two_apart(service: Service) -> None:
    service.drop(COUNCIL, "first", week_6())
    service.work()
    service.drop(COUNCIL, "second", week_6(OTHER_BIRTHDAY))
    service.work()
    (task,) = service.open_tasks()
    assert service.decide(task, "--waive", "same_case").status == 0
    assert service.verdicts() == ["ready", "ready"]
    assert len(service.mails()) == 2


def test_a_locked_paper_that_is_sent_again_open_needs_no_person_any_more(service: Service) -> None:
    letter = "Tolliver letter.pdf"
    service.drop(COUNCIL, "first", {**week_6(), letter: hostile.password_pdf()})
    service.work()
    assert service.verdicts() == ["referred"]
    service.decide(1, "--release")
    (ours,) = service.mails()
    assert "locked with a password. Please send it again without the password." in body(ours)
    again = message(references=[str(ours["Message-ID"])], attachments={letter: week_6()[letter]})
    service.drop(COUNCIL, "RE.eml", again)
    service.work()
    assert (service.verdicts(), service.open_tasks()) == (["ready"], [])


def test_a_form_that_is_finished_takes_the_place_of_the_unfinished_one(service: Service) -> None:
    service.drop("devon", "first", {**legal_gateway(), **gateway_form(blank=("duration",))})
    service.work()
    assert service.verdicts() == ["incomplete"]
    (ours,) = service.mails()
    again = message(in_reply_to=str(ours["Message-ID"]), attachments=gateway_form())
    service.drop("devon", "RE.eml", again)
    service.work()
    assert service.verdicts() == ["ready"]


def test_papers_for_a_withdrawn_request_do_not_revive_it(service: Service) -> None:
    service.drop(COUNCIL, "first", week_6(OTHER_BIRTHDAY, MINUTES))
    service.work()
    service.drop(COUNCIL, "second", incomplete())
    service.work()
    service.decide(service.open_tasks()[0], "--waive", "same_case")
    ours = str(service.mails()[1]["Message-ID"])
    service.drop(COUNCIL, "third", {"locked.pdf": hostile.password_pdf(), **incomplete()})
    service.work()
    service.decide(service.open_tasks()[0], "--withdraw")
    service.drop(COUNCIL, "RE.eml", message(references=[ours], attachments=plan()))
    service.work()
    assert [request.state.value for request in service.requests()] == ["answered", "withdrawn", "answered"]
    assert service.verdicts()[2] == "referred"
    assert service.requests()[2].alike == service.requests()[1].id


def test_only_what_is_new_is_said_when_papers_come_one_by_one(service: Service) -> None:
    service.drop(COUNCIL, "first", week_6(JAYDEN, PLAN, "Tolliver SWET.docx"))
    service.work()
    service.drop(COUNCIL, "second", {**plan(), "form.docx": week_6()["Tolliver booking form.docx"]})
    service.work()
    second = body(service.mails()[1])
    assert "Some things are still open." in second
    assert "We did not find the parenting assessment plan" not in second
    assert "We did not find the Social Work Evidence Template (SWET) among the papers." in second
