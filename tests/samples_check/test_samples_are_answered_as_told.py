"""Each sample, checked as its reader would, comes out as samples.yaml says."""

import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from panelready.checking import Asked, check_papers
from tests.samples_check.changing import LISTED, SAMPLES, check, files_of


@pytest.mark.parametrize("sample", LISTED["samples"], ids=lambda sample: sample["folder"])
def test_a_sample_is_answered_as_told(sample: dict[str, Any], tmp_path: Path) -> None:
    answer = check(files_of(sample["folder"]), tmp_path)
    came_out = (answer.authority, answer.panel, answer.request_type, answer.verdict, answer.sitting.date)
    told = (sample["authority"], sample["panel"], sample["request_type"], sample["verdict"], sample["sitting"])
    assert came_out == told
    assert isinstance(told[-1], date)


def test_the_readme_s_command_says_the_same_by_its_exit_status() -> None:
    command = [sys.executable, "-m", "panelready", "check", str(SAMPLES / "devon-legal-gateway-incomplete")]
    done = subprocess.run([*command, "--today", "2026-03-05"], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert "! Incomplete" in done.stdout
    assert done.stderr == ""


def test_the_day_decides_what_is_old(tmp_path: Path) -> None:
    files = files_of("devon-legal-gateway-ready")
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    later = check_papers([tmp_path], Asked(today=date(2026, 9, 10)), lambda done, of: None)
    assert later.verdict == "referred"
