"""Is what somebody put over a PDF page seen: notes, comments, strokes through words, highlights, signatures?"""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageDraw
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Paragraph, SimpleDocTemplate

from extractors.pdf_reader import read_pdf
from extractors.reading import Picture, Reading, Standing, text_of
from tests.build.pdf_forms import HEIGHT, annotated
from tests.extractors.test_pdf_reader import drawn


def read(data: bytes, tmp_path: Path) -> Reading:
    path = tmp_path / "page.pdf"
    path.write_bytes(data)
    return read_pdf(path)


def lines(*texts: str) -> bytes:
    def draw(canvas: Any) -> None:
        for number, text in enumerate(texts):
            canvas.drawString(72, HEIGHT - 100 - 30 * number, text)

    return drawn(draw)


def asides(found: Reading, how: Standing) -> list[str]:
    return [aside.text for aside in found.asides if aside.how is how]


def test_a_comment_stands_beside_the_text_and_not_in_it(tmp_path: Path) -> None:
    note = {"box": (300, 90, 320, 110), "Subtype": Name.Text, "Contents": String("Please check this date")}
    found = read(annotated(lines("Date of birth: 1/2/2015"), note), tmp_path)
    assert asides(found, Standing.COMMENT) == ["Please check this date"]
    assert "check" not in text_of(found.blocks)


def test_highlighted_words_are_known_and_stay(tmp_path: Path) -> None:
    note = {"box": (70, 88, 150, 104), "Subtype": Name.Highlight}
    found = read(annotated(lines("Interim care order is sought"), note), tmp_path)
    assert asides(found, Standing.HIGHLIGHTED) == ["Interim care order"[: len(asides(found, Standing.HIGHLIGHTED)[0])]]
    assert text_of(found.blocks) == "Interim care order is sought"


def test_words_struck_out_by_a_note_are_no_longer_in_the_text(tmp_path: Path) -> None:
    note = {"box": (70, 88, 128, 104), "Subtype": Name.StrikeOut}
    found = read(annotated(lines("Agreed by nobody", "Next line"), note), tmp_path)
    (struck,) = asides(found, Standing.STRUCK)
    assert struck.startswith("Agreed")
    assert "Agreed" not in text_of(found.blocks)
    assert "Next line" in text_of(found.blocks)


def test_words_with_a_line_drawn_through_them_are_struck(tmp_path: Path) -> None:
    out = io.BytesIO()
    words = "The order is <strike>not agreed at all</strike> and <u>signed by all</u> today"
    SimpleDocTemplate(out).build([Paragraph(words, getSampleStyleSheet()["BodyText"])])
    found = read(out.getvalue(), tmp_path)
    assert asides(found, Standing.STRUCK) == ["not agreed at all"]
    assert text_of(found.blocks) == "The order is and signed by all today"


