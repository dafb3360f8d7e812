"""Sums of money as people write them in forms, and how long they are for."""

import re
from decimal import Decimal

_NUMBER = r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d{1,2})?"
# A number that goes on, "1,5000", "7.500" or "10 000", may be a slip of the pen: nobody can say which sum was meant.
_ENDS = r"(?![\d,.]*\d| \d{3}\b)"
_TIMES = r"(?:\s*(k|m|million|thousand)\b)?"
_AMOUNT = re.compile(rf"£\s*{_NUMBER}{_ENDS}{_TIMES}", re.IGNORECASE)
_BARE = re.compile(rf"^\s*{_NUMBER}{_ENDS}\s*$")
_SIGN = re.compile(r"£\s*\d")
_RANGE = re.compile(r"£\s*[\d,.]+\s*k?\s*(?:-|–|—|to)\s*£?\s*\d", re.IGNORECASE)
_TOTAL = re.compile(r"\btotal\b|=", re.IGNORECASE)
_SCALE = {"k": 1000, "thousand": 1000, "m": 1_000_000, "million": 1_000_000}


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
    >>> total_in("£350 x 12 = £4,200")
    Decimal('4200')
    >>> total_in("£350 per week, then £200 per week") is None
    True
    >>> total_in("£500-700") is None
    True
    """
    amounts = amounts_in(text)
    if _RANGE.search(text) or len(amounts) < len(_SIGN.findall(text)):
        return None
    if len(set(amounts)) == 1:
        return amounts[0]
    totals = {amount for clause in _clauses(text) if _TOTAL.search(clause) for amount in amounts_in(clause)}
    return totals.pop() if len(totals) == 1 else None


def _clauses(text: str) -> list[str]:
    """A text in pieces of which each says one thing; what stands behind "=" is a piece that begins with it."""
    return re.split(r"[;\n]|,\s|\.\s|(?==)", text)


def _value(match: re.Match[str]) -> Decimal:
    number = Decimal(match[1].replace(",", "") + (match[2] or ""))
    times = match[3].lower() if match.re is _AMOUNT and match[3] else ""
    return number * _SCALE.get(times, 1)
