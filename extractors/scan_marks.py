"""What is drawn on a page and is no letter: ruled lines, and tick boxes with or without a mark in them."""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.page_words import Box
from extractors.scan_prepare import Mask, Page

_RULE = 0.2
"""Inches from which a straight stroke may be a ruled line; the tallest letter of running text is 0.14."""
_SURE_RULE = 0.5
_THICK = 0.045
_BRIDGED = 0.06
"""Inches of a ruled line that wear may have taken out of it."""
_SIDE = (0.085, 0.27)
"""Inches: the sides of printed tick boxes."""
_STRAIGHT = 0.9
"""How much of a side its line covers; beside letters' strokes, worn lines and those of photos are ragged."""
_DOTS = 3
_SLACK = 0.035
"""Inches by which strokes of one square may be longer: a mark may touch them."""
_BOW = 0.3
"""How much of a line of dots right outside a square is ink where the square is only the middle of a letter."""
_CORNER = 0.02
_CORNERED = 0.4
"""How much of a corner is ink; the corners of an O are round."""
_BESIDE, _REACHES_OVER = 0.15, 0.3
"""How much of the ground right beside a side may be ink, and beside one side of the four."""
_TICKED = 0.06
"""The share of a box's inside that is ink once somebody has ticked it."""
_FULL = 0.9

_LEFT, _TOP, _WIDE, _HIGH, _AREA = range(5)


@dataclass(frozen=True, slots=True)
class TickBox:
    """A printed square, in dots, and whether a mark stands in it."""

    box: Box
    ticked: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    """The ruled lines and tick boxes of a page in dots, and where their ink is."""

    rules: tuple[Box, ...]
    tick_boxes: tuple[TickBox, ...]
    ink: Mask


def drawn_on(page: Page) -> Drawn:
    """The ruled lines and tick boxes of a page."""
    strokes = {level: _strokes(page.ink, round(_SIDE[0] * 0.8 * page.dpi), level) for level in (True, False)}
    ticks = tuple(_tick_boxes(page, strokes))
    rules, ink = _rules(page)
    for tick in ticks:
        left, top, right, bottom = (round(edge) for edge in tick.box)
        margin = round(0.02 * page.dpi)
        ink[max(0, top - margin) : bottom + margin, max(0, left - margin) : right + margin] = True
    return Drawn(tuple(rules), ticks, ink & page.ink)


def _strokes(ink: Mask, least: int, level: bool) -> Mask:
    """The parts of the ink that lie in straight strokes of at least this many dots."""
    shape = (least, 1) if level else (1, least)
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, shape)
    return np.asarray(cv2.morphologyEx(ink.astype(np.uint8), cv2.MORPH_OPEN, kernel) > 0)


def _rules(page: Page) -> tuple[list[Box], Mask]:
    """The ruled lines, each as its box a dot or more thick, and their ink."""
    boxes: list[Box] = []
    held = np.zeros(page.ink.shape, bool)
    for level in (True, False):
        found, ink = _rules_along(page, level)
        boxes += found
        held |= ink
    return boxes, held


def ruled_strokes(page: Page, level: bool) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """The straight strokes of a page that are long enough for ruled lines: which each dot belongs to, and their boxes.

    What OpenCV calls labels and statistics of connected components; stroke 0 is all the rest.
    """
    bridge, least = round(_BRIDGED * page.dpi), round(_RULE * page.dpi)
    small, long_way = ((3, 1), (bridge, 1)) if level else ((1, 3), (1, bridge))
    across = (1, 3) if level else (3, 1)
    # widened by a dot either way, so that a line that climbs by a dot is not cut in two
    ink = cv2.dilate(page.ink.astype(np.uint8), cv2.getStructuringElement(cv2.MORPH_RECT, across))
    ink = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, small))
    strokes = _strokes(ink > 0, least, level).astype(np.uint8)
    strokes = cv2.morphologyEx(strokes, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, long_way))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(strokes, connectivity=8)
    return labels, stats


def _rules_along(page: Page, level: bool) -> tuple[list[Box], Mask]:
    labels, stats = ruled_strokes(page, level)
    length, breadth = (_WIDE, _HIGH) if level else (_HIGH, _WIDE)
    boxes: list[Box] = []
    kept = np.zeros(len(stats), bool)
    for number, each in enumerate(stats[1:], 1):
        thickness = each[_AREA] / each[length] - 2
        is_long = each[length] >= _RULE * page.dpi
        if is_long and thickness <= _THICK * page.dpi and each[breadth] <= 0.12 * each[length] + 12:
            kept[number] = True
            boxes.append(_as_rule(each, max(1.0, thickness), level))
    return boxes, np.asarray(kept[labels])


def _as_rule(stats: NDArray[np.int32], thickness: float, level: bool) -> Box:
    """A line's box, as thin as the line is even where it climbs a little."""
    left, top, wide, high = (float(each) for each in stats[:_AREA])
    if level:
        middle = top + high / 2
        return left, middle - thickness / 2, left + wide, middle + thickness / 2
    middle = left + wide / 2
    return middle - thickness / 2, top, middle + thickness / 2, top + high


# -- tick boxes


