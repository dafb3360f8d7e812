"""Scores as tables for people, each share with its 95 % interval."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import sqrt
from typing import NamedTuple

from casework.finding import Verdict
from tests.evaluation.scoring import PaperScore, Score, Typed, agrees


class Changed(NamedTuple):
    """What a change of names that matters to nobody changed in the answer to a submission."""

    name: str
    kind: str
    what: str
    differences: tuple[str, ...]


_Z = 1.96
_BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)


def interval(right: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson's score interval).

    >>> tuple(round(end, 3) for end in interval(97, 100))
    (0.915, 0.99)
    """
    if not of:
        return 0.0, 1.0
    share = right / of
    middle = (share + _Z**2 / (2 * of)) / (1 + _Z**2 / of)
    half = _Z / (1 + _Z**2 / of) * sqrt(share * (1 - share) / of + _Z**2 / (4 * of**2))
    return max(0.0, middle - half), min(1.0, middle + half)


def report(scores: Sequence[Score], alone: Sequence[PaperScore] = (), *, details: bool) -> Iterator[str]:
    """The report, line by line; `details` name the papers that were judged wrongly."""
    folders: Sequence[PaperScore] = (*scores, *alone)
    types = [typed for score in folders for typed in score.types]
    yield f"{len(scores)} submissions, {len(types)} papers, {sum(len(each.types) for each in alone)} of them loose"
    yield ""
    yield _share("type", [typed.is_right for typed in types])
    yield _share("type, scanned papers", [typed.is_right for typed in types if typed.scanned])
    yield _share("date that counts", [right for score in folders for _, right in score.dates])
    yield _share("children", [right for score in folders for _, right in score.children])
    yield _share("request type", [truth == said for score in scores for truth, said in [score.request_type]])
    outcomes = [agrees(truth, said) for score in scores for _, truth, said in score.requirements]
    yield _share("requirement's outcome", outcomes)
    yield _share("verdict", [score.said is score.truth for score in scores])
    yield _share("referred without need", [score.needlessly_referred for score in scores])
    yield f"false READY: {sum(score.false_ready for score in scores)}"
    yield f"wrongly called missing: {sum(len(score.wrongly_missing) for score in scores)}"
    yield ""
    yield from _calibration(types)
    yield from _confusions(types)
    if details:
        yield from _wrong(scores, alone)


def _share(what: str, rights: Sequence[bool]) -> str:
    right, of = sum(rights), len(rights)
    low, high = interval(right, of)
    return f"{what:<24} {right}/{of} = {right / of if of else 0:.3f}  (95 %: {low:.3f} to {high:.3f})"


def _calibration(types: Iterable[Typed]) -> Iterator[str]:
    """How often answers of each confidence were right; an answer of None has none to be held to."""
    named = [typed for typed in types if typed.said is not None]
    yield "confidence     papers  said on average  right"
    for low, high in pairwise(_BINS):
        held = [typed for typed in named if low <= typed.confidence < high]
        if held:
            said = sum(typed.confidence for typed in held) / len(held)
            right = sum(typed.is_right for typed in held) / len(held)
            yield f"{low:.2f} to {min(high, 1):.2f}   {len(held):>6}  {said:>15.3f}  {right:.3f}"
    yield ""


def _confusions(types: Iterable[Typed]) -> Iterator[str]:
    wrong = Counter((typed.truth, typed.said) for typed in types if not typed.is_right)
    if wrong:
        yield "Taken for another (truth -> said):"
        yield from (f"  {count} x {truth} -> {said}" for (truth, said), count in wrong.most_common())
        yield ""


def _wrong(scores: Iterable[Score], alone: Iterable[PaperScore]) -> Iterator[str]:
    for score in scores:
        told = [*_misjudged(score), *_troubles(score)]
        if told or score.said is not score.truth:
            yield f"{score.name}: {score.truth.value}, said {score.said.value}"
            yield from (f"  {line}" for line in told)
    for papers in alone:
        yield papers.name
        yield from (f"  {line}" for line in _misjudged(papers))


def fault_table(answers: Iterable[tuple[str, str, str, Verdict]], known: Sequence[str]) -> Iterator[str]:
    """How submissions with one fault each were answered, by kind of fault.

    What was called ready is named only where its submission is among those `known` to whoever improves recognition.
    """
    counted: Counter[tuple[str, Verdict]] = Counter()
    ready: list[str] = []
    for name, kind, what, verdict in answers:
        counted[kind, verdict] += 1
        if verdict is Verdict.READY and kind != "none" and name in known:
            ready.append(f"  {name}: {kind}, {what}")
    kinds = list(dict.fromkeys(kind for kind, _ in counted))
    yield f"{'fault':<16}" + "".join(f"{verdict.value:>12}" for verdict in Verdict)
    for kind in kinds:
        yield f"{kind:<16}" + "".join(f"{counted[kind, verdict]:>12}" for verdict in Verdict)
    faulty = [count for (kind, _), count in counted.items() if kind != "none"]
    false = sum(counted[kind, Verdict.READY] for kind in kinds if kind != "none")
    yield f"{sum(faulty)} with a fault, {false} of them called ready"
    yield from ready


def _misjudged(score: PaperScore) -> Iterator[str]:
    yield from (f"type {each.file}: {each.truth}, said {each.said}" for each in score.types if not each.is_right)
    yield from (f"date {file}" for file, right in score.dates if not right)
    yield from (f"children {file}" for file, right in score.children if not right)


def _troubles(score: Score) -> Iterator[str]:
    if score.request_type[0] != score.request_type[1]:
        yield f"request type {score.request_type[0]}, said {score.request_type[1]}"
    for name, truth, said in score.requirements:
        if not agrees(truth, said):
            yield f"requirement {name}: {truth}, said {said.value}"
    if score.false_ready:
        yield "FALSE READY"


def harmless_table(results: Iterable[Changed]) -> Iterator[str]:
    """How often each kind of harmless change left the answer and the verdict as they were, and what it changed."""
    told = list(results)
    yield f"{'change':<28} {'made':>6} {'same answer':>12} {'same verdict':>13}"
    for kind in dict.fromkeys(each.kind for each in told):
        mine = [each.differences for each in told if each.kind == kind]
        verdicts = sum(not any(each.startswith("verdict ") for each in found) for found in mine)
        yield f"{kind:<28} {len(mine):>6} {sum(not found for found in mine):>12} {verdicts:>13}"
    yield ""
    yield from (f"{each.name}: {each.kind} {each.what}: {'; '.join(each.differences)}" for each in told if each[-1])
