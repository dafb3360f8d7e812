"""`python -m tests.evaluation.learn`: learn how the papers of each type sound, and write extractors/likeness.json.

Learned from the texts, the loose papers and the tuning half, never from the sealed half. The model is a softmax
regression with weight decay on the words that stand in a paper or do not, each weighed by its rarity and each paper
brought to one length; the weights furthest from nought of each type are kept. With `--held-out WRITER …` nothing is
written: it is learned from all others and scored on that writer's papers.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from math import log
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from extractors.likeness import Weights, alike, words_of
from tests.evaluation.known import papers
from tests.evaluation.labels import COUNCILS
from validators.load_policy import Policy, load_policy

PLACE = Path(__file__).parents[2] / "extractors" / "likeness.json"
_LEAST_PAPERS, _MOST_WEIGHTS = 3, 800
_ROUNDS, _DECAY, _RATE, _BIAS_RATE, _SEED = 40, 0.02, 0.1, 0.01, 7


class Example(NamedTuple):
    """What stands in a paper, its type or none, and who wrote it."""

    words: Set[str]
    type: str
    writer: str


def examples(policy: Policy) -> Iterator[Example]:
    """Every paper that may be learned from."""
    return (Example(words_of(paper.reading), paper.type, paper.writer) for paper in papers(policy))


def learned(given: Sequence[Example]) -> Weights:
    """The weights that tell these papers apart."""
    counts = Counter(word for each in given for word in each.words)
    rarity = {word: log(len(given) / count) for word, count in counts.items() if count >= _LEAST_PAPERS}
    words = sorted(rarity)
    columns = {word: number for number, word in enumerate(words)}
    types = sorted({each.type for each in given})
    rows, values = [], []
    for each in given:
        known = [word for word in each.words if word in columns]
        strengths = np.array([rarity[word] for word in known])
        rows.append(np.array([columns[word] for word in known], dtype=np.int64))
        values.append(strengths / np.sqrt((strengths**2).sum() + 1e-9))
    truth = [types.index(each.type) for each in given]
    weights, bias = _descended(rows, values, truth, (len(words), len(types)))
    return _kept(types, bias, rarity, words, weights)


def _descended(
    rows: Sequence[Any], values: Sequence[Any], truth: Sequence[int], shape: tuple[int, int]
) -> tuple[Any, Any]:
    """Softmax regression by stochastic gradient descent with AdaGrad; the same papers always give the same weights."""
    chance = np.random.default_rng(_SEED)
    weights, bias, grown = np.zeros(shape), np.zeros(shape[1]), np.full(shape, 1e-3)
    for _ in range(_ROUNDS):
        for number in chance.permutation(len(rows)):
            row, value = rows[number], values[number]
            scores = value @ weights[row] + bias
            error = np.exp(scores - scores.max())
            error /= error.sum()
            error[truth[number]] -= 1.0
            step = value[:, None] * error[None, :] + _DECAY * weights[row] / len(rows)
            grown[row] += step**2
            weights[row] -= _RATE * step / np.sqrt(grown[row])
            bias -= _BIAS_RATE * error
    return weights, bias


def _kept(types: Sequence[str], bias: Any, rarity: Mapping[str, float], words: Sequence[str], weights: Any) -> Weights:
    """The weights furthest from nought of each type, in two figures."""
    kept: dict[str, list[float]] = {}
    for number in range(len(types)):
        column = weights[:, number]
        for at in np.argsort(-np.abs(column))[:_MOST_WEIGHTS]:
            if weight := round(float(column[at]), 1):
                kept.setdefault(words[at], [round(rarity[words[at]], 2)]).extend((number, weight))
    return Weights(types, [round(float(each), 2) for each in bias], dict(sorted(kept.items())))


def score(given: Sequence[Example], weights: Weights) -> str:
    """How many of these papers are most like their own type, and how many are so among the three likeliest."""
    found = [[each.type for each in alike(example.words, weights)[:3]] for example in given]
    first = sum(example.type in types[:1] for example, types in zip(given, found, strict=True))
    among = sum(example.type in types for example, types in zip(given, found, strict=True))
    return f"{first} of {len(given)} right, {among} among the first three"


def main() -> None:
    """Learn from everybody and write it, or leave a writer out and say how well that writer's papers are known."""
    every = list(examples(load_policy(overlays=COUNCILS)))
    for writer in sys.argv[2:] if "--held-out" in sys.argv else ():
        weights = learned([each for each in every if each.writer != writer])
        print(writer, score([each for each in every if each.writer == writer], weights), flush=True)
    if "--held-out" not in sys.argv:
        weights = learned(every)
        PLACE.write_text(as_text(weights), encoding="utf-8")
        print(f"learned from {len(every)} papers: {len(weights.words)} words; {score(every, weights)}")


def as_text(weights: Weights) -> str:
    """The weights as they are kept, a word to a line: its rarity, then a type's number and weight by turns."""
    lines = (f"{json.dumps(word)}: {json.dumps(said, separators=(',', ':'))}" for word, said in weights.words.items())
    head = f'"types": {json.dumps(list(weights.types))},\n"bias": {json.dumps(list(weights.bias))}'
    return "{\n" + head + ',\n"words": {\n' + ",\n".join(lines) + "\n}\n}\n"


if __name__ == "__main__":
    main()
