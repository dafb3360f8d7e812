"""Does a paper cover what it has to include, whatever name stands in the words that show it?"""

from __future__ import annotations

import pytest

from casework.checklist import Topic
from casework.document import Passage
from casework.evidence import Place
from casework.finding import Reason
from tests.validators.bundle import paper
from validators.completeness import topic_fault

HOME = Topic("home", "the steps home", ("going home", "return … home"))


@pytest.mark.parametrize(
    ("text", "is_covered"),
    [
        ("Proposed steps to return Ann home", True),
        ("We hope to return Ann and Ben home by June.", True),
        ("She is going home.", True),
        ("On her return the whole of the family was at home.", False),
        ("Return home", False),
        ("Returned to Ann, home again.", False),
    ],
)
def test_a_gap_in_the_words_stands_for_a_name(text: str, is_covered: bool) -> None:
    fault = topic_fault(paper("summary", passages=(Passage(text, Place()),)), (HOME,))
    assert (fault is None) is is_covered
    assert fault is None or fault.reason is Reason.TOPICS_NOT_FOUND
