"""The words with which a label may begin in a piece of a file: where no label begins so, no label is there."""

import re

from casework.judging import once
from extractors.answer_lines import Line, Typed, cell_lines, lines_in
from extractors.reading import Block, Cell, Table
from extractors.words import folded, label_key

APART = re.compile(r"\t|_{2,}|\.{4,}|…{2,}|[ \u00a0\u2002\u2003]{3,}")
"""What keeps a label and its answer apart on one line: a tab, the line to write on, or a wide gap."""
_APARTS = ("\t", "__", "....", "……", "   ", "\u00a0", "\u2002", "\u2003")
"""One of these stands in whatever keeps them apart."""
_BRACKET = re.compile(r"[(\[]")
_MOST_LOOKED_AT = 400
"""Characters of a line among which its first word stands."""
_WORDS_LOOKED_AT = 8
"""Among so many words stand a line's number and its first word, nearly always."""

Beginnings = frozenset[str] | None
"""Folded words, or None where a label may begin with any."""


@once
def beginnings_of_block(block: Block) -> Beginnings:
    """The words a label in a block may begin with; a table's are those of its cells."""
    if isinstance(block, Table):
        return _together([beginnings_of_cell(cell) for row in block.rows for cell in row])
    return _together([_of_line(line) for line in lines_in(block)])


@once
def beginnings_of_cell(cell: Cell) -> Beginnings:
    """The same of a cell, which may be a label as a whole or hold prompts; of a table inside it nothing is known."""
    if any(isinstance(block, Table) for block in cell.blocks):
        return None
    lines = cell_lines(cell)
    is_one = len(lines) == 1 and lines[0].text == cell.text.strip()
    return _together([*([] if is_one else [_first_words(cell.text)]), *map(_of_line, lines)])


def _together(every: list[Beginnings]) -> Beginnings:
    known = [each for each in every if each is not None]
    return frozenset().union(*known) if len(known) == len(every) else None


def is_apart(text: str) -> bool:
    """Whether something in a line keeps a label and its answer apart; most lines are plainly without."""
    return any(map(text.__contains__, _APARTS)) and APART.search(text) is not None


def _of_line(line: Line) -> Beginnings:
    if is_apart(line.text):
        return None if _BRACKET.search(line.text) else frozenset(folded(line.text).split())
    first = _first_words(line.text)
    return first | _first_words(line.text[: line.begins]) if line.typed is Typed.PART else first


def _first_words(text: str) -> frozenset[str]:
    """The first word with and without the number of its line, and without a remark in brackets behind it."""
    begun = text[:_MOST_LOOKED_AT]
    keys = _keys(" ".join(begun.split(maxsplit=_WORDS_LOOKED_AT)[:_WORDS_LOOKED_AT]))
    return frozenset(key.partition(" ")[0] for key in (keys if all(keys) else _keys(begun)) if key)


def _keys(begun: str) -> list[str]:
    parts = (begun, begun[: found.start()]) if (found := _BRACKET.search(begun)) else (begun,)
    return [key for part in parts for key in (folded(part), label_key(part))]
