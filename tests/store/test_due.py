"""Finding what is due costs the same, however much is open and however much is finished."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, insert

from panelready.store import requests, submissions, tables
from panelready.store.database import migrate, open_database

NOW = datetime(2026, 3, 5, 9, 12)
PER_STATE = ("received", "opened", "read")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Engine]:
    engine = open_database(tmp_path / "panelready.sqlite")
    migrate(engine)
    yield engine
    engine.dispose()


def fill(database: Engine, open_rows: int, finished: int) -> None:
    """So many rows of each kind, due one second after another."""

    def row(number: int, state: str) -> dict[str, Any]:
        due = {"id": f"{state}-{number:06}", "state": state, "wake_at": NOW - timedelta(seconds=number)}
        return {**due, "failures": 0}

    papers = [row(n, PER_STATE[n % 3]) for n in range(open_rows)] + [row(n, "joined") for n in range(finished)]
    asked = [row(n, ("waiting", "screened")[n % 2]) for n in range(open_rows)]
    asked += [row(n, "answered") for n in range(finished)]
    with database.begin() as db:
        whole = {"drop_name": "devon", "name": "papers", "received_at": NOW, "limits": []}
        db.execute(insert(tables.submission), [{**each, **whole} for each in papers])
        whole = {"created_at": NOW, "key": {}, "screenings": 0}
        db.execute(insert(tables.request), [{**each, **whole} for each in asked])


def steps(db: Connection, work: Any) -> tuple[int, list[str]]:
    """How many instructions of SQLite's machine some work takes, and what it gives."""
    counted = 0

    def count() -> int:
        nonlocal counted
        counted += 1
        return 0

    driver = db.connection.driver_connection
    assert driver is not None
    driver.set_progress_handler(count, 1)
    found = work()
    driver.set_progress_handler(None, 1)
    return counted, found


@pytest.mark.parametrize("open_ids", [submissions.open_ids, requests.open_ids])
def test_the_next_few_cost_the_same_among_thirty_thousand_as_among_thirty(database: Engine, open_ids: Any) -> None:
    fill(database, 30, 0)
    with database.begin() as db:
        few, _ = steps(db, lambda: open_ids(db, NOW, 4))
        db.execute(tables.submission.delete())
        db.execute(tables.request.delete())
    fill(database, 10_000, 20_000)
    with database.begin() as db:
        many, found = steps(db, lambda: open_ids(db, NOW, 4))
    assert [identity.split("-")[1] for identity in found] == ["009999", "009998", "009997", "009996"]
    assert few * 0.9 <= many <= few * 1.1


def test_what_is_not_due_yet_is_not_given(database: Engine) -> None:
    fill(database, 9, 3)
    with database.begin() as db:
        assert submissions.open_ids(db, NOW - timedelta(seconds=7), 9) == ["read-000008", "opened-000007"]
        assert requests.open_ids(db, NOW - timedelta(seconds=9), 9) == []
