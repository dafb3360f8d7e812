"""Is every answer of a printed form kept whole and beside its label, however the form is drawn?"""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from html import escape
from itertools import permutations
from pathlib import Path

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.platypus import SimpleDocTemplate, TableStyle
from reportlab.platypus import Table as Drawn

from extractors.pdf_reader import read_pdf
from extractors.reading import Table, tables_in, text_of
from tests.build.pdf_layouts import (
    ANSWERS,
    LOOKS,
    PARTS,
    columns,
    form,
    form_in_parts,
    form_over_pages,
    grid_of_events,
    rows_drawn,
    uneven_columns,
    with_hanging_numbers,
)
from tests.elsewhere import program


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


def test_headings_between_rows_part_a_form_and_stay_headings(tmp_path: Path) -> None:
    rows, text = read(form_in_parts(), tmp_path)
    assert rows == [row for _, part in PARTS for row in part]
    lines = text.split("\n")
    assert all(heading in lines for heading, _ in PARTS)


@pytest.mark.parametrize("order", list(permutations(range(len(PARTS)))))
def test_parts_of_two_and_of_four_columns_never_cut_each_other_s_answers(order: Sequence[int], tmp_path: Path) -> None:
    parts = [PARTS[number] for number in order]
    rows, _ = read(form_in_parts(parts, ""), tmp_path)
    assert [row for row in rows if any(row)] == [row for _, part in parts for row in part]


def test_a_form_without_rules_goes_on_over_the_page(tmp_path: Path) -> None:
    rows, _ = read(form_over_pages(), tmp_path)
    assert rows == list(ANSWERS * 5)


def test_a_table_without_borders_that_libreoffice_prints_keeps_every_answer_whole(tmp_path: Path) -> None:
    office = program("soffice", "libreoffice")
    cells = "".join(
        f"<tr><td width='35%'><p>{escape(label)}</p></td><td><p>{escape(answer)}</p></td></tr>"
        for label, answer in ANSWERS
    )
    (tmp_path / "form.html").write_text(f"<html><body><table width='100%'>{cells}</table></body></html>")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [office, profile, "--headless", "--convert-to", "pdf:writer_web_pdf_Export", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "form.html")], check=True, capture_output=True, timeout=120)
    rows, _ = read((tmp_path / "form.pdf").read_bytes(), tmp_path)
    assert rows == list(ANSWERS)


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


def test_a_table_of_figures_without_rules_keeps_its_columns(tmp_path: Path) -> None:
    costs = [("", "2024", "2025", "2026"), ("Fostering", "8.8", "10.3", "12.2"), ("Transport", "0.43", "0.6", "0.80")]
    rows, _ = read(grid_of_events([row[:3] for row in costs]), tmp_path)
    assert rows[-2:] == [row[:3] for row in costs[1:]]


CAPITALS = (
    ("Team Manager Responsible For The Child", "Jo Bright"),
    ("Panel Date", "3 March"),
    ("Cost", "£240"),
    ("Code", "C"),
)


@pytest.mark.parametrize("look", ["lines between rows", "every cell shaded"])
def test_lines_and_shading_part_rows_where_the_labels_do_not(look: str, tmp_path: Path) -> None:
    rows, _ = read(rows_drawn(CAPITALS, look), tmp_path)
    assert rows == list(CAPITALS)


def test_two_tables_one_below_the_other_keep_their_own_columns(tmp_path: Path) -> None:
    short = tuple((label, answer) for label, answer in ANSWERS if len(label) < 20)
    wide = (
        ("Date", "Visit", "Seen", "Where"),
        ("1/3/2026", "Yes", "Both", "Home"),
        ("9/3/2026", "No", "None", "School"),
    )
    rows, _ = read(rows_drawn(short, "without rules", wide), tmp_path)
    assert rows == [*short, *wide]


def test_the_longer_of_two_columns_is_read_to_its_end(tmp_path: Path) -> None:
    _, text = read(uneven_columns(), tmp_path)
    places = [text.index(f"area{n}x") for n in (*range(150), *range(1000, 1060))]
    assert places == sorted(places)


def ruled_now_and_then(rows: Sequence[Sequence[str]], tmp_path: Path) -> list[tuple[str, ...]]:
    """Two ruled rows, in each cell of the second one line below the other."""
    style = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black)])
    cells = [list(rows[0]), ["\n".join(column) for column in zip(*rows[1:], strict=True)]]
    out = tmp_path / "drawn.pdf"
    SimpleDocTemplate(str(out), pagesize=A4).build([Drawn(cells, style=style)])
    return read(out.read_bytes(), tmp_path)[0]


def test_lines_of_figures_between_two_rules_are_rows(tmp_path: Path) -> None:
    rows = [("Month", "Nights", "Cost"), ("May", "31", "£6,200"), ("June", "30", "£6,000"), ("July", "31", "£6,200")]
    assert ruled_now_and_then(rows, tmp_path) == rows


def test_lines_of_words_between_two_rules_stay_one_row(tmp_path: Path) -> None:
    rows = [("Who", "Role", "Since"), ("Jo", "Social", "March"), ("Bright", "worker", "last year")]
    assert ruled_now_and_then(rows, tmp_path) == [rows[0], ("Jo Bright", "Social worker", "March last year")]
