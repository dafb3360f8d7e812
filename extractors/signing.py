"""Whose signature or agreement some printed words ask for: known by who is to sign and what is done, however worded.

"Team Manager – I have checked this form", "Agreed: SM" and "Head of Service sign-off" are such words. Every word has to
be one that such labels are made of: "Team Manager's telephone" and "Placements Team Manager signature" are no such.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from casework.judging import once
from extractors.dates import dates_found
from extractors.words import folded

_WHO: Mapping[tuple[str, ...], tuple[str, bool]] = {
    ("team", "manager"): ("team_manager", False),
    ("team", "mgr"): ("team_manager", False),
    ("team", "leader"): ("team_manager", False),
    ("line", "manager"): ("team_manager", False),
    ("tm",): ("team_manager", False),
    ("manager",): ("team_manager", True),
    ("service", "manager"): ("service_manager", False),
    ("service", "mgr"): ("service_manager", False),
    ("sm",): ("service_manager", False),
    ("head", "of", "service"): ("service_manager", True),
    ("hos",): ("service_manager", True),
    ("social", "worker"): ("social_worker", False),
    ("sw",): ("social_worker", False),
}
"""Roles as they are said, and whether another's name may stand for them: then the very name goes before."""
_DOES = re.compile(
    r"sign(?:ed|s|ing|ature|atures|off)?|sgd|agree[ds]?|agreements?|agreeing|approv(?:e[ds]?|al|als|ing)"
    r"|authori[sz](?:e[ds]?|ation|ing)|auth|endors(?:e[ds]?|ement|ing)|check(?:ed|s|ing)?|confirm(?:ed|s|ation)?"
    r"|sanction(?:ed|s)?|ratified|ratification|supported|countersign(?:ed|ature)?|consent(?:ed|s)?|verified|decision|ok|okd|okayed|happy"
)
_NOUN = re.compile(r"signature|agreement|approval|endorsement|authori[sz]ation|off$")
"""Behind these a day stands beside a blank; behind "agreed" it may be told of."""
_SAID_BESIDE = frozenset(
    ["and", "or", "the", "this", "that", "these", "it", "its", "to", "be", "been", "being", "is", "are", "was",
     "has", "have", "had", "am", "by", "of", "for", "from", "with", "on", "at", "in", "a", "an", "my", "your",
     "as", "off", "must", "should", "needs", "required", "request", "requested", "requests", "form",
     "application", "referral", "report", "paper", "papers", "document", "case", "plan", "panel", "care",
     "submission", "submitted", "submit", "submitting", "present", "presented", "presentation", "go", "goes",
     "going", "gone", "sent", "send", "forward", "forwarded", "put", "before", "meeting", "funding", "cost",
     "costs", "resource", "resources", "spend", "content", "contents", "above", "below", "please", "print",
     "printed", "name", "names", "named", "date", "dated", "day", "time", "box", "section", "full", "behalf",
     "electronic", "electronically", "digital", "wet", "typed", "handwritten", "initials", "block", "capitals",
     "capital", "line", "yes", "if", "where", "when", "appropriate", "applicable", "consideration",
     "considered", "consider",
     "come", "comes", "coming", "read", "seen", "reviewed", "quality", "assured", "assurance", "qa", "complete",
     "completed", "accurate", "correct", "satisfied", "happy", "progress", "proceed", "continue", "statement",
     "declaration", "stage", "step", "level", "part", "one", "two", "first", "second", "tick", "acting",
     "interim", "current", "covering", "duty", "hereby", "can", "do", "fully", "package", "placement"]
)  # fmt: skip
"""Other words that a label which asks for a signature may hold."""
_ALSO = _SAID_BESIDE | {"no", "y", "n"}
_ASIDE = re.compile(r"[(\[][^)\]]*[)\]]|\b(?:dated?|on|and|by|e-?mail)\b", re.IGNORECASE)
"""What stands beside a signer's name and is no sentence."""
_COMMENT = frozenset(("comment", "comments", "views"))
_WORD = re.compile(r"[^\W_]+(?:[’'‘`][^\W_]+)*|&")
_MAY_ASK = re.compile(r"\b(?:man?a?n?a?ge?r\w*|mgr|tm\w?|sm\w?|hos|leader|head)\b|[’'‘`]s\b", re.IGNORECASE)
_TANGLED = re.compile(r"(?P<kind>team|service)\s+[A-Z][\w’'-]+\s+(?P<who>manager)\s+[A-Z][\w’'-]+\s+", re.IGNORECASE)
"""A scan's column of names read into the column of roles beside it, "Team Ann Manager Lisle signature"."""
_INTERLEAVED = re.compile(r"^[a-z]+\s+(?P<kind>Team|Service)\s+(?:Panel|panel|form|papers?)\s+(?P<who>Manager)\b")
"""A scan's two lines of one cell read into each other: "to Service Panel Manager – I agree this goes"."""
_BAR = re.compile(r"(?<![^\s:–—-])\|(?= [a-z])")
"""An "I" as a scan shows it."""
_COLON = re.compile(r":(?!\d)")
_BETWEEN = re.compile(r"[:–—]|\s-\s")
_MOST_WORDS = 30
_MOST_LETTERS = 240
_SIGNER_WORDS = 14
_MANAGER = "manager"
_ENDINGS = ("_signature", "_agreement")


