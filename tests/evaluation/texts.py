"""Texts of papers written to learn from: what the papers of each type sound like, without files around them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from casework.evidence import Place
from extractors.reading import Block, Cell, Heading, ListItem, Paragraph, Reading, Table

TEXTS = Path(__file__).parent / "texts"


class Text(BaseModel):
    """One text with what it is; `#` begins a heading, `|` a row of a table and `-` an item of a list."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: str | None
    file: str
    dated: date | None = None
    children: tuple[str, ...] = ()
    text: str


@dataclass(frozen=True, slots=True)
class Written:
    """A text and who wrote it."""

    writer: str
    text: Text


def texts() -> list[Written]:
    """Every text there is, by writer and in order."""
    return [
        Written(path.parent.name, Text.model_validate(entry))
        for path in sorted(TEXTS.glob("*/*.yaml"))
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def reading_of(text: str) -> Reading:
    """A text as if it had been read in a file."""
    return Reading(tuple(_blocks(text)))


def _blocks(text: str) -> Iterator[Block]:
    rows: list[tuple[str, ...]] = []
    number = tables = 0
    for line in [*text.splitlines(), ""]:
        if line.lstrip().startswith("|"):
            rows.append(tuple(cell.strip() for cell in line.strip().strip("|").split("|")))
            continue
        if rows:
            tables += 1
            yield _table(rows, tables)
            rows = []
        if line.strip():
            number += 1
            yield _line(line.strip(), Place(paragraph=number))


def _line(line: str, place: Place) -> Block:
    marks = len(line) - len(line.lstrip("#"))
    if marks:
        return Heading(line[marks:].strip(), marks, place)
    if line.startswith("- "):
        return ListItem(line[2:].strip(), place)
    return Paragraph(line, place)


def _table(rows: list[tuple[str, ...]], table: int) -> Table:
    filled = [row for row in rows if any(cell.strip("-: ") for cell in row)]
    return Table(
        tuple(
            tuple(Cell(cell, Place(table=table, row=number, cell=at), column=at) for at, cell in enumerate(row, 1))
            for number, row in enumerate(filled, 1)
        ),
        Place(table=table),
    )
