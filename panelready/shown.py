"""What one reading of a file gives whoever shows it: its words, the documents in them, and whose words each is."""

from dataclasses import dataclass

from casework.document import Document, Unreadable
from casework.submission import SubmittedFile
from extractors.ink import Wording
from extractors.reading import Reading
from panelready.plain import Plain, from_plain
from panelready.reading_answers import documents_from


@dataclass(frozen=True, slots=True)
class Shown:
    """A file read once. `wordings` has an entry for each of `extractors.ink.told`, in that order."""

    reading: Reading | Unreadable
    documents: tuple[Document, ...]
    wordings: tuple[Wording | None, ...] = ()


def shown_from(done: Plain, file: SubmittedFile) -> Shown:
    """What a child answered, its documents booked to the file."""
    documents = documents_from(done["documents"], file)
    if "unreadable" in done:
        return Shown(Unreadable(done["unreadable"]), documents)
    return Shown(
        from_plain(Reading, done["reading"]), documents, from_plain(tuple[Wording | None, ...], done["wordings"])
    )
