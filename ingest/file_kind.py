"""What a file is, told from its bytes and never from its name."""

from __future__ import annotations

import re
import struct
from pathlib import Path

from casework.document import Unreadable
from ingest.limits import Limits
from ingest.open_archive import BROKEN, opened_zip
from ingest.refusal import CannotOpen
from ingest.whole import PDF_START, ZIP_END, ZIP_START

HEAD = 8192  # bytes; enough for any signature, and for a mail's first headers

OLE_START = bytes.fromhex("d0cf11e0a1b11ae1")  # MS-CFB 2.2
OLE_SECTORS = (b"\x09\0\x06\0", b"\x0c\0\x06\0")
"""MS-CFB 2.2: sectors are 512 or 4,096 bytes, small ones 64; olefile takes any power of two, and all our memory."""

STARTS: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"BM", "bmp"),
    (b"\x78\x9f\x3e\x22", "tnef"),  # MS-OXTNEF 2.1.3.1, winmail.dat
    (b"\x00\x05\x16\x07", "apple_double"),  # RFC 1740
    (b"\x00\x05\x16\x00", "apple_double"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "program"),  # MS-SHLLINK: a Windows shortcut starts one
    (b"#!", "program"),
    (b"Rar!\x1a\x07", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"BZh", "archive"),
)
HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")

MAIN_PARTS: tuple[tuple[bytes, str], ...] = (
    (b"wordprocessingml.document.main+xml", "docx"),
    (b"ms-word.document.macroenabled.main+xml", "docm"),
    (b"wordprocessingml.template.main+xml", "dotx"),
    (b"ms-word.template.macroenabledtemplate.main+xml", "dotm"),
    (b"spreadsheetml.sheet.main+xml", "xlsx"),
    (b"ms-excel.sheet.macroenabled.main+xml", "xlsm"),
    (b"presentationml.", "pptx"),
)
"""ECMA-376 part 2, section 10.1.2: the content type of the main part says what a package is."""

OLE_STREAMS: tuple[tuple[str, str], ...] = (
    ("DataSpaces/DataSpaceInfo/DRMEncryptedDataSpace", "ole_rights_managed"),
    ("EncryptedPackage", "ole_encrypted"),
    ("__properties_version1.0", "msg"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
)

OLE_BROKEN = (
    OSError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    RecursionError,
    MemoryError,
    struct.error,
)
"""What olefile and what is built on it raise on damaged files, found by feeding it some."""

KNOWN_HEADERS = frozenset(
    b"from to cc subject date message-id mime-version received return-path content-type delivered-to reply-to sender "
    b"in-reply-to references x-mailer x-received dkim-signature authentication-results x-originating-ip status".split()
)
TELLING_HEADERS = frozenset(b"from received message-id mime-version return-path delivered-to content-type".split())

REFUSED: dict[str, Unreadable] = {
    "ole_encrypted": Unreadable.PASSWORD,
    "doc_encrypted": Unreadable.PASSWORD,
    "ole_rights_managed": Unreadable.RIGHTS_MANAGED,
    "damaged": Unreadable.DAMAGED,
    "empty": Unreadable.EMPTY,
    "program": Unreadable.UNSAFE,
    "archive": Unreadable.FORMAT,
}
"""Kinds that are not handed to a reader, and the reason people are given."""

IMAGES = frozenset({"png", "jpeg", "tiff", "gif", "bmp", "heic"})


def kind_of(path: Path, limits: Limits | None = None) -> str:
    """The kind of the file: a word of this module, "unknown" at the worst."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if not head:
        return "empty"
    if head.startswith((ZIP_START, ZIP_END)):
        return _kind_of_zip(path, limits or Limits())
    if head.startswith(OLE_START):
        return _kind_of_ole(path) if head[30:34] in OLE_SECTORS else "damaged"
    if head.startswith(PDF_START):
        return "pdf"
    for start, kind in STARTS:
        if head.startswith(start):
            return kind
    if head[4:8] == b"ftyp" and head[8:12] in HEIC_BRANDS:
        return "heic"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    return _kind_of_text(head)


def _kind_of_text(head: bytes) -> str:
    if is_mail(head):
        return "eml"
    if PDF_START in head[:1024]:  # ISO 32000-1, annex H.3.4.1: readers accept a header within the first 1,024 bytes
        return "pdf"
    start = head[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return "html"
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "text"
    odd = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in head)
    return "text" if odd == 0 else "unknown"


def is_mail(head: bytes) -> bool:
    """Whether these are the first bytes of a mail: mostly headers, two of them known, one of them only mail's.

    >>> is_mail(b"From: a@b.example\\nSubject: x\\n\\nHello"), is_mail(b"Date: today\\nSubject: x\\n")
    (True, False)
    """
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    if text.startswith(b"From "):  # mbox
        text = text.partition(b"\n")[2]
    lines = re.split(rb"\r\n|\n|\r", text)
    block = lines[: lines.index(b"")] if b"" in lines else lines[:-1]
    starts = [line for line in block if not line.startswith((b" ", b"\t"))]
    names = [match[1].lower() for line in starts if (match := re.match(rb"([!-9;-~]{1,80}):", line))]
    known = set(names) & KNOWN_HEADERS
    return len(known) >= 2 and bool(known & TELLING_HEADERS) and 3 * len(names) >= 2 * len(starts)


def _kind_of_zip(path: Path, limits: Limits) -> str:
    try:
        with opened_zip(path, limits) as archive:
            by_name = {name.lower(): name for name in archive.namelist()}
            if "[content_types].xml" in by_name:
                with archive.open(by_name["[content_types].xml"]) as stream:
                    return _kind_of_package(stream.read(limits.archive_directory_bytes))
            if "mimetype" in by_name:
                with archive.open(by_name["mimetype"]) as stream:
                    return _kind_of_open_document(stream.read(100))
    except CannotOpen as problem:
        return "zip" if problem.reason is Unreadable.TOO_LARGE else "damaged"
    except (*BROKEN, RuntimeError):  # RuntimeError is zipfile's word for a locked entry
        return "zip"
    return "zip"


def _kind_of_package(content_types: bytes) -> str:
    text = content_types.replace(b"\0", b"").lower()  # UTF-16 is allowed too
    return next((kind for mark, kind in MAIN_PARTS if mark in text), "zip")


def _kind_of_open_document(mimetype: bytes) -> str:
    if mimetype.startswith(b"application/vnd.oasis.opendocument.text"):
        return "odt"
    return "ods" if mimetype.startswith(b"application/vnd.oasis.opendocument.spreadsheet") else "zip"


def _kind_of_ole(path: Path) -> str:
    import olefile  # only these old files need it, and the import is not free

    try:
        with olefile.OleFileIO(str(path)) as ole:
            names = ["/".join(parts).lstrip("\x06") for parts in ole.listdir(streams=True, storages=True)]
            kind = next((kind for stream, kind in OLE_STREAMS if stream in names), "unknown")
            if kind == "doc" and _is_locked_word(ole.openstream("WordDocument").read(12)):
                return "doc_encrypted"
            return kind
    except OLE_BROKEN:
        return "damaged"


def _is_locked_word(start: bytes) -> bool:
    """MS-DOC 2.5.2, FibBase: bit 8 of the word at offset 10 is fEncrypted."""
    return len(start) == 12 and bool(int.from_bytes(start[10:12], "little") & 0x0100)
