"""Papers find the request they may belong to by the words of their case, however many requests there are."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from casework.case import CaseKey, same_case, words_of
from panelready.store import requests
from panelready.store.database import migrate, open_database
from panelready.store.requests import StoredRequest
from panelready.store.tables import RequestState

NOON = datetime(2026, 3, 5, 12)
KNOWN = CaseKey("PER 0041977", (("Jayden Tolliver", date(2019, 4, 2)),), "board", "loan")


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = open_database(tmp_path / "panelready.sqlite")
    migrate(made)
    yield made
    made.dispose()


def hold(engine: Engine, identity: str, key: CaseKey, authority: str = "anyshire") -> None:
    with engine.begin() as db:
        requests.add(db, StoredRequest(identity, authority, RequestState.ANSWERED, NOON, NOON, key))


@pytest.mark.parametrize(
    ("key", "is_found"),
    [
        (CaseKey("per-0041977", (), None, None), True),
        (CaseKey(None, (("TOLLIVER, Jayden", None),), None, None), True),
        (CaseKey(None, (("Jaydén Tolliver", None),), None, None), True),
        (CaseKey("PER0099999", (("Maisie Pengelly", None),), None, None), False),
        (CaseKey(None, (), None, None), False),
    ],
)
def test_what_has_anything_in_common_is_looked_at_and_nothing_else(
    engine: Engine, key: CaseKey, is_found: bool
) -> None:
    hold(engine, "one", KNOWN)
    hold(engine, "other", CaseKey("PER0012345", (("Idris Vane", None),), "board", "loan"))
    with engine.begin() as db:
        found = [each.id for each in requests.live(db, "anyshire", words_of(key))]
    assert found == (["one"] if is_found else [])
    assert (same_case(key, KNOWN) is not False) is is_found


def test_another_councils_request_is_never_found(engine: Engine) -> None:
    hold(engine, "one", KNOWN, authority="othershire")
    with engine.begin() as db:
        assert requests.live(db, "anyshire", words_of(KNOWN)) == []


def test_a_key_that_learns_a_name_is_found_by_it(engine: Engine) -> None:
    hold(engine, "one", CaseKey("PER0041977", (), "board", "loan"))
    with engine.begin() as db:
        requests.set_key(db, "one", KNOWN)
        assert [each.id for each in requests.live(db, "anyshire", {"tolliver"})] == ["one"]
