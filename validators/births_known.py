"""Which papers about a baby not yet born, or not yet named, are about a child of the request who is born by now.

Before a birth, and on a ward for days after it, papers call a baby by its mother's name, which its own need not have in
common. What joins the two is the day, and with it a parent, the name the request says it had then, or a reference.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from casework.case import plain_reference
from casework.document import Child, Document
from casework.judging import once
from casework.names import NAME_WORD, parts_in, taken_apart
from casework.words import fold
from validators.births import ABOUT_BIRTH
from validators.kin import kin_in
from validators.whose import telling_of_ours

_BEFORE_A_BIRTH = timedelta(weeks=30)
"""So long before it papers tell of a baby to come."""
_CALLED_THEN = re.compile(
    rf"\b(?:(?i:unborn|baby|ubb?|bb|bg|infant)(?: (?i:baby|boy|girl|child|of))*|(?i:male infant|female infant))"
    rf" (?P<name>{NAME_WORD}(?: {NAME_WORD})?)"
)
"""What a paper about the born child says it was called: "Baby Boy Lee on the hospital papers"."""
_A_BABY = ("unborn", "baby", "ub ", "ubb ", "bb ", "bg ", "infant")
"""One of these stands in whatever a baby is called; most passages hold none, and this tells so soonest."""


def with_births_known(documents: Sequence[Document], ours: Sequence[Child]) -> Sequence[Document]:
    """The documents with the name of the only baby of the request for one that was not born, or had no name, then."""
    telling = telling_of_ours(documents, ours)
    names = _parts(kin.name for kin in kin_in(telling) if kin.is_parent) | _called_then(telling)
    references = _references(telling)

    def known(child: Child, document: Document) -> Child:
        unborn = taken_apart(child.name)
        if not unborn.unborn or not unborn.family:
            return child
        of_then = [each for each in ours if _is_born_about(each, child, document)]
        if len(of_then) != 1:
            return child
        is_joined = names >= set(unborn.family) or bool(references & _references([document]))
        if not is_joined and not _has_a_parent_of(of_then[0], document):
            return child
        return replace(child, name=of_then[0].name, date_of_birth=None)  # the day a paper gives was the one expected

    return [replace(each, children=tuple(known(child, each) for child in each.children)) for each in documents]


def _is_born_about(child: Child, unborn: Child, document: Document) -> bool:
    """Whether a child was born about the day expected, or so near a paper's own day that it may tell of the birth."""
    if child.date_of_birth is None or taken_apart(child.name).unborn:
        return False
    if unborn.date_of_birth is not None:
        return abs(child.date_of_birth - unborn.date_of_birth) <= ABOUT_BIRTH
    return document.dated is not None and _is_near(child.date_of_birth, document.dated)


def _is_near(born: date, day: date) -> bool:
    return abs(born - day) <= _BEFORE_A_BIRTH


def _has_a_parent_of(child: Child, document: Document) -> bool:
    """Whether a paper about a baby to come names a parent with the whole surname the child was given."""
    family = set(taken_apart(child.name).family)
    parents = (set(kin.name.split()) for kin in kin_in([document]) if kin.is_parent)
    return bool(family) and any(family <= parent for parent in parents)


def _called_then(telling: Iterable[Document]) -> frozenset[str]:
    told = (_called_a_baby(passage.text) for document in telling for passage in document.passages)
    return _parts(name for each in told for name in each)


@once
def _called_a_baby(text: str) -> tuple[str, ...]:
    if not any(map(fold(text).__contains__, _A_BABY)):
        return ()
    return tuple(found["name"] for found in _CALLED_THEN.finditer(text))


def _parts(names: Iterable[str]) -> frozenset[str]:
    return frozenset().union(*map(parts_in, names))


def _references(documents: Iterable[Document]) -> set[str]:
    return {plain_reference(found.words) for document in documents for found in document.case_references}
