"""Whether a file has its end, told from its last bytes alone."""

from __future__ import annotations

import os
import re
from pathlib import Path

ZIP_START = b"PK\x03\x04"
ZIP_END = b"PK\x05\x06"
PDF_START = b"%PDF-"
PDF_END = b"%%EOF"

ZIP_TAIL = 22 + 65_535  # APPNOTE 4.3.16: the end record is 22 bytes and a comment of at most 65,535
PDF_TAIL = 64 << 10  # writers append to a PDF's end; readers look at the last 1,024 bytes, we are more patient

LINEAR = re.compile(rb"/Linearized\s+\d.{0,80}?/L\s+(\d{1,18})", re.DOTALL)
"""ISO 32000-1, F.3.3: a PDF made to be shown while it arrives says how long it is, and has a %%EOF near its start."""


def is_whole(path: Path) -> bool:
    """Whether a zip or Word file has its end record, and a PDF its %%EOF; an empty file is not whole, others are."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(0)
        head = file.read(1024)
        file.seek(max(0, size - max(ZIP_TAIL, PDF_TAIL)))
        tail = file.read()
    if head.startswith(ZIP_START):
        return ZIP_END in tail[-ZIP_TAIL:]
    if PDF_START in head:
        return PDF_END in tail[-PDF_TAIL:] and size >= _promised(head)
    return size > 0


def _promised(head: bytes) -> int:
    """How long a PDF says it is, in bytes; 0 where it does not say."""
    said = LINEAR.search(head)
    return int(said[1]) if said else 0
