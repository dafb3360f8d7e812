"""A filled form as Word files of several kinds, written with python-docx."""

from __future__ import annotations

import io
from collections.abc import Callable
from itertools import count
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx import Document
from docx.shared import Cm

from .content import Control, Kind
from .controls import control_xml, element, run_xml
from .shapes import Asked, Form, groups

Write = Callable[[Any, Asked], None]
"""Puts an answer into a paragraph."""

_LINE = 34
"""How many underscores make the line to write on."""


def flattened(form: Form) -> bytes:
    """Labels on the left and words on the right of a ruled table, prompts of one cell each in bold."""
    return _tabled(form, _written)


def borderless(form: Form) -> bytes:
    """The same table without any rule."""
    return _tabled(form, _written, style=None)


def with_controls(form: Form) -> bytes:
    """Every answer in a content control, its prompt still showing where nothing was answered."""
    ids = count(100)

    def write(paragraph: Any, asked: Asked) -> None:
        if asked.choices:
            for choice in asked.choices:
                box = Control("checkbox", "☒" if choice == asked.answer else "☐")
                paragraph._p.append(element(control_xml(box, next(ids))))
                paragraph.add_run(f" {choice} ")
            return
        kind: Kind = "date" if "date" in asked.id else "dropdown" if asked.id == "panel_name" else "rich"
        control = Control(kind, asked.answer or None, title=asked.label)
        inside = _broken(asked.lines) if asked.answer else run_xml(control.shown, prompt=True)
        paragraph._p.append(element(control_xml(control, next(ids), inside)))

    return _tabled(form, write)


def with_named_controls(form: Form) -> bytes:
    """Controls one below another, their titles the only labels there are."""
    document, ids = Document(), count(100)
    document.add_heading(form.title, 0)
    for head, part in form.parts:
        document.add_heading(head, 1)
        for asked in part:
            control = Control("rich", asked.shown or None, title=asked.label)
            inside = _broken(asked.lines) if asked.shown else run_xml(control.shown, prompt=True)
            document.add_paragraph()._p.append(element(control_xml(control, next(ids), inside)))
    return _saved(document)


def with_legacy_fields(form: Form) -> bytes:
    """Every answer in a form field of the kind Word had before 2007, bookmarked by the field's name."""

    def write(paragraph: Any, asked: Asked) -> None:
        if asked.choices:
            for choice in asked.choices:
                ticked = f'<w:checked w:val="{int(choice == asked.answer)}"/>'
                _legacy(paragraph, f'<w:checkBox><w:default w:val="0"/>{ticked}</w:checkBox>', asked.id)
                paragraph.add_run(f" {choice} ")
            return
        shown = _broken(asked.lines) if asked.answer else run_xml("\u2002" * 5)
        _legacy(paragraph, "<w:textInput/>", asked.id, shown)

    return _tabled(form, write)


def retyped(form: Form) -> bytes:
    """Typed out as "Label: value", further lines in paragraphs of their own."""
    document = Document()
    document.add_heading(form.title, 0)
    for head, part in form.parts:
        document.add_heading(head, 1)
        for asked in part:
            lines = asked.lines or [""]
            document.add_paragraph(f"{asked.label.rstrip(':')}: {lines[0]}".strip())
            for line in lines[1:]:
                document.add_paragraph(line)
    return _saved(document)


def underlined(form: Form) -> bytes:
    """Labels with a line to write on, short answers typed onto it, two labels to a line where they fit."""
    document = Document()
    document.add_heading(form.title, 0)
    for head, part in form.parts:
        document.add_heading(head, 1)
        short = [each for each in part if len(each.lines) < 2 and len(each.shown) < _LINE and not each.is_prompt]
        for first, second in zip(short[::2], short[1::2], strict=False):
            document.add_paragraph(f"{_on_a_line(first)} {_on_a_line(second)}")
        if len(short) % 2:
            document.add_paragraph(_on_a_line(short[-1]))
        for asked in part:
            if asked not in short:
                document.add_paragraph(f"{asked.label.rstrip(':')}: {'' if asked.lines else '_' * _LINE}".strip())
                for line in asked.lines:
                    document.add_paragraph(f"__{line}{'_' * 6}")
    return _saved(document)


