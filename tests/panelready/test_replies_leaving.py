"""Replies on their way: what leaves by itself, what waits, what comes back, and that nothing leaves twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest

from casework.screening import ReviewAction
from panelready import reply_leaving
from panelready.app import App
from panelready.deciding import Decision, settle
from panelready.drop_settings import Drop, Imap
from panelready.keeping import purge
from panelready.reply_settings import Replies
from panelready.serving import Watching
from panelready.store import effects
from panelready.store.tables import OutboxState
from panelready.strict import Mode
from panelready.tenant_settings import GraphFolder
from tests.build.eml import as_invitation, message
from tests.build.forms import swindon_request_form
from tests.build.people import JAYDEN, MAISIE
from tests.build.smtp_server import MailServer, mail_server
from tests.ingest.test_origin import bounce
from tests.panelready.an_app import Desk, a_desk, ready_for

RUTH = "ruth.okafor@swindon.example"
VOUCHED = b"Authentication-Results: mx.swindon.example; dmarc=pass header.from=swindon.example\r\n"


def mail(number: int = 1, *, vouched: bool = True, head: bytes = b"", **how: Any) -> bytes:
    """A mail of Ruth's with a whole submission in it, for which our mail server vouches."""
    child = how.pop("child", JAYDEN)
    told = {"sender": f"Ruth Okafor <{RUTH}>", "message_id": f"<{number}@swindon.example>", **how}
    written = message(**{"attachments": ready_for(child), **told})
    return (VOUCHED if vouched else b"") + head + written


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as running:
        yield running


