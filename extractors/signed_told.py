"""Signatures that are told in a row or on a line and asked for by no label: who, in which role, did what, and when.

"Form checked by | R. Lisle, Team Manager | 3/6/26" and "R. Lisle, Team Manager: signed 3/6/26" tell all four; a name
printed beforehand, a day beside a blank, or a role alone do not, nor do words about anything else than the form.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from extractors.dates import DateFound, dates_found, may_tell_day
from extractors.signed_words import NOT, OF_OTHER_PAPERS, is_awaited, pieces_in, without_days
from extractors.signing import asked, is_act, is_said_in_signing, role_in, without_roles
from extractors.words import folded

NUMBER = re.compile(r"^\W*\d{1,2}[a-z]?[.)]\s*(?=\D)")
"""The number of a row or a line."""
_SENTENCE_ENDS = re.compile(r"(?<=[.;!])\s|[.;!]$")
_TOLD_ENDS = re.compile(r"(?<=[\d)];)\s+(?=[A-Za-z])|(?<=[\d)][.,])\s+(?=[A-Z])|\n")
"""Where one who signed is told of, and the next begins: behind a day or a role in brackets."""
_OF_HIMSELF = re.compile(r"(?:^|[\s:–—-])(?:I|my|\|)\s+(?!am\b|was\b|will\b)[a-z]")
_OF_THE_FORM = re.compile(r"\b(?:form|panel|application|request|submission|referral)\b", re.IGNORECASE)
_OF_ELSE = frozenset(
    ["placement", "package", "funding", "cost", "costs", "spend", "resource", "resources", "plan", "case", "meeting",
     "with", "before", "send", "sent", "who"]
)  # fmt: skip
"""With these somebody may tell of what was agreed otherwise, unless the form is named beside them."""
_OF_OTHER_PAPERS = OF_OTHER_PAPERS | {"agreement", "declaration"}
"""With these two as well, which are a form's own where they stand first."""
_OF_OTHERS = frozenset(["name", "decision", "chair"])
"""What stands beside a name printed beforehand, or where the panel writes."""
_YET_TO_BE = re.compile(
    r"\?|\b(?:please|can|must|should|needs?|needed|required|if|when|where|awaits?|to\s+(?:be\s+)?(?P<does>[a-z]+))\b",
    re.IGNORECASE,
)
"""With these a line may ask for what nobody has done."""
_ALSO = frozenset(
    ["who", "what", "does", "did", "has", "supervision", "principle", "phone", "telephone", "email", "e", "mail",
     "teams", "call", "support", "supports", "verbally", "via", "me", "read", "quality", "assured", "say", "am", "pm"]
)  # fmt: skip
_SPOKEN = re.compile(r"[^\W\d_]+(?:[’'.-]+[^\W\d_]+)*\.?")
_FULL_NAME = re.compile(r"[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)+")
_SURNAME = re.compile(r"[A-Z][\w’'-]*[a-z]{2}|[A-Z]{4}")
_TIME = re.compile(r"\b\d{1,2}[:.]\d\d(?:\s*[ap]m)?\b", re.IGNORECASE)
_FIGURE = re.compile(r"\d")
"""Beside the day and its hour a figure is of something else: "Section 20 agreement signed by …"."""
_INITIAL = re.compile(r"[A-HJ-Z]\.?|I\.")
_CHOICE = re.compile(r"\(?\b(?:yes\s*(?:/|or)\s*no|y\s*/\s*n)\b\)?", re.IGNORECASE)
_TANGLED = re.compile(r"^(?P<kind>Team|Service)\s+(?P<said>[a-z]+)\s+(?P<who>Manager)\b")
_BY = re.compile(r"\s*(?P<act>[A-Za-z]+(?:\s+(?:off|and\s+[a-z]+))?)(?:\s+by\b|\s*:)\s*")
_TIED = re.compile(r"\s*[,(–—:-]\s*(?:the\s+)?")
"""What ties a role to the name before it: without it the words before are its own, "Placements Team Manager"."""
_TIED_BEHIND = re.compile(r"\s*[,(–—:-]?\s*")
_MOST_NAME_WORDS, _LEAST_LETTERS = 4, 3
_MOST_LETTERS = 240


