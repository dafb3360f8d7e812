"""`panelready read`: what we see in one file, and what it made us think."""

import argparse
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from casework.errors import NoSuchPath
from panelready.exits import Exit

if TYPE_CHECKING:
    from casework.document import Document
    from extractors.reading import Block, Reading


def add_arguments(parser: argparse.ArgumentParser, _command: str) -> None:
    """The options of `read`."""
    parser.add_argument("file", type=Path, metavar="FILE", help="a Word, PDF, mail or archive file")
    parser.add_argument("--json", action="store_true", help="print it for programs")


def run(options: argparse.Namespace) -> int:
    """Print each paper in the file: what it was taken for and why, its fields and sections, and its words in order."""
    from casework.document import Unreadable
    from panelready.opening import open_in, room_taught
    from panelready.reading_room import ReadingRoom, RoomLimits
    from validators.load_policy import load_policy

    if not options.file.is_file():
        raise NoSuchPath(f"{options.file}: there is no such file.")
    with (
        tempfile.TemporaryDirectory(prefix="panelready-") as folder,
        ReadingRoom(1, RoomLimits(), Path(folder)) as room,
    ):
        room.prestart()
        room_taught(room, load_policy())
        into = Path(folder) / "opened"
        into.mkdir(mode=0o700)
        seen: list[tuple[tuple[Document, ...], Reading | None]] = []
        for file in open_in(room, [(options.file, options.file.name)], into).files:
            path = into / file.content
            shown = room.reading(path, file.kind) if file.refused is None else file.refused
            seen.append((room.read(file, path), None if isinstance(shown, Unreadable) else shown))
    if options.json:
        print(json.dumps([_plain(documents, reading) for documents, reading in seen], indent=2))
    else:
        for documents, reading in seen:
            print("\n".join((*_told(documents), *(_words(reading) if reading else ()), "")))
    return Exit.READY


def _plain(documents: "tuple[Document, ...]", reading: "Reading | None") -> dict[str, object]:
    from panelready.plain import to_plain

    return {"documents": [to_plain(each) for each in documents], "reading": to_plain(reading) if reading else None}


def _told(documents: "tuple[Document, ...]") -> Iterator[str]:
    from generators.plainly import one_line

    for document in documents:
        pages = f", pages {document.pages[0]} to {document.pages[1]}" if document.pages else ""
        yield f"{one_line(' › '.join((*document.inside, document.file)))}{pages}"
        if document.unreadable:
            yield f"  could not be read: {document.unreadable.value}"
            continue
        yield f"  taken for: {document.type or 'not recognised'} ({document.confidence:.2f})"
        if document.type is None and document.likeliest:
            yield f"  likeliest: {', '.join(document.likeliest)}"
        yield f"  state: {document.state.value}; dated: {document.dated or 'no date found'}"
        yield from (f"  because: “{one_line(seen.words)}” ({seen.place})" for seen in document.why)
        for field in document.fields:
            yield f"  field {field.id}: {'(blank)' if field.blank else one_line(field.value)} ({field.evidence.place})"
        for section in document.sections:
            yield f"  section {section.id}: {'(nothing under it)' if section.empty else 'filled'} ({section.place})"


def _words(reading: "Reading") -> Iterator[str]:
    yield "  Words, in order:"
    for part, blocks in (("header", reading.headers), ("", reading.blocks), ("footer", reading.footers)):
        for block in blocks:
            yield from _block(block, part)


def _block(block: "Block", part: str) -> Iterator[str]:
    from extractors.reading import Heading, Table, block_text
    from generators.plainly import one_line

    place = f"[{part + ': ' if part else ''}{block.place}]"
    if isinstance(block, Table):
        yield f"  {place}"
        for row in block.rows:
            yield "    | " + " | ".join(one_line(cell.text) for cell in row)
    else:
        mark = "# " if isinstance(block, Heading) else ""
        yield f"  {place} {mark}{one_line(block_text(block))}"
