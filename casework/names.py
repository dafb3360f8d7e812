"""Names of children: what they are made of, and when two of them can mean one child."""

import re
from dataclasses import dataclass

from casework.judging import once
from casework.words import plain_letters, typed

NAME_WORD = r"[^\W\d_a-zß-öø-ÿ][^\W\d_]+(?:[’'-][^\W\d_]+)*"
"""A pattern for a word written as names are, with a capital: "Zoë", "O’Neill", "Lee-Rowe"."""
_ONE_NAME = (
    "katherine catherine kathryn katharine kate katie kathy cathy",
    "jonathan jonathon jon jonny jonty",
    "john jack johnny",
    "alexander alex xander", "alexandra alex lexi", "samuel sam sammy", "samantha sam",
    "benjamin ben benji", "daniel dan danny", "danielle dani", "thomas tom tommy", "william will billy bill",
    "charles charlie", "charlotte charlie lottie", "henry harry", "harrison harry", "frederick fred freddie freddy",
    "alfred alfie", "robert rob bob bobby robbie", "james jim jamie jimmy", "joseph joe joey", "michael mike mikey",
    "anthony antony tony", "edward ed eddie ted teddy ned", "eleanor ellie nell nellie", "helen nell nellie",
    "elizabeth beth lizzie libby liz eliza betsy", "bethany beth", "abigail abi abby", "rebecca becky becca",
    "isabella izzy bella", "isabel isabelle isobel izzy", "amelia millie", "emily millie em", "evelyn evie",
    "matilda tilly tillie",
    "ottilie tilly tillie ottie", "rosemary rosie", "rose rosie", "christopher kristopher chris kit", "gracie grace",
    "zachary zac zach zack zak", "mohammed muhammad mohamed mohammad muhammed mohamad mo",
    "aisha ayesha aysha", "yusuf yousuf yousef youssef", "stephanie steph", "philip phillip pip", "philippa pip",
    "megan meg", "margaret maggie peggy", "victoria vicky vikki tori", "gabriel gabe", "gabriella gabby",
    "stephen steven steve stevie", "sara sarah", "ann anne annie", "sean shaun shawn", "niamh neve", "leah lea",
    "finley finlay", "bailey bayley", "keziah kezia kez kizzy", "tobias tobiah toby", "archibald archie",
    "wilfred wilfrid wilf", "nathan nathaniel nate", "jayden jaden jaydon", "kayleigh kayley kaylee",
    "connor conor", "aidan aiden", "callum calum", "isaac izaak", "jack jac", "phoebe phebe", "zoe zoey",
    "ignatius iggy", "demelza demi", "ezekiel zeke", "persephone seph persy", "florence flo florrie flossie",
    "harriet hattie", "josephine josie posy",
    "theodore theo teddy", "patrick paddy", "lowenna wenna", "rosalind roz ros", "annabel bella", "arabella bella",
    "teresa theresa tess tessa", "winifred winnie freda", "bartholomew barty bart", "dorothy dot dottie",
    "georgina georgie gina", "jacqueline jackie", "lawrence laurence laurie larry", "lucinda cindy", "xavier xavi",
    "nicholas nick nicky", "oluwaseun seun", "reginald reggie", "richard rick ricky dick", "roberta bobbie",
    "casimir kazimierz caz kaz", "antonia toni", "veronica ronnie", "ronald ronnie", "valentina tina", "christina tina",
    "katarzyna kasia", "malgorzata gosia", "aleksandra ola", "joanna asia", "gwendolyn gwen",
)  # fmt: skip
"""Spellings and everyday forms of one given name to a line; brothers and sisters may share a short form, not a line."""
_SAID_AS: dict[str, frozenset[str]] = {
    name: frozenset(part for line in _ONE_NAME if name in line.split() for part in line.split())
    for names in _ONE_NAME
    for name in names.split()
}
_PARTICLES = frozenset(
    ["de", "van", "der", "den", "la", "al", "bin", "bint", "ibn", "ap", "ab", "ferch", "o", "mac", "el", "da", "das",
     "dos", "di", "du", "del", "von", "ter", "le"]
)  # fmt: skip
_TITLES = frozenset(["mr", "mrs", "ms", "miss", "mx", "dr", "master"])
_UNBORN = frozenset(["unborn", "baby", "ub", "ubb", "child", "infant", "girl", "boy", "of", "and", "the"])
_SAYS_UNBORN = re.compile(r"^\s*(?:unborn|ubb?|baby)\b", re.IGNORECASE)
_Y = re.compile(r"(?:y|ie|ey)$")
_LETTERS = re.compile(r"[a-z]+")
_SHORT, _SHORTEST = 4, 3
_LONG = 5
"""Names of fewer letters are too often another name when one letter differs."""


