"""What other programs read in the same files: LibreOffice in Word files, pdftotext in PDFs. Each text is kept.

Both are asked for their reading order: pdftotext without `-layout` or `-raw`, because only so does it join what a
hyphen broke over two lines, and because over the foreign files its three ways find the same words but for a few.
"""

import hashlib
import shutil
import subprocess
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

BATCH_SECONDS = 900
FILE_SECONDS = 60


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
    program = shutil.which("soffice") or shutil.which("libreoffice") or ""
    profile = f"-env:UserInstallation={(scratch / 'profile').absolute().as_uri()}"
    command = [program, "--headless", profile, "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(into)]
    try:
        subprocess.run([*command, *map(str, files)], capture_output=True, timeout=BATCH_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return


def pdftotext_texts(files: Iterable[Path], scratch: Path) -> Mapping[Path, str | None]:
    """The text pdftotext makes of each file; None where it makes none."""
    texts = scratch / "pdftotext"
    texts.mkdir(parents=True, exist_ok=True)
    return {path: _kept_or(path, texts, _pdf_text) for path in files}


def _kept_or(path: Path, texts: Path, ask: Callable[[Path, Path], bool]) -> str | None:
    name = name_of(path)
    if not _kept(texts, name) and not ask(path, texts / f"{name}.txt"):
        (texts / f"{name}.txt").unlink(missing_ok=True)
        (texts / f"{name}.none").touch()
    return _text(texts, name)


def _pdf_text(path: Path, into: Path) -> bool:
    command = [shutil.which("pdftotext") or "", "-q", "-enc", "UTF-8", str(path), str(into)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=FILE_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def _kept(texts: Path, name: str) -> bool:
    return (texts / f"{name}.txt").exists() or (texts / f"{name}.none").exists()


def _text(texts: Path, name: str) -> str | None:
    kept = texts / f"{name}.txt"
    return kept.read_text(encoding="utf-8-sig", errors="replace") if kept.exists() else None
