"""Names as strangers give them, made fit to show; nothing is ever stored under one: stored names are content hashes."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 200  # letters; fits on a line of a report, and in any store
UNNAMED = "unnamed"

_LITTER = re.compile(r"(?i)^(\._.*|\.ds_store|thumbs\.db|desktop\.ini|~\$.*|\.~lock\..*#|.*\.joboptions)$")


def shown_name(given: str) -> str:
    """The name less any path, on one line, reading in the order it is stored in; never empty.

    >>> shown_name("C:\\\\TEMP\\\\x.docx"), shown_name("../../x"), shown_name("")
    ('x.docx', 'x', 'unnamed')
    """
    base = re.split(r"[/\\]", given.strip().rstrip("/\\"))[-1]
    visible = "".join(_shown(letter) for letter in unicodedata.normalize("NFC", base))
    tidy = " ".join(visible.split()).strip()
    return UNNAMED if tidy in ("", ".", "..") else _cut(tidy)


def unlike(name: str, used: set[str]) -> str:
    """The first of "x.docx", "x (2).docx", … whose like is not yet in `used`, which it then is."""
    stem, dot, ending = _split(name)
    candidate, number = name, 1
    while candidate.casefold() in used:
        number += 1
        candidate = f"{stem} ({number}){dot}{ending}"
    used.add(candidate.casefold())
    return candidate


def is_litter(path: str) -> bool:
    """Whether a file of that path is what systems and editors leave about: AppleDouble, locks, thumbnails, settings."""
    parts = re.split(r"[/\\]", path)
    return "__MACOSX" in parts[:-1] or bool(_LITTER.match(parts[-1]))


def plainness(name: str) -> tuple[int, str]:
    """A sort key: of names of one content, the plainest comes first.

    >>> min(["Report (1).docx", "Report-DESKTOP1.docx", "Report.docx"], key=plainness)
    'Report.docx'
    """
    return len(name), name


def _shown(letter: str) -> str:
    """A letter, or what stands for one that cannot be seen or turns the line around."""
    if letter in "\t\r\n\v\f":
        return " "
    if unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"):
        return "\ufffd"
    return letter


def _cut(name: str) -> str:
    if len(name) <= LONGEST:
        return name
    stem, dot, ending = _split(name)
    return stem[: LONGEST - len(dot + ending) - 1] + "…" + dot + ending


def _split(name: str) -> tuple[str, str, str]:
    stem, dot, ending = name.rpartition(".")
    return (stem, dot, ending) if stem and len(ending) <= 8 else (name, "", "")
