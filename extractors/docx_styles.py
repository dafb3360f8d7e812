"""What Word's style sheet says of a paragraph: is it a heading, is it bold, how large, is it a list."""

from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph style gives the paragraphs that wear it; None where it leaves a matter to its base."""

    heading: int | None = None
    """0 for a title, 1 to 9 for an outline level."""
    bold: bool | None = None
    size: float | None = None
    listed: bool | None = None


PLAIN = Style()
_BODY_LEVEL = 9


def value(element: Any, w: str, child: str) -> str | None:
    """The `w:val` of a child; "" where the child has none, None where there is no such child."""
    found = element.find(w + child)
    return None if found is None else found.get(w + "val", "")


def is_on(said: str | None) -> bool | None:
    """A toggle as ECMA-376 Part 1, 17.17.4 has it: there and not said to be false."""
    return None if said is None else said.casefold() not in ("0", "false", "off", "none")


def run_look(properties: Any, w: str) -> tuple[bool | None, float | None]:
    """Whether run properties make bold, and their size in points (17.3.2.38 counts half points)."""
    size = value(properties, w, "sz")
    return is_on(value(properties, w, "b")), float(size) / 2 if size and size.isdigit() else None


def paragraph_look(properties: Any, w: str) -> tuple[int | None, bool | None]:
    """The heading level and list membership in paragraph properties; 17.3.1.20 counts outline levels from 0."""
    outline = value(properties, w, "outlineLvl")
    level = int(outline) + 1 if outline and outline.isdigit() and int(outline) < _BODY_LEVEL else None
    numbering = properties.find(w + "numPr")
    return level, None if numbering is None else value(numbering, w, "numId") != "0"


class Styles:
    """The paragraph styles of one file, inheritance worked out."""

    def __init__(self, root: Any | None, w: str) -> None:
        self._w = w
        self._found: dict[str, Style] = {}
        self._elements = {} if root is None else {each.get(w + "styleId", ""): each for each in root.iter(w + "style")}
        self.default = next((key for key, each in self._elements.items() if self._is_default(each)), "")

    def _is_default(self, element: Any) -> bool:
        said = element.get(self._w + "default")
        return element.get(self._w + "type") == "paragraph" and is_on(said) is True

    def __getitem__(self, style_id: str) -> Style:
        if style_id not in self._found:
            self._found[style_id] = PLAIN  # a style based on itself ends here
            self._found[style_id] = self._read(style_id)
        return self._found[style_id]

    def _read(self, style_id: str) -> Style:
        element = self._elements.get(style_id)
        if element is None:
            return PLAIN
        base_id = value(element, self._w, "basedOn")
        own = self._own(element)
        base = self[base_id] if base_id else PLAIN
        return _inherited(own, base)

    def _own(self, element: Any) -> Style:
        style = PLAIN
        paragraph, run = element.find(self._w + "pPr"), element.find(self._w + "rPr")
        if paragraph is not None:
            heading, listed = paragraph_look(paragraph, self._w)
            style = replace(style, heading=heading, listed=listed)
        if run is not None:
            bold, size = run_look(run, self._w)
            style = replace(style, bold=bold, size=size)
        name = (value(element, self._w, "name") or "").casefold()
        if name == "title":
            return replace(style, heading=0)
        if name.startswith("heading ") and name[8:].isdigit():
            return replace(style, heading=int(name[8:]))
        return style


def _inherited(own: Style, base: Style) -> Style:
    return Style(
        base.heading if own.heading is None else own.heading,
        base.bold if own.bold is None else own.bold,
        base.size if own.size is None else own.size,
        base.listed if own.listed is None else own.listed,
    )
