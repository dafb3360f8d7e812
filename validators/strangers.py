"""Whether a paper tells of people whom none of our papers knows: another child, in most cases."""

from collections.abc import Iterable, Sequence

from casework.document import Child, Document
from casework.evidence import Evidence
from validators.births import lists_births, only_other_births, registered_for_unknown
from validators.by_letters import names_another_family
from validators.kin import Kin, tells_of_kin
from validators.somebody_else import lists_unknown_children, told_of_unknown
from validators.told_often import (
    drawn_for_unknown,
    titled_for_unknown,
    told_often_of_unknown,
    written_among_strangers,
)


def is_of_kin(document: Document, kin: Iterable[Kin], known: frozenset[str]) -> bool:
    """Whether a paper names a relative of ours, and nobody whom no paper of ours knows: another child perhaps."""
    return tells_of_kin(document, kin) and not tells_of_strangers(document, known)


def tells_of_strangers(document: Document, known: frozenset[str]) -> Evidence | None:
    """The words in which a paper lists or tells of somebody who bears none of the `known` words."""
    seen = lists_unknown_children(document, known) or told_of_unknown(document, known)
    seen = seen or told_often_of_unknown(document, known)
    return seen or (written_among_strangers(document, known) if document.type is None else None)


def comes_with_strangers(document: Document, known: frozenset[str]) -> Evidence | None:
    """The line of a covering note that says whose it is, with a birth, where the child is one nobody knows."""
    seen = lists_unknown_children(document, known)
    return seen if seen and lists_births(seen.words) else None


def told_of_strangers(document: Document, ours: Sequence[Child], known: frozenset[str]) -> Evidence | None:
    """The words by which a paper that need not name its child is about one nobody knows."""
    if document.type == "genogram" and (
        seen := only_other_births(ours, document) or drawn_for_unknown(document, known)
    ):
        return seen
    if document.type is not None:  # who quotes a price tells of herself again and again
        seen = lists_unknown_children(document, known) or told_of_unknown(document, known)
        return seen or names_another_family(document, ours)
    seen = tells_of_strangers(document, known) or names_another_family(document, ours)
    return seen or titled_for_unknown(document, known) or registered_for_unknown(document, known)
