"""The inside of a Word paragraph: runs, fields, controls, tick boxes, tracked changes and the text boxes hung on it.

The clauses quoted are those of ECMA-376 Part 1.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from casework.evidence import Place
from extractors.docx_styles import is_on, run_look, value
from extractors.reading import Block, FormField, Mark
from extractors.words import folded

_KINDS = {"dropDownList": "dropdown", "comboBox": "combo", "date": "date", "checkbox": "checkbox", "text": "text"}
_NOT_FILLED_IN = ("docPartObj", "docPartList", "citation", "bibliography", "group", "picture", "repeatingSection")
_PROMPT_STARTS = ("click", "choose", "enter", "select", "tap", "insert", "type")
_TICKS = {"F0FE": "☒", "F0FD": "☒", "F052": "☒", "F054": "☒", "F0FC": "☒", "F0FB": "☒", "F050": "☒", "F06F": "☐"}
"""Wingdings and Wingdings 2 characters that people use for ticks, crosses and the empty box (w:sym, 17.3.3.30)."""
_GLYPHS = {"\uf0fe": "☒", "\uf0fd": "☒", "\uf0fc": "☒", "\uf06f": "☐", "\uf0a8": "☐", "☑": "☒", "\uf052": "☒"}
_GLYPH_TABLE = str.maketrans(_GLYPHS)
_INLINE = frozenset(("hyperlink", "smartTag", "customXml", "fldSimple", "ins", "moveTo", "sdtContent", "dir", "bdo"))


def local(element: Any) -> str:
    """An element's name without its namespace."""
    tag: str = element.tag
    return tag[tag.rfind("}") + 1 :] if isinstance(tag, str) else ""


@dataclass(frozen=True, slots=True)
class Control:
    """What a content control (17.5.2) says of itself."""

    name: str
    tag: str
    kind: str
    flagged: bool
    checked: bool = False
    is_fillable: bool = True

    def shows_prompt(self, content: Any, text: str) -> bool:
        """Whether only the prompt shows: flagged so (17.5.2.39), and looking like one.

        Programs that fill forms often leave the flag standing over a real answer; the answer then wears no
        placeholder style.
        """
        if not self.flagged or self.kind == "checkbox":
            return False
        if not text.strip() or folded(text).startswith(_PROMPT_STARTS):
            return True
        return any("placeholder" in (_attribute(each, "val") or "").casefold() for each in content.iter("{*}rStyle"))

    def field(self, text: str, shown: bool, place: Place) -> FormField:
        """The control as a form field with this text in it."""
        words = ("☒" if self.checked else "☐") if self.kind == "checkbox" else text
        return FormField(self.name, self.tag, self.kind, words, shown, place)


def _attribute(element: Any, name: str) -> str | None:
    return next((said for key, said in element.attrib.items() if key.rsplit("}", 1)[-1] == name), None)


def control_of(element: Any, w: str) -> Control:
    """The properties of a content control; the tick box of [MS-DOCX] 2.5.4 included."""
    properties = element.find(w + "sdtPr")
    if properties is None:
        return Control("", "", "other", False, is_fillable=False)
    kind, checked, fillable = "text", False, True
    for child in properties:
        name = local(child)
        kind = _KINDS.get(name, kind)
        fillable = fillable and name not in _NOT_FILLED_IN
        if name == "checkbox":
            checked = any(local(each) == "checked" and _attribute(each, "val") in ("1", "true") for each in child)
    flagged = is_on(value(properties, w, "showingPlcHdr")) is True
    names = (value(properties, w, "alias") or "", value(properties, w, "tag") or "")
    return Control(*names, kind, flagged, checked, fillable)


@dataclass(slots=True)
class Line:
    """One paragraph while it is being read."""

    place: Place
    parts: list[str] = field(default_factory=list)
    form_fields: list[FormField] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    boxes: list[Block] = field(default_factory=list)
    bold: bool | None = None
    size: float | None = None
    tracked_changes: bool = False

    @property
    def text(self) -> str:
        """The words so far."""
        return "".join(self.parts)


