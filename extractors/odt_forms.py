"""Forms in OpenDocument files: controls drawn on the page, and LibreOffice's keeping of Word's two kinds of field."""

from dataclasses import dataclass
from typing import Any

from extractors.docx_glyphs import EMPTY, TICKED
from extractors.docx_line import FILLED, Line
from extractors.docx_xml import whole
from extractors.odt_styles import DRAW, LO, TEXT, XML_ID, local
from extractors.reading import FormField, Mark

FORM = "{urn:oasis:names:tc:opendocument:xmlns:form:1.0}"
FIELD = "{urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0}"
_KINDS = {
    "text": "text",
    "textarea": "text",
    "formatted-text": "text",
    "number": "text",
    "date": "date",
    "time": "text",
    "listbox": "dropdown",
    "combobox": "combo",
    "checkbox": "checkbox",
    "radio": "checkbox",
}
"""The controls of 13.5 that people fill in; buttons, frames and labels are not among them."""


def control_kind(element: Any) -> str:
    """The kind of a content control, which LibreOffice says by an attribute of that name."""
    kinds = (("checkbox", "checkbox"), ("date", "date"), ("combobox", "combo"), ("dropdown", "dropdown"))
    chosen = next((kind for name, kind in kinds if element.get(LO + name) == "true"), "")
    return chosen or ("text" if element.find(LO + "list-item") is None else "dropdown")


_MADE_UP = "__Fieldmark__"
"""Names that LibreOffice gives where the file gave none."""


@dataclass(frozen=True, slots=True)
class _Control:
    kind: str
    name: str
    value: str
    ticked: bool


class Controls:
    """The form controls of a file (13.2), by the id under which the text draws them."""

    def __init__(self) -> None:
        self._found: dict[str, _Control] = {}

    def gather(self, forms: Any) -> None:
        """Keep every control in these forms, however they are nested."""
        for each in forms.iter():
            kind = _KINDS.get(local(each)) if str(each.tag).startswith(FORM) else None
            if kind is not None:
                name = each.get(FORM + "label") or each.get(FORM + "title") or each.get(FORM + "name", "")
                found = _Control(kind, name, _value(each), _is_ticked(each))
                self._found[each.get(XML_ID) or each.get(FORM + "id", "")] = found

    def show(self, drawn: Any, line: Line) -> None:
        """Add the control that is drawn here, with what stands in it."""
        control = self._found.get(drawn.get(DRAW + "control", ""))
        if control is None:
            return
        value, start = control.value, len(line.parts)
        if control.kind == "checkbox":
            value = TICKED if control.ticked else EMPTY
            line.marks.append(Mark(control.ticked, control.name, line.place))
            line.parts.append(f"{value} {control.name}".strip())
        elif value:
            line.parts.append(value)
            line.stands_out(FILLED, start)
        line.form_fields.append(FormField(control.name, "", control.kind, value, False, line.place))


def _value(control: Any) -> str:
    """What stands in a control (19.255, 19.337): what was chosen or typed, else what it began with."""
    chosen = [
        each.get(FORM + "label") or each.get(FORM + "value", "")
        for each in control
        if local(each) in ("option", "item")
        and "true" in (each.get(FORM + "current-selected"), each.get(FORM + "selected"))
    ]
    said = control.get(FORM + "current-value") or control.get(FORM + "value", "")
    paragraphs = "\n".join("".join(each.itertext()) for each in control if local(each) == "p")
    return ", ".join(chosen) or said or paragraphs


def _is_ticked(control: Any) -> bool:
    for name, yes in (("current-state", "checked"), ("state", "checked"), ("current-selected", "true")):
        said = control.get(FORM + name)
        if said is not None:
            return bool(said == yes)
    return bool(control.get(FORM + "selected") == "true")


class FieldMarks:
    """Word's old form fields as LibreOffice keeps them; a text field may begin in one paragraph and end in another."""

    def __init__(self) -> None:
        self._open: list[tuple[str, str, Line, int]] = []

    def read(self, mark: Any, line: Line) -> None:
        """Begin or end a field, or show one that has no text of its own."""
        kind = mark.get(FIELD + "type", "").rpartition(".")[2]
        name = "" if (said := mark.get(TEXT + "name", "")).startswith(_MADE_UP) else said
        if local(mark) == "fieldmark-start":
            self._open.append((kind, name, line, len(line.parts)))
        elif local(mark) == "fieldmark-end" and self._open:
            _end(*self._open.pop(), line)
        elif local(mark) == "fieldmark":
            _show(mark, kind, name, line)


def _end(kind: str, name: str, begun: Line, start: int, line: Line) -> None:
    if kind == "FORMTEXT" and begun is line:
        value = "".join(line.parts[start:]).strip("\u2002 ")  # five wide spaces are Word's empty field
        if value:
            line.stands_out(FILLED, start)
        line.form_fields.append(FormField(name, "", "text", value, False, line.place))


def _show(mark: Any, kind: str, name: str, line: Line) -> None:
    said = [(each.get(FIELD + "name", ""), each.get(FIELD + "value", "")) for each in mark if local(each) == "param"]
    params = dict(said)
    if kind == "FORMCHECKBOX":
        ticked = params.get("Checkbox_Checked") == "true"
        line.parts.append(TICKED if ticked else EMPTY)
        line.marks.append(Mark(ticked, name, line.place))
    elif kind == "FORMDROPDOWN":
        entries = [value for key, value in said if key in ("DropDown_ListEntry", "Dropdown_ListEntry", "ListEntry")]
        chosen = whole(params.get("Dropdown_Selected") or params.get("DropDown_Selected"))
        value = entries[chosen] if chosen is not None and chosen < len(entries) else ""
        start = len(line.parts)
        line.parts.append(value)
        line.stands_out(FILLED, start)
        line.form_fields.append(FormField(name, "", "dropdown", value, False, line.place))
