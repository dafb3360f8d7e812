"""Are pages that hold no text, or text nobody can read, handed on to be scanned, and what comes back put in place?"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from extractors.page_content import PageContent, Scan, Scans
from extractors.page_words import Word
from extractors.pdf_reader import read_pdf
from extractors.pdf_sound import is_rubbish
from extractors.reading import Picture, Reading, text_of
from tests.build.content import NewPage, Paper
from tests.build.pdf import pdf_of, scanned
from tests.build.pdf_forms import HEIGHT, FormMaker
from tests.extractors.test_pdf_reader import drawn

PROSE = "The placement is warm and settled, and the grandmother asks for help with the cost of the run to school. " * 4


def read(data: bytes, tmp_path: Path, scans: Scans | None = None) -> Reading:
    path = tmp_path / "page.pdf"
    path.write_bytes(data)
    return read_pdf(path, scans or {})


def bound(*files: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as whole:
        for each in files:
            with pikepdf.open(io.BytesIO(each)) as part:
                whole.pages.extend(part.pages)
        whole.save(out)
    return out.getvalue()


def content(*words: str) -> PageContent:
    placed = tuple(Word(word, (72 + 60 * n, 100, 120 + 60 * n, 112), confidence=0.9) for n, word in enumerate(words))
    return PageContent(placed, (), (), (), 1.0, 0, 0.0, (595.0, 842.0))


THREE = (pdf_of(Paper(["First page"])), scanned(pdf_of(Paper(["x"]))), pdf_of(Paper(["Third page"])))


def test_a_scan_among_pages_is_asked_for_and_called_unread_until_it_comes(tmp_path: Path) -> None:
    found = read(bound(*THREE), tmp_path)
    assert [picture.key for picture in found.unscanned] == ["page:2"]
    assert found.unread_pages == ((2, 2),)
    assert text_of(found.blocks) == "First page\nThird page"


def test_what_was_scanned_stands_in_its_page_s_place(tmp_path: Path) -> None:
    scan = Scan(content("Second", "page"), ("tesseract",), covered=0.99)
    found = read(bound(*THREE), tmp_path, {"page:2": scan})
    assert text_of(found.blocks) == "First page\nSecond page\nThird page"
    assert not found.unread_pages
    assert not found.unscanned
    (page,) = found.scanned
    assert (page.key, page.engines, [word[0] for word in page.words]) == ("page:2", ("tesseract",), ["Second", "page"])
    assert [block.key for block in found.blocks if isinstance(block, Picture)] == ["page:2"]


def test_a_scan_too_poor_to_read_is_unread_and_not_asked_for_again(tmp_path: Path) -> None:
    found = read(bound(*THREE), tmp_path, {"page:2": Scan(None)})
    assert found.unread_pages == ((2, 2),)
    assert not found.unscanned


def test_a_page_without_a_scan_is_still_asked_for(tmp_path: Path) -> None:
    found = read(bound(THREE[1], THREE[1]), tmp_path, {"page:1": Scan(content("Words"))})
    assert [picture.key for picture in found.unscanned] == ["page:2"]


def test_letters_shifted_by_a_font_without_a_code_are_asked_to_be_scanned(tmp_path: Path) -> None:
    shifted = "".join(char if char == " " else chr((ord(char) - 33 + 65) % 94 + 33) for char in PROSE)

    def draw(canvas: Any) -> None:
        for number, start in enumerate(range(0, len(shifted), 80)):
            canvas.drawString(40, HEIGHT - 100 - 14 * number, shifted[start : start + 80])

    found = read(bound(drawn(draw), pdf_of(Paper([PROSE]))), tmp_path)
    assert [picture.key for picture in found.unscanned] == ["page:1"]
    assert found.unread_pages == ((1, 1),)


def test_a_sound_layer_of_text_under_a_scan_is_read_and_rubbish_is_not(tmp_path: Path) -> None:
    from pypdfium2 import PdfDocument

    with PdfDocument(pdf_of(Paper([PROSE]))) as document:
        picture = document[0].render(scale=1).to_pil()

    def layered(words: str) -> bytes:
        def draw(canvas: Any) -> None:
            canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
            text = canvas.beginText(40, HEIGHT - 100)
            text.setTextRenderMode(3)
            for start in range(0, len(words), 80):
                text.textLine(words[start : start + 80])
            canvas.drawText(text)

        return drawn(draw)

    sound = read(layered(PROSE), tmp_path)
    assert not sound.unscanned
    assert "grandmother" in text_of(sound.blocks)
    rubbish = read(
        layered("Tl1e |~ pI«c€m€nt ;s w@rm; &nd s€ttl€d ~~ th€ gr#nd ,,; m0th€r ^s^ks |_| h€Ip !!1 " * 5), tmp_path
    )
    assert [each.key for each in rubbish.unscanned] == ["page:1"]


def test_what_was_typed_over_a_scan_is_kept(tmp_path: Path) -> None:
    from pypdfium2 import PdfDocument

    with PdfDocument(pdf_of(Paper(["Child's name"]))) as document:
        picture = document[0].render(scale=1).to_pil()
    maker = FormMaker(lambda canvas: canvas.drawImage(ImageReader(picture), 0, 0, 595, 842))
    maker.field(T=pikepdf.String("n"), FT=pikepdf.Name.Tx, V=pikepdf.String("Ann"), box=(300, 98, 400, 114))
    found = read(maker.bytes(), tmp_path)
    assert text_of(found.blocks) == "Ann"
    assert [each.key for each in found.unscanned] == ["page:1"]
    merged = read(maker.bytes(), tmp_path, {"page:1": Scan(content("Child's", "name"))})
    assert text_of(merged.blocks) == "Child's name\tAnn"


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        "Mae'r plentyn yn byw gyda'i nain ac mae'r lleoliad yn gynnes ac yn sefydlog; gofynnir am gymorth gyda chost",
        "Dziecko mieszka z babcią, a szczegółowy plan przygotowano w Szczecinie; wszystkie zgłoszenia rozpatrzono",
        "12/03/2025 £240.00 4410927 01632 960010 £6,240 03/04/2025 £1,200.50 7,723,293 102.6 35,390,384 104.0 " * 3,
        "PER/GRP CIN CP LAC SGO PLO EHCP CAFCASS IRO LBP ICO FGC MARAC IDVA CSE NRM UASC SEND s20 s47 s31 C110A " * 3,
        "Oluwaseun Adébáyọ̀, Nguyễn Thị Phương, Krzysztof Szczepański, Llŷr Gwynedd-Hughes, Xhemajl Krasniqi " * 3,
        "孩子和祖母住在一起，学校的交通费用需要帮助。小组在一月份看到了这个。" * 3,
    ],
)
def test_numbers_names_and_other_languages_are_no_rubbish(text: str) -> None:
    assert not is_rubbish([Word(word, (0, 0, 1, 1)) for word in text.split()])


def test_pages_are_told_apart(tmp_path: Path) -> None:
    found = read(pdf_of(Paper(["one", NewPage(), "two"])), tmp_path)
    assert [type(block).__name__ for block in found.blocks] == ["Paragraph", "PageBreak", "Paragraph"]
    assert found.blocks[1].place.page == 2


def stamped(words: str) -> bytes:
    """A picture of a whole page with a few words of text over it."""
    from pypdfium2 import PdfDocument

    with PdfDocument(pdf_of(Paper([PROSE]))) as document:
        picture = document[0].render(scale=1).to_pil()

    def draw(canvas: Any) -> None:
        canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
        canvas.drawString(400, 800, words)

    return drawn(draw)


def test_a_few_words_on_a_picture_of_a_page_are_read_and_the_page_is_asked_to_be_scanned(tmp_path: Path) -> None:
    found = read(stamped("Received 3 March"), tmp_path)
    assert text_of(found.blocks) == "Received 3 March"
    assert found.unread_pages == ((1, 1),)
    assert [picture.key for picture in found.unscanned] == ["page:1"]


def test_what_an_engine_reads_takes_the_place_of_the_few_words_over_the_picture(tmp_path: Path) -> None:
    found = read(stamped("Received 3 March"), tmp_path, {"page:1": Scan(content("Received", "3", "March"))})
    assert text_of(found.blocks) == "Received 3 March"
    assert not found.unread_pages


def test_of_a_picture_too_poor_to_read_the_few_words_over_it_stay(tmp_path: Path) -> None:
    found = read(stamped("Received 3 March"), tmp_path, {"page:1": Scan(None)})
    assert text_of(found.blocks) == "Received 3 March"
    assert found.unread_pages == ((1, 1),)


def test_a_mark_printed_across_a_scan_is_still_its_watermark(tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        canvas.rect(0, 0, 595, 842)
        canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, 595, 842)
        canvas.translate(200, 300)
        canvas.rotate(45)
        canvas.drawString(0, 0, "DRAFT")

    found = read(drawn(draw), tmp_path)
    assert found.properties.watermark == "DRAFT"
    assert found.unread_pages == ((1, 1),)
