"""Sheets (.xlsx, .xlsm, .xlsb, .xls, .ods, .csv) -> Reading: chronologies and costings are often kept in one.

Of a formula the value is read that was there when the file was saved. Macros never run, links are never followed.
"""

import csv
import io
import re
import struct
import zipfile
from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import python_calamine as calamine

from casework.document import Unreadable
from extractors.package import MAX_ALL, MAX_PART
from extractors.page_content import NO_SCANS, Scans
from extractors.reading import Aside, Block, Reading, UnreadableFile
from extractors.sheet_blocks import MAX_COLUMNS, MAX_ROWS, Sheet, Tables, hidden, shown
from extractors.sheet_formats import Formats, column_number, dressed, formats_in
from extractors.text_reader import decoded, read_beginning

MAX_AREA = 4_000_000
"""Cells from the first used to the last; the library lays out all of them, used or not, at some 30 bytes each."""
_CELL = re.compile(rb"""<(?:\w+:)?c\s(?:[^<>]{0,200}?\s)?r=["']([A-Z]{1,3})([0-9]{1,7})["'][^<>]{0,200}?(/?)>""")
"""A cell's reference (ECMA-376 Part 1, 18.3.1.4); one that closes at once holds nothing but a look."""
_OLD = bytes.fromhex("d0cf11e0a1b11ae1")
_RECORD = struct.Struct("<HHHH")
"""MS-XLS 2.1.4: a record's kind and length; a cell's goes on with its row and its column."""
_OLD_CELLS = frozenset((0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E))
"""Formula, MulRk, RString, LabelSst, Number, Label, BoolErr and RK."""
_DIMENSIONS, _EXTENT = 0x0200, struct.Struct("<IIHHH")
"""MS-XLS 2.4.90: the first row and column used, and those after the last; the library makes room for all of it."""
_CHUNK = 1 << 20
_LARGEST = 1e15
"""Excel keeps 15 digits of a number."""
_LONGEST_CELL = 512
_SAMPLE = 64 << 10
_DELIMITERS = ",;\t|"


def read_workbook(path: Path, scans: Scans = NO_SCANS) -> Reading:
    """The words of an Excel workbook; raises UnreadableFile with the reason."""
    _check_extent(path)
    formats = formats_in(path) if zipfile.is_zipfile(path) else {}
    try:
        with path.open("rb") as stream, calamine.CalamineWorkbook.from_filelike(stream) as book:
            return _read(book, formats)
    except calamine.PasswordError as error:
        raise UnreadableFile(Unreadable.PASSWORD, "a workbook with a password") from error
    except (calamine.CalamineError, ValueError, OverflowError) as error:
        raise UnreadableFile(Unreadable.DAMAGED, type(error).__name__) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # how a library written in Rust says that it is lost
            raise
        raise UnreadableFile(Unreadable.DAMAGED, "the workbook's parts disagree") from error


def _read(book: Any, formats: Formats) -> Reading:
    tables, blocks, asides = Tables(), list[Block](), list[Aside]()
    for about in book.sheets_metadata:
        if about.typ != calamine.SheetTypeEnum.WorkSheet:  # a chart or a macro's sheet has no cells
            continue
        found = tuple(
            tables.blocks(_sheet(book.get_sheet_by_name(about.name), about.name, formats.get(about.name, {})))
        )
        if about.visible == calamine.SheetVisibleEnum.Visible:
            blocks += found
        else:
            asides += hidden(found)
    limits = tuple(dict.fromkeys(tables.limits))
    return Reading(tuple(blocks), limits=limits, cut_at=tables.cut_at, asides=tuple(asides))


def _sheet(sheet: Any, name: str, formats: Mapping[tuple[int, int], str]) -> Sheet:
    """A sheet's cells; one row and one column past the limit are kept, so that it can be said."""
    if sheet.start is None:
        return Sheet(name, ())
    first_row, first_column = sheet.start
    values = sheet.to_python(skip_empty_area=True, nrows=MAX_ROWS + 1)
    rows = [
        [
            _dressed(value, formats.get((down, across), ""))
            for across, value in enumerate(row[: MAX_COLUMNS + 1], first_column + 1)
        ]
        for down, row in enumerate(values, first_row + 1)
    ]
    return Sheet(name, rows, first_row + 1, first_column + 1, sheet.merged_cell_ranges or ())