@dataclass(frozen=True, slots=True)
class Name:
    """A child's name taken apart: each part in plain small letters, an initial being a part of one letter.

    A child not yet born has no given name; the family names are then the parents'.
    """

    given: tuple[str, ...]
    family: tuple[str, ...]
    unborn: bool = False

    @property
    def initials(self) -> str:
        """The first letters in order, in capitals."""
        return "".join(part[0] for part in (*self.given, *self.family)).upper()


def plain_name(name: str) -> tuple[str, ...]:
    """A name's parts, sorted, without case, accents, titles and punctuation.

    >>> plain_name("TOLLIVER, Zoë")
    ('tolliver', 'zoe')
    """
    return tuple(sorted(_parts(name)))


@once
def parts_in(text: str) -> frozenset[str]:
    """Every part that names in a text are made of, as `plain_name` gives them."""
    return frozenset(_parts(text))


@once
def taken_apart(name: str) -> Name:
    """A name as given and family parts.

    >>> taken_apart("TOLLIVER-REYES, Zoë")
    Name(given=('zoe',), family=('tolliver', 'reyes'), unborn=False)
    >>> taken_apart("Unborn baby of Kay Lee")
    Name(given=(), family=('kay', 'lee'), unborn=True)
    """
    if _SAYS_UNBORN.match(name):
        return Name((), tuple(part for part in _parts(name) if part not in _UNBORN), unborn=True)
    last, comma, first = name.partition(",")
    words = f"{first} {last}".split() if comma else name.split()
    words = [word for word in words if plain_letters(word).strip(".") not in _TITLES]
    given = tuple(_parts(words[0])) if words else ()
    told = [part for word in words[1:] for part in _parts(word)]
    only_letters = all(len(part) == 1 for part in told)  # the "O" of "K-M O-L" stands for a name
    family = tuple(part for part in told if only_letters or part not in _PARTICLES) or tuple(told)
    return Name(given, family)


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same in all they say: the parts of the shorter, at least two, stand in the longer."""
    first, second = set(plain_name(one)), set(plain_name(other))
    shorter, longer = sorted((first, second), key=len)
    return bool(shorter) and (shorter == longer or (len(shorter) >= 2 and shorter <= longer))


def may_be_one(one: str, other: str) -> bool:
    """Whether two names can mean one child: short forms, initials, half a double name, a slip of the pen.

    >>> may_be_one("N. V-P", "Noé Vasquez-Pinhey"), may_be_one("Jon Lee", "Jonathan Lee")
    (True, True)
    >>> may_be_one("K-M O-L", "Kezia-Mae Ottaway-Lunn")
    True
    >>> may_be_one("Micah Vasquez-Pinhey", "Noé Vasquez-Pinhey")
    False
    """
    if same_name(one, other):
        return True
    first, second = taken_apart(one), taken_apart(other)
    if first.initials in _letters_in(other) or second.initials in _letters_in(one):
        return True
    if first.unborn or second.unborn:
        return first.unborn and second.unborn and bool(set(first.family) & set(second.family))
    if not (first.given and second.given and first.family and second.family):
        return False
    both = (*first.given, *first.family), (*second.given, *second.family)
    if not any(len(part) > 1 for part in both[0]) or not any(len(part) > 1 for part in both[1]):
        turned = Name(second.family, second.given)
        return min(map(len, both)) >= _SHORTEST and first.initials in (second.initials, turned.initials)
    if _in_letters(*both) or _in_letters(*reversed(both)):
        return True
    is_given_whole = bool(set(first.given) & set(second.given)) or _said_alike(first.given, second.given)
    is_family_whole = any(len(part) > 1 and part in second.family for part in first.family)
    if not (is_given_whole or is_family_whole):
        return False
    return given_alike(first.given, second.given) and _family_alike(first.family, second.family)


def _in_letters(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one says some words of the other whole and each of the rest by its letter, wherever the surname stands.

    Who writes the surname first, "Tran Mai", is "Mai T" to others.
    """
    whole, letters = [part for part in one if len(part) > 1], [part for part in one if len(part) == 1]
    rest = [part for part in other if part not in whole]
    is_told = bool(letters) and len(whole) + len(rest) == len(other) and all(len(part) > 1 for part in other)
    return is_told and letters == [part[0] for part in rest]


