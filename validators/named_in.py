"""How words name a child who is known: in full, by a first name, by initials, by a birth or by the family.

Only words are looked at here; what follows from them is for `whose.py` to say.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from casework.document import Child, Passage
from casework.judging import once
from casework.names import Name, given_alike, is_short_for, is_slip, parts_in, said_as, taken_apart
from casework.words import plain_letters
from validators.name_patterns import birth_pattern, initials_pattern, with_birth_behind

_BETWEEN_NAMES = re.compile(r"[\s\-–(\")“”]*")
_COMMA = re.compile(r",?\s*")


class How(IntEnum):
    """How surely some words name a child, the surest last."""

    FAMILY = 1
    FIRST_NAME = 2
    INITIALS = 3
    BIRTH = 4
    FULL = 5


@dataclass(frozen=True, slots=True)
class Word:
    """A word as written and in plain small letters, what stands before it, and whether "’s" stands behind."""

    written: str
    plain: str
    before: str
    owns: bool = False

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.written[:1].isupper()


@dataclass(frozen=True, slots=True)
class Hit:
    """A child named in one passage, and how."""

    how: How
    passage: Passage


_WORD = re.compile(r"[^\W_]+(?:[’'](?!s\b)[^\W\d_]+)*|(?<=[^\W\d_])[’']s\b")
_SAYS_UNBORN = re.compile(r"\b(?:unborn|ubb?|baby|babies|pre-?birth|antenatal|edd|expected|pregnant)\b", re.IGNORECASE)
_SAYS_BORN = re.compile(r"\b(?:d\.?\s?o\.?\s?b\b|born|birth|b\.|aged?|edd|due)", re.IGNORECASE)
_BEFORE_A_SURNAME = frozenset(
    ["re", "family", "the", "case", "of", "item", "families", "and", "for", "matter", "child", "children", "subject",
     "regarding", "name", "about", "client", "panel", "referral", "plan", "chronology", "bundle", "minutes", "boys",
     "girls", "siblings", "sibling", "group"]
)  # fmt: skip
_ADULTS = frozenset(
    ["mr", "mrs", "ms", "miss", "dr", "uncle", "auntie", "aunty", "aunt", "grandad", "grandpa", "grandma", "granny",
     "nan", "nana", "nanny", "judge", "hhj", "dj", "cllr", "sister", "brother", "professor", "rev", "father",
     "mother", "pc", "dc", "sgt"]
)  # fmt: skip
"""Words before a first name that make it somebody else's."""
_OFFICES = frozenset(["dr", "judge", "hhj", "dj", "prof", "professor", "rev", "pc", "dc", "ds", "sgt", "insp"])
_JOBS = frozenset(
    ["manager", "worker", "officer", "solicitor", "teacher", "headteacher", "paediatrician", "psychologist", "nurse",
     "consultant", "barrister", "registrar"]
)  # fmt: skip
"""What stands before or behind a surname that a worker bears by chance as well: "Dr Lee", "R. Lee, team manager"."""
_TO_A_JOB = 3
_COMMON = frozenset(
    ["will", "may", "mark", "hope", "grace", "faith", "joy", "april", "june", "august", "summer", "rose", "ivy",
     "dawn", "art", "bill", "frank", "pat", "penny", "sky", "storm", "river", "king", "prince", "heaven", "honey",
     "star", "jade", "ruby", "amber", "hunter", "mason", "reed", "miles", "chase", "blue", "sunny", "sunday"]
)  # fmt: skip
"""First names that are also words: alone they name somebody only where a word would have no capital, or speaks."""
_MONTHS = frozenset(["april", "may", "june", "august", "sunday"])
_SPEAK = frozenset(
    ["said", "says", "told", "wants", "wanted", "likes", "loves", "lives", "needs", "asked", "feels", "goes", "went"]
)
_BE = frozenset(["is", "was", "has", "had"])
_TO_SOMEBODY = frozenset(["with", "told", "asked", "see", "saw", "seen", "met", "dear"])


