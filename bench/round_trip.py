"""`python -m bench.round_trip`: one filled form in every shape, and how much of it is read from each."""

import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.build.shape_files import SCANNED, SHAPES, made, scanned
from tests.build.shapes import BUCKINGHAMSHIRE, DEVON, SWINDON, Form
from tests.round_trip.reading import FormRead, one_line, read_scanned, reader

FORMS = {"Devon": DEVON, "Buckinghamshire": BUCKINGHAMSHIRE, "Swindon": SWINDON}


def main() -> None:
    """Print a table for each form; what differs goes to standard error."""
    soffice = shutil.which("soffice")
    if soffice is None:
        raise SystemExit("LibreOffice is not installed: there is nothing to print and to save forms with.")
    for council, form in FORMS.items():
        print(f"\n## {council}: {len(form.asked)} answers\n")
        print("| shape | equal | equal but for accents and dashes | characters misread | s |\n|---|---|---|---|---|")
        for line in measured(form, soffice):
            print(line, flush=True)


def measured(form: Form, soffice: str) -> Iterator[str]:
    """A row for each shape: how many answers are equal, and for pictures how many characters of answers are not."""
    with tempfile.TemporaryDirectory() as folder, reader(Path(folder)) as room:
        for shape, file in made(form, SHAPES, soffice).items():
            began = time.monotonic()
            yield _row(shape, form, room.read(form, file), "", began)
        for shape in SCANNED:
            file = scanned(form, shape, soffice)
            began = time.monotonic()
            found, words = read_scanned(form, file, Path(folder))
            yield _row(shape, form, found, f"{misread(form, words):.2%}", began)


def _row(shape: str, form: Form, found: FormRead, share: str, began: float) -> str:
    for field, put_in, read in found.differing:
        print(f"  {shape}: {field}: {one_line(put_in)!r} was read as {one_line(read)!r}", file=sys.stderr)
    equal = len(form.asked) - len(found.differing)
    return f"| {shape} | {equal} of {len(form.asked)} | {found.alike} | {share} | {time.monotonic() - began:.1f} |"


def misread(form: Form, words: str) -> float:
    """The share of the answers' characters that are not among the words, by the best place for each line."""
    lines = [one_line(line) for each in form.asked for line in each.answer.split("\n") if line]
    text = one_line(words)
    return sum(_slips_in(line, text) for line in lines) / sum(map(len, lines))


def _slips_in(line: str, text: str) -> int:
    """The fewest letters to put in, leave out or change so that the line stands somewhere in the text (Sellers)."""
    above = [0] * (len(text) + 1)
    for row, letter in enumerate(line, 1):
        here = [row]
        for column, other in enumerate(text, 1):
            here.append(min(above[column] + 1, here[-1] + 1, above[column - 1] + (letter != other)))
        above = here
    return min(above)


if __name__ == "__main__":
    main()
