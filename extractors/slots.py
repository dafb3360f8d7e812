"""Labels and what stands beside them: the layouts in which forms put a question and its answer.

What the labels mean is not known here; `Labels` says which words are labels, and each Slot says which was found.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from casework.evidence import Place
from extractors.reading import Block, Cell, Heading, Row, Table, block_text
from extractors.words import is_numbered, label_key

_DASHES = frozenset(("-", "–", "—"))
_MAX_LABEL_WORDS = 25
_MAX_LABEL = 200
"""Characters; nothing longer is looked up as a label."""
_MAX_REMARK_WORDS = 14
_SENTENCE_WORDS = 8
_MAX_SIGNED_WORDS = 4
_LABEL_LIKE = re.compile(r"^\s*[A-Z][\w’'()/&., -]{1,60}:\s*\S*")
_REMARK = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*:?\s*$")


class Line(NamedTuple):
    """A line of words and where it stands."""

    text: str
    place: Place


@dataclass(slots=True)
class Slot:
    """A label that was found, and the lines of its answer."""

    key: str
    label: str
    place: Place
    lines: list[Line] = field(default_factory=list)
    is_loose: bool = False
    """Whether the answer is a whole table that follows the label, and not words meant for it alone."""
    rows_below: int = 0
    """How many rows of a column under the label the answer was read from; 0 where it stands beside it."""

    @property
    def text(self) -> str:
        """The answer as it stands."""
        return "\n".join(line.text for line in self.lines)


class Labels:
    """The labels to look for; a label's key is `label_key` of its words."""

    def __init__(self, labels: Iterable[str]) -> None:
        self.keys = {label_key(label) for label in labels} - {""}
        self._numbered = {label_key(label) for label in labels if is_numbered(label)}

    def match(self, text: str) -> tuple[str, str] | None:
        """The key of the label a line begins with, and the words after it; None where it begins with none.

        >>> Labels(["2. Duration", "Request value"]).match("2. Duration: six months")
        ('duration', 'six months')
        """
        is_short = len(text) <= _MAX_LABEL
        if is_short and (key := label_key(text)) in self.keys:
            return key, ""
        head, colon, rest = text.partition(":")
        if colon and len(head) <= _MAX_LABEL:
            for printed in (head, _REMARK.sub("", head)) if head.endswith((")", "]")) else (head,):
                if (key := label_key(printed)) in self.keys:
                    return key, rest.strip()
        if (
            is_short
            and text.endswith((")", "]", "):", "]:"))
            and (key := label_key(_REMARK.sub("", text))) in self.keys
        ):
            return key, ""
        return self._without_colon(text)

    def _without_colon(self, text: str) -> tuple[str, str] | None:
        """A label followed by a dash, or a numbered prompt with its answer on the same line."""
        words = text.split(maxsplit=_MAX_LABEL_WORDS)
        numbered = is_numbered(text)
        if not numbered and not _DASHES.intersection(words):
            return None
        for count in range(len(words) - 1, 0, -1):
            key = label_key(" ".join(words[:count]))
            if key in self.keys and (words[count] in _DASHES or (numbered and key in self._numbered)):
                return key, " ".join(words[count:]).lstrip("-–— ").strip()
        return None

    def is_label(self, cell: Cell) -> str | None:
        """The key, where a cell is a label and nothing else but a remark below it."""
        first, _, rest = cell.text.partition("\n")
        if rest and (len(rest.split()) > _MAX_REMARK_WORDS or any(self.match(line) for line in rest.split("\n"))):
            return None
        found = self.match(first) or (self.match(" ".join(cell.text.split())) if rest else None)
        return found[0] if found and not found[1] else None


def slots(blocks: Iterable[Block], labels: Labels) -> list[Slot]:
    """Every label with its answer, in reading order."""
    return _Flow(labels).read(blocks)


class _Flow:
    """Reads blocks one after another, keeping the label whose answer may still go on.

    Inside a cell an answer runs to the next prompt; in the body one that began beside its label ends with the line.
    """

    def __init__(self, labels: Labels, *, in_cell: bool = False) -> None:
        self._labels, self._in_cell = labels, in_cell
        self._open: Slot | None = None
        self._found: list[Slot] = []
        self._above = ""

    def read(self, blocks: Iterable[Block]) -> list[Slot]:
        for block in blocks:
            if isinstance(block, Table):
                self._table(block)
                continue
            for text in _segments(block.text, self._labels):
                self._line(text, block.place, isinstance(block, Heading))
            self._above = block.text
        return self._found

    def _line(self, text: str, place: Place, is_heading: bool) -> None:
        if found := self._labels.match(text):
            key, rest = found
            slot = Slot(key, text[: len(text) - len(rest)].strip(), place)
            self._found.append(slot)
            self._open = slot if self._in_cell or not rest else None
            if rest:
                slot.lines.append(Line(rest, place))
        elif is_heading or self._ends(text):
            self._open = None
        elif self._open:
            self._open.lines.append(Line(text, place))

    def _ends(self, text: str) -> bool:
        """Whether the line is another form's label, so that a blank "Signed:" does not swallow it.

        A label has a short answer; "Funding for private therapy: twelve sessions, since …" is an answer itself.
        """
        if self._in_cell or self._open is None or not _LABEL_LIKE.match(text):
            return False
        return len(text.partition(":")[2].split()) < _SENTENCE_WORDS

    def _table(self, table: Table) -> None:
        inner = [*_in_table(table, self._labels), *_signed_rows(table, self._labels, self._above)]
        if self._open and not self._open.lines and not inner:
            self._open.lines.append(Line(block_text(table), table.place))
            self._open.is_loose = True
        self._open = None
        self._found += inner


