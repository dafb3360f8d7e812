"""Stories for people at a terminal: open tasks, and everything that happened to one request."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from casework.errors import WrongUse
from casework.finding import Outcome
from generators.answer import Answer, from_json
from generators.contract import SubmissionFinding, everything_found, subject_of
from generators.plainly import one_line, wrapped
from generators.wording import day_in_words, held_in_words
from panelready.app import App
from panelready.clock import local
from panelready.store import audit, effects, notices, requests, submissions
from panelready.store.effects import StoredTask
from panelready.store.requests import StoredScreening
from panelready.wrote_back import words_shown

SAID = {
    "received": "Papers came and are in our custody",
    "seen_again": "The same papers were seen again; nothing to do",
    "opened": "Messages and archives were opened",
    "read": "The papers were read",
    "opened_request": "They opened this request",
    "joined": "They joined this request",
    "screened": "Screened",
    "reply": "A reply was written",
    "confirmation": "A confirmation was written",
    "reply_sent": "It left",
    "reply_held": "A person decides whether it leaves",
    "reply_off": "No reply was written: the settings say so",
    "reply_not_delivered": "It was not delivered",
    "machine_answered": "A machine answered a reply",
    "replies_paused": "Replies no longer leave by themselves until a person has looked",
    "withdrawn": "A person took them away again from where they came; we keep what we took",
    "filed": "Filed: a machine wrote it, and it brings no papers",
    "corrected": "What we had said was wrong; it is among the incidents",
    "slot": "Put on the panel's agenda",
    "task": "Referred to an administrator",
    "sender_wrote": "The sender wrote something that a person has to read",
    "decided": "A person decided",
    "released": "The drafted reply was released",
    "papers_linked": "Papers of another request were linked to this one",
    "failed": "A step failed and is tried again",
    "requeued": "Tried again by a person",
}


LEAVING = {
    "may_have_left": "This reply may have left before it could be noted. Look for it, then settle this with --release.",
    "held": "This reply waits, because {why}. Read the draft; --release sends it.",
    "not_delivered": "This reply was not delivered: {why}. Find another way, then settle this with --release.",
    "broken_template": "The council’s own {why} cannot be used, or leaves out what is needed. Ours was. Mend it, then "
    "settle this with --release.",
    "sender_wrote": "The sender answered our letter in words that we do not understand, or asks something. Read them "
    "and answer, then settle this with --release. Nothing leaves.",
    "replies_paused": "Replies no longer leave by themselves, because {why}. --release lets them leave again.",
}
"""What became of a reply, or of our letter, and what settles the task."""


def task_rows(app: App) -> list[dict[str, Any]]:
    """Each open task with what a person needs to see at a glance."""
    rows = []
    with app.engine.begin() as db:
        for task in effects.open_tasks(db):
            if task.request_id is None:
                rows.append(_notice_row(db, app, task))
                continue
            request = requests.get(db, task.request_id)
            screening = requests.screening(db, request.id, task.number)
            answer = from_json(screening.answer) if screening else None
            words = words_shown(task)
            report = effects.last_answered(db, request.id) if words else task.number
            rows.append(
                {
                    "task": task.id,
                    "request": request.id,
                    "kind": task.kind,
                    "why": task.why,
                    "panel": answer.names.panel if answer else None,
                    "request_type": answer.names.request_type if answer else None,
                    "case_reference": answer.case_reference if answer else None,
                    "look_at": _unsure(answer) if answer and not words else [],
                    "words": words,
                    "report": str(app.reports_of(request.id) / f"{report}.html"),
                    "made_at": task.made_at,
                }
            )
    return rows


def _notice_row(db: Connection, app: App, task: StoredTask) -> dict[str, Any]:
    """A task about a notice, which belongs to no request and has no report."""
    notice = notices.of_number(db, task.number)
    council = app.policy.authorities.get(notice.authority) if notice else None
    names = {panel.id: panel.name for panel in council.panels} if council else {}
    return {
        "task": task.id,
        "request": None,
        "kind": task.kind,
        "why": task.why,
        "panel": names.get(notice.panel) if notice else None,
        "request_type": f"expected on {day_in_words(notice.sitting)}" if notice else None,
        "case_reference": None,
        "look_at": [],
        "words": [],
        "report": None,
        "made_at": task.made_at,
    }


def task_lines(row: dict[str, Any], made_at: datetime, data: Path) -> Iterator[str]:
    """One task, for a terminal."""
    what = " · ".join(filter(None, (row["panel"] or "panel not clear", row["request_type"], row["case_reference"])))
    yield f"Task {row['task']}  {one_line(what)}  ({made_at:%d %B %Y %H:%M})"
    for each in row["look_at"]:
        yield wrapped(f"{each['subject']}: {each['text']}", width=100, first="  ? ", indent="    ")
    if row["kind"] in LEAVING:
        yield wrapped(LEAVING[row["kind"]].format(why=held_in_words(row["why"][0])), 100, indent="    ", first="  ? ")
    for words in row["words"]:
        yield wrapped(words, width=100, first="  > ", indent="    ")
    task = f"panelready task {row['task']} --data {data}"
    if row["report"]:
        yield f"  Report: {row['report']}"
    if not row["words"]:
        yield f"  Draft:  {task} --show-draft"
    yield f"  Settle: {task} [{_ways(row)}] --reason WHY"
    yield ""


def _ways(row: dict[str, Any]) -> str:
    """What most often settles a task of this kind, as it is typed."""
    doubts = [each["subject"] for each in row["look_at"]]
    ways = {
        "--link REQUEST": "same_case" in doubts,
        "--request-type PANEL/TYPE": "request_unclear" in doubts,
        "--release": "same_case" not in doubts,
        "--retype FILE TYPE": "unreadable" in doubts,
        f"--waive {doubts[0] if doubts else ''}": bool(doubts) and "request_unclear" not in doubts,
    }
    return " | ".join(way for way, fits in ways.items() if fits)


def story(app: App, words: str) -> Iterator[str]:
    """Everything that happened to the request a person means; WrongUse where it is none, or several."""
    with app.engine.begin() as db:
        request = requests.get(db, the_one(requests.find(db, words), words))
        parts = submissions.of_request(db, request.id)
        screenings = requests.screenings(db, request.id)
        trail = audit.trail_of(db, request.id, [part.id for part in parts])
        tasks = [task for task in effects.tasks_of(db, request.id) if task.state == "open"]
        reviews = requests.reviews(db, request.id)
    where = f" into {request.merged_into}: `panelready show {request.merged_into}`" if request.merged_into else ""
    yield f"Request {request.id}: {request.state}{where}"
    if screenings:
        yield from _newest(from_json(screenings[-1].answer))
    yield ""
    for entry in trail:
        yield f"  {local(entry.at):%d %b %Y %H:%M:%S}  {_what_happened(entry.event, dict(entry.detail))}"
    for review in reviews:
        about = " ".join(filter(None, (review.subject, review.value)))
        done = f"{review.action.replace('_', ' ')} {one_line(about)}".strip()
        yield f"  Decided by {review.who}: {done} — {one_line(review.reason)}"
    for task in tasks:
        yield f"  Open: task {task.id}"
    if request.trouble:
        yield f"  Trouble: {request.trouble.splitlines()[-1]}"
    for screening in screenings:
        yield f"  Report {screening.number}: {app.reports_of(request.id) / f'{screening.number}.html'}"


def why(app: App, words: str, subject: str) -> Iterator[str]:
    """One requirement or rule of a request's newest screening: the quotation, the finding and the evidence."""
    with app.engine.begin() as db:
        screenings = requests.screenings(db, the_one(requests.find(db, words), words))
    answer = from_json(_last(screenings, words).answer)
    known = everything_found(answer)
    found = [each for each in known if subject_of(each) == subject]
    if not found:
        names = ", ".join(dict.fromkeys(map(subject_of, known)))
        raise WrongUse(f"nothing is called {subject} there. There are: {names or 'none'}.")
    for each in found:
        yield f"{subject}: {each.outcome}"
        yield wrapped(each.text, width=100, first="  ", indent="  ")
        if not isinstance(each, SubmissionFinding) and each.quote and each.source:
            yield wrapped(f"The council's words: “{each.quote}”", width=100, first="  ", indent="  ")
            yield f"  {each.source.title}, {each.source.at} (line {each.source.line})"
        for seen in each.evidence:
            yield wrapped(f"We saw “{seen.words}” in {seen.file}, {seen.place}", width=100, first="  ", indent="  ")


