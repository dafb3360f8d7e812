"""Walks WordprocessingML: every word once, in reading order, with controls, tick boxes and tracked changes understood.

The clauses quoted are those of ECMA-376 Part 1.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from casework.evidence import Place
from extractors.docx_runs import Line, Runs, control_of, local
from extractors.docx_styles import Styles, paragraph_look, value
from extractors.reading import (
    WEAK_LEVEL,
    Block,
    Cell,
    FormField,
    Heading,
    ListItem,
    Mark,
    Paragraph,
    Row,
    Table,
    looks_like_heading,
)

_MAX_CELLS = 400_000
_TRANSPARENT = frozenset(
    ("sdtContent", "customXml", "smartTag", "ins", "moveTo", "body", "hdr", "ftr", "footnote", "endnote", "document")
)
"""Elements whose content is read as if they were not there."""


class Walker:
    """Reads the blocks of one Word file, counting paragraphs and tables as it goes."""

    def __init__(self, w: str, styles: Styles) -> None:
        self.w = w
        self.form_fields: list[FormField] = []
        self.marks: list[Mark] = []
        self.tracked_changes = False
        self._styles = styles
        self._paragraphs = self._tables = self._cells = 0
        self._runs = Runs(w, self.boxed)
        self._at = Place()
        self._block: dict[str, Callable[[Any], list[Block]]] = {
            "p": self._paragraph,
            "tbl": self._table,
            "sdt": self._control,
            "AlternateContent": self._alternative,
        }

    def blocks(self, container: Any, part: str | None = None) -> tuple[Block, ...]:
        """The blocks inside a container; `part` names it where it is not the body."""
        before, self._at = self._at, Place(part=part) if part else self._at
        found = self._inside(container)
        self._at = before
        return tuple(found)

    def boxed(self, content: Any) -> list[Block]:
        """The blocks of a text box, read after the paragraph it hangs on."""
        return self._inside(content)

    def _inside(self, container: Any) -> list[Block]:
        found: list[Block] = []
        for child in container:
            name = local(child)
            reader = self._block.get(name)
            if reader is not None:
                found += reader(child)
            elif name in _TRANSPARENT:
                self.tracked_changes |= name in ("ins", "moveTo")
                found += self._inside(child)
            elif name in ("del", "moveFrom"):
                self.tracked_changes = True
        return found

    def _alternative(self, element: Any) -> list[Block]:
        chosen = alternative(element)
        return [] if chosen is None else self._inside(chosen)

    def _control(self, element: Any) -> list[Block]:
        """A control around whole paragraphs or tables (17.5.2.29)."""
        control, content = control_of(element, self.w), element.find(self.w + "sdtContent")
        if content is None:
            return []
        at = self._next_place()
        found = self._inside(content)
        text = "\n".join(_words(found))
        shown = control.shows_prompt(content, text)
        if control.is_fillable:
            self.form_fields.append(control.field("" if shown else text, shown, at))
        return [] if shown else found

    def _next_place(self) -> Place:
        return self._at if self._at.table else replace(self._at, paragraph=self._paragraphs + 1)

    def _paragraph(self, element: Any) -> list[Block]:
        if not self._at.table:
            self._paragraphs += 1
        place = self._at if self._at.table else replace(self._at, paragraph=self._paragraphs)
        line = self._runs.read(element, place)
        self.form_fields += line.form_fields
        self.marks += line.marks
        self.tracked_changes |= line.tracked_changes
        return [*self._line_block(element, line, place), *line.boxes]

    def _line_block(self, element: Any, line: Line, place: Place) -> list[Block]:
        text = line.text.strip()
        properties = element.find(self.w + "pPr")
        style_id, level, listed = self._styles.default, None, None
        if properties is not None:
            style_id = value(properties, self.w, "pStyle") or style_id
            level, listed = paragraph_look(properties, self.w)
        style = self._styles[style_id]
        if not text:
            return []
        size = line.size or style.size or 0.0
        level = style.heading if level is None else level
        if level is not None:
            return [Heading(text, level, place, size)]
        if style.listed if listed is None else listed:
            return [ListItem(text, place)]
        bold = line.bold if line.bold is not None else bool(style.bold)
        if not self._at.table and looks_like_heading(text, bold):
            return [Heading(text, WEAK_LEVEL, place, size)]
        return [Paragraph(text, place, size)]

    def _table(self, element: Any) -> list[Block]:
        self._tables += 1
        before, place = self._at, Place(part=self._at.part, table=self._tables)
        self._at = place
        rows: list[Row] = []
        for number, row in enumerate(self._rows(element), 1):
            self._at = replace(place, row=number)
            rows.append(self._row(row))
        self._at = before
        return [Table(tuple(rows), place)]

    def _rows(self, container: Any) -> Iterator[Any]:
        """Table rows, those inside controls too; deleted rows (17.13.5.12) are left out."""
        for child in container:
            name = local(child)
            if name == "tr":
                properties = child.find(self.w + "trPr")
                if properties is not None and properties.find(self.w + "del") is not None:
                    self.tracked_changes = True
                    continue
                yield child
            elif name == "sdt":
                content = child.find(self.w + "sdtContent")
                yield from () if content is None else self._rows(content)
            elif name in _TRANSPARENT:
                yield from self._rows(child)

    def _row(self, element: Any) -> Row:
        properties = element.find(self.w + "trPr")
        skipped = None if properties is None else value(properties, self.w, "gridBefore")
        column = 1 + (int(skipped) if skipped and skipped.isdigit() else 0)
        cells: list[Cell] = []
        at = self._at
        for number, (cell, prompt_shown) in enumerate(self._row_cells(element), 1):
            self._at = replace(at, cell=number)
            span, is_continued = self._merging(cell)
            if not is_continued:
                self._cells += 1
                blocks = () if prompt_shown or self._cells > _MAX_CELLS else tuple(self._inside(cell))
                cells.append(Cell("\n".join(_words(blocks)), self._at, blocks, column, span))
            column += span
        self._at = at
        return tuple(cells)

    def _row_cells(self, container: Any) -> Iterator[tuple[Any, bool]]:
        """Cells, and whether a control around the cell shows only its prompt (17.5.2.32)."""
        for child in container:
            name = local(child)
            if name == "tc":
                yield child, False
            elif name == "sdt":
                yield from self._controlled_cells(child)
            elif name in _TRANSPARENT:
                yield from self._row_cells(child)

    def _controlled_cells(self, element: Any) -> Iterator[tuple[Any, bool]]:
        control, content = control_of(element, self.w), element.find(self.w + "sdtContent")
        if content is None:
            return
        text = "".join(content.itertext(self.w + "t"))
        shown = control.shows_prompt(content, text)
        if control.is_fillable:
            self.form_fields.append(control.field("" if shown else text, shown, self._at))
        for cell, inner in self._row_cells(content):
            yield cell, shown or inner

    def _merging(self, cell: Any) -> tuple[int, bool]:
        """How many columns a cell spans, and whether it continues one above or before it (17.4.17, 17.4.84)."""
        properties = cell.find(self.w + "tcPr")
        if properties is None:
            return 1, False
        span = value(properties, self.w, "gridSpan")
        merged = (value(properties, self.w, "vMerge"), value(properties, self.w, "hMerge"))
        is_continued = any(each is not None and each != "restart" for each in merged)
        return int(span) if span and span.isdigit() and 0 < int(span) < 100 else 1, is_continued


def alternative(element: Any) -> Any | None:
    """The one branch to read of mc:AlternateContent: the first choice, else the fallback (Part 3, 10.2)."""
    branches = {local(child): child for child in reversed(element)}
    return branches.get("Choice", branches.get("Fallback"))


def _words(blocks: list[Block] | tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                if text := "\t".join(cell.text for cell in row if cell.text):
                    yield text
        elif block.text:
            yield block.text
