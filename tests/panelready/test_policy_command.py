"""`panelready policy check`: the policy's own tests, for people who edit only YAML."""

import re
from pathlib import Path

import pytest

from tests.panelready.checked import Said, panelready
from tests.policy.small_policy import a_policy


def check(*arguments: object, sources: str = "") -> Said:
    return panelready("policy", "check", *arguments, PANELREADY_POLICY_SOURCES=sources)


def test_a_sound_policy_says_how_much_was_found_to_be_sound() -> None:
    said = check()
    assert said.status == 0
    assert re.fullmatch(r"\d+ quotations, \d+ examples, all sound\n", said.out.decode())
    assert all(int(number) > 0 for number in re.findall(r"\d+", said.out.decode()))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return a_policy(tmp_path)


def test_quotations_are_compared_with_the_sources_where_those_are_to_hand(root: Path) -> None:
    sources = root.parent / "sources"
    assert check("--root", root, sources=str(sources)).status == 0
    guide = sources / "guide.txt"
    guide.write_text(
        guide.read_text(encoding="utf-8").replace("A letter is wanted", "A note is wanted"), encoding="utf-8"
    )
    assert check("--root", root).status == 0
    assert check("--root", root, sources=str(sources)).status == 78


def test_an_example_that_comes_out_otherwise_is_78_and_named_with_its_line(root: Path) -> None:
    (example,) = (root / "authorities" / "anywhere" / "examples").rglob("*.yaml")
    text = example.read_text(encoding="utf-8")
    example.write_text(re.sub(r"verdict: \w+", "verdict: referred", text), encoding="utf-8")
    said = check("--root", root)
    assert said.status == 78
    assert re.search(rf"{example.name}, line \d+: .*the verdict is", said.out.decode())


def test_a_file_that_is_no_yaml_is_78_and_named(root: Path) -> None:
    (root / "facts.yaml").write_text("x: [", encoding="utf-8")
    said = check("--root", root)
    assert said.status == 78
    assert "facts.yaml" in said.out.decode()


def test_an_overlay_that_nobody_reads_or_that_is_wrong_is_78(root: Path, tmp_path: Path) -> None:
    overlays = tmp_path / "councils"
    overlays.mkdir()
    assert check("--root", root, "--overlays", overlays).status == 0
    (overlays / "atlantis.yaml").write_text("{}", encoding="utf-8")
    assert "no such council" in check("--root", root, "--overlays", overlays).out.decode()
    (overlays / "anywhere.yaml").write_text("nonsense: 1", encoding="utf-8")
    said = check("--root", root, "--overlays", overlays)
    assert said.status == 78
    assert "anywhere.yaml" in said.out.decode()


@pytest.mark.parametrize("option", ["--root", "--overlays"])
def test_a_folder_that_is_not_there_is_66(option: str, tmp_path: Path) -> None:
    assert check(option, tmp_path / "nowhere").status == 66


def test_without_a_subcommand_it_is_wrong_use() -> None:
    assert panelready("policy").status == 64
