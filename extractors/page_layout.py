"""Words and ruled lines of pages -> headings, paragraphs and tables in reading order."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from casework.evidence import Place
from extractors.page_content import Filled, PageContent
from extractors.page_grid import Grid, grids_of, rules_in
from extractors.page_join import alike, continued
from extractors.page_words import Box, Line, Lines, Word, lines_of, paragraphs_of
from extractors.reading import (
    WEAK_LEVEL,
    Block,
    Cell,
    Heading,
    ListItem,
    Paragraph,
    Table,
    looks_like_heading,
)

_MARKS = frozenset(("draft", "sample", "specimen", "template", "copy", "confidential", "final", "superseded"))
_MARGIN = 0.075
"""The share of a page's height at its top and foot where running headers and footers stand."""
_LARGER = 1.12
_MAX_HEADING_WORDS = 25
_FIRST_BLOCKS = 8
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"^\W*(?:page\s+)?\d+(?:\s*(?:of|/)\s*\d+)?\W*$", re.IGNORECASE)
_LINE_HEIGHT = 12.0


@dataclass(frozen=True, slots=True)
class PageLayout:
    """A page's number and what is on it."""

    number: int
    content: PageContent


@dataclass(slots=True)
class LaidOut:
    """The blocks of the whole file."""

    blocks: tuple[Block, ...] = ()
    headers: tuple[Block, ...] = ()
    footers: tuple[Block, ...] = ()


@dataclass(slots=True)
class _Page:
    number: int
    right: float
    grids: list[tuple[Grid, list[list[Word]]]]
    lines: list[Line]
    across: str = ""
    """Words that run across the page and are no watermark."""
    apart: dict[str, list[Line]] = field(default_factory=dict)


class Layout:
    """Lays out the pages of one file: what repeats at top and foot is found across all of them."""

    def __init__(self, pages: Sequence[PageLayout]) -> None:
        self._pages = [_page(each) for each in pages]
        self._running = _running_lines(self._pages, {each.number: each.content.size[1] for each in pages})
        self._body_size = _usual_size(line for page in self._pages for line in page.lines)
        self._levels = self._heading_levels()
        self._tables = 0

    def _heading_levels(self) -> dict[float, int]:
        """The level of each size of heading: the largest is 1, and so on down."""
        large = {_step(line.size) for page in self._pages for line in page.lines if self._is_large(Lines((line,)))}
        return {size: min(number, WEAK_LEVEL - 1) for number, size in enumerate(sorted(large, reverse=True), 1)}

    def read(self) -> LaidOut:
        """The blocks in reading order; a table that goes on over the page is one table."""
        blocks: list[Block] = []
        apart: dict[str, list[Block]] = {"header": [], "footer": []}
        edges: tuple[float, ...] = ()
        for page in self._pages:
            for part, lines in self._split(page).items():
                apart[part] += [
                    Paragraph(line.text, Place(part=part, page=page.number, box=line.box)) for line in lines
                ]
            for number, (block, own_edges) in enumerate(self._blocks(page)):
                before = blocks[-1] if blocks else None
                if number == 0 and isinstance(block, Table) and isinstance(before, Table) and alike(edges, own_edges):
                    blocks[-1] = continued(before, block)
                else:
                    blocks.append(block)
                edges = own_edges
            if page.across:
                blocks.append(Paragraph(page.across, Place(part="across the page", page=page.number)))
        return LaidOut(tuple(_with_title(blocks)), tuple(apart["header"]), tuple(apart["footer"]))

    def _split(self, page: _Page) -> dict[str, list[Line]]:
        """Take running headers and footers out of a page's lines."""
        apart: dict[str, list[Line]] = {"header": [], "footer": []}
        kept: list[Line] = []
        for line in page.lines:
            part = self._running.get((page.number, line.box[1]))
            (apart[part] if part else kept).append(line)
        page.lines = kept
        return apart

    def _blocks(self, page: _Page) -> Iterator[tuple[Block, tuple[float, ...]]]:
        tables = [(grid.box[1], grid, words) for grid, words in page.grids]
        waiting: list[Line] = []
        paragraph = 0
        events: list[tuple[float, Line | None, int]] = [(line.box[1], line, -1) for line in page.lines]
        events += [(top, None, index) for index, (top, _, _) in enumerate(tables)]
        for _, line, index in [*sorted(events, key=lambda each: each[0]), (0.0, None, -1)]:
            if line is not None:
                waiting.append(line)
                continue
            for lines in self._joined(waiting, page.right):
                paragraph += 1
                place = Place(page=page.number, paragraph=paragraph, box=_rounded(lines.box))
                yield from ((block, ()) for block in self._text_blocks(lines, place))
            waiting = []
            if index >= 0:
                _, grid, words = tables[index]
                yield self._table(grid, words, page.number), grid.edges

    def _joined(self, lines: list[Line], right: float) -> Iterator[Lines]:
        """Paragraphs; neighbouring lines of one large size are one heading."""
        held: Lines | None = None
        for each in paragraphs_of(lines, right):
            if held and self._is_large(held) and self._is_large(each) and _belong(held, each):
                held = Lines((*held.lines, *each.lines))
                continue
            if held:
                yield held
            held = each
        if held:
            yield held

    def _is_large(self, lines: Lines) -> bool:
        return lines.size > _LARGER * self._body_size and len(lines.text.split()) <= _MAX_HEADING_WORDS

    def _text_blocks(self, lines: Lines, place: Place) -> Iterator[Block]:
        text = lines.text
        if bullet := lines.bullet:
            yield ListItem(text[len(bullet) :], place)
        elif self._is_large(lines):
            level = self._levels.get(_step(lines.size), WEAK_LEVEL - 1)
            yield Heading(text, level, place, round(lines.size, 1))
        elif looks_like_heading(text, lines.bold):
            yield Heading(text, WEAK_LEVEL, place, round(lines.size, 1))
        else:
            yield Paragraph(text, place, round(lines.size, 1))

    def _table(self, grid: Grid, words: list[list[Word]], page: int) -> Table:
        self._tables += 1
        rows: dict[int, list[Cell]] = {}
        for cell, inside in zip(grid.cells, words, strict=True):
            own = rows.setdefault(cell.row, [])
            place = Place(page=page, table=self._tables, row=len(rows), cell=len(own) + 1, box=_rounded(cell.box))
            blocks = tuple(_cell_blocks(inside, cell.box, place))
            text = "\n".join(block.text for block in blocks)
            own.append(Cell(text, place, blocks, cell.column + 1, cell.span))
        place = Place(page=page, table=self._tables, box=_rounded(grid.box))
        return Table(tuple(tuple(row) for _, row in sorted(rows.items())), place)


