"""Walks WordprocessingML: every word once, in reading order, numbered as shown, with controls and changes known."""

from collections.abc import Callable, Mapping
from typing import Any

from casework.document import Unreadable
from casework.evidence import Place
from extractors.docx_controls import control_of
from extractors.docx_found import Found, words_of
from extractors.docx_hung import Hung
from extractors.docx_line import Line
from extractors.docx_numbering import Numbering
from extractors.docx_runs import Runs, deleted_words
from extractors.docx_styles import Styles
from extractors.docx_tables import Tables
from extractors.docx_xml import alternatives, value
from extractors.package import Relations
from extractors.reading import (
    WEAK_LEVEL,
    Block,
    Heading,
    ListItem,
    PageBreak,
    Paragraph,
    Standing,
    UnreadableFile,
    looks_like_heading,
)

MAX_PARAGRAPHS = 200_000
"""Far beyond any paper a panel reads; a longer file is machine-made, and each paragraph costs memory."""
MAX_DEPTH = 60
"""Tables, controls and boxes inside one another; Word itself stops far below."""
_MAX_HEADING = 400
"""Characters; nobody writes a heading so long, and counting the words of every paragraph takes time."""
_THROUGH = frozenset(
    ("sdtContent", "customXml", "smartTag", "body", "hdr", "ftr", "footnote", "endnote", "comment", "document",
     "background")
)  # fmt: skip
"""Elements whose content is read as if they were not there."""
_GONE = frozenset(("del", "moveFrom"))
_STAYS = frozenset(("", "ins", "moveTo"))
"""What may become of the mark of a paragraph that people still see."""
_CONTINUES = frozenset(("continuous", "nextColumn"))
"""Kinds of section that begin on the page where the one before ends (17.18.77)."""


