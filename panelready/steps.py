"""Which step follows which state, and the one place where a bug is caught: it parks the work as stuck, never loses it.

`advance_submission` and `advance_request` look at the stored state, do the one step it calls for, and write the
result, its effects and the new state in one transaction. A step done twice has its effect once.
"""

import traceback
from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import Connection

from casework.errors import TemporaryFailure
from panelready.addressed import council_addressed, panel_given
from panelready.answering import respond_to
from panelready.app import App
from panelready.clock import local
from panelready.covering import with_subject
from panelready.faults import reached
from panelready.filing import file_away
from panelready.ids import request_id as request_id_of
from panelready.joining import case_key, find_request, widened
from panelready.opening import open_in
from panelready.plain import to_plain
from panelready.screening_step import screen_request
from panelready.store import audit, requests, submissions
from panelready.store.requests import StoredRequest
from panelready.store.submissions import StoredSubmission
from panelready.store.tables import RequestState, SubmissionState
from validators.request import Given

RETRY_AFTER = timedelta(seconds=2)
"""Doubled with each failure."""


def open_files(submission: StoredSubmission, app: App) -> None:
    """Open messages and archives, and keep every file found inside."""
    with app.engine.begin() as db:
        arrived = submissions.arrived_files(db, submission.id)
    with app.scratch(submission.id) as folder:
        opened = open_in(app.room, [(app.originals.path(file.content), file.path) for file in arrived], folder)
        unpacked = [file.content for file in opened.files if (folder / file.content).is_file()]
        for content in dict.fromkeys(unpacked):
            app.originals.adopt(folder / content, content)
    reached("opened")
    with app.engine.begin() as db:
        app.originals.require(unpacked)
        submissions.set_files(db, submission.id, opened.files)
        message = to_plain(opened.message) if opened.message else None
        state = SubmissionState.OPENED
        known_by = opened.message.message_id if opened.message else None
        opened_to = {"message": message, "message_id": known_by, "limits": list(opened.limits_hit)}
        opened_to["authority"] = council_addressed(opened.message, submission.authority, app.policy)
        submissions.move_on(db, submission.id, state, **opened_to)
        audit.record(db, app.now(), "opened", submission=submission.id, files=len(opened.files))


def read_files(submission: StoredSubmission, app: App) -> None:
    """Read each file that has not been read yet; a file that cannot be read is a document that says so."""
    came = local(submission.received_at).date()
    with app.engine.begin() as db:
        unread = submissions.unread(db, submission.id)
    for number, file in unread:
        documents = app.room.read(file, app.originals.path(file.content), came=came)
        reached("before_read_commit")
        with app.engine.begin() as db:
            submissions.set_documents(db, submission.id, number, documents)
    with app.engine.begin() as db:
        submissions.move_on(db, submission.id, SubmissionState.READ)
        audit.record(db, app.now(), "read", submission=submission.id, files=len(unread))
    reached("after_read")


def join_request(submission: StoredSubmission, app: App) -> None:
    """Find the request these papers belong to, or open one; it is screened after the quiet time."""
    with app.engine.begin() as db:
        request_id = None if file_away(db, submission, app) else _joined(db, submission, app)
        reached("before_join_commit")
    reached("after_join_commit")
    if request_id is None:
        app.say("filed", submission=submission.id)
    else:
        app.say("joined", submission=submission.id, request=request_id)


def _joined(db: Connection, submission: StoredSubmission, app: App) -> str:
    now = app.now()
    quiet = app.quiet_time(submission.drop_name)
    documents = with_subject(submissions.documents(db, submission.id), submission.message)
    given = Given(authority=submission.authority, panel=panel_given(submission, app))
    key = case_key(documents, app.policy, given, app.today())
    joined = find_request(db, submission.authority, key, submission.message, now, quiet)
    request_id = joined.request_id or request_id_of(submission.id)
    if joined.request_id is None:
        state = RequestState.WAITING
        new = StoredRequest(request_id, submission.authority, state, now + quiet, now, key, alike=joined.alike)
        requests.add(db, new)
    else:
        known = requests.get(db, request_id)
        requests.set_key(db, request_id, widened(known.key, key))
        requests.move_on(db, request_id, RequestState.WAITING, wake_at=now + quiet)
    submissions.move_on(db, submission.id, SubmissionState.JOINED, request_id=request_id)
    how = "joined" if joined.request_id else "opened_request"
    audit.record(db, now, how, submission=submission.id, request=request_id, alike=joined.alike)
    return request_id


