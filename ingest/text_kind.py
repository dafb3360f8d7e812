"""What a file of text is, told from its first bytes: a mail, a page, a table of values, one of several kinds of XML."""

from __future__ import annotations

import codecs
import csv
import io
import re

from ingest.whole import PDF_START

KNOWN_HEADERS = frozenset(
    b"from to cc subject date message-id mime-version received return-path content-type delivered-to reply-to sender "
    b"in-reply-to references x-mailer x-received dkim-signature authentication-results x-originating-ip status".split()
)
TELLING_HEADERS = frozenset(b"from received message-id mime-version return-path delivered-to content-type".split())
SENT_HEADERS = frozenset(b"to cc bcc received message-id return-path delivered-to x-unsent x-received".split())
"""Headers of which a mail has at least one, and a web page that a browser or Word saved has none."""

PAGE_STARTS = re.compile(
    rb"<(?:!doctype\s+html|(?:html|head|body|meta|title|div|table|p|h[1-6]|span|font|center|style|article|section)\b)"
)
BEFORE_A_PAGE = re.compile(rb"\A(?:\s+|<\?xml[^>]{0,200}\?>|<!--.{0,4000}?-->)+", re.DOTALL)
XML_KINDS: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"<office:document\b(?s:.)*?opendocument\.text[\"'-]"), "fodt"),
    (re.compile(rb"progid=[\"']word\.document|office/word/2003/wordml|office/2006/xmlpackage"), "word_xml"),
)
"""OpenDocument 1.3 Part 3, 3.1.2; Word's XML of 2003 and its "flat OPC": Word opens both, we name them."""

WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
MOST_CONTROLS = b"\t\n\r\f\x1b"
VALUE_LINES = 20
FEWEST_VALUE_LINES = 3


def kind_of_text(head: bytes) -> str:
    """The kind of a file that begins so and is none of those known by a signature."""
    if is_mail(head):
        return "mhtml" if _is_saved_page(head) else "eml"
    if PDF_START in head[:1024]:  # ISO 32000-1, annex H.3.4.1: readers accept a header within the first 1,024 bytes
        return "pdf"
    text = narrow(head)
    start = text.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"{\\rtf"):
        return "rtf"
    if start.startswith(b"<") and (kind := _kind_of_markup(start.lower())):
        return kind
    if any(byte < 32 and byte not in MOST_CONTROLS for byte in text):
        return "unknown"
    return "csv" if _is_table_of_values(text) else "text"


def narrow(head: bytes) -> bytes:
    """Text of two bytes a letter as UTF-8, with its mark or without; other text as it is.

    >>> narrow("Siân".encode("utf-16")) == narrow("Siân".encode("utf-16-le")) == "Siân".encode()
    True
    """
    even = head[: len(head) // 2 * 2]
    if head.startswith(WIDE_MARKS):
        return even.decode("utf-16", "ignore").encode()
    zeros = even[1::2].count(0), even[::2].count(0)
    if min(zeros) * 4 < max(zeros) and max(zeros) * 5 > len(head):
        return even.decode("utf-16-le" if zeros[0] > zeros[1] else "utf-16-be", "ignore").encode()
    return head


def _kind_of_markup(start: bytes) -> str:
    for telling, kind in XML_KINDS:
        if telling.search(start):
            return kind
    before = BEFORE_A_PAGE.match(start)
    if PAGE_STARTS.match(start[before.end() :] if before else start):
        return "html"
    return "xml" if start.startswith(b"<?xml") else ""


def is_mail(head: bytes) -> bool:
    """Whether these are the first bytes of a mail: mostly headers, two of them known, one of them only mail's.

    >>> is_mail(b"From: a@b.example\\nSubject: x\\n\\nHello"), is_mail(b"Date: today\\nSubject: x\\n")
    (True, False)
    """
    starts = [line for line in _header_lines(head) if not line.startswith((b" ", b"\t"))]
    names = _names(starts)
    known = set(names) & KNOWN_HEADERS
    return len(known) >= 2 and bool(known & TELLING_HEADERS) and 3 * len(names) >= 2 * len(starts)


def _is_saved_page(head: bytes) -> bool:
    """Whether what looks like a mail is a web page saved in one file (RFC 2557): it was sent to nobody."""
    block = _header_lines(head)
    said = b" ".join(block).lower()
    return not set(_names(block)) & SENT_HEADERS and b"multipart/related" in said


def _header_lines(head: bytes) -> list[bytes]:
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    if text.startswith(b"From "):  # mbox
        text = text.partition(b"\n")[2]
    lines = re.split(rb"\r\n|\n|\r", text)
    return lines[: lines.index(b"")] if b"" in lines else lines[:-1]


def _names(lines: list[bytes]) -> list[bytes]:
    return [match[1].lower() for line in lines if (match := re.match(rb"([!-9;-~]{1,80}):", line))]


def _is_table_of_values(text: bytes) -> bool:
    """Whether the first lines hold the same number of values each (RFC 4180).

    Sentences hold commas too, but not equally many, and with a space behind them.
    """
    whole = text[: text.rfind(b"\n") + 1] if len(text) > 4096 else text
    lines = whole.removeprefix(b"\xef\xbb\xbf").decode("cp1252", "replace")
    return any(_is_parted_by(mark, lines) for mark in ("\t", ";", ",", "|"))


def _is_parted_by(mark: str, lines: str) -> bool:
    try:
        rows = [row for row in csv.reader(io.StringIO(lines, newline=""), delimiter=mark) if row][:VALUE_LINES]
    except csv.Error:
        return False
    values = [value for row in rows for value in row[1:]]
    return (
        len(rows) >= FEWEST_VALUE_LINES
        and len(rows[0]) > 1
        and all(len(row) == len(rows[0]) for row in rows)
        and all(rows[0])
        and 4 * sum(value.startswith(" ") for value in values) < len(values)
    )
