"""The words inside one paragraph of an OpenDocument file: spans, fields, controls, notes and tracked changes."""

from collections.abc import Callable, Iterator
from typing import Any

from casework.evidence import Place
from extractors.docx_controls import starts_like_prompt
from extractors.docx_glyphs import EMPTY, TICKED
from extractors.docx_line import FILLED, Line
from extractors.docx_styles import ParagraphLook
from extractors.docx_xml import whole
from extractors.line_words import RunLook, add_run
from extractors.odt_forms import Controls, FieldMarks, control_kind
from extractors.odt_styles import LO, TEXT, XML_ID, Look, Styles, local
from extractors.reading import Aside, Block, FormField, Mark, Standing

_SILENT = frozenset(
    ("annotation-end", "bookmark", "bookmark-start", "bookmark-end", "reference-mark", "reference-mark-start",
     "reference-mark-end", "note-citation", "ruby-text", "alphabetical-index-mark", "toc-mark", "user-index-mark",
     "label", "title", "desc", "event-listeners", "list-item", "number", "fieldmark-separator")
)  # fmt: skip
"""Elements whose text is not shown where they stand."""
_DRAWN = frozenset(
    ("frame", "custom-shape", "rect", "line", "polyline", "polygon", "path", "circle", "ellipse", "g", "connector",
     "caption")
)  # fmt: skip
_MOST_SPACES = 200
_MOST_PROMPT = 8
"""Words; "Click or tap here to enter text." has seven, and an answer that begins so is longer."""


