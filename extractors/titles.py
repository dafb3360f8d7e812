"""Where on a paper its name may stand: lines that can be titles, headings and labels, and tables of dated events."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from casework.evidence import Place
from casework.judging import once
from extractors.dates import dates_found
from extractors.early_lines import MAX_TITLE_WORDS, MENTIONS, early_lines, is_title_like
from extractors.reading import (
    WEAK_LEVEL,
    Block,
    Heading,
    ListItem,
    Paragraph,
    Reading,
    Row,
    Table,
    block_text,
    tables_in,
)
from extractors.title_line import TitleLine, joined
from extractors.words import is_numbered, label_key

_FIRST_LINES = 25
_VERY_FIRST = 6
_MAX_LABEL_WORDS = 26
_BLOCK_LINES = 4
WITHIN_BLOCK = 0.7
"""Each further line of a title block counts this much of the one before."""
_FRONT = re.compile(
    r"\s*(?:in the (?:family|high|county|magistrates\W?) (?:\w+ )?court\b|(?:and )?in the matter of\b"
    r"|(?:official|legally privileged|strictly (?:private|confidential)|private and confidential)\b)",
    re.IGNORECASE,
)
"""What heads a paper of any type: the court it is filed in, the Act, who may see it."""
_GUIDANCE = re.compile(
    r"\b(?:guidance|guide|leaflet|polic(?:y|ies)|procedures?|practice standards|information for|fact ?sheet|toolkit"
    r"|terms of reference|handbook|newsletter)\b",
    re.IGNORECASE,
)
_AS_IT_SAYS = re.compile(
    r"\b(?:(?:as )?per|as in|following|from|according to|in line with|under)\b[^.;|]*$", re.IGNORECASE
)
"""Before "guidance": a paper that follows some is none."""
_CALLED_SO = re.compile(
    r"\b(?:(?:this|our|the|get|e-?) ?(?:news ?letter|bulletin)|leaflet for|this leaflet"
    r"|leaflet (?:no\.? ?)?[A-Z]*\d+|print run)\b"
    r"|\bwhat[’']s new\b|^\W*news (?:from|round)\b",
    re.IGNORECASE,
)
_CALLED_LINES = 3
_NAMED_SO = re.compile(r"(?<![a-z])(?:news ?letter|leaflet|e?-?bulletin)(?![a-z])", re.IGNORECASE)
_EVENT_WORDS = re.compile(r"\b(?:events?|incidents?|significan\w*|details?|happened|summary|description)\b")
_DATE_WORDS = re.compile(r"^(?:dates?|when|period|month)\b(?! of birth)(?!.*\b(?:due|review|complet\w*)\b)")


@dataclass(frozen=True, slots=True)
class Header:
    """The cells of a table's header row."""

    cells: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Events:
    """A table of dated events, the column its dates stand in, and how surely it is one, from 0 to 1."""

    table: Table
    column: int
    share: float
    line: TitleLine


@dataclass(frozen=True, slots=True)
class Layout:
    """The lines by which a paper is recognised."""

    titles: tuple[TitleLine, ...]
    headers: tuple[TitleLine, ...]
    properties: tuple[TitleLine, ...]
    headings: tuple[TitleLine, ...]
    labels: tuple[TitleLine, ...]
    table_headers: tuple[Header, ...]
    events: Events | None
    guidance: TitleLine | None
    is_letter: bool = False


def layout_of(reading: Reading) -> Layout:
    """The lines of a Reading that may say what it is."""
    titles = titles_of(reading.blocks)
    tables = tuple(tables_in(reading.blocks))
    title = reading.properties.title
    return Layout(
        titles=titles,
        headers=tuple(TitleLine(block.text, block.place) for block in reading.headers if not isinstance(block, Table)),
        properties=(TitleLine(title, Place(part="file properties")),) if title else (),
        headings=tuple(headings_of(reading.blocks)),
        labels=tuple(chain.from_iterable(map(_labels, reading.blocks))),
        table_headers=tuple(header for table in tables if (header := header_of(table))),
        events=max((found for table in tables if (found := events_of(table))), key=_events_rank, default=None),
        is_letter=_is_letter(reading.blocks[:_FIRST_LINES]),
        guidance=next((line for line in titles[:2] if _is_guidance(line.text)), None),
    )


