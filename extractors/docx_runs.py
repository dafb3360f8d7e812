"""The inside of a Word paragraph: runs, fields, controls, tick boxes, tracked changes, equations and ruby."""

from collections.abc import Callable, Iterator
from typing import Any

from casework.evidence import Place
from extractors.docx_controls import control_of
from extractors.docx_fields import Fields
from extractors.docx_found import Found
from extractors.docx_glyphs import EMPTY, TICKED, has_box, in_symbol_font, plain, symbol
from extractors.docx_line import FILLED, Line, Reads
from extractors.docx_styles import Look, Styles
from extractors.docx_xml import Names, alternatives
from extractors.reading import Mark, Standing, block_text

_THROUGH = ("hyperlink", "smartTag", "customXml", "fldSimple", "sdtContent", "dir", "bdo", "rubyBase")
"""Elements whose content is read as if they were not there."""
_PLAIN_LOOK = Look()


class Runs:
    """Reads paragraphs; complex fields may begin in one and end in another, so their state is kept."""

    def __init__(self, found: Found, styles: Styles, hung: Reads) -> None:
        w = found.w
        self.fields = Fields(w)
        self.comments: dict[str, Place] = {}
        """Where the words stand that a comment, by its id, hangs on."""
        self._w, self._names, self._prompts, self._styles = w, found.names, found.prompts, styles
        self._t, self._r, self._rpr, self._ppr = w + "t", w + "r", w + "rPr", w + "pPr"
        self._inline: dict[str, Reads] = dict.fromkeys(_THROUGH, self._inside) | {
            "ins": self._inserted,
            "moveTo": self._inserted,
            "del": self._deleted,
            "moveFrom": self._deleted,
            "sdt": self._control,
            "AlternateContent": lambda element, line: self._alternative(element, line, self._inside),
            "commentRangeStart": self._comment,
            "commentReference": self._comment,
            "oMath": self._equation,
            "oMathPara": self._equation,
        }
        self._content: dict[str, Reads] = {
            "tab": lambda _, line: self._said("\t", line),
            "ptab": lambda _, line: self._said("\t", line),
            "cr": lambda _, line: self._said("\n", line),
            "br": self._break,
            "lastRenderedPageBreak": lambda _, line: line.breaks.append((line.has_words(), True)),
            "noBreakHyphen": lambda _, line: self._said("-", line),
            "sym": self._symbol,
            "fldChar": self.fields.mark,
            "instrText": self.fields.instruction,
            "drawing": hung,
            "pict": hung,
            "object": hung,
            "AlternateContent": lambda element, line: self._alternative(element, line, self._pieces),
            "ruby": self._ruby,
            "commentReference": self._comment,
        }

    def read(self, paragraph: Any, place: Place) -> Line:
        """The words of a paragraph, its controls and what hangs on it."""
        line = Line(place, self._styles.plain)
        self._inside(paragraph, line)
        self.fields.line_ends(line)
        line.finish()
        return line

    def _inside(self, container: Any, line: Line) -> None:
        for child in container:
            tag = child.tag
            if tag == self._r:
                self._run(child, line)
            elif tag == self._ppr:
                line.look = self._styles.paragraph(child)
            elif (read := self._inline.get(self._names[tag])) is not None:
                read(child, line)

    def _alternative(self, element: Any, line: Line, read: Reads) -> None:
        """The first branch that shows anything, so that nothing is read twice and nothing is lost."""
        for branch in alternatives(element):
            before = len(line.parts), len(line.hung), len(line.form_fields)
            read(branch, line)
            if before != (len(line.parts), len(line.hung), len(line.form_fields)):
                return

    # -- changes and comments

    def _inserted(self, element: Any, line: Line) -> None:
        """Words added while changes were tracked (17.13.5.18, 17.13.5.25)."""
        line.changed = True
        start = len(line.parts)
        self._inside(element, line)
        line.stands_out(Standing.INSERTED, start)

    def _deleted(self, element: Any, line: Line) -> None:
        """Words deleted or moved away while changes were tracked (17.13.5.14, 17.13.5.22)."""
        line.changed = True
        line.left_out(Standing.DELETED, deleted_words(element, self._w))

    def _comment(self, element: Any, line: Line) -> None:
        self.comments.setdefault(element.get(self._w + "id", ""), line.place)

    # -- controls

    def _control(self, element: Any, line: Line) -> None:
        control, content = control_of(element, self._w, self._prompts)
        if content is None:
            return
        start, marks, hung = len(line.parts), len(line.marks), len(line.hung)
        self._inside(content, line)
        text = "".join(line.parts[start:]).strip()
        shown = control.shows_prompt(content, text)
        if control.kind == "checkbox":
            line.cut(None, start, marks)
            line.parts.append(control.box)
            line.marks.append(Mark(control.checked, control.name, line.place))
        elif shown:
            line.cut(Standing.PROMPT, start, marks)
            del line.hung[hung:]
        if control.is_fillable:
            line.form_fields.append(control.field(text, shown, line.place))
            if not shown and (control.kind != "checkbox" or control.checked):
                line.stands_out(FILLED, start)

    # -- runs

    def _run(self, run: Any, line: Line) -> None:
        parts, marks, hung = len(line.parts), len(line.marks), len(line.hung)
        look = None
        for child in run:
            tag = child.tag
            if tag == self._t:
                text = child.text
                if text and not self.fields.silent:
                    if look is not None and look.font:
                        text = in_symbol_font(text, look.font)
                    line.parts.append(text if text.isascii() else self._marked(plain(text), line))
            elif tag == self._rpr:
                if len(child):
                    look = self._styles.run(child, line.look.style)
            elif (read := self._content.get(self._names[tag])) is not None:
                read(child, line)
        if len(line.parts) > parts or len(line.hung) > hung:
            self._looked(look, line, parts, marks, hung)

    def _looked(self, look: Look | None, line: Line, parts: int, marks: int, hung: int) -> None:
        """Let a run's look tell: words struck through are how a form says "delete as applicable"."""
        style = line.look.style
        if look is None:
            look = self._styles.run(None, style) if style.cuts else None
        if look is not None and look.out is not None:
            boxed = list(map(block_text, line.hung[hung:]))
            del line.hung[hung:]
            line.parts += [f"\n{text}" for text in boxed if text]
            line.cut(look.out, parts, marks)
            return
        if all(map(str.isspace, line.parts[parts:])):
            return
        if look is None:
            bold, size = bool(style.bold), style.size
        else:
            bold, size = look.bold, look.size
            if look.highlighted:
                line.stands_out(Standing.HIGHLIGHTED, parts)
        line.bold = bold if line.bold is None else line.bold and bold
        if size is not None and size > (line.size or 0.0):
            line.size = size

    def _pieces(self, container: Any, line: Line) -> None:
        for child in container:
            if (read := self._content.get(self._names[child.tag])) is not None:
                read(child, line)
            elif child.tag == self._t and child.text and not self.fields.silent:
                line.parts.append(self._marked(plain(child.text), line))

    def _said(self, text: str, line: Line) -> None:
        if not self.fields.silent:
            line.parts.append(text)

    def _marked(self, text: str, line: Line) -> str:
        if has_box(text):
            line.marks += [Mark(char == TICKED, "", line.place) for char in text if char in (TICKED, EMPTY)]
        return text

    def _break(self, element: Any, line: Line) -> None:
        if element.get(self._w + "type") == "page":
            line.breaks.append((line.has_words(), False))
        self._said("\n", line)

    def _symbol(self, element: Any, line: Line) -> None:
        text = symbol(element.get(self._w + "char", ""), element.get(self._w + "font", ""))
        if text and not self.fields.silent:
            line.parts.append(self._marked(text, line))

    def _ruby(self, element: Any, line: Line) -> None:
        """Words with their reading above them (17.3.3.25): the words, then the reading in brackets."""
        base, above = element.find(self._w + "rubyBase"), element.find(self._w + "rt")
        if base is not None:
            self._inside(base, line)
        if above is not None and (text := "".join(above.itertext(self._t)).strip()):
            self._said(f" ({text})", line)

    def _equation(self, element: Any, line: Line) -> None:
        if text := self.equation(element):
            self._said(text, line)

    def equation(self, element: Any) -> str:
        """An equation (22.1.2.77) as one writes it on a line."""
        return "".join(_equation_parts(element, self._names)).strip()


def deleted_words(element: Any, w: str) -> str:
    """The words inside a tracked deletion, which keeps them in w:delText, and inside a move, which does not."""
    return "".join(element.itertext(w + "t", w + "delText"))


_BETWEEN: dict[str, Callable[[str], str]] = {"den": "/{}".format, "sup": "^{}".format, "sub": "_{}".format}


def _equation_parts(element: Any, names: Names) -> Iterator[str]:
    for child in element:
        name = names[child.tag]
        if name == "t":
            yield child.text or ""
        elif name in _BETWEEN:
            if inside := "".join(_equation_parts(child, names)):
                yield _BETWEEN[name](inside if len(inside) == 1 else f"({inside})")
        else:
            yield from _equation_parts(child, names)
