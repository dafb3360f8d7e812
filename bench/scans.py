"""`python -m bench.scans`: how much of printed and scanned forms is read, at what cost, beside Tesseract alone.

The forms are samples printed by LibreOffice and drawn by pdftoppm, so that no part of ours made what is measured. Each
engine reads all pictures in a process of its own, whose most memory is its own.
"""

import multiprocessing
import resource
import shutil
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np

from bench.foreign import NotHere
from extractors import scan, scan_engines
from extractors.catalogue import Catalogue
from extractors.read import read
from extractors.scan_picture import DPI, Grey, PagePicture
from extractors.tessdata import tessdata
from tests.build.scans import CONDITIONS, clean, printed
from validators.load_policy import load_document_types, load_placeholders

SAMPLES = Path(__file__).parent.parent / "samples"
FORMS = (
    "devon-legal-gateway-incomplete/Panel form Rowan PL.docx",
    "devon-s20-ready/Panel Application Form - Elowen T.docx",
    "bucks-plo-week-6-ready/Booking form JT 10 March.docx",
    "swindon-additional-resources-ready/Care Panel Request Form - Callan I.docx",
)
RESOLUTIONS = (150, 200, 300)
USUAL = 200


class Page(NamedTuple):
    """A printed page: what stands on it, and which values of fields do."""

    picture: Grey
    text: str
    values: tuple[str, ...]


class Figures(NamedTuple):
    """What one engine made of some pages."""

    values: int
    of_values: int
    wrong_characters: float
    cpu: float
    refused: int


Engine = Callable[[Grey, int], list[str] | None]
"""The words of a picture in reading order, or None where it is refused."""


def main() -> None:
    """Print a table for each engine."""
    if (soffice := shutil.which("soffice")) is None or shutil.which("pdftoppm") is None:
        raise SystemExit("LibreOffice or pdftoppm is not installed: there is nothing to print and draw forms with.")
    for line in measure_scans(soffice):
        print(line, flush=True)


def measure_scans(soffice: str, engines: Sequence[str] = ()) -> Iterator[str]:
    """Markdown tables: values read, characters wrong and CPU time of each engine in each condition; raises NotHere."""
    if tessdata() is None:
        raise NotHere("Tesseract's English data is not installed")
    with tempfile.TemporaryDirectory() as folder:
        pages = {dpi: list(_pages(soffice, Path(folder), dpi)) for dpi in RESOLUTIONS}
    values = sum(len(page.values) for page in pages[USUAL])
    yield f"{len(pages[USUAL])} pages of {len(FORMS)} forms with {values} values. CPU seconds a page."
    for name in engines or ENGINES:
        conditions = _conditions(name)
        yield f"\n### {name}\n"
        yield "| condition | values whole | characters wrong | CPU s a page | refused |\n|---|---|---|---|---|"
        with multiprocessing.get_context("spawn").Pool(1) as process:
            process.apply(_warm, (name,))
            for condition, dpi in conditions:
                yield _row(f"{condition}, {dpi} dpi", process.apply(_measured, (name, condition, dpi, pages[dpi])))
            yield f"\nMost memory: {process.apply(_most_memory)} MiB."


def _conditions(engine: str) -> list[tuple[str, int]]:
    """All of them; for the slow engine alone a few, and none in which the page is only turned."""
    if engine == "ours without Tesseract":
        return [(name, USUAL) for name in ("clean", "noisy", "photo", "on_a_desk")]
    return [(clean.__name__, dpi) for dpi in RESOLUTIONS] + [
        (name, dpi) for name in CONDITIONS if name != clean.__name__ for dpi in (USUAL,)
    ]


def _row(what: str, figures: Figures) -> str:
    values = f"{figures.values} of {figures.of_values}"
    return f"| {what} | {values} | {figures.wrong_characters:.2%} | {figures.cpu:.1f} | {figures.refused} |"


# -- what is measured