SUBMISSION_STEPS: dict[SubmissionState, Callable[[StoredSubmission, App], None]] = {
    SubmissionState.RECEIVED: open_files,
    SubmissionState.OPENED: read_files,
    SubmissionState.READ: join_request,
}

REQUEST_STEPS: dict[RequestState, Callable[[StoredRequest, App], None]] = {
    RequestState.WAITING: screen_request,
    RequestState.AWAITED: screen_request,
    RequestState.SCREENED: respond_to,
}


def advance_submission(submission_id: str, app: App) -> None:
    """Do the one step that a submission's state calls for."""
    with app.engine.begin() as db:
        submission = submissions.get(db, submission_id)
    step = SUBMISSION_STEPS.get(submission.state)
    if step is None:
        return
    failed = failure_of(lambda: step(submission, app))
    if failed:
        stuck = _is_stuck(failed, submission.failures, app)
        state = SubmissionState.STUCK if stuck else submission.state
        with app.engine.begin() as db:
            if submissions.get(db, submission.id).state is not submission.state:
                return  # the step was done; what failed came after it, and is not its failure
            submissions.move_on(db, submission.id, state, **_failure(failed, submission.failures, app))
            audit.record(db, app.now(), "failed", submission=submission.id, failures=submission.failures + 1)
        app.say(_event(stuck, submission.failures, app), submission=submission.id)


def advance_request(request_id: str, app: App) -> None:
    """Do the one step that a request's state calls for, if its time has come."""
    with app.engine.begin() as db:
        request = requests.get(db, request_id)
    step = REQUEST_STEPS.get(request.state)
    if step is None or request.wake_at > app.now():
        return
    failed = failure_of(lambda: step(request, app))
    if failed:
        stuck = _is_stuck(failed, request.failures, app)
        state = RequestState.STUCK if stuck else request.state
        with app.engine.begin() as db:
            if requests.get(db, request.id).state is not request.state:
                return  # the step was done, or papers or a decision came meanwhile
            requests.move_on(db, request.id, state, **_failure(failed, request.failures, app))
            audit.record(db, app.now(), "failed", request=request.id, failures=request.failures + 1)
        app.say(_event(stuck, request.failures, app), request=request.id)


def failure_of(step: Callable[[], object]) -> Exception | None:
    """Run a step; the exception that ended it, or None."""
    try:
        step()
    except Exception as problem:
        # The one broad catch of the program: whatever goes wrong in a step concerns this piece of work alone.
        return problem
    return None


def _is_stuck(problem: BaseException, failures: int, app: App) -> bool:
    """What the world does to us passes; anything else is a bug, and is not tried for ever."""
    return not isinstance(problem, TemporaryFailure) and failures + 1 >= app.settings.service.attempts


def _event(stuck: bool, failures: int, app: App) -> str:
    """What to say of a failure: what should pass and does not is as pressing as a bug, though it is tried again."""
    if stuck:
        return "stuck"
    return "keeps_failing" if failures + 1 >= app.settings.service.attempts else "will_retry"


def _failure(problem: BaseException, failures: int, app: App) -> dict[str, object]:
    wait = RETRY_AFTER * 2 ** min(failures, 8)
    return {"failures": failures + 1, "wake_at": app.now() + wait, "trouble": _without_contents(problem)}


def _without_contents(problem: BaseException) -> str:
    """Where it went wrong and the kind of exception: its message might repeat words of a paper."""
    where = traceback.format_tb(problem.__traceback__)
    said = f": {problem}" if isinstance(problem, TemporaryFailure) else ""
    return "".join(where) + type(problem).__name__ + said
