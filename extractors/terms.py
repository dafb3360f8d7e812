"""The words of a name as the field says them: short forms and long ones, plurals, and slips of spelling made one."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from casework.judging import kept_beside, once
from extractors.words import folded

_SPOKEN: Mapping[str, tuple[str, ...]] = {
    "lac": (
        "looked after children",
        "looked after child",
        "looked after young person",
        "child looked after",
        "children looked after",
        "looked after",
        "child in care",
        "children in care",
        "our children",
        "cared for child",
        "cared for children",
        "children we look after",
        "child we look after",
        "cla",
        "cic",
        "clac",
    ),
    "fgc": (
        "family group conference",
        "family group conferencing",
        "family group conferences",
        "family group decision making",
        "fgdm",
        "family group meeting",
        "fgm",
    ),
    "plo": ("public law outline",),
    "cin": ("child in need", "children in need"),
    "cp": ("child protection",),
    "cp conference": ("icpc", "rcpc", "cpc", "case conference", "cp conf"),
    "initial cp conference": ("initial case conference",),
    "legal planning meeting": ("lpm", "rlpm"),
    "legal gateway meeting": ("lgm",),
    "legal planning new admission": ("lpna", "lpnap"),
    "iro": ("independent reviewing officer", "independent reviewing service"),
    "sg": ("special guardianship", "special guardian", "special guardians", "special guardianship order", "sgo"),
    "case management order": ("cmo",),
    "swet": (
        "social work evidence template",
        "social worker evidence template",
        "social workers evidence template",
        "swe template",
    ),
    "ehc plan": ("ehcp", "education health and care plan", "education health care plan"),
    "ehc": ("education health and care", "education health care"),
    "personal education plan": ("pep", "epep"),
    "early help assessment": ("eha",),
    "child family assessment": ("cfa", "c and f assessment", "c f assessment", "candf assessment"),
    "child family": ("c and f", "candf", "children and families", "child and families", "children and family"),
    "initial health assessment": ("iha",),
    "review health assessment": ("rha",),
    "independent social worker": ("isw",),
    "social worker": ("sw",),
    "individual placement agreement": ("ipa",),
    "letter before proceeding": ("lbp",),
    "pre proceeding": ("preproceedings", "pre preceedings", "pre proceeding"),
    "pre birth": ("prebirth", "antenatal", "unborn baby"),
    "sg support plan": ("sgsp",),
    "camhs": (
        "child and adolescent mental health service",
        "child and adolescent mental health services",
        "child adolescent mental health service",
        "child adolescent mental health services",
        "camh service",
    ),
    "permanence": ("permanency",),
    "meeting": ("mtg", "mtng"),
    "minute": ("mins", "minuets"),
    "assessment": ("ax", "assmt", "asmt", "assess", "asst"),
    "report": ("rpt",),
    "chronology": ("chron", "chrono"),
    "review": ("rev", "rvw"),
    "conference": ("conf",),
    "request": ("req",),
    "application": ("app", "appn"),
    "statement": ("stmt",),
    "letter": ("ltr",),
    "regulation": ("reg",),
}
"""One way of saying it, and the others. Only letters that mean one thing wherever they stand in a title are here."""
_KEPT = frozenset(("ss", "us", "is"))
_UNSAID = frozenset(
    ["the", "a", "an", "of", "for", "to", "in", "on", "and", "by", "with", "at", "from", "re", "regarding", "under",
     "about", "into", "his", "her", "their", "its"]
)  # fmt: skip
"""Words that a name may hold or leave out."""
_NO_MISTAKE = frozenset(("confidence", "confident", "conferred", "parented", "planting", "carer", "carers"))
"""Words of their own right that are a letter or two from one of ours."""


_OF_LAW = re.compile(r"(?P<what>s|sec|reg|r)(?P<number>\d{1,2}[a-d]?)(?:\d+\w?)?")
_LAW = {"s": "section", "r": "regulation"}
_PARAGRAPH = re.compile(r"\d{1,2}[a-d]?")
"""Of "14A(8)(b)" the section alone: 14a."""
_LONG = 6
_VERY_LONG = 9
"""A word of so many letters may be one letter from ours, or two."""
_COMMON = 15
_RARE = 5


class Term(NamedTuple):
    """A word as the field says it, and the words it was read from: the first, and the one after the last."""

    text: str
    start: int
    end: int


def stem(word: str) -> str:
    """The word without the s of its plural or genitive.

    >>> stem("minutes"), stem("process"), stem("childrens")
    ('minute', 'process', 'children')
    """
    return word[:-1] if len(word) > 3 and word.endswith("s") and word[-2:] not in _KEPT else word


@lru_cache(maxsize=1)
def _ways() -> Mapping[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]:
    """By first word: other ways of saying something, longest first, and the words we say instead."""
    by_first: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for ours, others in _SPOKEN.items():
        for other in others:
            words = tuple(map(stem, other.split()))
            by_first.setdefault(words[0], []).append((words, tuple(map(stem, ours.split()))))
    return {first: tuple(sorted(ways, key=lambda way: -len(way[0]))) for first, ways in by_first.items()}


def terms_of(words: Sequence[str]) -> tuple[Term, ...]:
    """The terms of folded words, in order; words that any name may leave out are left out."""
    return tuple(term for term in _said(tuple(_numbered(words))) if term.text not in _UNSAID)


def terms_in(text: str) -> tuple[Term, ...]:
    """The terms of a text.

    >>> [term.text for term in terms_in("Minutes of the Permanency Planning Mtg")]
    ['minute', 'permanence', 'planning', 'meeting']
    """
    return terms_said(folded(text))


@once
def terms_said(words: str) -> tuple[Term, ...]:
    """The terms of folded words with a space between, the same as `terms_of` gives of them one by one."""
    return terms_of(words.split())


def _numbered(words: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Each word without its plural, and its place; "s47" and "sec.31a" are the section of that number."""
    for place, word in enumerate(words):
        before = words[place - 1] if place else ""
        if word[:1] in _LAW and not word.isalpha() and (found := _OF_LAW.fullmatch(word)):
            yield from ((_LAW[found["what"][0]], place), (found["number"], place))
        elif word in ("s", "sec") and words[place + 1 : place + 2] and words[place + 1][0].isdigit():
            yield "section", place
        elif before in ("s", "sec", "section") and (found := _PARAGRAPH.match(word)):
            yield found[0], place
        else:
            yield stem(word), place


