"""Does a paper that a word processor saved as PDF say what it said before: its lines, rows, ticks, days and footers?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table, TableStyle

from casework.evidence import Place
from extractors.pdf_reader import read_pdf
from extractors.people import children_of
from extractors.reading import Block, Paragraph, Reading, tables_in, text_of

LEFT, RIGHT = 57.0, 538.0
FULL = "The children have lived with their aunt for two years and are settled and well there, says"


class Page:
    """A page drawn from its top, line by line."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas, self._down = canvas, 90.0

    def line(self, text: str, *, right: bool = False, bold: bool = False, down: float = 14.0) -> None:
        """A line below the one before, at the left edge or against the right one."""
        self._down += down
        font = "Helvetica-Bold" if bold else "Helvetica"
        self._canvas.setFont(font, 11)
        left = RIGHT - stringWidth(text, font, 11) if right else LEFT
        self._canvas.drawString(left, A4[1] - self._down, text)

    def at(self, top: float, text: str, size: float = 11.0) -> None:
        """A line so far from the top."""
        self._canvas.setFont("Helvetica", size)
        self._canvas.drawString(LEFT, A4[1] - top, text)

    def table(self, rows: Sequence[Sequence[str]], widths: Sequence[float], top: float) -> float:
        """A ruled table so far from the top, and where it ends."""
        style = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("FONT", (0, 0), (-1, -1), "Helvetica", 10)]
        table = Table(rows, colWidths=widths, style=TableStyle(style))
        _, high = table.wrapOn(self._canvas, *A4)
        table.drawOn(self._canvas, LEFT, A4[1] - top - high)
        return top + float(high)


class Paper:
    """A PDF that is being drawn."""

    def __init__(self, path: Path) -> None:
        self._path, self._canvas, self._begun = path, Canvas(str(path), pagesize=A4), False

    def page(self) -> Page:
        """The next page."""
        if self._begun:
            self._canvas.showPage()
        self._begun = True
        return Page(self._canvas)

    def read(self) -> Reading:
        """What is read of it."""
        self._canvas.save()
        return read_pdf(self._path)


@pytest.fixture
def paper(tmp_path: Path) -> Paper:
    return Paper(tmp_path / "saved.pdf")


def lines(blocks: Sequence[Block]) -> list[str]:
    return text_of(tuple(blocks)).splitlines()


def cells(reading: Reading) -> list[list[str]]:
    return [[cell.text for cell in row] for table in tables_in(reading.blocks) for row in table.rows]


# -- what runs along the pages


def test_a_footer_right_below_a_table_runs_where_it_stands_apart_on_another_page(paper: Paper) -> None:
    for number, rows in enumerate((35, 3), 1):
        page = paper.page()
        page.table([[f"{day}.3.2026", "visit"] for day in range(rows)], [90, 200], 785 - 18 * 35)
        page.at(795, f"Keep to what matters - guidance of the team {number}", 10)
    assert lines(paper.read().footers) == [f"Keep to what matters - guidance of the team {number}" for number in (1, 2)]


@pytest.mark.parametrize("size", [8.0, 11.0])
def test_a_line_in_small_type_runs_on_from_a_little_further_in(paper: Paper, size: float) -> None:
    for _ in range(2):
        page = paper.page()
        page.at(72, "Draft for the family", size)
        for _ in range(4):
            page.line(FULL)
    assert lines(paper.read().headers) == (["Draft for the family"] * 2 if size == 8.0 else [])


def test_the_day_above_a_note_of_one_page_is_no_header(paper: Paper) -> None:
    page = paper.page()
    page.at(40, "3 March 2026")
    page.line("Note of the visit")
    assert lines(paper.read().blocks) == ["3 March 2026", "Note of the visit"]


# -- lines and paragraphs


def test_an_age_in_brackets_at_the_beginning_of_a_line_begins_no_item(paper: Paper) -> None:
    page = paper.page()
    page.line(FULL)
    page.line("(9) is the eldest of them.")
    page.line(f"{FULL[:-4]}and:")
    page.line("(2) the school agrees.")
    assert lines(paper.read().blocks) == [
        f"{FULL} (9) is the eldest of them.",
        f"{FULL[:-4]}and:",
        "(2) the school agrees.",
    ]