def _dressed(value: object, code: str) -> str:
    if code and isinstance(value, float | int) and not isinstance(value, bool) and abs(value) < _LARGEST:
        return dressed(float(value), code)
    return shown(value)


def _check_extent(path: Path) -> None:
    """Refuse a workbook that unpacks to too much, or whose few cells lie so far apart that laying it out would."""
    with path.open("rb") as stream:
        start = stream.read(len(_OLD))
    try:
        if start == _OLD:
            _check_old(path)
        elif zipfile.is_zipfile(path):
            _check_package(path)
    except UnreadableFile:
        raise
    except Exception as error:  # zlib, zipfile, struct and olefile each have their own class for a bad stream
        raise UnreadableFile(Unreadable.DAMAGED, type(error).__name__) from error


def _check_package(path: Path) -> None:
    with zipfile.ZipFile(path) as package:
        entries = package.infolist()
        if sum(each.file_size for each in entries) > MAX_ALL or any(each.file_size > MAX_PART for each in entries):
            raise UnreadableFile(Unreadable.TOO_LARGE, "its parts unpack to too much")
        for entry in entries:
            if entry.filename.lower().startswith("xl/worksheets/") and entry.filename.lower().endswith(".xml"):
                with package.open(entry) as stream:
                    _check_sheet(stream)


def _check_sheet(stream: Any) -> None:
    """Look at every cell's reference: the last row times the last column is the area."""
    columns, rows, before = {b"A"}, 1, b""
    while chunk := stream.read(_CHUNK):
        for column, row, is_empty in _CELL.findall(before + chunk):
            if not is_empty:
                columns.add(column)
                rows = max(rows, int(row))
        before = chunk[-_LONGEST_CELL:]
        _check_area(rows, max(map(column_number, columns)))


def _check_old(path: Path) -> None:
    """Look at the row and column with which every cell's record begins (MS-XLS 2.5.13), sheet by sheet or not."""
    import olefile

    with olefile.OleFileIO(str(path)) as file:
        data = file.openstream("Workbook" if file.exists("Workbook") else "Book").read()
    at = rows = columns = 0
    while at + _RECORD.size <= len(data):
        kind, length, row, column = _RECORD.unpack_from(data, at)
        if kind == _DIMENSIONS and length == _EXTENT.size and at + 4 + length <= len(data):
            first_row, end_row, first_column, end_column, _ = _EXTENT.unpack_from(data, at + 4)
            if end_row < first_row or end_column < first_column:
                raise UnreadableFile(Unreadable.DAMAGED, "a sheet that ends before it begins")
            _check_area(end_row - first_row, end_column - first_column)
        elif kind in _OLD_CELLS and length >= 4:
            rows, columns = max(rows, row + 1), max(columns, column + 1)
        at += 4 + length
    _check_area(rows, columns)


def _check_area(rows: int, columns: int) -> None:
    if rows * columns > MAX_AREA:
        raise UnreadableFile(Unreadable.TOO_LARGE, "a sheet whose cells lie far apart")


def read_csv(path: Path, scans: Scans = NO_SCANS) -> Reading:
    """The words of a file of values parted by commas, semicolons or tabs, its encoding found out."""
    data, limits = read_beginning(path)
    text = decoded(data).replace("\0", "")
    try:
        dialect: Any = csv.Sniffer().sniff(text[:_SAMPLE], _DELIMITERS)
    except csv.Error:
        dialect = csv.excel
    if len(text) > csv.field_size_limit():  # one limit for the whole process: lowered, it would fail other readers
        csv.field_size_limit(len(text))
    try:
        values = list(islice(csv.reader(io.StringIO(text, newline=""), dialect), MAX_ROWS + 1))
    except csv.Error as error:
        raise UnreadableFile(Unreadable.DAMAGED, "no table of values") from error
    tables, rows = Tables(), [[shown(value) for value in row[: MAX_COLUMNS + 1]] for row in values]
    blocks = tuple(tables.blocks(Sheet("", rows)))
    return Reading(blocks, limits=(*limits, *tables.limits), cut_at=0 if limits else tables.cut_at)