class Asked(NamedTuple):
    """Who is asked to sign ("" where nobody is named), whether in another's name, and whether to sign at all."""

    who: str
    is_another: bool
    signs: bool
    speaks: bool
    """Whether the words are a sentence of the signer's: "I agree that …"."""
    comments: bool = False
    """Whether a comment is asked for in the same place."""


class _Said(NamedTuple):
    text: str
    begin: int
    end: int


def asked(text: str) -> Asked | None:
    """What words ask for that hold nothing else than roles, what is done, and the words between.

    >>> asked("Service Manager – I agree that this is presented")
    Asked(who='service_manager', is_another=False, signs=True, speaks=True, comments=False)
    >>> asked("Team Manager's telephone")
    """
    words = _words(_untangled(text))
    found, count = _read(words)
    return found if found and words and count == len(words) else None


def role_in(text: str) -> str:
    """The role that is named somewhere in a text, "" where none or several are."""
    words = _words(text)
    roles = {role[0] for at in range(len(words)) if (role := _role_at(words, at)[0]) and words[at].text != _MANAGER}
    return roles.pop() if len(roles) == 1 else ""


def without_roles(text: str) -> str:
    """The text without the roles named in it.

    >>> without_roles("G. Otterburn, Service Manager")
    'G. Otterburn, '
    """
    words, kept, at, begin = _words(text), [], 0, 0
    while at < len(words):
        _, length = _role_at(words, at)
        if length:
            kept.append(text[begin : words[at].begin])
            begin = words[at + length - 1].end
        at += length or 1
    return "".join((*kept, text[begin:]))


def is_act(word: str) -> bool:
    """Whether a folded word is a thing a signer does."""
    return _DOES.fullmatch(word) is not None


def is_said_in_signing(word: str) -> bool:
    """Whether a word is one of those with which people sign or are asked to: "agreed", "by", "me"."""
    return is_act(folded(word)) or folded(word) in _ALSO or folded(word) == "me"


