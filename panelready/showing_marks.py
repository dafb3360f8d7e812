"""A block's words, divided where they stand out: somebody's answer, put in later, highlighted, or hard to read."""

from collections.abc import Iterator
from itertools import groupby

from casework.evidence import Place
from extractors.page_words import Box
from extractors.reading import Cell, Heading, ListItem, Paragraph, ScannedPage, Standing, Stretches, Table
from generators.reading_page_things import How, Words
from generators.reading_page_words import scan_note
from panelready.showing_places import holds

UNSURE = 0.85
"""A word of which a recognition engine is less sure than this is marked.

Of 636 words on four poor scans 11 were, among them three of the four that were misread.
"""

HOW_OF = {standing: How(standing.value) for standing in Standing}

Worded = Heading | Paragraph | ListItem | Cell


class Marks:
    """How each character of a text stands; a later mark lies over an earlier one."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._how = [How.PLAIN] * len(text)

    def stretches(self, stretches: Stretches, how: How, offset: int = 0) -> None:
        """Mark stretches, given from `offset` on."""
        for first, end in stretches:
            for index in range(max(0, first + offset), min(len(self._how), end + offset)):
                self._how[index] = how

    def found(self, words: str, how: How, start: int = 0) -> int | None:
        """Mark words where they are first found from `start` on, as whole words; where they end, None if nowhere."""
        at = _whole_word(self._text, words, start) if words else -1
        if at < 0:
            return None
        self.stretches(((at, at + len(words)),), how)
        return at + len(words)

    def rest(self, how: How | None) -> None:
        """Mark what bears no mark; where an answer is marked already, the rest is not known to be one."""
        if how is None or (how is How.ANSWER and How.ANSWER in self._how):
            return
        self._how = [how if each is How.PLAIN else each for each in self._how]

    def words(self) -> tuple[Words, ...]:
        """The text, divided where the marks change."""
        groups = groupby(zip(self._text, self._how, strict=True), key=lambda each: each[1])
        return tuple(Words("".join(character for character, _ in group), how) for how, group in groups)


Answers = dict[int, list[list[str]]]
"""Answers as lines, by the index of the block that they begin in."""


def mark_answers(marks: Marks, answers: Answers, index: int) -> None:
    """Mark the answers that begin in the block of this index; one that goes on is looked for in the next block too."""
    for lines in answers.pop(index, ()):
        start = 0
        left: list[str] = []
        for line in lines:
            end = marks.found(line, How.ANSWER, start)
            start, left = (end, left) if end else (start, [*left, line])
        if left and start:
            answers.setdefault(index + 1, []).append(left)


def mark_filled(marks: Marks, block: Worded) -> None:
    """Mark what stands in a control, in a block or in the blocks of a cell."""
    if not isinstance(block, Cell):
        marks.stretches(block.filled, How.ANSWER)
        return
    start = 0
    for inner in block.blocks:
        if isinstance(inner, (Heading, Paragraph, ListItem)):
            at = block.text.find(inner.text, start)
            if at >= 0:
                marks.stretches(inner.filled, How.ANSWER, at)
                start = at + len(inner.text)


def text_of_own(block: Worded) -> str:
    """A block's words; a cell's without those of tables inside it, which are things of their own."""
    if isinstance(block, Cell) and any(isinstance(each, Table) for each in block.blocks):
        return "\n".join(each.text for each in block.blocks if not isinstance(each, Table) and each.text)
    return block.text


class Unsure:
    """The words that recognition engines were not sure of, by the page or picture they stand on."""

    def __init__(self, scanned: tuple[ScannedPage, ...]) -> None:
        self._by_sheet: dict[int | str, list[tuple[str, Box]]] = {}
        for number, page in enumerate(scanned, 1):
            sheet = sheet_of(page, number)
            self._by_sheet[sheet] = list(_unsure(page))

    def mark(self, marks: Marks, place: Place) -> None:
        """Mark those that lie in the box of a place."""
        start = 0
        if box := place.box:
            for word, own in self._by_sheet.get(place.page or place.part or "", ()):
                if holds(box, own):
                    start = marks.found(word, How.UNSURE, start) or start


def sheet_of(page: ScannedPage, number: int) -> int | str:
    """The number of a page, or what places call a picture inside a text; `number` counts the scans of the file."""
    name, _, of_file = page.key.rpartition(":")
    return int(of_file) if name in ("page", "frame") and of_file.isdigit() else picture_name(number)


def scans_of(scanned: tuple[ScannedPage, ...]) -> Iterator[tuple[str, str]]:
    """Each scan: what it is called, and how it was read."""
    for number, page in enumerate(scanned, 1):
        sheet = sheet_of(page, number)
        unsure = sum(1 for _ in _unsure(page))
        note = scan_note(page.engines, page.turned, page.skew, page.covered, len(page.words), unsure)
        yield (f"Page {sheet}" if isinstance(sheet, int) else sheet.capitalize()), note


def picture_name(number: int) -> str:
    """What places call the scanned picture of that number (`extractors.picture_scans`)."""
    return f"picture {number}"


def _unsure(page: ScannedPage) -> Iterator[tuple[str, Box]]:
    yield from ((word, box) for word, sure, box in page.words if sure < UNSURE)


def _whole_word(text: str, words: str, start: int) -> int:
    """Where words stand that are no part of a longer word; -1 where they do not."""
    at = text.find(words, start)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(words) : at + len(words) + 1]
        if not (before.isalnum() and words[0].isalnum()) and not (after.isalnum() and words[-1].isalnum()):
            return at
        at = text.find(words, at + 1)
    return -1
