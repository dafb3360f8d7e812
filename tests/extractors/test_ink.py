"""Whose words are these: the template's, or somebody's answer?"""

from __future__ import annotations

from pathlib import Path

from casework.evidence import Place
from extractors.catalogue import Catalogue
from extractors.ink import Wording, told, wording_of, wordings
from extractors.read import reading_of
from extractors.reading import Cell, Heading, Paragraph, Reading, Table
from tests.build.shapes import DEVON
from tests.build.shapes_word import flattened

AT = Place()


def test_labels_and_headings_are_the_templates_and_what_stands_beside_them_is_an_answer(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    path = tmp_path / "form.docx"
    path.write_bytes(flattened(DEVON))
    reading = reading_of(path, "docx")
    judged = wording_of(reading, catalogue.types[DEVON.type], catalogue)
    cells = [cell for table in reading.blocks if isinstance(table, Table) for row in table.rows for cell in row]
    said = {(cell.column, cell.text): judged[id(cell)] for cell in cells if id(cell) in judged}
    for asked in DEVON.asked:
        if not asked.is_prompt:
            assert said[1, asked.label] is Wording.TEMPLATE, asked.label
            assert not asked.answer or said[2, asked.shown] is Wording.ANSWER, asked.label
    assert said[1, DEVON.parts[0][0]] is Wording.TEMPLATE


def test_wordings_go_by_what_is_told_cells_and_tables_inside_them_included() -> None:
    inner = Table(((Cell("in", AT),),), AT)
    outer = Table(((Cell("a", AT, (Paragraph("a", AT), inner)), Cell("", AT)),), AT)
    reading = Reading((Paragraph("b", AT, filled=((0, 1),)), outer))
    assert [each.text for each in told(reading.blocks)] == ["b", "a", "in", ""]
    found = wordings(reading, None, Catalogue.of({}))
    assert found == (Wording.ANSWER, Wording.UNKNOWN, Wording.UNKNOWN, None)


def test_of_a_paper_nobody_knows_only_what_stands_in_controls_is_known(catalogue: Catalogue) -> None:
    typed, plain = Paragraph("Ann", AT, filled=((0, 3),)), Paragraph("Child’s name", AT)
    judged = wording_of(Reading((typed, plain, Heading("What next", 1, AT))), None, catalogue)
    assert (judged[id(typed)], judged[id(plain)]) == (Wording.ANSWER, Wording.UNKNOWN)


def test_a_prompt_is_the_templates_and_a_line_with_both_is_an_answer(catalogue: Catalogue) -> None:
    prompt, both = Paragraph("SW to fill in", AT), Paragraph("Request value: £400", AT)
    left = Paragraph("Request value:", AT)
    judged = wording_of(Reading((prompt, left, both)), catalogue.types[DEVON.type], catalogue)
    assert [judged[id(each)] for each in (prompt, left, both)] == [Wording.TEMPLATE, Wording.TEMPLATE, Wording.ANSWER]
