"""Is a form with the panel's decision on it told from the request it was, and from one that tells of an earlier one?"""

from __future__ import annotations

import pytest

from tests.build.content import Fields, Heading, Paper
from tests.build.docx import docx_of
from tests.extractors.conftest import ReadBytes
from tests.extractors.test_recognise import PROSE


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ("AGREED for 12 weeks from 2 March", "panel_decision_record"),
        ("agreed / refused / deferred", "swindon_panel_request_form"),
        ("", "swindon_panel_request_form"),
    ],
)
def test_a_row_for_the_decision_tells_that_there_is_one(answer: str, kind: str, read_bytes: ReadBytes) -> None:
    asked = [("Request", "Mentoring"), ("Reason for request", PROSE), ("Cost requested", "£400")]
    form = Paper([Heading("Care Panel Request Form", 0), Fields([*asked, ("Decision of panel", answer)])])
    assert read_bytes(docx_of(form)).type == kind


def test_what_an_earlier_panel_decided_is_no_decision_on_the_form(read_bytes: ReadBytes) -> None:
    asked = [("Reason for request", PROSE), ("Cost requested", "£400"), ("Other sources of funding", "None")]
    rows = [("Panel decision", "Agreed for 12 weeks"), ("Request", "Mentoring goes on"), *asked]
    form = Paper([Heading("Care Panel Request Form", 0), Fields(rows)])
    assert read_bytes(docx_of(form)).type == "swindon_panel_request_form"
