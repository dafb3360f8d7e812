"""The journeys themselves: a missing paper that is asked for and sent, and two services that write to each other."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

from tests.build.eml import message
from tests.build.mail_server import mail_server
from tests.build.people import JAYDEN
from tests.journey.correspondent import Correspondent, text_of
from tests.journey.panels_office import PanelsOffice, panels_office
from tests.journey.post_office import post_office
from tests.journey.transcript import Transcript
from tests.journeys.bundles import PLAN, incomplete, legal_gateway, plan

PANELS, RUTH = "panels@bucks.example", "ruth.okafor@bucks.example"
GATEWAY, SAM = "gateway@devon.example", "sam.reed@devon.example"
FIRST, SECOND = "<first.mail@social.work.example>", "<second.mail@social.work.example>"
CASE = "X-PanelReady-Case"
IN_HEAD = ("From", "To", "Subject", "In-Reply-To", "References", "Auto-Submitted", "X-Auto-Response-Suppress", CASE)
MARKED = "$PanelReadyDone"


def missing_paper(tell: Transcript, folder: Path) -> None:
    """Mail in, reply in the thread, the paper that was missing, ready."""
    with mail_server() as mailboxes, post_office(mailboxes, PANELS, RUTH) as post:
        tell.say("A mail server and a Dovecot run on this machine, with a mailbox for the panels and one for Ruth.")
        ruth = Correspondent("Ruth Okafor", RUTH, post)
        with panels_office(folder / "bucks", "buckinghamshire", PANELS, post) as office:
            asked = _first_mail(tell, office, ruth)
            _second_mail(tell, office, ruth, asked)
        tell.say("The service was stopped.")
        tell.check(office.process.returncode == 0, "It ended as it should.")


def two_services(tell: Transcript, folder: Path) -> None:
    """Two panels' mailboxes that are both answered by PanelReady stop after one mail."""
    with (
        mail_server() as mailboxes,
        post_office(mailboxes, PANELS, GATEWAY, SAM) as post,
        panels_office(folder / "bucks", "buckinghamshire", PANELS, post) as bucks,
        panels_office(folder / "devon", "devon", GATEWAY, post) as devon,
    ):
        for office in (bucks, devon):
            _waits_for_mail(tell, office)
        gateway, sam = Correspondent("Legal Gateway", GATEWAY, post), Correspondent("Sam Reed", SAM, post)
        gateway.send(message(sender=gateway.written, to=PANELS, attachments=incomplete()), PANELS)
        tell.say("Somebody in Devon sends a bundle to Buckinghamshire, and writes as Devon's panels.")
        tell.until(lambda: post.carried[1:], "an automatic reply", bucks)
        tell.say(f"Buckinghamshire's service answers {post.carried[1].to} by itself.")
        tell.until(lambda: MARKED in gateway.flags()[0], "that reply in custody", devon)
        tell.until(lambda: "event=filed" in devon.log(), "that reply filed", devon)
        tell.say("Devon's service took the answer into custody, saw that no person wrote it, and filed it.")
        sam.send(message(sender=sam.written, to=GATEWAY, attachments=legal_gateway(), message_id=FIRST), GATEWAY)
        tell.say("Sam, a social worker, sends Devon's panels a bundle: is that service still there?")
        tell.until(lambda: sam.inbox(), "a reply to Sam", devon)
        tell.say("Devon's service answers Sam.")
        tell.show(f"{each.writer} wrote to {each.to}" for each in post.carried)
        between = [(each.writer, each.to) for each in post.carried if {each.writer, each.to} == {PANELS, GATEWAY}]
        tell.check(between == [(GATEWAY, PANELS), (PANELS, GATEWAY)], "Between the two mailboxes one reply was sent.")
        _waits_for_mail(tell, bucks)


def _waits_for_mail(tell: Transcript, office: PanelsOffice) -> None:
    tell.until(office.is_idle, "the service waiting for mail", office)
    tell.say(f"panelready serve, process {office.process.pid}, waits for mail to {office.address} (IMAP IDLE).")


