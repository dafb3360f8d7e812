"""What an OpenDocument file's styles say of its words: headings, bold, size, struck out, hidden, a new page.

The clauses quoted in the `odt_` modules are those of OpenDocument 1.3, Part 3.
"""

from dataclasses import dataclass, fields
from typing import Any

from extractors.docx_xml import whole
from extractors.reading import Standing

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
LO = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
"""LibreOffice's own additions, in which it keeps what comes from Word and OpenDocument has no place for."""

_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12.0, "px": 0.75}
_BOLD_FROM = 600
_MOST_BASES = 50


def points(length: str) -> float:
    """A length in points; 0 where it is none (18.3.18).

    >>> points("2.54cm"), points("1in"), points("wide")
    (72.0, 72.0, 0.0)
    """
    try:
        return float(length[:-2]) * _POINTS.get(length[-2:], 0.0)
    except ValueError:
        return 0.0


def local(element: Any) -> str:
    """An element's name without its namespace."""
    tag: str = element.tag
    return tag[tag.rfind("}") + 1 :] if isinstance(tag, str) else ""


@dataclass(frozen=True, slots=True)
class Look:
    """How a style makes words look; None where it leaves a matter to what it is based on."""

    level: int | None = None
    """0 for a title, 1 to 10 for an outline level."""
    bold: bool | None = None
    size: float | None = None
    struck: bool | None = None
    hidden: bool | None = None
    highlighted: bool | None = None
    list_style: str | None = None
    new_page: bool | None = None

    def over(self, base: "Look") -> "Look":
        """This look, and where it is silent the other's."""
        own = ((each.name, getattr(self, each.name)) for each in fields(self))
        return Look(**{name: getattr(base, name) if said is None else said for name, said in own})

    @property
    def apart(self) -> Standing | None:
        """Why words that look so are in no block."""
        if self.hidden:
            return Standing.HIDDEN
        return Standing.STRUCK if self.struck else None


PLAIN = Look()


class Styles:
    """The styles that hold for one part of a file: the common ones, and the automatic ones of that part."""

    def __init__(self, *groups: Any) -> None:
        self._elements: dict[tuple[str, str], Any] = {}
        self._found: dict[tuple[str, str], Look] = {}
        for group in groups:
            for each in () if group is None else group:
                if each.tag == STYLE + "style":
                    self._elements[each.get(STYLE + "family", ""), each.get(STYLE + "name", "")] = each
                elif each.tag == STYLE + "default-style":
                    self._elements[each.get(STYLE + "family", ""), ""] = each

    def look(self, family: str, name: str) -> Look:
        """What the style of that name makes of a paragraph, some text or a table."""
        key = (family, name)
        if key not in self._found:
            self._found[key] = self._worked_out(family, name)
        return self._found[key]

    def _worked_out(self, family: str, name: str) -> Look:
        """The style over all it is based on, a loop among which ends (16.2, style:parent-style-name)."""
        look, seen = PLAIN, set[str]()
        while name not in seen and len(seen) < _MOST_BASES:
            seen.add(name)
            element = self._elements.get((family, name))
            if element is not None:
                look = look.over(_own(element))
            if not name:
                break
            name = "" if element is None else element.get(STYLE + "parent-style-name", "")
        return look


def _own(element: Any) -> Look:
    text, paragraph = element.find(STYLE + "text-properties"), element.find(STYLE + "paragraph-properties")
    table = element.find(STYLE + "table-properties")
    breaks = [said for each in (paragraph, table) if each is not None and (said := each.get(FO + "break-before"))]
    begins = True if element.get(STYLE + "master-page-name") or "page" in breaks else False if breaks else None
    list_style = element.get(STYLE + "list-style-name")
    is_unseen = True if table is not None and table.get(TABLE + "display") == "false" else None
    look = Look(level=_level(element), list_style=list_style, new_page=begins, hidden=is_unseen)
    return look if text is None else _of_text(text).over(look)


def _level(element: Any) -> int | None:
    """The outline level (19.470); a title has none, and is known by its name."""
    if element.get(STYLE + "name") == "Title":
        return 0
    return whole(element.get(STYLE + "default-outline-level"))


def _of_text(text: Any) -> Look:
    weight, size = text.get(FO + "font-weight"), points(text.get(FO + "font-size", ""))
    through = text.get(STYLE + "text-line-through-style") or text.get(STYLE + "text-line-through-type")
    display, behind = text.get(TEXT + "display"), text.get(FO + "background-color")
    return Look(
        bold=None if weight is None else weight == "bold" or (whole(weight) or 0) >= _BOLD_FROM,
        size=size or None,
        struck=None if through is None else through != "none",
        hidden=None if display is None else display == "none",
        highlighted=None if behind is None else behind not in ("transparent", "#ffffff"),
    )
