"""`python -m bench`: every figure of bench/README.md, measured anew; what this machine lacks is skipped, and why."""

import argparse
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from bench import fidelity, mails, memory, speed
from bench.against_the_floor import measure
from bench.cold import cold_starts
from bench.foreign import NotHere, foreign_files

SAMPLES = Path(__file__).parent.parent / "samples"


def main() -> None:
    """Measure and print, each part under its heading."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Print every figure as Markdown.")
    parser.add_argument("--only", choices=PARTS, action="append", help="this part alone; may be given again")
    parser.add_argument("--others", type=Path, metavar="PYTHON", help="Python of an environment with other programs")
    asked = parser.parse_args()
    for name in asked.only or PARTS:
        began = time.monotonic()
        print(f"{name} …", file=sys.stderr, flush=True)
        print(f"## {name}\n")
        try:
            for line in PARTS[name](asked):
                print(line, flush=True)
        except NotHere as lacking:
            print(f"Skipped: {lacking}.")
        print(f"\n({time.monotonic() - began:.0f} s)\n", flush=True)


def _cold(_: argparse.Namespace) -> Iterator[str]:
    yield "| command, in a fresh process | least, s | median, s | greatest, s |"
    yield "|---|---|---|---|"
    for what, least, median, greatest in cold_starts(SAMPLES):
        yield f"| {what} | {least:.2f} | {median:.2f} | {greatest:.2f} |"


def _checking(_: argparse.Namespace) -> Iterator[str]:
    figures = measure(SAMPLES)
    yield f"{figures.submissions} submissions, {figures.files} files, in one process, warm, CPU."
    yield ""
    yield "| what | time | times the floor |"
    yield "|---|---|---|"
    yield f"| floor: unzip and parse, raw PDF text | {figures.floor * 1000:.0f} ms | 1 |"
    yield f"| reading the words | {figures.words * 1000:.0f} ms | {figures.words / figures.floor:.1f} |"
    yield f"| reading and recognising | {figures.reading * 1000:.0f} ms | {figures.reading_ratio:.1f} |"
    yield f"| the whole check | {figures.whole * 1000:.0f} ms | {figures.whole_ratio:.1f} |"
    yield ""
    yield f"Recognising and checking take {figures.judging_share:.0%} of the time that reading the words takes."
    yield f"{figures.submissions / figures.whole:.1f} submissions a second and core."


def _fidelity(kind: str) -> Callable[[argparse.Namespace], Iterator[str]]:
    def measured(_: argparse.Namespace) -> Iterator[str]:
        yield from fidelity.report(fidelity.measure(kind, foreign_files(kind), fidelity.SCRATCH), 10)

    return measured


def _speed(asked: argparse.Namespace) -> Iterator[str]:
    for kind in ("docx", "pdf"):
        yield from speed.table(kind, speed.chosen(kind), asked.others)
        yield ""
    if asked.others is None:
        yield "Other programs skipped: --others names no environment that has them."


def _memory(_: argparse.Namespace) -> Iterator[str]:
    yield from memory.table()


def _mails(_: argparse.Namespace) -> Iterator[str]:
    yield from mails.table()


def _command(module: str, *options: str) -> Callable[[argparse.Namespace], Iterator[str]]:
    """A measurement that takes long and prints its own tables; what it says on the way is shown as it comes."""

    def measured(_: argparse.Namespace) -> Iterator[str]:
        command = [sys.executable, "-m", f"bench.{module}", *options]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
            yield from (line.rstrip("\n") for line in running.stdout or ())
        if running.returncode:
            raise NotHere(f"{module} ended with {running.returncode}")

    return measured


PARTS: Mapping[str, Callable[[argparse.Namespace], Iterator[str]]] = {
    "cold starts": _cold,
    "a whole check": _checking,
    "Word files against LibreOffice": _fidelity("docx"),
    "PDFs against pdftotext": _fidelity("pdf"),
    "speed beside other programs": _speed,
    "mails beside the standard parser": _mails,
    "memory": _memory,
    "one form in every shape": _command("round_trip"),
    "scans": _command("scans"),
    "every foreign file": _command("robustness", "--without-scans"),
}
"""Each part of the report."""


if __name__ == "__main__":
    main()
