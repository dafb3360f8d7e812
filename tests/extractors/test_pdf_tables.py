"""Is every answer of a printed form kept whole and beside its label, however the form is drawn?"""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.pdf_reader import read_pdf
from extractors.reading import Table, tables_in, text_of
from tests.build.pdf_layouts import ANSWERS, LOOKS, columns, form, grid_of_events, with_hanging_numbers


def read(data: bytes, tmp_path: Path) -> tuple[list[tuple[str, ...]], str]:
    path = tmp_path / "form.pdf"
    path.write_bytes(data)
    found = read_pdf(path)
    rows = [tuple(" ".join(cell.text.split()) for cell in row) for t in tables_in(found.blocks) for row in t.rows]
    return rows, text_of(found.blocks)


@pytest.mark.parametrize("look", LOOKS)
def test_every_answer_of_a_form_stands_whole_beside_its_label(look: str, tmp_path: Path) -> None:
    rows, text = read(form(look), tmp_path)
    assert [row for row in rows if any(row)] == list(ANSWERS)
    assert text.startswith("Request to panel")
    assert text.endswith("what it has decided.")


def test_a_table_of_three_columns_without_rules_keeps_its_rows(tmp_path: Path) -> None:
    events = [("Date", "Event", "Source"), *((f"{n:02}/03/2025", f"Event {n} " * 12, "Police") for n in range(1, 9))]
    rows, _ = read(grid_of_events(events), tmp_path)
    assert rows == [tuple(" ".join(cell.split()) for cell in row) for row in events]


def test_a_numbered_list_is_no_table(tmp_path: Path) -> None:
    data = with_hanging_numbers()
    path = tmp_path / "list.pdf"
    path.write_bytes(data)
    assert not [block for block in read_pdf(path).blocks if isinstance(block, Table)]


@pytest.mark.parametrize("count", [2, 3])
def test_columns_of_prose_are_read_one_after_the_other(count: int, tmp_path: Path) -> None:
    rows, text = read(columns(count), tmp_path)
    assert not rows
    places = [text.index(f"area{n}x") for n in range(count * 200)]
    assert places == sorted(places)
    assert text.index("A heading over all") < places[0]
    assert places[-1] < text.index("A line under all")
