"""How the text of a page is set: each file that is bound into another brings its own size of type and left margin."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.reading import Block, Heading, Paragraph

_FEWEST_WORDS = 20
"""With fewer words on a page its size of type may be that of a note or a signature alone."""
_SIZE_APART, _MARGIN_APART = 0.4, 2.5
"""Points: pages of one file differ by less, but for rounding."""


@dataclass(frozen=True, slots=True)
class Setting:
    """The size of most words outside tables, and the left margin, both in points; None where too little tells."""

    size: float | None = None
    margin: float | None = None

    def is_apart(self, *others: "Setting") -> bool:
        """Whether it is set otherwise than each of the others of which anything is known."""
        sizes = [other.size for other in others if other.size is not None]
        margins = [other.margin for other in others if other.margin is not None]
        return _is_apart(self.size, sizes, _SIZE_APART) or _is_apart(self.margin, margins, _MARGIN_APART)


def _is_apart(own: float | None, others: Sequence[float], least: float) -> bool:
    return own is not None and bool(others) and all(abs(own - other) > least for other in others)


def setting_of(blocks: Sequence[Block]) -> Setting:
    """How the lines of a page are set that stand in no table."""
    words: Counter[float] = Counter()
    for size, count in _sizes(blocks):
        words[size] += count
    if words.total() < _FEWEST_WORDS:
        return Setting()
    boxes = [block.place.box for block in blocks if isinstance(block, Heading | Paragraph) and block.place.box]
    return Setting(words.most_common(1)[0][0], min((box[0] for box in boxes), default=None))


def _sizes(blocks: Sequence[Block]) -> Iterator[tuple[float, int]]:
    for block in blocks:
        if isinstance(block, Paragraph | Heading) and block.size:
            yield block.size, len(block.text.split())
