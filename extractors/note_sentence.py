"""One sentence of a note: the papers it names and the cues it gives, found with a blank English pipeline."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import Any

import spacy
from spacy.matcher import Matcher, PhraseMatcher

from casework.document import DocumentType
from extractors import note_words as words
from extractors.note_words import Kind

LONGEST = 400
"""Words; nobody promises papers in a longer sentence."""
_NOT_TO_FOLLOW = re.compile(rf"\s*{words.NOT_TO_FOLLOW}", re.IGNORECASE)
_ASKS = re.compile(words.ASKS, re.IGNORECASE)
_IF_WANTED = re.compile(words.IF_WANTED, re.IGNORECASE)
_TO_YOU = re.compile(r"^(?:\W*\w+){0,10}?\W+(?:to|with) you\b|^(?:\W*\w+){0,8}?\W+(?:over|across) to\b", re.IGNORECASE)
_SHORT_DAY = re.compile(r"\b(mon|tues?|wed|thur?s?|fri|jan|feb|mar|apr|aug|sept?|oct|nov|dec)\.(?=\s)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """A paper named, from one word up to another; one name may stand for several types."""

    start: int
    end: int
    types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that say of papers that they are here or to come."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or a part of one up to a semicolon."""

    text: str
    tokens: tuple[str, ...]
    offsets: tuple[int, ...]
    named: tuple[Named, ...]
    cues: tuple[Cue, ...]

    def between(self, start: int, end: int) -> str:
        """The text from one word up to another."""
        stop = self.offsets[end] if end < len(self.offsets) else len(self.text)
        return self.text[self.offsets[start] : stop] if start < len(self.offsets) else ""


class Language:
    """The pipeline and its matchers, for the names of these types of paper."""

    def __init__(self, types: Sequence[DocumentType]) -> None:
        self._nlp: Any = spacy.blank("en")
        self._one_at_a_time = Lock()
        self._nlp.add_pipe("sentencizer")
        self._names: Any = PhraseMatcher(self._nlp.vocab, attr="LOWER")
        self._letters: Any = PhraseMatcher(self._nlp.vocab, attr="ORTH")
        self._cues: Any = Matcher(self._nlp.vocab)
        for one in types:
            loose = [name for name in one.file_names if not name.isupper()]
            said = {name for whole in (one.name, *one.titles, *one.aliases, *loose) for name in _as_said(whole)}
            self._names.add(one.id, list(self._nlp.tokenizer.pipe(sorted(said))))
            letters = [name for name in one.file_names if name.isupper()]
            self._letters.add(one.id, list(self._nlp.tokenizer.pipe(letters)))
        for kind, patterns in words.PATTERNS.items():
            self._cues.add(kind.value, list(patterns))

    def sentences(self, text: str) -> tuple[Sentence, ...]:
        """The sentences of a paragraph, cut at semicolons; questions are left out."""
        with self._one_at_a_time, self._nlp.memory_zone():  # else spaCy keeps every word it ever met
            return tuple(self._cut(text))

    def strings(self) -> tuple[str, ...]:
        """The words it knows: those of our types and cues, and of no note that was read."""
        return tuple(self._nlp.vocab.strings)

    def _cut(self, text: str) -> Iterator[Sentence]:
        plain = _SHORT_DAY.sub(r"\1 ", text.replace("’", "'"))
        for whole in self._nlp(plain).sents:
            if whole.text.rstrip().endswith("?") or len(whole) > LONGEST:
                continue
            start = whole.start
            for end in [*_cuts(whole), whole.end]:
                if end > start:
                    yield self._sentence(whole.doc[start:end].as_doc())
                start = end

    def _sentence(self, doc: Any) -> Sentence:
        tokens = tuple(token.lower_ for token in doc)
        named = self._named(doc)
        found = [(Kind(doc.vocab.strings[key]), start, end) for key, start, end in self._cues(doc)]
        cues = [Cue(start, end, kind) for kind, start, end in found if not _inside_name(start, end, named)]
        longest = [one for one in cues if not any(_swallows(other, one) for other in cues)]
        return _with_cues(
            Sentence(doc.text, tokens, tuple(token.idx for token in doc), named, tuple(sorted(longest, key=_start)))
        )

    def _named(self, doc: Any) -> tuple[Named, ...]:
        """The longest names; what one name may mean stays together."""
        types: dict[tuple[int, int], set[str]] = {}
        for key, start, end in (*self._names(doc), *self._letters(doc)):
            types.setdefault((start, end), set()).add(doc.vocab.strings[key])
        spans = [span for span in types if not any(_covers(other, span) for other in types)]
        papers = [span for span in spans if doc[span[1] : span[1] + 1].text.lower() not in words.NOT_PAPERS]
        return tuple(Named(*span, tuple(sorted(types[span]))) for span in sorted(papers))


