"""Words and ruled lines of pages -> headings, paragraphs and tables in reading order."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median_high

from casework.evidence import Place
from extractors.page_broken import Broken
from extractors.page_columns import bands_of
from extractors.page_content import Filled, PageContent
from extractors.page_figures import rows_of_figures
from extractors.page_flow import PictureHere, Run, TableHere, Thing, flow
from extractors.page_grid import Grid, grids_of, in_cells, marks_of, rules_in, tiles_in
from extractors.page_join import alike, continued, top_of
from extractors.page_rows import Mark
from extractors.page_running import Sides, running_lines
from extractors.page_words import Box, Line, Lines, Word, lines_of, paragraphs_of
from extractors.reading import (
    WEAK_LEVEL,
    Block,
    Cell,
    Heading,
    ListItem,
    PageBreak,
    Paragraph,
    Picture,
    Table,
    looks_like_heading,
)

_MARKS = frozenset(("draft", "sample", "specimen", "template", "copy", "confidential", "final", "superseded"))
_LARGER = 1.12
_MAX_HEADING_WORDS = 25
_FIRST_BLOCKS = 8
_LINE_HEIGHT = 12.0


@dataclass(frozen=True, slots=True)
class PageLayout:
    """A page's number and what is on it; `key` names it as a picture where its words are not all known."""

    number: int
    content: PageContent
    key: str = ""


@dataclass(slots=True)
class LaidOut:
    """The blocks of the whole file."""

    blocks: tuple[Block, ...] = ()
    headers: tuple[Block, ...] = ()
    footers: tuple[Block, ...] = ()


@dataclass(slots=True)
class _Page:
    number: int
    key: str
    size: tuple[float, float]
    things: list[Thing]
    marks: list[Mark]
    lines: list[Line]
    word_size: float
    """How large most of its words are set, those in tables too."""
    across: str = ""
    """Words that run across the page and are no watermark."""


class Layout:
    """Lays out the pages of one file: what repeats at top and foot is found across all of them."""

    def __init__(self, pages: Iterable[PageLayout]) -> None:
        self._pages = [_page(each) for each in pages]
        self._running = running_lines(map(_sides, self._pages))
        self._body_size = _usual_size(line for page in self._pages for line in page.lines)
        self._levels = self._heading_levels()
        self._broken = Broken([line for page in self._pages for line in page.lines])
        self._tables = self._paragraphs = 0

    def _heading_levels(self) -> dict[float, int]:
        """The level of each size of heading: the largest is 1, and so on down."""
        large = {_step(line.size) for page in self._pages for line in page.lines if self._is_large(Lines.of((line,)))}
        return {size: min(number, WEAK_LEVEL - 1) for number, size in enumerate(sorted(large, reverse=True), 1)}

    def read(self) -> LaidOut:
        """The blocks in reading order; a table that goes on over the page is one, but not one that comes again."""
        blocks: list[Block] = []
        apart: dict[str, list[Block]] = {"header": [], "footer": []}
        edges: tuple[float, ...] = ()
        tops: set[tuple[str, ...]] = set()
        for page in self._pages:
            for part, lines in self._split(page).items():
                apart[part] += [
                    Paragraph(line.text, Place(part=part, page=page.number, box=line.box)) for line in lines
                ]
            is_begun = page is self._pages[0]
            for block, own_edges in self._blocks(page):
                last = next((n for n in range(len(blocks) - 1, -1, -1) if not isinstance(blocks[n], PageBreak)), 0)
                before = blocks[last] if blocks else None
                if not is_begun:
                    blocks.append(PageBreak(Place(page=page.number)))
                top = top_of(block) if isinstance(block, Table) else ()
                may_go_on = not is_begun and alike(edges, own_edges) and top not in tops
                if may_go_on and isinstance(block, Table) and isinstance(before, Table):
                    blocks[last] = continued(before, block)
                else:
                    blocks.append(block)
                    tops |= {top} - {()}
                is_begun = True
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
        """The blocks of a page, a table's with the edges of its columns."""
        self._paragraphs = 0
        if page.key:
            yield Picture(Place(page=page.number, box=(0.0, 0.0, *page.size)), page.key), ()
        for piece in flow(page.lines, page.things, page.marks):
            match piece:
                case Run():
                    yield from ((block, ()) for block in self._run(piece, page.number))
                case PictureHere():
                    yield Picture(Place(page=page.number, box=_rounded(piece.box))), ()
                case TableHere():
                    yield self._table(piece.grid, piece.words, page.number), piece.grid.edges

    def _run(self, run: Run, page: int) -> Iterator[Block]:
        for lines in self._joined(self._broken.marked(run.lines), run.right):
            self._paragraphs += 1
            yield from self._text_blocks(lines, Place(page=page, paragraph=self._paragraphs, box=_rounded(lines.box)))

    def _joined(self, lines: Sequence[Line], right: float) -> Iterator[Lines]:
        """Paragraphs; neighbouring lines of one large size are one heading."""
        held: Lines | None = None
        for each in paragraphs_of(lines, right):
            if held and self._is_large(held) and self._is_large(each) and _belong(held, each):
                held = Lines.of((*held.lines, *each.lines))
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
        if lines.bullet:
            yield _list_item(lines, place)
        elif self._is_large(lines):
            level = self._levels.get(_step(lines.size), WEAK_LEVEL - 1)
            yield Heading(text, level, place, round(lines.size, 1), lines.filled)
        elif looks_like_heading(text, lines.bold) and not lines.filled:
            yield Heading(text, WEAK_LEVEL, place, round(lines.size, 1))
        else:
            yield Paragraph(text, place, round(lines.size, 1), lines.filled)

    def _table(self, grid: Grid, words: Sequence[Sequence[Word]], page: int) -> Table:
        self._tables += 1
        rows: dict[int, list[Cell]] = {}
        for cell, inside in zip(grid.cells, words, strict=True):
            own = rows.setdefault(cell.row, [])
            place = Place(page=page, table=self._tables, row=len(rows), cell=len(own) + 1, box=_rounded(cell.box))
            blocks = tuple(self._cell_blocks(inside, cell.box, place))
            text = "\n".join(block.text for block in blocks)
            own.append(Cell(text, place, blocks, cell.column + 1, cell.span))
        place = Place(page=page, table=self._tables, box=_rounded(grid.box))
        return Table(tuple(tuple(row) for _, row in sorted(rows.items())), place)

    def _cell_blocks(self, words: Sequence[Word], box: Box, place: Place) -> Iterator[Paragraph | ListItem]:
        if not words:
            return
        lines = lines_of(words)
        right = box[2] - min(max(0.0, min(line.box[0] for line in lines) - box[0]), 8.0)
        for each in paragraphs_of(self._broken.in_column(lines, right), right):
            yield _list_item(each, place) if each.bullet else Paragraph(each.text, place, filled=each.filled)


