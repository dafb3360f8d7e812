"""`python -m tests.evaluation.learn [papers|requests]`: learn how papers and requests of each type sound, and write it.

How papers sound (extractors/likeness.json) is learned from the texts, the loose papers and the tuning half, how
requests do (validators/asking.json) from the texts under `asks`, those of the tests and the checklists' own words;
nothing from the sealed half. The model is a softmax
regression with weight decay on the words that stand in a paper or do not, each weighed by its rarity and each paper
brought to one length; the weights furthest from nought of each type are kept. With `--held-out WRITER …` nothing is
written: it is learned from all others and scored on that writer's papers (for requests: `python -m
tests.evaluation.asked`).
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from casework.learned import Weights
from casework.panel import Authority
from extractors.likeness import alike, words_of
from tests.evaluation.asks import Ask, asks
from tests.evaluation.known import papers
from tests.evaluation.labels import COUNCILS
from validators.asking import panels_named, strengths_of, without_names
from validators.load_policy import Policy, load_policy

PLACE = Path(__file__).parents[2] / "extractors" / "likeness.json"
PLACE_OF_REQUESTS = Path(__file__).parents[2] / "validators" / "asking.json"
_ROUNDS, _RATE, _BIAS_RATE, _SEED = 40, 0.1, 0.01, 7


class Lesson(NamedTuple):
    """What is learned of a word: it stands in so many examples, by so many writers; and how much of it is kept."""

    least_papers: int
    least_writers: int
    most_weights: int
    decay: float
    decimals: int


OF_PAPERS = Lesson(least_papers=3, least_writers=1, most_weights=800, decay=0.02, decimals=1)
OF_REQUESTS = Lesson(least_papers=2, least_writers=2, most_weights=800, decay=0.1, decimals=1)
"""Of short texts single words count for more, and a word that one writer alone uses is a habit."""


class Example(NamedTuple):
    """What stands in a paper, its type or none, and who wrote it."""

    words: Mapping[str, float]
    """Each with how strongly it is said."""
    type: str
    writer: str


def examples(policy: Policy) -> Iterator[Example]:
    """Every paper that may be learned from."""
    return (Example(dict.fromkeys(words_of(paper.reading), 1.0), paper.type, paper.writer) for paper in papers(policy))


def learned(given: Sequence[Example], lesson: Lesson = OF_PAPERS) -> Weights:
    """The weights that tell these papers or requests apart."""
    counts = Counter(word for each in given for word in each.words)
    writers = Counter(word for word, _ in {(word, each.writer) for each in given for word in each.words})
    rarity = {
        word: log(len(given) / count)
        for word, count in counts.items()
        if count >= lesson.least_papers and writers[word] >= lesson.least_writers
    }
    words = sorted(rarity)
    columns = {word: number for number, word in enumerate(words)}
    types = sorted({each.type for each in given})
    rows, values = [], []
    for each in given:
        known = [word for word in each.words if word in columns]
        strengths = np.array([rarity[word] * each.words[word] for word in known])
        rows.append(np.array([columns[word] for word in known], dtype=np.int64))
        values.append(strengths / np.sqrt((strengths**2).sum() + 1e-9))
    truth = [types.index(each.type) for each in given]
    weights, bias = _descended(rows, values, truth, (len(words), len(types)), lesson.decay)
    return _kept(types, bias, rarity, words, weights, lesson)


def _descended(
    rows: Sequence[Any], values: Sequence[Any], truth: Sequence[int], shape: tuple[int, int], decay: float
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
            step = value[:, None] * error[None, :] + decay * weights[row] / len(rows)
            grown[row] += step**2
            weights[row] -= _RATE * step / np.sqrt(grown[row])
            bias -= _BIAS_RATE * error
    return weights, bias


def _kept(
    types: Sequence[str],
    bias: Any,
    rarity: Mapping[str, float],
    words: Sequence[str],
    weights: Any,
    lesson: Lesson,
) -> Weights:
    """The weights furthest from nought of each type, rounded."""
    kept: dict[str, list[float]] = {}
    for number in range(len(types)):
        column = weights[:, number]
        for at in np.argsort(-np.abs(column))[: lesson.most_weights]:
            if weight := round(float(column[at]), lesson.decimals):
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
    if "requests" in sys.argv:
        _write_requests()
        return
    every = list(examples(load_policy(overlays=COUNCILS)))
    for writer in sys.argv[2:] if "--held-out" in sys.argv else ():
        weights = learned([each for each in every if each.writer != writer])
        print(writer, score([each for each in every if each.writer == writer], weights), flush=True)
    if "--held-out" not in sys.argv:
        weights = learned(every)
        PLACE.write_text(as_text(weights), encoding="utf-8")
        print(f"learned from {len(every)} papers: {len(weights.words)} words; {score(every, weights)}")
    if sys.argv[1:] == []:
        _write_requests()


def learned_requests(given: Iterable[Ask], authorities: Mapping[str, Authority]) -> dict[str, Weights]:
    """The weights that tell the requests of each council apart."""
    names = {council: panels_named(authority) for council, authority in authorities.items()}
    known = [
        (
            each.authority,
            Example(strengths_of(without_names(each.text, names[each.authority])), each.subject, each.writer),
        )
        for each in given
    ]
    councils = sorted({council for council, _ in known})
    return {council: learned([each for at, each in known if at == council], OF_REQUESTS) for council in councils}


def _example(ask: Ask, names: tuple[str, ...]) -> Example:
    return Example(strengths_of(without_names(ask.text, names)), ask.subject, ask.writer)


def _write_requests() -> None:
    text = requests_as_text(load_policy())
    PLACE_OF_REQUESTS.write_text(text, encoding="utf-8")
    print(f"learned what is asked for: {len(text)} letters")


def requests_as_text(policy: Policy) -> str:
    """What is learned of requests, as it is kept: by council, as `as_text` has it."""
    weights = learned_requests(asks(policy), policy.authorities)
    texts = (f"{json.dumps(council)}: {as_text(each).rstrip()}" for council, each in weights.items())
    return "{\n" + ",\n".join(texts) + "\n}\n"


def as_text(weights: Weights) -> str:
    """The weights as they are kept, a word to a line: its rarity, then a type's number and weight by turns."""
    lines = (f"{json.dumps(word)}: {json.dumps(said, separators=(',', ':'))}" for word, said in weights.words.items())
    head = f'"types": {json.dumps(list(weights.types))},\n"bias": {json.dumps(list(weights.bias))}'
    return "{\n" + head + ',\n"words": {\n' + ",\n".join(lines) + "\n}\n}\n"


if __name__ == "__main__":
    main()
