"""A filled form as Word files whose labels stand in, below or behind their answers, or apart from them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from docx import Document

from .shapes import Asked, Form

_SHORT = 40
"""Letters of an answer that fits in one of the cells of a row."""
_TO_WRITE_ON = "_" * 30


def in_cells_below(form: Form) -> bytes:
    """A grid of cells, each with an answer and its label below."""
    return _in_cells(form, lambda asked: [*asked.lines, _label(asked)])


def in_cells_above(form: Form) -> bytes:
    """A grid of cells, each with a label and its answer below."""
    return _in_cells(form, lambda asked: [_label(asked), *asked.lines])


def in_rows_below(form: Form) -> bytes:
    """Rows of answers with the row of their labels below each."""
    document = Document()
    for part in _parts(form, document):
        table = document.add_table(0, 3, style="Table Grid")
        for row in _rows(part):
            for shown in ([asked.lines for asked in row], [[_label(asked)] for asked in row]):
                _fill(table, shown)
    return _saved(document)


def on_lines_below(form: Form) -> bytes:
    """Lines to write on, the label in brackets below each."""
    document = Document()
    for part in _parts(form, document):
        for asked in part:
            for line in (*(asked.lines or [_TO_WRITE_ON]), f"({_label(asked)})"):
                document.add_paragraph(line)
    return _saved(document)


def behind(form: Form) -> bytes:
    """A table with the answers on the left and their labels on the right."""
    document = Document()
    for part in _parts(form, document):
        table = document.add_table(0, 2, style="Table Grid")
        for asked in part:
            _fill(table, [asked.lines, [_label(asked)]])
    return _saved(document)


def side_by_side(form: Form) -> bytes:
    """Two tables side by side in the cells of another."""
    document = Document()
    for part in _parts(form, document):
        cells = document.add_table(1, 2, style="Table Grid").rows[0].cells
        half = (len(part) + 1) // 2
        for cell, asked_here in zip(cells, (part[:half], part[half:]), strict=True):
            table = cell.add_table(0, 2)
            for asked in asked_here:
                _fill(table, [[_label(asked)], asked.lines])
    return _saved(document)


def in_tables_apart(form: Form) -> bytes:
    """Each label in a table of its own, and each answer."""
    document = Document()
    for part in _parts(form, document):
        for asked in part:
            for lines in ([_label(asked)], asked.lines):
                _fill(document.add_table(0, 1, style="Table Grid"), [lines])
                document.add_paragraph()
    return _saved(document)


def behind_arrows(form: Form) -> bytes:
    """Each answer behind an arrow on its label's line, or on the next where it is long."""
    document = Document()
    for part in _parts(form, document):
        for asked in part:
            first, *more = asked.lines or [""]
            lines = [f"{_label(asked)} ► {first}"] if _is_short(asked) else [_label(asked), f"► {first}"]
            for line in (*lines, *more):
                document.add_paragraph(line)
    return _saved(document)


TURNED: Mapping[str, Callable[[Form], bytes]] = {
    "labels below answers in their cells": in_cells_below,
    "labels above answers in their cells": in_cells_above,
    "rows of labels below": in_rows_below,
    "labels below lines to write on": on_lines_below,
    "labels behind answers": behind,
    "tables side by side": side_by_side,
    "labels in tables apart": in_tables_apart,
    "answers behind arrows": behind_arrows,
}
"""Every layout by a name."""


def _in_cells(form: Form, shown: Callable[[Asked], list[str]]) -> bytes:
    document = Document()
    for part in _parts(form, document):
        table = document.add_table(0, 3, style="Table Grid")
        for row in _rows(part):
            _fill(table, [shown(asked) for asked in row])
    return _saved(document)


def _parts(form: Form, document: Any) -> Iterator[tuple[Asked, ...]]:
    document.add_heading(form.title, 0)
    for head, part in form.parts:
        document.add_heading(head, 1)
        yield part


def _rows(part: tuple[Asked, ...]) -> Iterator[list[Asked]]:
    """What is asked, up to three short answers to a row."""
    row: list[Asked] = []
    for asked in part:
        if row and not (_is_short(asked) and len(row) < 3 and _is_short(row[-1])):
            yield row
            row = []
        row.append(asked)
    yield row


def _is_short(asked: Asked) -> bool:
    return len(asked.lines) < 2 and len(asked.shown) < _SHORT and not asked.is_prompt


def _label(asked: Asked) -> str:
    return asked.label.rstrip(":")


def _fill(table: Any, shown: list[list[str]]) -> None:
    cells = table.add_row().cells
    places = [cells[0].merge(cells[-1])] if len(shown) == 1 else cells
    for cell, lines in zip(places, shown, strict=False):
        cell.paragraphs[0].text = lines[0] if lines else ""
        for line in lines[1:]:
            cell.add_paragraph(line)


def _saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
