"""Whether a page was read: how much of its ink lies in words, and how many of those look like words.

An engine's own confidence shows no failure: Tesseract is 72 to 95 % sure of pages on which it found nothing.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.page_words import Box
from extractors.scan_engines import Seen
from extractors.scan_marks import Drawn
from extractors.scan_prepare import Mask, Page

_HEIGHT = (0.02, 0.45)
_WIDTH = (0.008, 1.2)
"""Inches: the sizes of what may be a letter, or letters that touch."""
_GROWN = 0.02
_BETWEEN = 0.12
"""Inches of white within which letters belong to one line of words."""
_LEAST_WIDE, _LEAST_HIGH = 0.06, 0.05
_VOWELS = "aeiouyáéíóúâêîôûŵŷäëïöüà"
_WORDLIKE = re.compile(
    rf"^[^\w£]*(?:"
    rf"(?=\w*[{_VOWELS}{_VOWELS.upper()}])(?:[^\W\d_][a-zß-ÿŵŷ]*|[A-Z]+)(?:['’‘./&-]+[^\W\d_]+)*(?:\(\w{{1,4}}\))?(?:['’]\w{{1,2}})?"
    r"|[A-Z]{1,6}(?:[/.-]?[A-Z]{0,4}\d+)?|[a-z]|Mrs?|Dr|Ltd|PhD"  # initials and references
    r"|£?\d[\d.,:/%()-]*(?:[ap]m|st|nd|rd|th|[a-z])?"  # numbers, sums, dates and times
    r")[^\w£]*$"
)

LEAST_COVERED, LEAST_PLAUSIBLE = 0.5, 0.7
"""The share of the ink in words, and of the words that look like words, below which a page is too poor to read.

Pages read upside down keep a half of words that look like words.
"""
GOOD = 0.9
"""The share of both with which nobody needs a second engine for the whole page."""
_GUESSED = 0.5
"""How sure of a word an engine is that only guesses; more shows nothing, as little as this does."""
_SPECKS = 5
_BLANK = 0.01
"""Square inches of ink that are no writing: dust and smears."""
_RIM = 0.03
"""The share of a page at each edge where the shadow of the sheet falls."""


@dataclass(frozen=True, slots=True)
class Letters:
    """The pieces of ink that may be letters: box by box (left, top, width, height, dots), and all of their ink."""

    pieces: NDArray[np.int32]
    ink: Mask
    dpi: float
    other_ink: float
    """Square inches of ink, away from the edges, that are neither letters nor ruled lines."""

    @property
    def none(self) -> bool:
        """Whether there are too few to be writing."""
        return len(self.pieces) < _SPECKS

    @property
    def blank(self) -> bool:
        """Whether there is nothing but dust on the glass."""
        return self.none and self.other_ink < _BLANK

    @property
    def middles(self) -> NDArray[np.int32]:
        """The middle of each piece: across and down."""
        return self.pieces[:, :2] + self.pieces[:, 2:4] // 2


def letters_on(page: Page, drawn: Drawn) -> Letters:
    """What may be letters on a page: neither its ruled lines nor its boxes, neither specks nor pictures."""
    ink = page.ink & ~drawn.ink
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)
    wide, high = stats[:, cv2.CC_STAT_WIDTH] / page.dpi, stats[:, cv2.CC_STAT_HEIGHT] / page.dpi
    fit = (high >= _HEIGHT[0]) & (high <= _HEIGHT[1]) & (wide >= _WIDTH[0]) & (wide <= _WIDTH[1])
    fit[0] = False
    letters = np.asarray(fit[labels])
    down, across = (round(_RIM * side) for side in ink.shape)
    other = (ink & ~letters)[down : -down or None, across : -across or None].sum() / page.dpi**2
    return Letters(stats[fit], letters, page.dpi, float(other))


def lines_in(letters: Letters, mask: Mask | None = None) -> list[Box]:
    """The boxes of letters that stand close together side by side, as in a line of words."""
    ink = letters.ink if mask is None else letters.ink & mask
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (round(_BETWEEN * letters.dpi), 3))
    joined = cv2.morphologyEx(ink.astype(np.uint8), cv2.MORPH_CLOSE, kernel)
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    return [
        (float(left), float(top), float(left + wide), float(top + high))
        for left, top, wide, high, _ in stats[1:]
        if wide >= _LEAST_WIDE * letters.dpi and high >= _LEAST_HIGH * letters.dpi
    ]


def in_words(letters: Letters, words: Iterable[Box]) -> NDArray[np.bool_]:
    """For each piece of ink whether it lies in a word."""
    covered = np.zeros(letters.ink.shape, bool)
    margin = round(_GROWN * letters.dpi)
    for left, top, right, bottom in words:
        covered[
            max(0, round(top) - margin) : round(bottom) + margin, max(0, round(left) - margin) : round(right) + margin
        ] = True
    middles = letters.middles
    return np.asarray(covered[middles[:, 1], middles[:, 0]])


def covered(letters: Letters, words: Iterable[Box]) -> float:
    """The share of the letters' ink that lies in words, from 0 to 1; 1 where there is none."""
    if not len(letters.pieces):
        return 1.0
    areas = letters.pieces[:, cv2.CC_STAT_AREA].astype(np.float64)
    return float(areas[in_words(letters, words)].sum() / areas.sum())


def plausible(words: Sequence[Seen]) -> float:
    """The share of what was seen that looks like words, numbers or names, by letters, from 0 to 1.

    >>> seen = [Seen(text, (0, 0, 1, 1), 0.9) for text in "Children's name(s): Zoë £2,500 26/02/2026".split()]
    >>> plausible(seen), plausible([Seen("xq}rt{", (0, 0, 1, 1), 0.9)])
    (1.0, 0.0)
    """
    spelled = [
        (len(word.text), word.confidence > _GUESSED and bool(_WORDLIKE.match(word.text)))
        for word in words
        if any(map(str.isalnum, word.text))
    ]
    total = sum(length for length, _ in spelled)
    return sum(length for length, is_word in spelled if is_word) / total if total else 0.0
