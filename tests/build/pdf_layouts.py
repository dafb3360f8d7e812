"""Makes PDF pages whose layout is drawn, not said: forms without rules, shaded cells, columns of prose."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BalancedColumns,
    ListFlowable,
    ListItem,
    Paragraph,
    SimpleDocTemplate,
    Table,
    TableStyle,
)

_STYLES = getSampleStyleSheet()
_BODY = ParagraphStyle("body", parent=_STYLES["BodyText"], spaceBefore=0, spaceAfter=0)
_BOLD = ParagraphStyle("bold", parent=_BODY, fontName="Helvetica-Bold")

ANSWERS: tuple[tuple[str, str], ...] = (
    ("Child's name", "Ann Lee"),
    ("Date of birth", "01/02/2015"),
    (
        "Social worker name and contact details",
        "Priya Shah, Duty team, Exeter, 01632 960 010, priya.shah@council.example, and the team's own mailbox for "
        "all other letters that come",
    ),
    ("Decision requested", "Legal Gateway"),
    ("Duration", ""),
    (
        "Reason for the request",
        "Ann has lived with her grandmother since March. The placement is warm and settled, and the grandmother asks "
        "for help with the cost of the school run. The panel saw this in January and asked for a fuller plan, which "
        "is attached. It has been seen by the team manager.",
    ),
    ("Exit plan", "Review at six months"),
    ("Total cost", "£6,240"),
    ("Date signed", "3 March 2026"),
)
"""A form's labels and answers: long and short, one of them blank."""

_ROWS = range(len(ANSWERS))
_CLOSE = [("TOPPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 0)]
_MIDDLE = [("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
_LINES = [("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.black)]
_SHADES = (colors.lightgrey, colors.lavender, colors.beige)

LOOKS: dict[str, list[tuple[Any, ...]]] = {
    "without rules": [],
    "without rules, rows close together": _CLOSE,
    "without rules, labels in the middle": _MIDDLE,
    "without rules, close and in the middle": [*_CLOSE, *_MIDDLE],
    "every other row shaded": [("BACKGROUND", (0, row), (-1, row), colors.lightgrey) for row in _ROWS[::2]],
    "labels shaded": [("BACKGROUND", (0, 0), (0, -1), colors.lightgrey)],
    "every cell shaded": [
        ("BACKGROUND", (column, row), (column, row), _SHADES[(row + column) % 3]) for row in _ROWS for column in (0, 1)
    ],
    "lines between rows": _LINES,
    "lines between rows, labels in the middle": [*_LINES, *_MIDDLE, *_CLOSE],
    "lines between rows and a frame": [*_LINES, ("BOX", (0, 0), (-1, -1), 0.5, colors.black)],
    "answers on lines": [("LINEBELOW", (1, 0), (1, -1), 0.5, colors.black)],
    "answers in boxes": [("BOX", (1, row), (1, row), 0.5, colors.black) for row in _ROWS],
    "answers on shaded areas": [
        *(("BACKGROUND", (1, row), (1, row), colors.lightgrey) for row in _ROWS),
        ("LINEBELOW", (0, 0), (-1, -1), 3, colors.white),
    ],
    "ruled": [("GRID", (0, 0), (-1, -1), 0.5, colors.black)],
    "labels bold": [("LABELS", "bold")],
}
"""The ways a form is drawn, as reportlab's table styles; LABELS is ours."""


def form(look: str) -> bytes:
    """The form drawn in one of LOOKS, with a title and prose around it."""
    style = [each for each in LOOKS[look] if each[0] != "LABELS"]
    labels = _BOLD if len(style) < len(LOOKS[look]) else _BODY
    rows = [[Paragraph(label, labels), Paragraph(answer, _BODY)] for label, answer in ANSWERS]
    table = Table(rows, colWidths=[150, 300], style=TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), *style]))
    before = "Please fill in every part of this form before you send it, at least five days before the panel sits."
    after = "The panel reads this form before it meets and writes to you afterwards to tell you what it has decided."
    return _built(
        [
            Paragraph("Request to panel", _STYLES["Title"]),
            Paragraph(before, _STYLES["BodyText"]),
            table,
            Paragraph(after, _STYLES["BodyText"]),
        ]
    )


PARTS: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] = (
    (
        "About the child",
        (
            ("Child's name", "Ann Lee", "Date of birth", "1/2/2015"),
            (
                "Address",
                "12 High Street, St Thomas, Exeter, Devon EX4 1AA",
                "School",
                "Oak Primary School, Long Lane, Exeter",
            ),
            ("Legal status", "Section 20", "Ethnicity", "White British"),
        ),
    ),
    (
        "The request",
        (
            ("Duration", "Six months"),
            (
                "Exit plan",
                "Return home after the assessment, if the panel agrees that it is safe for both to do so",
            ),
        ),
    ),
    ("Agreement", (("Signed", "Jo Bright", "Date", "3/3/2026"), ("Name", "Jo Bright", "Role", "Team manager"))),
)
"""The parts of a form, some with two labels and answers side by side."""


def form_in_parts(parts: Sequence[Any] = PARTS, heading: str = "Heading2") -> bytes:
    """Parts, each under its heading, without rules, labels at the foot of their rows; no headings where "" is asked."""
    story: list[Any] = []
    for title, rows in parts:
        widths = [90, 140, 90, 130] if len(rows[0]) == 4 else [150, 300]
        cells = [[Paragraph(cell, _BOLD if n % 2 == 0 else _BODY) for n, cell in enumerate(row)] for row in rows]
        story += [Paragraph(title, _STYLES[heading])] if heading else []
        story.append(Table(cells, colWidths=widths))
    return _built(story)


def rows_drawn(rows: Sequence[Sequence[str]], look: str, *more: Sequence[Sequence[str]]) -> bytes:
    """Rows drawn close together in one of LOOKS, and below them others, with nothing between."""
    style = TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), *_CLOSE, *LOOKS[look][: 2 * len(rows)]])
    story: list[Any] = []
    for table in (rows, *more):
        cells = [[Paragraph(cell, _BODY) for cell in row] for row in table]
        widths = [150, 300] if len(table[0]) == 2 else [110] * len(table[0])
        story.append(Table(cells, colWidths=widths, style=style if table is rows else None))
    return _built(story)


