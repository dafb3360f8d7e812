"""Sums of money: read where it is plain which sum is meant, and otherwise not at all."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.amounts import amounts_in, total_in


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("£4,200", "4200"),
        ("4,200.50", "4200.50"),
        ("£5k", "5000"),
        ("£1.2m", "1200000"),
        ("£350 x 12 = £4,200", "4200"),
        ("£350 a week for 12 weeks. Total: £4,200", "4200"),
        ("£7,500.", "7500"),
        ("£500, as agreed", "500"),
    ],
)
def test_a_sum_that_is_plain_is_read(text: str, total: str) -> None:
    assert total_in(text) == Decimal(total)


@pytest.mark.parametrize(
    "text",
    [
        *("", "about five hundred pounds", "12 weeks", "£350 per week", "£350 and £200", "£500-700", "£500 to £700"),
        *("£1,5000", "£7.500", "£10 000", "up to £500 – 600"),
    ],
)
def test_a_sum_that_is_not_plain_is_not_guessed(text: str) -> None:
    assert total_in(text) is None


@given(st.decimals(min_value=1, max_value=999_999, places=2))
def test_a_sum_is_read_as_it_was_written(amount: Decimal) -> None:
    assert amounts_in(f"£{amount:,}") == [amount]
    assert total_in(f"We ask for £{amount:,} in total.") == amount