@pytest.fixture
def desk(tmp_path: Path, server: MailServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setattr(reply_leaving, "MAILBOXES", frozenset({"folder"}))  # what lies in it is our mail server's
    with a_desk(tmp_path, automatic(server.port), sender="panels@swindon.example") as made:
        yield made


def automatic(port: int, **how: Any) -> Replies:
    domains = ("swindon.example",)
    told: dict[str, Any] = {"mode": "auto", "domains": domains, "authenticated_by": "mx.swindon.example"}
    server: dict[str, Any] = {"smtp_host": "127.0.0.1", "smtp_port": port, "smtp_security": "none", "smtp_seconds": 2}
    return Replies(**{**told, **server, **how})


def arrive(desk: Desk, name: str, content: bytes) -> None:
    (desk.drop / f"{name}.eml").write_bytes(content)
    desk.take()
    desk.answer()


def later(desk: Desk, minutes: float = 11) -> list[str]:
    desk.pass_(minutes=minutes)
    return desk.app.outbox.send_ready(desk.app.now())


def states(desk: Desk) -> list[str]:
    return [row["state"] for row in desk.rows("outbox")]


def tasks(desk: Desk) -> list[tuple[str, list[str]]]:
    return [(row["kind"], row["why"]) for row in desk.rows("task", state="open")]


def test_a_reply_waits_the_undo_time_and_then_leaves_once(desk: Desk, server: MailServer) -> None:
    arrive(desk, "a", mail())
    assert states(desk) == ["ready"] and server.taken == []
    assert len(later(desk)) == 1 and later(desk) == []
    ((_, recipients, content),) = server.taken
    sent = message_from_bytes(content)
    assert recipients == [RUTH] and sent["To"] == RUTH and sent["In-Reply-To"] == "<1@swindon.example>"
    assert sent["Auto-Submitted"] == "auto-replied" and sent["X-PanelReady-Case"] == desk.row("request")["id"]
    assert states(desk) == ["sent"] and desk.replies() == [] and tasks(desk) == []


def test_the_same_mail_delivered_three_times_gives_one_reply(desk: Desk, server: MailServer) -> None:
    """Case 47."""
    for name in "abc":
        arrive(desk, name, mail())
        later(desk)
    assert len(server.taken) == 1 and len(desk.rows("request")) == 1


def test_in_draft_mode_nothing_is_sent(tmp_path: Path, server: MailServer) -> None:
    """Cases 53 and 55: drafts need no right to send."""
    with a_desk(tmp_path, automatic(server.port, mode="draft")) as desk:
        arrive(desk, "a", mail())
        later(desk)
        assert server.steps == [] and len(desk.replies()) == 1 and tasks(desk) == []


@pytest.mark.parametrize(("own", "written"), [("draft", [OutboxState.SENT]), ("off", [])])
def test_a_drop_more_careful_than_the_rest_has_nothing_sent_for_it(
    own: Mode, written: list[str], tmp_path: Path, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reply_leaving, "MAILBOXES", frozenset({"folder"}))
    with a_desk(tmp_path, automatic(server.port), own, sender="panels@swindon.example") as desk:
        arrive(desk, "a", mail())
        later(desk)
        assert states(desk) == written and server.taken == [] and tasks(desk) == []
        assert len(desk.replies()) == len(written)


@pytest.mark.parametrize(("other", "written", "sent"), [("auto", 2, 2), ("draft", 2, 0), ("off", 1, 0)])
def test_a_request_of_which_papers_came_by_a_more_careful_drop_is_answered_by_a_person(
    other: Mode, written: int, sent: int, tmp_path: Path, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first mail comes by the other drop, the second by one that answers by itself."""
    monkeypatch.setattr(reply_leaving, "MAILBOXES", frozenset({"folder"}))
    with a_desk(tmp_path, automatic(server.port), sender="panels@swindon.example") as desk:
        (tmp_path / "other").mkdir()
        known = desk.app.settings
        drop = Drop(name="other", authority="swindon", folder=tmp_path / "other", reply_mode=other)
        settings = known.model_copy(update={"drops": (*known.drops, drop)})
        desk.app = App(desk.app.data, desk.app.engine, settings, desk.app.clock, desk.app.say)
        desk.watching = Watching(desk.app, lambda: desk.tick)
        without_cost = {"Request form.docx": swindon_request_form(blank=("Cost requested",))}
        (tmp_path / "other" / "a.eml").write_bytes(mail(attachments=without_cost))
        desk.take()
        desk.answer()
        later(desk)
        arrive(desk, "b", mail(2, references=["<1@swindon.example>"]))
        later(desk)
        assert len(desk.rows("request")) == 1
        assert (len(states(desk)), len(server.taken)) == (written, sent)
        desk.app.close()


def test_with_replies_turned_off_nothing_is_written(tmp_path: Path, server: MailServer) -> None:
    with a_desk(tmp_path, automatic(server.port, mode="off")) as desk:
        arrive(desk, "a", mail())
        assert states(desk) == [] and desk.replies() == [] and desk.row("request")["state"] == "answered"


@pytest.mark.parametrize(
    ("how", "why"),
    [
        ({"vouched": False}, "sender_not_authenticated"),
        ({"sender": "Ruth <ruth@evil.example>"}, "sender_not_allowed"),
        ({"head": b"Reply-To: ruth@home.example\r\n"}, "reply_to_elsewhere"),
        ({"sender": f"{RUTH}, boss@swindon.example"}, "no_recipient"),
        ({"head": b"Auto-Submitted: auto-generated\r\n"}, "auto_submitted"),
        ({"head": b"List-Id: <panels.swindon.example>\r\n"}, "mailing_list"),
        ({"head": b"Return-Path: <>\r\n"}, "null_return_path"),
        ({"head": b"Precedence: bulk\r\n"}, "bulk"),
        ({"head": b"X-Autoreply: yes\r\n"}, "auto_reply_header"),
        ({"head": b"X-PanelReady-Case: 51fd\r\n"}, "our_own_mail"),
        ({"sender": "panels@swindon.example"}, "our_own_mail"),
        ({"sender": "no-reply@swindon.example"}, "role_sender"),
    ],
)
def test_what_a_rule_holds_is_a_persons_with_the_reason(
    desk: Desk, server: MailServer, how: dict[str, Any], why: str
) -> None:
    """Cases 38, 40 and 41, and papers that a machine sends: they are read, and nobody is answered by a machine."""
    arrive(desk, "a", mail(**how))
    later(desk)
    assert states(desk) == ["held"] and desk.row("outbox")["held_because"] == why
    assert tasks(desk) == [("held", [why])] and server.taken == [] and desk.replies() == []


def test_two_of_our_mailboxes_never_answer_each_other(desk: Desk, server: MailServer) -> None:
    """Though every header that marks our mail was taken off on the way."""
    place = {"server": "mail.swindon.example", "user": "Care-Panel@swindon.example", "secret": "env:SECRET"}
    other = Drop(name="other", authority="swindon", channel="imap", imap=Imap(**place))
    graph = GraphFolder(mailbox="Gateway@swindon.example")
    third = Drop(name="third", authority="swindon", channel="graph", graph=graph)
    known = desk.app.settings
    ours = known.replies.model_copy(update={"smtp_user": "robot@swindon.example"})
    desk.app.settings = known.model_copy(update={"drops": (*known.drops, other, third), "replies": ours})
    for number, sender in enumerate(("care-panel", "gateway", "robot", "panels")):
        arrive(desk, f"papers-{number}", mail(number, sender=f"Panel <{sender}@swindon.example>"))
        assert desk.rows("outbox")[-1]["held_because"] == "our_own_mail", sender
        arrive(desk, f"words-{number}", mail(50 + number, sender=f"{sender}@swindon.example", attachments={}))
        assert desk.rows("submission")[-1]["state"] == "filed", sender
    assert later(desk) == [] and server.taken == []


def test_an_invitation_is_answered_by_nobody(desk: Desk, server: MailServer) -> None:
    """Without papers it is filed, also in the thread of our reply; with papers a person decides who hears of it."""
    arrive(desk, "a", mail())
    assert len(later(desk)) == 1
    ours = desk.row("outbox")["message_id"]
    arrive(desk, "invited", as_invitation(mail(7, attachments={}, text="Can you come on Friday?", in_reply_to=ours)))
    assert [row["state"] for row in desk.rows("submission")] == ["joined", "filed"] and tasks(desk) == []
    arrive(desk, "with papers", as_invitation(mail(8, child=MAISIE)))
    later(desk)
    assert tasks(desk) == [("held", ["invitation"])] and len(server.taken) == 1


def test_a_person_can_release_what_was_held(desk: Desk, server: MailServer) -> None:
    arrive(desk, "a", mail(vouched=False))
    settle(desk.app, desk.row("task")["id"], [Decision(ReviewAction.RELEASE)], "I know her")
    assert len(later(desk, 0)) == 1 and [recipients for _, recipients, _ in server.taken] == [[RUTH]]
    assert tasks(desk) == [] and later(desk) == []


def test_a_refused_recipient_is_not_delivered_and_a_persons(desk: Desk, server: MailServer) -> None:
    server.answers["RCPT"] = "550 5.1.1 No such person here"
    arrive(desk, "a", mail())
    assert later(desk) == [] and later(desk) == []
    assert states(desk) == ["not_delivered"] and tasks(desk) == [("not_delivered", ["recipient_refused"])]


def test_a_server_that_says_later_is_asked_later_and_told_of_once(desk: Desk, server: MailServer) -> None:
    server.answers["RCPT"] = "452 4.2.2 mailbox full"
    arrive(desk, "a", mail())
    later(desk)
    first = len(server.steps)
    for _ in range(20):
        later(desk, 0.1)
    assert 1 <= len(server.steps) // first <= 3, "it was asked at every look"
    assert states(desk) == ["ready"] and tasks(desk) == []
    assert [event for event, _ in desk.said].count("reply_waits") == 1
    del server.answers["RCPT"]
    later(desk, 60)
    assert states(desk) == ["sent"] and len(server.taken) == 1


def test_what_may_have_left_is_never_sent_again_by_a_machine(desk: Desk, server: MailServer) -> None:
    """Case 11: the server took it, and its answer was lost."""
    server.hangs_up = True
    arrive(desk, "a", mail())
    later(desk)
    server.hangs_up = False
    assert states(desk) == ["held"] and tasks(desk) == [("may_have_left", ["may_have_left"])]
    settle(desk.app, desk.row("task")["id"], [Decision(ReviewAction.RELEASE)], "Found it in their inbox")
    later(desk, 60)
    assert len(server.taken) == 1


def returned(desk: Desk, action: str = "failed") -> bytes:
    ours = desk.rows("outbox")[-1]["message_id"]
    return bounce(action).replace(b"<51fd-0c22.1.reply@panelready.example>", ours.encode())


def test_a_bounce_of_our_reply_makes_it_not_delivered_and_gives_a_task(desk: Desk, server: MailServer) -> None:
    """Case 52."""
    arrive(desk, "a", mail())
    later(desk)
    arrive(desk, "bounce", returned(desk))
    later(desk, 60)
    assert states(desk) == ["not_delivered"] and tasks(desk) == [("not_delivered", ["bounced"])]
    assert len(server.taken) == 1 and len(desk.rows("request")) == 1
    assert [row["state"] for row in desk.rows("submission")] == ["joined", "filed"]


def test_a_report_that_our_reply_is_only_late_changes_nothing(desk: Desk) -> None:
    arrive(desk, "a", mail())
    later(desk)
    arrive(desk, "late", returned(desk, "delayed"))
    assert states(desk) == ["sent"] and tasks(desk) == []


def away(desk: Desk, number: int, *, picture: bool = False) -> bytes:
    ours = desk.rows("outbox")[-1]["message_id"]
    photo = {"logo.png": b"\x89PNG\r\n\x1a\n" + bytes(20_000)} if picture else {}
    head = b"Auto-Submitted: auto-replied\r\n"
    return mail(
        100 + number, head=head, in_reply_to=ours, subject="Automatic reply: RE: Panel paperwork",
        text="I am away until Monday.", attachments=photo,
    )  # fmt: skip


def test_filed_mail_is_purged_when_it_is_old(desk: Desk) -> None:
    arrive(desk, "a", mail())
    later(desk)
    arrive(desk, "away", away(desk, 1))
    desk.pass_(days=40)
    purge(desk.app, timedelta(days=30))
    assert desk.rows("submission") == []


@pytest.mark.parametrize("picture", [False, True])
def test_an_out_of_office_to_our_reply_is_filed_and_opens_nothing(
    desk: Desk, server: MailServer, picture: bool
) -> None:
    """Case 50."""
    arrive(desk, "a", mail())
    later(desk)
    arrive(desk, "away", away(desk, 1, picture=picture))
    later(desk, 60)
    assert len(server.taken) == 1 and tasks(desk) == [] and states(desk) == ["sent"]
    assert desk.row("request")["screenings"] == 1 and desk.row("submission", name="away.eml")["state"] == "filed"


def test_three_machines_in_ten_minutes_turn_automatic_replies_off_until_a_person_looks(
    desk: Desk, server: MailServer
) -> None:
    arrive(desk, "a", mail())
    later(desk)
    for number in range(3):
        arrive(desk, f"away{number}", away(desk, number))
    assert tasks(desk) == [("replies_paused", ["replies_paused"])]
    arrive(desk, "b", mail(2, child=MAISIE))
    assert ("held", ["paused"]) in tasks(desk)
    settle(desk.app, desk.row("task", kind="replies_paused")["id"], [Decision(ReviewAction.RELEASE)], "Away only")
    settle(desk.app, desk.row("task", kind="held")["id"], [Decision(ReviewAction.RELEASE)], "Send it")
    later(desk)
    assert len(server.taken) == 2 and tasks(desk) == []


def test_one_reply_more_than_a_person_may_have_in_an_hour_is_held(
    tmp_path: Path, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Case 49, with a smaller number; what waited for its undo time is counted when its time has come."""
    monkeypatch.setattr(reply_leaving, "MAILBOXES", frozenset({"folder"}))
    with a_desk(tmp_path, automatic(server.port, most_per_sender=1), sender="panels@swindon.example") as desk:
        arrive(desk, "a", mail())
        arrive(desk, "b", mail(2, child=MAISIE))
        assert states(desk) == ["ready", "ready"]
        later(desk)
        assert len(server.taken) == 1 and tasks(desk) == [("held", ["too_many_for_sender"])]


def test_the_same_words_go_to_a_person_once_a_day_unless_they_are_about_another_case(
    desk: Desk, server: MailServer
) -> None:
    arrive(desk, "a", mail())
    arrive(desk, "b", mail(2, child=MAISIE))
    later(desk)
    assert len(server.taken) == 2
    with desk.app.engine.begin() as db:
        first, ready = effects.replies(db)[0], OutboxState.READY
        again = replace(first, key="x:1:reply", message_id="<x>", number=9, state=ready, sent_at=None, claimed_at=None)
        effects.add_reply(db, again)
    later(desk)
    assert len(server.taken) == 2 and tasks(desk) == [("held", ["same_words"])]


def test_two_panelreadys_that_write_to_each_other_stop_after_one_mail(desk: Desk, server: MailServer) -> None:
    """Case 51: what one sends, the other files."""
    arrive(desk, "a", mail())
    later(desk)
    ((_, _, content),) = server.taken
    arrive(desk, "echo", VOUCHED + content)
    later(desk, 60)
    assert len(server.taken) == 1 and desk.row("submission", name="echo.eml")["state"] == "filed"


def test_papers_that_answer_their_own_earlier_mail_join_its_request(desk: Desk) -> None:
    """A person sent our draft under an id of their own, so that only the conversation tells."""
    arrive(desk, "a", mail())
    arrive(
        desk,
        "b",
        mail(2, references=["<1@swindon.example>", "<outlook@swindon.example>"], text="More.", attachments={}),
    )
    assert len(desk.rows("request")) == 1


def test_an_old_mail_taken_to_write_about_another_child_opens_its_own_request(desk: Desk) -> None:
    arrive(desk, "a", mail())
    arrive(desk, "b", mail(2, references=["<1@swindon.example>"], child=MAISIE))
    assert len(desk.rows("request")) == 2


def test_a_subject_alone_joins_nothing(desk: Desk) -> None:
    arrive(desk, "a", mail(subject="Panel papers"))
    arrive(desk, "b", mail(2, subject="RE: Panel papers", child=MAISIE))
    assert len(desk.rows("request")) == 2


def test_papers_that_come_in_the_undo_time_stop_the_reply_that_they_make_untrue(desk: Desk, server: MailServer) -> None:
    arrive(desk, "a", mail())
    locked = {"Notes.docx": b"PK\x03\x04 not a whole file"}
    arrive(desk, "b", mail(2, in_reply_to="<1@swindon.example>", attachments=locked))
    later(desk, 60)
    assert states(desk) == [OutboxState.CANCELLED] and server.taken == []


def test_a_hostile_subject_reaches_no_header_of_ours(desk: Desk, server: MailServer) -> None:
    """Cases 44 and 46: a subject of 10 KB with line breaks and NUL, and a text that asks to be quoted."""
    odd = b"Subject: Jayden =?utf-8?q?=0D=0ABcc:_x@evil.example=00?= " + b"Tolliver " * 1200 + b"\r\n"
    plain = mail(text="Quote me: a secret of the family.")
    arrive(desk, "a", b"".join(odd if line.startswith(b"Subject:") else line for line in plain.splitlines(True)))
    later(desk)
    ((_, recipients, content),) = server.taken
    assert recipients == [RUTH]
    assert all(word not in content for word in (b"Jayden", b"Tolliver", b"evil", b"secret", b"\0", b"Bcc"))
    assert max(map(len, content.split(b"\r\n"))) < 998


def test_a_councils_broken_template_loses_no_reply_and_gives_a_task(desk: Desk, server: MailServer) -> None:
    (desk.app.data.councils / "swindon").mkdir()
    (desk.app.data.councils / "swindon" / "reply.txt").write_text("{% if %}", encoding="utf-8")
    arrive(desk, "a", mail())
    later(desk)
    assert len(server.taken) == 1 and tasks(desk) == [("broken_template", ["reply_text"])]
    settle(desk.app, desk.row("task")["id"], [Decision(ReviewAction.RELEASE)], "Mended")
    assert tasks(desk) == [] and len(server.taken) == 1


def test_a_server_that_refuses_one_reply_for_now_is_not_asked_for_the_next_at_once(
    desk: Desk, server: MailServer
) -> None:
    server.answers["MAIL"] = "451 4.7.0 later"
    arrive(desk, "a", mail())
    arrive(desk, "b", mail(2, child=MAISIE))
    later(desk)
    assert len(server.steps) == 1 and states(desk) == ["ready", "ready"]
    server.answers.clear()
    later(desk)
    assert states(desk) == ["sent", "sent"]


def test_whoever_was_told_nothing_yet_is_not_told_only_what_is_new(desk: Desk, server: MailServer) -> None:
    """The first reply was held and then taken back: the second says everything."""
    arrive(desk, "a", mail(vouched=False, text="Papers for the loan panel."))
    assert states(desk) == ["held"]
    more = {"Notes.txt": b"Notes of a telephone call.\n" * 20}
    arrive(desk, "b", mail(2, in_reply_to="<1@swindon.example>", attachments=more))
    drafts = [row["draft"] or b"" for row in desk.rows("task", state="open")]
    written = [row["message"] for row in desk.rows("outbox") if row["state"] != "cancelled"] + drafts
    assert len(desk.rows("request")) == 1 and len(desk.rows("screening")) == 2 and written
    assert all(b"sending more papers" not in each for each in written)
