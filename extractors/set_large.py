"""Lines that only look large beside other papers bound into the same file -> paragraphs again."""

import re
from collections import Counter
from dataclasses import replace

from extractors.reading import WEAK_LEVEL, Block, Heading, Paragraph, Reading, looks_like_heading

_AMOUNT = re.compile(r"£\s?\d|(?<!\w)\d+\s+(?:day|night|week|month|year|hour|session)s?\b", re.IGNORECASE)
"""A time or a sum, which is an answer and heads nothing."""


def set_by_itself(reading: Reading) -> Reading:
    """The reading of one paper of a file, with lines no larger than the paper's own text not taken for headings.

    The size of a file's text is that of most of its pages; a form in twelve points bound before a long paper in ten
    would else be headings only, and its short answers with them.
    """
    own = _size_of_text(reading.blocks)
    if not own:
        return reading
    return replace(reading, blocks=tuple(_as_text(each) if _is_text(each, own) else each for each in reading.blocks))


def _size_of_text(blocks: tuple[Block, ...]) -> float:
    """The size most of a paper's running text has, 0 where that is not told."""
    sizes: Counter[float] = Counter()
    for block in blocks:
        if isinstance(block, Paragraph) and block.size:
            sizes[block.size] += len(block.text)
    return max(sizes, key=lambda size: sizes[size], default=0.0)


def _is_text(block: Block, own: float) -> bool:
    if not isinstance(block, Heading) or not 0 < block.size <= own or block.level >= WEAK_LEVEL:
        return False
    return bool(_AMOUNT.search(block.text)) or not looks_like_heading(block.text, bold=True)


def _as_text(block: Block) -> Block:
    return Paragraph(block.text, block.place, block.size, block.filled) if isinstance(block, Heading) else block