def titles_of(blocks: Sequence[Block]) -> tuple[TitleLine, ...]:
    """The lines of the first page that can be titles, those that go on in the next as one."""
    return tuple(chain.from_iterable(map(_title_blocks, _first_lines(blocks))))


def says_it_is_guidance(reading: Reading, file: str) -> bool:
    """Whether the first or last lines of a paper, or its file's name, call it a leaflet or a newsletter."""
    if _NAMED_SO.search(file.rsplit("/", 1)[-1]):
        return True
    lines = [line for block in reading.blocks for line in block_text(block).split("\n") if line.strip()]
    return any(_CALLED_SO.search(line) for line in (*lines[:_CALLED_LINES], *lines[-_CALLED_LINES:]))


def _is_guidance(text: str) -> bool:
    """Whether a line says that the paper is guidance; a template's own hint what to delete is none."""
    found = _GUIDANCE.search(text)
    return (
        found is not None and not _AS_IT_SAYS.search(text[: found.start()]) and text[0] not in "([" and "=" not in text
    )


def _is_letter(blocks: Iterable[Block]) -> bool:
    """Whether it begins "Dear …" before any title: minutes and plans written to a child carry a title first."""
    for block in blocks:
        if isinstance(block, Heading) and block.level <= 1:
            return False
        if not isinstance(block, Table) and block.text.startswith("Dear "):
            return True
    return False


def _events_rank(events: Events) -> tuple[float, int]:
    return events.share, len(events.table.rows)


# -- titles


def _first_lines(blocks: Sequence[Block]) -> list[list[TitleLine]]:
    """The lines of the first page that are set like titles: styled, alone in a table row, or short and unfinished.

    What stands above a table, in it and below it are apart: no title goes on from one to the next.
    """
    lines: list[TitleLine] = []
    runs = [lines]
    largest = 0.0
    seen, is_list = 0, False
    for block in blocks:
        if seen >= _FIRST_LINES:
            break
        seen += 1 if not isinstance(block, Table) else min(4, len(block.rows))
        if isinstance(block, Table):
            in_it = [
                TitleLine(row[0].text.split("\n")[0], row[0].place, 0.95) for row in block.rows[:3] if is_wide(row)
            ]
            runs += [in_it, lines := []]
            continue
        text = " ".join(block.text.split())
        if isinstance(block, Heading):
            is_list, largest = False, max(largest, block.size)
            lines.append(TitleLine(text, block.place, 1.0 if block.level <= 1 or block.level >= WEAK_LEVEL else 0.85))
        elif isinstance(block, Paragraph):
            if not is_list:
                share = 0.75 if block.size < largest else 0.85
                early = early_lines(block.text, seen <= _VERY_FIRST)
                lines += [TitleLine(line, block.place, share * sure, is_styled=False) for line, sure in early]
            is_list = is_list or bool(MENTIONS.search(text))
        elif not is_list and isinstance(block, ListItem) and text.isupper() and _is_alone_title(block, text, blocks):
            lines.append(TitleLine(text, block.place, 0.85, is_styled=False))  # a scan's title, taken for an item
    return [[line for line in run if 0 < len(line.text.split()) <= MAX_TITLE_WORDS * 2] for run in runs]


def _is_alone_title(item: ListItem, text: str, blocks: Sequence[Block]) -> bool:
    at = blocks.index(item)
    return is_title_like(text) and not any(
        isinstance(each, ListItem) for each in (*blocks[max(0, at - 1) : at], *blocks[at + 1 : at + 2])
    )


def is_wide(row: Row) -> bool:
    """Whether a row of a table is one cell across it, or one with words and the rest empty."""
    return len([cell for cell in row if cell.text]) == 1 and bool(row[0].text) and (row[0].span > 1 or len(row) == 1)


