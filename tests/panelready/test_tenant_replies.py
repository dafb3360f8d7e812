"""Replies as drafts in a Microsoft 365 mailbox: in the thread, to one person, and sent once or by a person."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest

from panelready.reply_sender import Left, NotDelivered, NotNow, Outcome, Unknown
from panelready.store import effects
from panelready.store.effects import StoredReply
from panelready.store.tables import OutboxState
from panelready.tenant_replies import GraphSender
from tests.graph_server.mailbox import Mailbox, Message
from tests.graph_server.serving import GraphServer
from tests.graph_server.world import Drop
from tests.panelready.an_app import Desk, a_desk
from tests.watch_folders.a_tenant import PANEL, Tenant, mail, tenant_of
from watch_folders.graph_drafts import DraftCalls

RUTH = "worker@council.example"


def reply_to(answers: str | None = "<mail-1@council.example>", recipient: str = RUTH) -> StoredReply:
    """A reply as it lies in the outbox."""
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Subject"] = PANEL, recipient, "RE: Panel paperwork ABC"
    message["Message-ID"], message["X-PanelReady-Case"] = "<ours@panelready.invalid>", "abcd"
    message["Auto-Submitted"], message["X-Auto-Response-Suppress"] = "auto-replied", "All"
    if answers:
        message["In-Reply-To"] = answers
    message.set_content("Two documents are still needed.")
    message.add_alternative("<p>Two documents are still needed.</p>", subtype="html")
    return StoredReply(
        "ab-cd:1:reply", "ab-cd", 1, OutboxState.READY, recipient, "<ours@panelready.invalid>", message.as_bytes()
    )


class Mailing:
    """The stand-in's mailbox with one mail in it, and our sender."""

    def __init__(self, tenant: Tenant, desk: Desk) -> None:
        self.tenant, self.graph, self.desk = tenant, tenant.graph, desk
        self.box: Mailbox = tenant.graph.mail.add(PANEL)
        self.message = self.box.receive(mail(1, Reply_To="everyone@elsewhere.example", Cc="manager@council.example"))

    def sender(self, *, sends: bool = True) -> GraphSender:
        """A sender, as after a restart."""
        calls = DraftCalls(self.tenant.client, PANEL)
        return GraphSender(lambda: calls, self.desk.app.engine, sends=sends, waits=self.tenant.clock.waits())

    def leave(self, reply: StoredReply | None = None, *, sends: bool = True) -> Outcome:
        with self.sender(sends=sends).prepared(reply or reply_to()) as leave:
            return leave()

    def sent(self) -> list[Message]:
        return self.box.in_folder("sentitems")

    def drafts(self) -> list[Message]:
        return self.box.in_folder("drafts")


@pytest.fixture
def mailing(tmp_path: Path) -> Iterator[Mailing]:
    with GraphServer() as graph, a_desk(tmp_path) as desk:
        tenant = tenant_of(graph)
        yield Mailing(tenant, desk)
        tenant.client.close()


def test_a_reply_leaves_in_the_thread_to_one_person_and_quotes_nothing(mailing: Mailing) -> None:
    assert mailing.leave() == Left()
    (sent,) = mailing.sent()
    assert (sent.to, sent.cc, sent.bcc) == ([RUTH], [], [])
    assert sent.conversation == mailing.message.conversation
    assert (sent.subject, sent.body.strip()) == ("RE: Panel paperwork ABC", "<p>Two documents are still needed.</p>")
    raw = sent.mime()
    assert b"In-Reply-To: <mail-1@council.example>" in raw
    assert b"X-PanelReady-Case: abcd" in raw
    assert b"X-Auto-Response-Suppress: All" in raw
    assert b"Auto-Submitted: auto-replied" in raw


def test_where_a_tenant_will_not_have_auto_submitted_the_reply_leaves_without_it(mailing: Mailing) -> None:
    mailing.graph.mail.refuses_header_properties = True
    assert mailing.leave() == Left()
    (sent,) = mailing.sent()
    assert b"Auto-Submitted" not in sent.mime() and b"X-PanelReady-Case: abcd" in sent.mime()
    assert len(mailing.graph.world.asked("createReply")) == 2


def test_a_draft_that_is_refused_for_another_reason_is_not_tried_without_end(mailing: Mailing) -> None:
    mailing.graph.world.goes_wrong("createReply", 400, times=9)
    assert mailing.leave() == NotNow("server_not_understood")
    assert len(mailing.graph.world.asked("createReply")) == 2


