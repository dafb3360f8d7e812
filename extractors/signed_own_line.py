"""A signature on a line of its own, "signature R. Lisle", below the words in a row of a table that say whose it is."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.reading import Block, Paragraph, Picture, Row, Table
from extractors.signed_seen import Seen, SignedPlace
from extractors.signing import Asked, Signing, asked, role_in

_SIGNED = re.compile(
    r"\W*(?i:signature|signed(?:\s+by)?)\W*\s(?P<who>(?:[A-Z][\w’'-]*\.?\s+){1,3}[A-Z][\w’'-]*[a-z])\W*"
)


def signed_on_own_line(blocks: Sequence[Block], signing: Signing) -> Iterator[SignedPlace]:
    """The signatures below what a row's first cell says, in the same cell or on the line behind a table's last row.

    A line behind the table above a role is that role's.
    """
    shown = [block for block in blocks if not isinstance(block, Picture)]
    for block in shown:
        for row in block.rows if isinstance(block, Table) else ():
            for line in row[0].text.split("\n")[1:] if row else ():
                if (means := _means(row, signing)) and (who := _who(line)):
                    yield SignedPlace(means.who, _label(row), who, Seen.SIGNED, not means.is_another, row[0].place)
    for table, (below, after) in zip(shown, pairwise([*shown[1:], None]), strict=False):
        if not isinstance(table, Table) or not isinstance(below, Paragraph) or not table.rows:
            continue
        row = table.rows[-1]
        is_anothers = after is not None and not isinstance(after, Table) and bool(role_in(after.text))
        if row and not is_anothers and (means := _means(row, signing)) and (who := _who(below.text)):
            yield SignedPlace(means.who, _label(row), who, Seen.SIGNED, not means.is_another, below.place)


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
