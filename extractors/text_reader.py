"""Plain text and message bodies -> Reading."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from casework.evidence import Place
from extractors.page_content import NO_SCANS, Scans
from extractors.reading import WEAK_LEVEL, Block, Heading, ListItem, PageBreak, Paragraph, Reading, looks_like_heading

MAX_BYTES = 20_000_000
MAX_LINES = 200_000
"""A case file of 4,000 pages has fewer."""
_UNDERLINE = re.compile(r"^([=\-~*])\1{2,}$")
_BULLET = re.compile(r"^[•·‣◦▪*\-–]\s+(?=\S)")
_NUMBERED = re.compile(r"^(?:\d{1,3}|[a-z])[.)]\s+\S")
_FORM_FEED = "\f"
_BREAKS = re.compile(r"\r\n|\r|\n|\u2028|\u2029|\x85")
"""Ends of lines. `splitlines` would also break at the separators 1C to 1E, which old programs leave inside lines."""
_WIDE_SHARE = 0.2
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def read_text(path: Path, scans: Scans = NO_SCANS) -> Reading:
    """The lines of a text file that hold words, numbered as they stand.

    A line is a heading where the next one underlines it, or where it stands between empty lines and is in capitals.
    A form feed ends a page (ECMA-48, 8.3.51).
    """
    return text_in(*read_beginning(path))


def text_in(data: bytes, limits: tuple[str, ...] = ()) -> Reading:
    """The lines of a text as bytes; `limits` are those met while they were fetched."""
    lines, met = _lines(data)
    return _cut(Reading(tuple(_blocks(lines)), limits=(*limits, *met)))


def read_message(path: Path, scans: Scans = NO_SCANS) -> Reading:
    """The lines of a message that hold words, each a paragraph: who writes a mail sets nothing as a heading."""
    data, limits = read_beginning(path)
    lines, met = _lines(data)
    told = ((number, text) for number, line in enumerate(lines, 1) if (text := line.strip()))
    found = tuple(Paragraph(text, Place(part="body", line=number)) for number, text in told)
    return _cut(Reading(found, limits=(*limits, *met)))


def _cut(reading: Reading) -> Reading:
    """The reading, cut where a limit was met: every limit on texts ends the reading there."""
    return replace(reading, cut_at=0) if reading.limits else reading


def _lines(data: bytes) -> tuple[list[str], tuple[str, ...]]:
    """A text's lines as far as they are read, and in words that there were more."""
    lines = _BREAKS.split(decoded(data), maxsplit=MAX_LINES)
    met = (f"only the first {MAX_LINES:,} lines were read",) if len(lines) > MAX_LINES else ()
    return lines[:MAX_LINES], met


def read_beginning(path: Path) -> tuple[bytes, tuple[str, ...]]:
    """A file's bytes as far as they are read, and in words that there were more."""
    with path.open("rb") as stream:
        data = stream.read(MAX_BYTES + 1)
    limits = (f"only the first {MAX_BYTES:,} bytes were read",) if len(data) > MAX_BYTES else ()
    return data[:MAX_BYTES], limits


def decoded(data: bytes) -> str:
    """Bytes as text: UTF-16 with its mark or where it shows without one, UTF-8, else Windows-1252.

    >>> decoded("Siân".encode("utf-16-le")), decoded(b"Si\\xe2n"), decoded(b"\\xef\\xbb\\xbfSi\\xc3\\xa2n")
    ('Siân', 'Siân', 'Siân')
    """
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "") or _without_mark(data)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if len(data) == MAX_BYTES and error.start >= MAX_BYTES - 4:  # a letter was cut in two where we stopped
            return data.decode(encoding, "ignore")
        return data.decode("cp1252" if encoding.startswith("utf-8") else encoding, "replace")


def _without_mark(data: bytes) -> str:
    """The encoding of text without a mark: zeros at every other place are what UTF-16 makes of our alphabet."""
    sample = data[:4096]
    zeros = sample[1::2].count(0), sample[::2].count(0)
    if max(zeros) > _WIDE_SHARE * len(sample) and min(zeros) < max(zeros) / 4:
        return "utf-16-le" if zeros[0] > zeros[1] else "utf-16-be"
    return "utf-8"


def _blocks(lines: list[str]) -> Iterator[Block]:
    underlines = False
    for number, line in enumerate(lines, 1):
        place = Place(part="body", line=number)
        for count, piece in enumerate(line.split(_FORM_FEED)):
            if count:
                yield PageBreak(place)
            text = piece.strip()
            if text and not underlines:
                underlines = _is_underlined(text, lines, number)
                yield _block(text, lines, number, place, underlines)
            else:
                underlines = False


def _block(text: str, lines: list[str], number: int, place: Place, is_underlined: bool) -> Block:
    if is_underlined:
        return Heading(text, 1 if "=" in lines[number] else 2, place)
    if _stands_alone(lines, number) and looks_like_heading(text, bold=False):
        return Heading(text, WEAK_LEVEL, place)
    if bullet := _BULLET.match(text):
        return ListItem(text[bullet.end() :], place)
    return ListItem(text, place) if _NUMBERED.match(text) else Paragraph(text, place)


def _is_underlined(text: str, lines: list[str], number: int) -> bool:
    below = lines[number].strip() if number < len(lines) else ""
    return bool(_UNDERLINE.match(below)) and looks_like_heading(text, bold=True) and len(below) <= 2 * len(text)


def _stands_alone(lines: list[str], number: int) -> bool:
    around = (lines[number - 2] if number > 1 else "", lines[number] if number < len(lines) else "")
    return not any(line.strip() for line in around)
