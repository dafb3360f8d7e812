"""Which request papers belong to: our own message ids first, then the case, never the subject; in doubt a person."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection

from casework.case import CaseKey
from casework.submission import Message
from panelready.joining import Joined, find_request, widened
from panelready.store import effects, requests
from panelready.store.database import migrate, open_database
from panelready.store.effects import StoredReply
from panelready.store.requests import StoredRequest
from panelready.store.tables import OutboxState, RequestState

NOW = datetime(2026, 3, 5, 9, 12)  # as the tables keep times: UTC, without saying so
QUIET = timedelta(seconds=30)
JAYDEN = ("Jayden Tolliver", date(2019, 4, 2))
MAISIE = ("Maisie Pengelly", date(2017, 9, 21))
KEY = CaseKey("PER0041977", (JAYDEN,), "board", "loan")
OUR_MAIL = "<r-1.1@panelready.example>"


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Connection]:
    engine = open_database(tmp_path / "panelready.db")
    migrate(engine)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def hold(
    db: Connection,
    request_id: str = "r-1",
    key: CaseKey = KEY,
    state: RequestState = RequestState.WAITING,
    authority: str = "anywhere",
    made_at: datetime = NOW,
) -> None:
    requests.add(db, StoredRequest(request_id, authority, RequestState.WAITING, made_at, made_at, key))
    if state is not RequestState.WAITING:
        requests.move_on(db, request_id, state)


def answer(db: Connection, request_id: str = "r-1") -> None:
    reply = StoredReply("key", request_id, 1, OutboxState.READY, "ruth@bucks.example", OUR_MAIL, b"")
    effects.add_reply(db, reply)


def joined(
    db: Connection,
    key: CaseKey = KEY,
    references: tuple[str, ...] = (),
    now: datetime = NOW,
    authority: str = "anywhere",
) -> Joined:
    mail = Message("ruth@bucks.example", now, "<new@bucks.example>", references, "Re: a loan for Jayden")
    return find_request(db, authority, key, mail, now, QUIET)


class TestByMessage:
    def test_an_answer_to_our_mail_joins_the_request_it_was_about_whatever_it_says(self, db: Connection) -> None:
        hold(db, state=RequestState.ANSWERED)
        answer(db)
        assert joined(db, CaseKey(None, (), None, None), (OUR_MAIL,)) == Joined("r-1")

    def test_an_answer_follows_a_request_to_where_it_was_linked(self, db: Connection) -> None:
        hold(db)
        hold(db, "r-2")
        answer(db)
        requests.move_on(db, "r-1", RequestState.MERGED, merged_into="r-2")
        assert joined(db, CaseKey(None, (), None, None), (OUR_MAIL,)) == Joined("r-2")

    def test_an_answer_to_one_councils_mail_never_joins_another_councils_request(self, db: Connection) -> None:
        hold(db)
        answer(db)
        assert joined(db, KEY, (OUR_MAIL,), authority="elsewhere") == Joined()

    def test_a_message_id_that_is_not_ours_joins_nothing(self, db: Connection) -> None:
        hold(db)
        answer(db)
        assert joined(db, CaseKey(None, (MAISIE,), None, None), ("<other@bucks.example>",)) == Joined()


class TestByCase:
    @pytest.mark.parametrize("state", [RequestState.WAITING, RequestState.SCREENED, RequestState.ANSWERED])
    def test_the_same_case_joins_its_live_request(self, db: Connection, state: RequestState) -> None:
        hold(db, state=state, made_at=NOW - timedelta(days=3))
        assert joined(db) == Joined("r-1")

    @pytest.mark.parametrize("state", [RequestState.WITHDRAWN, RequestState.MERGED])
    def test_a_request_that_is_over_is_not_revived(self, db: Connection, state: RequestState) -> None:
        hold(db, state=state)
        assert joined(db) == Joined()

    def test_another_council_is_another_case(self, db: Connection) -> None:
        hold(db, authority="elsewhere")
        assert joined(db) == Joined()

    @pytest.mark.parametrize(
        "key",
        [
            CaseKey("PER0041977", (MAISIE,), "board", "loan"),
            CaseKey("PER0041977", (JAYDEN,), "board", "gift"),
            CaseKey(None, (JAYDEN,), "board", "loan"),
            CaseKey("PER0041977", (JAYDEN, MAISIE), "board", "loan"),
        ],
    )
    def test_what_has_something_in_common_is_named_to_a_person_and_not_joined(
        self, db: Connection, key: CaseKey
    ) -> None:
        hold(db, made_at=NOW - timedelta(days=1))
        assert joined(db, key) == Joined(None, alike="r-1")

    def test_another_child_in_another_matter_has_nothing_to_do_with_it(self, db: Connection) -> None:
        hold(db)
        assert joined(db, CaseKey("PER0052310", (MAISIE,), "board", "loan")) == Joined()

    def test_a_subject_line_joins_nothing(self, db: Connection) -> None:
        hold(db)
        assert joined(db, CaseKey(None, (), None, None)) == Joined()


class TestTogether:
    LOOSE = CaseKey("PER 0041977", (), None, None)

    def test_loose_files_of_one_reference_that_settle_together_are_one_request(self, db: Connection) -> None:
        hold(db)
        assert joined(db, self.LOOSE, now=NOW + QUIET) == Joined("r-1")

    def test_a_loose_file_that_comes_later_is_for_a_person(self, db: Connection) -> None:
        hold(db)
        assert joined(db, self.LOOSE, now=NOW + QUIET + timedelta(seconds=1)) == Joined(None, alike="r-1")

    def test_a_request_that_was_screened_takes_no_loose_file_by_itself(self, db: Connection) -> None:
        hold(db, state=RequestState.ANSWERED)
        assert joined(db, self.LOOSE) == Joined(None, alike="r-1")

    def test_a_loose_file_of_another_child_never_joins_by_its_reference(self, db: Connection) -> None:
        hold(db)
        assert joined(db, CaseKey("PER0041977", (MAISIE,), None, None)) == Joined(None, alike="r-1")


def test_a_key_keeps_what_it_knew_and_learns_what_only_the_new_papers_say() -> None:
    known = CaseKey(None, (("Jayden Tolliver", None),), "board", None)
    new = CaseKey("PER0041977", (JAYDEN, MAISIE), "bench", "loan")
    assert widened(known, new) == CaseKey("PER0041977", (JAYDEN,), "board", "loan")
