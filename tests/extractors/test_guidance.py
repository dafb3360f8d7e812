"""What a template says to whoever fills it in is no answer, and what anybody answered is."""

from __future__ import annotations

import pytest

from casework.answered import Answered
from extractors.answers import Answers
from extractors.catalogue import Catalogue
from extractors.guidance import is_guidance_alone
from validators.load_policy import load_document_types


@pytest.mark.parametrize(
    "text",
    [
        "What does the child say? How do you know?",
        "Please describe the risks. Who is at risk, and from whom?",
        "Outline your exit plan.\nWhen will the support end?",
        "This section should be completed by you. Be specific.",
        "[say in a few lines what you want the panel to agree]",
        "If there are none, explain why. You should not leave this box empty.",
    ],
)
def test_what_only_tells_a_writer_what_to_write_is_blank(text: str) -> None:
    assert is_guidance_alone(text)
    assert Answers.on(Catalogue.of(load_document_types()), None).answer(text)[1] is Answered.BLANK


@pytest.mark.parametrize(
    "text",
    [
        "Explain to Kit why he is moving. Who will tell the school?",
        "“When can I go home?”",
        "When can I go home? Will you tell my nan?",
        "Provide transport. Include the carers.",
        "Give 12 weeks' notice. Is that enough for you?",
        "Who will step in? The carers will.",
        "Use of the family centre until you decide.",
        "Is he safe?",
        "None.",
    ],
)
def test_a_name_a_figure_a_child_or_a_sentence_that_tells_makes_it_an_answer(text: str) -> None:
    assert not is_guidance_alone(text)
