"""Content controls (17.5.2): what they are called, what may stand in them, and whether only their prompt shows."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from casework.evidence import Place
from extractors.docx_glyphs import EMPTY, TICKED
from extractors.docx_xml import Names, attribute, is_on, value
from extractors.reading import FormField
from extractors.words import folded

_KINDS = {"dropDownList": "dropdown", "comboBox": "combo", "date": "date", "checkbox": "checkbox", "text": "text"}
_NOT_FILLED_IN = frozenset(
    ("docPartObj", "docPartList", "citation", "bibliography", "group", "picture", "repeatingSection",
     "repeatingSectionItem", "equation")
)  # fmt: skip
_PROMPT_STARTS = ("click", "choose", "enter", "select", "tap", "insert", "type", "please select", "please choose")
_BRACKETED = re.compile(r"(?:\s*\[[^\][]*\])+\s*")
"""Prompts such as [Job title] or [Address]."""
_NAMES = Names()


@dataclass(frozen=True, slots=True)
class Control:
    """What a content control says of itself."""

    name: str = ""
    tag: str = ""
    kind: str = "other"
    flagged: bool = False
    """Whether it says that its prompt shows (w:showingPlcHdr, 17.5.2.39)."""
    checked: bool = False
    is_fillable: bool = False
    prompt: str = ""
    """The letters of the prompt the form keeps for it, where the file holds it still."""

    @property
    def box(self) -> str:
        """A tick box as we show it."""
        return TICKED if self.checked else EMPTY

    def shows_prompt(self, content: Any, text: str) -> bool:
        """Whether only the prompt shows.

        Programs that fill forms often leave the flag standing over a real answer, which then wears no placeholder
        style; others keep the prompt and lose the flag.
        """
        if self.kind == "checkbox":
            return False
        if self.prompt and _letters(content) == self.prompt:
            return True
        looks_like_one = starts_like_prompt(text)
        if not self.flagged:
            return self.is_fillable and looks_like_one and wears_prompt_style(content, every=True)
        return not text.strip() or looks_like_one or wears_prompt_style(content)

    def field(self, text: str, shown: bool, place: Place) -> FormField:
        """The control as a form field with this text in it; a prompt is no value."""
        words = self.box if self.kind == "checkbox" else "" if shown else text
        return FormField(self.name, self.tag, self.kind, words, shown, place)


def starts_like_prompt(text: str) -> bool:
    """Whether words begin as the prompts that programs write do."""
    return folded(text).startswith(_PROMPT_STARTS) or bool(_BRACKETED.fullmatch(text))


def wears_prompt_style(content: Any, *, every: bool = False) -> bool:
    """Whether a run, or every run, wears Word's style for prompts."""
    styled = ["placeholder" in (attribute(each, "val") or "").casefold() for each in content.iter("{*}rStyle")]
    if every:
        return all(styled) and len(styled) >= sum(1 for _ in content.iter("{*}t")) > 0
    return any(styled)


class Prompts:
    """The prompts a form keeps for its controls, as building blocks in its glossary (17.12.10), by their names."""

    def __init__(self, glossary: Callable[[], Any | None], w: str) -> None:
        self._glossary, self._w = glossary, w
        self._found: dict[str, str] | None = None

    def of(self, properties: Any) -> str:
        """The letters of the prompt that a control names (17.5.2.25), "" where the file does not hold it."""
        w = self._w
        named = properties.find(f"{w}placeholder/{w}docPart")
        if named is None:
            return ""
        if self._found is None:
            root = self._glossary()
            blocks = () if root is None else root.iter(w + "docPart")
            self._found = {
                value(block.find(w + "docPartPr"), w, "name") or "": _letters(block)
                for block in blocks
                if block.find(w + "docPartPr") is not None
            }
        return self._found.get(named.get(w + "val", ""), "")


def _letters(content: Any) -> str:
    """The text in some content without its spaces."""
    return "".join("".join(content.itertext("{*}t")).split())


def control_of(element: Any, w: str, prompts: Prompts) -> tuple[Control, Any | None]:
    """A control and its content; the tick box of [MS-DOCX] 2.6.1.12 included."""
    properties, content = element.find(w + "sdtPr"), element.find(w + "sdtContent")
    if properties is None:
        return Control(), content
    kind, checked, fillable = "text", False, True
    for child in properties:
        name = _NAMES[child.tag]
        kind = _KINDS.get(name, kind)
        fillable = fillable and name not in _NOT_FILLED_IN
        if name == "checkbox":
            checked = _is_checked(child, content)
    flagged = is_on(value(properties, w, "showingPlcHdr")) is True
    names = (value(properties, w, "alias") or "", value(properties, w, "tag") or "")
    return Control(*names, kind, flagged, checked, fillable, prompts.of(properties) if fillable else ""), content


def _is_checked(box: Any, content: Any | None) -> bool:
    """Whether a tick box is ticked: by the character shown where it is one of its own two, else by its flag."""
    said = {_NAMES[each.tag]: attribute(each, "val") or "" for each in box}
    glyphs = {said.get("checkedState", "2612").upper(): True, said.get("uncheckedState", "2610").upper(): False}
    shown = "" if content is None else "".join(content.itertext("{*}t")).strip()
    symbol = None if content is None else next(content.iter("{*}sym"), None)
    if len(shown) == 1:
        code = f"{ord(shown):04X}"
    elif symbol is not None:
        code = (attribute(symbol, "char") or "").upper()
    else:
        code = ""
    by_flag = said.get("checked", "") in ("1", "true", "on")
    if len(glyphs) < 2:
        return by_flag
    codes = (code, code.removeprefix("F0").rjust(4, "0"))
    return next((glyphs[each] for each in codes if each in glyphs), by_flag)
