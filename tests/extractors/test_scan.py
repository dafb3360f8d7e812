"""Scans and photos: what stands on a page that is only a picture, whichever engine is there and however it was laid."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from casework.evidence import Place
from extractors import scan, scan_engines
from extractors.page_content import Scan
from extractors.reading import Table
from extractors.scan import reading_with_scans, scanned
from extractors.scan_picture import Grey, PagePicture
from extractors.scanned_page import signatures_on
from tests import elsewhere
from tests.build import scans
from tests.build.forms import APPLICATION_ANSWERS, panel_application_form

LINES = ["Panel name: Legal Gateway Panel", "Social Worker: Owen Traske", "Request value: 5,250 agreed 26/02/2026"]


@pytest.fixture
def without_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "tessdata", lambda: None)


@pytest.fixture
def with_tesseract() -> None:
    elsewhere.tesseract_data()


@pytest.fixture(scope="module")
def form() -> bytes:
    return panel_application_form(as_pdf=True)


def a_strip() -> Grey:
    return scans.lettered(LINES)


def words_of(seen: Scan) -> str:
    assert seen.content is not None
    return " ".join(word.text for word in sorted(seen.content.words, key=lambda each: (each.box[1], each.box[0])))


def fields_of(path: Path, kind: str) -> dict[str, str]:
    reading = reading_with_scans(path, kind)
    tables = [block for block in reading.blocks if isinstance(block, Table)]
    return {row[0].text: row[1].text for table in tables for row in table.rows if len(row) == 2}


def test_without_tesseract_the_page_is_read_all_the_same(without_tesseract: None) -> None:
    seen = scanned(PagePicture(a_strip(), 300))
    assert words_of(seen) == " ".join(LINES)
    assert seen.engines == ("rapidocr",)


def test_with_tesseract_it_is_read_without_the_slower_engine(with_tesseract: None) -> None:
    seen = scanned(PagePicture(a_strip(), 300))
    assert words_of(seen) == " ".join(LINES)
    assert seen.engines == ("tesseract",)


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_laid_in_the_wrong_way_round_is_turned_upright(quarters: int, without_tesseract: None) -> None:
    seen = scanned(PagePicture(np.rot90(a_strip(), quarters).copy(), 300))
    assert seen.turned == 90 * quarters
    assert words_of(seen) == " ".join(LINES)


@pytest.mark.parametrize("condition", ["noisy", "photo", "on_a_desk", "faxed"])
def test_every_field_of_a_form_printed_and_scanned_is_read(
    condition: str, with_tesseract: None, form: bytes, tmp_path: Path
) -> None:
    page = scans.CONDITIONS[condition](scans.picture_of(form, dpi=200))
    (tmp_path / "form.jpg").write_bytes(scans.saved([page], "JPEG", 200))
    fields = fields_of(tmp_path / "form.jpg", "jpeg")
    plain = {label.replace("’", "'"): value for label, value in fields.items()}
    assert plain["Panel name"] == APPLICATION_ANSWERS["panel_name"]
    assert plain["Children's name(s)"] == APPLICATION_ANSWERS["childrens_names"]
    assert plain["PER/GRP number"] == APPLICATION_ANSWERS["per_grp_number"]
    assert plain["Social Worker"] == APPLICATION_ANSWERS["social_worker"]
    assert plain["Request value"] == APPLICATION_ANSWERS["request_value"]


def test_the_words_of_a_scan_have_their_places_in_points_and_how_sure_the_engine_was(without_tesseract: None) -> None:
    seen = scanned(PagePicture(a_strip(), 300))
    assert seen.content is not None
    assert seen.content.size == pytest.approx((393.6, 129.6), abs=1)
    first = min(seen.content.words, key=lambda word: (word.box[1], word.box[0]))
    assert first.text == "Panel"
    assert first.box == pytest.approx((29, 31, 60, 41), abs=3)
    assert first.confidence > 0.9


def test_a_page_nobody_can_read_is_poor_and_not_empty(without_tesseract: None) -> None:
    seen = scanned(PagePicture(scans.illegible(a_strip()), 300))
    assert seen.content is None


@pytest.mark.parametrize("shape", [(2, 4000), (3000, 1)])
def test_a_strip_too_thin_for_words_breaks_nothing(shape: tuple[int, int], without_tesseract: None) -> None:
    seen = scanned(PagePicture(np.full(shape, 200, np.uint8), 300))
    assert seen.content is None or not seen.content.words


def test_a_blank_page_is_blank_and_not_poor() -> None:
    paper = np.random.default_rng(3).normal(244, 3, (1754, 1240)).clip(0, 255).astype(np.uint8)
    seen = scanned(PagePicture(paper, 300))
    assert seen.content is not None
    assert seen.content.words == ()
    assert seen.engines == ()


def test_ink_over_a_signature_line_is_said_to_be_there_and_not_read(with_tesseract: None) -> None:
    page = scans.lettered(["Social Worker: Owen Traske", "Signed:", "Date: 26/02/2026"])
    assert list(signatures_on(scanned(PagePicture(page, 300)), Place(page=2))) == []
    scans.scribble(page, (420, 250), (380, 80))
    seen = scanned(PagePicture(page, 300))
    assert words_of(seen) == "Social Worker: Owen Traske Signed: [unclear] Date: 26/02/2026"
    (signature,) = signatures_on(seen, Place(page=2))
    assert (signature.kind, signature.who, signature.place.page) == ("ink", "", 2)


def test_the_engines_open_no_connection_and_write_nothing(
    without_tesseract: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    import socket

    def refuse(*_: object, **__: object) -> Iterator[None]:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(Path, "mkdir", refuse)
    scan_engines._rapidocr.cache_clear()
    assert words_of(scanned(PagePicture(a_strip(), 300))) == " ".join(LINES)
