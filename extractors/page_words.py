"""Words on a page, and lines and paragraphs made from the words.

All boxes are left, top, right, bottom in points from the top left corner of the page as it is shown.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from extractors.docx_glyphs import typed_boxes
from extractors.reading import Stretches

Box = tuple[float, float, float, float]

UNCLEAR = "[unclear]"
"""Stands on a scanned page where ink is that no engine could read, as handwriting: somebody wrote something there."""

_BULLET = re.compile(r"^(?:[•●▪◦‣·*–-]|o)\s+")
_STARTS_ANEW = re.compile(r"^(?:[•●▪◦‣·☐☒]|\(?\d{1,2}[.)]\s|\d{1,2}\.\d{1,2}\s|[A-Z][\w’'()/& -]{1,60}:)")
_NOT_ANEW = re.compile(r"\(\d{1,2}\) [a-z]")
_ENDS_PART = re.compile(r"[.:;,]$|\b(?:and|or)$")
_SPACE = 0.28
"""The width of a space, in sizes of its font."""
_SPACES = "   "
_FEWEST, _SEVERAL_SPACES = 3, 2.4
"""Of so many words or more the gaps tell: one so many times as wide as is usual holds several spaces."""
_FAR_RIGHT = 0.35
"""From this share of the width on no paragraph begins: what does is set against the right edge."""
_SAME_EDGE = 1.5
_COLUMN_GAP = 1.6
"""Line heights of white space within a line that divide it, as between a label and its answer."""
_LEADING = 0.9
"""Line heights of white space between lines that end a paragraph."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word, its box, and its look; the size is its font's in points, 0 where it was typed into a control."""

    text: str
    box: Box
    bold: bool = False
    size: float = 0.0
    confidence: float = 1.0
    """How sure a recognition engine was of it, from 0 to 1; 1 for text that the file itself holds."""
    typed: bool = False
    """Whether it stands in a control or on a note: somebody's answer, and not what is printed."""

    @property
    def height(self) -> float:
        """Points from top to bottom."""
        return self.box[3] - self.box[1]

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of its box."""
        return (self.box[0] + self.box[2]) / 2, (self.box[1] + self.box[3]) / 2

    def lies_in(self, area: Box) -> bool:
        """Whether its middle lies in an area."""
        x, y = self.middle
        return area[0] <= x <= area[2] and area[1] <= y <= area[3]


@dataclass(frozen=True, slots=True)
class Line:
    """Words side by side: a space between each, and a tab where white space divides them."""

    words: tuple[Word, ...]
    text: str
    box: Box
    size: float
    """The usual size of its words' font; what was typed into a control counts as its own height."""
    height: float
    bold: bool
    """Whether every word is bold."""
    filled: Stretches = ()
    """Where what somebody typed stands in the text."""
    is_broken: bool = False
    """Whether its last word was divided to fit, so that the hyphen is not part of the word."""
    is_cut: bool = False
    """Whether its last word goes on in the next line without a hyphen, as in a column too narrow for it."""

    @classmethod
    def of(cls, words: Sequence[Word]) -> "Line":
        """The line that words make, from left to right."""
        ordered = tuple(sorted(words, key=_left)) if len(words) > 1 else tuple(words)
        first = ordered[0]
        text = first.text
        left, top, right, bottom = first.box
        edge, height = right, bottom - top
        wide, starts = _wide(ordered), [0]
        for word in ordered[1:]:
            start, above, end, below = word.box
            high = below - above
            between = "\t" if _divides(start - edge, height, high) else _SPACES if start - edge > wide else " "
            starts.append(len(text) + len(between))
            text += between + word.text
            edge, height = end, high
            top, right, bottom = min(top, above), max(right, end), max(bottom, below)
        return cls(
            words=ordered,
            text=text,
            filled=_filled(ordered, starts) if any(word.typed for word in ordered) else (),
            box=(left, top, right, bottom),
            size=_middle([word.size or 0.7 * word.height for word in ordered]),
            height=_middle([word.box[3] - word.box[1] for word in ordered]),
            bold=all(word.bold for word in ordered),
        )

    @property
    def answers(self) -> list[float]:
        """The left edges of what stands behind white space in it, as answers do behind their labels."""
        return [word.box[0] for before, word in pairwise(self.words) if is_far(before, word)]


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines that make one paragraph, and what it says; a word broken at its own hyphen is whole again."""

    lines: tuple[Line, ...]
    text: str
    filled: Stretches = ()

    @classmethod
    def of(cls, lines: Sequence[Line]) -> "Lines":
        """The paragraph that lines make."""
        text = ""
        filled: list[tuple[int, int]] = []
        for number, line in enumerate(lines):
            if number and lines[number - 1].is_broken:
                text = text[:-1]
            elif (
                number
                and not lines[number - 1].is_cut
                and not (len(text) > 1 and text[-1] == "-" and text[-2].isalnum())
            ):
                text += " "
            filled += [(len(text) + begin, len(text) + end) for begin, end in line.filled]
            text += line.text
        return cls(tuple(lines), *_with_boxes(text, tuple(filled)))

    @property
    def box(self) -> Box:
        """The box around all its lines."""
        return around(line.box for line in self.lines)

    @property
    def size(self) -> float:
        """The size of its largest line."""
        return max(line.size for line in self.lines)

    @property
    def bold(self) -> bool:
        """Whether every line is bold."""
        return all(line.bold for line in self.lines)

    @property
    def bullet(self) -> str:
        """The bullet it begins with, "" where there is none."""
        found = _BULLET.match(self.text)
        return found[0] if found else ""

    def without(self, start: str) -> tuple[str, Stretches]:
        """The text without the bullet it begins with, and where what somebody typed stands in it."""
        cut = len(start)
        return self.text[cut:], tuple((max(0, a - cut), b - cut) for a, b in self.filled if b > cut)


def _with_boxes(text: str, filled: Stretches) -> tuple[str, Stretches]:
    """The text with boxes typed as [x] and [ ] as ☒ and ☐, and where what somebody typed then stands."""
    boxes = typed_boxes(text) if "[" in text else []
    for start, end, box in reversed(boxes):
        text = text[:start] + box + text[end:]
        less = end - start - 1
        filled = tuple((a - less * (a >= end), b - less * (b >= end)) for a, b in filled)
    return text, filled


def _left(word: Word) -> float:
    return word.box[0]


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds them all."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _middle(values: list[float]) -> float:
    """The value in the middle, of two the larger."""
    return values[0] if len(values) == 1 else sorted(values)[len(values) // 2]


def is_far(before: Word, word: Word) -> bool:
    """Whether white space divides two words of a line, as between a label and its answer."""
    return _divides(word.box[0] - before.box[2], before.height, word.height)


def _divides(gap: float, height: float, other: float) -> bool:
    return gap > _COLUMN_GAP * height and gap > _COLUMN_GAP * other


def _wide(words: Sequence[Word]) -> float:
    """From how much white on somebody has typed several spaces between two words; in set text all gaps are alike."""
    if len(words) < _FEWEST or any(word.typed for word in words):
        return inf
    gaps = sorted(word.box[0] - before.box[2] for before, word in pairwise(words))
    usual = gaps[(len(gaps) - 1) // 2]
    return _SEVERAL_SPACES * max(usual, _SPACE * max(word.size or 0.7 * word.height for word in words))


def _filled(words: Sequence[Word], starts: Sequence[int]) -> Stretches:
    """Where typed words stand in a line's text, neighbours as one stretch."""
    found: list[tuple[int, int]] = []
    for number, (word, start) in enumerate(zip(words, starts, strict=True)):
        if word.typed and number and words[number - 1].typed:
            found[-1] = (found[-1][0], start + len(word.text))
        elif word.typed:
            found.append((start, start + len(word.text)))
    return tuple(found)


