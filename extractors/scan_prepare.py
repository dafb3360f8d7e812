"""Makes a picture of a page fit to be read: cut out of what lies around it, evenly lit, without specks, and level."""

from dataclasses import dataclass
from math import radians, tan

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.scan_picture import Grey, PagePicture

Mask = NDArray[np.bool_]
Dots = tuple[NDArray[np.int64], ...]
"""Where ink is: the rows and the columns."""

_WORKING_DPI = 75
"""For what concerns the page as a whole; every step at full size costs a tenth of a second or more."""
_BACKGROUND = 0.35
"""Inches: wider than the stroke of any letter, narrower than any shadow."""
_KERNEL = 25
"""Dots: what that makes is looked at in as small a picture as shows it."""
_DARK = 0.6
"""Of the paper's brightness: what is darker over a whole field is a shaded field with light letters on it."""
_LEAST_CONTRAST = 14.0
"""Steps of 255 between ink and paper below which nobody would see ink."""
_GRAIN = 5.0
"""Steps of 255 by which neighbouring dots of blank paper differ before smoothing helps more than it harms.

A smoothing of clean pages costs a third of the words in thin type.
"""
_INK = 150
_MOST_SKEW = 12.0


@dataclass(frozen=True, slots=True)
class Page:
    """An evenly lit page: paper is white, ink is dark; what is ink; and how far it was straightened, in degrees."""

    grey: Grey
    ink: Mask
    dpi: float
    skew: float = 0.0


def prepared(picture: PagePicture) -> Page:
    """The page of a picture, its lines level or upright; which way up is not looked at here."""
    grey = _evenly_lit(_cut_out(picture.grey, picture.dpi), picture.dpi)
    angle = _skew(grey, picture.dpi)
    if abs(angle) > 0.05:
        grey = _rotated(grey, angle)
    ink = _without_specks(grey < _INK, picture.dpi)
    grey[(grey < _INK) & ~ink] = 255
    return Page(grey, ink, picture.dpi, round(angle, 2))


def turned(page: Page, quarters: int) -> Page:
    """The page turned clockwise by so many quarters."""
    if not quarters:
        return page
    grey, ink = np.ascontiguousarray(np.rot90(page.grey, -quarters)), np.rot90(page.ink, -quarters)
    return Page(grey, np.ascontiguousarray(ink), page.dpi, page.skew)


def lines_run_down(page: Page) -> bool:
    """Whether the lines of text run from top to bottom, as on a page laid sideways into the scanner."""
    small = _small_ink(page)
    return _sharpness(np.nonzero(small.T), 0.0) > _sharpness(np.nonzero(small), 0.0)


# -- paper and light


def _cut_out(grey: Grey, dpi: float) -> Grey:
    """The sheet of paper alone, square, where a photo shows it on something darker."""
    factor = min(1.0, 700 / max(grey.shape))
    small = cv2.GaussianBlur(smaller(grey, factor), (0, 0), 3)
    _, bright = cv2.threshold(small, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    bright = cv2.morphologyEx(bright, cv2.MORPH_CLOSE, np.ones((25, 25), np.uint8))
    outlines, _ = cv2.findContours(bright, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not outlines:
        return grey
    sheet = max(outlines, key=cv2.contourArea)
    corners = cv2.approxPolyDP(sheet, 0.02 * cv2.arcLength(sheet, True), True).reshape(-1, 2)
    share = cv2.contourArea(sheet) / small.size
    if len(corners) != 4 or not 0.3 < share < 0.97 or not cv2.isContourConvex(corners.reshape(-1, 1, 2)):
        return grey
    return _squared(grey, corners.astype(np.float32) / factor)


def _squared(grey: Grey, corners: NDArray[np.float32]) -> Grey:
    """What lies between four corners, as a rectangle."""
    sums, differences = corners.sum(1), corners[:, 1] - corners[:, 0]
    order = [sums.argmin(), differences.argmin(), sums.argmax(), differences.argmax()]
    from_corners = corners[order]
    top_left, top_right, bottom_right, bottom_left = from_corners
    wide = round(float(max(np.linalg.norm(top_right - top_left), np.linalg.norm(bottom_right - bottom_left))))
    high = round(float(max(np.linalg.norm(bottom_left - top_left), np.linalg.norm(bottom_right - top_right))))
    to_corners = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    matrix = cv2.getPerspectiveTransform(from_corners, to_corners)
    return np.asarray(cv2.warpPerspective(grey, matrix, (wide, high), flags=cv2.INTER_CUBIC), np.uint8)


def _evenly_lit(grey: Grey, dpi: float) -> Grey:
    """The page on white paper, whatever light fell on it; dark ink even where little of it was left."""
    grey = _shaded_fields_turned_light(grey, dpi)
    paper = _paper(grey, dpi, _BACKGROUND)
    lit = cv2.divide(grey, np.maximum(paper, 8), scale=255)
    noise = _grain(lit)
    if noise > _GRAIN:
        lit = cv2.GaussianBlur(lit, (0, 0), 0.9)
    return _with_contrast(lit.astype(np.uint8), noise)


def smaller(grey: Grey, factor: float) -> Grey:
    """The picture by that factor; a thin strip keeps a dot."""
    high, wide = grey.shape
    size = max(1, round(wide * factor)), max(1, round(high * factor))
    return np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), np.uint8)


