"""A council that is added from nothing, by docs/how-to/add-a-council.md alone: no Python names it."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from extractors.facts import gather_facts
from panelready.cli import main
from tests.build import papers
from tests.build.content import Block, Heading
from tests.build.frame import fields, finish
from tests.build.people import MAISIE, TEAM_MANAGER, short_date
from tests.policy.small_policy import SHIPPED
from tests.policy.test_schema import kind_of, plain
from validators.load_policy import load_policy
from validators.policy_check import check_policy
from validators.policy_schema import schemas
from validators.policy_yaml import PolicyFile

HERE = Path(__file__).parent
TODAY = "--today=2026-03-05"
"""Thursday; papers for Wednesday 11 March are due by noon on Monday 9 March."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What we ship, with the new council's files put where the how-to says."""
    folder = tmp_path_factory.mktemp("policy") / "policy"
    shutil.copytree(SHIPPED, folder)
    shutil.copytree(HERE / "policy", folder, dirs_exist_ok=True)
    return folder


@pytest.fixture
def checked(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    """Checks real papers against the new council's policy."""

    def check(files: dict[str, bytes]) -> Any:
        folder = tmp_path / "papers"
        folder.mkdir()
        for name, content in files.items():
            (folder / name).write_bytes(content)
        capsys.readouterr()
        main(["check", str(folder), "--root", str(root), TODAY, "--json"])
        return json.loads(capsys.readouterr().out)

    return check


def form(panel: str, request: str, **answers: str) -> bytes:
    """The council's own form, as a Word file."""
    rows = {
        "Panel": panel,
        "Child's name": MAISIE.name,
        "Date of birth": short_date(MAISIE.born),
        "Request": request,
        "Team Manager's agreement": f"Agreed, {TEAM_MANAGER}",
        **answers,
    }
    blocks: list[Block] = [
        Heading("Brindleford Panel Request Form", 0),
        "Brindleford Children's Services",
        fields(rows),
    ]
    return finish(blocks, title="Brindleford Panel Request Form")


CARE = form(
    "Entry to Care Panel",
    "New request for care. She is to stay up to 28 days. The family group conference took place on 12 February 2026.",
)


def test_its_files_are_sound_and_quote_its_document(root: Path) -> None:
    alone = load_policy(root, authorities=["brindleford"])
    assert list(alone.authorities) == ["brindleford"]
    wrong = [str(each) for each in check_policy(root, gather=gather_facts)]
    assert wrong == []


def test_its_quotations_stand_in_its_document_line_for_line(root: Path, tmp_path: Path) -> None:
    only = tmp_path / "policy"
    shutil.copytree(root, only, ignore=shutil.ignore_patterns("devon", "buckinghamshire", "swindon"))
    assert [str(each) for each in check_policy(only, HERE / "documents", gather_facts)] == []


def test_its_files_fit_the_schemas_for_editors(root: Path) -> None:
    known = schemas(load_policy(root))
    for file in sorted((HERE / "policy").rglob("*.yaml")):
        name = file.relative_to(HERE / "policy").as_posix()
        data = PolicyFile(file, name).parsed(file.read_text(encoding="utf-8"))
        errors = Draft202012Validator(known[kind_of(name)]).iter_errors(plain(data))
        assert [error.message for error in errors] == [], name


def test_a_whole_submission_is_ready_and_makes_the_next_wednesday(checked: Callable[..., Any]) -> None:
    answer = checked(
        {
            "form.docx": CARE,
            "assessment.docx": papers.child_and_family_assessment(child=MAISIE),
            "chronology.docx": papers.social_work_chronology(child=MAISIE),
        }
    )
    assert (answer["authority"], answer["panel"], answer["request_type"]) == (
        "brindleford",
        "entry_to_care",
        "new_request",
    )
    assert answer["sitting"]["date"] == "2026-03-11"
    assert answer["sitting"]["papers_due"] == "2026-03-09T12:00:00"
    assert answer["verdict"] == "ready"


def test_without_the_chronology_it_is_incomplete_in_the_councils_own_words(checked: Callable[..., Any]) -> None:
    answer = checked(
        {"form.docx": CARE, "assessment.docx": papers.child_and_family_assessment(child=MAISIE)},
    )
    assert answer["verdict"] == "incomplete"
    (missing,) = [each for each in answer["findings"] if each["outcome"] == "missing"]
    assert (missing["requirement"], missing["quote"]) == ("chronology", "Chronology")
    assert missing["source"] == {
        "file": "two_panels.txt",
        "line": 8,
        "title": "Brindleford Children's Services: our two panels",
        "at": "1. The Entry to Care Panel",
    }


def test_a_dear_package_is_for_the_other_panel(checked: Callable[..., Any]) -> None:
    request = form("Family Support Panel", "Package of support: two family workers", **{"Cost in total": "£4,200"})
    answer = checked({"form.docx": request})
    assert (answer["panel"], answer["request_type"]) == ("family_support", "support_package")
    assert answer["verdict"] == "referred"
    assert answer["referred_because"] == ["wrong_panel"]


def test_a_short_break_is_passed_on_to_who_decides_it(checked: Callable[..., Any]) -> None:
    answer = checked({"form.docx": form("Family Support Panel", "Short breaks, 20 hours a month")})
    assert answer["verdict"] == "referred"
    assert "delegated" in answer["referred_because"]
    (rule,) = [each for each in answer["rules"] if each["rule"] == "decided_by"]
    assert "Service Manager" in rule["text"]
