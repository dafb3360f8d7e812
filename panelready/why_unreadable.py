"""Why a file could not be read, told more nearly by its last bytes and its name than its reader can tell."""

from dataclasses import replace
from pathlib import Path, PurePath

from casework.document import Document, Unreadable
from ingest.whole import is_whole

_PROMISING = frozenset(
    {".doc", ".docx", ".docm", ".odt", ".rtf", ".pdf", ".xls", ".xlsx", ".jpg", ".jpeg", ".png", ".tif"}
)
"""Endings of names that promise a kind we read."""
_NOTHING_WE_KNOW = frozenset({"unknown", "archive"})
"""Kinds given to bytes that are none of what we read."""
_PHOTO_ENDS = {"jpeg": b"\xff\xd9", "png": b"IEND"}
"""ITU-T T.81, B.2.1, and the PNG specification, 11.2.5."""
_TAIL = 64 << 10
"""Bytes; some cameras write their own behind the end."""


def told_nearly(documents: tuple[Document, ...], path: Path) -> tuple[Document, ...]:
    """The documents of a file with the nearer reason, where there is one.

    What was cut off on its way only needs to be sent again; a damaged file has to be mended first. What is not what its
    name says may be a good paper that was renamed instead of saved. A file that lost its end and was read all the same
    is followed by a document that says so: nobody knows what stood there.
    """
    told = tuple(_nearer(document, path) for document in documents)
    first = told[0]
    if first.format == "pdf" and all(each.unreadable is None for each in told) and not is_whole(path):
        lost = Document(first.file, first.inside, first.content, format="pdf", unreadable=Unreadable.CUT_SHORT)
        return (*told, lost)
    return told


def _nearer(document: Document, path: Path) -> Document:
    named = PurePath(document.file.lower()).suffix in _PROMISING
    match document.unreadable:
        case Unreadable.DAMAGED if document.content and _is_cut_short(path, document.format):
            return replace(document, unreadable=Unreadable.CUT_SHORT)
        case Unreadable.FORMAT if named and document.format in _NOTHING_WE_KNOW:
            return replace(document, unreadable=Unreadable.MISNAMED)
        case _:
            return document


def _is_cut_short(path: Path, kind: str) -> bool:
    if kind not in _PHOTO_ENDS:
        return not is_whole(path)
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _TAIL))
        return _PHOTO_ENDS[kind] not in file.read()
