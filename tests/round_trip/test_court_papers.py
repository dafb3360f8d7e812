"""The front page of a court statement says the same in every shape, though no form's labels are its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from tests.build import eml
from tests.build.shape_files import SHAPES, Made, made
from tests.build.shapes import Asked, Form
from tests.elsewhere import program
from tests.round_trip.reading import Reader, reader

STATEMENT = Form(
    "Local Authority Social Work Evidence Template (SWET)",
    "swet",
    (
        (
            "Case details",
            (
                Asked("number", "Case number", "ZE26C00417"),
                Asked("child", "Name of child", "Gwenllïan Môn-Tolliver"),
                Asked("born", "Date of birth", "04/02/2019"),
                Asked("court", "Family Court sitting at", "Exeter"),
            ),
        ),
    ),
)
AS_TYPED = [name for name, shape in SHAPES.items() if shape.ending != "eml" and "titles the labels" not in name]
"""A statement to the court is never typed into a mail; that a control's title is a label is known of forms alone."""


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    with reader(tmp_path_factory.mktemp("room")) as one:
        yield one


@pytest.fixture(scope="module")
def files() -> dict[str, Made]:
    return made(STATEMENT, AS_TYPED, program("soffice"))


@pytest.mark.parametrize("shape", AS_TYPED)
def test_child_birth_and_case_number_are_read_from_every_shape(
    shape: str, files: dict[str, Made], read: Reader
) -> None:
    (document,) = read.read(STATEMENT, files[shape]).documents
    assert document.type == "swet"
    assert [(child.name, child.date_of_birth) for child in document.children] == [
        ("Gwenllïan Môn-Tolliver", date(2019, 2, 4))
    ]
    assert "ZE26C00417" in [reference.words for reference in document.case_references]


def test_a_mail_that_tells_of_a_child_and_a_day_is_no_form(read: Reader) -> None:
    told = ("Panel Application", "Child: Ann Tolliver", "Social Worker: Ruth Okafor", "Panel date: 12/03/2026")
    text = "\n".join((*told, "The form follows."))
    found = read.read(STATEMENT, Made("cover.eml", eml.message(text=text)))
    assert [document.role.value for document in found.documents] == ["message"]
