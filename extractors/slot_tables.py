"""Labels and answers in tables: beside each other, above each other, in grids, and several prompts in one cell."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import takewhile

from casework.judging import once
from extractors.amounts import names_a_sum
from extractors.answer_lines import Line, Slot, cell_lines
from extractors.known_labels import Labels
from extractors.line_beginnings import beginnings_of_block, beginnings_of_cell
from extractors.reading import Block, Cell, Row, Table
from extractors.words import is_numbered, label_key

_MAX_SIGNED_WORDS = 4
_REMARK = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*:?\s*$")
_IS_ANSWER = re.compile(r"[☒☐☑□£]|\d[/.]\d")
"""A tick, an amount or a date, which is no column's name."""
SUM = re.compile(r"£\s*\d")
_OF_A_TOTAL = frozenset(
    ["total", "grand", "overall", "full", "cost", "costs", "amount", "sum", "value", "requested", "request", "funding",
     "in", "all", "of", "for", "the", "this", "year", "yr", "first", "one", "package", "placement", "period", "whole",
     "to", "from", "panel", "inc", "incl", "including", "vat"]
)  # fmt: skip
"""What a total of the costs asked for is called; a household's income is another."""
_FEW = 3
"""From this many rows on a table's columns show which of them holds labels."""

Prompts = Callable[[tuple[Block, ...], Labels], list[Slot]]
"""Finds the prompts printed inside a cell."""
Keys = list[list[str | None]]
"""For each cell of each row the key of the label it is, or None."""


def slots_in_table(table: Table, labels: Labels, above: str, prompts: Prompts) -> list[Slot]:
    """The labels of a table with their answers; `above` is the line before it."""
    signed = _signed_rows(table, labels, above)
    beside = _Rows(table, labels, prompts).read() if labels.may_begin(beginnings_of_block(table)) else []
    return [*beside, *signed]


def is_total(text: str) -> bool:
    """Whether words name the total of what is asked for."""
    said = label_key(text).split()
    return "total" in said and _OF_A_TOTAL.issuperset(said)


def is_signature(text: str) -> bool:
    """Whether a column's heading says that people sign in it."""
    return not {"signature", "signatures", "signed"}.isdisjoint(label_key(text).split())


