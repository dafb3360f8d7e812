"""What hangs on a Word paragraph: text boxes, pictures, WordArt, charts, diagrams, ink and lines to sign on."""

import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from casework.evidence import Place
from extractors.docx_found import Found
from extractors.docx_line import Line
from extractors.docx_xml import alternatives, attribute
from extractors.package import Package, Relations
from extractors.reading import Aside, Block, Paragraph, Picture, Signature, Standing, UnreadableFile

_EMU = 12_700
"""English Metric Units to the point (20.1.2.1)."""
_LEAST_WIDTH, _LEAST_HEIGHT = 200.0, 70.0
"""Points, about 7 by 2.5 cm: less holds a logo or a signature, and no paragraph."""
_PAGE_WIDTH, _PAGE_HEIGHT = 300.0, 400.0
"""Points; in a header or footer only a picture of most of the page counts, since letterheads are pictures too."""
_LEAST_PIXELS = 1_000
"""Pixels each way of a scanned page shown small; a page needs about 90 to the inch to be legible."""
_LEAST_SHOWN = 85.0
"""Points each way, 3 cm; nobody means a smaller picture to be read, however many pixels it has."""
_HEAD = 1 << 16
MAX_PICTURES = 500
"""To be read by an engine; a file of more is an album."""
_LENGTH = re.compile(r"(width|height)\s*:\s*(\d+(?:\.\d+)?)(pt|in|cm|mm|px)?", re.IGNORECASE)
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "px": 0.75, "": 1.0}


@dataclass(slots=True)
class _Frame:
    """The drawing a picture stands in: its size on the page in points, and what the file says it shows."""

    boxed: Callable[[Any], list[Block]]
    width: float = 0.0
    height: float = 0.0
    alt: str = ""
    is_object: bool = False
    """Whether it is the face of an embedded file, which is a document of its own."""


