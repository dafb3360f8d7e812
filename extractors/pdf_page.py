"""One PDF page through pdfium: its characters as words, its ruled lines, its pictures, and what was filled in on it.

Clauses are those of ISO 32000-1. pdfium is not thread-safe, even with separate documents.
"""

import ctypes
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from extractors.page_content import Filled, PageContent
from extractors.page_words import Box
from extractors.pdf_chars import characters_of

_WIDGET_KINDS = {
    pdfium.FPDF_FORMFIELD_CHECKBOX: "checkbox",
    pdfium.FPDF_FORMFIELD_RADIOBUTTON: "checkbox",
    pdfium.FPDF_FORMFIELD_COMBOBOX: "combo",
    pdfium.FPDF_FORMFIELD_LISTBOX: "dropdown",
    pdfium.FPDF_FORMFIELD_TEXTFIELD: "text",
}
_HIDDEN = 0x2
_MAX_SEGMENTS = 400
_MAX_OBJECTS = 60_000
_MAX_DEPTH = 8

Matrix = tuple[float, float, float, float, float, float]


def page_content(page: Any, form: Any | None) -> PageContent:
    """Everything on a pypdfium2 page that can be read."""
    with characters_of(page) as characters:
        turn = characters.usual_angle()
        shown, size = _shown(page, turn)
        words, tilted, unknown = characters.words(shown, turn)
    shapes = _Shapes(shown)
    shapes.read(page.raw)
    area = max(1.0, size[0] * size[1])
    return PageContent(
        words=tuple(words),
        tilted=tuple(tilted),
        boxes=tuple(shapes.boxes),
        filled=tuple(_annotations(page, form, shown)),
        pictures=min(1.0, shapes.pictures / area),
        shapes=shapes.count,
        unknown_characters=unknown,
        size=size,
    )


def _shown(page: Any, turn: int) -> tuple[Callable[[float, float, float, float], Box], tuple[float, float]]:
    """From a box in the page's own coordinates to one from its top left corner as people read it; and its size.

    `turn` is the angle at which its text runs, in degrees anticlockwise: pages scanned or set sideways are turned
    upright, whether the file says so by /Rotate (7.7.3.3) or leaves it to the reader.
    """
    left, bottom, right, top = page.get_bbox()
    wide, high = right - left, top - bottom
    turned: dict[int, Callable[[float, float, float, float], Box]] = {
        0: lambda x0, y0, x1, y1: (x0 - left, top - y1, x1 - left, top - y0),
        90: lambda x0, y0, x1, y1: (y0 - bottom, x0 - left, y1 - bottom, x1 - left),
        180: lambda x0, y0, x1, y1: (right - x1, y0 - bottom, right - x0, y1 - bottom),
        270: lambda x0, y0, x1, y1: (top - y1, right - x1, top - y0, right - x0),
    }
    return turned[turn], (high, wide) if turn in (90, 270) else (wide, high)


# -- shapes and pictures


class _Shapes:
    """Gathers thin shapes and the area of pictures, those inside form XObjects (8.10) too."""

    def __init__(self, shown: Callable[..., Box]) -> None:
        self._shown = shown
        self.boxes: list[Box] = []
        self.pictures = 0.0
        self.count = 0

    def read(self, page: Any) -> None:
        for index in range(min(pdfium.FPDFPage_CountObjects(page), _MAX_OBJECTS)):
            self._object(pdfium.FPDFPage_GetObject(page, index), (1, 0, 0, 1, 0, 0), 0)

    def _object(self, found: Any, outer: Matrix, depth: int) -> None:
        kind = pdfium.FPDFPageObj_GetType(found)
        self.count += 1
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            self._path(found, _times(_matrix(found), outer))
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            a, b, c, d, _, _ = _times(_matrix(found), outer)
            self.pictures += abs(a * d - b * c)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
            inner = _times(_matrix(found), outer)
            for index in range(min(pdfium.FPDFFormObj_CountObjects(found), _MAX_OBJECTS)):
                self._object(pdfium.FPDFFormObj_GetObject(found, index), inner, depth + 1)

    def _path(self, path: Any, matrix: Matrix) -> None:
        """A path's straight lines where it is stroked; where it is only filled, its box if that is thin (8.5.3)."""
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
        count = pdfium.FPDFPath_CountSegments(path)
        if not 1 < count <= _MAX_SEGMENTS or not (fill.value or stroke.value):
            return
        for piece in _pieces(path, count, matrix):
            if stroke.value:
                self.boxes += [self._box(*pair) for pair in pairwise(piece)]
            else:
                box = self._box(*piece)
                if min(box[2] - box[0], box[3] - box[1]) <= 3:
                    self.boxes.append(box)

    def _box(self, *points: tuple[float, float]) -> Box:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return self._shown(min(xs), min(ys), max(xs), max(ys))


