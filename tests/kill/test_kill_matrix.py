"""A smaller kill matrix, for every run: `python -m tests.kill` is the whole one."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from panelready.faults import POINTS
from tests.kill.counting import Count
from tests.kill.matrix import Matrix
from tests.kill.world import World

RANDOM_KILLS = 12


@pytest.fixture
def matrix(tmp_path: Path) -> Iterator[Matrix]:
    world = World(tmp_path / "world", lease=1)
    yield Matrix(world, random.Random(1803))
    if world.is_alive():
        world.kill()


def nothing_is_wrong(counted: Count) -> bool:
    assert counted.faults() == []
    return True


@pytest.mark.slow
def test_a_kill_at_any_named_point_loses_nothing_and_repeats_nothing(matrix: Matrix) -> None:
    for point in POINTS:
        matrix.named_point(point)
    counted = matrix.finish()
    assert nothing_is_wrong(counted)
    assert len(matrix.world.dropped) > len(POINTS)
    assert [row.kills for row in matrix.rows.values()] == [1] * len(POINTS)
    # A reply that was claimed and not found in the folder is the one thing that a machine must not decide; a kill at
    # another point may catch another reply at that very moment.
    assert 1 <= len(counted.to_a_person) <= len(POINTS)


@pytest.mark.slow
def test_kills_at_random_moments_lose_nothing_and_repeat_nothing(matrix: Matrix) -> None:
    killed = 0
    for _ in range(5 * RANDOM_KILLS):
        killed += matrix.random_moment()
        if killed == RANDOM_KILLS:
            break
    assert killed == RANDOM_KILLS
    assert nothing_is_wrong(matrix.finish())


@pytest.mark.slow
def test_two_submissions_of_one_request_killed_together_are_one_request_still(matrix: Matrix) -> None:
    matrix.pair("before_join_commit")
    matrix.pair("after_join_commit")
    assert nothing_is_wrong(matrix.finish())
    assert sum(row.repeated for row in matrix.rows.values()) == 0
    assert matrix.world.number("SELECT count(*) FROM request") == 2


@pytest.mark.slow
def test_a_producer_killed_in_the_middle_of_a_file_gets_one_answer_when_it_has_done_it_again(matrix: Matrix) -> None:
    matrix.half_copied()
    assert nothing_is_wrong(matrix.finish())
    assert matrix.world.number("SELECT count(*) FROM submission") == 1


@pytest.mark.slow
def test_a_service_frozen_while_sending_goes_on_without_sending_twice(matrix: Matrix) -> None:
    matrix.frozen("goes on")
    counted = matrix.finish()
    assert nothing_is_wrong(counted)
    assert matrix.world.number("SELECT count(*) FROM outbox WHERE state IN ('sent', 'held')") == 1


@pytest.mark.slow
def test_a_service_killed_while_frozen_leaves_its_reply_to_a_person(matrix: Matrix) -> None:
    matrix.frozen("is killed")
    counted = matrix.finish()
    assert nothing_is_wrong(counted)
    assert len(counted.to_a_person) == 1
    assert not list((matrix.world.data / "outbox").glob("*.eml"))
    assert matrix.world.number("SELECT count(*) FROM task WHERE kind = 'may_have_left' AND state = 'open'") == 1