def _segments(text: str, labels: Labels) -> Iterator[str]:
    """The lines of a text; "Name⇥Ann⇥DOB⇥1/2/15" is two of them, "Name: Ann" and "DOB: 1/2/15"."""
    for line in text.split("\n"):
        parts = [part.strip() for part in line.split("\t") if part.strip()]
        held = ""
        for part in parts:
            if labels.match(part):
                if held:
                    yield held
                held = part
            else:
                found = labels.match(held) if held else None
                mark = ":" if found and not found[1] and not held.endswith(":") else ""
                held = f"{held}{mark} {part}".strip()
        if held:
            yield held


def _in_table(table: Table, labels: Labels) -> list[Slot]:
    found: list[Slot] = []
    taken: set[int] = set()
    goes_on = False
    for number, row in enumerate(table.rows):
        if number in taken:
            continue
        if goes_on and _continues(row, labels):
            found[-1].lines += [line for cell in row for line in _lines(cell)]
            continue
        here = list(_in_row(table.rows, number, labels, taken))
        found += here
        goes_on = bool(here)
    return found


def is_signature(text: str) -> bool:
    """Whether a column's heading says that people sign in it."""
    return not {"signature", "signatures", "signed"}.isdisjoint(label_key(text).split())


def _signed_rows(table: Table, labels: Labels, above: str) -> Iterator[Slot]:
    """In a table of signatures "Team Manager" and "Signature" together make the label "Team Manager signature".

    Below a heading that says so the names are the signatures, each with its day: a name may be printed beforehand.
    """
    header = next((row for row in table.rows[:2] if len(row) > 1), ())
    column = next((cell.column for cell in header[1:] if is_signature(cell.text)), None)
    day = next((cell.column for cell in header[1:] if "date" in label_key(cell.text).split()), None)
    if column is None and is_signature(above) and len(above.split()) <= _MAX_SIGNED_WORDS and day is not None:
        column = next((cell.column for cell in header[1:] if cell.column != day), None)
    else:
        day = None
    if column is None:
        return
    for row in table.rows:
        signed = [cell for cell in row if cell.column == column]
        if not signed or row is header:
            continue
        if day is not None and not any(cell.text for cell in row if cell.column == day):
            signed = [replace(signed[0], text="", blocks=())]
        who = _REMARK.sub("", row[0].text)
        for ending in ("signature", "agreement"):
            if (key := label_key(f"{who} {ending}")) in labels.keys:
                yield Slot(key, f"{who} {ending}", signed[0].place, _lines(signed[0]))
                break


def _continues(row: Row, labels: Labels) -> bool:
    """Whether a row goes on with the answer above: nothing stands under the label."""
    filled = [cell for cell in row if cell.text]
    return bool(filled) and filled[0].column > 1 and not any(labels.is_label(cell) for cell in filled)


def _in_row(rows: tuple[Row, ...], number: int, labels: Labels, taken: set[int]) -> Iterator[Slot]:
    row = rows[number]
    keys = [labels.is_label(cell) for cell in row]
    if len(row) == 2 and all(keys) and (number + 1 == len(rows) or any(map(labels.is_label, rows[number + 1][:1]))):
        keys[1] = None  # an answer that happens to be a word the form also asks for
    skip = False
    for index, (cell, key) in enumerate(zip(row, keys, strict=True)):
        if skip:
            skip = False
            continue
        if key is None:
            yield from _prompts(cell, labels)
            continue
        slot = Slot(key, cell.text, cell.place)
        beside = row[index + 1] if index + 1 < len(row) else None
        if beside is not None and keys[index + 1] is None and not _heads_columns(rows, number, labels):
            skip = True
            inner = [] if labels.is_label(beside) else _prompts(beside, labels)
            slot.lines += _before_prompts(beside, labels) if inner else _lines(beside)
            yield from inner
        else:
            slot.lines, slot.rows_below = _below(rows, number, cell, labels, taken)
        yield slot


def _heads_columns(rows: tuple[Row, ...], number: int, labels: Labels) -> bool:
    """Whether a row of three cells or more names the columns of the row below it."""
    row, under = rows[number], rows[number + 1] if number + 1 < len(rows) else ()
    if len(row) < 3 or len(under) != len(row) or not all(cell.text for cell in row):
        return False
    known = sum(labels.is_label(cell) is not None for cell in row)
    return known < 2 and not any(labels.is_label(cell) for cell in under)


def _below(rows: tuple[Row, ...], number: int, above: Cell, labels: Labels, taken: set[int]) -> tuple[list[Line], int]:
    """The answers under a label, and from how many rows: its column, down to the next row with a label in it."""
    lines: list[Line] = []
    count = 0
    for under in range(number + 1, len(rows)):
        cells = rows[under]
        if any(labels.is_label(cell) for cell in cells):
            break
        if len(rows[number]) == 1 and under > number + 1:
            break
        found = [cell for cell in cells if cell.column == above.column]
        if not found or (len(rows[number]) == 1 and (len(cells) > 1 or _prompts(found[0], labels))):
            break
        lines += _lines(found[0])
        count += 1
        if len(rows[number]) == 1:
            taken.add(under)
    return lines, count


def _prompts(cell: Cell, labels: Labels) -> list[Slot]:
    """Prompts printed inside a cell, each with the words up to the next; a prompt's answer may run over paragraphs."""
    return _Flow(labels, in_cell=True).read(cell.blocks)


def _before_prompts(cell: Cell, labels: Labels) -> list[Line]:
    lines: list[Line] = []
    for line in _lines(cell):
        if labels.match(line.text):
            break
        lines.append(line)
    return lines


def _lines(cell: Cell) -> list[Line]:
    return [Line(text.strip(), cell.place) for text in cell.text.split("\n") if text.strip()]
