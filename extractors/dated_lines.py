"""The lines of a paper with the labels that stand beside, above or at the head of each.

Tables of events or actions give empty lines: their dates are of what the paper tells.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from casework.evidence import Place
from casework.judging import once
from extractors.dated_claims import Claim, claim_of
from extractors.dated_wording import DONE, OF_THIS, SIGNS
from extractors.dates import dates_found, may_tell_day
from extractors.reading import Block, Cell, Heading, Reading, Row, Table
from extractors.slot_tables import is_signature
from extractors.words import label_key

_CENTURIES = ("19", "20")
_NUMBER = re.compile(r"^\W*\d{1,2}[.)]\s+")
"""A numbered question: "15. When registered"."""
_LABEL_WORDS = 10
_HEAD_WORDS = 5
"""Of a column's heading that is a label."""
_TITLE_WORDS = 6
"""A longer line above that does not end in a colon tells of something, and is no label."""
_DAY_ALONE = frozenset(("date", "dated", "date signed", "signed on", "on"))
_MANAGER = re.compile(r"^\W*(?:team|service) manager\b", re.IGNORECASE)
_SIGNED = re.compile(r"^\W*(?:signed|sgd|signature)\b", re.IGNORECASE | re.MULTILINE)
"""How a line begins whose day is of the paper and of no event, whatever days stand above it in a scan's one column."""
_HEADS_DATES = frozenset(("date", "dates", "when", "timescale", "timescales", "deadline", "due"))
_ASKS_WHEN = re.compile(
    r"\b(?:dated?|when|sign(?:ed|ature)|completed|held|updated|authorised|approved|prepared|on"
    r"|judge|justices|magistrates|recorder)\b|:$",
    re.IGNORECASE,
)
"""Of a line above a date: that it is its label."""


@dataclass(slots=True)
class Line:
    """A line of words, the label that a table or the line above gives it, and its number among all lines."""

    text: str
    place: Place
    label: str = ""
    shown: str = ""
    is_title: bool = False
    number: int = 0
    is_cell: bool = False
    signs: bool = False
    is_last: bool = False
    before: str = ""
    """The line above, in the body."""


@dataclass(slots=True)
class Lines:
    """Gathers the lines of blocks in order."""

    found: list[Line] = field(default_factory=list)
    above: str = ""

    def of(self, blocks: Iterable[Block]) -> "list[Line]":
        """The lines so far and those of these blocks."""
        for block in blocks:
            if isinstance(block, Table):
                self._table(block)
                self.above = ""
            else:
                self._text(block.text, block.place, is_title=isinstance(block, Heading) and block.level <= 1)
        for number, line in enumerate(self.found):
            line.number = number
        return self.found

    def _text(self, words: str, place: Place, *, is_title: bool) -> None:
        for text in words.split("\n"):
            if text.strip():
                label = self.above if _heads_line(self.above) else ""
                line = Line(text.strip(), place, label, is_title=is_title, before=self.above)
                self.found.append(line)
                self.above = text.strip()

    def _table(self, table: Table) -> None:
        heads = _heads(table)
        signs = any(is_signature(head) for head in heads.values())
        above = ""
        columnar = () if signs else _columnar(table, heads)
        for row in table.rows:
            alone = row[0].text.strip() if len(row) == 1 else ""
            for index, cell in enumerate(row):
                head = heads.get(cell.column, "") if row is not table.rows[0] else ""
                if cell.column in columnar and not _SIGNED.search(cell.text):
                    self.found.append(Line("", cell.place))
                elif cell.text.strip() and not _may_hold_day(cell.text):
                    self._cell(cell, "", signs=signs)  # a label is asked for only where it leads to a day
                elif cell.text.strip():
                    label = _label_beside(row, index) or above
                    if head and _heads_more(head, label, signs=signs, is_row=len(row) == len(heads)):
                        label = f"{label} signature {head}" if signs else head
                    self._cell(cell, label, signs=signs)
            above = alone if is_label(alone) and _ASKS_WHEN.search(alone) else ""

    def _cell(self, cell: Cell, label: str, *, signs: bool) -> None:
        if any(isinstance(block, Table) for block in cell.blocks):
            self.of(cell.blocks)
            return
        above = label
        for text in cell.text.split("\n"):
            if text.strip():
                self.found.append(Line(text.strip(), cell.place, above, label, is_cell=True, signs=signs))
                above = text.strip() if is_label(text) else label


@once
def lines_of(reading: Reading) -> tuple[Line, ...]:
    """The lines of a reading's body; whoever writes to one takes a copy."""
    return tuple(Lines().of(reading.blocks))