def _pages(soffice: str, folder: Path, dpi: int) -> Iterator[Page]:
    catalogue = Catalogue.of(load_document_types(), load_placeholders())
    for form in FORMS:
        path = SAMPLES / form
        documents = read(path, name=path.name, kind="docx", content="", inside=(), catalogue=catalogue)
        values = [field.value for document in documents for field in document.fields if field.value]
        pdf = folder / "form.pdf"
        pdf.write_bytes(printed(path, soffice))
        for number, picture in enumerate(_drawn(pdf, dpi), 1):
            text = _run(["pdftotext", "-layout", "-f", f"{number}", "-l", f"{number}", str(pdf), "-"]).decode()
            on_it = _bag([text])
            yield Page(picture, text, tuple(value for value in values if _bag([value]) <= on_it))


def _drawn(pdf: Path, dpi: int) -> list[Grey]:
    _run(["pdftoppm", "-r", str(dpi), "-gray", "-png", str(pdf), str(pdf.with_name("page"))])
    files = sorted(pdf.parent.glob("page*.png"))
    pictures = [np.asarray(cv2.imread(str(file), cv2.IMREAD_GRAYSCALE), np.uint8) for file in files]
    for file in files:
        file.unlink()
    return pictures


def _run(command: list[str]) -> bytes:
    return subprocess.run(command, check=True, capture_output=True, timeout=120).stdout


def _warm(engine: str) -> None:
    """Import and start everything once, as a service has."""
    ENGINES[engine](np.full((400, 1200), 255, np.uint8), USUAL)


def _measured(engine: str, condition: str, dpi: int, pages: Sequence[Page]) -> Figures:
    found = total = wrong = characters = refused = 0
    cpu = 0.0
    for page in pages:
        picture = CONDITIONS[condition](page.picture)
        began = time.process_time()
        words = ENGINES[engine](picture, dpi)
        cpu += time.process_time() - began
        refused += words is None
        seen = _bag(words or [])
        found += sum(_bag([value]) <= seen for value in page.values)
        total += len(page.values)
        wrong += _wrong(_bag([page.text]), seen)
        characters += sum(len(word) * count for word, count in _bag([page.text]).items())
    return Figures(found, total, wrong / characters, cpu / len(pages), refused)


def _bag(texts: Sequence[str]) -> Counter[str]:
    """The words of some texts, each as often as it stands there; of its marks only those between its letters."""
    plain = " ".join(texts).translate(str.maketrans("’‘“”–—", "''\"\"--"))
    return Counter(word for part in plain.split() if (word := part.strip("-_|•.,:;\"'()[]☐☒")))


def _wrong(wanted: Counter[str], seen: Counter[str]) -> int:
    """How many characters have to be changed: each word that is missing against the nearest of those too many."""
    extra = list((seen - wanted).elements())
    wrong = 0
    for word in (wanted - seen).elements():
        nearest = min(extra, key=partial(_distance, word), default="")
        cost = _distance(word, nearest)
        if cost < len(word):
            extra.remove(nearest)
        wrong += min(cost, len(word))
    return wrong + sum(len(word) for word in extra)


def _distance(first: str, second: str) -> int:
    """The least number of letters to insert, delete or change that makes one of the other (Levenshtein 1965)."""
    before = list(range(len(second) + 1))
    for number, letter in enumerate(first, 1):
        row = [number]
        for column, other in enumerate(second, 1):
            row.append(min(row[-1] + 1, before[column] + 1, before[column - 1] + (letter != other)))
        before = row
    return before[-1]


def _most_memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10  # getrusage(2): in KiB


# -- the engines


def _ours(grey: Grey, dpi: int) -> list[str] | None:
    seen = scan.scanned(PagePicture(_at_300(grey, dpi), DPI))
    return None if seen.content is None else [word.text for word in seen.content.words]


def _ours_without_tesseract(grey: Grey, dpi: int) -> list[str] | None:
    scan.tessdata = lambda: None  # type: ignore[attr-defined]  # as if Tesseract were not there
    return _ours(grey, dpi)


def _tesseract_alone(grey: Grey, dpi: int) -> list[str] | None:
    return [word.text for word in scan_engines.tesseract(grey, dpi)]


def _at_300(grey: Grey, dpi: int) -> Grey:
    factor = DPI / dpi
    return np.asarray(cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC), np.uint8)


ENGINES: Mapping[str, Engine] = {
    "ours": _ours,
    "ours without Tesseract": _ours_without_tesseract,
    "Tesseract alone": _tesseract_alone,
}


if __name__ == "__main__":
    main()
