"""Names of ours that others bear as well: a worker's surname, a cousin's first name."""

from collections.abc import Iterator, Sequence, Set

from casework.document import Document
from validators.named_in import How, Person, Word, how_named, words_of
from validators.not_names import NOBODY, NOT_A_CHILD

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
    """The first name or title before each surname, or the place it is part of; nothing where it stands by itself."""
    words = words_of(text)
    for at in person.surnames_in(text):
        while at and words[at].before == "-":
            at -= 1
        is_borne = at > 0 and words[at].before in _BETWEEN and words[at - 1].is_capital
        if not is_borne:
            yield _named_after(words, at, len(person.name.family))
        else:
            yield words[at - 1].plain if len(words[at - 1].plain) > 1 else ""


def _named_after(words: Sequence[Word], at: int, longest: int) -> str:
    """What stands behind a surname and makes it part of a longer name: the "Common" of "Rowe Common"."""
    end = at + 1
    while end < len(words) and end < at + longest and words[end].before == "-":
        end += 1
    if end >= len(words) or words[end].before != " " or not words[end].written.istitle():
        return ""
    return "" if words[end].plain in NOBODY | NOT_A_CHILD else words[end].plain
