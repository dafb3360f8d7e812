"""Files nobody here wrote are not taken for our papers; that each is read or has a reason is asked in tests/faults."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.catalogue import Catalogue
from extractors.read import read
from tests.elsewhere import corpora

KINDS = {".docx": "docx", ".docm": "docm", ".dotx": "dotx", ".pdf": "pdf"}
FILES = 220
LARGEST = 400_000


def sample(root: Path) -> list[Path]:
    """Small files of every kind, evenly from every folder, the same each time."""
    found = sorted(each for each in root.rglob("*") if each.suffix.lower() in KINDS and each.is_file())
    small = [each for each in found if each.stat().st_size <= LARGEST]
    step = max(1, len(small) // FILES)
    return small[::step]


@pytest.mark.slow
def test_foreign_files_are_not_taken_for_our_papers(catalogue: Catalogue) -> None:
    taken = [
        (path.name, document.type)
        for path in sample(corpora())
        for document in read(
            path, name="x", kind=KINDS[path.suffix.lower()], content="", inside=(), catalogue=catalogue
        )
        if document.type
    ]
    assert len(taken) <= 2, taken
