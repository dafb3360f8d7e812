"""Makes fillable PDF forms field by field with pikepdf, as odd as other programs leave them, and XFA forms."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

HEIGHT = A4[1]


class FormMaker:
    """A page of printed words to which fields are added; places are points from the page's top left corner."""

    def __init__(self, draw: Callable[[Any], None]) -> None:
        out = io.BytesIO()
        canvas = Canvas(out, pagesize=A4)
        draw(canvas)
        canvas.save()
        self.document = pikepdf.open(out)
        self.document.Root.AcroForm = Dictionary(Fields=Array(), DA=String("/Helv 10 Tf 0 g"))
        self.document.pages[0].Annots = Array()

    def field(self, *, box: Sequence[float] = (), parent: Any = None, on_page: bool = True, **keys: Any) -> Any:
        """A field that is its own widget; without a box it has none."""
        if box:
            left, top, right, bottom = box
            keys |= {"Type": Name.Annot, "Subtype": Name.Widget, "Rect": [left, HEIGHT - bottom, right, HEIGHT - top]}
        made = self.document.make_indirect(Dictionary(**keys))
        if parent is not None:
            made.Parent = parent
            if "/Kids" not in parent:
                parent.Kids = Array()
            parent.Kids.append(made)
        else:
            self.document.Root.AcroForm.Fields.append(made)
        if box and on_page:
            self.document.pages[0].Annots.append(made)
        return made

    def button(self, state: str, *, on: bool, **keys: Any) -> Any:
        """A widget of a tick box or radio button with an appearance for being on and one for being off."""
        drawn = Dictionary({f"/{state}": self.document.make_stream(b""), "/Off": self.document.make_stream(b"")})
        return self.field(AP=Dictionary(N=drawn), AS=Name(f"/{state}") if on else Name.Off, **keys)

    def add_xfa(self, template: bytes, datasets: bytes) -> None:
        """The form once more, of the XFA kind."""
        parts: list[Any] = []
        for name, data in (("template", template), ("datasets", datasets)):
            parts += [String(name), self.document.make_stream(data)]
        self.document.Root.AcroForm.XFA = Array(parts)
        self.document.Root.NeedsRendering = True

    def bytes(self) -> bytes:
        """The finished file."""
        out = io.BytesIO()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # pikepdf warns of widgets that no list of fields names: that is the point
            self.document.save(out)
        return out.getvalue()


def xfa_form(template: bytes, datasets: bytes, page: str) -> bytes:
    """A form of the XFA kind; its one page says what readers show that know no XFA."""
    maker = FormMaker(lambda canvas: canvas.drawString(72, HEIGHT - 100, page))
    maker.add_xfa(template, datasets)
    return maker.bytes()


def annotated(pdf: bytes, *notes: dict[str, Any]) -> bytes:
    """The PDF with annotations on its first page; their boxes are points from the page's top left corner."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        page = document.pages[0]
        page.Annots = Array()
        for note in notes:
            left, top, right, bottom = note.pop("box")
            rect = [left, HEIGHT - bottom, right, HEIGHT - top]
            quad = [left, rect[3], right, rect[3], left, rect[1], right, rect[1]]
            own = Dictionary(Type=Name.Annot, Rect=rect, QuadPoints=quad, **note)
            page.Annots.append(document.make_indirect(own))
        document.save(out)
    return out.getvalue()
