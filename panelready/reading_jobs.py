"""What a reading child can be asked to do: JOBS, a table from the job's name to what does it.

Each entry imports what it needs when the first such job comes, so that a child that only reads Word files never pays
for the PDF reader. It gives back a function from the job's JSON data to the answer's.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casework.answered import NO_PLACEHOLDERS, Placeholders
from casework.document import Document, DocumentType, Role, Unreadable
from panelready.plain import Plain, from_plain, to_plain

if TYPE_CHECKING:
    from extractors.catalogue import Catalogue
    from extractors.reading import Reading

Job = Mapping[str, Any]
Doer = Callable[[Job], Plain]


@dataclass(frozen=True, slots=True)
class Lesson:
    """What papers look like, as the policy says and as `Catalogue.of` takes it; a child loads no policy itself.

    `placeholders` are the words that stand where an answer should.
    """

    types: Mapping[str, DocumentType]
    placeholders: Placeholders = NO_PLACEHOLDERS


NO_LESSON = Lesson({})


def _opening(_: Lesson) -> Doer:
    from ingest.limits import Limits
    from ingest.open_submission import open_submission

    def do(job: Job) -> Plain:
        files = [(Path(path), name) for path, name in job["files"]]
        return to_plain(open_submission(files, Path(job["into"]), from_plain(Limits, job["limits"])))

    return do


def _reading(lesson: Lesson) -> Doer:
    from extractors.catalogue import Catalogue

    catalogue = Catalogue.of(lesson.types, lesson.placeholders)
    return _seeing(catalogue, lambda _, documents: to_plain(documents, tuple[Document, ...]))


def _showing(lesson: Lesson) -> Doer:
    from extractors.catalogue import Catalogue
    from extractors.ink import Wording, wordings

    catalogue = Catalogue.of(lesson.types, lesson.placeholders)

    def told(seen: "Reading | Unreadable", documents: tuple[Document, ...]) -> Plain:
        answer = {"documents": to_plain(documents, tuple[Document, ...])}
        if isinstance(seen, Unreadable):
            return {**answer, "unreadable": seen.value}
        kind = next((kind for each in documents if (kind := lesson.types.get(each.type or ""))), None)
        whose = to_plain(wordings(seen, kind, catalogue), tuple[Wording | None, ...])
        return {**answer, "reading": to_plain(seen), "wordings": whose}

    return _seeing(catalogue, told)


def _seeing(catalogue: "Catalogue", told: Callable[["Reading | Unreadable", tuple[Document, ...]], Plain]) -> Doer:
    """Reads a file, once its pictures are known, and answers what is to be told of it."""
    from extractors.ornaments import is_ornament
    from extractors.read import documents_of, seen_in

    def do(job: Job) -> Plain:
        seen = seen_in(Path(job["path"]), job["kind"], _scans(job))
        if not isinstance(seen, Unreadable) and seen.unscanned and "scans" not in job:
            return {"unscanned": [picture.key for picture in seen.unscanned]}
        came = date.fromisoformat(job["came"]) if job.get("came") else None
        role = Role.DECORATION if is_ornament(Path(job["path"]), job["kind"]) else Role.PAPER
        blank = Document(job["name"], tuple(job["inside"]), job["content"], role=role, format=job["kind"], came=came)
        return told(seen, documents_of(seen, blank, catalogue))

    return do


def _scans(job: Job) -> Mapping[str, Any]:
    """The scans a job comes with; they were another child's answer, so they too must fit."""
    from extractors.page_content import Scan

    return {key: from_plain(Scan, scan) for key, scan in job.get("scans", {}).items()}


def _scanning(_: Lesson) -> Doer:
    from extractors.scan import scan_of

    def do(job: Job) -> Plain:
        return to_plain(scan_of(Path(job["path"]), job["kind"], job["key"]))

    return do


def _drawing(_: Lesson) -> Doer:
    from panelready.showing_pictures import Asked, draw

    def do(job: Job) -> Plain:
        drawn = draw(from_plain(Asked, job["asked"]))
        return {"drawn": to_plain(drawn)} if drawn else {}

    return do


JOBS: Mapping[str, Callable[[Lesson], Doer]] = {
    "open": _opening,
    "read": _reading,
    "reading": _showing,
    "scan": _scanning,
    "draw": _drawing,
}
EVERY_READER = ("ingest.open_submission", "extractors.read", "extractors.docx_reader", "extractors.pdf_reader")
"""What the service imports in each child beforehand."""