@lru_cache(maxsize=4)
def language_of(types: tuple[DocumentType, ...]) -> Language:
    """The language for these types, built once."""
    return Language(types)


def _cuts(sentence: Any) -> list[int]:
    """Behind each semicolon; behind a colon it only parts the items of a list."""
    before = sentence.text.partition(";")[0]
    return [] if ":" in before else [token.i + 1 for token in sentence if token.text == ";"]


def _as_said(name: str) -> Iterator[str]:
    """A name as a note may write it: in the plural too, and without the words that lead on to a child's name."""
    plain = name.replace("’", "'").partition(" (")[0].strip()
    if plain.endswith((" of", " for")):
        return
    yield plain
    if plain[-1:].isalpha() and not plain.endswith("s"):
        yield f"{plain[:-1]}ies" if plain.endswith("y") else f"{plain}s"


def _covers(other: tuple[int, int], span: tuple[int, int]) -> bool:
    return other != span and other[0] <= span[0] and span[1] <= other[1]


def _swallows(longer: Cue, shorter: Cue) -> bool:
    return _covers((longer.start, longer.end), (shorter.start, shorter.end))


def _inside_name(start: int, end: int, named: Sequence[Named]) -> bool:
    return any(one.start < end and start < one.end for one in named)


def _start(cue: Cue) -> int:
    return cue.start


# -- which cues count


def _with_cues(sentence: Sentence) -> Sentence:
    """The sentence with those of its cues that hold: not denied, not past, not asked for, not conditional."""
    kept: list[Cue] = []
    for cue in sentence.cues:
        held = _held(cue, sentence)
        if held is not None:
            kept.append(held)
    return Sentence(sentence.text, sentence.tokens, sentence.offsets, sentence.named, tuple(kept))


def _held(cue: Cue, sentence: Sentence) -> Cue | None:
    tokens = sentence.tokens
    previous = tokens[cue.start - 1] if cue.start else ""
    if _is_denied(cue, tokens):
        return None
    if not cue.kind.is_promise:
        return None if previous in words.HALF else cue
    before, behind = sentence.between(0, cue.start), sentence.between(cue.end, len(tokens))
    if previous == "you" or previous in words.WAS or _ASKS.search(before) or _IF_WANTED.search(behind):
        return None
    if cue.kind is Kind.FOLLOWS:
        return _held_follows(cue, sentence, behind)
    return cue if cue.kind is not Kind.GETS or _TO_YOU.search(behind) else None


def _held_follows(cue: Cue, sentence: Sentence, behind: str) -> Cue | None:
    last = sentence.tokens[cue.end - 1]
    rest = sentence.tokens[cue.end :]
    if last == "follow" and _NOT_TO_FOLLOW.match(behind):
        return None
    led_to = rest[1:] if rest and rest[0] in words.PAPERS else rest
    if (not led_to and rest) or (led_to and led_to[0] in words.LIST_MARKS and not _names_before(cue, sentence)):
        return Cue(cue.start, cue.end, Kind.SENDS)
    if last == "come" and rest and rest[0] not in words.ALONE:
        return None
    is_state = cue.end - cue.start == 1
    return None if is_state and rest and rest[0] not in (*words.ENDS_STATE, *words.LIST_MARKS) else cue


def _names_before(cue: Cue, sentence: Sentence) -> bool:
    return any(one.end <= cue.start for one in sentence.named)


def _is_denied(cue: Cue, tokens: Sequence[str]) -> bool:
    """Whether its clause denies it before it is said: "will not follow", "nothing outstanding"."""
    at = cue.start
    while at > 0 and tokens[at - 1] not in words.CLAUSE_STARTS:
        at -= 1
    return any(token in words.NEGATIVE for token in tokens[at : cue.end])
