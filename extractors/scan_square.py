"""A photo from the side, made square by the ruled lines on it: a table's corners are right angles."""

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.scan_marks import ruled_strokes
from extractors.scan_prepare import Page, smaller

_LONG = 0.2
"""The share of the page's side from which a line shows how the page leans."""
_RIM = 0.025
"""The share of the page's side at each edge where a straight shadow is the edge of the sheet."""
_APART = 0.2
"""The share of the page's side that two lines have to lie apart to tell its corners."""
_LEAST, _MOST = 0.002, 0.06
"""The shares of the page's side by which corners have to be moved to be worth it, and by which they may be."""
_SAMPLE = 400

Line = tuple[float, float]
"""Where a line begins across its direction, and how much it climbs for each dot along it."""


def squared(page: Page) -> Page:
    """The page with its table's corners at right angles; the page itself where no table shows that it leans."""
    high, wide = page.grey.shape
    small = _half(page)
    level, upright = _outermost(small, True), _outermost(small, False)
    if level is None or upright is None:
        return page
    corners = 2 * np.array([_crossing(row, column) for row in level for column in upright], np.float32)
    top_left, top_right, bottom_left, bottom_right = corners
    left, right = (top_left[0] + bottom_left[0]) / 2, (top_right[0] + bottom_right[0]) / 2
    top, bottom = (top_left[1] + top_right[1]) / 2, (bottom_left[1] + bottom_right[1]) / 2
    straight = np.array([[left, top], [right, top], [left, bottom], [right, bottom]], np.float32)
    moved = float(np.abs(corners - straight).max()) / max(high, wide)
    if not _LEAST < moved < _MOST:
        return page
    matrix = cv2.getPerspectiveTransform(corners, straight)
    grey = cv2.warpPerspective(page.grey, matrix, (wide, high), flags=cv2.INTER_CUBIC, borderValue=255)
    ink = cv2.warpPerspective(page.ink.astype(np.uint8), matrix, (wide, high), flags=cv2.INTER_NEAREST)
    return Page(np.asarray(grey, np.uint8), np.asarray(ink > 0), page.dpi, page.skew)


def _half(page: Page) -> Page:
    """The page at half its size, which shows its lines as well in a quarter of the time."""
    ink = smaller(page.ink.astype(np.uint8), 0.5)
    return Page(page.grey[::2, ::2], np.asarray(ink > 0), page.dpi / 2)


def _outermost(page: Page, level: bool) -> tuple[Line, Line] | None:
    """The first and the last of the long lines that run this way; None where they do not lie apart."""
    along, across = (page.grey.shape[1], page.grey.shape[0]) if level else page.grey.shape
    labels, stats = ruled_strokes(page, level)
    length = stats[:, cv2.CC_STAT_WIDTH if level else cv2.CC_STAT_HEIGHT]
    lines = [
        _fitted(labels, stats[number], number, level)
        for number in range(1, len(stats))
        if length[number] > _LONG * along
    ]
    rim = _RIM * across
    lines = sorted(line for line in lines if rim < line[0] < across - rim)
    if len(lines) < 2 or lines[-1][0] - lines[0][0] < _APART * across:
        return None
    return lines[0], lines[-1]


def _fitted(labels: NDArray[np.int32], stats: NDArray[np.int32], number: int, level: bool) -> Line:
    """The straight line through a stroke's dots."""
    left, top, wide, high, _ = (int(each) for each in stats)
    down, across = np.nonzero(labels[top : top + high, left : left + wide] == number)
    step = max(1, down.size // _SAMPLE)
    xs, ys = (across[::step] + left).astype(float), (down[::step] + top).astype(float)
    climb, start = np.polyfit(xs, ys, 1) if level else np.polyfit(ys, xs, 1)
    return float(start), float(climb)


def _crossing(row: Line, column: Line) -> tuple[float, float]:
    """Where a level line, y = a + b x, and an upright one, x = c + d y, cross."""
    y = (row[0] + row[1] * column[0]) / (1 - row[1] * column[1])
    return column[0] + column[1] * y, y
