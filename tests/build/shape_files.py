"""A filled form as files: `SHAPES`, a table from a shape's name to its maker and the programs it then goes through."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pypdfium2

from . import scans
from . import shapes_other as other
from . import shapes_word as word
from .shapes import Form


@dataclass(frozen=True)
class Shape:
    """What makes the file, the ending of its name, and the ending LibreOffice is to save it under, if any."""

    make: Callable[[Form], bytes]
    ending: str = "docx"
    saved_as: str = ""


class Made(NamedTuple):
    """A file by its name."""

    name: str
    content: bytes


SHAPES: Mapping[str, Shape] = {
    "Word table": Shape(word.flattened),
    "Word table without rules": Shape(word.borderless),
    "Word content controls": Shape(word.with_controls),
    "Word content controls, their titles the labels": Shape(word.with_named_controls),
    "Word form fields of before 2007": Shape(word.with_legacy_fields),
    "Word, retyped": Shape(word.retyped),
    "Word, on lines to write on": Shape(word.underlined),
    "Word, answers after a tab": Shape(word.with_tabs),
    "Word, labels above answers": Shape(word.labels_above),
    "Word, two labels to a row": Shape(word.side_by_side),
    "PDF of the table": Shape(word.flattened, saved_as="pdf"),
    "PDF of the content controls": Shape(word.with_controls, saved_as="pdf"),
    "PDF without rules": Shape(word.borderless, saved_as="pdf"),
    "PDF, retyped": Shape(word.retyped, saved_as="pdf"),
    "PDF, labels above answers": Shape(word.labels_above, saved_as="pdf"),
    "PDF, two labels to a row": Shape(word.side_by_side, saved_as="pdf"),
    "PDF form": Shape(other.acroform, "pdf"),
    "PDF form, still drawn empty": Shape(other.acroform_stale, "pdf"),
    "PDF form, not drawn": Shape(other.acroform_undrawn, "pdf"),
    "old Word (.doc)": Shape(word.flattened, saved_as="doc"),
    "rich text (.rtf)": Shape(word.flattened, saved_as="rtf"),
    "OpenDocument (.odt)": Shape(word.flattened, saved_as="odt"),
    "web page": Shape(other.web_page, "html"),
    "web page by LibreOffice": Shape(word.flattened, saved_as="html"),
    "mail, typed": Shape(other.mail_text, "eml"),
    "mail, pasted as a table": Shape(other.mail_html, "eml"),
}
"""Every shape in which a form arrives as words."""

SCANNED: Mapping[str, tuple[int, scans.Condition]] = {
    "scanned at 300 dpi": (300, scans.clean),
    "scanned at 300 dpi, askew": (300, scans.skewed),
    "scanned at 300 dpi, askew and grainy": (300, scans.noisy),
    "scanned at 200 dpi": (200, scans.clean),
    "scanned at 200 dpi, askew and grainy": (200, scans.noisy),
    "scanned at 150 dpi, askew and grainy": (150, scans.noisy),
    "photo in uneven light": (300, scans.photo),
}
"""Every shape in which it arrives as pictures of the printed table: dots per inch, and in what condition."""


def made(form: Form, names: Iterable[str], soffice: str) -> dict[str, Made]:
    """The form in these shapes; LibreOffice is started once for each kind it saves."""
    found: dict[str, Made] = {}
    to_save: dict[str, dict[str, bytes]] = {}
    for name in names:
        shape = SHAPES[name]
        content = shape.make(form)
        if shape.saved_as:
            to_save.setdefault(shape.saved_as, {})[name] = content
        else:
            found[name] = Made(f"form.{shape.ending}", content)
    for ending, files in to_save.items():
        saved = saved_by_libreoffice(files, ending, soffice)
        found |= {name: Made(f"form.{ending}", content) for name, content in saved.items()}
    return found


def scanned(form: Form, name: str, soffice: str) -> Made:
    """The form printed and scanned, or photographed, as a PDF of pictures."""
    dpi, condition = SCANNED[name]
    (pdf,) = saved_by_libreoffice({name: word.flattened(form)}, "pdf", soffice).values()
    with pypdfium2.PdfDocument(pdf) as document:
        count = len(document)
    pages = [condition(scans.picture_of(pdf, page, dpi)) for page in range(count)]
    return Made("form.pdf", scans.saved(pages, "PDF", dpi))


def saved_by_libreoffice(files: Mapping[str, bytes], ending: str, soffice: str) -> dict[str, bytes]:
    """Word files saved under another ending, as LibreOffice does it for a person; the page size is the file's own."""
    with tempfile.TemporaryDirectory() as folder:
        paths = {name: Path(folder, f"{number}.docx") for number, name in enumerate(files)}
        for name, path in paths.items():
            path.write_bytes(files[name])
        out = Path(folder, "out")
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        command = [soffice, profile, "--headless", "--convert-to", ending, "--outdir", str(out)]
        subprocess.run([*command, *map(str, paths.values())], check=True, capture_output=True, timeout=300)
        return {name: (out / path.with_suffix(f".{ending}").name).read_bytes() for name, path in paths.items()}
