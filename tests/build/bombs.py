"""Makers of small files that ask for endless work: of unpacking, of parsing, of drawing, of opening each other."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
from openpyxl import Workbook

from .embedded import nested_docx
from .hostile import ENTITIES, docx_nested_deeply, with_parts, zipped

_ODT_NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
)
_DEEP = 100_000


def overlapping_zip(entries: int = 250, megabytes: int = 1) -> bytes:
    """A zip whose directory names one stretch of packed bytes again and again: all of it unpacks for each name."""
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    plain = bytes(megabytes << 20)
    data = packed.compress(plain) + packed.flush()
    check = zlib.crc32(plain)
    about = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 33, check, len(data), len(plain), 8, 0)
    body = b"PK\x03\x04" + about + b"file.txt" + data
    directory = b"".join(
        b"PK\x01\x02"
        + struct.pack("<H", 20)
        + about[:-4]
        + struct.pack("<HHHHHII", 8, 0, 0, 0, 0, 0, 0)
        + b"%04d.txt" % n
        for n in range(entries)
    )
    end = struct.pack("<HHHHIIH", 0, 0, entries, entries, len(directory), len(body), 0)
    return body + directory + b"PK\x05\x06" + end


def zip_of_bombs(count: int = 16, megabytes: int = 60) -> bytes:
    """A zip of zips, each of which unpacks to zeros; packed twice, none of them looks large."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("notes.txt", "w") as entry:
        for _ in range(megabytes):
            entry.write(bytes(1 << 20))
    return zipped({f"papers {number}.zip": out.getvalue() for number in range(count)})


def odt_with_entity_bomb() -> bytes:
    """An OpenDocument text whose XML grows a thousand million times when its entities are expanded."""
    return _odt("&i;", ENTITIES)


def odt_with_external_entity(target: str = "file:///etc/hostname") -> bytes:
    """An OpenDocument text that asks the reader to fetch `target` and show it as text."""
    return _odt("&x;", f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "{target}">]>')


def odt_nested_deeply(depth: int = _DEEP) -> bytes:
    """An OpenDocument text with stretches in stretches in stretches."""
    return _odt("<text:span>" * depth + "</text:span>" * depth)


def odt_of_endless_rows() -> bytes:
    """An OpenDocument text of one row that says it is repeated a million times, with as many cells."""
    cell = '<table:table-cell table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    return _odt("", before=f"<table:table>{row}</table:table>")


def html_nested_deeply(depth: int = 1_000_000) -> bytes:
    """A web page that opens a million elements and closes none."""
    return b"<html><body>" + b"<div>" * depth + b"words"


def html_of_endless_cells() -> bytes:
    """A web page with one cell that says it spans a million rows and columns, many times over."""
    return b"<html><table>" + b'<tr><td rowspan="1000000" colspan="1000000">x</td></tr>' * 2_000 + b"</table></html>"


def rtf_nested_deeply(depth: int = _DEEP) -> bytes:
    """A rich text with groups in groups in groups."""
    return b"{\\rtf1 " + b"{" * depth + b"words" + b"}" * depth + b"}"


def rtf_of_nested_tables(depth: int = 500) -> bytes:
    """A rich text with tables in tables in tables."""
    return b"{\\rtf1 " + b"".join(b"\\itap%d words\\nestcell" % n for n in range(1, depth)) + b"\\nestrow}"


