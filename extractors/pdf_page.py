"""One PDF page through pdfium: its words, its ruled lines, its pictures, and what was filled in or marked on it.

Clauses are those of ISO 32000-1. pdfium is not thread-safe, even with separate documents.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from casework.evidence import Place
from extractors.page_content import Filled, PageContent
from extractors.page_words import Box, Word, lines_of
from extractors.pdf_chars import Found, characters_of
from extractors.pdf_form import Control
from extractors.pdf_labels import printed_label
from extractors.pdf_marked import covered_by, struck_by_rules, struck_in
from extractors.pdf_notes import Notes, notes_on, words_drawn
from extractors.pdf_shapes import Shapes, Shown
from extractors.pdf_signs import signed_places
from extractors.reading import Aside, Signature, Standing

_UNDER_PICTURE = 0.3
"""The share of a page that pictures cover from which on invisible words are taken for theirs."""
_EDGE = 2.0
"""Points beyond the edges of a page within which the middle of a word still counts as on it."""
_MAX_IMAGES = 200
_CAPTION = 10.0
"""Points of height of the words on a button, at most."""


@dataclass(frozen=True, slots=True)
class PdfPage:
    """A page's content, and what stands out on it or was added to it."""

    content: PageContent
    asides: tuple[Aside, ...]
    signatures: tuple[Signature, ...]
    choices: tuple[tuple[Control, Box], ...]
    """Radio buttons, each with its box as shown."""
    is_cut: bool
    is_marked: bool
    """Whether stamps, strokes or highlights show on it that are no words."""


def page_of(page: Any, number: int, controls: Sequence[Control] | None) -> PdfPage:
    """Everything on a pypdfium2 page that can be read; `controls` are those of its form, None where there is none."""
    with characters_of(page) as characters:
        turn = characters.usual_angle()
        shown, size = shown_on(page, turn)
        found = characters.words(shown, turn)
    notes = notes_on(page.raw, shown, knows_controls=controls is not None)
    shapes = Shapes(shown)
    shapes.read(page.raw)
    if notes.drawn:
        before = {(word.text, _rounded(word.box)) for word in found.upright}
        drawn = words_drawn(page, number, notes.drawn, shown, turn)
        found.upright.extend(word for word in drawn if (word.text, _rounded(word.box)) not in before)
    pictures = min(1.0, shapes.pictures / max(1.0, size[0] * size[1]))
    return _Seen(number, size, shapes, notes, pictures).page(found, _placed(controls or (), shown))


def shown_on(page: Any, turn: int) -> tuple[Shown, tuple[float, float]]:
    """From a box in the page's own coordinates to one from its top left corner as people read it; and its size.

    `turn` is the angle at which its text runs, in degrees anticlockwise: pages scanned or set sideways are turned
    upright, whether the file says so by /Rotate (7.7.3.3) or leaves it to the reader.
    """
    left, bottom, right, top = page.get_bbox()
    wide, high = right - left, top - bottom
    turned: dict[int, Shown] = {
        0: lambda x0, y0, x1, y1: (x0 - left, top - y1, x1 - left, top - y0),
        90: lambda x0, y0, x1, y1: (y0 - bottom, x0 - left, y1 - bottom, x1 - left),
        180: lambda x0, y0, x1, y1: (right - x1, y0 - bottom, right - x0, y1 - bottom),
        270: lambda x0, y0, x1, y1: (top - y1, right - x1, top - y0, right - x0),
    }
    return turned[turn], (high, wide) if turn in (90, 270) else (wide, high)


def _placed(controls: Sequence[Control], shown: Shown) -> list[Control]:
    return [replace(control, box=shown(*control.box)) for control in controls]


