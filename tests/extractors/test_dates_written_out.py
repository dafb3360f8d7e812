"""Are dates read as registers, passports and orders write them, and is a text without end not read for ever?"""

from __future__ import annotations

from datetime import date

import pytest

from extractors.dates import dates_found, dates_in


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Third April 2025", date(2025, 4, 3)),
        ("the twenty-first day of March 2026", date(2026, 3, 21)),
        ("Twenty First March 2026", date(2026, 3, 21)),
        ("Thirty-first May 2025", date(2025, 5, 31)),
        ("17 FEB / FÉV 25", date(2025, 2, 17)),
        ("14 AUG /AOÛT 28", date(2028, 8, 14)),
        ("w/c 9 March 2026", date(2026, 3, 13)),
        ("the week commencing Monday 9 March 2026", date(2026, 3, 13)),
    ],
)
def test_a_date_in_words_or_two_languages_is_read(text: str, day: date) -> None:
    assert dates_in(text) == (day,)


@pytest.mark.parametrize("text", ["the second March visit", "First 2026", "Thirty-first February 2026", "17 FEB / FÉV"])
def test_what_only_looks_like_one_is_not(text: str) -> None:
    assert dates_in(text) == ()


def test_of_a_text_without_end_only_the_beginning_is_searched() -> None:
    found = list(dates_found("on 3 March 2026 " * 50_000))
    assert 10_000 < len(found) < 15_000