def _pieces(path: Any, count: int, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
    """The subpaths of a path as points, closed ones back to their start; curves are left out."""
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == pdfium.FPDF_SEGMENT_MOVETO or kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            if len(points) > 1:
                yield points
            points = []
        points.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        if pdfium.FPDFPathSegment_GetClose(segment) and len(points) > 2:
            points.append(points[0])
    if len(points) > 1:
        yield points


def _matrix(found: Any) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(found, matrix):
        return (1, 0, 0, 1, 0, 0)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(first: Matrix, second: Matrix) -> Matrix:
    """The matrix that does the first and then the second (8.3.4)."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


# -- annotations


def _annotations(page: Any, form: Any | None, shown: Callable[..., Box]) -> Iterator[Filled]:
    """Form controls with their values (12.7) and text typed onto the page (12.5.6.6), neither in the page's text."""
    for index in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, index)
        if not annotation:
            continue
        try:
            if not pdfium.FPDFAnnot_GetFlags(annotation) & _HIDDEN and (found := _filled(annotation, form, shown)):
                yield found
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)


def _filled(annotation: Any, form: Any | None, shown: Callable[..., Box]) -> Filled | None:
    kind = pdfium.FPDFAnnot_GetSubtype(annotation)
    rect = pdfium.FS_RECTF()
    if not pdfium.FPDFAnnot_GetRect(annotation, rect):
        return None
    box = shown(rect.left, min(rect.bottom, rect.top), rect.right, max(rect.bottom, rect.top))
    if kind == pdfium.FPDF_ANNOT_FREETEXT:
        words = _string(lambda buffer, size: pdfium.FPDFAnnot_GetStringValue(annotation, b"Contents", buffer, size))
        return Filled("", "", "note", words, box) if words.strip() else None
    if kind != pdfium.FPDF_ANNOT_WIDGET or form is None:
        return None
    return _widget(annotation, form, box)


def _widget(annotation: Any, form: Any, box: Box) -> Filled | None:
    kind = _WIDGET_KINDS.get(pdfium.FPDFAnnot_GetFormFieldType(form, annotation))
    if kind is None:
        return None
    tag = _string(lambda buffer, size: pdfium.FPDFAnnot_GetFormFieldName(form, annotation, buffer, size))
    name = _string(lambda buffer, size: pdfium.FPDFAnnot_GetFormFieldAlternateName(form, annotation, buffer, size))
    if kind == "checkbox":
        value = "☒" if pdfium.FPDFAnnot_IsChecked(form, annotation) else "☐"
    else:
        value = _string(lambda buffer, size: pdfium.FPDFAnnot_GetFormFieldValue(form, annotation, buffer, size))
    return Filled(name or tag, tag, kind, value.replace("\r\n", "\n").replace("\r", "\n").strip(), box)


def _string(call: Callable[[Any, int], int]) -> str:
    """A string from pdfium: asked for its size first, then read as UTF-16."""
    size = call(None, 0)
    if size <= 2 or size > 2_000_000:
        return ""
    buffer = (pdfium.FPDF_WCHAR * (size // 2))()
    call(buffer, size)
    return bytes(buffer).decode("utf-16-le", "replace").rstrip("\0")