@dataclass(frozen=True, slots=True)
class _Seen:
    number: int
    size: tuple[float, float]
    shapes: Shapes
    notes: Notes
    pictures: float

    def page(self, found: Found, controls: Sequence[Control]) -> PdfPage:
        is_layer = self.pictures >= _UNDER_PICTURE
        words, off = self._on_page([*found.upright, *(found.invisible if is_layer else ())])
        tilted, off_tilted = self._on_page(found.tilted)
        unseen = ((() if is_layer else found.invisible), off, off_tilted)
        asides = [(Standing.HIDDEN, *_said(each)) for each in unseen if each]
        words, struck, used = struck_by_rules(words, self.shapes.boxes)
        asides += [(Standing.STRUCK, *each) for each in struck]
        for areas in self.notes.struck:
            words, struck = struck_in(words, areas)
            asides += [(Standing.STRUCK, *each) for each in struck]
        asides += [
            (Standing.HIGHLIGHTED, *each) for areas in self.notes.highlighted if (each := covered_by(words, areas))
        ]
        asides += [(Standing.COMMENT, *each) for each in self.notes.comments]
        asides += [(Standing.HIDDEN, *each) for each in (*self.notes.hidden, *_unseen(controls))]
        seen = [control for control in controls if not control.is_hidden and control.kind != "button"]
        captions = [
            word for each in controls if each.kind == "button" and not each.is_hidden for word in _caption(each)
        ]
        content = PageContent(
            words=(*words, *captions),
            tilted=tuple(tilted),
            boxes=tuple(box for box in self.shapes.boxes if box not in used) if used else tuple(self.shapes.boxes),
            filled=(*_filled(seen, words), *self.notes.typed),
            pictures=self.pictures,
            shapes=self.shapes.count,
            unknown_characters=found.unknown,
            size=self.size,
            shades=tuple(self.shapes.shades),
            images=tuple(self.shapes.images[:_MAX_IMAGES]),
        )
        return PdfPage(
            content,
            tuple(Aside(how, text, Place(page=self.number, box=_rounded(box))) for how, text, box in asides),
            tuple(self._signatures(words, seen)),
            tuple((control, control.box) for control in seen if control.kind == "radio"),
            found.is_cut or self.shapes.is_cut or self.notes.is_cut,
            self.notes.shows,
        )

    def _on_page(self, words: Sequence[Word]) -> tuple[list[Word], list[Word]]:
        """The words that a person sees, and those off the page (14.11.2); where that leaves none, all are seen."""
        wide, high = self.size
        inside, off = list[Word](), list[Word]()
        for word in words:
            x, y = word.middle
            is_in = -_EDGE <= x <= wide + _EDGE and -_EDGE <= y <= high + _EDGE
            (inside if is_in else off).append(word)
        return (inside, off) if inside else (off, [])

    def _signatures(self, words: Sequence[Word], controls: Sequence[Control]) -> Iterator[Signature]:
        for control in controls:
            if control.kind == "signature" and control.value:
                place = Place(page=self.number, box=_rounded(control.box))
                yield Signature("digital", place, control.value if control.value != "signed" else "")
        marks = (("picture", self.shapes.images), ("ink", [*self.notes.ink, *self.shapes.strokes]))
        if not any(boxes for _, boxes in marks):
            return
        lines = lines_of(words)
        for kind, boxes in marks:
            for box in signed_places(lines, boxes):
                yield Signature(kind, Place(page=self.number, box=_rounded(box)))


def _filled(controls: Sequence[Control], words: Sequence[Word]) -> Iterator[Filled]:
    """Controls with a name that people can read: their own, else what is printed beside them."""
    boxes = [control.box for control in controls]
    for control in controls:
        if control.kind != "signature":
            label = control.label or printed_label(control.box, control.kind, words, boxes) or control.tag
            yield Filled(label, control.tag, control.kind, control.value, control.box)


def _caption(button: Control) -> Iterator[Word]:
    """The words on a push button (12.5.6.19), in the middle of it; they are printed and nobody's answer."""
    left, top, right, bottom = button.box
    middle, half = (top + bottom) / 2, min(_CAPTION, bottom - top) / 2
    step = (right - left) / max(1, len(button.value))
    at = left
    for word in button.value.split():
        yield Word(word, (at, middle - half, at + step * len(word), middle + half), size=2 * half)
        at += step * (len(word) + 1)


def _unseen(controls: Sequence[Control]) -> Iterator[tuple[str, Box]]:
    for control in controls:
        if control.is_hidden and control.kind != "button" and control.value not in ("", "☐", "☒"):
            yield control.value, control.box


def _said(words: Sequence[Word]) -> tuple[str, Box]:
    lines = lines_of(words)
    left, top = min(line.box[0] for line in lines), min(line.box[1] for line in lines)
    right, bottom = max(line.box[2] for line in lines), max(line.box[3] for line in lines)
    return "\n".join(line.text for line in lines), (left, top, right, bottom)


def _rounded(box: Box) -> Box:
    left, top, right, bottom = (round(edge, 1) for edge in box)
    return left, top, right, bottom
