"""A list of prices: lines that end in a sum, under columns of prices or above their total, whatever the title."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import permutations

from extractors.amounts import amounts_in
from extractors.block_words import count_of
from extractors.reading import Reading, block_text
from extractors.title_line import TitleLine

_MOST_WORDS = 450
"""A longer paper with such a list tells of more than what something costs."""
_MOST_RECKONED_WORDS = 250
"""In a longer paper the same is said in passing."""
_LONGEST_LINE = 22
_SUM_LAST = re.compile(r"(?:£ ?\d[\d,]*(?:\.\d\d)?|\d[\d,]*\.\d\d)(?: ?(?:p\.?/?w\.?|per week|a week))?\W*$")
_ALL_TOGETHER = re.compile(
    r"\W*(?:(?:grand|sub-?) ?)?(?:totals?|sum|weekly|altogether|in all|amount due)\b", re.IGNORECASE
)
_COLUMN = re.compile(
    r"\W*(?:each|rates?|sum|amount|qty|quantity|unit|number|hours|hrs|prices?|costs?|charges?|fees?|total|per week"
    r"|weekly|how many|£)(?: (?:price|cost|rate|fee|charge|each|per \w+|\(£\)))?\W*",
    re.IGNORECASE,
)
_NO_OFFER = re.compile(
    r"\b(?:pay ?slips?|net pay|gross pay|tax code|national insurance|universal credit|benefits? (?:award|office)"
    r"|tenan(?:cy|t)|landlord|total miles|mileage (?:claim|expenses)|employee|payroll|paye|salary|wages"
    r"|pay date|remittance|overpaid)\b",
    re.IGNORECASE,
)
"""What somebody earns, is granted, owes as rent or claims back is listed in the same way."""


_SENTENCE_ENDS = re.compile(r"(?<=[.;])\s+")
_COUNT = re.compile(r"(?<![\d£.,/])([2-9]|[1-9]\d{1,2})(?![\d,/]|\.\d)")
_SAID_COUNTS = {
    each: number
    for number, each in enumerate(
        ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), start=2
    )
}


def prices_listed(reading: Reading) -> TitleLine | None:
    """The line of a short paper's list of prices that shows best that it is one."""
    if not 0 < count_of(reading.blocks) <= _MOST_WORDS:
        return None
    lines = [TitleLine(line.strip(), block.place) for block in reading.blocks for line in block_text(block).split("\n")]
    priced = [line for line in lines if _SUM_LAST.search(line.text) and len(line.text.split()) <= _LONGEST_LINE]
    if not priced or any(_NO_OFFER.search(line.text) for line in lines):
        return None
    total = next((line for line in priced if _ALL_TOGETHER.match(line.text)), None)
    columns = next((line for line in lines if _prices_head(line.text)), None)
    reckoned = next((line for line in priced if _is_reckoned(line.text.split("\t"))), None)
    shown = total or (columns and reckoned)
    return shown if shown and (len(priced) > 1 or reckoned) else columns if len(priced) > 1 else None


def prices_reckoned(reading: Reading) -> TitleLine | None:
    """The first of several sentences of a short paper that reckon what something comes to: "42 hours at £21 = £882"."""
    if not 0 < count_of(reading.blocks) <= _MOST_RECKONED_WORDS:
        return None
    lines = [TitleLine(line, block.place) for block in reading.blocks for line in _sentences(block_text(block))]
    reckoned = [line for line in lines if _is_reckoned_in(line.text)]
    is_no_offer = any(_NO_OFFER.search(line.text) for line in lines)
    return reckoned[0] if len(reckoned) > 1 and not is_no_offer else None


def _sentences(text: str) -> Iterator[str]:
    return (each for line in text.split("\n") for each in _SENTENCE_ENDS.split(line) if each)


def _is_reckoned_in(sentence: str) -> bool:
    """Whether a number of times one of its sums makes another."""
    counts = [Decimal(each) for each in _COUNT.findall(sentence)] + [
        Decimal(number) for word, number in _SAID_COUNTS.items() if re.search(rf"\b{word}\b", sentence, re.IGNORECASE)
    ]
    sums = amounts_in(sentence)
    return any(count * rate == total for count in counts for rate, total in permutations(sums, 2))


def _prices_head(line: str) -> bool:
    """Whether it heads two columns or more of how many and at what price."""
    return sum(_COLUMN.fullmatch(cell) is not None for cell in line.split("\t")) > 1


def _is_reckoned(cells: Sequence[str]) -> bool:
    """Whether one of its cells is what two others come to: 12 nights at £340 are £4,080."""
    numbers: list[Decimal] = [found[0] for cell in cells if len(found := amounts_in(cell)) == 1]
    return any(a > 1 and b > 1 and a * b == c for a, b, c in permutations(numbers, 3))
