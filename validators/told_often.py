"""Whom a paper tells of again and again, one sentence after the other, by one name that none of our papers knows."""

import re
from collections.abc import Set

from casework.document import Document
from casework.evidence import Evidence
from casework.names import NAME_WORD, plain_name
from casework.words import shortened
from validators.somebody_else import NOBODY, SAID_OF

_OFTEN, _TWICE = 3, 2
"""Of one name; of two names each is told of twice at least, as brothers and sisters are."""
_PLACE = r"(?<!\bthe )(?<!\bat )(?<!\bin )(?<!\bon )(?<!\bnear )(?<!\bthis )(?<!\bvia )(?<!\bper )"
"""Before the name of a place or of a service rather than of somebody."""
_TOLD = re.compile(
    rf"(?:(?<=[a-z] ){_PLACE}|(?<![\w’'/&-])(?<![A-Za-z]{{3}} )(?={NAME_WORD}{SAID_OF}))"
    rf"(?P<name>{NAME_WORD})(?![-/&]|[ ]{NAME_WORD})"
)
"""Behind a small letter, or as whoever says, has or wants something; never within a longer name."""
_BEGIN_SENTENCES = frozenset(
    ["there", "this", "that", "it", "he", "she", "they", "we", "you", "what", "who", "which", "where", "when", "how",
     "why", "here", "one", "all", "none", "nobody", "somebody", "everybody", "anybody", "nothing", "something",
     "everything", "these", "those", "each", "both", "some", "most", "many", "another", "neither", "either",
     "contact", "school"]
)  # fmt: skip
"""Words of which a sentence tells and that name nobody."""
_TITLE_LINES = 3
_DRAWN_FOR = re.compile(
    rf"(?:[:–—-]|\b(?i:for|of))\s+(?P<names>{NAME_WORD}(?:\s*(?:/|&|\band\b)\s*{NAME_WORD}){{0,2}})\W*$"
)
"""A title that ends with one name, or two families': "Genogram: Ann", "Family tree – Lisle / Orme"."""
_NAME = re.compile(NAME_WORD)
_LONGEST_LINE = 2000


def told_often_of_unknown(document: Document, known: Set[str]) -> Evidence | None:
    """The first words in which a paper tells of somebody whom it names so three times, and no `known` word does.

    Of two it names each twice. A word that the paper also writes small is no name.
    """
    first: dict[str, Evidence] = {}
    times: dict[str, int] = {}
    for passage in document.passages:
        for found in _TOLD.finditer(passage.text[:_LONGEST_LINE]):
            name = found["name"]
            parts = {*plain_name(name), *plain_name(name.removesuffix("s"))}
            if not name.istitle() or not parts.isdisjoint(known | NOBODY | _BEGIN_SENTENCES):
                continue
            first.setdefault(name, Evidence(document.file, passage.place, shortened(passage.text)))
            times[name] = times.get(name, 0) + 1
    names = [name for name, count in times.items() if count >= _TWICE and not _is_a_word(name, document)]
    often = names if len(names) > 1 else [name for name in names if times[name] >= _OFTEN]
    return next((first[name] for name in often), None)


def drawn_for_unknown(document: Document, known: Set[str]) -> Evidence | None:
    """The title of a drawing for somebody whom it shows as well, and of whom no `known` word tells."""
    drawn = [name.casefold() for passage in document.passages for name in _NAME.findall(passage.text[:_LONGEST_LINE])]
    for passage in document.passages[:_TITLE_LINES]:
        found = _DRAWN_FOR.search(passage.text[:_LONGEST_LINE])
        names = _NAME.findall(found["names"]) if found else []
        if not any(drawn.count(name.casefold()) >= _TWICE for name in names):
            continue
        if all(set(plain_name(name)).isdisjoint(known | NOBODY) for name in names):
            return Evidence(document.file, passage.place, shortened(passage.text))
    return None


def _is_a_word(name: str, document: Document) -> bool:
    small = re.compile(rf"\b{re.escape(name.lower())}\b")
    return any(small.search(passage.text) for passage in document.passages)
