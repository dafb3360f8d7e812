"""Walks an OpenDocument text: every word once, in reading order, with lists counted and tables laid out."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from casework.evidence import Place
from extractors.docx_line import Line
from extractors.docx_xml import whole
from extractors.odt_drawn import Drawn
from extractors.odt_forms import Controls
from extractors.odt_lists import Counted, Lists
from extractors.odt_styles import PLAIN, TABLE, TEXT, Look, Styles, local
from extractors.odt_text import Texts, comment
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
    Row,
    Standing,
    Table,
    looks_like_heading,
    text_of,
)

_MAX_CELLS = 400_000
_MAX_REPEATED = 50
"""Rows or cells that a file says once and shows many times; more than this are the empty rest of a sheet."""
_SILENT = frozenset(
    ("sequence-decls", "variable-decls", "user-field-decls", "dde-connection-decls", "calculation-settings",
     "alphabetical-index-auto-mark-file", "table-of-content-source", "illustration-index-source", "title", "desc",
     "table-index-source", "object-index-source", "user-index-source", "alphabetical-index-source",
     "bibliography-source", "table-source", "scenario")
)  # fmt: skip


class Walker:
    """Reads the blocks of one part of a file, counting paragraphs and tables as it goes."""

    def __init__(self, styles: Styles, lists: Lists, drawn: Drawn) -> None:
        self.form_fields: list[FormField] = []
        self.marks: list[Mark] = []
        self.asides: list[Aside] = []
        self.is_cut_short = False
        self._styles, self._lists, self._drawn = styles, lists, drawn
        self._controls = Controls()
        self.texts = Texts(styles, self._controls, self._nested)
        self._paragraphs = self._tables = self._cells = 0
        self._at = Place()
        self._block: dict[str, Callable[[Any], list[Block]]] = {
            "p": self._paragraph,
            "h": self._paragraph,
            "list": self._list,
            "numbered-paragraph": self._numbered,
            "table": self._table,
            "section": self._section,
            "frame": self._frame,
            "soft-page-break": lambda _: [PageBreak(self._next_place())],
            "tracked-changes": self._tracked,
            "forms": self._forms,
            "change": self._change,
            "change-start": self._change,
            "change-end": self._change,
            "control": self._lone_control,
            "annotation": self._annotation,
        }

    def blocks(self, container: Any, part: str | None = None) -> tuple[Block, ...]:
        """The blocks inside a container; `part` names it where it is not the body."""
        return tuple(self._nested(container, Place(part=part) if part else self._at))

    def _nested(self, container: Any, place: Place) -> list[Block]:
        before, self._at = self._at, place if place.table or place.part else self._at
        found = self._frame(container) if local(container) == "frame" else self._inside(container)
        self._at = before
        return found

    def _inside(self, container: Any) -> list[Block]:
        found: list[Block] = []
        for child in container:
            name = local(child)
            reader = self._block.get(name)
            if reader is not None:
                found += reader(child)
            elif name and name not in _SILENT:
                found += self._inside(child)
        return found

    # -- what surrounds the text

    def _tracked(self, element: Any) -> list[Block]:
        self.texts.keep_changes(element)
        return []

    def _forms(self, element: Any) -> list[Block]:
        self._controls.gather(element)
        return []

    def _change(self, element: Any) -> list[Block]:
        """A mark of a tracked change between paragraphs."""
        self.texts.change(element)
        if local(element) == "change":
            self.asides += self.texts.deleted(element, self._next_place())
        return []

    def _annotation(self, element: Any) -> list[Block]:
        """A comment on a cell, which stands in no paragraph."""
        self.asides.append(comment(element, self._next_place()))
        return []

    def _lone_control(self, element: Any) -> list[Block]:
        """A control anchored to the page, which stands in no paragraph."""
        line = self.texts.control(element, self._next_place())
        return self._taken(element, line, PLAIN, None)

    def _section(self, element: Any) -> list[Block]:
        """A section may be hidden, at once or under a condition that held when it was saved (5.4)."""
        if element.get(TEXT + "display") in ("none", "condition") and element.get(TEXT + "is-hidden") != "false":
            place, words = self._next_place(), text_of(tuple(self._inside(element)))
            self.asides += [Aside(Standing.HIDDEN, words, place)] if words else []
            return []
        return self._inside(element)

    def _frame(self, element: Any) -> list[Block]:
        picture = self._drawn.picture(element, self._next_place())
        found = self._inside(element)
        return found if picture is None else [picture, *found]

    # -- paragraphs

    def _next_place(self) -> Place:
        return self._at if self._at.table else replace(self._at, paragraph=self._paragraphs + 1)

    def _paragraph(self, element: Any, label: str | None = None) -> list[Block]:
        place = self._next_place()
        look = self._styles.look("paragraph", element.get(TEXT + "style-name", ""))
        found = self._new_page(look)
        if not self._at.table:
            self._paragraphs += 1
        return [*found, *self._taken(element, self.texts.read(element, place, look), look, label)]

    def _new_page(self, look: Look) -> list[Block]:
        """The end of a page before what looks so, unless nothing stands before it."""
        is_first = self._paragraphs + self._tables == 0
        return [PageBreak(self._next_place())] if look.new_page and not is_first and not self._at.table else []

    def _taken(self, element: Any, line: Line, look: Look, label: str | None) -> list[Block]:
        """The blocks of a line that was read, and what hangs on it."""
        self.form_fields += line.form_fields
        self.marks += line.marks
        self.asides += line.asides
        return [*self._worded(element, line, look, label), *(PageBreak(line.place) for _ in line.breaks), *line.hung]

    def _worded(self, element: Any, line: Line, look: Look, label: str | None) -> Iterator[Block]:
        if not line.text:
            return
        number = self._number(element, look) if label is None else label
        shift = len(number) + 1 if number else 0
        text = f"{number} {line.text}" if number else line.text
        filled = tuple((start + shift, end + shift) for start, end in line.filled)
        level = whole(element.get(TEXT + "outline-level")) if local(element) == "h" else None
        level = look.level if level is None or look.level == 0 else level
        size = line.size or look.size or 0.0
        if level is not None:
            yield Heading(text, level, line.place, size, filled)
        elif label is not None:
            yield ListItem(text, line.place, filled)
        elif not self._at.table and not filled and looks_like_heading(text, bool(line.bold)):
            yield Heading(text, WEAK_LEVEL, line.place, size)
        else:
            yield Paragraph(text, line.place, size, filled)

    def _number(self, element: Any, look: Look) -> str:
        """The number that a file gives a heading outside any list (5.1.2); a style may ask for none."""
        if local(element) != "h" or element.get(TEXT + "is-list-header") == "true" or look.list_style == "":
            return ""
        level = whole(element.get(TEXT + "outline-level")) or 1
        start = element.get(TEXT + "start-value") if element.get(TEXT + "restart-numbering") == "true" else None
        return self._lists.heading(level, start)

    # -- lists

    def _list(self, element: Any, style: str = "", counted: Counted | None = None, depth: int = 1) -> list[Block]:
        style = element.get(TEXT + "style-name") or style or self._style_inside(element)
        counted = counted or self._lists.begun(element, style)
        found: list[Block] = []
        for item in element:
            label: str | None = "" if local(item) == "list-header" else None
            for child in item:
                name = local(child)
                if name == "list":
                    found += self._list(child, style, counted, depth + 1)
                elif name in ("p", "h"):
                    if label is None:
                        label = self._lists.label(counted, style, depth, item.get(TEXT + "start-value"))
                        label = _written_down(child) or label
                    found += self._paragraph(child, label)
                    label = ""
                elif name in self._block:
                    found += self._block[name](child)
        return found

    def _style_inside(self, element: Any) -> str:
        """The list style that the first paragraph's own style asks for."""
        first = next(element.iter(TEXT + "p", TEXT + "h"), None)
        name = "" if first is None else first.get(TEXT + "style-name", "")
        return self._styles.look("paragraph", name).list_style or ""

    def _numbered(self, element: Any) -> list[Block]:
        """A paragraph that belongs to a list without standing in it (5.3.6)."""
        style = element.get(TEXT + "style-name", "")
        counted = self._lists.begun(element, style)
        level = whole(element.get(TEXT + "level")) or 1
        label = self._lists.label(counted, style, level, element.get(TEXT + "start-value"))
        return [block for child in element if local(child) in ("p", "h") for block in self._paragraph(child, label)]

    # -- tables

    def _table(self, element: Any) -> list[Block]:
        breaks = self._new_page(self._styles.look("table", element.get(TABLE + "style-name", "")))
        return [*breaks, self.table(element)]

    def table(self, element: Any) -> Table:
        """A table with its rows as often as they show."""
        self._tables += 1
        before, place = self._at, Place(part=self._at.part, table=self._tables)
        rows: list[Row] = []
        headers = 0
        for row, is_header in self._rows(element):
            self._at = replace(place, row=len(rows) + 1)
            rows.append(self._row(row))
            headers += is_header and headers == len(rows) - 1
        self._at = before
        return Table(tuple(rows), place, headers)

    def _rows(self, container: Any, is_header: bool = False) -> Iterator[tuple[Any, bool]]:
        """Rows as often as they show, and whether they are repeated as headings on each page (9.1.4)."""
        for child in container:
            name = local(child)
            if name == "table-row":
                times = whole(child.get(TABLE + "number-rows-repeated")) or 1
                yield from ((child, is_header) for _ in range(min(times, _MAX_REPEATED)))
            elif name in ("table-rows", "table-row-group", "table-header-rows"):
                yield from self._rows(child, is_header or name == "table-header-rows")

    def _row(self, element: Any) -> Row:
        at, column = self._at, 1
        cells: list[Cell] = []
        for child in element:
            times = min(whole(child.get(TABLE + "number-columns-repeated")) or 1, _MAX_REPEATED)
            span = whole(child.get(TABLE + "number-columns-spanned")) or 1
            for _ in range(times if local(child) in ("table-cell", "covered-table-cell") else 0):
                if local(child) == "table-cell":
                    self._at = replace(at, cell=len(cells) + 1)
                    cells.append(self._cell(child, column, span))
                column += 1
        self._at = at
        return tuple(cells)

    def _cell(self, element: Any, column: int, span: int) -> Cell:
        """A cell that covers others is followed by cells that say they are covered (9.1.6), so it moves on by one."""
        self._cells += 1
        place, blocks = self._at, tuple[Block, ...]()
        if self._cells <= _MAX_CELLS:
            blocks = tuple(self._inside(element))
        else:
            self.is_cut_short = True
        return Cell(text_of(blocks), place, blocks, column, span)


def _written_down(paragraph: Any) -> str:
    """The number as another program wrote it down for readers that cannot count (6.1.10)."""
    number = paragraph.find(TEXT + "number")
    return "" if number is None else "".join(number.itertext()).strip()
