"""What a sentence says of a fact in words that others may stand between: it is so, it is not so, or it is left open.

A cue is written as the cues of requests are: "Director .. agreed/approved" allows some words between, "by ..3 Director"
three at most, and "agreed/approved" says one of two. A refusal in it or before it turns it round ("the Director would
not agree"); what is hoped for, asked of somebody or laid down as a rule is no telling ("must be agreed"). Unlike those
of requests these cues are compared by letters and not by stems: what "agreed" says of a fact, "to agree" does not.
"""

import re
from collections.abc import Iterable, Iterator, Set
from functools import lru_cache

from casework.judging import once
from casework.words import fold, plain_letters, typed

_GAP = re.compile(r"\s*\.\.(\d?)\s*")
_FURTHEST = "8"
"""Words that may stand between two halves of a cue where it does not say."""
_LONGEST_CLAUSE = 300
"""Letters before a cue that are looked at: a paper without a full stop must not be read anew at each cue."""
_SENTENCE = re.compile(
    r"(?<=[.!?;])(?<!\bmr\.)(?<!\bms\.)(?<!\bdr\.)(?<!\bmrs\.)(?<!\ba\.m\.)(?<!\bp\.m\.)(?<!\bno\.)\s+(?!\|)|\s*[•▪]\s*|\n+"
)
_REFUSED = re.compile(
    r"\b(?:no|not|never|nor|none|nobody|nothing|without|neither|declined to|refused|turned (?:it |this |us )?down"
    r"|yet to)\b|n['’]t\b"
)
_OPEN = re.compile(
    r"\b(?:must|should|shall|needs? to|has to|have to|to be|tbc|tba|await\w*|if|unless|whether|once|until"
    r"|hop(?:e|es|ing)|ask(?:ed|ing)?|request(?:ed|ing)?|seek(?:ing)?|sought|pending|due|subject to|would|could|might"
    r"|may|will|wants?|plan(?:s|ned|ning)?|intend\w*|chas\w+|waiting|please)\b"
)
_RULE = re.compile(
    r"\b(?:must|shall|deemed to be|unless|(?:will|does|do) not (?:be )?fund(?:ed)?|not be brought|panel will consider"
    r"|(?:threshold|guidance|policy|procedure) says|delete as appropriate|take into account"
    r"|(?:is|are) to be (?:given|set out)|may be (?:brought|more appropriately)|not an appropriate)\b"
    r"|^\W*where (?:a|an|any|the|undertaken)\b"
)
"""What makes a sentence a rule that somebody quotes, or a form's own words."""
_MAY_COME = re.compile(r"^(?:\W*\w{1,2}[.)])?\W*(?:if|should|once|in case|unless)\b")
"""How a sentence begins that speaks of what may come."""
_CLAUSE = re.compile(r"[,:|(]\s|\s[-–—]\s|\b(?:and|but|because|so|as|which|who)\b")


def told(text: str, cues: Iterable[str]) -> set[bool]:
    """What the sentences of a text say by these cues: nothing, yes, no, or both.

    >>> told("DCSW agreed to it on 3 May.", ["DCSW .. agreed"]), told("DCSW has not agreed.", ["DCSW .. agreed"])
    ({True}, {False})
    >>> told("DCSW to be asked on 3 May whether she agreed.", ["DCSW .. agreed"])
    set()
    """
    known = [pattern for cue in cues if (pattern := _pattern(cue))]
    return {said for sentence in _sentences(text) for said in _said(sentence, known)}


def is_only_laid_down(text: str, phrase: str) -> bool:
    """Whether a phrase stands in a text only where a rule is quoted, or said of what may come.

    >>> is_only_laid_down("An FGC must be held. Mother knows.", "FGC must be held")
    True
    >>> is_only_laid_down("If he returns we will bring it back to panel.", "back to panel")
    True
    """
    pattern = _pattern(phrase)
    found = [(each, at) for each in _sentences(text) if pattern and (at := pattern.search(each))]
    return bool(found) and all(
        _RULE.search(each) or ((may := _MAY_COME.search(each)) and may.start() < at.start()) for each, at in found
    )


@lru_cache(maxsize=8192)
def is_cue(phrase: str) -> bool:
    """Whether a phrase of the policy allows words between or says one of several words."""
    return ".." in phrase or "/" in phrase


def may_be_told(words: Set[str], cue: str) -> bool:
    """Whether a cue's words, or one of each several, are among folded words, without which no text tells it."""
    return not any(map(words.isdisjoint, _words_of(cue)))


@lru_cache(maxsize=8192)
def _words_of(cue: str) -> tuple[frozenset[str], ...]:
    """The first word of each alternative of each word of a cue; those that hold none are left out."""
    slots = (each for each in _GAP.sub(" ", cue).split() if not each.isdigit())
    firsts = (frozenset(said[0] for one in slot.split("/") if (said := fold(one).split())) for slot in slots)
    return tuple(each for each in firsts if each)


def _said(sentence: str, cues: Iterable[re.Pattern[str]]) -> Iterator[bool]:
    if sentence.rstrip().endswith("?"):
        return
    for cue in cues:
        for found in cue.finditer(sentence):
            before = _CLAUSE.split(sentence[max(0, found.start() - _LONGEST_CLAUSE) : found.start()])[-1]
            said = found[0] if not _REFUSED.search(cue.pattern) else ""
            if not _OPEN.search(before + found[0]):
                yield not _REFUSED.search(before + said)


@once
def _sentences(text: str) -> list[str]:
    return [part for part in _SENTENCE.split(plain_letters(typed(text)).replace("&", " and ")) if part.strip()]


@lru_cache(maxsize=2048)
def _pattern(cue: str) -> re.Pattern[str] | None:
    """A cue of the policy; never a paper's words."""
    first, *more = _GAP.split(plain_letters(typed(cue)))
    said = _run(first)
    for most, run in zip(more[::2], more[1::2], strict=True):
        said += rf"\W+(?:\w+\W+){{0,{most or _FURTHEST}}}?" + _run(run)
    return re.compile(rf"(?<!\w){said}(?!\w)") if said else None


def _run(words: str) -> str:
    return r"\W+".join(map(_word, words.split()))


def _word(word: str) -> str:
    """One word of a cue, or one of several."""
    return f"(?:{'|'.join(map(re.escape, word.split('/')))})" if "/" in word else re.escape(word)
