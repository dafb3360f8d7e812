"""What has arrived and what became of it, a row for each submission; for the demo's live table."""

from dataclasses import dataclass

from sqlalchemy import select

from casework.finding import Outcome
from generators.answer import Answer, from_json
from generators.contract import everything_found
from panelready.app import App
from panelready.store import requests, tables


@dataclass(frozen=True, slots=True)
class Row:
    """One submission: where it stands, and once screened its panel, verdict and why."""

    name: str
    state: str
    panel: str = ""
    verdict: str = ""
    why: str = ""


def rows(app: App) -> list[Row]:
    """Each submission in the order it came."""
    table = tables.submission
    query = select(table.c.name, table.c.state, table.c.request_id).order_by(table.c.received_at, table.c.id)
    with app.engine.begin() as db:
        found = []
        for name, state, request_id in db.execute(query).all():
            request = requests.get(db, request_id) if request_id else None
            screening = requests.screening(db, request.id, request.screenings) if request else None
            found.append(_row(name, state, from_json(screening.answer) if screening else None))
        return found


def _row(name: str, state: str, answer: Answer | None) -> Row:
    if answer is None:
        return Row(name, {"joined": "waiting"}.get(state, state))
    return Row(name, state, answer.names.panel or "not clear", answer.verdict.value, _why(answer))


def _why(answer: Answer) -> str:
    """What holds it up, in a few words: what a person must look at, else what is still needed."""
    for who in ("administrator", "social_worker"):
        acting = [each.text for each in everything_found(answer) if Outcome(each.outcome).who_acts == who]
        if acting:
            more = f" (and {len(acting) - 1} more)" if len(acting) > 1 else ""
            return acting[0] + more
    return "Everything that the panel asks for is there."
