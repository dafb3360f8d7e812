"""A broken settings or policy file: exit status 78, one sentence that says where and what is allowed, nothing begun."""

from pathlib import Path

import pytest

from tests.kill.papers import Papers
from tests.kill.world import World, run_panelready

SETTINGS = """service:
  quiet: {quiet}
drops:
  - {{name: swindon, authority: {authority}, folder: drops/swindon, {more}}}
"""

BROKEN = [
    ({"quiet": "-1"}, ["service.quiet", "greater than or equal to 0"]),
    ({"quiet": "soon"}, ["service.quiet", "number"]),
    ({"more": "repli_to: a@b.example"}, ["drops.0.repli_to", "reply_to", "allowed here"]),
    ({"more": "reply_to: nobody"}, ["drops.0.reply_to", "one e-mail address"]),
    ({"authority": "atlantis"}, ["swindon", "atlantis", "Known: ", "buckinghamshire", "devon"]),
    ({"more": "panel: tea"}, ["swindon", "no panel has the id tea", "Known: care"]),
    ({"more": "leave: ["}, ["line 4"]),
]


@pytest.mark.parametrize(("wrong", "words"), BROKEN)
def test_a_broken_settings_file_is_refused_with_the_setting_and_what_is_allowed(
    tmp_path: Path, wrong: dict[str, str], words: list[str]
) -> None:
    world = World(tmp_path / "world")
    world.drop(Papers().one())
    values = {"quiet": "30", "authority": "swindon", "more": "leave: false", **wrong}
    world.settings.write_text(SETTINGS.format(**values), encoding="utf-8")
    status, said = run_panelready("serve", "--data", world.data, "--settings", world.settings)
    assert status == 78
    assert len(said.strip().splitlines()) == 1, said
    assert said.startswith("panelready: ")
    assert [word for word in words if word not in said] == [], said
    assert world.waits_in_drop() == 1
    assert "Traceback" not in said


def test_a_settings_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    status, said = run_panelready("serve", "--data", tmp_path, "--settings", tmp_path / "none.yaml")
    assert status == 78
    assert f"{tmp_path / 'none.yaml'}: there is no settings file here." in said


@pytest.mark.parametrize(
    ("overlay", "words"),
    [
        ('panels:\n  care:\n    sits: [{"on": [mondy]}]\n', ["line 3", "mondy", "monday"]),
        ('panels:\n  tea:\n    sits: [{"on": [monday]}]\n', ["unknown panel tea", "known: care"]),
        ("panels: [\n", ["line 2"]),
    ],
)
def test_a_broken_overlay_is_refused_with_its_file_and_what_is_allowed(
    tmp_path: Path, overlay: str, words: list[str]
) -> None:
    world = World(tmp_path / "world")
    world.drop(Papers().one())
    councils = world.data / "councils"
    councils.mkdir(parents=True)
    (councils / "swindon.yaml").write_text(overlay, encoding="utf-8")
    status, said = run_panelready("serve", "--data", world.data, "--settings", world.settings)
    assert status == 78
    assert [word for word in ("swindon.yaml", *words) if word not in said] == [], said
    assert "Traceback" not in said
    assert "event=serving" not in said
    assert world.waits_in_drop() == 1
