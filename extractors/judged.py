"""What the evidence for each type and the sound of a paper's words come to, and how often such an answer was right."""

from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import pairwise
from math import exp, log

from casework.document import DocumentType, Genre
from extractors.cases import Case
from extractors.likeness import NOTHING, Alike

_SHARPER = 5.0
_EVIDENCE = 2.5
_NEVER = 0.0005
_UNHEARD = 0.1
_MOST = 0.985
_OTHER_KIND = 0.6
_NAMED = 2.0
_NAMELESS = 0.6
_SETTLES = ("title", "decisive")
"""Evidence that tells apart types worded alike."""
_OUTRIGHT = 0.55
_STRANGE = 0.05
"""How like none of the types every paper is to begin with: one that is like no type at all is not the least unlike."""
_FULLY_HEARD = 120
"""How likeness and evidence are weighed against each other: on papers of writers left out of what likeness learned,
these let most types be known. A type nobody has learned is taken for as like as one in ten."""

OBSERVED: tuple[tuple[float, float], ...] = (
    (0.0, 0.0),
    (0.3, 0.25),
    (0.45, 0.5),
    (0.64, 0.7),
    (0.8, 0.77),
    (0.9, 0.93),
    (0.95, 0.96),
    (0.98, 0.975),
    (0.995, 0.983),
    (1.0, 0.99),
)
"""How often an answer was right that was judged so likely (`python -m tests.evaluation.calibration` prints it)."""


def heard(alike: Iterable[Alike], said: Set[Genre], known: Mapping[str, DocumentType]) -> list[Alike]:
    """How like the types a paper is, less for those that are not the kind of writing its first lines say."""
    return [one._replace(share=one.share * _OTHER_KIND) if _is_other(one, said, known) else one for one in alike]


def told_by_title(sound: Sequence[Alike], cases: Mapping[str, Case], known: Mapping[str, DocumentType]) -> list[Alike]:
    """How a paper sounds; where a title names one of two types worded alike, as much like that as like the other.

    A sentence that settles it is as good as a title.
    """
    share = {each.type: each.share for each in sound}
    titled = {kind: max(case.strengths.get(each, 0.0) for each in _SETTLES) for kind, case in cases.items()}
    for named, strength in titled.items():
        for other in known[named].worded_as if strength >= _OUTRIGHT else ():
            own, alike_to = share.get(named, 0.0), share.get(other, 0.0)
            if own < alike_to and titled.get(other, 0.0) < strength / 2:
                share[named], share[other] = alike_to, own
    return [one._replace(share=share[one.type]) for one in sound]


def _is_other(one: Alike, said: Set[Genre], known: Mapping[str, DocumentType]) -> bool:
    kind = known.get(one.type)
    return bool(said) and kind is not None and bool(kind.genre) and said.isdisjoint(kind.genre)


def judged(
    evidence: Mapping[str, float], alike: Sequence[Alike], words: int, known: Mapping[str, object]
) -> dict[str, float]:
    """How likely each of the known types is, and that it is none of them, in all 1; empty where nothing speaks.

    `evidence` is what titles, headings and the like say for each type, each from 0 to 1. The fewer words a paper has,
    the less its sound counts.
    """
    like = {each.type: each.share for each in alike if each.type in known or each.type == NOTHING}
    shares = _sharpened(like | {NOTHING: like.get(NOTHING, 0.0) + _STRANGE}) if like else {}
    if not evidence and not shares:
        return {}
    scores = {
        kind: log(shares.get(kind, _UNHEARD) + _NEVER) - _EVIDENCE * log(1 - min(evidence.get(kind, 0.0), _MOST))
        for kind in dict.fromkeys((NOTHING, *evidence, *shares))
    }
    highest = max(scores.values())
    by_sound = _in_all_one({kind: exp(score - highest) for kind, score in scores.items()})
    by_name = _in_all_one({NOTHING: _NAMELESS} | {kind: _odds(share) for kind, share in evidence.items()})
    heard = min(1.0, (words / _FULLY_HEARD) ** 2) if shares else 0.0
    return {kind: heard * by_sound[kind] + (1 - heard) * by_name.get(kind, 0.0) for kind in by_sound}


def _odds(share: float) -> float:
    held = min(share, _MOST)
    return float((held / (1 - held)) ** _NAMED)


def _in_all_one(weights: Mapping[str, float]) -> dict[str, float]:
    total = sum(weights.values())
    return {kind: weight / total for kind, weight in weights.items()}


def _sharpened(shares: Mapping[str, float]) -> dict[str, float]:
    highest = max(shares.values(), default=0.0)
    return _in_all_one({kind: (share / highest) ** _SHARPER for kind, share in shares.items()}) if highest else {}


def observed(likely: float) -> float:
    """How often an answer judged so likely was right, on papers of writers nobody had learned from."""
    for (low, right), (high, more) in pairwise(OBSERVED):
        if likely <= high:
            return right + (more - right) * (likely - low) / (high - low)
    return OBSERVED[-1][1]
