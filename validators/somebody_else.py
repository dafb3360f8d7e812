"""Whom a paper is about that names nobody of ours: the name in its title, or beside "Re:", "Case" or "Family"."""

import re
from collections.abc import Iterable, Iterator

from casework.document import Document, Passage, Role
from casework.evidence import Evidence
from casework.names import plain_name
from casework.words import shortened

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_WORD = rf"{_CAPITAL}[^\W\d_]+(?:[’'-][^\W\d_]+)*"
_LABELLED = re.compile(
    rf"^\W*(?:\d+[.)]?\s*)?(?:child(?:ren)?(?:[’']s)?(?: name)?|young person|re|case|regarding|in respect of|about"
    r"|concerning|pupil|item(?: \d+)?)\b[\s:|.–-]+(?:\d+\s*[–-]\s*)?"
    rf"(?-i:(?P<name>{_WORD}(?: {_WORD}){{1,3}}))(?![’'])",
    re.IGNORECASE,
)
_FAMILY = re.compile(
    rf"^\W*(?i:family|family name|surname)\s*[:|–-]+\s*(?P<name>{_WORD}(?:(?: ?[/–-] ?| ){_WORD}){{0,2}})"
)
_TOGETHER = re.compile(
    rf"(?:^\W*(?i:re|in respect of|concerning|case|children)\b[\s:|.–-]+|\(\d\)\s?(?:[–-]|and)\s?\(\d\)\s*)"
    rf"(?P<name>{_WORD}(?:, {_WORD})*(?: and| &) {_WORD} {_WORD})"
)
"""Brothers and sisters with their surname once, as courts and letters name them: "Re Ann and Ben Lee"."""
_IN_A_TITLE = re.compile(
    rf"(?:\b(?i:for|of|re:?|about)|[–—:-])\s+(?P<name>{_WORD}(?: {_WORD})?)\s*(?=$|[(,–—-])"
    rf"|^(?P<whose>{_WORD})[’']s\s+(?i:(?:our |family )*(?:plan|review|meeting|chronology|story|assessment|care plan))"
    rf"|^(?P<first>{_WORD}(?: {_WORD})?)\s+[–—-]\s"
)
_TITLE_LINES = 4
_FIRST_LINES = 14
_LONGEST_LINE = 400
_SAID_OF = (
    r"(?:[’']s\b|\s+(?:is|was|has|had|said|says|told|wants|wanted|likes|lives|needs|would|will|goes|went|moved)\b)"
)
_NOT_A_CHILD = frozenset(
    ["unborn", "baby", "draft", "final", "interim", "council", "court", "panel", "team", "the", "mother", "father",
     "mr", "mrs", "ms", "miss", "dr", "confidential", "england", "review", "plan", "minutes", "report", "family",
     "meeting"]
)  # fmt: skip
_OFTEN = 2


def somebody_else(document: Document, family: Iterable[str]) -> Evidence | None:
    """The words by which a recognised paper is about somebody who bears no part of these names, if there are any.

    A first name alone counts where the text goes on to tell of whoever bears it.
    """
    if document.role is not Role.PAPER or document.type is None:
        return None
    ours = {part for name in family for part in plain_name(name)}
    told = "\n".join(passage.text for passage in document.passages)
    for number, passage in enumerate(document.passages[:_FIRST_LINES]):
        for name, is_sure in _named(passage, number):
            parts = set(plain_name(name))
            if parts & (ours | _NOT_A_CHILD) or not parts:
                continue
            if is_sure or _is_told_of(name.split()[0], told):
                return Evidence(document.file, passage.place, shortened(passage.text))
    return None


def _named(passage: Passage, number: int) -> Iterator[tuple[str, bool]]:
    """Names in a line that says whose a paper is, and whether the line leaves no doubt that they are names."""
    text = passage.text[:_LONGEST_LINE]
    for pattern in (_FAMILY, _TOGETHER, _LABELLED):
        if found := pattern.search(text):
            yield found["name"], pattern is not _LABELLED
    if number < _TITLE_LINES:
        for found in _IN_A_TITLE.finditer(text):
            yield found["name"] or found["whose"] or found["first"], False


def _is_told_of(first: str, told: str) -> bool:
    """Whether the text speaks of somebody of that name: "Ann's", "Ann wants"."""
    return len(re.findall(rf"\b{re.escape(first)}{_SAID_OF}", told)) >= _OFTEN
