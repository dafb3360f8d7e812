"""The schemas for editors: every file we ship fits its own, and a file of a wrong shape does not."""

import json
from datetime import date
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from panelready.cli import main
from tests.policy.small_policy import HERE, SHIPPED, a_policy
from tests.policy.test_broken import BROKEN
from validators.load_policy import load_policy
from validators.policy_schema import KINDS, MEANS, schemas
from validators.policy_yaml import PolicyFile

FILES = sorted(file for file in SHIPPED.rglob("*.yaml"))

# What these get wrong is no shape: a quotation, a cross reference between files, or what an example comes out as.
NOT_A_SHAPE = {
    "confused_with_nothing_known",
    "edition_that_ends_before_it_begins",
    "edition_without_panels",
    "edition_without_source",
    "example_of_no_known_finding",
    "example_that_comes_out_otherwise",
    "field_of_another_form",
    "file_in_the_wrong_place",
    "group_of_strangers",
    "id_that_is_not_the_file_name",
    "no_such_request_type",
    "not_lines",
    "passage_that_nobody_wrote",
    "quote_on_another_line",
    "quote_that_nobody_wrote",
    "quote_without_lines",
    "rather_than_nothing_known",
    "rule_with_two_reasons",
    "silence_that_an_amount_cannot_have",
    "two_entries_of_one_id",
    "unknown_field",
    "words_with_half_a_choice",
}
NOT_YAML = {"not_yaml", "repeated_key"}


def kind_of(name: str) -> str:
    return next(kind for kind, file in KINDS.items() if any(_lies(name, pattern) for pattern in file.lies))


def _lies(name: str, pattern: str) -> bool:
    parts, wanted = PurePosixPath(name).parts, PurePosixPath(pattern).parts
    return len(parts) == len(wanted) and all(map(fnmatch, parts, wanted))


def plain(data: Any) -> Any:
    """The data as JSON has it, as an editor would see it."""
    match data:
        case dict():
            return {str(key): plain(value) for key, value in data.items()}
        case list():
            return [plain(value) for value in data]
        case date():
            return data.isoformat()
        case _:
            return data


def wrong_with(text: str, schema: Any) -> list[str]:
    data = PolicyFile(SHIPPED, "a file").parsed(text)
    return [error.message for error in Draft202012Validator(schema).iter_errors(plain(data))]


@pytest.fixture(scope="module")
def shipped() -> dict[str, Any]:
    return schemas(load_policy(SHIPPED))


def test_each_is_a_schema(shipped: dict[str, Any]) -> None:
    for schema in shipped.values():
        Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(SHIPPED).as_posix())
def test_every_file_we_ship_fits_its_schema(file: Path, shipped: dict[str, Any]) -> None:
    schema = shipped[kind_of(file.relative_to(SHIPPED).as_posix())]
    assert wrong_with(file.read_text(encoding="utf-8"), schema) == []


@pytest.mark.parametrize(
    "broken", [each for each in BROKEN if each.stem not in NOT_A_SHAPE | NOT_YAML], ids=lambda file: file.stem
)
def test_a_file_of_a_wrong_shape_does_not(broken: Path, tmp_path: Path) -> None:
    text = broken.read_text(encoding="utf-8")
    small = schemas(load_policy(a_policy(tmp_path)))
    name = text.split("\n")[0].removeprefix("# stands for: ").removesuffix(".md")
    assert wrong_with(text, small[kind_of(name)])


def test_the_lists_of_exceptions_name_only_what_is_there() -> None:
    assert {each.stem for each in BROKEN} >= NOT_A_SHAPE | NOT_YAML


def test_ids_are_offered_and_keys_explained(shipped: dict[str, Any]) -> None:
    need = shipped["checklist"]["$defs"]["NeedEntry"]["properties"]
    assert "social_work_chronology" in json.dumps(need["document"])
    assert need["within"]["description"] == MEANS["within"]


def test_every_explanation_is_of_a_key_that_is_there(shipped: dict[str, Any]) -> None:
    said = json.dumps(shipped)
    for key in MEANS:
        assert f'"{key}": ' in said, key


def test_the_command_writes_one_for_each_kind_and_settings_for_an_editor(tmp_path: Path) -> None:
    assert main(["policy", "schema", str(tmp_path / "schemas"), "--root", str(HERE / "small")]) == 0
    written = {file.stem for file in (tmp_path / "schemas").glob("*.json")}
    assert written == {*KINDS, "vscode-settings"}
    settings = json.loads((tmp_path / "schemas" / "vscode-settings.json").read_text(encoding="utf-8"))
    assert all(each.startswith("file://") for each in settings["yaml.schemas"])
