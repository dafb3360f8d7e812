"""What the reading tests share: the shipped catalogue, and a way to read bytes as if they had arrived."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from casework.document import Document
from extractors.catalogue import Catalogue
from extractors.read import read
from validators.load_policy import load_document_types, load_placeholders

ReadBytes = Callable[..., Document]


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return Catalogue.of(load_document_types(), load_placeholders())


@pytest.fixture
def read_bytes(catalogue: Catalogue, tmp_path: Path) -> ReadBytes:
    """Reads bytes as a file; the name says nothing unless a test gives one."""

    def read_one(data: bytes, kind: str = "docx", name: str = "document1") -> Document:
        path = tmp_path / "arrived"
        path.write_bytes(data)
        (document,) = read(path, name=name, kind=kind, content="", inside=(), catalogue=catalogue)
        return document

    return read_one
