"""The journeys go as they should, and say what they need where they cannot begin."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.elsewhere import program
from tests.journey.__main__ import STORIES, main


@pytest.mark.parametrize("story", STORIES)
def test_a_whole_journey_on_real_servers_goes_as_it_should(story: str, tmp_path: Path) -> None:
    """Case 51 is the second: two services that write to each other stop after one mail."""
    program("dovecot", "/usr/sbin/dovecot")
    transcript = tmp_path / "transcript.txt"
    assert main([story, "--write", str(transcript)]) == 0, transcript.read_text(encoding="utf-8")
    assert "✗" not in transcript.read_text(encoding="utf-8")


def test_without_dovecot_a_journey_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert main([]) == 1
    assert "apt install dovecot-imapd" in capsys.readouterr().err
