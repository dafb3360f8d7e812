"""`python -m bench.speed`: text extraction alone, ours beside the floor and other programs, in one run on one set.

The floor is unzipping a Word file and parsing its XML with lxml, and pypdfium2's raw text of a PDF. Other programs are
in an environment of their own (`--others ITS_PYTHON`) and need not be there. All take turns file by file, so that a
slower minute slows all of them; CPU seconds are counted, the first round is not.
"""

import argparse
import io
import json
import os
import statistics
import subprocess
import sys
import time
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pypdfium2
from lxml import etree

from bench.foreign import foreign_files
from extractors.read import reading_of
from extractors.reading import UnreadableFile, text_of
from ingest.file_kind import kind_of

ROUNDS = 3
LARGEST = 400_000
TARGETS = {
    "docx": {"ours": "≤ 2", "markitdown": "≥ 40 times ours", "docling": "≥ 100 times ours"},
    "pdf": {"ours": "≤ 3", "markitdown": "≥ 20 times ours"},
}
FLOOR = {"docx": "floor: unzip and parse", "pdf": "floor: pdfium's raw text"}
OURS = "ours"

Times = dict[str, dict[Path, list[float]]]
"""CPU seconds of each round, by reader and file."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.speed", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--others", type=Path, metavar="PYTHON", help="Python of an environment with other programs")
    parser.add_argument("--files", type=int, default=40, metavar="N", help="how many files of each kind")
    parser.add_argument("--kind", choices=("docx", "pdf"), action="append", help="this kind of file alone")
    asked = parser.parse_args()
    for kind in asked.kind or ("docx", "pdf"):
        print("\n".join(table(kind, chosen(kind, asked.files), asked.others)), end="\n\n")


def chosen(kind: str, number: int = 40) -> list[Path]:
    """Files of every folder, evenly, that we and pdfium can read and that are of a paper's usual size."""
    readable = [
        path
        for path in foreign_files(kind)
        if path.stat().st_size <= LARGEST and _ours(path) and (kind != "pdf" or _opens(path))
    ]
    return readable[:: max(1, len(readable) // number)][:number]


def table(kind: str, files: Sequence[Path], others: Path | None) -> list[str]:
    """A Markdown table: each reader's time, its ratios to the floor and to ours: the usual file's / all together's."""
    times, faults = _measured(kind, files, others)
    title = f"{kind}: {len(files)} files, text alone, CPU, least of {ROUNDS} warm rounds; medians, ratios also in total"
    lines = [title, "", "| reader | files read | ms a file | times the floor | times ours | target |"]
    lines.append("|---|---|---|---|---|---|")
    least = {name: {path: min(each) for path, each in by.items()} for name, by in times.items()}
    for name, by in least.items():
        ratios = " | ".join(_ratio(by, least[against]) for against in (FLOOR[kind], OURS))
        middle = statistics.median(by.values()) * 1000
        lines.append(f"| {name} | {len(by)} | {middle:.2f} | {ratios} | {TARGETS[kind].get(name, '')} |")
    return lines + [f"\n{name}: {len(said)} faults, such as “{said[0]}”." for name, said in faults.items()]


def _ratio(times: dict[Path, float], against: dict[Path, float]) -> str:
    """The usual file's ratio, and that of all files together."""
    both = [(seconds, against[path]) for path, seconds in times.items() if against.get(path)]
    together = sum(one for one, _ in both) / sum(other for _, other in both)
    return f"{statistics.median(one / other for one, other in both):.2f} / {together:.2f}"


def _measured(kind: str, files: Sequence[Path], others: Path | None) -> tuple[Times, dict[str, list[str]]]:
    floor = _docx_floor if kind == "docx" else _pdf_floor
    times: Times = defaultdict(lambda: defaultdict(list))
    faults: dict[str, list[str]] = defaultdict(list)
    with _Others(kind, others) as beside:
        for number in range(ROUNDS + 1):
            for path in files:
                measured = [(FLOOR[kind], _cpu(floor, path)), (OURS, _cpu(_ours, path))]
                for name, answer in beside.read(path):
                    if "seconds" in answer and answer["characters"]:
                        measured.append((name, answer["seconds"]))
                    elif not number:
                        faults[name].append(answer.get("fault", "no text and no fault"))
                for name, seconds in measured if number else ():
                    times[name][path].append(seconds)
            if sys.stderr.isatty():
                print(f"{kind}: round {number} of {ROUNDS}", file=sys.stderr)
    return times, faults


def _cpu(work: Callable[[Path], object], path: Path) -> float:
    began = time.process_time()
    work(path)
    return time.process_time() - began


def _docx_floor(path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(name), etree.XMLParser(recover=True))


def _pdf_floor(path: Path) -> None:
    pdf = pypdfium2.PdfDocument(path)
    for page in pdf:
        page.get_textpage().get_text_bounded()
    pdf.close()


def _opens(path: Path) -> bool:
    """Whether pdfium opens a file; some it wants a password of that others do not."""
    try:
        pypdfium2.PdfDocument(path).close()
    except pypdfium2.PdfiumError:
        return False
    return True


def _ours(path: Path) -> str:
    try:
        return text_of(reading_of(path, kind_of(path)).blocks)
    except UnreadableFile:
        return ""


class _Others:
    """A process of another environment that reads the same files with the programs installed there."""

    def __init__(self, kind: str, python: Path | None) -> None:
        self._child: subprocess.Popen[str] | None = None
        if python is not None:
            command = [str(python), str(Path(__file__).parent / "other_reader.py"), kind]
            offline = {**os.environ, "HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "DO_NOT_TRACK": "true"}
            pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
            self._child = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nothing, text=True, env=offline)

    def __enter__(self) -> "_Others":
        return self

    def __exit__(self, *_: object) -> None:
        if self._child:
            self._child.kill()
            self._child.wait()

    def read(self, path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
        """What each program there says of a file."""
        if self._child is None or self._child.stdin is None or self._child.stdout is None:
            return
        print(path, file=self._child.stdin, flush=True)
        for line in self._child.stdout:
            answer = json.loads(line)
            if answer.get("done"):
                return
            if "seconds" in answer or "fault" in answer:
                yield answer["reader"], answer
        raise RuntimeError("the other environment's process ended")


if __name__ == "__main__":
    main()
