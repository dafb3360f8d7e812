"""Mails that answer our letter in words: what says something is shown to a person once, and courtesy to nobody."""

from __future__ import annotations

from email.message import EmailMessage
from typing import Any

import pytest

from casework.finding import Outcome
from panelready.store import requests
from panelready.store.tables import RequestState
from tests.build import papers
from tests.build.eml import message
from tests.build.people import MAISIE
from tests.journeys.bundles import incomplete, made, plan, week_6
from tests.journeys.service import Service

COUNCIL = "buckinghamshire"
SUBJECT = "RE: Panel papers"


@pytest.fixture
def asked(service: Service) -> EmailMessage:
    """The reply to a request that lacks its plan."""
    service.drop(COUNCIL, "first.eml", message(attachments=incomplete(), message_id="<first@bucks.example>"))
    service.work()
    return service.mails()[-1]


def back(service: Service, asked: EmailMessage, text: str, **more: Any) -> list[str]:
    """Answer that reply; the words that a person is shown because of it."""
    before = len(shown(service))
    name = f"back{len(service.rows('submission'))}"
    told = {"subject": SUBJECT, "in_reply_to": str(asked["Message-ID"]), "message_id": f"<{name}@bucks.example>"}
    service.drop(COUNCIL, f"{name}.eml", message(text=text, **{**told, **more}))
    service.work()
    tasks = shown(service)[before:]
    assert len(tasks) <= 1, "one mail made several tasks"
    return [each["words"] for task in tasks for each in task["seen"]]


def shown(service: Service) -> list[dict[str, Any]]:
    return [row for row in service.rows("task") if row["kind"] == "sender_wrote"]


def letter(asked: EmailMessage, form: str = "plain") -> str:
    part = asked.get_body((form,))
    assert part is not None
    return str(part.get_content())


def marked(text: str) -> str:
    """A letter as mail programs quote it."""
    return "".join(f"> {line}\n" for line in text.splitlines())


HEAD = "On Thu, 5 Mar 2026 at 09:00, Panels <panels@council.example> wrote:\n\n"
OUTLOOK = "From: Panels <panels@council.example>\nSent: 05 March 2026 09:00\nTo: Ruth\nSubject: RE: Panel papers\n\n"
SAYING = [
    ("I cannot get the plan until Friday, please ring me", "I cannot get the plan until Friday, please ring me"),
    ("Hi Sam,\n\nWhich edition of the form do you mean?\n\nRuth", "Which edition of the form do you mean?"),
    ("Thanks.\n\nThe plan is in the last attachment of my first mail.\n", "The plan is in the last attachment"),
    ("Thanks\n\nNot in a position to send it.", "Not in a position to send it."),
    ("Thank you.\n\nKind regards\nRuth Okafor\nSocial worker\n\nPS the hearing moved", "PS the hearing moved"),
    ("Hello\n\nWithdrawn", "Withdrawn"),
    ("", "Please ring me"),
]


def test_words_that_say_something_become_a_task_that_shows_them(service: Service, asked: EmailMessage) -> None:
    for text, words in SAYING:
        subject = SUBJECT if text else "Please ring me"
        (said,) = back(service, asked, text, subject=subject)
        assert said.startswith(words)
    assert (service.verdicts(), len(service.mails()), len(shown(service))) == (["incomplete"], 1, len(SAYING))
    listed = service.command("tasks").said
    assert "> “Which edition of the form do you mean?” (back2.eml, body, line 3)" in listed
    assert "The sender answered our letter in words" in listed
    assert "edition" not in service.log.getvalue() and "Friday" not in service.log.getvalue()
    assert "The sender wrote something that a person has to read" in service.command("show", "0041977").said
    first = service.open_tasks()[0]
    assert service.decide(first, "--release", reason="Rang her").status == 0
    assert (len(service.open_tasks()), len(service.mails())) == (len(SAYING) - 1, 1)


def test_courtesy_and_our_own_letter_come_back_to_nobody(service: Service, asked: EmailMessage) -> None:
    polite = [
        "Thanks, will do\n\nRuth",
        "Thank you, got it.\n\nKind regards,\nRuth Okafor\nSocial Worker | Children in Care\nTel: 01296 000000",
        "noted",
        "Received with thanks",
        "\N{THUMBS UP SIGN}",
        "Hi Sam,\n\nMany thanks for your email. I hope you are well.\n\nLiz\nSent from my iPhone",
        f"Noted, thanks.\n\n{HEAD}{marked(letter(asked))}",
        f"Noted, thanks.\n\n{OUTLOOK}{letter(asked)}",
        f"Thanks\n\n{letter(asked)}\nIf you have received this email in error please tell us.",
    ]
    for text in polite:
        assert (text, back(service, asked, text)) == (text, [])
    html = f"<p>Thanks, will do</p><p>Ruth</p><hr><p>From: Panels</p>{letter(asked, 'html')}"
    assert back(service, asked, "", html=html) == []
    assert (service.open_tasks(), len(service.mails())) == ([], 1)


