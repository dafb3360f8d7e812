"""Running headers and footers: the lines that stand at the top or foot of page after page, and page numbers there."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from extractors.dates import dates_found
from extractors.page_words import Box, Line

_MARGIN = 0.075
"""The share of a page's height at its top and foot where running headers and footers stand."""
_MARGIN_OF_SMALL = 0.1
"""The same for lines in smaller type than the text: it is the header's or footer's own, however near the text."""
_SMALL = 0.92
_SAME_PLACE = 1.5
"""Points by which the same running line may move from page to page."""
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"^\W*(?:page\s+)?\d+(?:\s*(?:of|/)\s*\d+)?\W*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Edge:
    """A line at the top or foot of a page; `is_apart` where white space parts it from the text."""

    page: int
    line: Line
    part: str
    is_apart: bool

    @property
    def says(self) -> str:
        """Its words, whatever numbers stand among them."""
        return _DIGITS.sub("#", self.line.text)

    def stands_as(self, other: "_Edge") -> bool:
        """Whether both stand at one place, and one of them apart."""
        return (self.is_apart or other.is_apart) and abs(other.line.box[1] - self.line.box[1]) <= _SAME_PLACE


@dataclass(frozen=True, slots=True)
class Sides:
    """A page as far as what runs along it is looked for: its lines, and the tables that hold the rest of its words."""

    number: int
    height: float
    lines: Sequence[Line]
    tables: Sequence[Box] = ()
    size: float = 0.0
    """How large most of its words are set."""


def running_lines(pages: Iterable[Sides]) -> dict[tuple[int, float], str]:
    """Which lines run on, by page and top edge: "header" or "footer".

    On the only page of a file whatever stands apart at its top or foot is taken for one, but for what somebody typed
    and a day by itself, which is a letter's.
    """
    found: list[_Edge] = []
    count = 0
    for page in pages:
        count += 1
        found += _edges(page)
    by_words: dict[str, list[_Edge]] = {}
    for each in found:
        by_words.setdefault(each.says, []).append(each)
    return {(each.page, each.line.box[1]): each.part for each in found if _runs(each, by_words, count == 1)}


def _runs(edge: _Edge, by_words: Mapping[str, Sequence[_Edge]], is_alone: bool) -> bool:
    if edge.is_apart and is_alone:
        return not _is_a_day(edge.line.text)
    if edge.is_apart and _PAGE_NUMBER.match(edge.line.text):
        return True
    others = [other for other in by_words[edge.says] if other.page != edge.page]
    # a text may reach down to the footer on one page and not on another
    return any((edge.is_apart and other.is_apart) or edge.stands_as(other) for other in others)


def _is_a_day(text: str) -> bool:
    return any(found.end - found.start == len(text.strip()) for found in dates_found(text.strip()))


def _edges(page: Sides) -> Iterable[_Edge]:
    """The lines at the top and foot of a page."""
    parts = [(line, _part(line, page)) for line in page.lines if not line.filled]
    apart = _apart([line for line, part in parts if part], page)
    return [_Edge(page.number, line, part, line in apart) for line, part in parts if part]


def _part(line: Line, page: Sides) -> str:
    """Whether a line stands where headers or footers do; "" where it stands in the body."""
    share = _MARGIN_OF_SMALL if line.size < _SMALL * page.size else _MARGIN
    if line.box[3] <= share * page.height:
        return "header"
    return "footer" if line.box[1] >= (1 - share) * page.height else ""


def _apart(margin: Sequence[Line], page: Sides) -> list[Line]:
    """Of lines at the top and foot of a page those that a line's height or more of white parts from all that go on.

    A label and its answer that stand below or above others like them are a row of the form and no running line.
    """
    body = [line for line in page.lines if line not in margin]
    boxes = [*page.tables, *(line.box for line in body)]
    if not boxes:
        return []
    edges = {round(left) for line in body for left in line.answers}
    top, foot = min(box[1] for box in boxes), max(box[3] for box in boxes)
    apart: list[Line] = []
    for line in sorted(margin, key=lambda line: max(top - line.box[3], line.box[1] - foot)):
        is_row = any(round(left) + off in edges for left in line.answers for off in (-1, 0, 1))
        if not is_row and (top - line.box[3] > line.height or line.box[1] - foot > line.height):
            apart.append(line)
        else:
            top, foot = min(top, line.box[1]), max(foot, line.box[3])
    return apart
