"""What a fresh laptop may lack, and whether its absence skips a test or fails it.

Folders that only some people have (the councils' own documents, other projects' broken files) are named by the
environment; where they are not, their tests are skipped with the reason. Programs that CI installs are never skipped
there.
"""

import os
import shutil
from pathlib import Path

import pytest

from extractors.tessdata import tessdata


def policy_sources() -> Path:
    """The folder of the councils' own documents."""
    return _folder("PANELREADY_POLICY_SOURCES", "the councils' own documents")


def corpora() -> Path:
    """The folder of other projects' test files, real and broken."""
    return _folder("PANELREADY_CORPORA", "files of other projects' tests")


def program(*names: str) -> str:
    """The path of a program by any of its names; without it the test is skipped, and fails where CI=1."""
    found = next((path for path in map(shutil.which, names) if path), None)
    if found is None and os.environ.get("CI") == "1":
        pytest.fail(f"CI has to install {names[0]}")
    if found is None:
        pytest.skip(f"{names[0]} is not installed")
    return found


def tesseract_data() -> None:
    """Skip where Tesseract's English data is not installed, and fail where CI=1."""
    if tessdata() is None and os.environ.get("CI") == "1":
        pytest.fail("CI has to install tesseract-ocr-eng")
    if tessdata() is None:
        pytest.skip("Tesseract's English data is not installed")


def _folder(variable: str, what: str) -> Path:
    folder = Path(os.environ.get(variable, ""))
    if not os.environ.get(variable):
        pytest.skip(f"{variable} is not set; it names the folder of {what}")
    assert folder.is_dir(), f"{variable} names no folder"
    return folder
