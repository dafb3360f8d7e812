"""The other names that papers say a child goes by: "Ann Lee, also known as Annie", 'Ann ("Annie")'."""

import re
from collections.abc import Iterable, Iterator

from casework.document import Child, Document
from casework.names import taken_apart

_KNOWN_AS = re.compile(r"known as|\([^()]{2,30} to (?:every|all|his|her|their|the)|a\.?k\.?a|previously|formerly")
_QUOTE = re.compile(r"[“\"‘']")
_WORD = r"[^\W\d_a-z][\w’'-]+"
_SET_APART = re.compile(r"\s+\(?[“\"‘'(]")


def aliases_in(child: Child, telling: Iterable[Document], papers: Iterable[Document] = ()) -> tuple[str, ...]:
    """The other names the papers say the child goes by, or went by.

    Those that are `telling` may give them behind the first name alone; other `papers` may be another child's, and give
    them behind the whole name: 'Ann Lee – "Nancy"'.
    """
    name = taken_apart(child.name)
    if name.unborn or not name.given:
        return ()
    first = child.name.split()[0]
    said = [text for text in _texts(telling) if _may_tell_alias(text, first)]
    quoted = [text for text in _texts(papers) if _QUOTE.search(text) and first.casefold() in text.casefold()]
    found: list[str] = []
    if said:
        pattern = _alias_pattern(first, name.family)  # made only where it may be needed: that takes a millisecond
        found += [next(filter(None, match.groups())).strip() for text in said for match in pattern.finditer(text)]
    if quoted:
        pattern = _behind_whole_name(first, name.family)
        found += [match[1] for text in quoted for match in pattern.finditer(text)]
    return tuple(dict.fromkeys(found))


def _texts(documents: Iterable[Document]) -> Iterator[str]:
    return (passage.text for document in documents for passage in document.passages)


def _may_tell_alias(text: str, first: str) -> bool:
    """Whether the first name stands there before a bracket or quotation mark, or with the words that tell another."""
    _, *behind = text.split(first)
    return bool(behind) and (_KNOWN_AS.search(text) is not None or any(map(_SET_APART.match, behind)))


def _alias_pattern(first: str, family: tuple[str, ...]) -> re.Pattern[str]:
    """Matches "Ann Lee, also known as Annie", 'Ann ("Annie")', "Ann (Annie) Lee" and "Ann Lee (Annie to everyone)"."""
    name, word = re.escape(first), _WORD
    said = r"(?:(?:also |now |previously |formerly )?known as|a\.?k\.?a\.?|previously|formerly)"
    surname = "|".join(family)
    return re.compile(
        rf"\b{name}\b[^\n.;|]{{0,60}}?\b{said}:?\s+[“\"'‘]?({word}(?: {word}){{0,2}})"
        rf"|\b{name}\s+\(?[“\"‘']({word})[”\"’']|\b{name}\s+\(({word})\)\s+(?i:{surname})\b"
        rf"|\b{name}\b[^\n.;|()]{{0,40}}\(({word}) to (?:everyone|everybody|all|(?:his|her|their|the) \w+)\b"
    )


def _behind_whole_name(first: str, family: tuple[str, ...]) -> re.Pattern[str]:
    """Matches 'Ann Lee – "Nancy"' and 'Ann LEE ("Nancy")'."""
    return re.compile(
        rf"\b(?i:{re.escape(first)})\b[^\n.;|“\"‘]{{0,40}}[\s-](?i:{'|'.join(family)})[\s,(–—-]{{1,4}}[“\"‘']({_WORD})[”\"’']"
    )
