"""What Word's style sheet says of paragraphs and runs: heading, numbering, bold, size, struck through, hidden."""

from dataclasses import dataclass, replace
from typing import Any

from extractors.docx_xml import is_on, value, whole
from extractors.reading import Standing


@dataclass(frozen=True, slots=True)
class Style:
    """What a style gives to what wears it; None where it leaves a matter to the style it is based on."""

    heading: int | None = None
    """0 for a title, 1 to 9 for an outline level."""
    number: str | None = None
    """The numbering it belongs to (w:numId), "0" for none."""
    level: int | None = None
    bold: bool | None = None
    size: float | None = None
    struck: bool | None = None
    hidden: bool | None = None
    page_break: bool | None = None

    @property
    def cuts(self) -> bool:
        """Whether words in this style are not part of the text."""
        return bool(self.struck or self.hidden)


PLAIN = Style()
_BODY_LEVEL = 9
_FIELDS = ("heading", "number", "level", "bold", "size", "struck", "hidden", "page_break")
_TICK_FONTS = ("wingdings", "webdings")
_RUN = ("b", "sz", "strike", "dstrike", "vanish", "highlight", "shd", "rFonts", "rStyle")
"""What is asked of a run, in this order."""
_SHADED, _FONT, _OWN = _RUN.index("shd"), _RUN.index("rFonts"), _RUN.index("rStyle")
_NO_FILL = ("auto", "ffffff", "")


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks, styles and its own properties taken together."""

    bold: bool = False
    size: float | None = None
    out: Standing | None = None
    """Why its words are not part of the text."""
    highlighted: bool = False
    font: str = ""
    """The font of symbols it is set in, in small letters."""


@dataclass(slots=True)
class ParagraphLook:
    """What a paragraph's own properties say; its style is not yet worked in."""

    style: Style = PLAIN
    style_id: str = ""
    outline: int | None = None
    number: str | None = None
    level: int | None = None
    page_break: bool | None = None
    section: Any = None
    """The section that ends with this paragraph (17.6.17)."""
    mark: str = ""
    """What became of the paragraph's mark: ins, del, moveTo, moveFrom or vanish."""

    @property
    def heading(self) -> int | None:
        """The heading level, None for no heading; an outline level of 9 is body text whatever the style says."""
        if self.outline is None:
            return self.style.heading
        return self.outline + 1 if self.outline < _BODY_LEVEL else None


