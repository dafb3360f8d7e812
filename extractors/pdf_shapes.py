"""What is drawn on a PDF page beside its letters: ruled lines, shaded areas, pictures, strokes of a pen.

Clauses are those of ISO 32000-1. Boxes are as the page is shown.
"""

import ctypes
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from extractors.page_words import Box

MAX_OBJECTS = 60_000
MAX_SEGMENTS = 100_000
"""Segments of all paths of a page; a drawing of a house has fewer."""
_MAX_PATH = 400
_MAX_DEPTH = 8
_THIN = 3.0
_SIMPLE = 5
"""Segments of a line or a rectangle, which is a rule where the box around it is thin."""
_STROKES = 6
"""A path of so many curves that is only stroked was drawn by hand, or is a drawing."""
_TINY = 4.0

Matrix = tuple[float, float, float, float, float, float]
Shown = Callable[[float, float, float, float], Box]
_UNMOVED: Matrix = (1, 0, 0, 1, 0, 0)


class Shapes:
    """Gathers the shapes of a page, those inside form XObjects (8.10) too."""

    def __init__(self, shown: Shown) -> None:
        self._shown = shown
        self.boxes: list[Box] = []
        self.shades: list[Box] = []
        self.images: list[Box] = []
        self.strokes: list[Box] = []
        self.pictures = 0.0
        self.count = 0
        self.is_cut = False
        self._segments = 0
        self._edges = [ctypes.c_float() for _ in range(4)]

    def read(self, page: Any) -> None:
        """Look at all objects of a page, up to MAX_OBJECTS and MAX_SEGMENTS."""
        for index in range(pdfium.FPDFPage_CountObjects(page)):
            if self.is_cut:
                return
            self._object(pdfium.FPDFPage_GetObject(page, index), _UNMOVED, 0)

    def _object(self, found: Any, outer: Matrix, depth: int) -> None:
        kind = pdfium.FPDFPageObj_GetType(found)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            return
        self.count += 1
        self.is_cut |= self.count > MAX_OBJECTS or self._segments > MAX_SEGMENTS
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            self._path(found, outer)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            self._image(_times(_matrix(found), outer))
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
            inner = _times(_matrix(found), outer)
            for index in range(pdfium.FPDFFormObj_CountObjects(found)):
                if self.is_cut:
                    return
                self._object(pdfium.FPDFFormObj_GetObject(found, index), inner, depth + 1)

    def _image(self, matrix: Matrix) -> None:
        """A picture is a unit square under its matrix (8.9.5)."""
        a, b, c, d, e, f = matrix
        self.pictures += abs(a * d - b * c)
        box = self._box((e, f), (e + a, f + b), (e + c, f + d), (e + a + c, f + b + d))
        if min(box[2] - box[0], box[3] - box[1]) > _TINY:
            self.images.append(box)

    def _path(self, path: Any, outer: Matrix) -> None:
        """A path's straight lines where it is stroked; where it is only filled, its box (8.5.3)."""
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
        count = pdfium.FPDFPath_CountSegments(path)
        self._segments += count
        if count < 2 or not (fill.value or stroke.value):
            return
        if count > _MAX_PATH:
            self.strokes += self._bounds(path, outer)
            return
        if count <= _SIMPLE:
            thin = [box for box in self._bounds(path, outer) if min(box[2] - box[0], box[3] - box[1]) <= _THIN]
            self.boxes += thin
            if thin:
                return
        matrix = _times(_matrix(path), outer)
        curves = 0
        for piece, bent in _pieces(path, count, matrix):
            curves += bent
            if len(piece) < 2:
                continue
            if stroke.value:
                self.boxes += [self._box(*pair) for pair in pairwise(piece)]
            if fill.value and not bent:
                self._area(piece)
        if stroke.value and not fill.value and curves >= _STROKES:
            self.strokes += self._bounds(path, outer)

    def _area(self, piece: list[tuple[float, float]]) -> None:
        box = self._box(*piece)
        if min(box[2] - box[0], box[3] - box[1]) <= _THIN:
            self.boxes.append(box)
        elif len({x for x, _ in piece}) == 2 == len({y for _, y in piece}):
            self.shades.append(box)

    def _bounds(self, path: Any, outer: Matrix) -> list[Box]:
        """The box around a path, the width of its strokes included, in one call."""
        if not pdfium.FPDFPageObj_GetBounds(path, *self._edges):
            return []
        x0, y0, x1, y1 = [edge.value for edge in self._edges]
        if outer == _UNMOVED:
            return [self._shown(x0, y0, x1, y1)]
        return [self._box(*(_moved(x, y, outer) for x in (x0, x1) for y in (y0, y1)))]

    def _box(self, *points: tuple[float, float]) -> Box:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return self._shown(min(xs), min(ys), max(xs), max(ys))


def _pieces(path: Any, count: int, matrix: Matrix) -> Iterator[tuple[list[tuple[float, float]], int]]:
    """The straight stretches of a path as points, closed ones back to their start, and the curves since the last."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    curves = 0
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if kind != pdfium.FPDF_SEGMENT_LINETO:
            if points:
                yield points, curves
                curves = 0
            curves += kind == pdfium.FPDF_SEGMENT_BEZIERTO
            points = []
        points.append(_moved(x.value, y.value, matrix))
        if pdfium.FPDFPathSegment_GetClose(segment) and len(points) > 2:
            points.append(points[0])
    if points:
        yield points, curves


def _moved(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _matrix(found: Any) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(found, matrix):
        return _UNMOVED
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(first: Matrix, second: Matrix) -> Matrix:
    """The matrix that does the first and then the second (8.3.4)."""
    if second == _UNMOVED:
        return first
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m