def lines_of(words: Iterable[Word]) -> list[Line]:
    """Words put into lines: a word joins the line it stands beside, by at least half its height."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=_from_the_top):
        for row in rows[:-5:-1]:
            if _beside(row[-1].box, word.box) and (len(row) == 1 or _beside(row[0].box, word.box)):
                row.append(word)
                break
        else:
            rows.append([word])
    return [Line.of(row) for row in rows]


def _from_the_top(word: Word) -> tuple[float, float]:
    """Twice the middle of a word's height, and its left edge."""
    left, top, _, bottom = word.box
    return top + bottom, left


def _beside(first: Box, second: Box) -> bool:
    top = max(second[1], first[1])
    bottom = min(second[3], first[3])
    low, high = first[3] - first[1], second[3] - second[1]
    return bottom - top > 0.5 * (min(high, low))


def paragraphs_of(lines: Sequence[Line], right: float) -> list[Lines]:
    """Lines joined into paragraphs: a line goes on with the one before where its first word found no room there.

    `right` is the edge to which lines run.
    """
    paragraphs: list[list[Line]] = []
    pitches = sorted(second.box[1] - first.box[1] for first, second in pairwise(lines))
    pitch = pitches[len(pitches) // 4] if pitches else 0.0
    far = _far_right(lines, right)
    for line in lines:
        if paragraphs and _goes_on(paragraphs[-1][-1], line, right, 1.25 * pitch, far):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return [Lines.of(each) for each in paragraphs]


def _far_right(lines: Sequence[Line], right: float) -> float:
    left = min((line.box[0] for line in lines), default=0.0)
    return left + _FAR_RIGHT * (right - left)


def _goes_on(before: Line, line: Line, right: float, pitch: float, far: float) -> bool:
    if before.bold != line.bold and not (line.text[0].islower() and before.text[-1].isalnum()):
        return False  # but a sentence that is set in bold only in part goes on
    if abs(before.size - line.size) > 0.1 * before.size:
        return False
    if line.box[1] - before.box[1] > pitch or line.box[1] - before.box[3] > _LEADING * before.height:
        return False
    if before.is_cut:
        return True
    if _STARTS_ANEW.match(line.text) and not _stands_within(before, line):
        return False
    if "\t" in before.text or "\t" in line.text:
        return False
    if before.box[0] > far and abs(before.box[0] - line.box[0]) > _SAME_EDGE:
        return False
    first = line.words[0]
    room = right - before.box[2] - max(0.3 * before.height, _SPACE * before.size)
    return first.box[2] - first.box[0] > room


def _stands_within(before: Line, line: Line) -> bool:
    """Whether what else begins a paragraph stands within a sentence: an age in brackets, a dot between two things."""
    if _NOT_ANEW.match(line.text):
        return _ENDS_PART.search(before.text) is None
    return f" {line.text[0]} " in before.text and not before.text.startswith(line.text[0])
