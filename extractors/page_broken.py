"""Words divided at the end of a line: whose hyphen is the word's own, and whose the typesetter's."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.page_words import Line

_LAST = re.compile(r"([^\W\d_]+)-$")
_FIRST = re.compile(r"^[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_MANY = 0.04
"""The share of lines that end in a hyphen from which on a program must have divided the words."""
_LEAST = 6


class Broken:
    """Knows from all lines of a file which of its words are divided.

    A file whose words a program divides has many such lines; in others the hyphen at the end of a line is a word's
    own, unless the word stands undivided elsewhere.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        divided = sum(line.text.endswith("-") and _LAST.search(line.text) is not None for line in lines)
        self._is_usual = divided >= max(_LEAST, _MANY * len(lines))
        self._words: set[str] = set()
        for line in lines if divided else ():
            self._words.update(word.casefold() for word in _WORD.findall(line.text))

    def marked(self, lines: Sequence[Line]) -> list[Line]:
        """The lines, those that end within a word marked so."""
        ends = [self._is_divided(line, after) for line, after in pairwise(lines)]
        return [replace(line, is_broken=True) if end else line for line, end in zip(lines, [*ends, False], strict=True)]

    def _is_divided(self, line: Line, after: Line) -> bool:
        if not line.text.endswith("-"):
            return False
        begun, rest = _LAST.search(line.text), _FIRST.match(after.text)
        if begun is None or rest is None or not rest[0][0].islower():
            return False
        whole, hyphened = f"{begun[1]}{rest[0]}".casefold(), f"{begun[1]}-{rest[0]}".casefold()
        if whole in self._words or hyphened in self._words:
            return whole in self._words
        return self._is_usual