class Person:
    """A child who is known, ready to be looked for in words."""

    def __init__(self, child: Child, aliases: Iterable[str] = ()) -> None:
        self.child = child
        self.name: Name = taken_apart(child.name)
        called = [taken_apart(alias) for alias in aliases]
        self.given = frozenset(
            form for name in (self.name, *called) for part in name.given if len(part) > 1 for form in said_as(part)
        )
        self._family = frozenset(part for name in (self.name, *called) for part in name.family if len(part) > 1)
        self._surname = frozenset(parts_in(child.name.replace(",", " ").split()[-1])) & self._family or self._family
        self._may_be_given: dict[str, bool] = {}
        self._initials = initials_pattern(self.name)
        self._short = frozenset(part for part in self.name.given if len(part) > 1)
        self._born = birth_pattern(child.date_of_birth)
        self._lettered = with_birth_behind(self.name, child.date_of_birth)

    def how_in(self, text: str) -> How | None:
        """The surest way in which a text names the child, or None."""
        if self._born and self._born.search(text) and self._says_born(text):
            return How.BIRTH
        words = words_of(text)
        if self.name.unborn:
            named = any(word.plain in self._family for word in words)
            return (How.FULL if _SAYS_UNBORN.search(text) else How.FAMILY) if named else None
        capitals = (at for at, word in enumerate(words) if word.is_capital and self._may_name(word.plain))
        found = max((how for at in capitals if (how := self._at(words, at))), default=None)
        if found is not How.FULL and self._initials and self._initials.search(text):
            return How.INITIALS
        return found

    def _says_born(self, text: str) -> bool:
        """Whether words or the child's letters make the day a birth."""
        return bool(_SAYS_BORN.search(text) or (self._lettered and self._lettered.search(text)))

    def _may_name(self, plain: str) -> bool:
        """Whether a word can name the child at all, which most cannot."""
        return plain in self._family or plain == self.name.initials[:1].casefold() or self._is_given(plain)

    def _at(self, words: Sequence[Word], at: int) -> How | None:
        """How the word there, which begins with a capital letter, names the child with those around it."""
        word = words[at]
        if self._is_own_surname(words, at) and self._is_bare_family(words, at):
            return How.FAMILY
        if self._is_initial(words, at):
            return How.INITIALS
        if not self._is_given(word.plain):
            return None
        if self._family_follows(words, at) or self._family_before(words, at):
            return How.FULL
        is_anothers = _is_somebody_elses(words, at) or self._is_born_another_day(words, at)
        if word.plain not in self.given or is_anothers or self._has_other_letters(words, at):
            return None
        return How.FIRST_NAME

    def _has_other_letters(self, words: Sequence[Word], at: int) -> bool:
        """Whether letters for another surname stand behind a first name: "Ann P-B" where she is a Lee."""
        behind = _letters_at(words, at + 1) if at + 1 < len(words) and words[at + 1].before == " " else ""
        ends = at + 1 + len(behind) >= len(words) or words[at + 1 + len(behind)].before.strip(" ") != ""
        return ends and not set(behind) <= {part[0] for part in (*self.name.given, *self.name.family)}

    def _is_born_another_day(self, words: Sequence[Word], at: int) -> bool:
        """Whether a birth stands behind a first name, and it is not the child's: "Ann (3/4/2018)"."""
        born, after = self.child.date_of_birth, words[at + 1 : at + 4]
        if born is None or len(after) < 3 or not all(word.plain.isdigit() for word in after):
            return False
        if after[0].before.strip("( ,") or any(word.before.strip() not in ("/", ".", "-") for word in after[1:]):
            return False
        day, month, year = (int(word.plain) for word in after)
        return (day, month, year % 100) != (born.day, born.month, born.year % 100)

    def surnames_in(self, text: str) -> list[int]:
        """Which words of a text are a part of the surname: a middle name is borne by others too."""
        words = words_of(text)
        return [at for at in range(len(words)) if self._is_own_surname(words, at)]

    def _is_own_surname(self, words: Sequence[Word], at: int) -> bool:
        """Whether the word there is the surname, and neither part of a longer one nor plainly a worker's."""
        if words[at].plain not in self._surname:
            return False
        return not self._is_part_of_another(words, at) and not _is_a_workers(words, at)

    def _is_part_of_another(self, words: Sequence[Word], at: int) -> bool:
        """Whether a hyphen joins the word there to another name: the "Lisle" of an Adegboro-Lisle for a Rowe-Lisle."""
        joined = [words[at - 1]] if at and words[at].before == "-" else []
        joined += [words[at + 1]] if at + 1 < len(words) and words[at + 1].before == "-" else []
        return any(len(each.plain) > 1 and each.plain not in self._family for each in joined)

    def _is_given(self, plain: str) -> bool:
        """The first name, or with a slip or as a short form; beside the family name it is the child's."""
        if plain not in self._may_be_given:
            alike = (given_alike((plain,), (given,)) for given in self.given if len(plain) > 2)
            self._may_be_given[plain] = plain in self.given or any(alike)
        return self._may_be_given[plain]

    def _family_follows(self, words: Sequence[Word], at: int) -> bool:
        """Whether the surname, or its initials, stands behind the first name, a middle name or a nickname between."""
        exact = words[at].plain in self.given
        letters = "".join(part[0] for part in self.name.family)
        for offset in range(1, 5):
            if at + offset >= len(words):
                return False
            word = words[at + offset]
            if not word.is_capital or not _BETWEEN_NAMES.fullmatch(word.before):
                return False
            if word.plain in self._family or any(exact and is_slip(word.plain, part) for part in self._family):
                return True
            if (behind := _letters_at(words, at + offset)) and letters.startswith(behind):
                return exact or (behind == letters and any(is_short_for(words[at].plain, each) for each in self._short))
        return False

    def _is_initial(self, words: Sequence[Word], at: int) -> bool:
        """Whether the first letter of the name stands there before the surname, alone or with others: "A & B Lee"."""
        if words[at].plain != self.name.initials[:1].casefold() or not self.name.given:
            return False
        first, last = at, at + 1
        while first and _is_letter_or_and(words[first - 1]):
            first -= 1
        while last < len(words) and _is_letter_or_and(words[last]):
            last += 1
        is_before = last < len(words) and words[last].plain in self._family and words[last].is_capital
        return is_before and (first == 0 or words[first - 1].plain in _BEFORE_A_SURNAME)

    def _family_before(self, words: Sequence[Word], at: int) -> bool:
        """Whether the surname stands before the first name, as in "LEE, Ann" and "Lee Ann"."""
        if at == 0 or words[at - 1].plain not in self._family:
            return False
        return bool(_COMMA.fullmatch(words[at].before)) and ("," in words[at].before or words[at - 1].written.isupper())

    def _is_bare_family(self, words: Sequence[Word], at: int) -> bool:
        """Whether the surname stands by itself and not as the end of somebody's name."""
        while at and words[at].before in ("-", "–", " / ", "/") and words[at - 1].plain in self._family:
            at -= 1
        if at == 0 or words[at].before.strip():
            return True
        before = words[at - 1]
        return not before.is_capital or before.plain in _BEFORE_A_SURNAME or before.plain in self._family