def _newest(answer: Answer) -> Iterator[str]:
    yield one_line(f"{answer.names.panel or 'Panel not clear'}: {answer.names.request_type or 'request not clear'}")
    day = answer.sitting.date if answer.sitting else None
    yield f"Newest verdict: {answer.verdict.value}, sitting {f'{day:%d %B %Y}' if day else 'not set'}"
    for each in everything_found(answer):
        if Outcome(each.outcome).who_acts != "nobody":
            yield wrapped(f"{subject_of(each)}: {each.text}", width=100, first="  - ", indent="    ")


def _what_happened(event: str, detail: dict[str, Any]) -> str:
    said = SAID.get(event, event.replace("_", " "))
    about = ", ".join(_detail(key, value) for key, value in detail.items() if value not in (None, False, ""))
    return f"{said} ({about})" if about else said


def _detail(key: str, value: object) -> str:
    """One thing noted about an event."""
    match key:
        case "number":
            return f"screening {value}"
        case "same":
            return "nothing had changed"
        case "alike":
            return f"may be the same case as {value}"
        case "verdict":
            return str(value)
        case "action":
            return str(value).replace("_", " ")
    return f"{key} {value}"


def _unsure(answer: Answer) -> list[dict[str, str]]:
    doubts = (each for each in everything_found(answer) if each.outcome is Outcome.UNSURE)
    return [{"subject": subject_of(each), "text": each.text} for each in doubts]


def the_one(found: list[str], words: str) -> str:
    """The one request that a person's words name; WrongUse where they name none, or several."""
    if len(found) == 1:
        return found[0]
    if not found:
        raise WrongUse(
            f"nothing is known as {words}. Give a request id, a submission id, a task number or a case reference."
        )
    raise WrongUse(f"several requests are known as {words}: {', '.join(found)}.")


def _last(screenings: list[StoredScreening], words: str) -> StoredScreening:
    if not screenings:
        raise WrongUse(f"{words} has not been screened yet.")
    return screenings[-1]
