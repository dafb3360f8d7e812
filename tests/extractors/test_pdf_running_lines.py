"""Is a line at the top or foot of a page a running line only where it runs, and what stands there else in the body?"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, SimpleDocTemplate, Table, TableStyle

from extractors.pdf_reader import read_pdf
from extractors.reading import Block, Reading, tables_in, text_of

Line = tuple[float, str]


def read(tmp_path: Path, pages: Sequence[Sequence[Line]]) -> Reading:
    """Pages, each of lines at so many points from the foot."""
    canvas = Canvas(str(tmp_path / "page.pdf"), pagesize=A4)
    for page in pages:
        for y, words in page:
            canvas.drawString(72, y, words)
        canvas.showPage()
    canvas.save()
    return read_pdf(tmp_path / "page.pdf")


def lines(blocks: Sequence[Block]) -> list[str]:
    return text_of(tuple(blocks)).splitlines()


BODY = [(700.0, "The child lives with her aunt."), (686.0, "She sees her school every day.")]


def test_a_line_that_stands_on_each_page_is_a_running_line(tmp_path: Path) -> None:
    found = read(tmp_path, [[(810, "Devon panel"), *BODY, (20, f"Page {n} of 2")] for n in (1, 2)])
    assert lines(found.headers) == ["Devon panel"] * 2
    assert lines(found.footers) == ["Page 1 of 2", "Page 2 of 2"]


def test_a_line_on_one_of_several_pages_is_body_wherever_it_stands(tmp_path: Path) -> None:
    found = read(tmp_path, [[(810, "For the eyes of the panel"), *BODY], BODY])
    assert not found.headers
    assert lines(found.blocks)[0] == "For the eyes of the panel"


def test_lines_like_one_another_on_one_page_are_no_running_lines_of_several(tmp_path: Path) -> None:
    found = read(tmp_path, [[(825, "Visit 1"), (812, "Visit 2"), *BODY], BODY])
    assert not found.headers
    assert lines(found.blocks)[:2] == ["Visit 1", "Visit 2"]


def test_the_first_lines_of_prose_are_body_though_they_begin_at_the_very_top(tmp_path: Path) -> None:
    prose = [(810.0 - 13 * n, f"Line {n} of a page that is full from its top to its foot.") for n in range(60)]
    found = read(tmp_path, [prose, prose])
    assert not found.headers
    assert not found.footers


def test_the_only_line_of_the_only_page_is_body(tmp_path: Path) -> None:
    assert lines(read(tmp_path, [[(815, "See attached")]]).blocks) == ["See attached"]


def tables(tmp_path: Path, rows: Sequence[Sequence[str]]) -> list[list[str]]:
    style = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black)])
    story = [Table(rows, style=style), PageBreak(), Table(rows, style=style)]
    SimpleDocTemplate(str(tmp_path / "page.pdf"), pagesize=A4).build(story)
    found = tables_in(read_pdf(tmp_path / "page.pdf").blocks)
    return [[cell.text for cell in row] for table in found for row in table.rows]


def test_the_header_of_a_table_repeated_on_the_next_page_is_left_out(tmp_path: Path) -> None:
    assert tables(tmp_path, [("Day", "Event"), ("1", "Visit")]) == [["Day", "Event"], ["1", "Visit"], ["1", "Visit"]]


def test_a_row_of_figures_like_the_first_of_the_page_before_stays(tmp_path: Path) -> None:
    assert tables(tmp_path, [("3 May", "£20"), ("4 May", "£30")]) == [["3 May", "£20"], ["4 May", "£30"]] * 2
