"""Files that kill, hang or swell their reader: their own request goes to a person, the others are answered."""

import os
from pathlib import Path

import pytest

from generators.answer import from_json
from panelready.opening import room_taught
from panelready.reading_jobs import EVERY_READER
from panelready.reading_room import ReadingRoom, RoomLimits
from tests.build.papers import social_work_chronology
from tests.kill.papers import child_of
from tests.panelready.an_app import a_desk, ready_for

REPOSITORY = Path(__file__).parents[2]
POISONS = ("Crash", "Hang", "Eat")


@pytest.mark.slow
def test_each_poison_costs_its_own_request_a_look_and_its_neighbours_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(REPOSITORY))  # the children import the poisons from the tests
    us = os.getpid()
    with a_desk(tmp_path) as desk:
        limits = RoomLimits(seconds=3, memory_mb=512)
        room = ReadingRoom(2, limits, desk.app.data.staging, warm=EVERY_READER, jobs="tests.faults.poison_jobs")
        desk.app._room = room_taught(room, desk.app.policy)
        for number, name in enumerate(("good", *POISONS, "good too")):
            papers = dict(ready_for(child_of(number)))
            if name in POISONS:
                papers[f"{name}.docx"] = social_work_chronology(child=child_of(number))
            desk.leave(name, papers)
        desk.take()
        desk.answer()
        screenings = {row["request_id"]: from_json(row["answer"]) for row in desk.rows("screening")}
        verdicts = {row["name"]: screenings[row["request_id"]] for row in desk.rows("submission")}
        assert {name: answer.verdict.value for name, answer in verdicts.items()} == {
            **dict.fromkeys(POISONS, "referred"),
            **dict.fromkeys(("good", "good too"), "ready"),
        }
        for name in POISONS:
            assert any(f"{name}.docx" in each.text for each in verdicts[name].submission), verdicts[name].submission
        assert len([row for row in desk.rows("task") if row["state"] == "open"]) == len(POISONS)
        assert len(desk.replies()) == 2
    assert os.getpid() == us
