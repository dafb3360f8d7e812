"""Whom a paper tells of again and again, one sentence after the other, by one name that none of our papers knows."""

import re
from collections.abc import Iterator, Set

from casework.document import Document
from casework.evidence import Evidence
from casework.names import NAME_WORD, plain_name
from casework.words import shortened
from validators.not_names import NOBODY, NOT_A_CHILD
from validators.somebody_else import SAID_OF

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
_DRAWN_FOR = re.compile(rf"(?:[:–—-]|\b(?i:for|of))\s+(?P<name>{NAME_WORD})\W*$")
"""A title that ends with one name: "Genogram: Ann", "Family tree for Ann"."""
_TREE_OF = re.compile(
    rf"(?i:genogram|family tree|eco-?map)\W+(?:(?i:of|for|the)\s+)*"
    rf"(?P<names>{NAME_WORD}(?:\W{{1,3}}(?:and )?{NAME_WORD})*(?: ?[/&–-] ?{NAME_WORD}| (?i:family|children)\b))\W*$"
)
"""A title that ends with the name of a family, of two for the most part: "Family tree – Lee / Rowe"."""
_NAME = re.compile(NAME_WORD)
_LONGEST_LINE = 2000
_GREETS = re.compile(
    r"^\W*(?:dear\b|hi\b|hiya\b|hello\b|to (?:the )?(?:pan+[ei]l|judge|court|council|whom|everyone|all)\b)",
    re.IGNORECASE,
)
_OF_MYSELF = re.compile(r"(?<![\w’'|.-])(?:I|[Mm]y|[Mm]e|[Ww]e|[Oo]ur|[Uu]s)(?![\w.-])")
_A_LETTER = 3
"""So often whoever writes a letter speaks of herself."""
_FEWER = 3
"""To one name that somebody of ours bears by chance there are at least so many that nobody bears."""


def told_often_of_unknown(document: Document, known: Set[str]) -> Evidence | None:
    """The first words in which a paper tells of somebody whom it names so three times, and no `known` word does.

    Of two it names each twice. A word that the paper also writes small is no name.
    """
    first: dict[str, Evidence] = {}
    times: dict[str, int] = {}
    for name, seen in _told(document):
        if _parts(name).isdisjoint(known):
            first.setdefault(name, seen)
            times[name] = times.get(name, 0) + 1
    names = [name for name, count in times.items() if count >= _TWICE and not _is_a_word(name, document)]
    often = names if len(names) > 1 else [name for name in names if times[name] >= _OFTEN]
    return next((first[name] for name in often), None)


def written_among_strangers(document: Document, known: Set[str]) -> Evidence | None:
    """The first words in which a letter speaks of somebody, where no `known` word names those of whom it does."""
    lines = [line for passage in document.passages for line in passage.text.split("\n")]
    is_letter = any(map(_GREETS.match, lines)) and sum(len(_OF_MYSELF.findall(line)) for line in lines) >= _A_LETTER
    if not is_letter:
        return None
    told = [(name, seen) for name, seen in _told(document) if not _is_a_word(name, document)]
    unknown = [(name, seen) for name, seen in told if _parts(name).isdisjoint(known)]
    if len(unknown) < max(_TWICE, _FEWER * (len(told) - len(unknown))):
        return None
    return unknown[0][1]


def _told(document: Document) -> Iterator[tuple[str, Evidence]]:
    """Each single name in the sentences of a paper, and the words around it."""
    for passage in document.passages:
        for found in _TOLD.finditer(passage.text[:_LONGEST_LINE]):
            name = found["name"]
            if name.istitle() and _parts(name).isdisjoint(NOBODY | _BEGIN_SENTENCES):
                yield name, Evidence(document.file, passage.place, shortened(passage.text))


def _parts(name: str) -> set[str]:
    return {*plain_name(name), *plain_name(name.removesuffix("s"))}


def drawn_for_unknown(document: Document, known: Set[str]) -> Evidence | None:
    """The title of a drawing for somebody whom it shows as well, or a family, of whom no `known` word tells."""
    for passage in document.passages[:_TITLE_LINES]:
        found = _TREE_OF.search(passage.text[:_LONGEST_LINE])
        names = set(plain_name(found["names"])) - {"family", "children"} if found else set()
        if names and names.isdisjoint(known | NOBODY | NOT_A_CHILD):
            return Evidence(document.file, passage.place, shortened(passage.text))
    return next((seen for _, seen in _titled(document, known)), None)


def titled_for_unknown(document: Document, known: Set[str]) -> Evidence | None:
    """The title of a paper for somebody who does or has something in it, and of whom no `known` word tells."""
    told = {name for name, _ in _told(document)}
    return next((seen for name, seen in _titled(document, known) if name in told), None)


def _titled(document: Document, known: Set[str]) -> Iterator[tuple[str, Evidence]]:
    """Each unknown name that ends a title and stands a second time in the paper."""
    named = [name.casefold() for passage in document.passages for name in _NAME.findall(passage.text[:_LONGEST_LINE])]
    for passage in document.passages[:_TITLE_LINES]:
        found = _DRAWN_FOR.search(passage.text[:_LONGEST_LINE])
        if found is None or named.count(found["name"].casefold()) < _TWICE:
            continue
        if set(plain_name(found["name"])).isdisjoint(known | NOBODY | NOT_A_CHILD):
            yield found["name"], Evidence(document.file, passage.place, shortened(passage.text))


def _is_a_word(name: str, document: Document) -> bool:
    small = re.compile(rf"\b{re.escape(name.lower())}\b")
    return any(small.search(passage.text) for passage in document.passages)