class Styles:
    """The styles of one file, inheritance worked out."""

    def __init__(self, root: Any | None, w: str) -> None:
        self._w, self._val = w, w + "val"
        self._found: dict[str, Style] = {}
        elements = () if root is None else root.iterchildren(w + "style")
        self._elements = {each.get(w + "styleId", ""): each for each in elements}
        self.default_id = next((key for key, each in self._elements.items() if self._is_default(each)), "")
        self.plain = ParagraphLook(self[self.default_id], self.default_id)
        """The look of a paragraph that says nothing of itself."""
        self._run_tags = {w + name: number for number, name in enumerate(_RUN)}
        self._paragraph_tags = {
            w + name: name for name in ("pStyle", "numPr", "outlineLvl", "pageBreakBefore", "sectPr", "rPr")
        }

        self._mark_tags = {w + name: name for name in ("ins", "del", "moveTo", "moveFrom", "vanish")}
        self._looks: dict[Any, Look] = {}
        """The same few looks come again and again."""

    def _is_default(self, element: Any) -> bool:
        return element.get(self._w + "type") == "paragraph" and is_on(element.get(self._w + "default")) is True

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
        gaps = {name: getattr(base, name) for name in _FIELDS if getattr(own, name) is None}
        return replace(own, **gaps)

    def _own(self, element: Any) -> Style:
        w, style = self._w, PLAIN
        paragraph, run = element.find(w + "pPr"), element.find(w + "rPr")
        if paragraph is not None:
            outline = whole(value(paragraph, w, "outlineLvl"))
            number, level = numbering_of(paragraph.find(w + "numPr"), w)
            style = Style(
                heading=outline + 1 if outline is not None and outline < _BODY_LEVEL else None,
                number=number,
                level=level,
                page_break=is_on(value(paragraph, w, "pageBreakBefore")),
            )
        if run is not None:
            size = whole(value(run, w, "sz"))
            style = replace(
                style,
                bold=is_on(value(run, w, "b")),
                size=None if size is None else size / 2,  # 17.3.2.38 counts half points
                struck=is_on(value(run, w, "strike")) or is_on(value(run, w, "dstrike")),
                hidden=is_on(value(run, w, "vanish")),
            )
        name = (value(element, w, "name") or "").casefold()
        if name == "title":
            return replace(style, heading=0)
        if name.startswith("heading ") and (level := whole(name[8:])):
            return replace(style, heading=level)
        return style

    def paragraph(self, properties: Any) -> ParagraphLook:
        """What a paragraph's properties (17.3.1.26) say of it."""
        look = ParagraphLook(self.plain.style, self.default_id)
        for child in properties:
            name = self._paragraph_tags.get(child.tag)
            if name is None:
                continue
            if name == "pStyle":
                look.style_id = child.get(self._val, "")
                look.style = self[look.style_id]
            elif name == "numPr":
                look.number, look.level = numbering_of(child, self._w)
            elif name == "outlineLvl":
                look.outline = whole(child.get(self._val))
            elif name == "pageBreakBefore":
                look.page_break = is_on(child.get(self._val, ""))
            elif name == "sectPr":
                look.section = child
            else:
                look.mark = self._mark(child)
        return look

    def _mark(self, properties: Any) -> str:
        found = ""
        for child in properties:
            name = self._mark_tags.get(child.tag, "")
            if name in ("del", "moveFrom"):
                return name
            if name and (name != "vanish" or is_on(child.get(self._val, ""))):
                found = found or name
        return found

    def run(self, properties: Any | None, paragraph: Style) -> Look:
        """How a run looks.

        Bold, struck and hidden are toggles: a style that says so again takes it back (17.7.3), a run's own word is
        final.
        """
        worn, tags, val = PLAIN, self._run_tags, self._val
        own: list[str | None] = [None] * _OWN
        for child in () if properties is None else properties:
            number = tags.get(child.tag)
            if number is None:
                continue
            if number < _SHADED:
                own[number] = child.get(val, "")
            elif number == _SHADED:
                own[number] = child.get(self._w + "fill", "")
            elif number == _FONT:
                own[number] = child.get(self._w + "ascii") or child.get(self._w + "hAnsi")
            else:
                worn = self[child.get(val, "")]
        key = (*own, id(worn), id(paragraph))
        if (look := self._looks.get(key)) is None:
            look = self._looks[key] = _look_of(own, worn, paragraph)
        return look


def _look_of(own: list[str | None], worn: Style, paragraph: Style) -> Look:
    bold, size, strike, double, hidden, highlight, shaded, font = own
    points = whole(size)
    struck = _toggled(is_on(strike), paragraph.struck, worn.struck) or is_on(double) is True
    name = (font or "").casefold()
    return Look(
        _toggled(is_on(bold), paragraph.bold, worn.bold),
        (worn.size or paragraph.size) if points is None else points / 2,
        _out(struck, _toggled(is_on(hidden), paragraph.hidden, worn.hidden)),
        (highlight or "none") not in ("none", "white") or (shaded or "").casefold() not in _NO_FILL,
        name if name.startswith(_TICK_FONTS) else "",
    )


def _toggled(own: bool | None, paragraph: bool | None, worn: bool | None) -> bool:
    return own if own is not None else bool(paragraph) != bool(worn)


def _out(struck: bool, hidden: bool) -> Standing | None:
    if hidden:
        return Standing.HIDDEN
    return Standing.STRUCK if struck else None


def numbering_of(properties: Any | None, w: str) -> tuple[str | None, int | None]:
    """The numbering and its level in w:numPr (17.3.1.19); None for what it does not say."""
    if properties is None:
        return None, None
    return value(properties, w, "numId"), whole(value(properties, w, "ilvl"))
