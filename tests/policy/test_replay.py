"""Replaying past answers under a changed policy: what would come out otherwise, why, and what cannot be told."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from panelready.cli import main
from tests.journeys.conftest import starting
from tests.journeys.service import Service
from tests.policy.small_policy import SHIPPED

SAMPLES = SHIPPED.parent / "samples"
GATEWAY = "authorities/devon/checklists/panels_guide/legal_gateway/initiate_care_proceedings.yaml"
S20 = "authorities/devon/checklists/panels_guide/practice_and_resource/s20_accommodation.yaml"
GENOGRAM = """
requirements:

  - id: genogram
    quote: Chronology.
    lines: 50
    needs: {document: genogram}
"""


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service that has answered two requests, both ready."""
    with starting(tmp_path_factory.mktemp("replay")) as begin:
        service = begin()
        for sample in ("devon-legal-gateway-ready", "devon-s20-ready"):
            service.drop("devon", sample, SAMPLES / sample)
        service.work()
        assert service.verdicts() == ["ready", "ready"]
        yield service


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """A copy of what we ship, to be changed."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "changed"))


@pytest.fixture
def replayed(capsys: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    def replay(*words: object) -> Any:
        capsys.readouterr()
        assert main(["policy", "replay", *map(str, words), "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    return replay


def swap(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def ways(service: Service) -> list[tuple[object, ...]]:
    return [(service.data / "reports",), ("--data", service.data)]


@pytest.mark.parametrize("way", [0, 1], ids=["answers", "data"])
class TestEitherWay:
    def test_the_same_policy_changes_nothing(self, way: int, answered: Service, replayed: Callable[..., Any]) -> None:
        found = replayed(*ways(answered)[way], "--root", SHIPPED)["replayed"]
        assert len(found) == 2
        assert [(each["flips"], each["changes"], each["perhaps"], each["notes"]) for each in found] == [
            (False, [], [], [])
        ] * 2

    def test_a_new_requirement_and_a_shorter_age_flip_the_verdict_and_say_why(
        self, way: int, answered: Service, changed: Path, replayed: Callable[..., Any]
    ) -> None:
        swap(changed / GATEWAY, "\nrequirements:\n", GENOGRAM)
        swap(changed / GATEWAY, "within: 6 months", "within: 3 weeks")
        found = replayed(*ways(answered)[way], "--root", changed)["replayed"]

        (flipped,) = [each for each in found if each["flips"]]
        changes = {each["subject"]: each for each in flipped["changes"]}
        assert flipped["request_type"] == "initiate_care_proceedings"
        assert flipped["verdict_was"] == "ready"
        assert (changes["genogram"]["was"], changes["genogram"]["would_be"]) == (None, "missing")
        assert changes["genogram"]["why"] == ["the changed policy asks for it"]
        assert changes["assessment"]["was"] == "met"
        assert "“within” is 3 weeks, not 6 months" in changes["assessment"]["why"]
        assert flipped["sure"]

    def test_a_field_that_is_asked_for_now_is_looked_for(
        self, way: int, answered: Service, changed: Path, replayed: Callable[..., Any]
    ) -> None:
        swap(changed / GATEWAY, "needs:\n      document: social_work_chronology", "needs: {document: genogram}")
        (flipped,) = [each for each in replayed(*ways(answered)[way], "--root", changed)["replayed"] if each["flips"]]
        assert [each["subject"] for each in flipped["changes"]] == ["chronology"]
        assert flipped["verdict_would_be"] == "incomplete"

    def test_what_a_council_sets_is_a_change_too(
        self, way: int, answered: Service, tmp_path: Path, replayed: Callable[..., Any]
    ) -> None:
        overlays = tmp_path / "councils"
        overlays.mkdir()
        told = "panels: {legal_gateway: {sits: [{on: [friday]}]}}"
        (overlays / "devon.yaml").write_text(told, encoding="utf-8")
        found = replayed(*ways(answered)[way], "--overlays", overlays)["replayed"]

        (noted,) = [each for each in found if each["panel"] == "legal_gateway"]
        assert "The panel's days are others." in noted["notes"]
        assert any(each.startswith("The sitting would be") for each in noted["notes"])


class TestFromAnswersAlone:
    def test_words_that_no_finding_quoted_cannot_be_known(
        self, answered: Service, changed: Path, replayed: Callable[..., Any]
    ) -> None:
        swap(changed / "facts.yaml", "[FGC offered, ", "[entirely other words, FGC offered, ")
        found = replayed(answered.data / "reports", "--root", changed)
        (doubtful,) = [each for each in found["replayed"] if each["perhaps"]]
        assert doubtful["request_type"] == "s20_accommodation"
        assert not doubtful["flips"]
        assert "fgc_offered" in doubtful["perhaps"][0]
        assert "cannot know" in found["cannot_know"]

    def test_only_the_last_answer_to_a_request_counts_and_other_files_are_passed_over(
        self, answered: Service, tmp_path: Path, replayed: Callable[..., Any]
    ) -> None:
        (first, *_) = sorted((answered.data / "reports").rglob("1.json"))
        folder = tmp_path / "answers" / "one"
        folder.mkdir(parents=True)
        shutil.copy(first, folder / "1.json")
        shutil.copy(first, folder / "10.json")
        (folder / "notes.json").write_text("{}", encoding="utf-8")
        assert [each["name"] for each in replayed(folder.parent, "--root", SHIPPED)["replayed"]] == ["one/10.json"]


class TestForPeople:
    def test_it_is_told_with_the_sentence_and_the_reason(
        self, answered: Service, changed: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        swap(changed / GATEWAY, "\nrequirements:\n", GENOGRAM)
        capsys.readouterr()
        assert main(["policy", "replay", "--data", str(answered.data), "--root", str(changed)]) == 0
        out = capsys.readouterr().out
        assert "2 past answers replayed; 1 verdict would change." in out
        assert "ready -> incomplete" in out
        assert "genogram: not asked -> missing" in out
        assert "We did not find the genogram among the papers." in out
        assert "because the changed policy asks for it" in out

    @pytest.mark.parametrize(
        ("words", "status"),
        [
            (["--root", str(SHIPPED)], 64),
            (["reports"], 64),
            (["reports", "--data", "data", "--root", str(SHIPPED)], 64),
            (["/nowhere", "--root", str(SHIPPED)], 66),
        ],
    )
    def test_wrong_use_is_said(self, words: list[str], status: int) -> None:
        assert main(["policy", "replay", *words]) == status
