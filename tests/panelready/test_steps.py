"""What a step that fails costs: a wait for its own papers, a person's look in the end, and nothing for the others."""

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from casework.errors import TemporaryFailure, WrongUse
from panelready import pipeline, steps
from panelready.answering import respond_to
from panelready.app import App
from panelready.log import LEVELS
from panelready.opening import room_taught
from panelready.reading_room import ReadingRoom
from panelready.requeueing import requeue
from panelready.serving import due
from panelready.steps import RETRY_AFTER, advance_request, advance_submission
from panelready.store import effects, requests
from panelready.store.submissions import StoredSubmission
from panelready.store.tables import RequestState, SubmissionState
from tests.build.people import IDRIS, JAYDEN, MAISIE
from tests.panelready.an_app import Desk, a_desk, ready_for, referred
from validators.load_policy import Policy

SECRET = "Jayden said that he is afraid of the dark"
RECEIVED = SubmissionState.RECEIVED


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path, attempts=4) as desk:
        yield desk


def breaks(problem: Exception, only: str | None = None) -> Callable[[StoredSubmission, App], None]:
    """Opening that fails, for one submission or for all."""
    real = steps.open_files

    def step(submission: StoredSubmission, app: App) -> None:
        if only is None or submission.id == only:
            raise problem
        real(submission, app)

    return step


def fail_once(desk: Desk, identity: str) -> timedelta:
    """Try the step when it is due; how long it then waits."""
    wake_at = desk.row("submission", id=identity)["wake_at"]
    now = desk.app.now()
    desk.pass_(seconds=max(0.0, (wake_at - now).total_seconds()))
    advance_submission(identity, desk.app)
    waits: timedelta = desk.row("submission", id=identity)["wake_at"] - desk.app.now()
    return waits


