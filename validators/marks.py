"""The words of a sentence that tell what is asked for from what is denied, supposed or told of another time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from validators import request_words as language
from validators.wording import Cues, Sentence

_DENIES_WITHIN = 8
_ASK = frozenset(("asks", "not_if"))
"""Marks by which a sentence says all it says outright."""


@dataclass(frozen=True, slots=True)
class Marks:
    """The words of a sentence that tell whether it asks, denies, supposes or tells of another time."""

    sentence: Sentence
    found: Mapping[str, Sequence[frozenset[int]]]

    @classmethod
    def of(cls, sentence: Sentence) -> "Marks":
        """The marks of a sentence."""
        found: dict[str, list[frozenset[int]]] = {}
        for said in _MARKS.said_in(sentence):
            found.setdefault(said.subject, []).append(said.at)
        return cls(sentence, found)

    @property
    def ask(self) -> bool:
        """Whether the sentence asks for something."""
        return bool(self.found.get("asks"))

    @property
    def take_nothing_back(self) -> bool:
        """Whether none of its words deny, suppose or tell of another time, as in most sentences."""
        return self.found.keys() <= _ASK

    def deny(self, said: frozenset[int]) -> bool:
        """Whether these words of the sentence are denied."""
        first, clauses = min(said), self.sentence.clauses
        before = (
            max(at) < first and first - max(at) <= _DENIES_WITHIN and clauses[max(at)] == clauses[first]
            for at in self._outside("not", said)
        )
        whole = (clauses[min(at)] == clauses[first] for at in self._outside("not_before", said))
        return any(before) or any(whole)

    def suppose(self, said: frozenset[int]) -> bool:
        """Whether these words are only supposed."""
        return not self.found.get("not_if") and any(min(at) < min(said) for at in self._outside("if", said))

    def tell_of_another_time(self, said: frozenset[int]) -> bool:
        """Whether its clause tells of another time, unless it asks before it does: "we ask that panel agree to"."""
        first, clauses = min(said), self.sentence.clauses
        told = [*self._outside("past", said), *self._outside("later", said)]
        asks = [min(at) for at in self._outside("asks", said) if not any(at & other for other in told)]
        return bool(not self.ask and self.found.get("been")) or any(
            clauses[min(at)] == clauses[first]
            and not any(clauses[ask] == clauses[first] and ask < max(min(at), first) for ask in asks)
            for at in told
        )

    def _outside(self, mark: str, said: frozenset[int]) -> Iterator[frozenset[int]]:
        return (at for at in self.found.get(mark, ()) if not at & said)


_MARKS = Cues(
    {
        "asks": language.ASKS,
        "not": language.NOT,
        "not_before": language.NOT_BEFORE,
        "if": language.IF,
        "not_if": language.NOT_IF,
        "past": language.PAST,
        "been": language.BEEN,
        "later": language.LATER,
    }
)
