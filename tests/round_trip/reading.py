"""What a form says in one shape, beside what was put into it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from casework.answered import Answered
from casework.document import Document, Field
from casework.words import plain_letters
from extractors.catalogue import Catalogue
from extractors.read import documents_of
from extractors.scan import reading_with_scans
from ingest.limits import Limits
from panelready.reading_answers import Opened
from panelready.reading_room import ReadingRoom, RoomLimits
from tests.build.shape_files import Made
from tests.build.shapes import Asked, Form
from validators.load_policy import load_document_types, load_placeholders

_PLAIN = str.maketrans("–—’‘“”×", "--''\"\"x")


class Told(NamedTuple):
    """One field: the answer that was put in, and what was read."""

    asked: Asked
    value: str
    answered: Answered | None

    @property
    def is_equal(self) -> bool:
        """Whether the same was read; line breaks are the layout's, not the writer's."""
        return (one_line(self.asked.answer), self.asked.answered) == (one_line(self.value), self.answered)

    @property
    def is_alike(self) -> bool:
        """Whether the same was read but for accents, dashes and quotation marks, which engines know but by English."""
        return _plainly(self.asked.answer) == _plainly(self.value)


class FormRead(NamedTuple):
    """What was made of a file, and each field of the form it holds."""

    documents: tuple[Document, ...]
    told: tuple[Told, ...]

    @property
    def alike(self) -> int:
        """How many fields are equal but for accents, dashes and quotation marks."""
        return sum(each.is_alike for each in self.told)

    @property
    def differing(self) -> list[tuple[str, str, str]]:
        """For each field that is not equal its id, what was put in, and what was read."""
        return [(each.asked.id, each.asked.answer, each.value) for each in self.told if not each.is_equal]


class Reader:
    """Opens and reads files as the service does, in child processes."""

    def __init__(self, room: ReadingRoom, folder: Path) -> None:
        self._room, self._folder = room, folder

    def read(self, form: Form, made: Made) -> FormRead:
        """The form in one file, whatever is wrapped around it."""
        with tempfile.TemporaryDirectory(dir=self._folder) as folder:
            path, into = Path(folder, made.name), Path(folder, "opened")
            path.write_bytes(made.content)
            into.mkdir()
            opened = self._room.open([(path, made.name)], into, Limits())
            assert isinstance(opened, Opened)
            read = self._room.read_all([(file, into / file.content) for file in opened.files])
        return compared(form, tuple(document for documents in read for document in documents))


@contextmanager
def reader(folder: Path) -> Iterator[Reader]:
    """A reader with a room of its own in a folder."""
    with ReadingRoom(1, RoomLimits(seconds=120), folder) as room:
        room.teach(load_document_types(), load_placeholders())
        yield Reader(room, folder)


def read_scanned(form: Form, made: Made, folder: Path) -> tuple[FormRead, str]:
    """The form on pictures of pages, and every word that was made out, in this process."""
    path = folder / made.name
    path.write_bytes(made.content)
    reading = reading_with_scans(path, "pdf")
    catalogue = Catalogue.of(load_document_types(), load_placeholders())
    found = compared(form, documents_of(reading, Document(file=made.name, format="pdf"), catalogue))
    return found, " ".join(word for page in reading.scanned for word, *_ in page.words)


def compared(form: Form, documents: tuple[Document, ...]) -> FormRead:
    """What was read of a form, beside what was put into it."""
    of_form = next((each for each in documents if each.type == form.type), Document(""))
    return FormRead(documents, tuple(_told(each, of_form.field(each.id)) for each in form.asked))


def _told(asked: Asked, field: Field | None) -> Told:
    return Told(asked, field.value if field else "", field.answered if field else None)


def _plainly(text: str) -> str:
    return one_line(plain_letters(text).translate(_PLAIN))


def one_line(text: str) -> str:
    """The words with one space between."""
    return " ".join(text.split())
