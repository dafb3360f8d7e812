"""Ruled lines and tick boxes, seen in dots: a scanned form is a table again, and its boxes are ticked or not."""

import cv2
import numpy as np
import pytest

from extractors.page_grid import grids_of, rules_in
from extractors.scan_marks import Drawn, drawn_on
from extractors.scan_picture import Grey, PagePicture
from extractors.scan_prepare import prepared
from extractors.scan_square import squared
from extractors.scan_words import in_points
from tests.build import scans
from tests.build.forms import panel_application_form

CONDITIONS = ["clean", "skewed", "noisy", "photo", "on_a_desk", "faxed", "faint"]


def drawn(page: Grey, dpi: int = 300) -> Drawn:
    if dpi != 300:
        page = cv2.resize(page, None, fx=300 / dpi, fy=300 / dpi, interpolation=cv2.INTER_CUBIC).astype(np.uint8)
    return drawn_on(squared(prepared(PagePicture(page, 300))))


def a_box(page: Grey, at: tuple[int, int], mark: str, side: int = 42) -> None:
    x, y = at
    cv2.rectangle(page, at, (x + side, y + side), 0, 3)
    if mark == "cross":
        cv2.line(page, (x + 8, y + 8), (x + side - 8, y + side - 8), 0, 3)
        cv2.line(page, (x + side - 8, y + 8), (x + 8, y + side - 8), 0, 3)
    if mark == "tick":  # by hand, and beyond the box
        cv2.polylines(page, [np.array([[x + 8, y + 22], [x + 20, y + 36], [x + side + 25, y - 22]])], False, 30, 4)


@pytest.fixture(scope="module")
def form() -> Grey:
    return scans.picture_of(panel_application_form(as_pdf=True), dpi=200)


@pytest.mark.parametrize("condition", CONDITIONS)
def test_the_ruled_lines_of_a_scanned_form_make_its_table(condition: str, form: Grey) -> None:
    cells = [cells_of(drawn(page, 200)) for page in (form, scans.CONDITIONS[condition](form))]
    assert cells[0] == cells[1] != []


def cells_of(seen: Drawn) -> list[list[tuple[int, int, int]]]:
    grids = grids_of(rules_in([in_points(box, 300) for box in seen.rules]))
    return [[(cell.row, cell.column, cell.span) for cell in grid.cells] for grid in grids]


@pytest.mark.parametrize("condition", CONDITIONS)
def test_tick_boxes_are_told_apart_from_ticked_ones(condition: str) -> None:
    page = np.full((1400, 1600), 255, np.uint8)
    for number, mark in enumerate(["", "cross", "tick", ""]):
        a_box(page, (300, 200 + 120 * number), mark)
        cv2.putText(page, "Legal Gateway Panel", (380, 238 + 120 * number), cv2.FONT_HERSHEY_SIMPLEX, 1.2, 0, 3)
    found = drawn(scans.CONDITIONS[condition](page)).tick_boxes
    assert [box.ticked for box in found] == [False, True, True, False]


def test_letters_are_no_tick_boxes(form: Grey) -> None:
    assert drawn(form, 200).tick_boxes == ()
    assert (
        drawn(scans.lettered(["DODO BOB 0 8 D O B Q Hippopotamus", "ODD BED 080 dodo bob pop quoque"])).tick_boxes == ()
    )
