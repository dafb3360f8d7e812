"""A reply that turns out wrong: the next one in the thread says so, and an incident record keeps what was said."""

from __future__ import annotations

import getpass
import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from casework.document import Document
from panelready.plain import from_plain
from panelready.store import requests, submissions
from panelready.store.tables import RequestState
from tests.build import hostile, papers
from tests.build.eml import message
from tests.build.people import JAYDEN, MAISIE
from tests.journeys.bundles import PLAN, incomplete, legal_gateway, made, plan, week_6
from tests.journeys.service import Service, Told, body

COUNCIL = "buckinghamshire"
PLAN_ASKED, NOTES = "parenting_assessment_plan", "Tolliver notes.docx"


def correct(service: Service, *words: str, reason: str = "It is the plan, under another name") -> Told:
    """Put the one request right, a day after it was answered."""
    service.time.pass_(days=1)
    told = service.command("correct", service.requests()[0].id, *words, "--reason", reason)
    service.time.pass_(seconds=1)
    carry_out(service)
    return told


def carry_out(service: Service) -> None:
    service.watching.look()
    service.work()


def send(service: Service, attachments: dict[str, bytes]) -> None:
    """Papers that come by mail."""
    service.drop(COUNCIL, "first.eml", message(attachments=attachments))
    service.work()


def documents_of(row: dict[str, Any]) -> tuple[Document, ...]:
    return from_plain(tuple[Document, ...], row["documents"])


def missed_plan(service: Service) -> None:
    """A reply that calls the plan missing, which lay among the papers and was taken for something else."""
    send(service, {**incomplete(), NOTES: made(papers.viability_assessment, child=JAYDEN)})
    assert "We did not find the parenting assessment plan" in body(service.mails()[-1])


def test_a_paper_we_missed_is_put_right_in_the_thread(service: Service) -> None:
    missed_plan(service)
    assert correct(service, "--retype", NOTES, PLAN_ASKED).status == 0
    first, second = service.mails()
    assert service.verdicts() == ["ready"]
    assert (second["To"], second["In-Reply-To"]) == (first["To"], first["In-Reply-To"])
    said = body(second)
    assert "We wrote to you on 5 March 2026" in said
    assert "Not all that we said was right, and we are sorry." in said
    assert "We said: “We did not find the parenting assessment plan among the papers.” What is right: We have" in said
    assert "Thank you for sending more papers" not in said
    assert said.count("We have the parenting assessment plan") == 1
    assert "What we put right" in str(second.get_body(("html",)))
    assert not {"WHAT IS NEW", "NOW IN ORDER"} & set(said.split("  "))


def test_the_incident_says_what_was_said_when_by_which_edition_what_is_right_and_who_said_so(service: Service) -> None:
    missed_plan(service)
    correct(service, "--retype", NOTES, PLAN_ASKED)
    listed = service.command("incidents").said
    assert "Reply " in listed and "of 05 Mar 2026 09:" in listed and "to ruth.okafor@bucks.example" in listed
    assert "Policy edition then: permanency_tracking; now: permanency_tracking" in listed
    assert f"by {getpass.getuser()}: It is the plan, under another name" in listed
    (kept,) = json.loads(service.command("incidents", "--json").said)
    (said, right) = kept["points"][0]
    assert said.startswith("We said: “We did not find the parenting") and right.startswith("We have the parenting")
    assert kept["reply_key"] == f"{kept['request_id']}:1:reply"
    assert "it is among the incidents" in service.command("show", kept["request_id"]).said


def test_papers_called_complete_that_are_not_are_put_right_and_leave_the_agenda(service: Service) -> None:
    send(service, week_6())
    assert service.verdicts() == ["ready"]
    correct(service, "--retype", PLAN, "viability_assessment", reason="This is another paper")
    said = body(service.mails()[-1])
    assert "We said that the papers are complete. What is right: They are not complete yet." in said
    assert "Missing: We did not find the parenting assessment plan among the papers." in said
    assert JAYDEN.number not in service.command("agenda", "--panel", "legal_planning_and_new_admissions").said
    assert "We said that the papers are complete." in service.command("incidents").said


def test_a_correction_that_a_person_has_to_look_at_waits_as_a_draft(service: Service) -> None:
    """The true assessment is nine months old, and the council does not say how old it may be."""
    old = made(papers.viability_assessment, child=MAISIE, dated=date(2025, 6, 9))
    bundle = {**legal_gateway(), "Pengelly notes.docx": old}
    service.drop("devon", "first.eml", message(attachments=bundle))
    service.work()
    assert service.verdicts() == ["ready"]
    otherwise = ("--retype", "Pengelly assessment.docx", "viability_assessment")
    assert correct(service, *otherwise, "--retype", "Pengelly notes.docx", "child_and_family_assessment").status == 0
    assert (service.verdicts(), len(service.mails())) == (["referred"], 1)
    assert "PER0052310" not in service.command("agenda", "--panel", "legal_gateway").said
    (task,) = service.open_tasks()
    draft = " ".join(service.command("task", str(task), "--show-draft").said.split())
    assert "We wrote to you on 5 March 2026" in draft and "Not all that we said was right, and we are sorry." in draft
    assert "We said that the papers are complete." in draft
    told = service.command("correct", service.requests()[0].id, "--waive", "assessment", "--reason", "x")
    assert (told.status, "settle the task" in told.complained) == (64, True)
    assert service.decide(task, "--release").status == 0
    assert body(service.mails()[-1]) == draft
    assert service.mails()[-1]["In-Reply-To"] == service.mails()[0]["In-Reply-To"]
    assert len(json.loads(service.command("incidents", "--json").said)) == 1


