"""Finds the files embedded in Word, Excel and PowerPoint files (.docx and its kin) and in OpenDocument files.

What a chart, an equation or a drawing needs is left where it is: people see its picture in the document around it.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from casework.document import Unreadable
from ingest.limits import Limits
from ingest.mail import Part
from ingest.open_archive import LOCKED, opened_entry, opened_zip
from ingest.open_ole import FILE_STARTS
from ingest.refusal import CannotOpen
from ingest.xml_elements import elements_of

OBJECTS = frozenset({"package", "oleObject"})
"""ECMA-376 Part 1, 15.2.11 and 15.2.10: embedded packages, and embedded objects of other programs."""
DRAWN = ("chart", "diagram")
"""Parts whose embedded workbook only feeds the drawing, by their content type."""
UNNAMED_OBJECT = re.compile(r"(?i)^oleobject(\d*)\.\w+$")

SUBDOCUMENTS = ("opendocument.text", "opendocument.spreadsheet", "opendocument.presentation")
"""OpenDocument 1.3 Part 2, 3.2: objects that are documents; charts, formulas and drawings are not."""
SUBDOCUMENT_PARTS = frozenset({"content.xml", "styles.xml", "meta.xml", "settings.xml"})
MANIFEST = "META-INF/manifest.xml"
PACKED_AT = (1980, 1, 1, 0, 0, 0)
"""A document taken out of another is packed anew; the same one has to give the same bytes."""


def objects_in_office(path: Path, limits: Limits) -> Iterator[Part]:
    """The files embedded in an Office Open XML file, in its own order. Raises CannotOpen."""
    with opened_zip(path, limits) as archive:
        entries = {entry.filename.lower(): entry for entry in archive.infolist()}
        for target in _embedded_parts(archive, entries, limits):
            entry = entries.get(target.lower())
            if entry is not None:
                yield Part(_label(target), _bytes(archive, entry, limits.mail_bytes))


def _embedded_parts(
    archive: zipfile.ZipFile, entries: Mapping[str, zipfile.ZipInfo], limits: Limits
) -> tuple[str, ...]:
    """The parts that any part but a drawing embeds, each once (ECMA-376 Part 2, 9.3: relationships stand beside)."""
    drawn = _drawings(archive, entries, limits)
    found: list[str] = []
    for name, entry in entries.items():
        folder, _, last = name.rpartition("/")
        if not last.endswith(".rels") or not folder.endswith("_rels"):
            continue
        around = folder.removesuffix("_rels").rstrip("/")
        source = posixpath.join("/", around, last.removesuffix(".rels"))
        if source in drawn:
            continue
        for _, said in elements_of(_bytes(archive, entry, limits.archive_directory_bytes)):
            kind = said.get("Type", "").rpartition("/")[2]
            if kind in OBJECTS and said.get("TargetMode") != "External":
                found.append(posixpath.normpath(posixpath.join("/", around, said.get("Target", ""))).lstrip("/"))
    return tuple(dict.fromkeys(found))


def _drawings(archive: zipfile.ZipFile, entries: Mapping[str, zipfile.ZipInfo], limits: Limits) -> frozenset[str]:
    types = elements_of(_bytes(archive, entries["[content_types].xml"], limits.archive_directory_bytes))
    return frozenset(
        said.get("PartName", "").lower()
        for _, said in types
        if any(kind in said.get("ContentType", "").lower() for kind in DRAWN)
    )


def _label(part: str) -> str:
    """What to call an embedded part; Word gives those of other programs a number and nothing else."""
    name = part.rpartition("/")[2]
    unnamed = UNNAMED_OBJECT.match(name)
    return f"embedded file {unnamed[1]}".strip() if unnamed else name.replace("_", " ")


def objects_in_open_document(path: Path, limits: Limits) -> Iterator[Part]:
    """The documents and files embedded in an OpenDocument file, as its manifest names them. Raises CannotOpen."""
    with opened_zip(path, limits) as archive:
        entries = {entry.filename: entry for entry in archive.infolist()}
        if MANIFEST not in entries:
            return
        manifest = elements_of(_bytes(archive, entries[MANIFEST], limits.archive_directory_bytes))
        if any(name == "encryption-data" for name, _ in manifest):  # locked, as the reader will say
            return
        for _, said in manifest:
            name, kind = said.get("full-path", ""), said.get("media-type", "")
            if name.endswith("/") and name != "/" and any(each in kind for each in SUBDOCUMENTS):
                yield Part(name.rstrip("/"), _packed_anew(archive, entries, name, kind, limits))
            elif name in entries and not kind.startswith(("image/", "text/")) and _is_file(archive, entries[name]):
                yield Part(name, _bytes(archive, entries[name], limits.mail_bytes))


def _is_file(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    """Whether an entry is a file or object of another program, by its first bytes."""
    if entry.flag_bits & LOCKED or entry.file_size == 0:
        return False
    with opened_entry(archive, entry) as stream:
        return stream.read(8).startswith(FILE_STARTS)


def _packed_anew(
    archive: zipfile.ZipFile, entries: Mapping[str, zipfile.ZipInfo], folder: str, kind: str, limits: Limits
) -> bytes:
    """The document in that folder as a file of its own (OpenDocument 1.3 Part 2, 3.3: its kind comes first)."""
    parts = {"mimetype": kind.encode("utf-8", "replace")}
    left = limits.mail_bytes
    for name, entry in entries.items():
        if name.startswith(folder) and name.removeprefix(folder) in SUBDOCUMENT_PARTS:
            parts[name.removeprefix(folder)] = data = _bytes(archive, entry, left)
            left -= len(data)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, PACKED_AT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(entry, data)
    return out.getvalue()


def _bytes(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    """The entry's bytes; zipfile gives no more than the size its table states. Raises CannotOpen."""
    if entry.file_size > most:
        raise CannotOpen(Unreadable.TOO_LARGE)
    if entry.flag_bits & LOCKED:
        raise CannotOpen(Unreadable.PASSWORD)
    with opened_entry(archive, entry) as stream:
        return stream.read()
