"""A filled form as fillable PDFs, web pages and mails."""

from __future__ import annotations

import io
from email.message import EmailMessage
from html import escape
from typing import Any

import pikepdf
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import cm
from reportlab.pdfgen.canvas import Canvas

from .eml import SENT, message
from .shapes import Asked, Form

_BESIDE = 8.2 * cm
_WIDE = A4[0] - _BESIDE - 2 * cm


def acroform(form: Form) -> bytes:
    """A PDF to be filled in, and filled in by a program that draws each answer too."""
    with pikepdf.Pdf.open(io.BytesIO(_filled(form))) as document:
        document.generate_appearance_streams()
        return _bytes(document)


def acroform_stale(form: Form) -> bytes:
    """The same, filled in by a program that left the pictures of the empty fields standing."""
    return _filled(form)


def acroform_undrawn(form: Form) -> bytes:
    """The same without any picture of its fields, which a viewer is to draw itself."""
    with pikepdf.Pdf.open(io.BytesIO(_filled(form))) as document:
        for widget in _widgets(document):
            if widget.get("/FT") == "/Tx" and "/AP" in widget:
                del widget["/AP"]
        document.Root.AcroForm.NeedAppearances = True
        return _bytes(document)


def web_page(form: Form) -> bytes:
    """A web page with the form as a table."""
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>{_html(form)}</body></html>".encode()


def mail_text(form: Form) -> bytes:
    """A mail with the form typed into its text."""
    lines = [form.title]
    for head, part in form.parts:
        lines += ["", head, ""]
        for asked in part:
            lines.append(f"{asked.label.rstrip(':')}: {asked.shown}".strip())
    return message(subject=form.title, text="\n".join(lines))


def mail_html(form: Form) -> bytes:
    """A mail with the form pasted into it as a table, and no plain text beside."""
    mail = EmailMessage()
    mail["From"], mail["To"] = "Ruth Okafor <ruth.okafor@devon.example>", "panels@devon.example"
    mail["Subject"], mail["Date"], mail["Message-ID"] = form.title, SENT, "<1@devon.example>"
    mail.set_content(f"<html><body>{_html(form)}</body></html>", subtype="html")
    return mail.as_bytes()


def _html(form: Form) -> str:
    rows = [f"<h1>{escape(form.title)}</h1>"]
    for head, part in form.parts:
        cells = "".join(f"<tr><td>{escape(each.label)}</td><td>{_lines(each)}</td></tr>" for each in part)
        rows.append(f"<h2>{escape(head)}</h2><table border='1'>{cells}</table>")
    return "".join(rows)


def _lines(asked: Asked) -> str:
    return "<br>".join(map(escape, asked.lines)) or "&nbsp;"


def _filled(form: Form) -> bytes:
    """The empty PDF form that reportlab draws, its values then set without any new picture."""
    with pikepdf.Pdf.open(io.BytesIO(_empty(form))) as document:
        answers = {each.id: each for each in form.asked}
        for widget in _widgets(document):
            name, _, choice = str(widget.T).partition(".")
            if choice:
                state = pikepdf.Name.Yes if answers[name].answer == choice else pikepdf.Name.Off
                widget.V = widget.AS = state
            elif answers[name].answer:
                widget.V = pikepdf.String(answers[name].answer.replace("\n", "\r"))
        return _bytes(document)


def _empty(form: Form) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, A4, invariant=1)
    y = _line(canvas, form.title, A4[1] - 2 * cm, 16)
    for head, part in form.parts:
        y = _line(canvas, head, y - 0.3 * cm, 12)
        for asked in part:
            high = (0.6 + 0.5 * max(1, len(asked.lines))) * cm
            if y - high < 2 * cm:
                canvas.showPage()
                y = A4[1] - 2 * cm
            y = _field(canvas, asked, y, high)
    canvas.save()
    return out.getvalue()


def _line(canvas: Any, text: str, y: float, size: int) -> float:
    canvas.setFont("Helvetica-Bold", size)
    canvas.drawString(2 * cm, y, text)
    return float(y - 0.9 * cm)


def _field(canvas: Any, asked: Asked, y: float, high: float) -> float:
    """The label with its field beside it, or below it where the label needs the width of the page."""
    canvas.setFont("Helvetica", 10)
    canvas.drawString(2 * cm, y, asked.label)
    if is_long := canvas.stringWidth(asked.label) > _BESIDE - 2.2 * cm:
        y -= 0.4 * cm
    x, wide = (2 * cm, A4[0] - 4 * cm) if is_long else (_BESIDE, _WIDE)
    if asked.choices:
        for choice in asked.choices:
            canvas.acroForm.checkbox(name=f"{asked.id}.{choice}", tooltip=choice, x=x, y=y - 0.1 * cm, size=12)
            canvas.drawString(x + 0.6 * cm, y, choice)
            x += 2.5 * cm
        return float(y - 0.9 * cm)
    bottom = y + 0.35 * cm - high
    flags = "multiline" if len(asked.lines) > 1 else ""
    canvas.acroForm.textfield(
        name=asked.id,
        tooltip=asked.label,
        x=x,
        y=bottom,
        width=wide,
        height=high - 0.1 * cm,
        fontSize=8,
        fieldFlags=flags,
    )
    return float(bottom - 0.4 * cm)


def _widgets(document: pikepdf.Pdf) -> list[Any]:
    return list(document.Root.AcroForm.Fields)


def _bytes(document: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    document.save(out, deterministic_id=True)
    return out.getvalue()
