"""Is every word of a page read once: in a block, a header, a footer or among the asides, and never in two of them?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from extractors.page_layout import Layout, PageLayout, is_watermark
from extractors.pdf_chars import characters_of
from extractors.pdf_page import PdfPage, page_of, shown_on
from extractors.pdf_reader import read_pdf
from extractors.reading import Block, Standing, Table, text_of
from tests.build.pdf_layouts import LOOKS, columns, form, form_in_parts, form_over_pages, uneven_columns
from tests.elsewhere import corpora

LARGEST = 400_000
MOST_PAGES = 6
STEP = 2

DRAWN = {
    **{look: form(look) for look in LOOKS},
    "a form in parts": form_in_parts(),
    "a form over pages": form_over_pages(),
    "two columns": columns(2),
    "three columns": columns(3),
    "uneven columns": uneven_columns(),
}


def letters(texts: Iterable[str]) -> Counter[str]:
    """Letters and figures by how often they come; "o" apart, which stands for a bullet too."""
    found = Counter(char for text in texts for char in text if char.isalnum())
    del found["o"]
    return found


def words_in(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    yield from words_in(cell.blocks)
        else:
            yield block.text


def laid_out(page: PdfPage) -> Counter[str]:
    found = Layout([PageLayout(1, page.content)]).read()
    return letters(words_in((*found.blocks, *found.headers, *found.footers)))


def held(page: PdfPage) -> Counter[str]:
    content = page.content
    across = "" if is_watermark(content.across) else content.across
    boxes = [filled.value for filled in content.filled]
    return letters([*(word.text for word in content.words), *boxes, across])


def in_file(page: pypdfium2.PdfPage) -> Counter[str]:
    with characters_of(page) as characters:
        turn = characters.usual_angle()
        found = characters.words(shown_on(page, turn)[0], turn)
    return letters(word.text for words in (found.upright, found.tilted, found.invisible) for word in words)


def apart(page: PdfPage) -> Counter[str]:
    gone = (Standing.STRUCK, Standing.HIDDEN)
    return letters(aside.text for aside in page.asides if aside.how in gone)


def pages_of(source: Path | bytes) -> Iterator[tuple[Counter[str], PdfPage]]:
    try:
        document = pypdfium2.PdfDocument(source)
    except pypdfium2.PdfiumError:
        return
    for index in range(min(len(document), MOST_PAGES)):
        try:
            page = document[index]
        except pypdfium2.PdfiumError:
            continue
        before = in_file(page)
        yield before, page_of(page, index + 1, None)
        page.close()
    document.close()


@pytest.mark.parametrize("look", DRAWN)
def test_every_word_of_a_drawn_page_is_read_once(look: str) -> None:
    for before, page in pages_of(DRAWN[look]):
        assert laid_out(page) == held(page) == before


@pytest.mark.slow
def test_every_word_of_a_foreign_page_is_read_once() -> None:
    files = sorted(each for each in corpora().rglob("*.pdf") if each.stat().st_size <= LARGEST)[::STEP]
    assert files
    wrong: dict[str, Counter[str]] = {}
    for path in files:
        for before, page in pages_of(path):
            if laid_out(page) != held(page):
                wrong[path.name] = laid_out(page)
            if before - (held(page) + apart(page)):
                wrong[f"{path.name}: {page.content.size}"] = before - (held(page) + apart(page))
    assert not wrong


def drawn(tmp_path: Path, draw: Iterable[tuple[float, float, str]]) -> Path:
    canvas = Canvas(str(tmp_path / "page.pdf"), pagesize=(300, 200))
    for x, y, words in draw:
        canvas.drawString(x, y, words)
    canvas.save()
    return tmp_path / "page.pdf"


def test_words_off_the_page_are_an_aside(tmp_path: Path) -> None:
    found = read_pdf(drawn(tmp_path, [(20, 100, "Seen by all"), (20, -60, "Below the foot"), (400, 100, "Beside it")]))
    assert text_of(found.blocks) == "Seen by all"
    assert {(aside.how, aside.text) for aside in found.asides} == {(Standing.HIDDEN, "Beside it\nBelow the foot")}


def test_words_drawn_twice_to_look_bold_are_read_once(tmp_path: Path) -> None:
    found = read_pdf(drawn(tmp_path, [(20, 100, "Ann Lee"), (20.4, 100.3, "Ann Lee"), (20, 80, "Ann Lee")]))
    assert text_of(found.blocks).split() == ["Ann", "Lee", "Ann", "Lee"]
