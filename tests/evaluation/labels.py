"""What a careful person says of each submission of the set: the truth that answers are scored against."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

from casework.document import DocumentState, Role
from casework.finding import Verdict

HERE = Path(__file__).parent
SUBMISSIONS = HERE / "submissions"
LOOSE = HERE / "papers"
COUNCILS = HERE / "councils"
HALVES = HERE / "halves.yaml"
MANIFEST = HERE / "sealed.sha256"

Half = Literal["tuning", "sealed"]
Expected = Literal["met", "missing", "out_of_date", "unfinished", "unsure", "not_needed", "ask"]


class _Label(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class LabelledPaper(_Label):
    """One paper: a whole file, or the pages of one."""

    file: str
    """Where it lies in the submission; " > " leads into a mail or zip."""
    pages: tuple[int, int] | None = None
    type: str | None
    role: Role
    children: tuple[str, ...] = ()
    about: Literal["request", "sibling", "someone_else", "nobody"]
    dated: date | None = None
    state: DocumentState
    scanned: bool = False
    saved_by: str

    @property
    def way(self) -> tuple[str, ...]:
        """The containers around it and its own name, as a reading tells them."""
        return tuple(part.removeprefix("papers/") for part in self.file.split(" > "))


class Labelled(_Label):
    """One submission as a careful person judges it on the day `today`."""

    author: str
    today: date
    council: str
    panel: str
    request_type: str | None
    sitting: date | None = None
    verdict: Verdict
    why: str
    a_person_must_look: bool
    children: tuple[str, ...]
    requirements: dict[str, Expected]
    documents: tuple[LabelledPaper, ...]
    hard_pairs: tuple[str, ...] = ()


def submissions(half: Half | None = None) -> dict[str, Labelled]:
    """The labelled submissions by folder name: all of them, or those of one half."""
    names = sorted(path.parent.name for path in SUBMISSIONS.glob("*/labels.yaml"))
    chosen = names if half is None else halves()[half]
    return {name: _load(SUBMISSIONS / name / "labels.yaml") for name in chosen}


class LoosePapers(_Label):
    """Papers that belong to no submission, each by itself, written by one author."""

    author: str
    documents: tuple[LabelledPaper, ...]


def loose_papers() -> dict[str, LoosePapers]:
    """The labelled loose papers by folder name; all of them are for tuning."""
    found = sorted(LOOSE.glob("*/labels.yaml"))
    return {path.parent.name: LoosePapers.model_validate(_yaml(path)) for path in found}


def _load(path: Path) -> Labelled:
    return Labelled.model_validate(_yaml(path))


def _yaml(path: Path) -> object:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def halves() -> dict[Half, list[str]]:
    """Which submissions may be looked at while the recogniser is improved, and which are only scored."""
    found: dict[Half, list[str]] = yaml.safe_load(HALVES.read_text(encoding="utf-8"))
    return found


def manifest() -> dict[str, str]:
    """Every file of the sealed half with the SHA-256 it had when it was sealed."""
    lines = MANIFEST.read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines if line)}


def hashes_now() -> dict[str, str]:
    """The same, of the files as they are."""
    return {
        path.relative_to(SUBMISSIONS).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for name in halves()["sealed"]
        for path in sorted((SUBMISSIONS / name).rglob("*"))
        if path.is_file()
    }
