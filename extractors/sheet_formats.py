"""How an Excel workbook shows its numbers: as money, in thousands, in per cent. Dates need none of this."""

import re
from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

from extractors.docx_xml import attribute
from extractors.package import Package

Formats = Mapping[str, Mapping[tuple[int, int], str]]
"""For each sheet by name, the formats of the cells that have one we show, by row and column from 1."""

_GIVEN = {
    "2": "0.00", "3": "#,##0", "4": "#,##0.00", "5": "£#,##0", "6": "£#,##0", "7": "£#,##0.00", "8": "£#,##0.00",
    "9": "0%", "10": "0.00%", "42": "£#,##0", "44": "£#,##0.00",
}  # fmt: skip
"""ECMA-376 Part 1, 18.8.30: formats that are named by number alone; those of money are the pounds of an English one."""
_CELL = re.compile(rb"""<(?:\w+:)?c\s[^<>]*?>""")
_REFERENCE = re.compile(rb"""\sr=["']([A-Z]{1,3})([0-9]{1,7})["']""")
_STYLE = re.compile(rb"""\ss=["']([0-9]{1,6})["']""")
_MONEY = re.compile(r"\[\$([^\]-]{0,4})[^\]]*\]|\"?([£€$])\"?")
_DECIMALS = re.compile(r"[0#?]\.([0#?]+)")
_MOST_DRESSED = 200_000
_MOST_DECIMALS = 10
_LONGEST = 255  # letters of a format, as in Excel


def formats_in(path: Path) -> Formats:
    """The formats of a workbook's cells; raises UnreadableFile with the reason."""
    with Package(path) as package:
        codes = _codes(package.part("xl/styles.xml"))
        if not codes:
            return {}
        relations = package.relations("xl/workbook.xml")
        found = {}
        for sheet in _named(package.part("xl/workbook.xml"), "sheet"):
            _, target = relations.get(attribute(sheet, "id") or "", ("", ""))
            data = package.data(target) if target else None
            if data:
                found[sheet.get("name") or ""] = dict(_cells(data, codes))
        return found


def _codes(styles: Any | None) -> dict[int, str]:
    """The format of each style of cells (18.8.10) that has one we show."""
    own = {each.get("numFmtId"): each.get("formatCode", "")[:_LONGEST] for each in _named(styles, "numFmt")}
    groups = list(_named(styles, "cellXfs"))
    codes = [
        own.get(each.get("numFmtId")) or _GIVEN.get(each.get("numFmtId", ""), "") for group in groups for each in group
    ]
    return {number: code for number, code in enumerate(codes) if is_shown(code)}


def is_shown(code: str) -> bool:
    """Whether a format is one of money, thousands, decimals or per cent, and not of dates or words."""
    letters = re.sub(r"\[[^\]]*\]|\"[^\"]*\"|\\.", "", code.partition(";")[0])
    return "0" in letters and not re.search(r"[dmyhsDMYHSeE@/]", letters)


def _cells(data: bytes, codes: Mapping[int, str]) -> Iterator[tuple[tuple[int, int], str]]:
    for number, match in enumerate(_CELL.finditer(data)):
        if number >= _MOST_DRESSED:
            return
        style, reference = _STYLE.search(match[0]), _REFERENCE.search(match[0])
        if style and reference and int(style[1]) in codes:
            yield (int(reference[2]), column_number(reference[1])), codes[int(style[1])]


def column_number(name: bytes) -> int:
    """The number of a column from its letters.

    >>> column_number(b"A"), column_number(b"AB")
    (1, 28)
    """
    number = 0
    for letter in name:
        number = number * 26 + letter - ord("A") + 1
    return number


def dressed(value: float, code: str) -> str:
    """A number below 10^15 in a format, of which the parts for money, thousands, decimals and per cent are kept.

    >>> dressed(5250.0, "[$£-809]#,##0.00"), dressed(-850.5, '"£"#,##0'), dressed(0.125, "0.0%"), dressed(3.0, "0.00")
    ('£5,250.00', '-£851', '12.5%', '3.00')
    """
    positive = code.partition(";")[0]
    decimals = min(len(match[1]), _MOST_DECIMALS) if (match := _DECIMALS.search(positive)) else 0
    money = _MONEY.search(positive)
    number = Decimal(repr(abs(value))) * (100 if "%" in positive else 1)
    number = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)  # as Excel rounds, and not as Python does
    digits = f"{number:,f}" if "," in positive else f"{number:f}"
    symbol = (money[1] or money[2] or "") if money else ""
    return f"{'-' if value < 0 else ''}{symbol}{digits}{'%' if '%' in positive else ''}"


def _named(root: Any | None, name: str) -> Iterator[Any]:
    yield from () if root is None else root.iter("{*}" + name)
