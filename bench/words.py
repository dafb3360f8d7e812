"""Words, and how two texts' words agree: the same for whatever wrote them."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

_BROKEN = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010\u2011]\n\s*(?=[^\W\d_])")
_HYPHEN = re.compile(r"(?<=\w)[-\u00ad\u2010\u2011](?=\w)|\u00ad")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_WORD = re.compile(r"[^\W_]+")
"""Underscores are lines to write on, not words."""

Bag = Counter[str]


def words_of(text: str) -> list[str]:
    """The words of a text in order, as written but for ligatures and hyphens.

    Hyphens inside a word, and those at a line's end, are taken out on both sides, because whether a line's last hyphen
    belongs to its word cannot be told. One before a space stays a break: "exam- ple" is two words, and a fault.

    >>> words_of("the ofﬁce's long-\\nterm co-operation: exam- ple, e\\u0301t\\u00e9")
    ['the', 'office', 's', 'longterm', 'cooperation', 'exam', 'ple', 'été']
    """
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text).replace("\r\n", "\n"))
    return _WORD.findall(_HYPHEN.sub("", _BROKEN.sub("", plain)))


@dataclass(frozen=True, slots=True)
class Agreement:
    """How the words found agree with those expected: how many words each side has, and which the other lacks."""

    expected: int
    found: int
    missing: Bag
    extra: Bag
    order: float = 1.0
    """Of the words both have, the share that stand in the same order (longest common subsequence)."""

    @property
    def recall(self) -> float:
        """The share of the expected words that were found."""
        return 1 - self.missing.total() / self.expected if self.expected else 1.0

    @property
    def precision(self) -> float:
        """The share of the words found that were expected."""
        return 1 - self.extra.total() / self.found if self.found else 1.0


def agreement(
    expected: Iterable[str], found: Iterable[str], order: float = 1.0, *, allowed: Iterable[str] = ()
) -> Agreement:
    """Compares two bags of words; those `allowed` need not be found, and are not counted as extra where they are.

    >>> both = agreement(["a", "b", "b"], ["b", "c"])
    >>> both.missing, both.extra, round(both.recall, 2), both.precision
    (Counter({'a': 1, 'b': 1}), Counter({'c': 1}), 0.33, 0.5)
    """
    wanted, got = Counter(expected), Counter(found)
    return Agreement(wanted.total(), got.total(), wanted - got, got - (wanted | Counter(allowed)), order)


def in_order(expected: Sequence[str], found: Sequence[str]) -> float:
    """Of the words that both have, the share in the same order; 1 where they share none.

    >>> in_order("a b c d".split(), "a b c d".split()), in_order("a b c d".split(), "c d x a b".split())
    (1.0, 0.5)
    """
    shared = (Counter(expected) & Counter(found)).total()
    return longest_common(expected, found) / shared if shared else 1.0


def side_by_side(paragraphs: Iterable[Sequence[str]], found: Sequence[str]) -> float:
    """Of the pairs of neighbouring words within each paragraph, the share that are neighbours in what was found.

    Pairs of which a word was not found at all do not count here. Columns read across lose theirs, and the order of
    rows and columns, in which programs differ, does not matter.

    >>> side_by_side(["a b c".split(), "d e".split()], "d e a b x c".split())
    0.6666666666666666
    """
    wanted = Counter(pair for paragraph in paragraphs for pair in pairwise(paragraph))
    there = set(found)
    wanted = Counter({pair: times for pair, times in wanted.items() if there.issuperset(pair)})
    kept = wanted & Counter(pairwise(found))
    return kept.total() / wanted.total() if wanted else 1.0


def longest_common(one: Sequence[str], other: Sequence[str]) -> int:
    """The length of the longest common subsequence, a whole row of the table at a time in the bits of one number.

    Hyyrö, "Bit-parallel LCS-length computation revisited", 2004.
    """
    places: dict[str, int] = {}
    for position, word in enumerate(one):
        places[word] = places.get(word, 0) | 1 << position
    everything = (1 << len(one)) - 1
    row = everything
    for word in other:
        if matches := row & places.get(word, 0):
            row = (row + matches | row - matches) & everything
    return len(one) - row.bit_count()
