"""The same filled form in every shape other programs give it says the same."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bench.round_trip import misread
from tests.build.shape_files import SHAPES, Made, made, scanned
from tests.build.shapes import BUCKINGHAMSHIRE, DEVON, SWINDON, Form
from tests.elsewhere import program, tesseract_data
from tests.round_trip.reading import Reader, read_scanned, reader

FORMS = {"Devon": DEVON, "Buckinghamshire": BUCKINGHAMSHIRE, "Swindon": SWINDON}
A_DASH_BEGINS_A_LINE = (BUCKINGHAMSHIRE, "PDF, two labels to a row")
"""There the cell breaks "PLO pre-proceedings – 6 week review" before its dash, which then looks like a bullet."""
NO_LIBREOFFICE = [name for name, shape in SHAPES.items() if not shape.saved_as]
BY_LIBREOFFICE = [name for name, shape in SHAPES.items() if shape.saved_as]


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    with reader(tmp_path_factory.mktemp("room")) as one:
        yield one


@pytest.fixture(scope="module", params=FORMS)
def printed(request: pytest.FixtureRequest) -> tuple[Form, dict[str, Made]]:
    form = FORMS[request.param]
    return form, made(form, BY_LIBREOFFICE, program("soffice"))


@pytest.mark.parametrize("council", FORMS)
@pytest.mark.parametrize("shape", NO_LIBREOFFICE)
def test_every_answer_is_read_as_it_was_given(council: str, shape: str, read: Reader) -> None:
    form = FORMS[council]
    found = read.read(form, made(form, [shape], "")[shape])
    assert form.type in [document.type for document in found.documents]
    assert found.differing == []


@pytest.mark.parametrize("shape", BY_LIBREOFFICE)
def test_every_answer_is_read_from_what_libreoffice_saved(
    shape: str, printed: tuple[Form, dict[str, Made]], read: Reader
) -> None:
    form, files = printed
    known = {"reason_for_request"} if (form, shape) == A_DASH_BEGINS_A_LINE else set()
    assert {field for field, *_ in read.read(form, files[shape]).differing} == known


def test_an_answer_left_out_is_blank_in_every_shape_and_no_other_answer_takes_its_place(read: Reader) -> None:
    form = DEVON.answered(duration="", request_value="", childrens_names="")
    for shape in NO_LIBREOFFICE:
        told = {each.asked.id: each for each in read.read(form, made(form, [shape], "")[shape]).told}
        blank = {each.asked.id for each in told.values() if each.answered is None or each.answered.is_blank}
        left_out = {each.id for each in form.asked if not each.answer} | {"panel_administrator"}
        assert blank == left_out, shape


def test_a_clean_scan_gives_every_answer_but_for_accents_and_a_letter_or_two(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    tesseract_data()
    file = scanned(DEVON, "scanned at 300 dpi", program("soffice"))
    found, words = read_scanned(DEVON, file, tmp_path_factory.mktemp("scan"))
    assert found.alike >= len(DEVON.asked) - 1, found.differing
    assert misread(DEVON, words) < 0.02
