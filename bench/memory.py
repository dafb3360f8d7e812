"""`python -m bench.memory`: the most memory a process needs to read a PDF of many pages, beside one that reads one.

The long files are a sample's page many times over, each a page of its own, so that nothing is read once for all.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf

from extractors.read import reading_of
from extractors.reading import text_of

PAGES = (1, 500, 2000)
SAMPLES = Path(__file__).parent.parent / "samples"


def main() -> None:
    """Measure and print; with a file, be the process that is measured."""
    parser = argparse.ArgumentParser(prog="python -m bench.memory", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--read", type=Path, metavar="PDF", help="read this file and print what that took")
    asked = parser.parse_args()
    if asked.read:
        words = len(text_of(reading_of(asked.read, "pdf").blocks).split())
        own = resource.getrusage(resource.RUSAGE_SELF)
        print(own.ru_maxrss // 1024, own.ru_utime + own.ru_stime, words)  # getrusage(2): in KiB
    else:
        print("\n".join(table()))


def table() -> list[str]:
    """A Markdown table of pages, the most memory, CPU time and the words found."""
    lines = ["| pages of a PDF | most memory, MiB | CPU, s | words |", "|---|---|---|---|"]
    return lines + [
        f"| {pages:,} | {most} | {float(seconds):.1f} | {words} |" for pages, most, seconds, words in _read()
    ]


def _read() -> Iterator[tuple[int, str, str, str]]:
    page = next((SAMPLES / "swindon-additional-resources-incomplete").glob("*.pdf"))
    with tempfile.TemporaryDirectory() as folder:
        for pages in PAGES:
            path = Path(folder) / f"{pages}.pdf"
            _write(page, pages, path)
            command = [sys.executable, "-m", "bench.memory", "--read", str(path)]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            most, seconds, words = done.stdout.split() or ("–", "nan", f"ended with {done.returncode}")
            yield pages, most, seconds, words


def _write(sample: Path, pages: int, into: Path) -> None:
    with pikepdf.open(sample) as source, pikepdf.new() as made:
        for number in range(pages):
            made.pages.append(source.pages[number % len(source.pages)])
            content = made.pages[-1].obj.Contents
            parts = content if isinstance(content, pikepdf.Array) else [content]
            made.pages[-1].obj.Contents = made.make_stream(b"\n".join(part.read_bytes() for part in parts))
        made.save(into)


if __name__ == "__main__":
    main()