def with_tabs(form: Form) -> bytes:
    """Labels and answers kept apart by a tab, further lines of an answer below its first."""
    document = Document()
    document.add_heading(form.title, 0)
    for head, part in form.parts:
        document.add_heading(head, 1)
        for asked in part:
            lines = asked.lines or [""]
            paragraph = document.add_paragraph(f"{asked.label.rstrip(':')}\t{lines[0]}")
            for line in lines[1:]:
                paragraph.add_run().add_break()
                paragraph.add_run(line)
            paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Cm(7), Cm(-7)
    return _saved(document)


def labels_above(form: Form) -> bytes:
    """A table of one column, each label in a cell above the cell of its answer."""
    document = Document()
    document.add_heading(form.title, 0)
    for head, part in form.parts:
        document.add_heading(head, 1)
        table = document.add_table(0, 1, style="Table Grid")
        for asked in part:
            table.add_row().cells[0].text = asked.label
            _written(table.add_row().cells[0].paragraphs[0], asked)
    return _saved(document)


def side_by_side(form: Form) -> bytes:
    """A grid of two labels with their answers to a row."""
    document = Document()
    document.add_heading(form.title, 0)
    for head, part in form.parts:
        document.add_heading(head, 1)
        table = document.add_table(0, 4, style="Table Grid")
        for start in range(0, len(part), 2):
            cells = table.add_row().cells
            for number, asked in enumerate(part[start : start + 2]):
                cells[2 * number].text = asked.label
                _written(cells[2 * number + 1].paragraphs[0], asked)
    return _saved(document)


def _tabled(form: Form, write: Write, style: str | None = "Table Grid") -> bytes:
    document = Document()
    document.add_heading(form.title, 0)
    table = document.add_table(0, 2, style=style)
    table.autofit = False
    for head, part in form.parts:
        _merged(table).text = head
        for group in groups(part):
            if group[0].is_prompt:
                cell = _merged(table)
                cell.text = "Request details:"
                for asked in group:
                    cell.add_paragraph().add_run(asked.label).bold = True
                    write(cell.add_paragraph(), asked)
            else:
                cells = table.add_row().cells
                cells[0].width, cells[1].width = Cm(5.5), Cm(10.5)
                cells[0].text = group[0].label
                write(cells[1].paragraphs[0], group[0])
    document.add_paragraph()  # as Word itself ends every file; LibreOffice loses a last table in a .doc without it
    return _saved(document)


def _merged(table: Any) -> Any:
    cells = table.add_row().cells
    return cells[0].merge(cells[1])


def _written(paragraph: Any, asked: Asked) -> None:
    paragraph.text = asked.shown


def _broken(lines: list[str]) -> str:
    """A run for each line, breaks between."""
    return "<w:r><w:br/></w:r>".join(run_xml(line) for line in lines)


def _legacy(paragraph: Any, kind: str, name: str, shown: str = "") -> None:
    data = f"<w:ffData><w:name w:val={quoteattr(name)}/><w:enabled/>{kind}</w:ffData>"
    word = "FORMCHECKBOX" if "checkBox" in kind else "FORMTEXT"
    parts = (
        f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>',
        f'<w:r><w:instrText xml:space="preserve"> {escape(word)} </w:instrText></w:r>',
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
        shown,
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    )
    for part in "".join(parts).replace("</w:r><w:r>", "</w:r>\n<w:r>").split("\n"):
        paragraph._p.append(element(part))


def _on_a_line(asked: Asked) -> str:
    return f"{asked.label.rstrip(':')}: {asked.shown}".strip() + " " + "_" * max(6, _LINE - len(asked.shown))


def _saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
