"""Files that a Word file takes in when it is opened (17.17.2.1): web pages, text and other Word files."""

import io
from collections.abc import Callable
from dataclasses import replace

from casework.document import Unreadable
from casework.evidence import Place
from extractors.docx_found import Found
from extractors.package import Package, Relations
from extractors.placing import placed
from extractors.reading import Block, Reading, UnreadableFile

MAX_CHUNKS = 50
_MAX_PART = 20_000_000
"""Bytes unpacked of a file inside the file, fewer than of the file itself."""
_ZIP_START = b"PK\x03\x04"
_PAGES = (b"<!doctype html", b"<html", b"<head", b"<body", b"<p", b"<div", b"<h", b"<table", b"<span")
_MESSAGES = (b"mime-version", b"content-type", b"from:")
_OTHERS = (b"{\\rtf", b"pk\x03\x04", b"<", b"%pdf")


class Chunks:
    """Reads the imported parts of one file; `inner` reads the blocks of a Word file inside it, at a part so named."""

    def __init__(self, package: Package, found: Found, inner: Callable[[Package, str], list[Block]] | None) -> None:
        self._package, self._found, self._inner = package, found, inner
        self._count = 0

    def read(self, related: str, relations: Relations) -> list[Block]:
        """The blocks of an imported part, told by its bytes; one of another kind is said not to be read."""
        _, target = relations.get(related, ("", ""))
        self._count += 1
        if self._count > MAX_CHUNKS:
            self._found.say(f"only the first {MAX_CHUNKS} files taken into it were read")
            return []
        try:
            data = self._package.data(target) if target else None
            return [] if data is None else self._blocks(data)
        except UnreadableFile as error:
            if error.reason is Unreadable.UNSAFE:
                raise
            self._found.say("a file taken into it is damaged and was not read")
            return []

    def _blocks(self, data: bytes) -> list[Block]:
        start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
        name = f"imported file {self._count}"
        if data.startswith(_ZIP_START) and self._inner is not None:
            with Package(io.BytesIO(data), _MAX_PART, 2 * _MAX_PART) as package:
                return self._inner(package, name)
        from extractors.html_reader import html_in, mhtml_in  # only the few files that take others in need them
        from extractors.text_reader import text_in

        if start.startswith(_PAGES):
            return self._added(html_in(data), name)
        if start.startswith(_MESSAGES):
            return self._added(mhtml_in(data), name)
        if start.startswith(_OTHERS) or b"\x00" in data[:512]:
            self._found.say("a file of another kind taken into it was not read")
            return []
        return self._added(text_in(data), name)

    def _added(self, reading: Reading, name: str) -> list[Block]:
        """The blocks of an imported file, and what was found in it beside them."""

        def inside(place: Place) -> Place:
            return replace(place, part=name)

        found = self._found
        found.form_fields += [replace(each, place=inside(each.place)) for each in reading.form_fields]
        found.marks += [replace(each, place=inside(each.place)) for each in reading.marks]
        found.asides += [replace(each, place=inside(each.place)) for each in reading.asides]
        for limit in reading.limits:
            found.say(limit)
        return [placed(block, inside) for block in reading.blocks]