class Walker:
    """Reads the blocks of one Word file, counting paragraphs, tables, lists and pages as it goes."""

    def __init__(
        self,
        found: Found,
        styles: Styles,
        numbering: Numbering,
        hung: Hung,
        chunk: Callable[[str, Relations], list[Block]],
        *,
        pages_are_sure: bool = False,
    ) -> None:
        self.found, self._hung = found, hung
        self.pages = 1
        """One more than the ends of pages where Word last drew them."""
        self.runs = Runs(found, styles, self._hang)
        self._styles, self._numbering, self._chunk = styles, numbering, chunk
        self._pages_are_sure = pages_are_sure
        self._depth = self._paragraphs = 0
        self._is_broken = False
        """Whether a page has just ended where its writer ended it, and no word has come since."""
        self._root: Any = None
        self._sections: list[str] | None = None
        self._section = 0
        self._names = found.names
        self._block: Mapping[str, Callable[[Any, list[Block]], None]] = {
            "p": self._paragraph,
            "tbl": Tables(found, self.apart).read,
            "sdt": self._control,
            "AlternateContent": self._alternative,
            "altChunk": self._imported,
            "oMathPara": self._equation,
            "ins": self._moved_in,
            "moveTo": self._moved_in,
            "subDoc": self._elsewhere,
            **dict.fromkeys(_THROUGH, self.inside),
        }

    def blocks(self, root: Any, relations: Relations, part: str | None = None, *, broken: bool) -> tuple[Block, ...]:
        """The blocks inside a part's root; `part` names it where it is not the body.

        `broken` says that fields in it do not end, so that its instructions cannot be told from its text.
        """
        self.found.at, self._hung.relations, self._root = Place(part=part), relations, root
        self.found.paragraphs = 0
        self.runs.fields.apart()
        self.runs.fields.is_broken = broken
        found: list[Block] = []
        self.inside(root, found)
        return tuple(found)

    def inside(self, container: Any, found: list[Block]) -> None:
        """Add the blocks inside an element to those found."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise UnreadableFile(Unreadable.UNSAFE, "nested deeper than any form")
        for child in container:
            name = self._names[child.tag]
            if (reader := self._block.get(name)) is not None:
                if not self.found.is_full:
                    reader(child, found)
            elif name in _GONE:
                self._deleted(child)
        self._depth -= 1

    def apart(self, container: Any) -> list[Block]:
        """The blocks of a cell or a text box: a field begun outside goes on behind it."""
        before = self.runs.fields.apart()
        found: list[Block] = []
        self.inside(container, found)
        self.runs.fields.back(before)
        return found

    def _hang(self, drawing: Any, line: Line) -> None:
        self._hung.read(drawing, line, self._boxed)

    def _boxed(self, content: Any) -> list[Block]:
        """The blocks of a text box, read after the paragraph it hangs on."""
        before, self.found.filling = self.found.filling, False
        found = self.apart(content)
        self.found.filling = before
        return found

    def _alternative(self, element: Any, found: list[Block]) -> None:
        for branch in alternatives(element):
            before = len(found)
            self.inside(branch, found)
            if len(found) > before:
                return

    def _moved_in(self, element: Any, found: list[Block]) -> None:
        self.found.tracked_changes = True
        self.inside(element, found)

    def _deleted(self, element: Any) -> None:
        self.found.tracked_changes = True
        said = (deleted_words(each, self.found.w) for each in element.iter(self.found.w + "p"))
        self.found.aside(Standing.DELETED, "\n".join(filter(None, said)))

    def _equation(self, element: Any, found: list[Block]) -> None:
        """An equation that stands between paragraphs."""
        if text := self.runs.equation(element):
            found.append(Paragraph(text, self.found.here()))

    def _imported(self, element: Any, found: list[Block]) -> None:
        """A file that Word takes in when it opens this one (17.17.2.1)."""
        related = next((said for key, said in element.attrib.items() if key.endswith("}id")), "")
        found += self._chunk(related, self._hung.relations)

    def _elsewhere(self, element: Any, found: list[Block]) -> None:
        self.found.say("a part of it that is kept in another file was not read")

    # -- controls

    def _control(self, element: Any, found: list[Block]) -> None:
        """A control around whole paragraphs or tables (17.5.2.29).

        One that holds controls or tables of its own is a frame for them; what it holds is not all an answer.
        """
        w, said = self.found.w, self.found
        control, content = control_of(element, w, said.prompts)
        if content is None:
            return
        is_frame = next(content.iter(w + "sdt", w + "tbl"), None) is not None
        before, at, start = said.filling, said.here(), len(found)
        said.filling = before or (control.is_fillable and not is_frame)
        self.inside(content, found)
        said.filling = before
        text = "\n".join(words_of(found[start:]))
        shown = control.shows_prompt(content, text)
        if control.is_fillable:
            said.form_fields.append(control.field(text, shown, at))
        if shown:
            del found[start:]
            said.aside(Standing.PROMPT, text)

    # -- paragraphs

    def _paragraph(self, element: Any, found: list[Block]) -> None:
        said, at = self.found, self.found.at
        if not at.table:
            said.paragraphs += 1
            self._paragraphs += 1
            if self._paragraphs > MAX_PARAGRAPHS:
                said.stop(f"only the first {MAX_PARAGRAPHS:,} paragraphs were read")
                return
            at = Place(part=at.part, paragraph=said.paragraphs)
        line = self.runs.read(element, at)
        said.form_fields += line.form_fields
        said.marks += line.marks
        said.asides += line.asides
        look = line.look
        said.tracked_changes |= line.changed or look.mark not in ("", "vanish")
        breaks = look.style.page_break if look.page_break is None else look.page_break
        if breaks and self._paragraphs > 1:  # a page that begins with the file ends none
            self._page_ends(at, False, found)
        for has_words, is_drawn in line.breaks:
            if not has_words:
                self._page_ends(at, is_drawn, found)
        self._add(line, found)
        for has_words, is_drawn in line.breaks:
            if has_words:
                self._page_ends(at, is_drawn, found)
        if line.hung:
            found += line.hung
            self._is_broken = False
        if look.section is not None:
            self._section_ends(at, found)

    def _add(self, line: Line, found: list[Block]) -> None:
        if line.text:
            found.append(self._block_of(line))
            self._is_broken = False
        elif line.look.mark in _STAYS and not line.look.style.hidden:
            self._number(line)  # an empty item is counted, though nothing stands in it

    def _block_of(self, line: Line) -> Block:
        look, text, filled = line.look, line.text, line.filled
        if self.found.filling:
            filled = ((0, len(text)),)
        number = self._number(line)
        whole = text
        if number:
            whole = f"{number} {text}"
            filled = tuple((start + len(number) + 1, end + len(number) + 1) for start, end in filled)
        size = line.size or look.style.size or 0.0
        heading = look.heading
        if heading is not None:
            return Heading(whole, heading, line.place, size, filled)
        may_head = not self.found.at.table and number != "" and len(text) <= _MAX_HEADING
        if may_head and looks_like_heading(text, bool(line.bold)):
            return Heading(whole, WEAK_LEVEL, line.place, size, filled)
        if number is not None:
            return ListItem(whole, line.place, filled)
        return Paragraph(whole, line.place, size, filled)

    def _number(self, line: Line) -> str | None:
        """The paragraph's number as shown, "" for a bullet, None where it is in no list."""
        look = line.look
        number = look.style.number if look.number is None else look.number
        if not number or number == "0":
            return None
        level = look.level
        if level is None and look.number is None:
            level = look.style.level
        return self._numbering.shown(number, level, look.style_id)

    # -- pages

    def _page_ends(self, at: Place, is_drawn: bool, found: list[Block]) -> None:
        """A page ends here. Word draws its own end of page again behind one its writer set: that is one end."""
        if at.part or (at.table and is_drawn and self.found.row_is_cut):
            return
        self.found.row_is_cut = is_drawn
        is_same = is_drawn and self._is_broken
        self._is_broken = not is_drawn
        self.pages += is_drawn
        if not is_same:
            found.append(PageBreak(Place(page=self.pages + (not is_drawn) if self._pages_are_sure else None)))

    def _section_ends(self, at: Place, found: list[Block]) -> None:
        """The kind of the next section says where it begins (17.6.22)."""
        w = self.found.w
        if self._sections is None:
            every = (each for each in self._root.iter(w + "sectPr") if each.getparent().tag in (w + "pPr", w + "body"))
            self._sections = [value(each, w, "type") or "nextPage" for each in every]
        self._section += 1
        if self._section < len(self._sections) and self._sections[self._section] not in _CONTINUES:
            self._page_ends(at, False, found)


def has_open_fields(root: Any, w: str, data: bytes | None = None) -> bool:
    """Whether a part's complex fields (17.16.18) begin more often than they end; `data` is the part as bytes."""
    if data is not None and data.count(b'"begin"') == data.count(b'"end"'):
        return False  # nearly always, and told far faster
    depth = 0
    for mark in root.iter(w + "fldChar"):
        kind = mark.get(w + "fldCharType")
        depth += (kind == "begin") - (kind == "end" and depth > 0)
    return depth > 0