@dataclass(slots=True)
class Hung:
    """Reads what hangs on the paragraphs of one file."""

    package: Package
    found: Found
    relations: Relations = field(default_factory=dict)
    """Those of the part being read."""
    signatures: list[Signature] = field(default_factory=list)
    signed_lines: Mapping[str, str] = field(default_factory=dict)
    """Who signed, by the id of the line to sign on."""
    is_inside: bool = False
    """Whether the file stands inside another, whose scans name only its own pictures."""
    watermark: str = ""
    _keys: set[str] = field(default_factory=set)
    _sizes: dict[str, tuple[int, int]] = field(default_factory=dict)

    def read(self, drawing: Any, line: Line, boxed: Callable[[Any], list[Block]]) -> None:
        """What a w:drawing, w:pict or w:object shows; of alternatives one is read. `boxed` reads a text box."""
        self._inside(drawing, line, _Frame(boxed, is_object=self.found.names[drawing.tag] == "object"))

    def _inside(self, element: Any, line: Line, frame: _Frame) -> None:
        for child in element:
            name = self.found.names[child.tag]
            if name == "txbxContent":
                line.hung += frame.boxed(child)
            elif name == "AlternateContent":
                self._alternative(child, line, frame)
            elif (read := _READS.get(name)) is not None:
                read(self, child, line, frame)
            if len(child) and name not in ("txbxContent", "AlternateContent"):
                self._inside(child, line, frame)

    def _alternative(self, element: Any, line: Line, frame: _Frame) -> None:
        for branch in alternatives(element):
            before = len(line.hung), len(self.signatures)
            self._inside(branch, line, frame)
            if before != (len(line.hung), len(self.signatures)):
                return

    # -- pictures

    def _extent(self, element: Any, line: Line, frame: _Frame) -> None:
        frame.width, frame.height = (_number(element.get(name)) / _EMU for name in ("cx", "cy"))

    def _described(self, element: Any, line: Line, frame: _Frame) -> None:
        frame.alt = (element.get("descr") or element.get("title") or "").strip()

    def _shape(self, element: Any, line: Line, frame: _Frame) -> None:
        """A VML shape (Part 4, 19.1.2.19) gives its size in its style."""
        style = _LENGTH.findall(element.get("style") or "")
        sizes = {name.casefold(): float(size) * _POINTS[unit.casefold()] for name, size, unit in style}
        frame.width, frame.height = sizes.get("width", frame.width), sizes.get("height", frame.height)
        frame.alt = (element.get("alt") or frame.alt).strip()

    def _picture(self, element: Any, line: Line, frame: _Frame) -> None:
        """A picture of either kind (20.1.8.13, Part 4 19.1.2.11); those kept outside the file are not fetched."""
        kind, target = self.relations.get(attribute(element, "embed") or attribute(element, "id") or "", ("", ""))
        alt = frame.alt or (attribute(element, "title") or "").strip()
        key = ""
        if kind == "image" and target not in self._keys and self._may_hold_words(target, line.place, frame):
            if len(self._keys) < MAX_PICTURES:
                key = target
                self._keys.add(key)
            else:
                self.found.say(f"only the first {MAX_PICTURES} of its pictures were looked at")
        line.hung.append(Picture(line.place, key, alt))

    def _may_hold_words(self, target: str, place: Place, frame: _Frame) -> bool:
        """Whether a picture is large enough, on the page or in itself, for a page or a paragraph of words."""
        if frame.is_object or not self.package.has(target):
            return False
        if self.is_inside:
            self.found.say("pictures of a file taken into it were not read")
            return False
        if place.part in ("header", "footer"):
            return frame.width >= _PAGE_WIDTH and frame.height >= _PAGE_HEIGHT
        if frame.width >= _LEAST_WIDTH and frame.height >= _LEAST_HEIGHT:
            return True
        if not frame.width or not frame.height:
            return min(self._pixels(target)) >= _LEAST_WIDTH  # the file does not say how large it is shown
        return min(frame.width, frame.height) >= _LEAST_SHOWN and min(self._pixels(target)) >= _LEAST_PIXELS

    def _pixels(self, target: str) -> tuple[int, int]:
        if target not in self._sizes:
            self._sizes[target] = self._measured(target)
        return self._sizes[target]

    def _measured(self, target: str) -> tuple[int, int]:
        from PIL import Image  # only the few files with small pictures need it

        try:
            with Image.open(io.BytesIO(self.package.head(target, _HEAD))) as picture:
                return picture.size
        except (OSError, ValueError, SyntaxError, UnreadableFile, Image.DecompressionBombError):
            return 0, 0

    # -- words in drawings

    def _word_art(self, element: Any, line: Line, frame: _Frame) -> None:
        """A VML text path (Part 4, 19.1.2.21): Word draws a watermark as one in the header."""
        text = " ".join((element.get("string") or "").split())
        if line.place.part in ("header", "footer"):
            self.watermark = self.watermark or text
        elif text:
            line.hung.append(Paragraph(text, line.place))

    def _part_words(self, element: Any, line: Line, frame: _Frame) -> None:
        """The words of a chart (21.2.2.27) or a diagram (21.4.2.20), which stand in parts of their own."""
        related = attribute(element, "dm") or attribute(element, "id") or ""
        _, target = self.relations.get(related, ("", ""))
        if not target:
            return
        try:
            root = self.package.part(target)
        except UnreadableFile:
            self.found.say("a chart or diagram in it is damaged and was not read")
            return
        found = [] if root is None else list(_drawn_words(root))
        line.hung += [Paragraph(text, line.place) for text in found]

    def _ink(self, element: Any, line: Line, frame: _Frame) -> None:
        """Ink written over the page ([MS-DOCX] 2.6.1.1)."""
        self.signatures.append(Signature("ink", line.place))

    def _line_to_sign(self, element: Any, line: Line, frame: _Frame) -> None:
        """A line to sign on ([MS-OI29500] 2.2.1.1): a signature once signed, till then a prompt with a name."""
        who = self.signed_lines.get((element.get("id") or attribute(element, "id") or "").casefold())
        if who is not None:
            self.signatures.append(Signature("digital", line.place, who))
            return
        names = (attribute(element, name) or "" for name in ("suggestedsigner", "suggestedsigner2"))
        if text := ", ".join(name.strip() for name in names if name.strip()):
            line.asides.append(Aside(Standing.PROMPT, text, line.place))

    def _programmed(self, element: Any, line: Line, frame: _Frame) -> None:
        """A control of the ActiveX kind (17.3.3.3), which only Windows draws."""
        self.found.say("a control of the ActiveX kind in it was not read")


_READS: Mapping[str, Callable[[Hung, Any, Line, _Frame], None]] = {
    "extent": Hung._extent,
    "docPr": Hung._described,
    "shape": Hung._shape,
    "rect": Hung._shape,
    "blip": Hung._picture,
    "imagedata": Hung._picture,
    "textpath": Hung._word_art,
    "chart": Hung._part_words,
    "relIds": Hung._part_words,
    "contentPart": Hung._ink,
    "signatureline": Hung._line_to_sign,
    "control": Hung._programmed,
}


def _number(said: str | None) -> float:
    return float(said) if said and said.isascii() and said.isdigit() and len(said) < 12 else 0.0


def _drawn_words(root: Any) -> list[str]:
    """The paragraphs of a drawing's text, then a chart's cached names of series and categories, each once."""
    found = ["".join(each.itertext("{*}t")).strip() for each in root.iter("{*}p")]
    found += [(each.text or "").strip() for cache in root.iter("{*}strCache") for each in cache.iter("{*}v")]
    return [text for text in dict.fromkeys(found) if text]
