"""The zip package of an Office file: its parts within limits, its relationships, and XML without surprises."""

import posixpath
import zipfile
from pathlib import Path
from types import TracebackType
from typing import Any

from lxml import etree

from casework.document import Unreadable
from extractors.reading import UnreadableFile

MAX_PART = 100_000_000
"""Bytes unpacked; a part larger than this is no form anybody typed."""
MAX_ALL = 300_000_000
"""Bytes unpacked of all the parts we read."""
_CHUNK = 1 << 20


class Package:
    """An open Office file; parts are read on demand and never written out."""

    def __init__(self, path: Path, max_part: int = MAX_PART, max_all: int = MAX_ALL) -> None:
        self._max_part, self._left = max_part, max_all
        self._stream = path.open("rb")
        try:
            self._zip = zipfile.ZipFile(self._stream)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            self._stream.close()
            raise UnreadableFile(Unreadable.DAMAGED, str(error)) from error
        self._names = {name.casefold(): name for name in reversed(self._zip.namelist())}

    def __enter__(self) -> "Package":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._zip.close()
        self._stream.close()

    def part(self, name: str) -> Any | None:
        """The root element of an XML part, or None where there is no such part."""
        stored = self._names.get(name.lstrip("/").casefold())
        return None if stored is None else parse(self._bytes(stored))

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Relationship id to its kind (the last word of its type) and target part; external targets are left out.

        ECMA-376 Part 2, 9.3: a part's relationships stand beside it in `_rels/<name>.rels`, targets relative to it.
        """
        folder, name = posixpath.split(part)
        root = self.part(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for relation in () if root is None else root:
            if not isinstance(relation.tag, str) or relation.get("TargetMode") == "External":
                continue
            kind = (relation.get("Type") or "").rsplit("/", 1)[-1]
            target = relation.get("Target") or ""
            found[relation.get("Id") or ""] = (
                kind,
                posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"),
            )
        return found

    def _bytes(self, name: str) -> bytes:
        entry = self._zip.getinfo(name)
        if entry.flag_bits & 0x1:
            raise UnreadableFile(Unreadable.PASSWORD, f"{name} is encrypted")
        limit = min(self._max_part, self._left)
        if entry.file_size > limit:
            raise UnreadableFile(Unreadable.TOO_LARGE, f"{name} unpacks to {entry.file_size} bytes")
        data = self._unpacked(entry, limit)
        self._left -= len(data)
        return data

    def _unpacked(self, entry: zipfile.ZipInfo, limit: int) -> bytes:
        """The entry's bytes, counted while reading because the directory may understate them."""
        chunks, size = [], 0
        try:
            with self._zip.open(entry) as stream:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    if size > limit:
                        raise UnreadableFile(Unreadable.TOO_LARGE, f"{entry.filename} unpacks past {limit} bytes")
                    chunks.append(chunk)
        except UnreadableFile:
            raise
        except Exception as error:  # zlib, lzma, bz2, zipfile and struct each have their own class for a bad stream
            raise UnreadableFile(Unreadable.DAMAGED, f"{entry.filename}: {error}") from error
        return b"".join(chunks)


def parse(data: bytes) -> Any:
    """The root element of some XML.

    ECMA-376 Part 2, 9.1.4 "XML usage": a part's XML holds no document type declaration, so one that does is hostile.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableFile(Unreadable.DAMAGED, str(error)) from error
    if root.getroottree().docinfo.doctype:
        raise UnreadableFile(Unreadable.UNSAFE, "a document type declaration in an Office file")
    return root