def _letters_in(name: str) -> tuple[str, ...]:
    """Words of a name that may be a child's initials, a place beside them perhaps: "CPV, Barnstaple"."""
    words = (word.strip(".,") for word in name.split())
    return tuple(word for word in words if word.isupper() and len(word) >= _SHORTEST)


def given_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two given names can be one: the same, a part, a short form, an initial or a slip."""
    if set(one) & set(other) or _said_alike(one, other):
        return True
    first, second = one[0], other[0]
    if min(len(first), len(second)) == 1:
        return first[0] == second[0]
    return first[0] == second[0] and is_slip(first, second)


def said_as(given: str) -> frozenset[str]:
    """The given name and its everyday forms, in plain small letters."""
    return _SAID_AS.get(given, frozenset()) | {given}


def is_short_for(short: str, long: str) -> bool:
    """Whether one given name is the beginning of the other and two letters shorter at least: Kez and Keziah.

    A "y" at the end is left out where four letters stand before it: Barty and Bartholomew, but not Mary and Marcus. So
    is the "e" of an "ie": Junie and Juniper.
    """
    stem = _Y.sub("", short)
    if short.endswith("ie") and len(stem) < _SHORT:
        stem = short[:-1]
    if stem != short and len(stem) >= _SHORT:
        return len(long) >= len(stem) + 2 and long.startswith(stem) and not long.startswith(short)
    return _SHORTEST <= len(short) <= _SHORT and len(long) >= len(short) + 2 and long.startswith(short)


def is_slip(one: str, other: str) -> bool:
    """Whether two words differ by one letter typed wrongly, left out, doubled or changed about with the next.

    >>> is_slip("saoirse", "saorise"), is_slip("quantrill", "quantril"), is_slip("ella", "elle")
    (True, True, False)
    """
    if min(len(one), len(other)) < _LONG or abs(len(one) - len(other)) > 1:
        return False
    while one and other and one[0] == other[0]:
        one, other = one[1:], other[1:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    return max(len(one), len(other)) <= 1 or (len(one) == 2 and one == other[::-1])


def _parts(name: str) -> list[str]:
    return _LETTERS.findall(plain_letters(typed(name)).replace("'", ""))


def _said_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    first, second = one[0], other[0]
    return second in said_as(first) or is_short_for(first, second) or is_short_for(second, first)


def _family_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether each part of the shorter stands in the longer, whole, as an initial or with a slip."""
    shorter, longer = sorted((one, other), key=len)
    return all(any(_part_alike(part, whole) for whole in longer) for part in shorter)


def _part_alike(one: str, other: str) -> bool:
    if min(len(one), len(other)) == 1:
        return one[0] == other[0]
    return one == other or is_slip(one, other)