def test_of_two_choices_written_together_only_the_struck_one_goes(tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(72, HEIGHT - 100, "Consent given: Yes/No")
        start = 72 + canvas.stringWidth("Consent given: Yes/", "Helvetica", 12)
        canvas.line(start, HEIGHT - 97, start + canvas.stringWidth("No", "Helvetica", 12), HEIGHT - 97)

    found = read(drawn(draw), tmp_path)
    assert asides(found, Standing.STRUCK) == ["No"]
    assert text_of(found.blocks) == "Consent given: Yes"


def test_a_rule_of_a_table_strikes_nothing(tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        canvas.grid([72, 200, 400], [HEIGHT - 150, HEIGHT - 120, HEIGHT - 90])
        canvas.drawString(76, HEIGHT - 124, "Duration")

    assert "Duration" in text_of(read(drawn(draw), tmp_path).blocks)


def test_a_stamp_is_read_by_what_it_shows(tmp_path: Path) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(lines("Care plan"))) as document:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        look = document.make_stream(b"BT /F 12 Tf 5 5 Td (APPROVED 3 March) Tj ET")
        look.update({"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, 120, 30])})
        look.Resources = Dictionary(Font=Dictionary(F=font))
        stamp = Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=[300, 700, 420, 730], AP=Dictionary(N=look))
        document.pages[0].Annots = Array([document.make_indirect(stamp)])
        document.save(out)
    assert "APPROVED 3 March" in text_of(read(out.getvalue(), tmp_path).blocks)


def _scribble() -> Image.Image:
    picture = Image.new("L", (240, 60), "white")
    ImageDraw.Draw(picture).line([(5, 40), (60, 10), (90, 50), (150, 15), (230, 35)], fill="black", width=4)
    return picture


def _signed(picture: Callable[[Any], None], label: str = "Signed:") -> bytes:
    def draw(canvas: Any) -> None:
        canvas.drawString(72, HEIGHT - 100, "A letter of some length that has to be signed by somebody")
        canvas.drawString(72, HEIGHT - 300, label)
        picture(canvas)

    return drawn(draw)


def test_a_picture_where_people_sign_is_seen_as_somebody_s_signature(tmp_path: Path) -> None:
    def picture(canvas: Any) -> None:
        canvas.drawImage(ImageReader(_scribble()), 150, HEIGHT - 310, 120, 30)

    found = read(_signed(picture), tmp_path)
    assert [(each.kind, each.who, each.place.page) for each in found.signatures] == [("picture", "", 1)]
    assert not read(_signed(picture, "Our logo:"), tmp_path).signatures


def test_strokes_of_a_pen_where_people_sign_are_seen(tmp_path: Path) -> None:
    def picture(canvas: Any) -> None:
        path = canvas.beginPath()
        path.moveTo(150, HEIGHT - 300)
        for step in range(8):
            x = 150 + 15 * step
            path.curveTo(x + 4, HEIGHT - 285, x + 10, HEIGHT - 315, x + 15, HEIGHT - 300)
        canvas.drawPath(path)

    assert [each.kind for each in read(_signed(picture), tmp_path).signatures] == ["ink"]


def test_ink_over_a_signature_line_is_seen(tmp_path: Path) -> None:
    note = {
        "box": (150, 285, 270, 310),
        "Subtype": Name.Ink,
        "InkList": Array([Array([150, 540, 200, 550, 270, 535])]),
    }
    found = read(annotated(_signed(lambda canvas: None), note), tmp_path)
    assert [each.kind for each in found.signatures] == ["ink"]


def test_a_picture_among_the_words_has_its_place(tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        for number in range(8):
            canvas.drawString(72, HEIGHT - 100 - 14 * number, "Words that stand above the picture of this page")
        canvas.drawImage(ImageReader(_scribble()), 100, HEIGHT - 400, 200, 80)
        canvas.drawString(72, HEIGHT - 450, "Words below it")

    kinds = [type(block) for block in read(drawn(draw), tmp_path).blocks]
    assert kinds.count(Picture) == 1
    assert 0 < kinds.index(Picture) < len(kinds) - 1


def test_words_drawn_invisibly_are_hidden_where_no_picture_shows_them(tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(72, HEIGHT - 100, "What everybody sees")
        text = canvas.beginText(72, HEIGHT - 140)
        text.setTextRenderMode(3)
        text.textLine("What nobody sees")
        canvas.drawText(text)

    found = read(drawn(draw), tmp_path)
    assert text_of(found.blocks) == "What everybody sees"
    assert asides(found, Standing.HIDDEN) == ["What nobody sees"]


def test_only_so_many_notes_are_looked_at_and_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractors.pdf_notes.MAX_NOTES", 1)
    note = {"box": (300, 90, 320, 110), "Subtype": Name.Text, "Contents": String("A note")}
    assert "on 1 of 1 pages" in " ".join(read(annotated(lines("Words"), note, dict(note)), tmp_path).limits)
