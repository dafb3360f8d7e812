"""The same filled form says the same wherever its labels stand, and what was left out of it stays blank."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from casework.document import Document
from extractors.catalogue import Catalogue
from extractors.docx_reader import read_docx
from extractors.read import documents_of
from tests.build.shapes import BUCKINGHAMSHIRE, DEVON, SWINDON, Form
from tests.build.shapes_turned import TURNED
from tests.round_trip.reading import FormRead, compared, one_line
from validators.load_policy import load_document_types, load_placeholders

FORMS = {
    "Devon": DEVON.answered(team_manager="Ann Môn-Lee", record_approved=""),
    "Buckinghamshire": BUCKINGHAMSHIRE,
    "Swindon": SWINDON.answered(team_locality="Locality North"),
}
"""An answer that is itself a label is left out: which of the two is which cannot be told in every layout."""
LEFT_OUT = {
    "Devon": ("panel_name", "duration", "options_considered", "request_value"),
    "Buckinghamshire": ("panel_name", "date_of_birth", "case_summary"),
    "Swindon": ("child_name", "request", "request_value", "previous_panel_date"),
}
Read = Callable[[Form, str], FormRead]


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    catalogue = Catalogue.of(load_document_types(), load_placeholders())
    path = Path(tmp_path_factory.mktemp("layouts"), "form.docx")

    def read_one(form: Form, layout: str) -> FormRead:
        path.write_bytes(TURNED[layout](form))
        return compared(form, documents_of(read_docx(path), Document(path.name, format="docx"), catalogue))

    return read_one


@pytest.mark.parametrize("council", FORMS)
@pytest.mark.parametrize("layout", TURNED)
def test_every_answer_is_read_in_every_layout(council: str, layout: str, read: Read) -> None:
    found = read(FORMS[council], layout)
    assert {id_: said for id_, given, said in found.differing if one_line(given) != one_line(said)} == {}


@pytest.mark.parametrize("council", FORMS)
@pytest.mark.parametrize("layout", TURNED)
def test_an_answer_left_out_is_never_given_by_another(council: str, layout: str, read: Read) -> None:
    for left_out in LEFT_OUT[council]:
        told = {each.asked.id: each for each in read(FORMS[council].answered(**{left_out: ""}), layout).told}
        said = told[left_out].answered
        assert said is None or said.is_blank, left_out


@pytest.mark.parametrize("council", FORMS)
@pytest.mark.parametrize("layout", TURNED)
def test_a_form_that_nobody_filled_in_has_no_answer(council: str, layout: str, read: Read) -> None:
    empty = FORMS[council].answered(**{each.id: "" for each in FORMS[council].asked})
    assert [each for each in read(empty, layout).told if each.answered and not each.answered.is_blank] == []