def speaks_of_signing(line: Line) -> bool:
    """Whether a day in it or just below may be of a signature."""
    return _is_of_signing(line.text)


@once
def _is_of_signing(text: str) -> bool:
    return SIGNS.search(text) is not None


def may_tell(line: Line) -> bool:
    """Whether a day may stand in it, or the year of one in the cell before."""
    return may_tell_day(line.text) or line.text.startswith(_CENTURIES)


def label_after(text: str, label: str, line: Line, *, is_end: bool, has_date: bool) -> str:
    """The label that a saying leaves to the next one of its line; the end of a sentence leaves only a signature."""
    if is_label(text) and not has_date and (not is_end or claim_of(text) is Claim.SIGNED):
        goes_on = bool(label) and claim_of(label) is not None and claim_of(text) is None
        return f"{label}: {text}" if goes_on else text
    return line.label if line.is_cell else ""


def says_of_what(text: str) -> bool:
    """Whether the first words of a sentence say what its day is of."""
    first = text.split()[:1]
    return bool(first) and (
        first[0][0].isdigit() or claim_of(first[0]) is not None or bool(DONE.match(text) or OF_THIS.match(text))
    )


def _may_hold_day(text: str) -> bool:
    """Whether a day may stand in any line of a text."""
    return may_tell_day(text) or any(map(text.__contains__, _CENTURIES))


def is_label(text: str) -> bool:
    """Whether a text may be the label of what stands beside or below it."""
    text = _NUMBER.sub("", text)
    return 0 < len(text.split()) <= _LABEL_WORDS and not any(map(str.isdigit, text)) and not text.rstrip().endswith(".")


def _label_beside(row: Row, index: int) -> str:
    """The nearest words to the left; where they say nothing by themselves, those further left before them."""
    label = ""
    for cell in reversed(row[:index]):
        text = " ".join(cell.text.split())
        if next(dates_found(text), None) or len(text.split()) > _LABEL_WORDS + 4:
            break
        label = f"{text}: {label}".rstrip(": ") if label else text
        if claim_of(text) is not None and not (
            text.rstrip(": ").casefold() in _DAY_ALONE and _is_signed_left(row, cell)
        ):
            break
    return label


def _is_signed_left(row: Row, cell: Cell) -> bool:
    """Whether a cell to the left asks for somebody's signature, beside which "date" says nothing by itself."""
    left = [each.text for each in row[: row.index(cell)]]
    return any(is_signature(text) or claim_of(text) is Claim.SIGNED or _MANAGER.search(text) for text in left)


def _heads(table: Table) -> dict[int, str]:
    """The headings of a table's columns, by column; none where its first rows are no rows of headings."""
    for row in table.rows[: 1 if len(table.rows[0]) > 1 else 2] if table.rows else ():
        texts = [" ".join(cell.text.split()) for cell in row]
        if sum(map(bool, texts)) > 1 and not any(next(dates_found(text), None) for text in texts):
            return {cell.column: text for cell, text in zip(row, texts, strict=True) if _is_head(text, len(row))}
    return {}


def _is_head(text: str, columns: int) -> bool:
    """Whether a cell of the first row says what stands below it; of two columns the first row may be like the rest."""
    return len(text.split()) <= _HEAD_WORDS and (columns > 2 or _ASKS_WHEN.search(text) is not None)


def _heads_more(head: str, beside: str, *, signs: bool, is_row: bool) -> bool:
    """Whether the heading of a column says more of what stands below it than the words beside that.

    Of a column "Date" each row says the rest; beside a column "Date of meeting" stands another column's value.
    """
    of_head = claim_of(head)
    if of_head is Claim.BIRTH and claim_of(beside) is not None:
        return False  # rows of another kind follow those of the children in one table
    is_telling = is_row and of_head not in (Claim.PLAIN, Claim.ROLE, Claim.SIGNED)
    return of_head is not None and (signs or claim_of(beside) is None or is_telling)


def _heads_line(above: str) -> bool:
    """Whether the line above says what date stands in a line."""
    is_short = len(above.split()) <= _TITLE_WORDS or above.rstrip().endswith(":")
    return is_short and is_label(above) and _ASKS_WHEN.search(above) is not None


def _columnar(table: Table, heads: dict[int, str]) -> frozenset[int]:
    """The columns whose dates are of events or actions: one under the other below "Date", or first in each row."""
    dated = Counter(cell.column for row in table.rows for cell in row if next(dates_found(cell.text), None))
    return frozenset(
        column
        for column, count in dated.items()
        if count > 1
        and (
            any(len(row) > 1 for row in table.rows)
            if column == 1
            else not _HEADS_DATES.isdisjoint(label_key(heads.get(column, "")).split())
        )
    )