class Told(NamedTuple):
    """Who signed, the words that say so, and whether the role and the act stand in a place of their own."""

    who: str
    value: str
    is_plain: bool


def untangled(label: str) -> str:
    """A label as it was printed where a scan read the line below it in: "Team signed Manager – form checked,"."""
    return _TANGLED.sub(r"\g<kind> \g<who> \g<said>", label)


def without_choice(text: str) -> str:
    """The text without a printed choice of which nothing is struck out or ticked: beside a name it says nothing."""
    return _CHOICE.sub(" ", text)


def narrator(label: str) -> str:
    """The role that says of itself, in a row's first cell, that it checked or agreed: "Team Manager. I checked …"."""
    if NOT.search(label.partition(":")[2] or label) or is_awaited(label) or len(label) > _MOST_LETTERS:
        return ""
    head, _, said = label.partition(":")
    means, does = asked(head), asked(_SENTENCE_ENDS.split(said)[0])
    if means and does and does.signs and not does.who:
        return means.who
    role = role_in(label)
    of_himself = _OF_HIMSELF.search(label)
    has_act = any(_does(word) or (of_himself and word == "support") for word in folded(label).split())
    if not role or _is_another_manager(label) or not has_act or not _OF_OTHERS.isdisjoint(folded(label).split()):
        return ""
    return role if of_himself or _is_of_form(label) else ""


def names_another(label: str, beside: str) -> bool:
    """Whether words name in full people of whom none is who signed beside them."""
    names = {word for name in _FULL_NAME.findall(without_roles(label)) for word in folded(name).split()}
    return bool(names) and names.isdisjoint(word for word in folded(beside).split() if len(word) >= _LEAST_LETTERS)


def told_in_row(cells: Sequence[str], is_blank: Callable[[str], bool], *, is_zone: bool) -> Told | None:
    """Who signed, where a row of a form tells all of it and nothing else; in a place to sign no act is told again.

    The name has to stand behind what asks for it: one in the first cell may be printed beforehand. `is_blank` says
    that some words stand in an answer's place and are none, as "TBC".
    """
    first, *others = (NUMBER.sub("", cell) for cell in cells)
    row = " ".join((first, *others))
    who, words = role_in(row), frozenset(folded(row).split())
    if not who or not others or not all(others) or not _is_told(row) or not _OF_OTHERS.isdisjoint(words):
        return None
    written = [(kind, said) for cell in others for kind, said in pieces_in(cell)]
    if any((kind == "sign" and not said) or (said and is_blank(without_days(said))) for kind, said in written):
        return None
    if any(map(_is_another_manager, (first, *others))) or (not _OF_ELSE.isdisjoint(words) and not _is_of_form(row)):
        return None
    asks, behind = _asks_and_name(first)
    named = [_name_in(cell) for cell in (behind, *others)]
    if None in named or not any(named) or _name_in(_without_brackets(asks)) != "":
        return None
    if not is_zone and not any(map(_does, words)):
        return None
    is_theirs = bool(role_in(first)) and (is_zone or any(map(_does, folded(first).split())))
    return Told(who, " ".join(filter(None, (behind, *others))), is_theirs)


def told_on_line(text: str) -> Iterator[Told]:
    """Each who is told on a line to have signed, his name right beside his role, and the day behind both."""
    if not may_tell_day(text):
        return
    for part in _TOLD_ENDS.split(text):
        said = NUMBER.sub("", part)
        who = role_in(said)
        if who and _is_told(said) and any(map(_does, folded(said).split())) and _is_named_beside_role(said):
            yield Told(who, said.strip(), False)


