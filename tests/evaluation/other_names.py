"""Everybody in a submission called by another name, everywhere the same: names such as English councils meet."""

from __future__ import annotations

import random
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from casework.names import NAME_WORD, is_short_for, is_slip, said_as, taken_apart
from casework.words import plain_letters
from tests.evaluation.reworded import Rewrite

_NAMES = Path(__file__).parent / "names.yaml"


class Manner(BaseModel):
    """How people are called: given names, with the short form behind a stroke where one is used, and surnames."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    given: str
    surnames: tuple[str, ...]
    joined_by: str = "-"
    """What stands between the halves of a double surname."""
    surname_first: bool = False
    own_surnames: bool = False
    """Whether children bear other surnames than their parents."""


SHORT_NAMES = Manner(
    name="short forms",
    given="Thomas/Tom Elizabeth/Lizzie Daniel/Dan Charlotte/Lottie Samuel/Sam Abigail/Abi Joseph/Joe Margaret/Maggie",
    surnames=("Fletcher", "Moss", "Barnes", "Whitfield", "Parker", "Atkinson", "Dixon", "Sharpe", "Watts", "Gibson"),
)
"""Everyday names, each with the short form that most people use."""
SHORT_FOR = {long: short for long, _, short in (each.partition("/") for each in SHORT_NAMES.given.split())}


@cache
def manners() -> tuple[Manner, ...]:
    """Every manner in which a family may be called."""
    found = yaml.safe_load(_NAMES.read_text(encoding="utf-8"))["manners"]
    return tuple(Manner(name=name, **told) for name, told in found.items())


@cache
def _workers() -> Manner:
    return Manner(name="workers", **yaml.safe_load(_NAMES.read_text(encoding="utf-8"))["workers"])


_WORD = re.compile(NAME_WORD)
_PEOPLE = re.compile(rf"(?<![^\W_])({NAME_WORD})[ \u00a0]({NAME_WORD})(?![^\W_])")
_NOT_A_LETTER = (r"(?<![^\W\d_])", r"(?![^\W\d_])")
_SPACE = r"[\s_]+"
_OTHER_SENSE = frozenset(
    ["SW", "TM", "PA", "LA", "GP", "HV", "CP", "EH", "IR", "CA", "CE", "DV", "DA", "SM", "DH", "SA", "SS", "CC", "CF",
     "AP", "HR", "OT", "IT", "AM", "PM", "LM", "NO", "ON", "OR", "AS", "AT"]
)  # fmt: skip
"""Two letters that papers of a council use for something else than a name."""
_LONG_ENOUGH = 3
_APOSTROPHE = re.compile("['’]")


@dataclass(slots=True)
class Called:
    """Who is called what instead: words and phrases as written before, each with what is written now."""

    manner: Manner
    taken: frozenset[str]
    chance: random.Random
    words: dict[str, str] = field(default_factory=dict)
    phrases: dict[str, str] = field(default_factory=dict)
    _left: dict[str, list[str]] = field(default_factory=dict)

    def given(self, old: str, manner: Manner) -> str:
        """The given name for one, with its short form behind a stroke; the old where none is left."""
        return self._drawn(old, manner, "given", manner.given.split())

    def surname(self, old: str, manner: Manner) -> str:
        """The same of surnames."""
        return self._drawn(old, manner, "surnames", manner.surnames)

    def _drawn(self, old: str, manner: Manner, kind: str, pool: Sequence[str]) -> str:
        key = f"{manner.name} {kind}"
        if key not in self._left:
            free = [each for each in dict.fromkeys(pool) if not self.taken & {*each.casefold().split()}]
            self._left[key] = self.chance.sample(free, len(free))
        return self._left[key].pop() if self._left[key] else old


def other_names(
    children: Sequence[str], text: str, common: Collection[str], manner: Manner, chance: random.Random
) -> Rewrite:
    """Rewrites the names of everybody in the texts of a submission, each person the same wherever named.

    `common` are the words, in small letters, that are no names; `text` is all that the submission says.
    """
    seen = {match[0] for match in _WORD.finditer(text)}
    called = Called(manner, frozenset(plain_letters(word) for word in seen), chance)
    family = _children(called, children, {part for each in seen for part in _split(each)})
    _everybody_else(called, text, common, family)
    _as_also_written(called, seen - set(called.words), common)
    return rewriting({**called.words, **called.phrases}, common)


def _children(called: Called, children: Sequence[str], seen: Collection[str]) -> set[str]:
    """The children's names and the words that are the family's."""
    family: set[str] = set()
    whole: dict[str, str] = {}
    for child in children:
        given, *rest = parts_of(child)
        for part in _split(given):
            called.words.setdefault(part, "")
        surname = " ".join(rest)
        for word in (word for part in rest for word in _split(part)):
            family.add(word)
        whole.setdefault(surname, "")
    for surname in whole:
        whole[surname] = _surname(called, surname, called.manner)
    for child in children:
        given, *rest = parts_of(child)
        if given:
            _child(called, given, " ".join(rest), whole[" ".join(rest)], seen)
    return family


def _child(called: Called, given: str, old: str, surname: str, seen: Collection[str]) -> None:
    parts = _split(given)
    drawn = [called.given(part, called.manner) if not called.words.get(part) else called.words[part] for part in parts]
    called.words.update((part, new.split("/")[0]) for part, new in zip(parts, drawn, strict=True))
    first = _person(called, given, old, surname, called.manner)
    if not parts:
        return
    _initials(called, given, old, first, surname)
    for pet in _pet_names(called, parts[0], seen):
        called.words[pet] = drawn[0].split("/")[-1] if len(pet) < len(parts[0]) else drawn[0].split("/")[0]
        _person(called, pet, old, surname, called.manner)
        if old:
            _initials(called, pet, old, called.words[pet], surname)


def parts_of(child: str) -> list[str]:
    """The given name, "" of a child not yet born, and the surnames, as written."""
    apart = taken_apart(child)
    if apart.unborn:
        return ["", *(word for word in _words(child) if plain_letters(word) in apart.family)]
    words = child.replace("’", "'").split()
    return words if len(words) > 1 else [*words, ""]


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*", text)


def _split(name: str) -> list[str]:
    return [word for word in _words(name) if len(word) > 1]


def _surname(called: Called, old: str, manner: Manner) -> str:
    """The surname instead of an old one, word for word where the manner has one surname to a family."""
    words = _split(old)
    if manner.own_surnames:
        new = called.surname(old, manner)
        theirs = new.split()
        for number, word in enumerate(words):
            called.words.setdefault(word, theirs[number] if len(words) == len(theirs) else theirs[-1])
        return new
    for word in words:
        if not called.words.get(word):
            called.words[word] = called.surname(word, manner)
    if len(words) > 1 and any(" " in called.words[word] for word in words):
        return called.words[words[0]]  # nobody joins two surnames of several words
    new = re.sub(r"[^\W\d_]+(?:['’][^\W\d_]+)*", lambda match: called.words.get(match[0], match[0]), old)
    return new.replace("-", manner.joined_by) if len(words) > 1 else new


def _person(called: Called, given: str, old: str, surname: str, manner: Manner) -> str:
    """Says how a person is called in full; the new given name."""
    parts = _split(given)
    for part in parts:
        if not called.words.get(part):
            called.words[part] = called.given(part, manner).split("/")[0]
    long = [called.words[part] for part in parts]
    first = "-".join(long) if "-" in given else " ".join(long)
    now = f"{surname} {first}" if manner.surname_first else f"{first} {surname}"
    if not old or not parts:
        return first
    called.phrases.setdefault(f"{given} {old}", now)
    called.phrases.setdefault(f"{old}, {given}", f"{surname}, {first}")
    called.phrases.setdefault(f"{given[0]}. {old}", f"{first[0]}. {surname}")
    called.phrases.setdefault(f"{given[0]} {old}", f"{first[0]} {surname}")
    if len(_split(old)) > 1:
        called.phrases.setdefault(old, surname)
    return first


def _initials(called: Called, given: str, old: str, first: str, surname: str) -> None:
    before, after = (
        tuple(
            "".join(word[0] for word in re.findall(r"[^\W\d_]+", _APOSTROPHE.sub("", part)) if not word.islower())
            for part in pair
        )
        for pair in ((given, old), (first, surname))
    )
    for one, other in zip(_letters(*before), _letters(*after), strict=True):
        if len(one) > 1 and one not in _OTHER_SENSE:
            called.phrases.setdefault(one, other)
    for one, other in zip(_shortened(given, before[1]), _shortened(first, after[1]), strict=True):
        called.phrases.setdefault(one, other)


def _letters(given: str, surname: str) -> Iterator[str]:
    """Initials as people write them, always in the same order."""
    every = given + surname
    yield every
    yield from (f"{'.'.join(every)}.", ".".join(every), " ".join(every), "-".join(every), "/".join(every))
    for between in (".", ". ", " ", ""):
        for end in (".", ""):
            yield f"{given}{between}{'-'.join(surname)}{end}"
            yield f"{'-'.join(given)}{between}{'-'.join(surname)}{end}"
    yield f"{'-'.join(given)} {surname}"


def _shortened(given: str, surname: str) -> Iterator[str]:
    """The given name with the surname's initials."""
    for between in ("-", ".", ""):
        yield f"{given} {between.join(surname)}."
        yield f"{given} {between.join(surname)}"
    yield f"{given} {surname[:1]}"


