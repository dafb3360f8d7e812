"""PDF files -> Reading: words into tables by their ruled lines, into headings and paragraphs by size and place.

What stands in form controls and typed-on notes is put in its place among the words, so that a form filled in on
screen is not taken for a blank one. Pages that show something and hold no text are named, never called blank.
"""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from casework.document import Unreadable
from casework.evidence import Place
from extractors.page_content import NO_SCANS, PageContent, Scans
from extractors.page_layout import Layout, PageLayout, is_watermark
from extractors.pdf_page import page_content
from extractors.reading import Block, FormField, Mark, Properties, Reading, UnreadableFile

MAX_PAGES = 2_000
MAX_CHARACTERS = 5_000_000
_STAMP_WORDS = 12
"""A page with no more words than this under a picture of the whole page is a scan with a stamp on it."""
_WHOLE_PAGE = 0.5
_DRAWN = 40
"""A page of so many shapes and no text has its letters drawn."""
_UNKNOWN = 0.5
logging.getLogger("pypdfium2").setLevel(logging.ERROR)  # it warns of every XFA form, which is handled here


def read_pdf(path: Path, scans: Scans = NO_SCANS) -> Reading:
    """The words of a PDF; raises UnreadableFile with the reason."""
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise UnreadableFile(_reason(error), str(error)) from error
    try:
        return _read(document)
    except pypdfium2.PdfiumError as error:
        raise UnreadableFile(Unreadable.DAMAGED, str(error)) from error
    finally:
        document.close()


def _reason(error: pypdfium2.PdfiumError) -> Unreadable:
    code = getattr(error, "err_code", None)
    if code == pdfium.FPDF_ERR_PASSWORD:
        return Unreadable.PASSWORD
    return Unreadable.RIGHTS_MANAGED if code == pdfium.FPDF_ERR_SECURITY else Unreadable.DAMAGED


def _read(document: Any) -> Reading:
    count = len(document)
    document.init_forms()
    gathered = _Gathered(document, min(count, MAX_PAGES))
    gathered.run()
    if not gathered.seen_anything and gathered.drawn:
        gathered.unread = gathered.drawn
    elif not gathered.seen_anything:
        raise UnreadableFile(Unreadable.EMPTY if count else Unreadable.DAMAGED, "no page shows anything")
    laid_out = Layout(gathered.pages).read()
    _refuse_stand_in(document, laid_out.blocks)
    limits = [f"only the first {MAX_PAGES:,} of {count:,} pages were read"] if count > MAX_PAGES else []
    if gathered.is_cut:
        limits.append(f"only the first {MAX_CHARACTERS:,} characters were read")
    return Reading(
        laid_out.blocks,
        laid_out.headers,
        laid_out.footers,
        form_fields=tuple(gathered.form_fields),
        marks=tuple(gathered.marks),
        properties=Properties(count, _title(document), False, gathered.watermark),
        unread_pages=tuple(_ranges(gathered.unread)),
        limits=tuple(limits),
    )


class _Gathered:
    """What was found page by page."""

    def __init__(self, document: Any, count: int) -> None:
        self._document, self._count = document, count
        self._characters = 0
        self.pages: list[PageLayout] = []
        self.unread: list[int] = []
        self.drawn: list[int] = []
        """Pages that show a few shapes and nothing else: nothing beside real pages, everything where there are none."""
        self.form_fields: list[FormField] = []
        self.marks: list[Mark] = []
        self.watermark = ""
        self.is_cut = self.seen_anything = False

    def run(self) -> None:
        form = self._document.formenv
        for index in range(self._count):
            content = self._page(index, form.raw if form else None)
            if content is not None:
                self._take(index + 1, content)
            if self._characters > MAX_CHARACTERS:
                self.is_cut = True
                return

    def _page(self, index: int, form: Any | None) -> PageContent | None:
        try:
            page = self._document[index]
        except pypdfium2.PdfiumError:
            self.unread.append(index + 1)  # a broken page among good ones still shows something to somebody
            self.seen_anything = True
            return None
        try:
            return page_content(page, form)
        finally:
            page.close()

    def _take(self, number: int, content: PageContent) -> None:
        if is_unread(content):
            self.unread.append(number)
            self.seen_anything = True
            return
        if is_watermark(content.across) and not self.watermark:
            self.watermark = content.across
        self.seen_anything |= bool(content.words or content.tilted or content.filled)
        if content.shapes and not content.words:
            self.drawn.append(number)
        self._characters += sum(len(word.text) for word in content.words)
        for filled in content.filled:
            place = Place(page=number, box=filled.box)
            if filled.kind != "note":
                self.form_fields.append(FormField(filled.name, filled.tag, filled.kind, filled.value, False, place))
            if filled.kind == "checkbox":
                self.marks.append(Mark(filled.value == "☒", filled.name, place))
        self.pages.append(PageLayout(number, content))


def is_unread(content: PageContent) -> bool:
    """Whether a page shows what cannot be read as text: a scan, drawn letters, or characters without meaning."""
    written = bool(content.filled and any(filled.value not in ("", "☐") for filled in content.filled))
    if content.words and content.unknown_characters > _UNKNOWN:
        return True
    if len(content.words) <= _STAMP_WORDS and content.pictures >= _WHOLE_PAGE and not written:
        return True
    return not content.words and not written and (content.pictures > 0.05 or content.shapes >= _DRAWN)


def _refuse_stand_in(document: Any, blocks: tuple[Block, ...]) -> None:
    """A form made with XFA (ISO 32000-1, 12.7.8) prints "Please wait" for readers that cannot show it."""
    words = " ".join(getattr(block, "text", "") for block in blocks[:4]).casefold()
    if document.get_formtype() == pdfium.FORMTYPE_XFA_FULL and "please wait" in words:
        raise UnreadableFile(Unreadable.FORMAT, "a form of the XFA kind, which only Adobe's reader shows")


def _title(document: Any) -> str:
    """The title in the document information (ISO 32000-1, 14.3.3), without the name of the program that printed it."""
    title = str(document.get_metadata_dict(skip_empty=True).get("Title", "")).strip()
    return title.removeprefix("Microsoft Word - ").rsplit(".doc", 1)[0]


def _ranges(pages: list[int]) -> Iterator[tuple[int, int]]:
    """Page numbers as ranges of neighbours."""
    start = last = 0
    for page in pages:
        if page != last + 1 and last:
            yield start, last
        if page != last + 1 or not last:
            start = page
        last = page
    if last:
        yield start, last
