"""What does an answer say, in the words people put where they have none?"""

from __future__ import annotations

import pytest

from casework.answered import Answered
from extractors.answers import Answers
from extractors.catalogue import Catalogue
from validators.load_policy import load_policy

_POLICY = load_policy()
ANSWERS = Answers(Catalogue.of(_POLICY.document_types, _POLICY.placeholders), None)

BLANK, DEFERRED, NOT_APPLICABLE = Answered.BLANK, Answered.DEFERRED, Answered.NOT_APPLICABLE
ELSEWHERE, ANSWERED = Answered.ELSEWHERE, Answered.ANSWERED


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", BLANK), ("-", BLANK), ("–", BLANK), ("??", BLANK), ("x", BLANK), ("xx/xx/xxxx", BLANK),
        ("(insert)", BLANK),
        ("[insert text]", BLANK), ("Yes / No", BLANK), ("SW to complete", BLANK), ("dd/mm/yyyy", BLANK),
        ("TBC", DEFERRED), ("t.b.c.", DEFERRED), ("TBC by commissioning", DEFERRED), ("To follow", DEFERRED),
        ("Will follow on Monday", DEFERRED), ("To be discussed at panel", DEFERRED), ("To be updated", DEFERRED),
        ("Awaiting outcome of FGC", DEFERRED), ("N/K", DEFERRED),
        ("N/A", NOT_APPLICABLE), ("NA", NOT_APPLICABLE), ("n.a.", NOT_APPLICABLE), ("None", NOT_APPLICABLE),
        ("See above", ELSEWHERE), ("As above.", ELSEWHERE), ("Same as above", ELSEWHERE), ("ditto", ELSEWHERE),
        ("As discussed", ELSEWHERE), ("Please see attached", ELSEWHERE), ("On file", ELSEWHERE),
        ("No", ANSWERED), ("£0", ANSWERED), ("0", ANSWERED), ("12 weeks – see above", ANSWERED),
        ("TBC, but about £500 a week", ANSWERED), ("The parents, TBC by whom", ANSWERED), ("Xanthe", ANSWERED),
        ("To be discussed with the school is whether he can start in May", ANSWERED),
        ("On file since 2019, and now before the court again", ANSWERED),
    ],
)  # fmt: skip
def test_what_stands_where_an_answer_should(words: str, said: Answered) -> None:
    assert ANSWERS.answer(words)[1] is said
