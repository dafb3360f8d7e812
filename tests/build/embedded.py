"""Makes papers with other files inside them: in a Word file, in a PDF, and in a workbook's small self."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterable, Mapping, Sequence

import openpyxl
import pikepdf
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.opc.packuri import PackURI
from docx.opc.part import Part

PACKAGE_TYPE = "application/vnd.openxmlformats-officedocument.package"
OBJECT_TYPE = "application/vnd.openxmlformats-officedocument.oleObject"
CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
CHART = b'<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"/>'


def docx_with(files: Mapping[str, bytes], text: str = "Invented words.", *, as_objects: bool = False) -> bytes:
    """A Word file with these embedded under these part names, as Word does: packages, or objects of other programs."""
    document = Document()
    document.add_paragraph(text)
    kind, relation = (OBJECT_TYPE, RELATION.OLE_OBJECT) if as_objects else (PACKAGE_TYPE, RELATION.PACKAGE)
    for name, data in files.items():
        embedded = Part(PackURI(f"/word/embeddings/{name}"), kind, data, document.part.package)
        document.part.relate_to(embedded, relation)
    return _saved(document)


def docx_with_chart(workbook: bytes) -> bytes:
    """A Word file with a chart, and behind the chart the workbook that holds its numbers."""
    document = Document()
    package = document.part.package
    chart = Part(PackURI("/word/charts/chart1.xml"), CHART_TYPE, CHART, package)
    document.part.relate_to(chart, RELATION.CHART)
    chart.relate_to(
        Part(PackURI("/word/embeddings/Microsoft_Excel_Sheet1.xlsx"), PACKAGE_TYPE, workbook, package), RELATION.PACKAGE
    )
    return _saved(document)


def nested_docx(depth: int) -> bytes:
    """A Word file within a Word file, `depth` deep."""
    data = docx_with({}, "The innermost.")
    for level in range(depth):
        data = docx_with({f"Level{level}.docx": data}, f"Level {level}.")
    return data


def workbook(rows: Iterable[Sequence[object]]) -> bytes:
    """An Excel workbook with these rows on its only sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def pdf_with(base: bytes, attached: Mapping[str, bytes], pinned: Mapping[str, bytes] | None = None) -> bytes:
    """A PDF with files attached to the whole of it, and others pinned to its first page."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(base)) as pdf:
        for name, data in attached.items():
            pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, data, filename=name)
        notes = [_pin(pdf, name, data) for name, data in (pinned or {}).items()]
        pdf.pages[0].obj["/Annots"] = pikepdf.Array(notes)
        pdf.save(out)
    return out.getvalue()


def _pin(pdf: pikepdf.Pdf, name: str, data: bytes) -> pikepdf.Object:
    specification = pikepdf.AttachedFileSpec(pdf, data, filename=name).obj
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.FileAttachment,
            Rect=[10, 10, 30, 30],
            FS=pdf.make_indirect(specification),
        )
    )


def packager_stream(label: str, data: bytes, *, wide: str = "", link: bool = False) -> bytes:
    """What the Packager puts into an OLE object around a file, as Windows has written it since 2003."""
    path = f"C:\\Temp\\{label}".encode("cp1252", "replace") + b"\0"
    body = struct.pack("<H", 2) + label.encode("cp1252", "replace") + b"\0" + path
    body += struct.pack("<HHI", 0, 1 if link else 3, len(path)) + path + struct.pack("<I", len(data)) + data
    for text in (f"C:\\Temp\\{wide}", wide, f"C:\\Temp\\{wide}") if wide else ():
        body += struct.pack("<I", len(text)) + text.encode("utf-16-le")
    return struct.pack("<I", len(body)) + body


def _saved(document: object) -> bytes:
    out = io.BytesIO()
    document.save(out)  # type: ignore[attr-defined]  # python-docx ships no types
    return out.getvalue()
