"""The grown-ups of a family, by what papers about its children call them: "Mother: Kay Lee", "MGM Ida Lee".

A paper about a grandmother or a baby not yet born often names no child of the request; its parents and relatives are
then what tells whose it is. Carers and workers are not kin: they have to do with many families.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from casework.document import Document
from casework.judging import once
from casework.names import NAME_WORD
from casework.words import fold

_NAME = rf"{NAME_WORD}(?: {NAME_WORD}){{1,2}}|{NAME_WORD}, {NAME_WORD}"
_PARENT = r"(?:step-?)?(?:mother|father|mum|mummy|dad|daddy|parents?)"
_RELATIVE = (
    r"(?:(?:great-?|maternal|paternal|step-?|half-?) ?)*(?:grand(?:mother|father|parents?|ma|pa|dad)|gran|granny"
    r"|nan|nana|nanny|aunt|auntie|aunty|uncle|sister|brother|cousin|mgm|mgf|pgm|pgf|mgps?|pgps?)"
)
_FOSTER = r"(?<!(?i:foster) )(?<!(?i:foster)-)(?<!(?i:foster))"
_BEFORE = re.compile(
    rf"{_FOSTER}\b(?:(?P<parent>(?i:{_PARENT}))|(?i:{_RELATIVE}))"
    rf"(?i:[’']?s? (?:full )?name(?: for service)?(?: is (?:her|his|their) full name)?)?"
    rf"(?:\(s\))?(?:\s*[:|–-]\s*|\t| is |, | |\s*\()(?P<name>{_NAME})"
)
_BEHIND = re.compile(
    rf"(?P<name>{_NAME})(?: \((?i:n[ée]e|formerly|born) [^()|]{{2,30}}\))?(?:, \d{{1,3}}| \(\d{{1,3}}\))?"
    r"(?:\s*[|,(–-]\s*|\t| is (?:the |his |her |their )?)"
    r"(?:(?i:birth|the|his|her|their|child[’']s) )*"
    rf"(?:(?P<parent>(?i:{_PARENT}))|(?i:{_RELATIVE}))\b(?! (?i:carers?)\b)"
)
_CALLED = (
    "mother", "father", "mum", "dad", "parent", "gran", "nan", "aunt", "uncle", "sister", "brother", "cousin", "mgm",
    "mgf", "pgm", "pgf", "mgp", "pgp",
)  # fmt: skip
"""One of these stands in whatever a parent or relative is called; most passages hold none, and to look for these takes
a tenth of the time that a name beside one does."""
_SHORTEST = 2
"""Parts of a name; one alone is borne by many."""


@dataclass(frozen=True, slots=True)
class Kin:
    """A relative's full name, folded, and whether the papers call her a parent."""

    name: str
    is_parent: bool


def kin_in(documents: Iterable[Document]) -> frozenset[Kin]:
    """Everybody whom the papers call by a name in full and by a part in the family.

    Whose every word the papers also write small is nobody: "Parents | Early Help".
    """
    told = [passage.text for document in documents for passage in document.passages]
    found = frozenset(kin for text in told for kin in _told_in(text))
    words = {word for kin in found for word in kin.name.split()}
    if not words:
        return found
    small = re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b")
    are_words = {word for text in told for word in small.findall(text)}
    return frozenset(kin for kin in found if not are_words.issuperset(kin.name.split()))


def tells_of_kin(document: Document, kin: Iterable[Kin]) -> bool:
    """Whether a paper names one of them in full, with middle names or without."""
    said = [_with_middle_names(name) for name in {each.name for each in kin}]
    return any(_is_named(passage.text, said) for passage in document.passages)


def _with_middle_names(name: str) -> re.Pattern[str]:
    """A pattern for a folded name with one or two names more behind its first."""
    first, _, rest = name.strip().partition(" ")
    return re.compile(rf" {re.escape(first)}(?P<middle>(?: [a-z]+){{0,2}}) {re.escape(rest)} ")


def _is_named(text: str, said: Sequence[re.Pattern[str]]) -> bool:
    """Whether a text has one of the names; what stands within it begins with capitals, so that it is no sentence."""
    folded = fold(text)
    for pattern in said:
        found = pattern.search(folded)
        if found and all(part.title() in text or part.upper() in text for part in found["middle"].split()):
            return True
    return False


@once
def _told_in(text: str) -> frozenset[Kin]:
    if not any(map(fold(text).__contains__, _CALLED)):
        return frozenset()
    return frozenset(_named_beside_a_part(text))


def _named_beside_a_part(text: str) -> Iterator[Kin]:
    for pattern in (_BEFORE, _BEHIND):
        for found in pattern.finditer(text):
            name = fold(found["name"])
            if len(name.split()) >= _SHORTEST:
                yield Kin(name, found["parent"] is not None)
