"""Pictures as they are sent: every format, held every way, of any size, damaged, and files that lie about them."""

import io
import struct
import zipfile
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from casework.document import Unreadable
from extractors.page_content import PageContent, Scan
from extractors.page_words import Word
from extractors.read import reading_of
from extractors.reading import Reading, UnreadableFile, block_text
from extractors.scan import scan_of
from extractors.scan_picture import MOST_PIXELS, TooLarge, page_picture
from extractors.scan_reader import read_image
from tests.build import scans

HEIC = Path(__file__).parent / "files" / "lettered.heic"
"""A small telephone photo of three lines; kept as a file, because no library we use writes HEIC."""


def a_page(size: tuple[int, int] = (1240, 1754)) -> scans.Grey:
    """Dark at the top left, so that it shows which way it is held."""
    page = np.full(size[::-1], 250, np.uint8)
    page[: size[1] // 4, : size[0] // 4] = 10
    return page


def saved(tmp_path: Path, kind: str, **how: object) -> Path:
    path = tmp_path / f"page.{kind}"
    how = {"dpi": (150, 150), **how} if kind in ("PNG", "JPEG", "TIFF", "BMP") else how
    Image.fromarray(a_page()).save(path, kind, **how)
    return path


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "GIF", "BMP", "WEBP"])
def test_every_usual_format_is_looked_at_as_a_page_of_a4_at_300_dots_an_inch(kind: str, tmp_path: Path) -> None:
    picture = page_picture(saved(tmp_path, kind), kind.lower(), "frame:1")
    assert picture.grey.shape == pytest.approx((3507, 2479), rel=0.01)
    assert picture.dpi == pytest.approx(300, rel=0.01)
    assert picture.grey[100, 100] < 40
    assert picture.grey[-100, -100] > 220


def test_a_telephone_s_heic_is_looked_at(tmp_path: Path) -> None:
    picture = page_picture(HEIC, "heic", "frame:1")
    assert picture.grey.shape[1] > picture.grey.shape[0]
    assert (picture.grey < 100).mean() > 0.01


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16"])
def test_every_kind_of_colour_is_grey_on_white(mode: str, tmp_path: Path) -> None:
    path = tmp_path / "page.tiff"
    image = Image.fromarray(a_page())
    if mode == "I;16":
        image = Image.fromarray(a_page().astype(np.uint16) * 257)
    elif mode in ("LA", "RGBA"):
        image = image.convert("RGBA")
        image.putalpha(Image.fromarray(np.where(a_page() < 100, 255, 0).astype(np.uint8)))
        image = image.convert(mode)
    else:
        image = image.convert(mode)
    image.save(path, "PNG" if mode == "LA" else "TIFF")
    picture = page_picture(path, "tiff", "frame:1")
    assert picture.grey[100, 100] < 40
    assert picture.grey[-100, -100] > 220


def test_a_photo_is_turned_as_the_camera_was_held(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # held so that the picture has to be turned clockwise
    picture = page_picture(saved(tmp_path, "JPEG", exif=exif), "jpeg", "frame:1")
    assert picture.grey.shape[1] > picture.grey.shape[0]
    assert picture.grey[100, -100] < 40


def test_a_size_that_a_page_can_have_is_believed_and_a_camera_s_72_dots_are_not(tmp_path: Path) -> None:
    assert page_picture(saved(tmp_path, "PNG", dpi=(200, 200)), "png", "frame:1").grey.shape[0] == 2631
    assert page_picture(saved(tmp_path, "PNG", dpi=(72, 72)), "png", "frame:1").grey.shape[0] > 3400


def test_a_page_of_a_pdf_is_drawn_as_it_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(scans.saved([a_page(), a_page((1754, 1240))], "PDF", 150))
    picture = page_picture(path, "pdf", "page:2")
    assert picture.grey.shape == pytest.approx((2480, 3508), abs=4)


def test_a_picture_in_a_word_file_is_found_by_its_part(tmp_path: Path) -> None:
    path = tmp_path / "paper.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/media/image1.png", scans.saved([a_page()], "PNG"))
    assert page_picture(path, "docx", "word/media/image1.png").grey[100, 100] < 40
    assert scan_of(path, "docx", "word/media/image2.png").limit == "a picture is damaged"


def test_each_page_of_a_fax_is_a_page(tmp_path: Path) -> None:
    path = tmp_path / "fax.tiff"
    path.write_bytes(scans.saved([a_page(), a_page((800, 800)), a_page()], "TIFF"))
    reading = read_image(path)
    assert [picture.key for picture in reading.unscanned] == ["frame:1", "frame:2", "frame:3"]
    assert reading.properties.pages == 3
    assert page_picture(path, "tiff", "frame:2").grey.shape[0] == page_picture(path, "tiff", "frame:2").grey.shape[1]


