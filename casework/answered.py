"""What an answer says: something, nothing, that it will come, that nothing applies, or where else to look for it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from casework.words import fold

_MOST_WORDS = 6
"""Of "To be confirmed by the commissioner"; a longer answer has more to say than that it is awaited."""
_MOST_WORDS_ELSEWHERE = 7
"""Of "Please see the attached assessment, section 4": what says more than where to look is an answer."""
_MORE = "…"
_DOUBT = re.compile(r"\?\s?\?")
"""Two question marks are a writer's note to ask somebody; one may end a child's own words."""


class Answered(StrEnum):
    """What somebody answered, if anything."""

    BLANK = "blank"
    DEFERRED = "deferred"
    NOT_APPLICABLE = "not_applicable"
    ELSEWHERE = "elsewhere"
    ANSWERED = "answered"

    @property
    def is_blank(self) -> bool:
        """Whether there is no answer yet: none at all, or only the promise of one."""
        return self in (Answered.BLANK, Answered.DEFERRED)


@dataclass(frozen=True)
class Placeholders:
    """Words that stand where an answer should, as `policy/placeholders.yaml` lists them.

    An entry is a whole answer; "TBC …" is one that a few more words may follow, and "… is attached" one that they may
    come before.
    """

    blank: tuple[str, ...] = ()
    deferred: tuple[str, ...] = ()
    not_applicable: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()

    def said_by(self, answer: str) -> Answered:
        """What an answer says, once the form's own printed text is out of it.

        >>> Placeholders(deferred=("TBC …",)).said_by("TBC by commissioning")
        <Answered.DEFERRED: 'deferred'>
        >>> Placeholders().said_by("Grandparents?? ask fostering")
        <Answered.DEFERRED: 'deferred'>
        >>> Placeholders(deferred=("TBC …",)).said_by("The parents, TBC by whom")
        <Answered.ANSWERED: 'answered'>
        """
        if not any(map(str.isalnum, answer)):
            return Answered.BLANK
        words, count = fold(answer), len(answer.split())
        if self._folded[Answered.BLANK].hold(words):
            return Answered.BLANK
        if count <= _MOST_WORDS and _DOUBT.search(answer):
            return Answered.DEFERRED
        if count <= _MOST_WORDS and "£" not in answer and self._folded[Answered.DEFERRED].hold(words):
            return Answered.DEFERRED
        if count <= _MOST_WORDS and self._folded[Answered.NOT_APPLICABLE].hold(words):
            return Answered.NOT_APPLICABLE
        if count <= _MOST_WORDS_ELSEWHERE and self._folded[Answered.ELSEWHERE].hold(words):
            return Answered.ELSEWHERE
        return Answered.ANSWERED

    @cached_property
    def _folded(self) -> Mapping[Answered, "_Phrases"]:
        return {
            Answered.BLANK: _Phrases.of(self.blank),
            Answered.DEFERRED: _Phrases.of(self.deferred),
            Answered.NOT_APPLICABLE: _Phrases.of(self.not_applicable),
            Answered.ELSEWHERE: _Phrases.of(self.elsewhere),
        }


@dataclass(frozen=True, slots=True)
class _Phrases:
    """Folded words: whole answers, beginnings and ends of answers."""

    whole: frozenset[str]
    first: tuple[str, ...]
    last: tuple[str, ...]

    @classmethod
    def of(cls, phrases: Iterable[str]) -> "_Phrases":
        known = [(phrase, words) for phrase in phrases if (words := fold(phrase)) != " "]
        first = tuple(words for phrase, words in known if phrase.endswith(_MORE))
        others = [(phrase, words) for phrase, words in known if not phrase.endswith(_MORE)]
        last = tuple(words for phrase, words in others if phrase.startswith(_MORE))
        return cls(frozenset(words for phrase, words in others if not phrase.startswith(_MORE)), first, last)

    def hold(self, words: str) -> bool:
        """Whether folded words are one of them."""
        return words != " " and (words in self.whole or words.startswith(self.first) or words.endswith(self.last))


NO_PLACEHOLDERS = Placeholders()
