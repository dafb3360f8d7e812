"""Sums of money as people write them in forms, and how long they are for."""

import re
from decimal import Decimal

_NUMBER = r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d{1,2})?"
# A number that goes on, "1,5000", "7.500" or "10 000", may be a slip of the pen: nobody can say which sum was meant.
_ENDS = r"(?![\d,.]*\d| \d{3}\b)"
_SCALE = {"k": 1000, "m": 1_000_000, "thousand": 1000, "million": 1_000_000}
_AMOUNT = re.compile(rf"£\s*{_NUMBER}{_ENDS}(?:(k|m)\b| (thousand|million)\b)?", re.IGNORECASE)
_BARE = re.compile(rf"^\s*{_NUMBER}{_ENDS}\s*$")
_SIGN = re.compile(r"£\s*\d")
_RANGE = re.compile(r"£\s*[\d,.]+\s*k?\s*(?:-|–|—|to)\s*£?\s*\d", re.IGNORECASE)
_A_TIME = r"(?:hour|day|night|week|month|year|session|visit|mile|child|person|term)"
_RATE = re.compile(
    rf"^\s*(?:(?:per|an?|each|every|/)\s*{_A_TIME}|p/?[wmadh]\b|weekly|monthly|hourly|each\b)", re.IGNORECASE
)
_RATE_BEFORE = re.compile(r"(?:\bat|@|\d\s*[x×]|\d\s*\*)\s*$", re.IGNORECASE)
"""What stands before the price of one: "16 sessions at £60", "12 x £120"."""
_TOTAL_BEHIND = re.compile(r"^[^\S\n]*(?:in\s+)?(?:all|total)\b", re.IGNORECASE)
_TOTAL_BEFORE = re.compile(
    r"\btotal(?:\s+(?:cost|request|requested|value|amount|sum|of|is|for))*\s*[:=–-]?\s*$|=\s*$", re.IGNORECASE
)


_COUNT = re.compile(rf"(?<![£\d.,])(?:1\s*{_A_TIME}|\d{{1,3}}\s*{_A_TIME}(?:s|ren))\b", re.IGNORECASE)
"""How long something lasts, or how often it is given."""


_SAYS_HOW_MUCH = re.compile(
    r"\d|\b(?:n/?a|nil|none|nothing|no|not|zero|free|without|neither|nought|ones?|hundred|thousand|in[ -]house"
    r"|existing|already|within)\b",
    re.IGNORECASE,
)
"""A figure, or that there is none to name."""


def names_a_sum(text: str) -> bool:
    """Whether words name a figure or that there is none to name; how long and how often are no sums.

    >>> names_a_sum("first 12 months"), names_a_sum("12 sessions at 95 each"), names_a_sum("nil")
    (False, True, True)
    """
    return _SAYS_HOW_MUCH.search(_COUNT.sub(" ", text)) is not None


def amounts_in(text: str) -> list[Decimal]:
    """Every sum in pounds that the text names, in order; a bare number counts only when it stands alone.

    >>> amounts_in("£350 per week for 12 weeks, £4,200.00 in total")
    [Decimal('350'), Decimal('4200.00')]
    """
    matches = list(_AMOUNT.finditer(text)) or list(_BARE.finditer(text))
    return [_value(match) for match in matches]


def total_in(text: str) -> Decimal | None:
    """The one sum a text asks for: the one named as a total, else the only one that is no rate; None where not clear.

    >>> total_in("£4,200 in total (twelve weeks at £350 a week)")
    Decimal('4200')
    >>> total_in("Mentoring £1,320\\nTravel £50\\nTotal £1,370")
    Decimal('1370')
    >>> total_in("£350 per week, then £200 per week") is None
    True
    >>> total_in("16 sessions at £60") is None
    True
    >>> total_in("£1,440 (12 x £120)")
    Decimal('1440')
    >>> total_in("£500-700") is None
    True
    """
    if _RANGE.search(text) or len(amounts_in(text)) < len(_SIGN.findall(text)):
        return None
    found = list(_AMOUNT.finditer(text)) or list(_BARE.finditer(text))
    totals = {_value(match) for match in found if _is_total(text, match)}
    sums = totals or {_value(match) for match in found if not _is_rate(text, match)}
    return sums.pop() if len(sums) == 1 else None


def _is_total(text: str, match: re.Match[str]) -> bool:
    return bool(_TOTAL_BEHIND.match(text[match.end() :]) or _TOTAL_BEFORE.search(text[: match.start()]))


def _is_rate(text: str, match: re.Match[str]) -> bool:
    return bool(_RATE.match(text[match.end() :]) or _RATE_BEFORE.search(text[: match.start()]))


def _value(match: re.Match[str]) -> Decimal:
    number = Decimal(match[1].replace(",", "") + (match[2] or ""))
    scale = (match[3] or match[4] or "") if match.re is _AMOUNT else ""
    return number * _SCALE.get(scale.lower(), 1)