def _tick_boxes(page: Page, strokes: dict[bool, Mask]) -> Iterator[TickBox]:
    """Squares whose four sides are straight strokes of one length; a mark inside may reach beyond them."""
    least, most = (round(side * page.dpi) for side in _SIDE)
    level = _segments(strokes[True], least, most, page.dpi)
    upright = [_flipped(each) for each in _segments(strokes[False].T, least, most, page.dpi)]
    taken: list[Box] = []
    for outline in _squares(level, page.dpi):
        sides = _with_sides(outline, upright, page.dpi)
        box = sides and _grown(page, sides)
        if box is None or any(_overlap(box, other) for other in taken) or not _is_square(page, box):
            continue
        taken.append(box)
        if (share := _inside(page.ink, box)) < _FULL:
            yield TickBox(box, share > _TICKED)


def _flipped(box: Box) -> Box:
    return box[1], box[0], box[3], box[2]


def _with_sides(outline: Box, upright: list[Box], dpi: float) -> Box | None:
    """The box from its left to its right side, each a stroke as high as the box; None where they are not there."""
    left, top, right, bottom = outline
    slack, short = _SLACK * dpi, 0.15 * (bottom - top) + 2
    standing = [each for each in upright if abs(each[1] - top) < short and abs(each[3] - bottom) < short]
    lefts = [each[0] for each in standing if abs(each[0] - left) < slack]
    rights = [each[2] for each in standing if abs(each[2] - right) < slack]
    return (min(lefts), top, max(rights), bottom) if lefts and rights else None


def _grown(page: Page, box: Box) -> Box:
    """The box with what of its shape lies outside it: the bow of a D or an O, whose middle is straight, and no mark."""
    left, top, right, bottom = (round(edge) for edge in box)
    ink, most = page.ink, round(0.03 * page.dpi)
    for _ in range(most):
        left -= bool(left > 0 and ink[top:bottom, left - 1].mean() > _BOW)
        right += bool(right < ink.shape[1] and ink[top:bottom, right].mean() > _BOW)
        top -= bool(top > 0 and ink[top - 1, left:right].mean() > _BOW)
        bottom += bool(bottom < ink.shape[0] and ink[bottom, left:right].mean() > _BOW)
    return float(left), float(top), float(right), float(bottom)


def _segments(strokes: Mask, least: int, most: int, dpi: float) -> list[Box]:
    """Level strokes as long as the side of a tick box, from the top."""
    count, _, stats, _ = cv2.connectedComponentsWithStats(strokes.astype(np.uint8), connectivity=8)
    wide, high = stats[:, _WIDE], stats[:, _HIGH]
    fit = (wide >= 0.95 * least) & (wide <= 1.15 * most) & (high <= 0.04 * dpi)
    fit[0] = False
    found = [(float(s[0]), float(s[1]), float(s[0] + s[2]), float(s[1] + s[3])) for s in stats[:count][fit]]
    return sorted(found, key=lambda box: (box[1], box[0]))


def _squares(sides: list[Box], dpi: float) -> Iterator[Box]:
    """Where one stroke lies below another of its length, as far away as it is long."""
    slack = _SLACK * dpi
    for number, upper in enumerate(sides):
        wide = upper[2] - upper[0]
        for lower in sides[number + 1 :]:
            high = lower[3] - upper[1]
            if high > 1.3 * wide + slack:
                break
            if high >= 0.75 * wide and abs(lower[0] - upper[0]) < slack and abs(lower[2] - upper[2]) < slack:
                yield min(upper[0], lower[0]), upper[1], max(upper[2], lower[2]), lower[3]


def _is_square(page: Page, box: Box) -> bool:
    """Whether a straight line runs along all four sides, from corner to corner, with little beside it outside."""
    left, top, right, bottom = (round(edge) for edge in box)
    part = page.ink[top:bottom, left:right]
    rim, ring = max(3, round(0.03 * page.dpi)), max(2, round(0.014 * page.dpi))
    sides = (part[:rim], part[-rim:], part[:, :rim].T, part[:, -rim:].T)
    corner = max(_DOTS, round(_CORNER * page.dpi))
    corners = (part[:corner, :corner], part[:corner, -corner:], part[-corner:, :corner], part[-corner:, -corner:])
    beyond = (
        page.ink[max(0, top - ring - 1) : max(0, top - 1), left:right],
        page.ink[bottom + 1 : bottom + 1 + ring, left:right],
        page.ink[top:bottom, max(0, left - 2 * ring - 1) : max(0, left - 1)],
        page.ink[top:bottom, right + 1 : right + 1 + 2 * ring],
    )
    return (
        all(_straightest(side) > _STRAIGHT for side in sides)
        and all(each.mean() > _CORNERED for each in corners)
        and _is_alone([float(each.mean()) for each in beyond if each.size])
    )


def _is_alone(beside: list[float]) -> bool:
    """Whether little ink lies beside a square; beside a letter stand others. A mark may reach over one of its sides."""
    *others, most = sorted(beside)
    return max(others) < _BESIDE and most < _REACHES_OVER


def _straightest(side: Mask) -> float:
    """The share of a side that one line three dots thick covers."""
    return max(float(side[row : row + _DOTS].any(0).mean()) for row in range(max(1, len(side) - _DOTS + 1)))


def _inside(ink: Mask, box: Box) -> float:
    """The share of ink inside a box, its frame left out."""
    left, top, right, bottom = (round(edge) for edge in box)
    rim_x, rim_y = round(0.24 * (right - left)), round(0.24 * (bottom - top))
    inside = ink[top + rim_y : bottom - rim_y, left + rim_x : right - rim_x]
    return float(inside.mean()) if inside.size else 0.0


def _overlap(first: Box, second: Box) -> bool:
    return min(first[2], second[2]) > max(first[0], second[0]) and min(first[3], second[3]) > max(first[1], second[1])
