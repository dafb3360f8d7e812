"""Whose words are these: the template's own, or somebody's answer? Only where that can be known."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from casework.document import DocumentType
from extractors.answer_lines import Line, Typed, cell_lines, lines_in
from extractors.answers import Answers
from extractors.catalogue import Catalogue
from extractors.known_labels import Labels
from extractors.reading import Block, Cell, Heading, ListItem, PageBreak, Paragraph, Picture, Reading, Table
from extractors.slots import slots
from extractors.words import label_key


class Wording(StrEnum):
    """Whose words something is made of."""

    TEMPLATE = "template"
    ANSWER = "answer"
    UNKNOWN = "unknown"


Told = Heading | Paragraph | ListItem | Picture | PageBreak | Cell


def told(blocks: Iterable[Block]) -> Iterator[Told]:
    """The blocks outside tables and the cells, in reading order; of what is inside a cell only the cells of tables."""
    for block in blocks:
        if not isinstance(block, Table):
            yield block
            continue
        for cell in (cell for row in block.rows for cell in row):
            yield cell
            yield from told(each for each in cell.blocks if isinstance(each, Table))


def wordings(reading: Reading, kind: DocumentType | None, catalogue: Catalogue) -> tuple[Wording | None, ...]:
    """Whose words each of what is `told` of the body is made of; None for what is empty."""
    judged = wording_of(reading, kind, catalogue)
    return tuple(judged.get(id(each)) for each in told(reading.blocks))


def wording_of(reading: Reading, kind: DocumentType | None, catalogue: Catalogue) -> Mapping[int, Wording]:
    """Whose words each block and each cell is made of, by its `id()`; a table itself, and what is empty, has no entry.

    Words typed into a control are an answer in any paper. Of a paper whose type is known the labels, headings and
    prompts are the template's, and what stands beside a label is an answer; a line that holds both is an answer.
    """
    return dict(_Judge(reading, kind, catalogue).of(reading.blocks))


class _Judge:
    """Knows the printed words of one type, and which lines of one reading answer a label."""

    def __init__(self, reading: Reading, kind: DocumentType | None, catalogue: Catalogue) -> None:
        self._labels = Labels.of_form(kind) if kind else Labels(())
        self._titles = frozenset(map(label_key, kind.titles)) if kind else frozenset()
        self._answers = Answers.on(catalogue, kind)
        found = slots(reading.blocks, self._labels, runs_on=True) if self._labels.keys else []
        self._beside = {(line.place, line.text) for slot in found for line in slot.lines}

    def of(self, blocks: Iterable[Block]) -> Iterator[tuple[int, Wording]]:
        for block in blocks:
            if not isinstance(block, Table):
                yield from self._judged(block, lines_in(block))
                continue
            for cell in (cell for row in block.rows for cell in row):
                yield from self._judged(cell, cell_lines(cell))
                yield from self.of(cell.blocks)

    def _judged(self, thing: Block | Cell, lines: Sequence[Line]) -> Iterator[tuple[int, Wording]]:
        if not lines:
            return
        if all(self._is_printed(line) for line in lines):
            yield id(thing), Wording.TEMPLATE
        elif any(self._is_answer(line) for line in lines):
            yield id(thing), Wording.ANSWER
        else:
            yield id(thing), Wording.UNKNOWN

    def _is_printed(self, line: Line) -> bool:
        if line.typed is not Typed.NOTHING:
            return False
        found = self._labels.match(line.text)
        is_label = found is not None and not found[1] and (line.place, line.text) not in self._beside
        is_heading = self._labels.is_heading(line.text) or label_key(line.text) in self._titles
        return is_label or is_heading or not self._answers.own_words(line.text)

    def _is_answer(self, line: Line) -> bool:
        if line.typed or (line.place, line.text) in self._beside:
            return True
        found = self._labels.match(line.text)
        return found is not None and bool(found[1]) and bool(self._answers.own_words(found[1]))
