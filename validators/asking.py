"""How like what is asked for sounds to each request type: weights learned from requests whose type is known.

Cue words of the checklists know a request that names itself; most social workers tell it in their own words. The
weights are those of a linear model over word stems and pairs of neighbouring stems, rare ones counting more, learned
for each council apart, and lie in `asking.json` beside this module (made by `python -m tests.evaluation.learn`).
A panel with a request type that is not among them is judged by cue words alone.
"""

import json
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from casework.evidence import Evidence
from casework.judging import once
from casework.learned import Weights
from casework.panel import Authority
from validators.marks import Marks
from validators.wording import Sentence, sentences

SUPPOSED, DENIED, PAST = 0.4, 0.2, 0.5
"""How much words count that only suppose something, deny it, or tell of another time."""
FULL, TOO_LITTLE = 12.0, 6.0
"""How much has to be heard to count in full, and to count at all; a few words by themselves tell little."""
_NOT = ("not", "no")
_COUNTS_TO = 24
"""Weeks, months and ages tell of a request; greater figures are days, years and sums."""
_ACT = "s"


RuledOut = Callable[[Sentence], Collection[str]]


@dataclass(frozen=True, slots=True)
class Heard:
    """Words that may tell what is asked for, how much they count where they stand (0 to 1), and the place."""

    text: str
    strength: float
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Likened:
    """What words were heard to ask for: points for each request type, and what each sentence added to them."""

    points: Mapping[str, float]
    by_sentence: Sequence[tuple[Evidence, Mapping[str, float]]]
    heard: float
    """How much was heard, 1 where it was enough."""

    def telling(self, wanted: str, among: Collection[str]) -> Evidence | None:
        """The sentence that spoke most for one request type and not for any other of those."""
        others = [each for each in among if each != wanted]

        def lead(said: tuple[Evidence, Mapping[str, float]]) -> float:
            return said[1].get(wanted, 0.0) - max((said[1].get(each, 0.0) for each in others), default=0.0)

        best = max(self.by_sentence, key=lead, default=None)
        return best[0] if best and lead(best) > 0 else None

    def lead(self, subject: str, other: str) -> float:
        """By how many points the sentence that speaks most for one request type does so against another."""
        return max((said.get(subject, 0.0) - said.get(other, 0.0) for _, said in self.by_sentence), default=0.0)


NOTHING = Likened({}, (), 0.0)


def likened(
    heard: Iterable[Heard], weights: Weights, names: tuple[str, ...] = (), ruled_out: RuledOut = lambda _: ()
) -> Likened:
    """The points each request type has by these words; none where too few of them were learned.

    `names` are those of the panels, and `ruled_out` tells for which request types a sentence cannot speak.
    """
    strengths: dict[str, float] = {}
    first: dict[str, int] = {}
    told: list[tuple[Evidence, Sentence]] = []
    for each in heard:
        for sentence in sentences(without_names(each.text, names)):
            for word, strength in words_of(sentence).items():
                if word in weights.words and strength * each.strength > strengths.get(word, 0.0):
                    strengths[word] = strength * each.strength
                    first[word] = len(told)
            told.append((Evidence(each.evidence.file, each.evidence.place, sentence.text), sentence))
    values = {word: weights.said[word][0] * strength for word, strength in strengths.items()}
    length = sum(value**2 for value in values.values()) ** 0.5
    if length < TOO_LITTLE:
        return NOTHING
    added: list[dict[str, float]] = [{} for _ in told]
    for word, value in values.items():
        here = added[first[word]]
        for number, weight in weights.said[word][1].items():
            kind = weights.types[number]
            here[kind] = here.get(kind, 0.0) + weight * value / max(FULL, length)
    for here, (_, sentence) in zip(added, told, strict=True):
        for kind in ruled_out(sentence):
            if here.get(kind, 0.0) > 0:
                here[kind] = 0.0
    points = dict(zip(weights.types, weights.bias, strict=True))
    for here in added:
        for kind, said in here.items():
            points[kind] += said
    return Likened(
        points, tuple((words, here) for (words, _), here in zip(told, added, strict=True)), min(1.0, length / FULL)
    )


def panels_named(authority: Authority) -> tuple[str, ...]:
    """The names of the council's panels, which hold words of other requests: "New Admissions" asks for none."""
    by = [authority.recognised_by, *(panel.recognised_by for panel in authority.panels)]
    names = {name for each in by for name in each.words if name.isupper() or len(name.split()) > 1}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


def without_names(text: str, names: tuple[str, ...]) -> str:
    """The text with each panel called "panel".

    >>> without_names("For Bench Panel: a fine", ("Bench Panel",))
    'For panel: a fine'
    """
    return _any_of(names).sub("panel", text) if names else text


@lru_cache(maxsize=32)
def _any_of(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})(?!\w)(?:\s+panel\b)?", re.IGNORECASE)


def strengths_of(text: str) -> dict[str, float]:
    """The stems of a text, each with how strongly it is said where it is said most strongly."""
    found: dict[str, float] = {}
    for sentence in sentences(text):
        for word, strength in words_of(sentence).items():
            found[word] = max(found.get(word, 0.0), strength)
    return found


@once
def words_of(sentence: Sentence) -> Mapping[str, float]:
    """The stems of a sentence and the pairs within its clauses, each with how strongly it is said."""
    marks = Marks.of(sentence)
    is_plain = marks.take_nothing_back
    found: dict[str, float] = {}
    before: tuple[str, int] | None = None
    for at, (stem, clause) in enumerate(zip(sentence.stems, sentence.clauses, strict=True)):
        if not _tells(stem):
            before = None
            continue
        strength = 1.0 if is_plain else _strength(marks, at)
        found[stem] = max(found.get(stem, 0.0), strength)
        if before and before[1] == clause:
            pair = f"{before[0]} {stem}"
            found[pair] = max(found.get(pair, 0.0), 1.0 if before[0] in _NOT else strength)
        before = stem, clause
    return found


def _strength(marks: Marks, at: int) -> float:
    here = frozenset((at,))
    if marks.deny(here):
        return DENIED
    if marks.suppose(here):
        return SUPPOSED
    return PAST if marks.tell_of_another_time(here) else 1.0


def _tells(stem: str) -> bool:
    """Whether it is a word, a small number or a section of the Act ("s20")."""
    if stem.isdigit():
        return int(stem) <= _COUNTS_TO
    return stem.isalpha() or (stem.startswith(_ACT) and stem[1:].isdigit())


@cache
def shipped() -> Mapping[str, Weights]:
    """What was learned, by authority; its types are panel/request type."""
    kept = json.loads(files("validators").joinpath("asking.json").read_text(encoding="utf-8"))
    return {council: Weights(each["types"], each["bias"], each["words"]) for council, each in kept.items()}
