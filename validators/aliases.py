"""The other names that papers say a child goes by: "Ann Lee, also known as Annie", 'Ann ("Annie")'."""

import re
from collections.abc import Iterable

from casework.document import Child, Document
from casework.names import taken_apart

_KNOWN_AS = re.compile(r"known as|\([^()]{2,30} to (?:every|all|his|her|their|the)|a\.?k\.?a|previously|formerly")
_SET_APART = re.compile(r"\s+\(?[“\"‘'(]")


def aliases_in(child: Child, documents: Iterable[Document]) -> tuple[str, ...]:
    """The other names the papers say the child goes by, or went by."""
    name = taken_apart(child.name)
    if name.unborn or not name.given:
        return ()
    first = child.name.split()[0]
    telling = [
        passage.text for document in documents for passage in document.passages if _may_tell_alias(passage.text, first)
    ]
    if not telling:
        return ()
    pattern = _alias_pattern(first, name.family)  # made only where it may be needed: that takes a millisecond
    found = [next(filter(None, match.groups())).strip() for text in telling for match in pattern.finditer(text)]
    return tuple(dict.fromkeys(found))


def _may_tell_alias(text: str, first: str) -> bool:
    """Whether the first name stands there before a bracket or quotation mark, or with the words that tell another."""
    _, *behind = text.split(first)
    return bool(behind) and (_KNOWN_AS.search(text) is not None or any(map(_SET_APART.match, behind)))


def _alias_pattern(first: str, family: tuple[str, ...]) -> re.Pattern[str]:
    """Matches "Ann Lee, also known as Annie", 'Ann ("Annie")', "Ann (Annie) Lee" and "Ann Lee (Annie to everyone)"."""
    name, word = re.escape(first), r"[^\W\d_a-z][\w’'-]+"
    said = r"(?:(?:also |now |previously |formerly )?known as|a\.?k\.?a\.?|previously|formerly)"
    surname = "|".join(family)
    return re.compile(
        rf"\b{name}\b[^\n.;|]{{0,60}}?\b{said}:?\s+[“\"'‘]?({word}(?: {word}){{0,2}})"
        rf"|\b{name}\s+\(?[“\"‘']({word})[”\"’']|\b{name}\s+\(({word})\)\s+(?i:{surname})\b"
        rf"|\b{name}\b[^\n.;|()]{{0,40}}\(({word}) to (?:everyone|everybody|all|(?:his|her|their|the) \w+)\b"
    )
