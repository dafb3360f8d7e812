"""Words of a request compared as people mean them: whatever the inflection, the shorthand and the words between.

A cue is written as people say it: "extend .. S20" allows some words between, "come/enter into care" says one of two
words. Words are compared by their stems, and what goes by several names ("Section 20", "S.20") by the first of them;
"agreed=" is that word and no other form of it, because "panel agreed" is past and "may panel agree" is not.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from Stemmer import Stemmer

from casework.judging import once
from casework.words import fold
from validators.request_words import CAPITALS, SAME

EXACT = "="
FURTHEST = 6
"""Words that may stand between the two halves of a cue."""
LONGEST = 400
"""Words of one sentence that are looked at: nobody asks for anything in a longer one."""

_STEMMER = Stemmer("english", 0)
"""Without its cache, which would carry words of papers from one judging to the next."""
_CAPITALS = re.compile(rf"\b(?:{'|'.join(sorted(CAPITALS, key=len, reverse=True))})\b")
_ACT = re.compile(r"\b(?:sections?|sect?s?\.?|ss?\.?)\s?(1[7]|2[05]|3[1789]|4[67])\b", re.IGNORECASE)
_OWNS = re.compile(r"['’]s\b|(?<=s)['’](?=\s)", re.IGNORECASE)
_SHORT = "".join(rf"(?<!{short})" for short in ("rox", "ara", "ras", "ect", "ext", "nos", "reg", "tel", "age", "tem"))
"""What stands before a full stop that ends no sentence: "approx. 3", "para. 4"."""
_SENTENCES = re.compile(rf"(?<=[.!?;])\s+(?=[A-Z£(•-])|(?<=[a-z]{{3}}){_SHORT}\.\s+(?=\d)|\n+|\s*[•▪]\s*")
_CLAUSES = re.compile(
    r"(?<!\d),|,(?!\d)|[;:()–—]|\s-\s|(?<=\w)\.(?=\s|$)"
    r"|\s(?=(?:but|and|because|as|which|who|until|while|when|whilst|so|although|though|since|after|following)\s)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as stems, the word each comes from, and the number of its clause."""

    text: str
    stems: tuple[str, ...]
    words: tuple[str, ...]
    clauses: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase in runs of stems, each of one or more alternatives; between two runs other words may stand."""

    phrase: str
    runs: tuple[tuple[frozenset[str], ...], ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A cue found in a sentence: whose it is, and which words of the sentence it is made of."""

    subject: str
    cue: Cue
    at: frozenset[int]


class Cues:
    """The cues of several subjects, looked for together."""

    def __init__(self, phrases: Mapping[str, Iterable[str]]) -> None:
        self._by_first: dict[str, list[tuple[str, Cue]]] = {}
        for subject, said in phrases.items():
            for cue in dict.fromkeys(map(cue_of, said)):
                for stem in cue.runs[0][0] if cue.runs else ():
                    self._by_first.setdefault(stem, []).append((subject, cue))
        self._by_word = {first.removesuffix(EXACT): cues for first, cues in self._by_first.items() if EXACT in first}

    def said_in(self, sentence: Sentence) -> Iterator[Said]:
        """Every cue that stands in the sentence, each place once."""
        for start, (stem, word) in enumerate(zip(sentence.stems, sentence.words, strict=True)):
            for subject, cue in (*self._by_first.get(stem, ()), *self._by_word.get(word, ())):
                at = _found(cue, sentence, start)
                if at is not None:
                    yield Said(subject, cue, at)


@once
def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a passage."""
    return tuple(sentence for part in _SENTENCES.split(text) if (sentence := _sentence(part)).stems)


@lru_cache(maxsize=8192)
def cue_of(phrase: str) -> Cue:
    """A phrase of a checklist as a cue. Raises ValueError where an alternative is more than one word."""
    runs = (_run(part) for part in re.split(r"\s*(?:…|\.\.+)\s*", phrase))
    return Cue(phrase, tuple(run for run in runs if run))


def _run(phrase: str) -> tuple[frozenset[str], ...]:
    """`Section 20 care/carers` as one set of stems for each word."""
    words: list[frozenset[str]] = []
    plain: list[str] = []
    for word in phrase.split():
        if "/" not in word and EXACT not in word:
            plain.append(word)
            continue
        words += [frozenset([stem]) for stem in _stems(" ".join(plain))]
        plain = []
        words.append(frozenset(_one_stem(each) for each in word.split("/")))
    return (*words, *(frozenset([stem]) for stem in _stems(" ".join(plain))))


def _one_stem(word: str) -> str:
    if word.endswith(EXACT):
        return word.lower()
    stems = _stems(word)
    if len(stems) != 1:
        raise ValueError(f"“{word}” stands for one word, and is not one")
    return stems[0]


def _sentence(text: str) -> Sentence:
    clauses = [_named(clause) for clause in _CLAUSES.split(_plain(text))]
    named = [each for clause in clauses for each in clause][:LONGEST]
    numbers = [number for number, clause in enumerate(clauses) for _ in clause][:LONGEST]
    return Sentence(text, tuple(stem for stem, _ in named), tuple(word for _, word in named), tuple(numbers))


def _stems(text: str) -> list[str]:
    return [stem for stem, _ in _named(_plain(text))]


def _plain(text: str) -> str:
    """The text with short forms written out, while capitals still tell them from words."""
    whole = _CAPITALS.sub(lambda found: CAPITALS[found[0]], text)
    return _ACT.sub(r"s\1", _OWNS.sub("", whole))


def _stem(word: str) -> str:
    return str(_STEMMER.stemWord(word))


def _named(text: str) -> list[tuple[str, str]]:
    """Each stem of a text without short forms, and the word it comes from; what was said twice on end is said once."""
    words = fold(text).split()
    named: list[tuple[str, str]] = []
    at = 0
    while at < len(words):
        name, length = _same_as(words, at)
        if not (named and named[-1][0] == name and length > 1):
            named.append((name, words[at]))
        at += length
    return named


def _same_as(words: list[str], at: int) -> tuple[str, int]:
    """The stem of what stands there, and of how many words it is made."""
    for length in range(min(_MOST_WORDS, len(words) - at), 0, -1) if words[at] in _NAMES_BEGIN else ():
        name = _NAMES.get(tuple(words[at : at + length]))
        if name is not None:
            return name, length
    return _stem(words[at]), 1


_NAMES = {tuple(fold(name).split()): _stem(same[0]) for same in SAME for name in same}
_NAMES_BEGIN = frozenset(name[0] for name in _NAMES)
_MOST_WORDS = max(len(name) for name in _NAMES)


def _found(cue: Cue, sentence: Sentence, start: int) -> frozenset[int] | None:
    """The words of the sentence that make the cue from `start` on; each half as near as it stands."""
    at: list[int] = []
    place = start
    for number, run in enumerate(cue.runs):
        furthest = place + (FURTHEST if number else 0)
        begin = next((one for one in range(place, furthest + 1) if _stands(run, sentence, one)), None)
        if begin is None:
            return None
        at += range(begin, begin + len(run))
        place = begin + len(run)
    return frozenset(at)


def _stands(run: tuple[frozenset[str], ...], sentence: Sentence, at: int) -> bool:
    return at + len(run) <= len(sentence.stems) and all(
        sentence.stems[at + n] in wanted or sentence.words[at + n] + EXACT in wanted for n, wanted in enumerate(run)
    )
