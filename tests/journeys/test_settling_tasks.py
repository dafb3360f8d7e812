"""What an administrator does about a referred request, beside the running service."""

from __future__ import annotations

import pytest

from generators.contract import subject_of
from tests.build import hostile, papers
from tests.build.people import MAISIE
from tests.journeys.bundles import CHRONOLOGY, gateway_form, legal_gateway, old_assessment
from tests.journeys.conftest import Start
from tests.journeys.service import Service, body


@pytest.fixture
def referred(service: Service) -> Service:
    """An assessment that is nine months old: a person decides whether it will do."""
    service.drop("devon", "Maisie", old_assessment())
    service.work()
    assert service.verdicts() == ["referred"]
    return service


def outcomes(service: Service) -> dict[str, str]:
    """What the newest screening says of each requirement and rule."""
    answer = service.answers(service.requests()[0])[-1]
    return {subject_of(each): str(each.outcome) for each in answer.findings + answer.rules}


def test_nothing_leaves_until_a_person_releases_it_and_then_once(referred: Service) -> None:
    assert referred.mails() == []
    listed = referred.command("tasks").said
    assert listed.startswith("Task 1  Legal Gateway Panel · Initiate care proceedings · PER0052310")
    assert "assessment: The Child and Family assessment" in " ".join(listed.split())
    draft = referred.command("task", "1", "--show-draft")
    assert draft.status == 0
    assert "Thank you for the papers for the Legal Gateway Panel" in " ".join(draft.said.split())
    assert referred.open_tasks() == [1]
    assert referred.decide(1, "--release").status == 0
    (mail,) = referred.mails()
    assert body(mail) == " ".join(draft.said.split())
    assert mail["To"] == "team@devon.example"
    again = referred.decide(1, "--release")
    assert (again.status, len(referred.mails())) == (64, 1)
    assert "task 1 is no longer open" in again.complained
    assert referred.command("tasks").said == "There is nothing to settle.\n"


def test_a_released_reply_is_not_followed_by_another_when_the_same_papers_come_again(referred: Service) -> None:
    referred.decide(1, "--release")
    referred.drop("devon", "Maisie once more", old_assessment())
    referred.work()
    assert (len(referred.requests()), len(referred.mails()), referred.open_tasks()) == (1, 1, [])


def test_letting_a_requirement_go_makes_it_ready_and_is_kept_with_the_reason(referred: Service) -> None:
    told = referred.decide(1, "--waive", "assessment", reason="The review of January will do")
    assert "The service that is running carries it out now." in told.said
    assert referred.verdicts() == ["ready"]
    assert outcomes(referred)["assessment"] == "waived"
    (request,) = referred.requests()
    assert [answer.verdict.value for answer in referred.answers(request)] == ["referred", "ready"]
    shown = referred.command("show", request.id).said
    assert "waive assessment — The review of January will do" in shown
    assert "Report 1:" in shown
    assert "Report 2:" in shown
    (review,) = referred.rows("review")
    assert (review["action"], review["subject"], review["task_id"]) == ("waive", "assessment", 1)
    assert MAISIE.number in referred.command("agenda", "--panel", "legal_gateway").said


def test_whoever_was_never_answered_is_not_thanked_for_more_papers(referred: Service) -> None:
    referred.decide(1, "--waive", "assessment")
    (mail,) = referred.mails()
    assert "Thank you for the papers for the Legal Gateway Panel" in body(mail)
    assert "more papers" not in body(mail)
    assert "WHAT WE RECEIVED" in body(mail)


def test_a_decision_that_settles_nothing_leaves_a_task_open(referred: Service) -> None:
    referred.decide(1, "--set", "social_worker=Ruth Okafor")
    assert referred.verdicts() == ["referred"]
    assert len(referred.open_tasks()) == 1


def test_saying_what_a_paper_is(service: Service) -> None:
    service.drop("devon", "Maisie", {**legal_gateway(), CHRONOLOGY: hostile.password_docx()})
    service.work()
    (task,) = service.open_tasks()
    assert outcomes(service)["chronology"] == "unsure"
    assert service.decide(task, "--retype", CHRONOLOGY, "social_work_chronology").status == 0
    assert outcomes(service)["chronology"] == "met"
    assert service.verdicts() == ["ready"]