def _is_told(text: str) -> bool:
    """Whether words tell of one day, and nothing in them says that it is not so."""
    without = without_choice(text)
    return len(list(dates_found(text))) == 1 and not NOT.search(without) and not is_awaited(without)


def _does(word: str) -> bool:
    return is_act(word) or word == "supports"


def _is_of_form(text: str) -> bool:
    return _OF_THE_FORM.search(text) is not None


def _is_yet_to_be(text: str) -> bool:
    return any(not each["does"] or is_act(folded(each["does"])) for each in _YET_TO_BE.finditer(text))


def _asks_and_name(first: str) -> tuple[str, str]:
    """What a row's first cell asks, and the name behind it: "Signed: R Lisle"; a role there is printed beforehand."""
    by = _BY.match(first) if not role_in(first) else None
    return (first[: by.end()], first[by.end() :]) if by and is_act(folded(by["act"]).split()[0]) else (first, "")


def _without_time(text: str) -> str:
    return _TIME.sub(" ", without_days(text))


def _without_brackets(text: str) -> str:
    """The text without what stands in brackets."""
    return re.sub(r"[(\[][^)\]]*[)\]]", " ", text)


def _name_in(text: str) -> str | None:
    """The name in words that hold nothing else than what is said in signing; None where they hold more."""
    words = _SPOKEN.findall(without_roles(without_days(without_choice(text))))
    names = [word for word in words if word[0].isupper() and not _is_said(word)]
    if any(not word[0].isupper() and not _is_said(word) for word in words) or len(names) > _MOST_NAME_WORDS:
        return None
    return (
        " ".join(names) if any(len(word.strip(".")) >= _LEAST_LETTERS for word in names) else "" if not names else None
    )


def _is_said(word: str) -> bool:
    if _INITIAL.fullmatch(word):
        return False
    return all(is_said_in_signing(each) or each in _ALSO or each == "i" for each in folded(word).split())


def _is_another_manager(text: str) -> bool:
    """Whether another word belongs to the role: "Placements Team Manager", "Assistant Team Manager"."""
    at = _role_at(text)
    before = text[: at[0]].rstrip() if at else ""
    last = before.split()[-1] if before else ""
    return bool(last) and last[0].isupper() and last[-1].isalnum() and not _is_said(last)


def _role_at(text: str) -> tuple[int, int] | None:
    """Where the role that is named in a text begins and ends."""
    rest = without_roles(text)
    if rest == text:
        return None
    begin = next((at for at, (one, other) in enumerate(zip(text, rest, strict=False)) if one != other), len(rest))
    return begin, begin + len(text) - len(rest)


def _is_named_beside_role(text: str) -> bool:
    day: DateFound = next(iter(dates_found(text)))
    at = _role_at(text)
    if at is None or at[1] > day.start or without_roles(text[: at[0]] + text[at[1] :]) != text[: at[0]] + text[at[1] :]:
        return False
    before, behind = text[: at[0]], text[at[1] : day.start]
    words = _SPOKEN.findall(f"{before} {behind} {text[day.start + len(day.words) :]}")
    names = [word for word in words if word[0].isupper() and not _is_said(word)]
    others = {each for word in words if word not in names for each in folded(word).split()}
    if not 1 < len(names) <= _MOST_NAME_WORDS or any(not _is_said(word) for word in words if word not in names):
        return False
    is_of_else = not (_OF_ELSE | _OF_OTHER_PAPERS).isdisjoint(others) and not _is_of_form(text)
    if _is_yet_to_be(text) or is_of_else or not _OF_OTHERS.isdisjoint(others) or _FIGURE.search(_without_time(text)):
        return False
    name = r"\s+".join(map(re.escape, names))
    return bool(
        re.search(rf"{name}{_TIED.pattern}$", before) or re.match(rf"{_TIED_BEHIND.pattern}{name}(?!\w)", behind)
    )
