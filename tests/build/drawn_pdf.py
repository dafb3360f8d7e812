"""Makes plain PDFs with reportlab: many pages, a fillable form, a page turned on its side."""

from __future__ import annotations

import io
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas


def pages(count: int) -> bytes:
    """A heading and one line on each page."""
    out = io.BytesIO()
    canvas: Any = Canvas(out, pagesize=A4, invariant=1)
    for number in range(1, count + 1):
        canvas.setFont("Helvetica-Bold", 18)
        canvas.drawString(72, 760, f"Part {number}")
        canvas.setFont("Helvetica", 11)
        canvas.drawString(72, 730, f"What is said in part {number} of this invented paper.")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def fillable(name: str, answer: str, *, ticked: bool = True) -> bytes:
    """A form with one text box and one tick box, filled in."""
    out = io.BytesIO()
    canvas: Any = Canvas(out, pagesize=A4, invariant=1)
    canvas.drawString(72, 760, f"{name}:")
    canvas.acroForm.textfield(name=name, tooltip=name, value=answer, x=200, y=750, width=240, height=22)
    canvas.drawString(72, 710, "The parents agree")
    canvas.acroForm.checkbox(name="agree", tooltip="The parents agree", checked=ticked, x=200, y=706, size=16)
    canvas.save()
    return out.getvalue()


def on_its_side(words: str, rotate: int = 0) -> bytes:
    """A page whose words run upwards, and that the file says is to be turned by so many degrees."""
    out = io.BytesIO()
    canvas: Any = Canvas(out, pagesize=A4, invariant=1)
    canvas.setPageRotation(rotate)
    canvas.saveState()
    canvas.translate(300, 100)
    canvas.rotate(90)
    canvas.drawString(0, 0, words)
    canvas.restoreState()
    canvas.save()
    return out.getvalue()
