"""Children in the rows of tables that pair labels with answers, several to a row: "Name | Ann Lee | DOB | 3/4/2018".

Such rows have more beside a name than it alone, so that which cell answers which label is seen from the row itself.
Beside "Child" a name is a child's; beside "Name" only where a birth in that row, or the next, is a minor's.
"""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from extractors.dates import dates_found
from extractors.labels import ANYBODY, CHILDREN, keys
from extractors.people_listed import people_in
from extractors.people_titled import Named, is_minor, told_plainly
from extractors.reading import Block, Cell, Row, Table
from extractors.words import label_key

_CHILD_KEYS, _ANYBODY_KEYS = keys(CHILDREN), keys(ANYBODY)
_FIRST_BLOCKS, _FIRST_ROWS = 25, 12
_SAYS_BIRTH = re.compile(r"\b(?:d\.?\s?o\.?\s?b\b|birth|born)|\bb\.?\s*\d", re.IGNORECASE)
_NAME_AND_NUMBERS = re.compile(
    r"(?:full )?names?(?: s)?(?: (?:and|dobs?|d o b(?: s)?|dates?|s|of|births?|age|ages|id|no|nos|number"
    r"|numbers|reference|ref|ics|lcs|ll|mosaic|eclipse|ssid|nhs|upn))+"
)
"""A label that asks for names and for births and numbers with them: "Name(s), D.O.B., ICS no."."""
_FEWEST = 2


def in_rows(blocks: tuple[Block, ...], latest: date | None) -> Iterator[Named]:
    """The children of the first tables whose labels stand beside their answers."""
    for block in blocks[:_FIRST_BLOCKS]:
        if isinstance(block, Table):
            for number, row in enumerate(block.rows[:_FIRST_ROWS]):
                yield from _in_row(row, next(iter(block.rows[number + 1 :]), ()), latest)
                yield from (each for cell in row for each in _below_labels(cell))


def _in_row(row: Row, below: Row, latest: date | None) -> Iterator[Named]:
    for label, answer in pairwise(row):
        key = label_key(label.text)
        is_child = key in _CHILD_KEYS
        with_numbers = bool(_NAME_AND_NUMBERS.fullmatch(key))
        if not (is_child or with_numbers or key in _ANYBODY_KEYS):
            continue
        lines = answer.text.split("\n") if with_numbers else [answer.text]
        named = [each for line in lines for each in people_in(told_plainly(line), answer.place, beside=key)]
        if with_numbers:
            yield from _minors_alone(named, latest)
        elif is_child and _is_answered(row):
            yield from named
        elif not is_child and len(named) == 1 and (born := _birth_beside(row, latest) or _birth_beside(below, latest)):
            yield named[0][0], born, answer.place


def _below_labels(cell: Cell) -> Iterator[Named]:
    """The child in a cell that holds a row of labels and one of answers: "Child | Born" above "Ann Lee | 3/4/2018"."""
    labels, answers = ([part.strip() for part in line.split("\t")] for line in (*cell.text.split("\n"), "", "")[:2])
    if label_key(labels[0]) not in _CHILD_KEYS or len(labels) != len(answers) or len(labels) < _FEWEST:
        return
    births = [day.date for said in answers[1:] for day in dates_found(said)]
    for name, born, place in people_in(told_plainly(answers[0]), cell.place, beside=label_key(labels[0])):
        yield name, born or (births[0] if len(births) == 1 else None), place


def _minors_alone(named: list[Named], latest: date | None) -> list[Named]:
    """Those who are named, where everybody is a child by the birth beside the name."""
    return named if all(born and is_minor(born, latest) for _, born, _ in named) else []


def _is_answered(row: Row) -> bool:
    """Whether a row is no row of columns' headings: it has a figure in it, or is a label and its answer."""
    return len(row) == _FEWEST or any(character.isdigit() for cell in row for character in cell.text)


def _birth_beside(row: Row, latest: date | None) -> date | None:
    """The birth of a minor that a row tells as a birth."""
    text = "\t".join(cell.text for cell in row)
    said = _SAYS_BIRTH.search(text)
    found = next((each.date for each in dates_found(text) if said and each.start >= said.start()), None)
    return found if found and is_minor(found, latest) else None
