"""Is there anything in a paper beyond its title, a name and a date?"""

import re
from collections.abc import Iterator

from casework.document import Document, DocumentType, Passage, Role
from casework.finding import Outcome, Reason
from validators.completeness import Fault

_HEADINGS = 3
"""From this many headings on, with nothing under any of them, a paper says nothing."""
_WORDS = 12
"""With fewer words than these outside its headings, a paper is a title page or a slip that says "to follow"."""
_DAY = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b")
_ABOUT_THE_PAPER = re.compile(
    r"birth|\bborn\b|\bd\.?o\.?b\b|updated|completed|prepared|signed|dated|authorised", re.IGNORECASE
)


def hollow_fault(document: Document, kind: DocumentType | None) -> Fault | None:
    """A paper with nothing under its headings or its title is for a person; so is a chronology that tells of no event.

    A form's headings often stand over answers that are fields: it is hollow only where it has no words of either kind.
    """
    if document.role is Role.FORM:
        return _form_fault(document)
    headings = tuple(section.heading for section in document.sections)
    is_empty = len(headings) >= _HEADINGS and all(section.empty for section in document.sections)
    if is_empty:
        return Fault(Outcome.UNSURE, Reason.SECTIONS_EMPTY, headings)
    if document.passages and _words(document) < _WORDS:
        return Fault(Outcome.UNSURE, Reason.SECTIONS_EMPTY, ("the title",))
    if kind is not None and kind.dated_by_last_row and document.passages and not _tells_of_events(document):
        return Fault(Outcome.UNSURE, Reason.SECTIONS_EMPTY, ("dated events",))
    return None


def _form_fault(document: Document) -> Fault | None:
    if not document.passages or _words(document) >= _WORDS or any(not field.blank for field in document.fields):
        return None
    return Fault(Outcome.UNSURE, Reason.SECTIONS_EMPTY, ("the title",))


def _words(document: Document) -> int:
    return sum(len(passage.text.split()) for passage in _body(document) if not passage.heading)


def _tells_of_events(document: Document) -> bool:
    said = [passage.text for passage in _body(document) if not _ABOUT_THE_PAPER.search(passage.text)]
    return any(_DAY.search(text) for text in said)


def _body(document: Document) -> Iterator[Passage]:
    """The words between a page's head and its foot: those two say whose and of when a paper is, not what it tells."""
    return (passage for passage in document.passages if passage.place.part not in ("header", "footer"))
