"""How like the words of a paper are to those of each type: weights learned from papers whose type is known.

A title may lie or be left out; what a paper talks about, and how, does not. The weights are those of a linear model
over the words and pairs of words that stand in a paper at all, those of its opening counted apart, and lie in
`likeness.json` beside this module (made by `python -m tests.evaluation.learn`, which says from which papers). A type
that is not among them is like nothing: it is known by its titles, headings and labels alone.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import exp, sqrt

from extractors.reading import Reading, block_text
from extractors.words import folded

_OPENING = 40
"""Words from the top; they say what a paper is more often than what it is about."""
_MOST_READ = 6000
"""Words; the first twelve pages tell what the whole is."""
_OPENS = "^"
NOTHING = "none"
"""Stands in the weights for papers that are of no type we know."""


@dataclass(frozen=True, slots=True)
class Alike:
    """A type, how likely its like is by the words alone (0 to 1), and the words that weighed most."""

    type: str
    share: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Weights:
    """For each word or pair of words what it says for and against each type, by the type's number."""

    types: Sequence[str]
    bias: Sequence[float]
    words: Mapping[str, Sequence[tuple[int, float]]]


def words_of(reading: Reading) -> frozenset[str]:
    """What stands in a paper: its words and pairs of words, and again those of its opening."""
    said = list(_words(reading))
    return frozenset(_grams(said)) | frozenset(_OPENS + gram for gram in _grams(said[:_OPENING]))


def alike(said: Iterable[str], weights: Weights | None = None) -> list[Alike]:
    """The types, the likeliest first; none where no word of the paper is known."""
    known = weights or _weights()
    here = [(word, found) for word in said if (found := known.words.get(word))]
    if not here:
        return []
    scores = list(known.bias)
    telling: dict[int, list[tuple[float, str]]] = {}
    for word, found in here:
        for number, weight in found:
            scores[number] += weight / sqrt(len(here))  # a long paper says no more than a short one, only oftener
            telling.setdefault(number, []).append((weight, word))
    highest = max(scores)
    shares = [exp(score - highest) for score in scores]
    total = sum(shares)
    order = sorted(range(len(scores)), key=lambda number: -shares[number])
    return [Alike(known.types[each], shares[each] / total, _most(telling.get(each, []))) for each in order]


def _most(telling: list[tuple[float, str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.removeprefix(_OPENS) for _, word in sorted(telling, reverse=True)[:8]))[:5]


def _words(reading: Reading) -> Iterator[str]:
    """The words in order, figures left out: dates and sums say nothing of a type."""
    count = 0
    for block in (*reading.headers, *reading.blocks):
        for word in folded(block_text(block)).split():
            if not any(letter.isdigit() for letter in word):
                yield word
                count += 1
        if count >= _MOST_READ:
            return


def _grams(said: Sequence[str]) -> Iterator[str]:
    yield from said
    yield from (f"{one} {other}" for one, other in pairwise(said))


@cache
def _weights() -> Weights:
    return weights_from(files("extractors").joinpath("likeness.json").read_text(encoding="utf-8"))


def weights_from(text: str) -> Weights:
    """The weights as they are kept."""
    kept = json.loads(text)
    words = {word: [(int(number), float(weight)) for number, weight in said] for word, said in kept["words"].items()}
    return Weights(kept["types"], kept["bias"], words)