def huge_picture(width: int = 100_000, height: int = 100_000) -> bytes:
    """A PNG of a few kilobytes whose head promises ten thousand million dots."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(bytes(1 << 20), 9)
    chunks = ((b"IHDR", head), (b"IDAT", rows), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )


def huge_tiff(side: int = 100_000) -> bytes:
    """A TIFF of one strip that says it is a hundred thousand dots wide and high."""
    tags = (
        (256, 4, side),
        (257, 4, side),
        (258, 3, 8),
        (259, 3, 1),
        (262, 3, 1),
        (273, 4, 8),
        (277, 3, 1),
        (278, 4, side),
        (279, 4, 16),
    )
    entries = b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in tags)
    return b"II*\0" + struct.pack("<I", 24) + bytes(16) + struct.pack("<H", len(tags)) + entries + bytes(4)


def docx_with_huge_picture() -> bytes:
    """A Word file of words and one picture, whose picture promises ten thousand million dots."""
    from docx import Document
    from PIL import Image

    small, out = io.BytesIO(), io.BytesIO()
    Image.new("L", (600, 800), 255).save(small, "png")
    document = Document()
    document.add_paragraph("Words beside the picture.")
    document.add_picture(io.BytesIO(small.getvalue()))
    document.save(out)
    return with_parts(out.getvalue(), {"word/media/image1.png": huge_picture()})


def workbook_of_endless_cells() -> bytes:
    """A workbook that says it has a million rows of 16,384 columns; two cells hold anything."""
    return _sheet(
        '<dimension ref="A1:XFD1048576"/>',
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>',
    )


def workbook_of_one_long_string(repeats: int = 200_000, size: int = 1 << 20) -> bytes:
    """A workbook that shows one long shared string in very many cells."""
    book, out = Workbook(), io.BytesIO()
    book.active["A1"] = "x"
    book.save(out)
    rows = "".join(f'<row r="{row}">' + '<c t="s"><v>0</v></c>' * 20 + "</row>" for row in range(1, repeats // 20))
    sheet = _SHEET.format("", rows).encode()
    names = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    strings = f'<sst {names} count="1" uniqueCount="1"><si><t>{"words " * (size // 6)}</t></si></sst>'
    return with_parts(out.getvalue(), {"xl/worksheets/sheet1.xml": sheet, "xl/sharedStrings.xml": strings.encode()})


def pdf_of_doubling_forms(depth: int = 40) -> bytes:
    """A PDF whose page draws a form twice, which draws another twice, and so on: two to the fortieth drawings."""
    with pikepdf.new() as document:
        inner = document.make_stream(b"BT /F1 12 Tf 72 700 Td (words) Tj ET", _form(_font(document)))
        for _ in range(depth):
            inner = document.make_stream(b"/X Do /X Do", _form(pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=inner))))
        return _page(document, b"/X Do", pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=inner)))


def pdf_of_a_form_in_itself() -> bytes:
    """A PDF whose page draws a form that draws itself."""
    with pikepdf.new() as document:
        form = document.make_stream(b"/X Do", _form(pikepdf.Dictionary()))
        form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form))
        return _page(document, b"/X Do", pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form)))


def pdf_of_crowded_page(pieces: int = 400_000) -> bytes:
    """A PDF of one page with hundreds of thousands of words and lines, in an order that makes them hard to join."""
    lines = b"".join(
        b"BT /F1 4 Tf %d %d Td (w%d) Tj ET\n%d %d m %d %d l S\n"
        % (n * 7919 % 600, n * 104729 % 800, n, n * 31 % 600, n * 17 % 800, n * 37 % 600, n * 13 % 800)
        for n in range(pieces)
    )
    with pikepdf.new() as document:
        return _page(document, lines, _font(document))


def pdf_of_a_font_in_itself() -> bytes:
    """A PDF in a font whose letters are drawn in that same font (ISO 32000-1, 9.6.5: a Type 3 font)."""
    with pikepdf.new() as document:
        letter = document.make_stream(b"1000 0 0 0 750 750 d1 BT /F1 1 Tf (aa) Tj ET")
        font = document.make_indirect(pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type3,
            FontBBox=[0, 0, 750, 750], FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
            CharProcs=pikepdf.Dictionary(a=letter), Encoding=pikepdf.Dictionary(Differences=[97, pikepdf.Name.a]),
            FirstChar=97, LastChar=97, Widths=[1000],
        ))  # fmt: skip
        font.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        return _page(
            document, b"BT /F1 12 Tf 72 700 Td (aaaa) Tj ET" * 100, pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        )


def pdf_of_a_character_map_in_itself() -> bytes:
    """A PDF whose font's character map builds on itself, and whose code ranges are larger than any font."""
    program = b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /Loop usecmap\n"
    program += b"1 begincodespacerange <00000000> <ffffffff> endcodespacerange\n"
    program += b"100 begincidrange\n" + b"<00000000> <ffffffff> 0\n" * 100 + b"endcidrange endcmap end end"
    with pikepdf.new() as document:
        cmap = document.make_stream(program, Type=pikepdf.Name.CMap, CMapName=pikepdf.Name.Loop)
        cmap.UseCMap = cmap
        child = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.CIDFontType2, BaseFont=pikepdf.Name.Loop,
            CIDSystemInfo=pikepdf.Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
        )  # fmt: skip
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type0, BaseFont=pikepdf.Name.Loop, Encoding=cmap,
            DescendantFonts=[child], ToUnicode=cmap,
        )  # fmt: skip
        return _page(
            document,
            b"BT /F1 12 Tf 72 700 Td <0041004200430044> Tj ET",
            pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font)),
        )


