"""Where Tesseract's language data is: a system package, because the wheel that holds the engine holds none."""

import os
from collections.abc import Iterator
from pathlib import Path

_LANGUAGES = ("eng", "cym")
"""English, and where its data is there Welsh: English alone loses the accents of names."""
_PLACES = (
    "/usr/share/tesseract-ocr/*/tessdata", "/usr/share/tessdata", "/usr/share/tesseract/tessdata",
    "/usr/local/share/tessdata", "/opt/homebrew/share/tessdata", "/opt/local/share/tessdata",
)  # fmt: skip
_PLACE_ON_WINDOWS = "C:/Program Files/Tesseract-OCR/tessdata"


def tessdata() -> tuple[Path, tuple[str, ...]] | None:
    """Where Tesseract's language data is, and which of our languages it has; None without English."""
    for folder in _folders():
        found = tuple(each for each in _LANGUAGES if (folder / f"{each}.traineddata").is_file())
        if "eng" in found:
            return folder, found
    return None


def _folders() -> Iterator[Path]:
    if prefix := os.environ.get("TESSDATA_PREFIX"):
        yield from (Path(prefix), Path(prefix) / "tessdata")
    for place in _PLACES:
        root, _, pattern = place.removeprefix("/").partition("/")
        yield from sorted(Path("/", root).glob(pattern), reverse=True)
    yield Path(_PLACE_ON_WINDOWS)
