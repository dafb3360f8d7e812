"""What has arrived and what became of it, a row for each submission; for the demo's live table and its overview."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, select

from casework.finding import Outcome, Verdict
from generators.answer import Answer, from_json
from generators.contract import everything_found
from generators.overview import Line, Link
from panelready.app import App
from panelready.store import effects, requests, tables
from panelready.store.requests import StoredScreening


@dataclass(frozen=True, slots=True)
class Row:
    """One submission: where it stands, and once screened its request, the newest answer and its screening."""

    name: str
    state: str
    answer: Answer | None = None
    screening: StoredScreening | None = None
    reply: Path | None = None

    @property
    def verdict(self) -> str:
        """The newest verdict, or nothing."""
        return self.answer.verdict.value if self.answer else ""

    @property
    def panel(self) -> str:
        """The panel it was taken for."""
        return (self.answer.names.panel or "Not clear") if self.answer else ""


def rows(app: App) -> list[Row]:
    """Each submission in the order it came."""
    table = tables.submission
    query = select(table.c.name, table.c.state, table.c.request_id).order_by(table.c.received_at, table.c.id)
    with app.engine.begin() as db:
        return [_row(db, app, *row) for row in db.execute(query).all()]


def why(answer: Answer) -> str:
    """What holds it up, in a few words: what a person must look at, else what is still needed."""
    for who in ("administrator", "social_worker"):
        acting = [each.text for each in everything_found(answer) if Outcome(each.outcome).who_acts == who]
        if acting:
            more = f" (and {len(acting) - 1} more)" if len(acting) > 1 else ""
            return acting[0] + more
    return "Everything that the panel asks for is there."


def overview_lines(app: App, beside: Path) -> list[Line]:
    """The rows as lines of an overview that lies in the folder `beside`."""
    return [_line(app, row, beside) for row in rows(app)]


def _row(db: Connection, app: App, name: str, state: str, request_id: str | None) -> Row:
    request = requests.get(db, request_id) if request_id else None
    screening = requests.screening(db, request.id, request.screenings) if request else None
    if screening is None:
        return Row(name, {"joined": "waiting"}.get(state, state))
    replies = effects.replies(db, request_id=screening.request_id)
    sent = [path for path in (app.outbox.path(reply.key) for reply in replies) if path.is_file()]
    return Row(name, state, from_json(screening.answer), screening, sent[-1] if sent else None)


def _line(app: App, row: Row, beside: Path) -> Line:
    if row.answer is None or row.screening is None:
        return Line(row.name, "", "", None, "")
    report = app.reports_of(row.screening.request_id) / f"{row.screening.number}.html"
    links = [Link("Report", _relative(report, beside))]
    if row.reply is not None:
        links.append(Link("Reply", _relative(row.reply, beside)))
    request_type = row.answer.names.request_type or ""
    return Line(row.name, row.panel, request_type, Verdict(row.verdict), why(row.answer), tuple(links))


def _relative(path: Path, beside: Path) -> str:
    return path.relative_to(beside).as_posix()
