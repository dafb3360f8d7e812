"""OpenDocument files whose XML is written by hand, for shapes that LibreOffice will not make of a Word file."""

from __future__ import annotations

import io
import zipfile

NAMESPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "form": "urn:oasis:names:tc:opendocument:xmlns:form:1.0",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
    "manifest": "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xlink": "http://www.w3.org/1999/xlink",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
}
SPACES = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMESPACES.items())
TEXT = "application/vnd.oasis.opendocument.text"
SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"


def odt(
    body: str,
    *,
    automatic: str = "",
    common: str = "",
    masters: str = "",
    meta: str = "",
    parts: dict[str, bytes] | None = None,
) -> bytes:
    """An OpenDocument text with this body, these styles of its own and in common, and these kinds of page."""
    return _package(TEXT, _content(f"<office:text>{body}</office:text>", automatic), common, masters, meta, parts or {})


def ods(tables: str, *, automatic: str = "") -> bytes:
    """An OpenDocument spreadsheet with these tables."""
    content = _content(f"<office:spreadsheet>{tables}</office:spreadsheet>", automatic)
    return _package(SPREADSHEET, content, "", "", "", {})


def flat(body: str, *, common: str = "") -> bytes:
    """An OpenDocument text in one XML file."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {SPACES} office:mimetype="{TEXT}">'
        f"<office:styles>{common}</office:styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document>"
    ).encode()


def p(text: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def h(text: str, level: int = 1) -> str:
    return f'<text:h text:outline-level="{level}">{text}</text:h>'


def style(name: str, properties: str = "", family: str = "text", more: str = "") -> str:
    return f'<style:style style:name="{name}" style:family="{family}" {more}>{properties}</style:style>'


def cell(content: str, attributes: str = "") -> str:
    return f"<table:table-cell {attributes}>{content}</table:table-cell>"


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def table(*rows: str, name: str = "T", attributes: str = "") -> str:
    return f'<table:table table:name="{name}" {attributes}>{"".join(rows)}</table:table>'


def _content(body: str, automatic: str) -> str:
    return (
        f"<office:document-content {SPACES}><office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body>{body}</office:body></office:document-content>"
    )


def _package(mimetype: str, content: str, common: str, masters: str, meta: str, parts: dict[str, bytes]) -> bytes:
    styles = (
        f"<office:document-styles {SPACES}><office:styles>{common}</office:styles><office:automatic-styles/>"
        f"<office:master-styles>{masters}</office:master-styles></office:document-styles>"
    )
    entries: dict[str, str | bytes] = {
        "mimetype": mimetype,
        "content.xml": content,
        "styles.xml": styles,
        "meta.xml": f"<office:document-meta {SPACES}><office:meta>{meta}</office:meta></office:document-meta>",
        "META-INF/manifest.xml": f'<manifest:manifest {SPACES}><manifest:file-entry manifest:full-path="/" '
        f'manifest:media-type="{mimetype}"/></manifest:manifest>',
        **parts,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for path, data in entries.items():
            made.writestr(path, data)
    return out.getvalue()
