"""Is an answer on a scan read at the height of its label, and nothing taken for one that is none?"""

from __future__ import annotations

import pytest

from casework.answered import Answered
from casework.document import Field
from casework.evidence import Place
from extractors.catalogue import Catalogue
from extractors.fields import fields_of
from extractors.reading import Paragraph, Reading, ScannedPage
from tests.extractors.test_signed_scans import Said, page

SWINDON, DEVON = "swindon_panel_request_form", "panel_application_form"


def fields(catalogue: Catalogue, scan: ScannedPage, form: str = SWINDON) -> dict[str, Field]:
    reading = Reading((Paragraph("Form", Place(page=2, paragraph=1)),), scanned=(scan,))
    return {field.id: field for field in fields_of(reading, catalogue.types[form], catalogue, "f")}


LABEL: tuple[Said, ...] = ((60, 100, "Cost"), (60, 111, "requested"))
NEXT: tuple[Said, ...] = ((60, 131, "Other sources"), (60, 142, "of funding"), (200, 136, "None, £0"))


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ([(200.0, 100.0, "£1,480")], "£1,480"),
        ([(200.0, 105.0, "£1,480 one payment")], "£1,480 one payment"),
        ([(200.0, 99.0, "10 x £120 = £1,200 +"), (200.0, 112.0, "taxi £280 TOTAL £1,480")], "£1,480"),
    ],
)
def test_a_sum_at_the_height_of_the_words_that_ask_for_it(
    written: list[Said], value: str, catalogue: Catalogue
) -> None:
    found = fields(catalogue, page(*LABEL, *written, *NEXT))["request_value"]
    assert value in found.value
    assert (found.blank, found.evidence.place.page) == (False, 2)


@pytest.mark.parametrize(
    "written",
    [
        [],
        [(200.0, 105.0, "to follow")],
        [(200.0, 105.0, "12 sessions")],
        [(200.0, 105.0, "see above"), (200.0, 136.0, "£900 from health")],
        [(120.0, 60.0, "£1,480")],
    ],
)
def test_no_sum_at_its_height_says_nothing(written: list[Said], catalogue: Catalogue) -> None:
    assert "request_value" not in fields(catalogue, page(*LABEL, *written, *NEXT[:2]))


def test_what_goes_on_with_a_label_may_ask_for_something_else(catalogue: Catalogue) -> None:
    longer: tuple[Said, ...] = (*LABEL, (60, 122, "from health"), (200, 111, "£1,480"))
    assert "request_value" not in fields(catalogue, page(*longer))


def test_a_label_that_is_answered_twice_is_for_a_person(catalogue: Catalogue) -> None:
    twice: tuple[Said, ...] = (*LABEL, (200, 105, "£900"), (60, 300, "Cost requested"), (200, 300, "£1,480"))
    assert "request_value" not in fields(catalogue, page(*twice))


def test_what_no_engine_is_sure_of_is_for_a_person(catalogue: Catalogue) -> None:
    scan = page(*LABEL, (200, 105, "£1,480"), unsure=frozenset(["£1,480"]))
    assert "request_value" not in fields(catalogue, scan)


def test_another_label_on_the_same_line_ends_an_answer(catalogue: Catalogue) -> None:
    scan = page(*LABEL, (200, 105, "to be told"), (300, 105, "Weekly cost"), (420, 105, "£90"))
    assert "request_value" not in fields(catalogue, scan)


def test_how_long_is_read_at_its_height(catalogue: Catalogue) -> None:
    scan = page((60, 100, "Duration of"), (60, 111, "request"), (200, 104, "14 weeks from 1 June"))
    assert fields(catalogue, scan, DEVON)["duration"].value == "14 weeks from 1 June"
    assert "duration" not in fields(catalogue, page((60, 100, "Duration of"), (60, 111, "request")), DEVON)


@pytest.mark.parametrize("stroke", ["一", "—", "|", "~ ."])
def test_a_stroke_that_a_scan_shows_behind_a_label_is_no_answer(stroke: str, catalogue: Catalogue) -> None:
    lines = (Paragraph("PER/GRP number", Place(page=2, paragraph=1)), Paragraph(stroke, Place(page=2, paragraph=2)))
    form = catalogue.types[DEVON]
    found = {each.id: each for each in fields_of(Reading(lines, scanned=(page(),)), form, catalogue, "f")}
    assert "per_grp_number" not in found or found["per_grp_number"].answered is not Answered.ANSWERED
