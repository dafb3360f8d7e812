"""The grown-ups of a family, by what papers about its children call them: "Mother: Kay Lee", "MGM Ida Lee".

A paper about a grandmother or a baby not yet born often names no child of the request; its parents and relatives are
then what tells whose it is. Carers and workers are not kin: they have to do with many families.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from casework.document import Document
from casework.words import fold

_WORD = r"[^\W\d_a-zß-öø-ÿ][^\W\d_]+(?:[’'-][^\W\d_]+)*"
_NAME = rf"{_WORD}(?: {_WORD}){{1,2}}|{_WORD}, {_WORD}"
_PARENT = r"(?:step-?)?(?:mother|father|mum|mummy|dad|daddy|parents?)"
_RELATIVE = (
    r"(?:(?:great-?|maternal|paternal|step-?|half-?) ?)*(?:grand(?:mother|father|parents?|ma|pa|dad)|gran|granny"
    r"|nan|nana|nanny|aunt|auntie|aunty|uncle|sister|brother|cousin|mgm|mgf|pgm|pgf|mgps?|pgps?)"
)
_FOSTER = r"(?<!foster )(?<!foster-)"
_BEFORE = re.compile(
    rf"{_FOSTER}\b(?:(?P<parent>(?i:{_PARENT}))|(?i:{_RELATIVE}))(?i:[’']?s? (?:full )?name)?(?:\(s\))?"
    rf"(?:\s*[:|–-]\s*|\t| is |, | |\s*\()(?P<name>{_NAME})"
)
_BEHIND = re.compile(
    rf"(?P<name>{_NAME})(?:\s*[|,(–-]\s*|\t| is (?:the |his |her |their )?)"
    r"(?:(?i:birth|the|his|her|their|child[’']s) )*"
    rf"(?:(?P<parent>(?i:{_PARENT}))|(?i:{_RELATIVE}))\b(?! (?i:carers?)\b)"
)
_SHORTEST = 2
"""Parts of a name; one alone is borne by many."""


@dataclass(frozen=True, slots=True)
class Kin:
    """A relative's full name, folded, and whether the papers call her a parent."""

    name: str
    is_parent: bool


def kin_in(documents: Iterable[Document]) -> frozenset[Kin]:
    """Everybody whom the papers call by a name in full and by a part in the family."""
    return frozenset(kin for document in documents for passage in document.passages for kin in _told_in(passage.text))


def tells_of_kin(document: Document, kin: Iterable[Kin]) -> bool:
    """Whether a paper names one of them in full."""
    names = [each.name for each in kin]
    return any(name in fold(passage.text) for passage in document.passages for name in names)


def _told_in(text: str) -> Iterator[Kin]:
    for pattern in (_BEFORE, _BEHIND):
        for found in pattern.finditer(text):
            name = fold(found["name"])
            if len(name.split()) >= _SHORTEST:
                yield Kin(name, found["parent"] is not None)