def _page(page: PageLayout) -> _Page:
    content = page.content
    words = [*content.words, *(word for filled in content.filled for word in _typed(filled))]
    grids = []
    for grid in grids_of(rules_in(content.boxes)):
        inside: list[list[Word]] = [[] for _ in grid.cells]
        rest: list[Word] = []
        for word in words:
            index = _cell_at(grid, word)
            (rest if index is None else inside[index]).append(word)
        if any(inside):
            grids.append((grid, inside))
            words = rest
    lines = lines_of(words)
    right = max((line.box[2] for line in lines), default=content.size[0])
    across = content.across
    return _Page(page.number, right, grids, lines, "" if is_watermark(across) else across)


def is_watermark(across: str) -> bool:
    """Whether words that run across a page are a mark printed over it."""
    return not _MARKS.isdisjoint(across.casefold().split())


def _typed(filled: Filled) -> Iterator[Word]:
    """What was filled in, as words where the control stands; a tall control is read line by line from its top."""
    left, top, right, bottom = filled.box
    if filled.kind == "checkbox":
        yield Word(filled.value, filled.box)
        return
    lines = [line.strip() for line in filled.value.split("\n") if line.strip()]
    height = min(_LINE_HEIGHT, (bottom - top) / max(1, len(lines)))
    if len(lines) == 1 and bottom - top <= 2 * _LINE_HEIGHT:
        yield Word(lines[0], filled.box)
        return
    for number, line in enumerate(lines):
        yield Word(line, (left, top + number * height, right, top + (number + 0.9) * height))


def _cell_at(grid: Grid, word: Word) -> int | None:
    x, y = word.middle
    left, top, right, bottom = grid.box
    if not (left <= x <= right and top <= y <= bottom):
        return None
    for index, cell in enumerate(grid.cells):
        if cell.box[0] <= x <= cell.box[2] and cell.box[1] <= y <= cell.box[3]:
            return index
    return None


def _cell_blocks(words: list[Word], box: Box, place: Place) -> Iterator[Paragraph | ListItem]:
    if not words:
        return
    lines = lines_of(words)
    padding = max(0.0, min(line.box[0] for line in lines) - box[0])
    for each in paragraphs_of(lines, box[2] - min(padding, 8.0)):
        bullet = each.bullet
        yield ListItem(each.text[len(bullet) :], place) if bullet else Paragraph(each.text, place)


def _step(size: float) -> float:
    """A size to the half point, so that rounding in the file makes no two sizes of one."""
    return round(size * 2) / 2


def _belong(first: Lines, second: Lines) -> bool:
    gap = second.box[1] - first.box[3]
    return abs(first.size - second.size) <= 0.1 * first.size and gap < 0.8 * first.size


def _usual_size(lines: Iterable[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[_step(line.size)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else _LINE_HEIGHT


def _running_lines(pages: list[_Page], heights: dict[int, float]) -> dict[tuple[int, float], str]:
    """The lines at top and foot that repeat over pages, their numbers apart, and page numbers anywhere there."""
    found: list[tuple[int, Line, str]] = []
    for page in pages:
        for line in page.lines:
            if line.box[3] <= _MARGIN * heights[page.number]:
                found.append((page.number, line, "header"))
            elif line.box[1] >= (1 - _MARGIN) * heights[page.number]:
                found.append((page.number, line, "footer"))
    times = Counter(_DIGITS.sub("#", line.text) for _, line, _ in found)
    return {
        (number, line.box[1]): part
        for number, line, part in found
        if len(pages) == 1 or times[_DIGITS.sub("#", line.text)] > 1 or _PAGE_NUMBER.match(line.text)
    }


def _with_title(blocks: list[Block]) -> list[Block]:
    """The one heading larger than all others, where it stands near the top of the first page, is the title."""
    tops = [number for number, block in enumerate(blocks) if isinstance(block, Heading) and block.level == 1]
    if len(tops) == 1 and tops[0] < _FIRST_BLOCKS:
        block = blocks[tops[0]]
        if isinstance(block, Heading) and block.place.page == 1:
            blocks[tops[0]] = replace(block, level=0)
    return blocks


def _rounded(box: Box) -> Box:
    left, top, right, bottom = (round(edge, 1) for edge in box)
    return left, top, right, bottom
