"""Word tables: rows and cells inside controls, merged cells once, deleted rows and cells left out."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from casework.evidence import Place
from extractors.docx_controls import Control, control_of
from extractors.docx_found import Found, words_of
from extractors.docx_runs import deleted_words
from extractors.docx_xml import is_on, value, whole
from extractors.reading import Block, Cell, Row, Standing, Table

MAX_CELLS = 400_000
"""Far beyond any form; each cell costs memory."""
_MOST_COLUMNS = 100
_THROUGH = frozenset(("customXml", "smartTag", "ins", "moveTo", "sdtContent"))
_Controlled = tuple[Any, tuple[tuple[Control, Any], ...]]
"""A row or a cell, and the controls around it with their contents."""


class Tables:
    """Reads tables (17.4.37), counting them and their cells."""

    def __init__(self, found: Found, inside: Callable[[Any], list[Block]]) -> None:
        self._found, self._w, self._inside = found, found.w, inside
        self._tables = self._cells = 0

    def read(self, element: Any, blocks: list[Block]) -> None:
        """Add a table to the blocks."""
        self._tables += 1
        found, before = self._found, self._found.at
        place = Place(part=before.part, table=self._tables)
        rows: list[Row] = []
        headers, is_top = 0, True
        for number, (row, controls) in enumerate(self._through(element, "tr", ()), 1):
            if found.is_full:
                break
            found.at = Place(part=place.part, table=place.table, row=number)
            properties = row.find(self._w + "trPr")
            if properties is not None:
                is_top = is_top and is_on(value(properties, self._w, "tblHeader")) is True
                headers += is_top
            else:
                is_top = False
            rows.append(self._row(row, properties, controls))
        found.at = before
        blocks.append(Table(tuple(rows), place, headers))

    def _through(self, container: Any, wanted: str, around: tuple[tuple[Control, Any], ...]) -> Iterator[_Controlled]:
        """Rows of a table or cells of a row, those inside controls (17.5.2.30, 17.5.2.32) too."""
        tag, names = self._w + wanted, self._found.names
        for child in container:
            if child.tag == tag:
                if not self._is_out(child, wanted):
                    yield child, around
                continue
            name = names[child.tag]
            if name == "sdt":
                control, content = control_of(child, self._w, self._found.prompts)
                if content is not None:
                    is_frame = not control.is_fillable or next(content.iter(self._w + "sdt"), None) is not None
                    yield from self._through(content, wanted, around if is_frame else (*around, (control, content)))
            elif name in _THROUGH:
                yield from self._through(child, wanted, around)

    def _is_out(self, element: Any, wanted: str) -> bool:
        """Whether a row (17.13.5.12) or cell (17.13.5.1) was deleted, changes tracked, or a row is hidden (17.4.20)."""
        properties = element.find(self._w + ("trPr" if wanted == "tr" else "tcPr"))
        if properties is None:
            return False
        how = Standing.DELETED
        if properties.find(self._w + ("del" if wanted == "tr" else "cellDel")) is None:
            self._found.tracked_changes |= wanted == "tr" and properties.find(self._w + "ins") is not None
            if wanted == "tc" or not is_on(value(properties, self._w, "hidden")):
                return False
            how = Standing.HIDDEN
        self._found.tracked_changes |= how is Standing.DELETED
        said = (deleted_words(each, self._w) for each in element.iter(self._w + "p"))
        self._found.aside(how, "\n".join(filter(None, said)))
        return True

    def _row(self, element: Any, properties: Any | None, controls: tuple[tuple[Control, Any], ...]) -> Row:
        found, at = self._found, self._found.at
        skipped = None if properties is None else whole(value(properties, self._w, "gridBefore"))
        column = 1 + min(skipped or 0, _MOST_COLUMNS)
        found.row_is_cut = False
        cells: list[Cell] = []
        for number, (cell, own) in enumerate(self._through(element, "tc", ()), 1):
            found.at = Place(part=at.part, table=at.table, row=at.row, cell=number)
            span, is_continued = self._merging(cell)
            if not is_continued:
                cells.append(self._cell(cell, own, column, span, filling=bool(controls)))
            column += span
        found.at = at
        return self._controlled_row(tuple(cells), controls)

    def _cell(
        self, element: Any, controls: tuple[tuple[Control, Any], ...], column: int, span: int, *, filling: bool
    ) -> Cell:
        found = self._found
        self._cells += 1
        if self._cells > MAX_CELLS:
            found.stop(f"only the first {MAX_CELLS:,} table cells were read")
            return Cell("", found.at, (), column, span)
        before, found.filling = found.filling, found.filling or filling or bool(controls)
        blocks = tuple(self._inside(element))
        found.filling = before
        text = "\n".join(words_of(blocks))
        for control, content in controls:
            shown = control.shows_prompt(content, text)
            found.form_fields.append(control.field(text, shown, found.at))
            if shown:
                found.aside(Standing.PROMPT, text)
                text, blocks = "", ()
        return Cell(text, found.at, blocks, column, span)

    def _controlled_row(self, row: Row, controls: tuple[tuple[Control, Any], ...]) -> Row:
        for control, content in controls:
            text = "\t".join(cell.text for cell in row if cell.text)
            shown = control.shows_prompt(content, text)
            self._found.form_fields.append(control.field(text, shown, self._found.at))
            if shown:
                self._found.aside(Standing.PROMPT, text)
                row = tuple(replace(cell, text="", blocks=()) for cell in row)
        return row

    def _merging(self, cell: Any) -> tuple[int, bool]:
        """How many columns a cell spans, and whether it continues one above or before it (17.4.17, 17.4.84)."""
        properties = cell.find(self._w + "tcPr")
        if properties is None:
            return 1, False
        span, is_continued = 1, False
        for child in properties:
            name = self._found.names[child.tag]
            if name == "gridSpan":
                span = whole(child.get(self._w + "val")) or 1
            elif name in ("vMerge", "hMerge"):
                is_continued = is_continued or child.get(self._w + "val", "") != "restart"
        return span if span < _MOST_COLUMNS else 1, is_continued
