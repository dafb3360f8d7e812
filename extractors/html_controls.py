"""The controls of an HTML form: what stands in each when the page is saved."""

from dataclasses import dataclass, field

from extractors.docx_controls import starts_like_prompt
from extractors.docx_glyphs import EMPTY, TICKED
from extractors.docx_line import FILLED, Line
from extractors.html_look import Attributes
from extractors.reading import FormField, Mark, Standing

_NOT_FILLED_IN = frozenset(("hidden", "submit", "button", "reset", "image", "password", "file"))
_KINDS = {"date": "date", "datetime-local": "date", "month": "date"}


@dataclass(slots=True)
class _Control:
    """A list to choose from or an area to write in that is open, and the words inside it so far."""

    tag: str
    name: str
    is_shown: bool
    words: list[str] = field(default_factory=list)
    chosen: list[str] = field(default_factory=list)
    first: str | None = None
    in_option: bool = False
    is_chosen: bool = False


class Controls:
    """Reads the controls of one page as they open and close."""

    def __init__(self) -> None:
        self._control: _Control | None = None

    def start(self, tag: str, attributes: Attributes, line: Line, *, is_shown: bool) -> None:
        """An element opens; those that are no controls are left alone."""
        if tag == "input" and is_shown:
            self._input(attributes, line)
        elif tag in ("select", "textarea"):
            self._control = _Control(tag, _name(attributes), is_shown)
            if tag == "textarea" and is_shown:
                _prompt(attributes, line)
        elif tag == "option" and self._control is not None:
            self._option_ends()
            self._control.in_option, self._control.is_chosen = True, "selected" in attributes

    def end(self, tag: str, line: Line) -> None:
        """An element closes."""
        control = self._control
        if control is None:
            return
        if tag == "option":
            self._option_ends()
        elif tag == control.tag:
            self._option_ends()
            self._control = None
            if control.is_shown and tag == "textarea":
                _answer(line, FormField(control.name, "", "text", "".join(control.words).strip(), False, line.place))
            elif control.is_shown:
                self._choice(control, line)

    def takes(self, text: str) -> bool:
        """Whether words belong to a control that is open, and not to the page around it."""
        if self._control is None:
            return False
        self._control.words.append(text)
        return True

    def _option_ends(self) -> None:
        control = self._control
        if control is None or not control.in_option:
            return
        words = " ".join("".join(control.words).split())
        control.first = words if control.first is None else control.first
        if control.is_chosen:
            control.chosen.append(words)
        control.words, control.in_option = [], False

    def _choice(self, control: _Control, line: Line) -> None:
        """What was chosen; without that the first choice shows (HTML, 4.10.7), which is mostly a prompt."""
        value = ", ".join(control.chosen) or control.first or ""
        if not control.chosen or starts_like_prompt(value):
            line.left_out(Standing.PROMPT, value)
            line.form_fields.append(FormField(control.name, "", "dropdown", "", bool(value), line.place))
        else:
            _answer(line, FormField(control.name, "", "dropdown", value, False, line.place))

    def _input(self, attributes: Attributes, line: Line) -> None:
        kind, name, value = attributes.get("type", "text").lower(), _name(attributes), attributes.get("value", "")
        if kind in ("checkbox", "radio"):
            ticked = "checked" in attributes
            line.parts.append(f"{TICKED if ticked else EMPTY} ")
            line.marks.append(Mark(ticked, "", line.place))
            box = TICKED if ticked else EMPTY
            line.form_fields.append(FormField(name, "", "checkbox", box, False, line.place))
        elif kind not in _NOT_FILLED_IN:
            if not value:
                _prompt(attributes, line)
            _answer(line, FormField(name, "", _KINDS.get(kind, "text"), value.strip(), False, line.place))


def _answer(line: Line, form_field: FormField) -> None:
    if form_field.value:
        start = len(line.parts)
        line.parts.append(form_field.value)
        line.stands_out(FILLED, start)
    line.form_fields.append(form_field)


def _prompt(attributes: Attributes, line: Line) -> None:
    line.left_out(Standing.PROMPT, attributes.get("placeholder", ""))


def _name(attributes: Attributes) -> str:
    return attributes.get("aria-label") or attributes.get("title") or attributes.get("name") or attributes.get("id", "")