def pdf_of_pages_in_themselves() -> bytes:
    """A PDF whose page tree leads back to its root."""
    with pikepdf.new() as document:
        document.add_blank_page()
        tree = document.Root.Pages
        tree.Kids.append(tree)
        tree.Count = 1_000_000
        return _saved(document)


def pdf_of_nested_arrays(depth: int = _DEEP) -> bytes:
    """A PDF whose catalogue holds lists in lists in lists."""
    body = b"%PDF-1.7\n1 0 obj <</Type /Catalog /Pages 2 0 R /Deep " + b"[" * depth + b"]" * depth + b">> endobj\n"
    body += b"2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj\n"
    body += b"3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 600 800]>> endobj\n"
    return body + b"trailer <</Root 1 0 R>>\nstartxref\n0\n%%EOF"


def pdf_of_unpacking(megabytes: int = 900) -> bytes:
    """A PDF whose page's content unpacks to nearly a gigabyte, packed twice."""
    packed = zlib.compressobj(9)
    once = b"".join(packed.compress(b" " * (1 << 20)) for _ in range(megabytes)) + packed.flush()
    with pikepdf.new() as document:
        document.add_blank_page()
        stream = pikepdf.Stream(document, zlib.compress(once, 9))
        stream.Filter = [pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode]
        document.pages[0].Contents = stream
        out = io.BytesIO()
        document.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
        return out.getvalue()


_SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}<sheetData>{}</sheetData></worksheet>'


def _sheet(head: str, rows: str) -> bytes:
    out = io.BytesIO()
    Workbook().save(out)
    return with_parts(out.getvalue(), {"xl/worksheets/sheet1.xml": _SHEET.format(head, rows).encode()})


def _odt(words: str, head: str = "", before: str = "") -> bytes:
    body = f"<office:body><office:text>{before}<text:p>{words}</text:p></office:text></office:body>"
    content = f'{head}<office:document-content {_ODT_NAMES} office:version="1.2">{body}</office:document-content>'
    return zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content.encode()})


def _font(document: pikepdf.Pdf) -> pikepdf.Dictionary:
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    return pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=document.make_indirect(font)))


def _form(resources: pikepdf.Dictionary) -> dict[str, Any]:
    return {
        "/Type": pikepdf.Name.XObject,
        "/Subtype": pikepdf.Name.Form,
        "/BBox": [0, 0, 600, 800],
        "/Resources": resources,
    }


def _page(document: pikepdf.Pdf, content: bytes, resources: pikepdf.Dictionary) -> bytes:
    document.add_blank_page(page_size=(600, 800))
    document.pages[0].Contents = document.make_stream(content)
    document.pages[0].Resources = resources
    return _saved(document)


def _saved(document: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


BOMBS: dict[str, Callable[[], bytes]] = {
    "overlapping.zip": overlapping_zip,
    "zip of bombs.zip": zip_of_bombs,
    "entity bomb.odt": odt_with_entity_bomb,
    "external entity.odt": odt_with_external_entity,
    "nested deeply.odt": odt_nested_deeply,
    "endless rows.odt": odt_of_endless_rows,
    "nested deeply.docx": lambda: docx_nested_deeply(_DEEP),
    "papers in papers.docx": lambda: nested_docx(50),
    "huge picture.docx": docx_with_huge_picture,
    "nested deeply.html": html_nested_deeply,
    "endless cells.html": html_of_endless_cells,
    "nested deeply.rtf": rtf_nested_deeply,
    "nested tables.rtf": rtf_of_nested_tables,
    "huge.png": huge_picture,
    "huge.tiff": huge_tiff,
    "endless cells.xlsx": workbook_of_endless_cells,
    "one long string.xlsx": workbook_of_one_long_string,
    "doubling forms.pdf": pdf_of_doubling_forms,
    "form in itself.pdf": pdf_of_a_form_in_itself,
    "crowded page.pdf": pdf_of_crowded_page,
    "font in itself.pdf": pdf_of_a_font_in_itself,
    "character map in itself.pdf": pdf_of_a_character_map_in_itself,
    "pages in themselves.pdf": pdf_of_pages_in_themselves,
    "nested arrays.pdf": pdf_of_nested_arrays,
    "unpacking.pdf": pdf_of_unpacking,
}
"""Each alone is to end with a reading or a reason, within its limits."""
