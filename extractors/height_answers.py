"""Answers on a scanned page that stand at the height of their label, wherever the rows of its table were read apart.

Only what a figure proves is heard so: a sum of money, how long, or a day. Nothing at a label's height says nothing.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from casework.evidence import Place
from extractors.answer_lines import Line, Slot
from extractors.dates import dates_found
from extractors.known_labels import Labels
from extractors.page_words import around
from extractors.reading import Reading
from extractors.scan_pieces import SURE, Piece, beside_lines, is_under, lines_from, scanned_pages
from extractors.slot_tables import SUM

_LASTS = re.compile(r"\b\d+\s*(?:days?|nights?|weeks?|wks?|months?|mths?|years?|yrs?)\b", re.IGNORECASE)
_GOES_ON = re.compile(r"[a-z(&/]")
_SAME_CELL = 0.5
"""Line heights of white between two lines of one cell at most."""
ASKS_SUM, ASKS_HOW_LONG, ASKS_DAY = "sum", "how long", "day"
_PROVES = {
    ASKS_SUM: lambda said: SUM.search(said) is not None,
    ASKS_HOW_LONG: lambda said: _LASTS.search(said) is not None or any(dates_found(said)),
    ASKS_DAY: lambda said: any(dates_found(said)),
}


def answers_at_height(reading: Reading, labels: Labels, asks: Mapping[str, str]) -> Iterator[Slot]:
    """The labels on scanned pages that are answered at their height; `asks` says by label which figure proves it.

    A label that is answered twice, or whose answer no engine is sure of, is for a person to see.
    """
    found: dict[str, list[Slot]] = {}
    for page, pieces in scanned_pages(reading):
        for first in pieces:
            if (slot := _answered(first, pieces, labels, asks, page)) is not None:
                found.setdefault(slot.key, []).append(slot)
    yield from (slots[0] for slots in found.values() if len(slots) == 1)


def _answered(first: Piece, pieces: Sequence[Piece], labels: Labels, asks: Mapping[str, str], page: int) -> Slot | None:
    column = [each for each in pieces if is_under(each, first)]
    label = _label(lines_from(first, column), labels)
    key = labels.key_of(_said(label)) if label else None
    if key is None or key not in asks:
        return None
    written = _until_label(beside_lines(label, column, pieces), labels)
    words = _said(written)
    if not _PROVES[asks[key]](words) or any(each.sure < SURE for each in written):
        return None
    at = Place(page=page, box=around(each.box for each in written))
    return Slot(key, _said(label), Place(page=page, box=around(each.box for each in label)), [Line(words, at)])


def _label(lines: Sequence[Piece], labels: Labels) -> Sequence[Piece]:
    """The most lines from the first on that are a label, unless the next goes on with it to ask something else."""
    counts = [count for count in range(1, len(lines) + 1) if labels.key_of(_said(lines[:count]))]
    if not counts:
        return ()
    label, rest = lines[: counts[-1]], lines[counts[-1] :]
    if rest and _GOES_ON.match(rest[0].text):
        white = rest[0].box[1] - label[-1].box[3]
        return () if white < _SAME_CELL * (rest[0].box[3] - rest[0].box[1]) else label
    return label


def _until_label(beside: Sequence[Piece], labels: Labels) -> list[Piece]:
    """What stands beside a label, line by line, up to where another label stands on the first of them."""
    stops = [each.box[0] for each in beside if labels.match(each.text) is not None]
    kept = [each for each in beside if not stops or each.box[0] < min(stops)]
    return sorted(kept, key=lambda each: (round((each.box[1] + each.box[3]) / 8), each.box[0]))


def _said(pieces: Sequence[Piece]) -> str:
    return " ".join(each.text for each in pieces)
