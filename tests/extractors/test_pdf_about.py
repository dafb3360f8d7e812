"""Is what a PDF says of itself, and what is drawn in it without a line, seen as it is meant?"""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from extractors.page_grid import grids_of, tiles_in
from extractors.pdf_reader import read_pdf
from extractors.reading import Properties, Reading, text_of
from tests.build.drawn_pdf import fillable, pages

Change = Callable[[pikepdf.Pdf], None]


def read(data: bytes, tmp_path: Path, change: Change = lambda document: None) -> Reading:
    with pikepdf.open(io.BytesIO(data)) as document, warnings.catch_warnings():
        warnings.simplefilter("ignore", pikepdf.PageCopyWarning)
        change(document)
        document.save(tmp_path / "page.pdf")
    return read_pdf(tmp_path / "page.pdf")


def about(tmp_path: Path, change: Change, count: int = 3) -> Properties:
    return read(pages(count), tmp_path, change).properties


def with_info(key: str, value: str) -> Change:
    def change(document: pikepdf.Pdf) -> None:
        document.docinfo[Name(f"/{key}")] = String(value)

    return change


def test_author_and_title_are_those_the_file_names(tmp_path: Path) -> None:
    assert about(tmp_path, with_info("Author", "Priya Shah")).author == "Priya Shah"
    assert about(tmp_path, with_info("Title", "Microsoft Word - Chronology.docx")).title == "Chronology"


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("D:20260304120000Z", date(2026, 3, 4)),
        ("D:2026", date(2026, 1, 1)),
        ("20260304", date(2026, 3, 4)),
        ("D:20261399", None),
        ("yesterday", None),
    ],
)
def test_the_days_of_a_file_are_known_where_they_are_days(said: str, day: date | None, tmp_path: Path) -> None:
    assert about(tmp_path, with_info("CreationDate", said)).created == day
    assert about(tmp_path, with_info("ModDate", said)).changed == day


def test_the_language_of_a_file_is_known(tmp_path: Path) -> None:
    def change(document: pikepdf.Pdf) -> None:
        document.Root.Lang = String("cy-GB")

    assert about(tmp_path, change).language == "cy-GB"
    assert about(tmp_path, lambda document: None).language == ""


def test_pages_that_call_themselves_otherwise_than_by_their_number_are_known_by_it(tmp_path: Path) -> None:
    def change(document: pikepdf.Pdf) -> None:
        roman, plain = Dictionary(S=Name.r), Dictionary(S=Name.D, P=String("A-"))
        document.Root.PageLabels = Dictionary(Nums=Array([0, roman, 2, plain]))

    assert about(tmp_path, change).page_labels == ("i", "ii", "A-1")
    assert about(tmp_path, lambda document: None).page_labels == ()


def tiles(columns: int, rows: int, gap: float = 0.0) -> list[tuple[float, float, float, float]]:
    wide, high = 100.0, 20.0
    return [
        (column * (wide + gap), row * (high + gap), column * (wide + gap) + wide, row * (high + gap) + high)
        for row in range(rows)
        for column in range(columns)
    ]


def test_shaded_areas_side_by_side_and_one_above_the_other_are_the_cells_of_a_table() -> None:
    (grid,) = grids_of(tiles_in(tiles(2, 3)))
    assert [(cell.row, cell.column) for cell in grid.cells] == [(row, column) for row in range(3) for column in (0, 1)]


def test_white_lines_between_shaded_areas_divide_cells_as_drawn_ones_do() -> None:
    (grid,) = grids_of(tiles_in(tiles(3, 2, gap=2.0)))
    assert len(grid.cells) >= 6


@pytest.mark.parametrize("shades", [tiles(1, 4), tiles(4, 1), tiles(2, 2, gap=40.0), [], tiles(40, 40)])
def test_shaded_areas_that_make_no_table_or_are_too_many_are_none(
    shades: list[tuple[float, float, float, float]],
) -> None:
    assert not tiles_in(shades)


def broken(part: str) -> Change:
    """A form one of whose parts is no longer what it has to be."""

    def change(document: pikepdf.Pdf) -> None:
        widget = document.pages[0].Annots[0]
        match part:
            case "fields":
                document.Root.AcroForm.Fields = String("lost")
            case "parent in itself":
                widget.Parent = widget
            case "no name":
                del widget["/T"]
            case "no place":
                widget.Rect = Array([1, 2])
            case "kids in themselves":
                document.Root.AcroForm.Fields.append(
                    document.make_indirect(Dictionary(T=String("k"), Kids=document.Root.AcroForm.Fields))
                )
            case "a number for its appearance":
                widget.AP = 7

    return change


BROKEN = ("fields", "parent in itself", "no name", "no place", "kids in themselves", "a number for its appearance")


@pytest.mark.parametrize("part", BROKEN)
def test_what_was_typed_into_a_damaged_form_is_still_read(part: str, tmp_path: Path) -> None:
    found = read(fillable("Child", "Ann Lee"), tmp_path, broken(part))
    assert "Ann Lee" in text_of(found.blocks)


def test_a_form_that_nobody_lists_any_more_shows_what_was_typed(tmp_path: Path) -> None:
    def change(document: pikepdf.Pdf) -> None:
        del document.Root["/AcroForm"]

    assert "Ann Lee" in text_of(read(fillable("Child", "Ann Lee"), tmp_path, change).blocks)
