"""Answers by number to the questions of a reply, through the whole service: mail in, reply out, mail back."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage
from typing import Any

import pytest

from casework.finding import Outcome, Reason
from generators.contract import Answer, RequirementFinding
from tests.build import papers
from tests.build.eml import message
from tests.build.people import JAYDEN, MAISIE
from tests.journeys.bundles import made, week_6
from tests.journeys.service import Service, body

COUNCIL = "buckinghamshire"
FORM = "Tolliver booking form.docx"
PANEL_MINUTES, ASSESSMENTS = "previous_panel_minutes", "assessments"
BEEN_BEFORE = "Has this case been to panel before, and on what date?"


def send(service: Service, name: str, **mail: Any) -> None:
    """Let a mail come, and the service answer it."""
    service.time.pass_(minutes=1)
    service.drop(COUNCIL, f"{name}.eml", message(message_id=f"<{name}@bucks.example>", **mail))
    service.work()


def form(blank: tuple[str, ...] = ("Previous panel date",)) -> dict[str, bytes]:
    """The booking form that asks for a new admission; by default nothing in it says if the case has been to panel."""
    reason = "Request for S20 / edge of care / new admission to care"
    return {FORM: made(papers.booking_form, reason=reason, blank=blank)}


def ask_one(service: Service) -> EmailMessage:
    """Send a request that leaves one thing open: if it has been to panel before. The reply that asks."""
    send(service, "first", attachments={**form(), "Tolliver FGC.pdf": made(papers.fgc_minutes, child=JAYDEN)})
    return service.mails()[-1]


def ask_if_there_is_one(service: Service) -> EmailMessage:
    """Send a week 12 bundle without any assessment; the reply that asks if there is one."""
    form = made(papers.booking_form, reason="PLO pre-proceedings - 12 week review")
    chronology = made(papers.social_work_chronology, child=JAYDEN)
    send(service, "first", attachments={**week_6(JAYDEN), FORM: form, "Tolliver chronology.docx": chronology})
    return service.mails()[-1]


def answer(service: Service, mail: EmailMessage, text: str, name: str = "back", **more: Any) -> Answer:
    """Answer a reply in its thread; what the screening that follows says."""
    send(service, name, text=text, in_reply_to=str(mail["Message-ID"]), **more)
    return service.answers(service.requests()[0])[-1]


def finding(answer: Answer, requirement: str = PANEL_MINUTES) -> RequirementFinding:
    (found,) = [each for each in answer.findings if each.requirement == requirement]
    return found


def test_a_plain_no_is_a_fact_with_its_line_as_evidence(service: Service) -> None:
    asked = ask_one(service)
    assert f"1. {BEEN_BEFORE}" in body(asked)
    found = finding(answer(service, asked, "Hello,\n\n1. No\n\nRuth"))
    assert (found.outcome, found.text.split("? ")[1]) == (Outcome.NOT_NEEDED, "We go by the answer to our question.")
    assert [(seen.file, seen.place, seen.words) for seen in found.evidence] == [("back.eml", "body, line 3", "1. No")]
    assert service.verdicts() == ["ready"]
    report = service.data / "reports" / service.requests()[0].id / "2.html"
    assert "We go by the answer to our question" in report.read_text(encoding="utf-8")
    assert "Now in order" in str(service.mails()[-1].get_body(("html",)))


def test_open_questions_are_listed_until_they_are_answered(service: Service) -> None:
    asked = ask_one(service)
    (request,) = service.requests()
    listed = service.command("replies", "--questions").said
    assert listed == f"Request {request.id}, asked 05 Mar 2026\n  1. {BEEN_BEFORE}\n"
    answer(service, asked, "1. No")
    assert service.command("replies", "--questions").said == "No question is open.\n"


@pytest.mark.parametrize(
    "line", ["1) yes - 20 January", "Q1: Yes, 20/01/2026", "1. Yes 20th January 2026", "(1) Y: 20 Jan"]
)
def test_a_yes_with_the_day_that_was_asked_for_makes_the_paper_needed(service: Service, line: str) -> None:
    found = finding(answer(service, ask_one(service), line))
    assert found.outcome is Outcome.MISSING
    assert "note or minutes of a panel" in body(service.mails()[-1])


UNCLEAR = [
    "1. I think so, will check",
    "1. Yes",  # the day was asked for, too
    "1. No, but ask the team manager",
    "1. No?",
    "1. n/a",
    "1. No\nalthough there was a Legal Planning Meeting",
    "No",  # under no number
    "2. No",  # a number that was not asked
    "1. Yes 2. No",
    "1. No\n1. Yes - 20 January 2026",
    "Kind regards\nRuth\n1. No",  # in the signature
    "1. Has this case been to panel before, and on what date? Not that I know",
]


@pytest.mark.parametrize("text", UNCLEAR)
def test_what_looks_like_an_answer_and_is_not_plain_makes_a_task(service: Service, text: str) -> None:
    told = answer(service, ask_one(service), text)
    found = finding(told)
    assert found.outcome is Outcome.UNSURE
    assert found.reason in (Reason.ANSWER_UNCLEAR, Reason.ANSWERS_DIFFER)
    assert found.evidence[0].file == "back.eml"
    assert BEEN_BEFORE in found.text
    assert (service.verdicts(), len(service.open_tasks())) == (["referred"], 1)


QUOTED = [
    "Thanks\n\n> 1. No",
    "Thanks\n\nOn Thu, 5 Mar 2026 at 09:00, Panels <panels@council.example> wrote:\n1. No",
    "Thanks\n\n-----Original Message-----\n1. No",
    "Thanks\n\nFrom: Panels <panels@council.example>\nSent: 5 March\n\n1. No",
    "Thanks\n\n-- \nRuth\n1. No",
]


@pytest.mark.parametrize("text", QUOTED)
def test_what_is_quoted_or_stands_in_a_signature_does_not_count(service: Service, text: str) -> None:
    assert finding(answer(service, ask_one(service), text)).outcome is Outcome.ASK
    assert (service.verdicts(), service.open_tasks()) == (["incomplete"], [])


def test_our_own_letter_quoted_in_a_way_we_do_not_know_answers_nothing(service: Service) -> None:
    asked = ask_one(service)
    letter = asked.get_body(("plain",))
    assert letter is not None
    found = finding(answer(service, asked, f"Merci\n\nLe 5 mars, Panels a écrit :\n\n{letter.get_content()}"))
    assert (found.outcome, service.verdicts()) == (Outcome.ASK, ["incomplete"])
    (shown,) = service.rows("task")
    assert [each["words"] for each in shown["seen"]] == ["Merci", "Le 5 mars, Panels a écrit :"]


def test_an_answer_above_our_letter_as_outlook_sends_it_counts(service: Service) -> None:
    asked = ask_one(service)
    letter = asked.get_body(("html",))
    assert letter is not None
    head = "<p>Hi</p><ol><li>No</li></ol><p>Ruth</p><hr><p>From: Panels &lt;panels@council.example&gt;</p>"
    found = finding(answer(service, asked, "", html=head + letter.get_content()))
    assert (found.outcome, found.evidence[0].words) == (Outcome.NOT_NEEDED, "1. No")


def test_the_words_of_our_question_come_back_as_nobodys_word(service: Service) -> None:
    """Quoted below an answer, the council's words of our letter would else pass for what the sender says."""
    asked = ask_one(service)
    text = "See below\n\nFrom: Panels <panels@council.example>\n\nThis case came to panel on 20 January 2026.\n"
    assert finding(answer(service, asked, text)).outcome is Outcome.ASK


