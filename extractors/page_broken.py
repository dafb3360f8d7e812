"""Words divided at the end of a line: by a hyphen, the word's own or the typesetter's, or by a column too narrow."""

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
_ONE_CHARACTER = 0.6
"""How wide a character is, in sizes of its font: where there is less room, a word that stands alone was cut."""
_CUT_DAY = re.compile(r"(?:^|\s)\d{1,2}([/.-])(?:\d{1,2}\1)?((?:19|20)\d?|[12])?$")
_REST_OF_DAY = re.compile(r"(?:\d{1,2}[/.-])?(\d{1,4})(?!\d)(?! +[a-z])")
"""Before a small word figures are a number of something, as in "15 people"."""
_YEAR = re.compile(r"(?:19|20)?\d\d")
_REST = re.compile(r"[a-z]{1,3}(?![^\W_])(?!\.\w)")
_SHORT_WORDS = re.compile(
    r"a|ad|all|am|an|and|any|are|as|at|be|but|by|can|did|do|due|for|fr|get|go|had|has|he|her|him|his|how|if|in|is|it|its"
    r"|key|lac|la|led|let|may|me|mrs?|ms|my|new|no|nor|not|now|of|off|on|one|or|our|out|own|per|pm|put|re|s|say|see|set|she"
    r"|so|sow|ten|the|to|too|tm|two|up|us|use|via|was|we|who|why|yes|yet|you"
)
"""Words as short as the rest of one that was cut."""


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

    def in_column(self, lines: Sequence[Line], right: float) -> list[Line]:
        """The lines of a column up to `right`, those that end within a word or a day too wide for it marked so."""
        cut = [_is_cut(line, after, right) for line, after in pairwise(lines)]
        return [replace(line, is_cut=is_cut) for line, is_cut in zip(self.marked(lines), [*cut, False], strict=True)]

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


def _is_cut(line: Line, after: Line, right: float) -> bool:
    """Whether the last word of a line goes on in the next one without a hyphen: no letter more had room."""
    if right - line.box[2] > _ONE_CHARACTER * line.size or line.filled or after.filled:
        return False
    if day := _CUT_DAY.search(line.text):
        rest = _REST_OF_DAY.match(after.text)
        return rest is not None and _YEAR.fullmatch((day[2] or "") + rest[1]) is not None
    if len(line.words) > 1 or not line.text[-1:].islower():
        return False
    rest = _REST.match(after.text)
    return rest is not None and _SHORT_WORDS.fullmatch(rest[0]) is None
