"""Makes Word files: `docx_of(paper)` gives the bytes of a real .docx."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, time
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from . import controls as xml
from .content import (
    Block,
    Bullets,
    Control,
    Deleted,
    Fields,
    Grid,
    Heading,
    Inserted,
    NewPage,
    NewSection,
    Paper,
    Text,
    TextBox,
    Value,
    Wide,
    lines_of,
)

_TEMPLATE_SAYS = b"Microsoft Macintosh Word"  # untrue of our files
_CELL_MARGINS = (
    '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
    '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>'
)
_ZIP_DATE = (2026, 3, 2, 9, 0, 0)


def docx_of(paper: Paper) -> bytes:
    """The paper as a Word file; the same paper gives the same bytes."""
    return _Writer(paper).bytes()


def blank_docx() -> bytes:
    """A Word file with nothing in it."""
    return docx_of(Paper([]))


class _Writer:
    """Writes one paper into one python-docx document."""

    def __init__(self, paper: Paper) -> None:
        self.look = paper.look
        self.document = Document()
        self.ids = xml.numbers()
        self._style()
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21.0), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.2)
        section.top_margin = section.bottom_margin = Cm(2.2)
        self.width = 21.0 - 4.4
        self._header_and_footer(section, self.look.header, self.look.footer)
        for block in paper.blocks:
            self._block(block)
        about = self.document.core_properties
        about.title, about.author, about.last_modified_by, about.comments = paper.title, paper.author, paper.author, ""
        about.created = about.modified = datetime.combine(paper.saved, time(9, 30))

    def bytes(self) -> bytes:
        """The finished file, its zip entries all carrying one fixed date."""
        first, second = io.BytesIO(), io.BytesIO()
        self.document.save(first)
        with zipfile.ZipFile(first) as old, zipfile.ZipFile(second, "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                entry = zipfile.ZipInfo(name, _ZIP_DATE)
                entry.compress_type = zipfile.ZIP_DEFLATED
                new.writestr(entry, old.read(name).replace(_TEMPLATE_SAYS, b"python-docx"))
        return second.getvalue()

    def _style(self) -> None:
        styles: Any = self.document.styles
        styles["Normal"].font.name, styles["Normal"].font.size = self.look.font, Pt(self.look.size)
        styles["Normal"].paragraph_format.space_after = Pt(6)
        for name in ("Title", "Heading 1", "Heading 2", "Heading 3", "Heading 4"):
            style = styles[name]
            style.font.name, style.font.color.rgb = self.look.font, RGBColor.from_string(self.look.colour)
            fonts = style.element.rPr.rFonts
            for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{theme}"), None)
            fonts.set(qn("w:hAnsi"), self.look.font)
        for level, points in ((1, 14), (2, 10), (3, 8), (4, 8)):
            heading = styles[f"Heading {level}"].paragraph_format
            heading.space_before, heading.space_after, heading.keep_with_next = Pt(points), Pt(3), True
        styles["Title"].font.size = Pt(self.look.size + 8)
        prompt = styles.add_style("Placeholder Text", WD_STYLE_TYPE.CHARACTER)
        prompt.font.color.rgb = RGBColor(0x80, 0x80, 0x80)
        prompt.element.set(qn("w:styleId"), "PlaceholderText")

    def _header_and_footer(self, section: Any, header: str, footer: str) -> None:
        if header:
            section.header.is_linked_to_previous = False
            section.header.paragraphs[0].text = header
        if footer or self.look.page_numbers:
            section.footer.is_linked_to_previous = False
            line = section.footer.paragraphs[0]
            line.text = footer
            if self.look.page_numbers:
                line.add_run("   Page " if footer else "Page ")
                line._p.append(xml.element(xml.page_number_xml("PAGE")))
                line.add_run(" of ")
                line._p.append(xml.element(xml.page_number_xml("NUMPAGES")))

    def _block(self, block: Block) -> None:
        match block:
            case Heading():
                self.document.add_heading(block.text, block.level)
            case Fields():
                self._fields(block)
            case Grid():
                self._grid(block)
            case NewPage():
                self.document.add_page_break()
            case NewSection():
                self._section(block)
            case TextBox():
                self.document.add_paragraph()._p.append(xml.element(xml.text_box_xml(block.text)))
            case Inserted() | Deleted():
                change = xml.change_xml(
                    block.text, block.author, block.on, next(self.ids), deleted=isinstance(block, Deleted)
                )
                self.document.add_paragraph()._p.append(xml.element(change))
            case _:
                self._line(self.document, block)

    def _line(self, place: Any, line: str | Text | Bullets | Control) -> None:
        match line:
            case str():
                place.add_paragraph(line)
            case Text():
                self._text(place, line)
            case Bullets():
                style = "List Number" if line.numbered else "List Bullet"
                for item in line.items:
                    place.add_paragraph(item, style=style).paragraph_format.space_after = Pt(2)
            case Control(level="block"):
                holder = place.add_paragraph()._p
                holder.addprevious(xml.element(xml.paragraph_control_xml(line, next(self.ids))))
                holder.getparent().remove(holder)
            case Control():
                place.add_paragraph()._p.append(xml.element(xml.control_xml(line, next(self.ids))))

    def _text(self, place: Any, text: Text) -> None:
        paragraph = place.add_paragraph()
        run = paragraph.add_run(text.text)
        run.bold, run.italic = text.bold or None, text.italic or None
        if text.colour:
            run.font.color.rgb = RGBColor.from_string(text.colour)
        if text.centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if text.comment:
            self.document.add_comment(run, text=text.comment, author="R. Okafor", initials="RO")

    def _section(self, block: NewSection) -> None:
        section: Any = self.document.add_section()
        if block.landscape != (section.orientation == WD_ORIENT.LANDSCAPE):
            section.orientation = WD_ORIENT.LANDSCAPE if block.landscape else WD_ORIENT.PORTRAIT
            section.page_width, section.page_height = section.page_height, section.page_width
        self.width = section.page_width.cm - 4.4
        self._header_and_footer(section, block.header, block.footer)

    def _table(self, rows: int, shares: list[float]) -> Any:
        table: Any = self.document.add_table(rows, len(shares))
        table.style, table.autofit = "Table Grid", False
        for column, share in zip(table.columns, shares, strict=True):
            column.width = Cm(self.width * share)
        table._tbl.tblPr.append(xml.element(_CELL_MARGINS))
        return table

    def _gap(self) -> None:
        """A little air after a table; Word joins two tables that touch."""
        gap = self.document.add_paragraph().paragraph_format
        gap.line_spacing, gap.space_after = Pt(8), Pt(0)

    def _fields(self, block: Fields) -> None:
        shares = [self.look.label_width, 1 - self.look.label_width]
        table = self._table(len(block.rows), shares)
        for row, content in zip(table.rows, block.rows, strict=True):
            cells = row.cells
            if isinstance(content, Wide):
                merged = cells[0].merge(cells[1])
                self._cell(merged, content.value, bold=content.shaded, shade=content.shaded)
                continue
            label, value = content
            for cell, share in zip(cells, shares, strict=True):
                cell.width = Cm(self.width * share)
            self._cell(cells[0], label, bold=True, shade=True)
            self._cell(cells[1], value)
        if len(table.rows) < 8:  # a short table, such as a block of signatures, stays on one page
            for cell in (cell for row in table.rows[:-1] for cell in row.cells):
                cell.paragraphs[0].paragraph_format.keep_with_next = True
        self._gap()

    def _grid(self, block: Grid) -> None:
        columns = len(block.header)
        shares = [share / sum(block.widths) for share in block.widths] or [1 / columns] * columns
        table = self._table(1 + len(block.rows), shares)
        top = table.rows[0]
        top._tr.get_or_add_trPr().append(xml.element("<w:tblHeader/>"))
        for row, values in zip(table.rows, [block.header, *block.rows], strict=True):
            row._tr.get_or_add_trPr().append(xml.element("<w:cantSplit/>"))
            for cell, value, share in zip(row.cells, values, shares, strict=True):
                cell.width = Cm(self.width * share)
                self._cell(cell, value, bold=values is block.header, shade=values is block.header)
        self._gap()

    def _cell(self, cell: Any, value: Value, *, bold: bool = False, shade: bool = False) -> None:
        first = cell.paragraphs[0]._p
        for line in lines_of(value):
            self._line(cell, Text(line, bold=True) if bold and isinstance(line, str) else line)
        if len(cell._tc) > 2 or cell._tc.findall(qn("w:sdt")):  # more than its properties and the empty paragraph
            cell._tc.remove(first)
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.space_after = Pt(2)
        if shade and self.look.shade:
            cell._tc.get_or_add_tcPr().append(
                xml.element(f'<w:shd w:val="clear" w:color="auto" w:fill="{self.look.shade}"/>')
            )
        if isinstance(value, Control) and value.level == "cell":
            self._wrap(cell._tc, value)
        elif cell._tc[-1].tag != qn("w:p"):  # Word wants a paragraph at the end of a cell
            cell.add_paragraph()

    def _wrap(self, cell: Any, control: Control) -> None:
        """Put the whole cell inside the control, where Word keeps controls that fill a cell."""
        paragraph = cell.findall(qn("w:p"))[-1]
        for child in paragraph.findall(qn("w:sdt")):
            for run in child.find(qn("w:sdtContent")):
                paragraph.append(run)
            paragraph.remove(child)
        outer = xml.element(xml.control_xml(control, next(self.ids)))
        content = outer.find(qn("w:sdtContent"))
        content.clear()
        cell.addprevious(outer)
        content.append(cell)


__all__ = ["blank_docx", "docx_of"]
