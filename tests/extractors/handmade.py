"""Word files whose XML is written by hand, for shapes that no library will make."""

from __future__ import annotations

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
SPACES = (
    f'xmlns:w="{W}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    f'xmlns:r="{OFFICE}"'
)


def relation(number: int, kind: str, target: str, *, external: bool = False) -> str:
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'


def relations(*each: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}">{"".join(each)}</Relationships>'


def content_types(main: str) -> str:
    """What other programs ask first: which part is which."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/{main}" ContentType="{kind}"/>'
        "</Types>"
    )


def word_file(
    body: str,
    *,
    main: str = "word/document.xml",
    parts: dict[str, str | bytes] | None = None,
    related: str = "",
    namespace: str = W,
) -> bytes:
    """A Word file with this body; `parts` are further entries, `related` the main part's relationships."""
    folder, _, name = main.rpartition("/")
    document = f"<w:document {SPACES}><w:body>{body}</w:body></w:document>".replace(W, namespace)
    entries: dict[str, str | bytes] = {
        "[Content_Types].xml": content_types(main),
        "_rels/.rels": relations(relation(1, "officeDocument", main)),
        main: document,
        f"{folder}/_rels/{name}.rels": relations(related),
        **(parts or {}),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for path, content in entries.items():
            made.writestr(path, content)
    return out.getvalue()


def p(text: str, inside: str = "") -> str:
    return f"<w:p>{inside}{run(text)}</w:p>"


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def control(content: str, properties: str = "", alias: str = "") -> str:
    named = f'<w:alias w:val="{alias}"/>' if alias else ""
    return f"<w:sdt><w:sdtPr>{named}{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


PROMPT = '<w:rStyle w:val="PlaceholderText"/>'
SHOWN = "<w:showingPlcHdr/>"