def _said(words: tuple[tuple[str, int], ...]) -> Iterator[Term]:
    at, ways = 0, _ways()
    while at < len(words):
        for others, ours in ways.get(words[at][0], ()):
            if tuple(word for word, _ in words[at : at + len(others)]) == others:
                first, last = words[at][1], words[at + len(others) - 1][1] + 1
                yield from (Term(word, first, last) for word in ours)
                at += len(others)
                break
        else:
            yield Term(words[at][0], words[at][1], words[at][1] + 1)
            at += 1


class Spelling:
    """The words that names are made of; a longer word one or two letters from one of them is that word misspelt.

    `counts` says how many names hold a word: a rare one beside a frequent one is a slip that somebody wrote down.
    `others` are words that stand in papers and mean themselves.
    """

    def __init__(self, counts: Mapping[str, int], others: Collection[str] = ()) -> None:
        said = {word for ways in _SPOKEN.values() for way in ways for word in way.split()}
        real = said | set(others)
        self._long = _long(word for word, count in counts.items() if count >= _COMMON)
        rare = (word for word, count in counts.items() if count < _RARE and word not in real)
        slips = {word for word in rare if self._nearest(word) != word}
        self._known = frozenset(counts.keys() | real) - slips
        self._long = _long(counts.keys() - slips)

    def mended(self, words: Sequence[str]) -> list[str]:
        """The words, those misspelt as they should be."""
        return [self._mended(word) for word in words]

    def _mended(self, word: str) -> str:
        if len(word) < _LONG or word in self._known or stem(word) in self._known:
            return word
        seen = kept_beside(self)
        if word not in seen:
            seen[word] = self._nearest(word)
        return str(seen[word])

    def _nearest(self, word: str) -> str:
        if len(word) < _LONG or word in _NO_MISTAKE or not word.isalpha():
            return word
        # Loading it costs ten milliseconds, which a paper whose words are all known need not pay.
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extractOne

        slips = 1 if len(word) < _VERY_LONG else 2
        found = extractOne(word, self._long, scorer=OSA.distance, score_cutoff=slips)
        if found is None or (found[0][0] != word[0] and found[1] > 1):
            return word
        return str(found[0])


def _long(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(word for word in words if len(word) >= _LONG and word.isalpha()))
