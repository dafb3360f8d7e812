"""How like the words of a paper are to those of each type: weights learned from papers whose type is known.

A title may lie or be left out; what a paper talks about, and how, does not. The weights are those of a linear model
over which words stand in a paper at all, rare ones counting more, those of its opening counted apart, and lie in
`likeness.json` beside this module (made by `python -m tests.evaluation.learn`, which says from which papers). A type
that is not among them is like nothing: it is known by its titles, headings and labels alone.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache
from heapq import nlargest
from importlib.resources import files
from math import sqrt
from typing import NamedTuple

from casework.judging import once
from casework.learned import Weights, shares
from extractors.block_words import folded_words
from extractors.reading import Block, Reading

_OPENING = 40
"""Words from the top; they say what a paper is more often than what it is about."""
_MOST_READ = 6000
"""Words; the first twelve pages tell what the whole is."""
_OPENS = "^"
_LOOKED_AT = 2
"""Types of which anybody asks which words spoke for them."""
NOTHING = "none"
"""Stands in the weights for papers that are of no type we know."""


class Alike(NamedTuple):
    """A type, how likely its like is by the words alone (0 to 1), and the words that weighed most."""

    type: str
    share: float
    words: tuple[str, ...]


def words_of(reading: Reading) -> Set[str]:
    """The words that stand in a paper, and again those of its opening, figures left out; always in the same order."""
    said = list(_words(reading))
    return dict.fromkeys((*said, *(_OPENS + word for word in said[:_OPENING]))).keys()


def alike(said: Iterable[str], weights: Weights | None = None) -> list[Alike]:
    """The types, the likeliest first; none where no word of the paper is known."""
    known = weights or _weights()
    said_of = known.said.get
    here = [(word, found) for word in said if (found := said_of(word))]
    if not here:
        return []
    length = sqrt(sum(rarity**2 for _, (rarity, _) in here))  # a long paper says no more, only oftener
    scores = list(known.bias)
    for _, (rarity, weights_of) in here:
        strength = rarity / length
        for kind, weight in weights_of.items():
            scores[kind] += weight * strength
    share = shares(scores)
    order = sorted(range(len(scores)), key=lambda number: -share[number])
    return [
        Alike(known.types[each], share[each], _telling(each, here) if rank < _LOOKED_AT else ())
        for rank, each in enumerate(order)
    ]


def _telling(number: int, here: Sequence[tuple[str, tuple[float, Mapping[int, float]]]]) -> tuple[str, ...]:
    """The words that speak most for a type."""
    spoken = [(rarity * weights[number], word) for word, (rarity, weights) in here if number in weights]
    return tuple(dict.fromkeys(word.removeprefix(_OPENS) for _, word in nlargest(8, spoken)))[:5]


def _words(reading: Reading) -> Iterator[str]:
    """The words in order, figures left out: dates and sums say nothing of a type."""
    count = 0
    for block in (*reading.headers, *reading.blocks):
        words = _without_figures(block)
        yield from words
        count += len(words)
        if count >= _MOST_READ:
            return


@once
def _without_figures(block: Block) -> tuple[str, ...]:
    return tuple(word for word in folded_words(block).split() if word.isalpha() or not any(map(str.isdigit, word)))


@cache
def _weights() -> Weights:
    kept = json.loads(files("extractors").joinpath("likeness.json").read_text(encoding="utf-8"))
    return Weights(kept["types"], kept["bias"], kept["words"])
