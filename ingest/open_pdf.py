"""Finds the files attached to a PDF: those of the whole file, a portfolio's papers, and those pinned to a page."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from casework.document import Unreadable
from ingest.limits import Limits
from ingest.mail import Part
from ingest.refusal import CannotOpen

NAME_KEYS = ("/UF", "/F", "/DOS", "/Mac", "/Unix")
"""ISO 32000-1, 7.11.3, table 44: the Unicode name comes before all others; the last three are of old files."""
STREAM_KEYS = ("/UF", "/F", "/DOS", "/Mac", "/Unix")
WORKED_OUT_BY_US: tuple[list[str], ...] = ([], ["/FlateDecode"], ["/Fl"])
"""Filters we undo ourselves, because a library would unpack a bomb whole before we could count."""
CHUNK = 1 << 20


def attached_to_pdf(path: Path, limits: Limits) -> Iterator[Part]:
    """The attached files, those of the whole file first. Raises CannotOpen where it cannot be looked into."""
    import pikepdf  # a tenth of a second, for PDFs alone

    try:
        with pikepdf.open(path, suppress_warnings=True) as pdf:
            seen: set[tuple[int, int]] = set()
            for specification in _specifications(pdf, limits):
                yield from _part(specification, seen, limits)
    except pikepdf.PasswordError:
        return  # the reader says so of the whole file
    except (pikepdf.PdfError, pikepdf.ForeignObjectError, RecursionError, ValueError, TypeError, KeyError):
        raise CannotOpen(Unreadable.DAMAGED) from None


def _specifications(pdf: Any, limits: Limits) -> Iterator[Any]:
    """File specifications: of the EmbeddedFiles name tree (7.7.4), then of FileAttachment annotations (12.5.6.15)."""
    names = pdf.Root.get("/Names")
    if _is_map(names) and _is_map(tree := names.get("/EmbeddedFiles")):
        yield from _leaves(tree, limits, set(), 0)
    for page in pdf.pages:
        for annotation in _items(page.obj.get("/Annots")):
            if _is_map(annotation) and annotation.get("/Subtype") == "/FileAttachment" and "/FS" in annotation:
                yield annotation["/FS"]


def _leaves(node: Any, limits: Limits, seen: set[tuple[int, int]], depth: int) -> Iterator[Any]:
    """The values of a name tree (7.9.6), in order; one that turns back on itself, or is endlessly deep, ends there."""
    if not _is_map(node) or depth > limits.mail_depth or (node.is_indirect and node.objgen in seen):
        return
    seen.add(node.objgen)
    yield from _items(node.get("/Names"))[1::2]
    for kid in _items(node.get("/Kids")):
        yield from _leaves(kid, limits, seen, depth + 1)


def _part(specification: Any, seen: set[tuple[int, int]], limits: Limits) -> Iterator[Part]:
    if not _is_map(specification) or not _is_map(files := specification.get("/EF")):
        return  # a name without a file: something that lies elsewhere
    stream = next((files[key] for key in STREAM_KEYS if key in files), None)
    if stream is None or not _is_stream(stream) or stream.objgen in seen:
        return
    seen.add(stream.objgen)
    name = next((str(specification[key]) for key in NAME_KEYS if key in specification), "")
    yield Part(name, _bytes(stream, limits))


def _bytes(stream: Any, limits: Limits) -> bytes:
    """The stream's bytes. Raises CannotOpen where there are too many, or it is packed in a way no paper is."""
    raw = bytes(stream.read_raw_bytes())
    filters = [str(each) for each in _items(stream.get("/Filter"))]
    if filters not in WORKED_OUT_BY_US or "/DecodeParms" in stream:
        if len(filters) > 1 or len(raw) * 2 > limits.mail_bytes:
            raise CannotOpen(Unreadable.UNSAFE)
        return bytes(stream.read_bytes())
    return _unpacked(raw, limits.mail_bytes) if filters else raw


def _unpacked(raw: bytes, most: int) -> bytes:
    """What was deflated, as far as it goes."""
    out, engine, left = bytearray(), zlib.decompressobj(), raw
    while left and not engine.eof:
        try:
            out += engine.decompress(left, CHUNK)
        except zlib.error:
            break
        left = engine.unconsumed_tail
        if len(out) > most:
            raise CannotOpen(Unreadable.TOO_LARGE)
    return bytes(out)


def _items(thing: Any) -> list[Any]:
    """An array's items; one thing alone stands for an array of it."""
    import pikepdf

    if thing is None:
        return []
    return list(thing) if isinstance(thing, pikepdf.Array) else [thing]


def _is_map(thing: Any) -> bool:
    import pikepdf

    return isinstance(thing, pikepdf.Dictionary)


def _is_stream(thing: Any) -> bool:
    import pikepdf

    return isinstance(thing, pikepdf.Stream)
