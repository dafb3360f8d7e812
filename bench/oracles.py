"""What other programs read in the same files: LibreOffice in Word files, pdftotext in PDFs. Each text is kept.

pdftotext is asked without `-layout` or `-raw`: only so does it join what a hyphen broke over two lines, and over the
foreign files its three ways find the same words but for a few. It then reads tables column by column, so for the order
of words alone a page that looks like a table is taken as `-layout` prints it, row by row.
"""

import hashlib
import io
import re
import shutil
import statistics
import subprocess
from collections.abc import Iterable, Mapping
from itertools import zip_longest
from pathlib import Path

from lxml import etree
from PIL import Image

from bench.foreign import program

BATCH_SECONDS = 900
FILE_SECONDS = 60
DARK, LEAST_INK = 200, 0.001
"""Of 255 greys, and of a page."""
LONGEST_CELL = 3
"""Words at most in the usual piece of a line between wide gaps, where a page is a table and not columns of prose."""

_WIDE_GAP = re.compile(r"\s{3,}")


def name_of(path: Path) -> str:
    """A name for a file by its bytes: files of one name in several folders, and copies, are kept apart and together."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:24]


def libreoffice_texts(files: Iterable[Path], scratch: Path) -> Mapping[Path, str | None]:
    """The text LibreOffice makes of each file; None where it makes none."""
    texts, links = scratch / "libreoffice", scratch / "word"
    for folder in (texts, links):
        folder.mkdir(parents=True, exist_ok=True)
    named = {path: name_of(path) for path in files}
    for path, name in named.items():
        if not (link := links / f"{name}.docx").exists():
            shutil.copyfile(path, link)
    missing = sorted({name for name in named.values() if not _kept(texts, name)})
    while missing:
        _convert([links / f"{name}.docx" for name in missing], texts, scratch)
        left = [name for name in missing if not _kept(texts, name)]
        if len(left) == len(missing):  # the first one ends the program each time, or cannot be read
            (texts / f"{left.pop(0)}.none").touch()
        missing = left
    return {path: _text(texts, name) for path, name in named.items()}


def _convert(files: list[Path], into: Path, scratch: Path) -> None:
    profile = f"-env:UserInstallation={(scratch / 'profile').absolute().as_uri()}"
    command = [
        program("soffice"),
        "--headless",
        profile,
        "--convert-to",
        "txt:Text (encoded):UTF8",
        "--outdir",
        str(into),
    ]
    try:
        subprocess.run([*command, *map(str, files)], capture_output=True, timeout=BATCH_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return


def pdftotext_texts(files: Iterable[Path], scratch: Path, way: str = "") -> Mapping[Path, str | None]:
    """The text pdftotext makes of each file, or makes with an option such as `-layout`; None where it makes none."""
    texts = scratch / f"pdftotext{way}"
    texts.mkdir(parents=True, exist_ok=True)
    named = {path: name_of(path) for path in files}
    for path, name in named.items():
        if not _kept(texts, name) and not _pdf_text(path, texts / f"{name}.txt", way):
            (texts / f"{name}.txt").unlink(missing_ok=True)
            (texts / f"{name}.none").touch()
    return {path: _text(texts, name) for path, name in named.items()}


def _pdf_text(path: Path, into: Path, way: str) -> bool:
    command = [program("pdftotext"), "-q", *way.split(), "-enc", "UTF-8", str(path), str(into)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=FILE_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def paragraphs_of(bbox_layout: str) -> list[str]:
    """The blocks that `pdftotext -bbox-layout` sees on pages: paragraphs, cells, captions; each with its lines."""
    root = etree.fromstring(bbox_layout.encode() or b"<none/>", etree.XMLParser(recover=True, resolve_entities=False))
    blocks = () if root is None else root.iter("{*}block")
    return ["\n".join(" ".join(line.itertext("{*}word")) for line in block.iter("{*}line")) for block in blocks]


def drawn_page(path: Path, page: int, dots_per_inch: int) -> Image.Image:
    """A PDF's page as a person sees it, in greys; an empty picture where it cannot be drawn."""
    which = ("-f", str(page), "-l", str(page), str(path))
    command = [program("pdftoppm"), "-q", "-gray", "-r", str(dots_per_inch), *which]
    done = subprocess.run(command, capture_output=True, timeout=FILE_SECONDS, check=False)
    return Image.open(io.BytesIO(done.stdout)).convert("L") if done.stdout else Image.new("L", (1, 1), 255)


def shows_something(path: Path) -> bool:
    """Whether there is ink on a PDF's first page."""
    greys = drawn_page(path, 1, 40).tobytes()
    return sum(grey < DARK for grey in greys) > LEAST_INK * len(greys)


def row_by_row(plain: str, layout: str) -> str:
    """The text with each page that looks like a table as `-layout` prints it."""
    pages = zip_longest(plain.split("\f"), layout.split("\f"), fillvalue="")
    return "\f".join(laid_out if _is_table(laid_out) else page for page, laid_out in pages)


def _is_table(page: str) -> bool:
    """Whether most of the page's lines are of short pieces with wide gaps between.

    >>> _is_table("a b    c    d\\ne      f    g h"), _is_table("one line of prose, with no gap\\na   b\\nanother line")
    (True, False)
    """
    lines = [_WIDE_GAP.split(line.strip()) for line in page.splitlines() if line.strip()]
    divided = [line for line in lines if len(line) > 1]
    if 2 * len(divided) <= len(lines) or not divided:
        return False
    return statistics.median(len(piece.split()) for line in divided for piece in line) <= LONGEST_CELL


def _kept(texts: Path, name: str) -> bool:
    return (texts / f"{name}.txt").exists() or (texts / f"{name}.none").exists()


def _text(texts: Path, name: str) -> str | None:
    kept = texts / f"{name}.txt"
    return kept.read_text(encoding="utf-8-sig", errors="replace") if kept.exists() else None