@once
def person_of(child: Child) -> Person:
    """A child known by no other name."""
    return Person(child)


def how_named(person: Person, text: str) -> How | None:
    """How a text tells of a child, by the family's name wherever it stands or by more."""
    return How.FAMILY if person.surnames_in(text) else person.how_in(text)


def _letters_at(words: Sequence[Word], at: int) -> str:
    """The letters that stand there for a surname, "pr" for "P-R" and "PR"; none where a word stands."""
    if len(words[at].plain) > 2 or not words[at].written.isupper():
        return ""
    letters = words[at].plain
    for word in words[at + 1 :]:
        if len(word.plain) > 1 or not word.is_capital or word.before not in ("-", "–", ".-"):
            break
        letters += word.plain
    return letters


def _is_a_workers(words: Sequence[Word], at: int) -> bool:
    """Whether an office stands before a surname, or a job behind it in the same line."""
    if at and words[at - 1].plain in _OFFICES and not words[at].before.strip(". "):
        return True
    for word in words[at + 1 : at + 1 + _TO_A_JOB]:
        if word.before.strip(" ,(–-"):
            return False
        if word.plain in _JOBS:
            return True
    return False


def _is_letter_or_and(word: Word) -> bool:
    return (len(word.plain) == 1 and word.is_capital) or word.plain == "and"


def in_one_breath(text: str, people: Sequence[Person]) -> dict[Person, How]:
    """How each of the people is named in a text; "Ann and Ben Lee" names both in full."""
    found = {person: how for person in people if (how := person.how_in(text))}
    if How.FULL in found.values():
        shared = [person.name.family for person, how in found.items() if how is How.FULL]
        for person, how in found.items():
            if how is How.FIRST_NAME and any(set(person.name.family) & set(family) for family in shared):
                found[person] = How.FULL
    return found


@once
def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text, each with what stands before it; the "’s" behind a name is no word."""
    words: list[Word] = []
    end = 0
    for match in _WORD.finditer(text):
        if match[0][:1] not in "’'":
            plain = plain_letters(match[0]).replace("'", "").replace("’", "")
            words.append(Word(match[0], plain, text[end : match.start()]))
        elif words:
            words[-1] = replace(words[-1], owns=True)
        end = match.end()
    return tuple(words)


def _is_used_as_a_name(words: Sequence[Word], at: int) -> bool:
    """Whether a word is a name by its capital within a sentence, or by what whoever bears it does; a month by more."""
    word, before = words[at], words[at - 1] if at else None
    behind = words[at + 1].plain if at + 1 < len(words) and words[at + 1].before == " " else ""
    is_within = before is not None and word.before == " "
    if behind in _SPEAK or (is_within and before is not None and before.plain in _TO_SOMEBODY):
        return True
    if word.plain in _MONTHS or not word.written.istitle():
        return False
    return word.owns or behind in _BE or (is_within and before is not None and before.written.islower())


def _is_somebody_elses(words: Sequence[Word], at: int) -> bool:
    """Whether a first name stands behind "Uncle" or before another surname, or is a word as much as a name."""
    word = words[at]
    if word.plain in _COMMON and not _is_used_as_a_name(words, at):
        return True
    if at and words[at - 1].plain in _ADULTS and not word.before.strip("., "):
        return True
    if at + 1 < len(words):
        after = words[at + 1]
        is_name = after.written.istitle() and len(after.plain) > 2 and after.before == " "
        is_heading = at + 2 < len(words) and words[at + 2].is_capital  # a sentence goes on in small letters
        return is_name and not word.written.isupper() and not is_heading
    return False
