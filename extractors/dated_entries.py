"""The newest entry of a paper that tells of events one after another, in the rows of a table or in lines."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from casework.evidence import Place
from extractors.dates import DateFound, dates_found
from extractors.reading import Reading, Row, Table, tables_in
from extractors.titles import Events

_BEFORE_DAY = re.compile(
    r"[\W_]*(?:(?:mon|tues?|wed(?:nes|s)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b[\W_]*)?", re.IGNORECASE
)
_FEWEST_LINES = 2
"""That begin with a day: one alone is no list of events."""


class Entry(NamedTuple):
    """An entry's day, its words and where it stands."""

    seen: DateFound
    words: str
    place: Place


def newest_entry(events: Events | None, reading: Reading) -> Entry | None:
    """The entry of the latest day, of the table of events or else of the lines that begin with a day; None without."""
    found = list(_in_rows(events, reading) if events else _in_lines(reading))
    if events is None and len(found) < _FEWEST_LINES:
        return None
    return max(found, key=lambda each: each.seen.date, default=None)


def _in_lines(reading: Reading) -> Iterator[Entry]:
    for block in reading.blocks:
        if isinstance(block, Table):
            continue
        for text in block.text.split("\n"):
            seen = next(dates_found(text), None)
            if seen and seen.names_day and _BEFORE_DAY.fullmatch(text[: seen.start]):
                yield Entry(seen, text.strip(), block.place)


def _in_rows(events: Events, reading: Reading) -> Iterator[Entry]:
    """Rows may run either way, and go on in a like table on the next page."""
    width = len(events.table.rows[-1])
    for table in tables_in(reading.blocks):
        for row in table.rows:
            if table is not events.table and (len(row) != width or width < 2 or not _begins_with_day(row)):
                continue
            yield from _in_row(row, events.column)


def _in_row(row: Row, column: int) -> Iterator[Entry]:
    for cell in row:
        if cell.column == column and (seen := max(dates_found(cell.text), key=lambda each: each.date, default=None)):
            yield Entry(seen, " | ".join(each.text for each in row if each.text), cell.place)
            return


def _begins_with_day(row: Row) -> bool:
    found = next(dates_found(row[0].text), None)
    return found is not None and found.start == 0
