"""A table of "Signed" and "Dated" below a line that says who is to sign: "Team Manager – I have checked this form"."""

import re
from collections.abc import Iterator, Sequence

from extractors.reading import Block, Cell, Picture, Row, Table
from extractors.signed_places import SignedPlaces
from extractors.signed_seen import Seen, SignedPlace
from extractors.signed_words import NOT, pieces_in
from extractors.signing import Asked, Signing, asked, role_in, without_roles

_PART = re.compile(
    r"(?P<sign>signature|signed(?:\s+by)?|sign(?:\s+here)?)|date(?:d|\s+(?:signed|of\s+signature))?"
    r"|(?:(?:print(?:ed)?|full)\s+)?name(?:\s*\(print(?:ed)?\))?|role|position|job\s+title",
    re.IGNORECASE,
)
"""What is printed before each thing that a signer writes."""

_OF_HIMSELF = re.compile(r"[\s:.,–—-]*I\s+[a-z]")
_MOST_LETTERS = 240


def signed_in_rows_below(blocks: Sequence[Block], signing: Signing, places: SignedPlaces) -> Iterator[SignedPlace]:
    """The places to sign whose row stands in a table below the line that says whose they are."""
    above: Block | None = None
    for block in blocks:
        if isinstance(block, Picture):
            continue
        if isinstance(block, Table) and above is not None and not isinstance(above, Table):
            label = " ".join(above.text.split()).rstrip(" .:")
            means = _means(label, signing)
            rows = _rows_to_sign(block)
            if means and rows:
                value, seen = places.judged(_in_words(rows), "", means.who)
                cells = [cell for row in rows for cell in row]
                value = " ".join(said for _, said in pieces_in(value) if said)
                at = cells[1].place if seen is Seen.SIGNED and len(cells) > 1 else above.place
                taken = frozenset((above.place, *(cell.place for cell in cells)))
                yield SignedPlace(means.who, label, value, seen, not means.is_another, at, taken)
        above = block


def _means(label: str, signing: Signing) -> Asked | None:
    """Whom a line asks to sign that names somebody and nothing else, or what he promises besides."""
    found = signing.match(label)
    means = asked(label) if found is None or not found[1] else None
    if means is None and (role := role_in(label)) and _speaks(label):
        means = Asked(role, is_another=False, signs=True, speaks=True)
    return means if means and means.who in signing.fields and not means.comments else None


def _speaks(label: str) -> bool:
    """Whether a line is a role and what it says of itself: "Team Manager – I have read this and it is right"."""
    rest = without_roles(label)
    is_first = rest != label and label.endswith(rest)
    return is_first and _OF_HIMSELF.match(rest) is not None and len(label) <= _MOST_LETTERS and not NOT.search(label)


def _rows_to_sign(table: Table) -> list[Row]:
    """The first rows of a table that hold nothing but places to sign, of which one is for the signature itself."""
    rows: list[Row] = []
    for row in table.rows:
        is_below_head = len(rows) == 1 and all(map(_is_part, rows[0])) and len(row) == len(rows[0])
        if not row or not (_is_part(row[0]) or is_below_head):
            break
        rows.append(row)
    return rows if any(_is_sign(cell) for row in rows for cell in row) else []


def _is_part(cell: Cell) -> bool:
    return _PART.fullmatch(cell.text.strip(" :\n")) is not None


def _is_sign(cell: Cell) -> bool:
    found = _PART.fullmatch(cell.text.strip(" :\n"))
    return found is not None and found["sign"] is not None


def _in_words(rows: Sequence[Row]) -> str:
    """What stands in the rows, on one line as somebody would write it: "Signed: R. Lisle Dated: 3/6/26"."""
    if len(rows) > 1 and len(rows[0]) > 1 and all(map(_is_part, rows[0])) and not _is_part(rows[1][0]):
        cells = [cell for pair in zip(*rows[:2], strict=True) for cell in pair]
    else:
        cells = [cell for row in rows for cell in row]
    said = (f"{cell.text.strip(' :')}:" if _is_part(cell) else cell.text for cell in cells)
    return " ".join(" ".join(said).split())
