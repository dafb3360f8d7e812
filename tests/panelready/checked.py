"""Running `panelready check` as people and programs do: a process of its own, on real files."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tests.build import papers

TODAY = "--today=2026-03-05"


@dataclass(frozen=True)
class Said:
    """What a command printed, and its exit status."""

    status: int
    out: bytes
    err: str

    @property
    def answer(self) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(self.out)
        return answer

    def outcomes(self) -> dict[str, str]:
        return {each["requirement"]: each["outcome"] for each in self.answer["findings"]}


def panelready(*arguments: object, **environment: str) -> Said:
    command = [sys.executable, "-m", "panelready", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, env={**os.environ, **environment}, timeout=120)
    return Said(done.returncode, done.stdout, done.stderr.decode())


def check(*arguments: object, **environment: str) -> Said:
    return panelready("check", *arguments, TODAY, "--json", **environment)


def week_6_papers(**instead: bytes | None) -> dict[str, bytes]:
    """All that Buckinghamshire asks for at week 6; a name given None is left out, one given bytes is put in."""
    usual: dict[str, bytes | None] = {
        "booking form.docx": papers.booking_form(),
        "swet.pdf": papers.swet(as_pdf=True),
        "letter.docx": papers.letter_before_proceedings(),
        "minutes.docx": papers.plo_meeting_minutes(),
        "plan.docx": papers.parenting_assessment_plan(),
        "note.pdf": papers.attendance_note(dated=date(2026, 1, 20), as_pdf=True),
    }
    return {name: content for name, content in {**usual, **instead}.items() if content is not None}


def without(*names: str) -> dict[str, bytes]:
    return {name: content for name, content in week_6_papers().items() if name not in names}


def laid_out(folder: Path, files: Mapping[str, bytes]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder
