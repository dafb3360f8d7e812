"""The words of a mail that Outlook kept as compressed Rich Text alone (MS-OXRTFCP)."""

from __future__ import annotations

import struct

from casework.document import Unreadable
from ingest.refusal import CannotOpen

HEADER = struct.Struct("<IIII")  # 2.1.3.1: sizes packed and plain, the kind, a checksum
COMPRESSED, PLAIN = 0x75465A4C, 0x414C454D  # "LZFu" and "MELA"
DICTIONARY_SIZE, MASK = 4096, 0x0FFF
FIRST_WORDS = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans Serif"
    rb"SymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
"""2.1.2.1: what the dictionary holds before anything was read."""


def decompressed(data: bytes, most: int) -> bytes:
    """The Rich Text, as far as it goes; `most` bytes at the most. Raises CannotOpen where it is none."""
    if len(data) < HEADER.size:
        raise CannotOpen(Unreadable.DAMAGED)
    _size, plain_size, kind, _checksum = HEADER.unpack_from(data)
    if kind == PLAIN:
        return data[HEADER.size : HEADER.size + min(plain_size, most)]
    if kind != COMPRESSED:
        raise CannotOpen(Unreadable.DAMAGED)
    return _unpacked(data, min(plain_size, most))


def _unpacked(data: bytes, size: int) -> bytes:
    """2.2.2: each control byte says of the next eight whether they are a letter, or a place in the dictionary."""
    window = bytearray(FIRST_WORDS.ljust(DICTIONARY_SIZE, b"\0"))
    out, write, at = bytearray(), len(FIRST_WORDS), HEADER.size
    while at < len(data) and len(out) < size:
        control = data[at]
        at += 1
        for bit in range(8):
            if at + (control >> bit & 1) >= len(data):
                return bytes(out[:size])
            if not control >> bit & 1:
                piece = data[at : at + 1]
                at += 1
            else:
                offset, length = data[at] << 4 | data[at + 1] >> 4, (data[at + 1] & 0x0F) + 2
                at += 2
                if offset == write:  # the end
                    return bytes(out[:size])
                piece = _repeated(window, offset, length, write)
            for letter in piece:
                window[write] = letter
                write = (write + 1) & MASK
            out += piece
    return bytes(out[:size])


def _repeated(window: bytearray, offset: int, length: int, write: int) -> bytes:
    """What stands in the dictionary there; where it runs into the place now being written, it repeats itself."""
    until = (write - offset) & MASK
    piece = bytes(window[(offset + number) & MASK] for number in range(min(length, until)))
    return (piece * length)[:length] if until < length else piece


def words_of_rtf(data: bytes) -> str:
    """The text of some Rich Text, a line for each paragraph; the HTML that Outlook hides in it is left out."""
    from striprtf.striprtf import rtf_to_text

    try:
        text: str = rtf_to_text(data.decode("latin-1"), errors="replace")
    except (ValueError, LookupError, OverflowError, RecursionError):  # found by feeding it broken ones
        raise CannotOpen(Unreadable.DAMAGED) from None
    return text
