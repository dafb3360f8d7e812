"""Does a PDF give its words, its tables and what was typed into it, and never pass for blank?"""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from casework.document import Document, Unreadable
from extractors.catalogue import Catalogue
from extractors.pdf_reader import read_pdf
from extractors.read import read
from extractors.reading import Heading, Reading, Table, UnreadableFile, tables_in, text_of
from tests.build import papers
from tests.build.content import Fields, Grid, NewPage, Paper, Wide
from tests.build.content import Heading as Title
from tests.build.pdf import encrypted, pdf_of, scanned

HEIGHT = A4[1]


def drawn(draw: Callable[[Any], None], *, compress: int = 1) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, pageCompression=compress)
    draw(canvas)
    canvas.save()
    return out.getvalue()


def reading(data: bytes, tmp_path: Path) -> Reading:
    path = tmp_path / "file.pdf"
    path.write_bytes(data)
    return read_pdf(path)


def documents(data: bytes, tmp_path: Path, catalogue: Catalogue) -> tuple[Document, ...]:
    path = tmp_path / "file.pdf"
    path.write_bytes(data)
    return read(path, name="a.pdf", kind="pdf", content="", inside=(), catalogue=catalogue)


def refused(data: bytes, tmp_path: Path) -> Unreadable:
    with pytest.raises(UnreadableFile) as told:
        reading(data, tmp_path)
    return told.value.reason


def rows_of(found: Reading) -> list[list[str]]:
    return [[cell.text for cell in row] for table in tables_in(found.blocks) for row in table.rows]


def test_a_ruled_form_gives_its_labels_and_answers(tmp_path: Path) -> None:
    form = Paper([Fields([("Child’s name", "Ann Lee"), Wide("Request details"), ("Duration", "")])])
    assert rows_of(reading(pdf_of(form), tmp_path)) == [
        ["Child’s name", "Ann Lee"],
        ["Request details"],
        ["Duration", ""],
    ]


def test_a_table_that_goes_on_over_the_page_is_one_table_with_one_header(tmp_path: Path) -> None:
    rows = [[f"{n % 28 + 1:02}/03/2025", f"Event number {n} " * 6] for n in range(60)]
    found = reading(pdf_of(Paper([Grid(["Date", "Event"], rows)])), tmp_path)
    (table,) = tables_in(found.blocks)
    assert sum(row[0].text == "Date" for row in table.rows) == 1
    assert {row[0].place.page for row in table.rows} > {1, 2}
    assert str(table.rows[-1][1].place).startswith(f"page {found.properties.pages}")


def test_a_line_broken_by_its_width_is_one_paragraph_and_a_new_one_is_not(tmp_path: Path) -> None:
    long = "Kayleigh has kept every appointment since the meeting in January and the flat is warm and clean. " * 3
    found = reading(pdf_of(Paper([long.strip(), "A short line.", "Another."])), tmp_path)
    assert [block.text for block in found.blocks if not isinstance(block, Table)] == [
        long.strip(),
        "A short line.",
        "Another.",
    ]


def test_headings_are_known_by_their_size_and_weight(tmp_path: Path) -> None:
    body = ["Plain words that fill a line or so, to show what size is usual."] * 6
    found = reading(pdf_of(Paper([Title("Title", 0), Title("Part", 1), *body, Title("Smaller", 2), *body])), tmp_path)
    levels = [(block.text, block.level) for block in found.blocks if isinstance(block, Heading)]
    assert [text for text, _ in levels] == ["Title", "Part", "Smaller"]
    assert levels[0][1] < levels[1][1] < levels[2][1]


def test_every_word_has_its_place(tmp_path: Path) -> None:
    found = reading(pdf_of(Paper(["one", NewPage(), "two"])), tmp_path)
    first, _, second = found.blocks
    assert (first.place.page, second.place.page) == (1, 2)
    box = first.place.box
    assert box is not None
    assert 55 < box[0] < 75
    assert 55 < box[1] < 90


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_turned_by_its_viewer_reads_the_same(turn: int, tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(72, HEIGHT - 100, "Upright words")
        canvas.drawString(72, HEIGHT - 130, "second line")

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(drawn(draw))) as document:
        document.pages[0].Rotate = turn
        document.save(out)
    assert text_of(reading(out.getvalue(), tmp_path).blocks) == "Upright words\nsecond line"


# -- what was filled in


def form_pdf() -> bytes:
    def draw(canvas: Any) -> None:
        canvas.drawString(72, HEIGHT - 100, "Child's name:")
        canvas.acroForm.textfield(name="child", value="Ann Lee", x=200, y=HEIGHT - 106, width=200, height=20)
        canvas.drawString(72, HEIGHT - 140, "Urgent")
        canvas.acroForm.checkbox(name="urgent", checked=True, x=200, y=HEIGHT - 146, size=16)
        canvas.drawString(72, HEIGHT - 180, "Panel:")
        canvas.acroForm.choice(
            name="panel",
            value="Care Panel",
            options=["Care Panel", "Other"],
            x=200,
            y=HEIGHT - 186,
            width=200,
            height=20,
        )

    return drawn(draw)


def test_a_form_filled_on_screen_is_not_blank(tmp_path: Path) -> None:
    found = reading(form_pdf(), tmp_path)
    text = text_of(found.blocks)
    assert "Child's name:\tAnn Lee" in text
    assert "Urgent\t☒" in text
    assert "Panel:\tCare Panel" in text
    assert {(field.tag, field.value) for field in found.form_fields} == {
        ("child", "Ann Lee"),
        ("urgent", "☒"),
        ("panel", "Care Panel"),
    }
    assert [mark.ticked for mark in found.marks] == [True]


