"""Are the characters of a PDF put together into the words a person sees?"""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from extractors.pdf_reader import read_pdf
from extractors.reading import Reading, text_of

CMAP = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def
1 begincodespacerange <00> <FF> endcodespacerange %d beginbfchar %s endbfchar endcmap end end"""


def page(content: bytes, means: dict[str, str] | None = None) -> io.BytesIO:
    """A page in Helvetica, some of whose letters the file gives another meaning."""
    document = pikepdf.new()
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    if means:
        pairs = b" ".join(b"<%02X> <%s>" % (ord(code), text.encode()) for code, text in means.items())
        font.ToUnicode = document.make_stream(CMAP % (len(means), pairs))
    own = Dictionary(Type=Name.Page, MediaBox=Array([0, 0, 300, 200]), Contents=document.make_stream(content))
    own.Resources = Dictionary(Font=Dictionary(F=document.make_indirect(font)))
    document.pages.append(pikepdf.Page(document.make_indirect(own)))
    out = io.BytesIO()
    document.save(out)
    return out


def read(made: io.BytesIO, tmp_path: Path) -> Reading:
    (tmp_path / "page.pdf").write_bytes(made.getvalue())
    return read_pdf(tmp_path / "page.pdf")


def said(made: io.BytesIO, tmp_path: Path) -> str:
    return text_of(read(made, tmp_path).blocks)


def test_a_letter_set_by_itself_belongs_to_its_word_where_all_letters_stand_as_far_apart(tmp_path: Path) -> None:
    made = page(b"BT /F 12 Tf 1.8 Tc 20 100 Td (Ocea) Tj 0 Tc 35.9 0 Td (n) Tj 12 0 Td (view) Tj ET")
    assert said(made, tmp_path) == "Ocean view"


def test_a_space_under_the_next_letter_is_none(tmp_path: Path) -> None:
    made = page(b"BT /F 8 Tf 20 100 Td (9 ) Tj 4.45 0 Td (a) Tj 15 0 Td (Ordinary dividends) Tj ET")
    assert said(made, tmp_path).split()[:2] == ["9a", "Ordinary"]


def test_words_as_close_as_a_narrow_space_stay_apart(tmp_path: Path) -> None:
    made = page(b"BT /F 12 Tf -1.2 Tw 20 100 Td (Ann Lee saw it) Tj ET")
    assert said(made, tmp_path) == "Ann Lee saw it"


def test_a_character_beyond_the_first_plane_is_whole(tmp_path: Path) -> None:
    made = page(b"BT /F 12 Tf 20 100 Td (Mr AB) Tj ET", {"A": "D842DFB7", "M": "004D", "r": "0072", "B": "91CE"})
    assert said(made, tmp_path) == "Mr 𠮷野"


@pytest.mark.parametrize("code", ["001F", "0003", "0085", "F761"])
def test_letters_without_a_meaning_are_not_taken_for_words(code: str, tmp_path: Path) -> None:
    made = page(b"BT /F 12 Tf 20 100 Td (AAAA AAAA) Tj ET", {"A": code})
    found = read(made, tmp_path)
    assert found.unread_pages == ((1, 1),)


def test_one_letter_without_a_meaning_divides_no_word(tmp_path: Path) -> None:
    means = {letter: f"{ord(letter):04X}" for letter in "stu"} | {"A": "001F"}
    assert said(page(b"BT /F 12 Tf 20 100 Td (stuA stut) Tj ET", means), tmp_path) == "stu\ufffd stut"


def prose(lines: list[str]) -> io.BytesIO:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for number, line in enumerate(lines):
        canvas.drawString(72, 700 - 14 * number, line)
    canvas.save()
    return out


def test_a_word_s_own_hyphen_at_the_end_of_a_line_stays(tmp_path: Path) -> None:
    made = prose(["The local authority has seen that the child and her half-", "brother are settled in the home."])
    assert "half-brother are" in said(made, tmp_path)


def test_a_word_that_stands_whole_elsewhere_is_whole_where_a_line_divides_it(tmp_path: Path) -> None:
    made = prose(
        ["The assessment was made in May and the family was told of it. The assess-", "ment is attached to this form."]
    )
    assert "The assessment is attached" in said(made, tmp_path)


def test_where_a_program_divides_words_they_are_whole_again(tmp_path: Path) -> None:
    line = "ation of trust and of good will that grew over all of these years and was the found-"
    made = prose(
        ["The report tells of the home and of its family and of what became the found-", *[line] * 7, "ation."]
    )
    assert said(made, tmp_path).count("foundation of trust") == 7
