"""What HTML's elements and their inline styles make of words; style sheets are not worked out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from extractors.line_words import RunLook
from extractors.reading import Standing

Attributes = Mapping[str, str]

DROPPED = frozenset(
    ("script", "style", "template", "noscript", "object", "applet", "svg", "math", "xml", "iframe", "video", "audio",
     "canvas", "button", "datalist", "map")
)  # fmt: skip
"""Elements whose content is no text of the page, or is shown by a program that we do not run."""
BLOCKS = frozenset(
    ("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "table", "tr", "td", "th",
     "thead", "tbody", "tfoot", "caption", "blockquote", "pre", "section", "article", "header", "footer", "main",
     "nav", "aside", "figure", "figcaption", "form", "fieldset", "legend", "address", "center", "hr", "body", "details",
     "summary", "dir", "menu")
)  # fmt: skip
"""Elements that begin and end a line (HTML, 15.3.3: what browsers show as blocks)."""

_STANDING = {
    "s": Standing.STRUCK,
    "strike": Standing.STRUCK,
    "del": Standing.DELETED,
    "ins": Standing.INSERTED,
    "mark": Standing.HIGHLIGHTED,
}
_BOLD = frozenset(("b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"))
_DECLARATION = re.compile(r"([a-z-]{1,40})\s*:\s*([^;]{0,200})")
_BREAKS = frozenset(("always", "page", "left", "right"))


@dataclass(frozen=True, slots=True)
class Open:
    """An element that is open, and how the words in it look."""

    tag: str
    look: RunLook


def opened(tag: str, attributes: Attributes, around: RunLook, style: Mapping[str, str]) -> Open:
    """The element within what is around it; what is left out around it stays so."""
    look, standing = around, _standing(tag, attributes, style)
    if standing in (Standing.INSERTED, Standing.HIGHLIGHTED):
        look = replace(look, also=tuple(dict.fromkeys((*look.also, standing))))
    elif standing is not None and look.apart is None:
        look = replace(look, apart=standing)
    weight = style.get("font-weight", "")
    if tag in _BOLD or weight in ("bold", "bolder") or (weight.isdecimal() and len(weight) < 5 and int(weight) >= 600):
        look = replace(look, bold=True)
    elif weight in ("normal", "400"):
        look = replace(look, bold=False)
    if tag in ("pre", "textarea") or style.get("white-space", "").startswith("pre"):
        look = replace(look, keeps_spaces=True)
    return Open(tag, look)


def style_of(attributes: Attributes) -> dict[str, str]:
    """The declarations of an element's own style."""
    return {name: value.strip().lower() for name, value in _DECLARATION.findall(attributes.get("style", "").lower())}


def begins_page(style: Mapping[str, str]) -> bool:
    """Whether a printed page ends before this element."""
    return bool({style.get("page-break-before"), style.get("break-before")} & _BREAKS)


def _standing(tag: str, attributes: Attributes, style: Mapping[str, str]) -> Standing | None:
    unseen = style.get("display") == "none" or style.get("visibility") == "hidden" or style.get("mso-hide") == "all"
    if "hidden" in attributes or unseen:
        return Standing.HIDDEN
    if "line-through" in style.get("text-decoration", "") + style.get("text-decoration-line", ""):
        return Standing.STRUCK
    if "mso-highlight" in style:
        return Standing.HIGHLIGHTED
    return _STANDING.get(tag)
