"""Reads the plain text that a sample paper is written in.

First come lines `key: value` (file, saved_by, look, title, author, header, footer, password), then `---`, then:

    # Title, ## Heading, ### Smaller heading        Label :: Answer            a row of a two-column table
      more of the answer above (two spaces)         ::: Row / :: Row           one merged cell, shaded or not
    | a | b |                                       a table; the first row is its header and may begin |2,1|
    - item                                          a list                     > centred and bold     **bold**

An answer may begin with [choose] or [date]: then it stands in a Word content control, which shows its prompt if nothing
follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any

import yaml

from tests.build.content import (
    Block,
    Bullets,
    Control,
    Fields,
    Grid,
    Heading,
    Kind,
    Line,
    Look,
    Paper,
    Text,
    Value,
    Wide,
)

CONTROLS: dict[str, Kind] = {"[choose]": "dropdown", "[date]": "date"}
WIDTHS = re.compile(r"^\|([\d.,]+)\|")


def read_paper(source: Path, looks: Mapping[str, Any]) -> tuple[dict[str, str], Paper]:
    """The lines at the head of the source, and the paper that follows them."""
    head, _, body = source.read_text(encoding="utf-8").partition("\n---\n")
    about = {key: value.strip() for key, _, value in (line.partition(":") for line in head.splitlines())}
    look = replace(Look(**looks[about["look"]]), header=about.get("header", ""), footer=about.get("footer", ""))
    return about, Paper(list(_blocks(body)), look=look, title=about["title"], author=about["author"])


def load_looks(folder: Path) -> dict[str, Any]:
    """The house styles."""
    looks: dict[str, Any] = yaml.safe_load((folder / "looks.yaml").read_text(encoding="utf-8"))
    return looks


def _blocks(body: str) -> Iterator[Block]:
    for kind, group in groupby(body.splitlines(), _kind):
        lines = list(group)
        match kind:
            case "fields":
                yield Fields(list(_rows(lines)))
            case "grid":
                yield _grid(lines)
            case "bullets":
                yield Bullets([line[2:] for line in lines])
            case _:
                yield from map(_single, lines)


def _kind(line: str) -> str:
    if "::" in line or line.startswith("  "):
        return "fields"
    if line.startswith("|"):
        return "grid"
    return "bullets" if line.startswith("- ") else "single"


def _single(line: str) -> Block:
    if line.startswith("#"):
        marks, _, words = line.partition(" ")
        return Heading(words, len(marks) - 1)
    if line.startswith("> "):
        return Text(line[2:], bold=True, centred=True)
    return _line(line)


def _line(line: str) -> Line:
    if line.startswith("**") and line.endswith("**"):
        return Text(line[2:-2], bold=True)
    return line


def _rows(lines: list[str]) -> Iterator[tuple[str, Value] | Wide]:
    answers: list[tuple[str, list[str]]] = []
    for line in lines:
        if line.startswith("  "):
            answers[-1][1].append(line.strip())
        else:
            label, _, answer = line.partition("::")
            answers.append((label.strip(), [answer.strip()]))
    for label, told in answers:
        if label:
            yield label, _value(told)
        elif told[0].startswith(":"):
            yield Wide(told[0][1:].strip(), shaded=True)
        else:
            yield Wide(_value(told))


def _value(told: list[str]) -> Value:
    for mark, kind in CONTROLS.items():
        if told[0].startswith(mark):
            return Control(kind, told[0].removeprefix(mark).strip() or None, "cell")
    if told == [""]:
        return ""
    lines: list[Line] = []
    for is_item, group in groupby(told, lambda line: line.startswith("- ")):
        if is_item:
            lines.append(Bullets([line[2:] for line in group]))
        else:
            lines.extend(map(_line, group))
    return lines


def _grid(lines: list[str]) -> Grid:
    widths = WIDTHS.match(lines[0])
    if widths:
        lines[0] = lines[0][widths.end() - 1 :]
    header, *rows = ([cell.strip() for cell in line[1:].removesuffix("|").split("|")] for line in lines)
    return Grid(header, rows, [float(width) for width in widths[1].split(",")] if widths else ())