def _everybody_else(called: Called, text: str, common: Collection[str], family: set[str]) -> None:
    """Relatives, who bear the family's name, and everybody else whose given name and surname stand together."""
    own: dict[str, list[str]] = {}
    for match in _PEOPLE.finditer(text):
        given, old = match[1].removesuffix("'s").removesuffix("’s"), match[2].removesuffix("'s").removesuffix("’s")
        if f"{given} {old}" in called.phrases or any(map(str.isupper, (given, old))):
            continue
        parts = [*_split(given), *_split(old)]
        if any(plain_letters(word) in common for word in parts) or set(_split(given)) & family:
            continue
        is_kin = bool(set(_split(old)) & family)
        manner = called.manner if is_kin else _workers()
        if is_kin and manner.own_surnames:
            surname = called.surname(old, manner)
            own.setdefault(old, []).append(surname)
        else:
            surname = _surname(called, old, manner)
        _person(called, given, old, surname, manner)
    for old, theirs in own.items():
        for title in ("Mr", "Ms", "Mrs", "Miss"):
            called.phrases[f"{title} {old}"] = f"{title} {theirs[0].split()[-1]}"


def _pet_names(called: Called, given: str, seen: Iterable[str]) -> Iterator[str]:
    """What else the texts call a child of that given name."""
    old = plain_letters(given)
    for word in sorted(seen):
        plain = plain_letters(word)
        is_another = word not in called.words and len(word) >= _LONG_ENOUGH and not word.isupper() and plain != old
        if is_another and (plain in said_as(old) or is_short_for(plain, old) or is_short_for(old, plain)):
            yield word


