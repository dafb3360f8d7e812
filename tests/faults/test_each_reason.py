"""Each way in which a paper cannot be opened has its own reason, and its own kind advice to whoever sent it."""

import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from casework.document import Document, Unreadable
from generators.unreadable_words import ASKS_TO_SEND, WHY_UNREADABLE
from panelready.opening import open_in
from panelready.reading_room import ReadingRoom, RoomLimits
from tests.build import hostile, locked
from tests.build.old_word import WORD_97, rtf, saved_as
from tests.build.papers import social_work_chronology
from tests.elsewhere import program

NOISE = bytes((7 * number * number + 3) % 251 for number in range(5_000))


def a_photo() -> bytes:
    out = io.BytesIO()
    Image.effect_noise((300, 400), 60).save(out, "jpeg")
    return out.getvalue()


def half(content: bytes) -> bytes:
    return content[: len(content) // 2]


REASONS: dict[str, tuple[Callable[[], bytes], Unreadable]] = {
    "locked.docx": (hostile.password_docx, Unreadable.PASSWORD),
    "locked.pdf": (hostile.password_pdf, Unreadable.PASSWORD),
    "locked in part.zip": (hostile.zip_with_an_encrypted_entry, Unreadable.PASSWORD),
    "rights.docx": (locked.rights_managed, Unreadable.RIGHTS_MANAGED),
    "cut.docx": (hostile.truncated_docx, Unreadable.CUT_SHORT),
    "cut.pdf": (hostile.damaged_pdf, Unreadable.CUT_SHORT),
    "cut.zip": (lambda: half(hostile.zipped({"a.docx": social_work_chronology()})), Unreadable.CUT_SHORT),
    "cut.jpg": (lambda: a_photo()[:400], Unreadable.CUT_SHORT),
    "damaged.docx": (lambda: locked.damaged(social_work_chronology()), Unreadable.DAMAGED),
    "damaged.pdf": (lambda: b"%PDF-1.7\n" + NOISE + b"\n%%EOF\n", Unreadable.DAMAGED),
    "empty.docx": (hostile.empty_file, Unreadable.EMPTY),
    "blank.docx": (locked.blank, Unreadable.EMPTY),
    "named.docx": (lambda: b"\x01" + NOISE, Unreadable.MISNAMED),
    "packed.pdf": (lambda: b"Rar!\x1a\x07\x00" + NOISE, Unreadable.MISNAMED),
    "notes.xyz": (lambda: b"\x01" + NOISE, Unreadable.FORMAT),
    "program.docx": (lambda: b"MZ\x90\x00" + NOISE, Unreadable.UNSAFE),
}


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReadingRoom]:
    with ReadingRoom(2, RoomLimits(), tmp_path_factory.mktemp("room")) as room:
        room.teach({})
        yield room


def read(room: ReadingRoom, folder: Path, name: str, content: bytes) -> Document:
    """The one document of a file that was sent, opened and read as the service does it."""
    (folder / "sent").mkdir()
    (folder / "opened").mkdir()
    path = folder / "sent" / name
    path.write_bytes(content)
    opened = open_in(room, [(path, name)], folder / "opened")
    found = room.read_all([(file, folder / "opened" / file.content) for file in opened.files])
    documents = [each for documents in found for each in documents]
    return next((each for each in documents if each.unreadable), documents[0])


@pytest.mark.parametrize("name", REASONS)
def test_what_cannot_be_opened_has_its_own_reason(name: str, room: ReadingRoom, tmp_path: Path) -> None:
    make, reason = REASONS[name]
    us = os.getpid()
    assert read(room, tmp_path, name, make()).unreadable is reason
    assert os.getpid() == us


def test_an_opendocument_text_with_a_password(room: ReadingRoom, tmp_path: Path) -> None:
    content = locked.odt_with_password()
    assert read(room, tmp_path, "locked.odt", content).unreadable is Unreadable.PASSWORD


def test_an_old_word_file_that_is_cut_off_is_damaged(room: ReadingRoom, tmp_path: Path) -> None:
    content = half(saved_as(rtf("words " * 9_000), WORD_97, program("soffice"), "rtf"))
    assert read(room, tmp_path, "cut.doc", content).unreadable in (Unreadable.DAMAGED, Unreadable.CUT_SHORT)


@pytest.mark.parametrize("name", ["Chronology.pdf", "Chronology.jpg", "Chronology.doc", "Chronology"])
def test_a_good_paper_under_a_wrong_name_is_read(name: str, room: ReadingRoom, tmp_path: Path) -> None:
    document = read(room, tmp_path, name, social_work_chronology())
    assert (document.unreadable, document.format) == (None, "docx")


def test_a_pdf_that_only_restricts_printing_is_read(room: ReadingRoom, tmp_path: Path) -> None:
    document = read(room, tmp_path, "restricted.pdf", locked.pdf_that_may_not_be_printed())
    assert document.unreadable is None
    assert document.passages


@pytest.mark.parametrize("share", [0.5, 0.8, 0.95, 0.99])
@pytest.mark.parametrize("linear", [False, True])
def test_a_pdf_that_lost_its_end_is_never_read_as_if_it_were_whole(
    share: float, linear: bool, room: ReadingRoom, tmp_path: Path
) -> None:
    content = locked.long_pdf(linear=linear)
    document = read(room, tmp_path, "cut.pdf", content[: int(len(content) * share)])
    assert document.unreadable is Unreadable.CUT_SHORT


def test_every_reason_has_words_of_its_own_and_advice_that_asks_kindly() -> None:
    assert set(WHY_UNREADABLE) == set(ASKS_TO_SEND) == set(Unreadable)
    assert len(set(WHY_UNREADABLE.values())) == len(set(ASKS_TO_SEND.values())) == len(Unreadable)
    assert all("Please" in advice for advice in ASKS_TO_SEND.values())
