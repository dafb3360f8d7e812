"""OpenDocument spreadsheets (.ods) -> Reading: every cell as it was shown when the file was saved."""

from collections.abc import Iterator
from pathlib import Path

from casework.document import Unreadable
from extractors.odt_drawn import Drawn
from extractors.odt_lists import Lists
from extractors.odt_reader import opened, properties_of
from extractors.odt_styles import TABLE, Styles
from extractors.odt_walk import Walker
from extractors.page_content import NO_SCANS, Scans
from extractors.reading import Aside, Block, Reading, Table, UnreadableFile
from extractors.sheet_blocks import MAX_COLUMNS, Area, Sheet, Tables, hidden


def read_ods(path: Path, scans: Scans = NO_SCANS) -> Reading:
    """The words of an OpenDocument spreadsheet; raises UnreadableFile with the reason."""
    with opened(path) as (parts, package):
        if parts.sheets is None:
            raise UnreadableFile(Unreadable.FORMAT, "an OpenDocument file that is no spreadsheet")
        styles = Styles(*parts.body_styles)
        walker = Walker(styles, Lists(parts.body_styles), Drawn(package.has))
        tables, blocks, asides = Tables(), list[Block](), list[Aside]()
        for element in parts.sheets.iterchildren(TABLE + "table"):
            name = element.get(TABLE + "name", "")
            found = tuple(tables.blocks(_sheet(walker.table(element), name)))
            if styles.look("table", element.get(TABLE + "style-name", "")).hidden:
                asides += hidden(found)
            else:
                blocks += found
        limits = tuple(dict.fromkeys(tables.limits))
        properties = properties_of(parts, tracked=False, watermark="", has_macros=package.has("Basic/script-lc.xml"))
        return Reading(
            tuple(blocks),
            properties=properties,
            limits=limits,
            cut_at=tables.cut_at,
            asides=(*asides, *walker.asides),
        )


def _sheet(table: Table, name: str) -> Sheet:
    rows = [[""] * min(max((cell.column for cell in row), default=0), MAX_COLUMNS + 1) for row in table.rows]
    for row, texts in zip(table.rows, rows, strict=True):
        for cell in row:
            if cell.column <= len(texts):
                texts[cell.column - 1] = cell.text
    return Sheet(name, rows, merged=tuple(_merged(table)))


def _merged(table: Table) -> Iterator[Area]:
    for number, row in enumerate(table.rows):
        for cell in row:
            if cell.span > 1:
                yield (number, cell.column - 1), (number, cell.column + cell.span - 2)