def _paper(grey: Grey, dpi: float, inches: float) -> Grey:
    """How bright the paper is behind what stands on it."""
    factor = min(1.0, _KERNEL / (inches * dpi))
    small = smaller(grey, factor)
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (_KERNEL, _KERNEL))
    smooth = cv2.GaussianBlur(cv2.medianBlur(cv2.morphologyEx(small, cv2.MORPH_CLOSE, disc), 5), (0, 0), _KERNEL / 3)
    return np.asarray(cv2.resize(smooth, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR), np.uint8)


def _shaded_fields_turned_light(grey: Grey, dpi: float) -> Grey:
    """Light letters on dark fields, as in a table's heading row, made dark letters on light ones."""
    factor = min(1.0, _WORKING_DPI / dpi)
    small = smaller(grey, factor)
    paper = _paper(small, dpi * factor, 3.0)
    dark = (small < _DARK * paper).astype(np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=4)
    changed = grey
    for left, top, wide, high, area in stats[1:count]:
        inch = dpi * factor
        if wide < 0.6 * inch or high < 0.14 * inch or area < 0.5 * wide * high:
            continue
        if not _has_light_letters(small[top : top + high, left : left + wide]):
            continue
        if changed is grey:
            changed = grey.copy()
        box = tuple(slice(round(a / factor), round((a + b) / factor)) for a, b in ((top, high), (left, wide)))
        changed[box] = 255 - changed[box]
    return changed


def _has_light_letters(field: Grey) -> bool:
    ground = float(np.median(field))
    light, dark = float((field > ground + 60).mean()), float((field < ground - 40).mean())
    return light > 0.02 and light > 2 * dark


def _grain(lit: Grey) -> float:
    """By how much neighbouring dots of blank paper differ (a robust standard deviation)."""
    middle = lit[lit.shape[0] // 20 : -(lit.shape[0] // 20) or None : 3].astype(np.int16)
    steps = np.abs(np.diff(middle, axis=1))[middle[:, 1:] > 200]
    return float(np.percentile(steps, 68)) / 1.41 if steps.size else 0.0


def _with_contrast(lit: Grey, noise: float) -> Grey:
    """Ink made as dark as print; a page on which nothing stands out from the paper is left blank."""
    level, _ = cv2.threshold(lit, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    dark = lit[lit <= level]
    if dark.size == 0:
        return np.full_like(lit, 255)
    white, black = float(np.median(lit)), float(dark.mean())
    contrast = white - black
    if contrast < max(_LEAST_CONTRAST, 3.0 * noise):
        return np.full_like(lit, 255)
    stretched = 255 - (white - lit.astype(np.float32)) * (215 / contrast)
    return np.asarray(np.clip(stretched, 0, 255), np.uint8)


def _without_specks(ink: Mask, dpi: float) -> Mask:
    """What is ink, without what is too small for the dot of an i."""
    least = max(2, round(9 * (dpi / 300) ** 2))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)
    large = stats[:, cv2.CC_STAT_AREA] >= least
    large[0] = False
    return np.asarray(large[labels])


# -- level


def _skew(grey: Grey, dpi: float) -> float:
    """Degrees, clockwise, by which its lines run down, or off the upright."""
    small = _small_ink(Page(grey, grey < _INK, dpi))
    spread = max((np.nonzero(each) for each in (small, small.T[::-1])), key=lambda each: _sharpest(each, 0, 12, 1)[1])
    coarse, _ = _sharpest(spread, 0.0, _MOST_SKEW, 0.5)
    fine, _ = _sharpest(spread, coarse, 0.5, 0.05)
    return fine


def _small_ink(page: Page) -> Mask:
    """The ink at a hundred dots per inch, margins left out: shadows of a page's edge are straight too."""
    factor = 100 / page.dpi
    small = smaller(page.ink.astype(np.uint8) * 255, factor)
    rim = max(1, min(small.shape) // 40)
    return np.asarray(small[rim:-rim, rim:-rim] > 60)


def _sharpest(dots: Dots, middle: float, either_way: float, step: float) -> tuple[float, float]:
    """The angle near the middle at which lines stand apart most clearly, and how clearly they do."""
    angles = np.arange(middle - either_way, middle + either_way + step / 2, step)
    return max(((float(angle), _sharpness(dots, angle)) for angle in angles), key=lambda each: each[1])


def _sharpness(dots: Dots, angle: float) -> float:
    """How clearly lines stand apart from the gaps between them, when the page is sheared by this angle."""
    ys, xs = dots
    if not ys.size:
        return 0.0
    rows = np.round(ys - xs * tan(radians(angle))).astype(np.int64)
    counts = np.bincount(rows - rows.min()).astype(np.float64)
    return float(np.square(np.diff(counts)).sum())


def _rotated(grey: Grey, angle: float) -> Grey:
    """Turned about its middle by so many degrees anticlockwise, on white."""
    high, wide = grey.shape
    matrix = cv2.getRotationMatrix2D((wide / 2, high / 2), angle, 1)
    return np.asarray(cv2.warpAffine(grey, matrix, (wide, high), flags=cv2.INTER_CUBIC, borderValue=255), np.uint8)
