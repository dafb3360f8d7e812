"""`python -m tests.evaluation.calibration`: how often the recogniser is right, by how likely it says its answer is.

Each writer's papers are judged with likeness learned from all other writers, so that nobody is asked about what was
learned from. Prints, for answers from so likely on, how many are named and how many of those were right, and the
rising steps that fit best (pool adjacent violators): `OBSERVED` of extractors/judged.py follows those.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.catalogue import Catalogue
from extractors.likeness import NOTHING, words_of
from extractors.recognise import likelihoods
from tests.evaluation.known import Paper, papers
from tests.evaluation.labels import COUNCILS
from tests.evaluation.learn import Example, learned
from validators.load_policy import load_policy

_FROM = (0.3, 0.4, 0.5, 0.6, 0.64, 0.7, 0.8, 0.9, 0.95)


class Judged(NamedTuple):
    """How likely the likeliest type was said to be, and whether it was the right one; `named` where it was a type."""

    likely: float
    right: bool
    named: bool


def judged(every: Sequence[Paper], catalogue: Catalogue) -> Iterator[Judged]:
    """Each paper as judged by what its writer had no part in."""
    learnt = [Example(dict.fromkeys(words_of(paper.reading), 1.0), paper.type, paper.writer) for paper in every]
    for writer in sorted({paper.writer for paper in every}):
        weights = learned([each for each in learnt if each.writer != writer])
        for paper in every:
            if paper.writer == writer:
                likely = likelihoods(paper.reading, catalogue, paper.file, weights)
                best = max(likely, key=lambda kind: likely[kind], default=NOTHING)
                yield Judged(likely.get(best, 0.0), best == paper.type, best != NOTHING)


def steps(answers: Sequence[Judged]) -> list[tuple[float, float, int]]:
    """The rising steps that fit best: from how likely on, how often right, and of how many answers."""
    pooled: list[tuple[float, int, int]] = []
    for answer in sorted(answers):
        pooled.append((answer.likely, int(answer.right), 1))
        while len(pooled) > 1 and pooled[-2][1] * pooled[-1][2] >= pooled[-1][1] * pooled[-2][2]:
            _, right, count = pooled.pop()
            start, before, others = pooled[-1]
            pooled[-1] = (start, before + right, others + count)
    return [(start, right / count, count) for start, right, count in pooled]


def main() -> None:
    """Judge every paper and print what came of it."""
    policy = load_policy(overlays=COUNCILS)
    answers = list(judged(list(papers(policy)), Catalogue.of(policy.document_types, policy.placeholders)))
    named = [answer for answer in answers if answer.named]
    print(f"{len(answers)} papers, the likeliest right of {sum(answer.right for answer in answers)}")
    for least in _FROM:
        sure = [answer for answer in named if answer.likely >= least]
        print(f"from {least:.2f}: {len(sure)} named, right of them {sum(answer.right for answer in sure)}")
    for start, share, count in steps(named):
        print(f"{start:.3f}  {share:.3f}  {count}")


if __name__ == "__main__":
    main()
