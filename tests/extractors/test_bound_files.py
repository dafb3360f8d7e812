"""Papers bound together by other programs: printed by LibreOffice and merged, saved as OpenDocument, or scanned."""

from __future__ import annotations

import subprocess
from itertools import pairwise
from pathlib import Path

import pytest

from casework.document import Document
from extractors.catalogue import Catalogue
from extractors.page_content import Scans
from extractors.read import documents_of, read
from extractors.scan import scan_of
from extractors.scan_reader import read_image
from tests.build import papers, scans
from tests.build.content import Heading, NewPage, Paper, Text
from tests.build.court import court_care_plan
from tests.build.docx import docx_of
from tests.elsewhere import program, tesseract_data
from tests.extractors.test_bound import KEEGAN, PROSE, order, together, told, viability


@pytest.fixture(scope="module")
def soffice() -> str:
    return program("soffice")


def saved_as(kind: str, docx: bytes, soffice: str, folder: Path) -> bytes:
    source = folder / "papers.docx"
    source.write_bytes(docx)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / f"papers.{kind}").read_bytes()


def documents(path: Path, data: bytes, kind: str, catalogue: Catalogue) -> tuple[Document, ...]:
    path.write_bytes(data)
    return read(path, name="papers", kind=kind, content="1a2b", inside=(), catalogue=catalogue)


def test_what_libreoffice_printed_and_another_program_merged(
    soffice: str, tmp_path: Path, catalogue: Catalogue
) -> None:
    plans = court_care_plan(), court_care_plan(child=KEEGAN), papers.viability_assessment()
    merged = together(*(saved_as("pdf", plan, soffice, tmp_path) for plan in plans))
    found = documents(tmp_path / "merged", merged, "pdf", catalogue)
    assert [document.type for document in found] == ["court_care_plan", "court_care_plan", "viability_assessment"]
    assert [document.children[0].name for document in found] == ["Jayden Tolliver", KEEGAN.name, "Jayden Tolliver"]
    ends = [document.pages for document in found if document.pages]
    assert all(before[1] + 1 == after[0] for before, after in pairwise(ends))


def test_two_papers_in_one_opendocument_text(soffice: str, tmp_path: Path, catalogue: Catalogue) -> None:
    sheets = viability("Sandra Tolliver", "Nan", "9 January 2026"), viability("Dawn Reed", "Aunt", "4 March 2026")
    both = docx_of(Paper([*sheets[0], NewPage(), *sheets[1]]))
    found = documents(tmp_path / "both", saved_as("odt", both, soffice, tmp_path), "odt", catalogue)
    assert [document.type for document in found] == ["viability_assessment", "viability_assessment"]
    one = docx_of(Paper([*sheets[0], NewPage(), Heading("Chronology", 1), Text(PROSE)]))
    assert len(documents(tmp_path / "one", saved_as("odt", one, soffice, tmp_path), "odt", catalogue)) == 1


def test_papers_that_went_through_the_scanner_in_one_go(tmp_path: Path, catalogue: Catalogue) -> None:
    tesseract_data()
    files = [papers.child_and_family_assessment(as_pdf=True), papers.viability_assessment(as_pdf=True)]
    path = tmp_path / "scan.tiff"
    path.write_bytes(scans.saved([scans.clean(scans.picture_of(each)) for each in files], "TIFF"))
    seen: Scans = {key: scan_of(path, "tiff", key) for key in ("frame:1", "frame:2")}
    found = documents_of(read_image(path, seen), Document(file="scan.tiff", format="tiff"), catalogue)
    assert told(found) == [("child_and_family_assessment", (1, 1)), ("viability_assessment", (2, 2))]


def test_orders_in_one_word_file_with_no_pages_known(tmp_path: Path, catalogue: Catalogue) -> None:
    both = docx_of(Paper([*order(1, "12 January 2026"), NewPage(), *order(2, "3 February 2026")]))
    found = documents(tmp_path / "orders", both, "docx", catalogue)
    assert [document.type for document in found] == ["case_management_order", "case_management_order"]
    assert [str(document.begins).split()[0] for document in found] == ["paragraph", "paragraph"]
