"""Every foreign file through the reading room: what became of it, how long it took, and what broke on the way.

`python -m bench.robustness` runs all files of the folder that PANELREADY_CORPORA names, with pictures of pages read by
the engines; `--without-scans` counts those as unread. `--seconds N` takes files in an order that mixes their kinds and
begins no more after N seconds; it says from where the next run has to go on, with `--from`.
"""

import argparse
import hashlib
import io
import json
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.foreign import every_foreign_file
from casework.document import Document
from casework.submission import SubmittedFile
from panelready.converting import CONVERTED
from panelready.in_order import in_order
from panelready.log import Log
from panelready.opening import open_in
from panelready.reading_room import ReadingRoom, RoomLimits
from panelready.scanning import ScanLimits

SILENT = "silent"
"""A document of it holds neither words nor a reason: a fault of ours, for empty means unreadable and never blank."""
WITHOUT_SCANS = ScanLimits(pages=0)
_ROUND = 10
"""Files that are measured together where the time is limited: the clock is looked at between rounds."""


@dataclass(frozen=True, slots=True)
class Became:
    """What became of one file: its kind, "read" or the first reason that it was not, and the seconds it took."""

    name: str
    kind: str
    outcome: str
    seconds: float


@dataclass(slots=True)
class Outcomes:
    """All files that arrived and all that came out of them; `broke` has a line of the log for each trouble told."""

    arrived: int = 0
    files: list[Became] = field(default_factory=list)
    broke: list[dict[str, object]] = field(default_factory=list)

    @property
    def crashes(self) -> list[dict[str, object]]:
        """The troubles of which nothing is known but that a child did not live to answer."""
        return [line for line in self.broke if line["reason"] == "damaged" and not line.get("kind")]

    def add(self, more: "Outcomes") -> None:
        """Take in what became of other files."""
        self.arrived += more.arrived
        self.files += more.files
        self.broke += more.broke

    def counts(self) -> Counter[tuple[str, str]]:
        """How many files of each kind came to each end."""
        return Counter((each.kind, each.outcome) for each in self.files)


def measure(paths: Sequence[Path], limits: RoomLimits, workers: int = 2) -> Outcomes:
    """Open each file as it would arrive, then read everything that came out."""
    told, outcomes = io.StringIO(), Outcomes(len(paths))
    with (
        tempfile.TemporaryDirectory() as into,
        tempfile.TemporaryDirectory() as name,
        ReadingRoom(workers, limits, Path(name), log=Log(told, as_json=True)) as room,
    ):
        room.teach({})
        jobs = list(_opened(room, paths, Path(into)))
        old = [job for job in jobs if job[0].kind in CONVERTED]
        new = [job for job in jobs if job[0].kind not in CONVERTED]
        began = time.monotonic()
        documents = room.read_all(old)  # together, as those of one submission are
        share = (time.monotonic() - began) / max(1, len(old))
        outcomes.files += [_became(file, read, share) for (file, _), read in zip(old, documents, strict=True)]
        outcomes.files += in_order(lambda job: _timed(room, *job), new, workers, lambda done, of: None)
    outcomes.broke = [line for line in map(json.loads, told.getvalue().splitlines()) if line["event"] == "not_read"]
    return outcomes


def mixed(paths: Sequence[Path]) -> list[Path]:
    """The paths in an order that is always the same and has nothing to do with kind or folder."""
    return sorted(paths, key=lambda path: hashlib.sha256(path.name.encode()).digest())


def measure_for(seconds: float, paths: Sequence[Path], limits: RoomLimits) -> Outcomes:
    """What became of the first of the paths: one round after another until the time is up, and at least one."""
    outcomes, ends = Outcomes(0), time.monotonic() + seconds
    while outcomes.arrived < len(paths):
        outcomes.add(measure(paths[outcomes.arrived : outcomes.arrived + _ROUND], limits))
        if time.monotonic() >= ends:
            break
    return outcomes


def report(outcomes: Outcomes) -> Iterator[str]:
    """The counts, the slowest and what broke, as Markdown."""
    yield f"{outcomes.arrived} files arrived, {len(outcomes.files)} came out of them."
    yield ""
    yield "| kind | " + " | ".join(ends := sorted({each.outcome for each in outcomes.files})) + " |"
    yield "|---" * (len(ends) + 1) + "|"
    counts = outcomes.counts()
    for kind in sorted({each.kind for each in outcomes.files}):
        yield f"| {kind} | " + " | ".join(str(counts[kind, end] or "") for end in ends) + " |"
    yield ""
    slowest = sorted(outcomes.files, key=lambda each: -each.seconds)[:10]
    yield "Slowest: " + ", ".join(f"{each.name} {each.seconds:.1f} s" for each in slowest) + "."
    yield "Silent: " + (", ".join(each.name for each in outcomes.files if each.outcome == SILENT) or "none") + "."
    yield f"{len(outcomes.crashes)} children died without our knowing why."
    raised = Counter(f"{line['kind']} at {line['at']}" for line in outcomes.broke if line.get("kind"))
    yield "Readers raised: " + (", ".join(f"{what} ({count})" for what, count in raised.items()) or "nothing") + "."


def _opened(room: ReadingRoom, paths: Sequence[Path], into: Path) -> Iterator[tuple[SubmittedFile, Path]]:
    for number, path in enumerate(paths):
        folder = into / str(number)
        folder.mkdir()
        for file in open_in(room, [(path, path.name)], folder).files:
            yield file, folder / file.content


def _timed(room: ReadingRoom, file: SubmittedFile, path: Path) -> Became:
    began = time.monotonic()
    read = room.read(file, path)
    return _became(file, read, time.monotonic() - began)


def _became(file: SubmittedFile, read: Sequence[Document], seconds: float) -> Became:
    """A file of which anything was read counts as read."""
    reasons = [document.unreadable for document in read]
    outcome = "read" if None in reasons else str(reasons[0])
    if not all(document.unreadable or document.passages for document in read):
        outcome = SILENT
    return Became(file.name, file.kind or "none", outcome, seconds)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.robustness", description="Read every foreign file.")
    parser.add_argument("--without-scans", action="store_true", help="count pictures of pages as unread")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="begin no more files after so many seconds")
    parser.add_argument("--from", type=int, default=0, dest="first", help="go on after so many files")
    asked = parser.parse_args()
    limits = RoomLimits(scan=WITHOUT_SCANS) if asked.without_scans else RoomLimits()
    paths = mixed(every_foreign_file())
    began = time.monotonic()
    outcomes = measure_for(asked.seconds, paths[asked.first :], limits)
    print("\n".join(report(outcomes)))
    done = asked.first + outcomes.arrived
    print(f"{time.monotonic() - began:.0f} seconds for files {asked.first + 1} to {done} of {len(paths)}.")
    if done < len(paths):
        print(f"To go on: --from {done}")


if __name__ == "__main__":
    main()