def _as_also_written(called: Called, seen: Iterable[str], common: Collection[str]) -> None:
    """Slips in the names and spellings without marks, as the texts have them."""
    known = {plain_letters(word): new for word, new in called.words.items() if new}
    for word in sorted({part for each in seen for part in _split(each)} - set(called.words)):
        plain = plain_letters(word)
        if plain in common or len(word) < _LONG_ENOUGH or plain.removesuffix("s") in known.keys() - {plain}:
            continue
        if plain in known:
            called.words[word] = plain_letters(known[plain]).title()
        elif slips := [new for old, new in known.items() if is_slip(plain, old)]:
            called.words[word] = slips[0]


def rewriting(names: Mapping[str, str], common: Collection[str]) -> Rewrite:
    """Rewrites phrases before words, in capitals where they were, and with the "s" of a name without its apostrophe."""
    keys = sorted((key for key, new in names.items() if new and len(key) > 1), key=len, reverse=True)
    if not keys:
        return lambda text: text
    patterns = (re.escape(key).replace(r"\ ", _SPACE).replace("'", "['’]") for key in keys)
    whole = re.compile(f"{_NOT_A_LETTER[0]}({'|'.join(patterns)})(s?){_NOT_A_LETTER[1]}", re.IGNORECASE)
    by_key = {_plain(key): names[key] for key in reversed(keys)}

    def other(match: re.Match[str]) -> str:
        words = match[1]
        if words.islower() and (len(words) <= _LONG_ENOUGH or plain_letters(words) in common):
            return match[0]
        new = by_key[_plain(words)]
        if words.isupper() and sum(map(str.isalpha, words)) > _LONG_ENOUGH:
            new = new.upper()
        return (new.replace(" ", "_") if "_" in words else new) + match[2]

    return lambda text: whole.sub(other, text)


def _plain(words: str) -> str:
    return re.sub(_SPACE, " ", words).replace("’", "'").casefold()
