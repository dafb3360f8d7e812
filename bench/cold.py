"""How long a command takes in a fresh process, as a person at a terminal waits for it."""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

RUNS = 7
THANKS = b"Thank you,"


def cold_starts(samples: Path) -> Iterator[tuple[str, float, float, float]]:
    """Each command with the least, median and greatest wall-clock seconds of several fresh processes."""
    form = next((samples / "devon-s20-ready").glob("*.docx"))
    pdf = next((samples / "swindon-additional-resources-incomplete").glob("*.pdf"))
    mail = next((samples / "bucks-s20-request-ready").glob("*.eml"))
    today = ("--today", "2026-03-05", "--json")
    yield "panelready --help", *_timed("--help")
    yield "check, one Word form", *_timed("check", str(form), *today)
    yield "check, one PDF form", *_timed("check", str(pdf), *today)
    yield "check, one mail with two papers", *_timed("check", str(mail), *today)
    with tempfile.TemporaryDirectory() as folder:
        promising = Path(folder) / mail.name
        promising.write_bytes(
            mail.read_bytes().replace(THANKS, b"The chronology will follow on Monday.\n\n" + THANKS, 1)
        )
        yield "the same, promising a paper", *_timed("check", str(promising), *today)


def _timed(*arguments: str) -> tuple[float, float, float]:
    times = []
    for _ in range(RUNS + 1):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "panelready", *arguments], capture_output=True, check=False)
        times.append(time.perf_counter() - began)
    counted = times[1:]  # the first fills the disk cache
    return min(counted), statistics.median(counted), max(counted)