def test_setting_a_field_of_the_form(service: Service) -> None:
    service.drop("devon", "Maisie", {**old_assessment(), **gateway_form(blank=("duration",))})
    service.work()
    assert outcomes(service)["panel_request_form"] == "unfinished"
    (task,) = service.open_tasks()
    assert service.decide(task, "--set", "duration=26 weeks", "--waive", "assessment").status == 0
    assert outcomes(service)["panel_request_form"] == "met"
    assert service.verdicts() == ["ready"]
    assert "set field duration 26 weeks" in service.command("show", "1").said


def test_stating_a_fact(referred: Service) -> None:
    assert outcomes(referred)["draft_plo_letter"] == "not_needed"
    referred.decide(1, "--set", "pre_proceedings_letter_proposed=yes", "--waive", "assessment")
    assert outcomes(referred)["draft_plo_letter"] == "missing"
    assert referred.verdicts() == ["incomplete"]
    assert "letter before proceedings" in body(referred.mails()[0])


def test_saying_what_is_asked_for(referred: Service) -> None:
    referred.decide(1, "--request-type", "legal_gateway/initiate_plo")
    (request,) = referred.requests()
    answers = referred.answers(request)
    assert [answer.request_type for answer in answers] == ["initiate_care_proceedings", "initiate_plo"]
    assert referred.verdicts() == ["referred"]  # its old assessment is a doubt there too
    assert len(referred.open_tasks()) == 1


def test_withdrawing_takes_everything_back(referred: Service) -> None:
    assert referred.decide(1, "--withdraw").status == 0
    (request,) = referred.requests()
    assert request.state.value == "withdrawn"
    assert (referred.open_tasks(), referred.mails()) == ([], [])
    referred.drop("devon", "Maisie once more", legal_gateway())
    referred.work()
    assert len(referred.requests()) == 2  # a withdrawn request stays withdrawn


def test_a_withdrawal_names_who_agreed_to_it_where_the_council_asks(start: Start) -> None:
    service = start()
    service.drop(
        "swindon", "Maisie", {"form.docx": papers.swindon_request_form(request="A holiday in Wales", child=MAISIE)}
    )
    service.work()
    assert service.verdicts() == ["referred"]
    told = service.decide(1, "--withdraw")
    assert told.status == 64
    assert (
        "a withdrawal needs the agreement of the Service Manager: say who gave it, with --agreed-by." in told.complained
    )
    assert service.decide(1, "--withdraw", "--agreed-by", "the Service Manager, by phone").status == 0
    assert service.requests()[0].state.value == "withdrawn"
    assert "the Service Manager, by phone" in service.command("show", service.requests()[0].id).said


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--waive", "asessment"], "open requirement 'asessment' is not known here. There are: assessment."),
        (["--retype", "nothing.docx", "swet"], "file 'nothing.docx' is not known here. There are: Pengelly"),
        (["--retype", "Pengelly assessment.docx", "novel"], "document type 'novel' is not known here. There are: "),
        (["--set", "colour=blue"], "field or fact 'colour' is not known here. There are: "),
        (["--set", "colour"], "--set colour: write it as FIELD=VALUE."),
        (["--request-type", "legal_gateway/tea"], "request type 'legal_gateway/tea' is not known here. There are: "),
        (["--link", "0000-0000"], "there is no request 0000-0000."),
        (["--release", "--withdraw"], "--link, --release and --withdraw each stand alone."),
        ([], "say what to do: --waive, --retype, --set, --request-type, --link, --release or --withdraw."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_is_not_known_is_refused_in_words(words: list[str], sentence: str, waiting: Service) -> None:
    told = waiting.decide(1, *words)
    assert told.status == 64
    assert told.complained.startswith(f"panelready: {sentence}")
    assert waiting.rows("review") == []
    assert waiting.open_tasks() == [1]


@pytest.fixture(scope="module")
def waiting(told_service: Service) -> Service:
    """A referred request that nobody settles."""
    told_service.drop("devon", "Maisie", old_assessment())
    told_service.work()
    return told_service


def test_no_decision_without_a_reason(waiting: Service) -> None:
    told = waiting.command("task", "1", "--waive", "assessment", "--reason", "  ")
    assert (told.status, told.complained) == (
        64,
        "panelready: say why, with --reason TEXT: it is kept with the decision.\n",
    )


def test_a_task_that_is_not_there_is_refused(waiting: Service) -> None:
    told = waiting.decide(7, "--release")
    assert (told.status, told.complained) == (
        64,
        "panelready: there is no task 7. `panelready tasks` lists those that are open.\n",
    )
