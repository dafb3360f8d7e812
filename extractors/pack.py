"""The cover sheet of a pack: which panel it is for, and how many papers lie behind it."""

import re
from collections.abc import Sequence
from itertools import takewhile

from extractors.block_words import count_of
from extractors.reading import Block, Table, block_text

_TOP = 5
_MOST_WORDS = 14
"""Of an item in a list of papers."""
_SEVERAL, _MOSTLY = 4, 0.5
_SHEET_WORDS = 350
_FEWEST_ROWS = 3
FOR_A_PANEL = re.compile(r"\bpanels?\b|\bLPNA\b|\bLGP\b|\bDCRP\b|\bP ?& ?R\b|\bcheckpoint\b", re.IGNORECASE)
_AGENDA = re.compile(r"\bagenda\b", re.IGNORECASE)
_SAYS_A_LIST = re.compile(
    r"^\W*(?:in (?:this|the) (?:pack|bundle|file|pdf|order)|in order|contents?|index|running order|enclos(?:ed|ures?)"
    r"|what(?:[’']s| is) (?:in|here|enclosed|attached|behind)|(?:list|order) of (?:papers|documents)"
    r"|(?:papers|documents|reports) (?:attached|enclosed|in|behind)|(?:you (?:should )?have|here are|behind this)\b)"
    r".{0,60}$"
    r"|^(?:\S+\s+){0,6}(?:papers|pack|bundle)(?:\s+for\b.{0,60})?\W*$|^(?:tab|no\.?|item)\t(?:paper|document|what)",
    re.IGNORECASE,
)
_MARK = re.compile(r"(?:tab |item |doc(?:ument)? |no\.? ?)?(?:[A-Z]|\d{1,2})[.)]?", re.IGNORECASE)
_ITEM = re.compile(r"(?:tab |item )?(?:[A-Z]|\d{1,2})[.)]?(?:\t|\s+[–-]?\s*)[A-Za-z]", re.IGNORECASE)
"""How the items of a list begin."""


def papers_listed(blocks: Sequence[Block]) -> int:
    """How many papers a sheet lists that says for which panel a pack is: it is written to the panel; 0 for others."""
    if count_of(blocks) > _SHEET_WORDS:
        return 0
    lines = [line.strip() for block in blocks for line in block_text(block).split("\n") if line.strip()]
    listed = next((at for at, line in enumerate(lines) if _SAYS_A_LIST.search(line)), None)
    if any(map(_AGENDA.search, lines[:_TOP])):
        return 0
    if listed is None or not any(FOR_A_PANEL.search(line) for line in lines[:_TOP]):
        return 0
    if in_table := max((_numbered(block) for block in blocks if isinstance(block, Table)), default=0):
        return in_table
    items = list(takewhile(lambda line: len(line.split()) <= _MOST_WORDS, lines[listed + 1 :]))
    marked = sum(bool(_ITEM.match(line)) for line in lines[listed + 1 :])
    return max(count for count in (len(items), marked, 0) if count >= _SEVERAL or not count)


def _numbered(table: Table) -> int:
    """In how many rows a letter or number of their own stands before the name of something; 0 where in the fewest."""
    firsts = [row[0].text.strip() for row in table.rows if len(row) > 1 and row[1].text.strip()]
    marks = {each for each in firsts if _MARK.fullmatch(each)}
    return len(marks) if len(marks) >= max(_FEWEST_ROWS, _MOSTLY * len(firsts)) else 0


def pages_listed(blocks: Sequence[Block]) -> frozenset[str]:
    """The pages that an index names in its last column, such as C12."""
    last = (row[-1].text for block in blocks if isinstance(block, Table) for row in block.rows if len(row) > 1)
    return frozenset("".join(text.split()).casefold() for text in last if text and len(text) < 8)
