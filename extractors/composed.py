"""A name put together: the kind of writing and what it is about, in whatever order and wording they stand."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from casework.document import DocumentType, Genre
from extractors.genre import SAID, said_by
from extractors.terms import Spelling, Term, terms_in, terms_said
from extractors.words import folded

_SLACK = 2
"""How many further words may stand among those of a subject."""
_OUT_OF_ORDER = 0.9
_APART = 0.9
_ALIAS = 0.95
_UNSAID = 0.75
"""What a name is worth where neither the title nor the build of the paper says what kind of writing it is."""
_AGAINST = 0.8
_ANOTHER = 0.6
_UNTOLD = 0.3
"""What a name loses where a line says another kind of writing, another name, or nothing but things untold."""
_SHOWN = 0.6
_ALWAYS = 100
_NEARLY = 0.8
_JOINS = frozenset(("and", "for", "to", "with", "on", "about", "including", "incl", "plus"))
_GOES_ON = (["of"], ["for"], ["re"], ["no"])
_NEUTRAL = frozenset(
    ["my", "our", "draft", "final", "updated", "initial", "review", "held", "date", "dated", "version", "copy",
     "template", "no", "number", "new", "first", "second", "third", "child", "children", "young", "person",
     "family", "proposed", "local", "authority", "meeting", "form", "full", "social", "worker", "confidential",
     "private", "signed", "current"]
)  # fmt: skip
"""Words beside a name that make it no other name."""


@dataclass(frozen=True, slots=True)
class Name:
    """The terms of a name of a type; `is_whole` where no word for a kind of writing has to stand beside it."""

    terms: tuple[str, ...]
    type: str
    is_whole: bool
    weight: float


@dataclass(frozen=True, slots=True)
class Composed:
    """A name found: of which type, how well it fits from 0 to 1, and the folded words it was read from.

    `told` are the places of all words that belong to it, or that could stand beside any name.
    """

    type: str
    fit: float
    start: int
    end: int
    told: frozenset[int]


class Names:
    """Every name of every type, and the words they are made of."""

    def __init__(self, types: Iterable[DocumentType], others: Collection[str] = ()) -> None:
        """`others` are words of papers that are no names, and no slips either."""
        self._genres: dict[str, frozenset[Genre]] = {}
        self._by_rarest: dict[str, list[Name]] = {}
        names: dict[tuple[tuple[str, ...], str], Name] = {}
        for one in types:
            self._genres[one.id] = frozenset(one.genre)
            for name in _names_of(one):
                known = names.get((name.terms, one.id))
                if known is None or (name.is_whole, name.weight) > (known.is_whole, known.weight):
                    names[name.terms, one.id] = name
        counts: dict[str, int] = {}
        for name in names.values():
            for term in name.terms:
                counts[term] = counts.get(term, 0) + 1
        for name in names.values():
            self._by_rarest.setdefault(min(name.terms, key=lambda term: counts[term]), []).append(name)
        self.spelling = Spelling(dict.fromkeys(SAID, _ALWAYS) | counts, others)
        self._known = frozenset(counts)
        self._own: dict[str, frozenset[str]] = {}
        for name in names.values():
            self._own[name.type] = self._own.get(name.type, frozenset()) | frozenset(name.terms)

    def found_in(
        self, words: Sequence[str], shown: Mapping[Genre, float], breaks: Sequence[int] = ()
    ) -> list[Composed]:
        """The types that folded words name, read as people write them; a name inside a longer one is none.

        `breaks` are the numbers of the words that begin a printed line.
        """
        line = _Line(words, terms_said(" ".join(self.spelling.mended(words))), shown, breaks)
        found = [each for name in self._candidates(line.terms) if (each := self._fitted(name, line))]
        found = [one for one in found if not any(_swallows(other, one) for other in found)]
        by_type: dict[str, list[_Fitted]] = {}
        for each in found:
            by_type.setdefault(each.name.type, []).append(each)
        return [_best(each).as_composed(line) for each in by_type.values()]

    def _candidates(self, terms: Iterable[Term]) -> Iterator[Name]:
        said = {term.text for term in terms}
        for text in dict.fromkeys(term.text for term in terms):  # in order: of names that fit as well the first is told
            yield from (name for name in self._by_rarest.get(text, ()) if said.issuperset(name.terms))

    def _fitted(self, name: Name, line: "_Line") -> "_Fitted | None":
        held = _held(name.terms, line.terms)
        if held is None:
            return None
        kinds = self._genres[name.type]
        beside = said_by(term for place, term in enumerate(line.terms) if place not in held.places)
        agree = frozenset(line.terms.index(term) for term, genres, _ in beside if genres & kinds)
        is_said = name.is_whole or bool(agree) or _says_itself(name, kinds)
        shown = max((line.shown.get(kind, 0.0) for kind in kinds), default=0.0)
        if not is_said and (shown < _SHOWN or len(name.terms) == 1):
            return None
        if not name.is_whole and len(name.terms) == 1 and agree and not _is_near(held, agree, line.terms):
            return None
        if all(text in SAID for text in name.terms) and not all(map(_is_neutral, line.terms[: min(held.places)])):
            return None
        against = [(line.terms.index(term), firmly) for term, genres, firmly in beside if not genres & kinds]
        apart = max(held.places) - min(held.places) + 1 - len(name.terms)
        fit = name.weight * _APART**apart * (1.0 if held.in_order else _OUT_OF_ORDER) * (1.0 if is_said else _UNSAID)
        fit *= 1 - _AGAINST * max((firmly * _force(at, held, agree, line) for at, firmly in against), default=0.0)
        if self._is_another(name, held, line):
            fit *= _ANOTHER
        untold = self._untold(name, held.places | agree, line.terms)
        return _Fitted(name, held.places, agree, fit * (1 - _UNTOLD * untold / len(line.terms)))

    def _is_another(self, name: Name, held: "_Held", line: "_Line") -> bool:
        """Whether a word of other names stands among those of this one, or just before: "core" in "core assessment"."""
        terms, first, last = line.terms, min(held.places), max(held.places)
        among = {at for at in range(first, last) if at not in held.places}
        if first and terms[first - 1].end == terms[first].start and terms[first].start not in line.breaks:
            among.add(first - 1)
        return any(self._tells_apart(name, terms[at]) and terms[at].text not in SAID for at in among)

    def _untold(self, name: Name, told: frozenset[int], terms: Sequence[Term]) -> int:
        return sum(at not in told and self._tells_apart(name, term) for at, term in enumerate(terms))

    def _tells_apart(self, name: Name, term: Term) -> bool:
        """Whether a word belongs to the names of other types and to none of this one's."""
        return term.text in self._known and term.text not in self._own[name.type] and not _is_neutral(term)