def test_papers_without_a_mail_get_a_new_one_by_draft_and_send(mailing: Mailing) -> None:
    assert mailing.leave(reply_to(None)) == Left()
    assert [sent.to for sent in mailing.sent()] == [[RUTH]]
    assert mailing.graph.world.asked("sendMail") == []


@pytest.mark.parametrize("hidden", [0, 2])
def test_case_11_a_connection_lost_after_send_was_accepted_leaves_one_mail(mailing: Mailing, hidden: int) -> None:
    mailing.graph.mail.sent_hidden_calls = hidden
    mailing.graph.world.goes_wrong("/send$", drop=Drop.AFTER)
    assert mailing.leave() == Left()
    assert len(mailing.sent()) == 1
    assert mailing.leave() == Left()
    assert len(mailing.sent()) == 1


@pytest.mark.parametrize("status", [500, 503, 504])
def test_a_send_whose_fate_nobody_knows_goes_to_a_person_and_is_not_repeated(mailing: Mailing, status: int) -> None:
    mailing.graph.world.goes_wrong("/send$", status)
    assert mailing.leave() == Unknown()
    assert len(mailing.graph.world.asked("/send$")) == 1
    assert mailing.sender().has_left(reply_to()) is False


@pytest.mark.parametrize("when", list(Drop))
@pytest.mark.parametrize("step", ["createReply", "PATCH", "GET .*/messages$"])
def test_an_answer_lost_before_sending_makes_no_second_draft(mailing: Mailing, when: Drop, step: str) -> None:
    mailing.graph.world.goes_wrong(step, drop=when)
    outcome = mailing.leave()
    if outcome != Left():
        assert isinstance(outcome, NotNow)
        assert mailing.leave() == Left()
    assert (len(mailing.sent()), len(mailing.drafts())) == (1, 0)


def test_a_reply_found_as_sent_after_a_crash_is_not_sent_again(mailing: Mailing) -> None:
    assert mailing.leave() == Left()
    assert mailing.sender().has_left(reply_to()) is True


def test_case_53_draft_mode_never_sends_and_a_person_who_edits_and_sends_is_noticed(mailing: Mailing) -> None:
    assert mailing.leave(sends=False) == Left()
    (draft,) = mailing.drafts()
    assert draft.conversation == mailing.message.conversation
    assert draft.to == [RUTH]
    draft.body = "<p>Dear Ruth, two are still needed.</p>"
    assert mailing.leave(sends=False) == Left()
    assert draft.body == "<p>Dear Ruth, two are still needed.</p>"
    mailing.box.move(draft, "sentitems")
    draft.is_draft = False
    assert mailing.leave(sends=False) == Left()
    assert mailing.leave() == Left()
    assert (len(mailing.sent()), mailing.drafts()) == (1, [])
    assert mailing.graph.world.asked("/send$") == []


def test_case_55_without_the_right_to_send_drafts_are_laid_all_the_same(mailing: Mailing) -> None:
    mailing.box.may_send = False
    assert mailing.leave(sends=False) == Left()
    assert mailing.leave() == NotNow("not_allowed")
    assert len(mailing.drafts()) == 1


def test_a_draft_whose_recipient_was_changed_is_not_sent_by_us(mailing: Mailing) -> None:
    mailing.leave(sends=False)
    mailing.drafts()[0].to.append("everyone@elsewhere.example")
    assert mailing.leave() == NotDelivered("recipient_changed")
    assert mailing.sent() == []


def test_a_recipient_that_is_no_address_is_refused_before_anything_is_made(mailing: Mailing) -> None:
    assert mailing.leave(reply_to(recipient="a@council.example, b@council.example")) == NotDelivered(
        "recipient_refused"
    )
    assert mailing.box.in_folder("drafts") == []


def test_the_outbox_learns_the_message_id_that_answers_will_name(mailing: Mailing) -> None:
    desk = mailing.desk
    desk.arrive("Case A")
    desk.answer()
    row = desk.row("outbox")
    with desk.app.engine.begin() as db:
        reply = effects.reply(db, row["key"])
    assert reply is not None
    assert mailing.leave(reply) == Left()
    assert desk.row("outbox")["message_id"] == mailing.sent()[0].message_id
