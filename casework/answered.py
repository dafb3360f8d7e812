"""What an answer says: something, nothing, that it will come, that nothing applies, or where else to look for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from casework.words import fold

_MOST_WORDS = 6
"""Of "To be confirmed by the commissioner"; a longer answer has more to say than that it is awaited."""
_MOST_WORDS_ELSEWHERE = 7
"""Of "Please see the attached assessment, section 4": what says more than where to look is an answer."""
_MORE = "…"


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


@dataclass(frozen=True, slots=True)
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
        >>> Placeholders(deferred=("TBC …",)).said_by("The parents, TBC by whom")
        <Answered.ANSWERED: 'answered'>
        """
        if not any(map(str.isalnum, answer)) or _is_one(answer, self.blank):
            return Answered.BLANK
        count = len(answer.split())
        if count <= _MOST_WORDS and "£" not in answer and _is_one(answer, self.deferred):
            return Answered.DEFERRED
        if count <= _MOST_WORDS and _is_one(answer, self.not_applicable):
            return Answered.NOT_APPLICABLE
        if count <= _MOST_WORDS_ELSEWHERE and _is_one(answer, self.elsewhere):
            return Answered.ELSEWHERE
        return Answered.ANSWERED


NO_PLACEHOLDERS = Placeholders()


def _is_one(answer: str, phrases: Iterable[str]) -> bool:
    words = fold(answer)
    return words != " " and any(_fits(words, phrase) for phrase in phrases)


def _fits(words: str, phrase: str) -> bool:
    known = fold(phrase)
    if known == " ":
        return False
    if phrase.endswith(_MORE):
        return words.startswith(known)
    return words.endswith(known) if phrase.startswith(_MORE) else words == known
