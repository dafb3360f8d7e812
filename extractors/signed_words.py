"""What stands in a place to sign: a name, a day, a mark, a refusal, or only what is printed there."""

import re
from itertools import takewhile

from extractors.answers import with_boxes
from extractors.dates import MONTH, dates_found
from extractors.signing import is_act, is_said_in_signing, without_roles
from extractors.words import folded

_PARTS = re.compile(
    r"(?:^|(?<=[\s,;(]))(?P<name>(?:print(?:ed)?\s+|full\s+)?name(?:\s*\(print(?:ed)?\))?|role|position|job title)"
    r"\s*(?::|$)"
    r"|(?:^|(?<=[\s,;(]))(?P<sign>signature|signed(?:\s+by)?|sign\s+here|initials)\s*(?::|$)"
    r"|(?:^|(?<=[\s,;(]))(?P<day>date(?:d|\s+(?:signed|agreed|of\s+signature))?)\b\s*:?",
    re.IGNORECASE,
)
"""The places into which one for a signature is divided."""
NOT = re.compile(
    r"\b(?:see|as\s+above|not|no|none|nil|n/a|never|refused|declined|await(?:s|ed|ing)?|pending|outstanding|chas(?:ed|ing)|absent"
    r"|unavailable|on\s+(?:annual\s+)?leave|off\s+sick|unable|(?:to|will|needs?\s+to)\s+(?:sign|agree|approve|be|follow)|yet)\b",
    re.IGNORECASE,
)
"""What says that somebody did not sign, or hides it."""
_AWAITED = re.compile(
    r"\b(?:(?:will|to|must|needs?\s+to|going\s+to)\s+(?:chase|sign|agree|approve)|chas(?:e[ds]?|ing)(?:\s+up)?"
    r"|await(?:s|ed|ing)?|pending|not\s+yet\s+(?:signed|agreed|approved|back)|not\s+signed"
    r"|(?:signed|agreed|approved)\s+yet|for\s+(?:signature|signing|sign[ -]off|agreement|approval))\b",
    re.IGNORECASE,
)
"""What says that it is not signed yet, unless somebody else or another way of agreeing is told of beside it."""
_DONE_OTHERWISE = frozenset(("yes", "verbal", "verbally", "orally", "phone", "deputy", "behalf", "instead", "supports"))
_NOBODY_ELSE = re.compile(
    r"\b(?:and\s+)?(?:(?:his|her|the)\s+)?deputy\s+(?:(?:wo|would|can|could|did|does)n[’']t|would\s+not|will\s+not|cannot"
    r"|refused|declined)\b",
    re.IGNORECASE,
)
"""What says that nobody did it for him either."""
_LETTERS = re.compile(r"[^\W\d_]{2,}|\b[^\W\d_]\.")
_MONTHS = re.compile(rf"\b(?:{MONTH})\b", re.IGNORECASE)
_CAPITAL = re.compile(r"\b[A-Z]")
NAME = re.compile(r"(?:[A-Z][\w’'-]*\.?\s+){1,3}[A-Z][\w’'-]+")
"""A line that is a name and nothing else."""
_SENTENCE = re.compile(r"\W*(?:please|i|we|by\s+signing|to\s+be|this|the|must|should)\s+\w", re.IGNORECASE)
_PRINTED = frozenset(
    ["name", "names", "print", "printed", "date", "dated", "time", "full", "block", "capitals", "capital", "please",
     "here", "signature", "signed", "sign", "and", "of", "the", "on", "by", "for", "behalf", "role", "position", "job",
     "title", "panel", "decision", "office", "use", "only"]
)  # fmt: skip
"""What is printed where somebody is to write, and is nobody's name."""
_STROKE = re.compile(r"[^\w\s.,:;/()\[\]'’–—-]")
"""A sign that stands in no day, not even in one half read."""
MARKED = "☒"
_SPOKEN = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_NAME_WORDS = 4
_NAMES_ITS_ROLE = re.compile(r"\bby\b|[,(–]")
"""What ties a role to the name beside it: "by R. Lisle, Team Manager", and not "R. Okafor Team Manager"."""
_SIGNED_LINES, _SIGNED_WORDS = 4, 12


def is_statement(text: str) -> bool:
    """Whether words are a sentence that may be printed: "I confirm that …", "Please sign below"."""
    return not any(dates_found(text)) and (len(text.split()) > _SIGNED_WORDS or bool(_SENTENCE.match(text)))


def has_name(text: str) -> bool:
    """Whether words hold somebody's name, or say that he did it; days and what is printed there are neither."""
    words = without_roles(without_days(text))
    return bool(_LETTERS.search(words)) and not _PRINTED.issuperset(folded(words).split())


