"""Sheets: each with its name, its tables with their header rows, dates and numbers as an English sheet shows them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casework.document import Unreadable
from extractors import sheet_blocks
from extractors.ods_reader import read_ods
from extractors.reading import Heading, Paragraph, Reading, Standing, Table, UnreadableFile, text_of
from extractors.sheet_reader import read_csv, read_workbook
from tests.build import hostile
from tests.build.embedded import workbook
from tests.build.opendocument import cell, ods, p, row, style, table
from tests.elsewhere import corpora
from tests.extractors.conftest import ReadBytes

EVENTS = [
    (date(2025, 3, 4), "Police called to the flat by a neighbour", "Police log"),
    (date(2025, 3, 25), "Initial child protection conference was held", "Conference minutes"),
    (date(2025, 4, 15), "Absent from school and mother not answering", "School"),
    (date(2026, 1, 13), "Home visit: food in, house warm, mother sober", "Case record"),
]
BOOK = workbook([("Date", "Event"), *EVENTS])
Read = Callable[[bytes], Reading]


@pytest.fixture
def read_book(tmp_path: Path) -> Read:
    return lambda data: read_workbook(_kept(data, tmp_path))


@pytest.fixture
def read_values(tmp_path: Path) -> Read:
    return lambda data: read_csv(_kept(data, tmp_path))


def _kept(data: bytes, folder: Path) -> Path:
    path = folder / "arrived"
    path.write_bytes(data)
    return path


def said(reading: Reading) -> list[list[list[str]]]:
    """The cells of every table, row by row."""
    return [[[cell.text for cell in row] for row in block.rows] for block in reading.blocks if isinstance(block, Table)]


def test_a_sheet_is_a_heading_and_a_table_with_its_header_row(read_book: Read) -> None:
    rows = [("Date", "Event"), (date(2025, 3, 4), "Visit"), (None, None)]
    heading, found = read_book(_named("Zoë Example", rows)).blocks
    assert isinstance(heading, Heading)
    assert heading.text == "Zoë Example"
    assert isinstance(found, Table)
    assert found.header_rows == 1
    assert [[each.text for each in row] for row in found.rows] == [["Date", "Event"], ["04/03/2025", "Visit"]]


def test_a_name_that_excel_gave_the_sheet_is_no_heading(read_book: Read) -> None:
    assert text_of(read_book(_named("Sheet1", [("a", "b")])).blocks) == "a\tb"


def test_values_are_shown_as_english_sheets_show_them(read_book: Read) -> None:
    values = [datetime(2025, 3, 4, 9, 30), 850.0, 850.5, 0.1 + 0.2, True, time(9, 30), timedelta(hours=30), "a\nb "]
    (rows,) = said(read_book(workbook([values])))
    assert rows == [["04/03/2025 09:30", "850", "850.5", "0.3", "TRUE", "09:30", "30:00", "a\nb"]]


def test_numbers_are_dressed_as_the_sheet_dresses_them(read_book: Read) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    formats = (
        "[$£-809]#,##0.00",
        '"£"#,##0;[Red]-"£"#,##0',
        "0%",
        "0.00",
        "General",
        "dd/mm/yyyy",
        "@",
        "#,##0",
        "0.000E+00",
    )
    for column, code in enumerate(formats, 2):
        sheet.cell(3, column, 5250.5).number_format = code
    (rows,) = said(read_book(_saved(book)))
    assert rows == [
        ["£5,250.50", "£5,251", "525050%", "5250.50", "5250.5", "16/05/1914 12:00", "5250.5", "5,251", "5250.5"]
    ]


def test_a_place_is_where_the_cell_stands_in_the_sheet(read_book: Read) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["C5"], sheet["D5"], sheet["C6"], sheet["D6"] = "Week", "Cost", 1, 850
    found = read_book(_saved(book)).blocks[-1]
    assert isinstance(found, Table)
    place = found.rows[1][1].place
    assert (place.part, place.row, place.cell, found.rows[1][1].column) == ("sheet Sheet", 6, 4, 4)


def test_what_stands_above_a_table_is_no_row_of_it(read_book: Read) -> None:
    rows = [("Chronology of Zoë Example",), (), ("Date", "Event"), (date(2025, 3, 4), "Visit")]
    blocks = read_book(workbook(rows)).blocks
    assert [(type(block), text_of((block,))) for block in blocks] == [
        (Heading, "Chronology of Zoë Example"),
        (Table, "Date\tEvent\n04/03/2025\tVisit"),
    ]


def test_an_empty_row_between_two_events_begins_no_new_table_but_a_new_header_does(read_book: Read) -> None:
    events = [("Date", "Event"), (date(2025, 3, 4), "Visit"), (), (date(2025, 3, 5), "Call")]
    assert len(said(read_book(workbook(events)))) == 1
    costs = [*events, (), ("Week", "Cost"), (1, 850)]
    assert said(read_book(workbook(costs)))[1] == [["Week", "Cost"], ["1", "850"]]


def test_merged_cells_are_one_cell(read_book: Read) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (("All three", None, None), ("a", "b", "c")):
        sheet.append(line)
    sheet.merge_cells("A1:C1")
    sheet["A3"], sheet["B3"] = "x", "y"
    sheet.merge_cells("A2:A3")
    blocks = read_book(_saved(book)).blocks
    assert isinstance(blocks[0], Heading | Paragraph)
    assert text_of((blocks[0],)) == "All three"
    assert said(Reading(blocks)) == [[["a", "b", "c"], ["y", ""]]]


def test_a_formula_gives_the_value_that_was_there_when_it_was_saved(read_book: Read) -> None:
    saved = workbook([("Cost", "Weeks"), (850, 2)])
    with_value = _with_sheet(saved, lambda xml: xml.replace(b"<v>850</v>", b"<f>SUM(1,2)</f><v>851</v>"))
    assert said(read_book(with_value))[0][1] == ["851", "2"]


def test_a_hidden_sheet_is_not_read_as_text_but_is_told(read_book: Read) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("Hidden")["A1"] = "not shown"
    book["Hidden"].sheet_state = "hidden"
    assert book.active is not None
    book.active["A1"] = "shown"
    reading = read_book(_saved(book))
    assert "not shown" not in text_of(reading.blocks)
    assert [(aside.how, aside.text) for aside in reading.asides] == [
        (Standing.HIDDEN, "Hidden"),
        (Standing.HIDDEN, "not shown"),
    ]


def test_a_chronology_kept_in_a_sheet_is_a_chronology(read_bytes: ReadBytes) -> None:
    rows = [("Chronology of significant events",), (), ("Date", "Significant event", "Source"), *EVENTS]
    document = read_bytes(workbook(rows), "xlsx")
    assert document.type == "social_work_chronology"
    assert document.dated == date(2026, 1, 13)


def test_a_chronology_sheet_named_so_and_nothing_else_is_one(read_bytes: ReadBytes) -> None:
    book = _named("Chronology", [("Date", "Event", "Source"), *EVENTS])
    assert read_bytes(book, "xlsx").type == "social_work_chronology"


def test_a_table_of_costs_is_no_chronology(read_bytes: ReadBytes) -> None:
    assert read_bytes(workbook([("Week", "Cost"), (1, 850), (2, 850), (3, 900)]), "xlsx").type is None


# -- how much is read, and what is refused


def test_rows_past_the_limit_are_told(read_book: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractors.sheet_reader.MAX_ROWS", 5)
    monkeypatch.setattr(sheet_blocks, "MAX_ROWS", 5)
    reading = read_book(workbook([("a", number) for number in range(9)]))
    assert len(said(reading)[0]) == 5
    assert reading.limits


@pytest.mark.parametrize("far", ["XFD1048576", "A9999999"])
def test_a_few_cells_far_apart_are_refused_before_they_are_laid_out(far: str, tmp_path: Path) -> None:
    cells = f'<row r="1"><c r="B1"><v>1</v></c></row><row r="9"><c r="{far}"><v>2</v></c></row>'
    bomb = _with_sheet(
        workbook([("a",)]), lambda _: f"<worksheet {_MAIN}><sheetData>{cells}</sheetData></worksheet>".encode()
    )
    assert _refused(read_workbook, bomb, tmp_path) is Unreadable.TOO_LARGE


def test_an_empty_cell_far_away_that_only_has_a_look_refuses_nothing(read_book: Read) -> None:
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="0"/></row>'
    styled = _with_sheet(BOOK, lambda _: _sheet_xml(cells))
    assert text_of(read_book(styled).blocks) == "1"


@pytest.mark.parametrize("record", [b"\xfd\0\x0a\0", b"\x00\x02\x0e\0\0\0\0\0"])
def test_an_old_workbook_whose_cells_lie_far_apart_is_refused_before_it_is_laid_out(
    record: bytes, tmp_path: Path
) -> None:
    data = _old_workbook()
    at = data.index(record) + len(record)
    far = data[:at] + b"\xff\xff\xff\x0f" + data[at + 4 :]
    assert _refused(read_workbook, far, tmp_path) is Unreadable.TOO_LARGE


def test_a_workbook_with_a_password_asks_for_one_without(tmp_path: Path) -> None:
    assert _refused(read_workbook, hostile.password_docx(), tmp_path) in (Unreadable.PASSWORD, Unreadable.DAMAGED)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), b"words"])
def test_what_is_no_workbook_is_damaged(data: bytes, tmp_path: Path) -> None:
    assert _refused(read_workbook, data, tmp_path) is Unreadable.DAMAGED


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(data=st.data())
def test_a_workbook_with_any_bytes_changed_gives_a_reading_or_a_reason(data: st.DataObject, tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(BOOK)) as whole:
        parts = {name: bytearray(whole.read(name)) for name in whole.namelist()}
    for _ in range(data.draw(st.integers(1, 4))):
        part = parts[data.draw(st.sampled_from(sorted(parts)))]
        part[data.draw(st.integers(0, len(part) - 1))] = data.draw(st.integers(0, 255))
    path = _kept(hostile.zipped({name: bytes(part) for name, part in parts.items()}), tmp_path)
    try:
        read_workbook(path)
    except UnreadableFile as unreadable:
        assert unreadable.reason


def test_old_workbooks_inside_foreign_files_are_read(tmp_path: Path) -> None:
    assert text_of(read_workbook(_kept(_old_workbook(), tmp_path)).blocks)


def _old_workbook() -> bytes:
    (path,) = corpora().glob("apache-poi/*WordWithAttachments.docx")
    with zipfile.ZipFile(path) as whole:
        return whole.read(next(each for each in whole.namelist() if each.endswith(".xls")))


# -- values in text


@pytest.mark.parametrize(
    "data",
    [
        b"Date,Event\n04/03/2025,\"Visit, unannounced\"\n05/03/2025,Call\n",
        b"Date;Event\r\n04/03/2025;\"Visit, unannounced\"\r\n05/03/2025;Call\r\n",
        "Date\tEvent\n04/03/2025\tVisit, unannounced\n05/03/2025\tCall\n".encode("utf-16"),
        b"\xef\xbb\xbfDate,Event\n04/03/2025,\"Visit, unannounced\"\n05/03/2025,Call\n",
    ],
)  # fmt: skip
def test_values_are_parted_by_what_parts_them(data: bytes, read_values: Read) -> None:
    assert said(read_values(data)) == [
        [["Date", "Event"], ["04/03/2025", "Visit, unannounced"], ["05/03/2025", "Call"]]
    ]


def test_letters_are_those_that_were_meant(read_values: Read) -> None:
    assert said(read_values("Name,Age\nSiân,4\nZoë,5\n".encode("cp1252"))) == [
        [["Name", "Age"], ["Siân", "4"], ["Zoë", "5"]]
    ]


def test_a_very_long_value_and_a_zero_byte_are_borne(read_values: Read) -> None:
    assert len(said(read_values(b"Date,Event\n1," + b"x" * 300_000 + b"\0\n2,y\n"))[0]) == 3


# -- OpenDocument


def test_an_opendocument_sheet_is_read_as_it_was_shown(tmp_path: Path) -> None:
    unseen = style("H", '<style:table-properties table:display="false"/>', "table")
    shown = table(
        row(cell(p("Date")), cell(p("Cost"))),
        row(cell(p("4 March 2025"), 'office:value-type="date" office:date-value="2025-03-04"'), cell(p("£850.50"))),
        row(cell("", 'table:number-columns-repeated="16384"'), attributes='table:number-rows-repeated="1048576"'),
        name="Costs",
    )
    hidden = table(row(cell(p("not shown"))), name="Hidden", attributes='table:style-name="H"')
    reading = read_ods(_kept(ods(shown + hidden, automatic=unseen), tmp_path))
    assert [text_of((block,)) for block in reading.blocks] == ["Costs", "Date\tCost\n4 March 2025\t£850.50"]
    assert [aside.text for aside in reading.asides] == ["Hidden", "not shown"]


def test_a_comment_on_a_cell_is_no_word_of_it(tmp_path: Path) -> None:
    noted = cell(f"<office:annotation>{p('Check')}</office:annotation>{p('850')}")
    reading = read_ods(_kept(ods(table(row(cell(p("Cost")), noted))), tmp_path))
    assert said(reading) == [[["Cost", "850"]]]
    assert [(aside.how, aside.text) for aside in reading.asides] == [(Standing.COMMENT, "Check")]


_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def _sheet_xml(cells: str) -> bytes:
    return f"<worksheet {_MAIN}><sheetData>{cells}</sheetData></worksheet>".encode()


def _with_sheet(data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    name = "xl/worksheets/sheet1.xml"
    return hostile.zipped({**parts, name: change(parts[name])})


def _refused(read: Callable[[Path], Reading], data: bytes, folder: Path) -> Unreadable:
    with pytest.raises(UnreadableFile) as refused:
        read(_kept(data, folder))
    return refused.value.reason


def _named(name: str, rows: Sequence[Sequence[object]]) -> bytes:
    """A workbook with one sheet of that name."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = name
    for each in rows:
        sheet.append(list(each))
    return _saved(book)


def _saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
