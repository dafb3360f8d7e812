"""Which types a paper that was not recognised may be all the same."""

from casework.document import Document, Role

_A_REAL_CHANCE = 0.05
"""Of papers that had a type and were not recognised, of writers nobody had learned from, four in five stood above."""
_BOUND_IN = 0.02
"""In a pack somebody put it among the papers that are asked for."""


def is_unrecognised(document: Document) -> bool:
    """Whether a file could be read and we do not know what paper it is; a message is none."""
    return document.type is None and document.unreadable is None and document.role is not Role.MESSAGE


def may_be(document: Document) -> tuple[str, ...]:
    """The types that an unrecognised paper is with a chance worth a person's look; none where it is known."""
    least = _A_REAL_CHANCE if document.begins is None else _BOUND_IN
    is_likely = is_unrecognised(document) and document.confidence >= least
    return document.likeliest if is_likely else ()
