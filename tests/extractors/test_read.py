"""From a file to its Documents: kinds, states, sections, passages; and what is never loaded or raised."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pikepdf import Name, String

from casework.document import DocumentState, Role, Unreadable
from extractors.catalogue import Catalogue
from extractors.read import READERS, REFUSED, read, reading_of
from extractors.reading import UnreadableFile
from ingest import file_kind
from tests.build import opendocument, papers, scans
from tests.build.content import Control, Fields, Grid, Heading, Look, NewPage, Paper
from tests.build.docx import blank_docx, docx_of
from tests.build.pdf import pdf_of, scanned
from tests.build.pdf_forms import annotated
from tests.extractors.conftest import ReadBytes
from tests.extractors.test_pdf_reader import drawn

# -- kinds


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("ole_encrypted", Unreadable.PASSWORD),
        ("doc_encrypted", Unreadable.PASSWORD),
        ("ole_rights_managed", Unreadable.RIGHTS_MANAGED),
        ("empty", Unreadable.EMPTY),
        ("damaged", Unreadable.DAMAGED),
        ("jpeg", Unreadable.DAMAGED),
        ("heic", Unreadable.DAMAGED),
        ("doc", Unreadable.FORMAT),
        ("rtf", Unreadable.FORMAT),
        ("odp", Unreadable.FORMAT),
        ("unknown", Unreadable.FORMAT),
        ("something nobody has thought of", Unreadable.FORMAT),
    ],
)
def test_what_we_do_not_read_says_why(kind: str, reason: Unreadable, read_bytes: ReadBytes) -> None:
    assert read_bytes(b"...", kind).unreadable is reason


def test_every_refusal_of_ingest_is_one_of_ours() -> None:
    for kind, reason in file_kind.REFUSED.items():
        assert REFUSED.get(kind, Unreadable.FORMAT) is reason


def test_an_unreadable_file_is_named_by_its_name_as_what_it_may_be(read_bytes: ReadBytes) -> None:
    assert "social_work_chronology" in read_bytes(b"", "ole_encrypted", "Chronology AL.docx").likeliest


def test_a_word_file_with_nothing_in_it_is_empty(read_bytes: ReadBytes) -> None:
    assert read_bytes(blank_docx()).unreadable is Unreadable.EMPTY


def test_a_file_in_which_only_a_comment_is_to_be_seen_is_no_paper_without_words(read_bytes: ReadBytes) -> None:
    note = {"box": (300, 90, 320, 110), "Subtype": Name.Text, "Contents": String("To follow")}
    document = read_bytes(annotated(drawn(lambda canvas: canvas.showPage()), note), "pdf")
    assert (document.unreadable, document.passages) == (Unreadable.EMPTY, ())


def test_a_file_of_pictures_nobody_has_read_is_unread_and_no_paper_without_words(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(scanned(papers.social_work_chronology(as_pdf=True)))
    documents = read(path, name="scan.pdf", kind="pdf", content="", inside=(), catalogue=Catalogue.of({}))
    assert {document.unreadable for document in documents} == {Unreadable.POOR_SCAN}


def test_a_file_of_the_wrong_kind_is_damaged_and_not_raised(read_bytes: ReadBytes) -> None:
    for kind in ("docx", "pdf"):
        assert read_bytes(b"\x00\x01\x02", kind).unreadable is Unreadable.DAMAGED


def test_a_file_that_is_not_there_is_our_own_fault(catalogue: Catalogue, tmp_path: Path) -> None:
    for kind in READERS:
        with pytest.raises(FileNotFoundError):
            read(tmp_path / "gone", name="x", kind=kind, content="", inside=(), catalogue=catalogue)


def test_reading_of_raises_the_reason(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        reading_of(tmp_path, "rtf")


def a_grid() -> bytes:
    return docx_of(Paper([Grid(["a", "b"], [["c", "d"]])]))


def a_flat_table() -> bytes:
    rows = [opendocument.row(*(opendocument.cell(opendocument.p(text)) for text in "ab")) for _ in range(2)]
    return opendocument.flat(opendocument.table(*rows))


MANY_CELLS = b"<table><tr><td>a<td>b<tr><td>c<td>d</table>"
LONG: dict[str, tuple[str, int, str, Callable[[], bytes]]] = {
    "pdf": ("pdf_gather.MAX_PAGES", 1, "pdf", lambda: pdf_of(Paper(["one", NewPage(), "two", NewPage(), "three"]))),
    "letters": ("pdf_gather.MAX_CHARACTERS", 2, "pdf", lambda: pdf_of(Paper(["one", NewPage(), "two"]))),
    "cells of a Word file": ("docx_tables.MAX_CELLS", 3, "docx", a_grid),
    "paragraphs": ("docx_walk.MAX_PARAGRAPHS", 1, "docx", lambda: docx_of(Paper(["one", "two"]))),
    "lines": ("text_reader.MAX_LINES", 1, "text", lambda: b"one\ntwo\nthree"),
    "lines of a mail": ("text_reader.MAX_LINES", 1, "message_text", lambda: b"one\ntwo\nthree"),
    "bytes": ("text_reader.MAX_BYTES", 4, "text", lambda: b"one two"),
    "bytes of a page": ("text_reader.MAX_BYTES", 6, "html", lambda: b"<p>one two"),
    "cells of a page": ("html_build._MAX_CELLS", 3, "html", lambda: MANY_CELLS),
    "cells": ("odt_walk._MAX_CELLS", 3, "fodt", a_flat_table),
    "columns": ("sheet_blocks.MAX_COLUMNS", 2, "csv", lambda: b"a,b,c\nd,e,f\n"),
    "pictures": ("scan_reader.MOST_FRAMES", 1, "tiff", lambda: scans.saved([scans.lettered(["one"])] * 2, "TIFF")),
}


@pytest.mark.parametrize("name", LONG)
def test_what_lies_beyond_a_limit_is_an_unread_part_of_its_own(
    name: str, catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit, most, kind, make = LONG[name]
    path = tmp_path / "arrived"
    path.write_bytes(make())
    told: dict[str, Any] = {"name": "long", "kind": kind, "content": "", "inside": (), "catalogue": catalogue}
    whole = read(path, **told)
    monkeypatch.setattr(f"extractors.{limit}", most)
    *read_so_far, rest = read(path, **told)
    assert Unreadable.TOO_LONG not in [each.unreadable for each in whole]
    assert rest.unreadable is Unreadable.TOO_LONG
    assert all(each.limits for each in (*read_so_far, rest))
    assert rest.pages == {"pdf": (2, 3), "letters": (2, 2), "pictures": (2, 2)}.get(name)


def test_a_message_is_its_lines(read_bytes: ReadBytes) -> None:
    message = read_bytes("Dear panel,\r\n\r\nPER0041977 – chronology to follow.\r\n".encode("cp1252"), "message_text")
    assert message.role is Role.MESSAGE
    assert message.type is None
    assert [(passage.text, str(passage.place)) for passage in message.passages] == [
        ("Dear panel,", "body, line 1"),
        ("PER0041977 – chronology to follow.", "body, line 3"),
    ]
    assert [found.words for found in message.case_references] == ["PER0041977"]


def test_passages_are_the_papers_own_words_in_order(read_bytes: ReadBytes) -> None:
    prompt = Control("text", None, "cell")
    paper = Paper(
        [Heading("Title", 0), "Words.", Fields([("Label", "Answer"), ("Other", prompt)])], look=Look(header="H")
    )
    document = read_bytes(docx_of(paper))
    assert [(passage.text, passage.heading) for passage in document.passages] == [
        ("Title", True),
        ("Words.", False),
        ("Label | Answer", False),
        ("Other", False),
        ("H", False),
    ]


# -- states


def test_a_template_nobody_has_filled_in_is_blank(read_bytes: ReadBytes) -> None:
    everything = [
        "panel_name", "childrens_names", "per_grp_number", "team_manager", "social_worker", "team_locality", "request",
        "duration", "exit_plan", "options_considered", "contingency_plan", "childrens_wishes", "request_value",
    ]  # fmt: skip
    for controls in (True, False):
        form = papers.panel_application_form(blank=everything, controls=controls)
        assert read_bytes(form).state is DocumentState.BLANK_TEMPLATE


@pytest.mark.parametrize(
    ("paper", "name", "state"),
    [
        (Paper([Heading("DRAFT Care Plan", 0), "Words."]), "x", DocumentState.DRAFT),
        (Paper([Heading("Care Plan (draft)", 0), "Words."]), "x", DocumentState.DRAFT),
        (Paper([Heading("Care Plan", 0), "Words."], look=Look(header="Draft v2")), "x", DocumentState.DRAFT),
        (Paper([Heading("Care Plan", 0), "Words."]), "Care plan DRAFT v3.docx", DocumentState.DRAFT),
        (Paper([Heading("Care Plan", 0), Fields([("Status", "Draft")])]), "x", DocumentState.DRAFT),
        (Paper([Heading("Care Plan", 0), "We sent the draft order."]), "x", DocumentState.UNKNOWN),
        (Paper([Heading("Care Plan", 0), "Draft care plan to be filed."]), "x", DocumentState.UNKNOWN),
        (Paper([Heading("Final Care Plan", 0), "Words."]), "x", DocumentState.UNKNOWN),
        (Paper([Heading("Care Plan", 0), Fields([("Status", "Authorised")])]), "x", DocumentState.FINAL),
        (Paper([Heading("Care Plan", 0), Fields([("Signed", "RO"), ("Dated", "3/3/26")])]), "", DocumentState.SIGNED),
        (Paper([Heading("Care Plan", 0), Fields([("Signed", ""), ("Dated", "")])]), "x", DocumentState.UNKNOWN),
        (Paper([Heading("Care Plan", 0), Fields([("Signed", ""), ("Dated", "3/3/26")])]), "x", DocumentState.UNKNOWN),
        (
            Paper(
                [
                    Heading("Care Plan", 0),
                    Fields([("Case number", "ZZ26C50123"), ("Filed on behalf of", "The applicant")]),
                    Fields([("Signed", "R. Okafor"), ("Dated", "3/3/26")]),
                ]
            ),
            "x",
            DocumentState.FILED,
        ),
    ],
)  # fmt: skip
def test_how_finished_a_paper_is(paper: Paper, name: str, state: DocumentState, read_bytes: ReadBytes) -> None:
    assert read_bytes(docx_of(paper), name=name).state is state


# -- sections


def test_an_empty_section_is_found_and_its_id_is_the_types_own(read_bytes: ReadBytes) -> None:
    document = read_bytes(papers.swet(blank=["2. The social work chronology"]))
    sections = {section.id: section.empty for section in document.sections}
    assert sections["the_social_work_chronology"]
    assert not sections["child_impact_analysis"]


def test_a_heading_over_filled_subsections_is_not_empty(read_bytes: ReadBytes) -> None:
    document = read_bytes(docx_of(Paper([Heading("Part", 1), Heading("Inner", 2), "Words.", Heading("Next", 1)])))
    assert {section.heading: section.empty for section in document.sections} == {
        "Part": False,
        "Inner": False,
        "Next": True,
    }


def test_a_section_with_the_header_row_of_a_table_alone_is_empty(read_bytes: ReadBytes) -> None:
    paper = Paper([Heading("Events", 1), Grid(["Date", "Event", "Source"], [["", "", ""]])])
    (section,) = read_bytes(docx_of(paper)).sections
    assert section.empty


def test_a_section_that_promises_is_empty(read_bytes: ReadBytes) -> None:
    (section,) = read_bytes(docx_of(Paper([Heading("Genogram", 1), "To follow"]))).sections
    assert section.empty


# -- what is loaded

LOADED = """
import sys
from pathlib import Path
from extractors.read import reading_of
reading_of(Path(sys.argv[1]), "docx")
heavy = {"pypdfium2", "pdfplumber", "spacy", "docx", "PIL", "numpy", "yaml", "pydantic"}
print(sorted(heavy & set(sys.modules)))
"""


def test_reading_a_word_file_loads_no_pdf_and_no_language_library(tmp_path: Path) -> None:
    path = tmp_path / "form.docx"
    path.write_bytes(papers.panel_application_form())
    done = subprocess.run([sys.executable, "-c", LOADED, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
