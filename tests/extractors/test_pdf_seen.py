"""Is a PDF called empty only where a person who opens it would see nothing?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Name, String

from casework.document import Unreadable
from extractors.read import reading_of
from extractors.reading import Reading, Standing, UnreadableFile, text_of
from tests.build.pdf_forms import HEIGHT, FormMaker, annotated
from tests.elsewhere import corpora
from tests.extractors.test_pdf_reader import drawn


def read(data: bytes, tmp_path: Path) -> Reading:
    (tmp_path / "page.pdf").write_bytes(data)
    return reading_of(tmp_path / "page.pdf", "pdf")


def blank() -> bytes:
    return drawn(lambda canvas: canvas.showPage())


def test_where_all_is_struck_out_it_is_read_with_what_was_struck(tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(72, HEIGHT - 100, "Agreed by nobody")

    note = {"box": (70, 88, 200, 104), "Subtype": Name.StrikeOut}
    found = read(annotated(drawn(draw), note), tmp_path)
    assert [(aside.how, aside.text) for aside in found.asides] == [(Standing.STRUCK, "Agreed by nobody")]
    assert not text_of(found.blocks)


def test_a_page_with_a_comment_alone_is_read(tmp_path: Path) -> None:
    note = {"box": (300, 90, 320, 110), "Subtype": Name.Text, "Contents": String("To follow")}
    assert [aside.text for aside in read(annotated(blank(), note), tmp_path).asides] == ["To follow"]


@pytest.mark.parametrize("kind", [Name.Stamp, Name.Ink, Name.Highlight])
def test_a_page_with_a_stamp_or_strokes_alone_is_unread_and_not_empty(kind: pikepdf.Name, tmp_path: Path) -> None:
    look: dict[str, Any] = {"box": (100, 100, 260, 160), "Subtype": kind}
    if kind == Name.Ink:
        look["InkList"] = Array([Array([110, 700, 200, 720, 250, 690])])
    found = read(annotated(blank(), look), tmp_path)
    assert found.unread_pages == ((1, 1),)
    assert [picture.key for picture in found.unscanned] == ["page:1"]


def test_a_form_of_blank_fields_alone_is_read(tmp_path: Path) -> None:
    maker = FormMaker(lambda canvas: canvas.showPage())
    maker.field(T=String("n"), TU=String("Child's name"), FT=Name.Tx, box=(300, 98, 400, 114))
    assert [(field.name, field.value) for field in read(maker.bytes(), tmp_path).form_fields] == [("Child's name", "")]


def test_words_that_nobody_sees_make_no_paper(tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        text = canvas.beginText(72, 700)
        text.setTextRenderMode(3)
        text.textLine("Invisible")
        canvas.drawText(text)

    with pytest.raises(UnreadableFile) as refused:
        read(drawn(draw), tmp_path)
    assert refused.value.reason is Unreadable.EMPTY


def test_a_file_that_opens_without_a_password_elsewhere_is_read() -> None:
    (path,) = corpora().rglob("*r6-user-password.pdf")
    assert "pdf encryption test" in text_of(reading_of(path, "pdf").blocks)
