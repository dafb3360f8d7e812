"""Telling one paper from another when a document library has written into it."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest

from ingest.fingerprint import fingerprint
from tests.graph_server.library import Library


def document(path: Path, words: str) -> Path:
    made = docx.Document()
    made.add_paragraph(words)
    made.save(str(path))
    return path


def promoted(path: Path, to: Path) -> Path:
    """The file as SharePoint gives it back."""
    library = Library("d")
    item = library.put("Form.docx", path.read_bytes())
    library.promote(item)
    assert item.data is not None
    to.write_bytes(item.data)
    return to


def test_a_document_is_the_same_after_a_library_wrote_its_columns_into_it(tmp_path: Path) -> None:
    first = document(tmp_path / "a.docx", "Invented words")
    again = promoted(first, tmp_path / "b.docx")
    assert first.read_bytes() != again.read_bytes()
    assert fingerprint(first) == fingerprint(again)


def test_other_words_make_another_document(tmp_path: Path) -> None:
    one, other = document(tmp_path / "a.docx", "Invented words"), document(tmp_path / "b.docx", "Invented wordz")
    assert fingerprint(one) != fingerprint(other)


@pytest.mark.parametrize("data", [b"", b"plain text", b"PK\x03\x04 cut off", b"%PDF-1.7 ..."])
def test_what_is_no_office_file_is_known_by_all_its_bytes(tmp_path: Path, data: bytes) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_bytes(data)
    other.write_bytes(data + b" ")
    assert fingerprint(one) != fingerprint(other)
    other.write_bytes(data)
    assert fingerprint(one) == fingerprint(other)


def test_an_ordinary_zip_is_known_by_all_its_bytes(tmp_path: Path) -> None:
    for name in ("one", "other"):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr("Form.txt", f"words {name}")
    assert fingerprint(tmp_path / "one") != fingerprint(tmp_path / "other")


def test_a_zip_that_keeps_no_checksums_is_known_by_all_its_bytes(tmp_path: Path) -> None:
    path = document(tmp_path / "a.docx", "Invented words")
    data = bytearray(path.read_bytes())
    place = data.rfind(b"PK\x01\x02", 0, data.rfind(b"word/document.xml"))
    data[place + 16 : place + 20] = bytes(4)
    (tmp_path / "b.docx").write_bytes(bytes(data))
    (tmp_path / "c.docx").write_bytes(bytes(data) + b"\n")
    assert fingerprint(tmp_path / "b.docx") != fingerprint(tmp_path / "c.docx")
