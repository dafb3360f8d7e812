"""The audit trail is appended to and never altered, whatever the program does."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import event

from panelready.keeping import purge
from panelready.requeueing import requeue
from panelready.store import audit
from panelready.store.audit import trail_of
from tests.panelready.an_app import a_desk


def test_no_statement_of_a_whole_life_alters_or_deletes_a_line(tmp_path: Path) -> None:
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        statements.append(statement)

    with a_desk(tmp_path) as desk:
        event.listen(desk.app.engine, "before_cursor_execute", note)
        desk.arrive("one")
        requeue(desk.app, None)
        desk.answer()
        before = desk.rows("audit")
        desk.pass_(days=100)
        purge(desk.app, timedelta(days=90))
        after = desk.rows("audit")
    touching = [statement for statement in statements if "audit" in statement.split("WHERE")[0]]
    assert after[: len(before)] == before
    assert len(after) > len(before) > 5
    assert {statement.split()[0] for statement in touching} == {"INSERT", "SELECT"}


def test_the_trail_of_a_request_has_its_submissions_lines_in_order_and_no_others(tmp_path: Path) -> None:
    with a_desk(tmp_path) as desk:
        first = desk.arrive("one")
        desk.work()
        with desk.app.engine.begin() as db:
            audit.record(db, desk.app.now(), "received", submission="ffff-ffff-ffff-ffff")
            request = desk_request = trail_of(db, "no such request", [first])
        assert [entry.event for entry in request] == ["received", "opened", "read", "opened_request"]
        assert all(entry.submission_id == first for entry in desk_request)
