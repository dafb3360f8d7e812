"""What a sheet carries at its edges: page number, stamp in a bundle, running lines; and whether a paper ends there."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.bound_head import lines_of
from extractors.dates import dates_found
from extractors.reading import Block, PageBreak, Picture, Reading, Table, block_text

_EDGE = 3
"""Page numbers and stamps that are no running lines stand among the first and last lines of a page, this many."""
_NUMBER = re.compile(
    r"\bpage\s+(\d{1,4})(?:\s*(?:of|/)\s*(\d{1,4}))?\b|(?<![\d/.])(\d{1,4})\s+of\s+(\d{1,4})\W*$", re.IGNORECASE
)
_STAMP = re.compile(r"^\W*([A-Z]{1,2})[ -]?(\d{1,4})\b(?!\s*\d?[A-Z]{1,2}\b)|(?:^|\s)([A-Z])(\d{1,4})\W*$")
"""How a bundle numbers its pages: section and page (Practice Direction 27A, 5.2: by section, each from 1)."""
_STAMP_WORDS = 6
_FOOT, _MOST_FILLED = 730.0, 600.0
"""Points from the top of an A4 page: lines from the first on may be a footer, a page with none behind the second was
left part empty."""
_DIGITS = re.compile(r"\d+")
_ENDING_WORDS = 14
_ENDS = re.compile(
    r"^\W*(?:signed|signature|sealed|end\W*$|end of (?:the )?(?:report|document|minutes|assessment|plan|statement)"
    r"|yours (?:sincerely|faithfully)|kind regards|copies? to|cc\b|distribution|minutes (?:agreed|taken|by)"
    r"|(?:record|date) (?:approved|signed|agreed)\b)"
    r"|\bsealed\W*$|\bfacts stated in this .{0,20}statement are true\b",
    re.IGNORECASE,
)
_DATED = re.compile(r"^\W*(?:dated?|date signed)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of a sheet; `number` and `of` are its page number and how many it says there are."""

    number: int | None = None
    of: int | None = None
    stamp: tuple[str, int] | None = None
    running: frozenset[str] = frozenset()
    is_left_empty: bool = False
    """Whether its page has room left that a text going on would have filled; never so where places have no boxes."""
    is_scanned: bool = False
    """Whether the page is a picture whose words were recognised."""
    ends: bool = False
    """Whether its last lines are those with which papers end: a signature, a date, a distribution list."""


def marks_of(sheet: Sequence[Block], reading: Reading, page: int | None) -> Marks:
    """The marks of a sheet of a reading."""
    shown = [block for block in sheet if not isinstance(block, Picture | PageBreak)]
    lines = [line for block in shown[:1] + shown[-_EDGE:] for line in lines_of(block)[-_EDGE:]]
    along = [
        line
        for block in (*reading.headers, *reading.footers)
        if page is not None and block.place.page == page
        for line in lines_of(block)
    ]
    edges = [*along, *(line for line in lines if len(line.split()) <= 2 * _STAMP_WORDS)]
    number = next((found for line in edges if (found := _NUMBER.search(line))), None)
    figures = [int(each) for each in number.groups() if each] if number else []
    return Marks(
        figures[0] if figures else None,
        figures[1] if len(figures) > 1 else None,
        next((stamp for line in edges if (stamp := _stamp(line))), None),
        frozenset(_DIGITS.sub("#", line) for line in along if _stamp(line) is None),
        _is_left_empty(shown),
        any(scan.key == f"page:{page}" for scan in reading.scanned),
        _ends(shown),
    )


def _stamp(line: str) -> tuple[str, int] | None:
    if len(line.split()) > _STAMP_WORDS:
        return None
    found = _STAMP.search(line)
    if found is None:
        return None
    letters, number = (each for each in found.groups() if each)
    return letters, int(number)


def _is_left_empty(shown: Sequence[Block]) -> bool:
    boxes = [block.place.box for block in shown if block.place.box is not None]
    bottoms = [bottom for _, top, _, bottom in boxes if top < _FOOT]
    return bool(bottoms) and max(bottoms) < _MOST_FILLED


def _ends(shown: Sequence[Block]) -> bool:
    last = [block for block in shown if len(block_text(block).split()) > 1 or not _stamp(block_text(block))][-_EDGE:]
    return any(_is_ending(line) for block in last for line in _last_lines(block))


def _last_lines(block: Block) -> tuple[str, ...]:
    lines = lines_of(block)
    return lines[-2:] if isinstance(block, Table) else lines


def _is_ending(line: str) -> bool:
    if len(line.split()) > _ENDING_WORDS:
        return False
    if _ENDS.search(line):
        return True
    dates = list(dates_found(line))
    return bool(dates) and (bool(_DATED.match(line)) or dates[-1].end >= len(line.rstrip(" .")) - 1)
