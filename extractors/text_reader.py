"""Plain text and message bodies -> Reading, a paragraph for each line."""

from pathlib import Path

from casework.evidence import Place
from extractors.page_content import NO_SCANS, Scans
from extractors.reading import Paragraph, Reading

MAX_BYTES = 20_000_000


def read_text(path: Path, scans: Scans = NO_SCANS) -> Reading:
    """The lines of a text file that hold words, numbered as they stand; UTF-8, else Windows-1252."""
    with path.open("rb") as stream:
        data = stream.read(MAX_BYTES + 1)
    limits = (f"only the first {MAX_BYTES:,} bytes were read",) if len(data) > MAX_BYTES else ()
    lines = decoded(data[:MAX_BYTES]).splitlines()
    blocks = [
        Paragraph(line.strip(), Place(part="body", line=number)) for number, line in enumerate(lines, 1) if line.strip()
    ]
    return Reading(tuple(blocks), limits=limits)


def decoded(data: bytes) -> str:
    """Bytes as text: UTF-8, else Windows-1252."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
