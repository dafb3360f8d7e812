"""Complex fields (17.16.18): their results are read and their instructions are not; old form fields say more."""

from dataclasses import dataclass, field
from typing import Any

from extractors.docx_controls import starts_like_prompt
from extractors.docx_glyphs import EMPTY, TICKED
from extractors.docx_line import FILLED, Line
from extractors.docx_xml import is_on, value, whole
from extractors.reading import FormField, Mark, Standing

_MAX_OPEN = 60
"""Fields inside one another; more have only begun and never end."""
_WORKED_OUT = ("calculated", "currentDate", "currentTime")
"""Old text fields that fill in themselves (17.18.92)."""


@dataclass(slots=True)
class _Open:
    """A field that has begun and not ended."""

    data: Any | None
    """What an old form field says of itself (17.16.17)."""
    shows: bool = False
    """Whether its result has begun."""
    code: list[str] = field(default_factory=list)
    start: int = 0
    marks: int = 0
    said: list[str] = field(default_factory=list)
    """The result's earlier paragraphs."""


class Fields:
    """The open fields; one may begin in one paragraph and end in another."""

    def __init__(self, w: str) -> None:
        self._w = w
        self._open: list[_Open] = []
        self.silent = False
        """Whether what stands here is an instruction, which nobody sees."""
        self.is_broken = False
        """Whether fields of this part do not end, so that none of its text may be taken for an instruction."""

    def apart(self) -> list[_Open]:
        """Leave the open fields aside, as a cell or a text box does: no field reaches out of one."""
        before, self._open, self.silent = self._open, [], False
        return before

    def back(self, before: list[_Open]) -> None:
        """Go on with the fields left aside."""
        self._open = before
        self._listen()

    def _listen(self) -> None:
        self.silent = not self.is_broken and not all(each.shows for each in self._open)

    def instruction(self, element: Any, line: Line) -> None:
        """Keep a piece of an instruction: that of a button holds the words it shows."""
        if self._open and element.text:
            self._open[-1].code.append(element.text)

    def mark(self, element: Any, line: Line) -> None:
        """Where a field begins, shows its result, and ends."""
        kind = element.get(self._w + "fldCharType")
        if kind == "begin":
            if len(self._open) >= _MAX_OPEN:
                self._open, self.is_broken = [], True
            begun = _Open(element.find(self._w + "ffData"))
            if self.is_broken and begun.data is not None:
                self._form_field(begun, line)
            self._open.append(begun)
        elif kind == "separate" and self._open:
            self._open[-1].shows, self._open[-1].start = True, len(line.parts)
            self._open[-1].marks = len(line.marks)
        elif kind == "end" and self._open:
            ended = self._open.pop()
            if not self.is_broken:
                self._end(ended, line)
        self._listen()

    def _end(self, ended: _Open, line: Line) -> None:
        if ended.data is not None:
            self._form_field(ended, line)
        elif not ended.shows:
            words = "".join(ended.code).split(maxsplit=2)
            if len(words) == 3 and words[0].upper() == "MACROBUTTON":  # 17.16.5.32
                line.left_out(Standing.PROMPT, words[2])

    def line_ends(self, line: Line) -> None:
        """A paragraph ends, and the results of open form fields go on in the next."""
        for each in self._open:
            if each.shows and each.data is not None:
                each.said.append("".join(line.parts[each.start :]))
                line.stands_out(FILLED, each.start)
            each.start = each.marks = 0

    def _form_field(self, ended: _Open, line: Line) -> None:
        data, w = ended.data, self._w
        assert data is not None
        name = value(data, w, "name") or ""
        box, choices, text = (data.find(w + kind) for kind in ("checkBox", "ddList", "textInput"))
        drawn = line.cut(None, ended.start, ended.marks).strip() if ended.shows and text is None else ""
        if box is not None:
            said = box.find(w + "checked")
            ticked = is_on(value(box, w, "checked" if said is not None else "default")) is True
            line.parts.append(TICKED if ticked else EMPTY)
            if ticked:
                line.stands_out(FILLED, len(line.parts) - 1)
            line.marks.append(Mark(ticked, name, line.place))
        elif choices is not None:
            self._choice(name, choices, drawn, line)
        elif text is not None:
            self._text(name, text, ended, line)

    def _choice(self, name: str, choices: Any, drawn: str, line: Line) -> None:
        """An old drop-down list (17.16.9): what it shows, which is the entry chosen, else the one it began with."""
        chosen = whole(value(choices, self._w, "result"))
        number = chosen if chosen is not None else whole(value(choices, self._w, "default")) or 0
        entries = [each.get(self._w + "val", "") for each in choices.iterchildren(self._w + "listEntry")]
        text = drawn or (entries[number].strip() if number < len(entries) else "")
        is_prompt = not text or starts_like_prompt(text)
        if is_prompt:
            line.left_out(Standing.PROMPT, text)
        else:
            line.parts.append(text)
            if chosen is not None:
                line.stands_out(FILLED, len(line.parts) - 1)
        line.form_fields.append(FormField(name, "", "dropdown", "" if is_prompt else text, is_prompt, line.place))

    def _text(self, name: str, data: Any, ended: _Open, line: Line) -> None:
        """An old text field (17.16.33): blank while it holds spaces or the text it came with."""
        said = "\n".join([*ended.said, "".join(line.parts[ended.start :])]).strip() if ended.shows else ""
        default = (value(data, self._w, "default") or "").strip()
        is_default = bool(said) and said == default and value(data, self._w, "type") not in _WORKED_OUT
        if is_default:
            line.cut(Standing.PROMPT, ended.start, ended.marks)
        elif said:
            line.stands_out(FILLED, ended.start)
        is_blank = is_default or not said
        line.form_fields.append(FormField(name, "", "text", "" if is_blank else said, is_blank, line.place))