def test_a_value_stands_in_the_cell_it_was_typed_into(tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        canvas.grid([72, 200, 400], [HEIGHT - 150, HEIGHT - 120, HEIGHT - 90])
        canvas.drawString(76, HEIGHT - 110, "Duration")
        canvas.drawString(76, HEIGHT - 140, "Exit plan")
        canvas.acroForm.textfield(name="d", value="Six months", x=202, y=HEIGHT - 118, width=190, height=24)

    assert rows_of(reading(drawn(draw), tmp_path)) == [["Duration", "Six months"], ["Exit plan", ""]]


def test_words_typed_over_a_page_are_read(tmp_path: Path) -> None:
    plain = drawn(lambda canvas: canvas.drawString(72, HEIGHT - 100, "Duration:"))
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(plain)) as document:
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.FreeText,
            Rect=[150, HEIGHT - 106, 300, HEIGHT - 90],
            Contents="Six months",
            DA="/Helv 12 Tf",
        )
        document.pages[0].Annots = document.make_indirect(pikepdf.Array([document.make_indirect(note)]))
        document.save(out)
    assert text_of(reading(out.getvalue(), tmp_path).blocks) == "Duration:\tSix months"


# -- what cannot be read


def test_a_locked_file_says_password(tmp_path: Path) -> None:
    assert refused(encrypted(pdf_of(Paper(["x"]))), tmp_path) is Unreadable.PASSWORD


def test_rubbish_is_damaged(tmp_path: Path) -> None:
    assert refused(b"%PDF-1.7 nothing more", tmp_path) is Unreadable.DAMAGED


def test_a_scan_is_a_poor_scan_and_never_blank(tmp_path: Path, catalogue: Catalogue) -> None:
    (document,) = documents(scanned(papers.swet(as_pdf=True)), tmp_path, catalogue)
    assert document.unreadable is Unreadable.POOR_SCAN
    assert document.pages is not None


def test_scanned_pages_among_others_become_a_paper_of_their_own(tmp_path: Path, catalogue: Catalogue) -> None:
    out = io.BytesIO()
    with (
        pikepdf.open(io.BytesIO(papers.viability_assessment(as_pdf=True))) as whole,
        pikepdf.open(io.BytesIO(scanned(pdf_of(Paper(["a", NewPage(), "b"]))))) as scan,
    ):
        before = len(whole.pages)
        whole.pages.extend(scan.pages)
        whole.save(out)
    readable, unreadable = documents(out.getvalue(), tmp_path, catalogue)
    assert readable.type == "viability_assessment"
    assert (unreadable.unreadable, unreadable.pages) == (Unreadable.POOR_SCAN, (before + 1, before + 2))


def test_letters_that_are_only_drawn_are_not_blank(tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        for step in range(60):
            canvas.line(72 + step, 300, 80 + step, 320)

    found = reading(drawn(draw), tmp_path)
    assert found.unread_pages == ((1, 1),)
    assert not text_of(found.blocks)
    assert [picture.key for picture in found.unscanned] == ["page:1"]


def test_a_page_with_nothing_on_it_is_empty(tmp_path: Path) -> None:
    assert refused(drawn(lambda canvas: canvas.showPage()), tmp_path) is Unreadable.EMPTY


def test_a_watermark_is_no_part_of_the_text(tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(72, HEIGHT - 100, "Care Plan")
        canvas.drawString(72, HEIGHT - 130, "For Ann Lee, who lives with her grandmother")
        canvas.saveState()
        canvas.translate(200, 400)
        canvas.rotate(45)
        canvas.setFont("Helvetica", 80)
        canvas.drawString(0, 0, "DRAFT")
        canvas.restoreState()

    found = reading(drawn(draw), tmp_path)
    assert found.properties.watermark == "DRAFT"
    assert "DRAFT" not in text_of(found.blocks)


def test_words_that_run_up_the_margin_are_not_lost(tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(72, HEIGHT - 100, "Words that run along the page as usual")
        canvas.rotate(90)
        canvas.drawString(300, -30, "Ref 4410927")

    assert text_of(reading(drawn(draw), tmp_path).blocks).endswith("Ref 4410927")


def test_running_headers_and_page_numbers_are_apart(tmp_path: Path) -> None:
    from tests.build.content import Look

    look = Look(header="OFFICIAL SENSITIVE", footer="SWE11", page_numbers=True)
    found = reading(pdf_of(Paper(["one", NewPage(), "two"], look=look)), tmp_path)
    assert text_of(found.blocks) == "one\ntwo"
    assert "OFFICIAL SENSITIVE" in text_of(found.headers)
    assert "Page 2" in text_of(found.footers)


def test_only_so_many_pages_are_read_and_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractors.pdf_gather.MAX_PAGES", 1)
    found = reading(pdf_of(Paper(["one", NewPage(), "two"])), tmp_path)
    assert text_of(found.blocks) == "one"
    assert found.limits == ("only the first 1 of 2 pages were read",)
    assert found.cut_at == 2


def test_only_so_many_characters_are_read_and_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractors.pdf_gather.MAX_CHARACTERS", 2)
    found = reading(pdf_of(Paper(["one", NewPage(), "two"])), tmp_path)
    assert text_of(found.blocks) == "one"
    assert "characters" in found.limits[0]
    assert found.cut_at == 2
    whole = reading(pdf_of(Paper(["one"])), tmp_path)
    assert (whole.limits, whole.cut_at) == ((), None)