def test_a_failed_step_is_tried_again_after_waits_that_double(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    identity = desk.arrive("one")
    monkeypatch.setitem(steps.SUBMISSION_STEPS, RECEIVED, breaks(ValueError(SECRET)))
    waits = [fail_once(desk, identity) for _ in range(3)]
    assert waits == [RETRY_AFTER, 2 * RETRY_AFTER, 4 * RETRY_AFTER]
    row = desk.row("submission", id=identity)
    assert (row["state"], row["failures"]) == (RECEIVED, 3)
    assert due(desk.app, 9) == []


def test_what_is_kept_of_a_failure_is_where_it_happened_and_no_word_of_a_paper(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    identity = desk.arrive("one")
    monkeypatch.setitem(steps.SUBMISSION_STEPS, RECEIVED, breaks(ValueError(SECRET)))
    fail_once(desk, identity)
    trouble = desk.row("submission", id=identity)["trouble"]
    assert trouble.endswith("ValueError")
    assert "test_steps.py" in trouble
    assert SECRET not in trouble + str(desk.said)


def test_after_as_many_attempts_as_are_set_it_is_stuck_and_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    identity = desk.arrive("one")
    monkeypatch.setitem(steps.SUBMISSION_STEPS, RECEIVED, breaks(ValueError(SECRET)))
    for _ in range(4):
        assert desk.row("submission", id=identity)["state"] == RECEIVED
        fail_once(desk, identity)
    assert desk.row("submission", id=identity)["state"] == SubmissionState.STUCK
    assert ("stuck", {"submission": identity}) in desk.said
    desk.pass_(days=30)
    assert due(desk.app, 9) == []


def test_one_that_fails_keeps_no_other_waiting(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = [desk.arrive(child.forename, ready_for(child)) for child in (JAYDEN, MAISIE, IDRIS)]
    monkeypatch.setitem(steps.SUBMISSION_STEPS, RECEIVED, breaks(ValueError(SECRET), only=ids[1]))
    for _ in range(8):
        desk.answer()
    assert [desk.row("submission", id=identity)["state"] for identity in ids] == ["joined", "stuck", "joined"]
    assert len(desk.replies()) == 2
    assert all(desk.app.originals.holds(row["content"]) for row in desk.rows("arrived_file"))


def test_what_the_world_does_to_us_is_never_stuck(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    identity = desk.arrive("one")
    monkeypatch.setitem(steps.SUBMISSION_STEPS, RECEIVED, breaks(TemporaryFailure("The disk is full.")))
    waits = [fail_once(desk, identity) for _ in range(20)]
    row = desk.row("submission", id=identity)
    assert (row["state"], row["failures"]) == (RECEIVED, 20)
    assert row["trouble"].endswith("TemporaryFailure: The disk is full.")
    assert waits[-1] == waits[-2] == RETRY_AFTER * 2**8
    told = [event for event, _ in desk.said if event in LEVELS]
    least = desk.app.settings.service.attempts - 1
    assert told == ["will_retry"] * least + ["keeps_failing"] * (20 - least)


def test_requeue_wakes_what_is_stuck_and_it_is_answered(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    identity = desk.arrive("one")
    with monkeypatch.context() as broken:
        broken.setitem(steps.SUBMISSION_STEPS, RECEIVED, breaks(ValueError(SECRET)))
        for _ in range(4):
            fail_once(desk, identity)
    assert requeue(desk.app, [identity]) == 1
    assert due(desk.app, 9) == [("submission", identity)]
    desk.answer()
    assert desk.row("submission", id=identity)["failures"] == 0
    assert len(desk.replies()) == 1


def test_requeue_of_everything_open_wakes_what_waits_too(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    identity = desk.arrive("one")
    monkeypatch.setitem(steps.SUBMISSION_STEPS, RECEIVED, breaks(TemporaryFailure("The disk is full.")))
    for _ in range(9):
        fail_once(desk, identity)
    assert due(desk.app, 9) == []
    assert requeue(desk.app, None) == 1
    assert due(desk.app, 9) == [("submission", identity)]


def test_requeue_refuses_what_is_neither_stuck_nor_waiting(desk: Desk) -> None:
    identity = desk.arrive("one")
    desk.answer()
    with pytest.raises(WrongUse, match="not all of these are stuck or waiting"):
        requeue(desk.app, [identity])


def test_a_request_that_fails_is_retried_parked_and_woken_as_well(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.arrive("one")
    desk.work()
    request = desk.row("request")["id"]
    with monkeypatch.context() as broken:
        broken.setattr("panelready.screening_step.screen", lambda *_: 1 / 0)
        for _ in range(4):
            desk.pass_(minutes=1)
            advance_request(request, desk.app)
    assert desk.row("request")["state"] == RequestState.STUCK
    assert requeue(desk.app, [request]) == 1
    desk.answer()
    assert desk.row("request")["state"] == RequestState.ANSWERED
    assert len(desk.replies()) == 1


def test_a_reply_that_cannot_be_written_yet_takes_nothing_back(desk: Desk) -> None:
    desk.arrive("one")
    desk.work()
    shutil.rmtree(desk.app.data.outbox)
    desk.app.data.outbox.write_bytes(b"a file where the folder should be")
    desk.answer()
    desk.answer()
    assert desk.row("request")["state"] == RequestState.ANSWERED
    assert desk.row("slot")["current"] is True
    assert desk.row("outbox")["state"] == "ready"
    desk.app.data.outbox.unlink()
    desk.app.outbox.send_ready(desk.app.now())
    desk.app.outbox.send_ready(desk.app.now())
    assert len(desk.replies()) == 1
    assert desk.row("outbox")["state"] == "sent"


def test_an_answer_given_twice_has_its_effects_once(desk: Desk) -> None:
    desk.arrive("one", referred())
    desk.work()
    desk.pass_(seconds=60)
    request = desk.row("request")["id"]
    advance_request(request, desk.app)
    with desk.app.engine.begin() as db:
        screened = requests.get(db, request)
    respond_to(screened, desk.app)
    respond_to(screened, desk.app)
    with desk.app.engine.begin() as db:
        requests.move_on(db, request, RequestState.SCREENED)
    respond_to(screened, desk.app)
    assert [row["state"] for row in desk.rows("task")] == ["open"]
    assert len(desk.rows("effect")) == 1


def test_a_request_withdrawn_while_it_is_screened_stays_withdrawn(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.arrive("one")
    desk.work()
    desk.pass_(seconds=60)
    request = desk.row("request")["id"]

    def meanwhile(*given: Any) -> Any:
        with desk.app.engine.begin() as db:
            effects.supersede(db, request, desk.app.now())
            requests.move_on(db, request, RequestState.WITHDRAWN)
        return pipeline.screen(*given)

    monkeypatch.setattr("panelready.screening_step.screen", meanwhile)
    advance_request(request, desk.app)
    assert desk.row("request")["state"] == RequestState.WITHDRAWN
    assert desk.rows("screening") == []


def test_steps_that_begin_together_share_one_reading_room(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def slowly(room: ReadingRoom, policy: Policy) -> ReadingRoom:
        time.sleep(0.05)
        return room_taught(room, policy)

    monkeypatch.setattr("panelready.app.room_taught", slowly)
    together = threading.Barrier(8)
    rooms: list[object] = []

    def ask() -> None:
        together.wait()
        rooms.append(desk.app.room)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(rooms) == 8
    assert len(set(map(id, rooms))) == 1