def _list_item(lines: Lines, place: Place) -> ListItem:
    text, filled = lines.without(lines.bullet)
    return ListItem(text, place, filled)


def _page(page: PageLayout) -> _Page:
    content = page.content
    words = [*content.words, *(word for filled in content.filled for word in _typed(filled))]
    rules = rules_in(content.boxes)
    things: list[Thing] = []
    for grid in grids_of([*rules, *tiles_in(content.shades)]):
        inside, rest = in_cells(grid, words)
        if any(inside) and not _is_only_framed(grid, inside, rest):
            things.append(TableHere(*rows_of_figures(grid, inside)))
            words = rest
    things += [PictureHere(box) for box in dict.fromkeys(content.images)]
    across = content.across
    return _Page(
        page.number,
        page.key,
        content.size,
        things,
        marks_of(rules, content.shades),
        lines_of(words),
        median_high([word.size for word in content.words] or [0.0]),
        "" if is_watermark(across) else across,
    )


def _sides(page: _Page) -> Sides:
    tables = [thing.grid.box for thing in page.things if isinstance(thing, TableHere)]
    return Sides(page.number, page.size[1], page.lines, tables, page.word_size)


def _is_only_framed(grid: Grid, words: Sequence[Sequence[Word]], rest: Sequence[Word]) -> bool:
    """Whether a grid frames rows whose columns nobody ruled, or the answers alone whose labels stand beside it."""
    within = [word for inside in words for word in inside]
    if len(grid.edges) > 2 and not all(word.typed for word in within):
        return False
    labelled = {
        number
        for number, cell in enumerate(grid.cells)
        if any(word.box[2] <= cell.box[0] + 1 and cell.box[1] <= word.middle[1] <= cell.box[3] for word in rest)
    }
    if len(labelled) > 0.5 * len(grid.cells):
        return True
    lines = lines_of(within)
    bands = bands_of(lines) if len(grid.edges) == 2 else ()
    return any(not band.is_prose and band.end - band.first >= 0.5 * len(lines) for band in bands)


def is_watermark(across: str) -> bool:
    """Whether words that run across a page are a mark printed over it."""
    return not _MARKS.isdisjoint(across.casefold().split())


def _typed(filled: Filled) -> Iterator[Word]:
    """What was filled in, as words where the control stands; a tall control is read line by line from its top."""
    left, top, right, bottom = filled.box
    if filled.kind in ("checkbox", "radio"):
        yield Word(filled.value, filled.box, typed=True)
        return
    lines = [line.strip() for line in filled.value.split("\n") if line.strip()]
    if len(lines) == 1 and bottom - top <= 2 * _LINE_HEIGHT:
        middle, half = (top + bottom) / 2, min(_LINE_HEIGHT, bottom - top) / 2
        yield Word(lines[0], (left, middle - half, right, middle + half), typed=True)
        return
    height = min(_LINE_HEIGHT, (bottom - top) / max(1, len(lines)))
    for number, line in enumerate(lines):
        yield Word(line, (left, top + number * height, right, top + (number + 0.9) * height), typed=True)


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
