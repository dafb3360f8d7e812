"""Waking work again: all that is open, from our tables alone, or what a person names."""

from collections.abc import Sequence

from sqlalchemy import select, update

from casework.errors import WrongUse
from panelready.app import App
from panelready.store import audit, submissions, tables
from panelready.store.tables import RequestState, SubmissionState


def requeue(app: App, ids: Sequence[str] | None) -> int:
    """Make stuck and waiting work due now; how many. WrongUse for an id that is neither."""
    now, woken = app.now(), 0
    with app.engine.begin() as db:
        for table in (tables.submission, tables.request):
            open_states = [*submissions.OPEN_STATES, *(RequestState.WAITING, RequestState.SCREENED), "stuck"]
            found = select(table.c.id, table.c.state).where(table.c.state.in_(open_states))
            found = found if ids is None else found.where(table.c.id.in_(ids))
            for identity, state in db.execute(found).all():
                values = {"wake_at": now, "failures": 0, "state": _state_again(table.name, state)}
                db.execute(update(table).where(table.c.id == identity).values(values))
                audit.record(db, now, "requeued", **{table.name: identity})
                woken += 1
        if ids is not None and woken < len(set(ids)):
            raise WrongUse("not all of these are stuck or waiting; `panelready doctor` lists those that are.")
    return woken


def _state_again(table: str, state: str) -> str:
    """Stuck work starts from the step before which everything is known."""
    if state != "stuck":
        return state
    return SubmissionState.RECEIVED if table == "submission" else RequestState.WAITING
