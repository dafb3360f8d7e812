"""The zip package of an Office file: its parts within limits, its relationships, and XML without surprises."""

import posixpath
import zipfile
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO

from lxml import etree

from casework.document import Unreadable
from extractors.reading import UnreadableFile

MAX_PART = 100_000_000
"""Bytes unpacked; a part larger than this is no form anybody typed."""
MAX_ALL = 300_000_000
"""Bytes unpacked of all the parts we read."""
_CHUNK = 1 << 20

Relations = dict[str, tuple[str, str]]
"""Relationships of a part by their id: the kind (the last word of its type) and the target part."""


class Package:
    """An open Office file, from its path or its bytes; parts are read on demand and never written out."""

    def __init__(self, file: Path | BinaryIO, max_part: int = MAX_PART, max_all: int = MAX_ALL) -> None:
        self._max_part, self._left = max_part, max_all
        self._stream: BinaryIO = file.open("rb") if isinstance(file, Path) else file
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

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return self._stored(name) is not None

    def _stored(self, name: str) -> str | None:
        return self._names.get(name.lstrip("/").casefold())

    def names_ending(self, ending: str) -> list[str]:
        """The parts whose names end so, in small letters."""
        return [folded for folded in self._names if folded.endswith(ending)]

    def data(self, name: str) -> bytes | None:
        """A part as it is stored, or None where there is no such part."""
        stored = self._stored(name)
        return None if stored is None else self._bytes(stored)

    def head(self, name: str, count: int) -> bytes:
        """The first `count` bytes of a part, fewer where it is shorter, none where it cannot be unpacked."""
        stored = self._stored(name)
        try:
            return b"" if stored is None else self._unpacked(self._zip.getinfo(stored), self._max_part, count)
        except UnreadableFile:
            return b""

    def part(self, name: str) -> Any | None:
        """The root element of an XML part, or None where there is no such part."""
        data = self.data(name)
        return None if data is None else parse(data)

    def relations(self, part: str) -> Relations:
        """The relationships of a part, those to targets outside the file left out.

        ECMA-376 Part 2, 9.3: a part's relationships stand beside it in `_rels/<name>.rels`, targets relative to it.
        """
        folder, name = posixpath.split(part)
        root = self.part(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: Relations = {}
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

    def _unpacked(self, entry: zipfile.ZipInfo, limit: int, enough: int | None = None) -> bytes:
        """The entry's bytes, counted while reading because the directory may understate them."""
        chunks, size = [], 0
        try:
            with self._zip.open(entry) as stream:
                while (enough is None or size < enough) and (chunk := stream.read(enough or _CHUNK)):
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
        reason = Unreadable.UNSAFE if error.code == etree.ErrorTypes.ERR_RESOURCE_LIMIT else Unreadable.DAMAGED
        raise UnreadableFile(reason, str(error)) from error
    if root.getroottree().docinfo.doctype:
        raise UnreadableFile(Unreadable.UNSAFE, "a document type declaration in an Office file")
    return root
