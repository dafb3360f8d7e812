"""One paragraph while it is being read: its words, and what a person sees of some of them beside the words."""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from casework.evidence import Place
from extractors.docx_glyphs import EMPTY, TICKED, typed_boxes
from extractors.docx_styles import ParagraphLook
from extractors.reading import Aside, Block, FormField, Mark, Standing, Stretches

FILLED = "filled"
_MARK_ENDS = " \t\n:-"


@dataclass(slots=True)
class _Stretch:
    """Parts of a line that stand out, from one number to before another."""

    how: str
    start: int
    end: int


@dataclass(slots=True)
class Line:
    """A paragraph's words in parts, and what was found among them; `finish` joins it all."""

    place: Place
    look: ParagraphLook
    parts: list[str] = field(default_factory=list)
    form_fields: list[FormField] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    hung: list[Block] = field(default_factory=list)
    """What hangs on the paragraph: text boxes, pictures, the words of charts."""
    breaks: list[tuple[bool, bool]] = field(default_factory=list)
    """Ends of pages: whether words stand before it, and whether Word put it there when it last drew the pages."""
    bold: bool | None = None
    size: float | None = None
    changed: bool = False
    text: str = ""
    filled: Stretches = ()
    asides: list[Aside] = field(default_factory=list)
    _stretches: list[_Stretch] = field(default_factory=list)
    _out: list[tuple[Standing, int, list[str]]] = field(default_factory=list)

    def stands_out(self, how: str, start: int) -> None:
        """The parts from `start` on stand out, and stay in the text."""
        end = len(self.parts)
        if end <= start:
            return
        for last in self._stretches[-2:]:
            if last.how == how and last.start <= start <= last.end:
                last.end = max(end, last.end)
                return
        self._stretches.append(_Stretch(how, start, end))

    def cut(self, how: Standing | None, start: int, marks: int) -> str:
        """Take the parts from `start` on out of the text, and the tick boxes from `marks` on with them."""
        text = "".join(self.parts[start:])
        del self.parts[start:], self.marks[marks:]
        for each in self._stretches:
            each.start, each.end = min(each.start, start), min(each.end, start)
        if how is not None:
            self.left_out(how, text)
        return text

    def left_out(self, how: Standing, text: str) -> None:
        """Words that stand here and are not part of the text."""
        if self._out and self._out[-1][:2] == (how, len(self.parts)):
            self._out[-1][2].append(text)
        else:
            self._out.append((how, len(self.parts), [text]))

    def has_words(self) -> bool:
        """Whether any word stands so far."""
        return any(not part.isspace() for part in self.parts)

    def finish(self) -> None:
        """Join the parts: the text, which stretches of it somebody filled in, and the words that stand out."""
        text = "".join(self.parts)
        starts = [0, *accumulate(map(len, self.parts))] if self._stretches else []
        stretches = [(each.how, starts[each.start], starts[each.end]) for each in self._stretches]
        found = [(at, how, "".join(words)) for how, at, words in self._out]
        found += [(each.start, Standing(each.how), "".join(self.parts[each.start : each.end]))
                  for each in self._stretches if each.how != FILLED]  # fmt: skip
        found.sort(key=lambda each: each[0])
        self.asides += [Aside(how, words, self.place) for _, how, said in found if (words := said.strip())]
        moved: Callable[[int], int] = int
        if "[" in text and (boxes := typed_boxes(text)):
            text, moved = self._boxed(text, boxes)
        self._label_marks(text)
        self.text = text.strip()
        before = len(text) - len(text.lstrip())
        self.filled = tuple(
            _trimmed(self.text, [(moved(a) - before, moved(b) - before) for how, a, b in stretches if how == FILLED])
        )

    def _boxed(self, text: str, boxes: list[tuple[int, int, str]]) -> tuple[str, Callable[[int], int]]:
        """The text with typed boxes as ☒ and ☐, and where each position has moved to."""
        pieces, at, number = [], 0, 0
        for start, end, box in boxes:
            before = text[at:start]
            pieces += [before, box]
            number += before.count(TICKED) + before.count(EMPTY)
            self.marks.insert(number, Mark(box == TICKED, "", self.place))
            at, number = end, number + 1
        begins = [start for start, _, _ in boxes]
        gone = [0, *accumulate(end - start - 1 for start, end, _ in boxes)]

        def moved(position: int) -> int:
            number = bisect_left(begins, position)
            into = max(0, boxes[number - 1][1] - position) if number else 0
            return position - gone[number] + into

        return "".join([*pieces, text[at:]]), moved

    def _label_marks(self, text: str) -> None:
        """Give each tick box without a name the words that follow it, up to the next box."""
        if not self.marks:
            return
        after = [part.strip(_MARK_ENDS) for part in text.replace(EMPTY, TICKED).split(TICKED)][1:]
        if len(after) == len(self.marks):
            self.marks = [
                Mark(mark.ticked, mark.label or words, mark.place)
                for mark, words in zip(self.marks, after, strict=True)
            ]


def _trimmed(text: str, stretches: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Stretches without the spaces at their ends, joined where they touch, within the text."""
    last: tuple[int, int] | None = None
    for start, end in sorted(stretches):
        inside = text[max(0, start) : max(0, end)]
        start = max(0, start) + len(inside) - len(inside.lstrip())
        end = start + len(inside.strip())
        if start >= end:
            continue
        if last and start <= last[1]:
            last = last[0], max(last[1], end)
            continue
        if last:
            yield last
        last = start, end
    if last:
        yield last


Reads = Callable[[Any, Line], None]
"""Reads an element into a line."""
