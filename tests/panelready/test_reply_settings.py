"""The `replies` section: nothing that would leak a reply or a secret can be set."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from casework.errors import SettingsError
from panelready.reply_settings import Replies
from panelready.settings import load_settings

HOST = "smtp.council.example"


@pytest.mark.parametrize(
    "wrong",
    [
        {"smtp_host": HOST, "smtp_security": "none"},
        {"smtp_host": HOST, "smtp_user": "panels@council.example"},
        {"smtp_host": HOST, "smtp_user": "panels@council.example", "smtp_secret": "Sunflower-7"},
        {"smtp_host": HOST, "smtp_sign_in": "microsoft365"},
        {
            "smtp_host": HOST,
            "smtp_sign_in": "microsoft365",
            "smtp_user": "panels@council.example",
            "smtp_secret": "env:A",
        },
        {"domains": ["someone@council.example"]},
        {"domains": ["example"]},
        {"mode": "always"},
        {"smtp_password": "Sunflower-7"},
    ],
)
def test_a_setting_that_cannot_be_meant_is_refused_without_repeating_it(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError) as problem:
        Replies.model_validate(wrong)
    said = " ".join(fault["msg"] for fault in problem.value.errors(include_input=False))
    assert "Sunflower-7" not in said


def test_a_relay_on_this_machine_needs_no_tls() -> None:
    assert Replies(smtp_host="127.0.0.1", smtp_security="none").smtp_user is None


def test_replies_are_turned_off_as_people_write_it(tmp_path: Path) -> None:
    """YAML takes a bare `off` for false."""
    drop = "drops: [{name: a, authority: swindon, folder: a, reply_mode: off}]\n"
    (tmp_path / "a.yaml").write_text("replies: {mode: off}\n" + drop)
    settings = load_settings(tmp_path / "a.yaml")
    assert (settings.replies.mode, settings.drops[0].reply_mode) == ("off", "off")


@pytest.mark.parametrize(("general", "own"), [("off", "draft"), ("off", "auto"), ("draft", "auto")])
def test_a_drop_is_never_less_careful_than_the_rest(general: str, own: str, tmp_path: Path) -> None:
    drop = f"drops: [{{name: a, authority: swindon, folder: a, reply_mode: {own}}}]\n"
    (tmp_path / "a.yaml").write_text(f"replies: {{mode: {general}}}\n{drop}")
    with pytest.raises(SettingsError, match=r"drop a: its reply_mode .* is less careful"):
        load_settings(tmp_path / "a.yaml")


@pytest.mark.parametrize("mode", ["off", "draft", "auto"])
def test_a_drop_that_says_nothing_does_as_the_rest(mode: str, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        f"replies: {{mode: {mode}}}\ndrops: [{{name: a, authority: swindon, folder: a}}]\n"
    )
    settings = load_settings(tmp_path / "a.yaml")
    assert settings.reply_mode(settings.drops[0]) == settings.reply_mode(None) == mode


def test_a_relative_file_of_the_secret_lies_beside_the_settings(tmp_path: Path) -> None:
    server = f"smtp_host: {HOST}, smtp_user: me, smtp_secret: 'file:secret'"
    (tmp_path / "a.yaml").write_text(f"replies: {{{server}}}\n")
    assert load_settings(tmp_path / "a.yaml").replies.smtp_secret == f"file:{tmp_path / 'secret'}"