class _Rows:
    """Reads the rows of one table from the top."""

    def __init__(self, table: Table, labels: Labels, prompts: Prompts) -> None:
        self._rows, self._labels, self._prompts_in = table.rows, labels, prompts
        self._may = [[labels.may_begin(beginnings_of_cell(cell)) for cell in row] for row in table.rows]
        self._keys = _keys(table.rows, self._may, labels)
        self._taken: set[int] = set()

    def read(self) -> list[Slot]:
        found: list[Slot] = []
        goes_on = False
        for number, row in enumerate(self._rows):
            if number in self._taken:
                continue
            if goes_on and self._continues(number):
                found[-1].lines += [line for cell in row for line in cell_lines(cell)]
                continue
            here = list(self._in_row(number))
            found += here
            goes_on = bool(here)
        return found

    def _continues(self, number: int) -> bool:
        """Whether a row goes on with the answer above: nothing stands under the label."""
        filled = [index for index, cell in enumerate(self._rows[number]) if cell.text]
        if not filled or self._rows[number][filled[0]].column == 1:
            return False
        return not any(self._keys[number][index] for index in filled)

    def _in_row(self, number: int) -> Iterator[Slot]:
        row, keys, may = self._rows[number], self._keys[number], self._may[number]
        skip = False
        for index, (cell, key) in enumerate(zip(row, keys, strict=True)):
            if skip:
                skip = False
                continue
            if key is None:
                yield from self._prompts_in(cell.blocks, self._labels) if may[index] else ()
                continue
            slot = Slot(key, cell.text, cell.place)
            beside = row[index + 1] if index + 1 < len(row) else None
            if beside is not None and keys[index + 1] is None and not self._heads_columns(number):
                skip = True
                inner = [] if self._labels.is_label(beside) else self._prompts(beside)
                if inner and _is_end_of_answer(inner[-1]):
                    inner.pop()
                answer = self._under_total(number, cell) or beside
                if answer is beside and (not answer.text or (_asks_cost(cell) and not names_a_sum(answer.text))):
                    answer = self._further_along(number, index + 1)
                slot.lines += self._before_prompts(beside) if inner else cell_lines(answer)
                if len(row) == 2 and not answer.text and _asks_cost(cell):
                    slot.lines += self._total_below(number + 1)
                yield from inner
            else:
                slot.lines, slot.rows_below = self._below(number, cell)
            yield slot

    def _heads_columns(self, number: int) -> bool:
        """Whether a row of three cells or more names the columns of the row below it."""
        row, under = self._rows[number], self._rows[number + 1] if number + 1 < len(self._rows) else ()
        if len(row) < 3 or len(under) != len(row) or not all(cell.text for cell in row):
            return False
        if any(_IS_ANSWER.search(cell.text) for cell in row):
            return False
        return sum(key is not None for key in self._keys[number]) < 2 and not any(self._keys[number + 1])

    def _under_total(self, number: int, label: Cell) -> Cell | None:
        """The cell of a row that asks for a sum, under a column for totals: the weekly sum is no answer."""
        row, heads = self._rows[number], self._rows[0]
        if number == 0 or len(heads) != len(row) or len(row) <= 2 or any(self._keys[0]) or not _asks_cost(label):
            return None
        return next((cell for cell, head in zip(row, heads, strict=True) if label_key(head.text) == "total"), None)

    def _further_along(self, number: int, blank: int) -> Cell:
        """The cell that answers where the one beside the label does not: a sum under "Per week" and "Total".

        Only under a row that names the columns, and never one for signatures: a day there is no signature.
        """
        row, heads = self._rows[number], self._rows[0]
        if number == 0 or len(heads) != len(row) or any(self._keys[0]) or not all(cell.text for cell in heads):
            return row[blank]
        if any(is_signature(head.text) or "date" in label_key(head.text).split() for head in heads):
            return row[blank]
        after = zip(row[blank + 1 :], self._keys[number][blank + 1 :], strict=True)
        asks_cost = _asks_cost(row[blank - 1])
        said = (cell for cell, key in after if cell.text and key is None)
        return next((cell for cell in said if not asks_cost or SUM.search(cell.text)), row[blank])

    def _below(self, number: int, above: Cell) -> tuple[list[Line], int]:
        """The answers under a label, and from how many rows: its column, down to the next row with a label in it."""
        lines: list[Line] = []
        count = 0
        is_alone = len(self._rows[number]) == 1
        for under in range(number + 1, len(self._rows)):
            cells = self._rows[under]
            if any(self._keys[under]) or (is_alone and under > number + 1):
                break
            if is_alone and len(cells) > 1 and _asks_cost(above):
                return self._sums_below(under), 0
            found = [cell for cell in cells if cell.column == above.column]
            if not found or (is_alone and (len(cells) > 1 or self._holds_prompts(found[0]))):
                break
            lines += cell_lines(found[0])
            count += 1
            if is_alone:
                self._taken.add(under)
        return lines, count

    def _sums_below(self, first: int) -> list[Line]:
        """The sums in the rows under a heading that asks what it costs: their total, where one is named."""
        rows = list(takewhile(lambda row: len(row) > 1, self._rows[first:]))
        with_sum = [row for row in rows if any("£" in cell.text for cell in row[1:])]
        totals = [row for row in with_sum if "total" in label_key(row[0].text).split()]
        return [line for row in totals or with_sum for cell in row[1:] for line in cell_lines(cell)]

    def _total_below(self, first: int) -> list[Line]:
        """The total in the rows under a label that only heads them, with no other label between."""
        for row, keys in zip(self._rows[first:], self._keys[first:], strict=True):
            if len(row) != 2 or any(keys) or not row[1].text:
                break
            if is_total(row[0].text) and SUM.search(row[1].text):
                return list(cell_lines(row[1]))
        return []

    def _holds_prompts(self, cell: Cell) -> bool:
        return not self._labels.is_label(cell) and bool(self._prompts(cell))

    def _prompts(self, cell: Cell) -> list[Slot]:
        return self._prompts_in(cell.blocks, self._labels) if self._labels.may_begin(beginnings_of_cell(cell)) else []

    def _before_prompts(self, cell: Cell) -> list[Line]:
        lines: list[Line] = []
        for line in cell_lines(cell):
            if self._labels.match(line.text):
                break
            lines.append(line)
        return lines


