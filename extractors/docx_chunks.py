"""Files that a Word file takes in when it is opened (17.17.2.1): web pages, text and other Word files."""

import io
from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree, html

from casework.document import Unreadable
from casework.evidence import Place
from extractors.docx_found import Found, words_of
from extractors.package import Package, Relations
from extractors.reading import Block, Cell, Heading, ListItem, Paragraph, Table, UnreadableFile
from extractors.text_reader import decoded

_MAX_DEPTH = 150
_ZIP_START, _RTF_START = b"PK\x03\x04", b"{\\rtf"
_UNSEEN = frozenset(("script", "style", "head", "template", "noscript", "title"))
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(
    ("p", "div", "section", "article", "blockquote", "ul", "ol", "dl", "dt", "dd", "pre", "address", "body", "html",
     "header", "footer", "main", "center", "form", "fieldset", "figure", "hr")
)  # fmt: skip
_Inner = Callable[[Package], list[Block]]


class Chunks:
    """Reads the imported parts of one file; `inner` reads the blocks of a Word file inside it."""

    def __init__(self, package: Package, found: Found, inner: _Inner | None) -> None:
        self._package, self._found, self._inner = package, found, inner

    def read(self, related: str, relations: Relations) -> list[Block]:
        """The blocks of an imported part, told by its bytes; one of another kind is said not to be read."""
        _, target = relations.get(related, ("", ""))
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
        if data.startswith(_ZIP_START) and self._inner is not None:
            with Package(io.BytesIO(data)) as package:
                return self._inner(package)
        if start.startswith((b"<!doctype html", b"<html", b"<body", b"<p", b"<div", b"<h", b"<table")):
            return html_blocks(data, self._found.here())
        if start.startswith((_RTF_START, _ZIP_START.lower(), b"<", b"mime-version")) or b"\x00" in data[:512]:
            self._found.say("a file of another kind taken into it was not read")
            return []
        place = self._found.here()
        return [Paragraph(line.strip(), place) for line in decoded(data).splitlines() if line.strip()]


def html_blocks(data: bytes, place: Place) -> list[Block]:
    """The blocks of a web page, all at one place; nothing it refers to is fetched."""
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFile(Unreadable.DAMAGED, "a web page inside it") from error
    page = _Page(place)
    page.read(root, 0)
    page.end()
    return page.blocks


class _Page:
    """The blocks of a web page while it is being read."""

    def __init__(self, place: Place) -> None:
        self.blocks: list[Block] = []
        self._place, self._text = place, [""]
        self._kind = ""

    def read(self, element: Any, depth: int) -> None:
        """Read an element, the words before, inside and after its children."""
        if depth > _MAX_DEPTH:
            raise UnreadableFile(Unreadable.UNSAFE, "a web page nested deeper than any")
        self._text.append(element.text or "")
        for child in element:
            name = child.tag if isinstance(child.tag, str) else ""
            if name == "table":
                self.end()
                self.blocks.append(Table(tuple(self._rows(child, depth + 1)), self._place))
            elif name in _HEADINGS or name == "li" or name in _BLOCKS:
                self.end()
                self._kind = name
                self.read(child, depth + 1)
                self.end()
            elif name == "br":
                self._text.append("\n")
            elif name and name not in _UNSEEN:
                self.read(child, depth + 1)
            self._text.append(child.tail or "")

    def end(self) -> None:
        """A block ends here."""
        lines = (" ".join(line.split()) for line in "".join(self._text).replace("\n\n", "\n").split("\n"))
        text = " ".join(line for line in lines if line)
        self._text = []
        if text and self._kind in _HEADINGS:
            self.blocks.append(Heading(text, _HEADINGS[self._kind], self._place))
        elif text:
            self.blocks.append((ListItem if self._kind == "li" else Paragraph)(text, self._place))
        self._kind = ""

    def _rows(self, table: Any, depth: int) -> Iterator[tuple[Cell, ...]]:
        for row in table.iter("tr"):
            if next(row.iterancestors("table"), None) is not table:
                continue
            cells, column = [], 1
            for each in row.iterchildren("td", "th"):
                inside = _Page(self._place)
                inside.read(each, depth)
                inside.end()
                said = each.get("colspan") or ""
                span = int(said) if said.isascii() and said.isdigit() and 0 < len(said) < 3 else 1
                text = "\n".join(words_of(inside.blocks))
                cells.append(Cell(text, self._place, tuple(inside.blocks), column, max(1, span)))
                column += max(1, span)
            yield tuple(cells)
