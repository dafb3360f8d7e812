"""Whether words in a sentence or a row are taken back there: "no holiday", "not for transport", "Holiday | No"."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from casework.words import plain_letters

_CLAUSE = re.compile(r"[.;!]+(?=\s|$)|[–—]|\bbut\b|\bhowever\b|\bthough\b|\binstead\b")
_NEGATOR = re.compile(r"\b(?:no|not|never|without|nothing|none|neither|nor|nobody|isn['’]?t|aren['’]?t|wasn['’]?t"
                      r"|refus(?:e|es|ed|ing)|declin(?:es|ed|ing) to"
                      r"|weren['’]?t|don['’]?t|doesn['’]?t|didn['’]?t|hasn['’]?t|haven['’]?t)\b")  # fmt: skip
_NO_MORE_DENIED = re.compile(
    r"\b(?:and|so|because|as|since|until|if|when|while|who|which|that|where|whether|therefore|then|only|just|enough|able"
    r"|we|i|he|she|they|agree|agreed to|want|wants|accept|wish|believe|think|understand|know|consent"
    r"|doubt|later than|longer than|more than|less than)\b"
)
"""Words that end what a "not" before them denies, or make it deny something else."""
_OR = re.compile(r"\bn?or\b|/")
_FARTHEST = 12
"""Words between "not" and what it denies, at most: a list of what is not asked for may be long."""
_ANSWERED_NO = re.compile(
    r"[^.;!?:|–—]{0,90}[?:|–—][\s|☐☒☑✓✔:–—-]*(?:no|none|nil|n\s?/\s?a"
    r"|not (?:applicable|needed|required|asked|requested|sought))\b"
    r"(?=\s*(?:$|[.,;)|(–—-]|(?:he|she|they|it|this|is|are)\b"
    r"|\d+(?:[.,]\d+)?\s?(?:miles?|km|min(?:ute)?s?|hours?|days?|weeks?|months?)\b))"
)
"""What follows words that are a printed question, or a row's label, where the answer is a refusal."""
_SAID_NOT_SO = re.compile(
    r"['’\")]*(?: (?:placements?|moves?|home|element))? (?:(?:do|does|did|would|will) not|(?:do|does|did|would)n['’]?t"
    r"|won['’]?t|is not|isn['’]?t|are not|aren['’]?t)"
    r" (?:arise|apply|come (?:into|up)|relevant|applicable|in question|involved|proposed|planned|asked for|sought)\b"
)
"""What follows words of which a sentence goes on to say that they do not arise."""


def is_denied(text: str, phrase: str) -> bool:
    """Whether a text holds the phrase, and takes it back wherever it stands.

    >>> is_denied("It is not for a holiday, childminding or transport.", "childminding")
    True
    >>> is_denied("Transport / low level home support | No", "transport")
    True
    >>> is_denied("He is not in school and transport is asked for.", "transport")
    False
    """
    said = _plain(text)
    places = list(_places(said, phrase))
    return bool(places) and all(_answered_no(said, end) or _negated(said, start) for start, end in places)


def undenied(text: str, phrases: Iterable[str]) -> str | None:
    """The longest of the phrases that a text says without taking it back, or None."""
    said = _plain(text)
    found = [phrase for phrase in phrases if any(True for _ in _places(said, phrase)) and not is_denied(text, phrase)]
    return max(found, key=len, default=None)


def _plain(text: str) -> str:
    return plain_letters(text.replace("&", " and "))


def _places(said: str, phrase: str) -> Iterator[tuple[int, int]]:
    if pattern := _pattern(phrase):
        yield from (found.span() for found in pattern.finditer(said))


@lru_cache(maxsize=1024)
def _pattern(phrase: str) -> re.Pattern[str] | None:
    """The words of a phrase of the policy, whatever stands between them; never a paper's."""
    words = r"\W+".join(re.findall(r"[a-z0-9£]+", _plain(phrase)))
    return re.compile(rf"(?<![a-z0-9£]){words}(?![a-z0-9£])") if words else None


def _answered_no(said: str, end: int) -> bool:
    return _ANSWERED_NO.match(said, end) is not None or _SAID_NOT_SO.match(said, end) is not None


def _negated(said: str, start: int) -> bool:
    """Whether the nearest "not" before the words denies them too: nothing between ends its reach."""
    clause = _CLAUSE.split(said[:start].rsplit("|", 1)[-1])[-1]
    negators = list(_NEGATOR.finditer(clause))
    if not negators:
        return False
    between = clause[negators[-1].end() :]
    if len(between.split()) > _FARTHEST or "?" in between or ":" in between or _NO_MORE_DENIED.search(between):
        return False
    return "," not in between or bool(_OR.search(between) or _OR.search(_CLAUSE.split(said[start:])[0]))