def _asks_cost(cell: Cell) -> bool:
    return not {"cost", "costs", "value", "amount", "funding"}.isdisjoint(label_key(cell.text).split())


def _is_end_of_answer(prompt: Slot) -> bool:
    """Whether what looks like a last prompt in a cell is the end of a broken line: "Legal Planning⏎Panel"."""
    return not prompt.lines and not is_numbered(prompt.label) and not prompt.label.endswith(":")


def _keys(rows: tuple[Row, ...], may: list[list[bool]], labels: Labels) -> Keys:
    """Which cells are labels; an answer that happens to be a word the form also asks for is none."""
    keys: Keys = [
        [labels.is_label(cell) if begins else None for cell, begins in zip(row, here, strict=True)]
        for row, here in zip(rows, may, strict=True)
    ]
    answers = _answer_columns(rows, keys)
    below = _answers_below(rows, keys)
    for number, row in enumerate(rows):
        here = keys[number]
        for index in range(1, len(row)):
            if here[index] and here[index - 1] and row[index].column in answers:
                here[index] = None
        if number in below:
            here[0] = None
        if len(row) == 2 and all(here) and (number + 1 == len(rows) or any(keys[number + 1][:1])):
            here[1] = None
    return keys


def _answer_columns(rows: tuple[Row, ...], keys: Keys) -> set[int]:
    """The columns that hold answers, by what most of their cells are."""
    cells: dict[int, list[bool]] = {}
    for row, here in zip(rows, keys, strict=True):
        for cell, key in zip(row, here, strict=True):
            if len(row) > 1:
                cells.setdefault(cell.column, []).append(key is not None)
    return {column for column, are in cells.items() if len(are) >= _FEW and 3 * sum(are) <= len(are)}


def _answers_below(rows: tuple[Row, ...], keys: Keys) -> set[int]:
    """The rows that hold answers where a table of one column has each label above its answer."""
    alone = [number for number, row in enumerate(rows) if len(row) == 1]
    first = next((place for place, number in enumerate(alone) if keys[number][0]), 0)
    odd, even = alone[first + 1 :: 2], alone[first::2]
    is_regular = len(alone) == len(rows) and len(odd) >= _FEW and all(keys[number][0] for number in even)
    return set(odd) if is_regular and 3 * sum(keys[number][0] is not None for number in odd) <= len(odd) else set()


@once
def _signature_columns(table: Table) -> tuple[Row, int | None, int | None]:
    """The row that heads the columns of a table, and which of them are for signatures and for days."""
    header = next((row for row in table.rows[:2] if len(row) > 1), ())
    column = next((cell.column for cell in header[1:] if is_signature(cell.text)), None)
    day = next((cell.column for cell in header[1:] if "date" in label_key(cell.text).split()), None)
    return header, column, day


def _signed_rows(table: Table, labels: Labels, above: str) -> Iterator[Slot]:
    """In a table of signatures "Team Manager" and "Signature" together make the label "Team Manager signature".

    Below a heading that says so the names are the signatures, each with its day: a name may be printed beforehand.
    """
    header, column, day = _signature_columns(table)
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
                yield Slot(key, f"{who} {ending}", signed[0].place, list(cell_lines(signed[0])))
                break