class Signing:
    """The fields of a form that somebody signs or agrees, by who that is."""

    def __init__(self, asked_by: Mapping[str, str]) -> None:
        self._keys: dict[str, str] = {}
        self._asked_by = asked_by
        self.fields: dict[str, str] = {}
        for key, field_id in asked_by.items():
            who = next((field_id.removesuffix(end) for end in _ENDINGS if field_id.endswith(end)), "")
            if any(who == role for role, _ in _WHO.values()):
                self._keys.setdefault(who, key)
                self.fields.setdefault(who, field_id)

    def field_of(self, key: str) -> str:
        """The field that a label's key asks for."""
        return self._asked_by[key]

    def respaced(self, text: str) -> str:
        """The words with the spaces of a label whose very letters they are: "Service mana ger agree ment"."""
        labels = {
            key.replace(" ", ""): key for key, field_id in self._asked_by.items() if field_id in self.fields.values()
        }
        return labels.get(folded(text).replace(" ", ""), text)

    def key_of(self, text: str) -> str | None:
        """The key of the field that words ask to be signed, if they ask nothing else."""
        if not self._keys or len(text) > _MOST_LETTERS or not _MAY_ASK.search(text):
            return None
        found = asked(text)
        return self._keys.get(found.who) if found and found.signs else None

    def match(self, text: str) -> tuple[str, str] | None:
        """The key, and what stands behind the label, where a line begins with one."""
        if not self._keys or not _MAY_ASK.search((text := _BAR.sub("I", text))[:_MOST_LETTERS]):
            return None
        for colon in _COLON.finditer(text[:_MOST_LETTERS]):
            if key := self.key_of(text[: colon.start()]):
                return key, text[colon.end() :].strip()
        if key := self.key_of(text):
            return key, ""
        return self._before_a_name(text)

    def _before_a_name(self, text: str) -> tuple[str, str] | None:
        """A label with no colon, and a name with its day behind it: "TM signature R Lisle 3/6/26"."""
        words = _words(text[:_MOST_LETTERS])
        found, count = _read(words)
        if not found or not found.signs or found.who not in self._keys or count >= len(words):
            return None
        rest = text[words[count].begin :]
        begins = rest[0].isupper() or rest[0] == "☒" or (rest[0].isdigit() and _NOUN.search(words[count - 1].text))
        if len(rest.split()) > _SIGNER_WORDS or not begins:
            return None
        day = next(iter(dates_found(rest)), None)
        if day is None or any(word[0].islower() for word in _ASIDE.sub("", rest.replace(day.words, "")).split()):
            return None
        return self._keys[found.who], rest


def is_surely_label(label: str) -> bool:
    """Whether words can only be printed: "Service Manager: agreed" may as well say that he did."""
    found = asked(label)
    if label.rstrip().endswith(":") or found is None or found.speaks:
        return True
    parts = [part for part in _BETWEEN.split(label) if part.strip()]
    if len(parts) < 2:
        return True
    first = asked(parts[0])
    return first is None or first.signs


@once
def _words(text: str) -> tuple[_Said, ...]:
    said = []
    for found in _WORD.finditer(text):
        word = folded(found[0])
        word = word[:-1] if word.endswith("s") and word[:-1] in ("manager", "service", "worker", "tm", "sm") else word
        said.append(_Said(_mended(word), found.start(), found.end()))
    return tuple(said)


def _mended(word: str) -> str:
    """The word "manager" as it is often misspelt."""
    return _MANAGER if word in ("manger", "mananger", "maneger", "managr", "manageer", "mamager", "mgr") else word


def _untangled(text: str) -> str:
    text = _INTERLEAVED.sub(r"\g<kind> \g<who>", _BAR.sub("I", text))
    return _TANGLED.sub(r"\g<kind> \g<who> ", text, count=1)


def _role_at(words: Sequence[_Said], at: int) -> tuple[tuple[str, bool] | None, int]:
    for length in (3, 2, 1):
        role = _WHO.get(tuple(word.text for word in words[at : at + length]))
        if role and len(words) >= at + length:
            return role, length
    return None, 0


def _read(words: Sequence[_Said]) -> tuple[Asked | None, int]:
    """What words ask for, as far as each of them belongs there, and how many do; None where two are to sign."""
    roles: list[tuple[str, bool]] = []
    said: list[str] = []
    speaks = was_role = False
    at = 0
    while at < min(len(words), _MOST_WORDS):
        role, length = _role_at(words, at)
        word = words[at].text
        if speaks and any(map(is_act, said[said.index("i") :])):
            at = len(words)  # the rest of the sentence is about what is signed
            break
        if role:
            roles.append(role)
        elif is_act(word) or word in _ALSO or word in _COMMENT or word == "&" or (word == "i" and (was_role or not at)):
            said.append(word)
            speaks |= word == "i" and was_role
        else:
            break
        was_role = role is not None
        at += length or 1
    who = {role for role, _ in roles}
    if len(who) > 1 or ("no" in said and "yes" not in said):
        return None, at
    signs = any(map(is_act, said)) or {"name", "date"} <= set(said)
    comments = not _COMMENT.isdisjoint(said)
    if comments and not signs:
        return None, at
    is_another = bool(roles) and all(another for _, another in roles)
    return Asked(who.pop() if who else "", is_another, signs, speaks, comments), at
