"""Undoes the encodings that carry files through mail (RFC 2045, section 6); what is broken gives what it can."""

from __future__ import annotations

import binascii
import re

NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/=]+")
PIECE = re.compile(rb"[^=]+")


def decoded(data: bytes, encoding: str) -> bytes:
    """The bytes that were encoded so."""
    if encoding == "base64":
        return _base64(data)
    if encoding == "quoted-printable":
        return binascii.a2b_qp(data)
    if encoding in ("x-uuencode", "uuencode", "uue", "x-uue"):
        return _uuencoded(data)
    return data


def _base64(data: bytes) -> bytes:
    """Some programs encode piece by piece, so that padding stands in the middle; each piece is decoded by itself."""
    out = bytearray()  # not a list: a hostile mail has a piece for every second letter
    for piece in PIECE.finditer(NOT_BASE64.sub(b"", data)):
        out += _base64_piece(piece[0])
    return bytes(out)


def _base64_piece(piece: bytes) -> bytes:
    if len(piece) % 4 == 1:  # six bits make no byte
        piece = piece[:-1]
    return binascii.a2b_base64(piece + b"=" * (-len(piece) % 4))


def _uuencoded(data: bytes) -> bytes:
    lines = data.splitlines()
    start = next((number for number, line in enumerate(lines) if line.startswith(b"begin ")), -1)
    out = []
    for line in lines[start + 1 :]:
        if line.strip() == b"end":
            break
        out.append(_uuencoded_line(line))
    return b"".join(out)


def _uuencoded_line(line: bytes) -> bytes:
    try:
        return binascii.a2b_uu(line)
    except binascii.Error:  # a line longer than it says, as some programs pad theirs
        says = (line[0] - 32) & 63
    try:
        return binascii.a2b_uu(line[: (says * 4 + 5) // 3 + 1])
    except binascii.Error:
        return b""
