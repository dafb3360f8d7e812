"""Files of other projects, and what a measurement needs that this machine may lack."""

import os
import shutil
from pathlib import Path

SUFFIXES = {"docx": (".docx", ".docm", ".dotx", ".dotm"), "pdf": (".pdf",)}


class NotHere(Exception):
    """What a measurement needs and this machine lacks."""


def foreign_files(kind: str) -> list[Path]:
    """Every file of the kind (docx or pdf) in the folder PANELREADY_CORPORA names, by its path."""
    return [each for each in every_foreign_file() if each.suffix.lower() in SUFFIXES[kind]]


def every_foreign_file() -> list[Path]:
    """Every file in the folder PANELREADY_CORPORA names, by its path."""
    named = os.environ.get("PANELREADY_CORPORA", "")
    if not named or not Path(named).is_dir():
        raise NotHere("PANELREADY_CORPORA names no folder of foreign files")
    return sorted(each for each in Path(named).rglob("*") if each.is_file())


def program(name: str) -> str:
    """The path of a program."""
    found = shutil.which(name)
    if found is None:
        raise NotHere(f"{name} is not installed")
    return found
