"""Sums of money as people write them in forms, and how long they are for."""

import re
from decimal import Decimal

_AMOUNT = re.compile(r"£\s*(\d{1,3}(?:,\d{3})+|\d+)(\.\d{1,2})?\s*(k\b)?", re.IGNORECASE)
_BARE = re.compile(r"^\s*(\d{1,3}(?:,\d{3})+|\d+)(\.\d{1,2})?\s*$")
_TOTAL = re.compile(r"\btotal\b", re.IGNORECASE)


def amounts_in(text: str) -> list[Decimal]:
    """Every sum in pounds that the text names, in order; a bare number counts only when it stands alone.

    >>> amounts_in("£350 per week for 12 weeks, £4,200.00 in total")
    [Decimal('350'), Decimal('4200.00')]
    """
    matches = list(_AMOUNT.finditer(text)) or list(_BARE.finditer(text))
    return [_value(match) for match in matches]


def total_in(text: str) -> Decimal | None:
    """The one sum a text asks for: the only one, else the only one named as a total; None where it is not clear.

    >>> total_in("£350 per week for 12 weeks, £4,200.00 in total")
    Decimal('4200.00')
    >>> total_in("£350 per week, then £200 per week") is None
    True
    """
    amounts = amounts_in(text)
    if len(set(amounts)) == 1:
        return amounts[0]
    totals = {
        amount for clause in re.split(r"[;\n]|,\s|\.\s", text) if _TOTAL.search(clause) for amount in amounts_in(clause)
    }
    return totals.pop() if len(totals) == 1 else None


def _value(match: re.Match[str]) -> Decimal:
    number = Decimal(match[1].replace(",", "") + (match[2] or ""))
    thousands = match.re is _AMOUNT and match[3]
    return number * 1000 if thousands else number
