"""What was put onto a PDF page after it was made: typed notes, stamps, comments, highlights, strokes.

None of it is in the page's own text. Clauses are those of ISO 32000-1; annotations are 12.5.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import pypdfium2.raw as pdfium

from extractors.page_content import Filled
from extractors.page_words import Box, Word
from extractors.pdf_chars import characters_of
from extractors.pdf_shapes import Shown

MAX_NOTES = 2_000
"""Annotations of one page that are looked at."""
_HIDDEN = 0x02 | 0x20
"""Annotation flags Hidden and NoView (12.5.3)."""
_MAX_STRING = 2_000_000
_FLAT = 6.0
"""Points of height within which a stroke counts as a line."""
_MARKUP = {
    pdfium.FPDF_ANNOT_HIGHLIGHT: "highlighted",
    pdfium.FPDF_ANNOT_STRIKEOUT: "struck",
    pdfium.FPDF_ANNOT_REDACT: "struck",
}
_DRAWN = (pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_STAMP, pdfium.FPDF_ANNOT_WIDGET)
_SILENT = (
    pdfium.FPDF_ANNOT_WIDGET,
    pdfium.FPDF_ANNOT_LINK,
    pdfium.FPDF_ANNOT_POPUP,
    pdfium.FPDF_ANNOT_FILEATTACHMENT,
)
"""Annotations whose contents nobody wrote as a comment: those of a popup are its parent's."""


@dataclass(slots=True)
class Notes:
    """What was put onto a page; boxes are as the page is shown."""

    typed: list[Filled] = field(default_factory=list)
    hidden: list[tuple[str, Box]] = field(default_factory=list)
    comments: list[tuple[str, Box]] = field(default_factory=list)
    highlighted: list[tuple[Box, ...]] = field(default_factory=list)
    struck: list[tuple[Box, ...]] = field(default_factory=list)
    ink: list[Box] = field(default_factory=list)
    drawn: list[Box] = field(default_factory=list)
    """Those whose words stand in their appearance alone."""
    is_cut: bool = False

    @property
    def shows(self) -> bool:
        """Whether it shows stamps, strokes or highlights, words or not."""
        return bool(self.drawn or self.ink or self.struck or self.highlighted)


def notes_on(page: Any, shown: Shown, *, knows_controls: bool) -> Notes:
    """The annotations of a page that say or mark something; form controls only where nobody else knows of them."""
    notes = Notes()
    count = pdfium.FPDFPage_GetAnnotCount(page)
    notes.is_cut = count > MAX_NOTES
    for index in range(min(count, MAX_NOTES)):
        with _annotation(page, index) as annotation:
            is_control = annotation and pdfium.FPDFAnnot_GetSubtype(annotation) == pdfium.FPDF_ANNOT_WIDGET
            if annotation and not (is_control and knows_controls):
                _take(notes, annotation, shown)
    return notes


@contextmanager
def _annotation(page: Any, index: int) -> Iterator[Any]:
    annotation = pdfium.FPDFPage_GetAnnot(page, index)
    try:
        yield annotation
    finally:
        if annotation:
            pdfium.FPDFPage_CloseAnnot(annotation)


def _take(notes: Notes, annotation: Any, shown: Shown) -> None:
    kind = pdfium.FPDFAnnot_GetSubtype(annotation)
    rect = pdfium.FS_RECTF()
    if not pdfium.FPDFAnnot_GetRect(annotation, rect):
        return
    box = shown(rect.left, min(rect.bottom, rect.top), rect.right, max(rect.bottom, rect.top))
    words = _contents(annotation)
    is_hidden = pdfium.FPDFAnnot_GetFlags(annotation) & _HIDDEN
    if kind == pdfium.FPDF_ANNOT_FREETEXT and words:
        if is_hidden:
            notes.hidden.append((words, box))
        else:
            notes.typed.append(Filled("", "", "note", words, box))
        words = ""
    elif kind in _DRAWN and not is_hidden:
        notes.drawn.append(box)
    elif kind in _MARKUP and not is_hidden:
        (notes.struck if _MARKUP[kind] == "struck" else notes.highlighted).append(tuple(_quads(annotation, shown)))
    elif kind in (pdfium.FPDF_ANNOT_INK, pdfium.FPDF_ANNOT_LINE) and not is_hidden:
        is_line = box[3] - box[1] <= _FLAT
        notes.struck.append((box,)) if is_line else notes.ink.append(box)
    if words and kind not in _SILENT:
        notes.comments.append((words, box))


def _contents(annotation: Any) -> str:
    text = _string(lambda buffer, size: pdfium.FPDFAnnot_GetStringValue(annotation, b"Contents", buffer, size))
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _quads(annotation: Any, shown: Shown) -> Iterator[Box]:
    """The areas that a markup covers (12.5.6.10)."""
    points = pdfium.FS_QUADPOINTSF()
    for index in range(min(pdfium.FPDFAnnot_CountAttachmentPoints(annotation), MAX_NOTES)):
        if pdfium.FPDFAnnot_GetAttachmentPoints(annotation, index, points):
            xs = (points.x1, points.x2, points.x3, points.x4)
            ys = (points.y1, points.y2, points.y3, points.y4)
            yield shown(min(xs), min(ys), max(xs), max(ys))


def words_drawn(page: Any, number: int, areas: Sequence[Box], shown: Shown, turn: int) -> list[Word]:
    """The words that annotations show by their appearance alone (12.5.5), found by having them drawn onto the page.

    The page is changed in memory; nothing else may be asked of it afterwards.
    """
    for index in reversed(range(pdfium.FPDFPage_GetAnnotCount(page.raw))):
        with _annotation(page.raw, index) as annotation:
            is_wanted = annotation and pdfium.FPDFAnnot_GetSubtype(annotation) in _DRAWN
        if not is_wanted:
            pdfium.FPDFPage_RemoveAnnot(page.raw, index)
    if pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY) != pdfium.FLATTEN_SUCCESS:
        return []
    again = page.pdf[number - 1]
    try:
        with characters_of(again) as characters:
            words = characters.words(shown, turn).upright
    finally:
        again.close()
    inside = [word for word in words if any(word.lies_in(area) for area in areas)]
    return [replace(word, typed=True) for word in inside]


def _string(call: Callable[[Any, int], int]) -> str:
    """A string from pdfium: asked for its size first, then read as UTF-16."""
    size = call(None, 0)
    if size <= 2 or size > _MAX_STRING:
        return ""
    buffer = (pdfium.FPDF_WCHAR * (size // 2 + 1))()
    call(buffer, size)
    return bytes(buffer).decode("utf-16-le", "replace").split("\0", 1)[0]