class Runs:
    """Reads paragraphs; a complex field (17.16.18) may begin in one and end in another, so its state is kept."""

    def __init__(self, w: str, boxed: Callable[[Any], list[Block]]) -> None:
        self._w, self._boxed = w, boxed
        self._fields: list[bool] = []
        """For each open complex field, whether its result has begun."""
        self._t, self._r, self._rpr = w + "t", w + "r", w + "rPr"

    def read(self, paragraph: Any, place: Place) -> Line:
        """The words of a paragraph, its controls and its text boxes."""
        line = Line(place)
        self._inside(paragraph, line)
        _label_marks(line)
        return line

    def _inside(self, container: Any, line: Line) -> None:
        for child in container:
            if child.tag == self._r:
                self._run(child, line)
                continue
            name = local(child)
            if name in _INLINE:
                line.tracked_changes |= name in ("ins", "moveTo")
                self._inside(child, line)
            elif name == "sdt":
                self._control(child, line)
            elif name in ("del", "moveFrom"):
                line.tracked_changes = True
            elif name == "AlternateContent":
                self._alternative(child, line, self._inside)

    def _alternative(self, element: Any, line: Line, read: Callable[[Any, Line], None]) -> None:
        branches = {local(child): child for child in reversed(element)}
        chosen = branches.get("Choice", branches.get("Fallback"))
        if chosen is not None:
            read(chosen, line)

    def _control(self, element: Any, line: Line) -> None:
        control, content = control_of(element, self._w), element.find(self._w + "sdtContent")
        if content is None:
            return
        start, marks = len(line.parts), len(line.marks)
        self._inside(content, line)
        text = "".join(line.parts[start:]).strip()
        shown = control.shows_prompt(content, text)
        if control.kind == "checkbox":
            del line.marks[marks:]
            line.parts[start:] = ["☒" if control.checked else "☐"]
            line.marks.append(Mark(control.checked, control.name, line.place))
        elif shown:
            del line.parts[start:]
        if control.is_fillable:
            line.form_fields.append(control.field("" if shown else text, shown, line.place))

    def _run(self, run: Any, line: Line) -> None:
        properties = run.find(self._rpr)
        before = len(line.parts)
        if properties is not None and self._is_hidden(properties):
            return
        self._content(run, line)
        if len(line.parts) > before and not "".join(line.parts[before:]).isspace():
            self._note_look(properties, line)

    def _is_hidden(self, properties: Any) -> bool:
        """Hidden text (17.3.2.41), and text struck through, which is how a form says "delete as applicable"."""
        return any(is_on(value(properties, self._w, name)) for name in ("vanish", "strike", "dstrike"))

    def _note_look(self, properties: Any, line: Line) -> None:
        bold, size = (None, None) if properties is None else run_look(properties, self._w)
        if line.bold is not False and (bold is not None or line.bold):
            line.bold = bool(bold)
        line.size = max(line.size or 0.0, size or 0.0) or None

    def _content(self, run: Any, line: Line) -> None:
        is_silent = not all(self._fields)
        for child in run:
            if child.tag == self._t:
                if not is_silent and child.text:
                    line.parts.append(child.text if child.text.isascii() else self._glyphs(child.text, line))
                continue
            name = local(child)
            if name == "fldChar":
                self._field_mark(child, line)
                is_silent = not all(self._fields)
            elif name in ("drawing", "pict", "object"):
                self._boxes(child, line)
            elif name == "AlternateContent":
                self._alternative(child, line, self._content)
            elif not is_silent:
                self._character(name, child, line)

    def _glyphs(self, text: str, line: Line) -> str:
        text = text.translate(_GLYPH_TABLE)
        line.marks += [Mark(char == "☒", "", line.place) for char in text if char in "☒☐"]
        return text.replace("\u00ad", "").replace("\u200b", "")

    def _character(self, name: str, child: Any, line: Line) -> None:
        if name in ("tab", "ptab"):
            line.parts.append("\t")
        elif name in ("br", "cr"):
            line.parts.append("\n")
        elif name == "noBreakHyphen":
            line.parts.append("-")
        elif name == "sym":
            line.parts.append(self._glyphs(_TICKS.get((_attribute(child, "char") or "").upper(), ""), line))

    def _boxes(self, drawing: Any, line: Line) -> None:
        """Text boxes of both kinds, VML and DrawingML; of alternatives the first is read, so each box is read once."""
        for child in drawing:
            name = local(child)
            if name == "txbxContent":
                line.boxes += self._boxed(child)
            elif name == "AlternateContent":
                self._alternative(child, line, self._boxes)
            else:
                self._boxes(child, line)

    def _field_mark(self, mark: Any, line: Line) -> None:
        """Where a complex field begins, shows its result, and ends (17.16.18); old form fields say more (17.16.17)."""
        kind = mark.get(self._w + "fldCharType")
        if kind == "begin":
            self._fields.append(False)
            legacy = mark.find(self._w + "ffData")
            if legacy is not None:
                self._legacy(legacy, line)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _legacy(self, data: Any, line: Line) -> None:
        name = value(data, self._w, "name") or ""
        box, choices = data.find(self._w + "checkBox"), data.find(self._w + "ddList")
        if box is not None:
            said = box.find(self._w + "checked")
            ticked = is_on(value(box, self._w, "checked" if said is not None else "default")) is True
            line.parts.append("☒" if ticked else "☐")
            line.marks.append(Mark(ticked, name, line.place))
        elif choices is not None:
            chosen = value(choices, self._w, "result")
            entries = [each.get(self._w + "val", "") for each in choices.findall(self._w + "listEntry")]
            number = int(chosen) if chosen and chosen.isdigit() else 0
            text = entries[number] if number < len(entries) else ""
            line.parts.append(text)
            line.form_fields.append(FormField(name, "", "dropdown", text, False, line.place))


def _label_marks(line: Line) -> None:
    """Give each tick box without a name the words that follow it, up to the next box."""
    if not line.marks:
        return
    after = [part.strip(" \t\n:-") for part in line.text.replace("☐", "☒").split("☒")][1:]
    if len(after) == len(line.marks):
        line.marks = [
            Mark(mark.ticked, mark.label or words, mark.place) for mark, words in zip(line.marks, after, strict=True)
        ]
