"""Builds the blocks of an HTML page while its elements open and close, so that no depth of nesting costs anything."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from casework.evidence import Place
from extractors.docx_line import Line
from extractors.docx_numbering import in_format
from extractors.docx_styles import ParagraphLook
from extractors.docx_xml import whole
from extractors.html_controls import Controls
from extractors.html_look import BLOCKS, DROPPED, Attributes, Open, begins_page, opened, style_of
from extractors.line_words import RunLook, add_run
from extractors.reading import (
    WEAK_LEVEL,
    Aside,
    Block,
    Cell,
    FormField,
    Heading,
    ListItem,
    Mark,
    PageBreak,
    Paragraph,
    Picture,
    Row,
    Table,
    looks_like_heading,
    text_of,
)

_MAX_CELLS = 400_000
_MAX_SPAN = 1_000
_BEGINS = frozenset(("br", "img", "input", "select", "textarea"))
"""Elements that begin a line without a word."""
_LEVELS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_FORMATS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_EMPTY = frozenset(("br", "hr", "img", "input", "wbr", "col", "area", "base", "link", "meta", "embed", "param"))


@dataclass(slots=True)
class _Table:
    """A table that is open; `below` says for each column how many more rows a cell above covers it."""

    place: Place
    rows: list[Row] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    heads: list[bool] = field(default_factory=list)
    below: dict[int, int] = field(default_factory=dict)
    column: int = 1
    span: int = 1
    in_head: bool = False


@dataclass(slots=True)
class _List:
    """A list that is open; a bulleted one has no format."""

    format: str = ""
    number: int = 0


class Builder:
    """What lxml tells of a page, one element after another, as blocks; `close` ends it."""

    def __init__(self) -> None:
        self.form_fields: list[FormField] = []
        self.marks: list[Mark] = []
        self.asides: list[Aside] = []
        self.title, self.author, self.language = "", "", ""
        self.is_cut_short = False
        self._open: list[Open] = [Open("", RunLook())]
        self._blocks: list[list[Block]] = [[]]
        self._tables: list[_Table] = []
        self._lists: list[_List] = []
        self._controls = Controls()
        self._label: str | None = None
        self._dropped = self._paragraphs = self._table_count = self._cells = 0
        self._in_title = self._has_begun = False
        self._line = Line(Place(paragraph=1), ParagraphLook())
        self._starts: dict[str, Callable[[Attributes], None]] = {
            "br": lambda _: add_run(self._line, "\n", replace(self._look, keeps_spaces=True)),
            "ol": self._ordered,
            "ul": lambda _: self._lists.append(_List()),
            "li": self._item,
            "table": self._table,
            "thead": lambda _: self._head(is_open=True),
            "tr": lambda _: self._row(),
            "td": self._cell,
            "th": self._cell,
            "img": self._picture,
            "html": self._page,
            "meta": self._about,
        }
        self._ends: dict[str, Callable[[], None]] = {
            "ol": self._list_ends,
            "ul": self._list_ends,
            "table": self._table_ends,
            "thead": lambda: self._head(is_open=False),
            "tr": self._row_ends,
            "td": self._cell_ends,
            "th": self._cell_ends,
            "li": self._item_ends,
        }

    # -- what lxml calls

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element opens."""
        if self._dropped or tag in DROPPED:
            self._dropped += tag not in _EMPTY
            return
        self._in_title = tag == "title"
        style = style_of(attributes) if "style" in attributes else {}
        if tag in BLOCKS:
            self._flush()
        if begins_page(style) and (self._paragraphs or self._table_count):
            self._blocks[-1].append(PageBreak(self._place()))
        if tag not in _EMPTY:
            self._open.append(opened(tag, attributes, self._look, style))
        if tag in self._starts:
            self._starts[tag](attributes)
        self._has_begun |= tag in _BEGINS
        self._controls.start(tag, attributes, self._line, is_shown=self._look.apart is None)

    def end(self, tag: str) -> None:
        """An element closes."""
        if self._dropped:
            self._dropped -= tag not in _EMPTY
            return
        self._in_title = False
        self._controls.end(tag, self._line)
        if tag in BLOCKS:
            self._flush()
        if tag in self._ends:
            self._ends[tag]()
        if tag not in _EMPTY and len(self._open) > 1:
            self._open.pop()

    def data(self, text: str) -> None:
        """Words between elements."""
        if self._dropped:
            return
        if self._in_title:
            self.title = " ".join(f"{self.title}{text}".split())
        elif not self._controls.takes(text):
            self._has_begun = True
            add_run(self._line, text, self._look)

    def close(self) -> "Builder":
        """The page ends."""
        self._flush()
        while self._tables:
            self._table_ends()
        return self

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks so far."""
        return tuple(self._blocks[0])

    # -- lines

    @property
    def _look(self) -> RunLook:
        return self._open[-1].look

    def _place(self) -> Place:
        if not self._tables:
            return Place(paragraph=self._paragraphs + 1)
        table = self._tables[-1]
        return replace(table.place, row=len(table.rows) + 1, cell=len(table.cells) + 1)

    def _flush(self) -> None:
        """End the line, and keep it where it says anything."""
        if not self._has_begun:
            return
        line, self._has_begun = self._line, False
        line.finish()
        self.form_fields += line.form_fields
        self.marks += line.marks
        self.asides += line.asides
        if line.text:
            self._blocks[-1].append(self._block(line))
            self._paragraphs += not self._tables
        self._blocks[-1] += line.hung
        self._line = Line(self._place(), ParagraphLook())

    def _block(self, line: Line) -> Block:
        label = self._label
        if label:
            self._label = ""  # what follows in the same item has no number of its own
        text = f"{label} {line.text}" if label else line.text
        shift = len(text) - len(line.text)
        filled = tuple((start + shift, end + shift) for start, end in line.filled)
        level = next((int(each.tag[1]) for each in reversed(self._open[-8:]) if each.tag in _LEVELS), None)
        if level is not None:
            return Heading(text, level, line.place, filled=filled)
        if label is not None:
            return ListItem(text, line.place, filled)
        if not self._tables and not filled and looks_like_heading(text, bool(line.bold)):
            return Heading(text, WEAK_LEVEL, line.place)
        return Paragraph(text, line.place, filled=filled)

    # -- lists

    def _ordered(self, attributes: Attributes) -> None:
        """HTML, 4.4.5: the kind of its numbers, and the first of them."""
        start = whole(attributes.get("start"))
        kind = _FORMATS.get(attributes.get("type", ""), "decimal")
        self._lists.append(_List(kind, (1 if start is None else start) - 1))

    def _item(self, attributes: Attributes) -> None:
        self._label = ""
        if self._lists and self._lists[-1].format:
            own = self._lists[-1]
            asked = whole(attributes.get("value"))
            own.number = own.number + 1 if asked is None else asked
            self._label = f"{in_format(own.number, own.format)}."

    def _item_ends(self) -> None:
        self._label = "" if len(self._lists) > 1 else None

    def _list_ends(self) -> None:
        if self._lists:
            self._lists.pop()
        self._label = "" if self._lists else None

    # -- tables

    def _table(self, _: Attributes) -> None:
        self._table_count += 1
        self._tables.append(_Table(Place(table=self._table_count)))

    def _head(self, *, is_open: bool) -> None:
        if self._tables:
            self._tables[-1].in_head = is_open

    def _row(self) -> None:
        if self._tables:
            table = self._tables[-1]
            table.cells, table.column = [], 1

    def _cell(self, attributes: Attributes) -> None:
        if not self._tables:
            return
        table = self._tables[-1]
        while table.below.get(table.column, 0) > 0:
            table.column += 1
        table.span = min(whole(attributes.get("colspan")) or 1, _MAX_SPAN)
        rows = min(whole(attributes.get("rowspan")) or 1, _MAX_CELLS)
        for column in range(table.column, min(table.column + table.span, _MAX_SPAN)):
            table.below[column] = rows
        self._blocks.append([])
        self._line = Line(self._place(), ParagraphLook())

    def _cell_ends(self) -> None:
        if not self._tables or len(self._blocks) < 2:
            return
        blocks, table = tuple(self._blocks.pop()), self._tables[-1]
        self._cells += 1
        if self._cells > _MAX_CELLS:
            self.is_cut_short, blocks = True, ()
        place = replace(table.place, row=len(table.rows) + 1, cell=len(table.cells) + 1)
        table.cells.append(Cell(text_of(blocks), place, blocks, table.column, table.span))
        table.column += table.span
        self._line = Line(self._place(), ParagraphLook())

    def _row_ends(self) -> None:
        if not self._tables:
            return
        table = self._tables[-1]
        table.below = {column: rows - 1 for column, rows in table.below.items() if rows > 1}
        if table.cells:
            table.rows.append(tuple(table.cells))
            table.heads.append(table.in_head)
        table.cells = []

    def _table_ends(self) -> None:
        """A table of one cell only frames a part of the page: what stands in it is read as if there were none."""
        if not self._tables:
            return
        table = self._tables.pop()
        if len(table.rows) == 1 and len(table.rows[0]) == 1:
            self._blocks[-1] += table.rows[0][0].blocks
        elif table.rows:
            heads = next((number for number, is_head in enumerate(table.heads) if not is_head), len(table.heads))
            self._blocks[-1].append(Table(tuple(table.rows), table.place, heads))
        self._line = Line(self._place(), ParagraphLook())

    # -- the rest

    def _picture(self, attributes: Attributes) -> None:
        """A picture lies elsewhere and is not fetched; what the page says it shows is kept."""
        alt = " ".join(attributes.get("alt", "").split())
        if alt and self._look.apart is None:
            self._line.hung.append(Picture(self._line.place, "", alt))

    def _page(self, attributes: Attributes) -> None:
        self.language = self.language or attributes.get("lang", "")

    def _about(self, attributes: Attributes) -> None:
        if attributes.get("name", "").lower() == "author":
            self.author = " ".join(attributes.get("content", "").split())
