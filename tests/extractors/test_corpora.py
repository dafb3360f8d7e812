"""Files nobody here wrote, many of them broken: each gives a reading or a reason, in time, and none raises."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest

from casework.document import Document
from extractors.catalogue import Catalogue
from extractors.read import read
from tests.elsewhere import corpora

KINDS = {".docx": "docx", ".docm": "docm", ".dotx": "dotx", ".pdf": "pdf"}
FILES = 220
LARGEST = 400_000
SECONDS = 20


def sample(root: Path) -> list[Path]:
    """Small files of every kind, evenly from every folder, the same each time."""
    found = sorted(each for each in root.rglob("*") if each.suffix.lower() in KINDS and each.is_file())
    small = [each for each in found if each.stat().st_size <= LARGEST]
    step = max(1, len(small) // FILES)
    return small[::step]


@pytest.mark.slow
def test_every_foreign_file_gives_a_reading_or_a_reason(catalogue: Catalogue) -> None:
    files = sample(corpora())
    assert files
    for path in files:
        began = process_time()
        documents = read(
            path, name=path.name, kind=KINDS[path.suffix.lower()], content="", inside=(), catalogue=catalogue
        )
        assert documents, path
        assert all(_says_something(document) for document in documents), path
        assert process_time() - began < SECONDS, path


def _says_something(document: Document) -> bool:
    """Empty means unreadable, never blank."""
    return document.unreadable is not None or bool(document.passages)


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