def test_what_was_not_read_is_unread_and_never_empty(tmp_path: Path) -> None:
    path = tmp_path / "fax.tiff"
    path.write_bytes(scans.saved([a_page(), a_page(), a_page()], "TIFF"))
    said = {"frame:1": a_scan("Panel name"), "frame:3": Scan(None, limit="a page took longer than 60 seconds")}
    reading = reading_of(path, "tiff", said)
    assert [block_text(block) for block in reading.blocks if block_text(block)] == ["Panel name"]
    assert reading.unread_pages == ((2, 3),)
    assert [picture.key for picture in reading.unscanned] == ["frame:2"]
    assert [page.key for page in reading.scanned] == ["frame:1", "frame:3"]
    assert reading.limits == ("a page took longer than 60 seconds",)


def test_a_page_on_which_nothing_stands_is_an_empty_file_and_no_poor_scan(tmp_path: Path) -> None:
    assert refused(saved(tmp_path, "PNG"), "png", {"frame:1": a_scan("")}) is Unreadable.EMPTY


def test_a_truncated_photo_is_damaged_and_no_poor_scan(tmp_path: Path) -> None:
    path = saved(tmp_path, "JPEG")
    path.write_bytes(path.read_bytes()[:3000])
    assert refused(path, "jpeg") is Unreadable.DAMAGED


@pytest.mark.parametrize("kind", ["png", "jpeg", "tiff", "gif", "bmp", "webp", "heic"])
def test_what_only_begins_like_a_picture_is_damaged(kind: str, tmp_path: Path) -> None:
    starts = {"png": b"\x89PNG\r\n\x1a\n", "jpeg": b"\xff\xd8\xff\xe0", "tiff": b"II*\0\x08\0\0\0", "gif": b"GIF89a"}
    path = tmp_path / "rubbish"
    path.write_bytes(starts.get(kind, b"BM") + bytes(range(256)) * 4)
    assert refused(path, kind) is Unreadable.DAMAGED


def test_a_picture_larger_than_any_page_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    path = tmp_path / "bomb.png"
    path.write_bytes(png_of(60_000, 60_000))
    assert refused(path, "png") is Unreadable.TOO_LARGE
    with pytest.raises(TooLarge):
        page_picture(path, "png", "frame:1")
    just_too_large = tmp_path / "wide.png"
    just_too_large.write_bytes(png_of(MOST_PIXELS // 1000 + 1, 1000))
    assert refused(just_too_large, "png") is Unreadable.TOO_LARGE


def test_a_later_frame_larger_than_any_page_costs_that_page_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    everybodys = Image.MAX_IMAGE_PIXELS
    path = tmp_path / "fax.tiff"
    path.write_bytes(scans.saved([a_page((400, 400)), a_page((1200, 1200))], "TIFF"))
    monkeypatch.setattr("extractors.scan_picture.MOST_PIXELS", 1_000_000)
    assert [picture.key for picture in read_image(path).unscanned] == ["frame:1", "frame:2"]
    assert scan_of(path, "tiff", "frame:2").limit == "a picture has more dots than we look at"
    assert everybodys == Image.MAX_IMAGE_PIXELS, "our limit was left standing for everybody in this process"


def a_scan(text: str) -> Scan:
    words = (Word(text, (50.0, 100.0, 150.0, 112.0), False, 11.0, 0.9),) if text else ()
    return Scan(PageContent(words, (), (), (), 1.0, 0, 0.0, (595.0, 842.0)), ("tesseract",), covered=1.0)


def refused(path: Path, kind: str, given: dict[str, Scan] | None = None) -> Unreadable:
    with pytest.raises(UnreadableFile) as refusal:
        read(path, kind, given or {})
    return refusal.value.reason


def read(path: Path, kind: str, given: dict[str, Scan]) -> Reading:
    return reading_of(path, kind, given)


def png_of(wide: int, high: int) -> bytes:
    """A PNG that says it is so large, in a few bytes (PNG 1.2, section 4.1.1)."""
    out = io.BytesIO(b"\x89PNG\r\n\x1a\n")
    out.seek(8)
    rows = zlib.compress(b"\0" * 100)
    for name, data in ((b"IHDR", struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)), (b"IDAT", rows), (b"IEND", b"")):
        out.write(struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)))
    return out.getvalue()
