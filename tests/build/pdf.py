"""Makes PDF files: `pdf_of(paper)` gives a text PDF, `encrypted` locks one, `scanned` turns one into pictures."""

from __future__ import annotations

import io
from typing import Any
from xml.sax.saxutils import escape

import pikepdf
import pypdfium2
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from .content import (
    Block,
    Bullets,
    Control,
    Deleted,
    Fields,
    Grid,
    Heading,
    Inserted,
    Line,
    Look,
    NewPage,
    NewSection,
    Paper,
    Text,
    TextBox,
    Value,
    Wide,
    lines_of,
)

_WIDTH = A4[0] - 4.4 * cm


def pdf_of(paper: Paper) -> bytes:
    """The paper as a PDF with real text and ruled tables; the same paper gives the same bytes."""
    story: list[Any] = []
    for block in paper.blocks:
        story.extend(_flow(block, paper.look))
    out = io.BytesIO()
    template = SimpleDocTemplate(
        out,
        pagesize=A4,
        leftMargin=2.2 * cm,
        rightMargin=2.2 * cm,
        topMargin=2.2 * cm,
        bottomMargin=2.2 * cm,
        title=paper.title,
        author=paper.author,
        invariant=1,
    )

    def margins(canvas: Any, page: Any) -> None:
        canvas.setFont(_face(paper.look), 9)
        canvas.drawString(2.2 * cm, A4[1] - 1.4 * cm, paper.look.header)
        number = f"Page {page.page}" if paper.look.page_numbers else ""
        canvas.drawString(2.2 * cm, 1.3 * cm, "   ".join(part for part in (paper.look.footer, number) if part))

    template.build(story or [Spacer(1, 1)], onFirstPage=margins, onLaterPages=margins)
    return out.getvalue()


def encrypted(pdf: bytes, password: str = "Tuesday-10") -> bytes:
    """The PDF locked with AES-256, so that it cannot be opened without the password."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.save(out, encryption=pikepdf.Encryption(user=password, owner=password, R=6))
    return out.getvalue()


def scanned(pdf: bytes, dots_per_inch: int = 110) -> bytes:
    """The PDF as a scanner would give it: one grey picture a page and no text."""
    pages = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            bitmap = page.render(scale=dots_per_inch / 72)
            pages.append(bitmap.to_pil().convert("L"))
    out = io.BytesIO()
    pages[0].save(out, "PDF", resolution=dots_per_inch, save_all=True, append_images=pages[1:])
    return out.getvalue()


def _face(look: Look, *, bold: bool = False) -> str:
    serif = look.font in {"Times New Roman", "Georgia", "Cambria", "Liberation Serif"}
    if serif:
        return "Times-Bold" if bold else "Times-Roman"
    return "Helvetica-Bold" if bold else "Helvetica"


def _style(
    look: Look, *, size: float = 0, bold: bool = False, colour: str = "", centred: bool = False
) -> ParagraphStyle:
    points = size or look.size - 1
    return ParagraphStyle(
        "line",
        fontName=_face(look, bold=bold),
        fontSize=points,
        leading=points * 1.3,
        spaceAfter=5,
        textColor=colors.HexColor(f"#{colour or '000000'}"),
        alignment=TA_CENTER if centred else TA_LEFT,
    )


def _flow(block: Block, look: Look) -> list[Any]:
    match block:
        case Heading():
            size = look.size + max(1, 7 - 2 * block.level)
            style = _style(look, size=size, bold=True, colour=look.colour)
            style.spaceBefore, style.keepWithNext = 9, 1
            return [Paragraph(_safe(block.text), style)]
        case Fields():
            return [_fields(block, look), Spacer(1, 8)]
        case Grid():
            return [_grid(block, look), Spacer(1, 8)]
        case NewPage() | NewSection():
            return [PageBreak()]
        case TextBox():
            return [
                Table([[Paragraph(_safe(block.text), _style(look))]], style=[("BOX", (0, 0), (-1, -1), 0.5, "black")])
            ]
        case Inserted():
            return [Paragraph(_safe(block.text), _style(look))]
        case Deleted():
            return []
        case _:
            return _line(block, look)


def _line(line: Line, look: Look) -> list[Any]:
    match line:
        case str():
            return [Paragraph(_safe(line), _style(look))]
        case Text():
            words = _safe(line.text)
            style = _style(look, bold=line.bold, colour=line.colour, centred=line.centred)
            return [Paragraph(f"<i>{words}</i>" if line.italic else words, style)]
        case Bullets():
            marks = [f"{n}." if line.numbered else "•" for n, _ in enumerate(line.items, 1)]
            style = _style(look)
            style.leftIndent, style.bulletIndent = 16, 4
            return [
                Paragraph(_safe(item), style, bulletText=mark) for mark, item in zip(marks, line.items, strict=True)
            ]
        case Control():
            return [Paragraph(_safe(line.shown), _style(look, colour="808080" if line.is_prompt else ""))]


def _cell(value: Value, look: Look, *, bold: bool = False) -> list[Any]:
    lines = (Text(line, bold=True) if bold and isinstance(line, str) else line for line in lines_of(value))
    return [flow for line in lines for flow in _line(line, look)]


def _ruled(*more: tuple[Any, ...]) -> TableStyle:
    top = ("VALIGN", (0, 0), (-1, -1), "TOP")
    return TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), top, *more])


def _fields(block: Fields, look: Look) -> Table:
    rows, spans = [], []
    for number, content in enumerate(block.rows):
        if isinstance(content, Wide):
            rows.append([_cell(content.value, look, bold=content.shaded), ""])
            spans.append(("SPAN", (0, number), (1, number)))
        else:
            rows.append([_cell(content[0], look, bold=True), _cell(content[1], look)])
    widths = [_WIDTH * look.label_width, _WIDTH * (1 - look.label_width)]
    return Table(rows, colWidths=widths, style=_ruled(*spans), splitInRow=1)


def _grid(block: Grid, look: Look) -> Table:
    columns = len(block.header)
    shares = [share / sum(block.widths) for share in block.widths] or [1 / columns] * columns
    rows = [[_cell(word, look, bold=True) for word in block.header]]
    rows += [[_cell(value, look) for value in row] for row in block.rows]
    shade = ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor(f"#{look.shade}"))
    return Table(rows, colWidths=[_WIDTH * share for share in shares], repeatRows=1, style=_ruled(shade), splitInRow=1)


def _safe(words: str) -> str:
    """Words as the standard PDF fonts can show them."""
    return escape(words.replace("☐", "[ ]").replace("☒", "[x]").replace("☑", "[x]"))
