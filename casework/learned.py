"""What was learned of words: how much each speaks for and against each of several answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import exp


@dataclass(frozen=True)
class Weights:
    """What words say of types; of each word its rarity, then the number of a type and its weight by turns."""

    types: Sequence[str]
    bias: Sequence[float]
    words: Mapping[str, Sequence[float]]

    @cached_property
    def said(self) -> Mapping[str, tuple[float, Mapping[int, float]]]:
        """The same, ready to be added up: of each word its rarity, and its weights by the number of the type."""
        return {
            word: (said_of[0], dict(zip(map(int, said_of[1::2]), said_of[2::2], strict=True)))
            for word, said_of in self.words.items()
        }


def shares(scores: Sequence[float]) -> list[float]:
    """Scores as shares of one whole; each point more is e times as much.

    >>> shares([1.0, 1.0])
    [0.5, 0.5]
    """
    highest = max(scores)
    raised = [exp(score - highest) for score in scores]
    total = sum(raised)
    return [each / total for each in raised]
