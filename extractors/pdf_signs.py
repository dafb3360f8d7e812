"""A picture or strokes of a pen beside the words "Signed" or "Signature": somebody may have signed there."""

from collections.abc import Iterable, Iterator, Sequence

from extractors.page_words import Box, Line

_WORDS = frozenset(("signed", "signature", "signatures", "sign", "signatory"))
_MAX_WORDS = 8
"""A line of more words tells of a signature and is no place for one."""
_BESIDE, _ABOVE, _BELOW = 320.0, 30.0, 45.0
"""Points around such a line within which a signature stands: to its right, above it, below it."""
_LEAST, _TALLEST, _WIDEST = 8.0, 160.0, 350.0


def signed_places(lines: Iterable[Line], marks: Sequence[Box]) -> Iterator[Box]:
    """Those of some marks on a page that stand where people sign, each once; letters and logos are too large."""
    places = [line.box for line in lines if _asks(line)]
    for mark in dict.fromkeys(marks):
        wide, high = mark[2] - mark[0], mark[3] - mark[1]
        if _LEAST <= wide <= _WIDEST and _LEAST / 2 <= high <= _TALLEST and any(_near(mark, each) for each in places):
            yield mark


def _asks(line: Line) -> bool:
    words = [word.strip(":._…- ").casefold() for word in line.text.split()]
    return not _WORDS.isdisjoint(words) and len([word for word in words if word]) <= _MAX_WORDS


def _near(mark: Box, line: Box) -> bool:
    middle = (mark[1] + mark[3]) / 2
    is_level = line[1] - _ABOVE <= middle <= line[3] + _BELOW
    return is_level and mark[2] > line[0] and mark[0] < line[2] + _BESIDE