def test_a_dot_between_two_things_is_no_bullet(paper: Paper) -> None:
    page = paper.page()
    page.line("Care · safety · warmth · routines · school · health · play · sleep · meals · stimulation")
    page.line("· stability · contact")
    assert len(lines(paper.read().blocks)) == 1


def test_a_line_against_the_right_edge_does_not_go_on_at_the_left(paper: Paper) -> None:
    page = paper.page()
    page.line("Case: to be issued", right=True)
    page.line("Draft 10 April 2026")
    page.line(FULL)
    assert lines(paper.read().blocks)[:2] == ["Case: to be issued", "Draft 10 April 2026"]


def test_a_sentence_set_in_bold_in_part_is_one(paper: Paper) -> None:
    page = paper.page()
    page.line(FULL, bold=True)
    page.line("her teacher, who sees her every day.")
    assert len(lines(paper.read().blocks)) == 1


def test_several_spaces_between_two_words_stay_several(paper: Paper) -> None:
    paper.page().line("Signed: M Quill 2/3/26   Ada Quill 4/3/26")
    assert lines(paper.read().blocks) == ["Signed: M Quill 2/3/26   Ada Quill 4/3/26"]


def test_ticks_typed_in_brackets_are_ticks(paper: Paper) -> None:
    page = paper.page()
    page.line("Please tick: [ ] new request [X] back as agreed")
    page.line("Nobody knows where [X] lives now, says the school.", down=40)
    assert lines(paper.read().blocks) == [
        "Please tick: ☐ new request ☒ back as agreed",
        "Nobody knows where [X] lives now, says the school.",
    ]


# -- columns too narrow, rows cut by the page


def test_a_day_and_a_word_that_a_narrow_column_cut_are_whole(paper: Paper) -> None:
    page = paper.page()
    wide = stringWidth("12/12/20", "Helvetica", 10) + 13
    page.table([["12/12/20\n18", "born"], ["25/08/202\n1", "moved"], ["complete\nd", "assessment"]], [wide, 120], 100)
    assert [row[0] for row in cells(paper.read())] == ["12/12/2018", "25/08/2021", "completed"]


def test_two_words_below_one_another_stay_two_however_narrow_the_column(paper: Paper) -> None:
    page = paper.page()
    wide = stringWidth("Recorded", "Helvetica", 10) + 13
    page.table(
        [["Recorded\nby", "A Quill"], ["12/12/20\n15 people", "came"], ["Address\nNew", "none"]], [wide, 120], 100
    )
    assert [row[0].split() for row in cells(paper.read())] == [
        ["Recorded", "by"],
        ["12/12/20", "15", "people"],
        ["Address", "New"],
    ]


def test_a_row_that_the_page_cut_in_its_label_is_one_row(paper: Paper) -> None:
    widths = [110.0, 300.0]
    page = paper.page()
    page.table([["Team", "North"], ["Service", "Agreed to go to panel by the manager (by e-mail,"]], widths, 720)
    page = paper.page()
    page.table([["Manager agreement", "copy on file)"], ["Date", "3/6/26"]], widths, 60)
    assert cells(paper.read()) == [
        ["Team", "North"],
        ["Service Manager agreement", "Agreed to go to panel by the manager (by e-mail, copy on file)"],
        ["Date", "3/6/26"],
    ]


def test_a_new_row_at_the_top_of_a_page_is_one_of_its_own(paper: Paper) -> None:
    widths = [110.0, 300.0]
    paper.page().table([["Name", "Ada Quill"], ["School:", "the one by the river,"]], widths, 720)
    paper.page().table([["Address", "with her aunt"]], widths, 60)
    assert [row[0] for row in cells(paper.read())] == ["Name", "School:", "Address"]


def test_the_day_of_a_review_on_a_child_s_line_is_no_birth() -> None:
    line = Paragraph("Young person: Ada Q.   Date of review: 4 March 2026   Chair: B Holt", Place(paragraph=1))
    born = Paragraph("Young person: Ada Q.   Date of birth: 4 March 2016   Chair: B Holt", Place(paragraph=1))
    found = [[child.date_of_birth for child in children_of(Reading(blocks=(each,)), "")] for each in (line, born)]
    assert found == [[None], [date(2016, 3, 4)]]
