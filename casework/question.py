"""Questions that a reply asks by number, and what the sender answered under such a number."""

from dataclasses import dataclass

from casework.evidence import Evidence
from casework.finding import Reason


@dataclass(frozen=True, slots=True)
class Settles:
    """A requirement or rule that a question was asked about, for which child, and why it was asked."""

    subject: str
    for_child: str | None
    reason: Reason


@dataclass(frozen=True, slots=True)
class Question:
    """A numbered question, the council's words behind it, and what it would settle.

    `facts` are the yes-or-no facts whose question this is; with none, or several, only a person can use the answer.
    """

    number: int
    words: str
    quotes: tuple[str, ...]
    settles: tuple[Settles, ...]
    facts: tuple[str, ...] = ()

    @property
    def asks_if_there_is_one(self) -> bool:
        """Whether it asks only if a paper exists, which a "no" settles."""
        return all(each.reason is Reason.NOT_THERE_MAY_NOT_EXIST for each in self.settles)


@dataclass(frozen=True, slots=True)
class Said:
    """What one line of a mail answers to a question: yes, no, or (None) something that only a person may judge.

    `mail` counts the mails of the request, so that what was said later can be told from what was said before.
    """

    question: Question
    value: bool | None
    evidence: Evidence
    mail: int = 0