def is_awaited(text: str) -> bool:
    """Whether words say that somebody has not signed yet, and nothing that could mean that it was agreed all the same.

    >>> is_awaited("e-mailed to Ann 19/5, on leave until Tuesday - will chase")
    True
    >>> is_awaited("Agreed by phone 19/5, on leave until Tuesday - will sign")
    False
    """
    rest, count = _AWAITED.subn(" ", _NOBODY_ELSE.sub(" ", text))
    words = folded(rest).split()
    return bool(count) and not any(is_act(word) or word in _DONE_OTHERWISE for word in words)


def is_bare_mark(text: str) -> bool:
    """Whether a tick is all that stands in a place to sign: no word, no name and no day say whose it is.

    >>> is_bare_mark("☒"), is_bare_mark("[x]"), is_bare_mark("☒ 3/6/26"), is_bare_mark("☒ Yes ☐ No")
    (True, True, False, False)
    """
    marked = with_boxes(text)
    return MARKED in marked and not any(map(str.isalnum, marked))


def is_scrawl(text: str) -> bool:
    """Whether what stands in a place to sign is no word and no day: so a scan reads what is written by hand.

    >>> is_scrawl("w N 2"), is_scrawl("27~"), is_scrawl("3/6/26"), is_scrawl("")
    (True, True, False, False)
    """
    rest = without_days(text)
    words = set(folded(rest).split()) - _PRINTED
    return any(map(str.isalnum, rest)) and (bool(_STROKE.search(rest)) or any(map(str.isalpha, words)))


def pieces_in(text: str) -> list[tuple[str, str]]:
    """What stands in a place to sign, by what is printed before each: "name", "sign", "day", or nothing.

    >>> pieces_in("R. Lisle  Date: 3/6/26")
    [('', 'R. Lisle'), ('day', '3/6/26')]
    """
    marks = list(_PARTS.finditer(text))
    begins = [0, *(mark.end() for mark in marks)]
    ends = [*(mark.start() for mark in marks), len(text)]
    kinds = ["", *(mark.lastgroup or "" for mark in marks)]
    found = [(kind, text[begin:end].strip(" \t,;:-–")) for kind, begin, end in zip(kinds, begins, ends, strict=True)]
    return [(kind, said) for kind, said in found if kind or said]


def is_written_over(pieces: list[tuple[str, str]]) -> bool:
    """Whether a name may stand where the day should: a scan reads what is written large out of its place."""
    return any(kind == "day" and bool(_CAPITAL.search(_MONTHS.sub("", without_days(said)))) for kind, said in pieces)


def without_days(text: str) -> str:
    """The text without the days it names."""
    for found in dates_found(text):
        text = text.replace(found.words, " ")
    return text


def begins_with_act(text: str) -> bool:
    """Whether an answer says what its signer did: “Agreed, R. Lisle”."""
    first, rest = (*text.lstrip("☒ ").split(maxsplit=1), "", "")[:2]
    return is_act(folded(first)) and (not rest or any(dates_found(rest)) or bool(_CAPITAL.search(rest)))


OF_OTHER_PAPERS = frozenset(["statement", "report", "section", "consent", "document"])
"""What else than a form is signed, and may be told of on its lines."""


def is_signed_sentence(text: str) -> bool:
    """Whether a line says that somebody did it, who and when, and nothing else.

    >>> is_signed_sentence("Checked and signed by R. Lisle (Team Manager) on 3/6/26")
    True
    >>> is_signed_sentence("Agreed at panel that R. Lisle moves on 3/6/26")
    False
    >>> is_signed_sentence("Consent agreed by R. Lisle (Team Manager) on 3/6/26")
    False
    """
    days = list(dates_found(text))
    if not OF_OTHER_PAPERS.isdisjoint(folded(text).split()):
        return False
    if NOT.search(text) or not begins_with_act(text) or len(days) != 1 or not _NAMES_ITS_ROLE.search(text):
        return False
    if without_roles(text[days[0].start :]) != text[days[0].start :]:
        return False  # behind a name with its day the next role is another's, and may be left blank
    words = _SPOKEN.findall(without_roles(without_days(text)))
    names = [word for word in words[1:] if word[0].isupper() and not is_act(folded(word))]
    return 0 < len(names) <= _NAME_WORDS and all(is_said_in_signing(word) for word in words if word not in names)


def kind_of_column(text: str) -> str:
    """What a column is for, by its heading: sign, day, name, or nothing."""
    words = set(folded(text).split())
    if {"signature", "signatures", "signed", "sign"} & words:
        return "sign"
    if "date" in words:
        return "day"
    if {"agreed", "agreement", "approved", "authorised", "checked"} & words:
        return "sign"
    return "name" if {"name", "names"} & words else ""


def _asks_another(line: str) -> bool:
    return any(map(is_act, folded(line).split())) and _PARTS.match(line) is None


def own_lines(text: str) -> str:
    """The lines up to where somebody else is asked to sign: a name and a day are short."""
    lines = text.split("\n")[:_SIGNED_LINES]
    return "\n".join((*lines[:1], *takewhile(lambda line: not _asks_another(line), lines[1:])))
