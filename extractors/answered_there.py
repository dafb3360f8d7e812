"""Whether what stands in a place of a form answers the label that is thought to ask for it, by the kind of answer."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from extractors.amounts import names_a_sum
from extractors.answer_lines import Line
from extractors.dates import dates_found

_LEAST = 2
"""So many answers of the kind that is asked for are no accident."""
_DAYS = frozenset(("date", "birth", "dob", "born", "edd"))
_SUMS = frozenset(("cost", "value", "amount", "funding"))
_NUMBERS = frozenset(("number", "no", "id", "ref", "reference", "per", "grp", "ssid", "ics", "lcs"))
_PEOPLE = frozenset(("worker", "manager", "leader", "chair", "name", "names", "sw", "tm", "child", "children"))
_NAMES = frozenset(("name", "names"))
_NUMBER = re.compile(r"\d{3}")
_BEFORE_DAY = 6
"""Letters before a day that is asked for: "Thurs", "EDD"."""
_LABEL_WORDS = 6
"""A longer label asks for more than a name, a number, a day or a sum."""
_MOST_WORDS = 8
"""Of a name, a number or a sum; a sentence may hold any of them."""


class Pair(NamedTuple):
    """A label by its key and its words, and the lines that may be its answer."""

    key: str
    label: Line
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """The words that may be its answer."""
        return "\n".join(line.text for line in self.lines)


def agree(pairs: Iterable[Pair], instead: Iterable[Pair] = ()) -> bool:
    """Whether most labels have an answer of the kind they ask for, and plainly rather than `instead`."""
    here, there = _fitting(pairs), _fitting(instead)
    is_rather = not there or 2 * (sum(here) - sum(there)) >= _LEAST + len(here) - len(there)
    return sum(here) >= max(_LEAST, len(here) / 2) and is_rather


def _fitting(pairs: Iterable[Pair]) -> list[bool]:
    return [fits for pair in pairs if (fits := _fits(pair)) is not None]


def _fits(pair: Pair) -> bool | None:
    """Whether an answer is of the kind its label asks for; None where any may be, or there is none."""
    words, text = pair.key.split(), " ".join(pair.text.split())
    if not any(map(str.isalnum, text)) or len(words) > _LABEL_WORDS:
        return None
    said = set(words)
    if said & _DAYS:
        return any(found.start <= _BEFORE_DAY for found in dates_found(text))
    if said & _SUMS:
        return "£" in text or (len(text.split()) <= _MOST_WORDS and names_a_sum(text))
    if said & _NUMBERS:
        return len(text.split()) <= _MOST_WORDS and _NUMBER.search(text) is not None
    if words[-1] in _PEOPLE or said & _NAMES:
        return _is_name(text)
    return None


def _is_name(text: str) -> bool:
    words = [word for word in text.split() if word[0].isalpha()]
    large = sum(word[0].isupper() for word in words)
    return (
        0 < len(words) <= _MOST_WORDS
        and not text.endswith((".", "?", ":"))
        and words[0][0].isupper()
        and (2 * large >= len(words) > 1)
    )