class Texts:
    """Reads paragraphs; a tracked change or a field may begin in one and end in another, so their state is kept."""

    def __init__(self, styles: Styles, controls: Controls, nested: Callable[[Any, Place], list[Block]]) -> None:
        self._styles, self._controls, self._nested = styles, controls, nested
        self._inserting: set[str] = set()
        self._changes: dict[str, Any] = {}
        self._field_marks = FieldMarks()
        self.notes: list[Block] = []
        self._readers: dict[str, Callable[[Any, Line, Look], None]] = {
            "s": self._several_spaces,
            "tab": lambda _each, line, _look: line.parts.append("\t"),
            "line-break": lambda _each, line, _look: line.parts.append("\n"),
            "soft-page-break": lambda _each, line, _look: line.breaks.append((line.has_words(), True)),
            "span": self._span,
            "note": self._note,
            "annotation": self._annotation,
            "change": self._deletion,
            "change-start": lambda each, _line, _look: self.change(each),
            "change-end": lambda each, _line, _look: self.change(each),
            "hidden-text": self._hidden_text,
            "placeholder": lambda each, line, _look: line.left_out(Standing.PROMPT, words_of(each).strip("<> ")),
            "text-input": self._input,
            "drop-down": self._choice,
            "content-control": self._content_control,
            "fieldmark-start": lambda each, line, _look: self._field_marks.read(each, line),
            "fieldmark-end": lambda each, line, _look: self._field_marks.read(each, line),
            "fieldmark": lambda each, line, _look: self._field_marks.read(each, line),
            "control": lambda each, line, _look: self._controls.show(each, line),
        }

    def keep_changes(self, tracked: Any) -> None:
        """Keep what was deleted and inserted, by the name of its place (5.5.3)."""
        for region in tracked:
            name = region.get(TEXT + "id") or region.get(XML_ID, "")
            self._changes[name] = next(iter(region), None)

    @property
    def has_changes(self) -> bool:
        """Whether any change is tracked in the file."""
        return bool(self._changes)

    def change(self, mark: Any) -> None:
        """Note that an inserted stretch begins or ends here."""
        name = mark.get(TEXT + "change-id", "")
        kind = self._changes.get(name)
        if local(mark) == "change-end":
            self._inserting.discard(name)
        elif kind is not None and local(kind) == "insertion":
            self._inserting.add(name)

    def deleted(self, mark: Any, place: Place) -> Iterator[Aside]:
        """What was deleted here."""
        region = self._changes.get(mark.get(TEXT + "change-id", ""))
        if region is not None and local(region) == "deletion":
            words = "\n".join(filter(None, (words_of(each) for each in region if local(each) != "change-info")))
            if words:
                yield Aside(Standing.DELETED, words, place)

    def read(self, paragraph: Any, place: Place, look: Look) -> Line:
        """The words of a paragraph that looks so, its controls, and what hangs on it."""
        line = Line(place, ParagraphLook())
        self._inside(paragraph, line, look)
        line.finish()
        return line

    def control(self, drawn: Any, place: Place) -> Line:
        """A control that stands in no paragraph, as a line of its own."""
        line = Line(place, ParagraphLook())
        self._controls.show(drawn, line)
        line.finish()
        return line

    def _inside(self, container: Any, line: Line, look: Look) -> None:
        self._words(container.text, line, look)
        for child in container:
            name = local(child)
            reader = self._readers.get(name)
            if reader is not None:
                reader(child, line, look)
            elif name in _DRAWN:
                line.hung += self._nested(child, line.place)
            elif name not in _SILENT:
                self._inside(child, line, look)
            self._words(child.tail, line, look)

    def _words(self, text: str | None, line: Line, look: Look) -> None:
        """Add a run of words; spaces count once (6.1.2)."""
        if text:
            shown = (Standing.INSERTED,) if self._inserting else ()
            also = (*shown, Standing.HIGHLIGHTED) if look.highlighted else shown
            add_run(line, text, RunLook(bool(look.bold), look.size or 0.0, look.apart, also))

    def _several_spaces(self, element: Any, line: Line, _: Look) -> None:
        line.parts.append(" " * min(whole(element.get(TEXT + "c")) or 1, _MOST_SPACES))

    def _span(self, element: Any, line: Line, look: Look) -> None:
        own = self._styles.look("text", element.get(TEXT + "style-name", ""))
        self._inside(element, line, own.over(look))

    def _note(self, element: Any, _line: Line, _look: Look) -> None:
        body, kind = element.find(TEXT + "note-body"), element.get(TEXT + "note-class")
        if body is not None:
            self.notes += self._nested(body, Place(part="endnote" if kind == "endnote" else "footnote"))

    def _annotation(self, element: Any, line: Line, _: Look) -> None:
        line.asides.append(comment(element, line.place))

    def _deletion(self, element: Any, line: Line, _: Look) -> None:
        line.asides += self.deleted(element, line.place)

    def _hidden_text(self, element: Any, line: Line, look: Look) -> None:
        """Words hidden under a condition (7.7.5); where they show they are the element's own text."""
        if element.get(TEXT + "is-hidden") == "true":
            line.left_out(Standing.HIDDEN, element.get(TEXT + "string-value", ""))
        else:
            self._inside(element, line, look)

    def _input(self, element: Any, line: Line, look: Look) -> None:
        """A field to type into (7.4.15)."""
        self._fillable(element, line, look, "text", element.get(TEXT + "description", ""))

    def _choice(self, element: Any, line: Line, look: Look) -> None:
        """A field to choose in (7.4.16): what was chosen follows the choices."""
        start = len(line.parts)
        for each in element:
            self._words(each.tail, line, look)
        self._answered("".join(line.parts[start:]).strip(), line, start, "dropdown", element.get(TEXT + "name", ""))

    def _fillable(self, element: Any, line: Line, look: Look, kind: str, name: str) -> None:
        start = len(line.parts)
        self._inside(element, line, look)
        self._answered("".join(line.parts[start:]).strip(), line, start, kind, name)

    def _answered(self, value: str, line: Line, start: int, kind: str, name: str) -> None:
        """Keep a field as an answer, or as a prompt as long as its description or the program's own words show."""
        is_prompt = bool(value) and (value == name.strip() or _is_prompt(value))
        if is_prompt:
            line.cut(Standing.PROMPT, start, len(line.marks))
        else:
            line.stands_out(FILLED, start)
        line.form_fields.append(FormField(name, "", kind, "" if is_prompt else value, is_prompt, line.place))

    def _content_control(self, element: Any, line: Line, look: Look) -> None:
        """LibreOffice's own: what it makes of Word's content controls."""
        start, marks, kind = len(line.parts), len(line.marks), control_kind(element)
        name, tag = element.get(LO + "alias", ""), element.get(LO + "tag", "")
        self._inside(element, line, look)
        value = "".join(line.parts[start:]).strip()
        is_prompt = element.get(LO + "showing-place-holder") == "true" or _is_prompt(value)
        if kind == "checkbox":
            ticked = element.get(LO + "checked") == "true"
            line.cut(None, start, marks)
            line.parts.append(value := TICKED if ticked else EMPTY)
            line.marks.append(Mark(ticked, name, line.place))
            is_prompt = False
        elif is_prompt:
            line.cut(Standing.PROMPT, start, marks)
        else:
            line.stands_out(FILLED, start)
        line.form_fields.append(FormField(name, tag, kind, "" if is_prompt else value, is_prompt, line.place))


def comment(annotation: Any, place: Place) -> Aside:
    """What a comment says (14.1)."""
    words = "\n".join(words_of(each) for each in annotation if local(each) in ("p", "list"))
    return Aside(Standing.COMMENT, words.strip(), place)


def _is_prompt(value: str) -> bool:
    """Whether a control holds a program's own prompt; LibreOffice often forgets that it shows one."""
    return starts_like_prompt(value) and len(value.split()) <= _MOST_PROMPT


def words_of(element: Any) -> str:
    """All the words inside an element, a line for each paragraph."""
    if local(element) in ("list", "list-item", "section", "table", "table-row", "table-cell"):
        return "\n".join(filter(None, map(words_of, element)))
    return " ".join("".join(element.itertext()).split())
