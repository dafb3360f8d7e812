"""`panelready show`: the story of one request, by whatever one has in hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.build.people import MAISIE
from tests.journeys.bundles import old_assessment
from tests.journeys.service import Service


@pytest.fixture(scope="module")
def told(told_service: Service) -> Service:
    """A referred request, about which a person has decided something."""
    told_service.drop("devon", "Maisie", old_assessment())
    told_service.work()
    told_service.decide(1, "--set", "request_value=£9,000", reason="Said on the telephone")
    return told_service


def test_a_request_is_found_by_its_id_a_submission_a_task_or_a_reference(told: Service) -> None:
    (request,), (submission,) = told.requests(), told.rows("submission")
    stories = {
        told.command("show", words).said
        for words in (request.id, submission["id"], "1", "2", MAISIE.number, "per 0052310")
    }
    assert len(stories) == 1
    (story,) = stories
    assert story.startswith(f"Request {request.id}: answered\nLegal Gateway Panel: Initiate care proceedings\n")


def test_the_story_names_the_doubt_the_decision_and_each_report(told: Service) -> None:
    story = told.command("show", "1").said
    assert "  - assessment: The Child and Family assessment" in story
    assert "set field request_value £9,000 — Said on the telephone" in story
    assert "Open: task 2" in story
    for number in (1, 2):
        path = next(line.split(": ")[1] for line in story.splitlines() if line.strip().startswith(f"Report {number}:"))
        assert "Legal Gateway Panel" in Path(path).read_text(encoding="utf-8")


def test_why_gives_the_finding_the_council_s_words_and_the_place_we_saw(told: Service) -> None:
    said = " ".join(told.command("show", "1", "--why", "assessment").said.split())
    assert said.startswith("assessment: unsure")
    assert "The council's words: “Up to date Child & Family Assessment”" in said
    assert "(line 47)" in said
    assert "We saw “Date completed: 09/06/2025” in Pengelly assessment.docx, table 1, row 6, cell 2" in said


def test_why_of_nothing_says_what_there_is(told: Service) -> None:
    answer = told.command("show", "1", "--why", "asessment")
    assert answer.status == 64
    assert answer.complained.startswith("panelready: nothing is called asessment there. There are: ")
    assert "assessment" in answer.complained.split("There are: ")[1]


@pytest.mark.parametrize("words", ["nonsense", "99", "9" * 40, "²", "%"])
def test_what_is_not_known_is_said_so(told: Service, words: str) -> None:
    answer = told.command("show", words)
    assert answer.status == 64
    sentence = f"nothing is known as {words}. Give a request id, a submission id, a task number or a case reference."
    assert answer.complained == f"panelready: {sentence}\n"
