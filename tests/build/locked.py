"""Makers of papers that cannot be opened as they are: locked, protected, damaged, blank."""

from __future__ import annotations

import hashlib
import io
import os
import zipfile
import zlib
from base64 import b64encode

import pikepdf
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from reportlab.pdfgen.canvas import Canvas

from .content import Paper
from .docx import docx_of
from .hostile import password_docx
from .papers import social_work_chronology

PASSWORD = "Tuesday-10"
_MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
_ROUNDS = 1024


def rights_managed() -> bytes:
    """A Word file that only some people may open: locked like any other, its data space that of rights management.

    MS-OFFCRYPTO 2.2.1 names the data space; the rest of the file is as a password makes it.
    """
    strong, managed = ("StrongEncryptionDataSpace".encode("utf-16-le"), "DRMEncryptedDataSpace".encode("utf-16-le"))
    content = password_docx()
    at = content.index(strong)
    renamed = managed + bytes(64 - len(managed)) + (len(managed) + 2).to_bytes(2, "little")  # MS-CFB 2.6.1
    return content[:at] + renamed + content[at + len(renamed) :]


def odt_with_password() -> bytes:
    """An OpenDocument text locked with a password, as ODF 1.2 part 3, 3.4 and 4.8 has it."""
    names = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    text = f"<office:document-content {names}><office:body><office:text/></office:body></office:document-content>"
    salt, start, plain = os.urandom(16), os.urandom(16), text.encode()
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(plain) + packer.flush()
    packed += bytes(16 - len(packed) % 16)
    key = hashlib.pbkdf2_hmac("sha1", hashlib.sha256(PASSWORD.encode()).digest(), salt, _ROUNDS, 32)
    locking = Cipher(algorithms.AES(key), modes.CBC(start)).encryptor()
    manifest = f"""<manifest:manifest xmlns:manifest="{_MANIFEST}" manifest:version="1.2">
<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml" manifest:size="{len(plain)}">
<manifest:encryption-data manifest:checksum-type="{_MANIFEST}#sha256-1k"
 manifest:checksum="{b64encode(hashlib.sha256(packed[:1024]).digest()).decode()}">
<manifest:algorithm manifest:algorithm-name="http://www.w3.org/2001/04/xmlenc#aes256-cbc"
 manifest:initialisation-vector="{b64encode(start).decode()}"/>
<manifest:key-derivation manifest:key-derivation-name="PBKDF2" manifest:key-size="32"
 manifest:iteration-count="{_ROUNDS}" manifest:salt="{b64encode(salt).decode()}"/>
<manifest:start-key-generation manifest:start-key-generation-name="http://www.w3.org/2000/09/xmldsig#sha256"
 manifest:key-size="32"/>
</manifest:encryption-data></manifest:file-entry></manifest:manifest>"""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", locking.update(packed) + locking.finalize())
        archive.writestr("META-INF/manifest.xml", manifest)
    return out.getvalue()


def damaged(content: bytes) -> bytes:
    """A Word file of which a stretch was overwritten; its end is there."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entry = archive.getinfo("word/document.xml")
    start = entry.header_offset + 60
    return content[:start] + bytes(entry.compress_size // 2) + content[start + entry.compress_size // 2 :]


def blank() -> bytes:
    """A Word file in which nobody wrote anything."""
    return docx_of(Paper([""]))


def pdf_that_may_not_be_printed() -> bytes:
    """A PDF that opens without a password and forbids printing and copying."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(social_work_chronology(as_pdf=True))) as document:
        allowed = pikepdf.Permissions(extract=False, print_highres=False, print_lowres=False)
        document.save(out, encryption=pikepdf.Encryption(owner=PASSWORD, user="", allow=allowed))
    return out.getvalue()


def long_pdf(pages: int = 30, *, linear: bool = False) -> bytes:
    """A PDF of many pages, as a printer writes it or, `linear`, as a web server has it: its first page first."""
    out, written = io.BytesIO(), io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for number in range(1, pages + 1):
        canvas.drawString(72, 770, f"Page {number} of the report, with words to be read.")
        canvas.showPage()
    canvas.save()
    with pikepdf.open(out) as document:
        document.save(written, linearize=linear)
    return written.getvalue()
