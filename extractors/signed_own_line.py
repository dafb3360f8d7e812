"""Signatures that stand by themselves behind what the signer says: "signature R. Lisle" on a line below the words that
say whose it is, "Read it, costs are right. Signed R. Lisle 3/6/26" beside them, or a name and a day in a last cell."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from extractors.dates import dates_found
from extractors.reading import Block, Paragraph, Picture, Row, Table
from extractors.signed_seen import Seen, SignedPlace
from extractors.signed_words import NOT, has_name, is_awaited, without_days
from extractors.signing import Asked, Signing, asked, role_in, without_roles

_NAME = r"(?P<who>(?:[A-Z][\w’'-]*\.?\s+){1,3}[A-Z][\w’'-]*[a-z])"
_SIGNED = re.compile(rf"\W*(?i:signature|signed(?:\s+by)?)\W*\s{_NAME}\W*")
_SIGNED_LAST = re.compile(rf"(?:^|[.;,–-]\s+|\s)(?:[Ss]igned|SIGNED|[Ss]ignature)\W*\s{_NAME}\W*$")
_NAME_LAST = re.compile(rf"[.!;]\s+{_NAME}\W*$")
_YET_TO_BE = re.compile(
    r"\b(?:to\s+be|must|should|needs?|please|can|could|if|when|once|until|unless|before)\b", re.IGNORECASE
)
_SENTENCE_ENDS = re.compile(r"(?<=[.;!])\s")
_MOST_NAME_WORDS = 5


def signed_on_own_line(blocks: Sequence[Block], signing: Signing) -> Iterator[SignedPlace]:
    """The signatures below what a row's first cell says, in its cells, or on the line behind a table's last row.

    A line behind the table above a role is that role's.
    """
    shown = [block for block in blocks if not isinstance(block, Picture)]
    for block, below, after in zip_longest(shown, shown[1:], shown[2:]):
        if not isinstance(block, Table) or not block.rows:
            continue
        for row in filter(None, block.rows):
            yield from _in_row(row, signing)
        last = block.rows[-1]
        is_anothers = after is not None and not isinstance(after, Table) and bool(role_in(after.text))
        means = _means(last, signing) if last and not is_anothers else None
        if means and isinstance(below, Paragraph) and (who := _who(below.text)):
            yield SignedPlace(means.who, _label(last), who, Seen.SIGNED, not means.is_another, below.place)


def _in_row(row: Row, signing: Signing) -> Iterator[SignedPlace]:
    if means := _means(row, signing):
        for line in row[0].text.split("\n")[1:]:
            if who := _who(line):
                yield SignedPlace(means.who, _label(row), who, Seen.SIGNED, not means.is_another, row[0].place)
    for cell in row:
        head, *lines = cell.text.split("\n")
        yield from _said_and_signed(head, lines, row, signing)
    yield from _said_and_signed(row[0].text, [cell.text for cell in row[1:]], row, signing)


def _said_and_signed(head: str, parts: Sequence[str], row: Row, signing: Signing) -> Iterator[SignedPlace]:
    """A signature at the end of what a signer says, below or beside words that name him and nothing else."""
    means = asked(" ".join(head.split()).rstrip(" .:"))
    if means is None or means.who not in signing.fields or means.is_another or not any(parts):
        return
    said = " ".join(" ".join(parts).split())
    if len(list(dates_found(said))) != 1 or role_in(said) not in ("", means.who) or is_awaited(said):
        return
    if _signs_last(said) or _agrees_above_name(parts, means) or _is_comment_signed(said, means):
        yield SignedPlace(means.who, head.strip(), said, Seen.SIGNED, True, row[0].place)


def _signs_last(said: str) -> bool:
    """Whether words end in a signature, and nothing before it in its sentence says that it is yet to come."""
    told = without_days(said).strip()
    found = _SIGNED_LAST.search(told)
    sentence = _SENTENCE_ENDS.split(told[: found.start("who")])[-1] if found else ""
    return found is not None and not NOT.search(sentence) and not _YET_TO_BE.search(sentence)


def _agrees_above_name(parts: Sequence[str], means: Asked) -> bool:
    """Whether the first sentence does what is done in signing, and the last part is a name with its day."""
    first = _SENTENCE_ENDS.split(parts[0])[0].rstrip(" .;!")
    does = asked(first)
    if len(parts) < 2 or does is None or not does.signs or does.who not in ("", means.who) or NOT.search(first):
        return False
    words = without_roles(without_days(parts[-1])).split()
    is_name = all(word[0].isupper() or not word[0].isalnum() for word in words) and len(words) <= _MOST_NAME_WORDS
    return is_name and has_name(parts[-1]) and any(dates_found(parts[-1])) and not NOT.search(parts[-1])


def _is_comment_signed(said: str, means: Asked) -> bool:
    """Whether, where a comment and a signature are asked for, a name and its day stand behind sentences."""
    is_asked = means.comments and means.signs and not NOT.search(said)
    return is_asked and _NAME_LAST.search(without_days(said).strip()) is not None


def _means(row: Row, signing: Signing) -> Asked | None:
    """Whom a row asks to sign, where it names nobody but him."""
    means = asked(_label(row))
    roles = {role for cell in row if (role := role_in(cell.text))}
    return means if means and means.signs and means.who in signing.fields and roles == {means.who} else None


def _label(row: Row) -> str:
    return " ".join(row[0].text.split("\n")[0].split()).rstrip(" .:")


def _who(line: str) -> str:
    """The name of who signed, where a line says nothing else."""
    found = _SIGNED.fullmatch(line.strip())
    return found["who"] if found and not role_in(found["who"]) else ""
