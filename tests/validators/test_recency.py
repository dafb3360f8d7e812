"""Is a paper judged by its kinder end, and a person asked where two days in it would settle the matter differently?"""

from __future__ import annotations

from datetime import date

import pytest

from casework.calendar import Period
from casework.document import Document
from casework.finding import Outcome, Reason
from validators.recency import age_fault, good_until

SIX_MONTHS = Period(6, "months")
SITTING = date(2026, 9, 20)
TODAY = date(2026, 9, 10)


def judged(
    dated: date | None, first: date | None = None, others: tuple[date, ...] = ()
) -> tuple[Outcome, Reason] | None:
    paper = Document("a.docx", dated=dated, dated_from=first, dated_or=others)
    fault = age_fault(paper, SIX_MONTHS, SITTING, TODAY)
    return (fault.outcome, fault.reason) if fault else None


@pytest.mark.parametrize(
    ("dated", "first", "others", "expected"),
    [
        (date(2026, 3, 20), None, (), None),
        (date(2026, 3, 19), None, (), (Outcome.OUT_OF_DATE, Reason.TOO_OLD)),
        (None, None, (), (Outcome.UNSURE, Reason.NO_DATE)),
        (date(2026, 9, 11), None, (), (Outcome.UNSURE, Reason.DATED_LATER)),
        (date(2026, 3, 31), date(2026, 3, 1), (), None),
        (date(2026, 9, 30), date(2026, 9, 1), (), None),
        (date(2026, 2, 28), date(2026, 2, 1), (), (Outcome.OUT_OF_DATE, Reason.TOO_OLD)),
        (date(2026, 5, 1), None, (date(2026, 6, 1),), None),
        (date(2026, 5, 1), None, (date(2026, 1, 1),), (Outcome.UNSURE, Reason.DATES_DIFFER)),
        (date(2026, 1, 1), None, (date(2026, 5, 1),), (Outcome.UNSURE, Reason.DATES_DIFFER)),
        (date(2025, 1, 1), None, (date(2026, 1, 1),), (Outcome.OUT_OF_DATE, Reason.TOO_OLD)),
    ],
)
def test_a_paper_is_as_old_as_its_words_say_on_the_day_of_the_sitting(
    dated: date | None, first: date | None, others: tuple[date, ...], expected: tuple[Outcome, Reason] | None
) -> None:
    assert judged(dated, first, others) == expected


def test_the_last_day_on_which_a_paper_is_recent_enough_is_told() -> None:
    assert good_until(SIX_MONTHS, date(2026, 3, 20)) == date(2026, 9, 20)