def test_answers_that_contradict_each_other_go_to_a_person(service: Service) -> None:
    ours = str(ask_one(service)["Message-ID"])
    for number, text in enumerate(("1. No", "1. Yes - 20 January 2026")):
        mail = message(text=text, in_reply_to=ours, message_id=f"<back{number}@bucks.example>")
        service.drop(COUNCIL, f"back{number}.eml", mail)
    service.work()
    told = service.answers(service.requests()[0])[-1]
    found = finding(told)
    assert (found.outcome, found.reason, told.verdict) == (Outcome.UNSURE, Reason.ANSWERS_DIFFER, "referred")
    assert {seen.words for seen in found.evidence} == {"1. No", "1. Yes - 20 January 2026"}


def test_an_answer_to_a_letter_that_was_not_the_last_is_for_a_person(service: Service) -> None:
    asked = ask_one(service)
    assert finding(answer(service, asked, "1. No")).outcome is Outcome.NOT_NEEDED
    assert service.verdicts() == ["ready"]  # and the confirmation, which asks nothing, has left
    told = answer(service, asked, "1. Yes - 20 January 2026", "later")
    assert (finding(told).outcome, told.verdict) == (Outcome.UNSURE, "referred")
    assert [seen.words for seen in finding(told).evidence] == ["1. No", "1. Yes - 20 January 2026"]


def test_an_answer_to_a_letter_that_a_person_sent_counts_where_it_quotes_what_was_asked(service: Service) -> None:
    """A person's mail program gives our draft an id of its own: only the quotation shows which letter is answered."""
    ask_one(service)
    thread = ["<first@bucks.example>", "<sent-by-a-person@council.example>"]
    quoted = f"1. No\n\nFrom: Panels <panels@council.example>\n\n  1. {BEEN_BEFORE}\n     We ask because …"
    send(service, "back", text=quoted, references=thread)
    assert finding(service.answers(service.requests()[0])[-1]).outcome is Outcome.NOT_NEEDED


