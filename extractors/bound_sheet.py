"""The sheets of a reading: what stands between two page breaks, in a Word file also what follows a main heading."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from extractors.bound_head import Head, is_chapter, lines_of
from extractors.bound_letters import begins_a_mail
from extractors.bound_marks import Marks, marks_of
from extractors.bound_setting import Setting, setting_of
from extractors.bound_words import kind_of
from extractors.catalogue import Catalogue
from extractors.reading import Block, Heading, PageBreak, Reading, Table, block_text

_MAIN = 1
"""Within a page a paper begins only at a heading of this level or above."""
_TITLE_WORDS = 14
"""A title of somebody's own making is no longer than this."""
_LETTERHEAD = 5
"""So many lines may stand above a title: a letterhead, an address, who may see it."""


@dataclass(frozen=True)
class Sheet:
    """A stretch of a reading's blocks, from `start` up to `stop`; `is_fresh` where a page begins with it."""

    start: int
    stop: int
    page: int | None
    is_fresh: bool
    blocks: tuple[Block, ...]
    marks: Marks
    catalogue: Catalogue

    @cached_property
    def head(self) -> Head:
        """What stands at its top."""
        return Head(self.blocks, self.catalogue)

    @cached_property
    def setting(self) -> Setting:
        """How its text is set; of a scan nothing is known, as the recognised sizes waver."""
        return Setting() if self.marks.is_scanned else setting_of(self.blocks)

    @cached_property
    def kind(self) -> str | None:
        """The type that all its words tell of."""
        return kind_of(Reading(blocks=self.blocks), 0, len(self.blocks), self.catalogue)

    @cached_property
    def first_line(self) -> str:
        """Its first line, where that may be a title: short, no end or middle of a sentence, and not numbered."""
        first = next((block for block in self.blocks if block_text(block).strip()), None)
        if first is None or isinstance(first, Table):
            return ""
        line = lines_of(first)[0]
        is_short = len(line.split()) <= _TITLE_WORDS and line[:1].isupper() and not line.endswith((".", ":", ";", ","))
        return line if is_short and not is_chapter(line) else ""

    @property
    def is_told(self) -> bool:
        """Whether a title at the top of a page names a type and all words of the page tell of it too."""
        return self.is_fresh and self.may_be_headed and self.head.kind is not None and self.head.kind == self.kind

    @property
    def may_be_headed(self) -> bool:
        """Whether what heads a paper may stand at its top."""
        return self.head.may_be_a_papers


def sheets_of(reading: Reading, catalogue: Catalogue) -> Iterator[Sheet]:
    """The sheets of a reading in their order."""
    blocks = reading.blocks
    for (start, is_fresh), (stop, _) in pairwise([*_starts(blocks), (len(blocks), True)]):
        stretch = blocks[start:stop]
        page = next((block.place.page for block in stretch if block.place.page is not None), None)
        marks = marks_of(stretch, reading, page)
        yield Sheet(start, stop, page, is_fresh, stretch, marks, catalogue)


def _starts(blocks: Sequence[Block]) -> Iterator[tuple[int, bool]]:
    """Where sheets begin, and whether a page begins there; in what has no pages a main heading may begin one too."""
    is_fresh, page, top = True, None, 0
    for number, block in enumerate(blocks):
        if isinstance(block, PageBreak):
            is_fresh = True
            continue
        turned = block.place.page is not None and page is not None and block.place.page > page
        page = block.place.page if block.place.page is not None else page
        if is_fresh or turned or (page is None and number - top > _LETTERHEAD and _may_begin(blocks, number)):
            yield number, is_fresh or turned
            top = number
        is_fresh = False


def _may_begin(blocks: Sequence[Block], number: int) -> bool:
    block = blocks[number]
    if isinstance(block, Heading):
        return block.level <= _MAIN
    if isinstance(block, Table) or not block.text[:8].casefold().lstrip(" *").startswith("from"):
        return False
    return begins_a_mail([line for each in blocks[number : number + 6] for line in lines_of(each)])