def _first_mail(tell: Transcript, office: PanelsOffice, ruth: Correspondent) -> EmailMessage:
    tell.head("An incomplete bundle")
    _waits_for_mail(tell, office)
    papers = incomplete()
    ruth.send(message(sender=ruth.written, to=PANELS, attachments=papers, message_id=FIRST), PANELS)
    tell.say(f"Ruth, a social worker, hands in a mail with {len(papers)} papers over SMTP.")
    tell.show(papers)
    _custody(tell, office, ruth, 1)
    reply = _reply(tell, office, ruth, 1)
    tell.check(reply["In-Reply-To"] == FIRST, "It answers Ruth's mail (In-Reply-To).")
    tell.check(FIRST in reply["References"], "It stays in her thread (References).")
    tell.check(reply["Auto-Submitted"] == "auto-replied", "It says that no person wrote it (Auto-Submitted).")
    tell.check(reply["To"] == RUTH and not reply["Cc"], "It goes to Ruth alone.")
    asks = text_of(reply).partition("WHAT IS NEEDED")[2].partition("BY WHEN")[0]
    tell.check(asks.count("  - ") == 1, "It asks for one thing.")
    tell.check("parenting assessment plan" in asks, "That is the parenting assessment plan.")
    tell.check(JAYDEN.name.split()[-1] not in reply.as_string(), "It names nobody of whom the papers tell.")
    return reply


def _second_mail(tell: Transcript, office: PanelsOffice, ruth: Correspondent, asked: EmailMessage) -> None:
    tell.head("The paper that was missing")
    _waits_for_mail(tell, office)
    thread = [*str(asked["References"]).split(), str(asked["Message-ID"])]
    second = message(
        subject=str(asked["Subject"]),
        text="Sorry, here it is.\n\nRuth\n\n" + "".join(f"> {line}\n" for line in text_of(asked).splitlines()),
        sender=ruth.written,
        to=PANELS,
        attachments=plan(),
        message_id=SECOND,
        in_reply_to=thread[-1],
        references=thread,
    )
    ruth.send(second, PANELS)
    tell.say(f"Ruth answers that reply, with {PLAN}.")
    _custody(tell, office, ruth, 2)
    reply = _reply(tell, office, ruth, 2)
    tell.check(reply["In-Reply-To"] == SECOND, "It answers Ruth's second mail.")
    tell.check("NEEDED" not in text_of(reply), "It asks for nothing more.")
    tell.check("10 March 2026" in text_of(reply), "It names the sitting.")
    tell.check(reply[CASE] == asked[CASE], "Both mails were joined to one request.")
    _told(tell, office, "show", str(reply[CASE]))
    agenda = _told(tell, office, "agenda", "--panel", "legal_planning_and_new_admissions")
    tell.check("1 case" in agenda and "✓ Ready for panel" in agenda, "The request is on the agenda, ready.")
    _told(tell, office, "drops")


def _custody(tell: Transcript, office: PanelsOffice, ruth: Correspondent, number: int) -> None:
    panels = Correspondent("", PANELS, ruth.office)
    tell.until(lambda: sum(MARKED in each for each in panels.flags()) == number, "the mail in custody", office)
    tell.say("The service heard of it, took it into custody, and marked it in the mailbox.")
    tell.check(r"\Seen" not in panels.flags()[-1], "For people it is still unread.")


def _reply(tell: Transcript, office: PanelsOffice, ruth: Correspondent, number: int) -> EmailMessage:
    reply = tell.until(lambda: ruth.inbox()[number - 1 :], "a reply in Ruth's mailbox", office)[0]
    tell.say("A reply lies in Ruth's mailbox; read there by IMAP:")
    tell.show(f"{name}: {' '.join(str(reply[name]).split())}" for name in IN_HEAD if reply[name])
    tell.show(["", *text_of(reply).splitlines()])
    return reply


def _told(tell: Transcript, office: PanelsOffice, *words: str) -> str:
    said = office.command(*words)
    tell.say(f"panelready {' '.join(words)}")
    tell.show(said.splitlines())
    return said