def _title_blocks(lines: list[TitleLine]) -> Iterator[TitleLine]:
    """Neighbouring styled lines as one: a long title is often broken over two."""
    block: list[TitleLine] = []
    for line in lines:
        if block and len(block) < _BLOCK_LINES and _go_on(block[-1], line):
            block.append(line)
            continue
        if block:
            yield joined(block)
        block = [line]
    if block:
        yield joined(block)


def _go_on(first: TitleLine, second: TitleLine) -> bool:
    is_new = _FRONT.match(first.text) or is_numbered(second.text)
    return first.is_styled and second.is_styled and not is_new and _adjoin(first, second)


def _adjoin(first: TitleLine, second: TitleLine) -> bool:
    a, b = first.place, second.place
    if a.table or b.table:
        return a.table == b.table and (b.row or 0) - (a.row or 0) == 1
    return a.page == b.page and 0 <= (b.paragraph or 0) - (a.paragraph or 0) <= 2


# -- headings and labels


def headings_of(blocks: Iterable[Block]) -> Iterator[TitleLine]:
    """Headings of the body, and table rows that hold one short line across the whole table."""
    return chain.from_iterable(map(_headings, blocks))


@once
def _headings(block: Block) -> tuple[TitleLine, ...]:
    if isinstance(block, Heading):
        return (TitleLine(block.text, block.place),)
    return tuple(_headings_in(block)) if isinstance(block, Table) else ()


def _headings_in(table: Table) -> Iterator[TitleLine]:
    for row in table.rows:
        if is_wide(row) and len((first := row[0].text.split("\n")[0]).split()) <= MAX_TITLE_WORDS:
            yield TitleLine(first, row[0].place)
        for cell in row:
            yield from headings_of(each for each in cell.blocks if isinstance(each, Heading | Table))


@once
def _labels(block: Block) -> tuple[TitleLine, ...]:
    if isinstance(block, Table):
        return tuple(_labels_in(block))
    if isinstance(block, ListItem) and ":" not in block.text:
        return ()
    heads = (line.partition(":") for line in block.text.split("\n"))
    return tuple(
        TitleLine(head, block.place) for head, colon, _ in heads if colon and len(head.split()) <= _MAX_LABEL_WORDS
    )


def _labels_in(table: Table) -> Iterator[TitleLine]:
    for row in table.rows:
        for cell in row:
            first = cell.text.split("\n")[0]
            if len(first.split()) <= _MAX_LABEL_WORDS:
                yield TitleLine(first, cell.place)
            for block in cell.blocks:
                yield from _labels(block)


# -- tables


@once
def header_of(table: Table) -> Header | None:
    """The first row of a table that has several filled cells, where it is among the first two."""
    for row in table.rows[:2]:
        cells = tuple(cell.text for cell in row if cell.text)
        if len(cells) > 1 and all(len(cell.split()) <= 12 for cell in cells):
            return Header(cells, row[0].place)
    return None


@once
def events_of(table: Table) -> Events | None:
    """The table as one of dated events: a column of dates, and words beside them."""
    if len(table.rows) < 3:
        return None
    header = next((row for row in table.rows[:2] if len(row) > 1), table.rows[0])
    names = [label_key(cell.text) for cell in header]
    columns = [cell.column for cell, name in zip(header, names, strict=True) if _DATE_WORDS.search(name)]
    unnamed = _starts_with_date(table.rows[0][0].text) if table.rows[0] else False
    for column in columns or ([1] if unnamed else []):
        dated = [row for row in table.rows if any(c.column == column and _starts_with_date(c.text) for c in row)]
        rest = [row for row in table.rows if any(cell.text for cell in row)]
        told = [row for row in dated if sum(len(c.text.split()) for c in row if c.column != column) >= 3]
        if len(told) >= 2 and len(told) >= 0.5 * (len(rest) - (not unnamed)):
            share = 1.0 if any(_EVENT_WORDS.search(name) for name in names) else 0.6
            return Events(table, column, share, TitleLine(" | ".join(c.text for c in header), header[0].place))
    return None


def _starts_with_date(text: str) -> bool:
    found = next(iter(dates_found(text)), None)
    return found is not None and found.start <= 12