def test_a_request_taken_for_another_kind_is_put_right_in_the_thread(service: Service) -> None:
    send(service, week_6())
    assert service.verdicts() == ["ready"]
    kind = "legal_planning_and_new_admissions/plo_review_week_12"
    assert correct(service, "--request-type", kind, reason="This is week 12").status == 0
    answer = service.answers(service.requests()[0])[-1]
    assert (answer.request_type, answer.verdict.value) == ("plo_review_week_12", "incomplete")
    first, second = service.mails()
    said = body(second)
    assert second["In-Reply-To"] == first["In-Reply-To"]
    assert "We took the papers for " in said and "What is right: They are for " in said
    (kept,) = json.loads(service.command("incidents", "--json").said)
    assert [point[0].startswith("We took the papers for") for point in kept["points"]] == [True]
    assert kept["reason"] == "This is week 12"
    told = correct(service, "--request-type", "no_such_kind")
    assert (told.status, "is not known here" in told.complained) == (64, True)


def test_the_same_papers_read_otherwise_are_put_right_without_anybody(service: Service) -> None:
    missed_plan(service)
    (request,) = service.requests()
    (submission,) = service.rows("submission")
    rows = [row for row in service.rows("submitted_file") if row["documents"]]
    with service.app.engine.begin() as db:
        for row, read in zip(rows, map(documents_of, rows), strict=True):
            again = tuple(replace(each, type=PLAN_ASKED) if each.file == NOTES else each for each in read)
            submissions.set_documents(db, submission["id"], row["number"], again)
        requests.move_on(db, request.id, RequestState.WAITING, wake_at=service.app.now())
    service.time.pass_(days=1)
    service.work()
    assert service.verdicts() == ["ready"]
    assert "Not all that we said was right" in body(service.mails()[-1])
    assert "on another look at the same papers" in service.command("incidents").said


def test_what_was_right_when_it_was_said_is_no_incident(service: Service) -> None:
    """A promise that was not kept, a paper that came, a requirement that a person let go."""
    note = "Dear panel,\n\nPapers for panel on 10 March 2026 attached, PAP to follow on Monday.\n\nRuth"
    service.drop(COUNCIL, "first.eml", message(text=note, attachments=incomplete()))
    service.work()
    service.time.pass_(days=6)
    service.work()
    assert "The message said that it would follow" in body(service.mails()[-1])
    correct(service, "--waive", PLAN_ASKED, reason="The chair will hear it without")
    assert service.verdicts() == ["ready"]
    came = message(
        attachments=plan(), message_id="<2@bucks.example>", in_reply_to=str(service.mails()[-1]["Message-ID"])
    )
    service.drop(COUNCIL, "second.eml", came)
    service.work()
    assert service.command("incidents").said == "No reply has turned out wrong.\n"
    assert all("Not all that we said was right" not in body(mail) for mail in service.mails())


def test_papers_that_have_only_grown_old_were_complete_when_we_said_so(service: Service) -> None:
    service.drop("devon", "first.eml", message(attachments=legal_gateway()))
    service.work()
    assert service.verdicts() == ["ready"]
    service.time.pass_(days=300)
    (request,) = service.requests()
    with service.app.engine.begin() as db:
        requests.move_on(db, request.id, RequestState.WAITING, wake_at=service.app.now())
    service.work()
    assert service.verdicts() != ["ready"]
    assert service.command("incidents").said == "No reply has turned out wrong.\n"


def test_a_councils_own_template_that_knows_no_corrections_cannot_leave_one_out(service: Service) -> None:
    folder = service.data / "councils" / COUNCIL
    folder.mkdir(parents=True)
    own = "{% for each in needs %}{{ each.sentence }}\n{% endfor %}{{ when }}\n"
    (folder / "reply.txt").write_text(own, encoding="utf-8")
    missed_plan(service)
    correct(service, "--retype", NOTES, PLAN_ASKED)
    assert "Not all that we said was right" in body(service.mails()[-1])
    assert [row["kind"] for row in service.rows("task")] == ["broken_template"]


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("nothing-like-it", "--retype", NOTES, PLAN_ASKED, "--reason", "x"), "nothing is known as"),
        (("0041977", "--reason", "x"), "say what is right"),
        (("0041977", "--retype", NOTES, PLAN_ASKED), "say why"),
        (("0041977", "--retype", "other.docx", PLAN_ASKED, "--reason", "x"), "is not known here"),
    ],
)
def test_what_cannot_be_put_right_is_said_and_nothing_is_written(
    service: Service, words: tuple[str, ...], complaint: str
) -> None:
    missed_plan(service)
    told = service.command("correct", *words)
    assert (told.status, complaint in told.complained) == (64, True)
    assert (service.rows("review"), len(service.mails())) == ([], 1)


def test_a_request_that_waits_for_a_decision_is_settled_by_its_task(service: Service) -> None:
    send(service, {**incomplete(), "locked.pdf": hostile.password_pdf()})
    (request,) = service.requests()
    told = service.command("correct", request.id, "--waive", PLAN_ASKED, "--reason", "x")
    assert (told.status, "settle the task" in told.complained) == (64, True)
