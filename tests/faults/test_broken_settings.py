"""A broken settings or policy file: exit status 78, one sentence that says where and what is allowed, nothing begun."""

from pathlib import Path

import pytest

from casework.errors import SettingsError
from panelready.settings import load_settings
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


IMAP = """drops:
  - name: mail
    authority: swindon
    channel: imap
    imap: {{server: mail.council.example, user: panels, {more}}}
"""
SECRET = "Sunflower-7"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (f"secret: {SECRET}", ["drops.0.imap.secret", "env:NAME", "file:PATH", "never stands in settings"]),
        (f"password: {SECRET}", ["drops.0.imap.password", "no secret stands in the settings", "env:NAME"]),
        (f"secret: env:MAIL, client_secret: {SECRET}", ["client_secret", "no secret stands in the settings"]),
        (f"secret: env:MAIL, server: 'me:{SECRET}@host.example'", ["drops.0.imap.server"]),
        ("secret: env:MAIL, security: none", ["drops.0.imap", "readable over the network"]),
        ("secret: env:MAIL, move_to: INBOX", ["move_to must be another folder"]),
        ("folder: INBOX", ["secret is needed"]),
        ("secret: env:MAIL, sign_in: microsoft365", ["microsoft365, which has none"]),
        ("sign_in: microsoft365", ["need the section microsoft365"]),
        ("secret: env:MAIL, prot: 993", ["drops.0.imap.prot", "allowed here", "port, secret"]),
    ],
)
def test_a_secret_in_the_settings_is_refused_without_being_repeated(
    tmp_path: Path, more: str, words: list[str]
) -> None:
    settings = tmp_path / "panelready.yaml"
    text = IMAP.format(more=more)
    settings.write_text(text.replace("server: mail.council.example, ", "") if "server: 'me" in more else text)
    status, said = run_panelready("serve", "--data", tmp_path / "data", "--settings", settings)
    assert status == 78
    assert [word for word in words if word not in said] == [], said
    assert SECRET not in said


@pytest.mark.parametrize(
    ("drop", "words"),
    [
        ("channel: imap", "needs the setting imap"),
        ("channel: folder", "needs the setting folder"),
        ("folder: a, imap: {server: mail.example, user: me, secret: env:MAIL}", "has no setting imap"),
        ("channel: imap, leave: true, imap: {server: mail.example, user: me, secret: env:MAIL}", "leave and network"),
        ("channel: pigeon", "'folder'"),
    ],
)
def test_a_drop_has_what_its_channel_needs_and_nothing_of_another(tmp_path: Path, drop: str, words: str) -> None:
    settings = tmp_path / "panelready.yaml"
    settings.write_text(f"drops:\n  - {{name: mail, authority: swindon, {drop}}}\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=words):
        load_settings(settings)


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
