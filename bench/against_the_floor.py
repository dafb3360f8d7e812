"""A whole check against the least that any reader must do: unzip and parse the same Word files, take the PDFs' text."""

import io
import statistics
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pypdfium2
from lxml import etree

from casework.document import Document
from casework.submission import SubmittedFile
from extractors.catalogue import Catalogue
from extractors.read import read, seen_in
from generators.answer import answer_of, as_json
from generators.terms import terms_of
from ingest.limits import Limits
from ingest.open_submission import open_submission
from panelready.checking import files_at
from panelready.pipeline import Held, decide_reply, screen
from validators.load_policy import Policy, load_policy

ROUNDS = 9
TODAY = date(2026, 3, 5)


@dataclass(frozen=True, slots=True)
class Figures:
    """CPU seconds for all samples, medians over the rounds, and the median of each round's ratio."""

    submissions: int
    files: int
    floor: float
    words: float
    """Reading the words alone."""
    reading: float
    """Reading and recognising."""
    whole: float
    reading_ratio: float
    whole_ratio: float
    judging_share: float
    """Recognising and checking, as a share of reading the words."""


def measure(samples: Path) -> Figures:
    """Time floor, reading and the whole check in turn, so that a slower minute slows all three."""
    policy = load_policy()
    catalogue = Catalogue.of(policy.document_types, policy.placeholders)
    with tempfile.TemporaryDirectory() as scratch:
        opened = [_open(folder, Path(scratch)) for folder in _folders(samples)]
        papers = [pair for submission in opened for pair in submission]
        rounds = [
            (
                _cpu(lambda: _floor(papers)),
                _cpu(lambda: [seen_in(path, file.kind) for file, path in papers]),
                _cpu(lambda: [_read(submission, catalogue) for submission in opened]),
                _cpu(lambda: [_check(submission, catalogue, policy) for submission in opened]),
            )
            for _ in range(ROUNDS + 1)
        ][1:]
    floors, words, readings, wholes = zip(*rounds, strict=True)
    return Figures(
        len(opened),
        len(papers),
        statistics.median(floors),
        statistics.median(words),
        statistics.median(readings),
        statistics.median(wholes),
        statistics.median(reading / floor for floor, _, reading, _ in rounds),
        statistics.median(whole / floor for floor, _, _, whole in rounds),
        statistics.median((whole - read) / read for _, read, _, whole in rounds),
    )


def _folders(samples: Path) -> list[Path]:
    return sorted(each for each in samples.iterdir() if each.is_dir() and each.name != "make")


def _open(folder: Path, scratch: Path) -> list[tuple[SubmittedFile, Path]]:
    into = scratch / folder.name
    into.mkdir()
    opened = open_submission(list(files_at([folder])), into, Limits())
    return [(file, into / file.content) for file in opened.files if file.refused is None]


def _floor(papers: Iterable[tuple[SubmittedFile, Path]]) -> None:
    for file, path in papers:
        if file.kind == "docx":
            with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
                for name in archive.namelist():
                    if name.endswith(".xml"):
                        etree.fromstring(archive.read(name))
        elif file.kind == "pdf":
            _raw_text(path)


def _raw_text(path: Path) -> None:
    try:
        pdf = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:
        return  # the sample that is locked with a password
    for page in pdf:
        page.get_textpage().get_text_bounded()
    pdf.close()


def _read(submission: list[tuple[SubmittedFile, Path]], catalogue: Catalogue) -> tuple[Document, ...]:
    return tuple(
        document
        for file, path in submission
        for document in read(
            path, name=file.name, kind=file.kind, content=file.content, inside=file.inside, catalogue=catalogue
        )
    )


def _check(submission: list[tuple[SubmittedFile, Path]], catalogue: Catalogue, policy: Policy) -> bytes:
    screening = screen(Held(_read(submission, catalogue)), policy, TODAY)
    terms = terms_of(policy.authorities.values(), policy.document_types.values())
    return as_json(answer_of(screening, terms, received=None, reply=decide_reply(screening, "sender")))


def _cpu(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began