def test_an_answer_to_a_letter_that_a_person_may_have_changed_is_for_a_person(service: Service) -> None:
    ask_one(service)
    send(service, "back", text="1. No", references=["<first@bucks.example>", "<sent-by-a-person@council.example>"])
    assert finding(service.answers(service.requests()[0])[-1]).outcome is Outcome.UNSURE


def test_an_answer_that_the_papers_contradict_goes_to_a_person_until_somebody_decides(service: Service) -> None:
    asked = ask_one(service)
    told = answer(service, asked, "1. No", attachments=form(()))
    found = finding(told)
    assert (found.outcome, found.reason, told.verdict) == (Outcome.UNSURE, Reason.ANSWERS_DIFFER, "referred")
    assert {seen.file for seen in found.evidence} == {"back.eml", FORM}
    service.decide(service.open_tasks()[0], "--set", "attended_panel_before=no")
    assert (service.verdicts(), service.open_tasks()) == (["ready"], [])


def test_a_plain_answer_clears_up_an_unclear_one_before_it(service: Service) -> None:
    asked = ask_one(service)
    assert finding(answer(service, asked, "1. I will check")).outcome is Outcome.UNSURE
    assert finding(answer(service, asked, "1. No", "later")).outcome is Outcome.NOT_NEEDED
    assert service.open_tasks() == []


def test_an_unclear_answer_after_a_plain_one_is_for_a_person(service: Service) -> None:
    asked = ask_one(service)
    answer(service, asked, "1. No")
    assert finding(answer(service, asked, "1. Not sure now", "later")).outcome is Outcome.UNSURE


def test_a_person_settles_an_unclear_answer_by_saying_what_is_true(service: Service) -> None:
    answer(service, ask_one(service), "1. Pretty sure not")
    service.decide(service.open_tasks()[0], "--set", "attended_panel_before=no")
    assert (service.verdicts(), service.open_tasks()) == (["ready"], [])


def test_there_is_none_settles_a_paper_that_may_not_exist(service: Service) -> None:
    asked = ask_if_there_is_one(service)
    found = finding(answer(service, asked, "1. No, there is none"), ASSESSMENTS)
    assert (found.outcome, found.evidence[0].words) == (Outcome.NOT_NEEDED, "1. No, there is none")
    assert service.verdicts() == ["ready"]


def test_there_is_one_makes_it_missing_until_it_comes(service: Service) -> None:
    asked = ask_if_there_is_one(service)
    told = answer(service, asked, "1. Yes")
    assert (finding(told, ASSESSMENTS).outcome, told.verdict) == (Outcome.MISSING, "incomplete")
    assessment = made(papers.child_and_family_assessment, child=JAYDEN, dated=date(2026, 2, 10))
    told = answer(
        service, service.mails()[-1], "Here it is.", "third", attachments={"Tolliver assessment.docx": assessment}
    )
    assert (finding(told, ASSESSMENTS).outcome, told.verdict) == (Outcome.MET, "ready")


def test_an_answer_from_another_house_is_for_a_person(service: Service) -> None:
    told = answer(service, ask_one(service), "1. No", sender="somebody@elsewhere.example")
    assert (finding(told).outcome, told.verdict) == (Outcome.UNSURE, "referred")


def test_an_automatic_answer_says_nothing(service: Service) -> None:
    mail = answer(service, ask_one(service), "1. No", subject="Automatic reply: Panel paperwork", attachments=form())
    assert finding(mail).outcome is Outcome.ASK


def test_an_answer_counts_for_the_request_of_its_thread_alone(service: Service) -> None:
    asked = ask_one(service)
    other = made(papers.booking_form, child=MAISIE, reason="Request for S20", blank=("Previous panel date",))
    send(service, "other", attachments={"Pengelly form.docx": other})
    answer(service, asked, "1. No")
    first, second = (service.answers(each)[-1] for each in service.requests())
    assert (finding(first).outcome, finding(second).outcome) == (Outcome.NOT_NEEDED, Outcome.ASK)


def test_an_answer_in_two_threads_is_for_a_person(service: Service) -> None:
    asked = ask_one(service)
    other = made(papers.booking_form, child=MAISIE, reason="Request for S20", blank=("Previous panel date",))
    send(service, "other", attachments={"Pengelly form.docx": other})
    both = [str(mail["Message-ID"]) for mail in service.mails()]
    assert len(both) == 2
    answer(service, asked, "1. No", references=both)
    outcomes = [finding(service.answers(each)[-1]).outcome for each in service.requests()]
    assert sorted(outcomes) == [Outcome.ASK, Outcome.UNSURE]