def uneven_columns() -> bytes:
    """Two columns of prose of which the left is much the longer, a line below both."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setFont("Helvetica", 9)
    for column, count in ((0, 30), (1, 12)):
        for line in range(count):
            words = " ".join(f"area{1000 * column + 5 * line + n}x" for n in range(5))
            canvas.drawString(60 + 250 * column, A4[1] - 100 - 14 * line, words)
    canvas.save()
    return out.getvalue()


def form_over_pages() -> bytes:
    """The form again and again without rules, so that a page ends within it, a long answer among the rest."""
    rows = [[Paragraph(label, _BODY), Paragraph(answer, _BODY)] for label, answer in ANSWERS * 5]
    style = TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP")])
    return _built([Table(rows, colWidths=[150, 300], style=style, splitInRow=1)])


def grid_of_events(rows: Sequence[Sequence[str]]) -> bytes:
    """A table of three columns without rules, the first row its header."""
    cells = [[Paragraph(cell, _BODY) for cell in row] for row in rows]
    return _built([Table(cells, colWidths=[80, 280, 90], style=TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP")]))])


def with_hanging_numbers() -> bytes:
    """Numbered items of several lines, the numbers hanging to the left."""
    items = [ListItem(Paragraph(f"Item {n} says what has to be done and by whom. " * 4, _BODY)) for n in range(1, 7)]
    return _built([ListFlowable(items, bulletType="1", leftIndent=40)])


def columns(count: int) -> bytes:
    """Prose in so many columns between a heading and a line that run over all of them."""
    words = [f"area{n}x" for n in range(count * 200)]
    paragraphs = [" ".join(words[start : start + 40]) for start in range(0, len(words), 40)]
    return _built(
        [
            Paragraph("A heading over all of the columns that follow below it on this page", _STYLES["Heading1"]),
            BalancedColumns([Paragraph(each, _STYLES["BodyText"]) for each in paragraphs], nCols=count),
            Paragraph("A line under all of the columns, long enough to run from the left edge to the right one", _BODY),
        ]
    )


def _built(story: list[Any]) -> bytes:
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4, invariant=1).build(story)
    return out.getvalue()
