"""Mail of Microsoft 365, against the stand-in: nothing lost, nothing twice, and people are not overruled."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from casework.errors import TemporaryFailure
from ingest.limits import Limits
from ingest.open_submission import open_submission
from tests.graph_server.mailbox import Mailbox
from tests.graph_server.serving import GraphServer
from tests.graph_server.world import Drop
from tests.watch_folders.a_tenant import PANEL, Tenant, mail, tenant_of
from watch_folders.arriving import Changed, Delay, Look, NotTaken, Taken, TroubleKind, Withdrawn
from watch_folders.graph_beside import AtOnce, InThread
from watch_folders.graph_mail import MailCalls
from watch_folders.graph_mail_round import MARK, MailPlace
from watch_folders.graph_mailbox import GraphMailbox
from watch_folders.graph_notes import LINK, NotesInMemory

NOW = datetime(2026, 3, 5, 9, 12, tzinfo=UTC)


class Killed(Exception):
    """The process ends here."""


class Watched:
    """A mailbox of the stand-in, the channel that watches it, and a custody that takes each source id once."""

    def __init__(self, base: Path, tenant: Tenant, **place: object) -> None:
        self.base, self.tenant, self.graph = base, tenant, tenant.graph
        self.box: Mailbox = tenant.graph.mail.add(PANEL)
        self.place = MailPlace(**{"move_to": "PanelReady", **place})  # type: ignore[arg-type]  # as each test names it
        self.notes = NotesInMemory()
        self.books: dict[str, Taken] = {}
        self.seen_again = 0
        self.withdrawn: list[Withdrawn] = []
        self.cannot_write = False
        self.start()

    def start(self) -> None:
        """Start the service afresh: nothing but the notes and the books survives."""
        self.channel = GraphMailbox(
            "mail",
            MailCalls(self.tenant.client, PANEL),
            notes=self.notes,
            spool=self.base / "spool",
            beside=AtOnce(),
            place=self.place,
            withdraw=self.withdraw,
        )

    def withdraw(self, what: Withdrawn) -> None:
        if self.cannot_write:
            raise TemporaryFailure("The disk is full.")
        self.withdrawn.append(what)

    def look(self, after: float = 61.0) -> Look:
        self.tenant.clock.seconds += after
        return self.channel.look(NOW, self.tenant.clock.seconds)

    def receive(self, look: Look | None = None, *, dies: str = "") -> list[Taken]:
        """Take, commit and acknowledge what was offered, as the service does; `dies` names where it is killed."""
        taken_now = []
        for arrival in (look or self.look()).arrivals:
            taken = self.channel.take(arrival, self.base / f"staging-{len(self.books)}")
            assert isinstance(taken, Taken)
            if dies == "before commit":
                raise Killed
            self.seen_again += taken.source_id in self.books
            if self.books.setdefault(taken.source_id, taken) is taken:
                taken_now.append(taken)
            if dies == "before acknowledge":
                raise Killed
            self.channel.acknowledge(arrival)
        return taken_now

    def settle(self) -> list[Taken]:
        """Look, receive, and look again, so that everything is filed away."""
        taken = self.receive()
        self.look()
        return taken

    def subjects(self) -> list[str]:
        """The subjects of what is in our books, in order."""
        lines = [taken.files[0].staged.read_bytes().split(b"\r\n") for taken in self.books.values()]
        return [line[9:].decode() for head in lines for line in head if line.startswith(b"Subject: ")]


@pytest.fixture
def tenant() -> Iterator[Tenant]:
    with GraphServer() as graph:
        made = tenant_of(graph)
        yield made
        made.client.close()


@pytest.fixture
def watched(tenant: Tenant, tmp_path: Path) -> Watched:
    return Watched(tmp_path, tenant)


@pytest.fixture
def marked(tenant: Tenant, tmp_path: Path) -> Watched:
    """The same, where mail stays in its folder and is marked."""
    return Watched(tmp_path, tenant, move_to=None)


def test_a_mail_is_taken_byte_for_byte_and_then_moved(watched: Watched) -> None:
    message = watched.box.receive(mail(1))
    (taken,) = watched.receive()
    assert taken.files[0].staged.read_bytes() == mail(1)
    assert watched.box.folders[message.folder] == "inbox"
    watched.look()
    assert watched.box.folders[message.folder] == "PanelReady"
    assert taken.mail_id == taken.source_id


def test_every_call_about_mails_asks_for_immutable_ids(watched: Watched) -> None:
    for number in range(60):
        watched.box.receive(mail(number))
    for _ in range(10):
        watched.receive()
    calls = watched.graph.world.asked("messages")
    assert len(watched.books) == 60
    assert len(calls) > 120
    assert all(call.wants_immutable_ids for call in calls)


def test_case_1_mail_that_came_while_we_were_down_is_taken_once_in_the_order_it_came(watched: Watched) -> None:
    watched.settle()
    for number, hour in ((1, 11), (2, 10), (3, 12)):
        watched.box.receive(mail(number, f"Papers {number}"), received=f"2026-03-05T{hour}:00:00Z")
    watched.start()
    watched.settle()
    assert watched.subjects() == ["Papers 2", "Papers 1", "Papers 3"]
    watched.start()
    assert watched.settle() == []
    assert watched.seen_again == 0


@pytest.mark.parametrize("dies", ["before commit", "before acknowledge"])
def test_case_2_a_mail_is_ours_once_wherever_we_are_killed(watched: Watched, dies: str) -> None:
    watched.box.receive(mail(1))
    with pytest.raises(Killed):
        watched.receive(dies=dies)
    assert LINK not in watched.notes.read("mail")
    watched.start()
    watched.settle()
    assert len(watched.books) == 1
    assert LINK in watched.notes.read("mail")
    assert watched.box.in_folder("inbox") == []


def test_case_2_killed_after_the_first_page_of_changes_nothing_is_missed(watched: Watched) -> None:
    for number in range(70):
        watched.box.receive(mail(number))
    watched.graph.world.goes_wrong("messages/delta", 429, times=1, Retry_After="900")
    assert watched.look().arrivals == ()
    watched.start()
    for _ in range(12):
        watched.receive(watched.look(1000))
    assert len(watched.books) == 70


def test_case_2_killed_before_the_link_is_noted_the_mails_are_known_by_their_ids(marked: Watched) -> None:
    for number in range(3):
        marked.box.receive(mail(number))
    look = marked.look()
    marked.channel.take(look.arrivals[0], marked.base / "one")
    marked.channel.acknowledge(look.arrivals[0])
    assert LINK not in marked.notes.read("mail")
    marked.start()
    assert len(marked.look().arrivals) == 2
    assert len(marked.graph.world.asked(r"0001==/\$value")) == 1


def test_case_3_a_mail_moved_back_by_a_person_is_no_second_submission(watched: Watched) -> None:
    message = watched.box.receive(mail(1))
    watched.settle()
    watched.look()
    watched.box.move(message, "inbox")
    watched.settle()
    assert (len(watched.books), watched.seen_again) == (1, 1)
    assert watched.box.folders[message.folder] == "PanelReady"


def test_case_3_the_copies_in_two_mailboxes_are_known_for_one_mail(watched: Watched) -> None:
    watched.box.receive(b"Received: by one\r\n" + mail(1))
    watched.box.receive(b"Received: by another\r\n" + mail(1), received="2026-03-05T09:00:05Z")
    watched.settle()
    assert (len(watched.books), watched.seen_again) == (1, 1)


@pytest.mark.parametrize("message_id", ["<same@council.example>", "<>", ""])
def test_case_4_different_mails_with_one_message_id_or_none_are_two(watched: Watched, message_id: str) -> None:
    watched.box.receive(mail(1, "One", Message_ID=message_id))
    watched.box.receive(mail(2, "Two", Message_ID=message_id))
    watched.settle()
    assert len(watched.books) == 2


def _expired(watched: Watched) -> None:
    watched.box.expire_links()


def _refused(status: int) -> object:
    def refuse(watched: Watched) -> None:
        watched.graph.world.goes_wrong("messages/delta", status, "ErrorInvalidUrlQuery")

    return refuse


@pytest.mark.parametrize("lose_the_link", [_expired, _refused(400), _refused(404)])
def test_case_5_a_link_that_is_lost_costs_a_full_round_and_nothing_is_taken_twice(
    marked: Watched, lose_the_link: object
) -> None:
    for number in range(12):
        marked.box.receive(mail(number))
    marked.settle()
    marked.settle()
    assert len(marked.books) == 12
    lose_the_link(marked)  # type: ignore[operator]  # passed on as it came
    marked.box.receive(mail(99))
    assert len(marked.settle()) == 1
    assert marked.seen_again == 0


def test_case_5_nothing_is_taken_twice_even_if_the_notes_are_lost_too(marked: Watched) -> None:
    marked.box.receive(mail(1))
    marked.settle()
    marked.notes = NotesInMemory()
    marked.start()
    assert marked.settle() == []
    assert (len(marked.books), marked.seen_again) == (1, 1)


def test_case_6_a_mail_deleted_before_it_is_taken_is_not_taken(watched: Watched) -> None:
    message = watched.box.receive(mail(1))
    look = watched.look()
    watched.box.delete(message)
    assert watched.look().arrivals == ()
    assert watched.receive(watched.look()) == []
    assert watched.channel.take(look.arrivals[0], watched.base / "late") == Changed(Delay.AWAY)
    assert list((watched.base / "spool").iterdir()) == []


def test_case_6_a_mail_deleted_while_in_progress_is_withdrawn(marked: Watched) -> None:
    message = marked.box.receive(mail(1))
    (taken,) = marked.settle()
    marked.box.delete(message)
    marked.look()
    assert marked.withdrawn == [Withdrawn(taken.source_id)]
    marked.look()
    assert len(marked.withdrawn) == 1


def test_case_6_a_withdrawal_that_cannot_be_written_down_is_told_again(marked: Watched) -> None:
    message = marked.box.receive(mail(1))
    marked.settle()
    marked.cannot_write = True
    marked.box.delete(message)
    assert [trouble.kind for trouble in marked.look().troubles] == [TroubleKind.NO_ROOM]
    marked.cannot_write = False
    marked.look()
    assert len(marked.withdrawn) == 1


def test_case_7_a_mail_that_a_person_moved_first_is_left_where_they_put_it_and_not_answered(watched: Watched) -> None:
    message = watched.box.receive(mail(1))
    (taken,) = watched.receive()
    watched.box.move(message, "archive")
    watched.look()
    assert message.folder == "fld-archive"
    assert watched.withdrawn == [Withdrawn(taken.source_id)]
    assert watched.graph.world.asked("/move") == []


def test_case_7_a_move_that_finds_the_mail_gone_ends_with_a_person_having_it(watched: Watched) -> None:
    watched.box.receive(mail(1))
    (taken,) = watched.receive()
    watched.graph.world.goes_wrong("POST .*/move", 404, "ErrorItemNotFound")
    assert watched.look().troubles == ()
    assert watched.withdrawn == [Withdrawn(taken.source_id)]
    watched.look()
    assert len(watched.graph.world.asked("/move")) == 1


def test_case_8_categories_that_people_set_survive_ours(marked: Watched) -> None:
    message = marked.box.receive(mail(1))
    message.categories = ["Urgent"]
    marked.settle()
    assert message.categories == ["Urgent", MARK]


def test_case_8_a_category_set_in_the_same_moment_survives_too(marked: Watched) -> None:
    message = marked.box.receive(mail(1))
    marked.receive()
    marked.graph.world.goes_wrong("PATCH", 412, "ErrorIrresolvableConflict")
    marked.box.change(message, categories=["Seen by Jo"])
    marked.look()
    assert message.categories == ["Seen by Jo", MARK]
    assert len(marked.graph.world.asked("PATCH")) == 2
    assert all("if-match" in call.headers for call in marked.graph.world.asked("PATCH"))


def test_a_mail_that_cannot_be_marked_is_told_and_tried_again_and_not_taken_twice(marked: Watched) -> None:
    marked.box.receive(mail(1))
    marked.receive()
    marked.graph.world.goes_wrong("PATCH", 412, times=3)
    assert [trouble.kind for trouble in marked.look().troubles] == [TroubleKind.MAIL_STAYS]
    assert marked.look().troubles == ()
    assert marked.box.messages[0].categories == [MARK]
    assert len(marked.books) == 1


def test_a_mail_that_went_away_and_came_back_between_two_rounds_is_taken(watched: Watched) -> None:
    watched.graph.mail.loses_what_comes_back = True
    watched.settle()
    message = watched.box.receive(mail(1), folder="archive")
    watched.look()
    watched.box.move(message, "inbox")
    watched.box.move(message, "archive")
    watched.box.move(message, "inbox")
    assert len(watched.settle()) == 1


def test_a_mail_that_went_away_and_came_back_is_not_taken_for_withdrawn(marked: Watched) -> None:
    marked.graph.mail.loses_what_comes_back = True
    message = marked.box.receive(mail(1))
    marked.settle()
    marked.box.move(message, "archive")
    marked.box.move(message, "inbox")
    marked.look()
    assert marked.withdrawn == []


def test_what_the_changes_never_tell_of_is_found_once_a_day(watched: Watched) -> None:
    watched.settle()
    watched.box.receive(mail(1))
    watched.box.log.clear()
    assert watched.settle() == []
    assert len(watched.receive(watched.look(86_400))) == 1


def test_repeated_rows_empty_pages_and_rows_that_tell_little_lose_and_double_nothing(watched: Watched) -> None:
    watched.graph.mail.habits.repeats = watched.graph.mail.habits.empty_page_first = True
    for number in range(60):
        watched.box.receive(mail(number))
    for _ in range(9):
        watched.settle()
    assert (len(watched.books), watched.seen_again) == (60, 0)


def test_a_mail_of_which_only_a_change_is_told_is_read_again_and_taken(watched: Watched) -> None:
    watched.settle()
    message = watched.box.receive(mail(1))
    watched.box.log[:] = [(number, where, each, "updated") for number, where, each, _ in watched.box.log]
    (taken,) = watched.receive()
    assert taken.files[0].staged.read_bytes() == message.raw


def test_a_change_of_a_mail_that_is_ours_is_nothing_new(marked: Watched) -> None:
    message = marked.box.receive(mail(1))
    marked.settle()
    marked.box.change(message, categories=["Mine", MARK])
    assert marked.settle() == []
    assert marked.seen_again == 0


def test_a_link_instead_of_a_file_is_handed_on_as_such_though_the_mail_itself_has_nothing_of_it(
    watched: Watched, tmp_path: Path
) -> None:
    message = watched.box.receive(mail(1))
    kind = "#microsoft.graph.referenceAttachment"
    for name in ("Report.docx", "Chronology.xlsx", "Plan.docx"):
        message.links.append({"@odata.type": kind, "id": name, "name": name, "size": 1, "contentType": "text/html"})
    message.links.append({"@odata.type": "#microsoft.graph.fileAttachment", "id": "f", "name": "Form.docx"})
    (taken,) = watched.receive()
    opened = open_submission([(file.staged, file.name) for file in taken.files], tmp_path / "open", Limits())
    refused = [(file.name, str(file.refused)) for file in opened.files if file.refused]
    assert refused == [(name, "link_only") for name in ("Report.docx", "Chronology.xlsx", "Plan.docx")]
    assert opened.message is not None
    assert opened.message.subject == "Panel papers"


def test_drafts_lying_in_the_folder_are_left_alone(watched: Watched) -> None:
    message = watched.box.receive(mail(1))
    message.is_draft = True
    assert watched.look().arrivals == ()


def test_mail_older_than_the_settings_say_is_left_alone_and_listed_as_such(tenant: Tenant, tmp_path: Path) -> None:
    watched = Watched(tmp_path, tenant, since=date(2026, 3, 1))
    watched.box.receive(mail(1), received="2026-02-01T09:00:00Z")
    watched.box.receive(mail(2), received="2026-03-02T09:00:00Z")
    assert len(watched.settle()) == 1


def test_the_daily_listing_says_what_is_there_and_what_of_it_is_not_ours(marked: Watched) -> None:
    marked.box.receive(mail(1))
    marked.settle()
    marked.graph.world.goes_wrong(r"\$value", 404, "ErrorItemNotFound", times=9)
    marked.box.receive(mail(2))
    marked.look()
    assert marked.channel.listing(NOW) is not None
    assert marked.channel.listing(NOW) is None
    marked.look()
    listing = marked.channel.listing(NOW)
    assert listing is not None
    assert listing.shown == 2
    assert [missing.why for missing in listing.missing] == [NotTaken.WAITING]


def test_a_mail_that_cannot_be_handed_over_keeps_no_other_waiting_and_is_asked_for_again(watched: Watched) -> None:
    bad = watched.box.receive(mail(1), received="2026-03-05T08:00:00Z")
    watched.box.receive(mail(2))
    watched.graph.world.goes_wrong(f"{bad.immutable}/.value", 422, "ErrorMimeContentInvalid")
    look = watched.look()
    assert [trouble.kind for trouble in look.troubles] == [TroubleKind.MAIL_UNREADABLE]
    assert len(watched.receive(look)) == 1
    assert LINK not in watched.notes.read("mail")
    assert len(watched.receive(watched.look(1000))) == 1
    assert LINK in watched.notes.read("mail")


def test_a_mail_larger_than_any_with_papers_stays_and_is_told(tenant: Tenant, tmp_path: Path) -> None:
    watched = Watched(tmp_path, tenant, largest=5000)
    watched.box.receive(mail(1, body="x" * 9000))
    watched.box.receive(mail(2))
    look = watched.look()
    assert [trouble.kind for trouble in look.troubles] == [TroubleKind.MAIL_TOO_LARGE]
    assert len(watched.receive(look)) == 1
    watched.look(5000)
    assert len(watched.graph.world.asked(r"0001==/\$value")) == 1


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (429, TroubleKind.GRAPH_BUSY),
        (403, TroubleKind.NO_MAIL_PERMISSION),
        (404, TroubleKind.GRAPH_HAS_NO_SUCH_PLACE),
        (500, TroubleKind.GRAPH_AWAY),
    ],
)
def test_what_keeps_us_from_the_mailbox_is_told_and_the_work_goes_on_when_it_has_passed(
    watched: Watched, status: int, kind: TroubleKind
) -> None:
    watched.box.receive(mail(1))
    watched.graph.world.goes_wrong(
        "inbox", status, "", times=5 if status == 500 else 1, Retry_After="0" if status == 500 else "120"
    )
    look = watched.look()
    assert [trouble.kind for trouble in look.troubles] == [kind]
    assert not look.is_current
    assert watched.receive(watched.look(30)) == [] or status != 429
    assert len(watched.receive(watched.look(200))) + len(watched.books) >= 1
    assert len(watched.books) == 1


@pytest.mark.parametrize("when", list(Drop))
def test_a_connection_that_breaks_anywhere_loses_and_doubles_nothing(watched: Watched, when: Drop) -> None:
    for number in range(5):
        watched.box.receive(mail(number))
    for pattern in ("delta", r"\$value", "attachments", "/move", "childFolders"):
        watched.graph.world.goes_wrong(pattern, drop=when)
    for _ in range(4):
        watched.settle()
    assert (len(watched.books), watched.seen_again) == (5, 0)
    assert watched.box.in_folder("inbox") == []


def test_without_an_event_a_round_is_one_call_a_minute(watched: Watched) -> None:
    watched.settle()
    before = len(watched.graph.world.calls)
    for _ in range(12):
        watched.look(after=5)
    assert len(watched.graph.world.calls) - before == 1


def test_the_service_is_not_held_up_while_the_server_takes_its_time(tenant: Tenant, tmp_path: Path) -> None:
    """In its own thread, looks come back at once; the one after the round has what came."""
    box = tenant.graph.mail.add(PANEL)
    box.receive(mail(1))
    go_on, came = threading.Event(), threading.Event()
    respond = tenant.graph.respond
    # put in place for this test alone
    tenant.graph.respond = lambda call: (go_on.wait(20), respond(call))[1]  # type: ignore[method-assign]
    channel = GraphMailbox(
        "mail",
        MailCalls(tenant.client, PANEL),
        notes=NotesInMemory(),
        spool=tmp_path / "spool",
        beside=InThread("mailbox"),
        stir=came.set,
    )
    assert channel.look(NOW, 1000.0).arrivals == ()
    assert channel.look(NOW, 1100.0).arrivals == ()
    go_on.set()
    assert came.wait(20)
    assert len(channel.look(NOW, 1101.0).arrivals) == 1
    channel.stop()


def test_a_mailbox_that_cannot_be_listed_is_not_asked_more_often_for_that(watched: Watched) -> None:
    watched.box.in_scope = False
    watched.look()
    before = len(watched.graph.world.calls)
    for _ in range(11):
        watched.channel.listing(NOW)
        watched.look(after=5)
    assert len(watched.graph.world.calls) == before
