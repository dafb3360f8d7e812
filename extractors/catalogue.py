"""The types of paper we know, their phrases folded once, ready to be looked for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log

from casework.answered import NO_PLACEHOLDERS, Placeholders
from casework.document import DocumentType
from extractors.composed import Names
from extractors.words import folded, label_key

WORD_PROMPTS = (
    "Choose an item.",
    "Choose a building block.",
    "Click or tap to enter a date.",
    "Click or tap here to enter text.",
    "Click here to enter a date.",
    "Click here to enter text.",
    "Enter any content that you want to repeat, including other content controls.",
)
"""What Word itself prints in a control nobody has filled in."""
_TRAILING = ("of", "for", "re", "the", "in", "respect")
_ARTICLES = frozenset(("a", "an", "the"))

Tokens = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A name of a type, in folded words; `weight` says how surely the name means the type."""

    words: Tokens
    type: str
    weight: float


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase standing in some words, from one position up to another."""

    phrase: Phrase
    start: int
    end: int


class Phrases:
    """Phrases to be found in a line of folded words, whole words only; "the" and "a" within are the writer's choice."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._by_first: dict[str, list[tuple[Tokens, Phrase]]] = {}
        for phrase in phrases:
            if phrase.words:
                telling = _telling(phrase.words)
                self._by_first.setdefault(telling[0], []).append((telling, phrase))

    def stand_in(self, words: Sequence[str]) -> bool:
        """Whether any phrase stands in the words."""
        return any(
            _end_of(telling, words, start) is not None
            for start, word in enumerate(words)
            for telling, _ in self._by_first.get(word, ())
        )

    def found_in(self, words: Sequence[str]) -> list[Found]:
        """Every phrase in the words, save those inside a longer one.

        "Care plan" inside "final care plan" is a piece of another name, not a name.
        """
        found: list[Found] = []
        for start, word in enumerate(words):
            ends = ((phrase, _end_of(telling, words, start)) for telling, phrase in self._by_first.get(word, ()))
            found += [Found(phrase, start, end) for phrase, end in ends if end is not None]
        return [one for one in found if not any(_swallows(other, one) for other in found)]


def _telling(words: Tokens) -> Tokens:
    return tuple(word for word in words if word not in _ARTICLES) or words


def _end_of(telling: Tokens, words: Sequence[str], start: int) -> int | None:
    """Where the phrase of these words that begins here ends, or None where the words are others."""
    at = start
    for word in telling:
        while at > start and at < len(words) and words[at] in _ARTICLES:
            at += 1
        if at >= len(words) or words[at] != word:
            return None
        at += 1
    return at


def _swallows(longer: Found, shorter: Found) -> bool:
    is_longer = longer.end - longer.start > shorter.end - shorter.start
    return is_longer and longer.start <= shorter.start and shorter.end <= longer.end


@dataclass(frozen=True)
class Catalogue:
    """Every DocumentType, and indexes over their words. Built once, then only read."""

    types: Mapping[str, DocumentType]
    titles: Phrases
    names: Names
    file_names: Names
    headings: Mapping[str, frozenset[str]]
    labels: Mapping[str, frozenset[str]]
    table_headers: tuple[tuple[frozenset[str], str], ...]
    writers: tuple[tuple[str, tuple[str, ...]], ...]
    telling: Mapping[str, tuple[str, ...]]
    """By type: words of running text, each between spaces."""
    placeholders: Placeholders
    blank_lines: frozenset[str]
    """Folded lines that are printed where an answer should stand, on whatever form."""

    @classmethod
    def of(cls, types: Mapping[str, DocumentType], placeholders: Placeholders = NO_PLACEHOLDERS) -> "Catalogue":
        """The catalogue of these types; `placeholders` are the words that stand where an answer should."""
        every = types.values()
        printed = _words_of(every)
        return cls(
            types=types,
            titles=Phrases(_titles_of(every)),
            names=Names(every, printed),
            file_names=Names([replace(one, titles=one.file_names) for one in every], printed),
            headings=_index((heading, one.id) for one in every for heading in (*one.headings, *one.titles)),
            labels=_index((label, one.id) for one in every for _, label in one.labels),
            table_headers=tuple(
                (frozenset(map(label_key, header)), one.id) for one in every for header in one.table_headers
            ),
            writers=tuple((one.id, _spaced(one.written_by)) for one in every if one.written_by),
            telling={one.id: _spaced(one.words) for one in every},
            placeholders=placeholders,
            blank_lines=frozenset(map(folded, (*WORD_PROMPTS, *placeholders.blank))) - {""},
        )

    def rarity(self, types: frozenset[str]) -> float:
        """How much a mark shared by these types says: 1 where one type has it, towards 0 where all do."""
        return max(0.0, 1 - log(max(1, len(types))) / log(max(2, len(self.types))) * 1.6)


def _titles(one: DocumentType) -> Iterable[Phrase]:
    yield from _phrases(one.id, one.titles, 1.0)
    yield from _phrases(one.id, one.aliases, 0.9)
    yield from _phrases(one.id, (one.name,), 0.9)


def _phrases(type_id: str, texts: Iterable[str], weight: float) -> Iterable[Phrase]:
    """The phrases, folded; "Care Plan of" is "care plan", and says a little less than a title that stands alone."""
    for text in texts:
        whole = words = tuple(folded(text).split())
        while len(words) > 1 and words[-1] in _TRAILING:
            words = words[:-1]
        yield Phrase(words, type_id, weight if words == whole else weight * 0.9)


def _titles_of(types: Iterable[DocumentType]) -> Iterable[Phrase]:
    """The names of every type; one that turns on letters which also stand for another type says half as much."""
    letters: dict[str, set[str]] = {}
    for one in types:
        for name in one.file_names:
            if name.isupper() and len(name.split()) == 1:
                letters.setdefault(folded(name), set()).add(one.id)
    for one in types:
        for phrase in _titles(one):
            is_shared = any(letters.get(word, set()) - {one.id} for word in phrase.words)
            yield Phrase(phrase.words, phrase.type, phrase.weight * 0.5) if is_shared else phrase


def _spaced(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(f" {folded(text)} " for text in texts)


def _words_of(types: Iterable[DocumentType]) -> frozenset[str]:
    """The words of what papers print besides their names."""
    printed = (
        text
        for one in types
        for text in (*one.headings, *(label for _, label in one.labels), *one.words, *one.date_labels)
    )
    return frozenset(word for text in printed for word in folded(text).split())


def _index(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for text, type_id in pairs:
        if key := label_key(text):
            found.setdefault(key, set()).add(type_id)
    return {key: frozenset(types) for key, types in found.items()}
