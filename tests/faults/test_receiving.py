"""Receiving: what was not committed is not acknowledged; what was seen before is acknowledged and nothing else."""

import errno
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from casework.errors import TemporaryFailure
from panelready import custody
from panelready.store import audit
from tests.build import eml
from tests.build.people import JAYDEN, MAISIE
from tests.panelready.an_app import READY, Desk, a_desk, ready_for


def fails_once(problem: Exception) -> Callable[..., Any]:
    """Writing to the trail, which is the last thing of the receiving transaction, fails the first time."""
    real = audit.record
    times: list[int] = []

    def record(*arguments: Any, **rest: Any) -> None:
        real(*arguments, **rest)
        if not times:
            times.append(1)
            raise problem

    return record


def nothing_was_received(desk: Desk) -> None:
    assert (desk.drop / "one").is_dir()
    assert not (desk.drop.parent / "taken" / "drop" / "one").exists()
    for table in ("submission", "intake", "arrived_file", "audit"):
        assert desk.rows(table) == [], table


@pytest.mark.parametrize(
    "problem", [TemporaryFailure("The disk is full."), OSError(errno.EIO, "Input/output error"), ZeroDivisionError()]
)
def test_a_transaction_that_fails_acknowledges_nothing_and_the_next_look_takes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, problem: Exception
) -> None:
    with a_desk(tmp_path) as desk:
        desk.leave("one", READY)
        with monkeypatch.context() as broken:
            broken.setattr("panelready.custody.audit.record", fails_once(problem))
            desk.watching.look()
            desk.pass_(seconds=10)
            desk.watching.look()
        nothing_was_received(desk)
        assert ("drop_trouble", {"channel": "swindon", "reason": "cannot_take"}) in desk.said
        desk.take()
        assert len(desk.rows("submission")) == 1
        assert not (desk.drop / "one").exists()


@pytest.mark.parametrize("problem", [OSError(errno.ENAMETOOLONG, "File name too long"), ZeroDivisionError()])
def test_one_arrival_that_cannot_be_taken_keeps_no_other_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, problem: Exception
) -> None:
    real = custody._commit

    def commit(arrival: Any, *rest: Any) -> str:
        if arrival.name == "a bad one":
            raise problem
        return real(arrival, *rest)

    monkeypatch.setattr("panelready.custody._commit", commit)
    with a_desk(tmp_path) as desk:
        desk.leave("a bad one", ready_for(JAYDEN))
        desk.leave("b good one", ready_for(MAISIE))
        desk.take()
        assert [row["name"] for row in desk.rows("submission")] == ["b good one"]
        assert (desk.drop / "a bad one").is_dir()


def test_a_trouble_that_has_passed_is_said_again_when_it_comes_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with a_desk(tmp_path) as desk:
        for name, child in (("one", JAYDEN), ("two", MAISIE)):
            desk.leave(name, ready_for(child))
            with monkeypatch.context() as broken:
                broken.setattr("panelready.custody.audit.record", fails_once(TemporaryFailure("The disk is full.")))
                desk.take()
            desk.take()
        assert [event for event, _ in desk.said].count("drop_trouble") == 2


def test_the_same_arrival_twice_is_acknowledged_twice_and_answered_once(tmp_path: Path) -> None:
    with a_desk(tmp_path) as desk:
        desk.arrive("one")
        desk.answer()
        desk.leave("one", READY)
        desk.take()
        desk.answer()
        assert list(desk.drop.iterdir()) == []
        assert len(desk.rows("submission")) == len(desk.rows("screening")) == len(desk.replies()) == 1
        assert [row["event"] for row in desk.rows("audit")].count("seen_again") == 1


def test_two_mails_with_one_message_id_are_two_submissions(tmp_path: Path) -> None:
    with a_desk(tmp_path) as desk:
        for name, child in (("one", JAYDEN), ("two", MAISIE)):
            mail = eml.message(attachments=ready_for(child), message_id="<same@swindon.example>")
            desk.leave(name, {"Panel request.eml": mail})
        desk.take()
        desk.answer()
        assert len(desk.rows("submission")) == len(desk.rows("request")) == len(desk.replies()) == 2
