"""The words of a block as those who recognise papers look at them, worked out once while its file is judged."""

from collections.abc import Iterable

from casework.judging import once
from extractors.dates import DateFound, dates_found
from extractors.reading import Block, block_text
from extractors.words import folded


@once
def folded_words(block: Block) -> str:
    """Its folded words, a space before, between and after them."""
    return f" {folded(block_text(block))} "


def may_say(block: Block, words: Iterable[str]) -> bool:
    """Whether one of these stands among its folded words, if only as a part of one.

    To be asked before a pattern that needs one of them: most blocks hold none, and this tells so in less time.
    """
    return any(map(folded_words(block).__contains__, words))


@once
def dates_of(block: Block) -> tuple[DateFound, ...]:
    """Every date in it."""
    return tuple(dates_found(block_text(block)))


@once
def _count(block: Block) -> int:
    return len(block_text(block).split())


def count_of(blocks: Iterable[Block]) -> int:
    """How many words several blocks hold, as they are written."""
    return sum(map(_count, blocks))