def test_words_inside_our_quoted_letter_are_the_senders(service: Service, asked: EmailMessage) -> None:
    lines = letter(asked).splitlines()
    at = next(number for number, line in enumerate(lines) if "parenting assessment plan" in line) + 1
    mine = "Grandmother has the original"
    within = [*lines[:at], mine, *lines[at:]]
    between = f"{HEAD}{marked(chr(10).join(lines[:at]))}{mine}\n{marked(chr(10).join(lines[at:]))}"
    assert back(service, asked, f"See my answers in red\n\n{HEAD}{marked(chr(10).join(within))}") == [
        "See my answers in red",
        mine,
    ]
    assert back(service, asked, f"Thanks\n\n{between}") == [mine]
    assert back(service, asked, f"Thanks\n\n{OUTLOOK}{chr(10).join(within)}") == [mine]
    assert back(service, asked, f"{HEAD}{marked(letter(asked))}\n{mine}\n\nKind regards\nRuth") == [mine]
    html = letter(asked, "html").replace("</div>", f'<p style="color:red">{mine}</p></div>', 1)
    assert back(service, asked, "", html=f"<p>Thanks</p><p>From: Panels</p>{html}") == [mine]


def test_a_plain_promise_is_understood_and_one_that_asks_for_more_is_shown(
    service: Service, asked: EmailMessage
) -> None:
    assert back(service, asked, "Thanks.\n\nThe parenting assessment plan will follow on Tuesday.\n\nRuth") == []
    said = "The parenting assessment plan will follow on Wednesday, please ring me."
    assert back(service, asked, said) == [said]


def test_beside_papers_only_what_asks_something_is_shown(service: Service, asked: EmailMessage) -> None:
    note = "Here is the first part, and please ring me about the date."
    part = {"Tolliver notes.docx": week_6()["Tolliver panel note.docx"]}
    assert back(service, asked, note, attachments=part) == []
    note = "Hope you are well? The plan at last. Could she be heard on the 24th?\n\nRuth"
    (said,) = back(service, asked, note, attachments=plan())
    assert "Could she be heard on the 24th?" in said
    assert service.verdicts() == ["ready"]


def test_a_machines_words_are_shown_to_nobody(service: Service, asked: EmailMessage) -> None:
    away = "I am away until Monday. Please ring Sam."
    assert back(service, asked, away, subject="Automatic reply: Panel papers") == []
    assert back(service, asked, away, subject="Automatic reply: Panel papers", attachments=plan()) == []


def test_words_are_shown_once_however_often_the_request_is_screened(service: Service, asked: EmailMessage) -> None:
    assert back(service, asked, "The parenting assessment plan will follow on Tuesday.\n\nPlease ring me.") == [
        "Please ring me."
    ]
    (request,) = service.requests()
    for _ in range(2):
        with service.app.engine.begin() as db:
            requests.move_on(db, request.id, RequestState.WAITING, wake_at=service.app.now())
        service.time.pass_(minutes=1)
        service.work()
    assert back(service, asked, "Here it is.", attachments=plan()) == []
    assert (service.verdicts(), len(shown(service)), len(service.open_tasks())) == (["ready"], 1, 1)
    assert service.decide(service.open_tasks()[0], "--release").status == 0
    service.time.pass_(minutes=1)
    service.work()
    assert (service.open_tasks(), len(shown(service))) == ([], 1)


def test_two_mails_at_once_are_shown_together(service: Service, asked: EmailMessage) -> None:
    for number, text in enumerate(("Please ring me.", "Which plan?")):
        ours, name = str(asked["Message-ID"]), f"<b{number}@bucks.example>"
        service.drop(COUNCIL, f"b{number}.eml", message(text=text, in_reply_to=ours, message_id=name))
    service.work()
    (task,) = shown(service)
    assert {(each["file"], each["words"]) for each in task["seen"]} == {
        ("b0.eml", "Please ring me."),
        ("b1.eml", "Which plan?"),
    }


def test_an_answer_to_a_letter_of_a_request_that_was_linked_is_for_a_person(
    service: Service, asked: EmailMessage
) -> None:
    """The answer belongs to the request that has the papers now, but what it answers was asked of another."""
    other = made(papers.booking_form, child=MAISIE, reason="Request for S20", blank=("Previous panel date",))
    mail = message(attachments={"Pengelly form.docx": other}, message_id="<other@bucks.example>")
    service.drop(COUNCIL, "other.eml", mail)
    service.work()
    first = service.requests()[0]
    theirs = next(each for each in service.mails() if each["In-Reply-To"] == "<other@bucks.example>")
    assert back(service, theirs, "These belong to the other request.")
    assert service.decide(service.open_tasks()[-1], "--link", first.id).status == 0
    service.work()
    assert back(service, theirs, "Thank you, noted.") == []
    assert back(service, theirs, "Please ring me.") == ["Please ring me."]
    task = shown(service)[-1]
    assert (task["request_id"], task["state"]) == (first.id, "open")
    back(service, theirs, "1. No")
    assert service.requests()[1].state is RequestState.MERGED
    answer = service.answers(service.requests()[0])[-1]
    assert answer.verdict == "referred"
    assert not [each for each in answer.findings if each.outcome is Outcome.NOT_NEEDED and "answer to our" in each.text]


def test_what_is_left_of_a_request_that_was_linked_is_settled_and_does_not_wake_it(
    service: Service, asked: EmailMessage
) -> None:
    service.drop(COUNCIL, "other.eml", message(attachments=incomplete(MAISIE), message_id="<other@bucks.example>"))
    service.work()
    first = service.requests()[0]
    theirs = next(each for each in service.mails() if each["In-Reply-To"] == "<other@bucks.example>")
    for text in ("Please ring me.", "These belong to the other request."):
        assert back(service, theirs, text) == [text]
    left, linking = service.open_tasks()
    assert service.decide(linking, "--link", first.id).status == 0
    told = service.decide(left, "--waive", "parenting_assessment_plan")
    assert (told.status, "settled with --release" in told.complained) == (64, True)
    assert service.decide(left, "--release").status == 0
    assert service.requests()[1].state is RequestState.MERGED
