"""Finds the file that an OLE object carries (MS-CFB, MS-OLEDS): what "Insert object" puts into a document or a mail.

An object is a small file system. Word, Excel and PDF documents lie in one of a few streams of it; any other file is
wrapped by the Packager. What holds no file (an equation, a drawing, a control) is only its picture to people, and that
picture stands in the document around it: it is no paper.
"""

from __future__ import annotations

import io
import struct
from typing import Any

from casework.document import Unreadable
from ingest.file_kind import OLE_START, OLE_STREAMS
from ingest.limits import MB
from ingest.mail import Part
from ingest.refusal import CannotOpen
from ingest.whole import PDF_START, ZIP_START

NATIVE = "\x01ole10native"  # MS-OLEDS 2.3.6
HOLDERS = ("package", "contents", "embeddedodf")
"""Streams in which Office, Acrobat and LibreOffice keep a whole file; other programs use the names for other things."""
FILE_STARTS = (PDF_START, ZIP_START, OLE_START, b"{\\rtf")

PACKAGER = 2
A_FILE, A_LINK = 3, 1
SHORT, LONG = struct.Struct("<H"), struct.Struct("<I")
LONGEST_PATH = 1024  # letters; Windows ends at 260, and long ones are cut


def tree_of(data: bytes) -> Any:
    """The storages and streams of a compound file. Raises CannotOpen, or one of OLE_BROKEN where it is damaged."""
    from olefile import STGTY_STREAM, OleFileIO
    from oxmsg.storage import Storage

    with OleFileIO(io.BytesIO(data)) as ole:
        # several names may point at one chain of blocks: reading them all would cost many times the file
        streams = (entry for entry in ole.direntries if entry is not None and entry.entry_type == STGTY_STREAM)
        if sum(stream.size for stream in streams) > 2 * len(data) + MB:
            raise CannotOpen(Unreadable.UNSAFE)
        return Storage.from_ole(ole)


def is_document(storage: Any) -> bool:
    """Whether the object's storage is itself a Word, Excel, PowerPoint or Outlook file; a chart is drawn, not read."""
    streams = {stream.name.lstrip("\x06"): stream for stream in storage.streams}
    described = streams.get("\x01CompObj")  # MS-OLEDS 2.3.8: what the object is, in words
    return any(name in streams for name, _ in OLE_STREAMS) and not (described and b"Chart" in described.bytes_)


def file_in(storage: Any) -> Part | None:
    """The file that the object in this storage is, under its own label; None where it is no file."""
    streams = {stream.name.lower(): stream for stream in storage.streams}
    if NATIVE in streams:
        return packaged(streams[NATIVE].bytes_)
    for name in HOLDERS:
        if name in streams and streams[name].bytes_.startswith(FILE_STARTS):
            return Part("", streams[name].bytes_)
    return None


def packaged(native: bytes) -> Part | None:
    """The file in a Packager's stream, or None where another program's data is there.

    The layout is not in MS-OLEDS, which calls it the creating application's own: a size, the number 2, a label and a
    path, each ended by a zero; 0 and 3 (1 for a link); a path with its length; the file with its length; and, from
    Office 2003 on, path, label and path again in UTF-16, each with its length in letters.
    """
    at = _At(native)
    try:
        if at.number(LONG) > len(native) or at.number(SHORT) != PACKAGER:
            return None
        label, path = at.narrow(), at.narrow()
        at.number(SHORT)
        what = at.number(SHORT)
        at.counted(at.number(LONG))
        if what == A_LINK:
            return Part(label or path, refused=Unreadable.LINK_ONLY)
        if what != A_FILE:
            return None
        data = at.counted(at.number(LONG))
    except (struct.error, ValueError):
        return None
    return Part(at.wide_label() or label or path, data)


class _At:
    """A place in some bytes that moves on as they are read."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def number(self, form: struct.Struct) -> int:
        value: int = form.unpack_from(self._data, self._at)[0]
        self._at += form.size
        return value

    def narrow(self) -> str:
        """Text in Windows' Western alphabet, up to a zero."""
        end = self._data.index(b"\0", self._at, self._at + LONGEST_PATH)
        text = self._data[self._at : end].decode("cp1252", "replace")
        self._at = end + 1
        return text

    def counted(self, count: int) -> bytes:
        """So many bytes."""
        data = self._data[self._at : self._at + count]
        if len(data) < count:
            raise ValueError("it breaks off")
        self._at += count
        return data

    def wide_label(self) -> str:
        """The label that may follow in UTF-16, after a path; "" where none does."""
        try:
            self.counted(2 * self.number(LONG))
            return self.counted(2 * self.number(LONG)).decode("utf-16-le", "replace")
        except (struct.error, ValueError):
            return ""
