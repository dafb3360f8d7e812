"""Whether a paper's child is one of ours under the name that everybody uses: "Ann (Nancy) Lee", "Ann Lee. She's called
Nancy"."""

import re
from collections.abc import Iterable, Iterator, Sequence

from casework.document import Child, Document
from casework.names import taken_apart
from casework.words import plain_letters

_CALLED = (
    r"(?:is |are |likes? (?:to be )?|prefers? (?:to be )?)?(?:called|known as|calls (?:him|her|them)sel\w+|goes by)"
)
_ANOTHER = r"(?:and|an?|with|twin|brother|sister|sibling|half|other|another|boy|girl|son|daughter|friend)"
"""Words between two names that make them two people: "Ann has a twin called Nan"."""
_LONGEST_LINE = 400


def called_so(child: Child, ours: Iterable[Child], documents: Sequence[Document]) -> bool:
    """Whether one of ours has the child's birth and surname, and a paper says that both first names are one child's."""
    return any(_are_one(child, other, documents) for other in ours)


def _are_one(child: Child, other: Child, documents: Sequence[Document]) -> bool:
    if child.date_of_birth is None or child.date_of_birth != other.date_of_birth:
        return False
    one, two = taken_apart(child.name), taken_apart(other.name)
    if not (one.given and two.given and one.family and one.family == two.family):
        return False
    pattern = re.compile("|".join((*_ways(one.given[0], two.given[0]), *_ways(two.given[0], one.given[0]))))
    said = (plain_letters(passage.text[:_LONGEST_LINE]) for each in documents for passage in each.passages)
    return any(pattern.search(text) for text in said)


def _ways(name: str, called: str) -> Iterator[str]:
    """How people write that whoever has one name is called by the other."""
    yield rf"\b{name}\W{{1,2}}[(“\"‘']{{1,2}}(?:{_CALLED} )?{called}\b[”\"’')]"
    yield rf"\b{name}\b(?:(?!\b{_ANOTHER}\b)[^\n|]){{0,60}}\b{_CALLED}\W{{1,2}}{called}\b"
