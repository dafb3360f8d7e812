"""A council's own list of what it expects: `DIR/councils/<authority>/expected-<panel>.csv`.

A table of comma-separated values (RFC 4180) whose first line names the columns `reference`, `request_type` and `due`.
Other columns are never looked at. The file is not ours: it is limited, what is wrong is told by line number alone, and
a line that cannot be used is never dropped in silence.
"""

import csv
import io
import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from casework.expected import Expected, Why
from casework.panel import Panel

LARGEST = 1_000_000
"""Bytes."""
MOST_LINES = 5_000
LONGEST_CELL = 2_000
COLUMNS = ("reference", "request_type", "due")
A_REFERENCE = re.compile(r"(?=[^0-9]{0,20}[0-9])[A-Za-z0-9](?:[A-Za-z0-9/ .:-]{0,38}[A-Za-z0-9])?")
"""Letters and digits of a case system, at least one digit among them: no name of anybody."""
DAYS = ("%Y-%m-%d", "%d/%m/%Y")


@dataclass(frozen=True, slots=True)
class ExpectedList:
    """What the list expects, and what is wrong with it, in sentences without a word of the file."""

    expected: tuple[Expected, ...] = ()
    faults: tuple[str, ...] = ()


def list_of(councils: Path, authority: str, panel: Panel) -> Path:
    """Where a council's list for a panel is looked for."""
    return councils / authority / f"expected-{panel.id}.csv"


def read_list(file: Path, panel: Panel) -> ExpectedList:
    """The list in that file; empty where there is none."""
    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST + 1)
    except FileNotFoundError:
        return ExpectedList()
    except OSError:
        return ExpectedList(faults=("the list cannot be opened",))
    if len(content) > LARGEST:
        return ExpectedList(faults=(f"the list is larger than {LARGEST // 1_000_000} MB and was not read",))
    try:
        return _read(content.decode("utf-8-sig"), panel)
    except UnicodeDecodeError:
        return ExpectedList(faults=("the list is not text in UTF-8; save it as “CSV UTF-8”",))
    except csv.Error:
        return ExpectedList(faults=("the list is no table of comma-separated values",))


def _read(text: str, panel: Panel) -> ExpectedList:
    rows = csv.reader(io.StringIO(text), strict=True)
    head = [cell.strip().lower() for cell in next(rows, [])]
    if not set(COLUMNS) <= set(head) or len(set(head)) < len(head):
        return ExpectedList(
            faults=(f"the first line of the list must name the columns {', '.join(COLUMNS)}, once each",)
        )
    places = [head.index(column) for column in COLUMNS]
    expected, faults = [], []
    for count, row in enumerate(rows, start=1):
        if count > MOST_LINES:
            faults.append(
                f"the list has more than {MOST_LINES} lines; those from line {rows.line_num} on were not read"
            )
            break
        if not any(cell.strip() for cell in row):
            continue
        reference, request_type, due = (row[place].strip() if place < len(row) else "" for place in places)
        found = _expected(reference, request_type, due, panel)
        if isinstance(found, str):
            faults.append(f"line {rows.line_num}: {found}")
        else:
            expected.append(found)
    return ExpectedList(tuple(expected), tuple(faults))


def _expected(reference: str, request_type: str, due: str, panel: Panel) -> Expected | str:
    """One line's request, or what is wrong with the line."""
    if not A_REFERENCE.fullmatch(reference):
        return "the reference is none: letters and digits, at most 40, and no names"
    kind = _type_of(request_type, panel)
    if kind is None:
        return "the panel has no such request type"
    by = _day(due)
    return (
        Expected(reference, Why.LISTED, by, kind) if by else "the due date is not written as 2026-03-16 or 16/03/2026"
    )


def _type_of(words: str, panel: Panel) -> str | None:
    if len(words) > LONGEST_CELL:
        return None
    named = {name.casefold(): kind.id for kind in panel.request_types for name in (kind.name, kind.id)}
    return named.get(words.casefold())


def _day(words: str) -> date | None:
    for form in DAYS:
        try:
            return datetime.strptime(words[:12], form).date()
        except ValueError:
            continue
    return None