def _is_neutral(term: Term) -> bool:
    return term.text in _NEUTRAL or term.text.isdigit()


@dataclass(frozen=True, slots=True)
class _Line:
    """The words of a line and their terms, and the kinds of writing that the build of the paper shows."""

    words: Sequence[str]
    terms: tuple[Term, ...]
    shown: Mapping[Genre, float]
    breaks: Sequence[int]


@dataclass(frozen=True, slots=True)
class _Held:
    """Where the terms of a name stand among those of a line."""

    places: frozenset[int]
    in_order: bool


@dataclass(frozen=True, slots=True)
class _Fitted:
    """A name in a line, with the places of its terms and of words for its kind of writing, and how well it fits."""

    name: Name
    places: frozenset[int]
    agree: frozenset[int]
    fit: float

    def as_composed(self, line: _Line) -> Composed:
        """The same in words."""
        taken = [line.terms[place] for place in self.places]
        mine = self.places | self.agree
        others = [term for at, term in enumerate(line.terms) if at not in mine and not _is_neutral(term)]
        untold = {place for term in others for place in range(term.start, term.end)}
        start, end = min(term.start for term in taken), max(term.end for term in taken)
        return Composed(self.name.type, self.fit, start, end, frozenset(range(len(line.words))) - untold)


def _names_of(one: DocumentType) -> Iterator[Name]:
    for texts, is_whole, weight in (
        (one.titles, True, 1.0),
        (one.aliases, True, _ALIAS),
        (one.subjects, False, 1.0),
    ):
        for text in texts:
            goes_on = folded(text).split()[-1:] in _GOES_ON
            yield Name(
                tuple(term.text for term in terms_in(text)), one.id, is_whole, weight * (0.9 if goes_on else 1.0)
            )


def _held(name: tuple[str, ...], terms: Sequence[Term]) -> _Held | None:
    """Where a line has all the terms of a name close together, in the closest such place."""
    texts = [term.text for term in terms]
    size = len(name)
    for start in range(len(texts) - size + 1):
        if tuple(texts[start : start + size]) == name:
            return _Held(frozenset(range(start, start + size)), True)
    if size == 1:
        return None
    for start, text in enumerate(texts):
        if text not in name:
            continue
        places, wanted = [], list(name)
        for place in range(start, min(len(texts), start + size + _SLACK)):
            if texts[place] in wanted:
                wanted.remove(texts[place])
                places.append(place)
        if not wanted:
            in_order = tuple(texts[place] for place in places) == name
            return _Held(frozenset(places), in_order)
    return None


def _best(fitted: Sequence[_Fitted]) -> _Fitted:
    """The name that fits best; of longer ones around it the longest, where it fits hardly less."""
    best = max(fitted, key=lambda each: (each.fit, len(each.places)))
    around = [each for each in fitted if each.fit >= best.fit * _NEARLY and each.places >= best.places]
    return replace(max(around, key=lambda each: len(each.places)), fit=best.fit)


def _swallows(longer: _Fitted, shorter: _Fitted) -> bool:
    is_longer = len(longer.name.terms) > len(shorter.name.terms) and longer.places | longer.agree > shorter.places
    return is_longer and longer.fit >= shorter.fit * _NEARLY


def _says_itself(name: Name, kinds: frozenset[Genre]) -> bool:
    return any(text in SAID and SAID[text][0] in kinds for text in name.terms)


def _is_near(held: _Held, agree: Iterable[int], terms: Sequence[Term]) -> bool:
    """Whether a subject of one word stands beside the word for its kind, or only words that name nothing between."""
    (place,) = held.places
    between = (terms[min(place, other) + 1 : max(place, other)] for other in agree)
    return any(all(_is_neutral(term) or term.text in SAID for term in terms) for terms in between)


def _force(at: int, held: _Held, agree: frozenset[int], line: _Line) -> float:
    """How much a word for another kind of writing says against a name.

    Little where a word for the right kind comes first ("minutes of the meeting on the care plan"), or where it is only
    joined on ("case summary and plan").
    """
    if any(other < at or SAID[line.terms[other].text][1] == 1.0 for other in agree):
        return 0.4
    last = line.terms[max(held.places)].end
    is_joined = at > max(held.places) and line.words[last : last + 1] and line.words[last] in _JOINS
    return 0.4 if is_joined else 0.8 if agree else 1.0
