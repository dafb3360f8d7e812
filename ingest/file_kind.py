"""What a file is, told from its bytes and never from its name."""

from __future__ import annotations

import struct
from pathlib import Path

from casework.document import Unreadable
from ingest.limits import Limits
from ingest.open_archive import BROKEN, opened_zip
from ingest.refusal import CannotOpen
from ingest.text_kind import kind_of_text
from ingest.whole import PDF_START, ZIP_END, ZIP_START

HEAD = 8192  # bytes; enough for any signature, and for a mail's first headers

OLE_START = bytes.fromhex("d0cf11e0a1b11ae1")  # MS-CFB 2.2
WORD_2_START = b"\xdb\xa5"
"""Word 2 for Windows wrote its main stream alone; the mark and the flags are as in MS-DOC 2.5.2."""
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
    (b"\x78\x9f\x3e\x22", "tnef"),  # MS-OXTNEF 2.1.3.1, winmail.dat
    (b"\x00\x05\x16\x07", "apple_double"),  # RFC 1740
    (b"\x00\x05\x16\x00", "apple_double"),
    (b"\x7fELF", "program"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "program"),  # MS-SHLLINK: a Windows shortcut starts one
    (b"#!", "program"),
    (b"Rar!\x1a\x07", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"BZh91AY", "archive"),
)
HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"hevm", b"hevs", b"mif1", b"msf1")
BITMAP_HEADERS = (12, 40, 52, 56, 64, 108, 124)
"""Bytes of the second header of a Windows bitmap; a text may begin with the same two letters."""

MAIN_PARTS: tuple[tuple[bytes, str], ...] = (
    (b"wordprocessingml.document.main+xml", "docx"),
    (b"ms-word.document.macroenabled.main+xml", "docm"),
    (b"wordprocessingml.template.main+xml", "dotx"),
    (b"ms-word.template.macroenabledtemplate.main+xml", "dotm"),
    (b"spreadsheetml.sheet.main+xml", "xlsx"),
    (b"ms-excel.sheet.macroenabled.main+xml", "xlsm"),
    (b"spreadsheetml.template.main+xml", "xlsx"),
    (b"ms-excel.template.macroenabled.main+xml", "xlsm"),
    (b"ms-excel.sheet.binary.macroenabled.main", "xlsb"),
    (b"presentationml.", "pptx"),
    (b"ms-visio.", "visio"),
    (b"ms-package.xps-", "xps"),
    (b"ms-officetheme", "office_theme"),
)
"""ECMA-376 part 2, section 10.1.2: the content type of the main part says what a package is."""

OPEN_DOCUMENTS: tuple[tuple[bytes, str], ...] = (
    (b"application/vnd.oasis.opendocument.text", "odt"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "ods"),
    (b"application/vnd.oasis.opendocument.presentation", "odp"),
    (b"application/vnd.oasis.opendocument.graphics", "odg"),
    (b"application/epub+zip", "epub"),
)
"""OpenDocument 1.3 Part 2, appendix C; templates have the same names with more behind them."""

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

IMAGES = frozenset({"png", "jpeg", "tiff", "gif", "bmp", "heic", "webp"})


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
    if head.startswith(WORD_2_START):
        return "doc_encrypted" if _is_locked_word(head[:12]) else "doc"
    for start, kind in STARTS:
        if head.startswith(start):
            return kind
    if head[4:8] == b"ftyp" and head[8:12] in HEIC_BRANDS:
        return "heic"
    if head.startswith(b"BM") and int.from_bytes(head[14:18], "little") in BITMAP_HEADERS:
        return "bmp"
    if head.startswith(b"MZ") and b"\0" in head:
        return "program"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    return kind_of_text(head)


def _kind_of_zip(path: Path, limits: Limits) -> str:
    try:
        with opened_zip(path, limits) as archive:
            by_name = {name.lower(): name for name in archive.namelist()}
            if "[content_types].xml" in by_name:
                with archive.open(by_name["[content_types].xml"]) as stream:
                    return _kind_of_package(stream.read(limits.archive_directory_bytes))
            for name in ("mimetype", "meta-inf/manifest.xml"):  # some programs leave the first out
                if name in by_name:
                    with archive.open(by_name[name]) as stream:
                        return _kind_of_open_document(stream.read(limits.archive_directory_bytes))
            if "index/document.iwa" in by_name:
                return "pages"
    except CannotOpen as problem:
        return "zip" if problem.reason is Unreadable.TOO_LARGE else "damaged"
    except (*BROKEN, RuntimeError):  # RuntimeError is zipfile's word for a locked entry
        return "zip"
    return "zip"


def _kind_of_package(content_types: bytes) -> str:
    text = content_types.replace(b"\0", b"").lower()  # UTF-16 is allowed too
    return next((kind for mark, kind in MAIN_PARTS if mark in text), "zip")


def _kind_of_open_document(mimetype: bytes) -> str:
    """The kind by the media type, which is also that of the root in the manifest (OpenDocument 1.3 Part 2, 3.2)."""
    return next((kind for mark, kind in OPEN_DOCUMENTS if mark in mimetype), "zip")


def _kind_of_ole(path: Path) -> str:
    import olefile  # only these old files need it, and the import is not free

    try:
        with olefile.OleFileIO(str(path)) as ole:
            # MS-CFB 2.6.1: names differ only if they do so in other ways than capitals
            names = {"/".join(parts).lstrip("\x06").lower() for parts in ole.listdir(streams=True, storages=True)}
            kind = next((kind for stream, kind in OLE_STREAMS if stream.lower() in names), "unknown")
            if kind == "doc" and _is_locked_word(ole.openstream("WordDocument").read(12)):
                return "doc_encrypted"
            return kind
    except OLE_BROKEN:
        return "damaged"


def _is_locked_word(start: bytes) -> bool:
    """MS-DOC 2.5.2, FibBase: bit 8 of the word at offset 10 is fEncrypted."""
    return len(start) == 12 and bool(int.from_bytes(start[10:12], "little") & 0x0100)
