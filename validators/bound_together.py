"""A paper that seems missing may begin further on in another, where too little showed it to be a paper of its own.

What shows itself to be one was told apart when the file was read (extractors/bound.py); here only its title is left.
"""

from collections.abc import Mapping, Sequence

from casework.document import Document, DocumentType, Role, Section
from casework.evidence import Evidence
from casework.words import fold

_SEVERAL = 2
"""One chapter may bear another paper's title; where so many types' titles begin pages, the file is a bundle."""

Types = Mapping[str, DocumentType]


def begins_in(documents: Sequence[Document], wanted: Sequence[str], types: Types) -> Evidence | None:
    """The heading with which a wanted type seems to begin inside another paper; in a bundle any paper may."""
    for document in documents:
        begun = [*((seen, {kind}) for kind, seen in document.may_begin), *_begun_in(document, types)]
        for seen, kinds in begun:
            if kinds & set(wanted):
                return seen
        if len({min(kinds) for _, kinds in begun}) >= _SEVERAL:
            return begun[0][0]
    return None


def _begun_in(document: Document, types: Types) -> list[tuple[Evidence, set[str]]]:
    """The headings that are titles of other types, each with those; a chapter the paper may well hold begins none."""
    own = types.get(document.type or "")
    if own is None:
        return []
    printed = {fold(each) for each in (*own.titles, *own.headings, *(label for _, label in own.labels))}
    others = [kind for kind in types.values() if kind is not own and kind.id not in own.may_hold]
    begun = [
        (
            Evidence(document.file, section.place, section.heading),
            {one.id for one in others if _is_titled(section, one)},
        )
        for section in document.sections
        if _may_begin(section, document) and fold(section.heading) not in printed
    ]
    return [(seen, kinds) for seen, kinds in begun if kinds]


def _is_titled(section: Section, kind: DocumentType) -> bool:
    return any(fold(section.heading).startswith(fold(title)) for title in (kind.name, *kind.titles))


def _may_begin(section: Section, document: Document) -> bool:
    """A PDF tells where a page begins; Word files do not, so there only a form is known to be at its end."""
    place = section.place
    if place.page is not None:
        return place.page > 1 and place.paragraph == 1
    return document.role is Role.FORM and place.table is None
