"""The makers in tests/build give files that other people's programs open."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from email import message_from_bytes, policy
from itertools import product

import docx
import pikepdf
import pypdfium2
import pytest

from tests.build import hostile, papers
from tests.build.content import Control, Fields, Inserted, NewSection, Paper, Wide
from tests.build.docx import docx_of
from tests.build.eml import message
from tests.build.pdf import scanned

MAKERS: list[Callable[..., bytes]] = [getattr(papers, name) for name in papers.__all__]


@pytest.mark.parametrize("maker", MAKERS, ids=papers.__all__)
def test_every_paper_opens_as_word_and_as_pdf(maker: Callable[..., bytes]) -> None:
    assert docx.Document(io.BytesIO(maker())).element.body is not None
    with pypdfium2.PdfDocument(maker(as_pdf=True)) as document:
        assert document[0].get_textpage().get_text_range().strip()


@pytest.mark.parametrize("maker", MAKERS, ids=papers.__all__)
def test_the_same_paper_is_the_same_bytes(maker: Callable[..., bytes]) -> None:
    assert maker() == maker()
    assert maker(as_pdf=True) == maker(as_pdf=True)


def test_a_blanked_answer_is_gone_and_its_label_stays() -> None:
    whole = _xml(papers.panel_application_form())
    blank = _xml(papers.panel_application_form(blank=["contingency_plan"]))
    for xml in (whole, blank):
        assert "5. Details of contingency plan if funding request is not agreed:" in xml
    assert "further period of pre-proceedings" in whole
    assert "further period of pre-proceedings" not in blank


def test_blanking_what_a_paper_does_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing called Contingency"):
        papers.booking_form(blank=["Contingency"])


@pytest.mark.parametrize(("level", "filled"), list(product(["block", "inline", "cell"], [True, False])))
def test_a_content_control_stands_where_it_was_asked_for(level: str, filled: bool) -> None:
    # a level as the makers name it
    control = Control("dropdown", "Exeter" if filled else None, level)  # type: ignore[arg-type]
    xml = _xml(docx_of(Paper([Fields([("Team/Locality", control), Wide([control])]), control])))
    assert ("<w:showingPlcHdr/>" in xml) is not filled
    assert ("Exeter" in xml) is filled
    assert ("<w:sdtContent><w:tc>" in xml) is (level == "cell")


def test_a_tracked_insertion_and_a_second_section_are_word_s_own() -> None:
    xml = _xml(docx_of(Paper(["One", Inserted("Added later"), NewSection(landscape=True, header="Part 2"), "Two"])))
    assert "<w:ins " in xml
    assert xml.count("<w:sectPr") == 2


def test_a_scan_has_pages_and_no_words() -> None:
    with pypdfium2.PdfDocument(scanned(papers.fgc_minutes(as_pdf=True))) as document:
        assert not document[0].get_textpage().get_text_range().strip()


def test_a_mail_keeps_its_attachments_and_its_thread() -> None:
    mail = message_from_bytes(
        message(attachments={"Booking form.docx": papers.booking_form()}, references=["<1@bucks.example>"]),
        policy=policy.default,
    )
    assert [part.get_filename() for part in mail.iter_attachments()] == ["Booking form.docx"]
    assert mail["References"] == "<1@bucks.example>"


def test_locked_files_are_locked() -> None:
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(hostile.password_pdf()))
    assert hostile.password_docx().startswith(b"\xd0\xcf\x11\xe0")
    with (
        zipfile.ZipFile(io.BytesIO(hostile.zip_with_an_encrypted_entry())) as archive,
        pytest.raises(RuntimeError, match="encrypted"),
    ):
        archive.read("Locked.docx")


def test_bombs_are_small_until_they_are_opened() -> None:
    for bomb in (hostile.zip_bomb(), hostile.docx_bomb()):
        with zipfile.ZipFile(io.BytesIO(bomb)) as archive:
            assert sum(entry.file_size for entry in archive.infolist()) > 200 << 20
        assert len(bomb) < 1 << 20


def test_escaping_names_are_kept_as_they_were_written() -> None:
    with zipfile.ZipFile(io.BytesIO(hostile.zip_with_escaping_names())) as archive:
        assert {"../outside.docx", "/tmp/absolute.docx"} <= set(archive.namelist())


def test_endless_means_ten_thousand() -> None:
    with pypdfium2.PdfDocument(hostile.endless_pdf()) as document:
        assert len(document) == 10_000
    with zipfile.ZipFile(io.BytesIO(hostile.crowded_zip())) as archive:
        assert len(archive.namelist()) == 10_000


def _xml(word_file: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(word_file)) as archive:
        return archive.read("word/document.xml").decode()
