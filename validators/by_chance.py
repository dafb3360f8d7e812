"""Names of ours that others bear as well: a worker's surname, a cousin's first name."""

from collections.abc import Iterator, Sequence, Set

from casework.document import Document
from validators.named_in import How, Person, how_named, words_of

_SELDOM = 2
"""Whom a paper is about it names more often than this, where it has no more than the first name."""
_TITLES = frozenset(["mr", "mrs", "ms", "miss", "mx", "dr"])
"""Before a surname they tell neither that somebody is of the family nor that she is not."""
_BETWEEN = (" ", ". ", "\u00a0")


def bears_names_by_chance(document: Document, people: Sequence[Person], known: Set[str]) -> bool:
    """Whether a paper has a name of ours only where somebody unknown bears it, or a first name now and then.

    A child without a first name is told of by the mother's name, whom no other paper may know.
    """
    if any(person.name.unborn for person in people):
        return False
    said = [
        (person, passage.text, how)
        for person in people
        for passage in document.passages
        if (how := how_named(person, passage.text))
    ]
    if not said or any(how not in (How.FAMILY, How.FIRST_NAME) for _, _, how in said):
        return False
    seldom = [text for _, text, how in said if how is How.FIRST_NAME]
    bearers = [each for person, text, how in said if how is How.FAMILY for each in _bearers(person, text)]
    is_theirs = all(bearer and (bearer in _TITLES or bearer not in known) for bearer in bearers)
    is_anybodys = bool(seldom) or any(bearer not in _TITLES for bearer in bearers)
    return is_theirs and is_anybodys and len(set(seldom)) <= _SELDOM


def _bearers(person: Person, text: str) -> Iterator[str]:
    """The first name or title before each surname, in plain small letters; nothing where it stands by itself."""
    words = words_of(text)
    for at in person.surnames_in(text):
        while at and words[at].before == "-":
            at -= 1
        is_borne = at > 0 and words[at].before in _BETWEEN and words[at - 1].is_capital
        before = words[at - 1].plain if is_borne else ""
        yield before if len(before) > 1 else ""
