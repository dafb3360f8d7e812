"""Decodes the headers of mail without ever raising, and in time that grows with their length alone.

RFC 2047 words are decoded wherever they stand, even inside quotes, where they are forbidden and usual. Parameters are
read as RFC 2045 and RFC 2231 say, and as people's programs write them: unquoted with spaces, raw 8-bit, with paths.
"""

from __future__ import annotations

import binascii
import codecs
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import unquote_to_bytes

LONGEST = 16 << 10  # letters of one header that are looked at; a long list of references is 4,000

WORD = re.compile(r"=\?([^?\s]{1,60})\?([BbQq])\?([^?]*)\?=")
MESSAGE_ID = re.compile(r"<[^<>\s]{1,980}>")
QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
ADDRESS = re.compile(r"[^\s<>()\[\]:,;\"@]{1,64}@[A-Za-z0-9.-]{1,253}")
"""An addr-spec (RFC 5322 3.4.1) as people have them; its parts are no longer than RFC 5321 4.5.3.1 lets them be."""

CHARSETS = {
    "windows-950": "cp950",
    "unicode-1-1-utf-7": "utf-7",
    "ks_c_5601-1987": "cp949",
    "gb2312": "gb18030",
    "iso-8859-1": "cp1252",  # what most who write Latin-1 mean, as browsers know
    "us-ascii": "utf-8",
    "ascii": "utf-8",
}
NOT_CHARSETS = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"})
"""Python's codecs that no mail means, some of them slow enough to be used against us."""


def decode_text(data: bytes, charset: str = "") -> str:
    """The text of the bytes, in the named charset where there is one, else as UTF-8 or Windows would read them."""
    name = CHARSETS.get(charset.strip("\"' ").lower(), charset.strip("\"' ").lower())
    for candidate in (name, "utf-8"):
        try:
            codec = codecs.lookup(candidate).name.replace("-", "_")
            if codec not in NOT_CHARSETS:
                return data.decode(candidate)
        except (LookupError, ValueError):  # ValueError: undecodable, or a NUL in the name
            continue
    return data.decode("cp1252", "replace")


def as_bytes(text: str) -> bytes:
    """The bytes the standard parser made this text of."""
    return text.encode("utf-8", "surrogateescape")


def decode_header(raw: str) -> str:
    """The header's value as its reader should see it, on one line.

    >>> decode_header("=?utf-8?Q?Zo=C3=AB?= =?utf-8?B?IFRyZWU=?= to =?x-unknown?q?see?=")
    'Zoë Tree to see'
    """
    text = decode_text(as_bytes(raw[:LONGEST]))
    return " ".join("".join(_decoded(text)).split())


def parameters(raw: str) -> dict[str, str]:
    r"""The parameters after a header's value, names in lower case, values decoded.

    >>> parameters('attachment; filename=My Form.docx; size="3"')
    {'filename': 'My Form.docx', 'size': '3'}
    >>> parameters("x; filename*0*=utf-8''Zo%C3%AB; filename*1=' 2.docx'")["filename"]
    "Zoë' 2.docx'"
    """
    pieces: dict[str, list[tuple[int, bool, str]]] = {}
    for segment in _segments(raw[:LONGEST])[1:]:
        key, equals, value = segment.partition("=")
        if not equals:
            continue
        name, *rest = key.strip().lower().split("*")
        number = int(rest[0]) if rest and rest[0].isdecimal() and len(rest[0]) < 4 else 0
        pieces.setdefault(name, []).append((number, bool(rest) and rest[-1] == "", _unquoted(value)))
    return {name: _joined(sorted(found, key=lambda piece: piece[0])) for name, found in pieces.items()}


def message_ids(raw: str) -> tuple[str, ...]:
    """The ids in the header, with their angle brackets, in order."""
    return tuple(MESSAGE_ID.findall(raw[:LONGEST].replace("\r", " ").replace("\n", " ")))


def addresses(raw: str) -> tuple[str, ...]:
    """The bare addresses in a header of recipients, in small letters, each once; a name that looks like one is none.

    >>> addresses('"not@this.example" <Panels@Bucks.example>, team@bucks.example')
    ('panels@bucks.example', 'team@bucks.example')
    """
    found = ADDRESS.findall(QUOTED.sub(" ", raw[:LONGEST]))
    return tuple(dict.fromkeys(address.lower() for address in found))


def instant(raw: str) -> datetime | None:
    """The date a mail gives, with its offset, or None where it gives none that is one."""
    try:
        moment = parsedate_to_datetime(decode_header(raw))
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _decoded(text: str) -> Iterator[str]:
    """The text in pieces, decoded; neighbouring words of one charset are joined first, as some split a letter."""
    at, held, charset = 0, b"", ""
    for match in WORD.finditer(text):
        between = text[at : match.start()]
        word_charset = match[1].partition("*")[0].lower()  # RFC 2231, section 5: a language may follow
        if held and (between.strip() or word_charset != charset):
            yield decode_text(held, charset)
            held = b""
        if between.strip() or at == 0:
            yield between
        held, charset, at = held + _word_bytes(match[2], match[3]), word_charset, match.end()
    if held:
        yield decode_text(held, charset)
    yield text[at:]


def _word_bytes(encoding: str, text: str) -> bytes:
    data = as_bytes(text)
    if encoding in "Qq":
        return binascii.a2b_qp(data, header=True)
    try:
        return binascii.a2b_base64(data + b"=" * (-len(data) % 4))
    except binascii.Error:
        return data


def _segments(raw: str) -> list[str]:
    """The header cut at the semicolons that stand outside quotes."""
    pieces, start, quoted, at = [], 0, False, 0
    while at < len(raw):
        letter = raw[at]
        if letter == "\\" and quoted and raw[at + 1 : at + 2] in ('"', "\\"):
            at += 1
        elif letter == '"':
            quoted = not quoted
        elif letter == ";" and not quoted:
            pieces.append(raw[start:at])
            start = at + 1
        at += 1
    return [*pieces, raw[start:]]


def _unquoted(value: str) -> str:
    value = value.strip()
    if value.startswith('"'):
        value = value[1:].removesuffix('"')
        return re.sub(r'\\(["\\])', r"\1", value)  # and no other: names with a Windows path keep their backslashes
    return value


def _joined(pieces: list[tuple[int, bool, str]]) -> str:
    """RFC 2231: numbered pieces in order; encoded ones are percent-escaped, the first of them names the charset."""
    if len(pieces) == 1 and not pieces[0][1]:
        return decode_header(pieces[0][2])
    charset, data = "utf-8", b""
    for position, (_, encoded, text) in enumerate(pieces):
        if encoded and position == 0 and text.count("'") >= 2:
            charset, _, text = text.split("'", 2)
        data += unquote_to_bytes(as_bytes(text)) if encoded else as_bytes(text)
    return decode_header(decode_text(data, charset))
